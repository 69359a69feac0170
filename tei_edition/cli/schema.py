"""tei-edition schema: the project's schemas, and the reference of an ODD."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tei_edition.cli import console
from tei_edition.diagnostics import Diagnostic, EditionError

app = typer.Typer(
    invoke_without_command=True,
    help="List, print or write the project's schemas; `schema doc` writes the reference.\n\n"
    "Example: tei-edition schema --rng -o tei-edition.rng",
)

_ABOUT = {
    "odd": "the source, which documents every element and value (TEI chapter 23)",
    "rng": "RELAX NG grammar (XML syntax)",
    "xsd": "XML Schema 1.0, the same grammar; it needs xml.xsd",
    "sch": "Schematron rules for what a grammar cannot express",
}


@app.callback()
def schema(
    context: typer.Context,
    odd: Annotated[bool, typer.Option("--odd", help="The ODD.")] = False,
    rng: Annotated[bool, typer.Option("--rng", help="The RELAX NG schema.")] = False,
    xsd: Annotated[bool, typer.Option("--xsd", help="The XML Schema.")] = False,
    sch: Annotated[bool, typer.Option("--sch", help="The Schematron schema.")] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="The file to write, or a folder for several."),
    ] = None,
) -> None:
    """List the schemas; print or write those that are asked for."""
    from tei_edition.odd import schemas

    if context.invoked_subcommand:
        return
    asked = {"odd": odd, "rng": rng, "xsd": xsd, "sch": sch}
    files = [schemas.odd().with_suffix(f".{kind}") for kind, is_asked in asked.items() if is_asked]
    if not files:
        for kind, about in _ABOUT.items():
            typer.echo(f"tei-edition.{kind}  {about}")
        return
    with console.reported():
        if out is None and len(files) > 1:
            message = "several schemas cannot be written to one file: name a folder with --out"
            raise EditionError(Diagnostic("I006", message, "<stdout>"))
        into_folder = out is not None and (len(files) > 1 or out.is_dir())
        if xsd and into_folder:
            files.append(schemas.xsd().with_name("xml.xsd"))
        for file in files:
            target = out / file.name if out is not None and into_folder else out
            console.write(None if target is None else str(target), file.read_bytes())


@app.command()
def doc(
    odd: Annotated[
        Path | None,
        typer.Argument(help="A self-contained ODD; the default is the project's."),
    ] = None,
    out: Annotated[
        str | None,
        typer.Option("--out", "-o", help="The file to write; the default is standard output."),
    ] = None,
) -> None:
    """Render an ODD as a reference of all elements, on a single web page.

    Example: tei-edition schema doc -o encoding.html
    """
    from tei_edition.publish.web.encoding import render_encoding

    with console.reported():
        console.write(out, render_encoding(odd))
