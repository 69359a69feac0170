"""Where the entries of a register have their pages, and what of a document refers to them."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from lxml import etree

from tei_edition.enrich.register import Register

#: The folder of each kind of entry, and what its list is called.
FOLDERS = {"person": "people", "place": "places", "org": "organisations"}
#: Folders of an edition that documents cannot have where it has a register.
RESERVED = (*FOLDERS.values(), "register")


def page_of(kind: str, id: str) -> str:
    """The address of the page of the entry *id*, below the edition's folder."""
    return f"{FOLDERS[kind]}/{quote(id)}.html"


def pages_of(register: Register, ids: Iterable[str]) -> dict[str, str]:
    """The pages of those *ids* that the *register* has, in the order of the ids."""
    known = register.by_id
    return {id: page_of(known[id].kind, id) for id in sorted(set(ids)) if id in known}


def referred(tree: etree._ElementTree) -> set[str]:
    """The ids in the document that names, speakers and correspondents point at."""
    return {
        pointer[1:]
        for element in tree.getroot().iter(etree.Element)
        for name in ("ref", "who")
        for pointer in (element.get(name) or "").split()
        if pointer.startswith("#")
    }
