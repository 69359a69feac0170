"""Fields that conventions place: from their path to elements of the TEI header, in schema order."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from tei_edition.conventions.fields import Step, steps_of
from tei_edition.document.header import Placed
from tei_edition.odd.nesting import nesting
from tei_edition.tei.names import attribute_name, tag


def write_placed(header: etree._Element, placed: Iterable[Placed]) -> set[str]:
    """Put what *placed* says into *header*; returns the keys of the fields that this says.

    Elements on the way that are there already are used; the last one is always new.
    """
    said = set()
    for field in placed:
        steps = steps_of(field.place)
        for value in field.values:
            parent = header
            for step in steps[:-1]:
                found = _found(parent, step)
                parent = _made(parent, step) if found is None else found
            _made(parent, steps[-1]).text = value
        said.add(field.field.key or "")
    return said


def _found(parent: etree._Element, step: Step) -> etree._Element | None:
    wanted = {attribute_name(name): value for name, value in step.attributes}
    for child in parent.findall(tag(step.name)):
        if dict(child.items()) == wanted:
            return child
    return None


def _made(parent: etree._Element, step: Step) -> etree._Element:
    """A new element for *step* where the schema wants it: before what comes after it, else at the end."""
    element = etree.Element(tag(step.name))
    for name, value in step.attributes:
        element.set(attribute_name(name), value)
    known = nesting(etree.QName(parent).localname)
    order = known.children if known else ()
    behind = order[order.index(step.name) + 1 :] if step.name in order else ()
    for child in parent:
        if etree.QName(child).localname in behind:
            child.addprevious(element)
            return element
    parent.append(element)
    return element
