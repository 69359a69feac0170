"""Passages that a document marks by where they begin and where they end, made into elements around their words."""

from __future__ import annotations

from lxml import etree

from tei_edition.resources import resource
from tei_edition.saxon import stylesheet
from tei_edition.tei.document import parse_own
from tei_edition.tei.names import tag

_SPANS = (tag("addSpan"), tag("delSpan"), tag("damageSpan"))


def enclosed(tree: etree._ElementTree) -> etree._ElementTree:
    """The TEI document *tree* with add, del and damage around what its addSpan, delSpan and damageSpan reach over.

    These stay, marked (c:piece) so that the source is shown as it is written. A document without them is returned as it is.
    """
    if next(tree.iter(*_SPANS), None) is None:
        return tree
    return parse_own(stylesheet(resource("xslt", "common", "spans.xsl")).transform(tree))
