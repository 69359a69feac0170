"""Dates in attributes (att.datable.w3c): which of them a calendar has."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from lxml import etree

from tei_edition.tei.names import tag

#: The attributes of a date, in the order in which they say when it was.
DATED = ("when", "from", "notBefore", "to", "notAfter")
#: A month or a day; what is written in any other way is not judged here.
_DAY = re.compile(r"-?(?P<year>\d{4,})-(?P<month>\d\d)(?:-(?P<day>\d\d))?")


def is_possible(value: str) -> bool:
    """False for a month or day that no calendar has, such as "1955-99-04" or "1955-02-30"."""
    found = _DAY.fullmatch(value)
    if not found:
        return True
    month, day = int(found["month"]), int(found["day"] or 1)
    if not 1 <= month <= 12:
        return False
    # The calendar is the same every 400 years; a year may have more figures than Python reads.
    year = 2000 + int(found["year"][-4:]) % 400
    return 1 <= day <= monthrange(year, month)[1]


def impossible(tree: etree._ElementTree) -> Iterator[tuple[etree._Element, str]]:
    """The dates in the headers of *tree* that cannot be, each with the name of the attribute that says so."""
    for header in tree.iter(tag("teiHeader")):
        for date in header.iter(tag("date")):
            for name in DATED:
                if not is_possible(date.get(name, "")):
                    yield date, name
