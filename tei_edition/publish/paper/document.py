"""Output: the PDF of a document, with its TEI file attached."""

from __future__ import annotations

from tei_edition.diagnostics import Diagnostic
from tei_edition.publish.paper.pdf import render_pdf
from tei_edition.publish.site import Design, Document, Made
from tei_edition.saxon import failures_named


def make(document: Document, design: Design) -> Made:
    """The PDF as the project wants it printed; EditionError as render_pdf."""
    name, found = f"{document.id}.xml", list[Diagnostic]()
    with failures_named(str(design.print.xslt or document.name)):
        pdf = render_pdf(
            document.tree,
            options=design.print,
            name=name,
            data=document.data,
            pictures=document.pictures,
            diagnostics=found,
        )
    # Elements without a rule are those of the page, which tells them.
    rest = tuple(d for d in found if d.code != "X006")
    return Made({f"{document.id}/{document.id}.pdf": pdf}, rest)
