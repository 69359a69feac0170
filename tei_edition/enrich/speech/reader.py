"""Who says what in the paragraphs of a text, one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tei_edition.enrich.register import Entry
from tei_edition.enrich.speech.inquits import Inquit, inquits
from tei_edition.enrich.speech.passages import Block, Passage, joined
from tei_edition.enrich.speech.people import People
from tei_edition.enrich.speech.sentences import sentences
from tei_edition.enrich.speech.tense import tense_of
from tei_edition.enrich.speech.tokens import Token, tokens
from tei_edition.enrich.speech.verbs import Verbs

_QUOTED = re.compile(r"[\"“„«]")
_OPENS = frozenset('"“„«')
_CLOSES = frozenset('"”»“')
_CLOSED = re.compile(r"[\"”»][.,;)\s]*$")
_OPINION = re.compile(
    r"(?:According to (?P<who>him|her)|In (?:his|her) (?:own )?(?:view|opinion|judg\w+|words|estimation)),?\s+"
)
_PASSIVE = re.compile(r"it was (?:\w+ly |also |then |further )?\w+(?:ed|en|id|ought) (?:by|that)\b")
_PERFECT = frozenset(("had", "has", "have", "would", "could", "can", "will", "must", "might"))


@dataclass
class Reader:
    """One reading of a text: who speaks, who was named last, and what was said so far."""

    people: People
    verbs: Verbs
    tense: str = "past"
    current: Entry | None = None
    direct: bool = False
    quoting: bool = False
    subject: Entry | None = None
    asker: Entry | None = None
    recent: list[Entry] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)

    def read(self, blocks: Sequence[Block]) -> list[Passage]:
        """The passages of *blocks*, in their order."""
        self.tense = tense_of(blocks, self.verbs)
        in_turn = False
        for number, block in enumerate(blocks):
            if block.turn:
                self.current, self.direct, in_turn = block.speaker, True, block.speaker is not None
                if block.speaker is not None:
                    self._turn(number, block, block.speaker)
                continue
            if in_turn and self._goes_on(block):
                if self.current is not None:
                    self._turn(number, block, self.current)
                continue
            in_turn = False
            self._paragraph(number, block)
        return joined(self.passages, blocks)

    # turns with a label

    def _turn(self, number: int, block: Block, speaker: Entry) -> None:
        end = len(block.text.rstrip())
        found = re.search(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$", block.text)
        if found and found[1].strip(" .").casefold() in self.verbs.words("stages"):
            end = found.start()
        words = block.text[block.start :]
        start = block.start + len(words) - len(words.lstrip())
        self.passages.append(Passage(number, start, end, speaker, True))

    def _goes_on(self, block: Block) -> bool:
        """Whether a paragraph without a label belongs to the turn before it: nothing in it tells of others."""
        if block.text.lstrip().startswith(("(", "[")) or self._is_opener(block.text):
            return False
        for start, end in sentences(block.text, self.verbs.words("abbreviations")):
            words = tokens(block.text, start, end, block.names, self.verbs)
            subjects = [
                i.subject for i in inquits(words, self.verbs, self.tense) if i.subject is not None
            ]
            named = (words[subject].entry for subject in subjects if words[subject].kind == "name")
            if any(who in self.people.present for who in named):
                return False
        return True

    # narrative

    def _paragraph(self, number: int, block: Block) -> None:
        self.quoting = False
        aside = block.text.lstrip().startswith("(")
        if (
            self.people.writer is not None
            or aside
            or not self.passages
            or self.passages[-1].block != number - 1
        ):
            self.current = None
        fresh = True
        for start, end in sentences(block.text, self.verbs.words("abbreviations")):
            words = tokens(block.text, start, end, block.names, self.verbs)
            if self.quoting and self.current is not None:
                self.passages.append(Passage(number, start, end, self.current, True))
                self.quoting = not _CLOSED.search(block.text[start:end])
                continue
            found = self._inquits(words, block.text, fresh)
            if found:
                self._sentence(number, block.text, words, found)
            else:
                self._without_inquit(number, block.text, words, start, end, fresh)
            fresh = False
            for token in words:
                if token.kind == "name" and token.entry is not None:
                    self._named(token.entry)

    def _acts(self, who: Entry | None) -> None:
        """Remember who did something last; the writer, who is "I", is no "he"."""
        if who is not None and who is not self.people.writer:
            self.subject = who

    def _named(self, entry: Entry) -> None:
        if entry in self.recent:
            self.recent.remove(entry)
        self.recent.insert(0, entry)

    def _inquits(self, words: list[Token], text: str, fresh: bool) -> list[Inquit]:
        """The inquits of a sentence that are the text's own, not told by somebody who speaks."""
        found = inquits(words, self.verbs, "" if words and words[0].text == "(" else self.tense)
        if not found and fresh:
            # How a paragraph begins may be told in another tense: "In the car he told me".
            found = [
                i
                for i in inquits(words, self.verbs, "")
                if i.subject is not None and words[i.subject].kind == "name"
            ]
        return [inquit for inquit in found if not self._is_told(words, inquit, fresh)]

    def _is_told(self, words: list[Token], inquit: Inquit, fresh: bool) -> bool:
        """Whether an inquit stands in what somebody is saying."""
        if inquit.subject is None:
            return self.current is not None
        subject = words[inquit.subject]
        if subject.kind == "writer":
            return not self.people.has_writer or inquit.verb.base.split()[0] in self.verbs.words(
                "thoughts"
            )
        if self.current is None or inquit.middle or fresh:
            return False
        if subject.kind == "pronoun" and self.people.has_writer:
            return False
        if not self.people.has_writer and any(
            t.text in self.verbs.words("first_person") for t in words[: inquit.said]
        ):
            return True
        who = self._who(subject, peek=True)
        there = who in (None, self.subject) or who in self.people.present or who in self._speakers()
        return not there and self.tense == "past"

    def _speakers(self) -> set[Entry]:
        return {passage.who for passage in self.passages}

    def _sentence(self, number: int, text: str, words: list[Token], found: list[Inquit]) -> None:
        """A sentence that says who speaks."""
        for place, inquit in enumerate(found):
            following = found[place + 1] if place + 1 < len(found) else None
            token = words[inquit.subject] if inquit.subject is not None else None
            who = self._who(token) if token is not None else None
            if token is not None and token.kind == "pronoun":
                who = self._answering(inquit) or who
            before = who
            if inquit.middle and before is not None:
                first = 0 if place == 0 else found[place - 1].end
                self._say(number, words, first, inquit.start, before, direct=True)
            self.current = who
            self._acts(who)
            self.asker = who if inquit.verb.base in self.verbs.words("asks") else None
            if who is None or inquit.said is None:
                continue
            end = following.start if following is not None and not following.middle else len(words)
            sure = token is not None and token.kind in ("name", "writer")
            self.direct = self._is_direct(words[inquit.said : end], text) or inquit.middle
            self._say(number, words, inquit.said, end, who, direct=self.direct, sure=sure)

    def _answering(self, inquit: Inquit) -> Entry | None:
        """Who answers where somebody asked before: the other of two."""
        if self.asker is None or inquit.verb.base not in self.verbs.words("answers"):
            return None
        others = [entry for entry in self.people.principals if entry is not self.asker]
        if self.people.writer is not None:
            others = [entry for entry in others if entry is not self.people.writer]
        return others[0] if len(others) == 1 else None

    def _say(
        self,
        number: int,
        words: list[Token],
        first: int,
        end: int,
        who: Entry,
        *,
        direct: bool,
        sure: bool = True,
    ) -> None:
        spoken = list(words[first:end])
        while spoken and spoken[-1].text in (",", ";", "and", "-", "–", "—"):
            spoken.pop()
        while spoken and spoken[0].text in (",", ";", "-", "–", "—"):
            spoken.pop(0)
        if spoken and any(token.kind != "sign" for token in spoken):
            self.quoting = spoken[0].text in _OPENS and not any(
                token.text in _CLOSES for token in spoken[1:]
            )
            self.passages.append(
                Passage(number, spoken[0].start, spoken[-1].end, who, direct, sure)
            )

    def _is_direct(self, words: Sequence[Token], text: str) -> bool:
        """Whether *words* are the speaker's own: he or she says I, or they are quoted."""
        if not words:
            return False
        own = any(
            token.text in self.verbs.words("first_person") and token.kind != "sign"
            for token in words
        )
        if self.people.has_writer:
            own = False
        return own or bool(_QUOTED.match(text[words[0].start : words[0].end]))

    def _without_inquit(
        self, number: int, text: str, words: list[Token], start: int, end: int, fresh: bool
    ) -> None:
        """A sentence that does not say who speaks: what somebody goes on to say, or what is told."""
        if (found := _OPINION.match(text[start:end])) and (
            who := self._pronoun(woman=found["who"] == "her")
        ):
            self.current, self.direct = who, False
            self.passages.append(Passage(number, start + found.end(), end, who, False, sure=False))
            return
        own = self.direct and any(t.text in self.verbs.words("first_person") for t in words)
        if (self._is_opener(text[start:end]) and not own) or self._tells(words, fresh):
            who = self._doer(words)
            self._acts(who)
            self.current = who if who is not None and self._turns_to(words) else None
            semicolon = next((i for i, token in enumerate(words) if token.text == ";"), None)
            if self.current is not None and semicolon is not None:
                self._say(
                    number, words, semicolon + 1, len(words), self.current, direct=False, sure=False
                )
            return
        if self.current is not None:
            self.direct = self.direct or self._is_direct(words, text)
            self.passages.append(
                Passage(number, start, end, self.current, self.direct, sure=not fresh)
            )

    def _is_opener(self, sentence: str) -> bool:
        small = sentence.lstrip('(“" ').casefold()
        if _PASSIVE.match(small):
            return True
        return any(small.startswith(opener) for opener in self.verbs.words("openers"))

    def _doer(self, words: list[Token]) -> Entry | None:
        place = self._acting(words)
        return self._who(words[place]) if place is not None else None

    def _acting(self, words: list[Token]) -> int | None:
        """The index of who does something in a sentence: the first person that is no part of another phrase."""
        for place, token in enumerate(words[:24]):
            if token.is_person and (place == 0 or words[place - 1].text not in _PREPOSITIONS):
                return place
            if token.text in (".", ";", ":"):
                return None
        return None

    def _tells(self, words: list[Token], fresh: bool) -> bool:
        """Whether a sentence tells what people do, so that nobody speaks in it."""
        place = self._acting(words)
        if place is None:
            return False
        token = words[place]
        if token.kind == "writer":
            return self.people.has_writer
        own = any(t.text in self.verbs.words("first_person") for t in words if t is not token)
        if self.direct and own:
            return False
        acts = self._is_act(words, place + 1)
        if token.kind == "pronoun":
            denied = any(t.text == "not" for t in words[place : place + 4])
            if self._is_about(words, place):
                return True
            return acts and not denied and place < _EARLY and (self.tense == "past" or fresh)
        who = self._who(token, peek=True)
        if who is None and acts:
            return True
        if (
            self.current is not None
            and who not in self.people.present
            and who not in self._speakers()
        ):
            return False
        if self.tense == "present" and self.current is not None:
            return acts
        return place < _EARLY or acts

    def _is_about(self, words: list[Token], place: int) -> bool:
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

    def _is_act(self, words: list[Token], after: int) -> bool:
        """Whether the verb from *after* on is one of doing, in the tense that the text tells in."""
        skipped = []
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

    def _turns_to(self, words: list[Token]) -> bool:
        """Whether a sentence that tells leads over to what its subject says."""
        if self.tense == "present":
            return True
        place = self._acting(words)
        if place is not None and self._is_about(words, place):
            return True
        for index in range(len(words)):
            for length in range(min(self.verbs.longest, len(words) - index), 0, -1):
                found = self.verbs.topics.get(
                    tuple(token.text for token in words[index : index + length])
                )
                if found is not None and (found.tense in (self.tense, "base", "ing")):
                    return True
        return False

    # who

    def _who(self, token: Token, *, peek: bool = False) -> Entry | None:
        """Whom a token means; unless it is only peeked at, he or she is the last who was spoken of."""
        match token.kind:
            case "name":
                who = token.entry
            case "writer":
                who = self.people.writer
            case "office":
                who = self.people.office(token.words, self.recent)
            case _:
                who = self._pronoun(woman=token.text == "she")
        if who is not None and not peek:
            self._named(who)
        return who

    def _pronoun(self, *, woman: bool) -> Entry | None:
        """Who "he" or "she" is: who speaks, or who did something last; never the writer, who is "I"."""
        # Whoever a writer names talked to him, though nothing else says that he was there.
        named = (e for e in self.recent if self.people.has_writer or e in self.people.present)
        for entry in (self.current, self.subject, *named):
            if entry is None or entry is self.people.writer:
                continue
            if woman or not self.people.is_woman(entry):
                return entry
        return None


#: Who says something, or does, is named early in a sentence.
_EARLY = 8
_PREPOSITIONS = frozenset(
    {"of", "to", "with", "from", "by", "for", "between", "about", "at", "than", "against", "on"}
)
