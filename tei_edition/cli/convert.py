"""tei-edition convert: a record to TEI."""

from __future__ import annotations

from typing import Annotated

import typer

from tei_edition.cli import console


def convert(
    record: Annotated[
        str, typer.Argument(help="The record (Markdown, UTF-8), or - for standard input.")
    ],
    out: Annotated[
        str | None, typer.Option("--out", "-o", help="The TEI file; standard output without it.")
    ] = None,
) -> None:
    """Convert a record to TEI P5, validated before it is written.

    Example: tei-edition convert letter.md -o letter.xml
    """
    from tei_edition.edition import encode_valid
    from tei_edition.record.reader import read_record
    from tei_edition.tei.serialize import tei_bytes

    with console.reported():
        source, name = console.read(record)
        found = read_record(source, name=name)
        console.report(found.diagnostics)
        console.write(out, tei_bytes(encode_valid(found)))
