"""What the project's ODD says of its elements and values: closed lists, and what elements may hold.

Read from schema/values.json, which `make schema` writes out of the ODD; it is the one source of these
lists. Anyone may import this module: it needs a file and JSON, and reads the file when it is first asked.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from tei_edition.resources import resource


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return dict(json.loads(resource("schema", "values.json").read_text("utf-8")))


def words(element: str, attribute: str) -> dict[str, str] | None:
    """The closed list of *attribute* on *element*: each value and the words that readers see for it.

    A value of two ("top left") has words of its own. None where no list says what the values are.
    """
    found: dict[str, str] | None = _data()["values"].get(f"{element}/@{attribute}")
    return found


def is_value(element: str, attribute: str, value: str) -> bool:
    """True where readers can be told what *value* of *attribute* on *element* means, or no list is closed."""
    known = words(element, attribute)
    return known is None or value in known


@lru_cache(maxsize=1)
def element_only() -> frozenset[str]:
    """The elements that hold elements and never text, so that white space in them is free."""
    return frozenset(_data()["element_only"])


@lru_cache(maxsize=1)
def may_be_empty() -> frozenset[str]:
    """The elements that may hold nothing."""
    return frozenset(_data()["may_be_empty"])


@lru_cache(maxsize=16)
def elements_of(name: str) -> frozenset[str]:
    """The elements of the model class or macro *name* ("macro.edition.inline"); KeyError for others."""
    return frozenset(_data()["kinds"][name])
