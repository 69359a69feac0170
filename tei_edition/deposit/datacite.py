"""DataCite 4.6: the description that a DOI is registered with, as JSON and XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from tei_edition.build.settings import Funder
from tei_edition.deposit.description import Description, of_xml, spdx
from tei_edition.deposit.held import Maker, Subject

_NS = "http://datacite.org/schema/kernel-4"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LOCATION = f"{_NS} https://schema.datacite.org/meta/kernel-4.6/metadata.xsd"
#: What stands for an identifier that is still to be given (DataCite's list of standard values).
_TO_COME = ":tba"
#: And for a name that is not known.
_UNKNOWN = ":unkn"
#: Addresses that say who somebody is: the scheme, its home, and how its numbers are told from the address.
_SCHEMES = (
    ("ORCID", "https://orcid.org", re.compile(r"orcid\.org/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")),
    ("ROR", "https://ror.org", re.compile(r"ror\.org/(0[a-z0-9]{8})")),
    ("GND", "https://d-nb.info/gnd/", re.compile(r"d-nb\.info/gnd/([\dX-]+)")),
    ("VIAF", "https://viaf.org", re.compile(r"viaf\.org/viaf/(\d+)")),
    ("ISNI", "https://isni.org", re.compile(r"isni\.org/(?:isni/)?(\d{15}[\dX])")),
    ("Wikidata", "https://www.wikidata.org", re.compile(r"wikidata\.org/(?:wiki|entity)/(Q\d+)")),
)


def scheme_of(address: str) -> tuple[str, str, str]:
    """Which scheme the *address* of somebody belongs to, its home and the number; each empty where none is known."""
    for name, home, pattern in _SCHEMES:
        if found := pattern.search(address):
            return name, home, found[1]
    return "", "", ""


def datacite(said: Description) -> dict[str, Any]:
    """The description as DataCite's JSON; what is not known is left out."""
    numbers = [
        {"alternateIdentifier": number, "alternateIdentifierType": kind}
        for kind, number in (("ARK", said.ark), ("URL", said.address))
        if number
    ]
    found: dict[str, Any] = {
        "doi": said.doi,
        "types": {"resourceTypeGeneral": "Collection" if said.documents > 1 else "Text"},
        "creators": [_person(maker) for maker in said.creators],
        "titles": [_in_language({"title": said.title}, said.title_language)],
        "publisher": _publisher(said.publisher),
        "publicationYear": said.year,
        "subjects": [_subject(subject) for subject in said.subjects],
        "contributors": _contributors(said),
        "dates": _dates(said),
        "language": said.languages[0] if said.languages else "",
        "alternateIdentifiers": numbers,
        "relatedIdentifiers": list(_related(said)),
        "relatedItems": list(_items(said)),
        "formats": ["application/tei+xml", "application/pdf"],
        "version": said.version,
        "rightsList": [
            _rights(words, address)
            for words, address in ((said.licence, said.licence_address), *said.other_terms)
            if words or address
        ],
        "descriptions": [
            _in_language(
                {"description": said.abstract, "descriptionType": "Abstract"},
                said.abstract_language,
            )
        ],
        "fundingReferences": [_funding(funder) for funder in said.funders],
        "schemaVersion": _NS,
    }
    found["types"]["resourceType"] = "Digital edition" if said.documents > 1 else "Edited document"
    return {name: value for name, value in found.items() if value}


def _related(said: Description) -> Iterator[dict[str, str]]:
    for relation, kind, number in (
        ("IsNewVersionOf", "DOI", said.replaces),
        ("IsVersionOf", "DOI", said.concept),
        *([("IsPartOf", *said.part_of.identifier())] if said.part_of else []),
        ("IsIdenticalTo", "URL", said.address),
        *(("IsDerivedFrom", "URL", address) for address in said.sources),
    ):
        if number:
            yield {
                "relatedIdentifier": number,
                "relatedIdentifierType": kind,
                "relationType": relation,
            }


def _items(said: Description) -> Iterator[dict[str, Any]]:
    """The edition that a document is part of, by its title, and the record that it was published as before."""
    if said.part_of and said.part_of.title:
        kind, number = said.part_of.identifier()
        yield _item("Collection", "IsPartOf", said.part_of.title, kind, number, said.publisher.name)
    for host in said.hosts if said.sources else ():
        yield _item("Text", "IsDerivedFrom", said.title, "URL", said.sources[0], host)


