"""Sentences that say nothing of who speaks: what somebody goes on to say, or what is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei_edition.enrich.register import Entry
from tei_edition.enrich.speech.goingon import speaks_to
from tei_edition.enrich.speech.implied import for_his_part, is_of_absent
from tei_edition.enrich.speech.passages import Passage
from tei_edition.enrich.speech.tokens import Token

if TYPE_CHECKING:
    from tei_edition.enrich.speech.reader import Reader


def _denies(words: list[Token], place: int, between: frozenset[str]) -> bool:
    """Whether "not" stands before the verb behind *place*: "did not come"; "seemed not to have known" did seem so."""
    while place < len(words) and words[place].text in between:
        if words[place].text == "not":
            return True
        place += 1
    return False


_OPINION = re.compile(
    r"(?:According to (?P<who>him|her)|In (?:his|her) (?:own )?(?:view|opinion|judg\w+|words|estimation)),?\s+"
)
#: Who says something, or does, is named early in a sentence.
_EARLY = 8


class Narration:
    """What the text that *reader* reads tells between the words of its speakers."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def read(
        self, number: int, text: str, words: list[Token], start: int, end: int, fresh: bool
    ) -> None:
        """A sentence that does not say who speaks: what somebody goes on to say, or what is told."""
        if (found := _OPINION.match(text[start:end])) and (
            who := self._reader.meant.pronoun(woman=found["who"] == "her")
        ):
            self._reader.current, self._reader.direct = who, False
            self._reader.passages.append(
                Passage(number, start + found.end(), end, who, False, sure=False)
            )
            return
        if (
            self._reader.current is None
            and (who := for_his_part(self._reader, words, fresh=fresh)) is not None
        ):
            self._reader.current, self._reader.direct = who, False
            self._reader.passages.append(Passage(number, start, end, who, False, sure=False))
            return
        if is_of_absent(self._reader, words):
            self._reader.current = None
            return
        own = self._reader.direct and any(
            t.text in self._reader.verbs.words("first_person") for t in words
        )
        if (
            (self._reader.telling.is_opener(text[start:end]) and not own)
            or self._happens(words, text[start:end], fresh=fresh)
            or self._tells(words, fresh)
        ):
            self._told(number, words)
            return
        if self._reader.current is None:
            place = self._reader.telling.acting(words)
            if place is not None and words[place].kind in ("name", "office"):
                self._reader.acts(self._reader.who(words[place], peek=True))
        else:
            self._reader.direct = self._reader.direct or self._reader.is_direct(words, text)
            if speaks_to(self._reader, words):
                self._reader.lively.add(self._reader.current)
            self._reader.passages.append(
                Passage(
                    number, start, end, self._reader.current, self._reader.direct, sure=not fresh
                )
            )

    def _told(self, number: int, words: list[Token]) -> None:
        """A sentence that tells: remember who does something in it, and whether what he says may follow."""
        who = self._doer(words)
        self._reader.acts(who)
        if who is self._reader.people.writer and who is not None:
            self._meets(words)
        leads = self._reader.telling.turns_to(words)
        place = self._reader.telling.acting(words)
        if who is self._reader.people.writer and place is not None:
            leads = leads and self._reader.telling.takes_up(words, place)
        self._reader.current = who if who is not None and leads else None
        if who is self._reader.people.writer and self._reader.telling.thinks(words):
            self._reader.current = None  # "I doubt it."
        self._reader.maybe = who if self._reader.telling.is_prelude(words) else None
        semicolon = next((i for i, token in enumerate(words) if token.text in (";", ":")), None)
        if semicolon is None:
            return
        place = self._reader.telling.acting(words[:semicolon])
        if place is not None and words[semicolon].text == ":" and who in self._reader.here():
            self._reader.current = who
        if self._reader.current is not None:
            self._reader.say(
                number,
                words,
                semicolon + 1,
                len(words),
                self._reader.current,
                direct=False,
                sure=False,
            )

    def _meets(self, words: list[Token]) -> None:
        """Remember whom the writer visits: "I called on the Minister today. He said"."""
        found = [token for token in words if token.kind in ("name", "office")]
        if found:
            self._reader.subject = (
                self._reader.who(found[0], peek=True) if len(found) == 1 else None
            )

    def _happens(self, words: list[Token], sentence: str, *, fresh: bool) -> bool:
        """Whether a sentence that names no speaker tells what happened, or what the writer makes of it."""
        if self._reader.direct and any(
            t.text in self._reader.verbs.words("first_person") for t in words
        ):
            return False
        return (
            self._reader.telling.is_event(words, fresh=fresh)
            or (
                (fresh or self._reader.people.is_letter)
                and not self._reader.direct
                and not self._reader.telling.may_go_on(words)
            )
            or self._reader.telling.is_we(words)
            or (fresh and self._reader.telling.is_assessment(sentence))
        )

    def _doer(self, words: list[Token]) -> Entry | None:
        place = self._reader.telling.acting(words)
        return self._reader.who(words[place]) if place is not None else None

    def _tells(self, words: list[Token], fresh: bool) -> bool:
        """Whether a sentence tells what people do, so that nobody speaks in it."""
        place = self._reader.telling.acting(words)
        if place is None:
            return False
        token = words[place]
        if token.kind == "writer":
            own = self._reader.current in self._reader.lively and not self._reader.telling.is_act(
                words, place + 1
            )
            return self._reader.people.has_writer and not own
        if token.words and token.words[-1] in self._reader.verbs.words("collectives"):
            return self._they_act(words, place, fresh=fresh)
        own = any(
            t.text in self._reader.verbs.words("first_person") for t in words if t is not token
        )
        if self._reader.direct and own:
            return False
        acts = self._reader.telling.is_act(words, place + 1)
        if token.kind == "pronoun":
            denied = _denies(words, place + 1, self._reader.verbs.words("between"))
            if self._reader.telling.is_about(words, place) or (
                fresh and self._reader.telling.is_done_to(words, place + 1)
            ):
                return True
            return (
                acts and not denied and place < _EARLY and (self._reader.tense == "past" or fresh)
            )
        who = self._reader.who(token, peek=True)
        if who is None and acts:
            return True
        if self._comes_to(words, place, fresh=fresh):
            return True
        if fresh and acts and token.kind == "name" and not self._reader.direct:
            return True
        if self._reader.current is not None and who not in self._reader.here():
            return False
        if self._reader.tense == "present" and self._reader.current is not None:
            return acts
        return place < _EARLY or acts

    def _they_act(self, words: list[Token], place: int, *, fresh: bool) -> bool:
        """Whether a sentence tells what many do who are named at *place*: "The Danish side took note of this"."""
        head = words[place].words[-1]
        is_there = not self._reader.direct and head in self._reader.verbs.words("sides")
        telling = self._reader.telling
        return (
            (fresh or is_there)
            and self._reader.tense == "past"
            and telling.is_act(words, place + 1)
        )

    def _comes_to(self, words: list[Token], place: int, *, fresh: bool) -> bool:
        """Whether who is named at *place* comes to a matter, or is told something: "The Minister was informed that"."""
        telling = self._reader.telling
        begins = self._reader.current is None or fresh
        return (begins and telling.takes_up(words, place)) or telling.is_done_to(words, place + 1)
