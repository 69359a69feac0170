"""Lists that Markdown does not know: paragraphs and lines that begin with a letter, a numeral, a dash."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from typing import TypeGuard

from tei_edition.document.block import Block, List, ListItem, Paragraph
from tei_edition.document.inline import Inline, Mark, Text, is_blank, plain, split, stripped
from tei_edition.document.source import Span
from tei_edition.understand.words.lines import split_lines

_LABEL = re.compile(
    r"\s*(?P<label>(?P<open>\(?)(?P<value>\d{1,3}|[a-z]|[ivxl]{1,6}|[A-Z]|[IVXL]{1,6}|[а-я])(?P<close>\)|\.|/|\.\))|[–—•·▪●◦-])\s+(?=\S)"
)
#: A label stands in so many letters.
_BEGINNING = 40
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class _Label:
    text: str
    end: int
    #: Where it may stand in its series, by the way it is written: {"decimal": 3}, {"alpha": 9, "roman": 1}.
    places: tuple[tuple[str, int], ...]


def lists(blocks: Sequence[Block]) -> list[Block]:
    """*blocks* with paragraphs that are items of one series, each next to the other, as a List."""
    result: list[Block] = []
    series: list[tuple[Paragraph, _Label]] = []
    for block in _flat(blocks):
        label = _label(block.content) if isinstance(block, Paragraph) else None
        if series and (label is None or not _follows(series[-1][1], label)):
            result += _series(series)
            series = []
        if label is not None and isinstance(block, Paragraph):
            series.append((block, label))
        else:
            result.append(block)
    return _nested(result + _series(series))


def _flat(blocks: Sequence[Block]) -> Iterable[Block]:
    """*blocks*, with a paragraph whose lines are items as a list at once."""
    for block in blocks:
        if isinstance(block, Paragraph) and (found := _lines_list(block)):
            yield from found
        else:
            yield block


def _lines_list(block: Paragraph) -> list[Block]:
    lines = split_lines(block.content)
    labels = [_label(line) for line in lines]
    first = next((i for i, label in enumerate(labels) if label), len(lines))
    told = [label for label in labels[first:] if label]
    if first > 1 or len(told) < 2 or len(told) != len(lines) - first:
        return []
    if not all(_follows(a, b) for a, b in pairwise(told)):
        return []
    items = tuple(
        _item(line, label, block.span) for line, label in zip(lines[first:], told, strict=True)
    )
    before = [Paragraph(lines[0], block.span)] if first else []
    return [*before, List(items, _is_ordered(told[0]), block.span)]


def _label(content: Sequence[Inline]) -> _Label | None:
    found = _LABEL.match(f"{beginning(content)}x")
    if not found:
        return None
    value = found["value"]
    if value is None:
        return _Label(found["label"], found.end(), (("bullet", 0),))
    form = f"{found['open']}{found['close']}"
    places: list[tuple[str, int]] = []
    if value.isdecimal():
        places.append((f"decimal{form}", int(value)))
    elif len(value) == 1 and not (value.isupper() and found["close"] == "." and not found["open"]):
        places.append((f"alpha{form}{value.isupper()}", ord(value)))
    if not value.isdecimal() and set(value.lower()) <= set(_ROMAN):
        places.append((f"roman{form}{value.isupper()}", _roman(value)))
    return _Label(found["label"], found.end(), tuple(places)) if places else None


def beginning(content: Sequence[Inline]) -> str:
    """The first 40 letters of *content*, where a label may be: up to a remark, which holds none."""
    first = content[0] if content else None
    if isinstance(first, Text) and len(first.value) >= _BEGINNING:  # what is asked for most
        return first.value[:_BEGINNING]
    words = list(takewhile(lambda node: isinstance(node, Text), content[:6]))
    return plain(words)[:_BEGINNING]


def _roman(value: str) -> int:
    numbers = [_ROMAN[char] for char in value.lower()]
    return sum(-n if n < max(numbers[i:]) else n for i, n in enumerate(numbers))


def _follows(one: _Label, other: _Label) -> bool:
    """True where *other* is what comes next after *one* in a series."""
    return any(
        kind == kind2 and (number2 == number + 1 or kind == "bullet")
        for kind, number in one.places
        for kind2, number2 in other.places
    )


def _is_ordered(label: _Label) -> bool:
    return label.places[0][0] != "bullet"


def _series(series: list[tuple[Paragraph, _Label]]) -> list[Block]:
    """A List of *series*; one alone is no list."""
    if len(series) < 2:
        return [block for block, _ in series]
    items = []
    for block, label in series:
        items.append(_item(block.content, label, block.span))
    span = Span(series[0][0].span.start, series[-1][0].span.end)
    return [List(tuple(items), _is_ordered(series[0][1]), span)]


def _nested(blocks: Sequence[Block]) -> list[Block]:
    """*blocks* with lists next to each other as one, where one continues another or belongs into its item."""
    result: list[Block] = []
    for index, block in enumerate(blocks):
        before = result[-1] if result else None
        if _is_plain(block) and _is_plain(before):
            later = list(takewhile(_is_plain, blocks[index + 1 :]))
            if whole := _within(before, block, later):
                result[-1] = whole
                continue
        result.append(block)
    return result


def _is_plain(block: Block | None) -> TypeGuard[List]:
    return isinstance(block, List) and not block.head and block.kind is None and bool(block.items)


def _within(whole: List, block: List, later: Sequence[Block]) -> List | None:
    """*whole* with the items of *block* behind its own, or *block* in its last item; None where it is apart.

    It is in the item that announces it by a colon, or that the numbers *later* go on behind.
    """
    span = Span(whole.span.start, block.span.end)
    last = whole.items[-1]
    inner = last.blocks[-1] if last.blocks else None
    if _is_plain(inner) and (deeper := _within(inner, block, later)):
        return _with_last(whole, (*last.blocks[:-1], deeper), span)
    if _goes_on(whole, block):
        return replace(whole, items=(*whole.items, *block.items), span=span)
    announced = isinstance(inner, Paragraph) and plain(inner.content).rstrip().endswith(":")
    around = any(_is_plain(one) and _goes_on(whole, one) for one in later)
    if _begins(block) and isinstance(inner, Paragraph) and (announced or around):
        return _with_last(whole, (*last.blocks, block), span)
    return None


def _with_last(whole: List, blocks: tuple[Block, ...], span: Span) -> List:
    item = replace(whole.items[-1], blocks=blocks, span=Span(whole.items[-1].span.start, span.end))
    return replace(whole, items=(*whole.items[:-1], item), span=span)


def _goes_on(whole: List, block: List) -> bool:
    one, other = (_of_text(item.label) for item in (whole.items[-1], block.items[0]))
    return one is not None and other is not None and _follows(one, other)


def _begins(block: List) -> bool:
    """True for a list of letters or numerals from the first on, or of bullets."""
    label = _of_text(block.items[0].label)
    firsts = (("alpha", ord("a")), ("alpha", ord("A")), ("roman", 1), ("decimal", 1))
    return label is None or any(
        kind.startswith(first) and place == number
        for kind, place in label.places
        for first, number in firsts
    )


def _of_text(label: str) -> _Label | None:
    """The label that an item prints; None for a bullet."""
    return _label((Text(f"{label} x", Span(0, len(label) + 2)),)) if label else None


def _item(content: Sequence[Inline], label: _Label, span: Span) -> ListItem:
    sign, rest = split(content, label.end)
    spans = [node.span for node in sign if not isinstance(node, Mark)]
    text = label.text if _is_ordered(label) else ""
    return ListItem(text, (Paragraph(rest, span),), span, Span(spans[0].start, spans[-1].end))


def distribution(block: Paragraph) -> List:
    """*block*, "Distribution: A, B" or with a line for each, as a list; without items where none are there."""
    words = plain(block.content)
    end = words.index(":") + 1
    head, rest = split(block.content, end)
    lines = [line for line in split_lines(rest) if not is_blank(line)]
    if len(lines) == 1:
        lines = _at_signs(lines[0])
    items = tuple(
        ListItem("", (Paragraph(stripped(line), block.span),), block.span) for line in lines
    )
    return List(items, False, block.span, "distribution", head, marked=False)


def _at_signs(line: Sequence[Inline]) -> list[tuple[Inline, ...]]:
    """*line* behind each comma or semicolon between two words: "A, B and C; D"."""
    parts: list[tuple[Inline, ...]] = []
    start, rest = 0, tuple(line)
    for found in re.finditer(r"[,;](?=\s+\S)", plain(line)):
        part, rest = split(rest, found.end() - start)
        parts.append(part)
        start = found.end()
    return [*parts, rest]
