"""TEI in, PDF out: the one place that knows Typst."""

from __future__ import annotations

import os
import re
import tempfile
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
    """The Typst markup of a TEI document, with the template before it and the TEI attached."""
    body = stylesheet(resource("xslt", "print", "print.xsl")).transform(tree)
    template = resource("xslt", "print", "edition.typ").read_text("utf-8")
    identifier = tree.getroot().get("{http://www.w3.org/XML/1998/namespace}id") or "record"
    name = f"{re.sub(r'[^A-Za-z0-9._-]', '-', identifier)}.xml"
    return f"{template}\n{_attachment(name, tei_bytes(tree).decode())}\n{body}"


def _attachment(name: str, text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        f'#pdf.attach("{name}", bytes("{escaped}"), relationship: "source", '
        'mime-type: "application/tei+xml", description: "The TEI source of this edition")\n'
    )


def render_pdf(tree: etree._ElementTree) -> bytes:
    """The PDF of a TEI document: PDF/A-3a and PDF/UA-1, with the TEI file attached.

    The same tree gives the same bytes; the time in the file is SOURCE_DATE_EPOCH, else 1970.
    Raises EditionError (P001) where Typst cannot set the text.
    """
    import typst

    markup = render_typst(tree)
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