def _item(
    general: str, relation: str, title: str, kind: str, number: str, publisher: str
) -> dict[str, Any]:
    named = {"relatedItemIdentifier": number, "relatedItemIdentifierType": kind}
    found = {
        "relatedItemType": general,
        "relationType": relation,
        "relatedItemIdentifier": named if number else {},
        "titles": [{"title": title}],
        "publisher": publisher,
    }
    return {key: value for key, value in found.items() if value}


def _in_language(words: dict[str, str], language: str) -> dict[str, str]:
    return {**words, "lang": language} if language else words


def _subject(subject: Subject) -> dict[str, str]:
    """A keyword with its vocabulary: the one that it names, or the one that its address is of."""
    name, home, _ = scheme_of(subject.address)
    is_address = subject.scheme.startswith(("http://", "https://"))
    found = {
        "subject": subject.words,
        "subjectScheme": name if is_address else subject.scheme or name,
        "schemeUri": subject.scheme if is_address else home,
        "valueUri": subject.address,
    }
    return {key: value for key, value in found.items() if value}


def _funding(funder: Funder) -> dict[str, str]:
    found = {"funderName": funder.name}
    if funder.address:
        scheme = scheme_of(funder.address)[0]
        is_crossref = "doi.org/10.13039/" in funder.address
        kind = scheme if scheme in ("ROR", "ISNI") else "Other"
        found["funderIdentifier"] = funder.address
        found["funderIdentifierType"] = "Crossref Funder ID" if is_crossref else kind
    if funder.award:
        found["awardNumber"] = funder.award
    return found


def _person(maker: Maker) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": maker.name or _UNKNOWN,
        "nameType": "Personal" if maker.is_person else "Organizational",
    }
    if maker.family:
        found |= {"givenName": maker.given, "familyName": maker.family}
    scheme, home, number = scheme_of(maker.address)
    if scheme:
        identifier = {
            "nameIdentifier": maker.address if scheme in ("ORCID", "ROR") else number,
            "nameIdentifierScheme": scheme,
            "schemeUri": home,
        }
        found["nameIdentifiers"] = [identifier]
    return found


def _publisher(maker: Maker) -> dict[str, str]:
    found = {"name": maker.name or _UNKNOWN}
    scheme, home, _ = scheme_of(maker.address)
    if scheme:
        found |= {
            "publisherIdentifier": maker.address,
            "publisherIdentifierScheme": scheme,
            "schemeUri": home,
        }
    return found


def _contributors(said: Description) -> list[dict[str, Any]]:
    return [{**_person(m), "contributorType": m.kind} for m in said.contributors]


def _dates(said: Description) -> list[dict[str, str]]:
    found = []
    if said.issued:
        found.append({"date": said.issued, "dateType": "Issued"})
    start, end = said.span
    if start:
        when = start if start == end or not end else f"{start}/{end}"
        # 4.6 has a type for the time that something is about.
        found.append({"date": when, "dateType": "Coverage"})
    return found


def _rights(words: str, address: str) -> dict[str, str]:
    found = {"rights": words or address}
    if address:
        found["rightsUri"] = address
    if id := spdx(address):
        found |= {
            "rightsIdentifier": id,
            "rightsIdentifierScheme": "SPDX",
            "schemeUri": "https://spdx.org/licenses/",
        }
    return found


