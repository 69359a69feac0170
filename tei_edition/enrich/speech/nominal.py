"""Things that are said by a noun: "raised the point that", "gave the firm assurance that", "made the objection that"."""

from __future__ import annotations

from collections.abc import Sequence

from tei_edition.enrich.speech.tokens import Token
from tei_edition.enrich.speech.verbs import Verb, Verbs

#: So many words may stand between the verb and the noun: "to the very real".
_BETWEEN = 5
_BEGINS = frozenset(("the", "a", "an", "his", "her", "some", "no", "my", "their", "this"))
_TO = frozenset(("to", "on", "upon", "out", "at"))


def statement_at(tokens: Sequence[Token], index: int, verbs: Verbs) -> tuple[Verb, int] | None:
    """The verb at *index* with a noun that says something, and how many tokens that has with "that"; else None."""
    verb = verbs.light.get(tokens[index].text) if tokens[index].kind == "word" else None
    if verb is None:
        return None
    place = index + 1
    if place < len(tokens) and tokens[place].text in _TO:
        place += 1
    place = _behind_whom(tokens, place)
    nouns = verbs.words("statements")
    for noun in range(place, min(len(tokens) - 1, place + _BETWEEN)):
        token = tokens[noun]
        if token.kind not in ("word", "writer", "owner") or token.text in ("that", "who", "which"):
            return None
        if token.text in nouns and tokens[noun + 1].text in ("that", ":"):
            if tokens[place].text not in _BEGINS and noun > place:
                return None
            inward = token.text in verbs.words("inward")
            return Verb("feel that" if inward else "state that", verb.tense), noun + 2 - index
    return None


def _behind_whom(tokens: Sequence[Token], place: int) -> int:
    """The index behind "with him", "to the Minister" at *place*; *place* where that is not there."""
    if place + 1 < len(tokens) and tokens[place].text in ("with", "to"):
        whom = tokens[place + 1]
        if whom.is_person or whom.text in ("him", "her", "them", "me", "us"):
            return place + 2
    return place


def stance_at(tokens: Sequence[Token], index: int, verbs: Verbs) -> tuple[Verb, int] | None:
    """ "was quite emphatic that" at *index*: the verb, and how many tokens it has with "that"; else None."""
    if tokens[index].text not in _BE:
        return None
    for place in range(index + 1, min(len(tokens) - 1, index + _BETWEEN)):
        word = tokens[place].text
        if word in verbs.words("stances") and tokens[place + 1].text == "that":
            tense = "present" if tokens[index].text == "is" else "past"
            return Verb("state that", tense), place + 2 - index
        if word not in _DEGREES and not word.endswith("ly"):
            return None
    return None


_BE = frozenset(("is", "was", "were"))
_DEGREES = frozenset(
    (
        "very",
        "quite",
        "most",
        "rather",
        "more",
        "not",
        "also",
        "too",
        "so",
        "somewhat",
        "still",
        "less",
    )
)


#: "quoted Vik as saying that", "gave Vik to understand that": what stands behind the person.
_GIVEN = (
    ("to", "understand", "that"), ("as", "saying", "that"), ("as", "stating", "that"), ("as", "having", "said", "that"),
)  # fmt: skip


def given_at(tokens: Sequence[Token], index: int, verbs: Verbs) -> tuple[Verb, int] | None:
    """ "gave Vik to understand that" or "quoted Vik as saying that" at *index*; what is said is his who gives it."""
    verb = verbs.say.get(tokens[index].text)
    if verb is None or verb.base not in ("give", "quote", "cite"):
        return None
    place = index + 1
    while place < len(tokens) and (tokens[place].text in verbs.titles or tokens[place].text == "."):
        place += 1
    behind = tuple(token.text for token in tokens[place + 1 : place + 5])
    for words in _GIVEN:
        if behind[: len(words)] == words:
            return Verb("state that", verb.tense), place + 1 + len(words) - index
    return None
