"""The index of a print: the people, places and organisations that a text names, in their order, with what refers to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from tei_edition.publish.paper.typst import string
from tei_edition.tei.names import attribute_name, tag

#: How the parts of an index are headed, by the element of their entries.
TITLES = {"person": "Persons", "place": "Places", "org": "Organisations"}
#: The kinds of names that stand in an index though they refer to no entry.
KIND_OF = {"persName": "person", "placeName": "place", "orgName": "org"}
#: A document that names fewer entries has no index.
FEWEST = 3

#: The address of a place in the whole, as parts write it that do not hold the page: its number, and points from its top.
PLACE = re.compile(r"tei-edition:page/(\d+)/(\d+)")

_ID = attribute_name("xml:id")
_REFERRING = tuple(map(tag, (*KIND_OF, "name", "rs")))
_NAMED = frozenset(map(tag, (*KIND_OF, "name")))
#: Names that an entry has beside its own.
_VARIANTS = re.compile(r"form|variant|alt|other|abbr|pseudo", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of an index: its key in the text, the kind of its part, what it is called, and the names that refer to it."""

    key: str
    kind: str
    name: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an index: its words, the number of its page, and how far from the top it is there, in points."""

    words: str
    page: int
    top: int


@dataclass(slots=True)
class Named:
    """Where a book names an entry: how far from the top, by page, line (0: it has no number) and whether it is in a note."""

    heading: Heading
    places: dict[tuple[int, int, bool], int] = field(default_factory=dict)

    def add(self, page: int, line: int, is_note: bool, top: int) -> None:
        """One more place; of those in one line the first counts."""
        self.places.setdefault((page, 0 if is_note else line, is_note), top)

    def in_words(self) -> list[Place]:
        """The places as an index gives them.

        "1.12" is line 12 of page 1, "3.4–6" three lines, "5n" a note at the foot of page 5; pages whose lines have no
        numbers are put together: "7–9".
        """
        found = []
        for _, run in groupby(enumerate(sorted(self.places, key=_in_order)), _run_of):
            places = [place for _, place in run]
            (page, line, is_note), last = places[0], places[-1]
            if is_note:
                words = f"{page}n"
            elif line:
                words = f"{page}.{_ends(line, last[1])}"
            else:
                words = _ends(page, last[0])
            found.append(Place(words, page, self.places[places[0]]))
        return found


def _in_order(place: tuple[int, int, bool]) -> tuple[int, bool, int]:
    page, line, is_note = place
    return page, is_note, line


def _run_of(numbered: tuple[int, tuple[int, int, bool]]) -> tuple[int, bool, int]:
    """What the places of one run have in common: lines of a page, or pages without, that follow one another."""
    number, (page, line, is_note) = numbered
    if is_note:
        return page, True, 0
    return (page, False, line - number) if line else (0, False, page - number)


def _ends(first: int, last: int) -> str:
    return f"{first}–{last}" if last > first else str(first)


def headings_of(tree: etree._ElementTree) -> list[Heading]:
    """The entries of standOff or the header of the TEI document *tree* that its text refers to, in document order."""
    root = tree.getroot()
    entries = [entry for entry in root.iter(*map(tag, TITLES)) if _is_listed(entry)]
    if not entries:
        return []
    wanted = set(_referred(root))
    return [_heading(entry) for entry in entries if entry.get(_ID) in wanted]


def _is_listed(entry: etree._Element) -> bool:
    if not entry.get(_ID):
        return False
    around = {str(node.tag) for node in entry.iterancestors()}
    return tag("text") not in around and bool(around & {tag("standOff"), tag("profileDesc")})


def _referred(root: etree._Element) -> Iterator[str]:
    for text in root.iter(tag("text")):
        for name in text.iter(*_REFERRING):
            for pointer in (name.get("ref") or "").split():
                if pointer.startswith("#"):
                    yield pointer[1:]


def _heading(entry: etree._Element) -> Heading:
    names = [node for node in entry.iterchildren(etree.Element) if node.tag in _NAMED]
    own = [node for node in names if not _VARIANTS.search(node.get("type") or "")] or names
    first = _inverted(own[0]) if own else ""
    identifier = entry.get(_ID) or ""
    kind = etree.QName(entry).localname
    forms = dict.fromkeys(filter(None, map(_inverted, names)))
    if first:  # before the register had the entry, its id stood for the name
        forms.pop(identifier, None)
    return Heading(identifier, kind, first or identifier, tuple(_others(first, forms, kind)))


def _inverted(name: etree._Element) -> str:
    """The words of a name, its surname first where the file tells it from the forename ("Goethe, Johann Wolfgang von")."""
    parts = list(name.iterchildren(etree.Element))
    surnames = [part for part in parts if part.tag == tag("surname")]
    rest = [part for part in parts if part.tag != tag("surname")]
    mixed = "".join([name.text or "", *(part.tail or "" for part in parts)]).strip(" \t\r\n,")
    if mixed or not surnames or not any(part.tag == tag("forename") for part in rest):
        return _words([name]) if mixed or not parts else _words(parts)
    # What stands before a surname ("von") comes last.
    rest.sort(key=lambda part: part.tag == tag("nameLink"))
    return f"{_words(surnames)}, {_words(rest)}"


def _words(nodes: Iterable[etree._Element]) -> str:
    return " ".join(" ".join("".join(map(str, node.itertext())) for node in nodes).split())


def _others(name: str, forms: Iterable[str], kind: str) -> Iterator[str]:
    """The *forms* under which a reader may look for an entry in vain: those that begin with another word than its *name*.

    A person's name in the order in which it is spoken ("N. S. Khrushchev") is none: its surname leads there.
    """
    first, *_ = _letters(name)
    taken = {first}
    for form in sorted(forms, key=len):
        words = _letters(form)
        if words[0] not in taken and not (kind == "person" and first in words):
            taken.add(words[0])
            yield form


def _letters(name: str) -> list[str]:
    """The words that *name* is sorted by."""
    return sort_key(name)[0].split("-")


def sort_key(name: str) -> tuple[str, str]:
    """What *name* is sorted by, in print as on the web."""
    from tei_edition.publish.web.groups import sorting

    return sorting(name)


def parts_of(entries: Iterable[Named]) -> dict[str, list[tuple[str, Named]]]:
    """The rows of an index by the title of its part, in order: a name, and the entry that it belongs to."""
    found: dict[str, list[tuple[str, Named]]] = {title: [] for title in TITLES.values()}
    for named in entries:
        rows = found[TITLES[named.heading.kind]]
        rows += [(name, named) for name in (named.heading.name, *named.heading.others)]
    for rows in found.values():
        rows.sort(key=lambda row: (*sort_key(row[0]), row[1].heading.key))
    return {title: rows for title, rows in found.items() if rows}


def markup_of(headings: Iterable[Heading]) -> str:
    """The index of one document as an array of Typst: a part's title, and its rows (name, key, what to see instead or none)."""
    parts = []
    for title, rows in parts_of(map(Named, headings)).items():
        told = "".join(
            f"({string(name)}, {string(named.heading.key)}, {_see(name, named.heading)}), "
            for name, named in rows
        )
        parts.append(f"({string(title)}, ({told})), ")
    return f"({''.join(parts)})"


def _see(name: str, heading: Heading) -> str:
    return "none" if name == heading.name else string(heading.name)


def by_words(key: str) -> Named:
    """The entry of a name that refers to none: its *key* is its element and its words, parted by a blank."""
    element, _, words = key.partition(" ")
    return Named(Heading(key, KIND_OF[element], words))


def merged(documents: Iterable[Mapping[str, Named]]) -> list[Named]:
    """The entries that several documents name, those of one kind and name as one."""
    found: dict[tuple[str, str], Named] = {}
    for names in documents:
        for named in names.values():
            heading = named.heading
            known = found.setdefault((heading.kind, heading.name), Named(heading))
            for place, top in named.places.items():
                known.places.setdefault(place, top)
    return [named for named in found.values() if named.places]


def place_address(page: int, top: int) -> str:
    """The address with which a part links to the page numbered *page*, *top* points below its upper edge: see merge()."""
    return f"tei-edition:page/{page}/{top}"
