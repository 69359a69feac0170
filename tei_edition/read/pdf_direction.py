"""The order in which characters of a line are read: from right to left in Hebrew, Arabic and the like."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import TypeVar

_T = TypeVar("_T")
_RIGHT, _LEFT = frozenset(["R", "AL"]), frozenset(["L", "EN", "AN"])


def logical(items: list[_T], text: Callable[[_T], str]) -> list[_T]:
    """*items* of a line, given from left to right, in the order in which they are read; *text* is what one says."""
    kinds = [_kind(text(item)) for item in items]
    rights = kinds.count("R")
    if not rights:
        return items
    letters = sum(
        text(item).isalpha() for item, kind in zip(items, kinds, strict=True) if kind == "L"
    )
    # Words from the left at its left, and from the right at its right, may be either order.
    strong = [kind for kind in kinds if kind]
    is_right = rights > letters * (2 if strong[0] == "L" and strong[-1] == "R" else 1)
    # Runs against the direction of the line begin and end with a letter (or figure) of theirs.
    runs = list(_runs(items, kinds, "L" if is_right else "R"))
    ordered: list[_T] = []
    for run, is_turned in reversed(runs) if is_right else runs:
        # Of a line from the right, runs of other letters stay; of one from the left, runs from the right turn.
        ordered += run if is_turned == is_right else _turned(run, text)
    return ordered


def _turned(run: list[_T], text: Callable[[_T], str]) -> list[_T]:
    """*run* from its end to its beginning; a mark stays behind the letter that it is set on."""
    turned = run[::-1]
    marks: list[_T] = []
    ordered: list[_T] = []
    for item in turned:
        if unicodedata.combining(text(item)[:1] or " "):
            marks.append(item)
            continue
        ordered += [item, *marks]
        marks = []
    return [*ordered, *marks]


def _kind(text: str) -> str:
    """ "R" for letters that are read from the right, "L" for others and figures, empty for what has no direction."""
    kind = unicodedata.bidirectional(text[:1]) if text else ""
    return "R" if kind in _RIGHT else "L" if kind in _LEFT else ""


def _runs(items: list[_T], kinds: list[str], wanted: str) -> Iterator[tuple[list[_T], bool]]:
    """*items* in runs, each with whether it is one of kind *wanted*; in such, what has no direction lies between."""
    at = 0
    while at < len(items):
        if kinds[at] == wanted:
            last = at
            for index in range(at, len(items)):
                if kinds[index] not in (wanted, ""):
                    break
                last = index if kinds[index] == wanted else last
            end = last + 1
        else:
            end = next((i for i in range(at, len(items)) if kinds[i] == wanted), len(items))
        yield items[at:end], kinds[at] == wanted
        at = end
