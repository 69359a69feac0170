"""The TEI header of a record (TEI chapters 2 and 11)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from tei_edition._version import __version__
from tei_edition.conventions.tables import common_tables
from tei_edition.diagnostics import Severity
from tei_edition.document.block import texts_of
from tei_edition.document.document import Record
from tei_edition.document.header import DateRange, Field, Header, Revision
from tei_edition.document.inline import Agent, Hand
from tei_edition.encode.builder import References, add
from tei_edition.encode.dates import date_attributes
from tei_edition.encode.fields import write_placed
from tei_edition.files import source_date
from tei_edition.tei.names import tag

_PROGRAM = Agent("program")
_PROJECT = (
    "An archive record, the edited translation or transcript of one document, encoded as a "
    "scholarly edition. The words of the document are its text; the remarks of its editors are "
    "markup or notes."
)
_EDITORIAL = {
    "correction": "Errors in the edited text are kept. Errors in the editors' own brackets are "
    "corrected and listed in the revision description.",
    "normalization": "Spelling, capitals and punctuation are those of the record.",
    "segmentation": "Paragraphs are those of the document. A paragraph divided by a page break of "
    "the printed text is joined, and the break is marked by a pb with "
    'ed="rendition"; its cert gives the certainty.',
    "interpretation": "Remarks in square brackets are read by rules: deletions, insertions, gaps and "
    "supplied words are encoded as such, other remarks are notes. Remarks that no rule reads are notes "
    "of type editorial. Anything inferred has a cert attribute and points to the program.",
}

#: The elements for the names of those who wrote and received a letter.
_PARTIES = {"person": "persName", "body": "orgName"}


def write_header(root: etree._Element, record: Record, references: References) -> None:
    """Put the `teiHeader` of *record* into *root*; *references* are those its text has made."""
    header = add(root, "teiHeader")
    date = record.header.date
    if (date and date.inferred) or any(not party.certain for party in record.header.parties):
        references.pointer(_PROGRAM)  # it is named at the head, before it says anything
    said = _file_desc(add(header, "fileDesc"), record, references)
    _encoding_desc(add(header, "encodingDesc"))
    said |= _profile_desc(add(header, "profileDesc"), record, references)
    _revision_desc(add(header, "revisionDesc"), record, references)
    said |= {"revision"} | write_placed(header, record.header.placed)
    _rest(header, record, said)


def _rest(header: etree._Element, record: Record, said: set[str]) -> None:
    """Keep each field whole as a note that has words which no part of *header* says.

    *said* are the keys of the fields that were written. What a field has beside the words that its
    meaning was read from ("Russian *and* German") is left over as well.
    """
    left = {stretch.field for stretch in record.header.stretches if not stretch.use}
    for index, field in enumerate(record.header.fields):
        if field in record.header.unknown or (field.key in said and index not in left):
            continue
        file_desc = header[0]
        notes = file_desc.find(tag("notesStmt"))
        if notes is None:
            notes = etree.Element(tag("notesStmt"))
            place = file_desc.find(tag("publicationStmt"))
            if place is not None:
                place.addnext(notes)
        add(notes, "note", _text_of(field), type="field", n=field.label)


# --- fileDesc ---------------------------------------------------------------------------------


def _file_desc(desc: etree._Element, record: Record, references: References) -> set[str]:
    """Write what the file and its source are; returns the keys of the fields that this says."""
    header = record.header
    said = {"title"}
    title = add(desc, "titleStmt")
    add(title, "title", header.title, type="main", level="a")
    if header.contents:
        said.add("contents")
        add(title, "title", header.contents, type="sub")
    for funder in header.funders:
        add(title, "funder", funder)
    for agency in references.agencies:
        statement = add(title, "respStmt")
        for resp in agency.resps:
            add(statement, "resp", resp)
        add(statement, agency.element, agency.name or None, type=agency.kind, xml_id=agency.id)
    publication = add(desc, "publicationStmt")
    # Empty where nobody says: words that stand for nothing would be printed and cited.
    add(publication, "publisher", header.publisher or header.imprint.publisher or None)
    if header.imprint.place:
        add(publication, "pubPlace", header.imprint.place)
    if header.url:
        add(publication, "idno", header.url, type="URL")
    if header.number:
        add(publication, "idno", header.number, type="record")
    _availability(publication, header)
    said |= {"rights"} if header.rights else set()
    said |= {"credits"} if header.credits else set()
    said |= {"citation"} if header.citation else set()
    _notes(desc, header)
    source = add(desc, "sourceDesc")
    add(source, "bibl", header.citation or header.title, type="citation")
    if header.archive and _manuscript(add(source, "msDesc"), header):
        said.add("original_language")
    return said


def _availability(publication: etree._Element, header: Header) -> None:
    """The terms of use: those of the record, else the project's licence, else that they are not known."""
    licence, target = header.imprint.licence, header.imprint.licence_target
    is_known = bool(header.rights or licence or target)
    availability = add(publication, "availability", status=None if is_known else "unknown")
    if header.rights or not is_known:
        add(availability, "p", header.rights or None)
    else:
        add(availability, "licence", licence or target, target=target or None)


