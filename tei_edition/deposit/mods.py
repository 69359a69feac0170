"""MODS 3.8: the description as library catalogues take it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from lxml import etree

from tei_edition.deposit.datacite import scheme_of
from tei_edition.deposit.description import Description, Whole, of_xml
from tei_edition.deposit.held import Maker
from tei_edition.deposit.repositories import funding

NS = "http://www.loc.gov/mods/v3"
_XLINK = "http://www.w3.org/1999/xlink"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
#: What people do, by the words of the role as DataCite has it, in the codes of the MARC relators.
_RELATORS = {"Translator": "trl", "Editor": "edt", "DataCollector": "ctb"}
_AUTHORITY = {"authority": "marcrelator", "authorityURI": "http://id.loc.gov/vocabulary/relators"}
_XSD = "http://www.loc.gov/standards/mods/v3/mods-3-8.xsd"


def mods(said: Description) -> bytes:
    """The description as a file in MODS."""
    names: Any = {None: NS, "xlink": _XLINK, "xsi": _XSI}
    root = etree.Element(f"{{{NS}}}mods", nsmap=names)
    root.set("version", "3.8")
    root.set(f"{{{_XSI}}}schemaLocation", f"{NS} {_XSD}")
    _add(_add(root, "titleInfo", lang=said.title_language), "title", said.title)
    _names(root, said)
    _add(root, "typeOfResource", "text", collection="yes" if said.documents > 1 else "")
    _add(root, "genre", "digital edition")
    _origin(_add(root, "originInfo"), said)
    for tag in said.languages:
        _add(_add(root, "language"), "languageTerm", tag, type="code", authority="rfc5646")
    physical = _add(root, "physicalDescription")
    for media in ("application/tei+xml", "application/pdf"):
        _add(physical, "internetMediaType", media)
    _add(physical, "digitalOrigin", "reformatted digital")
    _add(root, "abstract", said.abstract, lang=said.abstract_language)
    for words in map(funding, said.funders):
        _add(root, "note", words, type="funding")
    for subject in said.subjects:
        element = _add(root, "subject")
        _add(element, "topic", subject.words, valueURI=subject.address)
    for kind, number in (("doi", said.doi), ("ark", said.ark)):
        if number:
            _add(root, "identifier", number, type=kind)
    _related(root, said)
    if said.address:
        _add(_add(root, "location"), "url", said.address, usage="primary display")
    _terms(root, said)
    _add(_add(root, "recordInfo"), "recordContentSource", said.depositor or "tei-edition")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _names(root: etree._Element, said: Description) -> None:
    for maker in said.creators:
        _name(root, maker, maker.role or "creator")
    for maker in said.contributors:
        _name(root, maker, maker.role or "contributor")
    for funder in said.funders:
        _name(root, Maker(funder.name, "", funder.address, is_person=False), "funder")


def _terms(root: etree._Element, said: Description) -> None:
    for words, address in ((said.licence, said.licence_address), *said.other_terms):
        if words or address:
            terms = _add(root, "accessCondition", words or address, type="use and reproduction")
            if address:
                terms.set(f"{{{_XLINK}}}href", of_xml(address) or "")


def _name(root: etree._Element, maker: Maker, role: str) -> None:
    kind = "personal" if maker.is_person else "corporate"
    scheme = scheme_of(maker.address)[0].lower()
    name = _add(root, "name", type=kind, authority=scheme, valueURI=maker.address)
    if maker.family:
        _add(name, "namePart", maker.family, type="family")
        _add(name, "namePart", maker.given, type="given")
    else:
        _add(name, "namePart", maker.name)
    for words in (role, *maker.more_roles):
        said = _add(name, "role")
        code = _relator(words)
        _add(said, "roleTerm", words, type="text")
        if code:
            _add(said, "roleTerm", code, type="code", **_AUTHORITY)


def _relator(role: str) -> str:
    """The code of a *role* in words; empty where there is none for it."""
    known = {"author": "aut", "creator": "cre", "contributor": "ctb", "funder": "fnd"}
    return known.get(role) or _RELATORS.get(Maker("", role).kind, "")


def _origin(origin: etree._Element, said: Description) -> None:
    if said.place:
        _add(_add(origin, "place"), "placeTerm", said.place, type="text")
    if said.publisher.name:
        _add(origin, "publisher", said.publisher.name)
    if said.issued:
        _add(origin, "dateIssued", said.issued, encoding="w3cdtf", keyDate="yes")
    if said.version:
        _add(origin, "edition", said.version)


def _related(root: etree._Element, said: Description) -> None:
    """The originals in their archives, and other versions."""
    for archive in said.archives:
        original = _add(root, "relatedItem", type="original")
        start, end = said.span
        if said.documents == 1 and start:
            date = _add(original, "originInfo")
            for point, when in (("start", start), ("end", end)):
                if when and (when != start or point == "start"):
                    point = point if end and end != start else ""
                    _add(date, "dateCreated", when, encoding="w3cdtf", point=point)
        place = _add(original, "location")
        _add(place, "physicalLocation", archive)
        if said.shelfmark:
            _add(place, "shelfLocator", said.shelfmark)
    _host(root, said.part_of)
    for kind, doi in _versions(said):
        _add(_add(root, "relatedItem", type=kind), "identifier", doi, type="doi")
    for host, address in zip_longest(said.hosts, said.sources):
        earlier = _add(root, "relatedItem", type="otherVersion")
        if host:
            _add(_add(earlier, "originInfo"), "publisher", host)
        if address:
            _add(_add(earlier, "location"), "url", address)


def _host(root: etree._Element, whole: Whole | None) -> None:
    """The edition that a document is part of."""
    if whole is None or not (whole.title or whole.identifier()[1]):
        return
    item = _add(root, "relatedItem", type="host")
    if whole.title:
        _add(_add(item, "titleInfo"), "title", whole.title)
    kind, number = whole.identifier()
    if number:
        _add(item, "identifier", number, type="doi" if kind == "DOI" else "uri")


def _versions(said: Description) -> Iterator[tuple[str, str]]:
    if said.replaces:
        yield "preceding", said.replaces
    if said.concept:
        yield "otherVersion", said.concept


def _add(
    parent: etree._Element, name: str, text: str | None = None, **attributes: str
) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NS}}}{name}")
    element.text = of_xml(text)
    for key, value in attributes.items():
        if value:
            element.set(key, of_xml(value) or "")
    return element
