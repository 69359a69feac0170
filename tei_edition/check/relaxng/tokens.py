"""The tokens of the compact syntax of RELAX NG, and how a reader takes one after the other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tei_edition.diagnostics import Position

#: How deep patterns, grammars, name classes and annotations may nest.
MAX_DEPTH = 100

_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\r\n\ufeff]+)
  | (?P<documentation>\#\#[^\n\r]*)
  | (?P<comment>\#[^\n\r]*)
  | (?P<literal>\"{3}(?s:.*?)\"{3}|'{3}(?s:.*?)'{3}|"[^"\n\r]*"|'[^'\n\r]*')
  | (?P<nsname>[^\W\d][\w.\-\xb7]*:\*)
  | (?P<name>\\?[^\W\d][\w.\-\xb7]*(?::[^\W\d][\w.\-\xb7]*)?)
  | (?P<symbol>\|=|&=|>>|[=|,&?*+\-(){}\[\]~])
    """,
    re.VERBOSE,
)


class CompactSyntaxError(ValueError):
    """Raised where a schema is not in the compact syntax; says where."""

    def __init__(self, message: str, position: Position) -> None:
        super().__init__(message)
        self.position = position


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


class Tokens:
    """A schema as tokens, and the one that is read next."""

    def __init__(self, text: str) -> None:
        """Take *text* apart; CompactSyntaxError where something in it is no token."""
        self._source = text
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self._tokens = list(self._tokenize())
        self._next = 0
        self._depth = 0

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Read what stands one level deeper; CompactSyntaxError below MAX_DEPTH."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            message = f"this schema is nested more than {MAX_DEPTH} levels deep"
            raise CompactSyntaxError(message, self._position(self._token.at))
        yield
        self._depth -= 1

    def _tokenize(self) -> Iterator[_Token]:
        at = 0
        while at < len(self._source):
            found = _TOKEN.match(self._source, at)
            if found is None:
                raise CompactSyntaxError(f"unexpected {self._source[at]!r}", self._position(at))
            if found.lastgroup not in ("space", "comment", "documentation"):
                yield _Token(str(found.lastgroup), found[0], at)
            at = found.end()
        yield _Token("end", "", at)

    def _position(self, at: int) -> Position:
        line = bisect_right(self._lines, at)
        return Position(line, at - self._lines[line - 1] + 1)

    @property
    def _token(self) -> _Token:
        return self._tokens[self._next]

    def _is(self, *texts: str) -> bool:
        return self._token.text in texts and self._token.kind != "literal"

    def _take(self, text: str | None = None, kind: str | None = None) -> str:
        token = self._token
        if (text is not None and token.text != text) or (kind is not None and token.kind != kind):
            raise self._error(f"expected {text or 'a ' + str(kind)}")
        self._next += 1
        return token.text

    def _took(self, text: str) -> bool:
        if self._is(text):
            self._next += 1
            return True
        return False

    def _error(self, message: str) -> CompactSyntaxError:
        found = self._token.text or "the end"
        return CompactSyntaxError(f"{message}, found {found}", self._position(self._token.at))
