"""The text of a record as TEI: `text/body/div[@type='record']` (TEI chapters 3, 4 and 12)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from lxml import etree

from tei_edition.record.dates import find_date
from tei_edition.record.model import (
    Aside,
    Block,
    Closer,
    DateRange,
    Divider,
    Heading,
    Inline,
    LineBreak,
    List,
    ListItem,
    Markup,
    Opener,
    PageCut,
    Paragraph,
    Quote,
    Table,
    Text,
    is_blank,
    plain,
)
from tei_edition.record.shape import GLOBAL
from tei_edition.tei.builder import References, add, append_text
from tei_edition.tei.names import tag

_STYLES = {
    "emphasis": ("hi", "italic"),
    "strong": ("hi", "bold"),
    "underline": ("hi", "underlined"),
    "superscript": ("hi", "superscript"),
    "subscript": ("hi", "subscript"),
    "strike": ("del", "struck-through"),
}


def date_attributes(date: DateRange) -> dict[str, str]:
    """The attributes (TEI att.datable.w3c) that say what *date* says."""
    attributes = {}
    if date.start and date.end:
        if date.start == date.end:
            attributes["when"] = date.start
        elif date.certain and len(date.start) == 10:
            attributes.update(from_=date.start, to=date.end)
        else:
            attributes.update(notBefore=date.start, notAfter=date.end)
    if not date.certain:
        attributes["cert"] = "low"
    return attributes


class TextWriter:
    """Writes blocks and inline content into a TEI tree."""

    def __init__(self, references: References) -> None:
        self.references = references

    # --- blocks -----------------------------------------------------------------------------------

    def record(self, body: etree._Element, blocks: Sequence[Block]) -> None:
        """Put the division of the record, with all its *blocks*, into *body*."""
        record = add(body, "div", type="record")
        stack: list[tuple[int, etree._Element]] = [(0, record)]
        begun = False
        for block in blocks:
            if isinstance(block, Heading) and begun:
                while stack[-1][0] >= block.level:
                    stack.pop()
                stack.append((block.level, add(stack[-1][1], "div", type="section")))
            begun = begun or not isinstance(block, Heading | Opener | Aside | Divider | Closer)
            if isinstance(block, Closer) and begun:
                self._closer(record, block)
            else:
                self.block(stack[-1][1], block)

    def block(self, parent: etree._Element, block: Block) -> None:
        """Put *block* at the end of *parent*."""
        match block:
            case Paragraph() | Closer():
                self.inlines(add(parent, "p"), block.content)
            case Heading() if parent.tag == tag("div"):
                self._heading(add(parent, "head"), block.content)
            case Heading():
                self.inlines(add(add(parent, "p"), "hi", rend="heading"), block.content)
            case Opener():
                self._remarks(parent, block.content, "opener")
            case Aside():
                self._remarks(parent, block.content, "ab")
            case List():
                rend = "numbered" if block.ordered else "bulleted"
                container = add(parent, "list", rend=rend)
                for item in block.items:
                    self._item(container, item)
            case Quote():
                self._quote(parent, block)
            case Table():
                self._table(add(parent, "table"), block)
            case Divider():
                add(parent, "milestone", unit="section", rend="rule")

    def _heading(self, head: etree._Element, content: Sequence[Inline]) -> None:
        for node in _merged(content):
            if isinstance(node, Text) and not node.styles and (date := find_date(node.value)):
                add(head, "date", node.value.strip(), **date_attributes(date))
            else:
                self.inlines(head, (node,))

    def _remarks(self, parent: etree._Element, content: Sequence[Inline], wrapper: str) -> None:
        """Remarks that stand alone: what is on the page in a *wrapper*, notes beside it."""
        container: etree._Element | None = None
        for node in content:
            if is_blank((node,)):
                continue
            if isinstance(node, Markup) and node.name in GLOBAL:
                container = None
                self.inlines(parent, (node,))
            else:
                if container is None:
                    container = add(parent, wrapper)
                self.inlines(container, (node,))

    def _closer(self, parent: etree._Element, block: Closer) -> None:
        last = parent[-1] if len(parent) else None
        closer = last if last is not None and last.tag == tag("closer") else add(parent, "closer")
        self.inlines(add(closer, "signed"), block.content)

    def _quote(self, parent: etree._Element, block: Quote) -> None:
        container = add(parent, "quote")
        for inner in block.blocks:
            self.block(container, inner)
        if not len(container):  # a lone ">" quotes nothing
            parent.remove(container)

    def _item(self, parent: etree._Element, item: ListItem) -> None:
        element = add(parent, "item", n=item.label or None)
        if len(item.blocks) == 1 and isinstance(only := item.blocks[0], Paragraph):
            self.inlines(element, only.content)
            return
        for block in item.blocks:
            self.block(element, block)

    def _table(self, table: etree._Element, block: Table) -> None:
        for index, row in enumerate(block.rows):
            element = add(table, "row", role="label" if index == 0 else "data")
            for cell in row:
                self.inlines(add(element, "cell"), cell)

    # --- inline content ---------------------------------------------------------------------------

    def inlines(self, parent: etree._Element, content: Sequence[Inline]) -> None:
        """Put *content* at the end of *parent*."""
        nodes = _merged(content)
        for href, linked in groupby(nodes, key=lambda n: n.href if isinstance(n, Text) else None):
            target = add(parent, "ref", target=href) if href else parent
            self._styled(target, list(linked), 0)

    def _styled(self, parent: etree._Element, nodes: Sequence[Inline], depth: int) -> None:
        """Write *nodes*, those that share their style at *depth* in one element."""

        def style(node: Inline) -> str | None:
            return node.styles[depth] if isinstance(node, Text) and node.styles[depth:] else None

        for name, group in groupby(nodes, key=style):
            if name:
                element, rend = _STYLES[name]
                self._styled(add(parent, element, rend=rend), list(group), depth + 1)
            else:
                for node in group:
                    self._inline(parent, node)

    def _inline(self, parent: etree._Element, node: Inline) -> None:
        match node:
            case Text():
                append_text(parent, node.value)
            case LineBreak():
                add(parent, "lb")
            case PageCut():
                if not node.within_word:
                    append_text(parent, " ")
                pb = add(parent, "pb", ed="rendition", cert=node.certainty)
                if node.within_word:
                    pb.set("break", "no")
            case Markup():
                child = add(parent, node.name)
                for name, value in self.references.attributes(node.attributes).items():
                    child.set(name, value)
                self.inlines(child, node.content)
            case _:  # pragma: no cover - reading leaves no bracket without a meaning
                append_text(parent, plain((node,)))


def _merged(content: Sequence[Inline]) -> list[Inline]:
    """*content* with neighbouring text of one style in one node, and white space folded."""
    result: list[Inline] = []
    for node in content:
        last = result[-1] if result else None
        if (
            isinstance(node, Text)
            and isinstance(last, Text)
            and (node.styles, node.href) == (last.styles, last.href)
        ):
            result[-1] = Text(last.value + node.value, last.span, last.styles, last.href)
        else:
            result.append(node)
    return result
