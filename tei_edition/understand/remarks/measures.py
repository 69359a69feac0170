"""Two things laid side by side: the words before the brackets, and the words in them.

Each measure takes strings and gives a number, mostly 0 or 1; a row of cues.toml says from where on it counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from functools import lru_cache

from tei_edition.understand.words.dictionary import speaks_another_language

#: Shorter words are alike by chance.
_SPELT = 3
#: No number of more figures is compared.
_LONG_NUMBER = 9
#: Letters that stand for words are at most so many.
_LONG_ACRONYM = 9

_WORD = re.compile(r"[^\W_]+")
_SIGNS = re.compile(r"\W")
_MUTE = re.compile(r"gh|(?<=[kw])(?=n)|e$|(?<=m)b$")
#: Small words of one kind: of two next to each other the second may correct the first.
_EXCHANGED = tuple(
    frozenset(words.split())
    for words in (
        "am is are was were",
        "be been being",
        "has have had having",
        "will would shall should can could may might must",
        "do does did",
        "he she they we it i you him her them us",
        "his her their our its my your",
        "in on at by for from with into of to",
        "one two three four five six seven eight nine ten eleven twelve",
        "a an the",
        "who whom which that",
        "this these that those",
        "january february march april may june july august september october november december",
        "monday tuesday wednesday thursday friday saturday sunday",
    )
)


@lru_cache(maxsize=1024)
def ratio(one: str, other: str) -> float:
    """How much of *one* stands in *other* in its order, whatever its case: 1.0 for the same."""
    return SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio()


def initials(words: str) -> str:
    """The first letters of *words*, in capitals: "HB" for "Harbour Board"."""
    return "".join(word[0] for word in _WORD.findall(words)).upper()


def alike(before: str, words: str, lead: str) -> float:
    """How much like what stands before them the words are spelt; 0 where they are the same."""
    if min(len(before), len(words)) < _SPELT or before.lower() == words.lower():
        return 0.0
    count = len(words.split())
    several = " ".join(lead.split()[-count:]) if count > 1 else before
    return max(ratio(before, words), ratio(several, words))


def alike_within(before: str, words: str, lead: str) -> float:
    """As alike(), for the one of several words in brackets that is most like the word before them."""
    tokens = words.split()
    if len(tokens) < 2 or len(before) < _SPELT:
        return 0.0
    return max(ratio(before, token) for token in tokens)


def spells_out(before: str, words: str, lead: str) -> float:
    """1 where capital letters stand before words that begin with them: "HB [Harbour Board]"."""
    letters = _SIGNS.sub("", before)
    return float(len(letters) > 1 and letters.isupper() and initials(words).startswith(letters[:2]))


def completes(before: str, words: str, lead: str) -> float:
    """1 where the words begin with the letters that stand shortened before them: "Wm [William]", "L. [Lind]"."""
    short = before.rstrip(".")
    if not short or not words or not words[0].isalpha() or len(words) <= len(short) + 1:
        return 0.0
    letters = iter(words.lower())
    in_order = all(letter in letters for letter in short.lower())
    return float(short[0].lower() == words[0].lower() and in_order)


def shortens(before: str, words: str, lead: str) -> float:
    """1 where the words are the first letters of what stands before them: "Harbour Board [HB]"."""
    letters = _SIGNS.sub("", words)
    short = 1 < len(letters) < _LONG_ACRONYM and letters.isupper()
    return float(short and letters in initials(lead))


def exchanged(before: str, words: str, lead: str) -> float:
    """1 where a small word stands behind another one of its kind: "has [have]"."""
    pair = {before.lower(), words.lower()}
    return float(len(pair) > 1 and any(pair <= kind for kind in _EXCHANGED))


def foreign(before: str, words: str, lead: str) -> float:
    """1 where the language of the translation has none of the words in small letters in brackets."""
    return float(speaks_another_language(words, "en"))


def foreign_before(before: str, words: str, lead: str) -> float:
    """1 where the language of the translation does not have the word before the brackets."""
    return float(speaks_another_language(before, "en"))


def foreign_name(before: str, words: str, lead: str) -> float:
    """1 where no list has the words in brackets, though they begin with capitals."""
    return float(words[:1].isupper() and speaks_another_language(words.lower(), "en"))


def same_end(before: str, words: str, lead: str) -> float:
    """1 where the last word in brackets is the word before them: "Lind [Anders Lind]"."""
    return float(" " in words and words.rsplit(" ", 1)[-1].strip(".") == before)


def same_beginning(before: str, words: str, lead: str) -> float:
    """1 where a word in brackets stands among the last words before them: "10 March [10 May]"."""
    tokens = words.lower().split()
    last = [w.strip(".,;:") for w in lead.lower().split()[-max(len(tokens), 2) :]]
    return float(len(tokens) > 1 and any(len(t) > 1 and t.strip(".,;:") in last for t in tokens))


def near_number(before: str, words: str, lead: str) -> float:
    """1 where a number of like size stands before one: "8 [11]"."""
    if (
        not (before.isdecimal() and words.isdecimal())
        or max(len(before), len(words)) >= _LONG_NUMBER
    ):
        return 0.0
    return float(0.5 <= int(words) / max(int(before), 1) <= 2)


def _edits(one: str, other: str) -> int:
    """How many letters have to be put in, left out or changed to make *other* of *one*; 2 for more."""
    if abs(len(one) - len(other)) > 1:
        return 2
    if len(one) == len(other):
        return min(sum(a != b for a, b in zip(one, other, strict=True)), 2)
    long, short = (one, other) if len(one) > len(other) else (other, one)
    return 1 if any(long[:i] + long[i + 1 :] == short for i in range(len(long))) else 2


def slip(before: str, words: str, lead: str) -> float:
    """1 where one letter makes the one word before the brackets of the one in them: "an [and]", "off [of]"."""
    one, other = before.lower(), words.lower()
    return float(min(len(one), len(other)) > 1 and one.isalpha() and _edits(one, other) == 1)


def _sound(word: str) -> str:
    """*word* as it sounds, roughly: its consonants, each once, without those that are mute."""
    word = _MUTE.sub("", word.lower())
    return re.sub(r"(\w)\1+", r"\1", word[:1] + re.sub(r"[aeiouywh]", "", word[1:]))


def sounds(before: str, words: str, lead: str) -> float:
    """1 where the word in brackets sounds as the one before them: "threw [through]", "peice [piece]"."""
    one, other = before.lower(), words.lower()
    if one == other or not (one.isalpha() and other.isalpha()):
        return 0.0
    return float(_sound(one) == _sound(other) and ratio(one, other) >= 0.5)


Measure = Callable[[str, str, str], float]
#: By the names that rows of cues.toml give them: (word before, words in brackets, all that stands before).
MEASURES: Mapping[str, Measure] = {
    function.__name__: function
    for function in (
        alike, alike_within, spells_out, completes, shortens, exchanged, foreign, foreign_before, foreign_name,
        same_end, same_beginning, near_number, slip, sounds,
    )
}  # fmt: skip
