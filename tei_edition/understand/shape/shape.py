"""The shape of a document: its headings, what stands above and below its text, who speaks in it."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tei_edition.conventions.tables import Tables
from tei_edition.document.block import Aside, Block, Heading, List, Opener, Paragraph, Quote
from tei_edition.document.inline import (
    Inline,
    Mark,
    Text,
    is_blank,
    is_global,
    only_global,
    plain,
)
from tei_edition.document.marks import STANDING_ALONE, Kind
from tei_edition.document.source import Span
from tei_edition.understand.shape.closing import close
from tei_edition.understand.shape.lists import lists
from tei_edition.understand.shape.numbered import numbered_paragraphs
from tei_edition.understand.shape.opening import open_
from tei_edition.understand.shape.speech import speeches
from tei_edition.understand.shape.verse import verse
from tei_edition.understand.words.lines import is_heading, is_spaced, spaced_heading

_CAPITALS, _SMALL = string.ascii_uppercase.encode(), string.ascii_lowercase.encode()
_CYRILLIC_CAPITAL, _CYRILLIC_SMALL = re.compile("[А-Я]"), re.compile("[а-я]")
#: So many blocks tell whether a text is set in capitals.
_SAMPLE = 40
#: A numbered heading has at most so many words.
_TITLE = 10
#: No heading has so many characters.
_LONGEST = 600
#: A text of which more is set in capitals is a cable, and its capitals say nothing.
_CABLE = 0.6


def shape(blocks: Sequence[Block], tables: Tables) -> tuple[Block, ...]:
    """Tell headings, openers, closers, speeches, lists and asides from paragraphs.

    Each document of a record (they begin at headings that have a kind) has an opening, a text and a
    closing of its own. *tables* know how letters greet and take leave, and what cables begin with.
    """
    capitals = not _is_cable(blocks)
    result: list[Block] = []
    marked = [m for block in blocks if (m := _marked(block, tables)) is not None]
    for part in _parts(marked):
        top, text = open_(part, tables, capitals)
        middle, bottom = close(text, tables, _is_greeted(top))
        turns = speeches(lists(_headings(middle, capitals)), tables)
        result += [*top, *numbered_paragraphs(turns), *bottom]
    return tuple(result)


def _is_greeted(top: Sequence[Block]) -> bool:
    return any(
        line.kind == "salute" for block in top if isinstance(block, Opener) for line in block.lines
    )


def _parts(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """*blocks* cut before each heading that begins another document."""
    part: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.kind and part:
            yield part
            part = []
        part.append(block)
    yield part


def _marked(block: Block, tables: Tables) -> Block | None:
    """*block*, where it is what a remark says, or verse, as that; None where nothing is left of it."""
    match block:
        case Paragraph(content=content, span=span) | Heading(content=content, span=span):
            nodes = [node for node in content if not is_blank((node,))]
            if len(nodes) == 1 and isinstance(only := nodes[0], Mark) and only.kind is Kind.HEADING:
                return Heading(1, only.content, span, str(only.attribute("sort")))
            if isinstance(block, Heading):
                return block
            if not nodes:
                return None
            return Aside(content, span) if _only_remarks(nodes) else block
        case Quote(blocks=inner):
            return replace(block, blocks=tuple(verse(b) for b in _kept(inner)))
        case List(items=items):
            shaped = (replace(i, blocks=tuple(lists(_kept(i.blocks)))) for i in items)
            return replace(block, items=tuple(shaped))
        case _:
            return block


def _kept(blocks: Sequence[Block]) -> list[Block]:
    """*blocks* within others, without paragraphs of which their remarks left nothing."""
    kept: list[Block] = []
    for block in blocks:
        match block:
            case Paragraph(content=content) if is_blank(content):
                continue
            case Paragraph(content=content, span=span) if only_global(content):
                kept.append(Aside(content, span))
            case Quote(blocks=inner):
                kept.append(replace(block, blocks=tuple(verse(b) for b in _kept(inner))))
            case List(items=items):
                cleared = (replace(item, blocks=tuple(_kept(item.blocks))) for item in items)
                kept.append(replace(block, items=tuple(cleared)))
            case _:
                kept.append(block)
    return kept


def _only_remarks(nodes: Sequence[Inline]) -> bool:
    """True for remarks and notes alone; what they hold of the document is not a paragraph's text."""
    return bool(nodes) and all(
        is_global(n) or (isinstance(n, Mark) and n.kind in STANDING_ALONE) for n in nodes
    )


def _is_cable(blocks: Sequence[Block]) -> bool:
    paragraphs = [block for block in blocks[:_SAMPLE] if isinstance(block, Paragraph)]
    words = "".join(plain(block.content[:3])[:200] for block in paragraphs)
    latin = words.encode("ascii", "ignore")
    capitals = len(latin) - len(latin.translate(None, _CAPITALS))
    small = len(latin) - len(latin.translate(None, _SMALL))
    if not words.isascii():
        capitals += len(_CYRILLIC_CAPITAL.findall(words))
        small += len(_CYRILLIC_SMALL.findall(words))
    return capitals > _CABLE * (capitals + small)


def _headings(blocks: Sequence[Block], capitals: bool) -> list[Block]:
    """*blocks* with paragraphs that are headings as headings: in capitals, in bold, s p a c e d."""
    result: list[Block] = []
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if heading := _numbered(block, following):
            block = heading
        elif isinstance(block, Paragraph) and following is not None and _is_short(block):
            if is_spaced(block):
                block = spaced_heading(block, 2)
            elif is_heading(block, capitals):
                block = Heading(2, block.content, block.span)
        result.append(block)
    return result


def _numbered(block: Block, following: Block | None) -> Heading | None:
    """The heading that *block* is, where Markdown took "1. Harbour issues" above prose for a list of one item."""
    if not isinstance(block, List) or not block.ordered or block.head or len(block.items) != 1:
        return None
    item = block.items[0]
    words = item.blocks[0] if len(item.blocks) == 1 else None
    if not isinstance(words, Paragraph) or not isinstance(following, Paragraph):
        return None
    text = plain(words.content)
    is_title = text[:1].isupper() and text[-1:].isalnum() and len(text.split()) <= _TITLE
    if not is_title or not _is_prose(plain(following.content)):
        return None
    label = Text(f"{item.label} ", Span(item.span.start, item.span.start + len(item.label)))
    return Heading(2, (label, *words.content), block.span)


def _is_prose(words: str) -> bool:
    """True for *words* that end as a sentence does, and are more than a line."""
    return len(words.split(maxsplit=_TITLE)) > 4 and words.rstrip()[-1:] in '.!?:”"’)'


def _is_short(block: Paragraph) -> bool:
    first = block.content[0] if block.content else None
    return not (isinstance(first, Text) and len(first.value) > _LONGEST)
