"""Slots of wordings that no list of words can say: hands, quantities, foreign words, and so on.

A slot has a pattern and, where the pattern alone is not enough, a test that looks at the words
and at the place of the remark.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from tei_edition.record import tables
from tei_edition.record.model import Hand, Inline, Language, Text


@dataclass(frozen=True, slots=True)
class Place:
    """Where a remark stands: the character before and after it, and its share of the paragraph."""

    before: str
    after: str
    alone: bool
    first: bool

    @property
    def attached(self) -> bool:
        return self.before.isalnum()


Test = Callable[[str, tuple[Inline, ...], Place], bool]


@dataclass(frozen=True, slots=True)
class Slot:
    """A pattern (of Python's re, without groups of its own) and a test for what it matched.

    One of `hints`, where there are any, stands in whatever the pattern matches, in small letters.
    """

    pattern: str
    test: Test | None = None
    hints: frozenset[str] = frozenset()


# --- hands ------------------------------------------------------------------------------------

_COLOURS = "red|blue|green|black|violet|purple|brown"
_MEDIA = "pencil|ink|pen|crayon|ballpoint"
_NAME = r"(?-i:[A-Z][\w.'’-]*(?:\s(?:[A-Z][\w.'’-]*|van|von|de|der))*)"
_OTHER = (
    r"(?:an?\s+)?(?:unidentified|unknown|another|different|second|third|the\s+same|his|her|own)"
)
HAND_PATTERN = (
    rf"(?:in\s+{_NAME}['’]s?\s+(?:own\s+)?hand(?:writing)?"
    rf"|in\s+the\s+hand(?:writing)?\s+of\s+{_NAME}"
    rf"|by\s+{_NAME}(?!\w)"
    rf"|(?:by|in)\s+(?:{_OTHER}\s+)*hand(?:writing)?(?!\w)"
    rf"|in\s+(?:(?:{_COLOURS})\s+)?(?:{_MEDIA})(?!\w)"
    r"|hand-?written|hand-?writing|in\s+longhand)"
)
_HAND_PARTS = re.compile(
    rf"in\s+(?P<scribe>{_NAME})['’]s?\s+(?:own\s+)?hand"
    rf"|hand(?:writing)?\s+of\s+(?P<scribe2>{_NAME})|by\s+(?P<scribe3>{_NAME})"
    rf"|in\s+(?:(?P<colour>{_COLOURS})\s+)?(?P<medium>{_MEDIA})(?!\w)"
    rf"|(?P<other>another|different|second|third)\s+hand",
    re.IGNORECASE,
)


def read_hand(words: str) -> Hand:
    """The hand that *words* ("by hand in red pencil") speak of."""
    scribe = medium = other = None
    for found in _HAND_PARTS.finditer(words):
        scribe = found["scribe"] or found["scribe2"] or found["scribe3"] or scribe
        other = (found["other"] or other or "").lower() or None
        if found["medium"]:
            medium = "-".join(p.lower() for p in (found["colour"], found["medium"]) if p)
    who = f"Hand of {scribe}" if scribe else "Unidentified hand"
    if other:
        who = f"{who}, told apart as “{other}”"
    description = f"{who}, in {medium.replace('-', ' ')}" if medium else who
    key = "-".join(part for part in (scribe, other, medium) if part)
    return Hand(key, description, medium)


# --- quantities -------------------------------------------------------------------------------

_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        start=1,
    )
} | {"an": 1, "a": 1, "single": 1, "half a": 0.5, "half": 0.5, "a half": 0.5}
_VAGUE = (
    r"several|some|a\s+few|many|a\s+couple\s+of|a\s+number\s+of|approximately\s+\d+|about\s+\d+"
)
_COUNT = (
    r"\d+|" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(_NUMBERS, key=len, reverse=True))
)  # fmt: skip
_QUANTITY = rf"(?:{_VAGUE}|(?:{_COUNT})(?:\s*(?:-|–|to|or)\s*(?:{_COUNT}))?)"


def read_quantity(words: str) -> dict[str, str]:
    """The attributes (TEI att.dimensions) that say *words* ("1-2", "half a", "several")."""
    words = " ".join(words.lower().split())
    if re.fullmatch(_VAGUE, words):
        return {"extent": words}
    counts = [_count(part) for part in re.split(r"\s*(?:-|–|\bto\b|\bor\b)\s*", words)]
    if len(counts) == 2:
        return {"atLeast": counts[0], "atMost": counts[1]}
    return {"quantity": counts[0]}


def _count(word: str) -> str:
    return str(_NUMBERS.get(word, word))


# --- words of the original --------------------------------------------------------------------

#: Scripts by the first word of a letter's Unicode name, and the language they stand for where
#: the record names none that is written so.
_SCRIPTS = {
    "CYRILLIC": "und-Cyrl", "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko",
    "GREEK": "el", "ARABIC": "und-Arab", "HEBREW": "he", "ARMENIAN": "hy", "GEORGIAN": "ka",
    "DEVANAGARI": "und-Deva", "THAI": "th", "TIBETAN": "bo", "MONGOLIAN": "mn-Mong",
}  # fmt: skip
_SCRIPT_LANGUAGES = {
    "CYRILLIC": {"ru", "uk", "be", "bg", "mk", "mn", "sr", "kk", "sh"},
    "CJK": {"zh", "zh-Hans", "zh-Hant", "ja", "ko"},
    "ARABIC": {"ar", "fa", "ur", "ps"},
    "DEVANAGARI": {"hi", "ne"},
    "HEBREW": {"he", "yi"},
    "HANGUL": {"ko"},
}  # fmt: skip


def _script(text: str) -> str:
    """The script most letters of *text* are in, as Unicode's names begin ("LATIN")."""
    counts: dict[str, int] = {}
    for char in text:
        if char.isalpha():
            name = unicodedata.name(char, "LATIN").split(maxsplit=1)[0]
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: counts[name], default="LATIN")


