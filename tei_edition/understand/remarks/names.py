"""The name that stands before a remark: how far back it reaches."""

from __future__ import annotations

import re

from tei_edition.conventions.words import word_lists
from tei_edition.understand.words.dictionary import is_unknown_word

_WORD = re.compile(r"[^\W_][\w'’-]*\.?")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s$|(?<=s)['’]$")
_SMALL = re.compile(
    r"(?:von|van|zu|zur|de|der|den|del|della|di|da|do|dos|du|la|le|al|el|bin|ibn|of|the)"
)
#: What stands between two words of a name.
_BLANK = re.compile(r"[^\S\n]+")
#: No name has more words.
_MOST = 8
_INITIALS = 3
_START = re.compile(r"(?:^|[.!?:;\n—–(“\"«„]['’\"”»)]*)\s*$")


def ends_in_name(text: str) -> bool:
    """Whether a word with a capital stands at the end of *text*."""
    words = list(_WORD.finditer(text.rstrip()))
    return bool(words) and words[-1].end() == len(text.rstrip()) and words[-1][0][0].isupper()


def name_before(text: str) -> tuple[int, int] | None:
    """From where to where the name reaches that ends *text*: its words with capitals, without titles before them.

    Where no word with a capital stands there it is the last word; None where there is none.
    """
    words = list(_WORD.finditer(text))
    if not words or re.search(r"\w", text[words[-1].end() :]):
        return None
    first = last = len(words) - 1
    while first > 0 and last - first < _MOST and _goes_on(text, words[first - 1], words[first]):
        first -= 1
    while first < last and _is_no_part(text, words[first], alone=first + 1 == last):
        first += 1
    word = words[last][0]
    end = words[last].end()
    if word.endswith(".") and len(word) > _INITIALS:
        end -= 1  # it ends the sentence
    if found := _POSSESSIVE.search(text[:end]):
        end = found.start()
    return words[first].start(), end


def _goes_on(text: str, word: re.Match[str], following: re.Match[str]) -> bool:
    """Whether *word* and the *following* one may be of one name."""
    own, bare = following[0], word[0].rstrip(".")
    if not _BLANK.fullmatch(text[word.end() : following.start()]):
        return False
    if word[0].endswith(".") and len(bare) > _INITIALS and bare.casefold() not in _titles():
        return False
    if own == "of" and bare.casefold() in _titles():
        return False  # "the Ambassador of India"
    is_name = own[0].isupper() or _SMALL.fullmatch(own) is not None
    return is_name and (bare[0].isupper() or _SMALL.fullmatch(bare) is not None)


def _is_no_part(text: str, word: re.Match[str], *, alone: bool) -> bool:
    """Whether *word*, which would begin a name, is a title, a small word, or but begins a sentence."""
    bare = word[0].rstrip(".").casefold()
    if bare in ("of", "the") or bare in _titles():
        return True
    if _SMALL.fullmatch(bare):
        return not (alone and word[0][0].isupper())  # "De Gaulle"
    begins = _START.search(text[: word.start()]) is not None
    return begins and len(bare) > 1 and not is_unknown_word(bare, "en")


def _titles() -> frozenset[str]:
    found: frozenset[str] = word_lists("names")["titles"]
    return found
