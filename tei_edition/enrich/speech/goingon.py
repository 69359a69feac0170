"""Paragraphs that go on with what somebody said in the one before, in a text whose writer says I."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei_edition.enrich.speech.passages import Block
from tei_edition.enrich.speech.sentences import NUMBER, sentences
from tei_edition.enrich.speech.tokens import Token, tokens

if TYPE_CHECKING:
    from tei_edition.enrich.speech.reader import Reader

_MYSELF = frozenset(("i", "me", "my", "myself"))
_US = frozenset(("we", "us", "our", "ours", "ourselves"))
_YOU = frozenset(("you", "your", "yours"))
_PRESENT = frozenset((
    "is", "are", "am", "has", "have", "do", "does", "can", "may", "must", "will", "shall", "cannot",
))  # fmt: skip
_BACKSHIFT = re.compile(
    r"\b(?:would|could|might|had (?:\w+ly |also |not |already )?(?:been|had|\w+ed|\w+en|made|come|gone|said|told|found|taken|given|sent|left|done|become|begun|got|put|set))\b"
)
_PAST = frozenset(("was", "were", "did"))
_END = re.compile(r"[\s.,;!?…\"”»’')\]]*")
_CLOSED = re.compile(r"[\"”»’'][.,;)\s]*$")
#: So many words of a sentence show its tense.
_REACH = 16


def goes_on(reader: Reader, number: int, block: Block) -> bool:
    """Whether block *number* goes on with what was said up to the end of the one before.

    It does where that was told in the speaker's own words, as some records do throughout ("You know, I continued,
    that we"), and this one is in the present; or where both have the tense of what is reported.
    """
    last = reader.passages[-1] if reader.passages else None
    if last is None or last.block != reader.before(number) or reader.current is not last.who:
        return False
    behind = reader.blocks[last.block].text
    if not _END.fullmatch(behind, last.end) or _CLOSED.search(behind):
        return False
    start, end = next(sentences(block.text, reader.verbs.words("abbreviations")), (0, 0))
    words = tokens(block.text, start, end, block.names, reader.verbs)
    found = {token.text for token in words[:_REACH]}
    said = {token.text for token in words}
    if reader.telling.is_opener(block.text) or reader.telling.is_assessment(block.text):
        return False
    if said & (reader.verbs.words("gatherings") | reader.verbs.words("remarks")):
        return False  # "This is the most important remark of the conversation"
    if last.who in reader.lively:
        numbered = NUMBER.match(block.text) is not None
        return not numbered and not _is_told(reader, words) and not found & _PAST
    if last.who is reader.people.writer or not said.isdisjoint(_MYSELF | _US | _YOU):
        return False
    is_reported = _BACKSHIFT.search(" ".join(token.text for token in words[:_REACH]))
    return is_reported is not None and not found & (_PAST | _PRESENT)


def speaks_to(reader: Reader, words: list[Token]) -> bool:
    """Whether a sentence is told in the words of who says it to the writer: "We shall show you"."""
    if not reader.people.has_writer or reader.current is reader.people.writer:
        return False
    said = {token.text for token in words}
    return not said.isdisjoint(_US | _YOU) and not said.isdisjoint(_PRESENT)


def _is_told(reader: Reader, words: list[Token]) -> bool:
    """Whether a sentence tells of one of those who are there: "Kaul showed me the map"."""
    place = reader.telling.acting(words)
    if place is None or words[place].kind == "pronoun":
        return False
    if words[place].kind == "writer":
        verb = words[place + 1].text if place + 1 < len(words) else ""
        known = reader.verbs.say.get(verb) or reader.verbs.acts.get(verb)
        return known is not None and known.tense == "past"
    return reader.who(words[place], peek=True) in reader.here() and reader.telling.is_act(
        words, place + 1
    )
