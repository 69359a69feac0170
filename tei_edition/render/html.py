"""TEI in, web pages out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy

from lxml import etree

from tei_edition.render.xslt import stylesheet
from tei_edition.resources import resource


def render_html(tree: etree._ElementTree, *, links: Mapping[str, str] | None = None) -> str:
    """The web page of a TEI document (root `TEI`).

    Without *links* the page stands alone and carries its style with it. *links* are addresses
    relative to the page: "assets" (a folder, with its slash), "tei", "pdf", "home".
    """
    parameters = dict(links or {})
    if "assets" not in parameters:
        parameters["style"] = css()
    return stylesheet(resource("xslt", "html", "html.xsl")).transform(tree, parameters)


def render_index(trees: Iterable[etree._ElementTree]) -> str:
    """The page that lists the records of an edition, from their TEI headers."""
    root = etree.Element("edition")
    for tree in trees:
        record = tree.getroot()
        entry = etree.SubElement(root, record.tag)
        entry.attrib.update(record.attrib)
        entry.append(deepcopy(record[0]))
    return stylesheet(resource("xslt", "html", "index.xsl")).transform(etree.ElementTree(root))


def css() -> str:
    """The style sheet of the web edition."""
    return resource("xslt", "html", "edition.css").read_text("utf-8")
