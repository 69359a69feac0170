"""tei-edition doctor: what this machine has, and how to get what it lacks."""

from __future__ import annotations

import typer

from tei_edition.cli import console


def doctor() -> None:
    """Report what is installed and what is missing, and how to install it.

    The exit code is 1 if anything essential is missing. Example: tei-edition doctor
    """
    from tei_edition.build.doctor import examine

    checks = examine()
    for check in checks:
        if console.Verbosity.quiet and not check.fails:
            continue
        state = "ok" if check.is_there else "MISSING" if check.is_needed else "not here"
        typer.echo(f"{state:<9} {check.name}: {check.found}")
        if not check.is_there:
            typer.echo(f"{'':<9}   {check.remedy}")
    if any(check.fails for check in checks):
        raise typer.Exit(console.FAILED)
