"""The year of a day that a text names without one: that of the document, unless the words around it say otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

#: What parts the clause that a day belongs to from others; a full stop behind "Sept" or "p" parts nothing.
_CLAUSE = re.compile(
    r"[;:!?]|(?<=\w\w\w)\.\s|\b(?:that|which|who|whom|what|because|but|when|while|since|after|before|although)\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|shall|would|going to|(?:is|are|am|was|were) (?:due|to|about to)"
    r"|(?:begin|start|end|open|close|expire|leave|arrive|return|meet|take)s(?: place)?)\b(?! have\b)|['’]ll\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|ago|came|went|left|took|met|wrote|sent|began|said|told|saw|gave|got|made|held|found|fell|sank"
    r"|rose|died|became|thought|knew|spoke|heard|ran|brought|bought|lost|won|struck|stood|sat|(?!inde|succe|proce|exce)\w{2,}[^e\W]ed)\b",
    re.IGNORECASE,
)
#: An infinitive may be of a purpose to come, or of one of the past: "agreed to meet", "went to see".
_OPEN = re.compile(r"\b(?:to|may|might|should|must|could|can)\s+[a-z]+", re.IGNORECASE)
#: A year or a side that is said behind the day.
_SAID = re.compile(
    r",?\s+(?:(?:of )?(?P<year>this|last|next) year|(?P<side>last|next))\b", re.IGNORECASE
)
_BEFORE = re.compile(r"\b(?P<side>last|next)\s+$", re.IGNORECASE)
#: So long after the document a day of its year may be, where nothing says that it is to come.
_AHEAD = timedelta(days=150)


def meant(
    text: str, place: tuple[int, int], found: Sequence[tuple[int, date]], own: tuple[int, date]
) -> date | None:
    """Which of the days *found* is meant by the words at *place* in *text*; None where it cannot be any of them.

    Each day is given with its year as printed, as is *own*, the document's. It is the one of the document's year; the last
    that was where the words are of the past, or it would be far ahead; the next where they are of the future.
    """
    by_year = dict(found)
    year, written = own
    said = _SAID.match(text, place[1])
    if said and said["year"]:
        return by_year.get(year + {"last": -1, "this": 0, "next": 1}[said["year"].lower()])
    side = said or _BEFORE.search(text, max(place[0] - 10, 0), place[0])
    tense = (
        {"last": "past", "next": "future"}[side["side"].lower()] if side else _tense(text, place)
    )
    ahead = min((day for _, day in found if day >= written), default=None)
    day = by_year.get(year)
    # What is said of the future in a sentence need not be said of its day, where that is far ahead.
    if tense == "future" and (side or (ahead and ahead - written <= _AHEAD)):
        return ahead
    if day and (day <= written or (tense != "past" and day - written <= _AHEAD)):
        return day
    return max((before for _, before in found if before <= written), default=None) if day else None


def _tense(text: str, place: tuple[int, int]) -> str:
    """Whether the clause around *place* is of the "past", of the "future", or of neither."""
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, place[0])), default=0)
    behind = _CLAUSE.search(text, place[1])
    before, after = text[start : place[0]], text[place[1] : behind.start() if behind else None]
    if _FUTURE.search(before) or _FUTURE.search(after):
        return "future"
    if _OPEN.search(before):
        return ""
    return "past" if _PAST.search(before) or _PAST.search(after) else ""
