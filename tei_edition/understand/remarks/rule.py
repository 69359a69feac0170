"""Rules of one editorial tradition, asked about a remark: which of them its words fit, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from tei_edition.conventions.tables import Tables
from tei_edition.document.inline import Inline, Text
from tei_edition.document.source import Span
from tei_edition.understand.remarks.around import Around
from tei_edition.understand.remarks.brackets import SQUARE
from tei_edition.understand.remarks.evidence import Evidence, evidence_of
from tei_edition.understand.remarks.names import ends_in_name
from tei_edition.understand.remarks.surface import Place
from tei_edition.understand.remarks.template import Template, reading_of
from tei_edition.understand.remarks.wording import (
    Lexicon,
    Match,
    Wording,
    first_run,
    fold,
    runs,
)

#: So many short remarks are remembered with the wordings that may fit them.
_REMEMBERED, _SHORT = 4000, 120


@dataclass(frozen=True)
class Origin:
    """Where a rule comes from: the name of the file, the line of its [[rule]], and whether the package carries it."""

    file: str
    line: int = 1
    carried: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Rule:
    """One kind of remark: its wordings, where it may stand, and the TEI it becomes.

    `examples` are pairs of a text and the TEI of its paragraph; `brackets` are the signs it stands in.
    A rule with a `reading` is no matter of words: evidence chooses it (evidence.py).
    """

    name: str
    wordings: tuple[Wording, ...]
    where: str | None
    mentions: tuple[str, ...]
    tei: str
    examples: tuple[tuple[str, str], ...] = ()
    brackets: str = SQUARE
    origin: Origin = field(default=Origin("<conventions>"))
    reading: str | None = None

    @cached_property
    def template(self) -> Template:
        return Template.parse(self.tei)

    @cached_property
    def says(self) -> str:
        """The reading that the TEI of this rule stands for: "gap", "note", or "markup" for what is none of them."""
        return self.reading or reading_of(self.template.nodes)

    def fits(self, place: Place, brackets: str = SQUARE) -> bool:
        """True where a remark at *place*, in *brackets*, may be one of this kind."""
        if brackets != self.brackets:
            return False
        match self.where:
            case "alone":
                return place.alone
            case "inline":
                return not place.alone
            case "attached":
                return place.attached
            case "within":
                return place.attached and place.after.isalnum()
            case "first":
                return place.first
            case "name":
                return ends_in_name(place.lead)
            case "line":
                return place.first or place.lead.endswith("\n")
            case _:
                return True


@dataclass(frozen=True)
class Lesson:
    """An editor's example: a text with one remark, and what it is to its sentence."""

    text: str
    reading: str
    origin: Origin = field(default=Origin("<conventions>"))

    @property
    def name(self) -> str:
        return f"it resembles the example at {self.origin}"

    @property
    def lead(self) -> str:
        return self.text[: self.text.index("[")]

    @property
    def words(self) -> str:
        return self.text[self.text.index("[") + 1 : self.text.index("]")]

    @property
    def trail(self) -> str:
        return self.text[self.text.index("]") + 1 :]


