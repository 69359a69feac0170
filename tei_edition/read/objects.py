"""JSON: a list of objects, or an object a line (JSON Lines); one record an object."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any

from tei_edition.document.draft import Draft
from tei_edition.read.columns import Mapped, map_columns
from tei_edition.read.original import Original, broken
from tei_edition.read.table import drafts_of

_BEGINS = re.compile(r'\s*(?:\[\s*)?\{\s*"(?:[^"\\]|\\.){1,80}"\s*:')
_LINES = re.compile(r"\s*\{")
#: The names of columns are those of the first objects.
_LOOKED_AT = 200
#: A list of objects may stand in an object, under any name.
_DEEP = 3


def recognises(original: Original) -> bool:
    """Whether it begins as an object, or as a list of objects."""
    return bool(_BEGINS.match(original.text_head))


def columns_of(original: Original) -> Mapped:
    """What the keys of the objects are for. Raises EditionError (I052) where it is no JSON."""
    return _mapped([cells for _, cells in islice(_objects(original), _LOOKED_AT)], original)


def shown(original: Original) -> list[str]:
    """What each column is for, a line each, as a dry run shows it; EditionError as columns_of."""
    return columns_of(original).lines()


def drafts(original: Original) -> Iterator[Draft]:
    """A draft for each object of *original*. Raises EditionError (I052) where it is no JSON."""
    objects = _objects(original)
    first = list(islice(objects, _LOOKED_AT))
    mapped = _mapped([cells for _, cells in first], original)
    yield from drafts_of(chain(first, objects), mapped, original)


def _mapped(objects: list[Mapping[str, Any]], original: Original) -> Mapped:
    names = list(dict.fromkeys(name for cells in objects for name in cells))
    if not names:
        raise broken(original.name, "this JSON contains no objects to make records from")
    return map_columns(names, original.said.get("columns", {}))


def _objects(original: Original) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The objects with their places: lines where each has one of its own."""
    if _is_by_line(original):
        yield from _by_line(original)
        return
    try:
        data = json.loads(original.data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise broken(original.name, "this JSON is not UTF-8", "save it as UTF-8") from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise broken(original.name, f"this is not JSON: {_reason(error)}") from None
    if is_deep(data):
        raise broken(original.name, _NESTED)
    for number, found in enumerate(_listed(data), 1):
        yield f"object {number}", found


#: Values that stand deeper in one another are no cell of a table.
_DEPTH = 60
_NESTED = f"this JSON is nested more than {_DEPTH} levels deep"


def _reason(error: BaseException) -> str:
    if isinstance(error, RecursionError):
        return _NESTED
    return "a number has too many digits" if "int_max_str_digits" in str(error) else str(error)


def is_deep(value: Any) -> bool:
    """Whether lists and objects stand in one another deeper than a cell may."""
    level = [value]
    for _ in range(_DEPTH):
        level = [
            inner
            for one in level
            if isinstance(one, list | dict)
            for inner in (one if isinstance(one, list) else one.values())
        ]
        if not level:
            return False
    return True


def _is_by_line(original: Original) -> bool:
    if not _LINES.match(original.text_head):
        return False
    with original.open() as file:
        first = file.readline().strip()
        second = next((line for line in file if line.strip()), b"")
    try:
        return second.lstrip().startswith(b"{") and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _by_line(original: Original) -> Iterator[tuple[str, Mapping[str, Any]]]:
    with original.open() as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                found = json.loads(line.decode("utf-8-sig"))
            except (ValueError, RecursionError) as error:
                message = f"line {number} is not JSON: {_reason(error)}"
                raise broken(original.name, message) from None
            if is_deep(found):
                raise broken(original.name, f"line {number}: {_NESTED}")
            if isinstance(found, dict):
                yield f"line {number}", found


def _listed(data: Any, depth: int = 0) -> list[Mapping[str, Any]]:
    """The objects in *data*: its own members, or the longest list of objects within an object."""
    if isinstance(data, list):
        return [each for each in data if isinstance(each, dict)]
    if not isinstance(data, dict):
        return []
    inner = [_listed(value, depth + 1) for value in data.values() if depth < _DEEP and value]
    longest = max(inner, key=len, default=[])
    return longest if len(longest) > 1 else [data]
