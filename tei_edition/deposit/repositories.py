"""Descriptions that repositories take: Dublin Core, Zenodo, Dataverse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from lxml import etree

from tei_edition.build.settings import Funder
from tei_edition.deposit.datacite import scheme_of
from tei_edition.deposit.description import Description, of_xml
from tei_edition.deposit.held import Maker

DC = "http://purl.org/dc/elements/1.1/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
OAI_DC_XSD = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
#: What Zenodo calls contributors, by DataCite's names; it has no translator.
_ZENODO = {"Editor", "DataCollector", "DataCurator", "Producer", "Other"}
#: Languages as ISO 639-3, which Zenodo and Dataverse want, for the tags of two letters.
_THREE = {
    "ar": "ara", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa",
    "fa": "fas", "fi": "fin", "fr": "fra", "he": "heb", "hi": "hin", "hu": "hun", "it": "ita",
    "ja": "jpn", "ko": "kor", "la": "lat", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por",
    "ro": "ron", "ru": "rus", "sr": "srp", "sv": "swe", "tr": "tur", "uk": "ukr", "zh": "zho",
}  # fmt: skip
#: Languages as Dataverse's list names them.
_ENGLISH = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek (modern)", "en": "English",
    "es": "Spanish, Castilian", "et": "Estonian", "fa": "Persian (Farsi)", "fi": "Finnish", "fr": "French",
    "he": "Hebrew (modern)", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "is": "Icelandic", "it": "Italian",
    "ja": "Japanese", "ka": "Georgian", "ko": "Korean", "la": "Latin", "lt": "Lithuanian", "lv": "Latvian",
    "mk": "Macedonian", "mn": "Mongolian", "nb": "Norwegian Bokmål", "nl": "Dutch", "nn": "Norwegian Nynorsk",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovene", "sr": "Serbian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese",
    "yi": "Yiddish", "zh": "Chinese",
}  # fmt: skip


def dublin_core(said: Description) -> bytes:
    """The description as oai_dc, a file of its own."""
    root = dublin_core_element(_elements(said))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def dublin_core_element(elements: Iterable[tuple[str, str]]) -> etree._Element:
    """An element oai_dc:dc with *elements*, by their names in Dublin Core; those without words are left out."""
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": _XSI})
    root.set(f"{{{_XSI}}}schemaLocation", f"{OAI_DC} {OAI_DC_XSD}")
    for name, text in elements:
        if text:
            etree.SubElement(root, f"{{{DC}}}{name}").text = of_xml(text)
    return root


def _elements(said: Description) -> Iterator[tuple[str, str]]:
    yield "title", said.title
    yield from (("creator", maker.name) for maker in said.creators)
    names = dict.fromkeys(maker.name for maker in said.contributors)
    yield from (("contributor", name) for name in names)
    yield "publisher", said.publisher.name
    yield "date", said.issued
    yield "description", said.abstract
    yield from (("subject", subject.words) for subject in said.subjects)
    yield from (("language", language) for language in said.languages)
    yield "type", "Collection" if said.documents > 1 else "Text"
    yield "format", "application/tei+xml"
    yield "identifier", f"https://doi.org/{said.doi}" if said.doi else ""
    yield "identifier", said.ark
    yield "identifier", said.address
    yield from (("source", f"{a}, {said.shelfmark}".strip(", ")) for a in said.archives)
    yield from (("source", host) for host in said.hosts)
    if said.part_of:
        yield "relation", said.part_of.title
        yield "relation", _resolvable(*said.part_of.identifier())
    yield "coverage", "/".join(dict.fromkeys(filter(None, said.span)))
    yield from (("relation", address) for address in said.sources)
    yield from (
        ("relation", f"https://doi.org/{doi}") for doi in (said.replaces, said.concept) if doi
    )
    yield "rights", said.licence
    yield "rights", said.licence_address
    yield from (("rights", words or address) for words, address in said.other_terms)


def _resolvable(kind: str, number: str) -> str:
    return f"https://doi.org/{number}" if kind == "DOI" else number


def zenodo(said: Description) -> dict[str, Any]:
    """The description as Zenodo's deposit form takes it: the file .zenodo.json."""
    language = said.languages[0].split("-")[0] if said.languages else ""
    found: dict[str, Any] = {
        "title": said.title,
        "upload_type": "dataset" if said.documents > 1 else "publication",
        "publication_type": "" if said.documents > 1 else "other",
        "publication_date": said.issued if len(said.issued) == 10 else "",
        # What Zenodo shows is HTML.
        "description": escape(said.abstract, quote=False),
        "creators": [_zenodo_person(maker) for maker in said.creators],
        "contributors": [
            {**_zenodo_person(m), "type": m.kind if m.kind in _ZENODO else "Other"}
            for m in said.contributors
        ],
        "keywords": [subject.words for subject in said.subjects],
        "subjects": [
            {"term": subject.words, "identifier": subject.address, "scheme": "url"}
            for subject in said.subjects
            if subject.address
        ],
        "language": _THREE.get(language, ""),
        "access_right": "open",
        "license": said.licence_id.lower(),
        "doi": said.doi,
        "version": said.version,
        "related_identifiers": [
            *_zenodo_related("isNewVersionOf", [said.replaces]),
            *_zenodo_related("isVersionOf", [said.concept]),
            *_zenodo_related("isPartOf", [said.part_of.identifier()[1]] if said.part_of else []),
            *_zenodo_related("isIdenticalTo", [said.address]),
            *_zenodo_related("isDerivedFrom", said.sources),
        ],
        "notes": escape(" ".join(_notes(said)), quote=False),
    }
    return {name: value for name, value in found.items() if value}


