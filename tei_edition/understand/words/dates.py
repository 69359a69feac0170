"""Dates as English prints them, into ISO 8601 (TEI chapter 14.4, att.datable.w3c)."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

from tei_edition.document.header import DateRange

#: The numbers of the months, by the names that English has for them.
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}

_MONTH = "(?P<{0}>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_M, _M2 = _MONTH.format("m"), _MONTH.format("m2")
_DAY, _DAY2 = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?", r"(?P<d2>\d{1,2})(?:st|nd|rd|th)?"
_YEAR, _YEAR2 = r"(?P<y>\d{4})", r"(?P<y2>\d{4})"
_TO = r"\s*(?:-|–|—|to|and|through)\s*"
_FORMS = [
    form + r"\.?"
    for form in (
        rf"{_M}\s+{_DAY},?\s+{_YEAR}{_TO}{_M2}\s+{_DAY2},?\s+{_YEAR2}",
        rf"{_M}\s+{_DAY}{_TO}{_M2}\s+{_DAY2},?\s+{_YEAR}",
        rf"{_M}\s+{_DAY}{_TO}{_DAY2},?\s+{_YEAR}",
        rf"{_M}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}\s+{_M},?\s+{_YEAR}{_TO}{_DAY2}\s+{_M2},?\s+{_YEAR2}",
        rf"{_DAY}\s+{_M}{_TO}{_DAY2}\s+{_M2},?\s+{_YEAR}",
        rf"{_DAY}{_TO}{_DAY2}\s+{_M},?\s+{_YEAR}",
        rf"{_DAY}\s+{_M},?\s+{_YEAR}",
        rf"{_M},?\s+{_YEAR}{_TO}{_M2},?\s+{_YEAR2}",
        rf"{_M}{_TO}{_M2},?\s+{_YEAR}",
        rf"{_M},?\s+{_YEAR}",
        rf"(?P<season>spring|summer|autumn|fall),?\s+(?:of\s+)?{_YEAR}",
        rf"{_YEAR}-(?P<mn>\d\d)-(?P<d>\d\d)",
        rf"{_YEAR}{_TO}{_YEAR2}",
        _YEAR,
    )
]
_DOUBT = re.compile(
    r"\[|\]|\(\?\)|\?|\b(?:circa|ca?\.|approximately|about|early|late|mid)\b[\s-]*", re.I
)
_BEGUN = re.compile(r"(?<!\d)(?:1\d|20)\d?$")
_WEEKDAY = re.compile(r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+", re.IGNORECASE)


#: Days in the order of databases and registers, and with the months in Roman figures, with one day or two.
_DAYS = r"\d{1,2}(?:\s?/\s?\d{1,2})?"
_ROMAN = re.compile(rf"(?<![\w./-])({_DAYS})\s?([./-])\s?(X?I{{1,3}}|I?[VX]|VI{{1,3}})\s?\2\s?(\d{{4}})(?!\d)")  # fmt: skip
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_YEAR_FIRST = re.compile(rf"(?<![\w./-])(\d{{4}}),?\s+([A-Za-z]{{3,9}}\.?)\s+({_DAYS})(?![\w/])")
#: Whatever a date is, there is a figure in it.
_FIGURE = re.compile(r"\d")


@lru_cache(maxsize=32)
def _compiled(form: str) -> re.Pattern[str]:
    return re.compile(form, re.IGNORECASE)  # when it is first asked for: starting is quick


def completes_year(before: str, figures: str) -> bool:
    """True for *figures* that a year lacks whose first ones end *before*: "19[62]", "196[2]"."""
    begun = _BEGUN.search(before)
    return bool(begun and figures.isdecimal() and len(begun[0]) + len(figures) == 4)


def in_order(text: str) -> str:
    """*text* with "1905, January 9" as "January 9, 1905", and "9.I.1905" as "9 January 1905"."""
    if "I" in text or "V" in text or "X" in text:
        text = _ROMAN.sub(_named, text)
    return _YEAR_FIRST.sub(
        lambda found: (
            f"{found[2]} {found[3]}, {found[1]}"
            if found[2].rstrip(".").lower() in MONTHS
            else found[0]
        ),
        text,
    )


def _named(found: re.Match[str]) -> str:
    if found[3] not in _ROMANS:
        return found[0]
    name = tuple(MONTHS)[list(MONTHS.values()).index(_ROMANS.index(found[3]) + 1)]
    return f"{found[1]} {name.capitalize()} {found[4]}"


def parse_date(text: str) -> DateRange:
    """What *text* ("24-26 October 1962", "[1963?]", "Spring 1949") says in ISO 8601.

    The ends of the result are as precise as the text: a year, a year and month, or a day. They
    are None where the text is no date ("undated") or names a day that no calendar has.
    """
    words = " ".join(text.split())
    bare = in_order(_WEEKDAY.sub("", _DOUBT.sub("", words).strip()))
    certain = not _DOUBT.search(words)
    for form in _FORMS if any(map(str.isdecimal, bare)) else ():
        if found := _compiled(form).fullmatch(bare):
            ends = _ends(found.groupdict())
            if ends:
                return DateRange(words, *ends, certain)
    return DateRange(words)


def find_date(text: str) -> DateRange | None:
    """The date that *text* is, from its first character to its last, or None."""
    if not _FIGURE.search(text):
        return None
    date = parse_date(text)
    return date if date.start else None


def dated(text: str) -> tuple[int, int, DateRange] | None:
    """Where the date is that *text* ("Moscow, 4 May 1955.") ends in, and what it says; or None."""
    end = len(text.rstrip(" .,;)"))
    starts = [0, *(found.end() for found in re.finditer(r"[\s(]+", text[:end]))]
    for start in starts[-12:] if starts[-12:][0] == 0 else [0, *starts[-12:]]:
        if (date := find_date(text[start:end])) and date.start:
            return start, end, date
    return None


def _ends(part: dict[str, str | None]) -> tuple[str, str] | None:
    year = int(part["y"] or 0)
    year2 = int(part.get("y2") or year)
    if season := part.get("season"):
        first, last = _SEASONS[season.lower()]
        return _iso(year, first, None) or "", _iso(year, last, None) or ""
    number = part.get("mn")
    month = int(number) if number else MONTHS.get((part.get("m") or "").lower())
    month2 = MONTHS.get((part.get("m2") or "").lower(), month)
    start = _iso(year, month, part.get("d"))
    end = _iso(year2, month2, part.get("d2") or part.get("d"))
    return (start, end) if start and end and start <= end else None


def _iso(year: int, month: int | None, day: str | None) -> str | None:
    if not 1 <= year <= 9999:
        return None
    if not month:
        return f"{year:04}"
    if not 1 <= month <= 12:
        return None
    if not day:
        return f"{year:04}-{month:02}"
    if not 1 <= int(day) <= monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{int(day):02}"
