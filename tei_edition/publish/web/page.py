"""Output: the page of a document."""

from __future__ import annotations

from tei_edition.diagnostics import Diagnostic
from tei_edition.publish.site import Design, Document, Made
from tei_edition.publish.web.html import render_html
from tei_edition.saxon import failures_named


def make(document: Document, design: Design) -> Made:
    """The page, and X006 for each kind of element that it has no rule for; EditionError as render_html."""
    found: list[Diagnostic] = []
    with failures_named(str(design.xslt or document.name)):
        page = render_html(
            document.tree,
            site=design.site,
            addresses=document.addresses,
            diagnostics=found,
            name=document.name,
            xslt=design.xslt,
            pictures=document.pictures,
        )
    return Made({f"{document.id}/index.html": page}, tuple(found))
