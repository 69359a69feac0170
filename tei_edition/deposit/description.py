"""What is said of a deposit as a whole: gathered from its documents and from edition.toml."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TypeVar

from tei_edition.build.settings import Funder, Settings
from tei_edition.deposit.held import (
    Held,
    Maker,
    Subject,
    address_of,
    maker_of,
    shelfmark_parts,
)
from tei_edition.files import source_date

_Key = TypeVar("_Key")
_Sorted = TypeVar("_Sorted", str, tuple[str, str], Subject)

#: So many people, archives and keywords a description names; a repository's forms take no thousands.
MOST = 50


@dataclass(frozen=True, slots=True)
class Description:
    """A deposit, in the words of its descriptions; what nobody says is empty.

    `creators` are never empty. `replaces` and `concept` are the DOIs of the version before and of all versions,
    languages tags of BCP 47. `issued` is when it was published and `span` what time its documents are
    of, earliest and latest (ISO 8601). `address` is where the edition is on the web, `shelfmark` that of the
    original of a single document; `licence_address` where the words of the licence are.
    """

    title: str
    creators: tuple[Maker, ...]
    contributors: tuple[Maker, ...] = ()
    funders: tuple[Funder, ...] = ()
    publisher: Maker = field(default_factory=lambda: Maker("", is_person=False))
    place: str = ""
    issued: str = ""
    span: tuple[str, str] = ("", "")
    languages: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    archives: tuple[str, ...] = ()
    shelfmark: str = ""
    shelfmark_in_full: tuple[str, str] = ("", "")
    """A shelfmark, and how it is read: "f. 5, d. 7", "fond 5, delo 7"."""
    originals: tuple[str, ...] = ()
    """The languages of the originals, in words."""
    licence: str = ""
    licence_address: str = ""
    other_terms: tuple[tuple[str, str], ...] = ()
    """The terms of those documents that have others, in words, and where they stand."""
    abstract: str = ""
    title_language: str = ""
    abstract_language: str = ""
    doi: str = ""
    ark: str = ""
    address: str = ""
    version: str = ""
    replaces: str = ""
    concept: str = ""
    contact: str = ""
    documents: int = 0
    sources: tuple[str, ...] = ()
    """Addresses that the documents are published at elsewhere."""
    hosts: tuple[str, ...] = ()
    """Who has published the documents before: publishers in the headers that are not that of this edition."""
    depositor: str = ""
    """Who deposits it, by the settings: their publisher, or the first creator; never somebody else's publisher."""
    part_of: Whole | None = None
    """The edition that a single document is part of."""

    @property
    def year(self) -> str:
        """The year of publication; empty where it is not known."""
        return self.issued[:4]

    @property
    def licence_id(self) -> str:
        """The licence as SPDX calls it, where its address is one of Creative Commons; empty otherwise."""
        return spdx(self.licence_address)

    def identifier(self) -> str:
        """What it is called for good: its DOI, ARK or address; empty where it has none."""
        return f"https://doi.org/{self.doi}" if self.doi else self.ark or self.address


@dataclass(frozen=True, slots=True)
class Whole:
    """The edition that a document is part of: its title, its DOI and its address on the web; each may be empty."""

    title: str = ""
    doi: str = ""
    address: str = ""

    def identifier(self) -> tuple[str, str]:
        """The kind of its identifier as DataCite calls it (DOI, URL), and the identifier; empty where it has none."""
        return ("DOI", self.doi) if self.doi else ("URL" if self.address else "", self.address)


