"""The datatypes that RELAX NG knows: its own two, and those of XML Schema (part 2, 1.0).

A datatype says whether a text is one of its values, and whether two texts are the same value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from tei_edition.check.relaxng import limits

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"

_SPACE = re.compile(r"[ \t\r\n]+")


def collapse(text: str) -> str:
    """*text* with white space made single and none at the ends (XML Schema 2, 4.3.6)."""
    return _SPACE.sub(" ", text).strip(" ")


class DatatypeError(ValueError):
    """Raised for a datatype, a facet or a facet's value that there is not.

    `datatype` is the one that is to blame, where it is found out when a document wants it.
    """

    datatype: Datatype | None = None


class PatternTimeError(DatatypeError):
    """Raised where a pattern takes longer than it may for a value."""


class Datatype:
    """The built-in types of RELAX NG: string as it stands, token with white space collapsed."""

    def __init__(self, name: str) -> None:
        if name not in ("string", "token"):
            raise DatatypeError(f"there is no datatype {name} in RELAX NG itself")
        self.name = name

    def allows(self, text: str) -> bool:
        """True where *text* stands for a value of this type."""
        return True

    def same(self, one: str, other: str) -> bool:
        """True where the two texts stand for the same value."""
        return one == other if self.name == "string" else collapse(one) == collapse(other)


class XsdDatatype(Datatype):
    """A simple type of XML Schema, with facets."""

    def __init__(self, name: str, facets: tuple[tuple[str, str], ...] = ()) -> None:
        if name not in _LEXICAL:
            raise DatatypeError(f"there is no datatype {name} in XML Schema")
        self.name, self.facets = name, facets
        for facet, value in facets:
            if facet not in _FACETS:
                raise DatatypeError(f"there is no facet {facet}")
            if facet in _LENGTHS or facet in _DIGITS:
                if not re.fullmatch(r"\s*\+?\d{1,15}\s*", value, re.ASCII):
                    raise DatatypeError(f"{facet} {value[:40]!r} is not a whole number")
            elif facet != "pattern" and self._value(value) is None:
                raise DatatypeError(f"{facet} {value[:40]!r} is not of datatype {name}")

    @cached_property
    def _checks(self) -> list[Callable[[str], bool]]:
        try:
            return [self._check(facet, value) for facet, value in self.facets]
        except DatatypeError as error:
            error.datatype = self
            raise

    def _check(self, facet: str, value: str) -> Callable[[str], bool]:
        if facet == "pattern":
            found = regular_expression(value)
            return lambda text: self._fits(found, value, text)
        if facet in _LENGTHS:
            number, compare = int(value), _LENGTHS[facet]
            return lambda text: compare(self._length(text), number)
        if facet in _DIGITS:
            number, count = int(value), _DIGITS[facet]
            return lambda text: count(text) <= number
        bound, order = self._value(value), _BOUNDS[facet]
        return lambda text: _ordered(order, self._value(text), bound)

    def _fits(self, compiled: Any, pattern: str, text: str) -> bool:
        """True where all of *text* is what the *pattern* says; PatternTimeError where that takes too long."""
        try:
            return compiled.fullmatch(text, timeout=limits.time()) is not None
        except TimeoutError:
            message = f"the pattern {pattern[:60]} takes longer than {limits.time():g} s for {text[:40]!r}"
            error = PatternTimeError(message)
            error.datatype = self
            raise error from None

    def _length(self, text: str) -> int:
        if self.name == "hexBinary":
            return len(text) // 2
        if self.name == "base64Binary":
            return len(text.replace(" ", "").rstrip("=")) * 3 // 4
        return len(text.split()) if self.name in _LISTS else len(text)

    def _space(self, text: str) -> str:
        if self.name == "string":
            return text
        if self.name == "normalizedString":
            return re.sub(r"[\t\r\n]", " ", text)
        return collapse(text)

    def allows(self, text: str) -> bool:
        text = self._space(text)
        lexical, real = _LEXICAL[self.name]
        if lexical is not None and re.fullmatch(lexical, text, re.ASCII) is None:
            return False
        if real is not None and not real(text):
            return False
        return all(check(text) for check in self._checks)

    def same(self, one: str, other: str) -> bool:
        if not self.allows(one):
            return False
        return bool(self._value(one) == self._value(other))

    def _value(self, text: str) -> Any:
        """A value that compares as the type's do; None for a text that has none."""
        text = self._space(text)
        lexical, real = _LEXICAL[self.name]
        if lexical is not None and re.fullmatch(lexical, text, re.ASCII) is None:
            return None
        if real is not None and not real(text):
            return None
        if self.name in _INTEGERS or self.name == "decimal":
            return Decimal(text)
        if self.name in ("float", "double"):
            return float(text.replace("INF", "inf"))
        if self.name == "boolean":
            return text in ("true", "1")
        if self.name in _TEMPORAL:
            return _moment(text)
        return text


