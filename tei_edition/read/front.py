"""What stands above a document's text: its title and date, and a table of labels. Other labels are read later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tei_edition.conventions.tables import common_tables
from tei_edition.document.draft import Break, DraftBlock, Run
from tei_edition.read.labels import carries_labels

#: Title and date are looked for in so many blocks.
_LOOKED_AT = 4
_LONGEST_TITLE, _LONGEST_LABEL, _BOLD_TITLE = 500, 40, 150
#: A line with a date and little else.
_DATE = re.compile(
    r"(?i)[\[(]?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:(?:circa|ca?\.|about|before|after|early|mid|late)[\s-]+)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:[^\W\d_]{3,9}\.?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s*,\s*)?\d{4}[\])]?\.?"
    r"|\d{4}-\d\d(?:-\d\d)?|\d{1,2}[./]\d{1,2}[./]\d{4}"
)


#: Such a line behind a place: "Ribe, 1 May 1871".
_DATELINE = re.compile(r"[^\W\d_][^\d,]{1,60},\s*(?P<date>.+)", re.DOTALL)


def date_of(words: str) -> str:
    """The date that *words* are, alone or behind a place; empty where they are none."""
    behind = _DATELINE.fullmatch(words)
    found = next((w for w in (words, behind["date"] if behind else "") if _DATE.fullmatch(w)), "")
    return found.strip()


@dataclass(frozen=True, slots=True)
class Front:
    """The title of a document, its fields, and the text below them.

    `is_whole` is true where the text begins as a record does, with title and labels: it is one already.
    """

    title: str
    fields: tuple[tuple[str, tuple[DraftBlock, ...]], ...]
    blocks: tuple[DraftBlock, ...]
    is_whole: bool = False


def front_of(blocks: Sequence[DraftBlock], title: str = "") -> Front:
    """The *blocks* of a document parted; its *title* where it is known already.

    A date is a heading of its own above or below the title; the title the first other heading above the text.
    Labels of paragraphs ("Citation: …") stay where they are: the reader of records knows them.
    """
    above = (DraftBlock("heading", (Run(title),), level=1),) if title else ()
    if carries_labels((*above, *blocks)):
        return Front(title or _first_title(blocks), (), (*above, *blocks), is_whole=True)
    fields: list[tuple[str, tuple[DraftBlock, ...]]] = []
    rest = list(blocks)
    index, is_dated = 0, False
    while index < min(_LOOKED_AT, len(rest)):
        block = rest[index]
        words = line_of(block) if block.kind == "heading" or _is_above(rest, index) else ""
        if not words and not title and index == 0:
            words = _bold_title(rest)
        if not words or _is_label(words):
            break
        if not is_dated and _DATE.fullmatch(words):
            said = DraftBlock("paragraph", (Run(words),), place=block.place)
            fields.append(("Date", (said,)))
            is_dated = True
        elif not title and len(words) <= _LONGEST_TITLE:
            title = words
        else:
            break
        del rest[index]
    if rest and rest[0].kind == "table" and (labelled := _labelled(rest[0])):
        fields += labelled
        del rest[0]
        if not title and rest and rest[0].kind == "heading" and (words := line_of(rest[0])):
            title = words
            del rest[0]
    fields += _apart(rest)
    if not rest:  # a heading alone is the text
        return Front(title, (), tuple(blocks))
    return Front(title, tuple(fields), tuple(rest))


def _apart(rest: list[DraftBlock]) -> list[tuple[str, tuple[DraftBlock, ...]]]:
    """The fields whose labels stand alone above the text, each with its paragraph; they are taken out of *rest*."""
    found: list[tuple[str, tuple[DraftBlock, ...]]] = []
    while len(rest) > 1 and rest[1].kind == "paragraph":
        label, is_set_apart = line_of(rest[0]), rest[0].kind == "heading" or _is_strong(rest[0])
        if not is_set_apart or not common_tables().label_key(label):
            break
        found.append((label.rstrip(": "), (rest[1],)))
        del rest[:2]
    return found


def _is_strong(block: DraftBlock) -> bool:
    runs = [node for node in block.content if isinstance(node, Run) and node.text.strip()]
    return bool(runs) and all("strong" in run.styles for run in runs)


def _bold_title(blocks: Sequence[DraftBlock]) -> str:
    """The words of the first of *blocks* where it is a short paragraph all in bold, and no label or address."""
    words = line_of(blocks[0]) if blocks[0].kind == "paragraph" and len(blocks) > 1 else ""
    is_title = words and _is_strong(blocks[0]) and len(words) <= _BOLD_TITLE
    return words if is_title and words[-1] not in ",:;!" and not _DATE.fullmatch(words) else ""


def _first_title(blocks: Sequence[DraftBlock]) -> str:
    """The first heading, or paragraph of a few words, that is no date."""
    words = (line_of(block) for block in blocks[:_LOOKED_AT])
    return next((w for w in words if w and not _DATE.fullmatch(w) and not _is_label(w)), "")


def _is_above(blocks: Sequence[DraftBlock], index: int) -> bool:
    """Whether a block is a paragraph with a date right above a heading."""
    block, following = blocks[index], blocks[index + 1 : index + 2]
    if block.kind != "paragraph" or not following or following[0].kind != "heading":
        return False
    return bool(_DATE.fullmatch(line_of(block)))


def _is_label(words: str) -> bool:
    return bool(common_tables().label_key(words)) or words.rstrip().endswith(":")


def line_of(block: DraftBlock) -> str:
    """The words of *block* in a line; empty where it holds more than words (a note, a change, a picture)."""
    if block.blocks or not all(isinstance(node, Run | Break) for node in block.content):
        return ""
    return " ".join("".join(_texts(block)).split())


def _texts(block: DraftBlock) -> Iterator[str]:
    for node in block.content:
        yield node.text if isinstance(node, Run) else " "


def _labelled(table: DraftBlock) -> list[tuple[str, tuple[DraftBlock, ...]]]:
    """The fields of a table whose first column are labels, at least one of them known; none of another."""
    tables, fields, known = common_tables(), [], 0
    for row in table.blocks:
        if len(row.blocks) != 2:
            return []
        label = " ".join(line_of(block) for block in row.blocks[0].blocks).strip()
        if not label or len(label) > _LONGEST_LABEL or len(row.blocks[0].blocks) != 1:
            return []
        known += tables.label_key(label) is not None
        value = tuple(b for b in row.blocks[1].blocks if b.content or b.blocks)
        fields.append((label.rstrip(": "), value))
    return fields if known else []
