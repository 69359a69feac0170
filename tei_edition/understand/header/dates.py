"""The date of a record's header: what a date says, and the words around it ("or earlier", "between")."""

from __future__ import annotations

import re

from tei_edition.conventions.tables import Tables
from tei_edition.document.header import DateRange
from tei_edition.understand.words.dates import parse_date

_FIGURES = re.compile(r"(?P<a>\d{1,2})(?P<sign>[./-])(?P<b>\d{1,2})(?P=sign)(?P<y>\d{4})\.?")
#: From one day or month to another, as databases write them.
_ISO = r"\d{4}(?:-\d\d){1,2}"
_SPAN = re.compile(rf"(?P<first>{_ISO})\s*(?:\bto\b|[-–/]|\band\b)\s*(?P<last>{_ISO})")
_DUAL = re.compile(r"(?P<before>.*?\b)(?P<y>\d{4})/(?P<y2>\d{1,4})\b(?P<after>.*)")
_BRACKETS = re.compile(r"^[\[(]+|[\])]+$")


def is_header_date(text: str, tables: Tables) -> bool:
    """True where *text* is the date of a record, or says that there is none."""
    date = read_date(text, tables)
    known = bool(date.start or date.end) or says_undated(text, tables) or is_ambiguous(text)
    return known or _is_old_style(text, tables)


def _is_old_style(text: str, tables: Tables) -> bool:
    """True for a day of the Julian calendar, of which the one of ours is not reckoned."""
    for form in tables.date_words("old_style"):
        rest = re.sub(rf"[\s,(\[]+{re.escape(form)}[\s.)\]]*$", "", text, flags=re.IGNORECASE)
        if rest != text and _plain(rest).start:
            return True
    return False


def says_undated(text: str, tables: Tables) -> bool:
    """True where *text* ("Date unknown") says that there is no date, which is no mistake."""
    return " ".join(text.split()).casefold().strip("[](). ") in tables.date_words("undated")


def is_ambiguous(text: str) -> bool:
    """True for days in figures ("5/11/1962") of which nobody knows which is the month."""
    found = _FIGURES.fullmatch(_bare(text))
    return bool(found and found["a"] != found["b"] and max(int(found["a"]), int(found["b"])) <= 12)


def read_date(text: str, tables: Tables) -> DateRange:
    """What *text* says: as parse_date(), and days in figures, double years, "before", "between" …

    What may be earlier has no `start`, what may be later no `end`; `within` is true for a span that the
    date lies in. Without either end the text is no date, or could be read in two ways.
    """
    words = " ".join(text.split())
    for kind in ("before", "after", "between", "from"):
        if (rest := _without(words, kind, tables)) is None:
            continue
        date = _plain(rest)
        if not (date.start and date.end):
            break
        match kind:
            case "before":
                return DateRange(words, None, date.end, date.certain)
            case "after":
                return DateRange(words, date.start, None, date.certain)
            case "between" if date.start != date.end:
                return DateRange(words, date.start, date.end, date.certain, within=True)
            case "from" if date.start != date.end:
                return DateRange(words, date.start, date.end, date.certain)
    date = _plain(_without(words, "part", tables) or words)
    return DateRange(words, date.start, date.end, date.certain, date.within)


def _without(words: str, kind: str, tables: Tables) -> str | None:
    """*words* without those before or behind the date that make it a date of this *kind*."""
    bare = _bare(words)
    folded = bare.casefold()
    for form in sorted(tables.date_words(kind), key=len, reverse=True):
        if folded.startswith(f"{form} "):
            return bare[len(form) :].strip(" ,")
        if form.startswith(("or ", "and ")) and folded.endswith(f" {form}"):
            return bare[: -len(form)].strip(" ,")
    return None


def _bare(words: str) -> str:
    return _BRACKETS.sub("", words.strip()).strip(" .,;")


def _plain(words: str) -> DateRange:
    date = parse_date(words)
    if date.start:
        return date
    if span := _SPAN.fullmatch(_bare(words)):
        first, last = parse_date(span["first"]), parse_date(span["last"])
        if first.start and last.end and first.start <= last.end:
            return DateRange(words, first.start, last.end)
    if figures := _FIGURES.fullmatch(_bare(words)):
        return _in_figures(words, figures)
    if dual := _DUAL.fullmatch(words):
        return _dual(words, dual)
    return date


def _in_figures(words: str, found: re.Match[str]) -> DateRange:
    day, month = int(found["a"]), int(found["b"])
    if month > 12:
        day, month = month, day
    if is_ambiguous(words):
        return DateRange(words)
    date = parse_date(f"{found['y']}-{month:02}-{day:02}")
    return DateRange(words, date.start, date.end)


def _dual(words: str, found: re.Match[str]) -> DateRange:
    """A year that began in March ("3 February 1606/7"): a day is in the later one, a year in either."""
    year = int(found["y"])
    digits = found["y2"]
    later = int(found["y"][: -len(digits)] + digits) if len(digits) < 4 else int(digits)
    if later != year + 1:
        return DateRange(words)
    date = parse_date(f"{found['before']}{later}{found['after']}")
    if not date.start or len(date.start) > 4:
        return DateRange(words, date.start, date.end, date.certain)
    return DateRange(words, f"{year:04}", date.end, date.certain, within=True)
