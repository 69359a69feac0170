"""tei-edition record: TEI back to a record."""

from __future__ import annotations

from typing import Annotated

import typer

from tei_edition.cli import console, options
from tei_edition.cli.convert import load
from tei_edition.diagnostics import Diagnostic, EditionError, Severity

#: So many reasons are told why a document is not valid.
_FINDINGS = 5


def record(
    tei: Annotated[
        str, typer.Argument(help="A TEI file made by `convert`, or - for standard input.")
    ],
    out: Annotated[
        str | None, typer.Option("--out", "-o", help="The record; the default is standard output.")
    ] = None,
    conventions: options.Named = None,
) -> None:
    """Turn a TEI file back into a record, in standard wording.

    Converting the record produces the same TEI again, byte for byte. If it would not, nothing is written.
    Example: tei-edition record letter.xml -o letter.md
    """
    from tei_edition.check.validate import validate
    from tei_edition.tei.document import parse_tei
    from tei_edition.write.record import write_record

    with console.reported():
        data, name = console.read_bytes(tei)
        tree = parse_tei(data, name)
        if findings := [f for f in validate(tree, name=name) if f.severity is Severity.ERROR]:
            message = (
                "only TEI that is valid against the built-in schema can be written as a record"
            )
            raise EditionError(Diagnostic("R041", message, name), *findings[:_FINDINGS])
        console.write(out, write_record(tree, name=name, conventions=load(conventions)))
