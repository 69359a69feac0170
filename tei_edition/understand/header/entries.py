"""Fields that the layout of a header block marks: tables of two columns, definition lists, the foot of a web page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tei_edition.conventions.tables import Tables
from tei_edition.document.block import Block, Entry, Heading, List, Paragraph, Quote, Table
from tei_edition.document.inline import Inline, LineBreak, Text, plain, split, stripped
from tei_edition.document.source import Span

#: So many blocks may stand above the fields: a date, a title, a line or two.
_ABOVE = 6
#: No foot of a page has more blocks.
_FOOT = 80
#: No label is longer.
_LONGEST = 60


def entries(blocks: Sequence[Block], tables: Tables) -> tuple[Block, ...]:
    """*blocks* with fields that stand in a table or definition list, or at the foot of a page, as entries.

    The fields at the foot are set before the text, where all others stand.
    """
    blocks = _foot(blocks, tables)
    result: list[Block] = []
    index, counted, others = 0, 0, 0
    while index < len(blocks):
        block = blocks[index]
        found: list[Entry] = []
        end = index + 1
        others += sum(not isinstance(b, Entry) for b in result[counted:])
        counted = len(result)
        if others <= _ABOVE:
            if isinstance(block, Table):
                found = _of_table(block, tables)
            elif isinstance(block, List | Quote):
                result += _of_list(block, tables) or [block]
                index = end
                continue
            elif isinstance(block, Paragraph):
                found, end = _of_definitions(blocks, index, tables)
        result += found or blocks[index:end]
        index = end
    return tuple(result)


# --- tables -----------------------------------------------------------------------------------


def _of_table(table: Table, tables: Tables) -> list[Entry]:
    """The fields of a *table* whose rows are a label and its value, the first row too if it is no head."""
    rows = [_without_empty_end(row) for row in table.rows if any(map(_plain, row))]
    if not rows or any(len(row) != 2 for row in rows):
        return []
    labels = [_plain(row[0]) for row in rows]
    known = [tables.label_key(label) for label in labels]
    if sum(map(bool, known)) < 2 or not all(0 < len(label) <= _LONGEST for label in labels[1:]):
        return []
    found = []
    for row in rows:
        texts = [node for node in (*row[0], *row[1]) if isinstance(node, Text)]
        if texts:
            start, end = texts[0].span.start, texts[-1].span.end
            found.append(_entry(row[0], (row[1],), Span(start, end)))
    return found


def _without_empty_end(row: tuple[tuple[Inline, ...], ...]) -> tuple[tuple[Inline, ...], ...]:
    """*row* without empty cells behind its second."""
    while len(row) > 2 and not _plain(row[-1]):
        row = row[:-1]
    return row


def _entry(label: Sequence[Inline], values: Sequence[tuple[Inline, ...]], span: Span) -> Entry:
    texts = [node.span for node in label if isinstance(node, Text)]
    where = Span(texts[0].start, texts[-1].end) if texts else Span(span.start, span.start)
    blocks = tuple(Paragraph(value, span) for value in values if plain(value).strip())
    return Entry(_plain(label).rstrip(": "), blocks, span, where)


def _plain(content: Sequence[Inline]) -> str:
    return " ".join(plain(content).split())


# --- lists and quotations ---------------------------------------------------------------------


def _of_list(block: List | Quote, tables: Tables) -> list[Block]:
    """The fields of a *block* in which each line is a label and its value, more than one of them known."""
    inner = (
        [b for item in block.items for b in item.blocks]
        if isinstance(block, List)
        else list(block.blocks)
    )
    if isinstance(block, List) and any(item.label for item in block.items):
        return []  # what is numbered is text
    lines = [plain(line).strip() for b in inner for line in source_lines(b)]
    labels = [words.partition(":")[0] for words in lines if ":" in words]
    known = [label for label in labels if tables.label_key(label)]
    if not all(isinstance(b, Paragraph) for b in inner) or len(known) < 2:
        return []
    if len(labels) < len(lines) or max(map(len, labels)) > _LONGEST:
        return []
    return [_of_line(line) for b in inner for line in source_lines(b)]


def _of_line(line: tuple[Inline, ...]) -> Entry:
    """The field that a *line* is: what stands before its first colon, and what stands behind it."""
    label, value = split(line, plain(line).index(":") + 1)
    texts = [node.span for node in line if isinstance(node, Text)]
    return _entry(label, (stripped(value),), Span(texts[0].start, texts[-1].end))


# --- definition lists -------------------------------------------------------------------------


def _of_definitions(blocks: Sequence[Block], index: int, tables: Tables) -> tuple[list[Entry], int]:
    """The fields of the definition list that begins at *index* ("Label", ": value"), and its end."""
    found: list[Entry] = []
    end = index
    while end < len(blocks) and (read := _definition(blocks, end)):
        found += read[0]
        end = read[1]
    if not any(tables.label_key(entry.label) for entry in found):
        return [], index + 1
    return found, end


def _definition(blocks: Sequence[Block], index: int) -> tuple[list[Entry], int] | None:
    """The terms at *index*, each with its definitions, on lines of one paragraph or in the next."""
    block = blocks[index]
    lines = source_lines(block)
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if len(lines) == 1 and isinstance(following, Paragraph) and _is_definition(following.content):
        lines = [*lines, *source_lines(following)]
        end = index + 2
    else:
        end = index + 1
    if len(lines) < 2 or _is_definition(lines[0]) or not _is_definition(lines[1]):
        return None
    found: list[Entry] = []
    term: tuple[Inline, ...] = ()
    value: tuple[Inline, ...] = ()
    for at, line in enumerate(lines):
        if _is_definition(line):
            value += _defined(line, again=bool(value))
        elif at + 1 < len(lines) and _is_definition(lines[at + 1]):
            if term:
                found.append(_defined_entry(term, value))
            term, value = line, ()
            if len(_plain(term)) > _LONGEST:
                return None
        else:  # a definition of several lines
            value = (*value, Text(" ", Span(0, 0)), *line)
    found.append(_defined_entry(term, value))
    return found, end


def _defined_entry(term: Sequence[Inline], value: tuple[Inline, ...]) -> Entry:
    """The entry of a *term* and its *value*; the colon between them is the label's sign."""
    texts = [node.span for node in (*term, *value) if isinstance(node, Text)]
    begins = next((node.span.start for node in value if isinstance(node, Text)), texts[-1].end)
    entry = _entry(term, (value,), Span(texts[0].start, texts[-1].end))
    return replace(entry, label_span=Span(texts[0].start, begins))


