"""Footnotes of the document: a sign in the text, and a paragraph or line that begins with the same sign."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tei_edition.diagnostics import Diagnostic
from tei_edition.document.block import Block, Heading, Paragraph
from tei_edition.document.inline import Inline, Mark, ParagraphBreak, Text, plain, split, stripped
from tei_edition.document.marks import Kind
from tei_edition.document.source import Source, Span
from tei_edition.understand.note_signs import (
    ROMAN,
    Note,
    Sign,
    bare_notes,
    bare_series,
    bracketed_marks,
    escapes_signs,
    heading_of_notes,
    is_indented,
    marks_in,
    may_have_numbers,
    notes_of,
    rewritten,
    sunk_marks,
    texts,
)
from tei_edition.understand.passages import Passages
from tei_edition.understand.words.dates import completes_year

#: What no letter completes: the end of a phrase, a name in capitals.
_ENDED = re.compile(r"(?:\w\w[.!?)\]”]|\]\)?[.,;]?|[,;:]|[A-Z]{3,})$")


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

    A starred note belongs to the nearest sign above it (or those of its paragraph), a numbered one to each of its number since the
    last such note: what is cited twice stands twice. Where no sign stands above a numbered note, one below
    it will do. A paragraph that looks like a note but whose sign stands nowhere stays a paragraph (R027),
    and so does a number in brackets without a note (R029).
    """
    return _Attaching(source).run(blocks)