def language_of(text: str, originals: tuple[Language, ...]) -> str:
    """The BCP 47 tag of *text*, a word of one of the *originals* of the record."""
    script = _script(text)
    tags = [language.tag for language in originals if language.tag]
    if script == "LATIN":
        first = next(iter(tags), "und")
        return first if tables.written_in_latin(first) and first != "und" else f"{first}-Latn"
    fitting = _SCRIPT_LANGUAGES.get(script, {_SCRIPTS.get(script, "")})
    return next((tag for tag in tags if tag in fitting), _SCRIPTS.get(script, "und"))


def _is_foreign(words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
    letters = [node for node in nodes if isinstance(node, Text) and node.value.strip()]
    if not letters or not any(char.isalpha() for char in words):
        return False
    if all("emphasis" in node.styles for node in letters):
        return True
    if _script(words) != "LATIN":
        return True
    tokens = re.findall(r"[^\W\d_]+", words)
    accented = sum(not token.isascii() for token in tokens)
    return len(tokens) > 1 and accented * 2 >= len(tokens)


# --- words of the sentence --------------------------------------------------------------------


def _is_index(words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
    """Brackets that are the text's own: empty, an index as in "a[0]", a label as in "[b] Then"."""
    if not words.strip():
        return True
    if re.fullmatch(r"\d+(?:\s*[,;]\s*\d+)+", words):
        return True
    if place.after.isalpha():
        return False
    if place.attached or (place.first and not place.alone):
        return bool(re.fullmatch(r"\d{1,3}|[a-zA-Z]|[ivxIVX]{2,5}|\+|-", words))
    return bool(re.fullmatch(r"[b-zB-HJ-Z]", words))


def _fits_sentence(words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
    """True for a few words that complete a sentence, false for what talks about the document."""
    tokens = re.findall(r"[\w'’.-]+", words)
    if not tokens or not any(char.isalpha() or len(words) == 4 for char in words):
        return False
    if re.search(r"[:;!?\"“”\[\]]|[.]\s*$", words) and not re.fullmatch(
        r"(?:\w{1,3}\.\s?)+", words
    ):
        return False
    if re.fullmatch(r"\d+", words):
        return len(words) == 4
    limit = 8 if words[0].islower() else 5
    return len(tokens) <= limit


def _is_lower(words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
    return words.islower() and not any(isinstance(node, Text) and node.styles for node in nodes)


@lru_cache(maxsize=1)
def slots() -> dict[str, Slot]:
    """The slots by name. The vocabularies of a conventions file come beside them."""
    return {
        "text": Slot(r".+?"),
        "hand": Slot(HAND_PATTERN, hints=frozenset(("hand", "by", *_MEDIA.split("|")))),
        "quantity": Slot(_QUANTITY),
        "number": Slot(r"\d+\s?[a-z]?|[ivxlc]+"),
        "language": Slot("|".join(map(re.escape, tables.language_names()))),
        "foreign": Slot(r".+?", _is_foreign),
        "letters": Slot(r"[^\W\d_]+", _is_lower),
        "index": Slot(r".*?", _is_index),
        "words": Slot(r".+?", _fits_sentence),
        "phrase": Slot(r"\S+(?:\s+\S+){0,5}?"),
    }
