"""Footnotes of the document: a sign in the text, and a paragraph that begins with the same sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tei_edition.diagnostics import Diagnostic
from tei_edition.record.model import (
    Block,
    Heading,
    Inline,
    Markup,
    Paragraph,
    Source,
    Text,
    cut,
    partition,
    plain,
)

#: A note begins with its sign and a blank: "* The record ...", "[1] See ...".
_NOTE = re.compile(r"\s*(?P<sign>\*{1,5}|[†‡§]{1,3}|\[(?P<number>\d{1,3})\])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class _Note:
    index: int
    sign: str
    n: str
    place: str
    content: tuple[Inline, ...]


def attach_footnotes(
    source: Source, blocks: Sequence[Block]
) -> tuple[tuple[Block, ...], list[Diagnostic]]:
    """Put each footnote where its sign stands in the text (TEI: `note` at the point of reference).

    A starred note belongs to the nearest sign above it, a numbered one to the first of its number.
    A paragraph that looks like a note but whose sign stands nowhere stays a paragraph and is
    reported (R027).
    """
    result: list[Block | None] = list(blocks)
    diagnostics: list[Diagnostic] = []
    for index, block in enumerate(blocks):
        note = _note(index, block)
        if note is None:
            continue
        numbered = note.place == "end"
        above = range(index) if numbered else range(index - 1, -1, -1)
        for at in above:
            target = result[at]
            if isinstance(target, Paragraph | Heading) and (done := _attach(target, note)):
                result[at], result[index] = done, None
                break
        else:
            if not numbered:
                message = (
                    f"this note has no mark {note.sign} in the text above; it stays a paragraph"
                )
                diagnostics.append(source.diagnostic("R027", message, block.span))
    return tuple(block for block in result if block is not None), diagnostics


def _note(index: int, block: Block) -> _Note | None:
    if not isinstance(block, Paragraph):
        return None
    words = plain(block.content)
    found = _NOTE.match(words)
    if not found:
        return None
    number = found["number"]
    content = cut(block.content, found.end(), len(words))
    return _Note(
        index, found["sign"], number or found["sign"], "end" if number else "bottom", content
    )


def _attach(block: Paragraph | Heading, note: _Note) -> Paragraph | Heading | None:
    """*block* with *note* where its sign stands, or None where the sign is not in it."""
    words = _sign_text(block.content)
    attached = re.escape(note.sign)
    found = re.search(rf"(?<=[^\s*\[])\s?{attached}(?![\w*])", words)
    if not found:
        return None
    attributes = (("type", "footnote"), ("n", note.n), ("place", note.place))
    markup = Markup("note", attributes, note.content)
    before, _, after = partition(block.content, found.start(), found.end())
    return replace(block, content=(*before, markup, *after))


def _sign_text(inlines: Sequence[Inline]) -> str:
    """The words of *inlines* with addresses blanked: a sign is no part of a link."""
    return "".join(
        "\0" * len(node.value) if isinstance(node, Text) and node.href else plain((node,))
        for node in inlines
    )
