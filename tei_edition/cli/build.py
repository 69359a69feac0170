"""tei-edition build: a folder of records and TEI files to an edition."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tei_edition.cli import console
from tei_edition.diagnostics import Severity, printable

if TYPE_CHECKING:
    from tei_edition.build.edition import BuildReport


def build(
    source: Annotated[
        Path, typer.Argument(help="A folder of records and TEI files, or one of them.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to build into.")] = Path(
        "dist"
    ),
    config: Annotated[
        Path | None,
        typer.Option("--config", help="The settings; edition.toml beside the records without it."),
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Build into a folder that holds other files, too.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Make errors of what validation finds in TEI files.")
    ] = False,
) -> None:
    """Build the edition: TEI, web page and PDF of every record and TEI file, and an index of all.

    Exit code 1 where a document failed; the others are still built.
    Example: tei-edition build seeds --out dist
    """
    from tei_edition.build.edition import build as build_edition
    from tei_edition.build.settings import read_settings
    from tei_edition.build.sources import find_sources

    with console.reported():
        settings = read_settings(config) if config else None
        with _progress(len(find_sources(source, out))) as progress:
            report = build_edition(
                source,
                out,
                settings=settings,
                progress=progress,
                strict=strict,
                overwrite=overwrite,
            )
    console.report(report.diagnostics)
    if not console.Verbosity.quiet:
        _summary(report)
    if report.failed:
        raise typer.Exit(console.FAILED)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Path], None] | None]:
    """A bar on a terminal, a line a record in a pipe, nothing where the user wants quiet."""
    if console.Verbosity.quiet:
        yield None
    elif not sys.stderr.isatty():
        yield lambda path: typer.echo(f"building {printable(str(path))}", err=True)
    else:
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("building", total=total)

            def step(path: Path) -> None:
                bar.update(task, advance=1, description=printable(path.name).replace("[", "\\["))

            yield step


def _summary(report: BuildReport) -> None:
    typer.echo(f"records   {len(report.records)}")
    if report.texts:
        typer.echo(f"texts     {len(report.texts)}")
    typer.echo(f"remarks   {sum(report.remarks.values())}")
    for rule, count in sorted(report.remarks.items(), key=lambda item: (-item[1], item[0])):
        typer.echo(f"  {rule}  {count}")
    typer.echo(f"repairs   {report.count(Severity.REPAIR)}")
    typer.echo(f"warnings  {report.count(Severity.WARNING)}")
    typer.echo(f"errors    {report.count(Severity.ERROR)}")
    console.say(f"results   {report.out / 'index.html'}")
