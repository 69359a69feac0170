"""What the header block of a record says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tei_edition.document.block import Block, List, Paragraph
from tei_edition.document.inline import plain
from tei_edition.document.source import Span


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in the credits of a record, with what he or she did ("contributor"...)."""

    name: str
    role: str
    resp: str


@dataclass(frozen=True, slots=True)
class DateRange:
    """A date as printed, and what it says in ISO 8601; equal ends mean a single date.

    Without `start` it may be any earlier date, without `end` any later one; neither is known where both
    are None. `within` says that the date lies somewhere between the ends. These are always Gregorian; `calendar` says
    what the text is in where it says so: "julian", or both in the order of the text.
    """

    text: str
    start: str | None = None
    end: str | None = None
    certain: bool = True
    within: bool = False
    calendar: str = ""
    #: How sure the program is ("high", "medium") of a date of the header that it took from the text; else empty.
    inferred: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar of a document's dates: its name for programs, "julian" or "gregorian", and what the record calls it."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Leaves:
    """The leaves a document takes up: first and last as printed, and how many they are."""

    first: str
    last: str
    count: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class Shelfmark:
    """Where an archive keeps the document: whole, and its parts as (type, value)."""

    text: str
    parts: tuple[tuple[str, str], ...] = ()
    leaves: Leaves | None = None


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive, with what is known of it."""

    label: str
    name: str | None = None
    settlement: str | None = None
    country: str | None = None

    @property
    def display(self) -> str:
        """Its full name, with the label that citations use where the name does not hold it."""
        if self.name is None:
            return self.label
        return self.name if self.label in self.name else f"{self.name} ({self.label})"


@dataclass(frozen=True, slots=True)
class Language:
    """A language as printed and as a BCP 47 tag (None where it is not known)."""

    name: str
    tag: str | None


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled field of the header block, as the source prints it."""

    label: str
    key: str | None
    blocks: tuple[Block, ...]
    span: Span
    #: Where its label stands, if it has one.
    label_span: Span | None = None

    @property
    def text(self) -> str:
        """The words of the field, white space folded."""
        return " ".join(_field_words(self.blocks))


@dataclass(frozen=True, slots=True)
class Revision:
    """Something that was done to the TEI of a record: in words, on a day in ISO 8601, and the repairs made."""

    words: str
    when: str | None = None
    items: tuple[tuple[str, str], ...] = ()


def _field_words(blocks: Sequence[Block]) -> list[str]:
    words = []
    for block in blocks:
        if isinstance(block, Paragraph):
            words.append(" ".join(plain(block.content).split()))
        elif isinstance(block, List):
            words += [text for item in block.items for text in _field_words(item.blocks)]
    return words


@dataclass(frozen=True, slots=True)
class Party:
    """Who sent or received a document; `certain` is false where only the title of the record says so.

    `kind` is "person" or "body", empty where the name does not say which.
    """

    action: str
    name: str
    certain: bool = True
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """What a field says that conventions give a place in the header.

    `place` is that place, as conventions write it; `values` are the words that go there, one or more,
    which `separator` parted.
    """

    field: Field
    place: str
    values: tuple[str, ...]
    separator: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the source of the header block, and what was made of its words.

    `use` is the key of the field whose meaning they are, "label", or empty for words that no field
    needs and that are kept in a note.
    """

    span: Span
    words: str
    use: str
    field: int


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a project says of the publication of its records, for those that do not say it themselves.

    `licence` is its name, `licence_target` its address.
    """

    publisher: str = ""
    place: str = ""
    editors: tuple[str, ...] = ()
    licence: str = ""
    licence_target: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """What the header block of a record says; every field also stands in `fields` as printed."""

    title: str
    fields: tuple[Field, ...] = ()
    date: DateRange | None = None
    #: The calendar of the document's dates, where the record or its project names it.
    calendar: Calendar | None = None
    citation: str | None = None
    publisher: str | None = None
    archive: Archive | None = None
    shelfmark: Shelfmark | None = None
    persons: tuple[Person, ...] = ()
    url: str | None = None
    number: str | None = None
    summary: tuple[str, ...] = ()
    credits: str | None = None
    funders: tuple[str, ...] = ()
    rights: str | None = None
    original_languages: tuple[Language, ...] = ()
    contents: str | None = None
    text_kind: str | None = None
    language: Language = Language("English", "en")
    unknown: tuple[Field, ...] = ()
    revisions: tuple[Revision, ...] = ()
    #: Who sent the document to whom, the sender first.
    parties: tuple[Party, ...] = ()
    placed: tuple[Placed, ...] = ()
    #: What each stretch of the header's source was used for, in the order of the source.
    stretches: tuple[Stretch, ...] = ()
    #: What the project says where the record does not.
    imprint: Imprint = Imprint()
