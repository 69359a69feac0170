"""Footnotes of the document: a sign in the text, and a paragraph or line that begins with the same sign."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tei_edition.diagnostics import Diagnostic
from tei_edition.document.block import Block, Heading, List, Paragraph, Quote, Table
from tei_edition.document.inline import Inline, LineBreak, Mark, Text, partition, plain, split
from tei_edition.document.marks import Kind
from tei_edition.document.source import Source, Span
from tei_edition.understand.passages import Passages
from tei_edition.understand.words.dates import completes_year
from tei_edition.understand.words.lines import split_lines

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
#: How notes are counted in brackets: 1, 2; a, b; i, ii, iii.
_COUNT = r"\d{1,3}|[a-z]|x{0,3}(?:ix|iv|vi{0,3}|i{1,3})|xx{1,2}"
#: A number that is no letter of the alphabet.
_ROMAN = re.compile(r"[ivx]{2,}")
#: What no letter completes: the end of a phrase, a name in capitals.
_ENDED = re.compile(r"(?:\w\w[.!?)\]”]|\]\)?[.,;]?|[,;:]|[A-Z]{3,})$")
#: A note begins with its sign: "* The record ...", "[1] See ...", "[a] See ...", "[^1]: See ...", "¹ See ...".
_NOTE = re.compile(
    rf"\s*(?:(?P<star>\*{{1,5}}|[†‡§]{{1,3}})\s+|\[(?P<number>{_COUNT})\]\s+"
    r"|\[\^(?P<name>[\w-]{1,30})\]:?\s+"
    r"|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s*)(?=\S)"
)
#: A note in a series whose marks are [1], [2] and whose notes have bare numbers: "1 See ...".
_BARE_NOTE = re.compile(r"\s*(?P<number>\d{1,3})\s+(?=[^\W\d_]|[\"“‘'(\[])")
#: A mark stands behind a word or its punctuation, with or without a blank; "8 [11] p.m." is no mark.
_MARK = re.compile(
    r"(?<=[^\s*\[])(?:(?<!\d)\s)?(?:(?P<star>\*{1,5}|[†‡§]{1,3})(?![\w*])"
    rf"|\[(?P<number>{_COUNT})\](?!\w)"
    r"|\[\^(?P<name>[\w-]{1,30})\]|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))"
)
#: A number behind a number, as in "at 8 [11] p.m.": a mark only where a note waits for one.
_LOOSE_MARK = re.compile(rf"(?<=\d)\s\[(?P<number>{_COUNT})\](?!\w)")
_NUMBERED = re.compile(rf"\[(?:[\d^]|(?:{_COUNT})\])")
_SIGNS = re.compile(rf"[*†‡§⁰¹²³⁴⁵⁶⁷⁸⁹]|{_NUMBERED.pattern}")


@dataclass(frozen=True, slots=True)
class _Sign:
    """What ties a mark to its note: `key` is what they share, `n` how it is called in the TEI."""

    key: str
    n: str
    numbered: bool


@dataclass(frozen=True, slots=True)
class _Note:
    sign: _Sign
    content: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark in the *order*-th text of the record, at characters `start` to `end` of it."""

    order: int
    start: int
    end: int


@dataclass
class Footnotes:
    """What came of looking for footnotes: the blocks, what to report, and the signs that only mark.

    `unresolved` are the places in the source where marks begin that no note answers to.
    """

    blocks: tuple[Block, ...] = ()
    diagnostics: list[Diagnostic] = field(default_factory=list)
    markers: list[Span] = field(default_factory=list)
    unresolved: list[int] = field(default_factory=list)


def attach_footnotes(source: Source, blocks: Sequence[Block]) -> Footnotes:
    """Put each footnote where its sign stands in the text (TEI: `note` at the point of reference).

    A starred note belongs to the nearest sign above it, a numbered one to the first of its number
    since the last such note. A paragraph that looks like a note but whose sign stands nowhere stays
    a paragraph (R027), and so does a number in brackets without a note (R029).
    """
    return _Attaching(source).run(blocks)


