"""What stands before, in and behind brackets, as strings: what the cues of evidence.py look at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

_LAST = re.compile(r"([\w'’-]+(?:[.,:]\d+)*\.?)\s*$")
_NEXT = re.compile(r"\s*(\w[\w'’-]*)")
_TOKEN = re.compile(r"[\w'’.-]+")
_BEGINS = re.compile(r"(?:^|[.!?:]['\"”’)]*)\s*$")
#: The kinds of words in which one word is looked for: it is of the first that has it.
KINDS = (
    "determiner", "preposition", "conjunction", "auxiliary", "person", "pronoun", "rank", "month", "place",
    "before_verb", "adverb", "verb", "adjective", "title",
)  # fmt: skip


#: So many letters before and behind the brackets are at their edge.
_NEAR = 24


@dataclass(frozen=True)
class Around:
    """Words in brackets and where they stand.

    `lead` is the end of what stands before them, `trail` the beginning of what follows, a few words each;
    `says` is what a wording and its rule take them for. `slanted` are words in italics within others that are not.
    """

    lead: str
    words: str
    trail: str
    says: tuple[str, ...] = ()
    slanted: bool = False
    first: bool = False
    alone: bool = False

    @cached_property
    def inner(self) -> str:
        """The words without white space at their ends."""
        return " ".join(self.words.split())

    @cached_property
    def end(self) -> str:
        """The last few letters before the brackets: what patterns at their edge look at."""
        return self.lead[-_NEAR:]

    @cached_property
    def start(self) -> str:
        """The first few letters behind them."""
        return self.trail[:_NEAR]

    @cached_property
    def before(self) -> str:
        """The word before the brackets; empty where a sign or nothing stands there."""
        found = _LAST.search(self.lead[-60:])
        return found[1] if found else ""

    @cached_property
    def stem(self) -> str:
        """The word before the brackets, without the full stop of an abbreviation."""
        return self.before.rstrip(".")

    @cached_property
    def further(self) -> str:
        """The word before that."""
        found = (
            _LAST.search(self.lead[: self.lead.rindex(self.before)][-60:]) if self.before else None
        )
        return found[1] if found else ""

    @cached_property
    def tokens(self) -> list[str]:
        """The words in brackets, one by one; one empty one where there are only signs."""
        return _TOKEN.findall(self.inner) or [""]

    @cached_property
    def head(self) -> str:
        """The first word in brackets."""
        return self.tokens[0]

    @cached_property
    def last(self) -> str:
        """The last word in brackets."""
        return self.tokens[-1].rstrip(".")

    @cached_property
    def next(self) -> str:
        """The word behind the brackets; empty where a sign or nothing stands there."""
        found = _NEXT.match(self.trail)
        return found[1] if found else ""

    @cached_property
    def attached(self) -> bool:
        """True where the brackets stand at the end of a word or within it."""
        return self.lead[-1:].isalnum()

    @cached_property
    def begins(self) -> bool:
        """True where a sentence begins with the brackets."""
        return self.first or _BEGINS.search(self.lead) is not None


#: The kinds of words that there are few of: each of these words is a cue of its own.
_FEW = frozenset(
    ("determiner", "preposition", "conjunction", "auxiliary", "person", "pronoun", "before_verb")
)


def small_words(around: Around, kinds: Mapping[str, str]) -> list[str]:
    """The small words before, behind and at the ends of what the brackets hold: “before: the”."""
    found = []
    for place, word in (
        ("before", around.before),
        ("first", around.head),
        ("last", around.last),
        ("next", around.next),
    ):
        plain = word.lower().rstrip(".")
        if kinds.get(plain) in _FEW:
            found.append(f"{place}: {plain}")
    return found
