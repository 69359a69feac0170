"""tei-edition render: TEI to HTML and PDF."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from tei_edition.cli import console, options
from tei_edition.cli.bounded import bounded
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
def html(
    tei: options.Tei,
    out: options.Out = None,
    xslt: options.PageXslt = None,
    pictures: options.Pictures = "embed",
    timeout: options.Timeout = 60,
) -> None:
    """Render any TEI file as one self-contained web page.

    Pictures in the file's folder or below are shown, and large ones are scaled down. Pictures on the web
    become links. --verbose lists elements for which there is no rule; their text is always kept. The time limit
    applies only to your own stylesheet.
    Example: tei-edition render html letter.xml -o letter.html
    """
    with console.reported():
        console.reads(xslt)
        if pictures not in _PICTURES:
            raise typer.BadParameter(
                f"--pictures must be one of {', '.join(_PICTURES)}, not {pictures}"
            )
        folder = (Path(out).parent if out and out != "-" else Path()).absolute()
        make = partial(_page, _given(tei), xslt, pictures, folder)
        page, found = bounded(make, timeout if xslt else 0, str(xslt))
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
    missing_glyphs: options.MissingGlyphs = None,
    apparatus: options.Apparatus = None,
    index: options.Index = None,
    font: options.Fonts = None,
    standard: options.Standards = None,
    xslt: options.PrintXslt = None,
    timeout: options.Timeout = 60,
) -> None:
    """Render any TEI file as PDF/A-3a and PDF/UA-1, with the TEI attached.

    With --volume, several files become one book. The time limit applies only to your own stylesheet or template.
    Examples: tei-edition render pdf letter.xml -o letter.pdf;
    tei-edition render pdf letters/*.xml --volume --title "Letters" -o letters.pdf
    """
    console.reads(config, xslt, *(font or ()))
    given = {
        "paper": paper, "two-sided": two_sided, "text": text, "figures": figures, "line-numbers": line_numbers,
        "line-scope": line_scope, "apparatus": apparatus, "index": index, "fonts": [str(f.absolute()) for f in font or []] or None,
        "missing-glyphs": missing_glyphs, "standards": standard or None, "xslt": str(xslt.absolute()) if xslt else None,
    }  # fmt: skip
    with console.reported():
        if len(tei) > 1 and not volume:
            message = f"{len(tei)} files were given: --volume makes one book of them"
            raise EditionError(Diagnostic("I006", message, tei[1]))
        printed = _options(
            config, {key: value for key, value in given.items() if value is not None}
        )
        own = printed.xslt or printed.template
        make = partial(_printed, list(map(_given, tei)), volume, title, printed)
        made, found = bounded(make, timeout if own else 0, str(own))
        console.write(out, made)
        console.report(found)


#: A document as it came: its bytes, its name for messages, and its path where it is a file.
Given = tuple[bytes, str, Path | None]


def _given(argument: str) -> Given:
    """The document that *argument* names."""
    data, name = console.read_bytes(argument)
    return data, name, None if argument == "-" else Path(argument)


#: What becomes of the pictures of a page that stands alone.
_PICTURES = ("embed", "link", "none")


def _page(
    given: Given, xslt: Path | None, pictures: str, folder: Path
) -> tuple[str, list[Diagnostic]]:
    """The page of a document in *folder*, its *pictures* embedded or linked to, and what there is to tell."""
    from tei_edition.publish.web.html import render_html
    from tei_edition.saxon import failures_named

    found: list[Diagnostic] = []
    source = _source(given, found, with_pictures=pictures != "none")
    with failures_named(str(xslt or source.name)):
        page = render_html(
            source.tree,
            diagnostics=found,
            name=source.name,
            xslt=xslt,
            pictures=source.pictures,
            linked_from=folder if pictures == "link" else None,
        )
    return page, found


def _printed(
    tei: list[Given], volume: bool, title: str, printed: PrintOptions
) -> tuple[bytes, list[Diagnostic]]:
    """The PDF of the only file, or the volume of all, and what there is to tell."""
    from tei_edition.publish.paper.pdf import render_pdf
    from tei_edition.saxon import failures_named

    found: list[Diagnostic] = []
    sources = [_source(given, found) for given in tei]
    with failures_named(str(printed.xslt or sources[0].name)):
        if volume:
            from tei_edition.publish.paper.volume import render_volume

            made = render_volume(sources, title=title, options=printed, diagnostics=found)
            return made, found
        (one,) = sources
        made = render_pdf(
            one.tree,
            options=printed,
            diagnostics=found,
            name=one.name,
            data=one.data,
            pictures=one.pictures,
        )
        return made, found


def _options(config: Path | None, given: dict[str, Any]) -> PrintOptions:
    """The options of the settings file, with those of the command line over them."""
    from tei_edition.publish.paper.options import PrintOptions

    if config is None and not given:
        return PrintOptions()
    from tei_edition.build.settings import print_options, read_settings

    return print_options(given, read_settings(config).print if config else PrintOptions())


#: What a fragment needs around it, by its root.
_WRAPS = {
    "text": "wrap it in <TEI>, after a <teiHeader>",
    "body": "wrap it in <TEI><teiHeader/>…<text>",
    "div": "wrap it in <TEI><teiHeader/>…<text><body>",
    "surface": "wrap it in <TEI><teiHeader/>…<sourceDoc>",
    "facsimile": "wrap it in <TEI>, after a <teiHeader>",
    "teiHeader": "wrap it in <TEI>, with a <text> after it",
    "standOff": "wrap it in <TEI>, after a <teiHeader>",
}


def _source(given: Given, found: list[Diagnostic], *, with_pictures: bool = True) -> Source:
    """The document with the files that it includes and its pictures; what it does not get goes into *found*."""
    from tei_edition.publish.paper.pdf import Source
    from tei_edition.publish.pictures import Pictures, pictures_beside
    from tei_edition.tei.document import parse_tei
    from tei_edition.tei.include import parse_whole

    data, name, path = given
    if path is None:
        return Source(_checked(parse_tei(data, name), name), name, data)
    tree, missing, has_parts = parse_whole(data, path, name)
    found += missing
    pictures = (
        pictures_beside(path, _checked(tree, name), data, found) if with_pictures else Pictures()
    )
    # What is attached to the PDF is the whole document.
    return Source(tree, name, b"" if has_parts else data, pictures=pictures)


def _checked(tree: etree._ElementTree, name: str) -> etree._ElementTree:
    """*tree*, which is a TEI document; raises EditionError (X003) where it is not."""
    from lxml import etree

    from tei_edition.tei.names import tag

    if tree.getroot().tag not in (tag("TEI"), tag("teiCorpus")):
        message = f"the root is <{tree.getroot().tag}>, not <TEI> in the TEI namespace"
        hint = _WRAPS.get(
            etree.QName(tree.getroot()).localname,
            "a fragment needs <TEI> and its <teiHeader> around it",
        )
        raise EditionError(Diagnostic("X003", message, name, None, hint))
    return tree
