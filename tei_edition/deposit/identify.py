"""DOI and ARK, once they are known: written into edition.toml and into a master, whose other bytes stay as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from tei_edition.build.settings import NAME
from tei_edition.deposit.description import bare_doi
from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.enrich.splice import spliced
from tei_edition.files import read_input, write_file
from tei_edition.tei.document import parse_tei
from tei_edition.tei.names import tag
from tei_edition.toml import parse_toml, toml_text

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


def write_settings(path: Path, identifiers: Mapping[str, str]) -> None:
    """Write *identifiers* into the edition.toml at *path*, which may be new.

    A key that is there gets the new value; others stand before the first table. Raises EditionError: D014 where the
    key stands in a way that cannot be changed, C001 where the file is no TOML, I003.
    """
    data = read_input(path, str(path)) if path.is_file() else b""
    text = data.decode("utf-8")
    for key, value in identifiers.items():
        text = _with_key(text, key, json.dumps(value, ensure_ascii=False))
    held = parse_toml(toml_text(text.encode(), str(path), "C001"), str(path), "C001")
    if any(held.get(key) != value for key, value in identifiers.items()):
        raise _refused("the identifier cannot be written into this file", str(path))
    if text.encode() != data:
        write_file(path, text)


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


def write_master(path: Path, identifiers: Mapping[str, str]) -> None:
    """Write *identifiers* as `idno` into the header of the TEI file at *path*.

    Raises EditionError: D014 where that cannot be done, X001, X002 and X004 for XML that cannot be read, I001 to I003.
    """
    name = str(path)
    before = data = read_input(path, name)
    for key, value in identifiers.items():
        data = _with_number(data, key.upper(), value, name)
    if data != before:
        write_file(path, data)


def _with_number(data: bytes, kind: str, value: str, name: str) -> bytes:
    tree = parse_tei(data, name)
    statement = tree.getroot().find(_PUBLICATION)
    children = [] if statement is None else list(statement)
    for child in children:
        if child.tag == tag("idno") and (child.get("type") or "").upper() == kind:
            return _replaced(data, kind, child.text or "", value, name)
    # After the last identifier, or after who publishes it.
    places = [c for c in children if c.tag == tag("idno")] or [
        c for c in children if c.tag in _FIRST
    ]
    if not places:
        raise _refused(
            "the publicationStmt has no publisher after which an idno could be added", name
        )
    nodes = set(tree.getroot().iter())
    number = etree.Element(tag("idno"), type=kind)
    number.text = value
    number.tail, places[-1].tail = places[-1].tail, None
    places[-1].addnext(number)
    try:
        return spliced(data, tree, nodes, name)
    except EditionError as error:
        raise _refused(error.diagnostics[0].message, name) from None


def _replaced(data: bytes, kind: str, old: str, new: str, name: str) -> bytes:
    if old == new:
        return data
    pattern = rf"(?i:<idno\s[^<>]*\btype\s*=\s*[\"']{kind}[\"'][^<>]*>){re.escape(old)}</idno>"
    found = re.findall(pattern.encode(), data)
    if len(found) != 1:
        raise _refused(f"the header already has another {kind}: {old}", name)
    return data.replace(
        found[0], found[0].replace(f"{old}</idno>".encode(), f"{new}</idno>".encode())
    )


def identify(source: Path, master: Path | None, identifiers: Mapping[str, str]) -> None:
    """Write *identifiers* of the deposit of *source* into its settings, and into its only *master*, a TEI file."""
    if source.is_dir():
        write_settings(source / NAME, identifiers)
    if master is not None:
        write_master(master, identifiers)


def _refused(message: str, name: str) -> EditionError:
    return EditionError(Diagnostic("D014", message, name))
