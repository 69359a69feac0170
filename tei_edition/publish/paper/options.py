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
    """How an edition is printed.

    `text` is the clean text or the diplomatic one; `line_numbers` every so many lines, 0 for none;
    `line_scope` whether they begin anew on each page; `font` a family, of Typst's own (Libertinus Serif) or
    of `font_files`, which also stand in where a glyph is missing; `index` whether the names of the text have an index; `colour` is that of marks, as #rrggbb;
    `missing_glyphs` is what becomes of a character that no font has: an error ("report"), or a sign ("show");
    `standards` are Typst's names of PDF versions and profiles. `xslt` is a stylesheet that imports ours,
    `template` a Typst file that is read after edition.typ and may define its functions anew. `edition` names the
    edition that a document is part of, with its DOI; it is printed with where the document was published. `published`
    is the day of that (ISO 8601), which is the date of the PDF.
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
        """The options and our template, as Typst files, by name.

        With *fallback* characters that the fonts lack are taken from others that Typst carries.
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
        """What stands before the markup of a document: our template, and the project's own."""
        own = self.template.read_text("utf-8") if self.template else ""
        return f'#import "options.typ": options\n#import "edition.typ": *\n{own}\n'

    def stylesheet(self) -> Stylesheet:
        """The stylesheet that makes the markup. Raises StylesheetError where the project's own fails."""
        ours = resource("xslt", "print", "print.xsl")
        return custom_stylesheet(self.xslt) if self.xslt else stylesheet(ours)
