"""Numbered paragraphs, as dispatches have them: a series of long paragraphs with a number each is no list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tei_edition.document.block import Block, List, ListItem, Paragraph
from tei_edition.document.inline import Text, plain, split
from tei_edition.document.source import Span
from tei_edition.understand.shape.lists import beginning

#: How numbers of paragraphs are printed: "3.", "3)", "(3)".
_NUMBER = re.compile(r"(?P<open>\(?)(?P<value>\d{1,3})(?P<close>\.|\))")
_LEAD = re.compile(rf"\s*(?P<label>{_NUMBER.pattern})\s+(?=\S)")
#: Where a sentence ends and the next begins.
_SENTENCE = re.compile(r"""(?<=[^\W\d_]{3})[.!?]["”’)\]]*\s+(?=["“‘(\[]?[A-ZÀ-ÞА-Я\d])""")
#: A paragraph has so many words and two sentences, or so many without; behind a colon both are asked for.
_SOME, _MANY = 25, 60
#: A series goes on behind an omission of at most so many numbers.
_OMITTED = 10
#: What an item ends in that is one part of a sentence.
_PART = (";", ",", ":")


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A paragraph with a number: an item of the list at *index*, or the paragraph there (then *item* is 0)."""

    index: int
    item: int
    number: int
    form: str
    words: str
    #: True where the sentence before it, which ends in a colon, goes on in it.
    introduced: bool


def numbered_paragraphs(blocks: Sequence[Block]) -> list[Block]:
    """*blocks* with each series of numbered paragraphs as Paragraphs that have their numbers.

    A series may be several lists and paragraphs, with anything between them, and is weighed as a whole:
    it is one of paragraphs where at least half of it are long, and the rest may be short.
    """
    told = {
        (one.index, one.item)
        for series in _all_series(blocks)
        if _are_paragraphs(series)
        for one in series
    }
    result: list[Block] = []
    for index, block in enumerate(blocks):
        if isinstance(block, List):
            result += _parts(block, {item for at, item in told if at == index})
        elif isinstance(block, Paragraph) and (index, 0) in told:
            result.append(_of_paragraph(block))
        else:
            result.append(block)
    return result


def _all_series(blocks: Sequence[Block]) -> list[list[_Numbered]]:
    """The paragraphs with numbers, each behind the one that it continues."""
    result: list[list[_Numbered]] = []
    for index, block in enumerate(blocks):
        for found in _read(block, index, blocks[index - 1] if index else None):
            last = result[-1][-1] if result else None
            if (
                last is not None
                and last.form == found.form
                and 0 < found.number - last.number <= _OMITTED
            ):
                result[-1].append(found)
            else:
                result.append([found])
    return result


def _read(block: Block, index: int, before: Block | None) -> Iterator[_Numbered]:
    if isinstance(block, Paragraph) and (lead := _lead(block)):
        words = plain(block.content)[lead.end() :].strip()
        form = f"{lead['open']}{lead['close']}"
        yield _Numbered(index, 0, int(lead["value"]), form, words, _introduces(before))
    elif isinstance(block, List) and block.ordered and not block.head:
        introduced = _introduces(before)
        for place, item in enumerate(block.items):
            first = item.blocks[0] if item.blocks else None
            label = _NUMBER.fullmatch(item.label)
            if label and isinstance(first, Paragraph):
                words = plain(first.content).strip()
                form = f"{label['open']}{label['close']}"
                yield _Numbered(index, place, int(label["value"]), form, words, introduced)


def _introduces(before: Block | None) -> bool:
    return isinstance(before, Paragraph) and plain(before.content).rstrip().endswith(":")


def _parts(block: List, told: set[int]) -> Iterator[Block]:
    """*block* with the items at the places *told* as paragraphs, and the others as lists."""
    for is_told, group in groupby(enumerate(block.items), key=lambda one: one[0] in told):
        items = tuple(item for _, item in group)
        if is_told:
            for item in items:
                yield from _of_item(item)
        elif not told:
            yield block
        else:
            yield replace(block, items=items, span=Span(items[0].span.start, items[-1].span.end))


def _lead(block: Paragraph) -> re.Match[str] | None:
    return _LEAD.match(f"{beginning(block.content)}x")


def _are_paragraphs(series: Sequence[_Numbered]) -> bool:
    """True where the paragraphs of *series* are those of a text, and not items: most of them are long."""
    words = [one.words for one in series]
    if len(words) < 2 or sum(t.endswith(_PART) or t[:1].islower() for t in words) * 3 > len(words):
        return False
    introduced = series[0].introduced
    long = sum(_is_long(text, introduced) for text in words)
    return long * 2 >= len(words)


def _is_long(text: str, introduced: bool) -> bool:
    count, sentences = len(text.split()), len(_SENTENCE.findall(text)) + 1
    if introduced:
        return count >= _MANY and sentences > 1
    return count >= _MANY or (count >= _SOME and sentences > 1)


def _of_item(item: ListItem) -> Iterator[Block]:
    first, *rest = item.blocks
    if isinstance(first, Paragraph):
        span = Span(item.span.start, first.span.end)
        yield replace(first, span=span, number=_number(item.label), sign=item.sign)
    yield from rest


def _of_paragraph(block: Paragraph) -> Paragraph:
    lead = _lead(block)
    if lead is None:  # pragma: no cover - it was read so
        return block
    sign, rest = split(block.content, lead.end())
    spans = [node.span for node in sign if isinstance(node, Text)]
    span = Span(spans[0].start, spans[-1].end)
    return Paragraph(rest, block.span, _number(lead["label"]), span)


def _number(label: str) -> str:
    """*label* as @n has it: "3." is 3, any other form as it is printed."""
    return label.removesuffix(".") if label[0] != "(" else label
