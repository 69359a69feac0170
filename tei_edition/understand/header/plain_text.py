"""The title of a record in plain text, as it is copied from an archive's page, in which nothing marks it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_edition.conventions.tables import Tables
from tei_edition.document.block import Block, Entry, Heading, Paragraph
from tei_edition.document.inline import Inline, LineBreak, Text, plain, split, stripped
from tei_edition.document.source import Span
from tei_edition.understand.header.dates import is_header_date
from tei_edition.understand.header.entries import is_line_end, source_lines
from tei_edition.understand.header.lines import PLAIN

#: A title has at most so many characters, a date before it so many words.
_LONGEST, _DATE = 250, 5
#: What no title begins or ends with.
_NO_BEGINNING = re.compile(r"[\[({*\-–—•>|#\d]|https?:")
_NO_END = re.compile(r"[.,;:!]$|[\])]$")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Jr|Sr|No|St|Co|Ltd|etc))\.$")


def with_title(blocks: Sequence[Block], tables: Tables) -> tuple[tuple[Block, ...], Block | None]:
    """*blocks* with the date and the title above them as headings, and the title.

    It is the first line, or the one next to the date, where it stands apart, is short and no sentence;
    None where no line is one safely.
    """
    first = next((at for at, b in enumerate(blocks) if not isinstance(b, Entry)), len(blocks))
    head: list[Block] = []
    title: Heading | None = None
    dated = False
    for at in range(first, min(first + 2, len(blocks))):
        block = blocks[at]
        if not isinstance(block, Paragraph):
            break
        lines = _lines_of_title(block)
        if lines is None:
            break
        made = [_heading(line, tables, dated=dated, titled=bool(title)) for line in lines]
        if None in made:
            break
        for heading, is_date in (one for pair in made if pair for one in pair):
            head.append(_dated(heading) if is_date and title else heading)
            dated = dated or is_date
            title = title or (None if is_date else heading)
    if title is None or first + _count(head, blocks[first:]) >= len(blocks):
        return tuple(blocks), None
    return (*blocks[:first], *head, *blocks[first + _count(head, blocks[first:]) :]), title


def _count(head: Sequence[Block], blocks: Sequence[Block]) -> int:
    """How many of *blocks* the *head* was made of."""
    ends = head[-1].span.end if head else -1
    return sum(block.span.start < ends for block in blocks[:2])


def _lines_of_title(block: Paragraph) -> list[tuple[Inline, ...]] | None:
    """The lines of a *block* that may be title and date: one, or two of which one is the date."""
    if not all(isinstance(node, Text | LineBreak) for node in block.content):
        return None
    lines = source_lines(block)
    return lines if 0 < len(lines) <= 2 else None


def _heading(
    line: tuple[Inline, ...], tables: Tables, *, dated: bool, titled: bool
) -> list[tuple[Heading, bool]] | None:
    """The heading, or date and title as two, that *line* is, each with whether it is a date."""
    words = " ".join(plain(line).split())
    if not dated and is_header_date(words, tables):
        return [(_made(line, 2), True)]
    if titled:
        return None
    count = 0 if dated else _date_before(words, tables)
    if count and (found := re.match(rf"\s*(?:\S+\s+){{{count}}}", plain(line))):
        date, rest = split(line, found.end())
        if _is_title(" ".join(plain(rest).split())):
            return [(_made(stripped(date), 2), True), (_made(stripped(rest), 1), False)]
    return [(_made(line, 1), False)] if _is_title(words) else None


def _date_before(words: str, tables: Tables) -> int:
    """How many of the first *words* are a day before a title ("May 3, 1962 On rope")."""
    parts = words.split()
    for count in range(min(_DATE, len(parts) - 1), 1, -1):
        date = " ".join(parts[:count])
        if re.search(r"\d{4}[,:]?$", date) and is_header_date(date.rstrip(",:"), tables):
            return count
    return 0


def _is_title(words: str) -> bool:
    if not words or len(words) > _LONGEST or _NO_BEGINNING.match(words) or PLAIN.match(f"{words} "):
        return False
    if not words[0].isupper() and words[0] not in "“\"«‘'":
        return False
    return len(words.split()) > 1 and (
        not _NO_END.search(words) or bool(_ABBREVIATION.search(words))
    )


def _dated(heading: Heading) -> Entry:
    """A date below the title, where no heading belongs to the header."""
    start = heading.span.start
    paragraph = Paragraph(heading.content, heading.span)
    return Entry("Date", (paragraph,), heading.span, Span(start, start))


def _made(line: tuple[Inline, ...], level: int) -> Heading:
    spans = [node.span for node in line if isinstance(node, Text) and not is_line_end(node)]
    return Heading(level, line, Span(spans[0].start, spans[-1].end))
