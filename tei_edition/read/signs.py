"""Signs put into a document of a word processor before pandoc reads it, for what pandoc does not tell.

A sign is a number between two noncharacters of Unicode, which no text holds: pandoc takes it for a word
and keeps it in its place. What the number stands for is a Mark; most have a beginning and an end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tei_edition.document.draft import DraftBlock

_BEGIN, _STOP, _END = "\ufdd0", "\ufdd1", "\ufdd2"
_SIGN = re.compile(f"([{_BEGIN}{_END}])([0-9]+){_STOP}")
#: Those characters, and the hyphens that show only where a line ends.
_OURS = re.compile(f"[{_BEGIN}{_STOP}{_END}\xad]")
#: Marks that have no end.
POINTS = ("page", "picture", "word", "style", "comment", "end")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a sign stands for.

    `kind` is "inserted" or "deleted" (with `who` and `when`), "range" (the words that a comment is of; `blocks`
    are what it says), "setting" or "language" (`value`: a style of a Run, a tag), or one of POINTS: the
    beginning of a "page", a "picture" (`value`: its path), a "word" (`value`), the "style" of a paragraph as edition.toml maps it, a "comment" whose words follow,
    an "end" of a paragraph that was "inserted" or "deleted" (`value`).
    """

    kind: str
    value: str = ""
    who: str = ""
    when: str = ""
    blocks: tuple[DraftBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """A sign as it was found in a text: the number of its mark, and whether it ends it."""

    number: int
    is_end: bool = False


@dataclass
class Signs:
    """The marks of one document, by number."""

    marks: list[Mark] = field(default_factory=list)

    def number(self, mark: Mark) -> int:
        """The number of the new *mark*."""
        self.marks.append(mark)
        return len(self.marks) - 1

    def point(self, mark: Mark) -> str:
        """The sign of *mark*, which has no end."""
        return self.beginning(self.number(mark))

    def beginning(self, number: int) -> str:
        """The sign with which mark *number* begins."""
        return f"{_BEGIN}{number}{_STOP}"

    def end(self, number: int) -> str:
        """The sign with which mark *number* ends."""
        return f"{_END}{number}{_STOP}"

    def split(self, text: str) -> Iterator[str | Token]:
        """The words of *text* and the signs between them."""
        at = 0
        for found in _SIGN.finditer(text):
            if found.start() > at:
                yield cleaned(text[at : found.start()])
            number = int(found[2])
            if number < len(self.marks):
                yield Token(number, found[1] == _END)
            at = found.end()
        if at < len(text):
            yield cleaned(text[at:])


def cleaned(text: str) -> str:
    """*text* without the characters that signs are made of, and without soft hyphens."""
    return _OURS.sub("", text)
