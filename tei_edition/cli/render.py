"""tei-edition render: TEI to HTML and PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from tei_edition.cli import console, options
from tei_edition.diagnostics import Diagnostic, EditionError

if TYPE_CHECKING:
    from lxml import etree

    from tei_edition.publish.paper.options import PrintOptions
    from tei_edition.publish.paper.pdf import Source

app = typer.Typer(
    no_args_is_help=True,
    help="Render a TEI file as a web page or a PDF.\n\nExample: tei-edition render pdf letter.xml -o letter.pdf",
)


@app.command()
def html(tei: options.Tei, out: options.Out = None, xslt: options.PageXslt = None) -> None:
    """Render a TEI file, ours or any other, as one web page that stands alone.

    With --verbose, elements without a rule of their own are named; their text is always there.
    Example: tei-edition render html letter.xml -o letter.html
    """
    from tei_edition.publish.web.html import render_html
    from tei_edition.saxon import told

    with console.reported():
        console.reads(xslt)
        found: list[Diagnostic] = []
        tree = _source(tei, found).tree
        with told(str(xslt or tei)):
            page = render_html(tree, diagnostics=found, name=tei, xslt=xslt)
        console.write(out, page)
        console.report(found)


@app.command()
def pdf(
    tei: options.TeiFiles,
    out: options.Out = None,
    volume: options.Volume = False,
    title: options.Title = "",
    config: options.PrintConfig = None,
    paper: options.Paper = None,
    two_sided: options.TwoSided = None,
    text: options.PrintedText = None,
    figures: options.Figures = None,
    line_numbers: options.LineNumbers = None,
    line_scope: options.LineScope = None,
    apparatus: options.Apparatus = None,
    font: options.Fonts = None,
    standard: options.Standards = None,
    xslt: options.PrintXslt = None,
) -> None:
    """Render a TEI file, ours or any other, as PDF/A-3a and PDF/UA-1, with the TEI attached.

    With --volume, several files become one book.
    Examples: tei-edition render pdf letter.xml -o letter.pdf;
    tei-edition render pdf letters/*.xml --volume --title "Letters" -o letters.pdf
    """
    console.reads(config, xslt, *(font or ()))
    given = {
        "paper": paper, "two-sided": two_sided, "text": text, "figures": figures, "line-numbers": line_numbers,
        "line-scope": line_scope, "apparatus": apparatus, "fonts": [str(f.absolute()) for f in font or []] or None,
        "standards": standard or None, "xslt": str(xslt.absolute()) if xslt else None,
    }  # fmt: skip
    with console.reported():
        if len(tei) > 1 and not volume:
            message = f"{len(tei)} files are given: --volume makes one book of them"
            raise EditionError(Diagnostic("I006", message, tei[1]))
        printed = _options(
            config, {key: value for key, value in given.items() if value is not None}
        )
        found: list[Diagnostic] = []
        console.write(out, _printed(tei, volume, title, printed, found))
        console.report(found)


def _printed(
    tei: list[str], volume: bool, title: str, printed: PrintOptions, found: list[Diagnostic]
) -> bytes:
    """The PDF of the only file, or the volume of all; what there is to tell goes into *found*."""
    from tei_edition.publish.paper.pdf import render_pdf
    from tei_edition.saxon import told

    sources = [_source(argument, found) for argument in tei]
    with told(str(printed.xslt or tei[0])):
        if volume:
            from tei_edition.publish.paper.volume import render_volume

            return render_volume(sources, title=title, options=printed, diagnostics=found)
        (one,) = sources
        return render_pdf(
            one.tree, options=printed, diagnostics=found, name=one.name, data=one.data
        )


def _options(config: Path | None, given: dict[str, Any]) -> PrintOptions:
    """The options of the settings file, with those of the command line over them."""
    from tei_edition.publish.paper.options import PrintOptions

    if config is None and not given:
        return PrintOptions()
    from tei_edition.build.settings import print_options, read_settings

    return print_options(given, read_settings(config).print if config else PrintOptions())


#: What a fragment needs around it, by its root.
_WRAPS = {
    "text": "wrap it in <TEI>, behind a <teiHeader>",
    "body": "wrap it in <TEI><teiHeader/>…<text>",
    "div": "wrap it in <TEI><teiHeader/>…<text><body>",
    "surface": "wrap it in <TEI><teiHeader/>…<sourceDoc>",
    "facsimile": "wrap it in <TEI>, behind a <teiHeader>",
    "teiHeader": "wrap it in <TEI>, with a <text> behind it",
    "standOff": "wrap it in <TEI>, behind a <teiHeader>",
}


def _source(argument: str, found: list[Diagnostic]) -> Source:
    """The document with the files that it includes; those that it does not get go into *found*."""
    from tei_edition.publish.paper.pdf import Source
    from tei_edition.tei.include import include

    data, name = console.read_bytes(argument)
    tree = _parsed(data, name)
    if argument != "-":
        found += include(tree, Path(argument))
    return Source(tree, name, data)


def _parsed(data: bytes, name: str) -> etree._ElementTree:
    from lxml import etree

    from tei_edition.tei.document import parse_tei
    from tei_edition.tei.names import tag

    tree = parse_tei(data, name)
    if tree.getroot().tag not in (tag("TEI"), tag("teiCorpus")):
        message = f"the root is <{tree.getroot().tag}>, not <TEI> in the TEI namespace"
        hint = _WRAPS.get(
            etree.QName(tree.getroot()).localname,
            "a fragment needs <TEI> and its <teiHeader> around it",
        )
        raise EditionError(Diagnostic("X003", message, name, None, hint))
    return tree
