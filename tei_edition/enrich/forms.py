"""Where a text has the forms of a register's names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from tei_edition.enrich.register import Entry, Register

_WORD = re.compile(r"[^\W_]+")
#: What may stand between two words of one name.
_BETWEEN = re.compile(r"[.\s'’\-‐‑–/&()]{0,3}")
#: Small words of names, which texts write with a capital or without.
PARTICLES = frozenset(
    {
        "de",
        "da",
        "do",
        "dos",
        "du",
        "di",
        "del",
        "della",
        "der",
        "den",
        "van",
        "von",
        "und",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ben",
        "of",
        "the",
        "and",
        "y",
        "zu",
        "zur",
        "af",
        "av",
    }
)
_LONGEST_ABBREVIATION = 4
_LONGEST_ACRONYM = 5


@dataclass(frozen=True, slots=True)
class Mention:
    """A form of the register in a text: from where to where, and whose it may be."""

    start: int
    end: int
    form: str
    entries: tuple[Entry, ...]


@dataclass(slots=True)
class _Node:
    """What may follow so many words of a form."""

    next: dict[str, _Node] = field(default_factory=dict)
    ends: list[tuple[str, tuple[str, ...], Entry]] = field(default_factory=list)


#: So many texts are remembered with what they mention.
_KEPT = 256


class Forms:
    """The forms of a register, ready to be looked for in any number of texts.

    A form is there where its words are, whole, in its own capitals or all in capitals, with or without accents,
    and initials with or without full stops and blanks; a small word of a name may have a capital or none.
    """

    def __init__(self, register: Register) -> None:
        self._start = _Node()
        self._kept: dict[str, list[Mention]] = {}
        for entry in register.entries:
            for form in dict.fromkeys((*entry.all_forms, *_straight(entry))):
                self._add(form, entry)

    def _add(self, form: str, entry: Entry) -> None:
        for words in _spellings(form):
            node = self._start
            for word in words:
                node = node.next.setdefault(folded(word), _Node())
            node.ends.append((form, words, entry))

    def mentions(self, text: str) -> list[Mention]:
        """The forms in *text*, the longest at each place, in its order; none within another."""
        words = list(_WORD.finditer(text))
        found: list[Mention] = []
        index = 0
        while index < len(words):
            longest = self._longest(text, words, index)
            if longest is None:
                index += 1
                continue
            mention, index = longest
            found.append(mention)
        return found

    def kept(self, text: str) -> list[Mention]:
        """The mentions in *text*, kept for a while: names and speech of a document are found in the same texts."""
        found = self._kept.get(text)
        if found is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            found = self._kept[text] = self.mentions(text)
        return found

    def first(self, text: str) -> Mention | None:
        """The longest form that *text* begins with, or None."""
        words = list(_WORD.finditer(text))
        longest = self._longest(text, words, 0) if words and words[0].start() == 0 else None
        return longest[0] if longest else None

    def _longest(
        self, text: str, words: list[re.Match[str]], index: int
    ) -> tuple[Mention, int] | None:
        """The longest form that begins with the word at *index*, and the index of the word behind it."""
        best: tuple[Mention, int] | None = None
        node: _Node | None = self._start
        here: list[str] = []
        after = index
        while node is not None and after < len(words):
            if here and not _joined(text, words[after - 1], words[after]):
                break
            node, word, after = _step(node, text, words, after)
            here.append(word)
            fitting = (
                {e.id: (form, e) for form, own, e in node.ends if _fits(own, here)} if node else {}
            )
            if fitting:
                end = words[after - 1].end()
                form = next(iter(fitting.values()))[0]
                end += _full_stop(form, here, text, end)
                entries = tuple(entry for _, entry in fitting.values())
                best = Mention(words[index].start(), end, form, entries), after
        return best


def _step(
    node: _Node, text: str, words: list[re.Match[str]], index: int
) -> tuple[_Node | None, str, int]:
    """What follows *node* by the word at *index*, that word, and the index behind it; two with a hyphen may be one."""
    word = words[index][0]
    following = node.next.get(folded(word))
    if following is None and index + 1 < len(words):
        second = words[index + 1]
        if text[words[index].end() : second.start()] == "-":
            joined = f"{word}{second[0]}"
            return node.next.get(folded(joined)), joined, index + 2
    return following, word, index + 1


def _spellings(form: str) -> set[tuple[str, ...]]:
    """The words of *form*; letters with full stops between are a word too, and a word in capitals letters."""
    words = tuple(_WORD.findall(unicodedata.normalize("NFC", form)))
    spellings = {words} if words else set()
    if len(words) > 1 and all(len(word) == 1 and word.isupper() for word in words):
        spellings.add(("".join(words),))
    if len(words) == 1 and 1 < len(form) <= _LONGEST_ACRONYM and form.isupper():
        spellings.add(tuple(form))
    return spellings


@lru_cache(maxsize=1 << 17)
def folded(word: str) -> str:
    """*word* in small letters without accents."""
    plain = unicodedata.normalize("NFD", word.casefold())
    return (
        "".join(char for char in plain if not unicodedata.combining(char))
        .replace("ł", "l")
        .replace("ø", "o")
        .replace("đ", "d")
    )


def _straight(entry: Entry) -> Iterable[str]:
    """A person's name the other way round: "Okuda, Kenji" is called Kenji Okuda."""
    if entry.kind == "person" and entry.name.count(",") == 1:
        last, first = (part.strip() for part in entry.name.split(","))
        if last and first:
            yield f"{first} {last}"


def _fits(own: tuple[str, ...], here: list[str]) -> bool:
    """Whether the words *here* are those of a form in its own capitals, or all in capitals."""
    if all(word.isupper() or not word.isalpha() for word in here):
        return any(len(word) > 1 for word in here) or len(here) > 1 or own == tuple(here)
    for i, (mine, word) in enumerate(zip(own, here, strict=True)):
        if mine[0].isupper() == word[0].isupper() or folded(mine) in PARTICLES:
            continue
        if i == 0 and word[0].isupper() and not mine[0].isupper():
            continue
        return False
    # A form in capitals ("US", "PM") is no other word.
    return all(
        not (mine.isupper() and len(mine) > 1) or word.isupper()
        for mine, word in zip(own, here, strict=True)
    )


def _joined(text: str, before: re.Match[str], after: re.Match[str]) -> bool:
    """Whether two words may be of one name: no sentence ends between them, and no other sign stands there."""
    between = text[before.end() : after.start()]
    if not _BETWEEN.fullmatch(between):
        return False
    return "." not in between or len(before[0]) <= _LONGEST_ABBREVIATION


def _full_stop(form: str, here: list[str], text: str, end: int) -> int:
    """1 where the full stop at *end* is of the name: "U.N.", "J. S. B."."""
    if form.endswith(")") and text[end : end + 1] == ")":
        return 1
    letters = len(here) > 1 and all(len(word) == 1 for word in here)
    return int((form.endswith(".") or letters) and text[end : end + 1] == ".")