def _is_definition(line: Sequence[Inline]) -> bool:
    return plain(line[:1]).startswith((": ", ":\t", ":\u00a0"))


def _defined(line: tuple[Inline, ...], *, again: bool) -> tuple[Inline, ...]:
    """The words of a definition behind its colon, which is a semicolon where there is one before it."""
    first, *rest = line
    if not isinstance(first, Text):
        return line
    kept = stripped((first.cut(1, len(first.value)), *rest))
    return (Text("; ", first.cut(0, 1).span), *kept) if again else kept


# --- lines ------------------------------------------------------------------------------------


def source_lines(block: Block) -> list[tuple[Inline, ...]]:
    """The lines of a paragraph as its source has them."""
    if not isinstance(block, Paragraph):
        return []
    lines: list[list[Inline]] = [[]]
    for node in block.content:
        if isinstance(node, LineBreak) or is_line_end(node):
            lines.append([])
        else:
            lines[-1].append(node)
    return [tuple(line) for line in lines if line]


def is_line_end(node: Inline) -> bool:
    """True for the blank that the end of a line is read as."""
    return isinstance(node, Text) and not node.value.strip()


# --- the foot of a page -----------------------------------------------------------------------


def _foot(blocks: Sequence[Block], tables: Tables) -> tuple[Block, ...]:
    """*blocks* with the fields below the line "Document Information", at the foot of a web page, first."""
    start = next(
        (
            at
            for at in range(len(blocks) - 1, max(0, len(blocks) - _FOOT), -1)
            if len(_content(blocks[at])) == 1
            and _plain(_content(blocks[at])).casefold() in tables.page_words("foot")
        ),
        None,
    )
    if start is None or _label_at(blocks, 0, tables):
        return tuple(blocks)
    first = start
    while first > 2 and _label_at(blocks, first - 2, tables):
        first -= 2  # "Author(s):" and a name above that line
    found: list[Entry] = []
    title = blocks[start]
    for at in range(first, len(blocks)):
        block = blocks[at]
        if at == start or not isinstance(block, Heading | Paragraph):
            if at != start:
                return tuple(blocks)
        elif _label_at(blocks, at, tables):
            found.append(_entry(block.content, (), block.span))
        elif found and isinstance(block, Paragraph):
            found[-1] = replace(found[-1], blocks=(*found[-1].blocks, block))
        else:
            return tuple(blocks)
    if not any(tables.label_key(entry.label) for entry in found):
        return tuple(blocks)
    found.append(_entry(_content(title), (), title.span))
    head = _above(blocks, first)
    return (*blocks[:head], *found, *blocks[head:first])


def _above(blocks: Sequence[Block], end: int) -> int:
    """How many of *blocks* are the title and what stands above it."""
    headings = [at for at in range(min(end, 3)) if isinstance(blocks[at], Heading)]
    return headings[-1] + 1 if headings else 0


def _content(block: Block) -> tuple[Inline, ...]:
    return block.content if isinstance(block, Heading | Paragraph) else ()


def _label_at(blocks: Sequence[Block], at: int, tables: Tables) -> bool:
    words = _plain(_content(blocks[at]))
    if not words or len(words) > _LONGEST:
        return False
    return bool(tables.label_key(words)) or words.casefold().strip(": ") in tables.page_words(
        "label"
    )
