"""Brackets that are part of a date, and no remark: "8 September 1905 [21 September]", "8 September [O.S.]"."""

from __future__ import annotations

import re
from functools import lru_cache

from tei_edition.understand.words.calendars import pairs, styles
from tei_edition.understand.words.dates import MONTHS

#: So much of the text before and behind a bracket may belong to its date.
_BEFORE, _BEHIND = 48, 32
_LONGEST = 40


def is_of_date(before: str, words: str, behind: str) -> bool:
    """True where *words* in square brackets give a day by the other calendar, or say which it is of.

    *before* and *behind* are the text around them. Two days must be one; any other are left to be a remark.
    """
    if len(words) > _LONGEST or not before[-3:].strip():
        return False
    before, behind = before[-_BEFORE:], behind[:_BEHIND]
    if words.casefold().strip(" .") in styles()[0] | styles()[1]:
        return bool(_day_before().search(before))
    if not any(map(str.isdecimal, words)):
        return False
    text = f"{before}[{words}]{behind}"
    start, end = len(before), len(before) + len(words) + 2
    return any(pair.day and pair.start < start < end <= pair.end for pair in pairs(text, *styles()))


@lru_cache(maxsize=1)
def _day_before() -> re.Pattern[str]:
    month = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    return re.compile(
        rf"\b(?:{day}\s+(?:of\s+)?{month}|{month}\s+{day})(?:,?\s+\d{{4}})?\s*$", re.IGNORECASE
    )