def _notes(desc: etree._Element, header: Header) -> None:
    if not header.credits and not header.unknown:
        return
    notes = add(desc, "notesStmt")
    if header.credits:
        add(notes, "note", header.credits, type="credits")
    for field in header.unknown:
        add(notes, "note", _text_of(field), type="field", n=field.label or None)


def _text_of(field: Field) -> str:
    """All words of a field, whatever its blocks."""
    words = " ".join(text.value for text in texts_of(field.blocks))
    return " ".join(words.split()) or field.label


def _manuscript(desc: etree._Element, header: Header) -> bool:
    """Write where the original is and what it is; true where this says all its languages."""
    archive, shelfmark = header.archive, header.shelfmark
    identifier = add(desc, "msIdentifier")
    if archive and archive.country:
        add(identifier, "country", archive.country)
    if archive and archive.settlement:
        add(identifier, "settlement", archive.settlement)
    if archive:
        add(identifier, "repository", archive.display, key=archive.label)
    if shelfmark:
        add(identifier, "idno", shelfmark.text, type="shelfmark")
        for kind, value in shelfmark.parts:
            add(add(identifier, "altIdentifier", type=kind), "idno", value)
    leaves = shelfmark.leaves if shelfmark else None
    languages = [language for language in header.original_languages if language.tag]
    if leaves or languages:
        item = add(add(desc, "msContents"), "msItem")
        if leaves:
            words = leaves.first if leaves.first == leaves.last else f"{leaves.first}–{leaves.last}"
            add(item, "locus", words, from_=leaves.first, to=leaves.last)
        if not languages:  # TEI wants more of an item than its leaves
            add(item, "textLang", "not stated in the record", mainLang="und")
        else:
            others = " ".join(str(language.tag) for language in languages[1:])
            words = ", ".join(language.name for language in languages)
            add(item, "textLang", words, mainLang=languages[0].tag, otherLangs=others or None)
    if leaves and leaves.count:
        support = add(add(add(desc, "physDesc"), "objectDesc"), "supportDesc")
        unit = (
            leaves.unit
            if leaves.count == 1
            else {"leaf": "leaves"}.get(leaves.unit, f"{leaves.unit}s")
        )
        words = f"{leaves.count} {unit}"
        add(add(support, "extent"), "measure", words, unit=leaves.unit, quantity=str(leaves.count))
    return bool(languages) and len(languages) == len(header.original_languages)


# --- encodingDesc -----------------------------------------------------------------------------


def _encoding_desc(desc: etree._Element) -> None:
    add(add(desc, "projectDesc"), "p", _PROJECT)
    declaration = add(desc, "editorialDecl")
    for name, words in _EDITORIAL.items():
        add(add(declaration, name), "p", words)
    application = add(add(desc, "appInfo"), "application", ident="tei-edition", version=__version__)
    add(application, "label", "tei_edition")
    add(desc, "schemaRef", key="tei-edition", type="odd", url="tei-edition.odd")
    add(desc, "schemaRef", key="tei-edition", type="rng", url="tei-edition.rng")


# --- profileDesc ------------------------------------------------------------------------------


