"""Verse: lines of a quotation that the source keeps apart."""

from __future__ import annotations

from tei_edition.document.block import Block, Paragraph, Verse
from tei_edition.document.inline import LineBreak, plain
from tei_edition.understand.words.lines import split_lines

_LONGEST = 80


def verse(block: Block) -> Block:
    """*block* of a quotation as Verse, where it is lines that the source insists on."""
    if not isinstance(block, Paragraph) or not any(isinstance(n, LineBreak) for n in block.content):
        return block
    lines = split_lines(block.content)
    if any(not plain(line).strip() or len(plain(line)) > _LONGEST for line in lines):
        return block
    return Verse(tuple(lines), block.span)
