"""The date of a record's header: what a date says, and the words around it ("or earlier", "between")."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as day_of
from datetime import timedelta

from tei_edition.conventions.tables import Tables
from tei_edition.document.header import Calendar, DateRange, Header
from tei_edition.understand.words.calendars import (
    GREGORIAN,
    JULIAN,
    Pair,
    converted,
    in_julian,
    read_in_calendar,
)
from tei_edition.understand.words.dates import parse_date

_FIGURES = re.compile(r"(?P<a>\d{1,2})(?P<sign>[./-])(?P<b>\d{1,2})(?P=sign)(?P<y>\d{4})\.?")
#: From one day or month to another, as databases write them.
_ISO = r"\d{4}(?:-\d\d){1,2}"
_SPAN = re.compile(rf"(?P<first>{_ISO})\s*(?:\bto\b|[-–/]|\band\b)\s*(?P<last>{_ISO})")
_DUAL = re.compile(r"(?P<before>.*?\b)(?P<y>\d{4})/(?P<y2>\d{1,4})\b(?P<after>.*)")
_BRACKETS = re.compile(r"^[\[(]+|[\])]+$")


def is_header_date(text: str, tables: Tables) -> bool:
    """True where *text* is the date of a record, or says that there is none."""
    date = read_date(text, tables)
    known = bool(date.start or date.end or in_julian(text).start)
    known = known or says_undated(text, tables) or is_ambiguous(text)
    return known or two_days(text, tables) is not None


def two_days(text: str, tables: Tables) -> Pair | None:
    """The two days that *text* gives as one by two calendars, though they are not the same day."""
    found = _in_calendar(text, tables)
    return found if isinstance(found, Pair) else None


def calendar_of(text: str, tables: Tables) -> str:
    """The calendar that *text* ("Julian", "Old Style") names: julian, gregorian, or nothing."""
    words = " ".join(text.split()).casefold().strip(" .()[]")
    for kind, calendar in (("old_style", JULIAN), ("new_style", GREGORIAN)):
        if words in tables.date_words(kind):
            return calendar
    return ""


def with_calendar(header: Header, calendar: Calendar) -> Header:
    """*header*, whose dates are of that *calendar*: its date is the Gregorian day."""
    date = header.date
    if calendar.name == JULIAN and date and not date.calendar:
        is_read = date.start or date.end
        said = converted(date) if is_read else in_julian(date.text)
        date = said if is_read or said.start else date
    return replace(header, calendar=calendar, date=date)


def _in_calendar(text: str, tables: Tables) -> DateRange | Pair | None:
    old, new = tables.date_words("old_style"), tables.date_words("new_style")
    return read_in_calendar(text, old, new) if any(map(str.isdecimal, text)) else None


def says_undated(text: str, tables: Tables) -> bool:
    """True where *text* ("Date unknown") says that there is no date, which is no mistake."""
    return " ".join(text.split()).casefold().strip("[](). ") in tables.date_words("undated")


def is_ambiguous(text: str) -> bool:
    """True for days in figures ("5/11/1962") of which nobody knows which is the month."""
    found = _FIGURES.fullmatch(_bare(text))
    return bool(found and found["a"] != found["b"] and max(int(found["a"]), int(found["b"])) <= 12)


def read_date(text: str, tables: Tables) -> DateRange:
    """What *text* says: as parse_date(), and days in figures, double years, "before", "between" …

    What may be earlier has no `start`, what may be later no `end`; `within` is true for a span that the
    date lies in; of a date that names the Julian calendar they are the Gregorian days. Without either end the text is no date, or could be read in two ways.
    """
    words = " ".join(text.split())
    if found := _in_calendar(words, tables):
        return DateRange(words) if isinstance(found, Pair) else found
    for kind in ("before", "after", "between", "from"):
        if (rest := _without(words, kind, tables)) is None:
            continue
        date = _day(rest, tables)
        if not (date.start and date.end):
            break
        match kind:
            case "before":
                return replace(date, text=words, start=None)
            case "after":
                return replace(date, text=words, end=None)
            case "between" if date.start != date.end:
                return replace(date, text=words, within=True)
            case "from" if date.start != date.end:
                return replace(date, text=words, within=False)
    return replace(_plain(_without(words, "part", tables) or words), text=words)


def _day(words: str, tables: Tables) -> DateRange:
    """What *words* say that others stand before, in any calendar."""
    found = _in_calendar(words, tables)
    return found if isinstance(found, DateRange) else _plain(words)


def _without(words: str, kind: str, tables: Tables) -> str | None:
    """*words* without those before or behind the date that make it a date of this *kind*."""
    bare = _bare(words)
    folded = bare.casefold()
    for form in sorted(tables.date_words(kind), key=len, reverse=True):
        if folded.startswith(f"{form} "):
            return bare[len(form) :].strip(" ,")
        if form.startswith(("or ", "and ")) and folded.endswith(f" {form}"):
            return bare[: -len(form)].strip(" ,")
    return None


def _bare(words: str) -> str:
    pairs = (("(", ")"), ("[", "]"))
    if all(words.count(a) == words.count(b) and not words.startswith(a) for a, b in pairs):
        return words.strip(" .,;")  # "3 May 1905 (O.S.)" ends in one of its own
    return _BRACKETS.sub("", words.strip()).strip(" .,;")


def _plain(words: str) -> DateRange:
    date = parse_date(words)
    if date.start:
        return date
    if span := _SPAN.fullmatch(_bare(words)):
        first, last = parse_date(span["first"]), parse_date(span["last"])
        if first.start and last.end and first.start <= last.end:
            return DateRange(words, first.start, last.end)
    if figures := _FIGURES.fullmatch(_bare(words)):
        return _in_figures(words, figures)
    if night := _night(words):
        return night
    if dual := _DUAL.fullmatch(words):
        return _dual(words, dual)
    return date


def _night(words: str) -> DateRange | None:
    """The night that "8/9 May 1945" is, between its two days."""
    if words.count("/") != 1:
        return None
    said = parse_date(words.replace("/", "-"))
    if not (said.start and said.end and len(said.start) == 10):
        return None
    is_night = day_of.fromisoformat(said.end) - day_of.fromisoformat(said.start) == timedelta(
        days=1
    )
    return replace(said, text=words, within=True) if is_night else None


def _in_figures(words: str, found: re.Match[str]) -> DateRange:
    day, month = int(found["a"]), int(found["b"])
    if month > 12:
        day, month = month, day
    if is_ambiguous(words):
        return DateRange(words)
    date = parse_date(f"{found['y']}-{month:02}-{day:02}")
    return DateRange(words, date.start, date.end)


def _dual(words: str, found: re.Match[str]) -> DateRange:
    """A year that began in March ("3 February 1606/7"): a day is in the later one, a year in either."""
    year = int(found["y"])
    digits = found["y2"]
    later = int(found["y"][: -len(digits)] + digits) if len(digits) < 4 else int(digits)
    if later != year + 1:
        return DateRange(words)
    date = parse_date(f"{found['before']}{later}{found['after']}")
    if not date.start or len(date.start) > 4:
        return DateRange(words, date.start, date.end, date.certain)
    return DateRange(words, f"{year:04}", date.end, date.certain, within=True)
