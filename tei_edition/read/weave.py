"""Words and the marks that begin and end among them, woven into inlines that lie within one another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tei_edition.document.draft import (
    Change,
    Comment,
    DraftInline,
    FootNote,
    PageMark,
    Picture,
    Run,
)
from tei_edition.read.signs import POINTS, Mark, Token

#: Marks that go on in the next paragraph.
_GOING_ON = ("inserted", "deleted", "setting", "language", "range")


@dataclass
class _Frame:
    number: int
    content: list[DraftInline] = field(default_factory=list)


class Weaver:
    """Weaves the paragraphs of one text in their order; *marks* are those of the document by number.

    A change that goes over the end of a paragraph goes on in the next. A comment of words in several
    paragraphs stands where they end, and says no words that it is of.
    """

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = marks
        self._open: list[int] = []
        self._crossing: set[int] = set()
        self.style = ""
        self.end: Mark | None = None

    def weave(self, tokens: Iterable[DraftInline | Token]) -> tuple[DraftInline, ...]:
        """The content of a paragraph.

        `style` is then what edition.toml maps its style to, where it does; `end` the change of its end.
        """
        self.style, self.end = "", None
        frames = [_Frame(-1), *map(_Frame, self._open)]
        for token in tokens:
            if not isinstance(token, Token):
                frames[-1].content.append(token)
            elif token.is_end:
                self._end(frames, token.number)
            else:
                self._begin(frames, token.number)
        going_on = [f.number for f in frames[1:] if self._marks[f.number].kind in _GOING_ON]
        self._crossing |= {n for n in going_on if self._marks[n].kind == "range"}
        while len(frames) > 1:
            self._close(frames, done=False)
        self._open = going_on
        return tuple(frames[0].content)

    def rest(self) -> tuple[DraftInline, ...]:
        """Comments whose words had no end in the text."""
        left, self._open = self._open, []
        marks = (self._marks[number] for number in left)
        return tuple(Comment(m.blocks, m.who, m.when) for m in marks if m.kind == "range")

    def _begin(self, frames: list[_Frame], number: int) -> None:
        mark = self._marks[number]
        if mark.kind not in POINTS:
            frames.append(_Frame(number))
        elif mark.kind == "page":
            frames[-1].content.append(PageMark(mark.value))
        elif mark.kind == "picture":
            frames[-1].content.append(Picture(mark.value))
        elif mark.kind == "word":
            frames[-1].content.append(Run(mark.value))
        elif mark.kind == "style":
            self.style = mark.value
        elif mark.kind == "end":
            self.end = mark

    def _end(self, frames: list[_Frame], number: int) -> None:
        """End the mark *number*; those that began within it and go on begin anew behind it."""
        if all(frame.number != number for frame in frames):
            return
        inner = []
        while frames[-1].number != number:
            inner.append(frames[-1].number)
            self._crossing |= {n for n in inner[-1:] if self._marks[n].kind == "range"}
            self._close(frames, done=False)
        self._close(frames, done=True)
        frames += [_Frame(each) for each in reversed(inner)]

    def _close(self, frames: list[_Frame], *, done: bool) -> None:
        frame = frames.pop()
        frames[-1].content += self._wrapped(frame, done=done)

    def _wrapped(self, frame: _Frame, *, done: bool) -> list[DraftInline]:
        mark, content = self._marks[frame.number], frame.content
        match mark.kind:
            case "inserted" | "deleted":
                return [Change(mark.kind, tuple(content), mark.who, mark.when)] if content else []
            case "range":
                if not done:
                    return content
                of = () if frame.number in self._crossing else tuple(content)
                before = [] if of else content
                return [*before, Comment(mark.blocks, mark.who, mark.when, of)]
            case "setting":
                return [_run_set(node, styles=mark.value) for node in content]
            case "language":
                return [_run_set(node, lang=mark.value) for node in content]
            case _:
                return content


def _run_set(node: DraftInline, *, styles: str = "", lang: str = "") -> DraftInline:
    """*node* in another setting or language, the words of changes in it too."""
    match node:
        case Run():
            more = (styles,) if styles and styles not in node.styles else ()
            return replace(node, styles=(*more, *node.styles), lang=node.lang or lang)
        case Change():
            return replace(
                node, content=tuple(_run_set(n, styles=styles, lang=lang) for n in node.content)
            )
        case Comment():
            return replace(node, of=tuple(_run_set(n, styles=styles, lang=lang) for n in node.of))
        case _:
            return node


def is_blank(content: Iterable[DraftInline]) -> bool:
    """Whether *content* says and shows nothing."""
    for node in content:
        match node:
            case Run():
                if node.text.strip():
                    return False
            case Change():
                if not is_blank(node.content):
                    return False
            case Comment():
                if not is_blank(node.of) or node.blocks:
                    return False
            case FootNote():
                return False
            case _:
                if type(node).__name__ != "Break":
                    return False
    return True