@dataclass
class Gathering:
    """What the documents of a deposit have in common; it grows with different names, not with documents.

    What the *settings* say holds, and headers say what these lack; but a document that is deposited alone, *each*
    for itself, is described by its own header, and the settings say what it is part of.
    """

    settings: Settings
    each: bool = False
    documents: int = 0
    makers: dict[tuple[str, str], Maker] = field(default_factory=dict)
    languages: Counter[str] = field(default_factory=Counter)
    subjects: Counter[Subject] = field(default_factory=Counter)
    archives: Counter[str] = field(default_factory=Counter)
    originals: Counter[str] = field(default_factory=Counter)
    shelfmark: tuple[str, str] = ("", "")
    licences: Counter[tuple[str, str]] = field(default_factory=Counter)
    publishers: Counter[str] = field(default_factory=Counter)
    #: Place and date of publication of each publisher in a header.
    imprints: dict[str, tuple[str, str]] = field(default_factory=dict)
    funders: Counter[str] = field(default_factory=Counter)
    earliest: str = ""
    latest: str = ""
    only: Held | None = None

    def add(self, document: Held) -> None:
        """Take a document in."""
        entry = document.entry
        self.only = document if not self.documents else None
        self.documents += 1
        for maker in document.makers:
            self.makers.setdefault((maker.name, maker.kind), maker)
        self.languages.update(entry.languages[:1])
        self.subjects.update(document.subjects)
        self.archives.update(filter(None, [entry.archive]))
        self.originals.update(filter(None, [entry.original]))
        if not self.shelfmark[1]:
            self.shelfmark = entry.shelfmark, shelfmark_parts(document.tree, entry.shelfmark)
        if document.licence or document.licence_address:
            self.licences[document.licence, document.licence_address] += 1
        self.publishers.update(filter(None, [entry.publisher]))
        place, issued = self.imprints.get(entry.publisher, ("", ""))
        self.imprints[entry.publisher] = place or document.place, max(issued, document.issued)
        self.funders.update(document.funders)
        if entry.date:
            self.earliest = min(filter(None, (self.earliest, entry.date)))
            self.latest = max(self.latest, entry.end or entry.date)

    def description(self) -> Description:
        """The deposit as a whole; of a single document, that document."""
        settings, alone = self.settings, self.only
        licence, target = self._terms()
        publisher = self._publisher()
        place, issued = self._imprint(publisher.name)
        abstract, language = self._abstract()
        title, title_language = self._title()
        creators, contributors = self._people(publisher)
        return Description(
            title=title,
            creators=creators,
            contributors=contributors,
            funders=self._funders(),
            publisher=publisher,
            place=place,
            issued=issued,
            span=(self.earliest, self.latest),
            languages=_listed(self.languages),
            subjects=self._subjects(),
            archives=_listed(self.archives),
            shelfmark_in_full=self.shelfmark,
            originals=_listed(self.originals),
            shelfmark=alone.entry.shelfmark if alone else "",
            licence=licence,
            licence_address=target,
            other_terms=self._other_terms(licence, target),
            abstract=abstract,
            title_language=title_language,
            abstract_language=language,
            doi=bare_doi(self._number("DOI", settings.doi)),
            ark=self._number("ARK", settings.ark),
            address=self._address(),
            version=self._either(settings.version, alone.version if alone else ""),
            replaces=self._either("" if self.each else settings.replaces, alone.replaces if alone else ""),
            concept="" if self.each else settings.concept,
            contact=settings.contact,
            documents=self.documents,
            sources=(alone.entry.url,) if alone and alone.entry.url else (),
            hosts=tuple(name for name in _listed(self.publishers) if name != publisher.name),
            depositor=settings.imprint.publisher or creators[0].name,
            part_of=Whole(settings.title, settings.doi, settings.address) if self.each else None,
        )  # fmt: skip

    def _either(self, own: str, header: str) -> str:
        """What holds: of an edition what its settings say, of each document what its *header* says; else the other."""
        return (header or own) if self.each else (own or header)

    def _terms(self) -> tuple[str, str]:
        """The licence of the edition, or the most frequent one of its documents."""
        own = self.settings.imprint.licence, self.settings.imprint.licence_target
        return own if any(own) and not self.each else _most(self.licences, own)

    def _other_terms(self, licence: str, target: str) -> tuple[tuple[str, str], ...]:
        """The terms of documents that are not those of the whole: not the same address, or without one not the same words."""
        return tuple(
            each
            for each in _listed(self.licences)
            if (each[1] != target if each[1] else each[0] != licence)
        )

    def _funders(self) -> tuple[Funder, ...]:
        """Those of edition.toml, then those that the headers name."""
        own = self.settings.funders
        known = {funder.name for funder in own}
        others = (name for name in _listed(self.funders) if name not in known)
        return (*own, *(Funder(n, "", self.settings.identifiers.get(n, "")) for n in others))

    def _subjects(self) -> tuple[Subject, ...]:
        """Those of edition.toml, then those of the documents, the most frequent first; of each document its own first."""
        known = self.settings.identifiers
        own = [Subject(w, "", known.get(w, "")) for w in self.settings.keywords]
        found: dict[str, Subject] = {}
        for subject in (
            (*_listed(self.subjects), *own) if self.each else (*own, *_listed(self.subjects))
        ):
            found.setdefault(subject.words, subject)
        return tuple(found.values())

    def _publisher(self) -> Maker:
        """Who publishes the edition: the settings know; a header may name whoever published a document before."""
        name = self.settings.imprint.publisher or _most(self.publishers, "")
        return Maker(name, "", self.settings.identifiers.get(name, ""), is_person=False)

    def _imprint(self, publisher: str) -> tuple[str, str]:
        """Place and date of the publication by *publisher*: those of the settings and those of others never mix."""
        place, issued = self.imprints.get(publisher, ("", ""))
        nameless = self.imprints.get("", ("", ""))[1]
        if self.settings.imprint.publisher:
            issued = self.settings.published or issued or nameless
            return self.settings.imprint.place or place, issued or _epoch()
        return place, issued or self.settings.published or nameless or _epoch()

    def _title(self) -> tuple[str, str]:
        """The title and its language."""
        if self.settings.title and not self.each:
            return self.settings.title, self.settings.language
        if self.only:
            return self.only.entry.title, next(iter(self.only.entry.languages), "")
        return "Edition", "en"

    def _people(self, publisher: Maker) -> tuple[tuple[Maker, ...], tuple[Maker, ...]]:
        """Creators and contributors: everybody is named in one way, and whoever is a creator is no contributor too."""
        makers = list(self.makers.values())[:MOST]
        creators: list[Maker] = []
        for creator in self._creators(makers, publisher):
            if not any(creator.is_same(known) for known in creators):
                creators.append(creator)
        others: dict[tuple[str, str], Maker] = {}
        for maker in makers:
            place = next((n for n, known in enumerate(creators) if known.is_same(maker)), None)
            if place is None:
                known = next((each for each in others.values() if each.is_same(maker)), maker)
                others.setdefault((known.name, maker.kind), replace(known, role=maker.role))
            else:
                creators[place] = _merged(creators[place], maker)
        return tuple(creators), tuple(others.values())

    def _creators(self, makers: Iterable[Maker], publisher: Maker) -> tuple[Maker, ...]:
        """Who is answerable: editors, else the publisher; the authors of each document, or of one without editors."""
        known = self.settings.identifiers
        editors = self.settings.imprint.editors
        if self.only and self.only.entry.authors and (self.each or not editors):
            return tuple(
                maker_of(
                    a.name, "author", known.get(a.name) or _web(a.ref) or address_of(known, a.name)
                )
                for a in self.only.entry.authors
            )
        if editors:
            return tuple(maker_of(name, "editor", address_of(known, name)) for name in editors)
        named = tuple(m for m in makers if m.kind == "Editor")
        return named or tuple(m for m in makers if m.kind == "Translator") or (publisher,)

    def _abstract(self) -> tuple[str, str]:
        """What it is, in words, and the language of these; ours, where nobody says it, are English."""
        if self.settings.description and not self.each:
            return self.settings.description, self.settings.language
        if self.only and self.only.entry.abstract:
            return self.only.entry.abstract, next(iter(self.only.entry.languages), "")
        count = f"{self.documents} documents" if self.documents != 1 else "one document"
        when = " to ".join(dict.fromkeys(y[:4] for y in (self.earliest, self.latest) if y))
        named = _listed(self.archives)
        others = f"; and {len(named) - 3} more" if len(named) > 3 else ""
        kept = "; ".join(named[:3]) + others
        return (
            f"A digital edition of {count}"
            + (f" from {when}" if when else "")
            + (f" (originals: {kept})" if kept else "")
            + ", in TEI P5 (Text Encoding Initiative, XML) and PDF/A, with schemas and sources."
        ), "en"

    def _number(self, kind: str, own: str) -> str:
        """The identifier of this *kind*: *own* is that of the edition, which none of its documents bears."""
        said = self.only.identifiers if self.only else ()
        header = next((number for type, number in said if type.upper() == kind), "")
        return header if self.each else own or header

    def _address(self) -> str:
        address = self.settings.address
        return address + self.only.entry.address if self.each and self.only and address else address


