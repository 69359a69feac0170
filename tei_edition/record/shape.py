"""The shape of a document: its headings, what stands above them, and its signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_edition.record.dates import find_date
from tei_edition.record.model import (
    Aside,
    Block,
    Closer,
    Heading,
    Inline,
    Markup,
    Opener,
    Paragraph,
    is_blank,
    plain,
)

#: Elements that may stand between paragraphs as they are (TEI model.global).
GLOBAL = frozenset({"note", "pb", "gap"})

_LONGEST_HEADING_LINE = 120


def shape(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Tell headings, openers, asides and closers from paragraphs.

    A heading stands above the first paragraph of prose and is set in capitals, or in lines that
    begin so and go on with a date. A paragraph that is nothing but remarks is an opener above the
    first paragraph of prose and an aside below it; signatures at the end are the closer.
    """
    result: list[Block] = []
    at_top = True
    for block in blocks:
        if not isinstance(block, Paragraph):
            at_top = at_top and isinstance(block, Heading)
            result.append(block)
        elif _only_remarks(block.content):
            aside = not at_top or all(_is_global(node) for node in block.content)
            result.append((Aside if aside else Opener)(block.content, block.span))
        elif at_top and _is_heading(block.content):
            result.append(Heading(1, block.content, block.span))
        else:
            at_top = False
            result.append(block)
    return _with_closer(result)


def _only_remarks(content: Sequence[Inline]) -> bool:
    """True for remarks and notes alone; what they hold of the document is not a paragraph's text."""
    nodes = [node for node in content if not is_blank((node,))]
    standing = {"add", "note", "pb", "gap", "stamp"}
    return bool(nodes) and all(isinstance(n, Markup) and n.name in standing for n in nodes)


def _is_global(node: Inline) -> bool:
    return is_blank((node,)) or (isinstance(node, Markup) and node.name in GLOBAL)


def _is_heading(content: Sequence[Inline]) -> bool:
    lines = [line.strip() for line in re.split(r"\n", plain(content)) if line.strip()]
    if not lines or any(len(line) > _LONGEST_HEADING_LINE for line in lines):
        return False
    first, *others = lines
    return _in_capitals(first) and all(
        _in_capitals(line) or find_date(line) or (len(line) < 60 and line[-1].isalnum())
        for line in others
    )


def _in_capitals(line: str) -> bool:
    letters = [char for char in line if char.isalpha()]
    return len(letters) > 3 and sum(map(str.isupper, letters)) >= 0.9 * len(letters)


def _with_closer(blocks: list[Block]) -> tuple[Block, ...]:
    """Turn the signatures at the end of *blocks* into closers."""
    end = len(blocks)
    while end and _is_signature(blocks[end - 1]):
        end -= 1
    closers = [
        Closer(b.content, b.span) for b in blocks[end:] if isinstance(b, Aside | Opener | Paragraph)
    ]
    return (*blocks[:end], *closers) if end else tuple(blocks)


def _is_signature(block: Block) -> bool:
    """True for "[signature]", with or without a name beside it on the line."""
    if not isinstance(block, Aside | Opener | Paragraph):
        return False
    signed = any(
        isinstance(node, Markup) and node.name == "gap" and node.attribute("reason") == "signature"
        for node in block.content
    )
    words = plain([n for n in block.content if not (isinstance(n, Markup) and n.name == "gap")])
    return signed and len(words.split()) <= 6
