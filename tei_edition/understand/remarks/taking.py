"""What a remark takes of the words beside it, and what is gathered while a record's remarks are read."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import islice

from tei_edition.diagnostics import Diagnostic
from tei_edition.document.document import Remark
from tei_edition.document.header import Language
from tei_edition.document.inline import (
    Bracket,
    Inline,
    StrayBracket,
    Text,
    is_blank,
    plain,
    stripped,
)
from tei_edition.document.source import Source, Span
from tei_edition.understand.remarks.beside import line_behind, notes_behind, take_before
from tei_edition.understand.remarks.rules import Conventions


@dataclass
class WordTaker:
    """The state of reading the remarks of a record, and the words that they take from around them.

    `speaker` is the role of whoever made remarks that do not say so, `originals` the languages
    of the document. `remarks` and `diagnostics` gather what was found, in the order of the source.
    """

    source: Source
    conventions: Conventions
    speaker: str
    originals: tuple[Language, ...] = ()
    #: The tag of the language that the record says it is in, and words that show which it is.
    language: str | None = None
    sample: str = ""
    #: Where brackets begin that are marks of notes which the record does not have.
    marks: frozenset[int] = frozenset()
    remarks: list[Remark] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    #: Signs that mark something and are no words themselves.
    markers: list[Span] = field(default_factory=list)
    #: How many marks of ends are still to come, for each sequence that is being read.
    _ends: list[int] = field(default_factory=list)
    _following: str = ""

    def _sequence(self, nodes: list[Inline], alone: bool = False) -> tuple[Inline, ...]:
        """*nodes* with their remarks read."""
        raise NotImplementedError

    def _is_end(self, node: Inline) -> bool:
        """Whether *node* marks the end of the words that a remark refers to."""
        raise NotImplementedError

    def _take_after(
        self, rest: deque[Inline], bracket: Bracket
    ) -> tuple[tuple[Inline, ...], bool] | None:
        """The words from the remark to what ends them, taken out of *rest*; and whether that is a guess.

        A stray closing bracket is taken for their end, with a repair; a remark such as [end of these
        words] says it.
        """
        found = None
        if self._ends[-1]:
            found = next(((i, node) for i, node in enumerate(rest) if self._is_end(node)), None)
        words = list(islice(rest, found[0])) if found else []
        if found is None or is_blank(words):
            message = "this note refers to the words after it, but nothing marks where they end"
            hint = "write [end of these words] after the last of them"
            self._report("R025", message, bracket.span, hint)
            return None
        end, mark = found
        self._ends[-1] -= 1
        guessed = isinstance(mark, StrayBracket)
        if isinstance(mark, StrayBracket):
            place = self.source.position(bracket.span.start)
            message = (
                "this closing bracket has no opening bracket; it was read as the end of the words "
                f"that the note at {place} refers to"
            )
            hint = "write [end of these words] instead to confirm this, or \\] if it belongs to the text"
            after = self.source.text[mark.span.start - 1 : mark.span.start]
            fix = "[end of these words]" if after.isspace() else " [end of these words]"
            self._report("R020", message, mark.span, hint, label="read as their end", fix=fix)
            self.markers.append(mark.span)
        elif isinstance(mark, Bracket):
            self.remarks.append(Remark(mark.span, plain(mark.content), "end", ()))
        taken = self._sequence(words)
        for _ in range(end + 1):
            rest.popleft()
        return stripped(taken), guessed

    def _take_line(
        self, done: list[Inline], rest: deque[Inline], bracket: Bracket
    ) -> tuple[Inline, ...] | None:
        """The line that *bracket* begins, taken out of *rest*, where all of it may be its words."""
        line = line_behind(done, rest, plain(bracket.content))
        if line:
            for _ in line:
                rest.popleft()
            return stripped(self._sequence(line))
        if line is not None and (not is_blank(tuple(rest)) or plain(bracket.content).endswith(":")):
            message = "this remark refers to the words after it, but nothing marks where they end"
            hint = "write them inside the brackets, after a colon"
            self._report("R025", message, bracket.span, hint)
        return None

    def _take_before(
        self, done: list[Inline], rest: deque[Inline], slot: str, bracket: Bracket
    ) -> tuple[Inline, ...] | None:
        """What *slot* wants of the end of *done*, taken out of it."""
        notes = notes_behind(done) if slot == "name" else []
        taken = take_before(done, rest, slot)
        rest.extendleft(reversed(notes))
        if taken is not None:
            return taken
        if slot == "stem" and done and isinstance(last := done[-1], Text) and last.styles:
            return None
        message = "this remark refers to the word before it, but there is none"
        hint = "put it after the word that it refers to"
        self._report("R026", message, bracket.span, hint, label="no word before it")
        return None

    def _report(
        self, code: str, message: str, span: Span, hint: str | None = None, **more: str | None
    ) -> None:
        """Add a diagnostic; *more* are its `label` and its `fix`."""
        self.diagnostics.append(self.source.diagnostic(code, message, span, hint, **more))
