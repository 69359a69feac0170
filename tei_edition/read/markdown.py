"""CommonMark in, blocks with flat inline content out; every character knows its place.

markdown-it-py does the reading. It gives lines for blocks but no offsets for inline tokens, so the
inline rules are wrapped: each token is stamped with the stretch of inline text that made it, and a
table of line offsets leads from there to the source.

What is switched off, and why: `reference` would take "[note: x]: y" for a link definition, indented
code and backticks do not occur in typescripts but indented paragraphs and odd apostrophes do, raw
HTML would come through unread, and underlined headings would swallow a paragraph above a rule.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from tei_edition.diagnostics import EditionError
from tei_edition.document.model import (
    Block,
    Divider,
    Heading,
    Inline,
    LineBreak,
    List,
    ListItem,
    Paragraph,
    Quote,
    Source,
    Span,
    Table,
    Text,
)

_Rule = Callable[[StateInline, bool], bool]

_STYLES = {"em": "emphasis", "strong": "strong", "s": "strike"}
#: The few HTML tags that converters to Markdown leave in a text; all others are plain text.
_TAGS = {"sup": "superscript", "sub": "subscript", "u": "underline", "i": "emphasis", "b": "strong"}
_TAG = re.compile(r"<(/?)(br|sup|sub|u|i|b)\s*/?>", re.IGNORECASE)
_DEEPEST = 100
_LINK = re.compile(
    r"\[(?P<text>[^\[\]\n]{1,500})\]\(<?(?P<address>(?:https?|mailto|ftp):[^\s()<>\"]{1,2000})>?(?:\s+\"[^\"\n]{0,200}\")?\)",
    re.IGNORECASE,
)


#: Where a rule for inline Markdown may begin. All else is text, which the parser of others cuts at every sign
#: that some plug-in might want.
_SIGNS = "\n\\~*_<&"
_BEGINNINGS = (*_SIGNS, "](")
_MAY_BEGIN = re.compile(rf"[{re.escape(_SIGNS)}]|\[(?=[^\[\]\n]{{1,500}}\]\()")

# --- inline rules of our own ------------------------------------------------------------------


def _push(state: StateInline, kind: str, content: str, end: int) -> None:
    token = state.push(kind, "", 0)
    token.content = content
    token.meta = {"span": (state.pos, end)}
    state.pos = end


def _text(state: StateInline, silent: bool) -> bool:
    found = _MAY_BEGIN.search(state.src, state.pos, state.posMax)
    end = found.start() if found else state.posMax
    if end == state.pos:
        return False
    if silent:
        state.pos = end
    else:
        _push(state, "text", state.src[state.pos : end], end)
    return True


def _newline(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "\n":
        return False
    end = state.pos + 1
    while end < state.posMax and state.src[end] in " \t":
        end += 1
    if silent:
        state.pos = end
        return True
    before = state.tokens[-1] if state.tokens else None
    hard = before is not None and before.type == "text" and before.content.endswith("  ")
    _push(state, "hardbreak" if hard else "softbreak", "", end)
    return True


def _tag(state: StateInline, silent: bool) -> bool:
    found = _TAG.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    name = found[2].lower()
    if name != "br" and not _is_paired(state.src, name, found):
        return False
    if silent:
        state.pos = found.end()
        return True
    kind = "hardbreak" if name == "br" else f"{name}_{'close' if found[1] else 'open'}"
    _push(state, kind, "", found.end())
    return True


def _is_paired(src: str, name: str, found: re.Match[str]) -> bool:
    """True where a tag has its partner somewhere on the right side of it: a lone one is text."""
    first, last = _tag_ends(src, name)
    return first < found.start() if found[1] else last > found.start()


@lru_cache(maxsize=16)
def _tag_ends(src: str, name: str) -> tuple[int, int]:
    """Where in *src* the first tag *name* opens, and where the last one closes."""
    small = src.lower()
    first = small.find(f"<{name}>")
    return (first if first >= 0 else len(src)), small.rfind(f"</{name}>")


def _any_character(state: StateInline, silent: bool) -> bool:
    if silent:
        state.pos += 1
    else:
        _push(state, "text", state.src[state.pos], state.pos + 1)
    return True


def _stamped(rule: _Rule) -> _Rule:
    """*rule*, with each token it makes stamped with the stretch of text it was made from."""

    def stamp(state: StateInline, silent: bool) -> bool:
        start, known = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        for index, token in enumerate(state.tokens[known:] if not silent else ()):
            if "span" not in token.meta:
                # A run of delimiters makes one token a character; others span the whole match.
                one = token.type == "text" and len(token.content) == 1
                at = start + index if one else start
                token.meta = {**token.meta, "span": (at, at + 1 if one else state.pos)}
        return True

    return stamp


def _escape(rule: _Rule) -> _Rule:
    def escape(state: StateInline, silent: bool) -> bool:
        start, known = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        for token in state.tokens[known:]:
            token.meta = {"span": (start, state.pos)}
        return True

    return escape


def _link(state: StateInline, silent: bool) -> bool:
    """Links to addresses only: in "[their] (own)" and even "[their](own)" the brackets are remarks.

    A link's text holds no brackets: looking for the partner of each opening bracket, as CommonMark
    does, takes endless time where ten thousand stand in each other.
    """
    found = _LINK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if silent:
        state.pos = found.end()
        return True
    opened = state.push("link_open", "a", 1)
    opened.attrSet("href", found["address"])
    opened.meta = {"span": (state.pos, found.start("text"))}
    state.pos, after = found.start("text"), state.posMax
    state.posMax = found.end("text")
    state.md.inline.tokenize(state)
    state.pos, state.posMax = found.end(), after
    closed = state.push("link_close", "a", -1)
    closed.meta = {"span": (found.end("text"), found.end())}
    return True


def _inline(state: StateCore) -> None:
    """The inline tokens of all blocks; text in which no rule may begin needs no parser."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if any(sign in token.content for sign in _BEGINNINGS):
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        elif token.content:
            span = (0, len(token.content))
            token.children.append(Token("text", "", 0, content=token.content, meta={"span": span}))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": _DEEPEST + 1}).enable(["table", "strikethrough"])
    md.disable(
        [
            "code",
            "fence",
            "html_block",
            "reference",
            "lheading",
            "backticks",
            "image",
            "html_inline",
            "fragments_join",
        ]
    )
    rules = {rule.name: rule.fn for rule in md.inline.ruler.__rules__ if rule.enabled}
    for name, rule in rules.items():
        if name in ("escape", "entity", "autolink"):
            md.inline.ruler.at(name, _escape(rule))
        elif name == "link":
            md.inline.ruler.at(name, _link)
        else:
            md.inline.ruler.at(name, _stamped(rule))
    md.core.ruler.disable("normalize")  # a source has one kind of line ends and no NUL already
    md.core.ruler.at("inline", _inline)
    md.core.ruler.disable("text_join")  # it would merge tokens and lose their stamps
    md.inline.ruler.at("text", _text)
    md.inline.ruler.at("newline", _newline)
    md.inline.ruler.push("tag", _tag)
    md.inline.ruler.push("any_character", _any_character)
    return md


