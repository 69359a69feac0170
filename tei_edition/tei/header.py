"""The TEI header of a record (TEI chapters 2 and 11)."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from tei_edition import __version__
from tei_edition.diagnostics import Severity
from tei_edition.record.model import Field, Header, Record, texts_of
from tei_edition.record.tables import common_tables
from tei_edition.tei.builder import References, add
from tei_edition.tei.text import date_attributes

_PROJECT = (
    "An archive record, the edited translation or transcript of one document, encoded as a "
    "scholarly edition. The words of the document are its text; what its editors say about it is "
    "markup or a note."
)
_EDITORIAL = {
    "correction": "Slips of the edited text are kept. Where a slip concerns the editors' own "
    "brackets, it is put right and listed in the revision description.",
    "normalization": "Spelling, capitals and punctuation are those of the record.",
    "segmentation": "Paragraphs are those of the document. Where a page break of the printed "
    "rendition cut a paragraph, it is made whole and the cut is marked by a pb with "
    'ed="rendition"; its cert says how sure that is.',
    "interpretation": "Remarks in square brackets are read by rules: what they say of deletions, "
    "insertions, gaps and supplied words is encoded as such, other remarks are notes. Remarks that "
    "no rule knows are notes of type editorial.",
}
_NO_RIGHTS = "The record states no terms of use; ask its publisher."


def write_header(root: etree._Element, record: Record, references: References) -> None:
    """Put the `teiHeader` of *record* into *root*; *references* are those its text has made."""
    header = add(root, "teiHeader")
    _file_desc(add(header, "fileDesc"), record, references)
    _encoding_desc(add(header, "encodingDesc"))
    _profile_desc(add(header, "profileDesc"), record, references)
    _revision_desc(add(header, "revisionDesc"), record)


# --- fileDesc ---------------------------------------------------------------------------------


def _file_desc(desc: etree._Element, record: Record, references: References) -> None:
    header = record.header
    title = add(desc, "titleStmt")
    add(title, "title", header.title, type="main", level="a")
    if header.contents:
        add(title, "title", header.contents, type="sub")
    for funder in header.funders:
        add(title, "funder", funder)
    for agency in references.agencies:
        statement = add(title, "respStmt")
        for resp in agency.resps:
            add(statement, "resp", resp)
        add(statement, agency.element, agency.name, xml_id=agency.id)
    publication = add(desc, "publicationStmt")
    add(publication, "publisher", header.publisher or "Not stated in the record")
    if header.url:
        add(publication, "idno", header.url, type="URL")
    if header.number:
        add(publication, "idno", header.number, type="record")
    availability = add(publication, "availability", status=None if header.rights else "unknown")
    add(availability, "p", header.rights or _NO_RIGHTS)
    _notes(desc, header)
    source = add(desc, "sourceDesc")
    add(source, "bibl", header.citation or header.title, type="citation")
    if header.archive:
        _manuscript(add(source, "msDesc"), header)


def _notes(desc: etree._Element, header: Header) -> None:
    if not header.credits and not header.unknown:
        return
    notes = add(desc, "notesStmt")
    if header.credits:
        add(notes, "note", header.credits, type="credits")
    for field in header.unknown:
        add(notes, "note", _words(field), type="field", n=field.label or None)


def _words(field: Field) -> str:
    """All words of a field, whatever its blocks."""
    words = " ".join(text.value for text in texts_of(field.blocks))
    return " ".join(words.split()) or field.label


def _manuscript(desc: etree._Element, header: Header) -> None:
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


def _profile_desc(desc: etree._Element, record: Record, references: References) -> None:
    header = record.header
    if header.summary:
        abstract = add(desc, "abstract")
        for paragraph in header.summary:
            add(abstract, "p", paragraph)
    if header.date:
        add(add(desc, "creation"), "date", header.date.text, **date_attributes(header.date))
    usage = add(desc, "langUsage")
    for tag, name in _languages(record, references).items():
        add(usage, "language", name, ident=tag)
    if header.text_kind:
        add(add(add(desc, "textClass"), "keywords"), "term", header.text_kind, type="text-kind")
    if references.hands:
        notes = add(desc, "handNotes")
        for hand_id, hand in references.hands.values():
            scope = "minor"
            add(
                notes, "handNote", hand.description, xml_id=hand_id, scope=scope, medium=hand.medium
            )


def _languages(record: Record, references: References) -> dict[str, str]:
    """The BCP 47 tag and name of each language in the document and its text."""
    header = record.header
    names = {str(header.language.tag): header.language.name}
    for language in header.original_languages:
        names.setdefault(language.tag or "und", language.name)
    if header.shelfmark and header.shelfmark.leaves and not header.original_languages:
        names.setdefault("und", "Undetermined")
    for tag in sorted(references.languages):
        names.setdefault(tag, common_tables().language_name(tag))
    return names


# --- revisionDesc -----------------------------------------------------------------------------


def _revision_desc(desc: etree._Element, record: Record) -> None:
    """What was done to the source; dated by SOURCE_DATE_EPOCH alone, so that bytes stay the same."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    when = datetime.fromtimestamp(int(epoch), UTC).date().isoformat() if epoch.isdecimal() else None
    name = Path(record.source.name).name
    words = f"Encoded from {name} by tei_edition {__version__}."
    change = add(desc, "change", when=when)
    add(change, "p", words)
    repairs = [d for d in record.diagnostics if d.severity is Severity.REPAIR]
    if repairs:
        listed = add(change, "list", rend="repairs")
        for repair in repairs:
            place = (
                f"Line {repair.position.line}, column {repair.position.column}: "
                if repair.position
                else ""
            )
            add(listed, "item", f"{place}{repair.message}.", n=repair.code)
