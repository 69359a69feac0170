"""A TEI tree as the file that it is."""

from __future__ import annotations

from lxml import etree


def tei_bytes(tree: etree._ElementTree) -> bytes:
    """*tree* as a file: UTF-8, with an XML declaration and a final line break."""
    body = etree.tostring(tree.getroot(), encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()
