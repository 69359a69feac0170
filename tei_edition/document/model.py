"""The record as a document model: what reading hands to encoding.

Everything is frozen and carries its place in the source, so that diagnostics and, later, a ledger
can point at the very characters. Inline content is flat: a text node carries the styles it is set
in, which makes cutting a passage in two a matter of cutting a string.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from tei_edition.diagnostics import Diagnostic, Fix, Position
from tei_edition.document.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the source: offsets of its first character and of the one after its last."""

    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """The text of a record file, with line ends normalised to "\\n", and its name for messages."""

    name: str
    text: str

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")  # once: a hundred thousand diagnostics may share one long line

    def position(self, offset: int) -> Position:
        """Line and column, counted from 1, of the character at *offset*."""
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def diagnostic(
        self,
        code: str,
        message: str,
        at: Span | int | None = None,
        hint: str | None = None,
        *,
        label: str | None = None,
        fix: str | Fix | None = None,
    ) -> Diagnostic:
        """A diagnostic that points at *at* in this source; a *fix* that is a string goes in its place."""
        span = Span(at, at + 1) if isinstance(at, int) else at
        if span is None:
            return Diagnostic(code, message, self.name, None, hint)
        position = self.position(span.start)
        start = self._line_starts[position.line - 1]
        line = self._lines[position.line - 1]
        length = max(1, min(span.end, start + len(line)) - span.start)
        if isinstance(fix, str):
            fix = Fix(span.start, span.end, fix)
        return Diagnostic(code, message, self.name, position, hint, line, length, label, fix)


