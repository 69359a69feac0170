"""Lines of a paragraph that are labels of a header block, each as a paragraph of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_edition.conventions.tables import Tables
from tei_edition.document.block import Block, Paragraph
from tei_edition.document.inline import Inline, LineBreak, Text, plain
from tei_edition.document.source import Span
from tei_edition.understand.header.entries import source_lines

#: A label that nothing marks.
PLAIN = re.compile(r"([A-Z][\w /()’'-]{1,30}):(?=\s)")
_Line = tuple[Inline, ...]


def lines_apart(
    blocks: Sequence[Block], tables: Tables
) -> tuple[tuple[Block, ...], tuple[int, ...]]:
    """*blocks* with each line that begins with a label as a paragraph of its own, and where each block was.

    A line is one if its label is known, or if most lines of its paragraph begin with a label. Where labels
    stand alone on their lines, as in text that was copied from a page, every line stands apart.
    """
    result: list[Block] = []
    places: list[int] = []
    for place, block in enumerate(blocks):
        parts = _parts(block, tables)
        result += parts
        places += [place] * len(parts)
    return tuple(result), tuple(places)


def together_again(
    whole: Sequence[Block], parts: Sequence[Block], places: Sequence[int], start: int
) -> tuple[Block, ...]:
    """The *parts* from *start* on; those of blocks that the header left alone as the *whole* they were."""
    if start >= len(parts):
        return ()
    place = places[start]
    if start and places[start - 1] == place:  # the header ends within a block
        end = start
        while end < len(parts) and places[end] == place:
            end += 1
        return (*parts[start:end], *whole[place + 1 :])
    return tuple(whole[place:])


def _parts(block: Block, tables: Tables) -> list[Block]:
    if not isinstance(block, Paragraph) or len(block.content) < 3:
        return [block]
    lines = source_lines(block)
    if len(lines) < 2:
        return [block]
    known = [_begins(line, tables) for line in lines]
    alone = [_is_alone(line, tables) for line in lines]
    if sum(alone) > 1:
        starts = list(range(len(lines)))
    else:
        told = [found or _is_label(line) for found, line in zip(known, lines, strict=True)]
        if not any(known) or not (known[0] or told[0]):
            return [block]
        each = 2 * sum(told) > len(lines)
        starts = [at for at in range(len(lines)) if known[at] or (each and told[at]) or not at]
    if len(starts) == 1:
        return [block]
    return [
        _paragraph(block, lines[start:end])
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]


def _paragraph(block: Paragraph, lines: Sequence[_Line]) -> Paragraph:
    """The stretch of *block* that *lines* are."""
    first, last = lines[0][0], lines[-1][-1]
    nodes = list(block.content)
    start = next(i for i, node in enumerate(nodes) if node is first)
    end = next(i for i, node in enumerate(nodes) if node is last)
    content = tuple(nodes[start : end + 1])
    spans = [node.span for node in content if isinstance(node, Text | LineBreak)]
    return Paragraph(content, Span(spans[0].start, spans[-1].end))


def _is_alone(line: _Line, tables: Tables) -> bool:
    """True for a line that is a known label and its colon."""
    words = plain(line).strip()
    return words.endswith(":") and tables.label_key(words) is not None


def _is_label(line: _Line) -> bool:
    """True for a line that begins with a label, in bold or plain."""
    words = f"{plain(line).strip()} "
    return bool(PLAIN.match(words))


def _begins(line: _Line, tables: Tables) -> bool:
    """True where *line* begins with a known label."""
    node = line[0]
    if not isinstance(node, Text):
        return False
    words, sign, _ = node.value.partition(":")
    following = line[1] if len(line) > 1 else None
    marked = (
        bool({"strong", "emphasis"} & set(node.styles))
        and isinstance(following, Text)
        and following.value.lstrip().startswith(":")
    )
    return bool(sign or marked) and tables.label_key(words) is not None
