"""The kinds of files that no door reads, each known by how it begins, and what helps with them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

_SAVE = "save its text as Markdown in UTF-8; the README shows how a record begins"
_PANDOC = "pandoc makes Markdown of it: pandoc --to=commonmark --wrap=none FILE -o record.md"
_HTML = re.compile(
    r"\s*+(?><!--.*?-->\s*+)*+(?:<!doctype\s+html\b|<html[\s>])", re.IGNORECASE | re.DOTALL
)
_XML = re.compile(r"\s*<\?xml\s")
#: The last line of a head may be cut.
_ROWS = 20
_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 3
#: The name of a column: a word or a few.
_COLUMN = re.compile(r"[^\W\d][\w .#/-]{0,40}")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its name with its article, what recognises its first bytes and text, what helps."""

    name: str
    recognises: Callable[[bytes, str], bool]
    hint: str = _SAVE


def _begins(*signs: bytes) -> Callable[[bytes, str], bool]:
    return lambda data, _: data.startswith(signs)


def _zip_with(sign: bytes) -> Callable[[bytes, str], bool]:
    return lambda data, _: data.startswith(b"PK\x03\x04") and sign in data


def _is_table(_: bytes, head: str) -> bool:
    """Rows of as many cells each below names of columns, and no heading, without which there is no record."""
    return any(map(partial(_has_columns, head), ",;\t")) or _has_even_rows(head)


def _has_columns(head: str, sign: str) -> bool:
    """Whether the first row of *head* names columns, and the next whole rows have as many cells."""
    try:
        rows = list(csv.reader(head.splitlines(keepends=True), delimiter=sign))
    except csv.Error:
        return False
    names, others = (rows or [[]])[0], [row for row in rows[1:] if row]
    others = others[:-1] if len(others) > 1 else others  # the last may be cut
    return (
        len(names) >= _FEWEST_COLUMNS
        and all(_COLUMN.fullmatch(name.strip()) for name in names)
        and bool(others)
        and all(len(row) == len(names) for row in others)
    )


def _is_json(_: bytes, head: str) -> bool:
    return bool(re.match(r'\s*(?:\[\s*)?\{\s*"(?:[^"\\]|\\.){1,80}"\s*:', head))


def _has_even_rows(head: str) -> bool:
    rows = [row for row in head.splitlines()[: _ROWS + 1] if row.strip()]
    rows = rows[:-1] if len(rows) > _FEWEST_ROWS else rows
    if len(rows) < _FEWEST_ROWS or any(
        row.lstrip().startswith(("#", "|", "*", ">")) for row in rows
    ):
        return False
    return any(
        rows[0].count(sign) > 1 and len({row.count(sign) for row in rows}) == 1 for sign in ",;\t"
    )


#: The first that recognises a file names it.
KINDS = (
    Kind("a Word document (.docx)", _zip_with(b"word/"), _PANDOC),
    Kind("an OpenDocument text (.odt)", _zip_with(b"opendocument.text"), _PANDOC),
    Kind("an EPUB", _zip_with(b"application/epub+zip"), _PANDOC),
    Kind("an Excel sheet (.xlsx)", _zip_with(b"xl/")),
    Kind("a ZIP archive or an office document", _begins(b"PK\x03\x04", b"PK\x05\x06"), "unpack it, or save its text as Markdown"),
    Kind("a Word document of the old kind (.doc)", _begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "save it as .docx; " + _PANDOC),
    Kind("a PDF", _begins(b"%PDF-"), "`tei-edition extract` takes out the TEI file that a PDF of ours carries; of others, save the text as Markdown"),
    Kind("an RTF document", lambda data, head: head.startswith("{\\rtf"), _PANDOC),
    Kind("an image", _begins(b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8"), "transcribe it first"),
    Kind("an HTML page", lambda data, head: bool(_HTML.match(head)), _PANDOC),
    Kind("an XML document, but not TEI", lambda data, head: bool(_XML.match(head)) and not _is_tei(head), "only TEI documents, whose root is <TEI> in the TEI namespace, are understood"),
    Kind("a JSON file", _is_json, "a record is one document: make a file in Markdown of each object"),
    Kind("a table (CSV or TSV)", _is_table, "a record is one document: make a file in Markdown of each row"),
)  # fmt: skip


def _is_tei(head: str) -> bool:
    from tei_edition.read.tei import recognises

    return recognises(head)


def foreign_kind(data: str | bytes, head: str) -> Kind | None:
    """The kind of *data* where no door reads it; *head* is how it begins as text."""
    raw = data.encode("utf-8", "replace") if isinstance(data, str) else data
    return next((kind for kind in KINDS if kind.recognises(raw, head)), None)
