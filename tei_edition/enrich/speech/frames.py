"""Sentences that say who speaks without "somebody says": "According to Kaul", "It was stated by", "To my question whether"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tei_edition.enrich.speech.inquits import Inquit, inquits, verb_at
from tei_edition.enrich.speech.passages import Block
from tei_edition.enrich.speech.sentences import sentences
from tei_edition.enrich.speech.tokens import Token
from tei_edition.enrich.speech.tokens import tokens as tokens_of
from tei_edition.enrich.speech.verbs import Verb, Verbs

_BE = frozenset(("is", "was", "are", "were", "been", "being"))
_DASHES = frozenset(("-", "–", "—"))
_CLOSES = frozenset("\"”’'»")
_ASKED = re.compile(r"[?!…][\"”’»]$")
_THIRD = frozenset(("him", "her"))
_SAID = frozenset(("that", ":", "whether", "‘", '"', "“", "„", "«"))
#: How many words may stand between "of" and the name, and before the verb of a passive.
_TITLES = 4


def framed(tokens: Sequence[Token], verbs: Verbs, tense: str) -> list[Inquit]:
    """The inquits of a sentence, in their order, with those that have no verb of saying of their own."""
    first = (
        _opinion(tokens, verbs)
        or _it_was(tokens, verbs)
        or _question(tokens, verbs)
        or _answer(tokens, verbs)
        or _label(tokens, verbs)
        or _reply(tokens, verbs)
        or _passive(tokens, verbs, tense)
    )
    if first is None:
        return _with_answers(inquits(tokens, verbs, tense), tokens, verbs)
    until = first.until if first.until is not None else len(tokens)
    return [first, *inquits(tokens, verbs, tense, until)]


def _with_answers(found: list[Inquit], tokens: Sequence[Token], verbs: Verbs) -> list[Inquit]:
    """*found* with the answer behind a question: "Kaul asked where it was and my reply was that"."""
    if not found or found[-1].said is None:
        return found
    for place in range(found[-1].said + 1, len(tokens) - 3):
        if tokens[place - 1].text not in ("and", "but", ";"):
            continue
        answer = _answer(tokens[place:], verbs)
        if answer is not None and answer.subject is not None and answer.said is not None:
            later = replace(
                answer,
                start=place,
                end=place + answer.end,
                subject=place + answer.subject,
                said=place + answer.said,
                joined=True,
            )
            return [*found, later]
    return found


def _text(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].text if 0 <= place < len(tokens) else ""


def _head(tokens: Sequence[Token], length: int) -> tuple[str, ...]:
    return tuple(token.text for token in tokens[:length])


def _is_of(tokens: Sequence[Token], place: int, nouns: frozenset[str]) -> bool:
    return _text(tokens, place) in nouns and _text(tokens, place + 1) == "of"


def _somebody(tokens: Sequence[Token], place: int) -> int | None:
    """The index of the person whom the words from *place* on name, titles before it passed over."""
    for index in range(place, min(len(tokens), place + _TITLES)):
        token = tokens[index]
        if token.kind in ("name", "office", "owner", "writer"):
            return index
        if index == place and token.text in _THIRD:
            return index
        if token.kind != "word" and token.text != ".":
            return None
    return None


def _behind(tokens: Sequence[Token], who: int) -> int:
    """The index behind the person at *who* and the s of a genitive."""
    place = who + 1
    if _text(tokens, place) in ("'", "’"):
        place += 2 if _text(tokens, place + 1) == "s" else 1
    return place


def _is_owner(tokens: Sequence[Token], who: int) -> bool:
    return tokens[who].kind in ("owner", "writer") or _text(tokens, who + 1) in ("'", "’")


def _said(tokens: Sequence[Token], place: int) -> int | None:
    """What is said from *place* on, without the sign before it."""
    while place < len(tokens) and tokens[place].text in (",", ":", "that"):
        place += 1
    return place if place < len(tokens) else None


def _opinion(tokens: Sequence[Token], verbs: Verbs) -> Inquit | None:
    """ "According to Kaul, …", "In Kaul's opinion …", "In the view of the Minister, …"."""
    nouns, who = verbs.words("opinions"), None
    if _text(tokens, 0) == "according" and _text(tokens, 1) == "to":
        who = _somebody(tokens, 2)
        end = _behind(tokens, who) if who is not None else 0
        if who is not None and _is_owner(tokens, who):
            who = None  # "according to Kaul's figures"
    elif _head(tokens, 2) in (("in", "the"), ("to", "the")) and _is_of(tokens, 2, nouns):
        who = _somebody(tokens, 4)
        end = who + 1 if who is not None else 0
    if who is None and _text(tokens, 0) in ("in", "to"):
        who = _somebody(tokens, 1)
        if who is None or not _is_owner(tokens, who):
            return None
        end = _behind(tokens, who)
        end += _text(tokens, end) == "own"
        if _text(tokens, end) not in nouns:
            return None
        end += 1
    if who is None or (said := _said(tokens, end)) is None:
        return None
    return Inquit(0, end, who, Verb("think", "past"), said)


def _it_was(tokens: Sequence[Token], verbs: Verbs) -> Inquit | None:
    """ "It was Kaul's opinion that …"."""
    if _head(tokens, 2) not in (("it", "was"), ("it", "is")):
        return None
    who = _somebody(tokens, 2)
    if who is None or not _is_owner(tokens, who):
        return None
    end = _behind(tokens, who)
    if _text(tokens, end) not in verbs.words("opinions") or _text(tokens, end + 1) != "that":
        return None
    said = _said(tokens, end + 1)
    return Inquit(0, end + 2, who, Verb("think", "past"), said) if said is not None else None


def _question(tokens: Sequence[Token], verbs: Verbs) -> Inquit | None:
    """ "To my question whether …, he …", "In reply to the remark of Kaul that …, …": what the other had said."""
    place = 0
    if _text(tokens, 0) in ("in", "by", "as") and _text(tokens, 1) in verbs.words("remarks"):
        place = 2
        if _text(tokens, 1) == "a":
            place = 3
    if _text(tokens, place) not in ("to", "on", "upon"):
        return None
    place += 1
    if _text(tokens, place) in ("the", "a", "this") and _text(tokens, place + 2) == "that":
        return _objection(tokens, place, verbs)
    if _text(tokens, place) in ("the", "a") and _text(tokens, place + 2) in ("of", "by", "from"):
        known = _text(tokens, place + 1) in verbs.words("remarks")
        who = _somebody(tokens, place + 3) if known else None
        end = who + 1 if who is not None else 0
    else:
        who = _somebody(tokens, place)
        if who is None or not _is_owner(tokens, who):
            return None
        end = _behind(tokens, who)
        if _text(tokens, end) not in verbs.words("remarks"):
            return None
        end += 1
    if who is None:
        return None
    if _text(tokens, end) == "as" and _text(tokens, end + 1) == "to":
        end += 2
    begin = end + 1 if _text(tokens, end) == "that" else end
    if begin == end and _text(tokens, end) not in verbs.words("questions"):
        return None
    until = _main_clause(tokens, begin, verbs)
    return Inquit(0, begin, who, Verb("ask", "past"), begin, until=until) if until else None


def _objection(tokens: Sequence[Token], place: int, verbs: Verbs) -> Inquit | None:
    """ "To the objection that …, the Minister answered": of the other one, who is not named."""
    if _text(tokens, place + 1) not in verbs.words("remarks"):
        return None
    begin = place + 3
    until = _main_clause(tokens, begin, verbs)
    if until is None:
        until = next((i for i in range(begin + 2, len(tokens)) if tokens[i].is_person), None)
    return Inquit(0, begin, None, Verb("ask", "past"), begin, until=until) if until else None


def _main_clause(tokens: Sequence[Token], place: int, verbs: Verbs) -> int | None:
    """The index where the main clause begins: a comma before its subject, or he or she who says something."""
    for index in range(place + 1, len(tokens) - 1):
        if tokens[index].text == ",":
            following = tokens[index + 1 : index + 1 + _TITLES]
            if any(token.is_person for token in following):
                return index
        verb = verbs.say.get(tokens[index + 1].text)
        light = verb is not None and verb.base in verbs.only_in_phrases
        if verb is None or light or tokens[index].kind not in ("pronoun", "name"):
            continue
        if verb.tense in ("past", "present"):
            return index
    return None


def _answer(tokens: Sequence[Token], verbs: Verbs) -> Inquit | None:
    """ "Kaul's answer was that …", "The Minister's only question was: …"."""
    who = _somebody(tokens, 0)
    if who is None or not _is_owner(tokens, who):
        return None
    known = verbs.words("remarks") | verbs.words("opinions")
    for place in range(_behind(tokens, who), min(len(tokens), who + 7)):
        is_noun = tokens[place].text in _BE and tokens[place - 1].text in known
        if is_noun and _text(tokens, place + 1) in _SAID:
            is_whether = _text(tokens, place + 1) == "whether"
            said = place + 1 if is_whether else _said(tokens, place + 1)
            return Inquit(0, place + 1, who, Verb("say", "past"), said)
    return None


def is_thing_behind(word: str) -> bool:
    """Whether *word* behind two names with a dash between makes them one phrase: "Lind – Moe talks", not "Lind – Moe is late"."""
    return word.isalpha() and word.islower() and word not in _AUXILIARIES


_AUXILIARIES = _BE | {
    "has", "had", "have", "will", "would", "can", "could", "may", "might", "must", "shall", "should", "does", "did", "says", "said", "and", "or",
}  # fmt: skip


def _joins_names(tokens: Sequence[Token], dash: int) -> bool:
    """Whether the *dash* stands between two who are named together, or without space: "Lind–Moe talks", "Lind - Moe talks"."""
    behind = dash + 1
    if behind >= len(tokens):
        return True
    is_tight = (
        tokens[dash - 1].end == tokens[dash].start and tokens[dash].end == tokens[behind].start
    )
    return (is_tight and tokens[dash].text != "—") or (
        tokens[behind].kind == "name" and is_thing_behind(_text(tokens, behind + 1))
    )


def _label(tokens: Sequence[Token], verbs: Verbs) -> Inquit | None:
    """ "Kaul: …", "To this the Minister: …" within a paragraph."""
    place = 0
    if _text(tokens, 0) == "to" and _text(tokens, 1) in ("this", "that", "which"):
        place = 2
    while place < len(tokens) and (
        tokens[place].text in verbs.titles or (place and tokens[place].text == ".")
    ):
        place += 1
    if place >= len(tokens) or not tokens[place].is_person:
        return None
    end = place + 1
    if tokens[place].kind in ("pronoun", "writer") and _text(tokens, end) != ":":
        return None
    if _text(tokens, end) == "," and _text(tokens, end + 1).endswith("ing"):
        end = next(
            (i for i in range(end, min(len(tokens), end + 12)) if tokens[i].text == ":"), end
        )
    if _text(tokens, end) == "(":
        end = next((i + 1 for i in range(end, len(tokens)) if tokens[i].text == ")"), end)
    is_dash = _text(tokens, end) in _DASHES
    if is_dash and _joins_names(tokens, end):
        return None
    if is_dash and sum(token.text in _DASHES for token in tokens[end:]) > 1:
        return None  # "Mr. Vik - Secretary, Mr. Moe - Consul"
    if _text(tokens, end) == ":" or (place < end and is_dash):
        said = end + 1 if end + 1 < len(tokens) else None
        return Inquit(0, end + 1, place, Verb("say", "past"), said)
    return None


def _reply(tokens: Sequence[Token], verbs: Verbs) -> Inquit | None:
    """'"…," was the answer': of the one who was asked."""
    for place in range(2, len(tokens) - 2):
        if tokens[place].text in _BE and tokens[place - 1].text in _CLOSES:
            end = place + 2
            end += _text(tokens, end) not in verbs.words("remarks")
            if tokens[place + 1].text == "the" and _text(tokens, end) in verbs.words("remarks"):
                return Inquit(place, end + 1, None, Verb("answer", "past"), None, middle=True)
    return None


def _passive(tokens: Sequence[Token], verbs: Verbs, tense: str) -> Inquit | None:
    """ "It was stated by Kaul that …", "The question was asked by him whether …"."""
    for place in range(1, len(tokens) - 2):
        verb = verbs.say.get(tokens[place].text)
        if verb is None or verb.tense != "past" or _text(tokens, place + 1) != "by":
            continue
        before = tokens[max(0, place - 3) : place]
        if not any(token.text in _BE for token in before) or any(
            token.text in ("had", "has", "have", "would") for token in before
        ):
            continue
        who = _somebody(tokens, place + 2)
        if who is None or _is_owner(tokens, who):
            return None
        patient = next((i for i, token in enumerate(tokens[:place]) if token.is_person), None)
        end = who + 1
        following = _text(tokens, end)
        if following in ("that", ":"):
            said = _said(tokens, end)
        else:
            said = end if following in verbs.words("questions") else None
        return Inquit(0, end, who, verb, said, patient=patient) if said is not None else None
    return None


def whole_sentences(block: Block, verbs: Verbs) -> list[tuple[int, int]]:
    """The sentences of *block*; who asks behind a quoted question belongs to it: '"Why?" Kaul asked.'"""
    found: list[tuple[int, int]] = []
    for start, end in sentences(block.text, verbs.words("abbreviations")):
        if found and _ASKED.search(block.text[: found[-1][1]]):
            words = tokens_of(block.text, start, end, block.names, verbs)
            person = next((i for i, token in enumerate(words[:3]) if token.is_person), None)
            behind = words[person + 1 :] if person is not None else []
            verb = verb_at(behind, 0, verbs) if behind else None
            if verb is not None and len(behind) <= verb[1] + 1:
                found[-1] = (found[-1][0], end)
                continue
        found.append((start, end))
    return found
