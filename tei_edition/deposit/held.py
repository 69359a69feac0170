"""What is deposited: the documents of an edition, read one at a time, with what their headers say of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tei_edition.build.settings import Settings
from tei_edition.files import read_input
from tei_edition.publish.catalog import Entry, entry_of_tree
from tei_edition.tei.document import parse_tei
from tei_edition.tei.names import tag
from tei_edition.tei.text import text_of

#: What an edition makes of a document beside its TEI, PDF and pictures.
_MADE = ("index.html", "source.html")
_STATEMENT = "/".join(map(tag, ("fileDesc", "titleStmt")))
_PUBLICATION = "/".join(map(tag, ("fileDesc", "publicationStmt")))
_KEYWORDS = "/".join(map(tag, ("profileDesc", "textClass", "keywords")))
_EDITION = "/".join(map(tag, ("fileDesc", "editionStmt", "edition")))
_RELATED = "/".join(map(tag, ("fileDesc", "notesStmt", "relatedItem")))
_CHANGES = "/".join(map(tag, ("revisionDesc", "change")))
_NAMES = tuple(map(tag, ("persName", "orgName", "name")))
#: What is done for a document, by words of its description in several languages: the name of DataCite.
_ROLES = (
    (re.compile(r"transl|übers|tradu|vertal|перев", re.I), "Translator"),
    (re.compile(r"edit|herausg|hrsg|édit|ediz|redig|curat|annot", re.I), "Editor"),
    (re.compile(r"contribut|collect|provid|sammel|beitr", re.I), "DataCollector"),
    (re.compile(r"transcri|transkri|encod|kodier|proof|markup", re.I), "DataCurator"),
    (re.compile(r"photo|scan|digiti", re.I), "Producer"),
)
_WEB = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Maker:
    """Who did something for a document: the name, what was done in words, an address that says who it is.

    `is_person` is false for bodies; `family` and `given` are the parts of a name that is told in parts.
    """

    name: str
    role: str = ""
    address: str = ""
    is_person: bool = True
    family: str = ""
    given: str = ""
    more_roles: tuple[str, ...] = ()
    """What else was done, where one person is named for several things at once."""

    @property
    def plain(self) -> str:
        """The name in the order in which it is spoken: "Ana Lind" for "Lind, Ana"."""
        return f"{self.given} {self.family}" if self.family else self.name

    def is_same(self, other: Maker) -> bool:
        """Whether *other* is the same person or body: by name, and by address where both have one."""
        if self.address and other.address and self.address != other.address:
            return False
        return _folded(self.plain) == _folded(other.plain)

    @property
    def kind(self) -> str:
        """What was done, as DataCite 4.6 calls it (contributorType)."""
        return next((kind for words, kind in _ROLES if words.search(self.role)), "Other")


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def address_of(identifiers: Mapping[str, str], name: str) -> str:
    """The address that *identifiers* have for *name*, in either order ("Lind, Ana", "Ana Lind"); empty for none."""
    if found := identifiers.get(name, ""):
        return found
    spoken = _folded(maker_of(name).plain)
    same = (each for each in identifiers if _folded(maker_of(each).plain) == spoken)
    return identifiers.get(next(same, ""), "")


def maker_of(name: str, role: str = "", address: str = "", *, is_person: bool = True) -> Maker:
    """Who is called *name*; "Lind, Ana" says which part is the family's."""
    family, comma, given = (part.strip() for part in name.partition(","))
    if is_person and comma and family and given and "," not in given:
        return Maker(name, role, address, is_person, family, given)
    return Maker(name, role, address, is_person)


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """A keyword, the vocabulary that it is of (a name or an address), and its own address there; these may be empty."""

    words: str
    scheme: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A document of a deposit: its catalog entry, its files, and what the catalog does not say of it.

    `pictures` are files by their names below the document's folder; `tree` is that of the TEI. `licence` is in
    words, `licence_address` where they stand; `issued` when it was published (ISO 8601); `changes` are
    (when, words), as the header has them; `version` and `replaces` (a DOI) say which version it is and what was
    before. Each of these is empty where the header says nothing.
    """

    entry: Entry
    tree: etree._ElementTree
    tei: Path
    pdf: Path | None
    pictures: tuple[tuple[str, Path], ...]
    makers: tuple[Maker, ...]
    licence: str
    licence_address: str
    issued: str
    identifiers: tuple[tuple[str, str], ...]
    changes: tuple[tuple[str, str], ...]
    funders: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    version: str = ""
    replaces: str = ""
    place: str = ""
    """Where it was published, as the header says."""

    @property
    def folder(self) -> str:
        """Where its TEI goes below tei/: a folder of its own where it has pictures, whose names it then keeps."""
        return f"tei/{self.entry.id}" if self.pictures else "tei"

    def files(self) -> Iterator[tuple[str, Path, str]]:
        """Its files: their names in the deposit, where they are now, and what each is: tei, pdf or picture."""
        id = self.entry.id
        yield f"{self.folder}/{id}.xml", self.tei, "tei"
        if self.pdf:
            yield f"pdf/{id}.pdf", self.pdf, "pdf"
        for name, path in self.pictures:
            yield f"{self.folder}/{name}", path, "picture"


def held(edition: Path, id: str, settings: Settings, *, source: str = "") -> Held:
    """The document *id* of the edition in the folder *edition*, from the file *source* of its project.

    Raises EditionError: I001 to I003 where its TEI cannot be read, X001, X002 and X004 where it is no XML.
    """
    folder = edition / id
    tei, pdf = folder / f"{id}.xml", folder / f"{id}.pdf"
    tree = parse_tei(read_input(tei, str(tei)), str(tei))
    header = tree.getroot().find(tag("teiHeader"))
    header = etree.Element(tag("teiHeader")) if header is None else header
    licence, address = _licence(header)
    if not licence and not address:
        licence, address = settings.imprint.licence, settings.imprint.licence_target
    return Held(
        entry_of_tree(tree, id, source=source, has_pdf=pdf.is_file()),
        tree,
        tei,
        pdf if pdf.is_file() else None,
        tuple(_pictures(folder, id)),
        tuple(_makers(header, settings)),
        licence,
        address,
        _issued(header),
        tuple(_identifiers(header)),
        tuple(_changes(header)),
        tuple(filter(None, map(text_of, header.iterfind(f"{_STATEMENT}/{tag('funder')}")))),
        tuple(_subjects(header, settings)),
        _version(header),
        _replaced(header),
        text_of(header.find(f"{_PUBLICATION}/{tag('pubPlace')}")),
    )


def _licence(header: etree._Element) -> tuple[str, str]:
    """The terms of use in words, and the address of the licence."""
    words, address = [], ""
    for available in header.iterfind(f"{_PUBLICATION}/{tag('availability')}"):
        words.append(text_of(available))
        for licence in available.iter(tag("licence")):
            address = address or licence.get("target", "").split(" ")[0]
    found = " ".join(filter(None, words))
    if not address and (written := _WEB.search(found)) and "licens" in written[0]:
        address = written[0].rstrip(".,;)")
    return found, address if _WEB.fullmatch(address) else ""


def _makers(header: etree._Element, settings: Settings) -> Iterator[Maker]:
    """Who is named in the title statement, with what they did; programs are nobody."""
    statement = header.find(_STATEMENT)
    if statement is None:
        return
    for editor in statement.iterfind(tag("editor")):
        named = next((n for n in editor.iter(*_NAMES)), editor)
        yield _maker(named, editor.get("role") or "editor", settings, editor)
    for each in statement.iterfind(tag("respStmt")):
        role = ", ".join(filter(None, map(text_of, each.iterfind(tag("resp")))))
        for named in each.iterchildren(*_NAMES):
            if named.get("type") != "program" and text_of(named):
                yield _maker(named, role, settings, named)


def _maker(named: etree._Element, role: str, settings: Settings, around: etree._Element) -> Maker:
    name = text_of(named)
    family, given = (text_of(named.find(tag(part))) for part in ("surname", "forename"))
    if family and given:
        name = f"{family}, {given}"
    refs = (named.get("ref") or around.get("ref") or "").split()
    address = next((ref for ref in refs if _WEB.fullmatch(ref)), "")
    is_person = named.tag != tag("orgName") and named.get("type") not in ("org", "organisation")
    known = settings.identifiers
    address = known.get(name, "") or address or address_of(known, name)
    return maker_of(name, role, address, is_person=is_person)


def _subjects(header: etree._Element, settings: Settings) -> Iterator[Subject]:
    """The keywords, with what they say of a vocabulary; the kind of text is none of them."""
    for keywords in header.iterfind(_KEYWORDS):
        scheme = keywords.get("scheme", "").lstrip("#")
        for term in keywords.iter(tag("term")):
            words = text_of(term)
            said = (term.get("ref") or term.get("target") or "").split()
            address = next((each for each in said if _WEB.fullmatch(each)), "")
            if words and term.get("type") != "text-kind":
                yield Subject(words, scheme, settings.identifiers.get(words, address))


def shelfmark_parts(tree: etree._ElementTree, shelfmark: str) -> str:
    """The parts of the original's *shelfmark* by their names, "fond 5, opis 1".

    It is empty where the header has none, and where the shelfmark itself has their names.
    """
    place = next(tree.getroot().iter(tag("msIdentifier")), None)
    parts = [] if place is None else place.iterfind(tag("altIdentifier"))
    said = [f"{p.get('type')} {text_of(p)}" for p in parts if p.get("type") and text_of(p)]
    return "" if all(part in shelfmark for part in said) else ", ".join(said)


def _version(header: etree._Element) -> str:
    edition = header.find(_EDITION)
    return "" if edition is None else edition.get("n") or text_of(edition)


def _replaced(header: etree._Element) -> str:
    """The DOI of the version before: that of a relatedItem whose type says so."""
    for related in header.iterfind(_RELATED):
        if related.get("type") in ("previous", "preceding", "replaces", "isNewVersionOf"):
            said = " ".join((related.get("target", ""), text_of(related)))
            if found := re.search(r"10\.\d{4,9}/[^\s<>\"]+", said):
                return found[0]
    return ""


def _issued(header: etree._Element) -> str:
    for date in header.iterfind(f"{_PUBLICATION}/{tag('date')}"):
        for said in (date.get("when"), date.get("notBefore"), date.get("from"), text_of(date)):
            if said and re.match(r"\d{4}(-\d\d(-\d\d)?)?$", said):
                return said
    return ""


def _identifiers(header: etree._Element) -> Iterator[tuple[str, str]]:
    for number in header.iterfind(f"{_PUBLICATION}/{tag('idno')}"):
        if said := text_of(number):
            yield number.get("type", ""), said


def _changes(header: etree._Element) -> Iterator[tuple[str, str]]:
    for change in header.iterfind(_CHANGES):
        first = next((c for c in change if c.tag == tag("p")), change)
        dates = (change.get(name) for name in ("when", "to", "notAfter", "from", "notBefore"))
        inner = (date.get("when") for date in change.iter(tag("date")))
        yield next(filter(None, (*dates, *inner)), ""), text_of(first)


def _pictures(folder: Path, id: str) -> Iterator[tuple[str, Path]]:
    """The other files in the *folder* of the document *id*, in the order of their names."""
    made = {*_MADE, f"{id}.xml", f"{id}.pdf", f"{id}.txt"}
    for place, folders, names in os.walk(folder):
        folders.sort()
        for file in sorted(names):
            path = Path(place) / file
            name = path.relative_to(folder).as_posix()
            if name not in made and not file.startswith("."):
                yield name, path
