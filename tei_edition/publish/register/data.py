"""Output: the register as data, in the folder `register/`: for tables, for maps, for other editions and their services."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

from tei_edition.enrich.lists import document_of
from tei_edition.enrich.register import AUTHORITIES, Entry
from tei_edition.enrich.tables import guarded, table_of
from tei_edition.publish.register.cmif import cmif
from tei_edition.publish.register.known import Known, offices
from tei_edition.publish.register.map import point_of
from tei_edition.publish.register.places import page_of
from tei_edition.publish.site import Catalog, Design, Made, Site

#: The authorities for whose numbers there are BEACON files.
_BEACONS = ("gnd", "viaf", "wikidata")
_TYPES = {"person": "Person", "place": "Place", "org": "Organization"}


def make(catalog: Catalog, design: Design) -> Made:
    """The folder `register/`; nothing where the project has no register.

    BEACON files and CMIF say addresses on the web: they are there where the settings say where the edition will be.
    """
    if not catalog.register:
        return Made()
    known = Known(catalog)
    return Made(
        {f"register/{name}": of(known, design.site) for name, of in files_of(known, design)}
    )


def files_of(
    known: Known, design: Design
) -> list[tuple[str, Callable[[Known, Site], str | bytes]]]:
    """The names of the files, and what makes each."""
    found: list[tuple[str, Callable[[Known, Site], str | bytes]]] = [
        ("register.csv", lambda known, site: table_of(known.register)),
        (
            "register.xml",
            lambda known, site: document_of(known.register, f"{site.title} Register".strip()),
        ),
        ("register.jsonld", linked_data),
    ]
    if any(map(point_of, _named(known, "place"))):
        found.append(("places.geojson", geojson))
    if known.spoken:
        found.append(("speeches.csv", speeches))
    if design.site.address:
        for authority in _BEACONS:
            if any(True for _ in _numbers(known, authority)):
                found.append((f"beacon-{authority}.txt", _beacon_of(authority)))
        if any(d.senders and d.recipients for d in known.documents):
            found.append(("correspondence.xml", cmif))
    return found


def _named(known: Known, kind: str) -> Iterator[Entry]:
    """The entries of a *kind* that any document names."""
    for entry in known.register.entries:
        if entry.kind == kind and known.lines.get(entry.id):
            yield entry


def geojson(known: Known, site: Site) -> str:
    """The places that documents name, as GeoJSON (RFC 7946)."""
    features = []
    for entry in _named(known, "place"):
        if point := point_of(entry):
            properties: dict[str, Any] = {
                "name": entry.name,
                "records": known.documents_of(entry.id),
            }
            properties |= dict(entry.authorities())
            properties["page"] = site.address + page_of(entry.kind, entry.id)
            features.append(
                {
                    "type": "Feature",
                    "id": entry.id,
                    "geometry": {"type": "Point", "coordinates": [point[1], point[0]]},
                    "properties": properties,
                }
            )
    return _json({"type": "FeatureCollection", "features": features})


def linked_data(known: Known, site: Site) -> str:
    """All entries in the terms of schema.org, as JSON-LD."""
    graph = [_linked(entry, site) for entry in known.register.entries]
    return _json({"@context": "https://schema.org", "@graph": graph})


def _linked(entry: Entry, site: Site) -> dict[str, Any]:
    address = site.address + page_of(entry.kind, entry.id)
    said: dict[str, Any] = {
        "@type": _TYPES[entry.kind],
        "@id": address if site.address else f"../{address}",
        "name": entry.name,
        "alternateName": [form for form in entry.forms if form != entry.name],
        "sameAs": [AUTHORITIES[name].format(number) for name, number in entry.authorities()],
        "description": entry.note,
    }
    if entry.kind == "person":
        said |= {"birthDate": entry.born, "deathDate": entry.died, "jobTitle": offices(entry)}
    if point := point_of(entry):
        said["geo"] = {"@type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]}
    return {name: value for name, value in said.items() if value}


def speeches(known: Known, site: Site) -> str:
    """Every passage that somebody of the register speaks, as a table: the document, the paragraph, who, to whom, how."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_SPEECHES)
    by_id = known.register.by_id
    for document in known.documents:
        own = (document.id, document.date, document.title)
        rows = [
            (said.number, speaker.id, said)
            for speaker in document.speakers
            for said in speaker.said
            if speaker.id in by_id
        ]
        for _, id, said in sorted(rows):
            who = (said.paragraph or "", id, by_id[id].name)
            cells = (*own, *who, said.to, said.direct, said.cert, said.words, said.first)
            writer.writerow(guarded(str(cell)) for cell in cells)
    return out.getvalue()


_SPEECHES = (
    "document", "date", "title", "paragraph", "speaker", "name", "to", "direct", "cert", "words", "begins",
)  # fmt: skip


def _numbers(known: Known, authority: str) -> Iterator[tuple[str, Entry]]:
    """The entries that documents name and that the *authority* has a number for, by the number."""
    for entry in known.register.entries:
        number = getattr(entry, authority)
        if known.lines.get(entry.id) and number and number.replace("-", "").isalnum():
            yield number, entry


def _beacon_of(authority: str) -> Callable[[Known, Site], str]:
    return lambda known, site: beacon(known, site, authority)


def beacon(known: Known, site: Site, authority: str) -> str:
    """The pages of entries by their numbers with *authority*, how many documents name each: a link dump (BEACON)."""
    title = " ".join(site.title.split()) or "Register of an edition"
    lines = [
        "#FORMAT: BEACON",
        f"#PREFIX: {AUTHORITIES[authority].format('{ID}')}",
        f"#TARGET: {site.address}{{ID}}",
        f"#NAME: {title}",
        f"#HOMEPAGE: {site.address}",
        f"#FEED: {site.address}register/beacon-{authority}.txt",
        "#MESSAGE: named in {annotation} records",
        "",
    ]
    for number, entry in sorted(_numbers(known, authority), key=lambda one: one[0]):
        count = known.documents_of(entry.id)
        lines.append(f"{number}|{count}|{page_of(entry.kind, entry.id)}")
    return "".join(f"{line}\n" for line in lines)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
