"""tei-edition register: the people, places and organisations of an edition."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tei_edition.cli import console, options
from tei_edition.diagnostics import Diagnostic, printable

app = typer.Typer(
    no_args_is_help=True,
    help="Convert and check a register of people, places and organisations.\n\n"
    "Example: tei-edition register check register/ letters/*.xml",
)
Register = Annotated[
    Path, typer.Argument(help="A table (.csv), a TEI document (.xml), or a folder of both.")
]


@app.command()
def convert(register: Register, out: options.Out = None) -> None:
    """Turn a table into TEI lists, or TEI lists into a table.

    Examples: tei-edition register convert names.csv -o register.xml;
    tei-edition register convert register.xml -o names.csv
    """
    from tei_edition.enrich.lists import document_of
    from tei_edition.enrich.load import load_register
    from tei_edition.enrich.tables import table_of

    with console.reported():
        console.reads(register)
        left_out: list[Diagnostic] = []
        found = load_register(register, left_out)
        to_table = str(out).lower().endswith((".csv", ".tsv")) or (
            out in (None, "-") and register.suffix.lower() == ".xml"
        )
        console.write(
            out, table_of(found) if to_table else document_of(found, printable(register.stem))
        )
        console.report(left_out)


@app.command()
def check(
    register: Register,
    texts: Annotated[
        list[Path] | None,
        typer.Argument(help="TEI files; entries that none of them mentions are also reported."),
    ] = None,
) -> None:
    """Report forms that entries share, near-duplicates, and impossible numbers and dates.

    The exit code is 1 if there are findings.
    Example: tei-edition register check names.csv letters/*.xml
    """
    from tei_edition.enrich.checking import faults
    from tei_edition.enrich.load import load_register
    from tei_edition.enrich.tagging import Tagger
    from tei_edition.files import read_input
    from tei_edition.tei.document import parse_tei

    with console.reported():
        findings: list[Diagnostic] = []
        found = load_register(register, findings)
        mentioned: set[str] | None = None
        if texts:
            tagger = Tagger(found)
            mentioned = set()
            for path in texts:
                tree = parse_tei(read_input(path, str(path)), str(path))
                mentioned |= {
                    str(node.get("ref"))[1:] for node in tree.getroot().iter() if node.get("ref")
                }
                mentioned |= set(tagger.tag(tree, str(path)).counts)
        findings += faults(found, mentioned)
        console.tell(findings)
        console.say(
            f"{register}: {console.counted(len(found.entries), 'entry', 'entries')}, {len(findings)} to check"
        )
        if findings:
            raise typer.Exit(console.FAILED)
