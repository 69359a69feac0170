"""The table of wordings: the rules of conventions by what they make of a remark.

Encoding goes from a wording to marks, the way back from marks to a wording: both by the same rules. Here
they stand by the element that begins what they make, the most exact first, so that the first that fits
is the canonical one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tei_edition.conventions.marks import element_of
from tei_edition.understand.remarks.rules import Conventions, Rule
from tei_edition.understand.remarks.template import Node, Pattern


class WordingTable:
    """The rules of *conventions* whose TEI is elements, by the name of the first."""

    def __init__(self, conventions: Conventions) -> None:
        self._rules: dict[str, list[Rule]] = defaultdict(list)
        for rule in conventions.rules:
            nodes = rule.template.nodes
            first = nodes[0] if nodes else None
            if isinstance(first, Pattern) and all(isinstance(node, Pattern) for node in nodes):
                self._rules[element_of(first.kind, first.name)].append(rule)
        for rules in self._rules.values():
            rules.sort(key=_exactness, reverse=True)

    def rules(self, element: str) -> list[Rule]:
        """The rules that make an *element*, by its name: the most exact first."""
        return self._rules.get(element, [])


def _exactness(rule: Rule) -> tuple[int, bool, int, int]:
    """How much a rule says: of how many marks, whether by the bare words, with what that is fixed."""
    nodes = rule.template.nodes
    marks = list(_marks(nodes))
    fixed = sum("{" not in value for mark in marks for _, value in mark.attributes)
    return len(nodes), rule.reading is not None, len(marks), fixed


def _marks(nodes: tuple[Node, ...]) -> Iterator[Pattern]:
    for node in nodes:
        if isinstance(node, Pattern):
            yield node
            yield from _marks(node.children)
