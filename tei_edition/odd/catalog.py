"""OASIS XML Catalogs 1.1: which local file stands for a public address."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei_edition.diagnostics import Diagnostic, EditionError, Position
from tei_edition.files import read_input
from tei_edition.tei.document import line_of, parse_tei

CATALOG = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
#: How many catalogs may name one another in a chain.
_MAX_CATALOGS = 20
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


class Catalog:
    """The entries of catalog files, in their order; an empty one knows nothing."""

    def __init__(self, *paths: Path) -> None:
        """Read the catalogs at *paths*, and the local ones that these name.

        Raises EditionError: I001 to I003 where a file cannot be read, S004 where it is no catalog.
        """
        self._exact: dict[str, Path] = {}
        self._starts: list[tuple[str, str]] = []
        self._ends: list[tuple[str, Path]] = []
        self._read: set[Path] = set()
        for path in paths:
            self._add(path)

    def find(self, address: str) -> Path | None:
        """The local file for *address*: the exact entry, else the longest beginning, else ending."""
        if address in self._exact:
            return self._exact[address]
        starts = [entry for entry in self._starts if address.startswith(entry[0])]
        if starts:
            start, beginning = max(starts, key=lambda entry: len(entry[0]))
            return Path(beginning + unquote(address[len(start) :]))
        ends = [entry for entry in self._ends if address.endswith(entry[0])]
        return max(ends, key=lambda entry: len(entry[0]))[1] if ends else None

    def _add(self, path: Path, depth: int = 0) -> None:
        if path.resolve() in self._read:
            return
        self._read.add(path.resolve())
        name = str(path)
        if depth > _MAX_CATALOGS:
            message = f"more than {_MAX_CATALOGS} catalogs refer to one another in a chain"
            raise EditionError(Diagnostic("S004", message, name))
        try:
            root = parse_tei(read_input(path, name), name).getroot()
        except EditionError as error:
            first = error.diagnostics[0]
            raise EditionError(
                first
                if first.code.startswith("I")
                else Diagnostic("S004", first.message, name, first.position)
            ) from None
        if root.tag != f"{{{CATALOG}}}catalog":
            message = f"the root is <{etree.QName(root).localname}>, not <catalog> in the namespace {CATALOG}"
            raise EditionError(Diagnostic("S004", message, name, Position(1, 1)))
        for entry in root.iter(f"{{{CATALOG}}}*"):
            self._entry(entry, path, depth)

    def _entry(self, entry: etree._Element, path: Path, depth: int) -> None:
        match etree.QName(entry).localname:
            case "uri":
                self._exact.setdefault(entry.get("name", ""), _local(entry, "uri", path))
            case "system":
                self._exact.setdefault(entry.get("systemId", ""), _local(entry, "uri", path))
            case "rewriteURI" | "rewriteSystem" as kind:
                start = entry.get(
                    "uriStartString" if kind == "rewriteURI" else "systemIdStartString"
                )
                slash = "/" if entry.get("rewritePrefix", "").endswith("/") else ""
                beginning = f"{_local(entry, 'rewritePrefix', path)}{slash}"
                self._starts.append((start or "", beginning))
            case "uriSuffix" | "systemSuffix" as kind:
                self._ends.append((entry.get(kind, ""), _local(entry, "uri", path)))
            case "nextCatalog":
                self._add(_local(entry, "catalog", path), depth + 1)


def _local(entry: etree._Element, attribute: str, path: Path) -> Path:
    """The file that *attribute* names, from the catalog's folder and the xml:base around it."""
    nodes = [*reversed(list(entry.iterancestors())), entry]
    found = path.parent
    for base in filter(None, (node.get(_XML_BASE) for node in nodes)):
        found = _step(found, base, entry, path)
        found = found if base.endswith("/") else found.parent
    return _step(found, entry.get(attribute, ""), entry, path)


def _step(folder: Path, address: str, entry: etree._Element, path: Path) -> Path:
    try:
        parts = urlsplit(address)
    except ValueError as error:
        message = f"{address} is not an address: {error}"
        raise EditionError(
            Diagnostic("S004", message, str(path), Position(line_of(entry), 1))
        ) from None
    if parts.scheme == "file" and not parts.netloc.removeprefix("localhost"):
        return Path(unquote(parts.path))
    if parts.netloc or len(parts.scheme) > 1:
        message = f"{address} is not a local file; a catalog may name only local files"
        raise EditionError(Diagnostic("S004", message, str(path), Position(line_of(entry), 1)))
    return folder / unquote(address)
