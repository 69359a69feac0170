"""The names of a register, marked in a TEI document (TEI chapter 14)."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from lxml import etree

from tei_edition.diagnostics import Diagnostic
from tei_edition.enrich.forms import Forms
from tei_edition.enrich.heading import header_texts, point_parties
from tei_edition.enrich.insert import put_before
from tei_edition.enrich.lifetimes import year_of
from tei_edition.enrich.lists import lists_of
from tei_edition.enrich.marked import NAMES, is_decided, marked_in
from tei_edition.enrich.names import Left, Name, Names
from tei_edition.enrich.program import program_of
from tei_edition.enrich.register import KINDS, Entry, Register
from tei_edition.enrich.running import Running, holders, running, title_of
from tei_edition.enrich.speech.decided import decided_label
from tei_edition.tei.names import attribute_name, tag

_SPOKEN = (tag("said"), tag("sp"))
_ID = attribute_name("xml:id")


@dataclass
class Tagged:
    """What was marked: how often each entry, by its id; the forms and entries that were left alone are diagnostics (N003, N005)."""

    counts: dict[str, int] = field(default_factory=dict)
    #: Whether the standOff says more of an entry than before.
    entries: bool = False
    left: list[Diagnostic] = field(default_factory=list)


class Tagger:
    """A register ready to mark its names in any number of documents."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.forms = Forms(register)

    def tag(self, tree: etree._ElementTree, name: str = "<tei>") -> Tagged:
        """Mark the names in the text of *tree*, called *name* in messages; what is marked already stays.

        The entries that the document mentions stand in its standOff afterwards. The text is the same,
        character by character.
        """
        root = tree.getroot()
        text = root.find(tag("text"))
        done = Tagged()
        if text is None or not self.register:
            return done
        taken = ids_of_others(root)
        done.left += clashing(self.register, tree, name)
        found = [running(holder) for holder in holders(text)]
        language = root.get(attribute_name("xml:lang")) or "en"
        named = title_of(root)
        marked = marked_in(found, self.register)
        names = Names(
            self.forms,
            [named, *(one.text for one in found)],
            language,
            named,
            marked,
            year_of(root),
        )
        labels: dict[str, Entry] = {}
        for one in found:
            new, left = names.names(one.text)
            new = decided_label(one, new, labels, self.register)
            done.left += [
                _left(one, form, name) for form in left if not _is_marked(one, form.start, form.end)
            ]
            _mark_all(root, one, new, taken, done)
        for one in header_texts(root):
            _mark_all(root, one, names.names(one.text)[0], taken, done)
        for id in point_parties(root, names, taken):
            done.counts[id] = done.counts.get(id, 0) + 1
        there = done.counts.keys() | referred(root)
        done.entries = say_entries(root, (e for e in self.register.entries if e.id in there))
        return done


def _mark_all(
    root: etree._Element, one: Running, names: list[Name], taken: Container[str], done: Tagged
) -> None:
    """Mark the *names* in the text of *one*, those that are not marked there yet, and count them in *done*."""
    for mention in reversed(names):
        if mention.entry.id not in taken and not _is_marked(one, mention.start, mention.end):
            _mark(root, one, mention)
            done.counts[mention.entry.id] = done.counts.get(mention.entry.id, 0) + 1


def ids_of_others(root: etree._Element) -> dict[str, etree._Element]:
    """The ids in the document *root* that no person, place or organisation has, with the elements that have them."""
    entries = {tag(entry) for _, entry, _ in KINDS.values()}
    return {
        str(node.get(_ID)): node
        for node in root.iter(etree.Element)
        if node.get(_ID) is not None and node.tag not in entries
    }


def clashing(register: Register, tree: etree._ElementTree, name: str) -> list[Diagnostic]:
    """What to tell (N005) of entries whose ids another thing in *tree*, called *name*, has: they are not marked there."""
    taken = ids_of_others(tree.getroot())
    return [
        Diagnostic(
            "N005",
            f"the entry {id} is not marked here, because an element <{etree.QName(taken[id]).localname}> in this document already has this id",
            name,
            hint="give the entry another id",
        )
        for id in register.by_id
        if id in taken
    ]


