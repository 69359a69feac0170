"""What stands beside a remark, and what of it is kept: the nodes before and behind it, and within."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from tei_edition.document.inline import (
    Bracket,
    Inline,
    LineBreak,
    Mark,
    PageCut,
    ParagraphBreak,
    Text,
    cut,
    inline_texts,
    is_blank,
    plain,
)
from tei_edition.document.marks import COMPLETING, WORDLESS, Kind
from tei_edition.document.source import Span
from tei_edition.understand.remarks.names import name_before
from tei_edition.understand.remarks.rule import Rule
from tei_edition.understand.remarks.wording import Match

_CLOSING = ".,;:!?)”’\"'"
_BEFORE = {
    "before": re.compile(r"[\w'’-]+(?:[.,:]\d+)*(?=\W*$)"),
    "stem": re.compile(r"[^\W\d_]+\.?$"),
}


def take_completed(done: list[Inline], rest: deque[Inline]) -> Mark | None:
    """The word that brackets have just completed, taken out of *done*: "Am[azon]" before "[?]".

    A full stop behind it goes on behind the remark.
    """
    last = done[-1] if done else None
    stop = last if isinstance(last, Text) and last.value in (".", ",") else None
    word = done[-2] if stop and len(done) > 1 else last
    if not isinstance(word, Mark) or word.kind not in COMPLETING:
        return None
    del done[-2 if stop else -1 :]
    if stop:
        rest.appendleft(stop)
    return word


def take_before(done: list[Inline], rest: deque[Inline], slot: str) -> tuple[Inline, ...] | None:
    """What stands before a remark, taken out of *done*: the word ("before"), letters ("stem") or name; None where none does.

    Signs between it and the remark go on behind the remark.
    """
    if slot == "before" and (word := take_completed(done, rest)):
        return (word,)
    if slot == "name" and (marked := _take_marked(done)):
        return marked
    if slot != "stem":
        close_blank(done)
    last = done[-1] if done else None
    if not isinstance(last, Text) or (slot == "stem" and last.styles):
        return None  # part of an abbreviation is in italics: it is none
    found = name_before(last.value) if slot == "name" else _BEFORE[slot].search(last.value)
    if not found:
        return None
    start, end = found if isinstance(found, tuple) else found.span()
    done.pop()
    if start:
        done.append(last.cut(0, start))
    tail = last.cut(end, len(last.value))
    if tail.value.strip():
        # Punctuation between the word and the remark goes on behind it: "stop." [sic]
        rest.appendleft(tail.cut(0, len(tail.value.rstrip())))
    return (last.cut(start, end),)


def notes_behind(done: list[Inline]) -> list[Inline]:
    """The footnotes that end *done*, with the blank behind them taken out of it: "Hangö[^2] [place: hango]"."""
    at = len(done)
    while at and (
        (isinstance(node := done[at - 1], Mark) and node.attribute("sort") == "footnote")
        or (isinstance(node, Text) and not node.value.strip())
    ):
        at -= 1
    found: list[Inline] = [node for node in done[at:] if isinstance(node, Mark)]
    if found:
        del done[at:]
    return found


def _take_marked(done: list[Inline]) -> tuple[Inline, ...]:
    """The word that a mark ends, with its letters before that, taken out of *done*: "Ber[g] [person: berg]"."""
    blank = bool(done) and isinstance(last := done[-1], Text) and not last.value.strip()
    at = len(done) - (2 if blank else 1)
    mark = done[at] if at >= 0 else None
    if not isinstance(mark, Mark) or mark.kind in WORDLESS or not plain((mark,)).strip():
        return ()
    del done[at:]
    before = done[-1] if done else None
    letters = re.search(r"[\w'’-]+$", before.value) if isinstance(before, Text) else None
    if not isinstance(before, Text) or letters is None:
        return (mark,)
    done[-1:] = [before.cut(0, letters.start())] if letters.start() else []
    return before.cut(*letters.span()), mark


def edge(nodes: Iterable[Inline], index: int) -> str:
    """The first character of *nodes* (index 0), or of nodes given backwards the last (-1)."""
    words = (plain((node,)) for node in nodes)
    return next((word[index] for word in words if word), "")


def lead(done: Sequence[Inline]) -> str:
    """The last few words of *done*."""
    return plain(done[-3:])[-80:] if done else ""


def trail(rest: Iterable[Inline]) -> str:
    """The first few words of *rest*, up to a remark, which shows as its bracket."""
    words = ""
    for node in islice(rest, 3):
        if isinstance(node, Bracket):
            return words + "["
        words += plain((node,))
    return words[:80]


def kept(rule: Rule, match: Match, bracket: Bracket) -> tuple[Span, ...]:
    """The parts of *bracket* that *rule* takes for words, and has to keep."""
    if "remark" in rule.template.slots:
        return (bracket.span,)
    held = [node for name in match.open for node in match.nodes[name]]
    return tuple(node.span for node in held if not isinstance(node, Mark))


def label(bracket: Bracket) -> Text:
    """The words before the first colon of *bracket*, as plain text."""
    words = plain(bracket.content)
    end = words.find(":")
    label = cut(bracket.content, 0, end if end >= 0 else len(words))
    spans = [node.span for node in label if not isinstance(node, Mark)] or [bracket.span]
    return Text(plain(label).strip(), Span(spans[0].start, spans[-1].end))


def close_up(done: list[Inline], nodes: tuple[Inline, ...], following: str) -> None:
    """Take away the blank before a remark that leaves no words in its place.

    "control [*kontrol'nye*] posts" has one blank too many once the gloss is a note, and so has
    "a reality [Translator's note: ...]." before its full stop.
    """
    only_notes = all(isinstance(n, Mark) and n.kind in WORDLESS for n in nodes)
    last = nodes[-1] if nodes else None
    wordless = isinstance(last, Mark) and last.kind is Kind.NOTE and not plain(nodes).strip()
    closes = following.isspace() or not following or following in _CLOSING
    if not done or not isinstance(before := done[-1], Text) or not closes:
        return
    if only_notes or (wordless and following in _CLOSING):
        kept = len(before.value.rstrip())
        done[-1:] = [before.cut(0, kept)] if kept else []


def without_emphasis(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """*nodes* without italics: what `foreign` says already."""
    return tuple(
        replace(node, styles=tuple(s for s in node.styles if s != "emphasis"))
        if isinstance(node, Text)
        else node
        for node in nodes
    )


def unwrapped(bracket: Bracket) -> Bracket:
    """*bracket*, or the one that fills it: "[[illegible]]" says what "[illegible]" says."""
    inner = bracket.content[0] if len(bracket.content) == 1 else None
    if not isinstance(inner, Bracket) or inner.pair != bracket.pair:
        return bracket
    return unwrapped(inner)


def close_blank(done: list[Inline]) -> None:
    """Take away the blank at the end of *done* that stands behind a word in other letters: "*so* [sic]"."""
    if len(done) > 1 and isinstance(last := done[-1], Text) and not last.value.strip():
        before = done[-2]
        if isinstance(before, Text) and before.value.strip() and before.styles != last.styles:
            done.pop()


def within(kept: tuple[Span, ...], inner: Span, whole: Span) -> tuple[Span, ...]:
    """*kept* without the signs of brackets that stand in others: *inner* in *whole*."""
    if inner == whole:
        return kept
    words = Span(inner.start + 1, inner.end - 1)
    return tuple(words if span == inner else span for span in kept)


#: More words than these are no words of a stamp or of a hand, where a colon leads to them and where none does.
_LED_TO, _NOT_LED_TO, _SENTENCE = 25, 12, 4


def line_behind(done: Sequence[Inline], rest: Iterable[Inline], words: str) -> list[Inline] | None:
    """The line that a remark of *words* begins, between *done* and *rest*; None where it begins none.

    The list is empty where the line is too long, or too much of a sentence, to be all the remark's.
    """
    begins = all(is_blank((node,)) for node in done) or isinstance(done[-1], LineBreak)
    if not begins:
        return None
    line: list[Inline] = []
    for node in rest:
        if isinstance(node, LineBreak | PageCut | ParagraphBreak):
            break
        line.append(node)
    text = plain(line).strip()
    count = len(text.split())
    if words.rstrip().endswith(":"):
        return line if 0 < count <= _LED_TO else []
    is_sentence = count > _SENTENCE and text.endswith((".", "?", "!"))
    return line if 0 < count <= _NOT_LED_TO and not is_sentence else []


def lost_notes(bracket: Bracket, filled: tuple[Inline, ...]) -> list[Inline]:
    """The footnotes that stand in *bracket* and not in what it became, *filled*."""
    notes = [node for node in bracket.content if isinstance(node, Mark)]
    held = {id(text) for text in inline_texts(filled)} if notes else set()
    return [n for n in notes if not any(id(text) in held for text in inline_texts(n.content))]