def _ordered(order: Callable[[Any, Any], bool], one: Any, other: Any) -> bool:
    try:
        return one is not None and order(one, other)
    except TypeError:  # one has a time zone and the other has none
        return False


_LENGTHS: Mapping[str, Callable[[int, int], bool]] = {
    "length": lambda n, bound: n == bound,
    "minLength": lambda n, bound: n >= bound,
    "maxLength": lambda n, bound: n <= bound,
}
_DIGITS: Mapping[str, Callable[[str], int]] = {
    "totalDigits": lambda text: len(re.sub(r"^[-+]?0*|[.]", "", text.rstrip("0") if "." in text else text)),
    "fractionDigits": lambda text: len(text.partition(".")[2].rstrip("0")),
}  # fmt: skip
_BOUNDS: Mapping[str, Callable[[Any, Any], bool]] = {
    "minInclusive": lambda value, bound: bool(value >= bound),
    "maxInclusive": lambda value, bound: bool(value <= bound),
    "minExclusive": lambda value, bound: bool(value > bound),
    "maxExclusive": lambda value, bound: bool(value < bound),
}
_FACETS = {"pattern", *_LENGTHS, *_DIGITS, *_BOUNDS}

_INTEGERS: Mapping[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-128, 127),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 255),
}
_LISTS = ("IDREFS", "ENTITIES", "NMTOKENS")

_ZONE = r"(?:Z|[-+](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?"
_YEAR = r"-?(?:[1-9]\d{4,}|\d{4})"
_TIME = r"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)"
_TEMPORAL = {
    "dateTime": rf"{_YEAR}-\d\d-\d\dT{_TIME}{_ZONE}",
    "time": rf"{_TIME}{_ZONE}",
    "date": rf"{_YEAR}-\d\d-\d\d{_ZONE}",
    "gYearMonth": rf"{_YEAR}-(?:0[1-9]|1[0-2]){_ZONE}",
    "gYear": rf"{_YEAR}{_ZONE}",
    "gMonthDay": rf"--\d\d-\d\d{_ZONE}",
    "gDay": rf"---(?:0[1-9]|[12]\d|3[01]){_ZONE}",
    "gMonth": rf"--(?:0[1-9]|1[0-2]){_ZONE}",
}
_PARTS = re.compile(
    r"(?P<year>-?\d{4,}(?!:))?-*(?P<month>\d\d)?(?:-(?P<day>\d\d))?"
    r"(?:T?(?P<time>\d\d:\d\d:\d\d(?:\.\d+)?))?(?P<zone>Z|[-+]\d\d:\d\d)?"
)

# XML 1.0 (fifth edition): what a name may begin with, and what it may go on with.
_START = "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
_MORE = _START + "0-9\xb7\u0300-\u036f\u203f\u2040.\\-"
_NCNAME = f"[{_START}][{_MORE}]*"


def _real_day(text: str) -> bool:
    """False for a 30 February: the calendar is proleptic Gregorian, and year 0000 there is none."""
    year, month, day = re.match(r"(-?\d+)-(\d\d)-(\d\d)", text).groups()  # type: ignore[union-attr]
    if not year.strip("-0"):
        return False
    # The calendar repeats after 400 years, and Python refuses to read thousands of digits.
    cycle = int(year[-4:]) if year[0] != "-" else 1 - int(year[-4:].lstrip("-"))
    return _day_exists(cycle, int(month), int(day))


def _day_exists(year: int, month: int, day: int) -> bool:
    """True where there is the day; *year* is astronomical, or its last four digits."""
    try:
        date(2000 + year % 400, month, day)
    except ValueError:
        return False
    return True


def _moment(text: str) -> tuple[Any, ...]:
    """What of *text* is ordered; with a time zone and without one cannot be compared."""
    parts = _PARTS.fullmatch(text)
    if parts is None:
        return (text,)
    zone = parts["zone"]
    minutes = 0
    if zone and zone != "Z":
        minutes = int(zone[1:3]) * 60 + int(zone[4:6])
        minutes = -minutes if zone[0] == "+" else minutes
    clock = parts["time"] or "00:00:00"
    hours, minute, seconds = clock.split(":")
    days = (
        int(Decimal(parts["year"] or 1)) * 372
        + int(parts["month"] or 1) * 31
        + int(parts["day"] or 1)
    )
    moment = days * 1440 + int(hours) * 60 + int(minute) + minutes
    return ("" if zone is None else 0, moment, Decimal(seconds))


def _integer(name: str) -> Callable[[str], bool]:
    low, high = _INTEGERS[name]

    def within(text: str) -> bool:
        # Python refuses to read digits by the thousand, and none of these types wants them.
        number = Decimal(text)
        return (low is None or number >= low) and (high is None or number <= high)

    return within


