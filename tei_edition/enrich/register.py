"""A register: the people, places and organisations of an edition, each with the forms of its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cached_property

from tei_edition.diagnostics import Diagnostic, EditionError

#: The kinds of entries, with the TEI elements of their list, their entry and their name (TEI chapter 14).
KINDS = {
    "person": ("listPerson", "person", "persName"),
    "place": ("listPlace", "place", "placeName"),
    "org": ("listOrg", "org", "orgName"),
}
#: The authorities whose numbers an entry may have, with the address that a number makes.
AUTHORITIES = {
    "gnd": "https://d-nb.info/gnd/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "wikidata": "https://www.wikidata.org/entity/{}",
    "geonames": "https://www.geonames.org/{}",
}
_ID = re.compile(r"[^\W\d][\w.-]*")
#: What XML cannot hold, in no way of writing it (XML 1.0, production 2).
_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Ids that would give the page of an entry the name of another page of its folder, or one that Windows reserves.
_RESERVED = re.compile(r"(?:index|con|prn|aux|nul|(?:com|lpt)\d)(?:\..*)?", re.IGNORECASE)
#: What only people have.
_OF_PEOPLE = ("born", "died", "office")


@dataclass(frozen=True, slots=True)
class Entry:
    """One person, place or organisation.

    `forms` are what texts call it, `name` is what the edition does. `born` and `died` are dates as they are known
    (ISO 8601 where they can be), `office` is what a person was, several parted by semicolons; the numbers of
    authorities are without their addresses; latitude and longitude are in degrees (WGS 84).
    """

    id: str
    kind: str
    name: str
    forms: tuple[str, ...] = ()
    born: str = ""
    died: str = ""
    office: str = ""
    gnd: str = ""
    viaf: str = ""
    wikidata: str = ""
    geonames: str = ""
    latitude: str = ""
    longitude: str = ""
    note: str = ""
    row: int = 0

    @property
    def all_forms(self) -> tuple[str, ...]:
        """Its forms; its name is one where it has no other."""
        return self.forms or (self.name,)

    def authorities(self) -> Iterator[tuple[str, str]]:
        """The authorities that know it, and its number with each."""
        for authority in AUTHORITIES:
            if number := getattr(self, authority):
                yield authority, number


#: The columns of a register as a table, in their order.
COLUMNS = tuple(field.name for field in fields(Entry) if field.name != "row")


@dataclass(frozen=True)
class Register:
    """The entries of a register, in their order, and the name of its file for messages."""

    entries: tuple[Entry, ...] = ()
    source: str = "register"

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """The entries by their ids."""
        return {entry.id: entry for entry in self.entries}

    def __bool__(self) -> bool:
        return bool(self.entries)


def register_of(
    entries: Iterable[Entry], source: str, left_out: list[Diagnostic] | None = None
) -> Register:
    """The register of *entries*, without what an entry of its kind cannot have, which goes into *left_out* (N005).

    Raises EditionError (N001) where an entry lacks or doubles its id, its kind or its name, or holds a character
    that XML cannot.
    """
    found: list[Entry] = []
    wrong: list[Diagnostic] = []
    taken: dict[str, Entry] = {}
    for entry in entries:
        row = f"row {entry.row}" if entry.row else ""
        if message := _unheld(entry) or _fault(entry, taken.get(entry.id.casefold())):
            apart = ", " if message.startswith("column") else ": "
            wrong.append(Diagnostic("N001", f"{row}{apart}{message}" if row else message, source))
        taken.setdefault(entry.id.casefold(), entry)
        surplus = [name for name in _OF_PEOPLE if entry.kind != "person" and getattr(entry, name)]
        if surplus:
            if left_out is not None:
                message = f"{entry.id}: only a person has {' and '.join(surplus)}, so this was left out of the {entry.kind}"
                where = f"{row}, " if row else ""
                left_out.append(Diagnostic("N005", f"{where}{message}", source))
            entry = replace(entry, born="", died="", office="")
        found.append(entry)
    if wrong:
        raise EditionError(*wrong)
    return Register(tuple(found), source)


def merged(registers: Iterable[Register], source: str) -> Register:
    """One register of several; EditionError (N001) where two have an id in common."""
    return register_of((entry for register in registers for entry in register.entries), source)


def _unheld(entry: Entry) -> str:
    """Where *entry* holds a character that XML cannot: its column, and the character."""
    for name in COLUMNS:
        value = getattr(entry, name)
        if found := _NO_CHARACTER.search("|".join(value) if name == "forms" else value):
            return f"column {name}: U+{ord(found[0]):04X} is not allowed in text"
    return ""


def _fault(entry: Entry, other: Entry | None) -> str:
    if not _ID.fullmatch(entry.id):
        return f"the id {entry.id!r} is not an XML name: a letter, then letters, digits, . - _"
    if _RESERVED.fullmatch(entry.id):
        return f"the id {entry.id} is reserved, because the page of the entry would have the name of another file; choose another id"
    if other is not None and other.id != entry.id:
        return f"the ids {other.id} and {entry.id} differ only in capital letters, so their pages would have the same name"
    if other is not None:
        return f"the id {entry.id} is already used for {other.name}"
    if entry.kind not in KINDS:
        kinds = ", ".join(KINDS)
        if not entry.kind:
            return f"{entry.id} has no kind; the kinds are {kinds}"
        return f"{entry.id} has the kind {entry.kind!r}; the kinds are {kinds}"
    if not entry.name.strip():
        return f"{entry.id} has no name"
    return ""
