"""tei-edition validate: TEI files against the schema."""

from __future__ import annotations

from typing import Annotated

import typer

from tei_edition.cli import console
from tei_edition.diagnostics import EditionError


def validate(
    files: Annotated[list[str], typer.Argument(help="TEI files, or - for standard input.")],
) -> None:
    """Validate TEI files against the project's schema.

    Exit code 1 where a file is not valid. Example: tei-edition validate dist/*/*.xml
    """
    from tei_edition.validation.validate import validate as check

    failed = False
    for argument in files:
        try:
            source, name = console.read(argument)
            findings = check(source, name=name)
        except EditionError as error:
            console.report(error.diagnostics)
            failed = True
            continue
        for finding in findings:
            typer.echo(str(finding))
        failed = failed or bool(findings)
        if not findings and not console.Verbosity.quiet:
            typer.echo(f"{name}: valid")
    if failed:
        raise typer.Exit(console.FAILED)
