"""Which child of an element became which, where an element is there in two states."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

from tei_edition.tei.names import attribute_name
from tei_edition.tei.spans import Node

_ID = attribute_name("xml:id")
#: Elements that have less in common than this are not one element that was changed.
_LIKE = 0.3
#: Products of lengths beyond which children are paired by what they are only, for time's sake.
_MOST = 40_000


def aligned(before: list[Node], after: list[Node]) -> dict[int, int]:
    """Which of *before* (by number) is which of *after*; those of neither are gone or new. The order is kept.

    What says the same is the same; among the rest, elements of one name are paired that have words in common,
    or one xml:id.
    """
    pairs: dict[int, int] = {}
    matcher = SequenceMatcher(
        None, [node.said for node in before], [node.said for node in after], autojunk=False
    )
    for kind, b0, b1, a0, a1 in matcher.get_opcodes():
        if kind == "equal":
            pairs.update(zip(range(b0, b1), range(a0, a1), strict=True))
        elif kind == "replace":
            found = _like(before[b0:b1], after[a0:a1])
            pairs.update({b0 + b: a0 + a for b, a in found})
    return pairs


def _like(before: list[Node], after: list[Node]) -> list[tuple[int, int]]:
    """Pairs of *before* and *after*, in order, that are most alike in sum."""
    many = len(before) * len(after) > _MOST
    bags = [[_bag(node) for node in nodes] for nodes in (before, after)]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    alike = [[0.0] * len(after) for _ in before]
    for b in range(len(before) - 1, -1, -1):
        for a in range(len(after) - 1, -1, -1):
            if before[b].element.tag == after[a].element.tag and before[b].is_element:
                weight = 0.5 if many else _alike(before[b], after[a], bags[0][b], bags[1][a])
                alike[b][a] = weight
            both = best[b + 1][a + 1] + alike[b][a] if alike[b][a] else 0.0
            best[b][a] = max(both, best[b + 1][a], best[b][a + 1])
    pairs, b, a = [], 0, 0
    while b < len(before) and a < len(after):
        if alike[b][a] and best[b][a] == best[b + 1][a + 1] + alike[b][a]:
            pairs.append((b, a))
            b, a = b + 1, a + 1
        elif best[b][a] == best[b + 1][a]:
            b += 1
        else:
            a += 1
    return pairs


def _bag(node: Node) -> Counter[str]:
    return Counter(re.findall(r"\w+", node.content))


def _alike(one: Node, other: Node, bag: Counter[str], other_bag: Counter[str]) -> float:
    """How much two elements of one name have in common, from 0 (nothing) to 1, and 2 with one xml:id."""
    ids = one.element.get(_ID), other.element.get(_ID)
    if ids[0] and ids[1]:
        return 2.0 if ids[0] == ids[1] else 0.0
    total = bag.total() + other_bag.total()
    if not total or (_alone(one) and _alone(other)):
        return 0.5
    shared = (bag & other_bag).total()
    # One that lost or gained a large part is the same one, too.
    within = shared / max(1, min(bag.total(), other_bag.total()))
    like = max(2 * shared / total, within / 2)
    return like if like >= _LIKE else 0.0


def _alone(node: Node) -> bool:
    """Whether no sibling has the name of *node*: what it holds then says nothing about which it is."""
    siblings = node.parent.children if node.parent else [node]
    return sum(each.element.tag == node.element.tag for each in siblings) == 1
