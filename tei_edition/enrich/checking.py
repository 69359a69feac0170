"""What may be wrong in a register: names that two share, numbers and dates that cannot be, entries nobody mentions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from tei_edition.diagnostics import Diagnostic
from tei_edition.enrich.alike import Effort, Pairs
from tei_edition.enrich.forms import folded
from tei_edition.enrich.register import Entry, Register

_DATE = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_NUMBERS = {
    "viaf": re.compile(r"[1-9]\d{0,21}"),
    "wikidata": re.compile(r"[QL][1-9]\d*"),
    "geonames": re.compile(r"[1-9]\d*"),
}
_GND = re.compile(r"1[0-3]?\d{7,8}[\dX]|[47]\d{6}-\d|[1-9]\d{0,7}-[\dX]|3\d{7}[\dX]")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def faults(register: Register, mentioned: Collection[str] | None = None) -> Iterator[Diagnostic]:
    """What is to be looked at in *register* (N005); *mentioned* are the ids that texts mention, where they are known."""
    for entry in register.entries:
        where = f"row {entry.row}, " if entry.row else ""
        for message in (*_numbers(entry), *_dates(entry), *_place(entry)):
            yield Diagnostic("N005", f"{where}{entry.id}: {message}", register.source)
        if mentioned is not None and entry.id not in mentioned:
            yield Diagnostic(
                "N005", f"{where}{entry.id}: no text mentions {entry.name}", register.source
            )
    for message in (*_shared(register), *_alike(register)):
        yield Diagnostic("N005", message, register.source)


def gnd_is_sound(number: str) -> bool:
    """Whether *number* is one of the Integrated Authority File, by its form and its last sign."""
    if not _GND.fullmatch(number):
        return False
    digits = number.replace("-", "")
    weights = range(len(digits), 1, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits[:-1], strict=True))
    if "-" in number and number[0] in "47" and len(number) == _SUBJECT:
        return digits[-1] == "0123456789X"[total % 11]
    return digits[-1] == "0123456789X"[-total % 11]


_SUBJECT = 9


def _numbers(entry: Entry) -> Iterator[str]:
    for authority, number in entry.authorities():
        sound = (
            gnd_is_sound(number)
            if authority == "gnd"
            else bool(_NUMBERS[authority].fullmatch(number))
        )
        if not sound:
            yield f"{number} is not a valid {authority} number"


def _dates(entry: Entry) -> Iterator[str]:
    for value in (entry.born, entry.died):
        found = _DATE.fullmatch(value)
        if found and not _is_day(found[2], found[3]):
            yield f"{value} is not a date"
    born, died = _DATE.fullmatch(entry.born), _DATE.fullmatch(entry.died)
    if born and died and _earlier(died, born):
        yield f"died in {entry.died}, before being born in {entry.born}"


def _is_day(month: str | None, day: str | None) -> bool:
    if month is None:
        return True
    return 1 <= int(month) <= len(_DAYS) and (day is None or 1 <= int(day) <= _DAYS[int(month) - 1])


def _earlier(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether *one* is before *other* as far as both say."""
    pairs = [(int(a), int(b)) for a, b in zip(one.groups(), other.groups(), strict=True) if a and b]
    return [a for a, _ in pairs] < [b for _, b in pairs]


def _place(entry: Entry) -> Iterator[str]:
    for value, most, what in (
        (entry.latitude, 90, "latitude"),
        (entry.longitude, 180, "longitude"),
    ):
        if value:
            try:
                sound = abs(float(value)) <= most
            except ValueError:
                sound = False
            if not sound:
                yield f"{value} is not a {what}"
    if bool(entry.latitude) != bool(entry.longitude):
        yield "latitude and longitude must be given together"


def _shared(register: Register) -> Iterator[str]:
    """The forms that two entries share."""
    whose: dict[str, list[str]] = {}
    for entry in register.entries:
        for form in dict.fromkeys(folded(form) for form in entry.all_forms):
            whose.setdefault(form, []).append(entry.id)
    for form, ids in whose.items():
        if len(ids) > 1:
            more = [f"{len(ids) - _NAMED:,} more"] if len(ids) > _NAMED else []
            who = " and ".join((*ids[:_NAMED], *more))
            yield f"{who} share the form “{form}”, which is marked only if it is clear from the document which one is meant"


def _alike(register: Register) -> Iterator[str]:
    """Entries of one kind with nearly the same name."""
    by_start: dict[tuple[str, str], list[tuple[str, Entry]]] = {}
    for entry in register.entries:
        name = " ".join(sorted(folded(entry.name).replace(",", " ").split()))
        by_start.setdefault((entry.kind, name[:2]), []).append((name, entry))
    told, effort = 0, Effort()
    for group in by_start.values():
        for one, other in Pairs([name for name, _ in group], effort).found():
            first, second = group[one][1], group[other][1]
            if not _different_numbers(first, second):
                told += 1
                if told <= _TOLD:
                    yield f"{first.id} and {second.id} may be the same: {first.name}; {second.name}"
    if told > _TOLD:
        yield f"{told - _TOLD:,} more pairs of entries may be the same"
    if effort.is_spent:
        yield "too many names are nearly the same, so not all of them were compared"


#: So many entries that share a form are named, and so many pairs that may be the same.
_NAMED, _TOLD = 5, 1000


def _different_numbers(one: Entry, other: Entry) -> bool:
    theirs = dict(other.authorities())
    return any(theirs.get(authority, number) != number for authority, number in one.authorities())
