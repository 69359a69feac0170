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

from tei_edition.conventions.tables import Tables, common_tables
from tei_edition.document.header import Language
from tei_edition.document.inline import Hand, Inline, Text
from tei_edition.understand.remarks.surface import (
    Place,
    Surface,
    completes_hour,
    completes_number,
    is_a_sign,
    is_part_of_a_word,
    is_respelt,
    is_within_a_label,
    sentence_goes_on,
    speaks_apart,
)
from tei_edition.understand.words.dates import completes_year

Test = Callable[[str, tuple[Inline, ...], Place], bool]


#: What stands around a sample where a slot does not ask for more.
AROUND = ("He wrote ", " then.")


@dataclass(frozen=True, slots=True)
class Slot:
    """A pattern (of Python's re, without groups of its own) and a test for what it matched.

    One of `hints`, where there are any, stands in whatever the pattern matches, in small letters.
    An `open` slot holds any words, so a rule has to keep them. `sample` is what a check of the rules
    may put there, and `around` the words before and after a remark that make the sample fit.
    """

    pattern: str
    test: Test | None = None
    hints: frozenset[str] = frozenset()
    open: bool = True
    sample: str = "the pilot left the harbour"
    around: tuple[str, str] = AROUND


# --- hands ------------------------------------------------------------------------------------

_COLOURS = "red|blue|green|black|violet|purple|brown"
_MEDIA = "pencil|ink|pen|crayon|ballpoint"
_NAME = r"(?-i:[A-Z][\w.'’-]*(?:\s(?:[A-Z][\w.'’-]*|van|von|de|der))*)"
_OTHER = (
    r"(?:an?\s+)?(?:unidentified|unknown|another|different|second|third|the\s+same|his|her|own)"
)
HAND_PATTERN = (
    rf"(?:in\s+{_NAME}['’]s?\s+(?:own\s+)?hand(?:writing)?"
    rf"|{_NAME}['’]s?\s+hand-?writ(?:ten|ing)"
    rf"|in\s+the\s+hand(?:writing)?\s+of\s+{_NAME}"
    rf"|by\s+{_NAME}(?!\w)"
    rf"|(?:by|in)\s+(?:{_OTHER}\s+)*hand(?:writing)?(?!\w)"
    rf"|in\s+(?:(?:{_COLOURS})\s+)?(?:{_MEDIA})(?!\w)"
    r"|hand-?written|hand-?writing|in\s+longhand)"
)
_HAND_PARTS = re.compile(
    rf"(?:in\s+)?(?P<scribe>{_NAME})['’]s?\s+(?:own\s+)?hand"
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
    return Hand(key, description, medium, scribe=scribe, other=other)


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
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_VAGUE = (
    r"several|some|a\s+few|many|a\s+couple\s+of|a\s+number\s+of|approximately\s+\d+|about\s+\d+"
)
_COUNT = (
    r"\d*[½¼¾]|\d+|" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(_NUMBERS, key=len, reverse=True))
)  # fmt: skip
_BOUND = r"(?:less\s+than|fewer\s+than|at\s+most|up\s+to|more\s+than|at\s+least|over)"
_QUANTITY = rf"(?:{_VAGUE}|(?:{_BOUND}\s+)?(?:{_COUNT})(?:\s*(?:-|–|to|or)\s*(?:{_COUNT}))?)"


_NUMBER_WORDS = "|".join(word for word in _NUMBERS if len(word) > 2 and " " not in word)


def read_number(words: str) -> str:
    """The number that *words* ("3", "12 a", "iv", "two") give, as @n holds it."""
    number = "".join(words.split())
    return _count(number.lower()) if number.isalpha() else number


def read_quantity(words: str) -> dict[str, str]:
    """The attributes (TEI att.dimensions) that say *words* ("1-2", "half a", "several")."""
    words = " ".join(words.lower().split())
    if re.fullmatch(_VAGUE, words):
        return {"extent": words}
    if bound := re.match(rf"{_BOUND}\s+", words):
        least = bound[0].startswith(("more", "at least", "over"))
        return {"at_least" if least else "at_most": _count(words[bound.end() :])}
    counts = [_count(part) for part in re.split(r"\s*(?:-|–|\bto\b|\bor\b)\s*", words)]
    if len(counts) == 2:
        return {"at_least": counts[0], "at_most": counts[1]}
    return {"quantity": counts[0]}


