"""Which child of an element became which, where an element is there in two states."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

from tei_edition.tei.names import attribute_name
from tei_edition.tei.spans import Node, words_of

_ID = attribute_name("xml:id")
#: Elements that have less in common than this are not one element that was changed.
_LIKE = 0.3
#: Products of lengths beyond which children are paired by their places only, for time's sake.
_MOST = 40_000


def aligned(before: list[Node], after: list[Node]) -> dict[int, int]:
    """Which of *before* (by number) is which of *after*; those of neither are gone or new. The order is kept.

    What says the same is the same; among the rest, elements of one name are paired that have words in common,
    or one xml:id.
    """
    pairs: dict[int, int] = {}
    alone = _alone(before) & _alone(after)
    matcher = SequenceMatcher(
        None, [node.said for node in before], [node.said for node in after], autojunk=False
    )
    for kind, b0, b1, a0, a1 in matcher.get_opcodes():
        if kind == "equal":
            pairs.update(zip(range(b0, b1), range(a0, a1), strict=True))
        elif kind == "replace":
            found = _like(before[b0:b1], after[a0:a1], alone)
            pairs.update({b0 + b: a0 + a for b, a in found})
    return pairs


def _like(before: list[Node], after: list[Node], alone: set[str]) -> list[tuple[int, int]]:
    """Pairs of *before* and *after*, in order, that are most alike in sum."""
    if len(before) * len(after) > _MOST:
        both = enumerate(zip(before, after, strict=False))
        return [(n, n) for n, (b, a) in both if b.is_element and b.element.tag == a.element.tag]
    bags = [[_bag(node) for node in nodes] for nodes in (before, after)]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    alike = [[0.0] * len(after) for _ in before]
    for b in range(len(before) - 1, -1, -1):
        for a in range(len(after) - 1, -1, -1):
            if before[b].element.tag == after[a].element.tag and before[b].is_element:
                same = str(before[b].element.tag) in alone
                alike[b][a] = _alike(before[b], after[a], bags[0][b], bags[1][a], alone=same)
            paired = best[b + 1][a + 1] + alike[b][a] if alike[b][a] else 0.0
            best[b][a] = max(paired, best[b + 1][a], best[b][a + 1])
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
    return Counter(re.findall(r"\w+", words_of(node)))


def _alike(
    one: Node, other: Node, bag: Counter[str], other_bag: Counter[str], *, alone: bool
) -> float:
    """How much two elements of one name have in common, from 0 (nothing) to 1, and 2 with one xml:id."""
    ids = one.element.get(_ID), other.element.get(_ID)
    if ids[0] and ids[1]:
        return 2.0 if ids[0] == ids[1] else 0.0
    total = bag.total() + other_bag.total()
    if not total:
        return 0.5
    shared = (bag & other_bag).total()
    # One that lost or gained a large part is the same one, too.
    within = shared / max(1, min(bag.total(), other_bag.total()))
    # What is alone of its name is paired with what is that, too, unless words say otherwise.
    like = max(2 * shared / total, within / 2, _LIKE if alone else 0.0)
    return like if like >= _LIKE else 0.0


def _alone(nodes: list[Node]) -> set[str]:
    """The names that only one of *nodes* has: what that holds then says nothing about which it is."""
    names = Counter(str(node.element.tag) for node in nodes if node.is_element)
    return {name for name, number in names.items() if number == 1}
