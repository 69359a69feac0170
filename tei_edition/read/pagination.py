"""Paragraphs that page breaks of the printed rendition cut in two, made whole.

The rendition's pages are not the document's: a paragraph that ends in mid-sentence at the foot of
one and continues at the head of the next is one paragraph. Only strong evidence joins the two: the
first ends in a word or abbreviation that ends no sentence, or the second begins with a small letter.
What is only likely is left apart and reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tei_edition.diagnostics import Diagnostic, Fix
from tei_edition.document.block import Block, List, Paragraph, Quote
from tei_edition.document.inline import (
    Bracket,
    Inline,
    PageCut,
    ParagraphBreak,
    Text,
    is_blank,
    plain,
)
from tei_edition.document.source import Source, Span

#: Abbreviations after which a sentence goes on, whatever the next letter.
_ABBREVIATION = re.compile(
    r"(?<!\w)(?:Mr|Mrs|Ms|Messrs|Dr|Prof|Gen|Maj|Col|Lt|Capt|Cdr|Adm|Sgt|Cde|Com|Sen|Rep|Gov|Amb"
    r"|Pres|Min|Sec|St|No|Nos|Vol|Art|Fig|cf|vs|viz|e\.g|i\.e|approx|ca|pp|p)\.$"
)
_ADDRESS = re.compile(r"(?<!\w)(?:Mr|Mrs|Ms|Messrs|Dr|Prof|Gen|Col|Capt|Adm|Cde|Amb|Sen|Gov)\.$")
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
#: How the clauses of a resolution begin: "Recalling", "further noting", "Convinced that".
_CLAUSE = re.compile(r"(?:\w+ )?\w+(?:ing|ed)\b", re.IGNORECASE)
#: A number, a letter, a numeral or a sign; a small word and a full stop ("in. Nobody") end a sentence.
_LABEL = re.compile(r"(?:\(?(?:\d{1,3}[a-z]?|[a-z]\d?|[ivx]{1,4}|[a-z]{1,3}(?=\)))[.)]|[-–—•])\s")
#: The end of a sentence and the beginning of another.
_NEXT = re.compile(r"[a-zà-þ]{2}[.!?][\"”’)]* +[A-ZÀ-Þ]")
#: A remark runs over so many paragraphs at most.
_LONGEST_REMARK = 20
#: So many characters of the second half are pointed at.
_SHOWN = 12
#: So much of the end of a paragraph is looked at, in characters.
_TAIL = 120
#: So much holds its last word.
_WORD = 16
#: A line of fewer words may be a heading, whatever it ends with.
_LINE = 4
#: A line of fewer words is no prose: a heading, a name, an address; nor are two sentences of fewer.
_PROSE, _SENTENCES = 12, 7


def join_paragraphs(
    source: Source, blocks: Sequence[Block]
) -> tuple[tuple[Block, ...], list[Diagnostic]]:
    """Join each paragraph of *blocks* with the one that a page break cut off from it.

    Returns the blocks, one R030 for each cut made whole (a PageCut stands where it was), and one R034
    for each two that may be halves and were left apart.
    """
    joined: list[Block] = []
    diagnostics: list[Diagnostic] = []
    for block in blocks:
        before = _last_paragraph(joined[-1]) if joined else None
        if before is None or not isinstance(block, Paragraph):
            joined.append(block)
            continue
        first, second = plain(before.content), plain(block.content)
        certainty = None if _ends_in_a_mark(before) else cut_certainty(first, second)
        if certainty is None:
            joined.append(block)
            if not _ends_in_a_mark(before) and is_likely_cut(first, second):
                diagnostics.append(_left_apart(source, before, block))
            continue
        joined[-1] = _with_last_paragraph(joined[-1], _join(before, block, certainty))
        diagnostics.append(_made_whole(source, before, block, certainty))
    return tuple(joined), diagnostics


def _made_whole(source: Source, before: Paragraph, after: Paragraph, certainty: str) -> Diagnostic:
    message = "this paragraph continues the previous one across a page break; the two were joined"
    hint = (
        "write [page cut] between the two to confirm this, or [new paragraph] before this one to "
        "keep them apart"
    )
    label = f"continues the paragraph above, certainty {certainty}"
    fix = Fix(before.span.end, after.span.start, " [page cut] ")
    return source.diagnostic("R030", message, _beginning(after), hint, label=label, fix=fix)


def _left_apart(source: Source, before: Paragraph, after: Paragraph) -> Diagnostic:
    message = "this paragraph may continue the previous one; the two were kept apart"
    hint = (
        "write [page cut] between the two if a page break divides them, or [new paragraph] before "
        "this one if not"
    )
    label = "may continue the paragraph above"
    return source.diagnostic("R034", message, _beginning(after), hint, label=label)


def _beginning(block: Paragraph) -> Span:
    return Span(block.span.start, min(block.span.end, block.span.start + _SHOWN))


def _ends_in_a_mark(paragraph: Paragraph) -> bool:
    """True where a note's mark or another mark-up, not a word, ends *paragraph*."""
    last = next((node for node in reversed(paragraph.content) if not is_blank((node,))), None)
    return last is not None and not isinstance(last, Text | Bracket)


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
    """How sure it is that a page break fell between *before* and *after*: "medium", or None.

    "medium" means that the first cannot be a whole paragraph, or the second cannot begin one.
    """
    before, after = before.rstrip(), after.lstrip()
    if _bracket_runs_on(before, after):
        return "medium"
    # A paragraph may be long, and only its end matters: what follows looks at no more of it.
    end, word = before[-_TAIL:], before[-_WORD:]
    if not before or not after or _may_not_continue(end, after):
        return None
    unfinished = bool(_ABBREVIATION.search(word) or _JOINING.search(word))
    small = after[0].islower() and not _ENDED.search(word)
    if _is_clause(before, after):
        return None
    if _is_prose(before) or (small and _is_in_sentences(before)):
        return "medium" if unfinished or small else None
    # A form of address wants its name, however short the line.
    addressed = _ADDRESS.search(word) and after[0].isupper() and len(before.split()) >= _LINE
    return "medium" if addressed or (unfinished and small) else None


