"""Dates as TEI has them."""

from __future__ import annotations

from lxml import etree

from tei_edition.document.header import DateRange, Header
from tei_edition.tei.calendars import declare


def date_attributes(date: DateRange) -> dict[str, str]:
    """The attributes (TEI att.datable.w3c, att.calendarSystem) that say what *date* says."""
    attributes = {}
    if date.start and date.end:
        if date.start == date.end:
            attributes["when"] = date.start
        elif date.certain and not date.within and len(date.start) == 10:
            attributes.update(from_=date.start, to=date.end)
        else:
            attributes.update(notBefore=date.start, notAfter=date.end)
    elif date.start:
        attributes["notBefore"] = date.start
    elif date.end:
        attributes["notAfter"] = date.end
    if not date.certain:
        attributes["cert"] = "low"
    elif date.inferred:
        attributes["cert"] = date.inferred
    if date.calendar:
        attributes["calendar"] = " ".join(f"#{name}" for name in date.calendar.split())
    return attributes


def calendar_of(header: Header) -> str:
    """The calendar of the dates of a document with that *header*; empty where it says none."""
    return header.calendar.name if header.calendar else ""


def write_calendars(root: etree._Element, header: Header) -> None:
    """Describe in the TEI header of *root* the calendars of its dates."""
    words = header.calendar.words if header.calendar else ""
    declare(root, calendar_of(header), words)
