"""tei-edition convert: records to TEI."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tei_edition.cli import console, options
from tei_edition.diagnostics import CODES, Diagnostic, EditionError, Severity, bug

if TYPE_CHECKING:
    from tei_edition.diagnostics_files import FileReport
    from tei_edition.document.document import Record
    from tei_edition.enrich.register import Register
    from tei_edition.understand.remarks.rules import Conventions


class Format(StrEnum):
    """How diagnostics are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


_Out = Annotated[
    str | None,
    typer.Option(
        "--out",
        "-o",
        help="The TEI file, or a folder for several records; the default is standard output.",
    ),
]
_Register = Annotated[
    Path | None,
    typer.Option(
        "--register",
        "-r",
        help="The register, to check the ids that remarks name, such as [person: lind].",
    ),
]
_Strict = Annotated[
    bool,
    typer.Option(
        "--strict", help="Treat repairs as errors; a record that needs one is not written."
    ),
]
_Form = Annotated[
    Format, typer.Option("--format", "-f", help="The format of the diagnostics on standard error.")
]


@dataclass
class Way:
    """How records are converted: their conventions, whether repairs are errors, and the file of the register."""

    conventions: Conventions
    strict: bool = False
    register: Path | None = None

    def of_names(self, record: Record) -> list[Diagnostic]:
        """What remarks of *record* say of names and the register does not know (N006); EditionError as load_register."""
        from tei_edition.enrich.decisions import decisions_checked

        return decisions_checked(record, self._known) if record.remarks else []

    @cached_property
    def _known(self) -> Register | None:
        if self.register is None:
            return None
        from tei_edition.enrich.load import load_register

        console.reads(self.register)
        return load_register(self.register)


def convert(
    records: options.Records,
    out: _Out = None,
    conventions: options.Named = None,
    strict: _Strict = False,
    form: _Form = Format.TEXT,
    allow: options.Allowed = None,
    into: options.Into = None,
    again: options.Again = False,
    update: options.Update = False,
    settled: options.Settled = False,
    dry_run: options.DryRun = False,
    config: options.Config = None,
    register: _Register = None,
) -> None:
    """Convert records to valid TEI P5, and account for every character.

    With --into, the TEI becomes a master: it is made once for you to edit, and is not overwritten. --update merges
    later changes in the record. The exit code is 1 if a record failed; the other records are still converted.
    Examples: tei-edition convert letter.md -o letter.xml; tei-edition convert letters/*.md --into texts/
    """

    wish = {"again": again, "update": update, "settled": settled, "dry_run": dry_run}
    with console.reported():
        if into or config or any(wish.values()):
            from tei_edition.cli.masters import reports_of

            if register:
                raise typer.BadParameter(
                    "masters are checked against the register named in edition.toml"
                )
            reports = reports_of(records, into, wish, (out, config, conventions, strict))
            _end([_report(r.source, r.diagnostics, allow) for r in reports], form)
            return
        way = Way(load(conventions), strict, register)
        if len(records) > 1 and out in (None, "-"):
            message = "to convert several records, name an output folder with --out"
            raise EditionError(Diagnostic("I006", message, "<stdout>"))
        in_folder = len(records) > 1 or _is_folder(out)
        reports = []
        for record in records:
            target = out if len(records) == 1 else str(out)
            found = tuple(_converted(record, target, in_folder, way))
            reports.append(_report(record, found, allow))
    _end(reports, form)


def _end(reports: list[FileReport], form: Format) -> None:
    """Show *reports*; exit code 1 where one of them has an error."""
    show(reports, form)
    if any(not report.is_valid for report in reports):
        raise typer.Exit(console.FAILED)


def _is_folder(out: str | None) -> bool:
    return out not in (None, "-") and (str(out).endswith(("/", os.sep)) or Path(str(out)).is_dir())


