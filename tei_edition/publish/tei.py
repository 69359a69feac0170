"""Output: the TEI file of a document."""

from __future__ import annotations

from tei_edition.publish.site import Design, Document, Made


def make(document: Document, design: Design) -> Made:
    """The file as it was serialized and validated."""
    return Made({f"{document.id}/{document.id}.xml": document.data})