class _Attaching:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._escaped = escapes_signs(source)
        self._done = Footnotes()
        #: Marks that wait for their note, by how sure it is that they are marks, and by their keys.
        self._open: dict[str, list[_Mark]] = defaultdict(list)
        self._loose: dict[str, list[_Mark]] = defaultdict(list)
        self._sunk: dict[str, list[_Mark]] = defaultdict(list)
        #: The text up to which figures at the end of words were looked for.
        self._sought = 0
        self._attached: dict[int, list[tuple[_Mark, Note]]] = defaultdict(list)
        self._texts: list[Paragraph | Heading] = []
        self._kept: list[Block] = []
        #: Notes without a mark above them, and which text they are: a mark may stand below.
        self._early: list[tuple[Block, int, list[Note]]] = []
        #: The texts that turned out to be notes.
        self._gone: set[int] = set()

    def run(self, blocks: Sequence[Block]) -> Footnotes:
        notes = [notes_of(self._source, self._headed(b)[1], self._escaped) for b in blocks]
        bare = bare_series(blocks) if may_have_numbers(self._source) else []
        if not any(notes) and not bare:
            self._done.blocks = tuple(blocks)
            self._without_notes(blocks)
            return self._done
        index = 0
        while index < len(blocks):
            index = self._block(blocks, notes[index], index)
        for series in bare:
            self._take_series(series)
        self._settle_early()
        self._unmatched()
        orders = (order for order in range(len(self._texts)) if order not in self._gone)
        self._done.blocks = tuple(
            rewritten(block, lambda text: self._rewrite(text, next(orders))) for block in self._kept
        )
        return self._done

    def _block(self, blocks: Sequence[Block], ways: Sequence[list[Note]], index: int) -> int:
        """Take the block at *index*, which may be notes in one of *ways*; the index of the next to take."""
        after = index + 1
        while ways and after < len(blocks) and is_indented(self._source, blocks[after]):
            after += 1
        more = blocks[index + 1 : after]
        heading, _ = self._headed(blocks[index])
        ways = [[*notes[:-1], _longer(notes[-1], more)] for notes in ways]
        for notes in ways:
            if self._settle(notes):
                if heading:
                    self._keep(heading)
                return after
        if ways and not heading:
            self._early.append((blocks[index], len(self._texts), ways[-1]))
        if ways and not heading and _is_defined(self._source, ways[-1][0]):
            self._keep(blocks[index], begins=True)
            index += 1
        for block in blocks[index:after]:
            self._keep(block)
        return after

    def _headed(self, block: Block) -> tuple[Paragraph | None, Block]:
        """A heading that stands in one line with the notes behind it, and these."""
        if not (isinstance(block, Paragraph) and (end := heading_of_notes(block))):
            return None, block
        heading, notes = split(block.content, end)
        return replace(block, content=stripped(heading)), replace(block, content=notes)

    def _keep(self, block: Block, *, begins: bool = False) -> None:
        """Keep *block* as text; where it *begins* a note, its first sign is no mark."""
        self._kept.append(block)
        for text in texts(block):
            self._look(text, begins)

    def _look(self, text: Paragraph | Heading, begins: bool) -> None:
        order = len(self._texts)
        self._texts.append(text)
        for found in marks_in(text.content, self._escaped):
            if begins and found.start == 0:
                continue
            waiting = self._open if found.sure else self._loose
            waiting[found.sign.key].append(_Mark(order, found.start, found.end))

    def _settle(self, notes: Sequence[Note]) -> bool:
        """Attach *notes*, all that a paragraph holds, to their marks; False where one has none: it stays."""
        keys = [note.sign.key for note in notes]
        if len(set(keys)) < len(keys) or not all(self._marks(key) for key in keys):
            return False
        for note in notes:
            marks = self._marks(note.sign.key)
            for mark in self._cited(note.sign, marks):
                self._attached[mark.order].append((mark, note))
            marks.clear()
        return True

    def _cited(self, sign: Sign, marks: Sequence[_Mark]) -> Sequence[_Mark]:
        """Those of *marks* that a note with *sign* belongs to."""
        if marks is self._sunk.get(sign.key) or (sign.numbered and not sign.counts):
            return marks[:1]
        if sign.numbered:
            return marks
        nearest = self._texts[marks[-1].order].span  # the cells of a table have one span
        return [mark for mark in marks if self._texts[mark.order].span == nearest]

    def _marks(self, key: str) -> list[_Mark]:
        """The marks that wait for a note: those that can be nothing else first."""
        if marks := self._open.get(key) or self._loose.get(key):
            return marks
        if not key[1:-1].isdecimal():
            return []
        for order, text in enumerate(self._texts[self._sought :], self._sought):
            for found in sunk_marks(text.content):
                self._sunk[found.sign.key].append(_Mark(order, found.start, found.end))
        self._sought = len(self._texts)
        return self._sunk[key]

    def _settle_early(self) -> None:
        """Attach the notes that stand before their marks; tell of those that have none."""
        for block, order, notes in self._early:
            if order in self._gone:
                continue
            keys = {note.sign.key for note in notes}
            for key in keys:  # the sign that the note itself begins with is no mark
                self._open[key] = [m for m in self._open[key] if (m.order, m.start) != (order, 0)]
            counted = all(note.sign.counts for note in notes)
            # What has taken a note in is text: out of the text, it would take that note with it.
            free = counted and not self._attached.get(order)
            if free and all(self._below(key, order) for key in keys) and self._settle(notes):
                self._remove(block, order)
                continue
            for note in notes:
                if not self._marks(note.sign.key):
                    self._homeless(note)

    def _below(self, key: str, order: int) -> bool:
        marks = self._open.get(key, ())
        return bool(marks) and all(mark.order > order for mark in marks)

    def _remove(self, block: Block, order: int) -> None:
        """Take *block*, the *order*-th text, out of the text: it is a note."""
        self._gone.add(order)
        self._kept[:] = [kept for kept in self._kept if kept is not block]
        for waiting in (self._open, self._loose, self._sunk):
            for marks in waiting.values():  # a note that went to one of these would go with it
                marks[:] = [mark for mark in marks if mark.order != order]

    def _homeless(self, note: Note) -> None:
        key = note.sign.key
        if key.startswith("[^"):
            self._done.unresolved.append(note.span.start)
        if key[1:-1].isalpha() or (not note.sign.numbered and key[0] not in "*†‡§"):
            return  # "[a] Then" is a label as well
        message = f"the text above does not contain the sign {note.sign.n} of this note; it is kept as a paragraph"
        hint = "put the sign after the word that the note refers to"
        first = Span(note.span.start, note.span.start + len(note.sign.key))
        self._done.diagnostics.append(
            self._source.diagnostic("R027", message, first, hint, label="no such sign above")
        )

    def _take_series(self, series: Sequence[Paragraph]) -> None:
        """Attach the notes of *series* if all numbers that wait for a note stand in it, and above it."""
        notes = [(paragraph, bare_notes(paragraph)) for paragraph in series]
        keys = {note.sign.key for _, found in notes for note in found}
        orders = {id(text): order for order, text in enumerate(self._texts)}
        first = orders.get(id(series[0]))
        if first is None:
            return  # a paragraph of a note that runs over several
        waiting = _waiting(self._open, first)
        # Marks behind numbers, as in "our No. 631 [1]", are told by a series that is all about them.
        loose = set() if waiting else _waiting(self._loose, first)
        if not (waiting and waiting <= keys) and not ("[1]" in loose and loose == keys):
            return
        for paragraph, found in notes:
            order = orders.get(id(paragraph))
            if order is None or self._attached.get(order) or self._sinks(found):
                continue
            if self._settle(found):
                self._remove(paragraph, order)

    def _sinks(self, notes: Sequence[Note]) -> bool:
        """True where one of *notes* has no mark but a figure in a word: two guesses are too many."""
        keys = [note.sign.key for note in notes]
        return not all(self._open.get(key) or self._loose.get(key) for key in keys)

    def _unmatched(self) -> None:
        numbers = [(k, m) for k, marks in self._open.items() if k[0] == "[" for m in marks]
        self._report(
            (self._texts[mark.order], mark.start, mark.end, key)
            for key, mark in sorted(numbers, key=lambda pair: (pair[1].order, pair[1].start))
        )

    def _without_notes(self, blocks: Sequence[Block]) -> None:
        """Report the marks of a record that has no notes at all."""
        self._report(
            (text, found.start, found.end, found.sign.key)
            for block in blocks
            for text in texts(block)
            for found in bracketed_marks(text.content)
        )

    def _report(self, marks: Iterable[tuple[Paragraph | Heading, int, int, str]]) -> None:
        """Tell of *marks* without a note; what looks like one attached to a word stays as it is."""
        marks = list(marks)
        # "[i]" alone may be a letter that a word lacks; beside "[ii]" it is a number.
        roman = any(ROMAN.fullmatch(key[1:-1]) for *_, key in marks)
        passages: dict[int, Passages] = {}
        for text, start, end, key in marks:
            number = key[1:-1]
            passage = passages.setdefault(id(text), Passages(text.content))
            nodes = [n for n in passage.cut(start, end) if isinstance(n, Text)]
            lead = plain(passage.cut(max(0, start - 4), start))
            before = lead[-1:]
            counts = number.isdecimal() or (roman and set(number) <= set("ivx"))
            named = number.startswith("^")
            attached = bool(nodes) and nodes[0].value.lstrip(" " if named else "").startswith("[")
            counts = counts or named or (attached and _ENDED.search(lead) is not None)
            if not nodes or key == "[0]" or (not counts and (before.isalpha() or number.isalpha())):
                continue
            if completes_year(lead, number):
                continue
            stays = "; it is left unchanged" if attached else ""
            message = f"this looks like the sign of a note, but no note {key} follows{stays}"
            blank = len(nodes[0].value) - len(nodes[0].value.lstrip())
            span = Span(nodes[0].span.start + blank, nodes[-1].span.end)
            self._done.diagnostics.append(
                self._source.diagnostic("R029", message, span, label="no such note below")
            )
            if counts and attached and (named or not before.isdecimal()):
                self._done.unresolved.append(span.start)

    def _rewrite(self, text: Paragraph | Heading, order: int) -> Paragraph | Heading:
        """*text* with its notes where their marks stand."""
        attached = sorted(self._attached.get(order, ()), key=lambda pair: pair[0].start)
        if not attached:
            return text
        content: list[Inline] = []
        passage = Passages(text.content)
        done = 0
        for mark, note in attached:
            content += passage.cut(done, mark.start)
            sign = passage.cut(mark.start, mark.end)
            self._done.markers += [node.span for node in sign if isinstance(node, Text)]
            content.append(self._placed(note))
            done = mark.end
        content += split(text.content, done)[1]
        return replace(text, content=tuple(content))

    def _placed(self, note: Note) -> Mark:
        place = "end" if note.sign.numbered else "bottom"
        attributes = (("sort", "footnote"), ("number", note.sign.n), ("place", place))
        body = [node.span for node in note.content if not isinstance(node, Mark)]
        first = body[0].start if body else note.span.end
        self._done.markers.append(Span(note.span.start, first))
        return Mark(Kind.NOTE, attributes, note.content)


def _longer(note: Note, paragraphs: Sequence[Block]) -> Note:
    """*note* with the *paragraphs* behind it that belong to it."""
    content = note.content
    for block in paragraphs:
        if isinstance(block, Paragraph):
            start = block.span.start
            content = (*content, ParagraphBreak(Span(start, start)), *block.content)
    return replace(note, content=content)


def _is_defined(source: Source, note: Note) -> bool:
    """Whether *note* begins as only a note does, "[^1]: See ..."; "[^1] See" may begin with a mark."""
    key = note.sign.key
    return key.startswith("[^") and source.text.startswith(f"{key}:", note.span.start)


def _waiting(marks: Mapping[str, Sequence[_Mark]], first: int) -> set[str]:
    """The numbered keys of *marks* that stand above the *first*-th text."""
    return {
        key
        for key, held in marks.items()
        if key[1:-1].isdecimal() and any(mark.order < first for mark in held)
    }
