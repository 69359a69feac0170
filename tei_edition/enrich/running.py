"""The running text of an element, and elements put around stretches of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from tei_edition.tei.names import tag
from tei_edition.tei.text import text_of

#: What stands beside the text: words of others, or none of the text's own. Notes are texts of their own.
_BESIDE = {
    tag(name)
    for name in ("note", "figure", "fw", "stage", "app", "listPerson", "listPlace", "listOrg")
}
#: Of what says something twice, the half that is not read.
_UNREAD = {tag(name) for name in ("sic", "orig", "abbr")}
_CHOICE, _LINE = tag("choice"), tag("lb")
#: What separates words without being text.
_BREAKS = {
    tag(name)
    for name in (
        "lb",
        "pb",
        "cb",
        "milestone",
        "p",
        "l",
        "item",
        "cell",
        "row",
        "seg",
        "list",
        "lg",
    )
}
#: What holds text and no other blocks, or the smallest that does.
_HOLDERS = {
    tag(name)
    for name in (
        "p", "head", "l", "ab", "item", "cell", "note", "signed", "salute", "dateline", "speaker", "stage",
        "label", "seg", "quote", "byline", "docTitle", "titlePart", "trailer", "argument", "said", "q", "opener", "closer",
    )
}  # fmt: skip


@dataclass(slots=True)
class Piece:
    """A stretch of text that one node holds: *node* is its element, *tail* says on which side of it."""

    node: etree._Element
    tail: bool
    start: int
    text: str


@dataclass
class Running:
    """The running text of *element*: a line break is a new line, another break a blank; notes and unread halves are left out."""

    element: etree._Element
    pieces: list[Piece] = field(default_factory=list)
    text: str = ""

    def place(self, element: etree._Element) -> tuple[int, int] | None:
        """From where to where the text of *element*, which stands in this, reaches; None where it has none."""
        nodes = set(element.iter())
        found = [
            piece
            for piece in self.pieces
            if piece.node in nodes and not (piece.tail and piece.node is element)
        ]
        return (found[0].start, found[-1].start + len(found[-1].text)) if found else None

    def wrap(
        self, start: int, end: int, make: Callable[[], etree._Element]
    ) -> list[etree._Element]:
        """Put elements that *make* gives around the characters *start* to *end*: one, or more where mark-up
        of the text begins or ends in between. What has no text of its own and stands within goes with them.

        The pieces are those of before: wrap stretches from the last to the first.
        """
        bounds = _Bounds(
            {(id(p.node), p.tail): (p.start, p.start + len(p.text)) for p in self.pieces},
            start,
            end,
        )
        wrapping = _Wrapping(bounds, make)
        wrapping.within(self.element)
        return wrapping.made


def running(element: etree._Element) -> Running:
    """The running text of *element*."""
    found = Running(element)
    parts: list[str] = []
    _read(element, found.pieces, parts, 0)
    found.text = "".join(parts)
    return found


def title_of(root: etree._Element) -> str:
    """The words of the document's own title; "" where its header has none."""
    title = root.find(f"{tag('teiHeader')}/{tag('fileDesc')}/{tag('titleStmt')}/{tag('title')}")
    return text_of(title)


def holders(root: etree._Element) -> Iterator[etree._Element]:
    """The elements of *root* that hold running text, outermost first in the order of the text, notes too."""
    for child in root.iterchildren(etree.Element):
        if child.tag in _HOLDERS and _has_text(child):
            yield child
            for beside in child.iter(tag("note")):
                if beside is not child:
                    yield beside
        else:
            yield from holders(child)


def _has_text(element: etree._Element) -> bool:
    """Whether *element* holds words itself, beside other blocks or not."""
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        return True
    return not any(child.tag in _HOLDERS for child in element) and any(
        "".join(map(str, element.itertext())).strip()
    )


