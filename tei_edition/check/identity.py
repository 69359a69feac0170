"""Keys and references between elements (XML Schema, identity constraints): which element is at fault, in plain words.

xmlschema tells of a reference that leads nowhere at the element in which keys are counted, by a tuple of values.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from lxml import etree

_FAULT = re.compile(
    r"(?P<twice>duplicated )?value (?P<values>\(.*\))(?: not found)? for (?P<kind>\w+)\(name='(?P<name>[^']*)'\)"
)
_LACK = re.compile(r"missing key field '(?P<field>[^']*)'")


def identity_fault(
    reason: str, element: etree._Element, declared: Any
) -> tuple[str, etree._Element] | None:
    """What to say of the *reason* that xmlschema gives at *element*, and which element is meant.

    *declared* is what the schema says of *element* (xmlschema's XsdElement). None where *reason* is about
    something else.
    """
    if lack := _LACK.match(reason):
        name = etree.QName(element).localname
        return f"`{name}` lacks {lack['field']}, which is part of its key", element
    found = _FAULT.match(reason)
    if found is None:
        return None
    values = _values(found["values"])
    shown = " ".join(f'"{value}"' for value in values) or found["values"]
    name = found["name"].rpartition("}")[2].rpartition(":")[2]
    if found["twice"]:
        return (
            f"{shown} is used more than once: each value of the key “{name}” must be unique",
            element,
        )
    message = f"{shown} refers to nothing: the key “{name}” has no such value"
    return message, next(_referring(element, declared, name, values), element)


def _values(written: str) -> list[str]:
    with suppress(ValueError, SyntaxError):
        return [str(value) for value in ast.literal_eval(written)]
    return []


def _referring(
    element: etree._Element, declared: Any, key: str, values: list[str]
) -> Iterator[etree._Element]:
    """The elements below *element* that refer to the *key* by *values*."""
    for identity in getattr(declared, "identities", ()):
        if getattr(getattr(identity, "refer", None), "local_name", None) != key:
            continue
        names = {p: uri for p, uri in identity.schema.namespaces.items() if p and uri}
        with suppress(etree.XPathError):
            chosen: Any = element.xpath(identity.selector.path, namespaces=names)
            for node in chosen:
                fields = [node.xpath(field.path, namespaces=names) for field in identity.fields]
                if [_text(*field[:1]) for field in fields] == values:
                    yield node


def _text(value: object = "") -> str:
    words = "".join(map(str, value.itertext())) if isinstance(value, etree._Element) else str(value)
    return words.strip()
