"""Whether a text begins as a record does: with the labelled fields of a header block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei_edition.conventions.tables import common_tables
from tei_edition.document.draft import DraftBlock, DraftInline, Run

#: So many blocks are looked at; a label has fewer characters.
_LOOKED_AT = 60
_LONGEST = 60
_FEWEST = 2


def carries_labels(blocks: Sequence[DraftBlock]) -> bool:
    """Whether *blocks* begin with the header block of a record: two labels of fields that are known, or more.

    A label is a heading or paragraph of its own, or bold at the beginning of a paragraph.
    """
    tables = common_tables()
    known = {tables.label_key(label) for block in blocks[:_LOOKED_AT] for label in _labels(block)}
    return len(known - {None}) >= _FEWEST


def words_of_block(block: DraftBlock) -> str:
    """The words of the runs of *block* in one line."""
    return " ".join("".join(_texts(block.content)).split())


def _labels(block: DraftBlock) -> Iterator[str]:
    if block.kind not in ("heading", "paragraph"):
        return
    words = words_of_block(block)
    if len(words) < _LONGEST:
        yield words
    lead: list[DraftInline] = []
    for node in block.content:
        if not isinstance(node, Run) or "strong" not in node.styles:
            break
        lead.append(node)
    if lead:
        yield "".join(_texts(lead))


def _texts(content: Sequence[DraftInline]) -> Iterator[str]:
    return (node.text for node in content if isinstance(node, Run))
