"""What a document says already of the names in it: the program does not say otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from tei_edition.enrich.names import Marked
from tei_edition.enrich.register import KINDS, Register
from tei_edition.enrich.running import Running
from tei_edition.tei.names import tag

#: The elements that are names.
NAMES = frozenset((*(tag(name) for _, _, name in KINDS.values()), tag("rs")))
_SEG = tag("seg")


def is_decided(element: etree._Element) -> bool:
    """Whether *element* says of its words whose name they are, or that they are none."""
    return element.tag in NAMES or (element.tag == _SEG and element.get("type") == "no-name")


def marked_in(texts: Iterable[Running], register: Register) -> dict[str, list[Marked]]:
    """The marks of names in *texts*, by the text: those that point at entries of the *register*, and what an editor says is none of it.

    A name that says not whose it is, or by another register, may be anybody's.
    """
    return {one.text: found for one in texts if (found := list(_marked(one, register)))}


def _marked(one: Running, register: Register) -> Iterator[Marked]:
    for element in one.element.iter(*NAMES, _SEG):
        if not is_decided(element) or any(map(is_decided, element.iterancestors())):
            continue
        if place := one.place(element):
            pointer = (element.get("ref") or "").removeprefix("#")
            entry = register.by_id.get(pointer) if element.tag in NAMES else None
            if entry is None and not element.get("resp"):
                continue
            yield Marked(*place, entry, element.get("cert") or "")
