"""Sequences of words with capitals that may be names: where one ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_edition.enrich.forms import PARTICLES, folded


def sequence_end(
    tokens: Sequence[re.Match[str]], index: int, text: str, lists: dict[str, frozenset[str]]
) -> int:
    """Where the capitalised words end that begin at *index*: initials and small words of names are part of them.

    A title begins a sequence of its own; "of" and "and" join only what is of an organisation or a place.
    """
    end = place = index
    joins = False
    named = False
    while place < len(tokens):
        word = tokens[place][0]
        small = folded(word)
        gap = text[tokens[place - 1].end() : tokens[place].start()] if place > index else ""
        if len(gap) > 1 or "\n" in gap:
            break
        if word[0].isupper():
            title = small in lists["titles"] and not (joins and place > end)
            if named and (title or small in lists["courtesies"]):
                break
            named = named or small not in lists["titles"]
            joins = joins or small in lists["org_words"] or small in lists["place_words"]
            place += 1
            end = place
            short = len(word) == 1 or small in lists["shortened"]
            if place < len(tokens) and tokens[place][0] == "." and short:
                place += 1
        elif (end > index and small in _OF_NAMES) or (
            end > index and joins and small in _JOINING and _joins(tokens, place)
        ):
            place += 1
        else:
            break
    return end


def _joins(tokens: Sequence[re.Match[str]], place: int) -> bool:
    """Whether the small word at *place* goes on with a name: "of the", but not "and for" or "for the"."""
    before = tokens[place - 1][0]
    return before[0].isupper() or (before, tokens[place][0]) in (("of", "the"), ("and", "the"))


def is_initial(tokens: Sequence[re.Match[str]], place: int) -> bool:
    following = tokens[place + 1][0] if place + 1 < len(tokens) else ""
    return following == "." and len(tokens[place][0]) == 1 and tokens[place][0].isupper()


#: Small words within names of people, and of organisations and places.
_OF_NAMES = (PARTICLES - {"the", "of", "and"}) | {"im", "zum", "ter", "ten", "te", "af"}
_JOINING = frozenset(("of", "the", "and", "for"))
