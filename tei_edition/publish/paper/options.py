"""How an edition is printed: the options of the PDF."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tei_edition.publish.paper.typst import STANDARDS, array, dictionary, families, string
from tei_edition.resources import resource
from tei_edition.saxon import Stylesheet, custom_stylesheet, stylesheet

PAPERS = ("a4", "us-letter", "a5", "6x9")
TEXTS = ("clean", "diplomatic")
FIGURES = ("old-style", "lining")
LINE_NUMBERS = (0, 5, 10)
LINE_SCOPES = ("page", "running")
MISSING_GLYPHS = ("report", "show")


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """Options for printing an edition.

    `text` is the clean or the diplomatic text. `line_numbers` is the interval between line numbers, 0 for none.
    `line_scope` determines whether they restart on each page. `font` is a font family, either built into Typst (Libertinus
    Serif) or from `font_files`, which also supply missing glyphs. `index` controls the index of names. `colour` is the colour of marks, as #rrggbb.
    `missing_glyphs` determines the treatment of characters that no font has: an error ("report") or a sign ("show").
    `standards` are PDF versions and profiles, as Typst names them. `xslt` is a stylesheet that imports the built-in one,
    `template` a Typst file that is loaded after edition.typ and can redefine its functions. `edition` names the
    edition to which a document belongs, with its DOI, for the publication note. `published` is the day of
    publication (ISO 8601), used as the date of the PDF.
    """

    paper: str = "a4"
    two_sided: bool = False
    text: str = "clean"
    figures: str = "old-style"
    line_numbers: int = 5
    line_scope: str = "page"
    apparatus: bool = True
    index: bool = True
    font: str = "Libertinus Serif"
    font_files: tuple[Path, ...] = ()
    colour: str = "#8a2f1b"
    standards: tuple[str, ...] = STANDARDS
    missing_glyphs: str = "report"
    xslt: Path | None = None
    template: Path | None = None
    edition: str = ""
    published: str = ""

    def template_files(self, *, fallback: bool = False) -> dict[str, str]:
        """The options and the built-in template, as Typst files, by name.

        With *fallback*, characters missing from the fonts are taken from others built into Typst.
        """
        names = [self.font, *(name for name in families(self.font_files) if name != self.font)]
        values = {
            "paper": string(self.paper),
            "two-sided": str(self.two_sided).lower(),
            "figures": string(self.figures),
            "line-numbers": str(self.line_numbers),
            "line-scope": string(self.line_scope),
            "apparatus": str(self.apparatus).lower(),
            "fonts": array(dict.fromkeys([*names, "Libertinus Serif"])),
            "colour": f"rgb({string(self.colour)})",
            "fallback": str(fallback).lower(),
        }
        return {
            "options.typ": f"#let options = {dictionary(values)}\n",
            **{
                name: resource("xslt", "print", name).read_text("utf-8")
                for name in ("edition.typ", "names.typ")
            },
        }

    def preamble(self) -> str:
        """The code before the markup of a document: the built-in template, and the project's own."""
        own = self.template.read_text("utf-8") if self.template else ""
        return f'#import "options.typ": options\n#import "edition.typ": *\n{own}\n'

    def stylesheet(self) -> Stylesheet:
        """The stylesheet that produces the markup. Raises StylesheetError if the project's own stylesheet fails."""
        ours = resource("xslt", "print", "print.xsl")
        return custom_stylesheet(self.xslt) if self.xslt else stylesheet(ours)
