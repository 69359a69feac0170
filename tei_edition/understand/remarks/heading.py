"""What editors say of names in the fields of a header block: the only remarks that are read there."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from tei_edition.document.block import Block, List, Paragraph
from tei_edition.document.header import Field
from tei_edition.document.inline import Bracket, Inline, Mark, StrayBracket, Text, plain
from tei_edition.document.source import Source, Span
from tei_edition.understand.remarks.asked import Asked
from tei_edition.understand.remarks.brackets import SQUARE, pair_brackets
from tei_edition.understand.remarks.reading import RemarkReader
from tei_edition.understand.remarks.rule import Conventions
from tei_edition.understand.remarks.slips import slip_of
from tei_edition.understand.remarks.surface import Place

#: The slots of wordings that say whose name something is, that it is none, or who speaks.
_SAYING = frozenset(("identifier", "noname", "nobody"))


class HeadingReader:
    """Reads the remarks about names in the fields of the header of *source*, and gathers what is found."""

    def __init__(self, source: Source, conventions: Conventions) -> None:
        # Whose words these remarks are is not known yet, and nothing in them asks for it.
        self._reader = RemarkReader(source, conventions, "editor")
        self.remarks, self.diagnostics = self._reader.remarks, self._reader.diagnostics

    def field(self, field: Field) -> Field:
        """*field* with the names that its remarks mark in their marks, and without these remarks."""
        blocks = tuple(map(self._block, field.blocks))
        return field if blocks == field.blocks else replace(field, blocks=blocks)

    def _block(self, block: Block) -> Block:
        if isinstance(block, Paragraph):
            content = self._inlines(block.content)
            return block if content is block.content else replace(block, content=content)
        if isinstance(block, List):
            items = (
                replace(item, blocks=tuple(map(self._block, item.blocks))) for item in block.items
            )
            return replace(block, items=tuple(items))
        return block

    def _inlines(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        paired, _ = pair_brackets(self._reader.source, content, (SQUARE,))
        if not any(map(self._says, paired)):
            return content
        nodes: list[Inline] = []
        for node in paired:
            nodes += [node] if self._says(node) else _characters(node)
        read = self._reader.read_paired(nodes)
        return tuple(node for node in read if not self._speaks(node))

    def _says(self, node: Inline) -> bool:
        """Whether *node* is a remark about names or speakers."""
        if not isinstance(node, Bracket):
            return False
        words, place = plain(node.content), Place("a", "", False, False, "A", "", "")
        conventions = self._reader.conventions
        found = list(islice(conventions.readings(words, node.content, place, node.pair), 1))
        if any(_SAYING & match.words.keys() for _, match in found):
            return True
        return slip_of(Asked(words, place, found), conventions, ()) is not None

    def _speaks(self, node: Inline) -> bool:
        """Whether *node* says who speaks, which nobody does in a header; that is told."""
        if not isinstance(node, Mark) or node.content:
            return False
        source, remarks = self._reader.source, self._reader.remarks
        for number, remark in enumerate(remarks):
            if any(each is node for each in remark.became):
                message = "this remark names the speaker, but there is no speech in a header; it was left out"
                hint = "put it before the words that are spoken"
                self._reader.diagnostics.append(
                    source.diagnostic(
                        "R026", message, remark.span, hint, label="nobody speaks here"
                    )
                )
                remarks[number] = replace(remark, became=())
        return True


def _characters(node: Inline) -> list[Inline]:
    """*node* with the brackets in it as the characters that they are."""
    if isinstance(node, StrayBracket):
        return [Text("]", node.span)]
    if not isinstance(node, Bracket):
        return [node]
    start, end = node.span.start, node.span.end
    inner = [each for one in node.content for each in _characters(one)]
    return [Text("[", Span(start, start + 1)), *inner, Text("]", Span(end - 1, end))]
