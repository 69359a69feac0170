"""Three states of one document made one: what changed in its record goes into the TEI that was edited since.

The states are the base (the TEI that the record gave before), the master (the base, edited), and the new one
(the TEI that the record gives now). What changed in one state only is taken; what changed in two stays as it is in
the master and is reported. The smallest parts that are taken whole are elements in which words stand: paragraphs,
headings, items, dates; and attributes. The bytes of the master are kept wherever nothing is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from tei_edition.enrich.align import aligned
from tei_edition.tei.names import tag
from tei_edition.tei.spans import Node, Spans

_XML = "{http://www.w3.org/XML/1998/namespace}"
_ID = f"{_XML}id"
#: The register of a document, its lists in their order, and their entries.
_LISTS = tuple(map(tag, ("standOff", "listPerson", "listPlace", "listOrg")))
_REGISTER = (*_LISTS, *map(tag, ("person", "place", "org")))
#: Attributes that the merger can write: those of no namespace, and xml:id, xml:lang and their like.
_WRITABLE = re.compile(rf"(?:{re.escape(_XML)})?[^{{}}]+")


@dataclass(frozen=True, slots=True)
class Clash:
    """A part that changed in the record and in the master, and was left as in the master.

    `master` and `new` are its places in these two states, where it is gone those of the element around it;
    `what` says in words what happened to it.
    """

    master: Node
    new: Node
    what: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The master with what was merged into it, how many parts these were, and what could not be merged."""

    data: bytes
    taken: int
    clashes: tuple[Clash, ...]


def merged(base: Spans, master: Spans, new: Spans) -> Merged:
    """*master* with what changed from *base* to *new*.

    A part is taken only where *master* has it as *base* had it. Raises nothing.
    """
    merger = _Merger(base, master, new)
    merger.element(base.root, master.root, new.root)
    data = master.changed(merger.edits)
    # What the record does not name any more goes, unless a place of the master still does.
    if merger.gone:
        left = [span for span, ids in merger.gone if not any(_points(data, id) for id in ids)]
        merger.taken += len(left)
        data = master.changed([*merger.edits, *((*span, "") for span in left)])
    return Merged(data, merger.taken, tuple(merger.clashes))


class _Merger:
    def __init__(self, base: Spans, master: Spans, new: Spans) -> None:
        self._base, self._master, self._new = base, master, new
        self.edits: list[tuple[int, int, str]] = []
        self.taken = 0
        self.clashes: list[Clash] = []
        #: Entries of the register that the record has no more: where they stand, and their ids.
        self.gone: list[tuple[tuple[int, int], list[str]]] = []

    def element(self, base: Node, master: Node, new: Node) -> None:
        """Merge the three states of one element."""
        if new.said == base.said or new.said == master.said:
            return
        self._attributes(base, master, new)
        if new.content in (base.content, master.content):
            return
        if not (base.has_words or master.has_words or new.has_words):
            self._children(base, master, new)
        elif master.content == base.content:
            self._take((master.inner, master.close), self._inside(new), master)
        else:
            self._clash(master, new, "changed in both the record and the master")

    # --- attributes -----------------------------------------------------------------------------

    def _attributes(self, base: Node, master: Node, new: Node) -> None:
        names = sorted({str(name) for node in (base, new) for name in node.element.attrib})
        before = self._master.text[master.start : master.inner]
        changed = before
        for name in names:
            was, is_, to = (node.element.get(name) for node in (base, master, new))
            if to in (was, is_):
                continue
            shown = name.replace(_XML, "xml:")
            if is_ != was or not _WRITABLE.fullmatch(name):
                what = f"has the attribute {shown}, which changed in both the record and the master"
                self._clash(master, new, what)
                continue
            changed = _with_attribute(changed, shown, None if to is None else str(to))
            self.taken += 1
        if changed != before:
            # The end of the tag is left to what may follow in it.
            end = len(before) - (2 if before.endswith("/>") else 1)
            new_end = len(changed) - (2 if changed.endswith("/>") else 1)
            self.edits.append((master.start, master.start + end, changed[:new_end]))

    # --- content --------------------------------------------------------------------------------

    def _inside(self, new: Node) -> str:
        return self._new.text[new.inner : new.close]

    def _take(self, span: tuple[int, int], text: str, master: Node) -> None:
        """Put *text* into the *span* of the content of *master*, which may be written as one tag."""
        self.taken += 1
        if master.is_empty_tag:
            name = self._master.text[master.start + 1 : master.end].split("/")[0].split()[0]
            span = (master.end - 2, master.end)
            text = f">{text}</{name}>"
        self.edits.append((*span, text))

    def _clash(self, master: Node, new: Node, what: str) -> None:
        self.clashes.append(Clash(master, new, what))

    # --- children -------------------------------------------------------------------------------

    def _children(self, base: Node, master: Node, new: Node) -> None:
        mine = aligned(base.children, master.children)
        theirs = aligned(base.children, new.children)
        for number, child in enumerate(base.children):
            self._child(child, _at(master, mine, number), _at(new, theirs, number), master, new)
        self._additions(base, master, new, mine, theirs)

    def _child(
        self, base: Node, mine: Node | None, theirs: Node | None, master: Node, new: Node
    ) -> None:
        """Merge a child that the base has; the others have it or not."""
        if mine and theirs:
            self.element(base, mine, theirs)
        elif mine and _of_register(mine):
            if mine.said == base.said:
                self.gone.append(((_before(self._master, mine), mine.end), _ids(mine)))
        elif mine and mine.said == base.said:
            self.taken += 1
            start = _before(self._master, mine)
            self.edits.append((start, mine.end, ""))
        elif mine:
            self._clash(mine, new, "changed in the master, and was deleted from the record")
        elif theirs and theirs.said != base.said:
            self._clash(master, theirs, "changed in the record, and was deleted from the master")

    def _additions(
        self, base: Node, master: Node, new: Node, mine: dict[int, int], theirs: dict[int, int]
    ) -> None:
        """Put in what is new in the record, where the master has nothing new."""
        ours = _gaps(base, master, mine)
        known = {node.said for node in base.children}
        # What was taken in an earlier merge is there, wherever it was put.
        there = {node.said for node in master.children} - known
        alone = ""
        for gap, added in _gaps(base, new, theirs).items():
            # Where the master lacks children of the base before the gap, its own gap is that behind the last it has.
            own = ours.get(max((n for n in mine if n < gap), default=-1) + 1, [])
            more = [node for node in added if node.said not in there]
            more = [node for node in more if not self._entered(node, master)]
            rival = next(iter(own), None) or _replaced(gap, base, master, mine, theirs)
            if rival:
                for node in more:
                    what = "is new in the record, at a place that changed in the master"
                    self._clash(rival, node, what)
            elif more:
                text = "".join(self._new.text[_before(self._new, n) : n.end] for n in more)
                if master.is_empty_tag:
                    alone += text
                else:
                    self._put(text, gap, master, mine)
        if alone:
            self._take((0, 0), alone, master)

    def _entered(self, node: Node, master: Node) -> bool:
        """Whether *node* is of the register, and its entries were put among those of *master* that lacks them."""
        if not _of_register(node):
            return False
        if node.element.tag in _LISTS:
            known = next((c for c in master.children if c.element.tag == node.element.tag), None)
            if known is not None:
                for child in node.children:
                    self._entered(child, known)
                return True
        elif set(_ids(node)) <= set(_ids(self._master.root)):
            return True
        if master.is_empty_tag or not _of_register(master):
            return False
        order = _REGISTER.index(str(node.element.tag))
        ahead = [c for c in master.children if _of_register(c)]
        ahead = [c for c in ahead if _REGISTER.index(str(c.element.tag)) <= order]
        at = ahead[-1].end if ahead else master.inner
        self._take((at, at), self._new.text[_before(self._new, node) : node.end], master)
        return True

    def _put(self, text: str, gap: int, master: Node, mine: dict[int, int]) -> None:
        """Put *text* into *master*, behind what it has of the children of the base before the *gap*."""
        ahead = [mine[number] for number in range(gap) if number in mine]
        at = master.children[ahead[-1]].end if ahead else master.inner
        self._take((at, at), text, master)


