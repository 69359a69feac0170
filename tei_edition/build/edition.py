"""The pipeline: records in, an edition out, as a web site one can deploy as it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from tei_edition.arguments import kind_of, path_of
from tei_edition.build.settings import NAME, Settings, read_settings
from tei_edition.check.conversion import encode_valid
from tei_edition.diagnostics import Diagnostic, EditionError, Severity
from tei_edition.files import write_file
from tei_edition.odd import schemas
from tei_edition.tei.serialize import tei_bytes
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
) -> BuildReport:
    """Build the edition of the records in *source* into the folder *out*.

    For each record: `<id>/<id>.xml`, `<id>/<id>.pdf`, `<id>/index.html` and `<id>/source.html`; for all,
    `index.html`, `404.html`, `assets/`, and `encoding/`, the reference of the encoding with the schemas;
    where the *settings* say its address, `feed.atom` and `sitemap.xml`. Without *settings*, those of
    `edition.toml` in *source* hold. A record that fails is reported and the others are still built.
    *progress* is called with each file before it is read. Raises EditionError where *source* holds
    nothing, or the settings cannot be understood; TypeError where an argument is of another type.
    """
    source, out = path_of(source, "build", "a folder"), path_of(out, "build", "a folder")
    if settings is not None and not isinstance(settings, Settings):
        raise TypeError(f"build() takes settings as Settings, not {kind_of(settings)}")
    files = record_files(source)
    if settings is None:
        own = source / NAME
        settings = read_settings(own) if source.is_dir() and own.is_file() else Settings()
    work = _Build(out, settings)
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
        self._conventions = load_conventions(settings.conventions or DEFAULT)
        self._headers: list[etree._ElementTree] = []
        self._taken: dict[str, Path] = {}
        self._without_pdf: list[str] = []
        self._custom = settings.css()
        self._links = {
            "site": settings.title,
            "footer": settings.footer,
            "logo": f"custom/{settings.logo.name}" if settings.logo else "",
            "custom-style": "custom/style.css" if self._custom else "",
        }

    def add(self, path: Path) -> None:
        """Build the record at *path*; what is wrong with it goes into the report."""
        try:
            self._headers.append(self._record(path))
        except EditionError as error:
            self.report.failed.append(str(path))
            self.report.diagnostics += error.diagnostics

    def _record(self, path: Path) -> etree._ElementTree:
        from tei_edition.publish.paper.pdf import render_pdf
        from tei_edition.publish.web.html import render_html, render_source
        from tei_edition.saxon import told

        record = read_record(path, conventions=self._conventions)
        if record.id in self._taken:
            message = f"the identifier {record.id} is that of {self._taken[record.id]} already"
            raise EditionError(Diagnostic("I004", message, str(path)))
        self._taken[record.id] = path
        tree = encode_valid(record)
        address = self._settings.address
        links = {
            **self._links,
            "assets": "../assets/",
            "home": "../index.html",
            "tei": f"{record.id}.xml",
            "pdf": f"{record.id}.pdf",
            "encoding": "../encoding/index.html",
            "source": "source.html",
            "text": "index.html",
            "address": f"{address}{record.id}/index.html" if address else "",
        }
        xslt = self._settings.xslt
        found: list[Diagnostic] = []
        folder = self._out / record.id
        try:
            printed = self._settings.print
            with told(str(printed.xslt)):
                pdf = render_pdf(tree, options=printed, name=f"{record.id}.xml")
            write_file(folder / f"{record.id}.pdf", pdf)
        except EditionError as error:
            # A record without its PDF still has its page, which then does not offer one.
            self.report.failed.append(str(path))
            found += error.diagnostics
            links["pdf"] = ""
            self._without_pdf.append(record.id)
        with told(str(xslt)):
            page = render_html(tree, links=links, diagnostics=found, name=str(path), xslt=xslt)
            source = render_source(tree, links=links, xslt=xslt)
        write_file(folder / f"{record.id}.xml", tei_bytes(tree))
        write_file(folder / "index.html", page)
        write_file(folder / "source.html", source)
        self.report.records.append(record.id)
        self.report.remarks.update(remark.rule for remark in record.remarks)
        shown = [d for d in record.diagnostics if d.code not in self._settings.allow]
        self.report.diagnostics += [*shown, *found]
        return tree

    def finish(self) -> None:
        """What is made once for all records."""
        from tei_edition.publish.web.html import asset_files, render_index
        from tei_edition.publish.web.search import index_texts

        address = self._settings.address
        for name, data in asset_files().items():
            write_file(self._out / "assets" / name, data)
        if self._custom:
            write_file(self._out / "assets" / "custom" / "style.css", self._custom)
        if logo := self._settings.logo:
            write_file(self._out / "assets" / "custom" / logo.name, logo.read_bytes())
        pages = {"index.html": "index", "404.html": "missing"}
        if address:
            pages |= {"feed.atom": "feed", "sitemap.xml": "sitemap"}
        # Where no record was built there is no text to index, and the records' errors are what counts.
        search = index_texts(self._out) if self.report.records else ""
        missing = " ".join(self._without_pdf)
        links = {**self._links, "address": address, "search": search, "without-pdf": missing}
        for name, kind in pages.items():
            write_file(self._out / name, render_index(self._headers, links={**links, "kind": kind}))
        _build_encoding(self._out)


def _build_encoding(out: Path) -> None:
    """The reference of the encoding, and beside it the schemas."""
    from tei_edition.publish.web.encoding import encoding_css, render_encoding

    files = schemas.files()
    links = {
        "assets": "../assets/",
        "home": "../index.html",
        "files": " ".join(f.name for f in files),
    }
    write_file(out / "encoding" / "index.html", render_encoding(links=links))
    write_file(out / "assets" / "encoding.css", encoding_css())
    for file in files:
        write_file(out / "encoding" / file.name, file.read_bytes())
