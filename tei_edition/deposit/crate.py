"""RO-Crate 1.1: what each file of a deposit is, who made it and what it belongs to, as JSON-LD.

The library `rocrate` keeps a crate in memory and dates it by the clock; it reads ours in the tests. Entities are
written one after the other, the root last: it lists the files, whose names stand in the bag's manifest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from tei_edition.deposit.bag import Written
from tei_edition.deposit.datacite import scheme_of
from tei_edition.deposit.description import Description, Whole
from tei_edition.deposit.held import Held, Maker

NAME = "ro-crate-metadata.json"
_TYPES = {
    ".xml": "application/xml",
    ".pdf": "application/pdf",
    ".md": "text/markdown",
    ".rng": "application/xml",
    ".odd": "application/tei+xml",
    ".xsd": "application/xml",
    ".sch": "application/xml",
    ".toml": "application/toml",
    ".json": "application/json",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".txt": "text/plain",
    ".csv": "text/csv",
}
_TEI = "application/tei+xml"
#: How schema.org says what somebody did, by DataCite's names.
_PROPERTIES = {"Translator": "translator", "Editor": "editor"}


class Crate:
    """Writes the description of the files of a deposit into *file*."""

    def __init__(self, file: Written, identifiers: Mapping[str, str] | None = None) -> None:
        """Begin; *identifiers* are addresses of people and bodies by their names."""
        self._file, self._identifiers = file, identifiers or {}
        #: People, bodies and licences that are described already.
        self._seen: set[str] = set()
        file.write(b'{"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [\n')
        descriptor = {
            "@id": NAME,
            "@type": "CreativeWork",
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
            "about": {"@id": "./"},
        }
        file.write(_dumped(descriptor))

    def _add(self, entity: dict[str, Any]) -> None:
        self._file.write(b",\n" + _dumped(_said(entity)))

    def document(
        self, held: Held, address: str, sizes: Iterable[tuple[str, int, str]], publisher: str = ""
    ) -> None:
        """Describe a document and its files: (name, size in bytes, what it is: tei, pdf, picture).

        *address* is that of the edition on the web, *publisher* whoever publishes it.
        """
        entry = held.entry
        licence = self._licence(held.licence, held.licence_address)
        files = []
        for name, size, kind in sizes:
            files.append({"@id": _id(name)})
            self._add(
                {
                    "@id": _id(name),
                    "@type": "File",
                    "name": f"{entry.title} ({_KINDS[kind]})",
                    "encodingFormat": _TEI if kind == "tei" else type_of(name),
                    "contentSize": str(size),
                    "license": licence,
                    "about": {"@id": f"#{entry.id}"},
                    "isPartOf": {"@id": "./"},
                }
            )
        earlier = self._earlier(held, publisher, address)
        self._work(held, address, license=licence, isBasedOn=earlier, encoding=files)

    def _work(self, held: Held, address: str, **more: Any) -> None:
        """Describe the document itself, and *more* of it by the names of schema.org."""
        entry = held.entry
        people = self._people(held.makers)
        authors = [self._maker(Maker(a.name, "", _web(a.ref))) for a in entry.authors]
        self._add(
            {
                "@id": f"#{entry.id}",
                "@type": "CreativeWork",
                "name": entry.title,
                "description": entry.abstract,
                "identifier": [number for _, number in held.identifiers],
                "author": authors,
                **people,
                "dateCreated": "/".join(filter(None, (entry.date, entry.end))),
                "datePublished": held.issued,
                "inLanguage": next(iter(entry.languages), ""),
                "holdingArchive": self._archive(entry.archive),
                "itemLocation": entry.shelfmark,
                "keywords": ", ".join(filter(None, (entry.kind, *entry.keywords))),
                "url": f"{address}{entry.address}" if address else entry.url,
                **more,
            }
        )

    def file(
        self,
        name: str,
        size: int,
        words: str,
        *,
        host: str = "",
        licence: tuple[str, str] = ("", ""),
    ) -> None:
        """Describe the file *name*, which belongs to the whole.

        *host* is who has published it, where that is somebody else, *licence* its terms in words and their address,
        which may be that of a file of the deposit.
        """
        self._add(
            {
                "@id": _id(name),
                "@type": "File",
                "name": words,
                "encodingFormat": type_of(name),
                "contentSize": str(size),
                "license": self._licence(*licence),
                "publisher": self._body(host),
            }
        )

    def known(self, id: str) -> None:
        """Take the entity *id* for described: the file of a licence is described as a file."""
        self._seen.add(id)

    def _earlier(self, held: Held, publisher: str, address: str) -> dict[str, str] | None:
        """The record that a document was published as before, by another than the *publisher* of the edition."""
        host, url = held.entry.publisher, held.entry.url
        host = "" if host == publisher else host
        if not (url and address) and not (host and publisher):
            return None
        id = url or f"#{held.entry.id}-before"
        if id not in self._seen:
            self._seen.add(id)
            name = f"{held.entry.title} (earlier publication)"
            work = {"@id": id, "@type": "CreativeWork", "name": name, "url": url}
            self._add({**work, "publisher": self._body(host)})
        return {"@id": id}

    def finish(self, said: Description, names: Iterable[str]) -> None:
        """Describe the whole, whose files have these *names*, and end."""
        makers = [self._maker(maker) for maker in said.creators]
        publisher = self._maker(said.publisher) if said.publisher.name else None
        root = {
            "@id": "./",
            "@type": "Dataset",
            "name": said.title,
            "description": said.abstract,
            "datePublished": said.issued,
            "identifier": said.identifier(),
            "url": said.address,
            "version": said.version,
            "license": self._licence(said.licence, said.licence_address),
            "author": makers,
            "creator": makers,
            **self._people([*said.contributors, *_also(said.creators)]),
            "publisher": publisher,
            "inLanguage": list(said.languages),
            "keywords": ", ".join(subject.words for subject in said.subjects),
            "isBasedOn": self._version(said.replaces, "The previous version"),
            "isPartOf": self._whole(said.part_of),
            "exampleOfWork": self._version(said.concept, "All versions"),
            "funder": [
                self._maker(Maker(each.name, "", each.address, is_person=False))
                for each in said.funders
            ],
            "temporalCoverage": "/".join(dict.fromkeys(filter(None, said.span))),
        }
        start = _dumped(_said(root))
        self._file.write(b",\n" + start[:-1] + b', "hasPart": [')
        for number, name in enumerate(names):
            separator = b", " if number else b""
            self._file.write(separator + _dumped({"@id": _id(name)}))
        self._file.write(b"]}\n]}\n")

    def _version(self, doi: str, words: str) -> dict[str, str] | None:
        """Another version, which has this *doi*."""
        if not doi:
            return None
        id = f"https://doi.org/{doi}"
        self._add({"@id": id, "@type": "CreativeWork", "name": words, "identifier": id})
        return {"@id": id}

    def _whole(self, whole: Whole | None) -> dict[str, str] | None:
        """The edition that a document is part of."""
        if whole is None or not (whole.title or whole.identifier()[1]):
            return None
        kind, number = whole.identifier()
        id = f"https://doi.org/{number}" if kind == "DOI" else number or "#edition"
        name = whole.title or number
        self._add({"@id": id, "@type": "CreativeWork", "name": name, "url": whole.address})
        return {"@id": id}

    def _people(self, makers: Iterable[Maker]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for maker in makers:
            name = _PROPERTIES.get(maker.kind, "contributor")
            reference = self._maker(maker)
            if reference not in found.setdefault(name, []):
                found[name].append(reference)
        return found

    def _maker(self, maker: Maker) -> dict[str, str]:
        id = (
            maker.address
            if scheme_of(maker.address)[0]
            else maker.address or f"#{_slug(maker.plain)}"
        )
        if id not in self._seen:
            self._seen.add(id)
            kind = "Person" if maker.is_person else "Organization"
            parts = {"familyName": maker.family, "givenName": maker.given}
            url = "" if maker.is_person else maker.address
            self._add({"@id": id, "@type": kind, "name": maker.name, "url": url, **parts})
        return {"@id": id}

    def _archive(self, name: str) -> dict[str, str] | None:
        return self._body(name)

    def _body(self, name: str) -> dict[str, str] | None:
        """An organisation, by the address that the settings have for it."""
        address = self._identifiers.get(name, "")
        return self._maker(Maker(name, "", address, is_person=False)) if name else None

    def _licence(self, words: str, address: str) -> dict[str, str] | None:
        if not words and not address:
            return None
        id = address or f"#licence-{_slug(words)[:60]}"
        if id not in self._seen:
            self._seen.add(id)
            self._add({"@id": id, "@type": "CreativeWork", "name": words or address})
        return {"@id": id}


def _said(entity: dict[str, Any]) -> dict[str, Any]:
    """*entity* without what is not known, and with values for themselves where they are alone (RO-Crate 1.1)."""
    found = {}
    for name, value in entity.items():
        one = value[0] if isinstance(value, list) and len(value) == 1 else value
        if one not in ("", [], None):
            found[name] = one
    return found


def _also(creators: Iterable[Maker]) -> Iterator[Maker]:
    """What *creators* have done besides."""
    return (replace(maker, role=role) for maker in creators for role in maker.more_roles)


_KINDS = {"tei": "TEI", "pdf": "PDF", "picture": "picture"}


def type_of(name: str) -> str:
    """The media type of the file *name*."""
    suffix = re.search(r"\.[^./]+$", name)
    return _TYPES.get(suffix[0].lower() if suffix else "", "application/octet-stream")


def _id(name: str) -> str:
    """The name of a file as an address below the root."""
    return quote(name, safe="/-._~")


def _slug(words: str) -> str:
    return "who-" + quote(" ".join(words.split()).replace(" ", "-"), safe="-._~")


def _web(ref: str) -> str:
    return ref if re.match(r"https?://\S+$", ref) else ""


def _dumped(entity: dict[str, Any]) -> bytes:
    return json.dumps(entity, ensure_ascii=False).encode("utf-8", "replace")
