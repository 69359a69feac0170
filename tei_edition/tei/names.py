"""The names of TEI elements and attributes, as lxml writes them."""

from __future__ import annotations

TEI_NS = "http://www.tei-c.org/ns/1.0"
XML_NS = "http://www.w3.org/XML/1998/namespace"


def tag(name: str) -> str:
    """The name of a TEI element as lxml writes it; one with a namespace ("{urn:x}w") as it is."""
    return name if name.startswith("{") else f"{{{TEI_NS}}}{name}"


def attribute_name(name: str) -> str:
    """ "xml:id" and its like as lxml writes them; any other name as it is."""
    return f"{{{XML_NS}}}{name[4:]}" if name.startswith("xml:") else name
