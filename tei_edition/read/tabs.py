"""Tables whose cells are parted by tabs: neighbouring lines of one paragraph with as many of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from tei_edition.document.block import Block, Paragraph, Table
from tei_edition.document.inline import Inline, LineBreak, Text, plain, stripped
from tei_edition.document.source import Span

_Line = tuple[Inline, ...]
#: What begins an item of a list or a labelled line, behind which a tab is no border of a cell.
_LABEL = re.compile(r"\(?\w{1,4}[.)]|[–—•·*-]|.*:", re.DOTALL)


def tab_tables(content: Sequence[Inline], span: Span) -> Iterator[Block]:
    """The paragraph with this *content* at *span*, and its lines with as many tabs each as a Table.

    One line alone is no table, nor are labels with a tab behind them ("a)", "To:").
    """
    lines = _lines(content)
    counts = [0 if _is_labelled(line) else plain(line).strip().count("\t") for line in lines]
    runs = [
        (count, [at for at, _ in run])
        for count, run in groupby(enumerate(counts), key=lambda one: one[1])
    ]
    if not any(count and len(run) > 1 for count, run in runs):
        yield Paragraph(tuple(content), span)
        return
    kept: list[Inline] = []
    for count, run in runs:
        if not count or len(run) == 1:
            kept += [node for at in run for node in _with_end(content, lines[at])]
            continue
        if stripped(kept):
            yield _paragraph(kept)
        kept = []
        rows = tuple(_cells(lines[at]) for at in run)
        yield Table(rows, _span([node for at in run for node in lines[at]]))
    if stripped(kept):
        yield _paragraph(kept)


def _is_labelled(line: _Line) -> bool:
    return bool(_LABEL.fullmatch(plain(line).strip().partition("\t")[0].strip()))


def _lines(content: Sequence[Inline]) -> list[_Line]:
    lines: list[list[Inline]] = [[]]
    for node in content:
        if isinstance(node, LineBreak) or _is_end(node):
            lines.append([])
        else:
            lines[-1].append(node)
    return [tuple(line) for line in lines if line]


def _is_end(node: Inline) -> bool:
    """True for the blank that the end of a line is read as."""
    return isinstance(node, Text) and node.value == " "


def _with_end(content: Sequence[Inline], line: _Line) -> list[Inline]:
    """*line* and the end of line behind it."""
    after = next(at for at, node in enumerate(content) if node is line[-1]) + 1
    return [*line, *content[after : after + 1]]


def _cells(line: _Line) -> tuple[_Line, ...]:
    cells: list[list[Inline]] = [[]]
    for node in stripped(line):
        if not isinstance(node, Text):
            cells[-1].append(node)
            continue
        start = 0
        for tab in re.finditer("\t", node.value):
            cells[-1].append(node.cut(start, tab.start()))
            cells.append([])
            start = tab.end()
        cells[-1].append(node.cut(start, len(node.value)))
    return tuple(stripped(cell) for cell in cells)


def _paragraph(content: Sequence[Inline]) -> Paragraph:
    content = stripped(content)
    return Paragraph(content, _span(content))


def _span(content: Sequence[Inline]) -> Span:
    spans = [node.span for node in content if isinstance(node, Text | LineBreak)]
    return Span(spans[0].start, spans[-1].end)
