"""The date of a document whose header block has none: that of its own dateline, where it has exactly one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from tei_edition.diagnostics import Diagnostic
from tei_edition.document.block import (
    Aside,
    Block,
    Closer,
    Divider,
    Heading,
    Line,
    Opener,
    Postscript,
)
from tei_edition.document.header import DateRange, Header
from tei_edition.document.inline import plain
from tei_edition.understand.words.calendars import last_day

_DATES = ("dateline", "date")


def with_own_date(header: Header, blocks: Sequence[Block]) -> Header:
    """*header*, where it has no date, with the day that the text in *blocks* is dated by.

    That is the only day of its head, or of a letter's foot (where it is less sure). It stays in the text.
    """
    if header.date is not None:
        return header
    head = takewhile(lambda block: isinstance(block, Opener | Heading | Aside | Divider), blocks)
    top = [line for block in head if isinstance(block, Opener) for line in block.lines]
    foot = takewhile(lambda block: isinstance(block, Closer | Postscript | Aside), reversed(blocks))
    end = [line for block in foot if isinstance(block, Closer) for line in block.lines]
    dated = [line for line in top if line.kind in _DATES]
    is_letter = any(line.kind == "salute" for line in (*top, *end))
    if not dated and is_letter:
        dated = [line for line in end if line.kind in _DATES]
    calendar = header.calendar.name if header.calendar else ""
    found = [day for line in dated if (day := _day(line, calendar))]
    if len(dated) != 1 or not found:
        return header
    sure = "high" if dated[0] in top else "medium"
    return replace(header, date=replace(found[0], inferred=sure))


def with_hint(diagnostics: Sequence[Diagnostic], date: DateRange | None) -> list[Diagnostic]:
    """*diagnostics*, with a hint how to confirm the *date* where it was taken from the text."""
    hint = f"the date was taken from the text; to confirm it, write “**Date:** {date.text}” below the title" if date else ""  # fmt: skip
    return [
        replace(d, hint=hint) if d.code == "R007" and date and date.inferred else d
        for d in diagnostics
    ]


def _day(line: Line, calendar: str) -> DateRange | None:
    """The date that *line* ends in, where it is one certain day."""
    words = " ".join(plain(line.content).split())
    found = last_day(words, calendar)
    if found is None:
        return None
    start, end, date = found
    is_day = date.start is not None and date.start == date.end and len(date.start) == 10
    return replace(date, text=words[start:end]) if is_day and date.certain else None
