"""Who says something in a relative clause: "he sent for Kaul, who explained to me that"."""

from __future__ import annotations

from collections.abc import Sequence

from tei_edition.enrich.speech.tokens import Token
from tei_edition.enrich.speech.verbs import Verbs

#: Who is told it: somebody of this conversation, so that it is said in it.
_TOLD = frozenset(("me", "us", "him", "her", "them"))


def antecedent(tokens: Sequence[Token], who: int, verb: int, verbs: Verbs) -> int | None:
    """The index of the person before the "who" at *who*, whose clause has its *verb* and goes to the end.

    None where nobody is told, or where nothing is done before the clause: there the sentence goes on behind it.
    """
    person = who - 2
    if person < 1 or tokens[who - 1].text != "," or not tokens[person].is_person:
        return None
    # "I called on Kaul, who said that": the writer tells what he heard.
    visited = any(token.kind == "writer" for token in tokens[:person])
    told = visited or any(token.text in _TOLD for token in tokens[verb + 1 : verb + 3])
    known = (verbs.acts.get(t.text) or verbs.say.get(t.text) for t in tokens[:person])
    is_done = any(one is not None and one.tense == "past" for one in known)
    return person if told and is_done else None
