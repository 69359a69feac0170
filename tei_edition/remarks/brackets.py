"""Square brackets in flat inline content: pairs, pairs within pairs, and those without a partner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tei_edition.diagnostics import Diagnostic
from tei_edition.record.model import (
    Bracket,
    Inline,
    Markup,
    Source,
    Span,
    StrayBracket,
    Text,
)

#: Deeper than this nobody nests remarks: further brackets are characters like any other.
_DEEPEST = 8


@dataclass
class _Open:
    """An opening bracket still waiting for its partner, and what has come since."""

    bracket: Text
    content: list[Inline] = field(default_factory=list)


def pair_brackets(
    source: Source, inlines: Sequence[Inline]
) -> tuple[tuple[Inline, ...], list[Diagnostic]]:
    """Turn the brackets in the text of *inlines* into Bracket and StrayBracket nodes.

    Brackets that the source escapes ("\\\\[") are plain characters. An opening bracket without a
    partner stays a character and is reported (R022); a closing one becomes a StrayBracket, whose
    meaning the rules decide. Brackets inside a Markup node (a footnote) are paired there.
    """
    diagnostics: list[Diagnostic] = []
    outer: list[Inline] = []
    stack: list[_Open] = []
    skipped = 0

    def put(node: Inline) -> None:
        (stack[-1].content if stack else outer).append(node)

    for node in inlines:
        if isinstance(node, Markup):
            content, inner = pair_brackets(source, node.content)
            put(Markup(node.name, node.attributes, content))
            diagnostics += inner
            continue
        if not isinstance(node, Text) or not _may_hold_brackets(node):
            put(node)
            continue
        for piece in _pieces(node):
            if piece.value == "[" and len(stack) < _DEEPEST and not skipped:
                stack.append(_Open(piece))
            elif piece.value == "[":
                skipped += 1
                put(piece)
            elif piece.value == "]" and skipped:
                skipped -= 1
                put(piece)
            elif piece.value == "]" and stack:
                done = stack.pop()
                span = Span(done.bracket.span.start, piece.span.end)
                put(Bracket(tuple(done.content), span))
            elif piece.value == "]":
                put(StrayBracket(piece.span))
            else:
                put(piece)
    for left in stack:
        message = "this opening bracket has no closing bracket; it is taken for a character"
        hint = "close it with ], or write \\[ to say that it belongs to the text"
        diagnostics.append(source.diagnostic("R022", message, left.bracket.span, hint))
        outer += [left.bracket, *left.content]
    return tuple(outer), diagnostics


def _may_hold_brackets(node: Text) -> bool:
    """False for text that the source escaped, whose characters are not where they seem."""
    exact = len(node.value) == node.span.end - node.span.start
    return exact and ("[" in node.value or "]" in node.value)


def _pieces(node: Text) -> list[Text]:
    """*node* cut at its brackets, each bracket a piece of its own."""
    pieces = []
    start = 0
    for index, char in enumerate(node.value):
        if char in "[]":
            if start < index:
                pieces.append(node.cut(start, index))
            pieces.append(node.cut(index, index + 1))
            start = index + 1
    if start < len(node.value):
        pieces.append(node.cut(start, len(node.value)))
    return pieces
