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

    `kind` is "word", "sign", "name", "office", "pronoun" or "writer"; `entry` is whom a name means, `words` are
    those of an office.
    """

    kind: str
    text: str
    start: int
    end: int
    entry: Entry | None = None
    words: tuple[str, ...] = ()

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
    return _with_offices(found, verbs)


def _plain(text: str, start: int, end: int, verbs: Verbs) -> list[Token]:
    result = []
    for found in _TOKEN.finditer(text, start, end):
        word = folded(found[0])
        kind = "word" if found[0][0].isalnum() else "sign"
        if word in verbs.words("pronouns"):
            kind = "pronoun"
        elif found[0] == "I":
            kind = "writer"
        result.append(Token(kind, word, found.start(), found.end()))
    return result


def _with_offices(found: list[Token], verbs: Verbs) -> list[Token]:
    """*found* with words such as "the Foreign Minister" as one token."""
    heads = verbs.words("offices") | verbs.words("guests") | verbs.words("hosts")
    result: list[Token] = []
    index = 0
    while index < len(found):
        length = _office(found, index, heads)
        if length:
            parts = found[index : index + length]
            words = tuple(part.text for part in parts)
            result.append(
                Token("office", " ".join(words), parts[0].start, parts[-1].end, None, words)
            )
            index += length
        else:
            result.append(found[index])
            index += 1
    return result


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


def _office(found: list[Token], index: int, heads: frozenset[str]) -> int:
    """How many tokens from *index* on are an article and an office; 0 where none are."""
    if found[index].text not in ("the", "my") or found[index].kind != "word":
        return 0
    length = 0
    for offset, token in enumerate(found[index + 1 : index + 6], 1):
        if token.kind != "word" or token.text in _NO_PART:
            break
        if token.text in heads:
            length = offset + 1
        elif length:
            break
    after = found[index + length] if length and index + length < len(found) else None
    if after is not None and (after.kind == "name" or after.text in ("of", "'", "’")):
        # "the Minister Rawat" is named; "the Minister of Steel" is told by more.
        return 0 if after.kind == "name" or after.text != "of" else length
    return length
