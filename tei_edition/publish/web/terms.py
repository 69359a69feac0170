"""The terms of a text: what the full-text index knows a word by, whatever its language, case and accents.

The script of the search page (search.js) makes the terms of a question by the same rules.
"""

from __future__ import annotations

import unicodedata

import regex

#: So long may a term be, in characters; a longer word is known by its beginning.
LONGEST = 40
#: Accents of European scripts, points of Hebrew, vowel signs of Arabic: readers leave them out.
_ACCENTS = regex.compile(r"[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670]+")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ς": "σ"}
)  # fmt: skip
_WORD = regex.compile(r"[\p{L}\p{N}\p{M}]+")
#: Scripts that write no space between words.
_UNSPACED = regex.compile(
    r"([\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]+)"
)


def folded(text: str) -> str:
    """*text* without the differences that a search overlooks: case, accents, ligatures."""
    if text.isascii():
        return text.lower()
    text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", text).lower().translate(_LETTERS)


def terms_of(text: str) -> list[str]:
    """The terms of *text*, each as often as it stands there.

    Where a script does not part its words, every two neighbouring characters are a term, and so is the last
    of them, by which a single one can be found.
    """
    terms: list[str] = []
    for word in _WORD.findall(folded(text)):
        if word.isascii():
            terms.append(word[:LONGEST])
            continue
        for number, part in enumerate(_UNSPACED.split(word)):
            if number % 2:
                terms += [part[i : i + 2] for i in range(len(part))]
            elif part:
                terms.append(part[:LONGEST])
    return terms
