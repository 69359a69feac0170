"""tei-edition inspect: every editorial remark, and what it was taken for."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tei_edition.cli import console


def inspect(
    record: Annotated[
        str, typer.Argument(help="The record (Markdown, UTF-8), or - for standard input.")
    ],
) -> None:
    """List every editorial remark: line:column, its words, its kind, the TEI it became.

    In a pipe the columns are separated by tabs. Example: tei-edition inspect letter.md
    """
    from tei_edition.record.reader import read_record
    from tei_edition.tei.encode import fragment

    with console.reported():
        source, name = console.read(record)
        found = read_record(source, name=name)
    rows = [
        (
            str(found.source.position(remark.span.start)),
            " ".join(remark.words.split()),
            remark.rule,
            fragment(found, remark.became),
        )
        for remark in found.remarks
    ]
    if sys.stdout.isatty():
        _table(rows)
    else:
        for row in rows:
            typer.echo("\t".join(row))
    console.report(found.diagnostics)


def _table(rows: list[tuple[str, str, str, str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("Place", "Remark", "Kind", "TEI", box=None, pad_edge=False)
    for row in rows:
        table.add_row(*map(Text, row))
    Console().print(table)
