"""HTML as blocks of a draft."""

from __future__ import annotations

from collections.abc import Iterator

from tei_edition.document.draft import DraftBlock


def blocks_of_html(text: str, place: str = "") -> Iterator[DraftBlock]:
    """The blocks that the HTML *text* holds; each is said to stand at *place*."""
    raise NotImplementedError
