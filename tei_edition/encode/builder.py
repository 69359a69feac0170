"""Building TEI trees: elements in TEI's namespace, references to people and hands, white space."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from tei_edition.conventions.marks import attribute_of
from tei_edition.document.header import Header
from tei_edition.document.inline import Agent, AttributeValue, Hand, Step
from tei_edition.odd.values import element_only, elements_of
from tei_edition.tei.calendars import CALENDARS
from tei_edition.tei.names import attribute_name, tag


def add(
    parent: etree._Element, name: str, text: str | None = None, **attributes: str | None
) -> etree._Element:
    """A new TEI element at the end of *parent*; attributes that are None are left out.

    A keyword "xml_id" is the attribute xml:id, "from_" is from.
    """
    child = etree.SubElement(parent, tag(name))
    for key, value in attributes.items():
        if value is not None:
            child.set(_attribute(key), value)
    child.text = text
    return child


@lru_cache(maxsize=256)
def _attribute(keyword: str) -> str:
    return attribute_name(keyword.rstrip("_").replace("xml_", "xml:", 1))


def append_text(parent: etree._Element, text: str) -> None:
    """Put *text* behind all that *parent* holds."""
    # Counting children takes as long as there are of them; asking for the last one does not.
    last = next(parent.iterchildren(reversed=True), None)
    if last is not None:
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def make_id(words: str, taken: Iterable[str], fallback: str) -> str:
    """A valid xml:id from *words* ("Władysław Gomułka" is wladyslaw-gomulka), not yet in *taken*."""
    plain = words.replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("đ", "d")
    folded = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", folded.lower()).strip("-")
    if not slug or not slug[0].isalpha():
        slug = f"{fallback}-{slug}".rstrip("-")
    known = set(taken)
    unique, number = slug, 2
    while unique in known:
        unique, number = f"{slug}-{number}", number + 1
    return unique


#: The xml:id of the program, which says what it inferred.
PROGRAM = "tei-edition"
#: What those did whose tracked changes and comments are in the text.
REVISION = "Changes and comments"
_INFERENCE = "Automatic inference (see elements with @cert that point here)"


@dataclass
class Agency:
    """One entry of the statement of responsibility: a name and all that it did."""

    id: str
    name: str
    element: str
    resps: list[str]
    roles: set[str]
    kind: str | None = None


@dataclass
class References:
    """People and hands that the text points at, each with its xml:id.

    Made from the header; grows where a remark speaks of a hand, or of an editor the header does
    not name.
    """

    header: Header
    record_id: str
    agencies: list[Agency] = field(default_factory=list)
    hands: dict[str, tuple[str, Hand]] = field(default_factory=dict)
    languages: set[str] = field(default_factory=set)
    steps: dict[Step, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for person in self.header.persons:
            known = next((a for a in self.agencies if a.name == person.name), None)
            if known is None:
                name_id = make_id(person.name, self._ids(), "person")
                known = Agency(name_id, person.name, "persName", [], set())
                self.agencies.append(known)
            if person.resp not in known.resps:
                known.resps.append(person.resp)
            known.roles.add(person.role)

    def _ids(self) -> list[str]:
        return [
            self.record_id,
            PROGRAM,
            *CALENDARS,
            *(agency.id for agency in self.agencies),
            *(hand_id for hand_id, _ in self.hands.values()),
            *self.steps.values(),
        ]

    def pointer(self, value: AttributeValue) -> str:
        """The value of @resp or @hand that points at *value*; a string points as it is."""
        if isinstance(value, str):
            return value
        if isinstance(value, tuple):
            return " ".join(map(self.pointer, value))
        if isinstance(value, Hand):
            if value.key not in self.hands:
                words = f"hand {value.key}".strip()
                self.hands[value.key] = (make_id(words, self._ids(), "hand"), value)
            return f"#{self.hands[value.key][0]}"
        if isinstance(value, Step):
            if value not in self.steps:
                words = f"change {len(self.steps) + 1}"
                self.steps[value] = make_id(words, self._ids(), "change")
            return f"#{self.steps[value]}"
        if value.name:
            return f"#{self._named(value).id}"
        agencies = [agency for agency in self.agencies if value.role in agency.roles]
        return " ".join(f"#{a.id}" for a in agencies or [self._unnamed(value.role)])

    def _named(self, agent: Agent) -> Agency:
        """The entry of somebody whom only remarks name."""
        known = next((a for a in self.agencies if a.name == agent.name), None)
        if known is None:
            name_id = make_id(agent.name, self._ids(), "person")
            known = Agency(name_id, agent.name, "persName", [], set())
            self.agencies.append(known)
        if REVISION not in known.resps:
            known.resps.append(REVISION)
        known.roles.add(agent.role)
        return known

    def _unnamed(self, role: str) -> Agency:
        if role == "program":
            agency = Agency(PROGRAM, "tei_edition", "name", [_INFERENCE], {role}, "program")
            self.agencies.append(agency)
            return agency
        if role == "editor" and self.header.publisher:
            name, element = self.header.publisher, "orgName"
        else:
            name, element = "", "name"  # nobody is named: the resp says what was done
        resp = {"translator": "Translation", "editor": "Edition"}.get(role, role.capitalize())
        agency = Agency(make_id(role, self._ids(), "editor"), name, element, [resp], {role})
        self.agencies.append(agency)
        return agency

    def attributes(self, values: Iterable[tuple[str, AttributeValue]]) -> Mapping[str, str]:
        """*values* as lxml wants them, with pointers for people and hands; languages are noted."""
        result = {}
        for name, value in values:
            text = self.pointer(value)
            if name == "language":
                self.languages.add(text)
            result[attribute_name(attribute_of(name))] = text
        return result


@lru_cache(maxsize=1)
def _containers() -> frozenset[str]:
    """Elements that hold only elements: white space between those is free, but where they stand in a line."""
    return element_only() - elements_of("macro.edition.inline")


def indent(element: etree._Element, depth: int = 0) -> None:
    """Lay out *element* for reading; content with text of its own is left as it is."""
    name = element.tag.rpartition("}")[2]
    if name not in _containers() or not len(element):
        return
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        return
    inner = "\n" + "  " * (depth + 1)
    element.text = inner
    for child in element:
        indent(child, depth + 1)
        child.tail = inner
    element[-1].tail = "\n" + "  " * depth
