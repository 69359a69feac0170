"""Paragraphs that page breaks of the printed rendition cut in two, made whole.

The rendition's pages are not the document's: a paragraph that ends in mid-sentence at the foot of
one and goes on at the head of the next is one paragraph. What tells a cut is how the first half
ends and how the second begins; how sure that is goes into `PageCut.certainty`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tei_edition.diagnostics import Diagnostic, Fix
from tei_edition.document.model import (
    Block,
    Inline,
    List,
    PageCut,
    Paragraph,
    ParagraphBreak,
    Quote,
    Source,
    Span,
    plain,
)

#: Abbreviations after which a sentence goes on, whatever the next letter.
_ABBREVIATION = re.compile(
    r"(?<!\w)(?:Mr|Mrs|Ms|Messrs|Dr|Prof|Gen|Maj|Col|Lt|Capt|Cdr|Adm|Sgt|Cde|Com|Sen|Rep|Gov|Amb"
    r"|Pres|Min|Sec|St|No|Nos|Vol|Art|Fig|cf|vs|viz|e\.g|i\.e|approx|ca|pp|p)\.$"
)
_INITIAL = re.compile(r"(?<!\w)[A-Z]\.$")
#: Words that no sentence ends with.
_JOINING = re.compile(
    r"(?<!\w)(?:a|an|the|and|or|but|nor|of|to|in|on|at|by|for|from|with|without|into|onto|over|under"
    r"|about|between|among|against|through|during|before|after|since|until|than|as|that|which|who"
    r"|whom|whose|if|because|when|where|while|although|whether|is|are|was|were|be|been|being|has"
    r"|have|had|will|would|shall|should|can|could|may|might|must|do|does|did|not|no|its|their|his"
    r"|her|our|your|my|this|these|those|very|so|such|comrade|comrades)$",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]*†‡]*$|[\]|_=]$")
_LABEL = re.compile(r"(?:\(?[a-z0-9]{1,3}[.)]|[-–—•])\s")
#: A remark runs over so many paragraphs at most.
_LONGEST_REMARK = 20
#: So many characters of the second half are pointed at.
_SHOWN = 12
#: So much of the end of a paragraph is looked at, in characters.
_TAIL = 120
#: So much holds its last word.
_WORD = 16
#: A line of fewer words is no prose: a heading, a name, an address.
_PROSE = 12


def join_paragraphs(
    source: Source, blocks: Sequence[Block]
) -> tuple[tuple[Block, ...], list[Diagnostic]]:
    """Join each paragraph of *blocks* with the one that a page break cut off from it.

    Returns the blocks and one R030 for each cut made whole. A PageCut stands where it was.
    """
    joined: list[Block] = []
    diagnostics: list[Diagnostic] = []
    for block in blocks:
        before = _last_paragraph(joined[-1]) if joined else None
        certainty = (
            cut_certainty(plain(before.content), plain(block.content))
            if before is not None and isinstance(block, Paragraph)
            else None
        )
        if before is None or certainty is None or not isinstance(block, Paragraph):
            joined.append(block)
            continue
        whole = _join(before, block, certainty)
        joined[-1] = _with_last_paragraph(joined[-1], whole)
        message = "a page break cut this paragraph from the one before; they are made one"
        hint = "write [page cut] between the two to say so, or [new paragraph] before this one to keep them apart"
        label = f"goes on with the paragraph above, certainty {certainty}"
        first = Span(block.span.start, min(block.span.end, block.span.start + _SHOWN))
        fix = Fix(before.span.end, block.span.start, " [page cut] ")
        diagnostics.append(source.diagnostic("R030", message, first, hint, label=label, fix=fix))
    return tuple(joined), diagnostics


def join_remarks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """*blocks* with each remark that runs over several paragraphs in one, a ParagraphBreak between.

    It begins with the bracket that begins a paragraph and ends with the one that ends another, some
    paragraphs further on, with no bracket left open between.
    """
    result: list[Block] = []
    index = 0
    while index < len(blocks):
        run = _remark_run(blocks, index)
        first = blocks[index]
        if run > 1 and isinstance(first, Paragraph):
            content: list[Inline] = []
            for block in blocks[index : index + run]:
                if not isinstance(block, Paragraph):  # pragma: no cover - a run is paragraphs
                    continue
                if content:
                    content.append(ParagraphBreak(Span(block.span.start, block.span.start)))
                content += block.content
            end = blocks[index + run - 1].span.end
            result.append(Paragraph(tuple(content), Span(first.span.start, end)))
        else:
            result.append(first)
        index += max(run, 1)
    return tuple(result)


def _remark_run(blocks: Sequence[Block], index: int) -> int:
    """How many paragraphs from *index* on one remark takes up; 0 where none does."""
    depth = 0
    for count, block in enumerate(blocks[index : index + _LONGEST_REMARK], 1):
        if not isinstance(block, Paragraph):
            return 0
        words = plain(block.content)
        if count == 1 and not words.startswith("["):
            return 0
        depth += words.count("[") - words.count("]")
        if depth <= 0:
            return count if depth == 0 and count > 1 and words.rstrip().endswith("]") else 0
    return 0


def cut_certainty(before: str, after: str) -> str | None:
    """How sure it is that a page break fell between *before* and *after*: a TEI certainty or None.

    "medium" where the first half cannot be a whole paragraph, "low" where it only lacks its full
    stop.
    """
    before, after = before.rstrip(), after.lstrip()
    # A paragraph may be long, and only its end tells: what follows looks at no more of it.
    end, word = before[-_TAIL:], before[-_WORD:]
    if not before or not after or _LABEL.match(after) or after[0] in "[*†‡|":
        return "medium" if _bracket_runs_on(before, after) else None
    if _bracket_runs_on(before, after):
        return "medium"
    if not _is_prose(before) or end.isupper():
        return None
    stop, letter = end[-1] == ".", end[-1].isalpha()
    if (stop and _ABBREVIATION.search(word)) or (letter and _JOINING.search(word)):
        return "medium"
    if end[-1] in ",-–":
        return "medium"
    if stop and _INITIAL.search(word):
        return "low" if after[0].isupper() and len(after.split(maxsplit=2)) >= 2 else None
    if _ENDED.search(word):
        return None
    if after[0].islower():
        return "medium"
    # A capital after a word: a name in mid-sentence, or a new paragraph whose neighbour lost its
    # full stop. Only prose after prose is joined.
    if after[0].isalnum() and _is_prose(after) and not after[:_TAIL].isupper():
        return "medium" if before[-1].isalnum() and _runs_on(after) else "low"
    return None


def _is_prose(words: str) -> bool:
    return len(words.split(maxsplit=_PROSE)) >= _PROSE


def _runs_on(after: str) -> bool:
    """True where *after* goes on with a small letter: "Kaul stressed" but also "Ambassador, seem"."""
    words = after.split(maxsplit=2)
    return len(words) > 1 and words[1][0].islower()


def _bracket_runs_on(before: str, after: str) -> bool:
    """True where a remark opens in *before* and closes in *after*."""
    opened = before.rfind("[") > before.rfind("]")
    first_close, first_open = after.find("]"), after.find("[")
    return opened and first_close >= 0 and (first_open < 0 or first_close < first_open)


def _last_paragraph(block: Block) -> Paragraph | None:
    match block:
        case Paragraph():
            return block
        case Quote(blocks=blocks) if blocks:
            return _last_paragraph(blocks[-1])
        case List(items=items) if items and items[-1].blocks:
            return _last_paragraph(items[-1].blocks[-1])
        case _:
            return None


def _with_last_paragraph(block: Block, paragraph: Paragraph) -> Block:
    match block:
        case Quote(blocks=blocks):
            return replace(
                block, blocks=(*blocks[:-1], _with_last_paragraph(blocks[-1], paragraph))
            )
        case List(items=items):
            last = items[-1]
            inner = (*last.blocks[:-1], _with_last_paragraph(last.blocks[-1], paragraph))
            return replace(block, items=(*items[:-1], replace(last, blocks=inner)))
        case _:
            return paragraph


def _join(before: Paragraph, after: Paragraph, certainty: str) -> Paragraph:
    within = re.search(r"\w-$", plain(before.content)) is not None
    lower = plain(after.content)[:1].islower()
    cut = PageCut(Span(before.span.end, after.span.start), certainty, within and lower)
    return Paragraph(
        (*before.content, cut, *after.content), Span(before.span.start, after.span.end)
    )
