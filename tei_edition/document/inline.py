"""Inline content, and how it is cut.

It is flat: a text node carries the styles it is set in, which makes cutting a passage in two a
matter of cutting a string.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tei_edition.document.marks import BETWEEN_PARAGRAPHS, Kind
from tei_edition.document.source import Span


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
    """A hand that remarks speak of. `key` tells hands apart.

    `scribe` is the name of the writer; `other` the word that tells it from other hands ("another").
    """

    key: str
    description: str
    medium: str | None = None
    scope: str = "minor"
    scribe: str | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Agent:
    """Who says so: the role of an editor of the record ("translator", "editor"), or a person by *name*."""

    role: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """When somebody changed the text or commented on it: a day in ISO 8601, empty where nobody says it."""

    who: Agent
    when: str = ""


AttributeValue = str | Hand | Agent | Step | tuple[str | Hand | Agent | Step, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a remark became: what it says of the words in it, or of the place where it stands.

    The names of attributes are our own (conventions/marks.py has TEI's); a Hand or Agent among their
    values becomes a pointer to its description in the header. `name` is that of an element which only
    a project knows, where the kind is OTHER.
    """

    kind: Kind
    attributes: tuple[tuple[str, AttributeValue], ...] = ()
    content: tuple[Inline, ...] = ()
    name: str = ""

    def attribute(self, name: str) -> AttributeValue | None:
        """The value of the attribute *name*, or None."""
        return dict(self.attributes).get(name)


Inline = Text | LineBreak | PageCut | ParagraphBreak | Bracket | StrayBracket | Mark


def plain(inlines: Sequence[Inline]) -> str:
    """The words of *inlines* as one string; a line break or page cut counts as a blank, a note not."""
    if len(inlines) == 1 and isinstance(only := inlines[0], Text):  # what is asked for most
        return only.value
    parts = []
    for node in inlines:
        if type(node) is Text:  # nearly all are, and this is asked for all the time
            parts.append(node.value)
            continue
        match node:
            case LineBreak() | ParagraphBreak():
                parts.append("\n")
            case PageCut():
                parts.append("" if node.within_word else " ")
            case Bracket():
                parts.append(f"{node.pair[0]}{plain(node.content)}{node.pair[1]}")
            case StrayBracket():
                parts.append("]")
            case Mark() if node.kind is not Kind.NOTE:
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


def is_global(node: Inline) -> bool:
    """True for a mark that may stand between paragraphs as it is."""
    return isinstance(node, Mark) and node.kind in BETWEEN_PARAGRAPHS


def only_global(inlines: Sequence[Inline]) -> bool:
    """True where *inlines* hold nothing but such marks and white space."""
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


def inline_texts(inlines: Sequence[Inline]) -> Iterator[Text]:
    """Every Text of *inlines*, those in mark-up and notes too."""
    for node in inlines:
        if isinstance(node, Text):
            yield node
        elif isinstance(node, Mark | Bracket):
            yield from inline_texts(node.content)
