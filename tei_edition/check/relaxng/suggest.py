"""What was probably meant, and how to say what is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

from tei_edition.check.relaxng.datatype import XsdDatatype
from tei_edition.check.relaxng.pattern import (
    Attribute,
    Data,
    Element,
    ListOf,
    Pattern,
    Text,
    Value,
)
from tei_edition.tei.elements import ELEMENTS

#: How many things a finding says were expected: the likeliest; nobody reads two hundred.
EXPECTED = 5

#: Where loose words and phrases go when the document itself gives no example.
PLAIN = ("p", "ab", "item", "cell", "head", "l")

#: What people who know HTML, DocBook or other schemas write, and what TEI calls it.
_ELEMENTS = {
    "a": "ref", "abbreviation": "abbr", "addition": "add", "author": "persName", "b": "hi",
    "bold": "hi", "blockquote": "quote", "br": "lb", "caption": "head", "deletion": "del",
    "em": "emph", "figcaption": "figDesc", "footnote": "note", "h1": "head", "h2": "head",
    "h3": "head", "h4": "head", "i": "hi", "image": "graphic", "img": "graphic", "italic": "hi",
    "li": "item", "line": "l", "link": "ref", "ol": "list", "para": "p", "paragraph": "p",
    "person": "persName", "place": "placeName", "s": "del", "section": "div", "span": "seg",
    "strike": "del", "strong": "hi", "sub": "hi", "sup": "hi", "td": "cell", "th": "cell",
    "title": "head", "tr": "row", "u": "hi", "ul": "list",
}  # fmt: skip
_ATTRIBUTES = {
    "class": "rend", "href": "target", "id": "xml:id", "lang": "xml:lang", "language": "xml:lang",
    "src": "url", "style": "rend", "author": "resp", "number": "n", "year": "when",
    "date": "when", "link": "target", "color": "rend", "colspan": "cols", "rowspan": "rows",
    "xml:base": "target", "position": "place", "name": "n",
}  # fmt: skip

#: Datatypes of XML Schema as an editor would describe them, with an example.
_KINDS = {
    "ID": ("a name that begins with a letter or _ and contains no space or colon", "p1"),
    "NCName": ("a name that begins with a letter or _ and contains no space or colon", "p1"),
    "Name": ("a name that begins with a letter or _ and contains no space", "p1"),
    "NMTOKEN": ("a word of letters, digits and . - _ : without spaces", "a1"),
    "IDREF": ("the xml:id of an element", "p1"),
    "anyURI": ("an address such as #id or https://example.org/", "#id"),
    "language": ("a language tag such as en or ru-Latn", "en"),
    "boolean": ("true or false", "true"),
    "integer": ("a whole number", "1"),
    "nonNegativeInteger": ("a whole number, 0 or more", "1"),
    "positiveInteger": ("a whole number, 1 or more", "1"),
    "decimal": ("a number such as 12 or 1.5", "1"),
    "double": ("a number such as 12, 1.5 or 1e3", "1"),
    "float": ("a number such as 12, 1.5 or 1e3", "1"),
    "duration": ("a duration such as P3D or PT90M", "P3D"),
    "date": ("a date such as 1962-11-24", "1962-11-24"),
    "gYear": ("a year such as 1962", "1962"),
    "gYearMonth": ("a month such as 1962-11", "1962-11"),
    "gMonth": ("a month such as --11", "--11"),
    "gDay": ("a day such as ---24", "---24"),
    "gMonthDay": ("a day of the year such as --11-24", "--11-24"),
    "time": ("a time such as 16:30:00", "16:30:00"),
    "dateTime": ("a date and time such as 1962-11-24T16:30:00", "1962-11-24T16:30:00"),
}

#: The shapes of a date that people write.
_DATES = {"date": "YYYY-MM-DD", "gYearMonth": "YYYY-MM", "gYear": "YYYY"}


@dataclass
class Values:
    """What a value may be: literal values, and kinds (descriptions with an example each)."""

    values: dict[str, None] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    many: bool = False

    def expected(self, value: str) -> tuple[str, ...]:
        """The likeliest values, then the kinds; five at most."""
        ranked = likeliest(value, list(self.values), {}, None)
        return (*ranked, *self.kinds)[:EXPECTED]

    def example(self) -> str:
        """One value that would do; empty where none can be made up."""
        return next(iter(self.values), None) or next(iter(self.kinds.values()), "")


def alternatives(*patterns: Pattern) -> Values:
    """What text may match one of *patterns*, elements apart."""
    found = Values()
    for pattern in patterns:
        _gather(pattern, found)
    forms = {form: name for name, form in _DATES.items() if _KINDS[name][0] in found.kinds}
    if len(forms) > 1:
        # TEI's dates allow nine shapes; three of them are what people write.
        names = ("date", "gYearMonth", "gYear", "gMonth", "gDay", "gMonthDay", "time", "dateTime")
        for name in names:
            found.kinds.pop(_KINDS[name][0], None)
        example = _KINDS[next(iter(forms.values()))][1]
        found.kinds = {f"a date: {joined(list(forms), 'or')}": example, **found.kinds}
    return found


def _gather(pattern: Pattern, found: Values) -> None:
    match pattern:
        case Value():
            found.values[pattern.value] = None
        case Data(datatype=XsdDatatype() as datatype):
            kind, example = _KINDS.get(datatype.name, (f"text of datatype {datatype.name}", ""))
            for facet, bound in datatype.facets:
                if facet == "pattern":
                    kind, example = _PATTERNS.get(bound, (f"text that matches {bound}", ""))
            found.kinds[kind] = example
        case Data():
            found.kinds["text"] = ""
        case Element() | Attribute() | Text():
            pass
        case _:
            found.many = found.many or isinstance(pattern, ListOf)
            for part in pattern.parts:
                _gather(part, found)


#: Patterns of TEI's own datatypes, said in words.
_PATTERNS = {
    r"[^\s]+": ("a word without white space", "a1"),
    r"\S+": ("a word without white space", "a1"),
    r"(\p{L}|\p{N}|\p{P}|\p{S})+": ("a word without white space", "a1"),
    r"[\p{L}\p{N}\p{P}\p{S}]+": ("a word without white space", "a1"),
    r"(\-?[\d]+/\-?[\d]+)": ("a ratio such as 1/2", "1/2"),
    r"[0-9.,DHMPRSTWYZ/:+\-]+": ("a date in ISO 8601 format", "1962-11-24"),
}


def value_words(where: str, value: str, values: Values) -> tuple[str, str | None]:
    """The sentence for a *value* that is wrong at *where*, and what to do."""
    shown = value if len(value) <= 40 else f"{value[:39]}…"
    if values.values:
        meant = _nearest(value, list(values.values), 0.75)
        if meant:
            return (
                f'"{shown}" is not a value of {where}; did you mean "{meant}"?',
                f'write "{meant}"',
            )
        listed = [f'"{v}"' for v in values.expected(value)]
        hint = f"write {joined(listed, 'or')}" if len(values.values) <= EXPECTED else None
        return f'"{shown}" is not a value of {where}', hint
    kinds = joined(list(values.kinds)[:2], "or")
    wanted = f"words, each {kinds}" if values.many else kinds
    if not value.strip():
        return f"{where} is empty; expected: {wanted}", None
    return f'"{shown}" is not valid for {where}; expected: {wanted}', None


def element(name: str, among: Iterable[str]) -> str | None:
    """The element that was meant by *name*; None where nothing is near."""
    among = list(among)
    if name in ELEMENTS:
        return None  # an element of TEI is no misspelling of another
    known = _ELEMENTS.get(name.lower())
    return _nearest(name, among) or (known if known in among else None)


def attribute(name: str, among: Iterable[str]) -> str | None:
    """The attribute that was meant by *name*; None where nothing is near."""
    among = list(among)
    known = _ATTRIBUTES.get(name.lower())
    return (known if known in among else None) or _nearest(name, among, 0.75)


def _nearest(name: str, among: list[str], cutoff: float = 0.6) -> str | None:
    folded = {other.lower(): other for other in reversed(among)}
    if name.lower() in folded:
        return folded[name.lower()]
    if len(name) < 2:
        return None
    return _close(name, tuple(among), cutoff)


# A document repeats its mistakes, by the thousand where a program made it.
@lru_cache(maxsize=1000)
def _close(name: str, among: tuple[str, ...], cutoff: float) -> str | None:
    close = get_close_matches(name, among, n=1, cutoff=cutoff)
    return close[0] if close else None


@lru_cache(maxsize=10_000)
def _is_near(name: str, other: str) -> bool:
    return bool(name) and SequenceMatcher(None, name, other).ratio() >= 0.6


def likeliest(
    name: str, names: list[str], frequency: Mapping[str, int], limit: int | None = EXPECTED
) -> tuple[str, ...]:
    """*names*, those first that are spelt like *name*, then those that the document uses most."""

    def weight(other: str) -> tuple[bool, int, int]:
        return (not _is_near(name, other), -frequency.get(other, 0), names.index(other))

    return tuple(sorted(names, key=weight)[:limit])


def joined(items: list[str], word: str = "and") -> str:
    """ "a, b and c"."""
    return f" {word} ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def quoted(names: Iterable[str]) -> str:
    """Names of elements in the way messages show them."""
    return joined([f"`{name}`" for name in names])


def either(names: Iterator[str] | list[str]) -> str:
    """ "`a`, `b` or `c`"."""
    return joined([f"`{name}`" for name in names], "or")
