"""Paragraphs, and the passages of them that somebody says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tei_edition.enrich.names import Name
from tei_edition.enrich.register import Entry

if TYPE_CHECKING:
    from tei_edition.enrich.speech.decided import Decided

_INNER_END = re.compile(r"[.!?][\"”»]?\s+[\"“«A-ZÀ-Þ]")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, with the names in it; `speaker` is who has the turn by its label, `turn` that it has one, its words from *start* on; `dash` that a dash stands
    for the speaker; `decided` what an editor says of it; `apart` that nobody speaks in it."""

    text: str
    names: tuple[Name, ...]
    speaker: Entry | None = None
    turn: bool = False
    start: int = 0
    dash: bool = False
    decided: tuple[Decided, ...] = ()
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """What somebody says: the characters of a block. `sure` is false where only the sequence tells who it is.

    `given` says that the document has it so already.
    """

    block: int
    start: int
    end: int
    who: Entry
    direct: bool
    sure: bool = True
    given: bool = False


def joined(passages: list[Passage], blocks: Sequence[Block]) -> list[Passage]:
    """*passages* with those of one speaker as one that follow each other with nothing but white space between."""
    result: list[Passage] = []
    for passage in passages:
        last = result[-1] if result else None
        if (
            last is not None
            and (last.block, last.who) == (passage.block, passage.who)
            and not (last.given or passage.given)
            and not blocks[passage.block].text[last.end : passage.start].strip()
        ):
            result[-1] = replace(last, end=passage.end, direct=last.direct or passage.direct)
        else:
            result.append(passage)
    return [_without_stop(passage, blocks[passage.block].text) for passage in result]


def _without_stop(passage: Passage, text: str) -> Passage:
    """*passage* without the full stop of the sentence that reports it, where it is but a clause of that."""
    said = text[passage.start : passage.end]
    before = text[: passage.start].rstrip()
    if (
        passage.given
        or passage.direct
        or not said.endswith(".")
        or _INNER_END.search(said)
        or not before
        or before[-1] in '.!?:"”»'
    ):
        return passage
    return replace(passage, end=passage.end - 1)
