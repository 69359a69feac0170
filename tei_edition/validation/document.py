"""Parsing TEI from strangers: nothing is fetched, no entity is expanded, every place is known."""

from __future__ import annotations

import re
from xml.parsers import expat

from lxml import etree

from tei_edition.diagnostics import Diagnostic, EditionError, Position

_ENTITY = re.compile(rb"<!ENTITY")


def parse_tei(data: bytes, name: str) -> etree._ElementTree:
    """The tree of a TEI file; EditionError where it cannot be had.

    *data* are the bytes of the file, in the encoding its XML declaration names; *name* is what
    messages call it. Raises X001 (not well-formed, with line and column) and X002 (it declares
    entities, which a TEI file has no need of and an attacker has).
    """
    if found := _ENTITY.search(data):
        before = data[: found.start()]
        line = before.count(b"\n") + 1
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        message = "this document declares entities; write the characters themselves"
        raise EditionError(Diagnostic("X002", message, name, Position(line, column)))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line, column = getattr(error, "position", None) or (1, 1)
        message = re.sub(r",? line \d+, column \d+.*$", "", str(error)) or "the file is empty"
        at = Position(max(line, 1), max(column, 1))
        raise EditionError(Diagnostic("X001", message, name, at)) from None
    return root.getroottree()


def positions(data: bytes) -> list[Position]:
    """The place of each element's start tag in *data*, in document order."""
    found: list[Position] = []
    parser = expat.ParserCreate()

    def start(_name: str, _attributes: object) -> None:
        found.append(Position(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    parser.StartElementHandler = start
    parser.Parse(data, True)
    return found


def path_of(element: etree._Element) -> str:
    """The way to *element* by local names; a number where siblings share the name."""
    steps = []
    node: etree._Element | None = element
    while node is not None:
        parent = node.getparent()
        name = etree.QName(node).localname
        same = [] if parent is None else [c for c in parent if c.tag == node.tag]
        steps.append(f"{name}[{same.index(node) + 1}]" if len(same) > 1 else name)
        node = parent
    return "/" + "/".join(reversed(steps))
