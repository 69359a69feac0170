"""Who speaks: paragraphs of minutes and transcripts that begin with a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tei_edition.conventions.tables import Tables
from tei_edition.document.model import (
    Block,
    Inline,
    Paragraph,
    Speech,
    Text,
    is_blank,
    plain,
    split,
    stripped,
)
from tei_edition.understand.words.lines import SMALL_WORDS, distribution_label

#: What stands between a name and what it says: "Mao:", "Mao.—".
_SIGN = re.compile(r":(?=\s|$)|\.\s?[—–]{1,2}(?=\s|$)|\.\s?--?(?=\s|$)")
_WORD = re.compile(r"[^\W\d_][\w.'’–-]*[,.]?")
_MOST_WORDS = 10
_FEW = 3
#: What begins a paragraph with a colon and is nobody.
_NOBODY = re.compile(
    r"(?:note|question|answer|first|second|third|fourth|fifth|point|example|result|conclusion|conclusions|resolved|decided|decision"
    r"|summary|agenda|item|re|p\.?s|nb|on|about|concerning|regarding|annex|enclosure|attachment|appendix|table|figure|part|chapter|section"
    r"|remarks?|comments?|proposal|proposals|task|tasks|reason|reasons|however|furthermore|moreover|here|there|thus|therefore|namely|finally"
    r"|for|by|to|from|subject|it|this|that|these|those|he|she|they|we|i|in|at|as|the following|following|also|and|but)\b(?!\s+(?:minister|secretary|comrade))",
    re.IGNORECASE,
)


def speeches(blocks: Sequence[Block], tables: Tables) -> list[Block]:
    """*blocks* with each paragraph that a speaker's name begins as a Speech, where it is minutes.

    It is where three paragraphs begin so, or two with the same name. A name that stands alone has
    the paragraph below it for its speech.
    """
    names = {i: found for i, block in enumerate(blocks) if (found := _speaker(block, tables))}
    counted = Counter(name for name, _ in names.values())
    if len(names) < _FEW and not any(count > 1 for count in counted.values()):
        return list(blocks)
    result: list[Block] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        if index - 1 not in names or not isinstance(block, Paragraph):
            result.append(block)
            continue
        end = names[index - 1][1]
        speaker, rest = _cut(block, end)
        said: list[Block] = [] if is_blank(rest) else [Paragraph(rest, block.span)]
        if (
            not said
            and index < len(blocks)
            and isinstance(below := blocks[index], Paragraph)
            and index not in names
        ):
            said.append(below)
            index += 1
        result.append(Speech(speaker, tuple(said), block.span) if said else block)
    return result


def _speaker(block: Block, tables: Tables) -> tuple[str, int] | None:
    """The name that begins *block*, and where it ends."""
    if not isinstance(block, Paragraph):
        return None
    head = plain(block.content[:6])[:140]
    found = _SIGN.search(head)
    name = head[: found.start()].strip() if found else ""
    if not found or not _is_name(name) or distribution_label(head, tables):
        return None
    if tables.line_key(name) or tables.label_key(name):
        return None
    return name, found.end()


def _is_name(name: str) -> bool:
    words = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", name).split()
    telling = [word for word in words if word.lower() not in SMALL_WORDS]
    return (
        bool(telling)
        and len(words) <= _MOST_WORDS
        and len(name) <= 90
        and all(_WORD.fullmatch(word) for word in words)
        and all(word[0].isupper() for word in telling)
        and not _NOBODY.match(name)
    )


def _cut(block: Paragraph, end: int) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """The words of *block* to *end*, and those behind it without the white space or break between."""
    speaker, rest = split(block.content, end)
    while rest and is_blank(rest[:1]):
        rest = rest[1:]
    if rest and isinstance(first := rest[0], Text):
        lead = len(first.value) - len(first.value.lstrip())
        rest = (first.cut(lead, len(first.value)), *rest[1:])
    return stripped(speaker), rest