class _Attaching:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._done = Footnotes()
        self._open: dict[str, list[_Mark]] = defaultdict(list)
        self._loose: dict[str, list[_Mark]] = defaultdict(list)
        self._attached: dict[int, list[tuple[_Mark, _Note]]] = defaultdict(list)
        self._texts: list[Paragraph | Heading] = []
        self._order = 0

    def run(self, blocks: Sequence[Block]) -> Footnotes:
        notes = [_notes(block) for block in blocks]
        bare = _bare_series(blocks) if _NUMBERED.search(self._source.text) else []
        if not any(notes) and not bare:
            self._done.blocks = tuple(blocks)
            self._without_notes(blocks)
            return self._done
        kept: list[Block] = []
        for block, found in zip(blocks, notes, strict=True):
            if found and self._settle(found):
                continue
            kept.append(block)
            for text in _texts(block):
                self._look(text)
        for series in bare:
            self._take_series(series, kept)
        self._unmatched()
        self._order = 0
        self._done.blocks = tuple(_rewritten(block, self._rewrite) for block in kept)
        return self._done

    def _settle(self, notes: Sequence[_Note]) -> bool:
        """Find the marks of *notes*, all that a paragraph holds; False where one has none: it stays."""
        keys = [note.sign.key for note in notes]
        if len(set(keys)) == len(keys) and all(self._marks(key) for key in keys):
            for note in notes:
                marks = self._marks(note.sign.key)
                mark = marks[0] if note.sign.numbered else marks[-1]
                marks.clear()
                self._attached[mark.order].append((mark, note))
            return True
        for note in notes:
            if not self._marks(note.sign.key):
                self._homeless(note)
        return False

    def _marks(self, key: str) -> list[_Mark]:
        """The marks that wait for a note: those that can be nothing else first."""
        return self._open.get(key) or self._loose[key]

    def _homeless(self, note: _Note) -> None:
        key = note.sign.key
        if key[1:-1].isalpha() or (not note.sign.numbered and key[0] not in "*†‡§"):
            return  # "[a] Then" is a label as well
        message = f"this note has no mark {note.sign.n} in the text above; it stays a paragraph"
        hint = "put its sign behind the word that it speaks of"
        first = Span(note.span.start, note.span.start + len(note.sign.key))
        self._done.diagnostics.append(
            self._source.diagnostic("R027", message, first, hint, label="no mark of this sign")
        )

    def _take_series(self, series: Sequence[Paragraph], kept: list[Block]) -> None:
        """Attach the notes of *series* if all numbers that wait for a note stand in it, and above it."""
        notes = [(paragraph, _bare_notes(paragraph)) for paragraph in series]
        keys = {note.sign.key for _, found in notes for note in found}
        first = next(i for i, text in enumerate(self._texts) if text is series[0])
        waiting = _waiting(self._open, first)
        # Marks behind numbers, as in "our No. 631 [1]", are told by a series that is all about them.
        loose = set() if waiting else _waiting(self._loose, first)
        if not (waiting and waiting <= keys) and not ("[1]" in loose and loose == keys):
            return
        settled = [paragraph for paragraph, found in notes if self._settle(found)]
        kept[:] = [block for block in kept if not any(block is one for one in settled)]

    def _look(self, text: Paragraph | Heading) -> None:
        order = len(self._texts)
        self._texts.append(text)
        words = _sign_text(text.content)
        if not _may_hold_marks(words):
            return
        for marks, pattern in ((self._open, _MARK), (self._loose, _LOOSE_MARK)):
            for found in pattern.finditer(words):
                marks[_sign(found).key].append(_Mark(order, found.start(), found.end()))

    def _unmatched(self) -> None:
        numbers = [(k, m) for k, marks in self._open.items() if k[0] == "[" for m in marks]
        self._report(
            (self._texts[mark.order], mark.start, mark.end, key)
            for key, mark in sorted(numbers, key=lambda pair: (pair[1].order, pair[1].start))
        )

    def _without_notes(self, blocks: Sequence[Block]) -> None:
        """Report the marks of a record that has no notes at all."""
        self._report(
            (text, found.start(), found.end(), key)
            for block in blocks
            for text in _texts(block)
            for found in _bracketed_marks(text)
            if (key := _sign(found).key)[0] == "["
        )

    def _report(self, marks: Iterable[tuple[Paragraph | Heading, int, int, str]]) -> None:
        """Tell of *marks* without a note; what looks like one attached to a word stays as it is."""
        marks = list(marks)
        # "[i]" alone may be a letter that a word lacks; beside "[ii]" it is a number.
        roman = any(_ROMAN.fullmatch(key[1:-1]) for *_, key in marks)
        passages: dict[int, Passages] = {}
        for text, start, end, key in marks:
            number = key[1:-1]
            passage = passages.setdefault(id(text), Passages(text.content))
            nodes = [n for n in passage.cut(start, end) if isinstance(n, Text)]
            lead = plain(passage.cut(max(0, start - 4), start))
            before = lead[-1:]
            counts = number.isdecimal() or (roman and set(number) <= set("ivx"))
            attached = bool(nodes) and nodes[0].value.startswith("[")
            counts = counts or (attached and _ENDED.search(lead) is not None)
            if not nodes or key == "[0]" or (not counts and (before.isalpha() or number.isalpha())):
                continue
            if completes_year(lead, number):
                continue
            stays = "; it stays as it is" if attached else ""
            message = f"this looks like the mark of a note, and no note {key} follows{stays}"
            span = Span(nodes[0].span.start, nodes[-1].span.end)
            self._done.diagnostics.append(
                self._source.diagnostic("R029", message, span, label="no note begins so")
            )
            if counts and attached and not before.isdecimal():
                self._done.unresolved.append(span.start)

    def _rewrite(self, text: Paragraph | Heading) -> Paragraph | Heading:
        """*text* with its notes where their marks stand."""
        order = self._order
        self._order += 1
        content = text.content
        for mark, note in sorted(self._attached.get(order, ()), key=lambda pair: -pair[0].start):
            place = "end" if note.sign.numbered else "bottom"
            attributes = (("sort", "footnote"), ("number", note.sign.n), ("place", place))
            before, sign, after = partition(content, mark.start, mark.end)
            self._done.markers += [node.span for node in sign if isinstance(node, Text)]
            body = [node.span for node in note.content if not isinstance(node, Mark)]
            first = body[0].start if body else note.span.end
            self._done.markers.append(Span(note.span.start, first))
            # A note that was put at the very end has no characters: it counts as part of this mark.
            behind = [node for node in sign if isinstance(node, Mark)]
            content = (*before, Mark(Kind.NOTE, attributes, note.content), *behind, *after)
        return text if content is text.content else replace(text, content=content)


