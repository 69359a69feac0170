"""What is exact about words in brackets: signs, figures, dates and letters that only one reading fits.

Everything else is weighed: evidence.py. These are the tests of slots of wordings (slots.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from tei_edition.conventions.tables import Tables
from tei_edition.document.inline import Inline
from tei_edition.understand.remarks.measures import ratio
from tei_edition.understand.words.dates import completes_year
from tei_edition.understand.words.dictionary import speaks_another_language
from tei_edition.understand.words.lines import is_dateline, is_salutation

_INITIAL = re.compile(r"(?<![^\s(“\"])[A-Z]\.$")
_LAST_WORD = re.compile(r"[\w'’-]+(?:[.,:]\d+)*(?=\W*$)")
_NEXT_WORD = re.compile(r"\s*(\w[\w'’-]*)")
_TALK = re.compile(r"[:;!?\"“”\[\]=(]|[.]\s*$")
_SHORTENED = re.compile(r"(?:\w{1,4}\.\s?)+|(?:[^.]*\s)?(?:(?:[A-Z]\.)+|etc\.|Jr\.|Co\.)")
#: Within a name: Lawrence "Lance" Moe.
_NICKNAME = re.compile(r"(?<=\w)\s[\"“][A-Z]\w*[\"”](?!\S)")
#: A date that begins with its year: "1606, Dec.", "1601/2 ?".
_YEAR_FIRST = re.compile(
    r"(?:1\d{3}|20[0-2]\d)(?:/\d{1,2})?[\s,.?]*(?:(?P<month>[^\W\d_]+)[\s.?]*(?:\d{1,2}(?:\s?[-–]\s?\d{1,2})?)?[\s.?]*)?"
)
#: No month has more days, and no place at the head of a letter more words.
_DAYS, _NAME_WORDS = 31, 6
#: Names that are less alike are two names.
_RESPELT = 0.65
#: The shortest stem that a list of words can tell from none.
_STEM = 4
#: Kinds of words that another word must follow.
_AWAITING = ("preposition", "conjunction", "auxiliary", "article")
_SMALL = ("determiner", "preposition", "conjunction", "auxiliary", "pronoun", "adverb", "verb")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a remark stands: the character before and after it, and its share of the paragraph.

    `lead` is the end of what stands before it, `trail` the beginning of what follows: a few words each.
    A remark that follows shows as an opening bracket. `following` is the next paragraph, where the
    remark stands alone in its own.
    """

    before: str
    after: str
    alone: bool
    first: bool
    lead: str = ""
    trail: str = ""
    following: str = ""

    @property
    def attached(self) -> bool:
        return self.before.isalnum() or bool(_INITIAL.search(self.lead))  # "L.[ind]"


#: The name of a speaker.
_NAME = re.compile(r"\s*(?:[A-ZÀ-Þ][\w.'’-]*\s*){1,4}")


def last_word(lead: str) -> str:
    """The word at the very end of *lead*; empty where a sign or nothing stands there."""
    near = lead[-60:]
    found = _LAST_WORD.search(near)
    return found[0] if found and near[found.start() :].strip(" ") == found[0] else ""


def next_word(trail: str) -> str:
    """The word at the very beginning of *trail*; empty where a sign or nothing stands there."""
    found = _NEXT_WORD.match(trail)
    return found[1] if found else ""


def speaks_apart(words: str) -> bool:
    """True for signs that no part of a sentence has in its midst."""
    words = _NICKNAME.sub(" ", words)
    return bool(_TALK.search(words)) and not _SHORTENED.fullmatch(words)


def completes_number(lead: str, words: str) -> bool:
    """True for figures that a number before them lacks: "telegram 4[48]"; not for a note, "in 1962[1]"."""
    before = re.search(r"(?<![\d.,])\d{1,2}$", lead)
    return bool(before and re.fullmatch(r"\d{2,4}", words))


