"""What may stand in what by the project's schema, element by element and in its order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from tei_edition.odd import schemas

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_FREE = (f"{_RNG}optional", f"{_RNG}zeroOrMore", f"{_RNG}choice")


@dataclass(frozen=True, slots=True)
class Nesting:
    """What an element may hold: `children` in the order of the schema, text or not, its attributes.

    `attributes` gives for each the values that it may have, none where they are not listed; `required`
    are the attributes that it must have.
    """

    children: tuple[str, ...]
    has_text: bool
    attributes: dict[str, tuple[str, ...]]
    required: frozenset[str]


@lru_cache(maxsize=1)
def _grammar() -> tuple[dict[str, etree._Element], dict[str, etree._Element]]:
    root = etree.parse(schemas.relaxng()).getroot()
    defines = {str(d.get("name")): d for d in root.iter(f"{_RNG}define")}
    return defines, {str(e.get("name")): e for e in root.iter(f"{_RNG}element")}


@lru_cache(maxsize=64)
def nesting(name: str) -> Nesting | None:
    """What the element *name* may hold; None where the project's schema does not know it."""
    element = _grammar()[1].get(name)
    if element is None:
        return None
    children: list[str] = []
    attributes: dict[str, tuple[str, ...]] = {}
    required: set[str] = set()
    has_text = False
    for pattern, is_free in _patterns(element, False, frozenset()):
        kind, named = etree.QName(pattern).localname, str(pattern.get("name"))
        if kind == "element":
            children.append(named)
        elif kind == "attribute":
            # The attributes of XML itself are named by prefix or by namespace.
            attributes[named] = tuple(v.text or "" for v in pattern.iter(f"{_RNG}value"))
            required |= set() if is_free else {named}
        else:
            has_text = True
    return Nesting(tuple(dict.fromkeys(children)), has_text, attributes, frozenset(required))


def _patterns(
    parent: etree._Element, is_free: bool, seen: frozenset[str]
) -> Iterator[tuple[etree._Element, bool]]:
    """The elements, attributes and text that *parent* asks for, and whether they may be missing."""
    for child in parent.iterchildren(etree.Element):
        kind = etree.QName(child).localname
        free = is_free or child.tag in _FREE
        if kind in ("element", "attribute", "text", "data"):
            yield child, free
        elif kind == "ref" and (name := str(child.get("name"))) not in seen:
            define = _grammar()[0][name]
            yield from _patterns(define, free, seen | {name})
        else:
            yield from _patterns(child, free, seen)
