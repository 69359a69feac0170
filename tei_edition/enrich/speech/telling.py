"""What a sentence tells that nobody says: who does something, and what of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tei_edition.enrich.speech.tokens import Token
from tei_edition.enrich.speech.verbs import Verbs

_PASSIVE = re.compile(r"it was (?:\w+ly |also |then |further )?\w+(?:ed|en|id|ought) (?:by|that)\b")
_PERFECT = frozenset(("had", "has", "have", "would", "could", "can", "will", "must", "might"))
_PREPOSITIONS = frozenset(
    {"of", "to", "with", "from", "by", "for", "between", "about", "at", "than", "against", "on"}
)


@dataclass(frozen=True)
class Telling:
    """How the text tells: in the tense of *tense*, with the words of *verbs*."""

    verbs: Verbs
    tense: str

    def is_opener(self, sentence: str) -> bool:
        small = sentence.lstrip('(“" ').casefold()
        if _PASSIVE.match(small):
            return True
        return any(small.startswith(opener) for opener in self.verbs.words("openers"))

    def acting(self, words: list[Token]) -> int | None:
        """The index of who does something in a sentence: the first person that is no part of another phrase."""
        for place, token in enumerate(words[:24]):
            if token.is_person and (place == 0 or words[place - 1].text not in _PREPOSITIONS):
                return place
            if token.text in (".", ";", ":"):
                return None
        return None

    def is_about(self, words: list[Token], place: int) -> bool:
        """Whether "he" says what he speaks of, and not what he says: "He informs about the negotiations"."""
        after = place + 1
        while after < len(words) and words[after].text in self.verbs.words("between"):
            if words[after].text in _PERFECT:
                return False
            after += 1
        verb = self.verbs.say.get(words[after].text) if after < len(words) else None
        return (
            verb is not None and verb.tense == self.tense and verb.base in self.verbs.words("about")
        )

    def is_act(self, words: list[Token], after: int) -> bool:
        """Whether the verb from *after* on is one of doing, in the tense that the text tells in."""
        skipped = []
        if after < len(words) and words[after].text == ",":
            commas = (i + 1 for i in range(after + 1, len(words)) if words[i].text == ",")
            after = next(commas, after)
        while after < len(words) and words[after].text in self.verbs.words("between"):
            skipped.append(words[after].text)
            after += 1
        verb = words[after].text if after < len(words) else ""
        if self.tense == "present":
            return (
                bool({"does", "has"} & set(skipped))
                or verb in ("is", "has", "does")
                or (verb.endswith("s") and not verb.endswith("ss"))
            )
        if {"did", "does"} & set(skipped):
            return verb in self.verbs.acts or verb in self.verbs.say
        known = self.verbs.acts.get(verb)
        return known is not None and known.tense == self.tense and not _PERFECT & set(skipped)

    def is_done_to(self, words: list[Token], after: int) -> bool:
        """Whether something is done to the subject, in the tense that the text tells in: "was promised"."""
        is_past = words[after].text == "was" if after + 1 < len(words) else False
        known = self.verbs.acts.get(words[after + 1].text) if is_past else None
        return known is not None and known.tense == "past" and self.tense == "past"

    def turns_to(self, words: list[Token]) -> bool:
        """Whether a sentence that tells leads over to what its subject says."""
        if self.tense == "present":
            return True
        place = self.acting(words)
        if place is not None and self.is_about(words, place):
            return True
        for index in range(len(words)):
            for length in range(min(self.verbs.longest, len(words) - index), 0, -1):
                found = self.verbs.topics.get(
                    tuple(token.text for token in words[index : index + length])
                )
                if found is not None and (found.tense in (self.tense, "base", "ing")):
                    return True
        return False
