"""What a program that knows the register marked in a document, taken out again: a record does not say it."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from tei_edition.encode.builder import indent
from tei_edition.encode.entries import write_entries
from tei_edition.tei.names import attribute_name, tag

_NAMES = tuple(map(tag, ("persName", "placeName", "orgName")))
_LISTS = tuple(map(tag, ("listPerson", "listPlace", "listOrg")))
_ID = attribute_name("xml:id")


def without_marks(tree: etree._ElementTree) -> etree._ElementTree:
    """*tree* without the names, speakers and entries that the register gave it; the same tree where there are none.

    What an editor is responsible for (@resp) stays, and so do its entries, with the words of the text.
    """
    root = tree.getroot()
    programs = {f"#{n.get(_ID)}" for n in root.iter(tag("name")) if n.get("type") == "program"}
    text = root.find(tag("text"))
    if text is None or not any(_is_own(e, programs) for e in root.iter(etree.Element)):
        return tree
    tree = deepcopy(tree)
    root = tree.getroot()
    for element in [e for e in root.iter(etree.Element) if _is_own(e, programs)]:
        if element.tag == tag("sp") or _is_party(element):
            for name in ("who", "ref", "cert", "resp"):
                element.attrib.pop(name, "")
        elif element.tag in (tag("particDesc"), tag("standOff")):
            _remove(element)
        else:
            _unwrap(element)
    _forget_programs(root, programs)
    write_entries(root)
    indent(root)
    return tree


def _is_own(element: etree._Element, programs: set[str]) -> bool:
    """Whether *element* is something that names tag makes, or entries of the register."""
    parent = element.getparent()
    if element.tag == tag("standOff"):
        return all(child.tag in _LISTS for child in element.iterchildren(etree.Element))
    if element.tag == tag("particDesc"):
        return all(p.get("sameAs") for p in element.iter(tag("person")))
    is_ours = element.get("resp") is None or element.get("resp") in programs
    if element.tag in _NAMES:
        return is_ours and (element.get("ref") or "").startswith("#") and parent is not None
    return is_ours and element.tag in (tag("said"), tag("sp")) and element.get("who") is not None


def _is_party(element: etree._Element) -> bool:
    """Whether *element* names who wrote to whom, which it did before it pointed at an entry."""
    parent = element.getparent()
    return parent is not None and parent.tag == tag("correspAction")


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    """Put what *element* holds in its place."""
    parent = element.getparent()
    if parent is None:
        return
    marker = "{}unwrapped"
    element.tag = marker
    etree.strip_tags(parent, marker)


def _forget_programs(root: etree._Element, programs: set[str]) -> None:
    """Take out of the titleStmt the programs that nothing points at any more."""
    pointed = {
        pointer
        for element in root.iter(etree.Element)
        for name in ("resp", "who", "hand", "change")
        for pointer in (element.get(name) or "").split()
    }
    for name in list(root.iter(tag("name"))):
        statement = name.getparent()
        if f"#{name.get(_ID)}" in programs - pointed and statement is not None:
            _remove(statement)
