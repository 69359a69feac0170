"""The command line: gathers the commands, one file each."""

from __future__ import annotations

import gc
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group

from tei_edition._version import __version__
from tei_edition.cli import console

#: The commands, in the order of the help: each is the module of its name.
COMMANDS = (
    *("convert", "validate", "record", "inspect", "fix", "explain", "extract", "build"),
    *("render", "conventions", "schema"),
)


class _Commands(TyperGroup):
    """The commands, each imported when it is asked for: one need not wait for the others."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        names: Any = dict.fromkeys(COMMANDS)
        self.commands = names

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"tei_edition.cli.{cmd_name}")
        if hasattr(module, "app"):
            command: Any = get_group(module.app)
        else:
            alone = typer.Typer(add_completion=False)
            alone.command()(getattr(module, cmd_name))
            command = get_command(alone)
        command.name = cmd_name
        return command


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Archive records in, validated TEI, HTML and PDF editions out.\n\n"
    "Example: tei-edition build seeds --out dist",
)


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
