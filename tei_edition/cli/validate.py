"""tei-edition validate: TEI files against a schema."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tei_edition import cache
from tei_edition.cli import console, options
from tei_edition.diagnostics import Diagnostic, EditionError, Severity, printable

if TYPE_CHECKING:
    from tei_edition.check.many import Plan
    from tei_edition.diagnostics_files import FileReport


#: So many folders that were not searched are named.
_MOST_NAMED = 5


class Format(StrEnum):
    """The format of the findings."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    JUNIT = "junit"
    SVRL = "svrl"


class FailOn(StrEnum):
    """What makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


def validate(
    paths: options.TeiPaths,
    schema: options.Schemas = [],  # noqa: B006 (typer copies it)
    catalog: options.Catalogs = [],  # noqa: B006
    phase: options.Phase = None,
    form: Annotated[
        Format, typer.Option("--format", "-f", help="The format of the findings.")
    ] = Format.TEXT,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="The lowest severity that leads to exit code 1.")
    ] = FailOn.ERROR,
    timeout: options.Timeout = 60,
    jobs: options.Jobs = 0,
    svrl: options.Svrl = None,
) -> None:
    """Validate TEI files against --schema, the schemas they declare, or the built-in schema.

    A document declares schemas with xml-model instructions and xsi:schemaLocation; they are never fetched from the
    network. The exit code is 1 if a finding has the severity set with --fail-on, or a higher one. Example: tei-edition validate
    dist --format github
    """
    from tei_edition.check.many import Plan

    plan = Plan(tuple(schema), tuple(catalog), phase, timeout)
    with console.reported():
        if form is Format.SVRL or svrl:
            _write_svrl(paths, plan, svrl)
        if form is Format.SVRL:
            return
        reports = list(_with_progress(_reports(paths, plan, jobs), form))
    if form is Format.TEXT:
        if len(reports) > 1 and not console.Verbosity.quiet:
            from tei_edition.report.text import summary

            typer.echo(summary(reports))
    else:
        console.write(None, _reporter(form)(reports))
    console.report(cache.trouble())
    if _fails(reports, fail_on):
        raise typer.Exit(console.FAILED)


def _reports(paths: list[str], plan: Plan, jobs: int) -> Iterator[FileReport]:
    """The files in their order, standard input at its place."""
    from tei_edition.check.many import validate_files
    from tei_edition.diagnostics_files import FileReport

    groups: list[list[str]] = [[]]
    for path in paths:
        if path == "-":
            groups += [["-"], []]
        else:
            groups[-1].append(path)
    for group in filter(None, groups):
        if group == ["-"]:
            yield from validate_files([sys.stdin.buffer.read()], plan)
            continue
        left_out: list[Diagnostic] = []
        try:
            files = _files(group, left_out)
        except EditionError as error:
            yield from (FileReport(d.source, (d,)) for d in error.diagnostics)
            continue
        yield from (FileReport(d.source, (d,)) for d in left_out)
        yield from _progress(validate_files(files, plan, jobs), len(files))


def _files(named: list[str], left_out: list[Diagnostic]) -> list[Path]:
    """The files that are *named*; one line says which folders in them are not searched."""
    from tei_edition.check.inputs import files_of

    made: list[Path] = []
    files = files_of(named, left_out, made)
    if made and not console.Verbosity.quiet:
        words = ", ".join(printable(str(folder)) for folder in made[:_MOST_NAMED])
        more = f" and {len(made) - _MOST_NAMED} more" if len(made) > _MOST_NAMED else ""
        typer.echo(f"not searched, because it was built from sources: {words}{more}", err=True)
    return files


def _progress(reports: Iterator[FileReport], total: int) -> Iterator[FileReport]:
    """The same, with a bar on a terminal where there are many."""
    if total < 20 or console.Verbosity.quiet or not sys.stderr.isatty():
        yield from reports
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(
        reports, "validating", total=total, console=Console(stderr=True), transient=True
    )


def _with_progress(reports: Iterable[FileReport], form: Format) -> Iterator[FileReport]:
    """The same; people are told of each file as soon as it is done."""
    from tei_edition.report.text import file_lines, name_of

    colour = sys.stdout.isatty()
    told = False
    for report in reports:
        if form is Format.TEXT:
            if report.by_default and not told:
                told = True
                _tell_default()
            shown = _shown(report)
            for line in file_lines(shown, colour=colour):
                typer.echo(line)
            if not report.diagnostics and not console.Verbosity.quiet:
                typer.echo(f"{name_of(report.source)}: valid")
        yield report


def _tell_default() -> None:
    """Say, before the first file of which it is true, that it was held against the built-in schema."""
    if not console.Verbosity.quiet:
        typer.echo(
            "info: files that declare no schema are checked against the built-in schema of tei_edition; "
            "use --schema to choose another"
        )


def _shown(report: FileReport) -> FileReport:
    """*report*, of errors only where the user wants quiet."""
    from tei_edition.diagnostics_files import FileReport

    if not console.Verbosity.quiet:
        return report
    errors = (d for d in report.diagnostics if d.severity is Severity.ERROR)
    return FileReport(report.source, tuple(errors))


def _reporter(form: Format) -> Callable[[Iterable[FileReport]], str]:
    from tei_edition.report import github, json, junit, sarif

    return {
        Format.JSON: json.json_of,
        Format.SARIF: sarif.sarif_of,
        Format.GITHUB: github.github_of,
        Format.JUNIT: junit.junit_of,
    }[form]


def _fails(reports: list[FileReport], fail_on: FailOn) -> bool:
    from tei_edition.diagnostics_files import WEIGHTS, counts

    if fail_on is FailOn.NEVER:
        return False
    heavy = WEIGHTS[: WEIGHTS.index(Severity(fail_on)) + 1]
    found = counts(reports)
    return any(found[severity] for severity in heavy)


def _write_svrl(paths: list[str], plan: Plan, out: Path | None) -> None:
    """The Schematron report of each document: to *out*, else to standard output."""
    from tei_edition.check.many import svrl_of

    documents: list[Path | bytes] = []
    for path in paths:
        documents += [sys.stdin.buffer.read()] if path == "-" else _files([path], [])
    if len(documents) > 1 and out is None:
        message = "an SVRL report covers one document: name one document, or a folder with --svrl"
        raise EditionError(Diagnostic("I006", message, "<stdout>"))
    console.reads(*(document for document in documents if isinstance(document, Path)))
    for document in documents:
        report = svrl_of(document, plan)
        if out is None:
            console.write(None, report)
        elif len(documents) == 1:
            console.write(str(out), report)
        else:
            name = str(document) if isinstance(document, Path) else "<stdin>"
            console.write(str(out / f"{Path(name).stem}.svrl.xml"), report, name)
