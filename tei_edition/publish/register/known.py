"""What the catalog says of the entries of a register: who is named where, with whom, who wrote to whom, who speaks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from tei_edition.enrich.register import Entry
from tei_edition.publish import catalog as lines
from tei_edition.publish.catalog import Named
from tei_edition.publish.mentions import Mention, Speaker
from tei_edition.publish.register.places import page_of
from tei_edition.publish.site import Catalog
from tei_edition.publish.web.groups import in_order


class Line(NamedTuple):
    """A document that names an entry, and what it says of it."""

    document: lines.Entry
    mention: Mention


class Known:
    """The register and the catalog, each looked up by the other."""

    def __init__(self, catalog: Catalog) -> None:
        self.register = catalog.register
        self.documents = in_order(catalog.entries)
        #: Of each entry, the documents that name it, by date.
        self.lines: dict[str, list[Line]] = defaultdict(list)
        #: Of each entry, the documents that it speaks in.
        self.spoken: dict[str, list[tuple[lines.Entry, Speaker]]] = defaultdict(list)
        #: How often each wrote to each.
        self.letters: dict[str, Counter[str]] = defaultdict(Counter)
        self.received: dict[str, Counter[str]] = defaultdict(Counter)
        self._by_name = self._names()
        known = self.register.by_id
        for document in self.documents:
            for mention in document.mentions:
                if mention.id in known:
                    self.lines[mention.id].append(Line(document, mention))
            for speaker in document.speakers:
                if speaker.id in known:
                    self.spoken[speaker.id].append((document, speaker))
            for sender in self.entries_of(document.senders):
                for recipient in self.entries_of(document.recipients):
                    self.letters[sender.id][recipient.id] += 1
                    self.received[recipient.id][sender.id] += 1

    def _names(self) -> dict[str, Entry | None]:
        """The entries by the forms of their names; None for one that several share."""
        found: dict[str, Entry | None] = {}
        for entry in self.register.entries:
            for form in {entry.name.casefold(), *(f.casefold() for f in entry.all_forms)}:
                found[form] = None if form in found else entry
        return found

    def entry_of(self, person: Named) -> Entry | None:
        """The entry of a correspondent or author: that which it points at, else the only one of its name."""
        pointed = self.register.by_id.get(person.ref.removeprefix("#")) if person.ref else None
        return pointed or self._by_name.get(person.name.casefold())

    def entries_of(self, people: tuple[Named, ...]) -> Iterator[Entry]:
        """The entries of *people*, those that have one."""
        seen = set()
        for person in people:
            entry = self.entry_of(person)
            if entry is not None and entry.id not in seen:
                seen.add(entry.id)
                yield entry

    def together(self, entry: Entry) -> Counter[str]:
        """Who and what is named in the documents that name *entry*: in how many of them."""
        counts: Counter[str] = Counter()
        for document, _ in self.lines.get(entry.id, ()):
            counts.update({m.id for m in document.mentions if m.id in self.register.by_id})
        del counts[entry.id]
        return counts

    def documents_of(self, id: str) -> int:
        """How many documents name the entry *id*."""
        return len(self.lines.get(id, ()))

    def page(self, id: str) -> str:
        """The page of an entry, from the folder of any other."""
        return f"../{page_of(self.register.by_id[id].kind, id)}"


def lived(entry: Entry) -> str:
    """When somebody lived, in years where they are known: "1894–1971"."""
    born, died = (date[:4] if date[:4].isdigit() else date for date in (entry.born, entry.died))
    if born and died:
        return f"{born}–{died}"
    return f"born {born}" if born else f"died {died}" if died else ""


def offices(entry: Entry) -> list[str]:
    """What somebody was, with the time: "Foreign Minister 1957–1985"."""
    found = (office.strip() for office in entry.office.split(";"))
    return [_dashed(office) for office in found if office]


def _dashed(office: str) -> str:
    words, blank, time = office.rpartition(" ")
    is_time = time.replace("-", "").isdigit()
    return f"{words}{blank}{time.replace('-', '–')}" if is_time else office