def _count(word: str) -> str:
    if word and word[-1] in _FRACTIONS:
        return str(int(word[:-1] or 0) + _FRACTIONS[word[-1]])
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
    if text.isascii():
        return "LATIN"
    counts: dict[str, int] = {}
    for char in text:
        if char.isalpha():
            name = unicodedata.name(char, "LATIN").split(maxsplit=1)[0]
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: counts[name], default="LATIN")


def language_of(text: str, originals: tuple[Language, ...], tables: Tables | None = None) -> str:
    """The BCP 47 tag of *text*, a word of one of the *originals* of the record.

    *tables* say which languages are written in Latin letters.
    """
    script = _script(text)
    tags = [language.tag for language in originals if language.tag]
    if script == "LATIN":
        first = next(iter(tags), "und")
        latin = (tables or common_tables()).written_in_latin(first) and first != "und"
        return first if latin else f"{first}-Latn"
    fitting = _SCRIPT_LANGUAGES.get(script, {_SCRIPTS.get(script, "")})
    return next((tag for tag in tags if tag in fitting), _SCRIPTS.get(script, "und"))


def _is_foreign(words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
    """True for words set in italics, or written otherwise than in Latin letters: what a label calls foreign."""
    letters = [node for node in nodes if isinstance(node, Text) and node.value.strip()]
    if not letters or not any(char.isalpha() for char in words):
        return False
    return all("emphasis" in node.styles for node in letters) or _script(words) != "LATIN"


def _is_in_another_script(words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
    return any(char.isalpha() for char in words) and _script(words) != "LATIN"


# --- letters of a word ------------------------------------------------------------------------


def _is_index(words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
    """Brackets that are the text's own: empty, an index as in "a[0]", a label as in "[b] Then"."""
    if not words.strip():
        return True
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", words):
        return False  # "two lakh [200,000]"
    if re.fullmatch(r"\d+(?:\s*[,;]\s*\d+)+", words):
        return True
    if place.after.isalnum() or completes_year(place.lead, words):
        return False
    if completes_number(place.lead, words):
        return False
    if place.attached and words in _ENDINGS and re.search(r"[^\W\d_]{3}$", place.lead):
        return False  # "assume[d]"
    if place.before.isupper() and re.fullmatch(r"[A-Z]", words):
        return False  # "US[A]"
    if words in ("I", "A") and sentence_goes_on(place):
        return False
    if place.attached or (place.first and not place.alone):
        return bool(re.fullmatch(r"\d{1,3}|[a-zA-Z]|[ivxIVX]{2,5}|\+|-", words))
    return bool(re.fullmatch(r"[b-zB-HJ-Z]", words))


#: What English adds to a word to make it fit its sentence.
_ENDINGS = frozenset(
    ["s", "es", "d", "ed", "ing", "n", "en", "er", "'s", "’s", "ly", "y", "e", "i"]
)


#: An abbreviation keeps fewer letters than these, or leaves out more.
_TORN = 6


def _completes_word(words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
    """True for the letters that a shortened word leaves out: "comm[ittee]", not "boat[s]"."""
    plain_text = not any(isinstance(node, Text) and node.styles for node in nodes)
    stem = re.search(r"[^\W\d_]*$", place.lead)
    short = stem is not None and len(stem[0]) == 1
    if stem is not None and stem[0].islower() and len(stem[0]) >= max(_TORN, 2 * len(words) + 1):
        return False  # "circumstan[ced]": nobody saves three letters of so long a word
    return (
        words[:1].islower()
        and plain_text
        and not place.after.isalpha()
        and (short or (len(words) > 1 and words not in _ENDINGS))
    )


def _is_unmarked(words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
    return all(isinstance(node, Text) and not node.styles for node in nodes)


#: The endings of files that are pictures and nothing else.
_IMAGES = "jpe?g|png|gif|webp|tiff?|avif"


@lru_cache(maxsize=8)
def slots(tables: Tables) -> dict[str, Slot]:
    """The slots by name. The vocabularies of a conventions file come beside them."""
    surface = Surface(tables)
    return {**_of_words(tables, surface), **_of_places(surface), **_of_signs(surface)}


def _of_words(tables: Tables, surface: Surface) -> dict[str, Slot]:
    """Slots told by what the words in them are."""
    hints = frozenset(("hand", "handwritten", "handwriting", "longhand", "by", *_MEDIA.split("|")))
    languages = "|".join(map(re.escape, tables.language_names)) or "English"
    return {
        "text": Slot(r".+?"),
        "entry": Slot(r".+?", lambda words, nodes, place: not speaks_apart(words)),
        "hour": Slot(
            r"[ap]\.?\s?m\.?|o['’]clock|hours|hrs\.?", completes_hour, open=False, sample="p.m.", around=("At 6 ", " he came.")
        ),
        "hand": Slot(HAND_PATTERN, hints=hints, open=False, sample="by hand"),
        "quantity": Slot(_QUANTITY, open=False, sample="two"),
        "number": Slot(rf"\d+\s?(?:ob\.?|[a-z])?(?:\s?[-–/]\s?\d+)?(?!\w)|[ivxlc]+(?!\w)|(?:{_NUMBER_WORDS})(?!\w)", open=False, sample="3"),
        "who": Slot(r"[^\W\d_][^\[\]:,]{0,80}?", open=False, sample="A. Lind"),
        "day": Slot(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?![\w-])", open=False, sample="2024-05-03"),
        "identifier": Slot(r"[^\W\d](?:[\w.-]*[\w-])?", open=False, sample="lind", around=("Then Lind ", " came.")),
        "path": Slot(rf"[\w%+@~./-]+\.(?:{_IMAGES})(?!\w)", open=False, sample="images/003.jpg"),
        "language": Slot(rf"(?:{languages})(?!\w)", open=False, sample="Russian"),
        "foreign": Slot(r".+?", _is_foreign, sample="дружба"),
        "script": Slot(r".+?", _is_in_another_script, sample="дружба"),
        "original": Slot(r".+?", sample="secamente"),
        "letters": Slot(
            r"[^\W\d_]+(?:['’-][^\W\d_]+)*", lambda words, nodes, place: _completes_word(words, nodes, place) and surface.is_shortened(place), sample="ittee", around=("The comm", " met.")
        ),
        "shortened": Slot(
            r"[^\W\d_]+(?:[ -][^\W\d_]+)*", _is_unmarked, sample="ittee", around=("The comm", " met.")
        ),
    }  # fmt: skip


def _of_places(surface: Surface) -> dict[str, Slot]:
    """Slots told by where they stand: at the head of a letter, within a word."""
    return {
        "dateline": Slot(r".+?", surface.dates_a_document, sample="Ribe, 3 May 1962"),
        "whence": Slot(r".+?", surface.places_a_letter, sample="Skagen", around=("", "Dear Lind,")),
        "when": Slot(
            r"\d{4}.*?", surface.begins_with_a_year, sample="1606, Dec.", around=("", " He wrote."),
        ),
        "index": Slot(
            r".*?",
            lambda words, nodes, place: _is_index(words, nodes, place) and not surface.ends_a_word(words, place),
            sample="0", around=("The array a", " here."),
        ),
        "turning": Slot(
            r"aside|(?:(?:turning|turns|speaking|aside|whispering|shouting|calling)\s+)?to\s.{1,60}?|addressing\s.{1,60}?",
            is_within_a_label, open=False, sample="to Lind", around=("Moe ", ": The lamp is out."),
        ),
        "piece": Slot(r"\S+", is_part_of_a_word, sample="A", around=("The US", " came.")),
        "respelt": Slot(
            r"(?-i:[A-Z])[\w'’-]*", is_respelt, sample="Lind", around=("By Lindt ", " then.")
        ),
    }  # fmt: skip


def _of_signs(surface: Surface) -> dict[str, Slot]:
    """Slots of signs and figures; a phrase is any few words."""
    return {
        "sign": Slot(r"[&“”\",.;:!’'‘]", is_a_sign, sample="&"),
        "figures": Slot(
            r"[\d.,/ -]*\d[\d.,/ -]*", surface.completes_figures, sample="3", around=("He came on ", " May.")
        ),
        "unread": Slot(
            r"\?{1,9}", surface.lacks_a_word, open=False, sample="?", around=("He met Mrs. ", " then.")
        ),
        "crosses": Slot(r"[xX]{4,}|xxx|_{2,}", open=False, sample="xxxx", around=("He wrote ", " then.")),
        "dots": Slot(r"[.·•]{1,60}", open=False, sample="....", around=("He wrote ", " then.")),
        "phrase": Slot(r"[^\s\[\]:]+(?:\s+[^\s\[\]:]+){0,11}?", sample="harbour"),
    }  # fmt: skip