def _decimal(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


#: By name: the texts a type allows, and what a regular expression cannot say of them.
_LEXICAL: Mapping[str, tuple[str | None, Callable[[str], bool] | None]] = {
    "string": (None, None),
    "normalizedString": (None, None),
    "token": (None, None),
    "language": (r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*", None),
    "Name": (f"[{_START}:][{_MORE}:]*", None),
    "NMTOKEN": (f"[{_MORE}:]+", None),
    "NMTOKENS": (f"[{_MORE}:]+(?: [{_MORE}:]+)*", None),
    "NCName": (_NCNAME, None),
    "ID": (_NCNAME, None),
    "IDREF": (_NCNAME, None),
    "IDREFS": (f"{_NCNAME}(?: {_NCNAME})*", None),
    "ENTITY": (_NCNAME, None),
    "ENTITIES": (f"{_NCNAME}(?: {_NCNAME})*", None),
    "QName": (f"(?:{_NCNAME}:)?{_NCNAME}", None),
    "NOTATION": (f"(?:{_NCNAME}:)?{_NCNAME}", None),
    # RFC 3986 after escaping what RFC 3987 lets stand: a percent sign begins two hexadecimal
    # digits, one # at most, and what comes before the first colon is a scheme.
    "anyURI": (r"(?:(?![^/?#]*:)|[a-zA-Z][a-zA-Z0-9+.\-]*:)(?:[^#%]|%[0-9a-fA-F]{2})*(?:#(?:[^#%]|%[0-9a-fA-F]{2})*)?", None),
    "boolean": (r"true|false|1|0", None),
    "decimal": (r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)", _decimal),
    "float": (r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?|-?INF|NaN", None),
    "double": (r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?|-?INF|NaN", None),
    "hexBinary": (r"(?:[0-9a-fA-F]{2})*", None),
    "base64Binary": (r"(?:(?:[A-Za-z0-9+/] ?){4})*(?:(?:[A-Za-z0-9+/] ?){2}(?:[A-Za-z0-9+/] ?=|= ?=))?", None),
    "duration": (r"-?P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?", None),
    **{name: (pattern, None) for name, pattern in _TEMPORAL.items()},
    "date": (_TEMPORAL["date"], _real_day),
    "dateTime": (_TEMPORAL["dateTime"], _real_day),
    "gYear": (_TEMPORAL["gYear"], lambda text: not text.lstrip("-").startswith("0000")),
    "gYearMonth": (_TEMPORAL["gYearMonth"], lambda text: not text.lstrip("-").startswith("0000")),
    "gMonthDay": (_TEMPORAL["gMonthDay"], lambda text: _day_exists(2000, int(text[2:4]), int(text[5:7]))),
    **{name: (r"[-+]?\d+", _integer(name)) for name in _INTEGERS},
}  # fmt: skip


def regular_expression(pattern: str) -> Any:
    """An XML Schema regular expression (part 2, appendix F) as a compiled one of Python.

    Raises DatatypeError where it is none.
    """
    import regex

    out, i, depth = [], 0, 0
    while i < len(pattern):
        two = pattern[i : i + 2]
        if two[0] == "\\" and len(two) == 2:
            out.append(_escape(pattern[i : i + 2], depth > 0))
            i += 2
            continue
        if depth and pattern.startswith("-[", i):
            out.append("--")
        elif two[0] == "[":
            depth += 1
            out.append("[")
        elif two[0] == "]" and depth:
            depth -= 1
            out.append("]")
        elif two[0] == "." and not depth:
            out.append(r"[^\n\r]")
        else:
            # These mean nothing in XML Schema and something in Python; in a class, twice do.
            out.append(
                "\\" + two[0]
                if two[0] in ("$" if depth else "^$") + ("&|~" * (depth > 0))
                else two[0]
            )
        i += 1
    text = re.sub(r"\\(p|P)\{Is", r"\\\1{In", "".join(out))
    try:
        return regex.compile(text, regex.VERSION1)
    except (regex.error, RecursionError, OverflowError, ValueError) as error:
        words = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise DatatypeError(f"{pattern[:60]!r} is not a regular expression: {words}") from None


def _escape(escape: str, within: bool) -> str:
    sets = {
        r"\i": f"{_START}:",
        r"\c": f"{_MORE}:",
        r"\d": r"\p{Nd}",
        r"\s": r" \t\n\r",
        r"\w": r"\p{L}\p{M}\p{N}\p{S}",
    }
    if escape in sets:
        return sets[escape] if within else f"[{sets[escape]}]"
    if escape.lower() in sets:
        return f"[^{sets[escape.lower()]}]"
    return escape
