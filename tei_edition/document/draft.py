"""What a door finds in a source that is no record yet: labelled fields, a text of blocks, and what was left out.

A draft has no spans of a record's characters: each block says its place in its own source ("page 3",
"row 12", "paragraph 7"), and `write/draft.py` makes a record of it. Its brackets are uninterpreted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one setting; `styles` from the outside in: emphasis, strong, underline, strike, small-caps,
    subscript, superscript. White space is the layout of the file, but for non-breaking blanks. `lang` is a BCP 47 tag where the source names another language than the text's."""

    text: str
    styles: tuple[str, ...] = ()
    href: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A line that ends within a paragraph because its source says so."""


@dataclass(frozen=True, slots=True)
class PageMark:
    """Where a page of the source begins: its number as printed, and the picture of it, a path below the source."""

    number: str
    image: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the text; `path` as `Draft.images` names it, `description` its alternative text."""

    path: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class FootNote:
    """A footnote or endnote at its sign. `sign` is what is printed, empty where the source counts."""

    blocks: tuple[DraftBlock, ...]
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of an editor: who made it, when (an ISO 8601 date, or empty).

    `of` are the words of the text that it is of, where they are known: they stand in it and nowhere else.
    """

    blocks: tuple[DraftBlock, ...]
    who: str = ""
    when: str = ""
    of: tuple[DraftInline, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change: `kind` is "inserted" or "deleted"; who made it, and when (ISO 8601, or empty)."""

    kind: str
    content: tuple[DraftInline, ...]
    who: str = ""
    when: str = ""


DraftInline = Run | Break | PageMark | Picture | FootNote | Comment | Change


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """A block: `kind` is "paragraph", "heading", "list", "item", "quote", "table", "row", "cell", "verse" or "rule".

    A paragraph, heading and verse hold `content`; the others hold `blocks`. `level` is a heading's, from 1;
    `label` an item's as printed ("3.", "b)"), empty for bullets. `place` is where it stands in the source.
    """

    kind: str
    content: tuple[DraftInline, ...] = ()
    blocks: tuple[DraftBlock, ...] = ()
    level: int = 0
    label: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One record to be: its title, its fields in their order (canonical label, value), its text.

    `name` is what its file may be called, before it is made safe; `images` are the bytes of the pictures by
    path; `left_out` says, one line each with its place, what of the source is in neither fields nor text.
    `place` is where it stands in a source that holds several ("row 12").
    """

    name: str
    title: str
    fields: tuple[tuple[str, tuple[DraftBlock, ...]], ...] = ()
    blocks: tuple[DraftBlock, ...] = ()
    images: dict[str, bytes] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    place: str = ""


def inlines_of(blocks: tuple[DraftBlock, ...]) -> Iterator[DraftInline]:
    """Every inline of *blocks* in the order of the text, those within notes, comments and changes too."""
    for block in blocks:
        yield from _inner(block.content)
        yield from inlines_of(block.blocks)


def _inner(content: tuple[DraftInline, ...]) -> Iterator[DraftInline]:
    for node in content:
        yield node
        match node:
            case Change():
                yield from _inner(node.content)
            case Comment():
                yield from _inner(node.of)
                yield from inlines_of(node.blocks)
            case FootNote():
                yield from inlines_of(node.blocks)
            case _:
                pass


_WORD = re.compile(r"\w+")


def words_of(draft: Draft) -> Iterator[str]:
    """Every word that *draft* says: in its title, fields and text, notes and comments too. For ledgers."""
    yield from _WORD.findall(draft.title)
    for _, blocks in draft.fields:
        yield from _block_words(blocks)
    yield from _block_words(draft.blocks)


def _block_words(blocks: tuple[DraftBlock, ...]) -> Iterator[str]:
    for text in _texts(blocks):
        yield from _WORD.findall(text)


def _texts(blocks: tuple[DraftBlock, ...]) -> Iterator[str]:
    """The text of each block, its labels and what is beside it apart: a word may change its setting within."""
    for block in blocks:
        yield block.label
        yield "".join(_run_texts(block.content))
        yield from _texts(block.blocks)


def _run_texts(content: tuple[DraftInline, ...]) -> Iterator[str]:
    for node in content:
        match node:
            case Run():
                yield node.text
            case PageMark():
                yield f" {node.number} "
            case Picture():
                yield f" {node.description} "
            case Change():
                yield from _run_texts(node.content)
            case Comment():
                yield from _run_texts(node.of)
                yield f" {' '.join(_texts(node.blocks))} "
            case FootNote():
                yield f" {node.sign} {' '.join(_texts(node.blocks))} "
            case Break():
                yield " "
