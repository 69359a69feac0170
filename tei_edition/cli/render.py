"""tei-edition render: TEI to HTML and PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tei_edition.cli import console
from tei_edition.diagnostics import Diagnostic, EditionError

if TYPE_CHECKING:
    from lxml import etree

    from tei_edition.publish.paper.options import PrintOptions
    from tei_edition.publish.paper.pdf import Source

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
    from tei_edition.publish.web.html import render_html
    from tei_edition.saxon import told

    with console.reported():
        found: list[Diagnostic] = []
        tree = _tree(tei)
        with told(str(xslt or tei)):
            page = render_html(tree, diagnostics=found, name=tei, xslt=xslt)
        console.write(out, page)
        console.report(found)


@app.command()
def pdf(
    tei: Annotated[list[str], typer.Argument(help="TEI files, or - for standard input.")],
    out: _Out = None,
    volume: Annotated[
        bool,
        typer.Option("--volume", help="Make one book of all: contents, records by date, indexes."),
    ] = False,
    title: Annotated[str, typer.Option("--title", help="The title of the volume.")] = "",
    config: Annotated[
        Path | None,
        typer.Option("--config", help="Settings: the table [print] of an edition.toml."),
    ] = None,
    paper: Annotated[str | None, typer.Option(help="a4, us-letter, a5 or 6x9.")] = None,
    two_sided: Annotated[
        bool | None, typer.Option("--two-sided/--one-sided", help="Mirrored margins and heads.")
    ] = None,
    text: Annotated[str | None, typer.Option(help="clean or diplomatic.")] = None,
    figures: Annotated[str | None, typer.Option(help="old-style or lining.")] = None,
    line_numbers: Annotated[
        int | None, typer.Option(help="Every 5 or 10 lines; 0 for none.")
    ] = None,
    line_scope: Annotated[str | None, typer.Option(help="Count lines by page or running.")] = None,
    apparatus: Annotated[
        bool | None, typer.Option("--apparatus/--no-apparatus", help="Record passages by line.")
    ] = None,
    font: Annotated[
        list[Path] | None,
        typer.Option(
            "--font",
            exists=True,
            dir_okay=False,
            help="A font file for scripts that ours lack; repeatable.",
        ),
    ] = None,
    standard: Annotated[
        list[str] | None,
        typer.Option("--standard", help="A PDF standard, a-3a and ua-1 without it; repeatable."),
    ] = None,
    xslt: Annotated[
        Path | None,
        typer.Option(
            "--xslt",
            exists=True,
            dir_okay=False,
            help="A stylesheet of your own that imports tei-edition:print/print.xsl.",
        ),
    ] = None,
) -> None:
    """Render a TEI file, ours or any other, as PDF/A-3a and PDF/UA-1, with the TEI attached.

    With --volume, several files become one book.
    Examples: tei-edition render pdf letter.xml -o letter.pdf;
    tei-edition render pdf letters/*.xml --volume --title "Letters" -o letters.pdf
    """
    from tei_edition.publish.paper.pdf import render_pdf
    from tei_edition.saxon import told

    given = {
        "paper": paper, "two-sided": two_sided, "text": text, "figures": figures, "line-numbers": line_numbers,
        "line-scope": line_scope, "apparatus": apparatus, "fonts": [str(f.absolute()) for f in font or []] or None,
        "standards": standard or None, "xslt": str(xslt.absolute()) if xslt else None,
    }  # fmt: skip
    with console.reported():
        if len(tei) > 1 and not volume:
            message = f"{len(tei)} files are given: --volume makes one book of them"
            raise EditionError(Diagnostic("I006", message, tei[1]))
        options = _options(
            config, {key: value for key, value in given.items() if value is not None}
        )
        sources = [_source(argument) for argument in tei]
        found: list[Diagnostic] = []
        with told(str(options.xslt or tei[0])):
            if volume:
                from tei_edition.publish.paper.volume import render_volume

                data = render_volume(sources, title=title, options=options, diagnostics=found)
            else:
                (one,) = sources
                data = render_pdf(
                    one.tree, options=options, diagnostics=found, name=one.name, data=one.data
                )
        console.write(out, data)
        console.report(found)


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


def _source(argument: str) -> Source:
    from tei_edition.publish.paper.pdf import Source

    data, name = console.read_bytes(argument)
    return Source(_parsed(data, name), name, data)


def _tree(argument: str) -> etree._ElementTree:
    return _source(argument).tree


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
