"""DOI and ARK, once they are known: written into edition.toml and into a master, whose other bytes stay as they are."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from tei_edition.build.settings import NAME
from tei_edition.deposit.description import bare_doi
from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.enrich.splice import serialized, spliced
from tei_edition.files import read_input, write_file
from tei_edition.tei.document import parse_tei
from tei_edition.tei.names import tag
from tei_edition.toml import parse_toml, toml_text

#: DOIs that begin so are for tests, and nobody resolves them.
TEST_PREFIX = "10.5072/"
_PUBLICATION = "/".join(map(tag, ("teiHeader", "fileDesc", "publicationStmt")))
#: What may stand first in a publicationStmt; an identifier follows one of these.
_FIRST = tuple(map(tag, ("publisher", "distributor", "authority")))


def known(doi: str, ark: str) -> dict[str, str]:
    """The identifiers by their keys in edition.toml; EditionError (D014) where one of them is none."""
    found = {}
    if doi:
        found["doi"] = bare_doi(doi)
        if not found["doi"]:
            raise _refused(f"{doi} is not a DOI, such as 10.5281/zenodo.1234", "--doi")
    if ark:
        pure = re.search(r"ark:/?\d{5,9}/[^\s\"<>]+", ark)
        if pure is None:
            raise _refused(f"{ark} is not an ARK, such as ark:/12345/x6", "--ark")
        found["ark"] = pure[0]
    return found


def with_settings(data: bytes, name: str, identifiers: Mapping[str, str]) -> bytes:
    """The bytes *data* of the edition.toml called *name* (empty: a new one) with *identifiers*.

    A key that is there gets the new value; others stand before the first table. Raises EditionError: D014 where the
    edition has another identifier already, or the key stands in a way that cannot be changed, C001 where the file is no TOML.
    """
    text = toml_text(data, name, "C001")
    held = parse_toml(text, name, "C001")
    for key, value in identifiers.items():
        _refuse_another(key, str(held.get(key, "")), value, name)
        if key == "doi" and value == held.get("replaces"):
            raise _refused(f"{value} is the DOI of the previous version (`replaces`)", name)
        text = _with_key(text, key, json.dumps(value, ensure_ascii=False))
    written = text.encode()
    held = parse_toml(toml_text(written, name, "C001"), name, "C001")
    if any(held.get(key) != value for key, value in identifiers.items()):
        raise _refused("the identifier cannot be written into this file", name)
    # What decoding took from the start stays.
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return mark + written.removeprefix(codecs.BOM_UTF8)


def _refuse_another(key: str, old: str, new: str, name: str) -> None:
    """D014 where *old* is another identifier than *new*; one that was only for tests may go."""
    old = bare_doi(old) if key == "doi" else old
    if not old or old == new or old.startswith(TEST_PREFIX):
        return
    message = f"there is already another {key.upper()}: {old}"
    hint = f"delete {old} from this file if it is wrong"
    if key == "doi":
        hint = f'for a new version, write replaces = "{old}" in {NAME}, raise `version`, and delete the old DOI here'
    raise EditionError(Diagnostic("D014", message, name, hint=hint))


def _with_key(text: str, key: str, value: str) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    table = re.search(r"^[ \t]*\[", text, re.MULTILINE)
    head, rest = (text[: table.start()], text[table.start() :]) if table else (text, "")
    line = re.compile(rf"^([ \t]*{key}[ \t]*=[ \t]*)(\"[^\"\r\n]*\"|'[^'\r\n]*')", re.MULTILINE)
    if line.search(head):
        return line.sub(lambda found: found[1] + value, head, count=1) + rest
    if head and not head.endswith("\n"):
        head += end
    return f"{head}{key} = {value}{end}{rest}"


def with_header(data: bytes, name: str, identifiers: Mapping[str, str]) -> bytes:
    """The bytes *data* of the TEI file called *name* with *identifiers* as `idno` in the header.

    Raises EditionError: D014 where that cannot be done, X001, X002 and X004 for XML that cannot be read.
    """
    for key, value in identifiers.items():
        data = _with_number(data, key, value, name)
    return data


def _with_number(data: bytes, key: str, value: str, name: str) -> bytes:
    tree, kind = parse_tei(data, name), key.upper()
    statement = tree.getroot().find(_PUBLICATION)
    children = [] if statement is None else list(statement)
    for child in children:
        if child.tag == tag("idno") and (child.get("type") or "").upper() == kind:
            _refuse_another(key, child.text or "", value, name)
            return _replaced(data, kind, child.text or "", value, name)
    # After the last identifier, or after who publishes it.
    places = [c for c in children if c.tag == tag("idno")] or [
        c for c in children if c.tag in _FIRST
    ]
    if not places:
        raise _refused(
            "the publicationStmt has no publisher after which an idno could be added", name
        )
    nodes, place = set(tree.getroot().iter()), places[-1]
    before = place.getprevious()
    indent = (
        before.tail if before is not None else statement.text if statement is not None else ""
    ) or ""
    number = etree.Element(tag("idno"), type=kind)
    number.text, tail = value, place.tail
    place.addnext(number)
    # What stood after the place is not new: the number comes after it, until it is moved below.
    place.tail, number.tail = tail, None
    try:
        return _moved(spliced(data, tree, nodes, name), number, tail or "", indent)
    except EditionError:
        hint = f'write <idno type="{kind}">{value}</idno> there yourself, or save the file as UTF-8 without its own entities and prefixes'
        message = "the identifier cannot be written into this header without changing the rest of the file"
        raise EditionError(Diagnostic("D014", message, name, hint=hint)) from None


def _moved(data: bytes, number: etree._Element, tail: str, indent: str) -> bytes:
    """*data* with the *number*, which stands after the space *tail*, on a line of its own before that."""
    if not tail or tail.strip() or indent.strip():
        return data
    written = serialized(number).encode()
    found = re.findall(rb"\s*" + re.escape(written), data)
    if len(found) != 1:
        return data
    space = found[0][: -len(written)]
    first = indent.replace("\n", "\r\n").encode() if b"\r" in space else indent.encode()
    return data.replace(found[0], first + written + space)


def _replaced(data: bytes, kind: str, old: str, new: str, name: str) -> bytes:
    if old == new:
        return data
    pattern = rf"(?i:<idno\s[^<>]*\btype\s*=\s*[\"']{kind}[\"'][^<>]*>){re.escape(old)}</idno>"
    found = re.findall(pattern.encode(), data)
    if len(found) != 1:
        raise _refused(f"the {kind} {old} in the header cannot be changed", name)
    return data.replace(
        found[0], found[0].replace(f"{old}</idno>".encode(), f"{new}</idno>".encode())
    )


def identify(source: Path, master: Path | None, identifiers: Mapping[str, str]) -> None:
    """Write *identifiers* of the deposit of *source* into its settings, and into its only *master*, a TEI file.

    Nothing is written before everything can be. Raises EditionError as with_settings() and with_header() do, I001 to I003.
    """
    written: dict[Path, bytes] = {}
    if master is not None:
        written[master] = with_header(read_input(master, str(master)), str(master), identifiers)
    if source.is_dir():
        path = source / NAME
        data = read_input(path, str(path)) if path.is_file() else b""
        written[path] = with_settings(data, str(path), identifiers)
    for path, data in written.items():
        if not path.is_file() or path.read_bytes() != data:
            write_file(path, data)


def _refused(message: str, name: str) -> EditionError:
    return EditionError(Diagnostic("D014", message, name))
