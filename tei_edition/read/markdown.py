"""CommonMark in, blocks with flat inline content out; every character knows its place.

markdown-it-py does the reading (inline_rules.py); a table of line offsets leads from its tokens to the
source (places.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from tei_edition.diagnostics import EditionError
from tei_edition.document.block import (
    Block,
    Divider,
    Heading,
    List,
    ListItem,
    Paragraph,
    Quote,
    Table,
)
from tei_edition.document.inline import Inline, LineBreak, Text
from tei_edition.document.source import Source, Span
from tei_edition.read.front_matter import front_matter, signs_of
from tei_edition.read.inline_rules import DEEPEST, parser
from tei_edition.read.places import CellMap, LineMap
from tei_edition.read.references import addresses_of, is_definition
from tei_edition.read.tabs import tab_tables

_STYLES = {"em": "emphasis", "strong": "strong", "s": "strike"}
#: The few HTML tags that converters to Markdown leave in a text; all others are plain text.
#: Emphasis stands so deep in emphasis; what is deeper, in a row of stars that means nothing, looks no different.
_STYLES_KEPT = 20
_TAGS = {
    "sup": "superscript", "sub": "subscript", "u": "underline", "i": "emphasis", "b": "strong",
    "sc": "small-caps",
}  # fmt: skip
#: So many lines of nothing but odd white space may begin a block.
_ODD_LINES = 50
#: What may stand before and behind the text of a line: the marks of quotations, lists, headings, tables.
_BEFORE = re.compile(r"[\s>#*+|\-]*(?:\d{1,9}[.)][\s>#*+|\-]*)*")
_BEHIND = re.compile(r"[\s#|\\]*")
_MARKS_ONLY = re.compile(r"[\s>#*+|:_=~\-]*(?:\d{1,9}[.)][\s>#*+|:_=~\-]*)*")
#: What stands between two bars of a table.
_CELL = re.compile(r"(?:^|(?<=\|))(?:[^|\\]|\\.)*")


class _Reader:
    def __init__(self, source: Source, addresses: dict[str, str]) -> None:
        self.source = source
        self._addresses = addresses
        self.lines = source.text.split("\n")
        self.starts = [0]
        for line in self.lines[:-1]:
            self.starts.append(self.starts[-1] + len(line) + 1)
        #: Characters that are Markdown's, and the lines that hold text.
        self.markers: list[Span] = []
        self._read: set[int] = set()

    def blocks(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        return tuple(self._blocks(tokens))

    def _blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        index = 0
        while index < len(tokens):
            token = tokens[index]
            end = _closing(tokens, index)
            inner = tokens[index + 1 : end]
            span = self._lines(token)
            match token.type:
                case "paragraph_open" if is_definition(inner[0].content, self._addresses):
                    self.markers.append(span)
                    self._read.update(range(*token.map or (0, 0)))
                case "paragraph_open":
                    content = self.inlines(inner[0])
                    if "\t" in inner[0].content:
                        yield from tab_tables(content, span)
                    elif content:  # a comment alone is no paragraph
                        yield Paragraph(content, span)
                case "heading_open":
                    yield Heading(int(token.tag[1:]), self.inlines(inner[0]), span)
                case "bullet_list_open" | "ordered_list_open":
                    yield List(self._items(inner), token.type.startswith("ordered"), span)
                case "blockquote_open":
                    yield Quote(self.blocks(inner), span)
                case "table_open":
                    yield Table(self._rows(inner), span)
                case "hr":
                    yield Divider(span)
                case _:  # pragma: no cover - every block rule that is enabled has its case
                    raise AssertionError(token.type)
            index = end + 1

    def _items(self, tokens: Sequence[Token]) -> tuple[ListItem, ...]:
        items = []
        index = 0
        while index < len(tokens):
            end = _closing(tokens, index)
            token = tokens[index]
            label = f"{token.info}{token.markup}" if token.info else ""
            blocks = self.blocks(tokens[index + 1 : end])
            items.append(ListItem(label, blocks, self._lines(token)))
            index = end + 1
        return tuple(items)

    def _rows(self, tokens: Sequence[Token]) -> tuple[tuple[tuple[Inline, ...], ...], ...]:
        rows: list[list[tuple[Inline, ...]]] = []
        line = 0
        cells: list[re.Match[str]] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
                line = (token.map or [line])[0]
                cells = self._cells(line)
                self._bars(line)
            elif token.type == "inline":
                column = len(rows[-1])
                cell = cells[column] if column < len(cells) else None
                rows[-1].append(self.inlines(token, line, cell))
            elif token.type == "tr_close":
                rows[-1] += self._excess(line, cells[len(rows[-1]) :])
        return tuple(map(tuple, rows))

    def _bars(self, line: int) -> None:
        start = self.starts[line]
        bars = re.finditer(r"[|\\]", self.lines[line])
        self.markers += [Span(start + bar.start(), start + bar.end()) for bar in bars]
        self._read.add(line)

    def _cells(self, line: int) -> list[re.Match[str]]:
        """What stands between the bars of a row; before the first of them only where something does."""
        text = self.lines[line]
        cells = list(_CELL.finditer(text))
        return cells[1:] if cells and not cells[0][0].strip() and len(cells) > 1 else cells

    def _excess(self, line: int, cells: Sequence[re.Match[str]]) -> list[tuple[Inline, ...]]:
        """The *cells* of a row that its table has no columns for, which Markdown leaves out."""
        found: list[tuple[Inline, ...]] = []
        for cell in cells:
            held = CellMap(cell, self.starts[line])
            if held.content:
                found.append((Text(held.content, Span(*held.edges[0])),))
        return found

    def _lines(self, token: Token) -> Span:
        first, after = token.map or (0, len(self.lines))
        end = self.starts[after] - 1 if after < len(self.starts) else len(self.source.text)
        return Span(self.starts[first], max(end, self.starts[first]))

    def inlines(
        self, token: Token, line: int | None = None, cell: re.Match[str] | None = None
    ) -> tuple[Inline, ...]:
        """The inline content of *token*: of a paragraph, or of a *cell* of the table row in *line*."""
        lines: LineMap | CellMap
        if line is None:
            first = self._first_line(token.content, (token.map or [0])[0])
            lines = LineMap(self.lines, self.starts, token.content, first)
            self._margins(lines, first)
        elif cell is not None and token.content:
            held = CellMap(cell, self.starts[line])
            lines = held if held.content == token.content else held.anywhere()
        else:  # a cell that the row does not have
            return ()
        styles: list[str] = []
        href: str | None = None
        result: list[Inline] = []
        for child in token.children or ():
            span = lines.span(*child.meta.get("span", (0, 0)))
            name, _, edge = child.type.partition("_")
            if child.type not in ("text", "text_special") or not child.content.strip():
                self.markers.append(span)
            if child.type in ("text", "text_special"):
                if child.content:
                    result.append(Text(child.content, span, tuple(styles[:_STYLES_KEPT]), href))
            elif child.type == "hardbreak":
                result.append(LineBreak(span))
            elif child.type == "softbreak":
                result.append(Text(" ", span, tuple(styles[:_STYLES_KEPT]), href))
            elif name == "link":
                href = str(child.attrGet("href")) if edge == "open" else None
            elif name != "comment":
                _restyle(styles, _STYLES.get(name) or _TAGS[name], edge)
        return _trimmed(result)

    def _first_line(self, content: str, first: int) -> int:
        """The line that *content* begins in: its block may begin above, with white space of odd kinds."""
        begins = content.partition("\n")[0].strip()
        for number in range(first, min(first + _ODD_LINES, len(self.lines))):
            if begins in self.lines[number]:
                return number
        return first

    def _margins(self, lines: LineMap, first: int) -> None:
        """Note the marks that stand before and behind the text of lines."""
        for number, (start, end) in enumerate(lines.edges, first):
            line_start = self.starts[number]
            line_end = line_start + len(self.lines[number])
            if start > line_start and _BEFORE.fullmatch(self.source.text, line_start, start):
                self.markers.append(Span(line_start, start))
            if line_end > end and _BEHIND.fullmatch(self.source.text, end, line_end):
                self.markers.append(Span(end, line_end))
            self._read.add(number)

    def finish(self) -> tuple[Span, ...]:
        """All marks, those of lines without text too: rules, the second rows of tables, lone signs."""
        for number, line in enumerate(self.lines):
            if number not in self._read and line.strip() and _MARKS_ONLY.fullmatch(line):
                self.markers.append(Span(self.starts[number], self.starts[number] + len(line)))
        return tuple(span for span in self.markers if span.end > span.start)


def _restyle(styles: list[str], style: str, edge: str) -> None:
    """Begin or end *style* among the *styles* that hold."""
    if edge == "open":
        styles.append(style)
    elif style in styles:
        styles.remove(style)


def _trimmed(inlines: list[Inline]) -> tuple[Inline, ...]:
    """*inlines* without blanks before a line break, which only make the break."""
    result: list[Inline] = []
    for node in inlines:
        if isinstance(node, LineBreak) and result and isinstance(last := result[-1], Text):
            kept = last.value.rstrip()
            result[-1:] = [last.cut(0, len(kept))] if kept else []
        if isinstance(node, Text) and result and isinstance(result[-1], LineBreak):
            lead = len(node.value) - len(node.value.lstrip())
            node = node.cut(lead, len(node.value))
            if not node.value:
                continue
        result.append(node)
    return tuple(result)


def _closing(tokens: Sequence[Token], index: int) -> int:
    """The index of the token that closes the one at *index* (itself, where it opens nothing)."""
    depth = 0
    for end in range(index, len(tokens)):
        depth += tokens[end].nesting
        if depth == 0:
            return end
    raise AssertionError("markdown-it-py closes every token it opens")  # pragma: no cover


def parse_blocks(source: Source) -> tuple[tuple[Block, ...], tuple[Span, ...]]:
    """Read the Markdown of *source* (CommonMark with tables) into blocks.

    Returns them, and the characters that are Markdown's own. Square brackets are plain text here;
    what they mean is said later. Any text is some Markdown; EditionError (R031) is raised where
    blocks are nested beyond reason, or YAML front matter cannot be read (R012).
    """
    fields, end = front_matter(source)
    # The lines stay, for the tokens are counted in them.
    text = "\n" * source.text.count("\n", 0, end) + source.text[end:] if end else source.text
    addresses = addresses_of(text)
    tokens = parser().parse(text, dict(addresses))
    reader = _Reader(source, addresses)
    for token in tokens:
        # markdown-it-py drops what is nested deeper than its limit: better to say so.
        if token.level >= DEEPEST:
            at = reader.starts[(token.map or [0])[0]]
            message = f"quotations and lists are nested more than {DEEPEST // 2} levels deep"
            raise EditionError(source.diagnostic("R031", message, at))
    blocks = (*fields, *reader.blocks(tokens))
    reader.markers += signs_of(fields, source.text, end)
    return blocks, reader.finish()


def recognises(head: str) -> bool:
    """Whether a file that begins with *head* may be Markdown: any text may."""
    return True


#: What this door gives.
read = parse_blocks
