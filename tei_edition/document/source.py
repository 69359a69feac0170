"""The source of a record, and places in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from tei_edition.diagnostics import Diagnostic, Fix, Position


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the source: offsets of its first character and of the one after its last."""

    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """The text of a record file, with line ends normalised to "\\n", and its name for messages."""

    name: str
    text: str

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")  # once: a hundred thousand diagnostics may share one long line

    def position(self, offset: int) -> Position:
        """Line and column, counted from 1, of the character at *offset*."""
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def diagnostic(
        self,
        code: str,
        message: str,
        at: Span | int | None = None,
        hint: str | None = None,
        *,
        label: str | None = None,
        fix: str | Fix | None = None,
    ) -> Diagnostic:
        """A diagnostic that points at *at* in this source; a *fix* that is a string goes in its place."""
        span = Span(at, at + 1) if isinstance(at, int) else at
        if span is None:
            return Diagnostic(code, message, self.name, None, hint)
        position = self.position(span.start)
        start = self._line_starts[position.line - 1]
        line = self._lines[position.line - 1]
        length = max(1, min(span.end, start + len(line)) - span.start)
        if isinstance(fix, str):
            fix = Fix(span.start, span.end, fix)
        return Diagnostic(code, message, self.name, position, hint, line, length, label, fix)
