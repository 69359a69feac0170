"""The page at the address of a document that is no longer in the edition."""

from __future__ import annotations

from lxml import etree

from tei_edition.publish.site import Addresses, Site
from tei_edition.resources import resource
from tei_edition.saxon import stylesheet

#: What such a page, and no other, has in it.
SIGN = b'<meta name="tei-edition" content="withdrawn"'


def render_withdrawn(title: str, site: Site) -> str:
    """The page about the document that was called *title*."""
    tree = etree.ElementTree(etree.Element("withdrawn", title=title))
    addresses = Addresses(assets="../assets/", home="../index.html", search="../search/")
    parameters = {**site.parameters(), **addresses.parameters()}
    return stylesheet(resource("xslt", "html", "withdrawn.xsl")).transform(tree, parameters)
