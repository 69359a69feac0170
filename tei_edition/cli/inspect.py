"""tei-edition inspect: every editorial remark, what it was taken for, and where each character went."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tei_edition.cli import console, options
from tei_edition.cli.convert import load
from tei_edition.diagnostics import Diagnostic, EditionError

if TYPE_CHECKING:
    from tei_edition.understand.remarks.rules import Conventions


class Format(StrEnum):
    """How the record is shown."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


InspectedRecord = Annotated[
    str,
    typer.Argument(
        help="The record (Markdown, UTF-8), a folder of records, or - for standard input."
    ),
]
Why = Annotated[
    bool, typer.Option("--why", help="Show the cues on which the reading of each remark is based.")
]
Form = Annotated[
    Format,
    typer.Option(
        "--format",
        "-f",
        help="The output format; json contains remarks and ledger, and html shows source and TEI side by side.",
    ),
]


def inspect(
    record: InspectedRecord,
    ledger: options.Ledger = False,
    why: Why = False,
    form: Form = Format.TEXT,
    out: options.Out = None,
    conventions: options.Named = None,
) -> None:
    """List every editorial remark with its position, words, kind and TEI.

    In a pipe, the columns are separated by tabs. The exit code is 1 if the ledger does not balance.
    Example: tei-edition inspect letter.md --format html -o letter.html
    """
    from tei_edition.check.ledger import keep_ledger
    from tei_edition.encode.encode import encode
    from tei_edition.report.ledger import html_of, json_of, reasons_of, remark_rows, text_of
    from tei_edition.understand.record import read_record

    with console.reported():
        if Path(record).is_dir():
            _folder(Path(record), form, ledger or why, out, load(conventions))
            return
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


def _folder(
    folder: Path, form: Format, in_detail: bool, out: str | None, conventions: Conventions
) -> None:
    """The remarks of all records in *folder*, each with the name of its file before its place."""
    from tei_edition.build.sources import find_sources
    from tei_edition.report.ledger import remark_rows
    from tei_edition.understand.record import read_record

    if form is not Format.TEXT or in_detail:
        message = (
            "--format, --ledger and --why only work with a single record, but this is a folder"
        )
        raise EditionError(Diagnostic("I002", message, str(folder)))
    rows: list[tuple[str, str, str, str]] = []
    for path in find_sources(folder, folder / "dist"):
        if path.suffix.lower() == ".md":
            found = read_record(path, name=str(path), conventions=conventions)
            rows += [
                (f"{path}:{at}", words, kind, tei) for at, words, kind, tei in remark_rows(found)
            ]
            console.report(found.diagnostics)
    if sys.stdout.isatty() and out is None:
        _table(rows)
    else:
        console.write(out, "".join("\t".join(row) + "\n" for row in rows))


def _table(rows: list[tuple[str, str, str, str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("Place", "Remark", "Kind", "TEI", box=None, pad_edge=False)
    for row in rows:
        table.add_row(*map(Text, row))
    Console().print(table)
