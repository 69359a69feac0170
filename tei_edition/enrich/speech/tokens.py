"""A sentence as words, signs and people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tei_edition.enrich.forms import folded
from tei_edition.enrich.names import Name
from tei_edition.enrich.register import Entry
from tei_edition.enrich.speech.verbs import Verbs

_TOKEN = re.compile(r"[^\W_]+(?:['’‐-][^\W_]+)*|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Token:
    """A word (in small letters, without accents), a sign, or words for a person.

    `kind` is "word", "sign", "name", "office", "pronoun", "writer", or "owner" for an office in the genitive; `entry`
    is whom a name means, `words` are those of an office; `capital` that a word begins with one.
    """

    kind: str
    text: str
    start: int
    end: int
    entry: Entry | None = None
    words: tuple[str, ...] = ()
    capital: bool = False

    @property
    def is_person(self) -> bool:
        """Whether somebody is meant."""
        return self.kind in ("name", "office", "pronoun", "writer")


def tokens(text: str, start: int, end: int, names: Sequence[Name], verbs: Verbs) -> list[Token]:
    """The tokens of the sentence *start* to *end* of *text*; *names* are those of the whole text."""
    found: list[Token] = []
    people = [
        name
        for name in names
        if name.entry.kind == "person" and start <= name.start and name.end <= end
    ]
    place = start
    for name in people:
        found += _plain(text, place, name.start, verbs)
        found.append(Token("name", text[name.start : name.end], name.start, name.end, name.entry))
        place = name.end
    found += _plain(text, place, end, verbs)
    return _with_offices(_without_asides(found, verbs), text, verbs)


def _without_asides(found: list[Token], verbs: Verbs) -> list[Token]:
    """*found* without what stands between commas and says nothing: ", however,", ", for his part,"."""
    result: list[Token] = []
    index = 0
    while index < len(found):
        # "said that, however, he could not": there it is said.
        comma = found[index].text == "," and index > 0 and found[index - 1].text != "that"
        end = index + 1
        while comma and end < len(found) and end - index <= _ASIDE and found[end].kind == "word":
            end += 1
        words = tuple(token.text for token in found[index + 1 : end])
        if comma and words in verbs.asides and end < len(found) and found[end].text == ",":
            index = end + 1
        else:
            result.append(found[index])
            index += 1
    return result


_ASIDE = 4


def _plain(text: str, start: int, end: int, verbs: Verbs) -> list[Token]:
    result = []
    for found in _TOKEN.finditer(text, start, end):
        word = folded(found[0])
        if word in _QUOTE:
            word = _quote(text, found.start())
        kind = "word" if found[0][0].isalnum() else "sign"
        if word in verbs.words("pronouns"):
            kind = "pronoun"
        elif found[0] == "I":
            kind = "writer"
        capital = kind == "word" and found[0][0].isupper()
        result.append(Token(kind, word, found.start(), found.end(), capital=capital))
    return result


_QUOTE = frozenset("'’")


def _quote(text: str, place: int) -> str:
    """The sign at *place*, ' or ’, as one that opens a quotation where it does, else as one that closes it."""
    before, behind = text[place - 1 : place], text[place + 1 : place + 2]
    opens = text[place] == "'" and (not before or before in " \n\t([—–-") and behind.isalnum()
    return "‘" if opens else "’"


def _with_offices(found: list[Token], text: str, verbs: Verbs) -> list[Token]:
    """*found* with words such as "the Foreign Minister" as one token."""
    result: list[Token] = []
    index = 0
    while index < len(found):
        length, words = _someone(found, index, text, verbs)
        parts = found[index : index + max(length, 1)]
        if length:
            kind = "owner" if parts[-1].text.endswith(_GENITIVES) else "office"
            spelt = " ".join(words)
            result.append(Token(kind, spelt, parts[0].start, parts[-1].end, None, words))
        elif _text(found, index) == "my" and _is_remark(found, index + 1, verbs):
            result.append(Token("writer", "my", parts[0].start, parts[0].end))
        else:
            result.append(found[index])
        index += max(length, 1)
    return result


_GENITIVES = ("'s", "’s")


def _text(found: Sequence[Token], place: int) -> str:
    return found[place].text if place < len(found) else ""


def _is_remark(found: Sequence[Token], place: int, verbs: Verbs) -> bool:
    return bool({_text(found, place), _text(found, place + 1)} & verbs.words("remarks"))