# --- from tokens to the model -----------------------------------------------------------------


#: So many lines of nothing but odd white space may begin a block.
_ODD_LINES = 50
#: What stands between two bars of a table.
_CELL = re.compile(r"(?:^|(?<=\|))(?:[^|\\]|\\.)*")
#: What may stand before and behind the text of a line: the marks of quotations, lists, headings, tables.
_BEFORE = re.compile(r"[\s>#*+|\-]*(?:\d{1,9}[.)][\s>#*+|\-]*)*")
_BEHIND = re.compile(r"[\s#|\\]*")
_MARKS_ONLY = re.compile(r"[\s>#*+|:_=~\-]*(?:\d{1,9}[.)][\s>#*+|:_=~\-]*)*")


class _LineMap:
    """Leads from offsets in an inline token's text to offsets in the source."""

    def __init__(
        self,
        lines: Sequence[str],
        starts: Sequence[int],
        content: str,
        first: int,
        column: int | None = None,
    ) -> None:
        self.starts: list[int] = []
        self.offsets: list[int] = []
        #: For each line its first and last character that is text.
        self.edges: list[tuple[int, int]] = []
        here = 0
        for index, part in enumerate(content.split("\n")):
            line = lines[first + index]
            body, whole = part.strip(), line.rstrip()
            # A line's text ends where the line ends, save for closing hashes.
            at_end = whole.endswith(body)
            at = len(whole) - len(body) if at_end else line.find(body)
            lead = len(part) - len(part.lstrip())
            start = starts[first + index] + max(at, 0)
            self.starts.append(here)
            self.offsets.append(start - lead)
            self.edges.append((start, start + len(body)))
            here += len(part) + 1

    def span(self, start: int, end: int) -> Span:
        return Span(
            self._offset(start), self._offset(end - 1) + 1 if end > start else self._offset(start)
        )

    def _offset(self, offset: int) -> int:
        line = bisect_right(self.starts, offset) - 1
        return self.offsets[line] + offset - self.starts[line]


