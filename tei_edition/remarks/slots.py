"""Slots of wordings that no list of words can say: hands, quantities, foreign words, and so on.

A slot has a pattern and, where the pattern alone is not enough, a test that looks at the words
and at the place of the remark.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from tei_edition.record.model import Hand, Inline, Language, Text
from tei_edition.record.tables import Tables, common_tables


@dataclass(frozen=True, slots=True)
class Place:
    """Where a remark stands: the character before and after it, and its share of the paragraph.

    `lead` is the end of what stands before it, a few words.
    """

    before: str
    after: str
    alone: bool
    first: bool
    lead: str = ""

    @property
    def attached(self) -> bool:
        return self.before.isalnum()


Test = Callable[[str, tuple[Inline, ...], Place], bool]


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
    around: tuple[str, str] = ("He wrote ", " then.")


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
    if place.attached and words in _ENDINGS and re.search(r"[^\W\d_]{3}$", place.lead):
        return False  # "assume[d]"
    if place.attached or (place.first and not place.alone):
        return bool(re.fullmatch(r"\d{1,3}|[a-zA-Z]|[ivxIVX]{2,5}|\+|-", words))
    return bool(re.fullmatch(r"[b-zB-HJ-Z]", words))


#: What English adds to a word to make it fit its sentence.
_ENDINGS = frozenset(
    ["s", "es", "d", "ed", "ing", "n", "en", "er", "'s", "’s", "ly", "y", "e", "i"]
)


def _completes_word(words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
    """True for the letters that a shortened word leaves out: "comm[ittee]", not "boat[s]"."""
    plain_text = not any(isinstance(node, Text) and node.styles for node in nodes)
    stem = re.search(r"[^\W\d_]*$", place.lead)
    short = stem is not None and len(stem[0]) == 1
    return (
        words.islower()
        and plain_text
        and not place.after.isalpha()
        and (short or words not in _ENDINGS)
    )


def _is_unmarked(words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
    return all(isinstance(node, Text) and not node.styles for node in nodes)


_TALK = re.compile(r"[:;!?\"“”\[\]=]|[.]\s*$")
_SHORTENED = re.compile(r"(?:\w{1,4}\.\s?)+|(?:[^.]*\s)?(?:[A-Z]\.|U\.S\.|etc\.|Jr\.|Co\.)")


def _fits_sentence(words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
    """True for a few words that complete a sentence, false for what talks about the document."""
    tokens = re.findall(r"[\w'’.-]+", words)
    if re.fullmatch(r"[,.;:]", words):
        return place.attached
    if not tokens or not any(char.isalpha() or len(words) == 4 for char in words):
        return bool(re.fullmatch(r"[\d.,/ -]+", words)) and place.after.isalnum()
    if _TALK.search(words) and not _SHORTENED.fullmatch(words):
        return False
    if re.fullmatch(r"\d+", words):
        counted = _last_word(place.lead).lower() in _BEFORE_NUMBERS  # "on [3] May"
        return len(words) == 4 or place.after.isalnum() or counted
    return len(tokens) <= (_FEW if words[0].islower() else 6)


_BEFORE_NUMBERS = frozenset(
    [
        "on",
        "of",
        "the",
        "by",
        "to",
        "from",
        "in",
        "at",
        "about",
        "for",
        "until",
        "since",
        "before",
        "after",
        "and",
    ]
)
#: So many words in small letters complete a sentence beyond doubt, and so many with it.
_FEW, _MANY = 4, 12


def _may_fit_sentence(words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
    """True for more words than a translator mostly supplies, in the midst of a sentence."""
    tokens = words.split()
    return (
        _FEW < len(tokens) <= _MANY
        and (words[0].islower() or tokens[0] == "I")
        and not _TALK.search(words)
        and not place.first
        and place.lead.rstrip()[-1:] not in (".", "!", "?", ":")
    )


# --- words that stand for the word before them -------------------------------------------------

_LAST_WORD = re.compile(r"[\w'’-]+(?:[.,:]\d+)*(?=\W*$)")
_NUMBER = re.compile(r"\d[\d.,:/-]*")


def _last_word(lead: str) -> str:
    found = _LAST_WORD.search(lead[-60:])
    return (
        found[0] if found and lead[found.start() - len(lead[-60:]) :].strip(" ") == found[0] else ""
    )


#: Small words of one kind: of two next to each other the second one corrects the first.
_EXCHANGED = [
    frozenset(words.split())
    for words in (
        "is was are were be been has had have will would shall should can could may might must do did does",
        "he she they we it i you him her them us",
        "his her their our its my your",
        "in on at by for from with into of to",
        "one two three four five six seven eight nine ten eleven twelve",
        "a an the",
        "who whom which that",
        "this these that those",
    )
]


def _is_variant(words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
    """True for a word that corrects the one before it: "made [make]", "principal [principle]"."""
    before = _last_word(place.lead)
    if any({before.lower(), words.lower()} <= kind for kind in _EXCHANGED) and before != words:
        return not place.after.isalnum()
    if (
        len(before) < 4
        or len(words) < 4
        or before.lower() == words.lower()
        or place.after.isalnum()
    ):
        return False
    same_case = before[0].isupper() == words[0].isupper()
    alike = SequenceMatcher(None, before.lower(), words.lower(), autojunk=False).ratio()
    return same_case and alike >= 0.7 and before[0].lower() == words[0].lower()


def _is_other_number(words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
    """True for a number that corrects the one before it: "8 [11] p.m."."""
    return bool(_NUMBER.fullmatch(_last_word(place.lead))) and not place.after.isalnum()


def _identifies(words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
    """True for who or what the name before it is: "Filippov [Stalin]", "RPR [Romanian Republic]".

    A name behind a form of address completes it instead, and is supplied: "Comrade [Stalin]".
    """
    if place.after.isalpha() or not words.strip():
        return False
    spoken = _last_word(place.lead).lower()
    named = words[0].isupper() or (words.startswith(("the ", "a ", "an ")) and " " in words)
    if spoken in _PRONOUNS and named and not _TALK.search(words):
        return len(words.split()) <= 5
    name = re.search(
        r"(?:^|(?P<in>[\w,;)]\s+|[\"“]))(?P<name>[^\W\d_][\w'’.-]*)(?:\(\w\))?[\"”’]?\s*$",
        place.lead[-60:],
    )
    if not name or not name["name"][0].isupper() or place.after.isalpha():
        return False
    word = name["name"]
    acronym = len(word) > 1 and word.rstrip(".").isupper()
    if words.lower() in _FORMS_OF_ADDRESS and word.endswith("."):
        return True  # "Cde. [Comrade]"
    addressed = re.search(r"(?P<title>[^\W\d_]+)\.?\s+\S+$", place.lead[-60:].rstrip())
    if addressed and addressed["title"].lower() in _RANKS and " " not in words:
        return False  # "Premier Zhou [Enlai]"
    if word.rstrip(".").lower() in _FORMS_OF_ADDRESS or not (name["in"] or acronym):
        return False
    tokens = words.split()
    if tokens[0] in ("the", "a", "an", "of"):
        return len(tokens) > 1 and place.after in ",.;)" and tokens[0] != "of"
    capitals = sum(token[0].isupper() for token in tokens)
    return capitals * 2 > len(tokens) and not _TALK.search(words)


_PRONOUNS = frozenset(
    ["he", "she", "they", "him", "her", "them", "his", "their", "it", "its", "we", "us"]
)

_RANK_WORDS = (
    "comrade comrades cde com mr mrs ms dr prof professor general gen colonel col major captain marshal admiral"
    " president premier chancellor chairman secretary minister ambassador director senator"
)
_OTHER_WORDS = (
    "deputy king queen prince sir lord lady foreign prime vice chief head first under assistant"
    " the a an in on at of by to from and"
)
_RANKS = frozenset(_RANK_WORDS.split())
#: Behind these a name completes what is said, and does not explain it.
_FORMS_OF_ADDRESS = _RANKS | frozenset(_OTHER_WORDS.split())


def _is_acronym(words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
    """True for the letters that a name is shortened to: "Central Committee [CC]"."""
    return (
        bool(re.search(r"[^\W\d_]{3,}\W{0,2}$", place.lead.rstrip())) and not place.after.isalnum()
    )


@lru_cache(maxsize=8)
def slots(tables: Tables) -> dict[str, Slot]:
    """The slots by name. The vocabularies of a file of conventions come beside them."""
    hints = frozenset(("hand", "handwritten", "handwriting", "longhand", "by", *_MEDIA.split("|")))
    languages = "|".join(map(re.escape, tables.language_names)) or "English"
    return {
        "text": Slot(r".+?"),
        "hand": Slot(HAND_PATTERN, hints=hints, open=False, sample="by hand"),
        "quantity": Slot(_QUANTITY, open=False, sample="two"),
        "number": Slot(r"\d+\s?[a-z]?(?:\s?[-–/]\s?\d+)?(?!\w)|[ivxlc]+(?!\w)", open=False, sample="3"),
        "language": Slot(rf"(?:{languages})(?!\w)", open=False, sample="Russian"),
        "foreign": Slot(r".+?", _is_foreign, sample="дружба"),
        "letters": Slot(
            r"[^\W\d_]+", _completes_word, sample="ittee", around=("The comm", " met.")
        ),
        "shortened": Slot(
            r"[^\W\d_]+(?:[ -][^\W\d_]+)*", _is_unmarked, sample="ittee", around=("The comm", " met.")
        ),
        "index": Slot(r".*?", _is_index, sample="0", around=("The array a", " here.")),
        "words": Slot(r".+?", _fits_sentence, sample="our"),
        "dots": Slot(r"[.·•]{1,60}", open=False, sample="....", around=("He wrote ", " then.")),
        "clause": Slot(
            r".+?", _may_fit_sentence, sample="which he had not yet seen",
            around=("He left the harbour ", " at noon."),
        ),
        "phrase": Slot(r"[^\s\[\]:]+(?:\s+[^\s\[\]:]+){0,5}?", sample="harbour"),
        "variant": Slot(
            r"[^\W\d_][\w'’-]*", _is_variant, sample="harbour", around=("The harber ", " master.")
        ),
        "variantnumber": Slot(
            r"\d[\d.,:/-]*", _is_other_number, sample="11", around=("He came at 8 ", " p.m.")
        ),
        "identity": Slot(
            r".+?", _identifies, sample="Stalin", around=("A letter from Filippov ", " came.")
        ),
        "acronym": Slot(
            r"(?-i:(?:[^\W\d_a-z]\.?[&/-]?){2,8}s?)", _is_acronym, sample="HB",
            around=("At the Harbour Board ", " he spoke."),
        ),
    }  # fmt: skip