def _of_register(node: Node) -> bool:
    """Whether *node* is the standOff, or a list or an entry in it."""
    element = node.element
    if element.tag not in _REGISTER:
        return False
    return element.tag == _LISTS[0] or next(element.iterancestors(_LISTS[0]), None) is not None


def _ids(node: Node) -> list[str]:
    """The ids of what *node* is and holds."""
    return [str(e.get(_ID)) for e in node.element.iter() if e.get(_ID) is not None]


def _points(data: bytes, id: str) -> bool:
    """Whether anything in the document *data* points at *id*."""
    return re.search(rf"[\"'\s]#{re.escape(id)}[\"'\s]", data.decode("utf-8")) is not None


def _at(parent: Node, pairs: dict[int, int], number: int) -> Node | None:
    return parent.children[pairs[number]] if number in pairs else None


def _before(spans: Spans, node: Node) -> int:
    """Where the white space begins that stands before *node*."""
    at = node.start
    while at and spans.text[at - 1].isspace():
        at -= 1
    return at


def _gaps(base: Node, other: Node, pairs: dict[int, int]) -> dict[int, list[Node]]:
    """The children that *other* has more than *base*, by the number of the child of *base* that they stand before.

    Children of the base that are gone in between are skipped: what is new stands behind the last one that is there.
    """
    back = {after: before for before, after in pairs.items()}
    found: dict[int, list[Node]] = {}
    gap = 0
    for number, child in enumerate(other.children):
        if number in back:
            gap = back[number] + 1
        else:
            found.setdefault(gap, []).append(child)
    return found


def _replaced(
    gap: int, base: Node, master: Node, mine: dict[int, int], theirs: dict[int, int]
) -> Node | None:
    """A child that the master changed, and in whose place the record has what it has new in the *gap*."""
    for number in range(gap, len(base.children)):
        if number in theirs:
            break
        child = _at(master, mine, number)
        if child and child.said != base.children[number].said:
            return child
    return None


def _with_attribute(start: str, name: str, value: str | None) -> str:
    """The tag *start* with the attribute *name* set to *value*, or without it where that is None."""
    pattern = re.compile(rf"\s+{re.escape(name)}\s*=\s*(?:\"[^\"]*\"|'[^']*')")
    written = "" if value is None else f" {name}={quoteattr(value)}"
    if found := pattern.search(start):
        return start[: found.start()] + written + start[found.end() :]
    end = len(start) - (2 if start.endswith("/>") else 1)
    return start[:end].rstrip() + written + start[end:]
