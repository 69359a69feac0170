"""Brackets in flat inline content: pairs, pairs within pairs, and those without a partner."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from tei_edition.diagnostics import Diagnostic
from tei_edition.document.inline import Bracket, Inline, Mark, StrayBracket, Text
from tei_edition.document.source import Source, Span

SQUARE = "[]"
#: Deeper than this nobody nests remarks: further brackets are characters like any other.
_DEEPEST = 8


@dataclass
class _Open:
    """An opening bracket still waiting for its partner, and what has come since."""

    bracket: Text
    pair: str
    content: list[Inline] = field(default_factory=list)


def pair_brackets(
    source: Source, inlines: Sequence[Inline], pairs: Sequence[str] = (SQUARE,)
) -> tuple[tuple[Inline, ...], list[Diagnostic]]:
    """Turn the brackets in the text of *inlines* into Bracket and StrayBracket nodes.

    *pairs* are the signs that remarks stand in. Brackets that the source escapes ("\\\\[") are plain
    characters. An opening square bracket without a partner stays a character and is reported (R022);
    a closing one becomes a StrayBracket, whose meaning the rules decide; of other signs both are
    characters. Brackets inside a Mark node (a footnote) are paired there.
    """
    known = tuple(pairs)
    if not known or not any(_may_hold(node, known) for node in inlines):
        return tuple(inlines), []
    return _Pairing(source, known).run(inlines)


def _may_hold(node: Inline, pairs: tuple[str, ...]) -> bool:
    if isinstance(node, Text):
        return any(sign in node.value for pair in pairs for sign in pair)
    return isinstance(node, Mark)


@lru_cache(maxsize=8)
def _signs(pairs: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"([{re.escape(''.join(pairs))}])")


class _Pairing:
    """The pairing of one piece of content."""

    def __init__(self, source: Source, pairs: tuple[str, ...]) -> None:
        self._source, self._pairs = source, pairs
        self._openers = {pair[0]: pair for pair in pairs}
        self._closers = {pair[1]: pair for pair in pairs}
        self._stack: list[_Open] = []
        self._outer: list[Inline] = []
        self._skipped = 0
        self._found: list[Diagnostic] = []

    def run(self, inlines: Sequence[Inline]) -> tuple[tuple[Inline, ...], list[Diagnostic]]:
        for node in inlines:
            if isinstance(node, Mark):
                content, inner = pair_brackets(self._source, node.content, self._pairs)
                self._put(replace(node, content=content))
                self._found += inner
            elif isinstance(node, Text) and _is_exact(node) and _may_hold(node, self._pairs):
                for piece in _pieces(node, _signs(self._pairs)):
                    self._piece(piece)
            else:
                self._put(node)
        while self._stack:
            self._give_up()
        return tuple(self._outer), self._found

    def _put(self, node: Inline) -> None:
        (self._stack[-1].content if self._stack else self._outer).append(node)

    def _piece(self, piece: Text) -> None:
        if pair := self._openers.get(piece.value):
            if len(self._stack) < _DEEPEST and not self._skipped:
                self._stack.append(_Open(piece, pair))
            else:
                self._skipped += 1
                self._put(piece)
        elif pair := self._closers.get(piece.value):
            if self._skipped:
                self._skipped -= 1
                self._put(piece)
            else:
                self._close(piece, pair)
        else:
            self._put(piece)

    def _close(self, piece: Text, pair: str) -> None:
        if not any(left.pair == pair for left in self._stack):
            self._put(StrayBracket(piece.span) if pair == SQUARE else piece)
            return
        while self._stack[-1].pair != pair:
            self._give_up()
        done = self._stack.pop()
        span = Span(done.bracket.span.start, piece.span.end)
        self._put(Bracket(tuple(done.content), span, pair))

    def _give_up(self) -> None:
        """The innermost bracket that is open has no partner: it is a character."""
        left = self._stack.pop()
        if left.pair == SQUARE:
            message = "this opening bracket has no closing bracket; it was kept as text"
            hint = "close it with ], or write \\[ if it belongs to the text"
            self._found.append(
                self._source.diagnostic(
                    "R022", message, left.bracket.span, hint, label="no ] follows", fix="\\["
                )
            )
        self._put(left.bracket)
        for node in left.content:
            self._put(node)


def _is_exact(node: Text) -> bool:
    """False for text that the source escaped, whose characters are not where they seem."""
    return len(node.value) == node.span.end - node.span.start


def _pieces(node: Text, signs: re.Pattern[str]) -> list[Text]:
    """*node* cut at its brackets, each bracket a piece of its own."""
    pieces = []
    start = 0
    for value in signs.split(node.value):
        if value:
            pieces.append(node.cut(start, start + len(value)))
            start += len(value)
    return pieces


#: What somebody changed with a word processor holds remarks by its nature.
_HOLDS_REMARKS = re.compile(
    r"(?:inserted|deleted|comment) by [^\[\]:,]{1,80}(?: on \d{4}[\d-]*|, undated):"
)


def is_nested(bracket: Bracket, words: str) -> bool:
    """Whether remarks stand in the remark *bracket* (its *words*) where editors write none."""
    holds = any(isinstance(node, Bracket) for node in bracket.content)
    return bracket.pair == SQUARE and holds and not _HOLDS_REMARKS.match(words)