# --- inline content ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Characters of the document; `styles` from the outside in: emphasis, strong, strike, sub..."""

    value: str
    span: Span
    styles: tuple[str, ...] = ()
    href: str | None = None

    def cut(self, start: int, end: int) -> Text:
        """The characters *start* to *end* of this node, with their own span."""
        exact = len(self.value) == self.span.end - self.span.start
        first = self.span.start + start if exact else self.span.start
        last = self.span.start + end if exact else self.span.end
        return Text(self.value[start:end], Span(first, last), self.styles, self.href)


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break that the source insists on (two blanks or a backslash at the line's end)."""

    span: Span


@dataclass(frozen=True, slots=True)
class PageCut:
    """Where a page break of the rendition cut a paragraph in two.

    `certainty` is a TEI certainty ("medium", "low"); `within_word` is true where the cut fell
    after a hyphen.
    """

    span: Span
    certainty: str
    within_word: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphBreak:
    """Where a paragraph ends within a remark that runs over several."""

    span: Span


@dataclass(frozen=True, slots=True)
class Bracket:
    """Brackets with what stands in them, before anyone has said what they mean; `pair` are their signs."""

    content: tuple[Inline, ...]
    span: Span
    pair: str = "[]"


@dataclass(frozen=True, slots=True)
class StrayBracket:
    """A closing bracket that nothing opened."""

    span: Span


@dataclass(frozen=True, slots=True)
class Hand:
    """A hand that remarks speak of: TEI `handNote`. `key` tells hands apart."""

    key: str
    description: str
    medium: str | None = None


@dataclass(frozen=True, slots=True)
class Agent:
    """Who says so: the role of an editor of the record ("translator", "editor")."""

    role: str


AttributeValue = str | Hand | Agent | tuple[str | Hand | Agent, ...]


@dataclass(frozen=True, slots=True)
class Markup:
    """A TEI element that a remark became. `name` and the attributes are TEI's own.

    `rule` names the rule that read the remark; a Hand or Agent among the attribute values
    becomes a pointer to its description in the header.
    """

    name: str
    attributes: tuple[tuple[str, AttributeValue], ...] = ()
    content: tuple[Inline, ...] = ()

    def attribute(self, name: str) -> AttributeValue | None:
        """The value of the attribute *name*, or None."""
        return dict(self.attributes).get(name)


Inline = Text | LineBreak | PageCut | ParagraphBreak | Bracket | StrayBracket | Markup


def plain(inlines: Sequence[Inline]) -> str:
    """The words of *inlines* as one string; a line break or page cut counts as a blank, a note not."""
    if len(inlines) == 1 and isinstance(only := inlines[0], Text):  # what is asked for most
        return only.value
    parts = []
    for node in inlines:
        match node:
            case Text():
                parts.append(node.value)
            case LineBreak() | ParagraphBreak():
                parts.append("\n")
            case PageCut():
                parts.append("" if node.within_word else " ")
            case Bracket():
                parts.append(f"{node.pair[0]}{plain(node.content)}{node.pair[1]}")
            case StrayBracket():
                parts.append("]")
            case Markup() if node.name != "note":
                parts.append(plain(node.content))
            case _:
                pass  # a note is no part of the running text
    return "".join(parts)


def partition(
    inlines: Sequence[Inline], start: int, end: int
) -> tuple[tuple[Inline, ...], tuple[Inline, ...], tuple[Inline, ...]]:
    """*inlines* before, within and after characters *start* to *end* of their plain().

    Only text nodes are cut; any other node goes whole where its first character goes. Nothing is
    lost: a node without characters (a note) at an edge stays outside, unless there is no outside.
    """
    parts: tuple[list[Inline], list[Inline], list[Inline]] = ([], [], [])
    total = sum(len(plain((node,))) for node in inlines)
    offset = 0
    for node in inlines:
        length = len(plain((node,)))
        if isinstance(node, Text) and length:
            edges = (
                0,
                max(min(start - offset, length), 0),
                max(min(end - offset, length), 0),
                length,
            )
            for part, first, last in zip(parts, edges, edges[1:], strict=False):
                if first < last:
                    part.append(node.cut(first, last))
        elif offset < start or (offset == start and not length and start > 0):
            parts[0].append(node)
        elif offset < end or (offset == end == total and not length):
            parts[1].append(node)
        else:
            parts[2].append(node)
        offset += length
    return tuple(parts[0]), tuple(parts[1]), tuple(parts[2])


def split(inlines: Sequence[Inline], at: int) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """*inlines* before and from character *at* of their plain() on; a note that stands there goes behind."""
    before: list[Inline] = []
    offset = 0
    for index, node in enumerate(inlines):
        if offset >= at:
            return tuple(before), tuple(inlines[index:])
        length = len(plain((node,)))
        if offset + length > at and isinstance(node, Text):
            first, rest = node.cut(0, at - offset), node.cut(at - offset, length)
            return (*before, first), (rest, *inlines[index + 1 :])
        before.append(node)
        offset += length
    return tuple(before), ()


def stripped(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """*inlines* without the white space and line breaks at their ends."""
    nodes = list(inlines)
    while nodes and is_blank(nodes[:1]):
        nodes.pop(0)
    while nodes and is_blank(nodes[-1:]):
        nodes.pop()
    if nodes and isinstance(first := nodes[0], Text):
        nodes[0] = first.cut(len(first.value) - len(first.value.lstrip()), len(first.value))
    if nodes and isinstance(last := nodes[-1], Text):
        nodes[-1] = last.cut(0, len(last.value.rstrip()))
    return tuple(nodes)


def cut(inlines: Sequence[Inline], start: int, end: int) -> tuple[Inline, ...]:
    """The part of *inlines* whose plain() is characters *start* to *end* of theirs."""
    return partition(inlines, start, end)[1]


#: Elements that may stand anywhere in a text, between its paragraphs too (TEI model.global).
_GLOBAL = frozenset({"note", "pb", "gap", "figure"})


def is_global(node: Inline) -> bool:
    """True for an element that may stand between paragraphs as it is (TEI model.global)."""
    return isinstance(node, Markup) and node.name in _GLOBAL


def only_global(inlines: Sequence[Inline]) -> bool:
    """True where *inlines* hold nothing but such elements and white space."""
    return all(is_global(node) or is_blank((node,)) for node in inlines)


def is_blank(inlines: Sequence[Inline]) -> bool:
    """True where *inlines* hold nothing but white space: no mark-up, no character."""
    for node in inlines:
        if isinstance(node, Text):
            if node.value and not node.value.isspace():
                return False
        elif not isinstance(node, LineBreak):
            return False
    return True


# --- blocks -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: tuple[Inline, ...]
    span: Span


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
    """What one speaker says; `speaker` are the words that name him or her, with their colon."""

    speaker: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    span: Span


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


Block = (
    Paragraph | Heading | Opener | Closer | Postscript | Speech | Verse | Aside | List | Quote | Table
    | Divider
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
        case Postscript() | Quote():
            return (), (block.blocks,)
        case Verse():
            return block.lines, ()
        case List():
            return (block.head,), (item.blocks for item in block.items)
        case Table():
            return (cell for row in block.rows for cell in row), ()
        case Divider():
            return (), ()


def inline_texts(inlines: Sequence[Inline]) -> Iterator[Text]:
    """Every Text of *inlines*, those in mark-up and notes too."""
    for node in inlines:
        if isinstance(node, Text):
            yield node
        elif isinstance(node, Markup | Bracket):
            yield from inline_texts(node.content)


# --- the record -------------------------------------------------------------------------------


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
    are None. `within` says that the date lies somewhere between the ends.
    """

    text: str
    start: str | None = None
    end: str | None = None
    certain: bool = True
    within: bool = False


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
    """Who sent or received a document; `certain` is false where only the title of the record says so."""

    action: str
    name: str
    certain: bool = True


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


@dataclass(frozen=True, slots=True)
class Remark:
    """An editorial remark: where it stands, its words, the rule that read it, what it became.

    `kept` are the parts of the source that the rule took for words; all other characters between
    the brackets only say what they are. `verdict` is what evidence says of it, where any was weighed.
    """

    span: Span
    words: str
    rule: str
    became: tuple[Inline, ...]
    kept: tuple[Span, ...] = ()
    #: Where its rule is written, as "file:line"; empty where no rule read it.
    origin: str = ""
    verdict: Verdict | None = None


@dataclass(frozen=True, repr=False)
class Record:
    """An archive record, read and understood, not yet encoded.

    `id` is a safe file name and a valid xml:id. `diagnostics` holds repairs and warnings in the
    order of the source.
    """

    id: str
    source: Source
    header: Header
    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=())
    #: Where the text begins, behind the header block.
    text_start: int = 0
    #: The characters that only mark something: Markdown's, signs of notes, the ends of passages.
    markers: tuple[Span, ...] = field(default=())

    def __repr__(self) -> str:
        return (
            f"<Record {self.id}: {len(self.remarks)} remarks, {len(self.diagnostics)} diagnostics>"
        )


def with_imprint(record: Record, imprint: Imprint) -> Record:
    """*record*, for whose publication the project's *imprint* stands in; its editors are the project's."""
    header = record.header
    named = {person.name for person in header.persons if person.role == "editor"}
    editors = (Person(name, "editor", "Edition") for name in imprint.editors if name not in named)
    header = replace(header, imprint=imprint, persons=(*header.persons, *editors))
    return replace(record, header=header)
