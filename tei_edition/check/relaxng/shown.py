"""Names of elements and attributes, as lxml has them and as a reader writes them."""

from __future__ import annotations

from lxml import etree

from tei_edition.check.relaxng.name_class import Name
from tei_edition.check.relaxng.pattern import Element

XML = "http://www.w3.org/XML/1998/namespace"


def name_of(node: etree._Element) -> Name:
    """Namespace and local name of *node*."""
    return split_name(str(node.tag))


def split_name(key: str) -> Name:
    """Namespace and local name of what lxml calls "{namespace}local"."""
    if key.startswith("{"):
        namespace, _, local = key[1:].rpartition("}")
        return (namespace, local)
    return ("", key)


def shown_name(name: Name) -> str:
    """*name* as one writes it: without its namespace, or with xml: before it."""
    return f"xml:{name[1]}" if name[0] == XML else name[1]


def shown_tag(node: etree._Element) -> str:
    """The name of *node* as one writes it."""
    return name_of(node)[1]


def shown_attribute(key: str) -> str:
    """The name of an attribute as one writes it."""
    return shown_name(split_name(key))


def shown_element(element: Element) -> str:
    """The name of a schema's *element*, the first where it has several."""
    return next((shown_name(name) for name in element.names.listed()), "any element")


def short(text: str, length: int = 40) -> str:
    """The beginning of *text*."""
    return text if len(text) <= length else f"{text[: length - 1]}…"
