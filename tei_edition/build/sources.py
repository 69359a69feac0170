"""The sources of an edition: which files of a folder they are, and the documents that each holds.

A source is a record (Markdown), a TEI file, or a corpus of the TEI, which holds many documents.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from lxml import etree

from tei_edition.build.imports import DOCUMENTS, Importer, read_made, told_of
from tei_edition.build.naming import Namer
from tei_edition.build.notes import note_of
from tei_edition.build.settings import Settings
from tei_edition.build.shared import told_of as told_of_sharing
from tei_edition.build.validator import EditionValidator
from tei_edition.check.association import is_ours
from tei_edition.check.conversion import encode_checked
from tei_edition.check.finding import Finding
from tei_edition.diagnostics import Diagnostic, EditionError, Position, Severity
from tei_edition.document.document import Record, with_imprint
from tei_edition.document.header import Calendar
from tei_edition.enrich.decisions import decisions_checked
from tei_edition.files import is_made, noted, plain_files, read_input
from tei_edition.publish.output import RESERVED
from tei_edition.read.door import door_for
from tei_edition.read.original import Original
from tei_edition.tei.calendars import CALENDARS
from tei_edition.tei.corpus import alone, members
from tei_edition.tei.dates import impossible
from tei_edition.tei.document import Places, parse_tei
from tei_edition.tei.include import parse_whole
from tei_edition.tei.names import TEI_NS, attribute_name, tag
from tei_edition.tei.repeated import Standing, doubtful, has_repeated
from tei_edition.tei.serialize import tei_bytes
from tei_edition.understand.header.dates import with_calendar
from tei_edition.understand.record import read_record, record_id
from tei_edition.understand.remarks.rules import DEFAULT, load_conventions

#: Files of these names are XML, whatever is in them; of others the content decides.
_XML = (".xml", ".tei")
_RECORD = ".md"
#: What projects call the files about themselves, which are no sources of the edition.
_OF_PROJECT = ("readme", "changelog", "changes", "license", "licence", "contributing")
_ID = attribute_name("xml:id")
_CATALOG = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}catalog"


@dataclass(frozen=True, slots=True)
class Draft:
    """A document before it is published: its id, tree and bytes, and the name of its source.

    `remarks` counts remarks by the rule that read them; `folder` is that of a TEI source: what it refers to
    is meant from there. `is_file` says that its bytes are those of the source, so that places in them are
    places in it; `number` counts those of a corpus from 1.
    """

    id: str
    tree: etree._ElementTree
    data: bytes
    name: str
    remarks: Counter[str] = field(default_factory=Counter)
    diagnostics: tuple[Diagnostic, ...] = ()
    folder: Path | None = None
    is_file: bool = False
    number: int = 0
    #: Pictures of a source that was imported, by the names that the TEI has for them; of a record, their folder.
    images: dict[str, bytes] = field(default_factory=dict)
    beside: Path | None = None

    @property
    def is_tei(self) -> bool:
        """Whether it was TEI already, and no record."""
        return self.folder is not None


def find_sources(source: Path, out: Path, left_out: list[Diagnostic] | None = None) -> list[Path]:
    """The files in the folder *source*, at any depth, that hold documents; *source* itself where it is a file.

    They are records (*.md), TEI files (*.xml, *.tei), and documents that `import` reads, by name; of these
    only what has no record of the same name beside it. Left out are the files that are about the
    project itself (is_of_project), what is called README, hidden
    files and folders, the folder *out*, every other folder that an edition was built into, and bags. What is no plain
    file, or links out of *source*, is left out and told in *left_out* (I020). Raises
    EditionError: I001 where there is no such file or folder, I005 where the folder holds no source.
    """
    if not source.exists():
        raise EditionError(Diagnostic("I001", "there is no such file or folder", str(source)))
    if not source.is_dir():
        return [source]
    own = out.resolve()
    found: list[Path] = []
    for place, folders, names in os.walk(source):
        here = Path(place)
        folders[:] = [
            n
            for n in folders
            if not (n.startswith(".") or is_made(here / n) or (here / n).resolve() == own)
        ]
        found += [here / n for n in names if _is_source(n, here)]
    findings: list[Diagnostic] = [] if left_out is None else left_out
    found = list(plain_files(found, source, findings))
    if not found and not findings:
        message = "this folder contains no record (*.md) and no TEI file (*.xml)"
        raise EditionError(Diagnostic("I005", message, str(source)))
    return sorted(found, key=lambda path: path.parts)


def only_documents(files: Iterable[Path], settings: Settings) -> list[Path]:
    """*files* without the pages of the project, and those of the register, which in TEI is no document of the edition."""
    pages = {page.path.resolve() for page in settings.pages}
    files = [file for file in files if not pages or file.resolve() not in pages]
    if settings.register is None:
        return files
    register = settings.register.resolve()
    return [file for file in files if not file.resolve().is_relative_to(register)]


def is_of_project(name: str) -> bool:
    """Whether a file of this *name* is about the project itself by custom, such as README.md, LICENSE or Changelog.md."""
    stem, suffix = os.path.splitext(name.casefold())
    return stem in _OF_PROJECT and suffix in ("", _RECORD)


def _is_source(name: str, folder: Path) -> bool:
    stem, suffix = os.path.splitext(name.lower())
    if stem == "readme" or is_of_project(name) or name.startswith((".", "~$")):
        return False
    if suffix in DOCUMENTS:
        return not (folder / name).with_suffix(_RECORD).exists()
    return suffix in (_RECORD, *_XML)


class Sources:
    """Reads sources, one after the other; what it says of one depends on no other."""

    def __init__(
        self,
        settings: Settings,
        *,
        home: Path | None = None,
        strict: bool = False,
        sharing: frozenset[Path] = frozenset(),
    ) -> None:
        """What is found in TEI files is a warning, or where it is *strict* an error.

        They may name any schema in the folder *home*. Those that are *sharing* their @xml:id are called after their
        files. Raises EditionError where the conventions or the
        schema of the *settings* cannot be used.
        """
        self._strict, self._sharing = strict, sharing
        self._schema, self._imprint = settings.schema, settings.imprint
        self._calendar = settings.calendar
        with noted() as read:
            self._conventions = load_conventions(
                settings.conventions or DEFAULT, own_schema=settings.schema is not None
            )
            # It loads the schema of the settings: what is wrong with it is said once, not for each document.
            self._validator = EditionValidator(settings.schema, home)
        self._general = frozenset(read)
        self._settings = settings
        self.namer = Namer(settings)
        #: The files, beside the source itself, that say what became of the last source.
        self.used: set[Path] = set()

    def documents(
        self, path: Path, data: bytes, tell: Callable[[Iterable[Diagnostic]], object]
    ) -> Iterator[Draft]:
        """The documents in the file *path*, whose bytes are *data*, in its order.

        What is found, but is no error, is handed to *tell*. Raises EditionError: what read_record and encode_checked raise; X001, X002 and X004 for XML that
        cannot be read, X003 for what is not TEI; and where findings are errors, those.
        """
        name = str(path)
        self.used = set(self._general)
        if path.suffix.lower() in _XML:
            yield from self._tei(path, data, tell)
            return
        importer = Importer(self._settings)
        original = importer.original(path)
        door = door_for(original)
        if door.imports:
            yield from self._imported(importer, original, name, tell)
        elif door.module == "tei":
            yield from self._tei(path, data, tell)
        else:
            record = read_record(data, name=name, conventions=self._conventions)
            yield replace(self._encoded(record, name), beside=path.parent)

    def are_imported(self, path: Path, data: bytes) -> bool:
        """Whether the documents in the file *path*, whose bytes are *data*, are neither records nor TEI."""
        return path.suffix.lower() not in _XML and door_for(Original(str(path), path, data)).imports

    def _encoded(self, record: Record, name: str) -> Draft:
        """The document of *record*, read from the file *name*."""
        record = with_imprint(record, self._imprint)
        if self._calendar and not record.header.calendar:
            own = Calendar(self._calendar, CALENDARS[self._calendar])
            record = replace(record, header=with_calendar(record.header, own))
            if record.header.date and record.header.date.start:
                # What no other calendar has, this one may: 29 February 1900.
                told = tuple(d for d in record.diagnostics if d.code != "R009")
                record = replace(record, diagnostics=told)
        tree, made = encode_checked(record, self._schema)
        rules = Counter(remark.rule for remark in record.remarks)
        found = (*record.diagnostics, *decisions_checked(record, self.namer.register))
        return Draft(record.id, tree, made, name, rules, found)

    def _imported(
        self, importer: Importer, original: Original, name: str,
        tell: Callable[[Iterable[Diagnostic]], object],
    ) -> Iterator[Draft]:  # fmt: skip
        """The documents of a source that is neither a record nor TEI."""
        wrong: list[Diagnostic] = []
        for number, made in enumerate(importer.records(original), 1):
            tell(told_of(made, name))
            try:
                if made.text:
                    record = read_made(made, name, self._conventions)
                    # The name of a row tells its documents apart in messages.
                    where = f"{name}, {made.source_place}" if made.source_place else name
                    draft = self._encoded(record, where)
                    yield replace(draft, name=name, images=made.images, number=number)
            except EditionError as error:
                wrong += error.diagnostics
        if wrong:
            raise EditionError(*wrong)

    def _tei(
        self, path: Path, data: bytes, tell: Callable[[Iterable[Diagnostic]], object]
    ) -> Iterator[Draft]:
        name = str(path)
        tree = parse_tei(data, name)
        root, places = tree.getroot(), Places(data, tree)
        if root.tag not in (tag("TEI"), tag("teiCorpus")):
            tell(_not_tei(root, places.start(root), name))
            return
        if is_ours(tree):
            record = path.with_suffix(_RECORD)
            self.used.add(record)
            self.used.add(note_of(path))
            if record.is_file() and not note_of(path).is_file():
                tell([_converted(name, record)])
                return
        found = self._findings(tree, data, path)
        if any(finding.severity is Severity.ERROR for finding in found):
            raise EditionError(*found)
        tell(found + _impossible(tree, places, name, found))
        if root.tag == tag("TEI"):
            given = "" if path in self._sharing else root.get(_ID)
            id = document_id(given or path.stem)
            if path in self._sharing:
                tell([told_of_sharing(root.get(_ID, ""), id, name)])
            # The parts of a corpus are documents of their own; those of a document stand in it.
            with noted() as read:
                tree, missing, has_parts = parse_whole(data, path, name)
            self.used |= read
            tell(missing)
            data = tei_bytes(tree) if has_parts else data
            yield Draft(id, tree, data, name, folder=path.parent, is_file=not has_parts)
        else:
            yield from self._corpus(path, tree, places, tell)

    def _corpus(
        self,
        path: Path,
        tree: etree._ElementTree,
        places: Places,
        tell: Callable[[Iterable[Diagnostic]], object],
    ) -> Iterator[Draft]:
        name = str(path)
        number = 0
        for number, member in enumerate(members(tree.getroot()), 1):
            id = document_id(member.get(_ID) or f"{path.stem}-{number}")
            made = alone(member)
            if has_repeated(made):
                tell(
                    doubtful((Standing(e, places, name) for e in member.iter(etree.Element)), name)
                )
            yield Draft(id, made, tei_bytes(made), name, folder=path.parent, number=number)
        if not number:
            message = "this corpus contains no document"
            hint = "files that it includes (xi:include) are processed separately"
            at = places.start(tree.getroot())
            tell([Finding("X003", message, name, at, hint, weight=Severity.WARNING)])

    def findings_after(self, draft: Draft) -> list[Finding]:
        """What is wrong in *draft*, which a hook has changed: places are in the document that it left.

        EditionError where findings are errors.
        """
        path = Path(draft.name)
        found = [
            replace(f, place=f"{draft.id}.xml:{f.position or 1}, after the hooks", position=None)
            for f in self._findings(draft.tree, draft.data, path)
        ]
        if any(finding.severity is Severity.ERROR for finding in found):
            raise EditionError(*found)
        return found

    def _findings(self, tree: etree._ElementTree, data: bytes, path: Path) -> list[Finding]:
        """What is wrong in a TEI file; unless it is strict as warnings."""
        findings = self._validator.findings_of(tree, data, path, str(path))
        self.used |= self._validator.asked_by(tree, path)
        if self._strict:
            return findings
        return [
            replace(f, weight=Severity.WARNING) if f.severity is Severity.ERROR else f
            for f in findings
        ]


def place_in(path: Path, number: int) -> Position | None:
    """Where the document *number* of the TEI file *path* begins (0: the file is the document); None where unknown."""
    try:
        data = read_input(path, str(path))
        tree = parse_tei(data, str(path))
    except EditionError:
        return None
    root = tree.getroot()
    found = next(islice(members(root), number - 1, None), None) if number else root
    return None if found is None else Places(data, tree).start(found)


def _converted(name: str, record: Path) -> Diagnostic:
    """What to tell of a TEI file that lies beside the *record* that it was made from."""
    message = f"this TEI file was skipped: it is the encoding of the record {record.name} in the same folder"
    hint = "to publish the TEI file itself, move the record out of the sources"
    return Finding("I004", message, name, None, hint, weight=Severity.WARNING)


def document_id(name: str) -> str:
    """A safe folder name and valid xml:id of *name*, which is an xml:id or a file's name without its ending."""
    id = record_id(None, name)
    return f"record-{id}" if id in RESERVED else id


def _impossible(
    tree: etree._ElementTree, places: Places, name: str, found: Iterable[Finding]
) -> list[Finding]:
    """What to tell of dates that cannot be, but for what a schema has *found* already."""
    positions = {finding.position for finding in found}
    result = []
    for date, attribute in impossible(tree):
        at = places.attribute(date, attribute)
        if at not in positions:
            message = f'@{attribute} "{date.get(attribute)}" is not a date, and is not used as one'
            result.append(Finding("X008", message, name, at, "write YYYY-MM-DD, YYYY-MM or YYYY"))
    return result


def _not_tei(root: etree._Element, at: Position, name: str) -> list[Diagnostic]:
    """What to tell of an XML file whose *root* is not the TEI's; EditionError (X003) where it was to be."""
    local = etree.QName(root).localname
    message = f"the root element of this document is `{local}`, not TEI in the namespace {TEI_NS}"
    if local in ("TEI", "TEI.2", "teiCorpus", "teiCorpus.2"):
        raise EditionError(Diagnostic("X003", message, name, at, "convert it to TEI P5"))
    if root.tag == _CATALOG:
        return []
    hint = "it gets no page; if it is not a source, move it out of this folder"
    return [Finding("X003", message, name, at, hint, weight=Severity.WARNING)]
