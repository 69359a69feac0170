"""Entries for those whom an editor names by their ids, as long as no register says more of them (TEI chapter 14)."""

from __future__ import annotations

from lxml import etree

from tei_edition.encode.builder import add
from tei_edition.tei.names import attribute_name, tag

#: The lists of standOff in their order, with the elements of their entries and of names.
_LISTS = (
    ("listPerson", "person", "persName"),
    ("listPlace", "place", "placeName"),
    ("listOrg", "org", "orgName"),
)
_ID = attribute_name("xml:id")


def write_entries(root: etree._Element) -> None:
    """Put an entry into the standOff of *root* for each id that its text points at and nothing there has.

    All that it says is the words by which the text names it, as a form; where a register is known, it says the rest.
    """
    text = root.find(tag("text"))
    if text is None:
        return
    named: dict[str, tuple[str, str]] = {}
    for element, _, name in _LISTS:
        for node in (*text.iter(tag(name)), *_in_header(root, name)):
            if (ref := node.get("ref", "")).startswith("#"):
                named.setdefault(ref[1:], (element, _words(node)))
    for node in text.iter(tag("said"), tag("sp")):
        if (who := node.get("who", "")).startswith("#"):
            named.setdefault(who[1:], ("listPerson", who[1:]))
    there = {node.get(_ID) for node in root.iter(etree.Element)} if named else set()
    new = {id: said for id, said in named.items() if id not in there}
    if not new:
        return
    stand_off = etree.Element(tag("standOff"))
    text.addprevious(stand_off)
    for element, entry, name in _LISTS:
        of_kind = [(id, words) for id, (kind, words) in new.items() if kind == element]
        container = add(stand_off, element) if of_kind else stand_off
        for id, words in of_kind:
            add(add(container, entry, xml_id=id), name, words, type="form")


def _in_header(root: etree._Element, name: str) -> list[etree._Element]:
    """The names in the header of *root* by which an editor says whose they are."""
    header = root.find(tag("teiHeader"))
    return [] if header is None else [n for n in header.iter(tag(name)) if n.get("resp")]


def _words(node: etree._Element) -> str:
    """The words of a name, without notes within it."""
    notes = {id(part) for note in node.iter(tag("note")) for part in note.iter()}
    parts = [node.text or ""]
    for part in node.iterdescendants():
        if id(part) not in notes:
            parts.append(part.text or "" if isinstance(part.tag, str) else "")
        if id(part) not in notes or part.tag == tag("note"):
            parts.append(part.tail or "")
    return " ".join("".join(parts).split())