def completes_hour(words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
    """True behind an hour in figures, which words for the time of day complete: "at 6 [p.m.]"."""
    return re.search(r"\d\s*$", place.lead) is not None


def is_within_a_label(words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
    """True between a name that begins a paragraph and the colon behind it: "Moe [to Lind]: ..."."""
    return bool(_NAME.fullmatch(place.lead) and re.match(r"\s*:(?:\s|$)", place.trail))


def is_part_of_a_word(words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
    """True for letters of a word that stands around the brackets: "[wi]ll", "US[A]"."""
    return (place.attached or place.after.isalnum()) and any(char.isalpha() for char in words)


def is_a_sign(words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
    """True for one sign that a text lacks: "Lind[’]s", "the pilots[,]", "[“]Yes", "Lind [&] Moe"."""
    loose = words in '&“”"' or (place.lead.strip() != "" and words in ",;")
    return loose or place.attached or place.after.isalnum()


def is_respelt(words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
    """True for a name in another spelling than the one before it: "Beiping [Beijing]", "Lindt [Lind]"."""
    before = last_word(place.lead)
    return before[:1].isupper() and before[1:].islower() and ratio(before, words) >= _RESPELT


def sentence_goes_on(place: Place) -> bool:
    """True where "[I]" or "[A]" is a word and no label: "[I] visited him", "[A] boat came"."""
    following = next_word(place.trail)
    return not place.attached and (following.islower() or following.endswith("ed"))


@dataclass(frozen=True, eq=False)
class Surface:
    """Exact tests that need the words of a language, which *tables* list."""

    tables: Tables

    @cached_property
    def _small(self) -> frozenset[str]:
        return frozenset().union(*map(self.tables.sentence_words, _SMALL))

    def _is(self, kind: str, word: str) -> bool:
        return word.lower().rstrip(".") in self.tables.sentence_words(kind)

    def _is_foreign(self, words: str) -> bool:
        languages = self.tables.sentence_words("dictionary")
        told = [speaks_another_language(words, language) for language in languages]
        return bool(told) and all(told)

    def ends_a_word(self, words: str, place: Place) -> bool:
        """True for the last letter of a word: "harbou[r]", "boa[t]", "of[f]"; not for "array[i]"."""
        stem = last_word(place.lead)
        if not place.attached or len(words) != 1 or not words.islower() or not stem[1:].islower():
            return False
        stem = stem.lower()
        if len(stem) < _STEM:  # "ar[e]", "the[m]": no list tells short words from none
            short = stem + words in self._small
            return short or (len(stem) == _STEM - 1 and not self._is_foreign(stem + words))
        return not self._is_foreign(stem + words)

    def completes_figures(self, words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
        """True for figures that a date, year or number lacks: "196[3]", "Jan [30]", "4[48]", "vol. [40]"."""
        if completes_number(place.lead, words) or self._is_day(words, place):
            return True
        what = last_word(place.lead.rstrip(" ."))
        if self._is("numbered", what) and not place.attached:
            return True  # "Nº [208]", "vol. [40]"
        if re.fullmatch(r"\d+", words) and self._is("before_number", last_word(place.lead)):
            return True  # "on [3] May"
        return place.after.isalnum() or completes_year(place.lead, words)

    def is_shortened(self, place: Place) -> bool:
        """True behind what is usually written for a longer word: "comm[ittee]", "H[arbour]"; not "rem[ain]"."""
        stem = last_word(place.lead.rstrip(".")).rsplit("-", 1)[-1]
        return len(stem) == 1 or self._is("abbreviated", stem)

    def lacks_a_word(self, words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
        """True behind a word that another must follow: "hope to [?] what", "on [??] May", "Mrs. [?]"."""
        before = last_word(place.lead.rstrip(". "))
        if place.attached or not before:
            return False
        named = next_word(place.trail)[:1].isupper() and place.after == " "
        titled = self._is("rank", before) and before[0].isupper() and not named
        return titled or any(self._is(kind, before) for kind in _AWAITING)

    def _is_day(self, words: str, place: Place) -> bool:
        """True for the day behind a month: "Jan [30]"."""
        day = re.fullmatch(r"\d{1,2}", words) and 1 <= int(words) <= _DAYS
        return bool(day) and not place.attached and self._is("month", last_word(place.lead))

    def dates_a_document(self, words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
        """True for a date, or a place and a date: "3 May 1962", "Ribe, May 1962"; not for a year alone."""
        return not words.isdecimal() and is_dateline(words)

    def begins_with_a_year(self, words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
        """True for a date from its year on before the text of a letter or entry: "[1606, Dec.] I am sorry"."""
        found = _YEAR_FIRST.fullmatch(words)
        dated = found is not None and (not found["month"] or self._is("month", found["month"]))
        return dated and place.first and not place.alone

    def places_a_letter(self, words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
        """True for a name between nothing and the date or greeting of a letter: "[Skagen]", "Dear Lind"."""
        if not place.alone or not re.fullmatch(r"[A-Z][\w '’,-]*", words):
            return False
        tokens = re.findall(r"[\w'’-]+", words)
        names = [token for token in tokens if token.lower() not in self._small]
        if len(tokens) > _NAME_WORDS or not all(token[0].isupper() for token in names):
            return False
        following = " ".join(place.following.split())
        return bool(following) and (is_dateline(following) or is_salutation(following, self.tables))
