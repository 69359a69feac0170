"""The pipeline: records in, an edition out, as a web site one can deploy as it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from tei_edition.arguments import kind_of, path_of
from tei_edition.build.folder import claim
from tei_edition.build.images import images_of
from tei_edition.build.settings import NAME, Settings, read_settings
from tei_edition.build.sources import Draft, Sources, find_sources
from tei_edition.diagnostics import Diagnostic, EditionError, Severity, bug
from tei_edition.files import Names, read_input, write_file
from tei_edition.publish.catalog import Entry, entry_of_tree
from tei_edition.publish.output import OUTPUTS, Of
from tei_edition.publish.site import Catalog, Document, document_of


@dataclass
class BuildReport:
    """What a build did: the ids of records and TEI texts built, remarks by the rule that read them, what there is to tell."""

    out: Path
    records: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    remarks: Counter[str] = field(default_factory=Counter)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(self, draft: Draft) -> None:
        """Count what became of *draft*."""
        (self.texts if draft.is_tei else self.records).append(draft.id)
        self.remarks.update(draft.remarks)

    def count(self, severity: Severity) -> int:
        """How many diagnostics are of *severity*."""
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)


def build(
    source: Path | str,
    out: Path | str,
    *,
    settings: Settings | None = None,
    progress: Callable[[Path], None] | None = None,
    strict: bool = False,
    overwrite: bool = False,
) -> BuildReport:
    """Build the edition of the records and TEI files in *source* into the folder *out*.

    For each document: `<id>/<id>.xml`, `<id>/<id>.pdf`, `<id>/index.html` and `<id>/source.html`; for all,
    `index.html`, `404.html`, `assets/`, and `encoding/`, the reference of the encoding with the schemas;
    the images that a TEI file names relative to itself go with it; where the *settings* say its address, `feed.atom` and `sitemap.xml`. Without *settings*, those of
    `edition.toml` in *source* hold. A document that fails is reported and the others are still built; what
    validation finds in a TEI file is a warning, or where it is *strict* an error, and then it fails.
    *progress* is called with each file before it is read. Raises EditionError where *source* holds
    nothing, the settings cannot be understood, or *out* holds what is of no edition (I031), which is
    kept unless it is to *overwrite* it; TypeError where an argument is of another type.
    """
    source, out = path_of(source, "build", "a folder"), path_of(out, "build", "a folder")
    if settings is not None and not isinstance(settings, Settings):
        raise TypeError(f"build() takes settings as Settings, not {kind_of(settings)}")
    files = find_sources(source, out)
    if settings is None:
        own = source / NAME
        settings = read_settings(own) if source.is_dir() and own.is_file() else Settings()
    work = _Build(out, settings, home=source if source.is_dir() else source.parent, strict=strict)
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

    def __init__(self, out: Path, settings: Settings, *, home: Path, strict: bool) -> None:
        self.report = BuildReport(out)
        self._out, self._settings = out, settings
        self._sources = Sources(settings, self._tell, home=home, strict=strict)
        self._design = settings.design()
        self._entries: list[Entry] = []
        self.names = Names()

    def add(self, path: Path) -> None:
        """Build the documents in the file *path*; what is wrong with them goes into the report."""
        with self._reported(str(path)):
            for draft in self._sources.documents(path):
                with self._reported(draft.name):
                    self._document(draft)

    @contextmanager
    def _reported(self, name: str) -> Iterator[None]:
        """Put into the report that the source *name* failed, where it does."""
        try:
            yield
        except EditionError as error:
            self.report.failed.append(name)
            self.report.diagnostics += error.diagnostics
        except Exception as error:  # one document never ends the run
            self.report.failed.append(name)
            self.report.diagnostics.append(bug(error, name))

    def _tell(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.report.diagnostics += [d for d in diagnostics if d.code not in self._settings.allow]

    def _document(self, draft: Draft) -> None:
        document = document_of(draft.id, draft.tree, draft.data, draft.name, self._settings.address)
        document, found = self._publish(document)
        if draft.folder:
            images = images_of(draft.tree, draft.folder)
            self._write(
                {f"{draft.id}/{name}": read_input(p, str(p)) for name, p in images.items()},
                draft.name,
            )
        self._entries.append(
            entry_of_tree(
                draft.tree, draft.id, source=draft.name, has_pdf=bool(document.addresses.pdf)
            )
        )
        self.report.add(draft)
        self._tell(draft.diagnostics)
        if draft.is_file:  # what is said of the file in the edition is so of the source
            made = f"{draft.id}.xml"
            found = [replace(d, source=draft.name) if d.source == made else d for d in found]
        self.report.diagnostics += found

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
