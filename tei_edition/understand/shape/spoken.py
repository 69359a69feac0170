"""Who speaks where an editor says so: marks at the beginning of a paragraph, or within it, and the words that they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tei_edition.document.block import (
    Aside,
    Block,
    Closer,
    Heading,
    List,
    Opener,
    Paragraph,
    Postscript,
    Quote,
    Speech,
    Table,
)
from tei_edition.document.inline import Inline, Mark, ParagraphBreak, Text, is_blank, stripped
from tei_edition.document.marks import Kind
from tei_edition.document.source import Span


def is_speaker(node: Inline) -> bool:
    """Whether *node* says who speaks from where it stands on, or that nobody does."""
    if not isinstance(node, Mark) or node.content:
        return False
    return node.kind is Kind.SPEECH or (
        node.kind is Kind.PASSAGE and node.attribute("sort") == "narration"
    )


@dataclass
class Speakers:
    """The marks of speakers, taken from before the paragraphs of a record while its shape is found, and put around their words then."""

    taken: dict[Span, Mark] = field(default_factory=dict)
    #: The marks behind which no paragraph came.
    lost: list[Mark] = field(default_factory=list)
    #: Those that end a paragraph: nothing follows them there.
    ending: list[Mark] = field(default_factory=list)

    def take(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """*blocks* without the marks that begin paragraphs; one that stands alone is the next one's."""
        result: list[Block] = []
        waiting: Mark | None = None
        for block in blocks:
            if isinstance(block, Quote):
                block = replace(block, blocks=self.take(block.blocks))
            if not isinstance(block, Paragraph):
                self.lost += [waiting] if waiting else []
                waiting = None
                result.append(block)
                continue
            content, first, last = self._apart(block.content)
            if first and waiting:
                self.lost.append(waiting)
            if is_blank(content) and (first or waiting):
                waiting = first or waiting
                continue
            if mark := first or waiting:
                self.taken[block.span] = mark
            waiting = None
            self.ending += [last] if last else []
            result.append(replace(block, content=content))
        self.lost += [waiting] if waiting else []
        return tuple(result)

    def give(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """*blocks* with the words of each speaker in their mark."""
        return tuple(map(self._given, blocks))

    def _given(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return replace(block, content=self._inlines(block.content, block.span))
            case Speech():
                who = self.taken.get(block.span)
                if who is not None and who.kind is Kind.SPEECH:
                    del self.taken[block.span]
                    block = replace(block, who=who)
                return replace(block, blocks=self.give(block.blocks))
            case Quote() | Postscript():
                return replace(block, blocks=self.give(block.blocks))
            case List():
                items = (replace(item, blocks=self.give(item.blocks)) for item in block.items)
                return replace(block, items=tuple(items))
            case Heading() | Aside():
                return replace(block, content=self._inlines(block.content, block.span))
            case Opener() | Closer():
                lines = (replace(line, content=self._inlines(line.content)) for line in block.lines)
                return replace(block, lines=tuple(lines))
            case Table():
                rows = (tuple(map(self._inlines, row)) for row in block.rows)
                return replace(block, rows=tuple(rows))
            case _:
                return block

    def _inlines(self, content: Sequence[Inline], span: Span | None = None) -> tuple[Inline, ...]:
        """*content* with the words of each speaker in their mark; a paragraph at *span* was it before."""
        mark = self.taken.pop(span, None) if span else None
        held: list[Inline] = []
        result: list[Inline] = []
        is_heard = False  # whether any words of the mark were found
        for node in (*content, None):
            if node is not None and not is_speaker(node) and not isinstance(node, ParagraphBreak):
                held.append(self._within(node))
                continue
            inner = stripped(held)
            if mark is None or not inner:
                result += held
            else:
                is_heard = True
                result.append(replace(mark, content=inner))
                last = held[-1]
                if node is not None and isinstance(last, Text) and last.value[-1:].isspace():
                    result.append(last.cut(len(last.value.rstrip()), len(last.value)))
            held = []
            if isinstance(node, ParagraphBreak):
                result.append(node)  # of a note: the next paragraph is the same speaker's
                continue
            self.lost += [mark] if mark is not None and not is_heard else []
            mark, is_heard = node if isinstance(node, Mark) else None, False
        return tuple(result)

    def _within(self, node: Inline) -> Inline:
        """*node*, a note for instance, with the words of each speaker in it in their mark."""
        if not isinstance(node, Mark) or not node.content:
            return node
        content = self._inlines(node.content)
        if content == node.content:
            return node
        return replace(node, content=stripped(content) if node.kind is Kind.NOTE else content)

    def nowhere(self) -> list[Mark]:
        """The marks of which no words could be made."""
        return [*self.lost, *self.taken.values()]

    def _apart(
        self, content: tuple[Inline, ...]
    ) -> tuple[tuple[Inline, ...], Mark | None, Mark | None]:
        """*content* without the marks of speakers that begin and end it, and these."""
        nodes = stripped(content)
        first: list[Mark] = []
        last: list[Mark] = []
        while nodes and isinstance(node := nodes[0], Mark) and is_speaker(node):
            first.append(node)
            nodes = stripped(nodes[1:])
        while nodes and isinstance(node := nodes[-1], Mark) and is_speaker(node):
            last.insert(0, node)
            nodes = stripped(nodes[:-1])
        if not first and not last:
            return content, None, None
        self.lost += [*first[:-1], *last[:-1]]
        return nodes, first[-1] if first else None, last[-1] if last else None
