"""Who wrote to whom, as CMIF: the form in which editions of letters tell it each other (correspDesc, TEI chapter 2.4.6)."""

from __future__ import annotations

import re

from lxml import etree

from tei_edition.enrich.register import AUTHORITIES, Entry
from tei_edition.publish import catalog as lines
from tei_edition.publish.catalog import Named
from tei_edition.publish.register.known import Known
from tei_edition.publish.register.places import page_of
from tei_edition.publish.site import Site
from tei_edition.tei.names import TEI_NS, tag

#: What a date without its other end is said by.
_OPEN = {"before": "notAfter", "after": "notBefore"}
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_BIBL = "edition"


def cmif(known: Known, site: Site) -> bytes:
    """The letters of the edition, each with sender, recipient, place and date; persons by the numbers of authorities."""
    root = etree.Element(tag("TEI"), nsmap={None: TEI_NS})  # type: ignore[dict-item]
    header = etree.SubElement(root, tag("teiHeader"))
    _head(header, site)
    profile = etree.SubElement(header, tag("profileDesc"))
    for document in known.documents:
        if document.senders and document.recipients:
            profile.append(_letter(known, site, document))
    body = etree.SubElement(etree.SubElement(root, tag("text")), tag("body"))
    etree.SubElement(body, tag("p"))
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _head(header: etree._Element, site: Site) -> None:
    title = site.title or "Letters of an edition"
    description = etree.SubElement(header, tag("fileDesc"))
    statement = etree.SubElement(description, tag("titleStmt"))
    etree.SubElement(statement, tag("title")).text = title
    for editor in site.editors or (title,):
        etree.SubElement(statement, tag("editor")).text = editor
    publication = etree.SubElement(description, tag("publicationStmt"))
    publisher = etree.SubElement(publication, tag("publisher"))
    etree.SubElement(publisher, tag("ref"), target=site.address).text = title
    address = f"{site.address}register/correspondence.xml"
    etree.SubElement(publication, tag("idno"), type="url").text = address
    terms = etree.SubElement(publication, tag("availability"))
    name, target = site.licence
    if name or target:
        said = {"target": target} if target else {}
        etree.SubElement(terms, tag("licence"), said).text = name or target
    else:
        etree.SubElement(terms, tag("p")).text = "See the edition."
    source = etree.SubElement(description, tag("sourceDesc"))
    edition = etree.SubElement(source, tag("bibl"), type="online")
    edition.set("{http://www.w3.org/XML/1998/namespace}id", _BIBL)
    edition.text = f"{title}. "
    etree.SubElement(edition, tag("ref"), target=site.address).text = site.address


def _letter(known: Known, site: Site, document: lines.Entry) -> etree._Element:
    letter = etree.Element(
        tag("correspDesc"), source=f"#{_BIBL}", ref=f"{site.address}{document.address}"
    )
    sent = _action(letter, "sent", document.senders, known, site)
    _action(letter, "received", document.recipients, known, site)
    if document.place:
        place = etree.SubElement(sent, tag("placeName"))
        place.text = document.place
        _point(place, known.entry_of(Named(document.place)), site)
    date, end = document.date, document.end
    if _DAY.fullmatch(date):
        first, last = ("notBefore", "notAfter") if document.within else ("from", "to")
        said = {first: date, last: end} if _DAY.fullmatch(end) else {"when": date}
        if document.within in _OPEN:
            said = {_OPEN[document.within]: date}
        etree.SubElement(sent, tag("date"), said)
    return letter


def _action(
    letter: etree._Element, kind: str, people: tuple[Named, ...], known: Known, site: Site
) -> etree._Element:
    action = etree.SubElement(letter, tag("correspAction"), type=kind)
    for person in people:
        entry = known.entry_of(person)
        is_body = entry.kind == "org" if entry is not None else person.role == "body"
        named = etree.SubElement(action, tag("orgName" if is_body else "persName"))
        named.text = person.name
        if entry is None and re.fullmatch(r"https?://\S+", person.ref):
            named.set("ref", person.ref)
        _point(named, entry, site)
    return action


def _point(named: etree._Element, entry: Entry | None, site: Site) -> None:
    """Say who is meant: by the number of an authority, else by the page of the entry."""
    if entry is None:
        return
    order = ("geonames", *AUTHORITIES) if entry.kind == "place" else AUTHORITIES
    numbers = dict(entry.authorities())
    first = next((name for name in order if name in numbers), None)
    page = site.address + page_of(entry.kind, entry.id)
    named.set("ref", AUTHORITIES[first].format(numbers[first]) if first else page)
