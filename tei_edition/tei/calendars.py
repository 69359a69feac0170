"""The calendars of dates (TEI chapter 14.4, att.calendarSystem): declared in the header, pointed at by @calendar.

@calendar says which calendar the words of a date are in; @when and the others are Gregorian always.
"""

from __future__ import annotations

import re
from datetime import date

from lxml import etree

from tei_edition.tei.names import attribute_name, tag

#: The calendars that dates of ours are in: their ids, and what the header says of them.
CALENDARS = {"julian": "Julian calendar (Old Style)", "gregorian": "Gregorian calendar (New Style)"}
#: The type of that which all dates of a document are in unless they say otherwise.
_DEFAULT = "default"
_ID = attribute_name("xml:id")
_DATES = (tag("date"), tag("origDate"))
_OLD = re.compile(r"\bold style\b|\bO\.\s?S\b|\bjulian\b|ст\.\s?ст|стар\w+ стил", re.IGNORECASE)


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


def both_styles(said: etree._Element) -> str:
    """The words of a date; where they are a day of the Julian calendar only, with the Gregorian day behind them."""
    words = " ".join("".join(map(str, said.itertext())).split())
    day = _day(said.get("when") or "")
    if not words or not day or not is_julian(said):
        return words
    new = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    if str(day.year) in words:
        new = new.removesuffix(f" {day.year}")
    return (
        f"{words} ({new} New Style)"
        if _OLD.search(words)
        else f"{words} (Old Style; {new} New Style)"
    )


def is_julian(said: etree._Element) -> bool:
    """Whether the words of a date are of the Julian calendar, and of no other."""
    pointers = (said.get("calendar") or "").split()
    return len(pointers) == 1 and bool(re.search(r"[#/:]julian\w*$", pointers[0], re.IGNORECASE))


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None
