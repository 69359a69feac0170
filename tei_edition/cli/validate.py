"""tei-edition validate: TEI files against the schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tei_edition.cli import console
from tei_edition.diagnostics import EditionError


def validate(
    files: Annotated[list[str], typer.Argument(help="TEI files, or - for standard input.")],
    schema: Annotated[
        list[Path],
        typer.Option("--schema", "-s", help="A RELAX NG schema (.rng, .rnc); repeatable."),
    ] = [],  # noqa: B006 (typer copies it)
) -> None:
    """Validate TEI files against the project's schema, or against one of your own.

    Exit code 1 where a file is not valid. Example: tei-edition validate dist/*/*.xml
    """
    from tei_edition.validation.validate import validate as check

    failed = False
    for argument in files:
        try:
            source, name = console.read(argument)
            findings = check(source, name=name, schema=schema)
        except EditionError as error:
            console.report(error.diagnostics)
            failed = True
            continue
        for finding in findings:
            typer.echo(str(finding))
            if finding.line is not None and finding.position is not None:
                typer.echo(console.caret(finding.line, finding.position.column))
        failed = failed or bool(findings)
        if not findings and not console.Verbosity.quiet:
            typer.echo(f"{name}: valid")
    if failed:
        raise typer.Exit(console.FAILED)
