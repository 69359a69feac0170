"""The ledger: every character of a record is text of its TEI, says what a text is, or is white space.

It is kept apart from reading and encoding, and asks both the same question: where did this character
go? What is text is looked for in the TEI itself, and what only marks something has to be known as a mark:
of Markdown, of a note, or in the words of a remark that the rule which read it needs to be what it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from lxml import etree

from tei_edition.diagnostics import Diagnostic, EditionError, first_difference
from tei_edition.document.block import Paragraph, texts_of
from tei_edition.document.document import Record
from tei_edition.document.header import Field
from tei_edition.document.source import Span
from tei_edition.tei.names import tag

#: A run of one byte.
_RUN = re.compile(rb"(.)\1*", re.DOTALL)


class Kind(IntEnum):
    """What a character of a record is."""

    LOST = 0
    """Nothing that is known: the ledger does not balance."""
    TEXT = 1
    """Text of the document, or words of its editors that are kept."""
    MARK = 2
    """A mark of Markdown, or the sign of a note or an item."""
    REMARK = 3
    """Brackets and words of a remark that say what something is, and became an element or attribute."""
    HEADER = 4
    """The header block."""
    SPACE = 5
    """White space."""


@dataclass(frozen=True)
class Ledger:
    """The account of one record: what each stretch of its source is, and what the TEI lacks.

    `missing` says what is in the record as it was read and not in the TEI, in words for people.
    """

    record: Record
    entries: tuple[tuple[Span, Kind], ...]
    missing: tuple[str, ...] = ()

    @property
    def lost(self) -> tuple[Span, ...]:
        """The stretches of the source that nothing accounts for."""
        return tuple(span for span, kind in self.entries if kind is Kind.LOST)

    @property
    def balances(self) -> bool:
        """True where every character is accounted for."""
        return not self.lost and not self.missing

    def counts(self) -> Counter[Kind]:
        """How many characters are of each kind."""
        counted: Counter[Kind] = Counter()
        for span, kind in self.entries:
            counted[kind] += span.end - span.start
        return counted

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """One R040 for each loss; none where the ledger balances."""
        source = self.record.source
        hint = "this is a bug in tei_edition; please report it with the record"
        found = [
            source.diagnostic(
                "R040", f"“{source.text[s.start : s.end][:60]}” is not in the TEI", s, hint
            )
            for s in self.lost
        ]
        found += [source.diagnostic("R040", words, None, hint) for words in self.missing]
        return tuple(found)

    def check(self) -> None:
        """Raise EditionError (R040) where the ledger does not balance."""
        if not self.balances:
            raise EditionError(*self.diagnostics())


def keep_ledger(record: Record, tree: etree._ElementTree) -> Ledger:
    """The ledger of *record* and the *tree* that it was encoded as."""
    source = record.source.text
    kinds = bytearray(len(source))
    for stretch in record.header.stretches:
        _set(kinds, stretch.span, Kind.HEADER)
    for remark in record.remarks:  # those within others come after them
        start, end = remark.span.start, remark.span.end
        _set(kinds, remark.span, Kind.REMARK)
        for kept in remark.kept:
            _set(kinds, kept, Kind.LOST)
        kinds[start] = kinds[end - 1] = Kind.REMARK
    for marker in record.markers:
        if marker.start >= record.text_start or not any(kinds[marker.start : marker.end]):
            _set(kinds, marker, Kind.MARK)
    for sign in _signs(record.blocks):
        _set(kinds, sign, Kind.MARK)
    for text in texts_of(record.blocks):
        _set(kinds, text.span, Kind.TEXT)
    entries = tuple(_entries(source, kinds))
    return Ledger(record, entries, (*_missing_text(record, tree), *_missing_header(record, tree)))


def _set(kinds: bytearray, span: Span, kind: Kind) -> None:
    start = span.start
    if span.end > start:
        kinds[start : span.end] = bytes([kind]) * (span.end - start)


def _signs(blocks: Sequence[object]) -> Iterator[Span]:
    """Where labels and bullets of items and numbers of paragraphs stand, in *blocks* however deep."""
    for block in blocks:
        if isinstance(block, Paragraph) and block.sign:
            yield block.sign
        for item in getattr(block, "items", ()):
            if item.sign:
                yield item.sign
            yield from _signs(item.blocks)
        yield from _signs(getattr(block, "blocks", ()))


def _entries(source: str, kinds: bytearray) -> Iterator[tuple[Span, Kind]]:
    """Stretches of one kind; white space that nothing else claims is Kind.SPACE."""
    index = kinds.find(Kind.LOST)
    while index >= 0:
        if source[index].isspace():
            kinds[index] = Kind.SPACE
        index = kinds.find(Kind.LOST, index + 1)
    for run in _RUN.finditer(kinds):
        yield Span(run.start(), run.end()), Kind(kinds[run.start()])


def _missing_text(record: Record, tree: etree._ElementTree) -> Iterator[str]:
    """Say where the text of the TEI and the text that was read part ways."""
    read = "".join("".join(text.value for text in texts_of(record.blocks)).split())
    text = tree.getroot().find(tag("text"))
    written = "".join("".join(map(str, text.itertext())).split()) if text is not None else ""
    if read != written:
        at = first_difference(read, written)
        yield f"the TEI reads “{written[at : at + 30]}” where the record has “{read[at : at + 30]}”"


def _missing_header(record: Record, tree: etree._ElementTree) -> Iterator[str]:
    """Say which fields of the header block are not in the TEI header."""
    header = tree.getroot().find(tag("teiHeader"))
    if header is None:
        yield "the TEI has no header"
        return
    said = "".join("".join(map(str, header.itertext())).split())
    attributes = "".join(str(value) for e in header.iter() for value in e.attrib.values())
    for field in record.header.fields:
        if field.key == "revision":  # its codes are attributes
            continue
        words = _field_words(field)
        if any(part not in said for part in _parts(words, record, field)):
            yield f"the header field “{field.label}” is not in the TEI header: “{words[:60]}”"
        if field.key is None and field.label and field.label not in attributes:
            yield f"the label “{field.label}” is not in the TEI header"


def _parts(words: str, record: Record, field: Field) -> list[str]:
    """The *words* of *field*, in one piece but where conventions say what parts them."""
    for placed in record.header.placed:
        if placed.field == field and placed.separator.strip():
            return words.split("".join(placed.separator.split()))
    return [words]


def _field_words(field: Field) -> str:
    return "".join("".join(text.value for text in texts_of(field.blocks)).split())
