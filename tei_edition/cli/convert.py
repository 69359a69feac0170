"""tei-edition convert: records to TEI."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tei_edition.cli import console, options
from tei_edition.diagnostics import CODES, Diagnostic, EditionError, Severity, bug

if TYPE_CHECKING:
    from tei_edition.understand.remarks.rules import Conventions


class Format(StrEnum):
    """How diagnostics are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


def convert(
    records: Annotated[
        list[str], typer.Argument(help="Records (Markdown, UTF-8), or - for standard input.")
    ],
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            "-o",
            help="The TEI file, for several records a folder; standard output without it.",
        ),
    ] = None,
    conventions: options.Named = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Repairs are errors: what is not sound is not written.")
    ] = False,
    form: Annotated[
        Format,
        typer.Option("--format", "-f", help="How diagnostics are printed, to standard error."),
    ] = Format.TEXT,
    allow: options.Allowed = None,
) -> None:
    """Convert records to TEI P5. Each is validated, and its ledger balanced, before it is written.

    Exit code 1 where a record failed; the others are still written.
    Example: tei-edition convert letter.md -o letter.xml
    """
    from tei_edition.diagnostics_files import FileReport

    with console.reported():
        known = load(conventions)
        if len(records) > 1 and out in (None, "-"):
            message = "several records want a folder: name it with --out"
            raise EditionError(Diagnostic("I006", message, "<stdout>"))
        in_folder = len(records) > 1 or _is_folder(out)
        reports = []
        for record in records:
            target = out if len(records) == 1 else str(out)
            found = tuple(_converted(record, target, in_folder, known, strict))
            reports.append(FileReport(record, tuple(told(found, allow))))
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


def told(diagnostics: Iterable[Diagnostic], allow: list[str] | None) -> Iterator[Diagnostic]:
    """*diagnostics* without those whose codes are in *allow*; errors are told always."""
    for code in allow or ():
        if code not in CODES:
            raise typer.BadParameter(f"there is no code {code}", param_hint="--allow")
    silent = set(allow or ())
    yield from (d for d in diagnostics if d.severity is Severity.ERROR or d.code not in silent)


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


def _converted(
    argument: str, out: str | None, in_folder: bool, conventions: Conventions, strict: bool
) -> Iterator[Diagnostic]:
    """Convert one record and write it, unless something is wrong with it; yield what there is to tell."""
    from tei_edition.check.conversion import encode_valid
    from tei_edition.tei.serialize import tei_bytes
    from tei_edition.understand.record import read_record

    try:
        source, name = console.read(argument)
        record = read_record(source, name=name, conventions=conventions)
        found = [replace(d, strict=strict) for d in record.diagnostics]
        yield from found
        if any(d.severity is Severity.ERROR for d in found):
            return
        data = tei_bytes(encode_valid(record))
        console.write(
            str(Path(str(out)) / f"{record.id}.xml") if in_folder else out, data, argument
        )
    except EditionError as error:
        yield from error.diagnostics
    except Exception as error:  # one record never ends the run
        yield bug(error, argument)
