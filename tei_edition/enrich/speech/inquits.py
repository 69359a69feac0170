"""The words that say who speaks: "Kaul replied that", "he continued", "said the Minister"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tei_edition.enrich.speech.chains import SUBORDINATES, is_joined
from tei_edition.enrich.speech.nominal import given_at, stance_at, statement_at
from tei_edition.enrich.speech.relatives import antecedent
from tei_edition.enrich.speech.said import said_behind
from tei_edition.enrich.speech.tokens import Token
from tei_edition.enrich.speech.verbs import Verb, Verbs

_QUOTES = frozenset("\"“”„«»'‘’")
_OPENS = frozenset('"“„«‘')
_ENDS = frozenset(".!?…")
_PREPOSITIONS = frozenset((
    "of", "to", "with", "from", "by", "for", "between", "at", "about", "than", "against", "on", "like", "into", "behind", "beside", "near",
))  # fmt: skip
#: Behind these somebody is not the subject of a clause that says what he says here: "if he feels that", "what Vik told me".
_NO_SUBJECT = _PREPOSITIONS | {"if", "what", "whether", "unless", "whom"}
_LONGEST_ASIDE = 40
#: Between who begins a clause and the verb are not more words, and none of these.
_DISTANCE = 9
_CLAUSES = frozenset(
    ("that", "who", "which", "whom", "whose", "to", "s", "were", "would", "could", "has", "had")
)
_IS = frozenset(("was", "were", "is", "had", "has"))
_JOINS = frozenset(("and", "but", "or", "then"))
_MODALS = frozenset(
    {"would", "could", "can", "might", "must", "will", "shall", "should", "may", "to", "had"}
)
#: Phrases are kept with "his".
_POSSESSIVES = dict.fromkeys(("my", "her", "their", "our", "your"), "his")


@dataclass(frozen=True, slots=True)
class Inquit:
    """Who speaks in a sentence, by indexes of its tokens: `start` to `end` are the words that say so.

    What is said stands from `said` on, or nowhere behind where `said` is None; where `middle` is true, before
    `start` too. `subject` is the index of who speaks, None where somebody does who is not known; `patient` that of who
    is told something in the passive.
    """

    start: int
    end: int
    subject: int | None
    verb: Verb
    said: int | None
    middle: bool = False
    until: int | None = None
    patient: int | None = None
    joined: bool = False


def inquits(tokens: Sequence[Token], verbs: Verbs, tense: str, first: int = 0) -> list[Inquit]:
    """The inquits of a sentence from *first* on, in their order; *tense* is the one that the text tells in."""
    found: list[Inquit] = []
    index = max(first, _behind_participle(tokens, verbs, tense))
    while index < len(tokens):
        inquit = _inquit(tokens, index, verbs, tense)
        if (
            inquit is not None
            and found
            and not inquit.middle
            and _within(tokens, found[-1], inquit)
        ):
            inquit = replace(inquit, joined=True) if is_joined(tokens, found[-1], inquit) else None
        if inquit is not None:
            found.append(inquit)
            index = inquit.end
        else:
            index += 1
    return found


def _behind_participle(tokens: Sequence[Token], verbs: Verbs, tense: str) -> int:
    """Where to look first: behind an aside such as "Kaul, referring to what he was told, declared"."""
    for place, token in enumerate(tokens[:6]):
        aside = tokens[place + 1 : place + 3]
        if (
            token.is_person
            and len(aside) == 2
            and aside[0].text == ","
            and aside[1].text.endswith("ing")
        ):
            for index in range(len(tokens) - 1, place + 3, -1):
                found = verb_at(tokens, index, verbs) if tokens[index - 1].text == "," else None
                if found and found[0].tense == tense:
                    return index
    return 0


def verb_at(tokens: Sequence[Token], index: int, verbs: Verbs) -> tuple[Verb, int] | None:
    """The verb of saying at *index*, the longest phrase of it, and how many tokens it has."""
    if tokens[index].text not in verbs.beginnings:
        return None
    is_topic = False
    for length in range(min(verbs.longest, len(tokens) - index), 1, -1):
        words = tuple(
            "his" if token.kind == "owner" else _POSSESSIVES.get(token.text, token.text)
            for token in tokens[index : index + length]
        )
        if words in verbs.phrases:
            return verbs.phrases[words], length
        is_topic = is_topic or words in verbs.topics
    if statement := (
        statement_at(tokens, index, verbs)
        or stance_at(tokens, index, verbs)
        or given_at(tokens, index, verbs)
    ):
        return statement
    if is_topic:
        return None
    token = tokens[index]
    verb = verbs.say.get(token.text) if token.kind == "word" else None
    if verb is None or verb.base in verbs.only_in_phrases:
        return None
    return verb, 1


def subject_of(tokens: Sequence[Token], index: int, verbs: Verbs) -> int | None:
    """Who does what the verb at *index* says: the index of a person before it, or None."""
    place = index - 1
    while (
        place >= 0 and tokens[place].kind == "word" and tokens[place].text in verbs.words("between")
    ):
        place -= 1
    if place > 0 and tokens[place].text == ")":
        place = next((i for i in range(place, 0, -1) if tokens[i].text == "("), 0) - 1
    if place < 0:
        return None
    if tokens[place].is_person:
        return place if _is_subject(tokens, place) and not is_joint(tokens, place) else None
    if tokens[place].text == ",":
        person = _before_aside(tokens, place, verbs)
        return person if person is not None else _before_adverbial(tokens, place, verbs)
    if tokens[place].text in _JOINS:
        return _main_subject(tokens, place, verbs)
    if tokens[place].text == "who":
        return antecedent(tokens, place, index, verbs)
    return _distant_subject(tokens, place, verbs)


def _distant_subject(tokens: Sequence[Token], place: int, verbs: Verbs) -> int | None:
    """The person who begins a clause that goes on to *place* without another verb: "Kaul without much ado told"."""
    for index in range(place, max(-1, place - _DISTANCE), -1):
        token = tokens[index]
        if token.is_person:
            before = _before_titles(tokens, index)
            begins = before < 0 or tokens[before].text in (";", "and", "but")
            return index if begins and _is_subject(tokens, index) else None
        verb = verbs.acts.get(token.text) or verbs.say.get(token.text)
        is_finite = token.text in _IS or (verb is not None and verb.tense in ("past", "present"))
        if token.kind != "word" or is_finite or token.text in _CLAUSES:
            return None
    return None


def is_joint(tokens: Sequence[Token], place: int) -> bool:
    """Whether the person at *place* is the second of two who begin a clause: "Lind and Mr. Moe said"."""
    if tokens[place].kind not in ("name", "office"):
        return False
    before = _before_titles(tokens, place)
    if before < 1 or tokens[before].text != "and" or not tokens[before - 1].is_person:
        return False
    first = _before_titles(tokens, before - 1)
    return first < 0 or tokens[first].text in (",", ";", ".", "and", "both", "that", ")")


def _before_titles(tokens: Sequence[Token], place: int) -> int:
    """The index of the word before the person at *place* and his titles; -1 where there is none."""
    place -= 1
    while place >= 0 and (tokens[place].text == "." or _is_titled(tokens[place])):
        place -= 1
    return place


def _is_titled(token: Token) -> bool:
    return token.kind == "word" and token.capital and token.text not in _NO_SUBJECT


def _is_perfect(tokens: Sequence[Token], index: int, verbs: Verbs) -> bool:
    """Whether the verb at *index* is a perfect, which a text that tells in the past does not tell in: "has said"."""
    while index > 0 and tokens[index - 1].text in verbs.words("between"):
        index -= 1
        if tokens[index].text in ("have", "has"):
            return True
    return False


def has_modal(tokens: Sequence[Token], index: int, verbs: Verbs) -> bool:
    """Whether the verb at *index* is no simple past or present: "would say", "had said"."""
    while index > 0 and tokens[index - 1].text in verbs.words("between"):
        index -= 1
        if tokens[index].text in _MODALS:
            return True
    return index > 0 and tokens[index - 1].text in _MODALS


def _inquit(tokens: Sequence[Token], index: int, verbs: Verbs, tense: str) -> Inquit | None:
    found = verb_at(tokens, index, verbs)
    if found is None:
        return _behind_quote(tokens, index, verbs, tense)
    verb, length = found
    if denied := _denied(tokens, index, verb, verbs):
        verb = denied
    elif has_modal(tokens, index, verbs) or (
        tense == "past" and verb.tense == "past" and _is_perfect(tokens, index, verbs)
    ):
        return None
    after = index + length
    if verb.tense == "ing" and _is_absolute(tokens, index):
        verb = Verb(verb.base, tense or "past")
    elif verb.tense == "ing" and (comma := _comma_before(tokens, index, verbs)):
        return _participle(tokens, comma, after, verb, verbs)
    if (tense and verb.tense != tense) or verb.tense not in ("past", "present"):
        return None
    subject = subject_of(tokens, index, verbs)
    named = _behind_titles(tokens, after, verbs)
    if subject is None and named is not None and _follows_words(tokens, index):
        end = named + 1
        return Inquit(index, end, named, verb, _rest(tokens, end, verbs), middle=True)
    end, said = said_behind(tokens, after, verb, verbs)
    start = index if subject is None else min(subject, index)
    if subject is not None and _follows_words(tokens, subject) and _is_closed(tokens, end):
        return Inquit(start, end, subject, verb, _rest(tokens, end, verbs), middle=True)
    if said is None:
        return None
    if subject is None and not _is_unknown_speaker(tokens, index, said, verb, verbs):
        return None
    return Inquit(start, end, subject, verb, said)


def _is_absolute(tokens: Sequence[Token], index: int) -> bool:
    """Whether behind a comma somebody is named before the participle at *index*: ", Kaul adding that"."""
    return index > 1 and tokens[index - 1].kind == "name" and tokens[index - 2].text == ","


def _comma_before(tokens: Sequence[Token], index: int, verbs: Verbs) -> int:
    """The index of the comma before *index* and any adverbs there; 0 where there is none."""
    index -= 1
    while index > 0 and tokens[index].text in verbs.words("between"):
        index -= 1
    return index if tokens[index].text in (",", "by") else 0


def _participle(
    tokens: Sequence[Token], comma: int, after: int, verb: Verb, verbs: Verbs
) -> Inquit | None:
    """What somebody says while he does something: "Kaul laughed, adding that"."""
    end, said = said_behind(tokens, after, verb, verbs)
    subject = _main_subject(tokens, comma, verbs)
    if said is None or subject is None or tokens[said - 1].text not in ("that", ":"):
        return None
    return Inquit(comma + 1, end, subject, Verb(verb.base, "past"), said)


def _behind_titles(tokens: Sequence[Token], place: int, verbs: Verbs) -> int | None:
    """The index of the person at *place*, or behind titles there: "said Mr. Kaul"."""
    while place < len(tokens) and (tokens[place].text in verbs.titles or tokens[place].text == "."):
        place += 1
    return place if place < len(tokens) and tokens[place].is_person else None


def _denied(tokens: Sequence[Token], index: int, verb: Verb, verbs: Verbs) -> Verb | None:
    """What somebody says by not doing it: "did not exclude that", "does not believe that"."""
    if verb.tense != "base" or verb.base not in verbs.words("denied"):
        return None
    before = [token.text for token in tokens[max(0, index - 3) : index]]
    if "not" not in before or not {"did", "does"} & set(before):
        return None
    return Verb(verb.base, "past" if "did" in before else "present")


def _behind_quote(tokens: Sequence[Token], index: int, verbs: Verbs, tense: str) -> Inquit | None:
    """Behind a quotation even a verb of doing says who speaks: '"…," he began.'"""
    verb = verbs.acts.get(tokens[index].text)
    subject = subject_of(tokens, index, verbs) if verb else None
    if verb is None or subject is None or (tense and verb.tense != tense):
        return None
    start = subject - 1 if subject and tokens[subject - 1].text in verbs.titles else subject
    quoted = start > 1 and tokens[start - 1].text in _QUOTES
    if not quoted or not _is_closed(tokens, index + 1):
        return None
    return Inquit(start, index + 1, subject, verb, _rest(tokens, index + 1, verbs), middle=True)


def _is_subject(tokens: Sequence[Token], place: int) -> bool:
    before = _before_titles(tokens, place) if tokens[place].kind == "name" else place - 1
    if before > 0 and tokens[before].text == "which":
        return tokens[before - 1].text in _PREPOSITIONS | {"in", "during"}  # "to which he replied"
    return before < 0 or tokens[before].text not in _NO_SUBJECT


def _before_aside(tokens: Sequence[Token], comma: int, verbs: Verbs) -> int | None:
    """The person before an aside that ends at *comma*: "Mr. Long, who had served in Port of Spain, said"."""
    for place in range(comma - 1, max(-1, comma - _LONGEST_ASIDE), -1):
        if tokens[place].text in _ENDS or tokens[place].text == ";":
            return None
        if (
            tokens[place].text == ","
            and place > 0
            and tokens[place - 1].is_person
            and _is_subject(tokens, place - 1)
        ):
            named = _behind_titles(tokens, place + 1, verbs)
            # "my host, Consul Moe, said"
            return named if named is not None and named + 1 == comma else place - 1
    return None


def _before_adverbial(tokens: Sequence[Token], comma: int, verbs: Verbs) -> int | None:
    """Who goes on behind "and" or "but" and some words up to *comma*: "Kaul sat down but after a while, said"."""
    for place in range(comma - 1, max(0, comma - _DISTANCE), -1):
        if tokens[place].text in ("and", "but"):
            return _main_subject(tokens, place, verbs)
        if tokens[place].kind != "word":
            return None
    return None


def _main_subject(tokens: Sequence[Token], before: int, verbs: Verbs) -> int | None:
    """Who does what stands before an "and": the last person with a verb behind."""
    for place in range(before - 1, -1, -1):
        if not tokens[place].is_person or not _is_subject(tokens, place):
            continue
        after = place + 1
        helped = False
        while after < before and (
            tokens[after].text in verbs.words("between") or tokens[after].text.endswith("ly")
        ):
            helped = helped or tokens[after].text in ("did", "does", "had")
            after += 1
        word = tokens[after].text
        # "The judge admonished the accused and told him that": any verb of the past will do behind who begins.
        done = word.endswith("ed") and all(token.text in verbs.titles for token in tokens[:place])
        verb = verbs.say.get(word) or verbs.acts.get(word)
        is_finite = word in _IS or (verb is not None and verb.tense in ("past", "present"))
        if after < before and (is_finite or done or helped):
            return place
    return None


def _follows_words(tokens: Sequence[Token], index: int) -> bool:
    """Whether what is said stands before *index*: words, and a sign between."""
    return index > 1 and (
        tokens[index - 1].text in (",", "?", "!", "-", "–", "—")
        or tokens[index - 1].text in _QUOTES
    )


def _is_closed(tokens: Sequence[Token], end: int) -> bool:
    """Whether the inquit ends at *end* as one in the middle does: with a comma or the sentence."""
    return end >= len(tokens) or tokens[end].text in (",", ".", ";", ":", "!", "?", "-", "–", "—")


def _rest(tokens: Sequence[Token], end: int, verbs: Verbs) -> int | None:
    """Where what is said goes on behind an inquit in its middle."""
    while end < len(tokens) and tokens[end].text in verbs.words("behind"):
        end += 1
    while end < len(tokens) and tokens[end].kind == "sign" and tokens[end].text not in _OPENS:
        end += 1
    return end if end < len(tokens) else None


def _is_unknown_speaker(
    tokens: Sequence[Token], index: int, said: int, verb: Verb, verbs: Verbs
) -> bool:
    """Whether somebody unnamed says something: "One of those at the table said that"."""
    return (
        index > 0
        and tokens[index - 1].text not in _MODALS
        and (
            tokens[said - 1].text in ("that", ":")
            or (is_stranger(tokens, index - 1, verbs) and verb.base not in verbs.words("thoughts"))
            or is_joint(tokens, index - 1)
        )
    )


def is_stranger(tokens: Sequence[Token], place: int, verbs: Verbs) -> bool:
    """Whether the word at *place* is the name of somebody whom nobody knows: "Smith wanted to know"."""
    token = tokens[place]
    if token.text in verbs.words("questions") | _PREPOSITIONS | verbs.titles:
        return False
    return token.capital and token.text not in SUBORDINATES


def _within(tokens: Sequence[Token], before: Inquit, inquit: Inquit) -> bool:
    """Whether *inquit* stands in what another introduces: what somebody tells of others."""
    if before.said is None or before.middle:
        return False
    return not any(token.text in _ENDS for token in tokens[before.said : inquit.start])
