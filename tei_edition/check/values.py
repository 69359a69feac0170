"""The values that conventions put into the TEI, held against the closed lists of the ODD."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tei_edition.conventions.marks import attribute_of, element_of
from tei_edition.conventions.tables import Tables
from tei_edition.odd.values import is_value, words
from tei_edition.understand.remarks.rules import Conventions, Rule
from tei_edition.understand.remarks.template import Node, Pattern
from tei_edition.understand.remarks.wording import Vocabulary

_SLOT = re.compile(r"\{(\w+)\}")

#: Tables of conventions whose keys are values in the TEI: the element and the attribute.
TABLES = {
    "shelfmark_parts": ("altIdentifier", "type"),
    "leaves": ("measure", "unit"),
    "lines": ("seg", "type"),
}


@dataclass(frozen=True)
class Unknown:
    """A value that the ODD does not have where it would stand; `written` is what a conventions file has for it."""

    element: str
    attribute: str
    value: str
    written: str

    def __str__(self) -> str:
        known = ", ".join(words(self.element, self.attribute) or ())
        return f"“{self.value}” is not a value of @{self.attribute} on `{self.element}`; the values are {known}"


def unknown_values(conventions: Conventions) -> Iterator[Unknown]:
    """What *conventions* would put into the TEI that the ODD lacks, each once."""
    found = list(unknown_of_tables(conventions.tables))
    for rule in conventions.rules:
        found += unknown_of_rule(rule, conventions.lexicon.vocabularies)
    yield from dict.fromkeys(found)


def unknown_of_rule(rule: Rule, vocabularies: Mapping[str, Vocabulary]) -> Iterator[Unknown]:
    """The values that the template of *rule* gives, by itself or out of *vocabularies*, and the ODD lacks."""
    for element, attribute, written in _attributes(rule.template.nodes):
        slots = _SLOT.findall(written)
        if not slots:
            possible = {written: written}
        elif len(slots) == 1 and slots[0] in vocabularies:
            possible = {_SLOT.sub(key, written): key for key in vocabularies[slots[0]].table}
        else:
            continue
        for value, source in possible.items():
            if not is_value(element, attribute, value):
                yield Unknown(element, attribute, value, source)


def unknown_of_tables(tables: Tables) -> Iterator[Unknown]:
    """The keys of *tables* that would become values which the ODD lacks."""
    for name, (element, attribute) in TABLES.items():
        for key in tables.data.get(name, {}):
            if not is_value(element, attribute, key):
                yield Unknown(element, attribute, key, key)


def _attributes(nodes: tuple[Node, ...]) -> Iterator[tuple[str, str, str]]:
    for node in nodes:
        if isinstance(node, Pattern):
            for name, value in node.attributes:
                yield element_of(node.kind, node.name), attribute_of(name), value
            yield from _attributes(node.children)
