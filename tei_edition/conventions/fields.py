"""The fields of a header block as data: what each label means, and where its words go in the TEI header."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

#: What [[field]] may say.
KEYS = frozenset(["name", "labels", "to", "separator"])
#: Tables whose keys are those of the base: what another key means, nobody would know.
CLOSED = (
    "labels", "lines", "leaves", "scripts", "text_kinds", "titles", "salutations",
    "closings", "classifications", "sentence", "date_words", "page_words",
    "citation_words", "letters", "credit_phrases",
)  # fmt: skip

_STEP = re.compile(r"(?P<name>[A-Za-z][\w.-]*)(?P<conditions>(?:\[@[\w:.-]+='[^'<>&]*'\])*)")
_CONDITION = re.compile(r"\[@(?P<name>(?:xml:)?[A-Za-z][\w.-]*)='(?P<value>[^'<>&]*)'\]")


class FieldError(Exception):
    """What a [[field]] says cannot be understood; `key` is the word that it is about."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


@dataclass(frozen=True, slots=True)
class Step:
    """An element on the way from `teiHeader` to the words of a field, with the attributes that it has."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()


def steps_of(place: str) -> tuple[Step, ...]:
    """The elements that "profileDesc/textClass/keywords[@scheme='#own']/term" leads through.

    Raises FieldError where *place* is no such path.
    """
    steps = []
    for part in re.split(r"/(?![^\[]*\])", place):
        found = _STEP.fullmatch(part)
        conditions = found["conditions"] if found else ""
        attributes = tuple(_CONDITION.findall(conditions))
        if not found or (conditions and not attributes):
            message = (
                f"`to` must be a path of elements below teiHeader, such as "
                f"profileDesc/textClass/keywords/term, with [@type='x'] if necessary; “{part}” is not part of such a path"
            )
            raise FieldError(place, message)
        steps.append(Step(found["name"], attributes))
    return tuple(steps)


def add_fields(
    data: Mapping[str, Any], entries: Sequence[Mapping[str, Any]], *, is_base: bool = False
) -> dict[str, Any]:
    """The tables *data* with the fields *entries* ([[field]]): their labels, and where their words go.

    A field of the base is understood by the program and has no `to`. Raises FieldError where an entry
    says what nobody knows, or lacks what it needs.
    """
    labels = dict(data.get("labels", {}))
    fields = dict(data.get("fields", {}))
    for entry in entries:
        key = _key_of(entry)
        _check(entry, key, is_base or (key in labels and key not in fields))
        labels[key] = [*labels.get(key, ()), *entry["labels"]]
        if "to" in entry:
            steps_of(entry["to"])
            fields[key] = {"to": entry["to"], "separator": entry.get("separator", "")}
    return {**data, "labels": labels, "fields": fields}


def _key_of(entry: Mapping[str, Any]) -> str:
    for key in entry:
        if key not in KEYS:
            message = f"{key} is not a valid key in a field; the keys are {', '.join(sorted(KEYS))}"
            raise FieldError(key, message)
    labels = entry.get("labels")
    if not isinstance(labels, list) or not labels or not all(isinstance(w, str) for w in labels):
        raise FieldError("labels", 'a field needs labels: a list of strings such as ["Keywords"]')
    name = entry.get("name", labels[0])
    if not isinstance(name, str):
        raise FieldError("name", "name must be a string in quotes")
    return "_".join(name.casefold().split())


def _check(entry: Mapping[str, Any], key: str, is_understood: bool) -> None:
    for name in ("to", "separator"):
        if name in entry and not (isinstance(entry[name], str) and entry[name]):
            raise FieldError(name, f"{name} must be a string in quotes")
    if is_understood and len(entry.keys() & {"to", "separator"}):
        raise FieldError(
            "to", f"the program interprets the field {key} itself, so it can only have labels"
        )
    if not is_understood and "to" not in entry:
        message = 'a field needs a path in `to`, such as "profileDesc/textClass/keywords/term"'
        raise FieldError("labels", message)
