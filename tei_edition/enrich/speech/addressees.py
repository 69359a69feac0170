"""To whom somebody speaks, where that is sure: the sentence says it, or two people talk and nobody else is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tei_edition.enrich.forms import folded
from tei_edition.enrich.names import Names
from tei_edition.enrich.register import Entry
from tei_edition.enrich.speech.passages import Block, Passage
from tei_edition.enrich.speech.people import People
from tei_edition.enrich.speech.verbs import Verbs
from tei_edition.understand.words.dictionary import is_unknown_word

#: What may stand between whom somebody speaks to and what is said.
_BEFORE_SAID = re.compile(r"(?:,[^.,;:]{1,60},)?\s*(?:that|whether|if|how|why|when|what)?[,:]?\s*")
#: The words before a name: a verb, and how it takes whom one speaks to.
_VERB = re.compile(r"(?P<verb>[^\W\d_]+)\s+(?P<to>to\s+)?$")
_LAST = re.compile(r"([^\W\d_]+\.?)\s+$")
_OFFICE = re.compile(
    r"(?P<verb>[^\W\d_]+)\s+(?P<to>to\s+)?[Tt]he\s+(?P<office>[A-Z][\w-]+(?:\s+(?:of\s+(?:the\s+)?)?[A-Z][\w-]+){0,3})$"
)
_INTERPRETERS = frozenset(("interpreter", "translator"))
_CAPITAL = re.compile(r"[A-ZÀ-Þ][\w'’-]+")
#: Where a sentence ends.
_SENTENCE = re.compile(r"(?<=[^\W\d_]{2})[.!?][\"”»]?\s+|[.!?][\"”»]\s+|\n")
#: What stands before who speaks where a sentence says no more of him or her: "Then", "In reply, Comrade".
_OPENING = re.compile(r"\s*(?:(?!that\b|which\b|whom?\b)[^\W\d_]+[.,]?\s+){0,4}", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\s*(?:(?!that\b|which\b|whom?\b)[^\W\d_]+,?\s+){0,2}(?:he|she|I|the\s+[A-Z][\w-]+(?:\s+of\s+[A-Z]\w+)?)\s+(?:[a-z]+\s+)?",
    re.IGNORECASE,
)
_FEW = 3
#: So many characters before what is said are looked at.
_NEAR = 160


class Addressees:
    """To whom the people of one document speak.

    *lines* are what says who takes part: its title, its headings, its lists of those present.
    """

    def __init__(
        self,
        people: People,
        verbs: Verbs,
        names: Names,
        lines: Iterable[str],
        passages: Iterable[Passage],
    ) -> None:
        self._people, self._verbs = people, verbs
        self._two = self._of_two(names, list(lines), {passage.who for passage in passages})

    def _of_two(
        self, names: Names, lines: Sequence[str], speakers: set[Entry]
    ) -> tuple[Entry, ...]:
        """The two who talk; nothing where there may be anybody else but interpreters."""
        people = self._people
        there = {*people.principals, *people.present}
        there |= speakers | ({people.writer} if people.writer is not None else set())
        interpreters = {entry for entry in there if _INTERPRETERS & people.described[entry.id]}
        two = [e for e in people.entries if e in there - interpreters]
        if (
            len(two) != 2
            or people.roles.keys() - {"interpreter"}
            or any(self._names_others(t, names) for t in lines)
        ):
            return ()
        return tuple(two)

    def _names_others(self, line: str, names: Names) -> bool:
        """Whether *line* may name anybody whom the register does not know."""
        rest, end = "", 0
        for name in names.names(line)[0]:
            rest, end = f"{rest}{line[end : name.start]} ", name.end
        rest += line[end:]
        words = set(map(folded, re.findall(r"[^\W\d_]+", rest)))
        if words & self._verbs.words("company"):
            return True
        strange = (w for w in _CAPITAL.findall(rest) if not w.isupper())
        return any(is_unknown_word(word, "en") for word in strange)

    def of(self, passage: Passage, blocks: Sequence[Block]) -> Entry | None:
        """Whom the speaker of *passage* speaks to; None where that is not sure."""
        block = blocks[passage.block]
        before = block.text[max(0, passage.start - _NEAR) : passage.start]
        told = self._told(before, passage, block)
        if told is not None:
            return told if told is not passage.who else None
        if passage.who not in self._two or self._thinks(before):
            return None
        return next(entry for entry in self._two if entry is not passage.who)

    def _told(self, before: str, passage: Passage, block: Block) -> Entry | None:
        """Whom the words *before* what is said name as the one who is told it."""
        first = passage.start - len(before)
        for name in block.names:
            start, end = name.start - first, name.end - first
            if start < 0 or end > len(before) or name.entry.kind != "person" or name.cert:
                continue
            found = _VERB.search(self._without_titles(before[:start]))
            if (
                found
                and _BEFORE_SAID.fullmatch(before[end:])
                and self._takes(found)
                and self._is_own(before[: found.start()], first, passage, block)
            ):
                return name.entry
        words = re.sub(r"\s*(?:that|whether|if)?[,:]?\s*$", "", before)
        office = _OFFICE.search(words)
        if office is None or not self._takes(office):
            return None
        if not self._is_own(words[: office.start()], first, passage, block):
            return None
        parts = [folded(word) for word in office["office"].split()]
        if parts[-1] not in self._verbs.words("offices"):
            return None
        return self._people.office(["the", *parts], ())

    def _is_own(self, lead: str, first: int, passage: Passage, block: Block) -> bool:
        """Whether *lead*, from character *first* of the paragraph on, begins the sentence and names its speaker at the end.

        In "he recalled that he told Moe" the one who is told something is not whom he speaks to.
        """
        starts = [found.end() for found in _SENTENCE.finditer(lead)]
        start = starts[-1] if starts else 0 if first == 0 else None
        if start is None:
            return False
        clause = lead[start:]
        for name in block.names:
            if name.entry is passage.who and first + start <= name.start < first + len(lead):
                opening = lead[start : name.start - first]
                behind = lead[name.end - first :]
                return _OPENING.fullmatch(opening) is not None and len(behind.split()) < _FEW
        return _PRONOUN.fullmatch(clause) is not None

    def _takes(self, found: re.Match[str]) -> bool:
        """Whether a verb, as it is *found*, takes whom one speaks to: "told Moe", "replied to Moe"."""
        verb = self._verbs.say.get(folded(found["verb"]))
        if verb is None or verb.tense not in ("past", "present"):
            return False
        return bool(found["to"]) or verb.base in self._verbs.words("to_whom")

    def _without_titles(self, words: str) -> str:
        """*words* without the titles that end them."""
        titles = self._verbs.titles | self._verbs.words("offices") | {"of", "for"}
        while (last := _LAST.search(words)) and folded(last[1].rstrip(".")) in titles:
            words = words[: last.start()]
        return words

    def _thinks(self, before: str) -> bool:
        """Whether what follows was thought, and said to nobody."""
        found = re.search(r"([^\W\d_]+)(?:\s+that)?\s*$", before)
        verb = self._verbs.say.get(folded(found[1])) if found else None
        return verb is not None and verb.base in self._verbs.words("thoughts")