def referred(root: etree._Element) -> set[str]:
    """The ids that names and speakers in *root* point at."""
    return {
        pointer[1:]
        for element in root.iter(*NAMES, *_SPOKEN)
        for pointer in (element.get("who" if element.tag in _SPOKEN else "ref") or "").split()
        if pointer.startswith("#")
    }


def say_entries(root: etree._Element, entries: Iterable[Entry]) -> bool:
    """Put *entries* into the standOff of the document *root*, as far as it has not got them and their ids are free; whether any was.

    An entry that is but a form, as an editor's remark makes it, gets what the register says of it. Nothing that is
    there changes, nor the white space around it.
    """
    others = ids_of_others(root)
    there = {node.get(_ID): node for node in root.iter(*(tag(e) for _, e, _ in KINDS.values()))}
    new: list[Entry] = []
    changed = False
    for entry in entries:
        if entry.id not in there and entry.id not in others:
            new.append(entry)
        elif entry.id in there:
            changed |= _complete(there[entry.id], entry)
    lists = lists_of(new)
    if not lists:
        return changed
    stand_off = root.find(tag("standOff"))
    if stand_off is None:
        stand_off = etree.Element(tag("standOff"))
        header = root.find(tag("teiHeader"))
        root.insert(0 if header is None else root.index(header) + 1, stand_off)
        stand_off.extend(lists)
        _indent(stand_off)
        return True
    for made in lists:
        known = stand_off.find(str(made.tag))
        if known is None or not len(known):
            _put_in_order(stand_off, made)
        else:
            first = known[0]
            for entry_made in list(made):
                put_before(entry_made, first)
    return True


def _put_in_order(stand_off: etree._Element, made: etree._Element) -> None:
    """Put the list *made* among those of *stand_off*, in the order of the schema."""
    order = _ORDER[str(made.tag)]
    after = next((c for c in stand_off if _ORDER.get(str(c.tag), len(_ORDER)) > order), None)
    if after is not None:
        put_before(made, after)
        return
    etree.indent(made, level=2)
    made.tail = stand_off[-1].tail if len(stand_off) else stand_off.text
    stand_off.append(made)


def _complete(element: etree._Element, entry: Entry) -> bool:
    """Let *element*, which is but a form, say what the register says of *entry*; whether it is such."""
    if etree.QName(element).localname != KINDS[entry.kind][1]:
        return False
    only = element[0] if len(element) == 1 else None
    if only is None or only.get("type") != "form" or only.tag != tag(KINDS[entry.kind][2]):
        return False
    name, *rest = lists_of([entry])[0][0]
    put_before(name, only)
    last = only
    for child in rest:
        if child.get("type") == "form" and child.text == only.text:
            continue
        child.tail = only.tail
        element.insert(element.index(last) + 1, child)
        last = child
    return True


def _indent(stand_off: etree._Element) -> None:
    """Set each entry on a line of its own, as the rest of the document is set."""
    etree.indent(stand_off, level=1)
    before = stand_off.getprevious()
    stand_off.tail = before.tail if before is not None else "\n  "


_ORDER = {tag(list_name): number for number, (list_name, _, _) in enumerate(KINDS.values())}


def _mark(root: etree._Element, one: Running, mention: Name) -> None:
    attributes = {"ref": f"#{mention.entry.id}"}
    if mention.cert:
        attributes |= {"cert": mention.cert, "resp": program_of(root)}
    one.wrap(
        mention.start,
        mention.end,
        lambda: etree.Element(tag(KINDS[mention.entry.kind][2]), attributes),
    )


def _is_marked(one: Running, start: int, end: int) -> bool:
    """Whether any of the characters *start* to *end* is marked as a name already."""
    for piece in one.pieces:
        if piece.start < end and piece.start + len(piece.text) > start:
            node: etree._Element | None = piece.node.getparent() if piece.tail else piece.node
            while node is not None and node is not one.element:
                if is_decided(node):
                    return True
                node = node.getparent()
    return False


def _left(one: Running, form: Left, name: str) -> Diagnostic:
    around = " ".join(one.text[max(0, form.start - 30) : form.end + 30].split())
    return Diagnostic("N003", f"“{form.form}” is not marked in “{around}”: {form.why}", name)