def is_likely_cut(before: str, after: str) -> bool:
    """True where *before*, prose, lacks its full stop and *after* is prose that could continue it.

    That is not enough to join them: a new paragraph may follow one that lost its full stop.
    """
    before, after = before.rstrip(), after.lstrip()
    end, word = before[-_TAIL:], before[-_WORD:]
    is_initial = _INITIAL.search(word) is not None
    if not before or not after or (_ENDED.search(word) and not is_initial):
        return False
    if _may_not_continue(end, after) or _is_clause(before, after) or not after[0].isalnum():
        return False
    if not _is_prose(before) or _is_title(before):
        return False
    if is_initial:
        return after[0].isupper() and len(after.split(maxsplit=2)) >= 2
    return _is_prose(after) or after[0].islower()


def _may_not_continue(end: str, after: str) -> bool:
    """True for what is never half of a paragraph: lines in capitals, items, remarks, notes, tables."""
    return bool(_LABEL.match(after)) or after[0] in "[*†‡|" or end.isupper()


def _is_title(words: str) -> bool:
    """True where nearly all longer words of *words* begin with a capital."""
    long = [word for word in words.split() if len(word) > 3]
    return sum(word[0].isupper() for word in long) * 4 >= len(long) * 3


def _is_clause(before: str, after: str) -> bool:
    """True for the clauses of a resolution: "Recalling its vote,", "noting with regret …"."""
    return before[-1] in ",;" and all(_CLAUSE.match(words) for words in (before, after))


def _is_prose(words: str) -> bool:
    return len(words.split(maxsplit=_PROSE)) >= _PROSE


def _is_in_sentences(words: str) -> bool:
    """True where a sentence ends within *words*, which are more than two short lines."""
    return len(words.split(maxsplit=_SENTENCES)) >= _SENTENCES and bool(_NEXT.search(words))


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
