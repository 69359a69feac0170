"""RTF documents: pandoc reads them, after what it does not tell has been put into the text as signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tei_edition.document.draft import Draft, Picture
from tei_edition.read.original import Original, broken
from tei_edition.read.pandoc import tree_of
from tei_edition.read.pandoc_draft import Found, draft_of
from tei_edition.read.rtf_text import Rewriter
from tei_edition.read.signs import Signs

_LARGEST = 200_000_000


def recognises(original: Original) -> bool:
    """Whether it begins as an RTF document does."""
    return original.head.lstrip().startswith(b"{\\rtf")


@dataclass
class _NoPictures:
    """Pictures are put in by signs; those that pandoc names besides are none of theirs."""

    images: dict[str, bytes] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def missing(self) -> list[str]:
        """Nothing: each was seen."""
        return []

    def picture(self, target: str, description: str) -> Picture | None:
        """None: pandoc is given no pictures."""
        self.left_out.append(f"the picture {target[:80]}")
        return None


def drafts(original: Original) -> Iterator[Draft]:
    """The draft of the document. Raises EditionError: I051 without pandoc, I052 where it cannot be read."""
    data = original.data
    if len(data) > _LARGEST:
        raise broken(original.name, f"this document is too large: {len(data):,} bytes")
    signs = Signs()
    rewriter = Rewriter(data.decode("latin-1"), signs)
    written = rewriter.written()
    tree = tree_of(written.encode("latin-1", "replace"), "rtf", original.name)
    found = Found(
        # What the file says of itself is no text of the document.
        tree=tree | {"meta": {}},
        signs=signs,
        pictures=_NoPictures(rewriter.images),
        words=rewriter.passages,
        properties=rewriter.properties,
        left_out=rewriter.left_out,
    )
    yield draft_of(found, original)
