"""Days of two calendars: those that are said to be of the Julian one, and those that a text gives by both ("8/21 September 1905").

What a date is encoded by is always the day of the Gregorian calendar, reckoned backwards before 1582 (TEI chapter 4.4, att.calendarSystem).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import product

from tei_edition.conventions.tables import common_tables
from tei_edition.document.header import DateRange
from tei_edition.understand.words.dates import MONTHS, dated, find_date, in_order, parse_date

JULIAN, GREGORIAN = "julian", "gregorian"
#: The names of months as Russian dates have them.
_RUSSIAN = dict(
    zip(
        [
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря",
        ],
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        strict=True,
    )
)
#: Two days as far apart as this may be meant for one day in two calendars, though they are not.
_NEAR = range(9, 15)
#: There was one calendar only before (15 October 1582, a Gregorian day).
_BEGUN = date(1582, 10, 15)
#: A date that is doubted as a whole, and a day that not every leap year has by both calendars.
_DOUBTFUL = re.compile(
    r"(?P<open>\[)?\s*(?:(?:circa|ca?\.|approximately|about)\s*)?(?P<date>.*?)\s*(?:\(\?\)|\?)?\s*(?(open)\])",
    re.IGNORECASE,
)
_LEAP_DAY = re.compile(
    r"(?:\b29(?:th)?\s+Feb(?:ruary|\.)?|\bFeb(?:ruary|\.)?\s+29(?:th)?),?\s+(?P<year>\d{4})\b",
    re.IGNORECASE,
)
#: Which day is meant, of several of different years, by the words at a place in the text; None for none.
Choose = Callable[[tuple[int, int], list[date]], date | None]


@dataclass(frozen=True, slots=True)
class Pair:
    """A day that a text gives by two calendars: where it is in the text, the day (ISO 8601; empty where the two are not one day),
    the calendars in their order, and how many days lie between the two as printed, and should."""

    start: int
    end: int
    day: str = ""
    calendar: str = ""
    apart: int = 0
    gap: int = 0


def gregorian(year: int, month: int, day: int) -> date | None:
    """The Gregorian day that the Julian calendar calls by these numbers; None where it has no such day."""
    leap = 1 if month == 2 and year % 4 == 0 else 0
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(2001, month)[1] + leap:
        return None
    shifted, after = (month + 9) % 12, year - (month < 3)
    days = day - 1 + (153 * shifted + 2) // 5 + 365 * after + after // 4
    try:
        return date.fromordinal(days - 307)
    except (ValueError, OverflowError):
        return None


def converted(said: DateRange) -> DateRange:
    """*said*, whose days are Julian, with the Gregorian ones; a month lies between two of these. Years stay."""
    first, last = said.start, said.end
    begin, end = _converted(first, 1), _converted(last, 31)
    is_month = any(value is not None and len(value) == 7 for value in (first, last))
    if (first and not begin) or (last and not end):
        return DateRange(said.text)
    return replace(said, start=begin, end=end, within=said.within or is_month, calendar=JULIAN)


def in_julian(text: str) -> DateRange:
    """What *text* says as a date of the Julian calendar, in Gregorian days: in that, 1900 had a 29 February."""
    said = parse_date(text)
    if not said.start and (leap := _LEAP_DAY.search(text)) and int(leap["year"]) % 100 == 0:
        before = parse_date(text.replace("29", "28", 1))
        day = gregorian(int(leap["year"]), 2, 29)
        if before.start and before.start == before.end and day:
            return replace(before, text=said.text, start=day.isoformat(), end=day.isoformat(), calendar=JULIAN)  # fmt: skip
    return converted(said)


def _converted(value: str | None, day: int) -> str | None:
    if value is None or len(value) < 7:
        return value
    year, month, *rest = map(int, value.split("-"))
    if not rest:
        leap = 1 if month == 2 and year % 4 == 0 else 0
        rest = [min(day, monthrange(2001, month)[1] + leap)]
    found = gregorian(year, month, rest[0])
    return found.isoformat() if found else None


def in_english(text: str) -> str:
    """*text* with the names of months in English, which parse_date() reads."""
    return _russian().sub(lambda found: _RUSSIAN[found[0].lower()], text)


def read_in_calendar(
    text: str, old: frozenset[str], new: frozenset[str]
) -> DateRange | Pair | None:
    """A date that says its calendar, or gives the day by both; None for any other.

    *old* and *new* are the words for the Julian and the Gregorian calendar. A Pair is two days that are not one.
    """
    words = " ".join(text.split())
    found = _in_calendar(words, old, new)
    if found is None and (doubtful := _DOUBTFUL.fullmatch(words)):
        found = _in_calendar(doubtful["date"], old, new)
        if isinstance(found, DateRange):
            return replace(found, text=words, certain=False)
    return found


def _in_calendar(words: str, old: frozenset[str], new: frozenset[str]) -> DateRange | Pair | None:
    bare = in_order(words.strip(" .,;"))
    for pair in pairs(bare, old, new):
        if (pair.start, pair.end) == (0, len(bare)):
            if not pair.day:
                return pair
            return DateRange(words, pair.day, pair.day, calendar=pair.calendar)
    for styles, calendar in ((old, JULIAN), (new, GREGORIAN)):
        rest, count = style_pattern(styles).subn(" ", f" {words} ")
        if count != 1:
            continue
        rest = in_english(" ".join(rest.split()))
        said = in_julian(rest) if calendar == JULIAN else parse_date(rest)
        if said.start:
            return replace(said, text=words, calendar=calendar)
    return None


@lru_cache(maxsize=8)
def style_pattern(styles: frozenset[str]) -> re.Pattern[str]:
    """The words for a calendar, in brackets or not, with what parts them from the date."""
    return re.compile(rf"[\s,]*[(\[]?\s*\b{_any(styles)}\.?\s*[)\]]?[\s,]*", re.IGNORECASE)


def _any(words: frozenset[str]) -> str:
    forms = {re.escape(form.rstrip(".")).replace(r"\ ", r"\s?") for form in words}
    return f"(?:{'|'.join(sorted(forms, key=lambda form: (-len(form), form)))})(?!\\w)"


@lru_cache(maxsize=1)
def _russian() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_RUSSIAN)})\b", re.IGNORECASE)


def find_day(text: str, calendar: str = "") -> DateRange | None:
    """The date that *text* is, from its first character to its last, in the *calendar* of its document unless it names one; or None."""
    if not any(map(str.isdecimal, text)):
        return None
    named = read_in_calendar(text, *styles())
    if isinstance(named, Pair):
        return None
    said = named or (in_julian(text) if calendar == JULIAN else find_date(text))
    return said if said and said.start else None


def last_day(text: str, calendar: str = "") -> tuple[int, int, DateRange] | None:
    """Where the date is that *text* ("Moscow, 8/21 May 1905.") ends in, and what it says, as find_day() reads it; or None."""
    end = len(text.rstrip(" .,;"))
    for pair in pairs(text, *styles()):
        if pair.end >= end:
            words = text[pair.start : pair.end]
            both = DateRange(words, pair.day, pair.day, calendar=pair.calendar)
            return (pair.start, pair.end, both) if pair.day else None
    found = dated(text)
    for style in (match for words in styles() for match in style_pattern(words).finditer(text)):
        rest = dated(f"{text[: style.start()]} {text[style.end() :]}")
        if rest and rest[0] < style.start():
            found = rest[0], len(text.rstrip(" ,;")) if style.end() >= end else end, rest[2]
    said = find_day(text[found[0] : found[1]], calendar) if found else None
    return (found[0], found[1], said) if found and said else None


@lru_cache(maxsize=1)
def styles() -> tuple[frozenset[str], frozenset[str]]:
    """The words for the Julian calendar and for the Gregorian one that all conventions share."""
    tables = common_tables()
    return tables.date_words("old_style"), tables.date_words("new_style")


def pairs(
    text: str,
    old: frozenset[str],
    new: frozenset[str],
    own: date | None = None,
    choose: Choose | None = None,
) -> Iterator[Pair]:
    """The days in *text* that are given by two calendars; which is meant of those around *own* that lack a year, *choose* says."""
    if not re.search(r"\d\D+\d", text):
        return
    found = (match for pattern in _patterns(old | new) for match in pattern.finditer(text))
    end = 0
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        if match.start() >= end and (pair := _pair(match, own, choose)):
            end = pair.end
            yield pair


@lru_cache(maxsize=4)
def _patterns(styles: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    month = "|".join(sorted((*MONTHS, *_RUSSIAN), key=len, reverse=True))

    def day(n: int) -> str:
        return rf"(?P<d{n}>\d{{1,2}})(?:st|nd|rd|th)?"

    def named(n: int) -> str:
        return rf"(?P<m{n}>{month})\b\.?"

    def rest(n: int) -> str:
        year = rf"(?:,?\s+(?P<y{n}>\d{{4}})(?!\d)(?:\s?г(?:\.|ода)?)?)?"
        return rf"{year}(?:,?\s*[(\[]?(?P<s{n}>{_any(styles)})\.?[)\]]?)?"

    between = r"(?P<sep>\s?/\s?|\s?[(\[]|[,;]?\s+)(?:\s?(?:or|i\.e\.|=)\s)?"
    before, behind = r"(?<![\w.,/-])", r"(?![\w/])"
    return (
        re.compile(
            rf"{before}{day(1)}(?:\s+{named(1)})?{rest(1)}{between}{day(2)}(?:\s+{named(2)})?{rest(2)}[)\]]?(?:\s+{named(3)})?{rest(3)}{behind}",
            re.IGNORECASE,
        ),
        re.compile(
            rf"{before}{named(1)}\s+{day(1)}{rest(1)}{between}(?:{named(2)}\s+)?{day(2)}{rest(2)}[)\]]?(?P<m3>)?{rest(3)}{behind}",
            re.IGNORECASE,
        ),
    )


def _pair(found: re.Match[str], own: date | None, choose: Choose | None) -> Pair | None:
    """The pair that a match is; None where it is none, and is not meant to be one."""
    part = found.groupdict()
    second = part["m2"] or part["m3"] or part["m1"]
    first = part["m1"] or second
    is_said = any(part[name] for name in ("s1", "s2", "s3"))
    if not first or not second or (not is_said and not part["sep"].strip()):
        return None
    years = [int(part[name]) for name in ("y1", "y2", "y3") if part[name]]
    if not years and own is not None:
        years = [own.year - 1, own.year, own.year + 1]
    here = (_month(first), int(part["d1"])), (_month(second), int(part["d2"]))
    is_dated = len(years) < 3
    if same := _same_day(here, (part["y1"], part["y2"]), years):
        day = next(iter(same)) if is_dated else choose and choose(found.span(), list(same))
        return Pair(found.start(), found.end(), day.isoformat(), same[day]) if day else None
    is_meant = not (part["m1"] and part["m2"]) or part["sep"].strip() == "/" or is_said
    return _apart(found, here, years) if is_meant and is_dated else None


def _same_day(
    here: tuple[tuple[int, int], tuple[int, int]],
    said: tuple[str | None, str | None],
    years: list[int],
) -> dict[date, str]:
    """The days that both are, each with the calendars in their order, those of *years* first; none where they are two."""
    found = []
    for one, other in product(_years(said[0], years), _years(said[1], years)):
        for calendars in ((JULIAN, GREGORIAN), (GREGORIAN, JULIAN)):
            day, same = _day(one, *here[0], calendars[0]), _day(other, *here[1], calendars[1])
            if day and day == same and day >= _BEGUN:
                others = (one not in years) + (other not in years)
                found.append((others, day, " ".join(calendars)))
    return {day: calendars for _, day, calendars in sorted(found)}


def _years(said: str | None, years: list[int]) -> list[int]:
    """The years that one of two days may be of: that which is said, else those of the other and their neighbours."""
    if said:
        return [int(said)]
    return sorted({year + step for year in years for step in (-1, 0, 1)})


def _apart(
    found: re.Match[str], here: tuple[tuple[int, int], tuple[int, int]], years: list[int]
) -> Pair | None:
    """The pair of two days that are nearly, but not quite, so far apart as the calendars were."""
    if not years:
        return None
    days = [_day(years[-1], *one, GREGORIAN) for one in here]
    julian = _day(years[-1], *here[0], JULIAN)
    if not (days[0] and days[1] and julian) or days[0] < _BEGUN:
        return None
    apart, gap = abs((days[1] - days[0]).days), (julian - days[0]).days
    if apart not in _NEAR or apart == gap:
        return None
    return Pair(found.start(), found.end(), apart=apart, gap=gap)


def _month(name: str) -> int:
    return MONTHS[in_english(name).lower()]


def _day(year: int, month: int, day: int, calendar: str) -> date | None:
    if calendar == JULIAN:
        return gregorian(year, month, day)
    try:
        return date(year, month, day)
    except ValueError:
        return None
