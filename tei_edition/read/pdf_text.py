"""Lines of a PDF as blocks: paragraphs, headings, footnotes at their signs, words whole again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tei_edition.document.draft import DraftBlock, DraftInline, FootNote, PageMark, Run
from tei_edition.read.pdf_layout import Layout, Line

#: What is larger than the text by so much is a heading; smaller by so much, it may be a note at the foot.
_LARGER, _SMALLER = 1.12, 0.95
#: A gap of so many times the usual one parts paragraphs.
_GAP = 1.35
#: A first line is indented by so many times its size; a last one ends so much of the width before the edge.
_INDENT, _SHORT = 0.7, 0.12
#: What begins so much of the width behind the edge stands aside: a dateline, a signature, a centred line.
_ASIDE = 0.15
#: A heading has fewer characters.
_LONGEST = 300
_SIGN = r"(?:\d{1,3}|[*†‡§]{1,3}|[a-z])"
_NOTE = re.compile(rf"\s*(?P<sign>{_SIGN})(?P<behind>[.)\]]?\s+|$)")
_ENDS = re.compile(r"[.!?:;…][\"”’')\]]*$")
_ITEM = re.compile(r"(?:[•▪◦–—-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s+\S")
_CUT = re.compile(r"([^\W\d_]+)[-\xad]$")


@dataclass
class _Paragraph:
    lines: list[Line] = field(default_factory=list)
    is_note: bool = False
    sign: str = ""


def blocks_of(layout: Layout) -> tuple[DraftBlock, ...]:
    """The blocks of the text that *layout* tells of."""
    return tuple(_Reader(layout).blocks())


class _Reader:
    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        lines = [line for page in layout.pages for line in page]
        sizes = Counter[float]()
        for line in lines:
            sizes[line.size] += len(line.text)
        self._size = sizes.most_common(1)[0][0] if sizes else 10.0
        larger = sorted({s for s in sizes if s > _LARGER * self._size}, reverse=True)
        self._levels = {size: min(level, 6) for level, size in enumerate(larger, 1)}
        self._leading = _usual(lines, self._size)
        text = " ".join(line.text for line in lines)
        self._words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.casefold()))

    def blocks(self) -> Iterator[DraftBlock]:
        """The blocks, page by page; a paragraph that a page cuts is one, with a mark where it was cut."""
        made: list[tuple[_Paragraph, int]] = []
        notes: dict[int, list[_Paragraph]] = {}
        for index, lines in enumerate(self._layout.pages):
            text, foot = self._parted(lines)
            own = list(self._paragraphs(text))
            notes[index] = self._notes(foot)
            if made and own and self._goes_on(made[-1][0], own[0]):
                made[-1][0].lines.extend(own.pop(0).lines)
            made += [(paragraph, index) for paragraph in own]
        marked: set[int] = set()
        for position, (paragraph, index) in enumerate(made):
            yield from self._block(paragraph, notes, marked)
            last = paragraph.lines[-1].page
            following = made[position + 1][1] if position + 1 < len(made) else len(notes)
            for page in range(index, max(following, last + 1)):
                if page < following:
                    yield from self._left(notes.get(page, []), page)
                    notes[page] = []
        for page, left in notes.items():
            yield from self._left(left, page)

    # --- notes at the foot --------------------------------------------------------------------------

    def _parted(self, lines: list[Line]) -> tuple[list[Line], list[Line]]:
        """The lines of a page: those of its text, and those of its notes, from the first with a sign."""
        foot: list[Line] = []
        text: list[Line] = []
        for column in sorted({line.column for line in lines}):
            own = [line for line in lines if line.column == column]
            start = len(own)
            while start and own[start - 1].size < _SMALLER * self._size:
                start -= 1
            first = next((i for i in range(start, len(own)) if _sign_of(own[i])), len(own))
            text += own[:first]
            foot += own[first:]
        kept = {id(line) for line in text}
        return [line for line in lines if id(line) in kept], foot

    def _notes(self, lines: list[Line]) -> list[_Paragraph]:
        made: list[_Paragraph] = []
        for line in lines:
            if sign := _sign_of(line):
                made.append(_Paragraph([line], True, sign))
            elif made:
                made[-1].lines.append(line)
        return made

    def _left(self, notes: list[_Paragraph], page: int) -> Iterator[DraftBlock]:
        """Notes whose signs are not in the text: paragraphs of their own."""
        for note in notes:
            content = tuple(self._content(note.lines, None, {}))
            if content:
                yield DraftBlock("paragraph", content, place=f"page {page + 1}")

    # --- paragraphs ---------------------------------------------------------------------------------

    def _paragraphs(self, lines: list[Line]) -> Iterator[_Paragraph]:
        held = _Paragraph()
        for line in lines:
            if held.lines and self._begins(held.lines, line):
                yield held
                held = _Paragraph()
            held.lines.append(line)
        if held.lines:
            yield held

    def _begins(self, before: list[Line], line: Line) -> bool:
        """Whether a paragraph begins with *line*, behind the lines *before*."""
        last = before[-1]
        is_cut = bool(_CUT.search(last.text)) and line.text[:1].islower()
        if is_cut and line.size == last.size and last.foot - line.foot < _GAP * 1.5 * line.size:
            return False
        if abs(line.size - last.size) > 0.08 * last.size or _is_strong(line) != _is_strong(last):
            return True
        if line.column != last.column or _ITEM.match(line.text):
            return bool(_ITEM.match(line.text)) or not self._is_full(last)
        is_aside = last.start - last.left > _ASIDE * (last.right - last.left)
        if is_aside and abs(line.start - last.start) > 0.8 * line.size:
            return True
        if last.foot - line.foot > _GAP * self._leading.get(line.size, 1.25 * line.size):
            return True
        indented = line.start - last.start > _INDENT * line.size
        if indented and line.start - line.left > _INDENT * line.size and len(before) != 1:
            return True
        if indented and len(before) == 1 and last.start - last.left < _INDENT * last.size:
            return not self._is_full(last) or bool(_ENDS.search(last.text))
        return not (self._is_full(last, line) or _is_justified(before, line))

    def _is_full(self, line: Line, following: Line | None = None) -> bool:
        """Whether *line* goes to the edge of its column: the first word of the *following* had no room."""
        room = line.right - line.end
        if following is not None:
            first = following.text.split(" ", 1)[0]
            share = len(first) / max(len(following.text), 1)
            needed = share * (following.end - following.start) + 0.3 * line.size
            return room < max(needed, 0.5 * line.size)
        return room < _SHORT * (line.right - line.left)

    def _goes_on(self, before: _Paragraph, after: _Paragraph) -> bool:
        """Whether the first paragraph of a page goes on with the last of the page before."""
        last, line = before.lines[-1], after.lines[0]
        if abs(line.size - last.size) > 0.08 * last.size or line.size in self._levels:
            return False
        if not self._is_full(last) or _ITEM.match(line.text):
            return False
        is_indented = line.start - line.left > _INDENT * line.size
        begins_small = line.text[:1].islower()
        return begins_small or not (is_indented or _ENDS.search(last.text))

    # --- words --------------------------------------------------------------------------------------

    def _block(
        self, paragraph: _Paragraph, notes: dict[int, list[_Paragraph]], marked: set[int]
    ) -> Iterator[DraftBlock]:
        first = paragraph.lines[0]
        content = list(self._content(paragraph.lines, marked, notes))
        level = self._levels.get(first.size, 0)
        if not any(isinstance(n, Run) and n.text.strip() for n in content):
            return
        is_short = sum(len(line.text) for line in paragraph.lines) < _LONGEST
        kind = "heading" if level and is_short else "paragraph"
        yield DraftBlock(
            kind,
            tuple(content),
            level=level if kind == "heading" else 0,
            place=f"page {first.page + 1}",
        )

    def _content(
        self,
        lines: Sequence[Line],
        marked: set[int] | None,
        notes: dict[int, list[_Paragraph]],
    ) -> Iterator[DraftInline]:
        """The words of *lines*, with marks of the pages that begin, and notes at their signs."""
        for index, line in enumerate(lines):
            if marked is not None and line.page not in marked:
                marked.add(line.page)
                number = self._layout.numbers[line.page]
                if line.page:
                    yield PageMark(number)
            following = lines[index + 1] if index + 1 < len(lines) else None
            spans = list(line.spans)
            if following is not None:
                spans = self._joined(spans, following.text)
            for words, styles in spans:
                yield from self._words_of(words, styles, notes.get(line.page, []))

    def _joined(
        self, spans: list[tuple[str, tuple[str, ...]]], following: str
    ) -> list[tuple[str, tuple[str, ...]]]:
        """*spans* of a line with what stands between it and the next: nothing where a word is cut."""
        words, styles = spans[-1]
        cut = _CUT.search(words)
        second = re.match(r"[^\W\d_]+", following)
        if not cut or not second:
            return [*spans, (" ", styles)] if not words.endswith(("-", "—", "–", "/")) else spans
        if words.endswith("\xad") or self._is_one_word(cut[1], second[0]):
            words = words[:-1]
        return [*spans[:-1], (words, styles)]

    def _is_one_word(self, first: str, second: str) -> bool:
        """Whether the halves of a word at the end of a line are one word, without the hyphen."""
        if not second[0].islower():
            return False
        first, second = first.casefold(), second.casefold()
        if self._words[first + second]:
            return True
        if self._words[f"{first}-{second}"]:
            return False
        # Both halves are words of this text, and the whole is none: "well-known".
        return not (self._words[first] > 1 and self._words[second] > 1 and len(first) > 3)

    def _words_of(
        self, words: str, styles: tuple[str, ...], notes: list[_Paragraph]
    ) -> Iterator[DraftInline]:
        sign = words.strip()
        if "superscript" in styles:
            note = next((n for n in notes if n.sign == sign), None)
            if note is not None:
                notes.remove(note)
                blocks = DraftBlock("paragraph", tuple(self._note_content(note)))
                yield FootNote((blocks,), sign)
                return
        yield Run(words, styles)

    def _note_content(self, note: _Paragraph) -> Iterator[DraftInline]:
        """The words of a note without its sign."""
        rest = note.sign
        for node in self._content(note.lines, None, {}):
            if rest and isinstance(node, Run):
                text = node.text.lstrip()
                if text.startswith(rest):
                    text = re.sub(r"^[.)\]]?\s*", "", text[len(rest) :])
                    rest = ""
                    if text:
                        yield replace(node, text=text)
                    continue
            yield node


def _sign_of(line: Line) -> str:
    """The sign with which *line* begins a note; empty where it begins none."""
    words, styles = line.pieces[0].spans[0]
    if "superscript" in styles and re.fullmatch(_SIGN, words.strip()):
        return words.strip()
    found = _NOTE.match(line.text)
    return found["sign"] if found and not found["sign"].isalpha() else ""


def _is_justified(before: list[Line], line: Line) -> bool:
    """Whether the lines *before* end in line with each other, and *line* begins in line with them."""
    if len(before) < 2:
        return False
    above, last = before[-2:]
    near = 0.25 * last.size
    return abs(above.end - last.end) < near and abs(line.start - last.start) < near


def _is_strong(line: Line) -> bool:
    return all("strong" in styles for words, styles in line.spans if words.strip())


def _usual(lines: Sequence[Line], size: float) -> dict[float, float]:
    """The usual distance of lines of each size of type, in points."""
    gaps: dict[float, Counter[float]] = {}
    for before, line in pairwise(lines):
        gap = before.foot - line.foot
        if before.page == line.page and before.size == line.size and 0 < gap < 3 * line.size:
            gaps.setdefault(line.size, Counter())[round(gap, 0)] += 1
    return {
        each: min(gap for gap, n in counted.items() if n >= 0.4 * max(counted.values()))
        for each, counted in gaps.items()
    }