def _merged(creator: Maker, maker: Maker) -> Maker:
    """*creator*, who is named as *maker* for something else too."""
    has_kind = maker.kind in (creator.kind, *(Maker("", r).kind for r in creator.more_roles))
    more = creator.more_roles + (() if has_kind else (maker.role,))
    return replace(creator, address=creator.address or maker.address, more_roles=more)


def spdx(address: str) -> str:
    """The licence at *address* as SPDX calls it, where it is one of Creative Commons; empty otherwise."""
    found = re.search(r"creativecommons\.org/(?:licenses|publicdomain)/([a-z-]+)/(\d\.\d)", address)
    if not found:
        return ""
    if found[1] == "zero":
        return f"CC0-{found[2]}"
    return "PDM-1.0" if found[1] == "mark" else f"CC-{found[1].upper()}-{found[2]}"


def of_xml(text: str | None) -> str | None:
    """*text* without characters that XML forbids: settings may hold some."""
    return None if text is None else _FORBIDDEN.sub("", text)


_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def bare_doi(text: str) -> str:
    """The DOI in *text*, without the address or "doi:" before it; empty where there is none."""
    found = re.search(r"10\.\d{4,9}/[^\s\"<>]+", text)
    return found[0] if found else ""


def _most(counted: Counter[_Key], otherwise: _Key) -> _Key:
    return min(counted, key=lambda key: (-counted[key], str(key)), default=otherwise)


def _listed(counted: Counter[_Sorted]) -> tuple[_Sorted, ...]:
    return tuple(sorted(counted, key=lambda name: (-counted[name], name))[:MOST])


def _web(ref: str) -> str:
    return next((part for part in ref.split() if re.match(r"https?://", part)), "")


def _epoch() -> str:
    seconds = source_date()
    return "" if seconds is None else datetime.fromtimestamp(seconds, UTC).date().isoformat()
