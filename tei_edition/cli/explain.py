"""tei-edition explain: the whole story of a code."""

from __future__ import annotations

from typing import Annotated

import typer

from tei_edition.cli import console
from tei_edition.diagnostics import CODES


def explain(
    code: Annotated[
        str | None, typer.Argument(help="A code such as R024; the default is all codes.")
    ] = None,
) -> None:
    """Explain a message code: the rule, the reason for it, how to solve the problem, and an example.

    Example: tei-edition explain R020
    """
    from tei_edition.explanations import explanation

    if code is None:
        for name, (severity, rule) in CODES.items():
            typer.echo(f"{name}\t{severity}\t{rule}")
        return
    found = explanation(code.upper())
    if found is None:
        typer.echo(f"there is no code {code}; tei-edition explain lists all", err=True)
        raise typer.Exit(console.FAILED)
    severity, rule = CODES[found.code]
    typer.echo(f"{found.code} ({severity}): {rule}\n")
    typer.echo(f"{found.story.strip()}\n")
    for heading, text in (("Example", found.example), ("Write instead", found.instead)):
        if text:
            typer.echo(f"{heading}:\n")
            typer.echo("".join(f"    {line}\n" for line in text.strip().splitlines()))