def load(named: str | None) -> Conventions:
    """The conventions that the user named; EditionError as load_conventions."""
    from tei_edition.understand.remarks.rules import DEFAULT, load_conventions

    if named and named.endswith(".toml"):
        console.reads(named)
    return load_conventions(named or DEFAULT)


def _report(source: str, diagnostics: Iterable[Diagnostic], allow: list[str] | None) -> FileReport:
    """What to print of *source*: its *diagnostics* without those whose codes are in *allow*, but always errors."""
    from tei_edition.diagnostics_files import FileReport

    for code in allow or ():
        if code not in CODES:
            raise typer.BadParameter(f"there is no code {code}", param_hint="--allow")
    silent = set(allow or ())
    shown = (d for d in diagnostics if d.severity is Severity.ERROR or d.code not in silent)
    return FileReport(source, tuple(shown))


def show(reports: Iterable[object], form: Format) -> None:
    """Print *reports* (FileReports) to standard error in *form*."""
    from tei_edition.diagnostics_files import FileReport
    from tei_edition.report import github, json, sarif

    found = [report for report in reports if isinstance(report, FileReport)]
    if form is Format.TEXT:
        for report in found:
            console.tell(report.diagnostics)
        hidden = (diagnostic for report in found for diagnostic in report.diagnostics)
        console.tell_hidden(hidden, "tei-edition -v convert …")
        return
    reporter = {
        Format.JSON: json.json_of,
        Format.SARIF: sarif.sarif_of,
        Format.GITHUB: github.github_of,
    }
    typer.echo(reporter[form](found), err=True, nl=False)


def _converted(argument: str, out: str | None, in_folder: bool, way: Way) -> Iterator[Diagnostic]:
    """Convert one record and write it, unless something is wrong with it; yield what there is to tell."""
    from tei_edition.read.door import door_for
    from tei_edition.read.original import Original
    from tei_edition.understand.record import read_record

    try:
        source, name = console.read(argument)
        content = source if isinstance(source, bytes) else None
        door = door_for(Original(name, None if content else Path(argument), content))
        if door.imports:
            yield from _imported(argument, content, out, in_folder, way)
        else:
            record = read_record(source, name=name, conventions=way.conventions)
            yield from _encoded(record, argument, out, in_folder, way)
    except EditionError as error:
        yield from error.diagnostics
    except Exception as error:  # one record never ends the run
        yield bug(error, argument)


def _encoded(
    record: Record, argument: str, out: str | None, in_folder: bool, way: Way
) -> Iterator[Diagnostic]:
    """Encode *record*, made of *argument*, and write it; yield what there is to tell of it."""
    from tei_edition.check.conversion import encode_valid
    from tei_edition.tei.serialize import tei_bytes

    told = (*record.diagnostics, *way.of_names(record))
    found = [replace(d, strict=way.strict) for d in told]
    yield from found
    if any(d.severity is Severity.ERROR for d in found):
        return
    data = tei_bytes(encode_valid(record))
    console.write(str(Path(str(out)) / f"{record.id}.xml") if in_folder else out, data, argument)


def _imported(
    argument: str,
    content: bytes | None,
    out: str | None,
    in_folder: bool,
    way: Way,
) -> Iterator[Diagnostic]:
    """The same for each record that the source *argument* holds, which is of another kind."""
    from tei_edition.build.imports import Importer, read_made, told_of

    importer = Importer()
    for number, made in enumerate(importer.records(importer.original(Path(argument), content))):
        try:
            yield from told_of(made, argument)
            if not made.text:
                continue
            if number and not in_folder:
                message = "this contains several records: name an output folder with --out"
                raise EditionError(Diagnostic("I006", message, argument))
            record = read_made(made, argument, way.conventions)
            for image, data in made.images.items() if in_folder else ():
                console.write(str(Path(str(out)) / image), data, f"{argument}\0{image}")
            source = f"{argument}\0{made.name}" if in_folder else argument
            yield from _encoded(record, source, out, in_folder, way)
        except EditionError as error:
            yield from error.diagnostics
            if number and not in_folder:
                return
