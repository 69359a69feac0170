"""What stands behind a verb of saying: to whom and how it is said, and where what is said begins."""

from __future__ import annotations

from collections.abc import Sequence

from tei_edition.enrich.speech.tokens import Token
from tei_edition.enrich.speech.verbs import Verb, Verbs

_OPENS = frozenset('"“„«‘')
#: Verbs that take whom one speaks to without "to".
_TO_WHOM = frozenset({"tell", "assure", "inform", "remind", "warn", "ask", "advise", "caution"})


def said_behind(
    tokens: Sequence[Token], after: int, verb: Verb, verbs: Verbs
) -> tuple[int, int | None]:
    """Where the words end that begin an inquit, and where what is said begins; None where nothing is."""
    if (bidden := _bidden(tokens, after, verb, verbs)) is not None:
        return bidden, bidden
    place = after
    base = verb.base.split()[-1]
    if base == "that":
        return after, after if after < len(tokens) else None
    if _text(tokens, after) == "was" and (_text(tokens, after + 1) in ("that", ":")):
        place = after + 1  # "all that he said was: …"
    while place < len(tokens):
        token = tokens[place]
        if token.text in ("that", ":"):
            return place + 1, place + 1 if place + 1 < len(tokens) else None
        if token.text in verbs.words("questions") or token.text in _OPENS:
            return place, place
        if token.text == ",":
            return _behind_comma(tokens, place, verbs)
        skipped = _skipped(tokens, place, place == after, base, verbs)
        if not skipped:
            break
        place += skipped
    for quoted in range(place + 1, len(tokens)):
        if tokens[quoted - 1].text == ":" and tokens[quoted].text in _OPENS:
            return quoted, quoted
    if place < len(tokens) and verb.base in verbs.bare and _may_be_bare(tokens, place, verb):
        return place, place
    return place, None


def _bidden(tokens: Sequence[Token], after: int, verb: Verb, verbs: Verbs) -> int | None:
    """Where begins what somebody is asked to do: "asked the Minister to give his regards to Vik"."""
    if verb.base not in verbs.words("bidding") or after + 2 >= len(tokens):
        return None
    whom = tokens[after]
    place = after
    while (
        whom.text not in _WHOM
        and place < len(tokens)
        and (tokens[place].text in verbs.titles or tokens[place].text == ".")
    ):
        place += 1
    if whom.text not in _WHOM and not (place < len(tokens) and tokens[place].is_person):
        return None
    place += 1
    if _text(tokens, place) != "to" or place + 1 >= len(tokens):
        return None
    # "begged her to believe that": what follows is said.
    return None if _text(tokens, place + 2) == "that" else place


_WHOM = frozenset(("him", "her", "me", "us", "them"))
_MANY = frozenset(("the", "those", "all", "both", "his", "her"))
_OWN = frozenset(("the", "a", "his", "her", "my"))


def _skipped(tokens: Sequence[Token], place: int, is_first: bool, base: str, verbs: Verbs) -> int:
    """How many tokens at *place*, behind a verb, are none of what is said: who is spoken to, and how."""
    token = tokens[place]
    if token.text == "(":
        return _behind_bracket(tokens, place) - place
    if token.text == "the" and _text(tokens, place + 2) in ("that", ":"):
        return 2  # "the fact that", "the following:"
    if is_first and base == "ask" and token.text in _MANY:
        for end in range(place + 1, min(len(tokens), place + 7)):
            if tokens[end].text in verbs.words("questions"):
                return end - place  # "asked the other members what"
    if token.is_person:
        return int((is_first and base in _TO_WHOM) or tokens[place - 1].text == "to")
    if token.text == "to" and (verb := verbs.say.get(_text(tokens, place + 1))):
        return 2 * (verb.tense == "base" and _text(tokens, place + 2) == "that")
    where = tokens[place + 1 : place + 3] if token.text in ("in", "on", "at", "over") else []
    if any(t.capital for t in where) or (where and where[0].text in _OWN):
        for end in range(place + 2, place + 5):
            if _text(tokens, end) in ("that", ":"):
                return end - place  # "told me in the corridor that", "in fluent Danish that"
    is_adverb = token.kind == "word" and (
        token.text in verbs.words("behind")
        or (token.text.endswith("ly") and _text(tokens, place + 1) in ("that", ":", ","))
    )
    return int(is_adverb and _is_skipped(tokens, place, base))


def _is_skipped(tokens: Sequence[Token], place: int, base: str) -> bool:
    """Whether a word behind a verb is none of what is said: "to him", "with a smile"; "to give" is."""
    if tokens[place].text == "this" and _text(tokens, place + 1) in _FINITE:
        return False  # "said this was clear"
    if tokens[place].text == "to" and place + 1 < len(tokens):
        following = tokens[place + 1]
        return following.is_person or following.text in (
            "him",
            "her",
            "me",
            "us",
            "them",
            "the",
            "his",
        )
    if tokens[place].text == "a":
        return tokens[place - 1].text in ("with", "in")
    return base != "say" or tokens[place].text not in (
        "it",
        "for",
        "the",
        "of",
        "his",
        "here",
        "this",
        "as",
        "on",
        "in",
    )


def _text(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].text if place < len(tokens) else ""


def _behind_bracket(tokens: Sequence[Token], place: int) -> int:
    return next((i + 1 for i in range(place, len(tokens)) if tokens[i].text == ")"), len(tokens))


def _behind_comma(tokens: Sequence[Token], comma: int, verbs: Verbs) -> tuple[int, int | None]:
    """What follows a comma behind the verb: an aside and "that", or what is said."""
    for place in range(comma + 1, min(len(tokens), comma + 16)):
        if tokens[place].text == "," and place + 1 < len(tokens):
            word = tokens[place + 1].text
            if word == "that":
                return place + 2, place + 2
            if word in verbs.words("questions"):
                return place + 1, place + 1
    is_said = comma + 1 < len(tokens) and tokens[comma + 1].text not in _CLAUSES
    return comma, comma + 1 if is_said else None


#: Behind a comma these begin what is not said: "agreed, and I have no doubt that".
_CLAUSES = frozenset(("and", "but", "though", "although", "since", "because", "while"))


def _may_be_bare(tokens: Sequence[Token], place: int, verb: Verb) -> bool:
    """Whether words right behind a verb are what is said: "said they had been explained"."""
    token = tokens[place]
    if token.kind == "sign" or token.text in ("to", "about", "for", "of"):
        return verb.base == "say" and token.text in ("of", "for")
    if verb.base == "ask" and token.text in _FINITE:
        return True  # "asked was it on account of"
    if verb.base in ("ask", "inquire", "doubt") or _text(tokens, place + 1) in _YES_OR_NO:
        return False
    if verb.base in ("reply", "answer") and token.text in (
        "in",
        "them",
        "it",
        "him",
        "her",
        "this",
    ):
        return False
    if verb.base in ("say", "reply", "answer", "think", "go on") or verb.base.endswith("saying"):
        return True
    if token.kind in ("name", "office") and _text(tokens, place + 1).endswith(("ing", "ed")):
        return True  # a telegram: "stated Kamil going to Moscow"
    # A clause: somebody or something, and a verb.
    return any(following.text in _FINITE for following in tokens[place : place + 10])


#: "answered in the affirmative"
_YES_OR_NO = frozenset(("affirmative", "negative"))
_FINITE = frozenset((
    "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must", "should", "does", "did", "do",
))  # fmt: skip
