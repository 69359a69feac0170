"""tei-edition inspect: every editorial remark, what it was taken for, and where each character went."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from tei_edition.cli import console, options
from tei_edition.cli.convert import load


class Format(StrEnum):
    """How the record is shown."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


Why = Annotated[
    bool, typer.Option("--why", help="Show the cues that were weighed for each remark.")
]
Form = Annotated[
    Format,
    typer.Option(
        "--format", "-f", help="text; json: remarks and ledger; html: source and TEI side by side."
    ),
]


def inspect(
    record: options.Record,
    ledger: options.Ledger = False,
    why: Why = False,
    form: Form = Format.TEXT,
    out: options.Out = None,
    conventions: options.Named = None,
) -> None:
    """List every editorial remark: line:column, its words, its kind, its TEI.

    In a pipe, the columns are separated by tabs. The exit code is 1 if the ledger does not balance.
    Example: tei-edition inspect letter.md --format html -o letter.html
    """
    from tei_edition.check.ledger import keep_ledger
    from tei_edition.encode.encode import encode
    from tei_edition.report.ledger import html_of, json_of, reasons_of, remark_rows, text_of
    from tei_edition.understand.record import read_record

    with console.reported():
        source, name = console.read(record)
        found = read_record(source, name=name, conventions=load(conventions))
        if why:
            console.write(out, reasons_of(found))
            return
        if form is Format.TEXT and not ledger:
            rows = remark_rows(found)
            if sys.stdout.isatty() and out is None:
                _table(rows)
            else:
                console.write(out, "".join("\t".join(row) + "\n" for row in rows))
            console.report(found.diagnostics)
            return
        tree = encode(found)
        account = keep_ledger(found, tree)
        if form is Format.TEXT:
            console.write(out, text_of(account))
        else:
            console.write(out, json_of(account) if form is Format.JSON else html_of(account, tree))
    console.tell(account.diagnostics())
    if not account.balances:
        raise typer.Exit(console.FAILED)


def _table(rows: list[tuple[str, str, str, str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("Place", "Remark", "Kind", "TEI", box=None, pad_edge=False)
    for row in rows:
        table.add_row(*map(Text, row))
    Console().print(table)
