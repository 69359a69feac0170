"""An element that is open while a document is walked, and what is known of document and schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from tei_edition.check.relaxng import suggest
from tei_edition.check.relaxng.content import first_elements
from tei_edition.check.relaxng.grammar import Grammar
from tei_edition.check.relaxng.name_class import Name
from tei_edition.check.relaxng.pattern import Element, Pattern
from tei_edition.check.relaxng.shown import name_of, shown_attribute, shown_element, shown_name
from tei_edition.check.relaxng.suggest import EXPECTED


@dataclass
class Frame:
    """An element that is open: the states its content may be in, and where each leads to."""

    element: etree._Element
    states: list[Pattern]
    links: list[list[tuple[int, Pattern]]]
    initial: list[Pattern] = field(default_factory=list)
    lax: bool = False
    """True where nothing is known of what may stand here."""
    spoiled: bool = False
    """True where something in it was wrong, so that its being incomplete says nothing new."""
    children: int = 0
    last: etree._Element | None = None
    """The child that came last."""
    history: dict[tuple[Pattern, ...], etree._Element] = field(default_factory=dict)
    """The states there have been, each with the child that came last in it, the latest at the end."""


def behind(inner: Frame) -> list[Pattern]:
    """The states of the element around *inner* once that has ended."""
    return [rest for links in inner.links for _, rest in links]


class Survey:
    """What a whole document and its grammar say of what is likely: names known, and how often used."""

    def __init__(self, grammar: Grammar, tree: etree._ElementTree) -> None:
        self._grammar, self._tree, self._patterns = grammar, tree, grammar.patterns

    @cached_property
    def known(self) -> Mapping[Name, list[Element]]:
        """The elements of the schema by name."""
        known: dict[Name, list[Element]] = {}
        for element in self._grammar.elements():
            for name in element.names.listed():
                known.setdefault(name, []).append(element)
        return known

    @cached_property
    def frequency(self) -> Counter[str]:
        """How often the document uses each element."""
        return Counter(name_of(node)[1] for node in self._tree.getroot().iter(etree.Element))

    @cached_property
    def attribute_frequency(self) -> Counter[str]:
        """How often the document uses each attribute."""
        return Counter(
            shown_attribute(key)
            for node in self._tree.getroot().iter(etree.Element)
            for key in map(str, node.attrib)
        )

    def wrappers(self, frame: Frame, takes: Callable[[Pattern], bool]) -> list[str]:
        """The elements that may stand here and whose content *takes* what stands here."""
        state = self._patterns.choice(frame.states)
        fitting = []
        for element in first_elements(state):
            content = self._patterns.content(element.content)
            if takes(content):
                fitting.append(element)
        used = [e for e in fitting if self.frequency[shown_element(e)]]
        if not used and len(fitting) > EXPECTED:
            plain = [e for e in fitting if shown_element(e) in suggest.PLAIN]
            return self.rank("", plain)
        return self.rank("", used or fitting)

    def rank(self, shown: str, elements: list[Element]) -> list[str]:
        """The names of *elements*: those like *shown* first, then those that the document uses most."""
        names = [shown_name(n) for e in elements for n in e.names.listed()]
        return list(suggest.likeliest(shown, list(dict.fromkeys(names)), self.frequency, None))