def _read(element: etree._Element, pieces: list[Piece], parts: list[str], length: int) -> int:
    """Add the text within *element*; returns the length so far."""

    def add(node: etree._Element, tail: bool, text: str | None) -> None:
        nonlocal length
        if text:
            pieces.append(Piece(node, tail, length, text))
            parts.append(text)
            length += len(text)

    add(element, False, element.text)
    for child in element:
        if isinstance(child.tag, str) and not _is_left_out(child):
            if child.tag in _BREAKS and child.get("break") != "no":
                parts.append("\n" if child.tag == _LINE else " ")
                length += 1
            length = _read(child, pieces, parts, length)
        add(child, True, child.tail)
    return length


def _is_left_out(element: etree._Element) -> bool:
    if element.tag in _UNREAD:
        parent = element.getparent()
        return parent is not None and parent.tag == _CHOICE
    return element.tag in _BESIDE


@dataclass(slots=True)
class _Bounds:
    """Where the text of each node begins and ends, and the stretch that is wanted."""

    places: dict[tuple[int, bool], tuple[int, int]]
    start: int
    end: int

    def cut(self, node: etree._Element, tail: bool) -> tuple[int, int] | None:
        """The part of a node's text that is wanted, or None."""
        place = self.places.get((id(node), tail))
        if place is None:
            return None
        first, last = max(place[0], self.start), min(place[1], self.end)
        return (first - place[0], last - place[0]) if first < last else None

    def extent(self, element: etree._Element) -> tuple[int, int] | None:
        """From where to where the text within *element* reaches; None where it has none."""
        ends = [
            self.places[key] for node in element.iter() if (key := (id(node), False)) in self.places
        ]
        ends += [
            self.places[key]
            for node in element.iterdescendants()
            if (key := (id(node), True)) in self.places
        ]
        return (min(start for start, _ in ends), max(end for _, end in ends)) if ends else None


@dataclass
class _Wrapping:
    """A stretch that gets elements around it: the one that is open in the parent at hand, and all that were made."""

    bounds: _Bounds
    make: Callable[[], etree._Element]
    made: list[etree._Element] = field(default_factory=list)
    current: etree._Element | None = None

    def within(self, parent: etree._Element) -> None:
        """Wrap what of the stretch lies within *parent*."""
        self.current = None
        if cut := self.bounds.cut(parent, False):
            text = parent.text or ""
            parent.text = text[: cut[0]]
            holder = self._open(parent, 0)
            holder.text = text[cut[0] : cut[1]]
            self._close(holder, text[cut[1] :])
        for child in list(parent):
            if child not in self.made:
                self._child(parent, child)

    def _child(self, parent: etree._Element, child: etree._Element) -> None:
        extent = self.bounds.extent(child) if isinstance(child.tag, str) else None
        tail = child.tail or ""
        cut = self.bounds.cut(child, True)
        if self._goes_along(extent, cut):
            holder = self._open(parent, parent.index(child))
            holder.append(child)
            end = cut[1] if cut and cut[0] == 0 else 0
            child.tail = tail[:end] or None
            self._close(holder, tail[end:])
            return
        if extent is not None and extent[0] < self.bounds.end and extent[1] > self.bounds.start:
            self.within(child)
        self.current = None
        if cut:
            child.tail = tail[: cut[0]] or None
            holder = self._open(parent, parent.index(child) + 1)
            holder.text = tail[cut[0] : cut[1]]
            self._close(holder, tail[cut[1] :])

    def _goes_along(self, extent: tuple[int, int] | None, cut: tuple[int, int] | None) -> bool:
        """Whether a child lies within the stretch: all its text, or what has none and stands in the middle."""
        if extent is None:
            return self.current is not None and cut is not None and cut[0] == 0
        return self.bounds.start <= extent[0] and extent[1] <= self.bounds.end

    def _open(self, parent: etree._Element, index: int) -> etree._Element:
        if self.current is None:
            self.current = self.make()
            parent.insert(index, self.current)
            self.made.append(self.current)
        return self.current

    def _close(self, holder: etree._Element, rest: str) -> None:
        """The stretch ends where *rest* is left of the text; else it goes on behind *holder*."""
        holder.tail = rest or None
        if rest:
            self.current = None
