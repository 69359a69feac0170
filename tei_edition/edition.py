"""The pipeline: records in, an edition out, as a web site one can deploy as it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from tei_edition import schemas
from tei_edition.diagnostics import Diagnostic, EditionError, Severity
from tei_edition.files import write_file
from tei_edition.record.model import Record
from tei_edition.record.reader import read_record
from tei_edition.tei.encode import encode, tei_bytes
from tei_edition.validation.validate import validate


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


def encode_valid(record: Record) -> etree._ElementTree:
    """Encode *record* and validate the result; EditionError where it is not valid (a bug of ours)."""
    tree = encode(record)
    found = validate(tree, name=f"{record.id}.xml")
    if findings := [f for f in found if f.severity is Severity.ERROR]:
        hint = "this is a bug of tei_edition: please report it with the record"
        raise EditionError(
            *(Diagnostic("V004", f.message, record.source.name, None, hint) for f in findings)
        )
    return tree


def build(
    source: Path, out: Path, *, progress: Callable[[Path], None] | None = None
) -> BuildReport:
    """Build the edition of the records in *source* into the folder *out*.

    For each record: `<id>/<id>.xml`, `<id>/<id>.pdf` and `<id>/index.html`; for all, `index.html`,
    `assets/`, and `encoding/`, the reference of the encoding with the schemas. A record that fails is reported and the others are still built. *progress* is
    called with each file before it is read. Raises EditionError where *source* holds nothing.
    """
    from tei_edition.render.html import css, fonts, icon, render_index, script

    report = BuildReport(out)
    headers: list[etree._ElementTree] = []
    taken: dict[str, Path] = {}
    for path in record_files(source):
        if progress:
            progress(path)
        try:
            headers.append(_build_record(path, out, report, taken))
        except EditionError as error:
            report.failed.append(str(path))
            report.diagnostics += error.diagnostics
    write_file(out / "assets" / "edition.css", css())
    write_file(out / "assets" / "edition.js", script())
    write_file(out / "assets" / "icon.svg", icon())
    for font in fonts():
        write_file(out / "assets" / "fonts" / font.name, font.read_bytes())
    write_file(out / "index.html", render_index(headers))
    _build_encoding(out)
    return report


def _build_encoding(out: Path) -> None:
    """The reference of the encoding, and beside it the schemas."""
    from tei_edition.render.encoding import encoding_css, render_encoding

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


def _build_record(
    path: Path, out: Path, report: BuildReport, taken: dict[str, Path]
) -> etree._ElementTree:
    from tei_edition.render.html import render_html, render_source
    from tei_edition.render.pdf import render_pdf

    record = read_record(path)
    if record.id in taken:
        message = f"the identifier {record.id} is that of {taken[record.id]} already"
        raise EditionError(Diagnostic("I004", message, str(path)))
    taken[record.id] = path
    tree = encode_valid(record)
    folder = out / record.id
    links = {
        "assets": "../assets/",
        "home": "../index.html",
        "tei": f"{record.id}.xml",
        "pdf": f"{record.id}.pdf",
        "encoding": "../encoding/index.html",
        "source": "source.html",
        "text": "index.html",
    }
    page = render_html(tree, links=links, diagnostics=report.diagnostics, name=str(path))
    pdf = render_pdf(tree, diagnostics=report.diagnostics, name=str(path))
    write_file(folder / f"{record.id}.xml", tei_bytes(tree))
    write_file(folder / "index.html", page)
    write_file(folder / "source.html", render_source(tree, links=links))
    write_file(folder / f"{record.id}.pdf", pdf)
    report.records.append(record.id)
    report.remarks.update(remark.rule for remark in record.remarks)
    report.diagnostics += record.diagnostics
    return tree
