"""Pandoc's tree as blocks of a draft: its inlines flat, with the marks that begin and end among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tei_edition.document.draft import (
    Break,
    Change,
    Comment,
    DraftBlock,
    DraftInline,
    FootNote,
    Picture,
    Run,
)
from tei_edition.read.pandoc_labels import label_of
from tei_edition.read.signs import Mark, Signs, Token
from tei_edition.read.styled import styled
from tei_edition.read.weave import Weaver, is_blank

#: What pandoc calls settings, and what a draft does.
_SETTINGS = {
    "Emph": "emphasis", "Strong": "strong", "Underline": "underline", "Strikeout": "strike",
    "SmallCaps": "small-caps", "Superscript": "superscript", "Subscript": "subscript",
}  # fmt: skip
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_CHANGES = {"insertion": "inserted", "deletion": "deleted"}
_WHOLE = {"paragraph-insertion": "inserted", "paragraph-deletion": "deleted"}
#: A table has no more columns, and a cell spans no more rows.
_WIDEST = 500

Inlines = Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Setting:
    """How words are set where they stand."""

    styles: tuple[str, ...] = ()
    href: str = ""


class TreeReader:
    """Reads pandoc's tree of one document; what it leaves out is in `left_out`.

    *signs* are those that were put into the document; *picture* gives a picture by the target that pandoc
    names and its description, or None where there is none.
    """

    def __init__(self, signs: Signs, picture: Callable[[str, str], Picture | None]) -> None:
        self._signs, self._picture = signs, picture
        self._weaver = Weaver(signs.marks)
        self._ranges: dict[str, int] = {}
        self._count = self._tables = 0
        self.left_out: list[str] = []

    def blocks(self, found: Sequence[dict[str, Any]]) -> tuple[DraftBlock, ...]:
        """The blocks of the whole text."""
        made = tuple(styled(self._blocks(found)))
        if rest := self._weaver.rest():
            made = (*made, DraftBlock("paragraph", rest))
        return made

    def line(self, found: Inlines) -> tuple[DraftInline, ...]:
        """Inlines that stand by themselves, such as a title."""
        return self._weaver.weave(self._tokens(found, _Setting()))

    def _place(self) -> str:
        return f"paragraph {self._count}"

    # --- blocks -----------------------------------------------------------------------------------

    def _blocks(self, found: Sequence[dict[str, Any]]) -> Iterator[DraftBlock]:
        for each in found:
            yield from self._block(each["t"], each.get("c"))

    def _block(self, kind: str, held: Any) -> Iterator[DraftBlock]:
        match kind:
            case "Para" | "Plain":
                yield from self._text_block("paragraph", held)
            case "Header":
                yield from self._text_block("heading", held[2], held[0])
            case "LineBlock":
                for line in held:
                    yield from self._text_block("verse", line)
            case "HorizontalRule":
                yield DraftBlock("rule", place=self._place())
            case "CodeBlock" | "RawBlock":
                yield from self._lines(str(held[1]))
            case _:
                yield from self._holding(kind, held)

    def _holding(self, kind: str, held: Any) -> Iterator[DraftBlock]:
        """A block that holds blocks."""
        match kind:
            case "BlockQuote":
                yield from _holding("quote", tuple(self._blocks(held)))
            case "OrderedList":
                yield from self._list(held[1], held[0])
            case "BulletList":
                yield from self._list(held, None)
            case "DefinitionList":
                for term, meanings in held:
                    yield from self._text_block("paragraph", term)
                    for meaning in meanings:
                        yield from _holding("quote", tuple(self._blocks(meaning)))
            case "Table":
                yield self._table(held)
            case "Figure":
                yield from self._blocks(held[2])
                yield from self._blocks(held[1][1])
            case "Div":
                yield from self._blocks(held[1])
            case _:
                pass

    def _text_block(self, kind: str, found: Inlines, level: int = 0) -> Iterator[DraftBlock]:
        self._count += 1
        content = self._weaver.weave(self._tokens(found, _Setting()))
        if is_blank(content):
            self._count -= 1
            return
        block = DraftBlock(kind, content, level=level, place=self._place())
        self._report_end(content)
        style = self._weaver.style
        yield replace(block, label=f"style:{style}") if style else block

    def _report_end(self, content: tuple[DraftInline, ...]) -> None:
        """Report that the end of a paragraph was inserted or deleted, where its words do not say so."""
        end = self._weaver.end
        if end is None or all(isinstance(n, Change) and n.kind == end.value for n in content):
            return
        said = f"its end, {end.value} by {end.who or 'an unknown person'}"
        self.left_out.append(f"{self._place()}: {said}{f' on {end.when[:10]}' if end.when else ''}")

    def _lines(self, text: str) -> Iterator[DraftBlock]:
        self._count += 1
        content: list[DraftInline] = []
        for line in text.splitlines():
            content += [Break()] if content else []
            content.append(Run(line))
        if content:
            yield DraftBlock("paragraph", tuple(content), place=self._place())

    def _list(self, items: Sequence[Any], numbers: Any) -> Iterator[DraftBlock]:
        made = []
        for index, item in enumerate(items):
            label = label_of(numbers, index) if numbers else ""
            blocks = tuple(self._blocks(item))
            if blocks or label:
                place = blocks[0].place if blocks else self._place()
                made.append(DraftBlock("item", blocks=blocks, label=label, place=place))
        yield from _holding("list", tuple(made))

    def _table(self, held: Any) -> DraftBlock:
        self._tables += 1
        number, place = self._tables, self._place()
        rows = [*held[3][1], *(r for body in held[4] for r in (*body[2], *body[3])), *held[5][1]]
        caption = tuple(self._blocks(held[1][1]))
        made: list[DraftBlock] = []
        taken: dict[int, int] = {}
        for index, row in enumerate(rows, 1):
            cells = self._row(row[1], taken)
            made.append(DraftBlock("row", blocks=cells, place=f"table {number}, row {index}"))
            if any(block.kind == "table" for cell in cells for block in cell.blocks):
                said = "the rows and columns of a table within a cell (its words are kept)"
                self.left_out.append(f"table {number}, row {index}: {said}")
        table = DraftBlock("table", blocks=tuple(made), place=f"table {number}, after {place}")
        return DraftBlock("quote", blocks=(*caption, table), place=place) if caption else table

    def _row(self, cells: Sequence[Any], taken: dict[int, int]) -> tuple[DraftBlock, ...]:
        """The cells of a row; where one of a row above, or one beside it, goes on, the cell is empty."""
        made: list[DraftBlock] = []
        empty = DraftBlock("cell", blocks=(DraftBlock("paragraph"),))
        for _, _, rows, columns, blocks in cells:
            while taken.get(len(made), 0) and len(made) < _WIDEST:
                taken[len(made)] -= 1
                made.append(empty)
            held = tuple(self._blocks(blocks)) or empty.blocks
            for column in range(min(columns, _WIDEST)):
                taken[len(made)] = rows - 1
                made.append(DraftBlock("cell", blocks=held) if not column else empty)
        while taken.get(len(made), 0) and len(made) < _WIDEST:
            taken[len(made)] -= 1
            made.append(empty)
        return tuple(made)

    # --- inlines ----------------------------------------------------------------------------------

    def _tokens(self, found: Inlines, setting: _Setting) -> Iterator[DraftInline | Token]:
        for each in found:
            yield from self._inline(each["t"], each.get("c"), setting)

    def _inline(self, kind: str, held: Any, setting: _Setting) -> Iterator[DraftInline | Token]:
        match kind:
            case "Str" | "Space" | "SoftBreak":
                yield from self._text(held if kind == "Str" else " ", setting)
            case "LineBreak":
                yield Break()
            case "Quoted":
                before, after = _QUOTES[held[0]["t"]]
                yield from self._text(before, setting)
                yield from self._tokens(held[1], setting)
                yield from self._text(after, setting)
            case "Code" | "Math" | "RawInline":
                yield from self._text(str(held[1]), setting)
            case "Link":
                yield from self._tokens(held[1], replace(setting, href=_address(held[2][0])))
            case "Image":
                words = "".join(_plain(held[1]))
                if picture := self._picture(held[2][0], " ".join(words.split())):
                    yield picture
            case "Note":
                yield self._note(held)
            case "Span":
                yield from self._span(held[0], held[1], setting)
            case "Cite":
                yield from self._tokens(held[1], setting)
            case _ if kind in _SETTINGS:
                styles = (*setting.styles, _SETTINGS[kind])
                yield from self._tokens(held, replace(setting, styles=tuple(dict.fromkeys(styles))))
            case _:
                pass

    def _text(self, text: str, setting: _Setting) -> Iterator[DraftInline | Token]:
        for part in self._signs.split(text):
            yield Run(part, setting.styles, setting.href) if isinstance(part, str) else part

    def _note(self, blocks: Sequence[dict[str, Any]]) -> FootNote | Comment:
        """A note, or the comment whose words were put into one (its first sign says so)."""
        inner = TreeReader(self._signs, self._picture)
        inner._count = self._count
        mark = self._comment_mark(blocks)
        made = tuple(replace(block, place=self._place()) for block in inner.blocks(blocks))
        self.left_out += inner.left_out
        return Comment(made, mark.who, mark.when) if mark else FootNote(made)

    def _comment_mark(self, blocks: Sequence[dict[str, Any]]) -> Mark | None:
        first = blocks[0].get("c") if blocks and blocks[0]["t"] in ("Para", "Plain") else None
        words = "".join(_plain(first)) if first else ""
        sign = next(iter(self._signs.split(words.lstrip())), None)
        mark = self._signs.marks[sign.number] if isinstance(sign, Token) else None
        return mark if mark and mark.kind == "comment" else None

    def _span(
        self, attributes: Any, held: Inlines, setting: _Setting
    ) -> Iterator[DraftInline | Token]:
        classes, said = attributes[1], dict(attributes[2])
        kind = classes[0] if classes else ""
        who, when = said.get("author", ""), said.get("date", "")
        match kind:
            case "insertion" | "deletion":
                number = self._signs.number(Mark(_CHANGES[kind], who=who, when=when))
                yield Token(number)
                yield from self._tokens(held, setting)
                yield Token(number, is_end=True)
            case "comment-start":
                blocks = tuple(self._said(held))
                number = self._signs.number(Mark("range", who=who, when=when, blocks=blocks))
                self._ranges[said.get("id", "")] = number
                yield Token(number)
            case "comment-end":
                if (number := self._ranges.get(said.get("id", ""), -1)) >= 0:
                    yield Token(number, is_end=True)
            case "paragraph-insertion" | "paragraph-deletion":
                yield Token(self._signs.number(Mark("end", _WHOLE[kind], who, when)))
            case _:
                yield from self._tokens(held, setting)

    def _said(self, held: Inlines) -> Iterator[DraftBlock]:
        inner = TreeReader(self._signs, self._picture)
        content = inner.line(held)
        if not is_blank(content):
            yield DraftBlock("paragraph", content, place=self._place())


def _holding(kind: str, blocks: tuple[DraftBlock, ...]) -> Iterator[DraftBlock]:
    if blocks:
        yield DraftBlock(kind, blocks=blocks, place=blocks[0].place)


def _address(target: str) -> str:
    """The address of a link; what leads to a place in the document, or runs something, is none."""
    return target if target.startswith(("http://", "https://", "mailto:", "ftp://")) else ""


def _plain(found: Inlines) -> Iterator[str]:
    """The words of *found*, without those of notes."""
    for each in found:
        held: Any = each.get("c")
        match each["t"]:
            case "Str":
                yield held
            case "Space" | "SoftBreak" | "LineBreak":
                yield " "
            case "Span" | "Link" | "Quoted" | "Cite":
                yield from _plain(held[1])
            case kind if kind in _SETTINGS:
                yield from _plain(held)
            case _:
                pass