def _notes(said: Description) -> Iterator[str]:
    """What Zenodo has no field for: it knows grants only by numbers of its own list of funders."""
    if said.archives:
        yield f"Originals: {'; '.join(said.archives)}."
    if said.hosts:
        yield f"Previously published by: {'; '.join(said.hosts)}."
    if said.part_of and said.part_of.title:
        yield f"Part of: {said.part_of.title}."
    if said.funders:
        yield f"Funding: {'; '.join(map(funding, said.funders))}."
    if said.other_terms:
        terms = "; ".join(words or address for words, address in said.other_terms)
        yield f"Other terms of use apply to some documents: {terms}"


def funding(funder: Funder) -> str:
    """A funder in words: the name, and the number of the award."""
    return f"{funder.name} ({funder.award})" if funder.award else funder.name


def _zenodo_related(relation: str, addresses: Iterable[str]) -> list[dict[str, str]]:
    return [{"relation": relation, "identifier": address} for address in addresses if address]


def _zenodo_person(maker: Maker) -> dict[str, str]:
    scheme, _, number = scheme_of(maker.address)
    found = {"name": maker.name}
    if scheme in ("ORCID", "GND"):
        found[scheme.lower()] = number
    return found


# --- Dataverse -------------------------------------------------------------------------------------


def dataverse(said: Description) -> dict[str, Any]:
    """The description as the JSON that Dataverse's interface for new datasets takes."""
    fields = [field for field in (*_who(said), *_what(said)) if field["value"]]
    block = {"displayName": "Citation Metadata", "fields": fields}
    version: dict[str, Any] = {"metadataBlocks": {"citation": block}}
    if said.licence_id:
        version["license"] = {"name": _spaced(said.licence_id), "uri": said.licence_address}
    elif said.licence or said.licence_address:
        version["termsOfUse"] = " ".join(filter(None, (said.licence, said.licence_address)))
    return {"datasetVersion": version}


