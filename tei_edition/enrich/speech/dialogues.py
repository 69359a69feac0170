"""Conversations whose turns have a dash and no name: "— Who pays for it?" """

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from lxml import etree

from tei_edition.enrich.register import Entry
from tei_edition.enrich.running import running
from tei_edition.enrich.speech.frames import framed, whole_sentences
from tei_edition.enrich.speech.passages import Block, Passage
from tei_edition.enrich.speech.tokens import tokens
from tei_edition.tei.names import tag

if TYPE_CHECKING:
    from tei_edition.enrich.speech.reader import Reader

DASH = re.compile(r"\s*[—–-]\s+(?=\S)")
#: Somebody who speaks, behind the words of a turn.
_SAYS = re.compile(
    r"[,?!—–-][\"”]?\s+(?:said|asked|replied|answered|says|asks|replies|answers|(?:he|she|the \w+|[A-Z]\w+) (?:said|asked|replied|answered|says|asks|replies|answers))\b"
)
_P, _ITEM = tag("p"), tag("item")


def is_dialogue(items: etree._Element) -> bool:
    """Whether the list *items* (whose signs were dashes) is a conversation: one asks, or it is said who speaks."""
    if items.get("rend") != "bulleted":
        return False
    texts = [running(item).text.strip() for item in items.iterchildren(_ITEM)]
    before = items.getprevious()
    introduced = before is not None and running(before).text.rstrip().endswith(":")
    asked = len(texts) > 1 and texts[0].endswith("?") and not texts[1].endswith("?")
    return (introduced and asked) or any(_SAYS.search(text) for text in texts)


class Dialogues:
    """The conversations with a dash of the *blocks* that *reader* reads."""

    def __init__(self, reader: Reader, blocks: Sequence[Block]) -> None:
        self._reader = reader
        self._blocks = blocks

    def read(self, number: int) -> bool:
        """Whether block *number* has a dash; those that follow each other are read at the first."""
        blocks = self._blocks
        if not blocks[number].dash:
            return False
        if number == 0 or not blocks[number - 1].dash:
            turns = list(takewhile(lambda block: block.dash, blocks[number:]))
            introduced = number > 0 and blocks[number - 1].text.rstrip().endswith(":")
            self._turns(number, turns, introduced=introduced)
        return True

    def _turns(self, number: int, turns: Sequence[Block], *, introduced: bool) -> None:
        reader = self._reader
        first = reader.current or (reader.subject if introduced else None)
        known = [self._named(block, is_first=block is turns[0]) for block in turns]
        for place, who in enumerate(alternating(known, reader.people.principals, first)):
            reader.current = who
            if who is not None:
                self._turn(number + place, turns[place], who, sure=known[place] is not None)

    def _turn(self, number: int, block: Block, who: Entry, *, sure: bool) -> None:
        reader = self._reader
        for start, end in whole_sentences(block, reader.verbs):
            words = tokens(block.text, max(start, block.start), end, block.names, reader.verbs)
            found = [i for i in framed(words, reader.verbs, reader.tense) if i.middle]
            reader.subject = who
            if found:
                reader.sentence(number, block.text, words, found)
            elif words:
                span = words[0].start, words[-1].end
                reader.passages.append(Passage(number, *span, who, direct=True, sure=sure))

    def _named(self, block: Block, *, is_first: bool) -> Entry | None:
        """Whom the words behind those of a turn name; "he" is known only where nobody else has spoken since."""
        reader = self._reader
        for start, end in whole_sentences(block, reader.verbs):
            words = tokens(block.text, start, end, block.names, reader.verbs)
            for inquit in framed(words, reader.verbs, reader.tense):
                token = words[inquit.subject] if inquit.subject is not None else None
                if inquit.middle and token is not None and (is_first or token.kind != "pronoun"):
                    return reader.who(token)
        return None


def alternating(
    known: Sequence[Entry | None], pair: Sequence[Entry], first: Entry | None
) -> list[Entry | None]:
    """Who speaks in each turn: of a *pair* one after the other, where all that is *known* agrees with it.

    *first* is who was about to speak before; it is heeded only where the turns themselves say nothing.
    """
    anchors: Iterable[tuple[int, Entry]] = [(i, who) for i, who in enumerate(known) if who]
    if not anchors and first is not None:
        anchors = [(0, first)]
    if len(pair) != 2 or any(who not in pair for _, who in anchors):
        return list(known)
    sides = {(place + pair.index(who)) % 2 for place, who in anchors}
    if len(sides) != 1:
        return list(known)
    side = sides.pop()
    return [pair[(side + place) % 2] for place in range(len(known))]
