"""Who says what in the paragraphs of a text, one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tei_edition.enrich.forms import folded
from tei_edition.enrich.register import Entry
from tei_edition.enrich.speech.chains import without_told
from tei_edition.enrich.speech.comments import is_bracketed, without_comments
from tei_edition.enrich.speech.decided import settle
from tei_edition.enrich.speech.dialogues import Dialogues
from tei_edition.enrich.speech.frames import framed
from tei_edition.enrich.speech.goingon import goes_on
from tei_edition.enrich.speech.implied import quotes
from tei_edition.enrich.speech.inquits import Inquit, inquits, is_stranger
from tei_edition.enrich.speech.meant import Meant
from tei_edition.enrich.speech.narration import Narration
from tei_edition.enrich.speech.passages import Block, Passage, joined
from tei_edition.enrich.speech.people import People
from tei_edition.enrich.speech.telling import Telling
from tei_edition.enrich.speech.tense import survey
from tei_edition.enrich.speech.tokens import Token, tokens
from tei_edition.enrich.speech.turns import Turns, is_line
from tei_edition.enrich.speech.verbs import Verbs

_QUOTED = re.compile(r"[\"“„«‘]|'(?=\w)")
_OPENS = frozenset('"“„«‘')
_CLOSES = frozenset('"”»“’')
_CLOSED = re.compile(r"[\"”»’'][.,;)\s]*$")


@dataclass
class Reader:
    """One reading of a text: who speaks, who was named last, and what was said so far."""

    people: People
    verbs: Verbs
    tense: str = "past"
    telling: Telling = field(init=False)
    meant: Meant = field(init=False)
    narration: Narration = field(init=False)
    current: Entry | None = None
    direct: bool = False
    quoting: bool = False
    subject: Entry | None = None
    asker: Entry | None = None
    partner: Entry | None = None
    maybe: Entry | None = None
    heard: frozenset[Entry] = frozenset()
    lively: set[Entry] = field(default_factory=set)
    goes_on: bool = False
    blocks: Sequence[Block] = ()
    passages: list[Passage] = field(default_factory=list)

    def read(self, blocks: Sequence[Block]) -> list[Passage]:
        """The passages of *blocks*, in their order."""
        self.blocks = blocks
        seen = survey(blocks, self.verbs)
        self.tense = seen.tense
        # Where the title does not say who talks to whom, all who are heard do.
        known = len(self.people.principals) > 1 or self.people.has_writer
        self.heard = seen.openly if known else seen.heard
        self.telling = Telling(self.verbs, self.tense)
        self.meant = Meant(self)
        self.narration = Narration(self)
        in_turn, dialogues, turns = False, Dialogues(self, blocks), Turns(self)
        for number, block in enumerate(blocks):
            if number:
                settle(self, number - 1, blocks[number - 1].decided)
                # What follows the words that an editor gives somebody is read as any paragraph is.
                in_turn = in_turn and (blocks[number - 1].turn or not blocks[number - 1].decided)
            if dialogues.read(number):
                in_turn = False
                continue
            if block.apart:
                # Behind what stands in brackets somebody may go on.
                self.current = self.current if is_bracketed(block) else None
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
                self.acts(self.current)
                self.current, in_turn = None, False
            self._paragraph(number, block)
        if blocks:
            settle(self, len(blocks) - 1, blocks[-1].decided)
        return joined(self.passages, blocks)

    # narrative

    def _paragraph(self, number: int, block: Block) -> None:
        unclosed, self.quoting, self.maybe = self.quoting, False, None
        bare = block.text.strip()
        if self._is_salutation(block):
            return
        if is_line(bare) and not _QUOTED.match(bare):
            self.current = None  # "Bremen, 14 May 1936"
        if quotes(self, number, block, unclosed=unclosed) or self._is_caption(block):
            return
        aside = block.text.lstrip().startswith("(")
        interposed = self.partner is not None and self.subject is not self.partner
        if interposed:
            self.subject, self.partner = self.partner, None
        self.goes_on = self.people.writer is not None and goes_on(self, number, block)
        if (
            interposed
            or (self.people.writer is not None and not self.goes_on)
            or aside
            or not self.passages
            or self.passages[-1].block != self.before(number)
        ):
            self.current = None
        fresh = not self.goes_on
        for start, end in without_comments(block, self.verbs):
            words = tokens(block.text, start, end, block.names, self.verbs)
            if self.quoting and self.current is not None:
                self.passages.append(Passage(number, start, end, self.current, True))
                self.quoting = not _CLOSED.search(block.text[start:end])
                continue
            found = self._inquits(words, block.text, fresh)
            if found:
                self.sentence(number, block.text, words, found)
            else:
                self.narration.read(number, block.text, words, start, end, fresh)
            fresh = False
            for token in words:
                if token.kind == "name" and token.entry is not None:
                    self.meant.named(token.entry)
                elif token.kind == "office" and self.people.has_writer:
                    self.who(token)

    def before(self, number: int) -> int:
        """The number of the paragraph before *number*, comments in brackets passed over."""
        number -= 1
        while number > 0 and self.blocks[number].apart and is_bracketed(self.blocks[number]):
            number -= 1
        return number

    def _is_salutation(self, block: Block) -> bool:
        bare = block.text.strip()
        return bare.endswith(",") and len(bare.split()) <= _SALUTATION

    def _is_caption(self, block: Block) -> bool:
        """Whether a paragraph is but what the next ones are about: "THE COMMITTEE:", "Wool:"; nobody speaks on."""
        bare = block.text.strip()
        if not bare.endswith(":") or not (bare.isupper() or is_line(bare[:-1])):
            return False
        self.current = None
        words = set(map(folded, bare[:-1].split()))
        return bare.isupper() or not (block.names or words & self.verbs.say.keys())

    def who(self, token: Token, *, peek: bool = False) -> Entry | None:
        """Whom a token means."""
        return self.meant.who(token, peek=peek)

    def acts(self, who: Entry | None) -> None:
        """Remember who did something last; the writer, who is "I", is no "he"."""
        if who is not None and who is not self.people.writer:
            self.subject = who

    def _inquits(self, words: list[Token], text: str, fresh: bool) -> list[Inquit]:
        """The inquits of a sentence that are the text's own, not told by somebody who speaks."""
        if fresh and words and self.people.has_writer:
            sentence = text[words[0].start : words[-1].end]
            if self.telling.is_assessment(sentence):
                return []
        found = framed(words, self.verbs, "" if words and words[0].text == "(" else self.tense)
        if not found and fresh:
            kinds = ("name", "pronoun") if self.people.has_writer else ("name",)
            # How a paragraph begins may be told in another tense: "In the car he told me".
            found = [
                i
                for i in inquits(words, self.verbs, "")
                if i.subject is not None and words[i.subject].kind in kinds
            ]
        own = [inquit for inquit in found if not self._is_told(words, inquit, fresh)]
        return without_told(self, words, own)

    def _is_told(self, words: list[Token], inquit: Inquit, fresh: bool) -> bool:
        """Whether an inquit stands in what somebody is saying."""
        if inquit.subject is None and inquit.until is not None:
            return False
        if inquit.subject is None:
            stranger = (
                inquit.start > 0
                and is_stranger(words, inquit.start - 1, self.verbs)
                and inquit.verb.base not in self.verbs.words("thoughts")
            )
            return self.current is not None and not inquit.middle and (self.direct or not stranger)
        subject = words[inquit.subject]
        if subject.kind == "writer":
            return not self.people.has_writer or inquit.verb.base.split()[0] in self.verbs.words(
                "thoughts"
            )
        if self.current is None or inquit.middle or fresh or inquit.joined:
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
        there = who in (None, self.subject) or who in self.here()
        if self.current in self.lively and who not in self.people.principals:
            return subject.kind == "name"
        return not there and self.tense == "past" and (self.direct or not self.people.has_writer)

    def here(self) -> set[Entry | None]:
        """All who take part."""
        return {*self.people.present, *self.heard, *self._speakers()}

    def is_here(self, who: Entry) -> bool:
        """Whether somebody takes part: said to be there, or heard before."""
        return who in self.here() or who is self.people.writer

    def _speakers(self) -> set[Entry]:
        return {passage.who for passage in self.passages}

    def sentence(self, number: int, text: str, words: list[Token], found: list[Inquit]) -> None:
        """A sentence that says who speaks."""
        for place, inquit in enumerate(found):
            following = found[place + 1] if place + 1 < len(found) else None
            token = words[inquit.subject] if inquit.subject is not None else None
            who = self._speaker(words, inquit)
            if token is not None and token.kind == "pronoun" and place == 0:
                who = self._named_before(words, inquit, who)
            if token is None and inquit.until is not None and following is not None:
                who = self.meant.opposite(self._speaker(words, following))
            if inquit.middle and who is not None:
                first = 0 if place == 0 else _between(words, found[place - 1], inquit)[1]
                own = self._is_own(words, first, inquit, text)
                self.say(number, words, first, inquit.start, who, direct=own)
                self._hears(words, text, inquit, who, own=own)
            self._interposes(inquit, who)
            self.current = who
            self.acts(who)
            self.asker = who if inquit.verb.base in self.verbs.words("asks") else None
            if who is None or inquit.said is None:
                continue
            end = len(words) if following is None else _between(words, inquit, following)[0]
            end = end if inquit.until is None else inquit.until
            sure = token is not None and token.kind in ("name", "writer")
            self.direct = self.is_direct(words[inquit.said : end], text)
            if inquit.middle:
                self.direct = self.direct or self._is_own(words, 0, inquit, text)
            self.say(number, words, inquit.said, end, who, direct=self.direct, sure=sure)

    def _named_before(self, words: list[Token], inquit: Inquit, who: Entry | None) -> Entry | None:
        """Whom "he" means behind the name that begins the sentence; else *who*, or whom the writer has just named."""
        first = next((t for t in words if t.text not in self.verbs.titles and t.text != "."), None)
        if first is not None and first.kind == "name" and first.entry is not None:
            talks = self.people.has_writer or first.entry in self.here()
            free = self.current is None or self.current is self.people.writer
            if inquit.patient is None and talks and free and not inquit.middle:
                return first.entry
        if who is None and self.people.has_writer:
            named = [t.entry for t in words[: inquit.subject] if t.kind == "name"]
            return named[-1] if named else None
        return who

    def _hears(
        self, words: list[Token], text: str, inquit: Inquit, who: Entry, *, own: bool
    ) -> None:
        """Remember who is told in his own words without quotation marks: "You know, he continued, that we"."""
        quoted = _QUOTED.search(text[words[0].start : words[-1].end])
        goes_on = inquit.verb.base in self.verbs.words("resuming")
        if own and not quoted and (goes_on or who is not self.people.writer):
            self.lively.add(who)

    def _speaker(self, words: list[Token], inquit: Inquit) -> Entry | None:
        """Who speaks by *inquit*."""
        token = words[inquit.subject] if inquit.subject is not None else None
        if token is not None and inquit.patient is not None and token.text in ("him", "her"):
            return self.meant.other(words, inquit.patient, inquit.subject or 0)
        who = self.who(token) if token is not None else None
        if token is not None and token.kind == "pronoun" and (told := _told_in(words, inquit)):
            who = self.meant.not_told(words, inquit.subject or 0, told, who)
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
        if _QUOTED.match(text[words[first].start : words[first].end]) or self.is_direct(said, text):
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

    def say(
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
        while spoken and spoken[-1].text in _BEHIND:
            last = spoken.pop()
            if last.text == "which" and spoken and spoken[-1].text in ("to", "upon"):
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

    def is_direct(self, words: Sequence[Token], text: str) -> bool:
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


def _told_in(words: Sequence[Token], inquit: Inquit) -> Token | None:
    """Whom the words between the verb and what is said name: "told Lind that"."""
    if inquit.subject is None or inquit.said is None or inquit.middle:
        return None
    behind = words[inquit.subject + 1 : inquit.said]
    return next((token for token in behind if token.kind in ("name", "office")), None)


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
#: What stands between what one says and another: "…, to which Kaul replied".
_BEHIND = frozenset(
    (",", ";", "and", "but", "-", "–", "—", "whereupon", "which", "while", "whereas")
)
#: "My dear Lord Ashby," has not more words.
_SALUTATION = 6
