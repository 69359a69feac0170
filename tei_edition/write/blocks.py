"""Blocks of TEI as the blocks of a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from tei_edition.read.pagination import cut_certainty
from tei_edition.tei.names import tag
from tei_edition.write.inline import InlineWriter
from tei_edition.write.markdown import block_text, escaped, is_paragraph, unmarked
from tei_edition.write.wording import Piece, content_of, name_of


class BlockWriter:
    """Writes the blocks of one document, whose TEI begins with *root*."""

    def __init__(self, root: etree._Element, inline: InlineWriter) -> None:
        self._inline, self._remark, self._notes = inline.inline, inline.remark, inline.notes
        self._speaker = inline.speaker
        # A heading that is set s p a c e d has no sign, and is read as one of the second level.
        sections = root.iterfind(f".//{tag('div')}[@type='record']/{tag('div')}[@type='section']")
        self._deeper = int(any(len(s) and is_spaced(s[0]) for s in sections))

    def texts(self, division: etree._Element) -> list[str]:
        """The blocks of the document's *division*, in order."""
        return list(self._blocks(division, 0))

    def _blocks(self, parent: etree._Element, depth: int) -> Iterator[str]:
        """The blocks of a division or quotation, with the notes at their foot behind each."""
        before = ""
        for text in self._raw_blocks(parent, depth):
            plain_text = text.split("\n\n")[0]
            if (
                before
                and is_paragraph(text)
                and is_paragraph(before)
                and cut_certainty(unmarked(before), unmarked(plain_text))
            ):
                text = f"[new paragraph] {text}"
            yield text
            before = text
            while self._notes:
                yield self._notes.pop(0)

    def _raw_blocks(self, parent: etree._Element, depth: int, first: int = 0) -> Iterator[str]:
        children = [child for child in parent if isinstance(child.tag, str)]
        index = first
        while index < len(children):
            child = children[index]
            index += 1
            name = name_of(child)
            if name in ("opener", "ab") and self._is_marks(child):
                taken = self._marks(child, children[index:])
                yield taken[0]
                index += taken[1]
            elif name == "div":
                yield from self._division(child, depth)
            else:
                yield from self._block(child, depth)

    def _division(self, division: etree._Element, depth: int) -> Iterator[str]:
        kind = division.get("type")
        head = division[0] if len(division) else None
        if kind == "section":
            yield from self._raw_blocks(division, depth + 1)
            return
        if (
            head is not None
            and name_of(head) == "head"
            and len(head) == 1
            and name_of(head[0]) == "supplied"
        ):
            yield f"[{escaped(' '.join(''.join(map(str, head.itertext())).split()))}]"
            yield from self._raw_blocks(division, 0, first=1)
        else:
            yield from self._raw_blocks(division, 0)

    def _block(self, element: etree._Element, depth: int) -> Iterator[str]:
        match name_of(element):
            case "p":
                yield self._paragraph_or_heading(element)
            case "head":
                marks = "" if is_spaced(element) else f"{'#' * (max(depth, 1) + self._deeper)} "
                yield f"{marks}{self._heading(element)}".rstrip()
            case "opener":
                yield self._paragraph(element)
            case "closer":
                yield from (self._paragraph(line) for line in element)
            case "postscript":
                yield from self._raw_blocks(element, depth)
            case "sp":
                speaker, first, *rest = list(element)
                who = self._speaker(element) if element.get("who") else ""
                yield block_text(
                    f"{who}{self._inline(content_of(speaker))} {self._inline(content_of(first))}"
                )
                yield from (self._paragraph(p) for p in rest)
            case "list":
                yield from self._list(element)
            case "quote":
                inner_text = "\n\n".join(self._raw_blocks(element, 1))
                yield "\n".join(f"> {line}".rstrip() for line in inner_text.split("\n"))
            case "lg":
                yield "\\\n".join(self._inline(content_of(line)) for line in element)
            case "table":
                yield self._table(element)
            case "milestone":
                yield "***"
            case _:
                yield self._inline([element])

    def _paragraph_or_heading(self, element: etree._Element) -> str:
        """A paragraph; a heading where TEI lets none stand is one that only looks so."""
        only = element[0] if len(element) == 1 and not element.text else None
        if only is not None and only.get("rend") == "heading":
            return f"# {self._heading(only)}"
        if number := element.get("n"):
            label = f"{number}." if number.isdecimal() else number
            if re.fullmatch(r"\d{1,9}[.)]", label):
                return self._item(element, label)
            return f"{escaped(label)} {self._inline(content_of(element))}"
        return self._paragraph(element)

    def _paragraph(self, element: etree._Element) -> str:
        if name_of(element) in ("note", "pb", "gap", "figure"):
            return self._inline([element])
        return block_text(self._inline(content_of(element)))

    def _heading(self, element: etree._Element) -> str:
        if is_spaced(element):
            words = str(element[0].text or "").split()
            return "   ".join(" ".join(word) for word in words)
        return self._inline(content_of(element)).replace("\\\n", "<br>")

    def _is_marks(self, element: etree._Element) -> bool:
        """True for an element of marks alone, as remarks that stand for themselves become."""
        lines = {"seg", "salute", "dateline", "lb"}
        return (
            len(element) > 0
            and not (element.text or "").strip()
            and all(name_of(c) not in lines and not (c.tail or "").strip() for c in element)
        )

    def _marks(
        self, element: etree._Element, following: Sequence[etree._Element]
    ) -> tuple[str, int]:
        """The marks of *element*, and the notes behind it that belong to the same remarks."""
        pieces: list[Piece] = [c for c in content_of(element) if not isinstance(c, str)]
        notes: list[Piece] = []
        for node in following:
            if name_of(node) != "note":
                break
            notes.append(node)
        parts: list[str] = []
        used = 0
        while pieces:
            text, count = self._remark([*pieces, *notes[:1]], "", "", True)
            parts.append(text)
            used = max(0, count - len(pieces))
            pieces = pieces[count:]
        return " ".join(parts), used

    def _list(self, element: etree._Element) -> Iterator[str]:
        items = [child for child in element if name_of(child) == "item"]
        head = element.find(tag("head"))
        labels = [item.get("n") or "" for item in items]
        if head is not None:
            words = self._inline(content_of(head))
            if element.get("rend") == "unmarked":
                lines = [self._inline(content_of(item)) for item in items]
                yield "\\\n".join([words, *lines])
                return
            yield words
        if element.get("rend") == "bulleted" or all(
            re.fullmatch(r"\d{1,9}[.)]", label) for label in labels
        ):
            yield "\n\n".join(
                self._item(item, label) for item, label in zip(items, labels, strict=True)
            )
            return
        for item, label in zip(items, labels, strict=True):
            yield f"{escaped(label)} {self._inline(content_of(item))}"

    def _item(self, item: etree._Element, label: str) -> str:
        marker = f"{label or '-'} "
        blocks = {"p", "list", "quote", "table", "ab", "lg", "sp", "milestone"}
        if any(name_of(child) in blocks for child in item):
            text = "\n\n".join(self._raw_blocks(item, 1))
        else:
            text = block_text(self._inline(content_of(item)))
        lines = text.split("\n")
        indent = " " * len(marker)
        return "\n".join(
            [f"{marker}{lines[0]}".rstrip(), *(f"{indent}{line}".rstrip() for line in lines[1:])]
        )

    def _table(self, element: etree._Element) -> str:
        rows = [
            [self._inline(content_of(cell)).replace("|", "\\|") for cell in row] for row in element
        ]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])


def is_spaced(head: etree._Element) -> bool:
    return len(head) == 1 and head[0].get("rend") == "spaced"
