"""Output: the page that shows the TEI of a document."""

from __future__ import annotations

from tei_edition.publish.site import Design, Document, Made
from tei_edition.publish.web.html import render_source
from tei_edition.saxon import failures_named


def make(document: Document, design: Design) -> Made:
    """The page of the source; EditionError where the project's stylesheet fails."""
    with failures_named(str(design.xslt or document.name)):
        page = render_source(
            document.tree, site=design.site, addresses=document.addresses, xslt=design.xslt
        )
    return Made({f"{document.id}/source.html": page})
