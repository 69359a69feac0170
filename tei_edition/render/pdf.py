"""TEI in, PDF out: the one place that knows Typst."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from functools import lru_cache
from typing import Any

from lxml import etree

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.render.xslt import stylesheet
from tei_edition.resources import resource
from tei_edition.tei.encode import tei_bytes

#: Archival and accessible at once, with the source attached (ISO 19005-3, ISO 14289-1).
STANDARDS: Any = ["a-3a", "ua-1"]


@lru_cache(maxsize=1)
def _fonts() -> Any:
    import typst

    # Typst carries Libertinus Serif; fonts of the machine would change the bytes.
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def render_typst(tree: etree._ElementTree) -> str:
    """The Typst markup of a TEI document; the functions it calls are those of edition.typ."""
    return stylesheet(resource("xslt", "print", "print.xsl")).transform(tree)


def _preamble(tree: etree._ElementTree) -> str:
    """The template, and the TEI file to be attached."""
    template = resource("xslt", "print", "edition.typ").read_text("utf-8")
    identifier = tree.getroot().get("{http://www.w3.org/XML/1998/namespace}id") or "record"
    name = f"{re.sub(r'[^A-Za-z0-9._-]', '-', identifier)}.xml"
    return f"{template}\n{_attachment(name, tei_bytes(tree).decode())}\n"


def _attachment(name: str, text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        f'#pdf.attach("{name}", bytes("{escaped}"), relationship: "source", '
        'mime-type: "application/tei+xml", description: "The TEI source of this edition")\n'
    )


def render_pdf(
    tree: etree._ElementTree, *, diagnostics: list[Diagnostic] | None = None, name: str = "<tei>"
) -> bytes:
    """The PDF of a TEI document: PDF/A-3a and PDF/UA-1, with the TEI file attached.

    The same tree gives the same bytes; the time in the file is SOURCE_DATE_EPOCH, else 1970. A
    character for which the fonts have no glyph is printed as its code point, and a warning (X005)
    that names it is put into *diagnostics*; *name* is what it calls the document. Raises
    EditionError (P001) where Typst cannot set the text.
    """
    preamble, body = _preamble(tree), render_typst(tree)
    while True:
        try:
            return _compile(preamble + body)
        except EditionError as error:
            missing = _GLYPH.search(str(error))
            if missing is None:
                raise
            lacking = sorted(_alike(missing["text"], body))
            if not lacking:
                raise
            # Text stands in string literals only, where these names are as plain as letters.
            body = body.translate({ord(char): f"[U+{ord(char):04X}]" for char in lacking})
            if diagnostics is not None:
                message = f"the fonts have no glyph for {' '.join(lacking)}: printed as code points"
                diagnostics.append(Diagnostic("X005", message, name))


#: What Typst says of text that it has no glyph for.
_GLYPH = re.compile(r"the text `\"(?P<text>.+?)\"` could not be displayed", re.DOTALL)


def _alike(text: str, body: str) -> set[str]:
    """The characters of *body* in the scripts of those in *text* that are not plain ASCII."""
    scripts = {_script(char) for char in text if not char.isascii()}
    return {char for char in body if not char.isascii() and _script(char) in scripts}


def _script(char: str) -> str:
    """The first word of the Unicode name of *char*; the character itself where it has none."""
    return unicodedata.name(char, char).split(" ")[0].split("-")[0]


def _compile(markup: str) -> bytes:
    import typst

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    timestamp = int(epoch) if epoch.isdecimal() else 0
    with tempfile.TemporaryDirectory() as empty:
        compiler = typst.Compiler(
            markup.encode(), root=empty, font_paths=_fonts(), ignore_system_fonts=True
        )
        try:
            result = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=timestamp)
        except typst.TypstError as error:
            raise EditionError(
                Diagnostic("P001", f"the PDF could not be made: {error.message}", "<tei>")
            ) from error
    if not isinstance(result, bytes):  # pragma: no cover - one document is one file
        raise TypeError("Typst returned no PDF")
    return result
