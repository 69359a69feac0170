"""OAI-PMH 2.0 as files: what a harvester asks for, answered ahead, so that any web server can serve it.

A file server does not read what stands after the "?" of an address. Each verb therefore has an address of its own, whose
answer is complete; a server that can rewrite addresses (the rules for Apache and nginx lie beside) makes one base
address of them, with lists in parts and resumption tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from lxml import etree

from tei_edition.deposit.description import of_xml
from tei_edition.deposit.held import Held
from tei_edition.deposit.repositories import OAI_DC, OAI_DC_XSD, dublin_core_element
from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.files import reason_of, write_file
from tei_edition.tei.names import TEI_NS, attribute_name

NS = "http://www.openarchives.org/OAI/2.0/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_ID = attribute_name("xml:id")
_FORMATS = {
    "oai_dc": (OAI_DC_XSD, OAI_DC),
    "tei": ("https://tei-c.org/release/xml/tei/custom/schema/xsd/tei_all.xsd", TEI_NS),
}
#: So many records are in one part of a list.
PART = 100
_FOLDER = "oai"


class Provider:
    """Writes the answers for the edition at the web address *address* into a folder."""

    def __init__(
        self, folder: Path, *, address: str, title: str, contact: str, issued: str
    ) -> None:
        """*contact* is an e-mail address, *issued* the day that all records bear (ISO 8601)."""
        self._folder, self._address = folder, address
        self._base = f"{address}{_FOLDER}/"
        self._title, self._contact = title, contact
        self._day = f"{issued}-01-01"[:10] if len(issued) == 4 else f"{issued}-01"[:10]

    def write(self, documents: Iterable[Held], total: int) -> None:
        """Write everything; *documents* are *total* in number, read once, and none is kept."""
        self._answer("Identify", "Identify", self._identify())
        formats = etree.Element(f"{{{NS}}}ListMetadataFormats")
        for prefix, (schema, namespace) in _FORMATS.items():
            each = _add(formats, "metadataFormat")
            _add(each, "metadataPrefix", prefix)
            _add(each, "schema", schema)
            _add(each, "metadataNamespace", namespace)
        self._answer("ListMetadataFormats", "ListMetadataFormats", formats)
        self._error("ListSets", "noSetHierarchy", "this repository has no sets")
        self._error("badVerb", "badVerb", "this verb is not supported")
        words = "an argument is missing or not supported: there are no sets, and all records have the same date"
        self._error("badArgument", "badArgument", words)
        lists = {name: _List(self, *name, total) for name in _LISTS}
        for number, document in enumerate(documents, 1):
            header, record = self._header(document), {}
            for prefix in _FORMATS:
                record[prefix] = self._record(header, document, prefix)
                name = f"GetRecord/{prefix}/{document.entry.id}"
                asked = {"metadataPrefix": prefix, "identifier": self.identifier(document.entry.id)}
                self._answer(name, "GetRecord", _around("GetRecord", record[prefix]), **asked)
            with_own_ids(record["tei"], f"r{number}.")
            for (verb, prefix), listed in lists.items():
                listed.add(record[prefix] if verb == "ListRecords" else header)
        for listed in lists.values():
            listed.finish()
        for name, text in rules(self._base).items():
            write_file(self._folder / name, text)

    def identifier(self, id: str) -> str:
        """What harvesters call the document *id*."""
        return f"oai:{urlsplit(self._address).hostname or 'localhost'}:{id}"

    def _identify(self) -> etree._Element:
        found = etree.Element(f"{{{NS}}}Identify")
        for name, text in (
            ("repositoryName", self._title),
            ("baseURL", self._base),
            ("protocolVersion", "2.0"),
            ("adminEmail", self._contact),
            ("earliestDatestamp", self._day),
            ("deletedRecord", "no"),
            ("granularity", "YYYY-MM-DD"),
        ):
            _add(found, name, text)
        return found

    def _header(self, document: Held) -> etree._Element:
        header = etree.Element(f"{{{NS}}}header")
        _add(header, "identifier", self.identifier(document.entry.id))
        _add(header, "datestamp", self._day)
        return header

    def _record(self, header: etree._Element, document: Held, prefix: str) -> etree._Element:
        record = etree.Element(f"{{{NS}}}record")
        record.append(_copy(header))
        metadata = _add(record, "metadata")
        if prefix == "tei":
            metadata.append(_copy(document.tree.getroot()))
        else:
            metadata.append(dublin_core_element(_said(document, self._address)))
        return record

    def _answer(self, name: str, verb: str, content: etree._Element, **asked: str) -> None:
        data = self.head(verb, **asked) + _text(content) + TAIL
        write_file(self._folder / f"{name}.xml", data)

    def _error(self, verb: str, code: str, words: str) -> None:
        error = etree.Element(f"{{{NS}}}error", code=code)
        error.text = words
        # A request that was not understood is not repeated.
        self._answer(verb, "" if code.startswith("bad") else verb, error)

    def head(self, verb: str, **asked: str) -> bytes:
        """The beginning of an answer to *verb* with the arguments *asked*."""
        said = {"verb": verb, **asked}
        arguments = "".join(f" {name}={quoteattr(text)}" for name, text in said.items() if text)
        base = self._base.replace("&", "&amp;").replace("<", "&lt;")
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="{NS}" xmlns:xsi="{_XSI}" '
            f'xsi:schemaLocation="{NS} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">\n'
            f"<responseDate>{self._day}T00:00:00Z</responseDate>\n<request{arguments}>{base}</request>\n"
        ).encode()

    @property
    def folder(self) -> Path:
        """The folder of the answers."""
        return self._folder


_LISTS = tuple((verb, prefix) for verb in ("ListRecords", "ListIdentifiers") for prefix in _FORMATS)
TAIL = b"</OAI-PMH>\n"


class _List:
    """A list, whole in one file and in parts with resumption tokens; written as its items come."""

    def __init__(self, provider: Provider, verb: str, prefix: str, total: int) -> None:
        self._provider, self._verb, self._prefix, self._total = provider, verb, prefix, total
        self._count = 0
        self._part: list[bytes] = []
        path = provider.folder / verb / f"{prefix}.xml"
        path.parent.mkdir(parents=True, exist_ok=True)
        self._whole = path.open("wb")
        self._whole.write(provider.head(verb, metadataPrefix=prefix) + f"<{verb}>\n".encode())

    def add(self, item: etree._Element) -> None:
        text = _text(item)
        self._whole.write(text)
        self._part.append(text)
        self._count += 1
        if len(self._part) == PART:
            self._end_part()

    def _end_part(self) -> None:
        number = (self._count - 1) // PART
        token = f"{self._prefix}-{number + 1}" if self._count < self._total else ""
        said = (
            f'<resumptionToken completeListSize="{self._total}" cursor="{number * PART}">{token}'
            "</resumptionToken>\n"
        )
        own = f"{self._prefix}-{number}"
        asked = {"resumptionToken": own} if number else {"metadataPrefix": self._prefix}
        head = self._provider.head(self._verb, **asked)
        data = [head, f"<{self._verb}>\n".encode(), *self._part]
        data += [said.encode() if self._total > PART else b"", f"</{self._verb}>\n".encode(), TAIL]
        name = f"{self._verb}/part/{own}.xml"
        write_file(self._provider.folder / name, b"".join(data))
        self._part = []

    def finish(self) -> None:
        if self._part:
            self._end_part()
        self._whole.write(f"</{self._verb}>\n".encode() + TAIL)
        self._whole.close()


def _said(document: Held, address: str) -> Iterator[tuple[str, str]]:
    """A document in Dublin Core."""
    entry = document.entry
    yield "title", entry.title
    yield from (("creator", author.name) for author in entry.authors)
    yield from (("contributor", maker.name) for maker in document.makers)
    yield "publisher", entry.publisher
    yield "date", entry.date
    yield "description", entry.abstract
    yield from (("subject", word) for word in entry.keywords)
    yield "language", entry.languages[0] if entry.languages else ""
    yield "type", "Text"
    yield "format", "text/html"
    yield "identifier", f"{address}{entry.address}"
    yield from (("identifier", number) for _, number in document.identifiers)
    yield "source", ", ".join(filter(None, (entry.archive, entry.shelfmark)))
    yield "rights", document.licence
    yield "rights", document.licence_address


def with_own_ids(record: etree._Element, prefix: str) -> None:
    """Put *prefix* before every xml:id in *record*, and before what points at one: a list is one XML document, and ids are unique there."""
    elements = [each for each in record.iter(etree.Element) if each.attrib]
    ids = {id for each in elements if (id := each.get(_ID))}
    for element in elements:
        for name, value in element.items():
            if name == _ID:
                element.set(name, prefix + str(value))
            elif "#" in value:
                parts = re.split(r"(\s+)", str(value))
                own = [f"#{prefix}{p[1:]}" if p[:1] == "#" and p[1:] in ids else p for p in parts]
                element.set(name, "".join(own))


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NS}}}{name}")
    element.text = of_xml(text)
    return element


def _around(verb: str, record: etree._Element) -> etree._Element:
    found = etree.Element(f"{{{NS}}}{verb}")
    found.append(_copy(record))
    return found


def _copy(element: etree._Element) -> etree._Element:
    return deepcopy(element)


def _text(element: etree._Element) -> bytes:
    return etree.tostring(element, encoding="UTF-8", xml_declaration=False, with_tail=False) + b"\n"


# --- one base address ------------------------------------------------------------------------------

#: What stands after the "?", and the file that answers it: regular expressions that Apache, nginx and Python read.
RULES = (
    (r"verb=(List(?:Records|Identifiers))&resumptionToken=([a-z_]+-[0-9]+)", r"\1/part/\2"),
    (r"resumptionToken=([a-z_]+-[0-9]+)&verb=(List(?:Records|Identifiers))", r"\2/part/\1"),
    (r"verb=(List(?:Records|Identifiers))&metadataPrefix=(oai_dc|tei)", r"\1/part/\2-0"),
    (r"metadataPrefix=(oai_dc|tei)&verb=(List(?:Records|Identifiers))", r"\2/part/\1-0"),
    (r"verb=(Identify|ListMetadataFormats|ListSets)", r"\1"),
    (r"(?:identifier=[^&]*&)?verb=(ListMetadataFormats)(?:&identifier=[^&]*)?", r"\1"),
    (
        r"(?=(?:.*&)?verb=GetRecord(?:&|$))(?=(?:.*&)?metadataPrefix=(oai_dc|tei)(?:&|$))"
        r"(?:.*&)?identifier=oai(?::|%3A)[^&:%]+(?::|%3A)([^&/%]+)(?:&.*)?",
        r"GetRecord/\1/\2",
    ),
    (
        r"(?:.*&)?verb=(?:Identify|ListMetadataFormats|ListSets|ListRecords|ListIdentifiers|GetRecord)(?:&.*)?",
        r"badArgument",
    ),
    (r".*", r"badVerb"),
)


def rules(base: str) -> dict[str, str]:
    """Files that make one base address of the answers at *base*, for Apache and for nginx."""
    path = urlsplit(base).path
    apache = [
        "# One base address for harvesters; copy this into the server configuration if .htaccess is disabled."
    ]
    apache += ["RewriteEngine On"]
    nginx = [f"# Include this in the server configuration, in location {path}"]
    for asked, file in RULES:
        apache.append(f"RewriteCond %{{QUERY_STRING}} ^{asked}$")
        apache.append(f"RewriteRule ^$ {_of_apache(file)}.xml [L,QSD]")
        nginx.append(
            f'if ($args ~ "^{asked}$") {{ rewrite ^ {path}{file.replace(chr(92), "$")}.xml? break; }}'
        )
    return {".htaccess": "\n".join(apache) + "\n", "nginx.conf": "\n".join(nginx) + "\n"}


def _of_apache(file: str) -> str:
    """The name of *file*, in which Apache calls the parts of a condition %1, %2."""
    return file.replace("\\", "%")


def publish(
    edition: Path,
    documents: Iterable[Held],
    total: int,
    *,
    address: str,
    title: str,
    contact: str,
    issued: str,
) -> Path:
    """Write the answers for all *documents* of the *edition* into its folder oai/, which it returns.

    Raises EditionError: D015 where address, e-mail or date of the edition are not known, which the protocol wants;
    I003 where it cannot be written.
    """
    wanted = {"address": address, "contact": contact, "published": issued}
    if missing := [key for key, value in wanted.items() if not value]:
        message = f"OAI-PMH needs settings that edition.toml lacks: {', '.join(missing)}"
        raise EditionError(Diagnostic("D015", message, str(edition)))
    out = edition / _FOLDER
    try:
        with TemporaryDirectory(dir=edition, prefix=".tei-edition-") as beside:
            new = Path(beside) / _FOLDER
            provider = Provider(new, address=address, title=title, contact=contact, issued=issued)
            provider.write(documents, total)
            if out.exists():
                out.replace(Path(beside) / "old")
            new.replace(out)
    except OSError as error:
        message = f"it cannot be written: {reason_of(error)}"
        raise EditionError(Diagnostic("I003", message, str(out))) from None
    return out
