"""Templates: the TEI that a rule of a conventions file gives for a remark.

A template is TEI with slots: `<add place="{place}" hand="{hand}">{text}</add>`. It is read once, into
patterns of marks (conventions/marks.py says which), and filled for each remark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from tei_edition.conventions.marks import kind_of, name_of
from tei_edition.document.inline import AttributeValue, Inline, Mark, Text
from tei_edition.document.marks import Kind
from tei_edition.document.source import Span

_SLOT = re.compile(r"\{([a-z]+)\}")
_XML = "{http://www.w3.org/XML/1998/namespace}"


#: So deep do the elements of a template stand in one another; what a remark becomes is two or three deep.
_DEEPEST = 50


class TemplateError(ValueError):
    """Raised where a template cannot be filled; its words go on after "the TEI of this rule"."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A mark of a template; values of its attributes may hold slots. `name` is a project's own element."""

    kind: Kind
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Node, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot in the content of a template."""

    name: str


Node = Pattern | Slot | str


@dataclass(frozen=True, slots=True)
class Filling:
    """What the slots hold: nodes for content, values (or groups of attributes) for attributes.

    `span` is where the remark stands; what the template itself says has no characters there.
    """

    nodes: Mapping[str, tuple[Inline, ...]]
    values: Mapping[str, AttributeValue | Mapping[str, str]]
    span: Span


@dataclass(frozen=True)
class Template:
    """A parsed template; `slots` are the names of all slots in its content, `values` those in attributes."""

    nodes: tuple[Node, ...]
    slots: frozenset[str] = field(default=frozenset())
    values: frozenset[str] = field(default=frozenset())

    @property
    def needs_words_beside(self) -> bool:
        """True where words that stand before or after the remark are part of the TEI."""
        return bool(self.slots & {"before", "after", "stem", "name", "line"})

    @classmethod
    def parse(cls, text: str) -> Template:
        """Parse *text*; raises ElementTree.ParseError where it is not well-formed, TemplateError where it nests too deep."""
        root = ElementTree.fromstring(f"<template>{text}</template>")  # noqa: S314 - our own data
        level, depth = list(root), 0
        while level:
            level, depth = [child for element in level for child in element], depth + 1
            if depth > _DEEPEST:
                raise TemplateError(f"has elements nested more than {_DEEPEST} levels deep")
        nodes = _children(root)
        return cls(nodes, frozenset(_slot_names(nodes)), frozenset(_value_names(nodes)))

    @property
    def notes_remark(self) -> bool:
        """True where {remark} is the content of a note, which may hold remarks in its turn."""
        return any(
            isinstance(node, Pattern) and node.kind is Kind.NOTE and Slot("remark") in node.children
            for node in self.nodes
        )

    def fill(self, filling: Filling) -> tuple[Inline, ...]:
        """The nodes of the document model that the template makes of *filling*."""
        return _fill(self.nodes, filling)


#: What a mark says that the words of a remark are.
_READINGS = {
    Kind.SUPPLIED: "supplied",
    Kind.ALTERNATIVE: "correction",
    Kind.GAP: "gap",
    Kind.STAGE: "stage",
    Kind.SLIP: "sic",
    Kind.UNCERTAIN: "unclear",
}


def reading_of(nodes: tuple[Node, ...]) -> str:
    """What marks of these *nodes* say that the words of a remark are: a reading of evidence.py, or "markup"."""
    first = next((node for node in nodes if isinstance(node, Pattern)), None)
    if first is None:
        return (
            "text" if nodes and isinstance(nodes[0], str) and nodes[0].startswith("[") else "markup"
        )
    attributes = dict(first.attributes)
    if first.kind is Kind.NOTE:
        if attributes.get("sort") != "gloss":
            return "markup" if attributes.get("sort") in ("marginal", "comment") else "note"
        held = (child.kind for child in first.children if isinstance(child, Pattern))
        return "original" if Kind.FOREIGN in held else "gloss"
    if attributes.get("reason") == "signature":
        return "markup"
    return _READINGS.get(first.kind, "markup")


def _children(element: ElementTree.Element) -> tuple[Node, ...]:
    children = _pieces(element.text)
    for child in element:
        attributes = tuple((name_of(k.replace(_XML, "xml:")), v) for k, v in child.attrib.items())
        kind = kind_of(child.tag)
        name = child.tag if kind is Kind.OTHER else ""
        children += [Pattern(kind, attributes, _children(child), name), *_pieces(child.tail)]
    return tuple(children)


def _pieces(text: str | None) -> list[Node]:
    parts = _SLOT.split(text or "")
    pieces: list[Node] = []
    for index, part in enumerate(parts):
        if part:
            pieces.append(Slot(part) if index % 2 else part)
    return pieces


def _slot_names(nodes: tuple[Node, ...]) -> set[str]:
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, Slot):
            names.add(node.name)
        elif isinstance(node, Pattern):
            names |= _slot_names(node.children)
    return names


def _value_names(nodes: tuple[Node, ...]) -> set[str]:
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, Pattern):
            names |= {name for _, value in node.attributes for name in _SLOT.findall(value)}
            names |= _value_names(node.children)
    return names


def _fill(nodes: tuple[Node, ...], filling: Filling) -> tuple[Inline, ...]:
    result: list[Inline] = []
    for node in nodes:
        match node:
            case Slot():
                result += filling.nodes.get(node.name, ())
            case Pattern():
                content = _fill(node.children, filling)
                result.append(
                    Mark(node.kind, tuple(_attributes(node, filling)), content, node.name)
                )
            case _:
                result.append(Text(node, Span(filling.span.start, filling.span.start)))
    return tuple(result)


def _attributes(element: Pattern, filling: Filling) -> list[tuple[str, AttributeValue]]:
    attributes: list[tuple[str, AttributeValue]] = []
    for name, value in element.attributes:
        names = _SLOT.findall(value)
        if not names:
            attributes.append((name, value))
            continue
        filled = [filling.values.get(slot) for slot in names]
        known = [one for one in filled if one is not None and not isinstance(one, Mapping | tuple)]
        for group in filled:
            if isinstance(group, Mapping):
                attributes += group.items()
        if known:
            attributes.append((name, known[0] if len(known) == 1 else tuple(known)))
    return attributes
