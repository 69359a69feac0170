"""The calendars of dates (TEI chapter 14.4, att.calendarSystem): declared in the header, pointed at by @calendar.

@calendar says which calendar the words of a date are in; @when and the others are Gregorian always.
"""

from __future__ import annotations

import re
from datetime import date

from lxml import etree

from tei_edition.tei.names import attribute_name, tag
from tei_edition.tei.text import text_of

#: The calendars that dates of ours are in: their ids, and what the header says of them.
CALENDARS = {"julian": "Julian calendar", "gregorian": "Gregorian calendar"}
#: The type of that which all dates of a document are in unless they say otherwise.
_DEFAULT = "default"
_ID = attribute_name("xml:id")
_DATES = (tag("date"), tag("origDate"))
_JULIAN = re.compile(r"julian|old style|o\.\s?s\.", re.IGNORECASE)
_OLD = re.compile(r"old style|o\.\s?s|julian|ст\.\s?ст|стар\w+ стил", re.IGNORECASE)


def default_calendar(root: etree._Element) -> str:
    """The calendar that the header of the document *root* says all its dates are in; empty where it says none."""
    for calendar in root.iterfind(
        f"{tag('teiHeader')}/{tag('profileDesc')}/{tag('calendarDesc')}/{tag('calendar')}"
    ):
        if calendar.get("type") == _DEFAULT and calendar.get(_ID) in CALENDARS:
            return calendar.get(_ID) or ""
    return ""


def may_declare(root: etree._Element) -> bool:
    """False where an id of our calendars is another element's in the document *root*."""
    return all(
        node.tag == tag("calendar")
        for node in root.iter(etree.Element)
        if node.get(_ID) in CALENDARS
    )


def declare(root: etree._Element, default: str = "", words: str = "") -> None:
    """Let the header of the document *root* describe the calendars that its dates point at.

    *default* is that of all its dates; *words* is what the record calls it.
    """
    header = root.find(tag("teiHeader"))
    profile = None if header is None else header.find(tag("profileDesc"))
    if profile is None:
        return
    used = {
        pointer for node in root.iter(*_DATES) for pointer in (node.get("calendar") or "").split()
    }
    wanted = [name for name in CALENDARS if f"#{name}" in used or name == default]
    known = {node.get(_ID) for node in profile.iter(tag("calendar"))}
    lacking = [name for name in wanted if name not in known]
    if not lacking:
        return
    description = profile.find(tag("calendarDesc"))
    if description is None:
        description = etree.Element(tag("calendarDesc"))
        before = [tag(name) for name in ("abstract", "creation")]
        place = max((i + 1 for i, node in enumerate(profile) if node.tag in before), default=0)
        profile.insert(place, description)
    for name in lacking:
        calendar = etree.SubElement(description, tag("calendar"), {_ID: name})
        if name == default:
            calendar.set("type", _DEFAULT)
        paragraph = etree.SubElement(calendar, tag("p"))
        paragraph.text = words if name == default and words else CALENDARS[name]


def date_words(said: etree._Element) -> str:
    """The words of a date; where they are of one other calendar than the Gregorian, with its day or the name of the calendar behind them.

    The stylesheets say the same (c:date-words in xslt/common/calendars.xsl).
    """
    words = text_of(said)
    names = _names(said)
    if not words or len(names) != 1:
        return words
    (name,) = names
    if _JULIAN.search(name) or _JULIAN.search(said.get("calendar") or ""):
        day = _day(said.get("when") or "")
        if day is None:
            return f"{words} (Old Style)" if _is_shorter(said) and not _OLD.search(words) else words
        new = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
        if str(day.year) in words:
            new = new.removesuffix(f" {day.year}")
        if not _OLD.search(words):
            return f"{words} (Old Style; {new} New Style)"
        begun = f"{words[:-1]};" if words.endswith(")") else f"{words} ("
        return f"{begun} {new} New Style)".replace("( ", "(")
    if "gregorian" in name.lower() or name.lower() in words.lower():
        return words
    return f"{words} ({name})"


def _is_shorter(said: etree._Element) -> bool:
    """Whether a date is of months or days, of which two calendars may have others; years they mostly share."""
    names = ("when", "from", "to", "notBefore", "notAfter")
    return any(len(said.get(name, "").lstrip("-")) > 4 for name in names)


def _names(said: etree._Element) -> list[str]:
    """The names of the calendars that a date points at: what the header says of each, else the last part of the pointer."""
    pointers = (said.get("calendar") or "").split()
    if not pointers:
        return []
    calendars = said.getroottree().iter(tag("calendar"))
    described = {node.get(_ID): text_of(node) for node in calendars}
    names = (
        described.get(pointer.rpartition("#")[2]) or re.split("[#/:]", pointer)[-1]
        for pointer in pointers
    )
    return list(filter(None, names))


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None