def _bracketed_marks(text: Paragraph | Heading) -> Iterator[re.Match[str]]:
    words = _sign_text(text.content)
    return _MARK.finditer(words) if "[" in words else iter(())


def _waiting(marks: Mapping[str, Sequence[_Mark]], first: int) -> set[str]:
    """The numbered keys of *marks* that stand above the *first*-th text."""
    return {
        key
        for key, held in marks.items()
        if key[1:-1].isdecimal() and any(mark.order < first for mark in held)
    }


def _may_hold_marks(words: str) -> bool:
    if "*" in words or not words.isascii():
        return bool(_SIGNS.search(words))
    return "[" in words and bool(_NUMBERED.search(words))


def _sign(found: re.Match[str]) -> _Sign:
    if number := found["number"]:
        return _Sign(f"[{number}]", number, True)
    if star := found["star"]:
        return _Sign(star, star, False)
    if name := found["name"]:
        return _Sign(f"[^{name}]", name, True)
    raised = found["raised"].translate(_DIGITS)
    return _Sign(f"^{raised}", raised, True)


def _notes(block: Block) -> list[_Note]:
    """The notes that *block* is: a paragraph that begins with a sign, or lines that all do."""
    if not isinstance(block, Paragraph):
        return []
    found = _NOTE.match(_sign_text(block.content[:6])[:60])
    if not found:
        return []
    if any(isinstance(node, LineBreak) for node in block.content):
        lines = split_lines(block.content)
        starts = [_NOTE.match(_sign_text(line)) for line in lines]
        if all(starts):
            return [
                _note(line, start, block)
                for line, start in zip(lines, starts, strict=True)
                if start
            ]
    return [_note(block.content, found, block)]


