"""An xml:id that several elements of a document have: a link to it can mean each of them, and leads to the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lxml import etree

from tei_edition.diagnostics import Diagnostic
from tei_edition.tei.document import Places

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_IDS = etree.XPath("//@xml:id", smart_strings=False)


@dataclass(frozen=True, slots=True)
class Standing:
    """An element of a document, the places in its file, and what messages call the file."""

    element: etree._Element
    places: Places
    name: str

    def said(self, name: str) -> str:
        """What it is and where, in a message about the file *name*."""
        at = self.places.attribute(self.element, _ID)
        where = (
            f"on line {at.line}, column {at.column}"
            if name == self.name
            else f"at {self.name}:{at}"
        )
        return f"`{etree.QName(self.element).localname}` {where}"


def has_repeated(tree: etree._ElementTree) -> bool:
    """Whether two elements of *tree* have the same xml:id."""
    names: Any = _IDS(tree)
    return len(set(names)) < len(names)


def doubtful(standing: Iterable[Standing], name: str) -> list[Diagnostic]:
    """What to tell of a document whose elements are *standing* in their order, and whose own file is *name* (X013).

    Of links to an id that several elements have; and of these elements, where they are in several files. Two in
    the same file are the validator's (V007).
    """
    every = list(standing)
    counts = Counter(each.element.get(_ID) for each in every)
    first: dict[str, Standing] = {}
    second: dict[str, Standing] = {}
    found: list[Diagnostic] = []
    for each in every:
        id = each.element.get(_ID)
        if id is None or counts[id] < 2:
            continue
        known = first.setdefault(id, each)
        if known is each or _same(known, each):
            continue
        second.setdefault(id, each)
        if not known.name == each.name == name:
            message = f'@xml:id "{id}" is already taken'
            hint = f"it belongs to the {known.said(each.name)}"
            at = each.places.attribute(each.element, _ID)
            found.append(Diagnostic("X013", message, each.name, at, hint))
    for each in every:
        for target in dict.fromkeys((each.element.get("target") or "").split()):
            id = target.removeprefix("#")
            if id != target and id in second:
                found.append(_of_link(each, id, first[id], second[id]))
    return found


def _same(one: Standing, two: Standing) -> bool:
    """Whether *one* and *two* are the same words, in a file that is included twice."""
    places = (each.places.start(each.element) for each in (one, two))
    return one.name == two.name and one.places is not two.places and len(set(places)) == 1


def _of_link(link: Standing, id: str, one: Standing, two: Standing) -> Diagnostic:
    at = link.places.attribute(link.element, "target")
    words = f"the {one.said(link.name)} and the {two.said(link.name)}"
    message = (
        f'@target "#{id}" can refer to two elements: {words}; on the page, it leads to the first'
    )
    return Diagnostic("X013", message, link.name, at, "give one of them another xml:id")
