"""The blocks of a document: paragraphs, headings, lists, what stands at its head and foot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tei_edition.document.inline import Inline, Mark, Text, inline_texts
from tei_edition.document.source import Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `number` is what it has in a series of numbered ones, and `sign` where that is printed.

    A number with a full stop ("3.") is without it, any other ("(3)") as it is printed. `sign` is None where
    Markdown knows the number as its own.
    """

    content: tuple[Inline, ...]
    span: Span
    number: str | None = None
    sign: Span | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` counts from 1, `content` may hold line breaks.

    `kind` is "enclosure" or "document" where another document of the record begins with it.
    """

    level: int
    content: tuple[Inline, ...]
    span: Span
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line at the head or foot of a document, and what it says there.

    `kind` is "dateline", "salute", "signed", a type of TEI's seg ("to", "classification"), or empty
    where a line says something else.
    """

    kind: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Opener:
    """What stands at the head of a document and is neither its heading nor its text: a line or more."""

    lines: tuple[Line, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Closer:
    """How a document ends: leave, signatures, date."""

    lines: tuple[Line, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Postscript:
    """What is added behind the signature: a paragraph or more."""

    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Speech:
    """What one speaker says; `speaker` are the words that name him or her, with their colon.

    `who` is the mark by which an editor says who that is.
    """

    speaker: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    span: Span
    who: Mark | None = None


@dataclass(frozen=True, slots=True)
class Verse:
    """Lines of verse."""

    lines: tuple[tuple[Inline, ...], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Aside:
    """A remark that stands between paragraphs, outside the document's own words."""

    content: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item; `label` as the source prints it ("3.", "b)"), empty for bullets.

    `sign` is where the label or bullet stands, for items that Markdown does not know as such.
    """

    label: str
    blocks: tuple[Block, ...]
    span: Span
    sign: Span | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A list; `kind` is "distribution" and the like, `head` the words above it.

    `marked` is false where its items are lines without a sign.
    """

    items: tuple[ListItem, ...]
    ordered: bool
    span: Span
    kind: str | None = None
    head: tuple[Inline, ...] = ()
    marked: bool = True


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` of cells; the first row holds labels."""

    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Divider:
    """A rule drawn across the page."""

    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A labelled field of the header block that its format marks as one; none stands in a text.

    `label` are its words, and `label_span` is where they stand with their signs.
    """

    label: str
    blocks: tuple[Block, ...]
    span: Span
    label_span: Span


Block = (
    Paragraph | Heading | Opener | Closer | Postscript | Speech | Verse | Aside | List | Quote | Table
    | Divider | Entry
)  # fmt: skip


def texts_of(blocks: Sequence[Block]) -> Iterator[Text]:
    """Every Text of *blocks*, in the order of the document."""
    for block in blocks:
        contents, inner = _held(block)
        for content in contents:
            yield from inline_texts(content)
        for held in inner:
            yield from texts_of(held)


def _held(block: Block) -> tuple[Iterable[Sequence[Inline]], Iterable[Sequence[Block]]]:
    """What *block* holds, in its order: inline content, and behind it other blocks."""
    match block:
        case Paragraph() | Heading() | Aside():
            return (block.content,), ()
        case Opener() | Closer():
            return (line.content for line in block.lines), ()
        case Speech():
            return (block.speaker,), (block.blocks,)
        case Postscript() | Quote() | Entry():
            return (), (block.blocks,)
        case Verse():
            return block.lines, ()
        case List():
            return (block.head,), (item.blocks for item in block.items)
        case Table():
            return (cell for row in block.rows for cell in row), ()
        case Divider():
            return (), ()
