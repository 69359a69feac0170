"""Output: the feed of new documents (Atom)."""

from __future__ import annotations

from tei_edition.publish.site import Catalog, Design, Made
from tei_edition.publish.web.html import render_catalog


def make(catalog: Catalog, design: Design) -> Made:
    """One file, made from the headers of all documents."""
    return Made({"feed.atom": render_catalog(catalog, design.site, "feed")})
