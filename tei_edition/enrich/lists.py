"""A register as TEI: listPerson, listPlace and listOrg (TEI chapter 14), read and written without loss."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from lxml import etree

from tei_edition.diagnostics import Diagnostic
from tei_edition.enrich.register import AUTHORITIES, KINDS, Entry, Register, register_of
from tei_edition.tei.document import line_of, parse_tei
from tei_edition.tei.names import TEI_NS, attribute_name, tag
from tei_edition.tei.text import text_of

_ISO = re.compile(r"-?\d{4}(-\d\d(-\d\d)?)?")
#: An office with its time: "Foreign Minister 1957-1985".
_OFFICE = re.compile(r"(?P<words>.*\S)\s+(?P<from>\d{4})?[-–](?P<to>\d{4})?")
_NSMAP: Any = {None: TEI_NS}
_ID = attribute_name("xml:id")
_KIND_OF = {tag(entry): kind for kind, (_, entry, _) in KINDS.items()}


def read_lists(data: bytes, source: str, left_out: list[Diagnostic] | None = None) -> Register:
    """The register in the TEI document (or list) *data*, called *source* in messages.

    What an entry holds that a register does not know goes into *left_out* (N002, N005). Raises EditionError: X001 and
    X002 where it is no XML, N001 where an entry cannot stand.
    """
    root = parse_tei(data, source).getroot()
    told = [] if left_out is None else left_out
    entries = (_entry(node, source, told) for node in root.iter(*_KIND_OF))
    return register_of(entries, source, told)


def lists_of(entries: Iterable[Entry]) -> list[etree._Element]:
    """The TEI lists of *entries*: one for each kind that there is, entries in the order given."""
    found = list(entries)
    lists = []
    for kind, (list_name, _, _) in KINDS.items():
        of_kind = [entry for entry in found if entry.kind == kind]
        if of_kind:
            element = etree.Element(tag(list_name), nsmap=_NSMAP)
            element.extend(_element(entry) for entry in of_kind)
            lists.append(element)
    return lists


def document_of(register: Register, title: str) -> bytes:
    """*register* as a TEI document with its lists in standOff, UTF-8."""
    root = etree.Element(tag("TEI"), nsmap=_NSMAP)
    description = etree.SubElement(etree.SubElement(root, tag("teiHeader")), tag("fileDesc"))
    for part, inner, words in (
        ("titleStmt", "title", title),
        ("publicationStmt", "p", "A register of an edition."),
        ("sourceDesc", "p", "Made by the editors."),
    ):
        _sub(etree.SubElement(description, tag(part)), inner, words)
    stand_off = etree.SubElement(root, tag("standOff"))
    stand_off.extend(lists_of(register.entries))
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _sub(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(
        parent, tag(name), {key.rstrip("_"): value for key, value in attributes.items()}
    )
    element.text = text or None
    return element


def _element(entry: Entry) -> etree._Element:
    """*entry* as person, place or org."""
    _, name, named = KINDS[entry.kind]
    element = etree.Element(tag(name), {_ID: entry.id})
    _sub(element, named, entry.name)
    for form in entry.forms:
        _sub(element, named, form, type="form")
    if entry.kind == "place" and (entry.latitude or entry.longitude):
        _sub(_sub(element, "location"), "geo", f"{entry.latitude} {entry.longitude}")
    for value, what in ((entry.born, "birth"), (entry.died, "death")):
        if value:
            is_date = _ISO.fullmatch(value)
            _sub(element, what, **{"when": value}) if is_date else _sub(element, what, value)
    for office in filter(None, map(str.strip, entry.office.split(";"))):
        found = _OFFICE.fullmatch(office)
        times = {f"{key}_": found[key] for key in ("from", "to") if found[key]} if found else {}
        _sub(element, "occupation", found["words"] if found and times else office, **times)
    for authority, number in entry.authorities():
        _sub(element, "idno", number, type=authority)
    if entry.note:
        _sub(element, "note", entry.note, type="register")
    return element


def _entry(node: etree._Element, source: str, left_out: list[Diagnostic]) -> Entry:
    """What a person, place or org says."""
    kind = _KIND_OF[str(node.tag)]
    values: dict[str, Any] = {}
    forms: list[str] = []
    for child in node.iterchildren(etree.Element):
        name = etree.QName(child).localname
        words = text_of(child)
        if name == KINDS[kind][2]:
            if child.get("type") != "form" and "name" not in values:
                values["name"] = words
            else:
                forms.append(words)
        elif not _value(child, name, words, values):
            message = f"<{name}> in {node.get(_ID) or 'an entry'} is not supported in a register, so it was left out"
            left_out.append(Diagnostic("N002", f"line {line_of(child)}: {message}", source))
    if "name" not in values and forms:
        values["name"] = forms[0]
    elif node.get(_ID) in forms:  # before the register had the entry, its id stood for the name
        forms.remove(str(node.get(_ID)))
    return Entry(node.get(_ID) or "", kind, values.pop("name", ""), tuple(forms), **values)


def _value(child: etree._Element, name: str, words: str, values: dict[str, Any]) -> bool:
    """Put what *child* says into *values*; False where a register has no place for it."""
    geo = child.find(f".//{tag('geo')}")
    if name in ("birth", "death"):
        values["born" if name == "birth" else "died"] = child.get("when") or words
    elif name in ("occupation", "state"):
        time = (
            f" {child.get('from', '')}-{child.get('to', '')}"
            if child.get("from") or child.get("to")
            else ""
        )
        values["office"] = "; ".join(filter(None, (values.get("office", ""), f"{words}{time}")))
    elif name == "idno" and (child.get("type") or "").lower() in AUTHORITIES:
        values[(child.get("type") or "").lower()] = words.rsplit("/", 1)[-1]
    elif name == "note":
        values["note"] = " ".join(filter(None, (values.get("note", ""), words)))
    elif (
        name == "location"
        and geo is not None
        and len(parts := (geo.text or "").replace(",", " ").split()) == 2
    ):
        values["latitude"], values["longitude"] = parts
    else:
        return False
    return True
