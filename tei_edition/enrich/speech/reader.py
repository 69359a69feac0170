"""Who says what in the paragraphs of a text, one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tei_edition.enrich.register import Entry
from tei_edition.enrich.speech.decided import settle
from tei_edition.enrich.speech.dialogues import Dialogues
from tei_edition.enrich.speech.frames import framed, whole_sentences
from tei_edition.enrich.speech.implied import for_his_part, is_of_absent, quotes
from tei_edition.enrich.speech.inquits import Inquit, inquits, is_stranger
from tei_edition.enrich.speech.meant import Meant
from tei_edition.enrich.speech.passages import Block, Passage, joined
from tei_edition.enrich.speech.people import People
from tei_edition.enrich.speech.telling import Telling
from tei_edition.enrich.speech.tense import tense_of
from tei_edition.enrich.speech.tokens import Token, tokens
from tei_edition.enrich.speech.turns import Turns, is_line
from tei_edition.enrich.speech.verbs import Verbs

_QUOTED = re.compile(r"[\"“„«]")
_OPENS = frozenset('"“„«')
_CLOSES = frozenset('"”»“')
_CLOSED = re.compile(r"[\"”»][.,;)\s]*$")
_OPINION = re.compile(
    r"(?:According to (?P<who>him|her)|In (?:his|her) (?:own )?(?:view|opinion|judg\w+|words|estimation)),?\s+"
)


@dataclass
class Reader:
    """One reading of a text: who speaks, who was named last, and what was said so far."""

    people: People
    verbs: Verbs
    tense: str = "past"
    telling: Telling = field(init=False)
    meant: Meant = field(init=False)
    current: Entry | None = None
    direct: bool = False
    quoting: bool = False
    subject: Entry | None = None
    asker: Entry | None = None
    partner: Entry | None = None
    maybe: Entry | None = None
    passages: list[Passage] = field(default_factory=list)

    def read(self, blocks: Sequence[Block]) -> list[Passage]:
        """The passages of *blocks*, in their order."""
        self.tense = tense_of(blocks, self.verbs)
        self.telling = Telling(self.verbs, self.tense)
        self.meant = Meant(self)
        in_turn, dialogues, turns = False, Dialogues(self, blocks), Turns(self)
        for number, block in enumerate(blocks):
            if number:
                settle(self, number - 1, blocks[number - 1].decided)
            if dialogues.read(number):
                in_turn = False
                continue
            if block.turn:
                # What follows the turn of somebody who is not known is not known either.
                self.current, self.direct, in_turn = block.speaker, True, True
                turns.take(number, block, block.speaker)
                continue
            if in_turn and turns.goes_on(block):
                turns.take(number, block, self.current)
                continue
            if in_turn:
                self._acts(self.current)
                self.current, in_turn = None, False
            self._paragraph(number, block)
        if blocks:
            settle(self, len(blocks) - 1, blocks[-1].decided)
        return joined(self.passages, blocks)

    # narrative

    def _paragraph(self, number: int, block: Block) -> None:
        unclosed, self.quoting, self.maybe = self.quoting, False, None
        bare = block.text.strip()
        if bare.endswith(",") and len(bare.split()) <= _SALUTATION:
            return
        if is_line(bare) and not _QUOTED.match(bare):
            self.current = None  # "Bremen, 14 May 1936"
        if quotes(self, number, block, unclosed=unclosed):
            return
        if bare.endswith(":") and bare.isupper():
            self.current = None  # "THE COMMITTEE:", before what it decided
            return
        aside = block.text.lstrip().startswith("(")
        interposed = self.partner is not None and self.subject is not self.partner
        if interposed:
            self.subject, self.partner = self.partner, None
        if (
            interposed
            or self.people.writer is not None
            or aside
            or not self.passages
            or self.passages[-1].block != number - 1
        ):
            self.current = None
        fresh = True
        for start, end in whole_sentences(block, self.verbs):
            words = tokens(block.text, start, end, block.names, self.verbs)
            if self.quoting and self.current is not None:
                self.passages.append(Passage(number, start, end, self.current, True))
                self.quoting = not _CLOSED.search(block.text[start:end])
                continue
            found = self._inquits(words, block.text, fresh)
            if found:
                self.sentence(number, block.text, words, found)
            else:
                self._without_inquit(number, block.text, words, start, end, fresh)
            fresh = False
            for token in words:
                if token.kind == "name" and token.entry is not None:
                    self.meant.named(token.entry)

    def who(self, token: Token, *, peek: bool = False) -> Entry | None:
        """Whom a token means."""
        return self.meant.who(token, peek=peek)

    def _acts(self, who: Entry | None) -> None:
        """Remember who did something last; the writer, who is "I", is no "he"."""
        if who is not None and who is not self.people.writer:
            self.subject = who

    def _inquits(self, words: list[Token], text: str, fresh: bool) -> list[Inquit]:
        """The inquits of a sentence that are the text's own, not told by somebody who speaks."""
        found = framed(words, self.verbs, "" if words and words[0].text == "(" else self.tense)
        if not found and fresh:
            kinds = ("name", "pronoun") if self.people.has_writer else ("name",)
            # How a paragraph begins may be told in another tense: "In the car he told me".
            found = [
                i
                for i in inquits(words, self.verbs, "")
                if i.subject is not None and words[i.subject].kind in kinds
            ]
        return [inquit for inquit in found if not self._is_told(words, inquit, fresh)]

    def _is_told(self, words: list[Token], inquit: Inquit, fresh: bool) -> bool:
        """Whether an inquit stands in what somebody is saying."""
        if inquit.subject is None:
            stranger = inquit.start > 0 and is_stranger(words, inquit.start - 1, self.verbs)
            return self.current is not None and not inquit.middle and (self.direct or not stranger)
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
        if subject.words and subject.words[-1] in self.verbs.words("collectives"):
            return self.direct
        who = self.who(subject, peek=True)
        there = who in (None, self.subject) or who in self.people.present or who in self._speakers()
        return not there and self.tense == "past" and (self.direct or not self.people.has_writer)

    def _here(self) -> set[Entry | None]:
        return {*self.people.present, *self._speakers()}

    def _speakers(self) -> set[Entry]:
        return {passage.who for passage in self.passages}

    def sentence(self, number: int, text: str, words: list[Token], found: list[Inquit]) -> None:
        """A sentence that says who speaks."""
        for place, inquit in enumerate(found):
            following = found[place + 1] if place + 1 < len(found) else None
            token = words[inquit.subject] if inquit.subject is not None else None
            who = self._speaker(words, inquit)
            if inquit.middle and who is not None:
                first = 0 if place == 0 else _between(words, found[place - 1], inquit)[1]
                own = self._is_own(words, first, inquit, text)
                self._say(number, words, first, inquit.start, who, direct=own)
            self._interposes(inquit, who)
            self.current = who
            self._acts(who)
            self.asker = who if inquit.verb.base in self.verbs.words("asks") else None
            if who is None or inquit.said is None:
                continue
            end = len(words) if following is None else _between(words, inquit, following)[0]
            end = end if inquit.until is None else inquit.until
            sure = token is not None and token.kind in ("name", "writer")
            self.direct = self._is_direct(words[inquit.said : end], text)
            if inquit.middle:
                self.direct = self.direct or self._is_own(words, 0, inquit, text)
            self._say(number, words, inquit.said, end, who, direct=self.direct, sure=sure)

    def _speaker(self, words: list[Token], inquit: Inquit) -> Entry | None:
        """Who speaks by *inquit*."""
        token = words[inquit.subject] if inquit.subject is not None else None
        if token is not None and inquit.patient is not None and token.text in ("him", "her"):
            return self.meant.other(words, inquit.patient, inquit.subject or 0)
        who = self.who(token) if token is not None else None
        if inquit.middle if token is None else token.text in ("he", "she"):
            who = self._answering(inquit) or who
        return who

    def _interposes(self, inquit: Inquit, who: Entry | None) -> None:
        """Remember who was spoken with when *who* breaks into the talk: after that "he" is that one again."""
        breaks_in = inquit.verb.base in self.verbs.words("interposing")
        talking = self.partner if self.partner is not None else self.subject
        if not breaks_in or who is self.people.writer:
            self.partner = None if who is not self.people.writer else self.partner
        elif who is not talking:
            self.partner = talking

    def _is_own(self, words: list[Token], first: int, inquit: Inquit, text: str) -> bool:
        """Whether the words around an inquit are the speaker's own: quoted, or he says I in the present."""
        said = [*words[first : inquit.start], *words[inquit.said or inquit.end :]]
        if _QUOTED.match(text[words[first].start : words[first].end]) or self._is_direct(
            said, text
        ):
            return True
        own = any(token.text in self.verbs.words("first_person") for token in said)
        return own and any(token.text in _PRESENT for token in said)

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
            who := self.meant.pronoun(woman=found["who"] == "her")
        ):
            self.current, self.direct = who, False
            self.passages.append(Passage(number, start + found.end(), end, who, False, sure=False))
            return
        if self.current is None and (who := for_his_part(self, words, fresh=fresh)) is not None:
            self.current, self.direct = who, False
            self.passages.append(Passage(number, start, end, who, False, sure=False))
            return
        if is_of_absent(self, words):
            self.current = None
            return
        own = self.direct and any(t.text in self.verbs.words("first_person") for t in words)
        if (
            (self.telling.is_opener(text[start:end]) and not own)
            or self._happens(words, text[start:end], fresh=fresh)
            or self._tells(words, fresh)
        ):
            self._told(number, words)
            return
        if self.current is None:
            place = self.telling.acting(words)
            if place is not None and words[place].kind in ("name", "office"):
                self._acts(self.who(words[place], peek=True))
        else:
            self.direct = self.direct or self._is_direct(words, text)
            self.passages.append(
                Passage(number, start, end, self.current, self.direct, sure=not fresh)
            )

    def _told(self, number: int, words: list[Token]) -> None:
        """A sentence that tells: remember who does something in it, and whether what he says may follow."""
        who = self._doer(words)
        self._acts(who)
        if who is self.people.writer and any(token.kind == "name" for token in words):
            self.subject = None  # "I visited Kaul": he is whom I visited
        self.current = who if who is not None and self.telling.turns_to(words) else None
        if who is self.people.writer and self.telling.thinks(words):
            self.current = None  # "I doubt it."
        self.maybe = who if self.telling.is_prelude(words) else None
        semicolon = next((i for i, token in enumerate(words) if token.text in (";", ":")), None)
        if semicolon is None:
            return
        place = self.telling.acting(words[:semicolon])
        if place is not None and words[semicolon].text == ":" and who in self._here():
            self.current = who
        if self.current is not None:
            self._say(
                number, words, semicolon + 1, len(words), self.current, direct=False, sure=False
            )

    def _happens(self, words: list[Token], sentence: str, *, fresh: bool) -> bool:
        """Whether a sentence that names no speaker tells what happened, or what the writer makes of it."""
        if self.direct and any(t.text in self.verbs.words("first_person") for t in words):
            return False
        return (
            self.telling.is_event(words, fresh=fresh)
            or (fresh and not self.direct and not self.telling.may_go_on(words))
            or self.telling.is_we(words)
            or (fresh and self.telling.is_assessment(sentence))
        )

    def _doer(self, words: list[Token]) -> Entry | None:
        place = self.telling.acting(words)
        return self.who(words[place]) if place is not None else None

    def _tells(self, words: list[Token], fresh: bool) -> bool:
        """Whether a sentence tells what people do, so that nobody speaks in it."""
        place = self.telling.acting(words)
        if place is None:
            return False
        token = words[place]
        if token.kind == "writer":
            return self.people.has_writer
        if token.words and token.words[-1] in self.verbs.words("collectives"):
            return fresh and self.tense == "past" and self.telling.is_act(words, place + 1)
        own = any(t.text in self.verbs.words("first_person") for t in words if t is not token)
        if self.direct and own:
            return False
        acts = self.telling.is_act(words, place + 1)
        if token.kind == "pronoun":
            denied = any(t.text == "not" for t in words[place : place + 4])
            if self.telling.is_about(words, place) or (
                fresh and self.telling.is_done_to(words, place + 1)
            ):
                return True
            return acts and not denied and place < _EARLY and (self.tense == "past" or fresh)
        who = self.who(token, peek=True)
        if who is None and acts:
            return True
        if fresh and acts and token.kind == "name" and not self.direct:
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


def _between(words: list[Token], inquit: Inquit, following: Inquit) -> tuple[int, int]:
    """Where what *inquit* introduces ends, and where begins what stands before the *following* one."""
    if not following.middle:
        return following.start, following.start
    said = inquit.said if inquit.said is not None else inquit.end
    for place in range(following.start - 1, said, -1):
        if words[place].text == ";":
            return place, place + 1
    return following.start, following.start


_PRESENT = frozenset(
    ("am", "is", "are", "have", "has", "shall", "will", "do", "does", "can", "may")
)
#: Who says something, or does, is named early in a sentence.
_EARLY = 8
#: "My dear Lord Ashby," has not more words.
_SALUTATION = 6
