"""Days that a text names by its own date ("yesterday", "Tuesday last", "the 8th instant"), and centuries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_AWAY = {"the day before yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1, "the day after tomorrow": 2}  # fmt: skip
_NUMBERS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
]
_DAY = "|".join(_WEEKDAYS)
#: "of today" and "today's" are no days: they mean nowadays.
_RELATIVE = re.compile(
    rf"(?<![\w-])(?:(?P<word>(?:the day (?:before yesterday|after tomorrow))|yesterday|tomorrow|(?<!of )(?<!even )(?<!until )(?<!than )today)"
    rf"|(?P<last>last (?P<day1>{_DAY})|(?P<day2>{_DAY}) last)|(?P<next>next (?P<day3>{_DAY})|(?P<day4>{_DAY}) next)"
    rf"|(?:the )?(?P<figure>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>inst|ult|prox)(?:ant|imo|\b\.)?)(?![\w’'-])",
    re.IGNORECASE,
)
_CENTURY = re.compile(
    rf"(?<![\w-])(?:the )?(?P<begin>(?:(?:first|second) half of|early|late) the )?(?:(?P<figure>\d{{1,2}})(?:st|nd|rd|th)|(?P<word>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}))"
    r" century(?![\w’'-])(?!\s+(?:B\.?\s?C|before))",
    re.IGNORECASE,
)


def relative_days(text: str, own: date) -> Iterator[tuple[int, int, date, str]]:
    """Each day that *text* names by the one on which it was written, *own*: its place, the day, and how sure it is."""
    for found in _RELATIVE.finditer(text):
        word = (found["word"] or "").lower()
        if word:
            # What is so "today" may be so now, and not on that day only.
            sure = "low" if word == "today" else "medium"
            yield found.start(), found.end(), own + timedelta(days=_AWAY[word]), sure
        elif day := _of_month(found, own) if found["figure"] else _of_week(found, own):
            yield found.start(), found.end(), day, "medium"


def counts_months(words: str) -> bool:
    """True for a day of the month of the document's own date or one beside it ("the 8th instant")."""
    return any(map(str.isdecimal, words)) and bool(re.search(r" (?:inst|ult|prox)", words, re.I))


def centuries(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Each century in *text*: its place, its first year and its last."""
    for found in _CENTURY.finditer(text):
        word = (found["word"] or "").lower()
        number = int(found["figure"]) if found["figure"] else _NUMBERS.index(word) + 1
        if found["begin"] or not 0 < number <= len(_NUMBERS):
            continue
        yield found.start(), found.end(), f"{number * 100 - 99:04}", f"{number * 100:04}"


def _of_week(found: re.Match[str], own: date) -> date:
    name = next(name for group in ("day1", "day2", "day3", "day4") if (name := found[group]))
    weekday = _WEEKDAYS.index(name.lower())
    if found["last"]:
        return own - timedelta(days=(own.weekday() - weekday - 1) % 7 + 1)
    return own + timedelta(days=(weekday - own.weekday() - 1) % 7 + 1)


def _of_month(found: re.Match[str], own: date) -> date | None:
    """The 8th of this month (instant), the last (ultimo) or the next (proximo)."""
    months = (
        own.year * 12
        + own.month
        - 1
        + {"inst": 0, "ult": -1, "prox": 1}[found["month"][:4].lower()]
    )
    try:
        return date(months // 12, months % 12 + 1, int(found["figure"]))
    except ValueError:
        return None
