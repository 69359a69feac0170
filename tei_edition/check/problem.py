"""One thing that is wrong at a node of a parsed document, before its place in the file is known."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from tei_edition.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, at an element of the tree.

    `attribute` (as lxml names it), `text` (the number of child elements before it) or `at_end` say
    where at the element; without them its start tag is meant. `severity` and `rule` are given where
    the schema names them; else they are those of the code.
    """

    code: str
    message: str
    element: etree._Element
    attribute: str | None = None
    text: int | None = None
    at_end: bool = False
    found: str | None = None
    expected: tuple[str, ...] = ()
    hint: str | None = None
    severity: Severity | None = None
    rule: str | None = None
    link: str | None = None
