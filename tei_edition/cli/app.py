"""The command line: gathers the commands, one file each."""

from __future__ import annotations

import gc
from typing import Annotated

import typer

from tei_edition import __version__
from tei_edition.cli import console, conventions, render, schema
from tei_edition.cli.build import build
from tei_edition.cli.convert import convert
from tei_edition.cli.explain import explain
from tei_edition.cli.extract import extract
from tei_edition.cli.fix import fix
from tei_edition.cli.inspect import inspect
from tei_edition.cli.record import record
from tei_edition.cli.validate import validate

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Archive records in, validated TEI, HTML and PDF editions out.\n\n"
    "Example: tei-edition build seeds --out dist",
)
app.command()(convert)
app.command()(validate)
app.add_typer(render.app, name="render")
app.add_typer(conventions.app, name="conventions")
app.add_typer(schema.app, name="schema")
app.command()(record)
app.command()(inspect)
app.command()(fix)
app.command()(explain)
app.command()(extract)
app.command()(build)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tei-edition {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Tell errors only.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell repairs too.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Tell the version.")
    ] = False,
) -> None:
    console.Verbosity.quiet, console.Verbosity.verbose = quiet, verbose


def main() -> None:
    """Run the command line."""
    try:
        app()
    finally:
        # The process ends: nothing in it need be searched for cycles once more.
        gc.freeze()
