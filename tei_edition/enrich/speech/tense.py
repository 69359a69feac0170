"""The tense that a text tells in, and who is heard in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tei_edition.enrich.register import Entry
from tei_edition.enrich.speech.inquits import has_modal, subject_of, verb_at
from tei_edition.enrich.speech.passages import Block
from tei_edition.enrich.speech.sentences import sentences
from tei_edition.enrich.speech.tokens import tokens
from tei_edition.enrich.speech.verbs import Verbs

#: Fewer verbs of saying do not tell it.
_FEW = 3
#: Who says something begins the sentence: titles stand before, or "Then", "Further,".
_BEGINS = 4


@dataclass(frozen=True)
class Survey:
    """A text at first sight: the `tense` of most verbs of saying that have a person for a subject, and whom sentences
    that say who speaks begin with: `openly` those of whom a paragraph does, or more than one sentence."""

    tense: str
    heard: frozenset[Entry]
    openly: frozenset[Entry]


def survey(blocks: Sequence[Block], verbs: Verbs) -> Survey:
    """The tense of *blocks*, and who is heard in them."""
    counted: Counter[str] = Counter()
    heard: list[tuple[Entry, str, bool]] = []
    for block in blocks:
        if block.turn:
            continue
        fresh = True
        for start, end in sentences(block.text, verbs.words("abbreviations")):
            words = tokens(block.text, start, end, block.names, verbs)
            for index in range(len(words)):
                found = verb_at(words, index, verbs)
                subject = subject_of(words, index, verbs) if found else None
                if not found or subject is None or words[subject].kind not in ("name", "office"):
                    continue
                counted[found[0].tense] += 1
                entry = words[subject].entry
                thought = found[0].base in verbs.words("thoughts") and not fresh
                begins = subject < _BEGINS and not thought
                if entry is not None and begins and not has_modal(words, index, verbs):
                    heard.append((entry, found[0].tense, fresh))
            fresh = False
    if max(counted.values(), default=0) < _FEW:
        tense = "past" if counted["past"] >= counted["present"] else ""
    else:
        tense = "present" if counted["present"] > counted["past"] else "past"
    told = [(entry, begins) for entry, said, begins in heard if said == tense]
    often = Counter(entry for entry, _ in told)
    openly = {entry for entry, begins in told if begins}
    openly |= {entry for entry, count in often.items() if count > 1}
    return Survey(tense, frozenset(often), frozenset(openly))
