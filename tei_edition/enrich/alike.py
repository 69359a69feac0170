"""Which of many names are nearly the same: found by an index of their pieces, not by holding each against all others.

Two names of together n letters that are alike differ in no more than a tenth of n: the letters that only one of
them has. So the shorter, cut into one piece more than that, has a piece that stands in the other as it is, and
nearly where it stood.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, pairwise

#: Names are alike whose letters in common, in their order, are so large a part of both.
CLOSE = 0.9
#: How often a letter counts for the first look.
_COUNTED = 4


@dataclass
class Effort:
    """What may still be done: names that share a piece to be looked at, pairs to be compared letter by letter.

    Lists whose names differ in a number alone would take the square of their length.
    """

    looks: int = 10_000_000
    comparisons: int = 100_000

    @property
    def is_spent(self) -> bool:
        """Whether pairs remain that nobody looked at."""
        return self.looks < 0 or self.comparisons < 0


class Pairs:
    """The pairs among *names* that are alike, as their places in that list, as far as the *effort* allows."""

    def __init__(self, names: Sequence[str], effort: Effort) -> None:
        self._names, self._effort = names, effort
        self._masks = _masks(names)

    def found(self) -> list[tuple[int, int]]:
        """The pairs, by their first and second place."""
        pairs = set()
        for one, other in self._candidates():
            self._effort.looks -= 1
            if self._effort.is_spent:
                break
            pair = (one, other) if one < other else (other, one)
            if pair not in pairs and self._may_be(one, other) and self._are(*pair):
                pairs.add(pair)
        return sorted(pairs)

    def _candidates(self) -> Iterator[tuple[int, int]]:
        """Pairs that share a piece, some more than once."""
        index: dict[tuple[int, int, str], list[int]] = {}
        order = sorted(range(len(self._names)), key=lambda place: len(self._names[place]))
        known: list[int] = []
        for length, places in groupby(order, key=lambda place: len(self._names[place])):
            known.append(length)
            near = [shorter for shorter in known if shorter * 11 >= length * 9]
            cuts = [(shorter, _cuts(shorter)) for shorter in near]
            for place in places:
                name = self._names[place]
                for shorter, pieces in cuts:
                    most = len(pieces) - 1
                    for number, (start, end) in enumerate(pieces):
                        for at in range(max(0, start - most), min(length, start + most) + 1):
                            piece = name[at : at + end - start]
                            for other in index.get((shorter, number, piece), ()):
                                yield other, place
                for number, (start, end) in enumerate(_cuts(length)):
                    index.setdefault((length, number, name[start:end]), []).append(place)

    def _may_be(self, one: int, other: int) -> bool:
        """Whether their letters, in whatever order, differ little enough."""
        most = (len(self._names[one]) + len(self._names[other])) // 10
        return (self._masks[one] ^ self._masks[other]).bit_count() <= most

    def _are(self, one: int, other: int) -> bool:
        self._effort.comparisons -= 1
        return SequenceMatcher(None, self._names[one], self._names[other]).ratio() >= CLOSE


def _cuts(length: int) -> list[tuple[int, int]]:
    """Where a name of this *length* is cut: one piece more than it may differ from a name that is as long or longer."""
    number = (length + length * 11 // 9) // 10 + 1
    ends = [length * place // number for place in range(number + 1)]
    return list(pairwise(ends))


def _masks(names: Sequence[str]) -> list[int]:
    """The letters of each of *names* as bits, so many for a letter as it has of it, up to _COUNTED."""
    bits: dict[str, int] = {}
    masks = []
    for name in names:
        mask = 0
        for letter, count in Counter(name).items():
            place = bits.setdefault(letter, len(bits) * _COUNTED)
            mask |= ((1 << min(count, _COUNTED)) - 1) << place
        masks.append(mask)
    return masks
