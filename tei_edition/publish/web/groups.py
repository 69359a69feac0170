"""Documents in groups: by year, by archive, by correspondent. Each group has a page of its own, at an address that lasts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from anyascii import anyascii

from tei_edition.publish.catalog import Entry, Named

#: So many documents are on one page of a list.
ROWS = 200
#: An edition of so many documents lists them on its first page.
SMALL = 200
_YEAR = re.compile(r"-?\d{4,6}(?!\d)")
_SLUG = re.compile(r"[^a-z0-9]+")
_GLOBAL = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Group:
    """Documents that belong together: what they share, the name of their first page, and the documents."""

    name: str
    stem: str
    entries: tuple[Entry, ...]

    @property
    def pages(self) -> int:
        """How many pages list it."""
        return max(1, -(-len(self.entries) // ROWS))

    def page(self, number: int = 1) -> str:
        """The name of its page *number*, the first being 1, in the folder of the lists."""
        return f"{self.stem}.html" if number == 1 else f"{self.stem}.p{number}.html"


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """The documents by date; those without one follow, by title. An index's numbers are places in this order."""
    return sorted(entries, key=lambda entry: (entry.date or "9999", entry.title, entry.id))


def year_of(entry: Entry) -> int | None:
    """The year of a document, or that in which it began; None where nobody knows."""
    found = _YEAR.match(entry.date)
    return int(found[0]) if found else None


class People:
    """What persons and bodies are called: those with the same address on the web share the most frequent name."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        names: dict[str, Counter[str]] = defaultdict(Counter)
        for entry in entries:
            for person in (*entry.authors, *entry.senders, *entry.recipients):
                if _GLOBAL.fullmatch(person.ref):
                    names[person.ref][person.name] += 1
        self._names = {
            ref: min(found, key=lambda name: (-found[name], name)) for ref, found in names.items()
        }

    def name(self, person: Named) -> str:
        """The name that lists show for *person*."""
        return self._names.get(person.ref, person.name)

    def authors(self, entry: Entry) -> tuple[str, ...]:
        """Who wrote the document: whom it names as its authors, or else who sent it."""
        people = entry.authors or entry.senders
        return tuple(dict.fromkeys(self.name(person) for person in people))

    def correspondents(self, entry: Entry) -> tuple[str, ...]:
        """Who sent the document, and who received it."""
        people = (*entry.senders, *entry.recipients)
        return tuple(dict.fromkeys(self.name(person) for person in people))

    def all(self, entry: Entry) -> tuple[str, ...]:
        """Authors and correspondents of the document."""
        return tuple(dict.fromkeys((*self.authors(entry), *self.correspondents(entry))))


def by_year(entries: Sequence[Entry]) -> list[Group]:
    """The years in their order, and at the end the documents without a date."""
    found: dict[int | None, list[Entry]] = defaultdict(list)
    for entry in in_order(entries):
        found[year_of(entry)].append(entry)
    undated = found.pop(None, [])
    groups = [
        Group(str(year), f"year-{year}", tuple(found[year])) for year in sorted(found, key=_n)
    ]
    return [*groups, *([Group("Undated", "year-undated", tuple(undated))] if undated else [])]


def _n(year: int | None) -> int:
    return year or 0


def by_archive(entries: Sequence[Entry]) -> list[Group]:
    """The archives by name."""
    return _grouped(entries, "archive", lambda entry: (entry.archive,) if entry.archive else ())


def by_correspondent(entries: Sequence[Entry], people: People) -> list[Group]:
    """The correspondents by name."""
    return _grouped(entries, "correspondent", people.correspondents)


def _grouped(
    entries: Sequence[Entry], kind: str, names: Callable[[Entry], Iterable[str]]
) -> list[Group]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in in_order(entries):
        for name in names(entry):
            found[name].append(entry)
    taken: set[str] = set()
    groups = []
    for name in sorted(found, key=sorting):
        groups.append(Group(name, _free(f"{kind}-{slug(name)}", taken), tuple(found[name])))
    return groups


def sorting(name: str) -> tuple[str, str]:
    """What a list sorts *name* by: its letters in Latin script, then itself."""
    return slug(name), name


def slug(name: str) -> str:
    """*name* in small Latin letters, figures and hyphens: part of an address."""
    return _SLUG.sub("-", anyascii(name).casefold()).strip("-")[:60].rstrip("-") or "unnamed"


def _free(stem: str, taken: set[str]) -> str:
    """*stem*, with a number where another group has it already."""
    number, free = 1, stem
    while free in taken:
        number += 1
        free = f"{stem}-{number}"
    taken.add(free)
    return free
