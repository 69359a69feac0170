"""Notes that a PDF prints together behind its text, brought to their signs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tei_edition.document.draft import DraftBlock, DraftInline, FootNote, Run

_SIGN = re.compile(r"\d{1,3}|[*†‡§]{1,3}|[a-z]{1,3}")
_FIRST = re.compile(r"(?P<sign>\d{1,3}|[*†‡§]{1,3}|[a-z]{1,3})[.)\]]?(?:\s+|$)")
#: Of the signs in the text so many must have a note below, and no more blocks may stand between two notes.
_ENOUGH, _BETWEEN = 0.6, 2


@dataclass(slots=True)
class _Entry:
    """A note below: the blocks that it is, from which to which."""

    start: int
    end: int


def with_endnotes(blocks: Sequence[DraftBlock]) -> tuple[DraftBlock, ...]:
    """*blocks* with the notes below the text at the raised signs that they belong to, where most have one."""
    signs = [sign for block in blocks for sign in _signs(block.content)]
    if not signs:
        return tuple(blocks)
    entries = _entries(blocks, signs)
    if len(entries) < max(1, _ENOUGH * len(set(signs))):
        return tuple(blocks)
    taken = {i for entry in entries.values() for i in range(entry.start, entry.end)}
    waiting = Counter(signs)
    made = []
    for index, block in enumerate(blocks):
        if index not in taken:
            made.append(replace(block, content=_noted(block.content, blocks, entries, waiting)))
    return tuple(made)


def _signs(content: Sequence[DraftInline]) -> list[str]:
    """The raised signs in *content* that may be those of notes."""
    return [
        node.text.strip()
        for node in content
        if isinstance(node, Run)
        and "superscript" in node.styles
        and _SIGN.fullmatch(node.text.strip())
    ]


def _lead(block: DraftBlock) -> str:
    """The sign with which *block* begins as a note does."""
    if block.kind != "paragraph" or not block.content or not isinstance(block.content[0], Run):
        return ""
    first = block.content[0]
    words = "".join(node.text for node in block.content if isinstance(node, Run)).lstrip()
    if "superscript" in first.styles and _SIGN.fullmatch(first.text.strip()):
        return first.text.strip()
    found = _FIRST.match(words)
    return found["sign"] if found else ""


def _entries(blocks: Sequence[DraftBlock], signs: Sequence[str]) -> dict[str, _Entry]:
    """The last run of blocks that begin with *signs* in their order, by sign."""
    wanted = list(dict.fromkeys(signs))
    best: dict[str, _Entry] = {}
    text = [i for i, block in enumerate(blocks) if _signs(block.content) and not _lead(block)]
    # Where each sign begins a block, there are notes without their text.
    index = text[-1] + 1 if text else len(blocks)
    while index < len(blocks):
        if _lead(blocks[index]) != wanted[0]:
            index += 1
            continue
        found = _run(blocks, index, wanted)
        if len(found) >= len(best):
            best = found
        index += 1
    return best


def _run(blocks: Sequence[DraftBlock], start: int, wanted: Sequence[str]) -> dict[str, _Entry]:
    found: dict[str, _Entry] = {}
    index, following = start, 0
    while following < len(wanted) and index < len(blocks):
        near = range(index, min(index + _BETWEEN + 1, len(blocks)))
        at = next((i for i in near if _lead(blocks[i]) == wanted[following]), -1)
        if at >= 0:
            if found:
                list(found.values())[-1].end = at
            found[wanted[following]] = _Entry(at, at + 1)
            index = at + 1
        following += 1
    return found


def _noted(
    content: Sequence[DraftInline],
    blocks: Sequence[DraftBlock],
    entries: dict[str, _Entry],
    waiting: Counter[str],
) -> tuple[DraftInline, ...]:
    made: list[DraftInline] = []
    for node in content:
        sign = node.text.strip() if isinstance(node, Run) and "superscript" in node.styles else ""
        entry = entries.get(sign)
        if entry is None or waiting[sign] <= 0:
            made.append(node)
            continue
        waiting[sign] = 0
        first = _without(blocks[entry.start], sign)
        made.append(FootNote((first, *blocks[entry.start + 1 : entry.end]), sign))
    return tuple(made)


def _without(block: DraftBlock, sign: str) -> DraftBlock:
    """*block* without the *sign* that it begins with."""
    content = list(block.content)
    rest = sign
    while content and isinstance(content[0], Run):
        text = content[0].text.lstrip()
        if text.startswith(rest):
            text, rest = text[len(rest) :], ""
        text = re.sub(r"^[.)\]]?\s*", "", text) if not rest else text
        if text:
            content[0] = replace(content[0], text=text)
            break
        del content[0]
    return replace(block, content=tuple(content))
