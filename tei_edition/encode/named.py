"""Names that an editor marks in the header block of a record, marked in the header of its TEI."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace

from lxml import etree

from tei_edition.document.block import Block, List, Paragraph
from tei_edition.document.document import Record
from tei_edition.document.header import Field
from tei_edition.document.inline import Mark, Text, plain
from tei_edition.document.marks import NAMES, Kind
from tei_edition.encode.builder import References
from tei_edition.encode.text import TextWriter
from tei_edition.tei.names import tag


def _way(*names: str) -> str:
    return "/".join(map(tag, names))


#: Where the words of a field stand, by its key; those of any other in notes or keywords.
_PLACES = {
    "title": (f"{_way('fileDesc', 'titleStmt', 'title')}[@type='main']",),
    "summary": (_way("profileDesc", "abstract", "p"),),
    "contents": (f"{_way('fileDesc', 'titleStmt', 'title')}[@type='sub']",),
}
_OTHERS = (
    _way("profileDesc", "textClass", "keywords", "term"),
    f"{_way('fileDesc', 'notesStmt', 'note')}[@type='field']",
)


class HeaderNames:
    """The names that remarks mark in the header block of *record*; to be made before its header is written, which names the editor."""

    def __init__(self, record: Record, references: References) -> None:
        writer = TextWriter(references)
        self._found: list[tuple[Field, etree._Element, int]] = []
        for field in record.header.fields:
            for mark, before in _names_in(field.blocks):
                if words := _spaced(plain((mark,))):
                    holder = etree.Element(tag("p"))
                    bare = Text(words, field.span)  # a header says nothing of italics
                    writer.inlines(holder, (replace(mark, content=(bare,)),))
                    self._found.append((field, holder[0], _spaced(before).count(words)))

    def mark(self, header: etree._Element) -> None:
        """Put each into the words of *header*, the teiHeader, that are those of its field."""
        for field, element, number in self._found:
            ways = _PLACES.get(field.key or "", _OTHERS)
            holders = [holder for way in ways for holder in header.iterfind(way)]
            own = [holder for holder in holders if holder.get("n", field.label) == field.label]
            _mark(own, element, number)


def _mark(holders: Sequence[etree._Element], element: etree._Element, number: int) -> None:
    """Put *element* around its words, where they stand for the *number*-th time (from 0) in *holders*."""
    words = _spaced("".join(map(str, element.itertext())))
    for holder in holders:
        for node, text in [(None, holder.text or ""), *((c, c.tail or "") for c in holder)]:
            if node is not None:
                number -= "".join(map(str, node.itertext())).count(words)
            if number >= (count := text.count(words)):
                number -= count
                continue
            at = -1
            for _ in range(number + 1 if number > 0 else 1):
                at = text.index(words, at + 1)
            made = deepcopy(element)
            made.tail = text[at + len(words) :]
            if node is None:
                holder.text = text[:at]
                holder.insert(0, made)
            else:
                node.tail = text[:at]
                holder.insert(holder.index(node) + 1, made)
            return


def _names_in(blocks: Sequence[Block], before: str = "") -> Iterator[tuple[Mark, str]]:
    """The marks of names in *blocks*, those of a field, each with all words of the field before it."""
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                yield from _names_in(item.blocks, before)
                before += " ".join(
                    plain(b.content) for b in item.blocks if isinstance(b, Paragraph)
                )
        elif isinstance(block, Paragraph):
            for node in block.content:
                if isinstance(node, Mark) and _is_name(node):
                    yield node, before
                before += plain((node,))
            before += " "


def _is_name(mark: Mark) -> bool:
    is_none = mark.kind is Kind.PASSAGE and mark.attribute("sort") == "no-name"
    return mark.kind in NAMES or is_none


def _spaced(words: str) -> str:
    return " ".join(words.split())