def datacite_xml(said: Description) -> bytes:
    """The same as XML."""
    json = datacite(said)
    names: Any = {None: _NS, "xsi": _XSI}
    root = etree.Element(f"{{{_NS}}}resource", nsmap=names)
    root.set(f"{{{_XSI}}}schemaLocation", _LOCATION)
    _add(root, "identifier", said.doi or _TO_COME, identifierType="DOI")
    _people(_add(root, "creators"), "creator", json["creators"])
    _all(root, "titles", "title", json["titles"], "title", "lang")
    publisher = json["publisher"]
    _add(
        root,
        "publisher",
        publisher["name"],
        publisherIdentifier=publisher.get("publisherIdentifier"),
        publisherIdentifierScheme=publisher.get("publisherIdentifierScheme"),
        schemeURI=publisher.get("schemeUri"),
    )
    _add(root, "publicationYear", said.year or "0000")
    types = json["types"]
    general = types["resourceTypeGeneral"]
    _add(root, "resourceType", types["resourceType"], resourceTypeGeneral=general)
    _rest(root, json)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _rest(root: etree._Element, json: dict[str, Any]) -> None:
    """What may be missing, in the order of the schema's documentation."""
    kinds = ["subjectScheme", "schemeURI", "valueURI"]
    _all(root, "subjects", "subject", _with_uri(json.get("subjects", ())), "subject", *kinds)
    if "contributors" in json:
        _people(_add(root, "contributors"), "contributor", json["contributors"])
    _all(root, "dates", "date", json.get("dates", ()), "date", "dateType")
    if "language" in json:
        _add(root, "language", json["language"])
    for name in ("alternateIdentifier", "relatedIdentifier"):
        kinds = [f"{name}Type", *(["relationType"] if name.startswith("related") else [])]
        _all(root, f"{name}s", name, json.get(f"{name}s", ()), name, *kinds)
    _all(root, "formats", "format", [{"format": f} for f in json["formats"]], "format")
    if "version" in json:
        _add(root, "version", json["version"])
    rights = _with_uri(json.get("rightsList", ()))
    kinds = ["rightsURI", "rightsIdentifier", "rightsIdentifierScheme", "schemeURI"]
    _all(root, "rightsList", "rights", rights, "rights", *kinds)
    words = json["descriptions"]
    _all(root, "descriptions", "description", words, "description", "descriptionType", "lang")
    _more(root, json)


def _more(root: etree._Element, json: dict[str, Any]) -> None:
    """Who paid, and what it belongs to."""
    if "relatedItems" in json:
        around = _add(root, "relatedItems")
        for each in json["relatedItems"]:
            kinds = {key: each[key] for key in ("relatedItemType", "relationType")}
            item = _add(around, "relatedItem", **kinds)
            if named := each.get("relatedItemIdentifier"):
                kind = named["relatedItemIdentifierType"]
                number = named["relatedItemIdentifier"]
                _add(item, "relatedItemIdentifier", number, relatedItemIdentifierType=kind)
            _all(item, "titles", "title", each["titles"], "title")
            if "publisher" in each:
                _add(item, "publisher", each["publisher"])
    if "fundingReferences" in json:
        funding = _add(root, "fundingReferences")
        for each in json["fundingReferences"]:
            reference = _add(funding, "fundingReference")
            _add(reference, "funderName", each["funderName"])
            if "funderIdentifier" in each:
                kind = each["funderIdentifierType"]
                _add(
                    reference,
                    "funderIdentifier",
                    each["funderIdentifier"],
                    funderIdentifierType=kind,
                )
            if "awardNumber" in each:
                _add(reference, "awardNumber", each["awardNumber"])


def _with_uri(items: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """*items* with the names of attributes as the XML has them."""
    return [{key.replace("Uri", "URI"): value for key, value in each.items()} for each in items]


def _add(
    parent: etree._Element, name: str, text: str | None = None, **attributes: str | None
) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_NS}}}{name}")
    element.text = of_xml(text)
    for key, value in attributes.items():
        if value:
            element.set(_LANG if key == "lang" else key, of_xml(value) or "")
    return element


def _all(
    root: etree._Element,
    around: str,
    name: str,
    items: Iterable[dict[str, str]],
    text: str,
    *attributes: str,
) -> None:
    """Each of *items* as an element *name* in one *around*, where there are any."""
    items = list(items)
    if items:
        parent = _add(root, around)
        for item in items:
            _add(parent, name, item[text], **{key: item.get(key) for key in attributes})


def _people(parent: etree._Element, name: str, people: Iterable[dict[str, Any]]) -> None:
    for person in people:
        element = _add(parent, name, contributorType=person.get("contributorType"))
        _add(element, f"{name}Name", person["name"], nameType=person["nameType"])
        for part in ("givenName", "familyName"):
            if part in person:
                _add(element, part, person[part])
        for number in person.get("nameIdentifiers", ()):
            _add(
                element,
                "nameIdentifier",
                number["nameIdentifier"],
                nameIdentifierScheme=number["nameIdentifierScheme"],
                schemeURI=number["schemeUri"],
            )
