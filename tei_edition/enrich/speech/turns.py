"""Turns with a label, and the paragraphs behind one that belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tei_edition.enrich.register import Entry
from tei_edition.enrich.speech.frames import framed
from tei_edition.enrich.speech.passages import Block, Passage
from tei_edition.enrich.speech.sentences import sentences
from tei_edition.enrich.speech.tokens import Token, tokens

if TYPE_CHECKING:
    from tei_edition.enrich.speech.reader import Reader

#: Who speaks for himself, outside of what he quotes.
_MYSELF = frozenset(("i", "me", "my", "myself"))
_OPENS = frozenset('"“„«')
_HE = re.compile(r"\s*(?:he|she)\s*:", re.IGNORECASE)
_YEAR = re.compile(r"\b1[0-9]{3}\b|\b20[0-9]{2}\b")


class Turns:
    """The turns of the text that *reader* reads."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def take(self, number: int, block: Block, speaker: Entry | None) -> None:
        """Give the words of block *number* to *speaker*, or to nobody."""
        if speaker is None:
            return
        reader = self._reader
        end = len(block.text.rstrip())
        found = re.search(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$", block.text)
        if found and found[1].strip(" .").casefold() in reader.verbs.words("stages"):
            end = found.start()
        words = block.text[block.start :]
        start = block.start + len(words) - len(words.lstrip())
        reader.passages.append(Passage(number, start, end, speaker, True))

    def goes_on(self, block: Block) -> bool:
        """Whether a paragraph without a label belongs to the turn before it: nothing in it tells of others."""
        reader = self._reader
        if (
            _HE.match(block.text)
            or block.text.lstrip().startswith(("(", "["))
            or reader.telling.is_opener(block.text)
        ):
            return False
        words = tokens(block.text, 0, len(block.text), block.names, reader.verbs)
        if _is_subscription(block) or _is_heading(block.text) or self._is_scene(words):
            return False
        for start, end in sentences(block.text, reader.verbs.words("abbreviations")):
            said = self._is_said(block, start, end)
            if said is not None:
                return said
        return True

    def _is_said(self, block: Block, start: int, end: int) -> bool | None:
        """Whether a sentence shows that its paragraph is somebody's words; False where it tells what others said.

        Who says I, where no writer does, tells himself what others said: "He came and told me that".
        """
        reader = self._reader
        words = tokens(block.text, start, end, block.names, reader.verbs)
        found = [i for i in framed(words, reader.verbs, reader.tense) if i.subject is not None]
        first = found[0].said if found and found[0].said is not None else len(words)
        if not reader.people.has_writer and _is_myself(words[:first]):
            return True
        subjects = [i.subject for i in found if i.subject is not None]
        if subjects and subjects[0] == 0 and words[0].kind == "office":
            who = reader.people.office(words[0].words, ())
            if who not in (None, reader.current) and (not start or who in reader.people.present):
                return False
        return False if any(self._is_told_of(words[subject]) for subject in subjects) else None

    def _is_scene(self, words: list[Token]) -> bool:
        """Whether a paragraph tells what somebody who is there does: "The President then showed the guest"."""
        reader = self._reader
        if any(token.text in reader.verbs.words("first_person") for token in words):
            return False
        if reader.telling.is_event(words, fresh=True) or reader.telling.is_direction(words):
            return True
        if words and words[0].words and words[0].words[-1] in reader.verbs.words("collectives"):
            return reader.telling.is_act(words, 1)
        while words and (words[0].text in reader.verbs.titles or words[0].text == "."):
            words = words[1:]
        who = reader.who(words[0], peek=True) if words and words[0].is_person else None
        if who is None or words[0].kind not in ("name", "office"):
            return False
        if who not in reader.people.present:
            return False
        following = words[1].text if len(words) > 1 else ""
        another = who is not reader.current and (following == "," or following.endswith("ed"))
        return another or reader.telling.is_act(words, 1) or reader.telling.turns_to(words)

    def _is_told_of(self, subject: Token) -> bool:
        """Whether an inquit of *subject* is the text's own: of somebody who is there, or of one side."""
        people = self._reader.people
        if subject.kind == "writer":
            return people.has_writer
        if subject.kind == "name":
            return subject.entry in people.present or people.has_writer
        collectives = self._reader.verbs.words("collectives")
        return subject.kind == "office" and subject.words[-1] in collectives


def _is_myself(words: Sequence[Token]) -> bool:
    """Whether somebody says I in *words*, before anything that is quoted."""
    for token in words:
        if token.text in _OPENS:
            return False
        if token.kind == "writer" or token.text in _MYSELF:
            return True
    return False


def _is_subscription(block: Block) -> bool:
    """Whether a paragraph is a line with a date or a name, as below a text."""
    return is_line(block.text) and bool(block.names or _YEAR.search(block.text))


_NUMBERED = re.compile(
    r"\s*(?:(?:item|point|agenda item|ad|re) )?(?:\d{1,2}|[IVX]{1,5}|[A-Za-z])[.):]\s+(?=[^\W\d_])",
    re.IGNORECASE,
)


def _is_heading(text: str) -> bool:
    """Whether a paragraph is a numbered heading: "2. The loan"."""
    return is_line(text) and _NUMBERED.match(text) is not None


def is_line(text: str) -> bool:
    """Whether *text* is no sentence: few words, and no sign at their end."""
    bare = text.strip()
    return bool(bare) and len(bare.split()) <= _LINE and (bare[-1].isalnum() or bare[-1] == ",")


#: A signature or the date below a text has not more words.
_LINE = 8
