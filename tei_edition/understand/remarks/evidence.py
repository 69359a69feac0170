"""What bracketed words are to their sentence, by evidence: cues looked up, points added, a reading with its reasons.

Cues and weights are data (conventions/languages/en/): a cue is one row that says where to look and what
for; the weights were learned from labelled sentences (learning.py) and are added for the cues that hold.
The sums give each reading its share, and what speaks for and against it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Any

from tei_edition.conventions import language_file, languages, read_toml
from tei_edition.conventions.tables import Tables
from tei_edition.document.verdict import Verdict
from tei_edition.understand.remarks.around import KINDS, Around, small_words
from tei_edition.understand.remarks.measures import MEASURES
from tei_edition.understand.remarks.wording import Vocabulary

#: What words in brackets may be: lacking in their sentence, about a word of it, instead of one, of the page, or
#: what only an element of its own can say (a stamp, a page, an insertion).
READINGS = (
    "supplied", "gloss", "original", "correction", "note", "unclear", "gap", "stage", "sic", "text", "markup",
)  # fmt: skip
#: The language whose cues and weights hold where a translation's own language has none.
_ENGLISH = "en"
#: An example with the same words decides; one with other words counts the more, the more cues it shares.
_SAME_WORDS, _LIKE_CUES, _LEAST_ALIKE = 10.0, 6.0, 0.4

#: Values of so many letters are remembered, so many of them.
_SHORT, _MOST = 16, 20_000

Predicate = Callable[[Around], bool]


#: What the `look` of a row names, and the attribute of Around that it is.
_WHERE = {
    "before": "before", "further": "further", "first": "head", "last": "last", "next": "next", "words": "inner",
    "lead": "end", "trail": "start", "sentence": "lead", "rest": "trail", "italics": "slanted", "paragraph": "first", "alone": "alone", "word": "attached",
}  # fmt: skip
_YES_OR_NO = frozenset(("slanted", "first", "alone", "attached"))
#: The attributes that a pattern may fit a part of.
_PARTS = frozenset(("lead", "trail", "end", "start"))
#: The attributes of Around that are one word, which the lists of words are asked for.
_WORDS = ("before", "further", "head", "last", "next")


class Cues:
    """The rows of cues.toml, made ready: each names one condition, or several in `all`.

    `words` gives the words of a kind, `words_in` a test for a vocabulary. A condition that several rows
    make is looked at once, and a word is looked up once for all the lists that it may be in.
    """

    def __init__(
        self,
        rows: Iterable[Mapping[str, Any]],
        words: Callable[[str], frozenset[str]],
        words_in: Callable[[str], Predicate],
    ) -> None:
        self._words, self._words_in = words, words_in
        self._tests: list[tuple[int, Predicate]] = []
        #: By what they look at, which is then looked up once for all of them.
        self._patterns: dict[str, list[tuple[int, Callable[[str], object]]]] = {}
        self._listed: dict[str, dict[str, list[int]]] = {attribute: {} for attribute in _WORDS}
        self._known: dict[str, int] = {}
        self._remembered: dict[tuple[str, str], tuple[int, ...]] = {}
        self._simple: list[tuple[int, str]] = []
        self._several: list[tuple[str, list[tuple[int, bool]]]] = []
        for row in rows:
            name = str(row["name"])
            if "all" in row:
                conditions = [(self._condition(one), not one.get("not")) for one in row["all"]]
                self._several.append((name, conditions))
            else:
                self._simple.append((self._condition(row), name))
        self._looked_at = tuple(dict.fromkeys((*self._patterns, *self._listed)))

    def seen(self, around: Around) -> list[str]:
        """The names of the cues that hold of *around*."""
        true = {number for number, test in self._tests if test(around)}
        for attribute in self._looked_at:
            true.update(self._held(attribute, getattr(around, attribute)))
        found = [name for number, name in self._simple if number in true]
        for name, conditions in self._several:
            for number, wanted in conditions:  # a plain loop: this is asked for every remark
                if (number in true) is not wanted:
                    break
            else:
                found.append(name)
        return found

    def _held(self, attribute: str, value: str) -> tuple[int, ...]:
        """The numbers of the conditions on *attribute* that its *value* fulfils.

        The same small words stand around remarks again and again: they are remembered.
        """
        key = (attribute, value)
        held = self._remembered.get(key)
        if held is None:
            listed = self._listed.get(attribute, {}).get(value.lower().rstrip("."), ())
            patterns = self._patterns.get(attribute, ())
            held = (*listed, *(number for number, test in patterns if test(value)))
            if len(value) <= _SHORT and len(self._remembered) < _MOST:
                self._remembered[key] = held
        return held

    def _condition(self, row: Mapping[str, Any]) -> int:
        """The number of the condition that *row* makes."""
        key = json.dumps({k: v for k, v in row.items() if k not in ("name", "not")}, sort_keys=True)
        if key in self._known:
            return self._known[key]
        number = self._known[key] = len(self._known)
        if "is" in row:
            listed = self._listed[_WHERE[str(row["look"])]]
            for word in frozenset().union(*map(self._words, row["is"])):
                listed.setdefault(word, []).append(number)
        elif "like" in row:
            attribute, pattern = _WHERE[str(row["look"])], re.compile(row["like"])
            test = pattern.search if attribute in _PARTS else pattern.fullmatch
            self._patterns.setdefault(attribute, []).append((number, test))
        else:
            self._tests.append((number, self._test(row)))
        return number

    def _test(self, row: Mapping[str, Any]) -> Predicate:
        if "measure" in row:
            measure, least = MEASURES[row["measure"]], float(row.get("above", 0.5))
            return lambda a: not a.attached and measure(a.stem, a.inner, a.lead) >= least
        if "vocabulary" in row:
            return self._words_in(row["vocabulary"])
        attribute = _WHERE[str(row["look"])]
        look = attrgetter(attribute)
        if attribute in _YES_OR_NO:
            return lambda a: bool(look(a))
        held = frozenset().union(*map(self._words, row["holds"]))
        return lambda a: any(t.lower().strip(".,;:") in held for t in look(a).split())


@dataclass(frozen=True)
class Taught:
    """An editor's example: the cues seen in it, its words, and what it teaches."""

    seen: frozenset[str]
    words: str
    reading: str
    name: str

    def points(self, seen: frozenset[str], words: str) -> float:
        """How much this example speaks for its reading where *seen* holds of *words*."""
        alike = len(self.seen & seen) / max(len(self.seen | seen), 1)
        if self.words == words:
            return _SAME_WORDS * alike
        return _LIKE_CUES * max(0.0, alike - _LEAST_ALIKE) / (1 - _LEAST_ALIKE)


