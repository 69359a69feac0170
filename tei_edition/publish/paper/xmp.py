"""Metadata in a PDF (XMP, ISO 16684-1): what Typst does not write of a TEI header."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_END = b"</rdf:Description></rdf:RDF>"
#: How each property of Dublin Core is written: a bag, an alternative by language, or plain.
_SHAPES = {
    "contributor": "Bag",
    "source": "",
    "identifier": "",
    "rights": "Alt",
    "publisher": "Bag",
}


def enriched(packet: bytes, properties: Mapping[str, Sequence[str]]) -> bytes:
    """An XMP packet of Typst's with more *properties* of Dublin Core.

    The keys are contributor, source, identifier, rights and publisher, the values texts.
    """
    added = "".join(
        _property(name, values) for name, values in sorted(properties.items()) if values
    )
    return packet.replace(_END, added.encode() + _END)


def page_count(pdf: bytes) -> int:
    """How many pages a PDF of Typst's says it has."""
    found = re.search(rb"<xmpTPg:NPages>(\d+)</xmpTPg:NPages>", pdf)
    return int(found[1]) if found else 0


def with_metadata(pdf: bytes, properties: Mapping[str, Sequence[str]]) -> bytes:
    """*pdf*, made by Typst, with more *properties* of Dublin Core, as an incremental update (ISO 32000-1, 7.5.6).

    A PDF without XMP (the plain versions have none) comes back as it is.
    """
    # An expression that begins with digits would be tried in all of the PDF.
    found = list(re.finditer(rb" 0 obj\n<</Length \d+/Type/Metadata", pdf))
    trailer = pdf.rfind(b"trailer\n")
    before = re.compile(rb"startxref\n(\d+)\n%%EOF\s*$").search(pdf, max(trailer, 0))
    if not found or trailer < 0 or before is None:
        return pdf
    start = pdf.index(b"stream\n", found[-1].start()) + len(b"stream\n")
    packet = enriched(pdf[start : pdf.index(b"\nendstream", start)], properties)
    number = int(pdf[pdf.rfind(b"\n", 0, found[-1].start()) + 1 : found[-1].start()])
    body = b"%d 0 obj\n<</Length %d/Type/Metadata/Subtype/XML>>\nstream\n%b\nendstream\nendobj\n"
    body %= (number, len(packet), packet)
    base = pdf if pdf.endswith(b"\n") else pdf + b"\n"
    dictionary = pdf[trailer + len(b"trailer\n") : before.start()].strip()
    dictionary = dictionary.removesuffix(b">>") + b"/Prev %b>>" % before[1]
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n%b\nstartxref\n%d\n%%%%EOF\n"
    return base + body + table % (number, len(base), dictionary, len(base) + len(body))


def escape(text: str) -> str:
    """*text* as the content of an XML element; what XML forbids is left out."""
    for char, reference in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(char, reference)
    return "".join(char for char in text if char.isprintable() or char.isspace())


def _property(name: str, values: Sequence[str]) -> str:
    shape = _SHAPES[name]
    if not shape:
        return f"<dc:{name}>{escape(values[0])}</dc:{name}>"
    language = ' xml:lang="x-default"' if shape == "Alt" else ""
    items = "".join(f"<rdf:li{language}>{escape(value)}</rdf:li>" for value in values)
    return f"<dc:{name}><rdf:{shape}>{items}</rdf:{shape}></dc:{name}>"
