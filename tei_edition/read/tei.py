"""The door for TEI documents: their tree is handed through as it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei_edition.document.source import Source

if TYPE_CHECKING:
    from lxml import etree

#: What may stand before the root (declaration, instructions, comments, document type), and the root. Nothing is
#: tried twice, or a file of many comments would be looked at for ever.
_ROOT = re.compile(
    r"\s*+(?>(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s[^\[>]*(?:\[.*?\]\s*)?>)\s*+)*+"
    r"<(?:[\w.-]+:)?(?:TEI|teiCorpus|TEI\.2)[\s/>]",
    re.DOTALL,
)


def recognises(head: str) -> bool:
    """Whether a file that begins with *head* has a root of the TEI's."""
    return _ROOT.match(head) is not None


def read(source: Source) -> etree._ElementTree:
    """The tree of *source*. Raises EditionError (X001, X002, X004) where it is not XML."""
    from tei_edition.tei.document import parse_tei

    return parse_tei(source.text.encode(), source.name)
