"""The foot of a document: leave, signatures, date, postscript, distribution."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tei_edition.conventions.tables import Tables
from tei_edition.document.block import Aside, Block, Closer, List, Paragraph, Postscript, Quote
from tei_edition.document.inline import Inline, Mark, is_blank, only_global, plain
from tei_edition.understand.shape.lists import distribution
from tei_edition.understand.words.lines import (
    distribution_label,
    has_signature,
    is_dateline,
    is_leave,
    is_name,
    is_prose,
    line_of,
    list_label,
    split_lines,
)

_POSTSCRIPT = re.compile(r"P\.?\s?(?:P\.?\s?)?S\.?(?:\s?S\.?)?\s*[:.—–-]?\s")
#: A name of one word, which signs letters: "Lund", "KAKA".
_SHORT_NAME = re.compile(r"[^\W\d_][\w’'-]{1,24}")
#: So many blocks at the end of a text may hold its leave.
_FOOT = 6
_SIGNED = re.compile(
    r"(?:signed|signature|sgd\.?|signed by)\s*[:,—–-]\s*|/s/|/[-–—]/|/signed/|\((?:signed|sgd\.?|signature|-)\)|s/",
    re.IGNORECASE,
)


def close(
    blocks: Sequence[Block], tables: Tables, greeted: bool = False
) -> tuple[list[Block], list[Block]]:
    """The text of a document, and its foot as closers and postscripts.

    The foot is read from its end upwards, as far as lines say that they belong there. In a letter,
    which is *greeted* at its head or takes leave, a line of one capitalised word is a name too.
    """
    letter = greeted or any(is_leave(_plain(block), tables) for block in blocks[-_FOOT:])
    end = len(blocks)
    foot: list[Block] = []
    start = _postscripts(blocks, tables)
    if start < end:
        foot = [Postscript(tuple(_with_lists(blocks[start:], tables)), blocks[start].span)]
        end = start
    first = end
    while (
        first > 0
        and (first == end or _goes_on(blocks[first - 1]))
        and (kinds := _kinds(blocks[first - 1], tables, letter))
    ):
        first -= 1
        if not any(kinds):
            break
    while first < end and not any(_kinds(blocks[first], tables, letter) or []):
        first += 1
    if end > 1 and not any(map(_holds_text, blocks[:first])):  # something has to be the text
        first = next((i + 1 for i in range(first, end) if _holds_text(blocks[i])), end)
    if not _is_foot(blocks[first:end], tables, letter):
        first = end
    if first == end and foot and not _POSTSCRIPT.match(_plain(blocks[start])):
        return _with_lists(blocks, tables), []  # a distribution list behind plain text is text
    closers = [
        _closed(block, tables, letter)
        for block in blocks[first:end]
        if isinstance(block, Paragraph | Aside)
    ]
    return _with_lists(blocks[:first], tables), [*_with_places(closers), *foot]


def _with_places(closers: Sequence[Block]) -> list[Block]:
    """*closers*, where a name of one word between a signature and a date is the date's place."""
    lines = [line for block in closers if isinstance(block, Closer) for line in block.lines]
    places = {
        id(line)
        for before, line, after in zip(lines, lines[1:], lines[2:], strict=False)
        if (before.kind, line.kind, after.kind) == ("signed", "signed", "dateline")
        and _SHORT_NAME.fullmatch(plain(line.content))
    }
    return [
        replace(
            block,
            lines=tuple(
                replace(line, kind="dateline") if id(line) in places else line
                for line in block.lines
            ),
        )
        if isinstance(block, Closer)
        else block
        for block in closers
    ]


def _holds_text(block: Block) -> bool:
    """False for a quotation that nothing stands in."""
    return not isinstance(block, Quote) or any(map(_holds_text, block.blocks))


def _plain(block: Block) -> str:
    return plain(block.content).strip() if isinstance(block, Paragraph | Aside) else ""


def _postscripts(blocks: Sequence[Block], tables: Tables) -> int:
    """Where the postscripts and the distribution behind the signature begin."""
    start = len(blocks)
    for index in range(len(blocks) - 1, max(len(blocks) - 8, -1), -1):
        words = _plain(blocks[index])
        if _POSTSCRIPT.match(words) or (distribution_label(words, tables) and index):
            start = index
    before = blocks[start - 1] if 0 < start < len(blocks) else None
    if before is None:
        return len(blocks)
    signed = _kinds(before, tables)
    follows = all(isinstance(b, Paragraph | List | Aside) for b in blocks[start:])
    return start if signed and any(signed) and follows else len(blocks)


def _with_lists(blocks: Sequence[Block], tables: Tables) -> list[Block]:
    """*blocks* with what stands below or behind "Distribution:" or "Agenda:" as one list with it."""
    result: list[Block] = []
    for index, block in enumerate(blocks):
        words = _plain(block)
        kind = list_label(words, tables) if isinstance(block, Paragraph) else None
        below = blocks[index + 1] if index + 1 < len(blocks) else None
        above = result[-1] if result else None
        if kind and words.endswith(":") and isinstance(block, Paragraph):
            # Its items are the list below; without one it stays what it is.
            listed = List((), False, block.span, kind, block.content)
            result.append(listed if isinstance(below, List) else block)
        elif kind == "distribution" and isinstance(block, Paragraph):
            inline = distribution(block)
            result.append(inline if inline.items else block)
        elif isinstance(block, List) and isinstance(above, List) and above.kind and not above.items:
            result[-1] = List(block.items, block.ordered, block.span, above.kind, above.head)
        else:
            result.append(block)
    return result


def _goes_on(block: Block) -> bool:
    return isinstance(block, Paragraph | Aside)


def _kinds(block: Block, tables: Tables, letter: bool = False) -> list[str] | None:
    """What the lines of *block* say at the foot of a document; None where it is text."""
    if isinstance(block, Aside):
        if has_signature(block.content):
            return ["signed"]
        return [""] if only_global(block.content) else None
    if not isinstance(block, Paragraph) or is_prose(block.content):
        return None
    kinds = [
        _kind(line, tables, letter) for line in split_lines(block.content) if not is_blank(line)
    ]
    return [str(kind) for kind in kinds] if kinds and all(kinds) else None


def _kind(line: Sequence[Inline], tables: Tables, letter: bool) -> str | None:
    words = " ".join(plain(line).split())
    if (
        has_signature(line)
        and len(plain([n for n in line if not isinstance(n, Mark)]).split()) <= 8
    ):
        return "signed"
    if _SIGNED.match(words) and len(words.split()) <= 14:
        return "signed"
    if is_leave(words, tables):
        return "salute"
    if is_dateline(words):
        return "dateline"
    return "signed" if is_name(words) or (letter and _SHORT_NAME.fullmatch(words)) else None


def _is_foot(blocks: Sequence[Block], tables: Tables, letter: bool) -> bool:
    """True where *blocks* are more than a date or a heading at the end of a text."""
    kinds = [kind for block in blocks for kind in _kinds(block, tables, letter) or []]
    return "signed" in kinds or "salute" in kinds


def _closed(block: Paragraph | Aside, tables: Tables, letter: bool) -> Block:
    kinds = _kinds(block, tables, letter) or [""]
    if isinstance(block, Aside):
        return Closer((line_of(kinds[0], block.content),), block.span)
    lines = [line for line in split_lines(block.content) if not is_blank(line)]
    return Closer(tuple(line_of(k, line) for k, line in zip(kinds, lines, strict=True)), block.span)
