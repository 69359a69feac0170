"""The words that say who speaks: "Kaul replied that", "he continued", "said the Minister"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tei_edition.enrich.speech.relatives import antecedent
from tei_edition.enrich.speech.tokens import Token
from tei_edition.enrich.speech.verbs import Verb, Verbs

_QUOTES = frozenset("\"“”„«»'‘’")
_OPENS = frozenset('"“„«‘')
_ENDS = frozenset(".!?…")
_PREPOSITIONS = frozenset((
    "of", "to", "with", "from", "by", "for", "between", "at", "about", "than", "against", "on", "like", "into", "behind", "beside", "near",
))  # fmt: skip
_JOINS = frozenset(("and", "but", "or", "then"))
_MODALS = frozenset(
    {"would", "could", "can", "might", "must", "will", "shall", "should", "may", "to", "had"}
)
#: Verbs that take whom one speaks to without "to".
_TO_WHOM = frozenset({"tell", "assure", "inform", "remind", "warn", "ask", "advise", "caution"})


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


def inquits(tokens: Sequence[Token], verbs: Verbs, tense: str, first: int = 0) -> list[Inquit]:
    """The inquits of a sentence from *first* on, in their order; *tense* is the one that the text tells in."""
    found: list[Inquit] = []
    index = max(first, _behind_participle(tokens, verbs, tense))
    while index < len(tokens):
        inquit = _inquit(tokens, index, verbs, tense)
        if inquit is not None and (
            not found or inquit.middle or not _within(tokens, found[-1], inquit)
        ):
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
    is_topic = False
    for length in range(min(verbs.longest, len(tokens) - index), 1, -1):
        words = tuple(
            "his" if token.kind == "owner" else _POSSESSIVES.get(token.text, token.text)
            for token in tokens[index : index + length]
        )
        if words in verbs.phrases:
            return verbs.phrases[words], length
        is_topic = is_topic or words in verbs.topics
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
    if place < 0:
        return None
    if tokens[place].is_person:
        return place if _is_subject(tokens, place) else None
    if tokens[place].text == ",":
        return _before_aside(tokens, place)
    if tokens[place].text in _JOINS:
        return _main_subject(tokens, place, verbs)
    return antecedent(tokens, place, index, verbs) if tokens[place].text == "who" else None


def _has_modal(tokens: Sequence[Token], index: int, verbs: Verbs) -> bool:
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
    elif _has_modal(tokens, index, verbs):
        return None
    if (tense and verb.tense != tense) or verb.tense not in ("past", "present"):
        return None
    after = index + length
    subject = subject_of(tokens, index, verbs)
    named = _behind_titles(tokens, after, verbs)
    if subject is None and named is not None and _follows_words(tokens, index):
        end = named + 1
        return Inquit(index, end, named, verb, _rest(tokens, end, verbs), middle=True)
    end, said = _said(tokens, after, verb, verbs)
    start = index if subject is None else min(subject, index)
    if subject is not None and _follows_words(tokens, subject) and _is_closed(tokens, end):
        return Inquit(start, end, subject, verb, _rest(tokens, end, verbs), middle=True)
    if said is None:
        return None
    if subject is None and not _is_unknown_speaker(tokens, index, said, verbs):
        return None
    return Inquit(start, end, subject, verb, said)


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
    return place == 0 or tokens[place - 1].text not in _PREPOSITIONS


def _before_aside(tokens: Sequence[Token], comma: int) -> int | None:
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
            return place - 1
    return None


def _main_subject(tokens: Sequence[Token], before: int, verbs: Verbs) -> int | None:
    """Who does what stands before an "and": the last person with a verb behind."""
    for place in range(before - 1, -1, -1):
        if not tokens[place].is_person or not _is_subject(tokens, place):
            continue
        after = place + 1
        while after < before and tokens[after].text in verbs.words("between"):
            after += 1
        word = tokens[after].text
        # "The judge admonished the accused and told him that": any verb of the past will do behind who begins.
        done = word.endswith("ed") and all(token.text in verbs.titles for token in tokens[:place])
        if after < before and (word in verbs.say or word in verbs.acts or done):
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


def _said(tokens: Sequence[Token], after: int, verb: Verb, verbs: Verbs) -> tuple[int, int | None]:
    """Where the words end that begin an inquit, and where what is said begins; None where nothing is."""
    place = after
    base = verb.base.split()[-1]
    if base == "that":
        return after, after if after < len(tokens) else None
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


_OWN = frozenset(("the", "a", "his", "her", "my"))


def _skipped(tokens: Sequence[Token], place: int, is_first: bool, base: str, verbs: Verbs) -> int:
    """How many tokens at *place*, behind a verb, are none of what is said: who is spoken to, and how."""
    token = tokens[place]
    if token.text == "(":
        return _behind_bracket(tokens, place) - place
    if token.text == "the" and _text(tokens, place + 2) in ("that", ":"):
        return 2  # "the fact that", "the following:"
    if token.is_person:
        return int((is_first and base in _TO_WHOM) or tokens[place - 1].text == "to")
    if token.text == "to" and (verb := verbs.say.get(_text(tokens, place + 1))):
        return 2 * (verb.tense == "base" and _text(tokens, place + 2) == "that")
    where = tokens[place + 1 : place + 3] if token.text in ("in", "on", "at", "over") else []
    if any(t.capital for t in where) or (where and where[0].text in _OWN):
        for end in range(place + 2, place + 5):
            if _text(tokens, end) in ("that", ":"):
                return end - place  # "told me in the corridor that", "in fluent Danish that"
    is_adverb = token.kind == "word" and token.text in verbs.words("behind")
    return int(is_adverb and _is_skipped(tokens, place, base))


def _is_skipped(tokens: Sequence[Token], place: int, base: str) -> bool:
    """Whether a word behind a verb is none of what is said: "to him", "with a smile"; "to give" is."""
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
            "this",
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
    return comma, comma + 1 if comma + 1 < len(tokens) else None


def _may_be_bare(tokens: Sequence[Token], place: int, verb: Verb) -> bool:
    """Whether words right behind a verb are what is said: "said they had been explained"."""
    token = tokens[place]
    if token.kind == "sign" or token.text in ("to", "about", "for", "of"):
        return verb.base == "say" and token.text in ("of", "for")
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


_LONGEST_ASIDE = 40
#: "answered in the affirmative"
_YES_OR_NO = frozenset(("affirmative", "negative"))
#: Phrases are kept with "his".
_POSSESSIVES = dict.fromkeys(("my", "her", "their", "our", "your"), "his")

_FINITE = frozenset((
    "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must", "should", "does", "did", "do",
))  # fmt: skip


def _is_unknown_speaker(tokens: Sequence[Token], index: int, said: int, verbs: Verbs) -> bool:
    """Whether somebody unnamed says something: "One of those at the table said that"."""
    return (
        index > 0
        and tokens[index - 1].text not in _MODALS
        and (tokens[said - 1].text in ("that", ":") or is_stranger(tokens, index - 1, verbs))
    )


def is_stranger(tokens: Sequence[Token], place: int, verbs: Verbs) -> bool:
    """Whether the word at *place* is the name of somebody whom nobody knows: "Smith wanted to know"."""
    token = tokens[place]
    return token.capital and token.text not in verbs.titles and token.text not in _PREPOSITIONS


def _within(tokens: Sequence[Token], before: Inquit, inquit: Inquit) -> bool:
    """Whether *inquit* stands in what another introduces: what somebody tells of others."""
    if before.said is None or before.middle:
        return False
    return not any(token.text in _ENDS for token in tokens[before.said : inquit.start])
