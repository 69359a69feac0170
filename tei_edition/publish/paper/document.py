"""Output: the PDF of a document, with its TEI file attached."""

from __future__ import annotations

from tei_edition.publish.paper.pdf import render_pdf
from tei_edition.publish.site import Design, Document, Made
from tei_edition.saxon import told


def make(document: Document, design: Design) -> Made:
    """The PDF as the project wants it printed; EditionError as render_pdf."""
    name = f"{document.id}.xml"
    with told(str(design.print.xslt)):
        pdf = render_pdf(
            document.tree,
            options=design.print,
            name=name,
            data=document.data,
            pictures=document.pictures,
        )
    return Made({f"{document.id}/{document.id}.pdf": pdf})
