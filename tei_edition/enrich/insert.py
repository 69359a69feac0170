"""New elements in a document that is set in lines: they are set as their neighbours are."""

from __future__ import annotations

from lxml import etree


def put_before(made: etree._Element, sibling: etree._Element) -> None:
    """Put *made*, which is new, before *sibling*, set as that is; no white space of the document changes."""
    parent = sibling.getparent()
    if parent is None:
        return
    before = sibling.getprevious()
    around = (before.tail if before is not None else parent.text) or ""
    if "\n" in around:
        etree.indent(made, level=(len(around) - len(around.rstrip(" "))) // 2)
    sibling.addprevious(made)
    made.tail = around
