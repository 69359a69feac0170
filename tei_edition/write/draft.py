"""Drafts as records: what import doors found, in our Markdown, and which line stands for which place of the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from tei_edition.conventions.tables import common_tables
from tei_edition.document.draft import Break, Draft, DraftBlock, Run
from tei_edition.read.labels import carries_labels, labels_of, words_of_block
from tei_edition.understand.header.dates import is_header_date
from tei_edition.write.draft_inline import CELL_BREAK, DraftWriter
from tei_edition.write.markdown import block_text, escaped, unmarked

#: The order of a record's header. Labels that are not here stand before the last two, as their door gave them.
ORDER = ("Citation", "Summary", "Credits", "Rights")
LAST = ("Original Language", "Contents")
#: Where a header ends is looked for in so many blocks; a field has fewer.
_LOOKED_AT = 13
_MOST = 10
_KINDS = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp")
_LABEL = 40
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class MadeRecord:
    """A record that was made of a draft.

    `name` is a safe file name without its ending; `images` are bytes by their path beside the record;
    `places` are pairs of a line of the text, counted from 1, and the place of the source that begins there;
    `source_place` is that of the whole record.
    """

    name: str
    text: str
    title: str
    places: tuple[tuple[int, str], ...] = ()
    images: dict[str, bytes] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    source_place: str = ""

    def place(self, line: int) -> str:
        """The place in the source that *line* of the record stands for; empty where it has none."""
        at = bisect_right(self.places, line, key=lambda pair: pair[0]) - 1
        return self.places[at][1] if at >= 0 else ""


def record_of(draft: Draft, name: str) -> MadeRecord:
    """The record that *draft* makes, whose file will be called *name*, a safe name."""
    writer = _Writer(draft, name)
    text = writer.text()
    return MadeRecord(
        name,
        text,
        draft.title or name,
        tuple(writer.places),
        writer.images,
        writer.left_out,
        draft.place,
    )


class _Writer:
    def __init__(self, draft: Draft, name: str) -> None:
        self._draft = draft
        self.images: dict[str, bytes] = {}
        self._paths: dict[str, str] = {}
        self._folder = f"images/{name}"
        self._inline = DraftWriter(self._path)
        self.places: list[tuple[int, str]] = []
        self._lines = 1
        self._parts: list[str] = []
        self.left_out = draft.left_out
        self._title, self._blocks_left = _titled(draft)

    def text(self) -> str:
        # A text that begins as a record does is one already; what names its file says less.
        if self._draft.fields or not carries_labels(self._draft.blocks):
            for chunk in self._header():
                self._put(chunk)
        for block in self._text_blocks():
            for text in filter(None, self._block(block, 0)):
                self._put(text, block.place)
            while self._inline.notes:
                self._put(block_text(self._inline.notes.pop(0)), block.place)
        return "\n\n".join(self._parts) + "\n"

    def _text_blocks(self) -> Iterator[DraftBlock]:
        """The blocks of the text. A label of headers that begins it would be read as one, and is a line there."""
        first, *rest = self._blocks_left or (DraftBlock("paragraph"),)
        words = "".join(node.text for node in first.content if isinstance(node, Run))
        # Of several, the door left a header block in the text for whoever reads the record.
        if common_tables().label_key(words) and len(labels_of(self._draft.blocks)) == 1:
            plain = tuple(Run(n.text) if isinstance(n, Run) else n for n in first.content)
            first = replace(first, kind="paragraph", content=plain)
            self.left_out = (
                *self.left_out,
                f"the formatting of “{words.strip()}”, a header label",
            )
        yield from (first, *rest)

    def _put(self, text: str, place: str = "") -> None:
        if place and (not self.places or self.places[-1][1] != place):
            self.places.append((self._lines, place))
        self._parts.append(text)
        self._lines += text.count("\n") + 2

    def _path(self, path: str) -> str:
        """Where the picture *path* of the draft lies beside the record: a safe name that no other has."""
        if path not in self._paths:
            pure = PurePosixPath(path.replace("\\", "/"))
            ending = pure.suffix.lower()
            stem = re.sub(r"[^a-z0-9]+", "-", pure.stem.lower()).strip("-")[:60] or "image"
            ending = ending if ending in _KINDS else ".bin"
            made, count = f"{self._folder}/{stem}{ending}", 2
            while made in self._paths.values():
                made, count = f"{self._folder}/{stem}-{count}{ending}", count + 1
            self._paths[path] = made
            if (data := self._draft.images.get(path)) is not None and ending in _KINDS:
                self.images[made] = data
        return self._paths[path]

    # --- the header block -------------------------------------------------------------------------

    def _header(self) -> Iterator[str]:
        fields = [(_label(label), blocks) for label, blocks in self._draft.fields]
        dates = [blocks for label, blocks in fields if label == "Date"]
        date = escaped(" ".join(map(words_of_block, dates[0])).strip()) if dates else ""
        tables = common_tables()
        if date and is_header_date(unmarked(date), tables):
            yield f"## {date}"
        title = " ".join(escaped(self._title or self._draft.name).split())
        if is_header_date(unmarked(title), tables) or not title:
            yield from ("#### **Title:**", block_text(title or "Untitled"))
        else:
            yield f"### {title}"
        if date and not is_header_date(unmarked(date), tables):
            yield from ("#### **Date:**", block_text(date))
        others = [pair for pair in fields if pair[0] not in ("Date", "Title")]
        others += [("Date", blocks) for blocks in dates[1:]]
        yield from self._fields(sorted(others, key=lambda pair: _rank(pair[0])))

    def _fields(self, fields: Sequence[tuple[str, tuple[DraftBlock, ...]]]) -> Iterator[str]:
        said: list[str] = []
        for label, blocks in fields:
            texts = [text for block in blocks for text in self._block(block, 1) if text]
            texts = [*texts[: _MOST - 1], "\\\n".join(texts[_MOST - 1 :])][:_MOST]
            texts = [text for text in texts if text]
            if texts or label == "Contents":
                yield f"#### **{escaped(label)}:**"
                yield from texts
                yield from map(block_text, self._notes())
                said.append(label if len(texts) == 1 else "")
        # Behind the last field the text begins; an empty one marks the place where that could be mistaken.
        if fields and "Contents" not in said and not self._ends_clearly(said):
            yield "#### **Contents:**"

    def _notes(self) -> list[str]:
        notes, self._inline.notes = self._inline.notes, []
        return notes

    def _ends_clearly(self, said: Sequence[str]) -> bool:
        last = said[-1] if said else ""
        return last in (*ORDER, *LAST) and not any(
            block.kind == "heading" or _is_bold(block) for block in self._draft.blocks[:_LOOKED_AT]
        )

    # --- blocks -----------------------------------------------------------------------------------

    def _block(self, block: DraftBlock, depth: int) -> Iterator[str]:
        """The blocks of the record that *block* becomes; one that stands too deep becomes lines."""
        if depth > _DEEPEST:
            yield self._inline.flat((block,))
            return
        match block.kind:
            case "heading":
                words = self._inline.line(block.content)
                yield f"{'#' * min(max(block.level, 1), 6)} {words}" if words else ""
            case "list":
                yield from self._list(block, depth)
            case "item":
                yield from self._list(DraftBlock("list", blocks=(block,)), depth)
            case "quote":
                inner = "\n\n".join(self._blocks(block.blocks, depth + 1))
                yield "\n".join(f"> {line}".rstrip() for line in inner.split("\n")) if inner else ""
            case "table":
                yield self._table(block)
            case "row" | "cell":
                yield self._inline.flat((block,))
            case "rule":
                yield "***"
            case _:
                yield self._inline.paragraph(block.content)

    def _blocks(self, blocks: Sequence[DraftBlock], depth: int) -> list[str]:
        return [text for block in blocks for text in self._block(block, depth) if text]

    def _list(self, block: DraftBlock, depth: int) -> Iterator[str]:
        items = [item if item.kind == "item" else _item(item) for item in block.blocks]
        if all(re.fullmatch(r"(?:\d{1,9}[.)])?", item.label) for item in items):
            lines = [self._item(item, depth) for item in items]
            if lines:
                yield "\n\n".join(lines)
            return
        for item in items:
            first, *rest = self._blocks(item.blocks, depth + 1) or [""]
            sign = f"{escaped(item.label)} " if item.label else ""
            yield block_text(f"{sign}{first}".strip())
            yield from rest

    def _item(self, item: DraftBlock, depth: int) -> str:
        marker = f"{item.label or '-'} "
        text = "\n\n".join(self._blocks(item.blocks, depth + 1))
        first, *rest = text.split("\n")
        indent = " " * len(marker)
        return "\n".join(
            [f"{marker}{first}".rstrip(), *(f"{indent}{line}".rstrip() for line in rest)]
        )

    def _table(self, table: DraftBlock) -> str:
        rows = [
            [self._cell(cell) for cell in row.blocks] for row in table.blocks if row.kind == "row"
        ]
        width = max(map(len, rows), default=0)
        if not width:
            return ""
        lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
        return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])

    def _cell(self, cell: DraftBlock) -> str:
        blocks = cell.blocks or (DraftBlock("paragraph", cell.content),)
        text = self._inline.flat(blocks, CELL_BREAK).replace("\n", " ")
        return text.replace("|", "\\|")


def _titled(draft: Draft) -> tuple[str, tuple[DraftBlock, ...]]:
    """The title of *draft* and its blocks: where it has none, the heading that begins the text is it."""
    first = draft.blocks[0] if draft.blocks else None
    if draft.title or first is None or first.kind != "heading" or carries_labels(draft.blocks):
        return draft.title, draft.blocks
    if len(draft.blocks) < 2 or not all(isinstance(node, Run | Break) for node in first.content):
        return words_of_block(first), draft.blocks
    return words_of_block(first), draft.blocks[1:]


def _label(label: str) -> str:
    words = " ".join(label.split()).rstrip(": ")[:_LABEL].strip() or "Field"
    key = common_tables().label_key(words)
    return _CANONICAL.get(key or "", words)


#: The label of each field that the program understands.
_CANONICAL = {
    "citation": "Citation", "summary": "Summary", "credits": "Credits", "rights": "Rights",
    "original_language": "Original Language", "contents": "Contents", "date": "Date", "title": "Title",
    "revision": "Revisions",
}  # fmt: skip


def _rank(label: str) -> int:
    order = (*ORDER, "", *LAST)
    return order.index(label if label in order else "")


def _item(block: DraftBlock) -> DraftBlock:
    return DraftBlock("item", blocks=(block,), place=block.place)


def _is_bold(block: DraftBlock) -> bool:
    runs = [node for node in block.content if isinstance(node, Run) and node.text.strip()]
    return bool(runs) and "strong" in runs[0].styles
