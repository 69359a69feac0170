"""The pipeline: records in, an edition out, as a web site one can deploy as it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tei_edition.arguments import kind_of, path_of
from tei_edition.build.folder import claim
from tei_edition.build.settings import NAME, Settings, read_settings
from tei_edition.check.conversion import encode_checked
from tei_edition.check.schema import load
from tei_edition.diagnostics import Diagnostic, EditionError, Severity, bug
from tei_edition.document.model import with_imprint
from tei_edition.files import Names, write_file
from tei_edition.publish.output import OUTPUTS, Of
from tei_edition.publish.site import Catalog, Document, Entry, document_of, entry_of
from tei_edition.understand.record import read_record
from tei_edition.understand.remarks.rules import DEFAULT, load_conventions


@dataclass
class BuildReport:
    """What a build did: records built, remarks by the rule that read them, what there is to tell."""

    out: Path
    records: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    remarks: Counter[str] = field(default_factory=Counter)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def count(self, severity: Severity) -> int:
        """How many diagnostics are of *severity*."""
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)


def record_files(source: Path) -> list[Path]:
    """The records in the folder *source* (files *.md, by name), or *source* itself where it is one.

    Raises EditionError: I001 where there is no such file or folder, I005 where the folder holds
    no record.
    """
    if not source.exists():
        raise EditionError(Diagnostic("I001", "there is no such file or folder", str(source)))
    if not source.is_dir():
        return [source]
    found = sorted(path for path in source.rglob("*.md") if path.is_file())
    found = [path for path in found if path.name.lower() != "readme.md"]
    if not found:
        raise EditionError(Diagnostic("I005", "this folder holds no record (*.md)", str(source)))
    return found


def build(
    source: Path | str,
    out: Path | str,
    *,
    settings: Settings | None = None,
    progress: Callable[[Path], None] | None = None,
    overwrite: bool = False,
) -> BuildReport:
    """Build the edition of the records in *source* into the folder *out*.

    For each record: `<id>/<id>.xml`, `<id>/<id>.pdf`, `<id>/index.html` and `<id>/source.html`; for all,
    `index.html`, `404.html`, `assets/`, and `encoding/`, the reference of the encoding with the schemas;
    where the *settings* say its address, `feed.atom` and `sitemap.xml`. Without *settings*, those of
    `edition.toml` in *source* hold. A record that fails is reported and the others are still built.
    *progress* is called with each file before it is read. Raises EditionError where *source* holds
    nothing, the settings cannot be understood, or *out* holds what is of no edition (I031), which is
    kept unless it is to *overwrite* it; TypeError where an argument is of another type.
    """
    source, out = path_of(source, "build", "a folder"), path_of(out, "build", "a folder")
    if settings is not None and not isinstance(settings, Settings):
        raise TypeError(f"build() takes settings as Settings, not {kind_of(settings)}")
    files = record_files(source)
    if settings is None:
        own = source / NAME
        settings = read_settings(own) if source.is_dir() and own.is_file() else Settings()
    work = _Build(out, settings)
    claim(out, overwrite=overwrite)
    work.names = Names(files)
    for path in files:
        if progress:
            progress(path)
        work.add(path)
    work.finish()
    return work.report


class _Build:
    """One edition in the making."""

    def __init__(self, out: Path, settings: Settings) -> None:
        self.report = BuildReport(out)
        self._out, self._settings = out, settings
        self._conventions = load_conventions(
            settings.conventions or DEFAULT, own_schema=settings.schema is not None
        )
        if settings.schema:
            load(settings.schema)  # what is wrong with it is said once, not for each record
        self._design = settings.design()
        self._entries: list[Entry] = []
        self._taken: dict[str, Path] = {}
        self.names = Names()

    def add(self, path: Path) -> None:
        """Build the record at *path*; what is wrong with it goes into the report."""
        try:
            self._record(path)
        except EditionError as error:
            self.report.failed.append(str(path))
            self.report.diagnostics += error.diagnostics
        except Exception as error:  # one record never ends the run
            self.report.failed.append(str(path))
            self.report.diagnostics.append(bug(error, str(path)))

    def _record(self, path: Path) -> None:
        record = read_record(path, conventions=self._conventions)
        if record.id in self._taken:
            message = f"the identifier {record.id} is that of {self._taken[record.id]} already"
            raise EditionError(Diagnostic("I004", message, str(path)))
        self._taken[record.id] = path
        record = with_imprint(record, self._settings.imprint)
        tree, data = encode_checked(record, self._settings.schema)
        document = document_of(record.id, tree, data, str(path), self._settings.address)
        document, found = self._publish(document)
        self._entries.append(entry_of(document))
        self.report.records.append(record.id)
        self.report.remarks.update(remark.rule for remark in record.remarks)
        shown = [d for d in record.diagnostics if d.code not in self._settings.allow]
        self.report.diagnostics += [*shown, *found]

    def _publish(self, document: Document) -> tuple[Document, list[Diagnostic]]:
        """Make and write every output of *document*; the document then lacks those that failed."""
        files: dict[str, bytes | str] = {}
        found: list[Diagnostic] = []
        for output in OUTPUTS:
            if output.of is not Of.DOCUMENT:
                continue
            try:
                made = output.of_document(document, self._design)
            except Exception as error:
                if not output.is_optional:
                    raise
                # A record without its PDF still has its page, which then does not offer one.
                self.report.failed.append(document.name)
                if isinstance(error, EditionError):
                    found += error.diagnostics
                else:
                    found.append(bug(error, document.name))
                document = document.without(output.name)
                continue
            files |= made.files
            found += made.diagnostics
        self._write(files, document.name)
        return document, found

    def finish(self) -> None:
        """What is made once for all records."""
        catalog = Catalog(self._out, tuple(self._entries))
        for output in OUTPUTS:
            if output.of is not Of.EDITION:
                continue
            if output.needs_address and not self._settings.address:
                continue
            made = output.of_edition(catalog, self._design)
            self._write(made.files, output.name)
            self.report.diagnostics += made.diagnostics

    def _write(self, files: Mapping[str, bytes | str], source: str) -> None:
        """Write the *files* that are made of *source*."""
        for name in files:
            self.names.take(self._out / name, source)
        for name, data in files.items():
            write_file(self._out / name, data)
