"""The tense that a text tells in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tei_edition.enrich.speech.inquits import subject_of, verb_at
from tei_edition.enrich.speech.passages import Block
from tei_edition.enrich.speech.sentences import sentences
from tei_edition.enrich.speech.tokens import tokens
from tei_edition.enrich.speech.verbs import Verbs

#: Fewer verbs of saying do not tell it.
_FEW = 3


def tense_of(blocks: Sequence[Block], verbs: Verbs) -> str:
    """The tense that the text tells in: that of most verbs of saying that have a person for a subject."""
    counted: Counter[str] = Counter()
    for block in blocks:
        if block.turn:
            continue
        for start, end in sentences(block.text, verbs.words("abbreviations")):
            words = tokens(block.text, start, end, block.names, verbs)
            for index in range(len(words)):
                found = verb_at(words, index, verbs)
                subject = subject_of(words, index, verbs) if found else None
                if found and subject is not None and words[subject].kind in ("name", "office"):
                    counted[found[0].tense] += 1
    if max(counted.values(), default=0) < _FEW:
        return "past" if counted["past"] >= counted["present"] else ""
    return "present" if counted["present"] > counted["past"] else "past"
