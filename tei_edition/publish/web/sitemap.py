"""Output: the sitemap."""

from __future__ import annotations

from tei_edition.publish.site import Catalog, Design, Made
from tei_edition.publish.web.pages import render_catalog


def make(catalog: Catalog, design: Design) -> Made:
    """One file, made from the headers of all documents."""
    return Made({"sitemap.xml": render_catalog(catalog, design.site, "sitemap")})
