"""Whom a document can name by when they lived: nobody who was born after it was written."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from tei_edition.enrich.forms import Mention
from tei_edition.enrich.register import Entry
from tei_edition.tei.header import dates
from tei_edition.tei.names import tag

_YEAR = re.compile(r"[0-9]{4}(?=-|$)")
_SAYS = ("when", "notAfter", "to")


def year_of(root: etree._Element) -> int | None:
    """The year in which the document *root* was written at the latest, where its header says it."""
    header = root.find(tag("teiHeader"))
    first = next(dates(header), None) if header is not None else None
    for name in _SAYS if first is not None else ():
        if first is not None and (found := _YEAR.match(first.get(name) or "")):
            return int(found[0])
    return None


def alive(mention: Mention, year: int | None) -> Mention:
    """*mention* with those of its people only who were born by *year*."""
    if year is None or not any(entry.born for entry in mention.entries):
        return mention
    kept = tuple(entry for entry in mention.entries if not _is_unborn(entry, year))
    return mention if len(kept) == len(mention.entries) else replace(mention, entries=kept)


def _is_unborn(entry: Entry, year: int) -> bool:
    born = _YEAR.match(entry.born)
    return born is not None and int(born[0]) > year
