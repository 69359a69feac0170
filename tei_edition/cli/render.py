"""tei-edition render: TEI to HTML and PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tei_edition.cli import console
from tei_edition.diagnostics import Diagnostic, EditionError

if TYPE_CHECKING:
    from lxml import etree

app = typer.Typer(
    no_args_is_help=True,
    help="Render a TEI file as a web page or a PDF.\n\nExample: tei-edition render pdf letter.xml -o letter.pdf",
)

_Tei = Annotated[str, typer.Argument(help="The TEI file, or - for standard input.")]
_Out = Annotated[
    str | None, typer.Option("--out", "-o", help="The file to write; standard output without it.")
]


@app.command()
def html(
    tei: _Tei,
    out: _Out = None,
    xslt: Annotated[
        Path | None,
        typer.Option(
            "--xslt", help="A stylesheet of your own that imports tei-edition:html/html.xsl."
        ),
    ] = None,
) -> None:
    """Render a TEI file, ours or any other, as one web page that stands alone.

    With --verbose, elements without a rule of their own are named; their text is always there.
    Example: tei-edition render html letter.xml -o letter.html
    """
    from tei_edition.render.html import render_html
    from tei_edition.render.xslt import StylesheetError

    with console.reported():
        found: list[Diagnostic] = []
        tree = _tree(tei)
        try:
            page = render_html(tree, diagnostics=found, name=tei, xslt=xslt)
        except StylesheetError as error:
            raise EditionError(Diagnostic("C002", str(error), str(xslt or tei))) from None
        console.write(out, page)
        console.report(found)


@app.command()
def pdf(tei: _Tei, out: _Out = None) -> None:
    """Render a TEI file as PDF/A-3a and PDF/UA-1, with the TEI attached.

    Example: tei-edition render pdf letter.xml -o letter.pdf
    """
    from tei_edition.render.pdf import render_pdf

    with console.reported():
        warnings: list[Diagnostic] = []
        console.write(out, render_pdf(_tree(tei), diagnostics=warnings, name=tei))
        console.report(warnings)


def _tree(argument: str) -> etree._ElementTree:
    from tei_edition.files import read_input
    from tei_edition.tei.builder import tag
    from tei_edition.validation.document import parse_tei

    source, name = console.read(argument)
    tree = parse_tei(read_input(source, name) if isinstance(source, Path) else source, name)
    if tree.getroot().tag not in (tag("TEI"), tag("teiCorpus")):
        message = f"the root is <{tree.getroot().tag}>, not <TEI> in the TEI namespace"
        raise EditionError(Diagnostic("X003", message, name))
    return tree
