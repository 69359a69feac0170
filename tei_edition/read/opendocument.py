"""OpenDocument texts (.odt): pandoc reads them, after what it does not tell has been put into the text as signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tei_edition.diagnostics import EditionError
from tei_edition.document.draft import Draft
from tei_edition.read.odf_text import OFFICE, STYLE, Prepared, text_of, words_of_text
from tei_edition.read.original import Original, broken
from tei_edition.read.pandoc import tree_of
from tei_edition.read.pandoc_draft import Found, draft_of
from tei_edition.read.parts import Parts, Pictures, xml, zipped
from tei_edition.read.signs import Signs
from tei_edition.read.styled import styles_of

_MIME = b"application/vnd.oasis.opendocument.text"
_MACROS = re.compile(r"(?:Basic|Scripts)/.*[^/]")
_OBJECT = re.compile(r"(Object [^/]+)/content\.xml")
_META = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "creator": "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}initial-creator",
    "subject": "{http://purl.org/dc/elements/1.1/}subject",
    "description": "{http://purl.org/dc/elements/1.1/}description",
    "created": "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}creation-date",
}


def recognises(original: Original) -> bool:
    """Whether it is a zip that says it is an OpenDocument text."""
    if not {"content.xml", "mimetype"} <= original.members:
        return False
    try:
        with Parts(original) as parts:
            return (parts.data("mimetype") or b"").strip().startswith(_MIME)
    except EditionError:
        return False


def drafts(original: Original) -> Iterator[Draft]:
    """The draft of the document. Raises EditionError: I051 without pandoc, I052 where it cannot be read."""
    signs = Signs()
    with Parts(original) as parts:
        if b"encryption-data" in (parts.data("META-INF/manifest.xml") or b""):
            raise broken(original.name, "this document is encrypted", "save it without a password")
        content, styles = parts.tree("content.xml"), parts.tree("styles.xml")
        body = content.find(f"{OFFICE}body/{OFFICE}text")
        if body is None:
            raise broken(original.name, "this document has no text")
        words = words_of_text(body)
        Prepared(signs, styles_of(original), content, styles).prepare(body)
        # Pandoc asks whether pictures are there, and needs no more of them.
        members = {name: b"" for name in parts.names if name.startswith("Pictures/")}
        members |= {"mimetype": _MIME, "content.xml": xml(content)}
        if styles is not None:
            members["styles.xml"] = xml(styles)
        members["META-INF/manifest.xml"] = (
            b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        )
        found = Found(
            tree=tree_of(zipped(members), "odt", original.name),
            signs=signs,
            pictures=Pictures(parts),
            words=words,
            properties=_properties(parts),
            left_out=list(_beside(parts, styles)),
        )
        yield draft_of(found, original)


def _properties(parts: Parts) -> dict[str, str]:
    root = parts.tree("meta.xml")
    if root is None:
        return {}
    found = {key: next((e.text or "" for e in root.iter(tag)), "") for key, tag in _META.items()}
    return {key: " ".join(said.split()) for key, said in found.items() if said.strip()}


def _beside(parts: Parts, styles: Any) -> Iterator[str]:
    """What stands beside the text: running heads and feet, macros, objects of other programs."""
    for kind, said in (("header", "the running head"), ("footer", "the running foot")):
        for element in styles.iter(f"{STYLE}{kind}") if styles is not None else ():
            words = text_of(element)
            if re.search(r"[^\W\d_]{2,}", words):
                yield f"{said} “{words[:200]}”"
    names = sorted(parts.names)
    if any(map(_MACROS.fullmatch, names)):
        yield "the macros, which were not run"
    for found in filter(None, map(_OBJECT.fullmatch, names)):
        yield f"the object {found[1]}"
