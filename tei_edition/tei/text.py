"""The text of an element of TEI."""

from __future__ import annotations

from lxml import etree


def text_of(element: etree._Element | None) -> str:
    """All text within *element*, each run of white space as one space; empty where there is no element."""
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())
