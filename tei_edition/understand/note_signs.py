"""The signs of footnotes: how a mark in the text and the beginning of its note are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from tei_edition.document.block import Block, Heading, List, Paragraph, Quote, Table
from tei_edition.document.inline import Inline, LineBreak, Mark, Text, plain, split
from tei_edition.document.source import Source, Span
from tei_edition.understand.words.lines import split_lines

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
#: How notes are counted in brackets: 1, 2; a, b; i, ii, iii.
_COUNT = r"\d{1,3}|[a-z]|x{0,3}(?:ix|iv|vi{0,3}|i{1,3})|xx{1,2}"
#: A number that is no letter of the alphabet.
ROMAN = re.compile(r"[ivx]{2,}")
#: Word processors link a mark to its note and back: "[[1]](#_ftn1)", "[1](#f1)".
_TARGET = r"(?:\(#[\w.:-]{1,60}\))?"
_BRACKETED = rf"\[\[(?P<linked>\d{{1,3}})\]\]{_TARGET}|\[(?P<number>{_COUNT})\]{_TARGET}|\[(?P<starred>\*{{1,5}}|[†‡§]{{1,3}})\]"
#: A note begins with its sign: "* The record ...", "[1] See ...", "[a] See ...", "[^1]: See ...", "¹ See ...".
_NOTE = re.compile(
    rf"\s*(?:(?P<star>\*{{1,5}}|[†‡§]{{1,3}})\s+|(?:{_BRACKETED})\s+"
    r"|\[\^(?P<name>[\w-]{1,30})\]:?\s+"
    r"|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s*)(?=\S)"
)
#: A heading may stand in the line of the first note: "Comments: [i] Lind: a pilot".
_HEADED = re.compile(r"\s*[A-Z]\w{3,12}\s*:\s*(?=\[)")
#: A note in a series whose marks are [1], [2] and whose notes have bare numbers: "1 See ...".
_BARE_NOTE = re.compile(r"\s*(?P<number>\d{1,3})\s+(?=[^\W\d_]|[\"“‘'(\[])")
#: A mark stands behind a word or its punctuation, with or without a blank; "8 [11] p.m." is no mark. One with
#: a name can be nothing else, wherever it stands.
_MARK = re.compile(
    r"(?:(?<=\S)\s)?\[\^(?P<name>[\w-]{1,30})\]"
    r"|(?<=[^\s*\[])(?:(?<!\d)\s)?(?:(?P<star>\*{1,5}|[†‡§]{1,3})(?![\w*])"
    rf"|(?:{_BRACKETED})(?!\w)"
    r"|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))"
)
#: A number behind a number, as in "at 8 [11] p.m.", or before its word: a mark only where a note waits for one.
_LOOSE_MARK = re.compile(
    rf"(?:(?<=\d)\s\[(?P<number>{_COUNT})\](?!\w))|(?<!\S)\[(?P<before>\d{{1,3}})\](?=[^\W\d_])"
)
#: A raised figure that has sunk to the line, "JENSEN1", behind so many letters.
_SUNK = re.compile(r"(?<!\d)(?P<number>\d{1,2})(?!\w)(?![.,:/-]\d)")
_LETTERS = 3
_NUMBERED = re.compile(rf"\[(?:[\d^\[]|(?:{_COUNT})\])")
_SIGNS = re.compile(rf"[*†‡§⁰¹²³⁴⁵⁶⁷⁸⁹]|{_NUMBERED.pattern}")
#: Notes whose brackets a converter has escaped: "\[1\] See ...".
_ESCAPED_NOTE = re.compile(r"^[ ]{0,3}\[?\\\[\d{1,3}\\\]", re.MULTILINE)
_PLAIN_NUMBER = re.compile(r"(?<!\\)\[\d{1,3}\]")
#: What belongs to a note of several paragraphs is indented.
_INDENTED = re.compile(r"(?: {4}|\t)")


@dataclass(frozen=True, slots=True)
class Sign:
    """What ties a mark to its note: `key` is what they share, `n` how it is called in the TEI."""

    key: str
    n: str
    numbered: bool

    @property
    def counts(self) -> bool:
        """True for figures and names, which are signs of notes whatever stands around them."""
        return self.key[1:2] == "^" or self.n.isdecimal()


@dataclass(frozen=True, slots=True)
class Note:
    """A note with its sign; `span` begins where the sign does."""

    sign: Sign
    content: tuple[Inline, ...]
    span: Span


def may_have_numbers(source: Source) -> bool:
    """True where *source* has brackets with numbers in them at all."""
    return _NUMBERED.search(source.text) is not None


def escapes_signs(source: Source) -> bool:
    """True where notes of *source* begin with a number in escaped brackets, as pandoc writes them.

    Beside numbers in plain brackets, escaped ones are text.
    """
    text = source.text
    return _ESCAPED_NOTE.search(text) is not None and _PLAIN_NUMBER.search(text) is None


def is_indented(source: Source, block: Block) -> bool:
    """True for a paragraph that goes on with the note above it."""
    return isinstance(block, Paragraph) and bool(_INDENTED.match(source.text, block.span.start))


# --- marks ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """A mark at characters `start` to `end` of a text; `sure` where it can be nothing else."""

    sign: Sign
    start: int
    end: int
    sure: bool = True


def marks_in(content: Sequence[Inline], escaped: bool = False) -> Iterator[Found]:
    """What may be marks of notes in *content*; `escaped` where brackets with a backslash count."""
    words = sign_text(content, escaped)
    if not _may_hold_marks(words):
        return
    plainly = sign_text(content) if escaped else words
    for pattern in (_MARK, _LOOSE_MARK):
        for found in pattern.finditer(words):
            start, end = found.span()
            sure = pattern is _MARK and plainly[start:end] == found[0]
            yield Found(_sign(found), start, end, sure)


def sunk_marks(content: Sequence[Inline]) -> Iterator[Found]:
    """Figures at the end of words: marks only where a note has no other."""
    words = sign_text(content)
    for found in _SUNK.finditer(words):
        start, end = found.span()
        if start >= _LETTERS and words[start - _LETTERS : start].isalpha():
            yield Found(_sign(found), start, end, sure=False)


def bracketed_marks(content: Sequence[Inline]) -> Iterator[Found]:
    """The marks in brackets that *content* surely has, where nothing is known of any notes."""
    words = sign_text(content)
    for found in _MARK.finditer(words) if "[" in words else ():
        if (sign := _sign(found)).key[0] == "[":
            yield Found(sign, found.start(), found.end())


def _may_hold_marks(words: str) -> bool:
    if "*" in words or not words.isascii():
        return bool(_SIGNS.search(words))
    return "[" in words and bool(_NUMBERED.search(words))


def _sign(found: re.Match[str]) -> Sign:
    held = found.groupdict()
    if number := held.get("number") or held.get("linked") or held.get("before"):
        return Sign(f"[{number}]", number, True)
    if star := held.get("star"):
        return Sign(star, star, False)
    if starred := held.get("starred"):
        return Sign(f"[{starred}]", starred, False)
    if name := held.get("name"):
        return Sign(f"[^{name}]", name, True)
    raised = found["raised"].translate(_DIGITS)
    return Sign(f"^{raised}", raised, True)


# --- notes ------------------------------------------------------------------------------------


def heading_of_notes(block: Block) -> int:
    """How many characters of *block* are a heading of the notes that follow it in one line; mostly 0."""
    if not isinstance(block, Paragraph) or not block.content:
        return 0
    first = block.content[0]  # a quick look: hardly a paragraph begins so
    if not isinstance(first, Text) or ":" not in first.value[:20]:
        return 0
    words = sign_text(block.content[:6])
    headed = _HEADED.match(words[:40])
    return headed.end() if headed and _NOTE.match(words, headed.end()) else 0


def notes_of(source: Source, block: Block, escaped: bool = False) -> list[list[Note]]:
    """The notes that *block* may be: one that begins with a sign, or first, lines that begin with one each.

    What is more likely comes first; empty where no sign begins *block*.
    """
    if not isinstance(block, Paragraph):
        return []
    found = _NOTE.match(sign_text(block.content[:8], escaped)[:80])
    if not found:
        return []
    whole = [_note(block.content, found, block)]
    lines = _lines_with_signs(source, block.content, escaped)
    if len(lines) < 2:
        return [whole]
    several = [_note(line, start, block) for line, start in lines]
    ways = [several] if any(isinstance(node, LineBreak) for node in block.content) else []
    return ways if ways and _all_signed(block.content, len(lines)) else [several, whole]


def _all_signed(content: Sequence[Inline], count: int) -> bool:
    return len(split_lines(content)) == count


def _lines_with_signs(
    source: Source, content: Sequence[Inline], escaped: bool
) -> list[tuple[tuple[Inline, ...], re.Match[str]]]:
    """*content* cut before each line that begins with the sign of a note; lines without one go on with theirs."""
    cuts = [0]
    for index, node in enumerate(content):
        if isinstance(node, LineBreak) or (isinstance(node, Text) and _ends_line(source, node)):
            cuts.append(index)
    found: list[tuple[tuple[Inline, ...], re.Match[str]]] = []
    for start, end in zip(cuts, [*cuts[1:], len(content)], strict=True):
        line = tuple(content[start:end])
        words = line[1:] if start else line
        if sign := _NOTE.match(sign_text(words, escaped)):
            found.append((words, sign))
        elif found:
            found[-1] = ((*found[-1][0], *line), found[-1][1])
    return found


def _ends_line(source: Source, node: Text) -> bool:
    return node.value.isspace() and "\n" in source.text[node.span.start : node.span.end]


def bare_notes(paragraph: Paragraph) -> list[Note]:
    """The notes with bare numbers that *paragraph* is, one a line; empty where a line is none."""
    lines = split_lines(paragraph.content)
    starts = [_BARE_NOTE.match(sign_text(line)) for line in lines]
    return (
        [_note(line, start, paragraph) for line, start in zip(lines, starts, strict=True) if start]
        if all(starts)
        else []
    )


def bare_series(blocks: Sequence[Block]) -> list[list[Paragraph]]:
    """Paragraphs one behind the other that begin with bare numbers, each greater than the one before."""
    found: list[list[Paragraph]] = [[]]
    last = 0
    for block in blocks:
        notes = bare_notes(block) if isinstance(block, Paragraph) and block.content else []
        numbers = [int(note.sign.n) for note in notes]
        rising = numbers == sorted(set(numbers))
        if not numbers or not rising or numbers[0] <= last:
            found.append([])
            last = 0
        if isinstance(block, Paragraph) and numbers and rising:
            found[-1].append(block)
            last = numbers[-1]
    return [series for series in found if series]


def _note(content: Sequence[Inline], found: re.Match[str], block: Paragraph) -> Note:
    spans = [node.span for node in content if not isinstance(node, Mark)]
    span = Span(spans[0].start, spans[-1].end) if spans else block.span
    return Note(_sign(found), split(content, found.end())[1], span)


# --- texts ------------------------------------------------------------------------------------


def texts(block: Block) -> Iterator[Paragraph | Heading]:
    """The paragraphs and headings of *block*, in order."""
    match block:
        case Paragraph() | Heading():
            yield block
        case Quote(blocks=blocks):
            for inner in blocks:
                yield from texts(inner)
        case List(items=items):
            for item in items:
                for inner in item.blocks:
                    yield from texts(inner)
        case Table(rows=rows, span=span):
            for row in rows:
                for cell in row:
                    yield Paragraph(cell, span)
        case _:
            pass


def rewritten(block: Block, rewrite: Callable[[Paragraph | Heading], Paragraph | Heading]) -> Block:
    """*block* with *rewrite* applied to each of its texts, in the order of texts()."""
    match block:
        case Paragraph() | Heading():
            return rewrite(block)
        case Quote(blocks=blocks):
            return replace(block, blocks=tuple(rewritten(inner, rewrite) for inner in blocks))
        case List(items=items):
            done = (
                replace(item, blocks=tuple(rewritten(inner, rewrite) for inner in item.blocks))
                for item in items
            )
            return replace(block, items=tuple(done))
        case Table(rows=rows, span=span):
            cells = (tuple(rewrite(Paragraph(cell, span)).content for cell in row) for row in rows)
            return replace(block, rows=tuple(cells))
        case _:
            return block


def sign_text(inlines: Sequence[Inline], escaped: bool = False) -> str:
    """The words of *inlines* as signs are looked for in them.

    Addresses are blanked, and brackets written as text (`\\[`), unless they are *escaped* and hold a
    number; raised figures are such.
    """
    parts = []
    for index, node in enumerate(inlines):
        if isinstance(node, Text) and (node.href or _is_escaped(node)):
            shown = escaped and not node.href and _holds_a_number(inlines, index)
            parts.append(node.value if shown else "\0" * len(node.value))
        elif isinstance(node, Text):
            raised = "superscript" in node.styles
            parts.append(node.value.translate(_SUPERSCRIPTS) if raised else node.value)
        else:
            parts.append(plain((node,)))
    return "".join(parts)


def _is_escaped(node: Inline) -> bool:
    return isinstance(node, Text) and node.value in "[]" and node.span.end - node.span.start == 2


def _holds_a_number(inlines: Sequence[Inline], index: int) -> bool:
    """True where the escaped bracket at *index* is one of a pair around a number."""
    start = index if plain(inlines[index : index + 1]) == "[" else index - 2
    held = inlines[max(start, 0) : start + 3]
    return (
        len(held) == 3
        and _is_escaped(held[0])
        and _is_escaped(held[2])
        and plain(held[1:2]).isdecimal()
    )