def _bare_notes(paragraph: Paragraph) -> list[_Note]:
    """The notes with bare numbers that *paragraph* is, one a line; empty where a line is none."""
    lines = split_lines(paragraph.content)
    starts = [_BARE_NOTE.match(_sign_text(line)) for line in lines]
    return (
        [_note(line, start, paragraph) for line, start in zip(lines, starts, strict=True) if start]
        if all(starts)
        else []
    )


def _bare_series(blocks: Sequence[Block]) -> list[list[Paragraph]]:
    """Paragraphs one behind the other that begin with bare numbers, each greater than the one before."""
    found: list[list[Paragraph]] = [[]]
    last = 0
    for block in blocks:
        notes = _bare_notes(block) if isinstance(block, Paragraph) and block.content else []
        numbers = [int(note.sign.n) for note in notes]
        rising = numbers == sorted(set(numbers))
        if not numbers or not rising or numbers[0] <= last:
            found.append([])
            last = 0
        if isinstance(block, Paragraph) and numbers and rising:
            found[-1].append(block)
            last = numbers[-1]
    return [series for series in found if series]


def _note(content: Sequence[Inline], found: re.Match[str], block: Paragraph) -> _Note:
    spans = [node.span for node in content if not isinstance(node, Mark)]
    span = Span(spans[0].start, spans[-1].end) if spans else block.span
    return _Note(_sign(found), split(content, found.end())[1], span)


def _texts(block: Block) -> Iterator[Paragraph | Heading]:
    """The paragraphs and headings of *block*, in order."""
    match block:
        case Paragraph() | Heading():
            yield block
        case Quote(blocks=blocks):
            for inner in blocks:
                yield from _texts(inner)
        case List(items=items):
            for item in items:
                for inner in item.blocks:
                    yield from _texts(inner)
        case Table(rows=rows, span=span):
            for row in rows:
                for cell in row:
                    yield Paragraph(cell, span)
        case _:
            pass


def _rewritten(
    block: Block, rewrite: Callable[[Paragraph | Heading], Paragraph | Heading]
) -> Block:
    """*block* with *rewrite* applied to each of its texts, in the order of _texts."""
    match block:
        case Paragraph() | Heading():
            return rewrite(block)
        case Quote(blocks=blocks):
            return replace(block, blocks=tuple(_rewritten(inner, rewrite) for inner in blocks))
        case List(items=items):
            done = (
                replace(item, blocks=tuple(_rewritten(inner, rewrite) for inner in item.blocks))
                for item in items
            )
            return replace(block, items=tuple(done))
        case Table(rows=rows, span=span):
            cells = (tuple(rewrite(Paragraph(cell, span)).content for cell in row) for row in rows)
            return replace(block, rows=tuple(cells))
        case _:
            return block


def _is_escaped(node: Text) -> bool:
    return node.value == "[" and node.span.end - node.span.start == 2


def _sign_text(inlines: Sequence[Inline]) -> str:
    """The words of *inlines* as signs are looked for in them.

    Addresses and brackets written as text (`\\[`) are blanked, and raised figures are such.
    """
    parts = []
    for node in inlines:
        if isinstance(node, Text) and (node.href or _is_escaped(node)):
            parts.append("\0" * len(node.value))
        elif isinstance(node, Text):
            raised = "superscript" in node.styles
            parts.append(node.value.translate(_SUPERSCRIPTS) if raised else node.value)
        else:
            parts.append(plain((node,)))
    return "".join(parts)
