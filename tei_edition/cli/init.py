"""tei-edition init: a project to begin with."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from tei_edition.cli import console


def init(
    folder: Annotated[Path, typer.Argument(help="The project folder, new or empty.")],
) -> None:
    """Create a small project that you can build immediately: settings, a record, a TEI file, a GitHub workflow.

    Nothing is overwritten. Example: tei-edition init my-letters
    """
    from tei_edition.build.start import start_project

    with console.reported():
        made = start_project(folder)
    if not console.Verbosity.quiet:
        for path in made:
            typer.echo(str(path))
        typer.echo(f"next: cd {shlex.quote(str(folder))} && tei-edition build . --out dist")