class _CellMap:
    """The same for the text of a cell, in which a bar that is no border is escaped."""

    def __init__(self, cell: re.Match[str], start: int) -> None:
        raw = cell[0]
        self.row = Span(start, start + len(cell.string))
        lead, end = len(raw) - len(raw.lstrip()), len(raw.rstrip())
        kept = [i for i in range(lead, end) if raw[i : i + 2] != "\\|"]
        self.content = "".join(raw[i] for i in kept)
        base = start + cell.start()
        self._offsets = [base + i for i in kept]
        self._end = base + end
        self.edges = [(base + lead, self._end)]

    def span(self, start: int, end: int) -> Span:
        if end > len(
            self._offsets
        ):  # Markdown parted the row otherwise: its text is in it somewhere
            return self.row
        first = self._offsets[start] if start < len(self._offsets) else self._end
        return Span(first, self._offsets[end - 1] + 1 if end > start else first)

    def anywhere(self) -> _CellMap:
        """The same for text that is not what stands in the cell: all of it is somewhere in the row."""
        self._offsets = []
        return self


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
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
                case "paragraph_open":
                    yield Paragraph(self.inlines(inner[0]), span)
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
            held = _CellMap(cell, self.starts[line])
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
        lines: _LineMap | _CellMap
        if line is None:
            first = self._first_line(token.content, (token.map or [0])[0])
            lines = _LineMap(self.lines, self.starts, token.content, first)
            self._margins(lines, first)
        elif cell is not None and token.content:
            held = _CellMap(cell, self.starts[line])
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
                    result.append(Text(child.content, span, tuple(styles), href))
            elif child.type == "hardbreak":
                result.append(LineBreak(span))
            elif child.type == "softbreak":
                result.append(Text(" ", span, tuple(styles), href))
            elif name == "link":
                href = str(child.attrGet("href")) if edge == "open" else None
            elif edge == "open":
                styles.append(_STYLES.get(name) or _TAGS[name])
            elif (style := _STYLES.get(name) or _TAGS[name]) in styles:
                styles.remove(style)
        return _trimmed(result)

    def _first_line(self, content: str, first: int) -> int:
        """The line that *content* begins in: its block may begin above, with white space of odd kinds."""
        begins = content.partition("\n")[0].strip()
        for number in range(first, min(first + _ODD_LINES, len(self.lines))):
            if begins in self.lines[number]:
                return number
        return first

    def _margins(self, lines: _LineMap, first: int) -> None:
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
    what they mean is said later. Any text is some Markdown; EditionError (R031) is raised only where
    blocks are nested beyond reason.
    """
    tokens = _parser().parse(source.text)
    reader = _Reader(source)
    for token in tokens:
        # markdown-it-py drops what is nested deeper than its limit: better to say so.
        if token.level >= _DEEPEST:
            at = reader.starts[(token.map or [0])[0]]
            message = f"quotations and lists stand more than {_DEEPEST // 2} deep in each other"
            raise EditionError(source.diagnostic("R031", message, at))
    blocks = reader.blocks(tokens)
    return blocks, reader.finish()
