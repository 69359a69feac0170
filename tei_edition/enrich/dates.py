"""Days that a text names, marked as dates (TEI chapter 3.6.4): those that it says, and those that follow from its own date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache, partial

from lxml import etree

from tei_edition.document.header import DateRange
from tei_edition.enrich.relative import centuries, counts_months, relative_days
from tei_edition.enrich.running import Running, holders, running
from tei_edition.enrich.years import meant
from tei_edition.tei.calendars import declare, default_calendar, may_declare
from tei_edition.tei.names import tag
from tei_edition.understand.words.calendars import (
    GREGORIAN,
    JULIAN,
    in_julian,
    pairs,
    style_pattern,
    styles,
)
from tei_edition.understand.words.dates import parse_date

#: What holds dates of its own, or none of the text's.
_LEFT = frozenset(map(tag, ("head", "dateline", "docTitle", "titlePart", "opener", "speaker")))
_MARKED = frozenset(map(tag, ("date", "bibl", "title", "ref", "measure", "num", "idno")))
#: The first day of a year was a day of the year before in the Julian calendar for so long.
_BEHIND = timedelta(days=13)
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan\\.?|Feb\\.?|Mar\\.|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept\\.?|Sep\\.?|Oct\\.?|Nov\\.?|Dec\\.?"
)


#: A year behind a date and the name of its calendar.
_YEAR = re.compile(r",?\s*(\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Day:
    """A date in a text: from where to where, its first and last day (ISO 8601), and how sure they are where they were
    inferred; `within` says that it is somewhere between them, as a century is. `calendar` is that of its words, where it
    is not the Gregorian one, or both."""

    start: int
    end: int
    first: str
    last: str
    cert: str = ""
    within: bool = False
    calendar: str = ""


def mark_dates(tree: etree._ElementTree, apart: list[str] | None = None) -> int:
    """Mark the days in the text of *tree*; returns how many. What is marked already stays, and so do headings.

    The text is the same, character by character. Into *apart* goes what gives a day by two calendars that do not agree:
    it is not marked.
    """
    root = tree.getroot()
    text = root.find(tag("text"))
    if text is None:
        return 0
    (own, is_julian), count = _own_day(root), 0
    calendar, may_point = default_calendar(root), may_declare(root)
    for holder in holders(text):
        if holder.tag in _LEFT or any(node.tag in _LEFT for node in holder.iterancestors()):
            continue
        one = running(holder)
        for day in reversed(list(days(one.text, own, calendar, apart))):
            # "The 8th instant" of a Julian month is not counted from the Gregorian day.
            is_counted = is_julian and counts_months(one.text[day.start : day.end])
            if not is_counted and not _is_marked(one, day):
                day = day if may_point else replace(day, calendar="")
                one.wrap(day.start, day.end, partial(_element, day))
                count += 1
    if count and may_point:
        declare(root)
    return count


def days(
    text: str, own: date | None = None, calendar: str = "", apart: list[str] | None = None
) -> Iterator[Day]:
    """The days and centuries in *text*, in their order; a day without a year is of that of *own*, the document's day, unless the words say otherwise.

    *calendar* is that of days that do not name one. Into *apart* goes what gives one day by two calendars wrongly.
    """
    found = []
    if any(map(str.isdecimal, text)):
        found = list(_by_both(text, own, apart))
        found += _said(text, own, calendar)
    found += [Day(*place, within=True) for place in centuries(text)]
    if own is not None:
        for first, last, when, cert in relative_days(text, own):
            if calendar != JULIAN or not counts_months(text[first:last]):
                found.append(Day(first, last, when.isoformat(), when.isoformat(), cert))
    found.sort(key=lambda day: (day.start, -day.end))
    end = 0
    for day in found:
        if day.start >= end:
            if day.first:
                yield day
            end = day.end


def _by_both(text: str, own: date | None, apart: list[str] | None) -> Iterator[Day]:
    """The days that *text* gives by two calendars; those without a day are not to be taken for any other."""

    def choose(place: tuple[int, int], found: list[date]) -> date | None:
        by_year = [(day.year, day) for day in found]
        return meant(text, place, by_year, (own.year, own)) if own else None

    for pair in pairs(text, *styles(), own, choose):
        if pair.day:
            is_dated = re.search(r"\d{4}", text[pair.start : pair.end])
            cert = "" if is_dated else "medium"
            yield Day(pair.start, pair.end, pair.day, pair.day, cert, calendar=pair.calendar)
        else:
            words = text[pair.start : pair.end]
            if apart is not None:
                apart.append(
                    f"“{words}” ({pair.apart} days apart, but the calendars were {pair.gap} days apart)"
                )
            yield Day(pair.start, pair.end, "", "")


def _said(text: str, own: date | None, calendar: str) -> Iterator[Day]:
    for found in _pattern().finditer(text):
        said = _bare(found[0])
        end, named = _named_calendar(text, found.end())
        in_calendar = named or calendar
        year = found["year"] or found["year2"]
        if named and not year and (behind := _YEAR.match(text, end)):
            # "8 September (O.S.) 1905"
            year, end = behind[1], behind.end()
            said = f"{said} {year}" if said[0].isdecimal() else f"{said}, {year}"
        if year:
            range_ = _parsed(said, in_calendar)
            if range_.start and range_.end and len(range_.start) == 10:
                shown = in_calendar if in_calendar == JULIAN or named else ""
                yield Day(found.start(), end, range_.start, range_.end, calendar=shown)
        elif own and (day := _in_year(text, found, own, in_calendar)):
            shown = JULIAN if in_calendar == JULIAN else ""
            yield Day(found.start(), end, *day, "medium", calendar=shown)


def _named_calendar(text: str, end: int) -> tuple[int, str]:
    """Where a date that ends at *end* ends with the name of its calendar ("(O.S.)"), and which that is; empty where it names none."""
    for words, calendar in zip(styles(), (JULIAN, GREGORIAN), strict=True):
        if found := style_pattern(words).match(text, end):
            return end + len(found[0].rstrip(" ,\n\t")), calendar
    return end, ""


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    day, month = r"\d{1,2}(?:st|nd|rd|th)?", rf"(?:{_MONTHS})"
    to = r"\s?(?:[-–]|to|and)\s?"
    year = r"(?P<year{}>\d{{4}})(?!\d)"
    return re.compile(
        rf"(?<![\w.,/-])(?:{day}(?:{to}{day})?(?:\s+of)?\s+{month}(?:,?\s+{year.format('')})?(?![\w-])"
        rf"|{month}\s+{day}(?:{to}{day})?(?:,?\s+{year.format('2')})?(?![\w-]))(?!\.\d|,?\s+\d|\s?/\s?\d)"
    )


def _in_year(text: str, said: re.Match[str], own: date, calendar: str) -> tuple[str, str] | None:
    """The first and last day of what is *said* without a year in *text*, in the year that is meant (see years)."""
    found: dict[date, str] = {}
    years: list[tuple[int, date]] = []
    written = (own - _BEHIND).year if calendar == JULIAN else own.year
    words = _bare(said[0])
    for year in (written - 1, written, written + 1):
        whole = f"{words} {year}" if words[0].isdecimal() else f"{words}, {year}"
        range_ = _parsed(whole, calendar)
        if range_.start and range_.end and len(range_.start) == 10:
            first = date.fromisoformat(range_.start)
            found[first] = range_.end
            years.append((year, first))
    day = meant(text, said.span(), years, (written, own))
    return (day.isoformat(), found[day]) if day else None


def _parsed(said: str, calendar: str) -> DateRange:
    return in_julian(said) if calendar == JULIAN else parse_date(said)


def _bare(said: str) -> str:
    return re.sub(r"^the\s+|\s+of(?=\s)", "", " ".join(said.split()))


def _own_day(root: etree._Element) -> tuple[date | None, bool]:
    """The day on which the document was written, where its header says it, and whether that names the Julian calendar."""
    header = root.find(tag("teiHeader"))
    for said in () if header is None else header.iter(tag("date")):
        around = said.getparent()
        is_own = around is not None and (
            around.tag == tag("creation")
            or (around.tag == tag("correspAction") and around.get("type") == "sent")
        )
        if is_own and re.fullmatch(r"\d{4}-\d\d-\d\d", said.get("when") or ""):
            is_julian = f"#{JULIAN}" in (said.get("calendar") or "").split()
            return date.fromisoformat(said.get("when") or ""), is_julian
    return None, False


def _element(day: Day) -> etree._Element:
    if day.within:
        said = {"notBefore": day.first, "notAfter": day.last}
    elif day.first == day.last:
        said = {"when": day.first}
    else:
        said = {"from": day.first, "to": day.last}
    if day.cert:
        said["cert"] = day.cert
    if day.calendar:
        said["calendar"] = " ".join(f"#{name}" for name in day.calendar.split())
    return etree.Element(tag("date"), said)


def _is_marked(one: Running, day: Day) -> bool:
    """Whether any of the characters is marked as a date already, or belongs to something else."""
    for piece in one.pieces:
        if piece.start < day.end and piece.start + len(piece.text) > day.start:
            node: etree._Element | None = piece.node.getparent() if piece.tail else piece.node
            while node is not None:
                if node.tag in _MARKED:
                    return True
                node = node.getparent()
    return False
