"""Whether a text begins as a record does: with the labelled fields of a header block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei_edition.conventions.tables import common_tables
from tei_edition.document.draft import DraftBlock, DraftInline, Run

#: So many blocks are looked at; a label has fewer characters.
_LOOKED_AT = 60
_LONGEST = 60
_FEWEST = 2
#: Labels that nothing but a header block has.
_SURE = frozenset(["citation", "contents"])
#: So many blocks may stand above the first label: date, title, what is said of both.
_TITLES = 4


def carries_labels(blocks: Sequence[DraftBlock]) -> bool:
    """Whether *blocks* begin with the header block of a record: a title, and labels that are known.

    A label is a heading or paragraph of its own, or bold at the beginning of a paragraph.
    """
    tables = common_tables()
    known: set[str] = set()
    titled = False
    for index, block in enumerate(blocks[:_LOOKED_AT]):
        keys = {key for label in _labels(block) if (key := tables.label_key(label))}
        if not known and (keys - {"title"}) and not titled:
            return False
        if not known and not keys and index >= _TITLES:
            return False
        titled = titled or _is_set_apart(block)
        known |= keys
    return len(known) >= _FEWEST or bool(known & _SURE)


def labels_of(blocks: Sequence[DraftBlock]) -> set[str]:
    """The keys of the labels that are known among the first of *blocks*."""
    tables = common_tables()
    listed = (label for block in blocks[:_LOOKED_AT] for label in _labels(block))
    return {key for label in listed if (key := tables.label_key(label))}


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


def _is_set_apart(block: DraftBlock) -> bool:
    """Whether it is a heading, or bold as a whole."""
    runs = [node for node in block.content if isinstance(node, Run) and node.text.strip()]
    return block.kind == "heading" or (bool(runs) and all("strong" in run.styles for run in runs))


def _texts(content: Sequence[DraftInline]) -> Iterator[str]:
    return (node.text for node in content if isinstance(node, Run))