def _someone(
    found: list[Token], index: int, text: str, verbs: Verbs
) -> tuple[int, tuple[str, ...]]:
    """How many tokens from *index* on mean somebody by an office, and the words of that; 0 where none do."""
    word = found[index].text
    if word in ("his", "her", "your") and _text(found, index + 1) in verbs.words("honorifics"):
        return 2, (found[index + 1].text,)
    if word == "the" and _text(found, index + 1) in _TWO and _is_verb(found, index + 2, verbs):
        return 2, ("the", found[index + 1].text)
    if word in verbs.short and found[index].kind == "word":
        return 1, ("the", *verbs.short[word].split())
    length = _office(found, index, verbs) or _bare_office(found, index, text, verbs)
    words = tuple(token.text for token in found[index : index + length])
    if words and words[-1].endswith(_GENITIVES):
        words = (*words[:-1], words[-1][:-2])
    return length, words


#: Which of the two who were named last.
_TWO = frozenset(("former", "latter"))


def _is_verb(found: Sequence[Token], place: int, verbs: Verbs) -> bool:
    while _text(found, place) in verbs.words("between"):
        place += 1
    return _text(found, place) in verbs.say or _text(found, place) in verbs.acts


def _heads(verbs: Verbs) -> frozenset[str]:
    return frozenset().union(*map(verbs.words, ("offices", "guests", "hosts", "collectives")))


def _bare_office(found: list[Token], index: int, text: str, verbs: Verbs) -> int:
    """How many tokens from *index* on are an office without an article, before what it says: "Prime Minister said"."""
    heads, length = _heads(verbs), 0
    if index and text[found[index].start : found[index].end].islower():
        return 0
    for token in found[index : index + 4]:
        if token.kind != "word" or not text[token.start].isupper():
            break
        length += 1
    head = found[index + length - 1].text if length else ""
    if head not in heads and head.rpartition("-")[2] not in heads:
        return 0
    if index and (found[index - 1].text in _NO_PART or found[index - 1].kind == "name"):
        return 0
    after = index + length
    while _text(found, after) in verbs.words("between"):
        after += 1
    verb = verbs.say.get(_text(found, after)) or verbs.acts.get(_text(found, after))
    return length if verb and verb.tense in ("past", "present") else 0


#: No word of an office before its head.
_NO_PART = frozenset(
    {
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "from",
        "and",
        "or",
        "that",
        "which",
        "who",
        "as",
        "his",
        "her",
        "its",
        "their",
    }
)


def _office(found: list[Token], index: int, verbs: Verbs) -> int:
    """How many tokens from *index* on are an article and an office; 0 where none are."""
    heads = _heads(verbs)
    if found[index].text not in ("the", "my") or found[index].kind != "word":
        return 0
    length = 0
    for offset, token in enumerate(found[index + 1 : index + 6], 1):
        if token.kind != "word" or token.text in _NO_PART:
            break
        if token.text.endswith(_GENITIVES) and token.text[:-2] in heads:
            return offset + 1
        if token.text in heads:
            length = offset + 1
        elif length:
            break
    after = found[index + length] if length and index + length < len(found) else None
    if after is not None and after.text in ("of", "for"):
        # "the Minister of Steel" is told by more than his title.
        more = index + length + 1
        more += found[more].text == "the" if more < len(found) else 0
        while more < len(found) and (found[more].capital or found[more].text == "and"):
            more += 1
        more -= found[more - 1].text == "and"
        if not found[more - 1].capital:
            field = _field(found, index + length + 1, verbs)
            return field - index if field else length
        return more - index
    # "the Minister Rawat" is named.
    return 0 if after is not None and after.kind == "name" else length


def _field(found: Sequence[Token], start: int, verbs: Verbs) -> int:
    """Where the field of an office ends that is spelt small, right before a verb: "the director of finance said"."""
    for place in range(start, min(start + _FIELD, len(found))):
        if found[place].kind != "word" or found[place].text in _NO_FIELD:
            break
        following = found[place + 1].text if place + 1 < len(found) else ""
        verb = verbs.say.get(following) or verbs.acts.get(following)
        if verb is not None and verb.tense == "past":
            return place + 1
    return 0


_NO_FIELD = (_NO_PART - {"and"}) | {
    "this",
    "these",
    "those",
    "my",
    "our",
    "your",
    "him",
    "me",
    "us",
}
#: The field of an office has not more words.
_FIELD = 3