def _who(said: Description) -> Iterator[dict[str, Any]]:
    """The fields about people and bodies."""
    yield _compounds("author", [_author(maker) for maker in said.creators])
    contact = _subfields(
        datasetContactName=said.depositor or said.creators[0].name,
        datasetContactEmail=said.contact,
    )
    yield _compounds("datasetContact", [contact])
    yield _compounds("producer", [_subfields(producerName=said.publisher.name)])
    contributors = [
        {
            **_subfields(contributorName=maker.name),
            "contributorType": _chosen("contributorType", _DATAVERSE.get(maker.kind, "Other")),
        }
        for maker in said.contributors
    ]
    yield _compounds("contributor", contributors)


def _what(said: Description) -> Iterator[dict[str, Any]]:
    """The fields about what is deposited."""
    bases = dict.fromkeys(tag.partition("-")[0].lower() for tag in said.languages)
    languages = [_ENGLISH[base] for base in bases if base in _ENGLISH]
    start, end = said.span
    yield _field("title", said.title)
    yield _compounds("dsDescription", [_subfields(dsDescriptionValue=said.abstract)])
    yield _listed("subject", ["Arts and Humanities"], "controlledVocabulary")
    keywords = [
        _subfields(
            keywordValue=each.words,
            keywordVocabulary=scheme_of(each.address)[0],
            keywordVocabularyURI=scheme_of(each.address)[1],
        )
        for each in said.subjects
    ]
    yield _compounds("keyword", keywords)
    grants = [
        _subfields(grantNumberAgency=each.name, grantNumberValue=each.award)
        for each in said.funders
    ]
    yield _compounds("grantNumber", grants)
    related = [f"Replaces https://doi.org/{said.replaces}"] if said.replaces else []
    if said.part_of and said.part_of.title:
        number = _resolvable(*said.part_of.identifier())
        related.append(f"Part of: {said.part_of.title} {number}".strip())
    yield _listed("relatedMaterial", related, "primitive")
    numbers = [_subfields(otherIdValue=number) for number in (said.doi, said.ark) if number]
    yield _compounds("otherId", numbers)
    yield _listed("language", languages, "controlledVocabulary")
    period = _subfields(timePeriodCoveredStart=start, timePeriodCoveredEnd=end)
    yield _compounds("timePeriodCovered", [period])
    yield _field("distributionDate", said.issued)
    yield _field("alternativeURL", said.address)
    yield _listed("kindOfData", ["TEI P5 XML, PDF"], "primitive")
    yield _listed("dataSources", [*said.archives, *said.hosts], "primitive")


_DATAVERSE = {"Editor": "Editor", "DataCollector": "Data Collector", "DataCurator": "Data Curator", "Producer": "Producer"}  # fmt: skip


def _spaced(licence: str) -> str:
    """A licence as Dataverse names it: CC-BY-NC-4.0 is "CC BY-NC 4.0"."""
    parts = licence.split("-")
    return f"CC0 {parts[-1]}" if parts[0] == "CC0" else f"CC {'-'.join(parts[1:-1])} {parts[-1]}"


def _author(maker: Maker) -> dict[str, Any]:
    scheme, _, number = scheme_of(maker.address)
    found = _subfields(authorName=maker.name)
    if scheme in ("ORCID", "GND", "VIAF", "ISNI"):
        found |= _subfields(authorIdentifier=number)
        found["authorIdentifierScheme"] = _chosen("authorIdentifierScheme", scheme)
    return found


def _chosen(name: str, value: str) -> dict[str, Any]:
    """The field *name*, whose *value* is one of a list of Dataverse's."""
    return {**_field(name, value), "typeClass": "controlledVocabulary"}


def _field(name: str, value: str) -> dict[str, Any]:
    return {"typeName": name, "typeClass": "primitive", "multiple": False, "value": value}


def _listed(name: str, values: list[str], kind: str) -> dict[str, Any]:
    return {"typeName": name, "typeClass": kind, "multiple": True, "value": values}


def _compounds(name: str, values: list[dict[str, Any]]) -> dict[str, Any]:
    said = [value for value in values if value]
    return {"typeName": name, "typeClass": "compound", "multiple": True, "value": said}


def _subfields(**values: str) -> dict[str, Any]:
    return {name: _field(name, value) for name, value in values.items() if value}
