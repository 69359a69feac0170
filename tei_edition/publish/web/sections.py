"""The sections of a long list of documents: a year by its months, an archive or correspondent by the years."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from tei_edition.publish.catalog import Entry
from tei_edition.publish.web.elements import Element, element, link
from tei_edition.publish.web.groups import ROWS, Group, year_of

#: A year of more documents has months, any other list of more documents has years.
_OF_YEAR, _OF_LIST = 100, 200
_MONTH = re.compile(r"-?\d{4,6}-(\d\d)")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a list: its anchor on the page, its name, the places of its first document and of that after its last."""

    anchor: str
    name: str
    start: int
    end: int


def sections_of(name: str, group: Group) -> list[Section]:
    """The sections of *group*, which is of the list *name* ("years", "archives" …); none where it needs none."""
    most, key = (_OF_YEAR, _month) if name == "years" else (_OF_LIST, _year)
    if len(group.entries) <= most:
        return []
    found = _parted(group.entries, key)
    return found if len(found) > 1 else []


def _parted(entries: Sequence[Entry], key: Callable[[Entry], tuple[str, str]]) -> list[Section]:
    found: list[Section] = []
    start = 0
    for (anchor, name), some in groupby(entries, key):
        end = start + sum(1 for _ in some)
        # What has no month stands before the months, and where it goes on for longer after them.
        again = sum(1 for section in found if section.name == name)
        found.append(Section(f"{anchor}-{again + 1}" if again else anchor, name, start, end))
        start = end
    return found


def _month(entry: Entry) -> tuple[str, str]:
    found = _MONTH.match(entry.date)
    number = int(found[1]) if found else 0
    return (f"month-{number:02}", _MONTHS[number - 1]) if 1 <= number <= 12 else ("month-unknown", "Month unknown")  # fmt: skip


def _year(entry: Entry) -> tuple[str, str]:
    year = year_of(entry)
    return (f"year-{year}", str(year)) if year is not None else ("year-undated", "Undated")


def ways_to(sections: Sequence[Section], group: Group, here: int) -> Element:
    """The line of links to *sections*, for page number *here* of *group*."""
    is_months = sections[0].anchor.startswith("month")
    listed = element("ul", cls="years")
    for section in sections:
        page = section.start // ROWS + 1
        address = "" if page == here else group.page(page)
        count = element("span", f"{section.end - section.start:,}", cls="count")
        to = link(f"{address}#{section.anchor}", section.name)
        listed.append(element("li", to, " ", count))
    return element("nav", listed, label="Months" if is_months else "Years")


def on_page(sections: Sequence[Section], start: int, end: int) -> list[tuple[Element, int, int]]:
    """The headings of those *sections* that stand between the places *start* and *end* of the list, each with the part of it there."""
    found = []
    for section in sections:
        first, last = max(section.start, start), min(section.end, end)
        if first < last:
            words = section.name if first == section.start else f"{section.name}, continued"
            found.append((element("h2", words, id=section.anchor), first, last))
    return found
