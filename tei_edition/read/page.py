"""HTML pages: saved pages of archives, and others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei_edition.document.draft import Draft
from tei_edition.read.original import Original, broken

_HTML = re.compile(
    r"\s*+(?>(?:<\?xml\s[^>]*>|<!--.*?-->)\s*+)*+(?:<!doctype\s+html\b|<html[\s>])",
    re.IGNORECASE | re.DOTALL,
)


def recognises(original: Original) -> bool:
    """Whether it begins as a page of HTML."""
    return bool(_HTML.match(original.text_head))


def drafts(original: Original) -> Iterator[Draft]:
    """The draft of the page. Raises EditionError (I052) where it has no text."""
    raise broken(original.name, "pages are not read yet")
    yield
