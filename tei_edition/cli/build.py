"""tei-edition build: a folder of records and TEI files to an edition."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tei_edition.cli import console
from tei_edition.cli.progress import progress_of
from tei_edition.diagnostics import Severity

if TYPE_CHECKING:
    from tei_edition.build.edition import BuildReport


class _Optional(StrEnum):
    """What an edition can be built without."""

    PDF = "pdf"
    SEARCH = "search"


_Source = Annotated[
    Path, typer.Argument(help="A folder of records and TEI files, or a single file.")
]
_Out = Annotated[Path, typer.Option("--out", "-o", help="The folder to build into.")]
_Config = Annotated[
    Path | None,
    typer.Option(
        "--config", help="The settings file; the default is edition.toml in the source folder."
    ),
]
_Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="Build into the folder even if it contains other files.")
]
_Strict = Annotated[
    bool, typer.Option("--strict", help="Treat validation findings in TEI files as errors.")
]
_Rebuild = Annotated[
    bool, typer.Option("--rebuild", help="Rebuild everything, even if nothing has changed.")
]
_Jobs = Annotated[
    int,
    typer.Option("--jobs", "-j", min=0, help="The number of processes; 0 for one per processor."),
]
_Timeout = Annotated[
    float | None,
    typer.Option(
        "--timeout", min=0, help="The time limit for one document, in seconds (60; 0 for none)."
    ),
]
_Scheduler = Annotated[
    str,
    typer.Option("--scheduler", help="Use a Dask cluster: tcp://HOST:PORT."),
]
_Without = Annotated[
    list[_Optional] | None,
    typer.Option(
        "--without", help="Leave out the PDFs (pdf) or the full-text index (search); repeatable."
    ),
]
_Report = Annotated[
    Path | None,
    typer.Option("--report", help="Write the findings to a file: .json, or .xml for JUnit."),
]


def build(
    source: _Source,
    out: _Out = Path("dist"),
    config: _Config = None,
    overwrite: _Overwrite = False,
    strict: _Strict = False,
    rebuild: _Rebuild = False,
    jobs: _Jobs = 0,
    timeout: _Timeout = None,
    scheduler: _Scheduler = "",
    without: _Without = None,
    report: _Report = None,
) -> None:
    """Build the edition: TEI, a web page and a PDF for each record and TEI file, and an index.

    Only changes since the last build into the same folder are rebuilt. If a source is gone, its document is
    removed, and a page at its address explains this. The exit code is 1 if a document failed; the other documents
    are still built.
    Example: tei-edition build seeds --out dist
    """
    from tei_edition.build.edition import build as build_edition
    from tei_edition.build.settings import read_settings

    with console.reported():
        settings = read_settings(config) if config else None
        with progress_of("building") as progress:
            done = build_edition(
                source,
                out,
                settings=settings,
                progress=progress,
                strict=strict,
                overwrite=overwrite,
                rebuild=rebuild,
                jobs=jobs,
                timeout=timeout,
                scheduler=scheduler,
                without=without or (),
            )
        _write_report(report, done)
    console.report(done.diagnostics.of(console.severities()))
    _summary(done)
    if done.failed:
        raise typer.Exit(console.FAILED)


def _write_report(path: Path | None, done: BuildReport) -> None:
    if path is None:
        return
    if path.suffix.lower() == ".xml":
        from tei_edition.report.junit import junit_of

        console.write(str(path), junit_of(done.files(), "build"))
    else:
        from tei_edition.report.json import json_of

        console.write(str(path), json_of(done.files()))


def _summary(report: BuildReport) -> None:
    if console.Verbosity.quiet:
        return
    typer.echo(f"records   {len(report.records)}")
    if report.texts:
        typer.echo(f"texts     {len(report.texts)}")
    if report.unchanged:
        typer.echo(f"unchanged {report.unchanged}")
    if report.withdrawn:
        typer.echo(f"withdrawn {len(report.withdrawn)}")
    typer.echo(f"remarks   {sum(report.remarks.values())}")
    for rule, count in sorted(report.remarks.items(), key=lambda item: (-item[1], item[0])):
        typer.echo(f"  {rule}  {count}")
    typer.echo(f"repairs   {report.count(Severity.REPAIR)}")
    typer.echo(f"warnings  {report.count(Severity.WARNING)}")
    typer.echo(f"errors    {report.count(Severity.ERROR)}")
    _failures(report)
    console.say(f"results   {report.out / 'index.html'}")


#: So many files that failed are named at the end.
_MOST_NAMED = 20


def _failures(report: BuildReport) -> None:
    """Sum up what failed: how many sources, and which; and those of which only an output is missing."""
    _named("failed", report.unbuilt())
    for output, names in report.lacking.items():
        _named(f"no {output.upper()}", list(dict.fromkeys(names)))


def _named(what: str, names: list[str]) -> None:
    if names:
        typer.echo(f"{what:<9} {len(names)}")
    for name in names[:_MOST_NAMED]:
        console.say(f"  {name}")
    if len(names) > _MOST_NAMED:
        typer.echo(f"  and {len(names) - _MOST_NAMED} more")