@dataclass(frozen=True)
class Conventions:
    """The rules of one editorial tradition, in the order in which they are tried, and its tables."""

    name: str
    rules: tuple[Rule, ...]
    lexicon: Lexicon
    tables: Tables
    title: str = ""
    lessons: tuple[Lesson, ...] = ()

    @cached_property
    def evidence(self) -> Evidence | None:
        """What weighs words that no wording is certain of; None where no rule has a reading."""
        if not any(rule.reading for rule in self.rules):
            return None
        return evidence_of(self.tables, self.lexicon.vocabularies).taught(
            [(self._around_lesson(lesson), lesson.reading, lesson.name) for lesson in self.lessons]
        )

    def _around_lesson(self, lesson: Lesson) -> Around:
        """What stands around the brackets of an editor's example."""
        words = lesson.words
        place = Place(
            lesson.lead[-1:],
            lesson.trail[:1],
            not (lesson.lead + lesson.trail).strip(),
            not lesson.lead.strip(),
            lesson.lead,
            lesson.trail,
        )
        content = (Text(words, Span(0, len(words))),)
        return self.around(words, content, place, next(self.readings(words, content, place), None))

    def around(
        self,
        words: str,
        content: tuple[Inline, ...],
        place: Place,
        proposal: tuple[Rule, Match] | None,
        *,
        slanted: bool = False,
    ) -> Around:
        """What evidence looks at: *words* at *place*, and what the rule that fits them says they are."""
        says: tuple[str, ...] = ()
        if proposal is not None:
            rule, match = proposal
            slot = next((name for name in match.words if name in rule.template.slots), "")
            says = (
                f"its wording suggests {rule.says}",
                f"“{rule.name}” {{{slot}}}" if slot else f"“{rule.name}”",
            )
        return Around(
            place.lead,
            words,
            place.trail,
            says,
            slanted=slanted,
            first=place.first,
            alone=place.alone,
        )

    def read_as(
        self, reading: str, words: str, content: tuple[Inline, ...], place: Place
    ) -> tuple[Rule, Match] | None:
        """The rule for *reading* and what it takes the words for, or None."""
        for rule in self.rules:
            if rule.reading == reading and rule.fits(place):
                for wording in rule.wordings:
                    if match := wording.match(words, content, place):
                        return rule, match
        return None

    @cached_property
    def brackets(self) -> tuple[str, ...]:
        """The pairs of signs that remarks stand in."""
        return tuple(dict.fromkeys(rule.brackets for rule in self.rules))

    @cached_property
    def _end(self) -> re.Pattern[str] | None:
        vocabulary = self.lexicon.vocabularies.get("end")
        return re.compile(rf"\s*{vocabulary.pattern}\s*", re.IGNORECASE) if vocabulary else None

    def ends_passage(self, words: str) -> bool:
        """True for the words of a remark that only marks where words spoken of end."""
        return bool(self._end and self._end.fullmatch(words))

    def readings(
        self, words: str, content: tuple[Inline, ...], place: Place, brackets: str = SQUARE
    ) -> Iterator[tuple[Rule, Match]]:
        """The rules that fit a remark, best first.

        A second reading matters where the first one needs words beside the remark that may turn
        out not to be there; after one that needs none there is no other.
        """
        done = -1
        for index, wording in self._candidates(fold(words)):
            rule = self.rules[index]
            if rule.reading or index <= done or not rule.fits(place, brackets):
                continue
            if match := self._match(rule, wording, words, content, place):
                yield rule, match
                if not rule.template.needs_words_beside:
                    return
                done = index

    @cached_property
    def _index(self) -> tuple[dict[str, list[int]], list[int], list[tuple[int, Wording]]]:
        """For each word the wordings that need it or another like it, those that need none, and all."""
        wordings = [(i, wording) for i, rule in enumerate(self.rules) for wording in rule.wordings]
        needing: dict[str, list[int]] = {}
        always: list[int] = []
        for number, (_, wording) in enumerate(wordings):
            if not wording.needed:
                always.append(number)
                continue
            for key in {first_run(hint) for hint in min(wording.needed, key=len)}:
                needing.setdefault(key, []).append(number)
        return needing, always, wordings

    @cached_property
    def _known(self) -> dict[str, tuple[tuple[int, Wording], ...]]:
        return {}

    def _candidates(self, folded: str) -> tuple[tuple[int, Wording], ...]:
        """The wordings whose words are all in a remark, with the number of their rule, in their order.

        A tradition has hundreds of wordings, and editors say the same again and again.
        """
        found = self._known.get(folded)
        if found is None:
            needing, always, wordings = self._index
            numbers = set(always)
            for run in set(runs(folded)):
                numbers.update(needing.get(run, ()))
            found = tuple(wordings[n] for n in sorted(numbers) if wordings[n][1].may_match(folded))
            if len(folded) < _SHORT and len(self._known) < _REMEMBERED:
                self._known[folded] = found
        return found

    def _match(
        self, rule: Rule, wording: Wording, words: str, content: tuple[Inline, ...], place: Place
    ) -> Match | None:
        match = wording.match(words, content, place)
        if match is None:
            return None
        if not rule.mentions:
            return match
        if mentioned := self._mentioned(rule, match.words.get("text", "")):
            keys = {**match.keys, **{k: v for k, v in mentioned.items() if k != "hand"}}
            return Match({**match.words, **mentioned}, match.nodes, keys, match.open)
        return None

    def _mentioned(self, rule: Rule, text: str) -> Mapping[str, str] | None:
        """What *text* says of each vocabulary that the rule wants mentioned, or None."""
        text = re.sub(r"\[[^\]]*\]", " ", text)  # what a remark in the note says is its own matter
        found = {}
        for name in rule.mentions:
            vocabulary = self.lexicon.vocabularies.get(name)
            search = vocabulary or _anywhere(self.lexicon.pattern(name))
            match = search.search(text)
            if not match:
                return None
            found[name] = vocabulary.key(match[0]) if vocabulary else match[0]
        return found


@lru_cache(maxsize=32)
def _anywhere(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