def _profile_desc(desc: etree._Element, record: Record, references: References) -> set[str]:
    """Write what the document is; returns the keys of the fields that this says."""
    header = record.header
    said = {"date"} if header.date else set()
    said |= {"calendar"} if header.calendar else set()
    if header.summary:
        said.add("summary")
        abstract = add(desc, "abstract")
        for paragraph in header.summary:
            add(abstract, "p", paragraph)
    if header.date:
        _date(add(desc, "creation"), header.date, references)
    _correspondence(desc, record, references)
    usage = add(desc, "langUsage")
    languages = _languages(record, references)
    if [each.name in languages.values() for each in header.original_languages] == [True]:
        said.add("original_language")
    for ident, name in languages.items():
        add(usage, "language", name, ident=ident)
    if header.text_kind:
        add(add(add(desc, "textClass"), "keywords"), "term", header.text_kind, type="text-kind")
    if references.hands:
        notes = add(desc, "handNotes")
        for hand_id, hand in references.hands.values():
            _hand_note(notes, hand_id, hand)
    return said


def _date(parent: etree._Element, date: DateRange, references: References) -> None:
    element = add(parent, "date", date.text, **date_attributes(date))
    if date.inferred:
        element.set("resp", references.pointer(_PROGRAM))


def _hand_note(notes: etree._Element, hand_id: str, hand: Hand) -> None:
    """One hand; @scribe is a name of XML, so @n keeps what the remarks call the hand."""
    scribe = re.sub(r"[^\w.-]+", "_", hand.scribe) if hand.scribe else None
    add(
        notes,
        "handNote",
        hand.description,
        xml_id=hand_id,
        n=hand.scribe or hand.other,
        scope=hand.scope,
        scribe=scribe,
        medium=hand.medium,
    )


def _correspondence(desc: etree._Element, record: Record, references: References) -> None:
    """Who sent the document to whom (TEI 2.4.6), with what is known of the day."""
    found = record.header.parties
    if not found:
        return
    correspondence = add(desc, "correspDesc")
    for action in ("sent", "received"):
        named = [party for party in found if party.action == action]
        if not named:
            continue
        element = add(correspondence, "correspAction", type=action)
        if not all(party.certain for party in named):
            element.set("cert", "medium")
            element.set("resp", references.pointer(_PROGRAM))
        for party in named:
            add(element, _PARTIES.get(party.kind, "name"), party.name)
        if action == "sent" and record.header.date:
            _date(element, record.header.date, references)


def _languages(record: Record, references: References) -> dict[str, str]:
    """The BCP 47 tag and name of each language in the document and its text."""
    header = record.header
    names = {str(header.language.tag): header.language.name}
    for language in header.original_languages:
        names.setdefault(language.tag or "und", language.name)
    if header.shelfmark and header.shelfmark.leaves and not header.original_languages:
        names.setdefault("und", "Undetermined")
    for ident in sorted(references.languages):
        names.setdefault(ident, common_tables().language_name(ident))
    return names


# --- revisionDesc -----------------------------------------------------------------------------


def _revision_desc(desc: etree._Element, record: Record, references: References) -> None:
    """What was done to the source: what its header block says of that, else this conversion; and tracked changes.

    The conversion is dated by SOURCE_DATE_EPOCH alone, so that bytes stay the same.
    """
    for revision in record.header.revisions or (_conversion(record),):
        change = add(desc, "change", when=revision.when)
        add(change, "p", revision.words)
        if revision.items:
            listed = add(change, "list", rend="repairs")
            for code, words in revision.items:
                add(listed, "item", words, n=code or None)
    for step, step_id in references.steps.items():
        who, when = references.pointer(step.who), step.when or None
        change = add(desc, "change", xml_id=step_id, who=who, when=when)
        add(change, "p", f"Changes and comments of {step.who.name}.")


def _conversion(record: Record) -> Revision:
    """The conversion of *record*, with the repairs that it made."""
    epoch = source_date()
    when = datetime.fromtimestamp(epoch, UTC).date().isoformat() if epoch is not None else None
    words = f"Encoded from {Path(record.source.name).name} by tei_edition {__version__}."
    repairs = []
    for repair in record.diagnostics:
        if repair.severity is Severity.REPAIR:
            at = repair.position
            place = f"Line {at.line}, column {at.column}: " if at else ""
            if repair.place:
                place = f"{repair.place[0].upper()}{repair.place[1:]}: "
            repairs.append((repair.code, f"{place}{repair.message}."))
    return Revision(words, when, tuple(repairs))