@dataclass(frozen=True, eq=False)
class Evidence:
    """The cues of a language with their weights.

    `weights` gives for each cue the points that it adds to each reading.
    """

    tables: Tables
    cues: Cues
    weights: Mapping[str, Mapping[str, float]]
    lessons: tuple[Taught, ...] = ()

    def taught(self, examples: Sequence[tuple[Around, str, str]]) -> Evidence:
        """The same evidence with *examples*: what stands around, its reading, and how it is cited."""
        lessons = tuple(
            Taught(frozenset(self.seen(around)), around.inner.casefold(), reading, name)
            for around, reading, name in examples
        )
        return replace(self, lessons=lessons)

    @cached_property
    def _kinds(self) -> dict[str, str]:
        """Every word that a list has, and its kind."""
        return {w: kind for kind in reversed(KINDS) for w in self.tables.sentence_words(kind)}

    def seen(self, around: Around) -> list[str]:
        """The names of the cues that hold, and of the kinds of words beside each other."""
        found = self.cues.seen(around)
        found += small_words(around, self._kinds)
        found += around.says or ("no wording settles it",)
        return found

    def weigh(self, around: Around) -> Verdict:
        """The readings of what is *around*, and the cues that speak for and against them."""
        points = {
            name: self.weights[name]
            for name in ("always", *self.seen(around))
            if name in self.weights
        }
        seen = frozenset(points)
        for lesson in self.lessons:
            if more := lesson.points(seen, around.inner.casefold()):
                points[lesson.name] = {lesson.reading: more}
        sums = dict.fromkeys(READINGS, 0.0)
        for row in points.values():
            for reading, added in row.items():
                sums[reading] += added
        most = max(sums.values())
        powers = {reading: math.exp(sum_ - most) for reading, sum_ in sums.items()}
        total = sum(powers.values())
        shares = sorted(((r, p / total) for r, p in powers.items()), key=lambda s: (-s[1], s[0]))
        return Verdict(tuple(shares), points)


@lru_cache(maxsize=8)
def _weights(language: str) -> dict[str, dict[str, float]]:
    return dict(json.loads(language_file(language, "weights.json")))


def evidence_of(tables: Tables, vocabularies: Mapping[str, Vocabulary]) -> Evidence:
    """The evidence for translations into the language of *tables*, with the vocabularies of their conventions."""
    own = sorted(tables.sentence_words("dictionary") & languages() - {_ENGLISH})
    language = own[0] if own else _ENGLISH

    def words_in(name: str) -> Predicate:
        vocabulary = vocabularies[name]
        return lambda around: vocabulary.search(around.inner) is not None

    rows = read_toml(language_file(language, "cues.toml"))["cue"]
    return Evidence(tables, Cues(rows, tables.sentence_words, words_in), _weights(language))
