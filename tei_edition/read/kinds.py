"""The kinds of files that no door reads, each known by how it begins, and what helps with them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_SAVE = "save its text as Markdown in UTF-8; the README shows how a record begins"
_XML = re.compile(r"\s*<\?xml\s")


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


#: The first that recognises a file names it.
KINDS = (
    Kind("a Word document (.docx)", _zip_with(b"word/"), "save its text as Markdown"),
    Kind("an OpenDocument text (.odt)", _zip_with(b"opendocument.text"), "save its text as Markdown"),
    Kind("an EPUB", _zip_with(b"application/epub+zip"), "unpack it: its chapters are HTML pages, which `tei-edition import` reads"),
    Kind("a ZIP archive or an office document", _begins(b"PK\x03\x04", b"PK\x05\x06"), "unpack it, or save its text as Markdown"),
    Kind("a Word document in the old format (.doc)", _begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "save it as .docx, without a password"),
    Kind("a PDF", _begins(b"%PDF-"), "`tei-edition extract` extracts the TEI file from a PDF made by this program; for any other PDF, save the text as Markdown"),
    Kind("an RTF document", lambda data, head: head.startswith("{\\rtf"), "save it as .docx"),
    Kind("an image", _begins(b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8"), "transcribe it first"),
    Kind("an XML document, but not TEI", lambda data, head: bool(_XML.match(head)) and not _is_tei(head), "only TEI documents, whose root is <TEI> in the TEI namespace, are supported"),
)  # fmt: skip


def _is_tei(head: str) -> bool:
    from tei_edition.read.tei import recognises

    return recognises(head)


def foreign_kind(data: str | bytes, head: str) -> Kind | None:
    """The kind of *data* where no door reads it; *head* is how it begins as text."""
    raw = data.encode("utf-8", "replace") if isinstance(data, str) else data
    return next((kind for kind in KINDS if kind.recognises(raw, head)), None)
