"""The text of a record as TEI: `text/body/div[@type='record']` (TEI chapters 3, 4 and 12)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from lxml import etree

from tei_edition.conventions.marks import element_of
from tei_edition.document.block import (
    Aside,
    Block,
    Closer,
    Divider,
    Heading,
    Line,
    List,
    ListItem,
    Opener,
    Paragraph,
    Postscript,
    Quote,
    Speech,
    Table,
    Verse,
)
from tei_edition.document.inline import (
    Agent,
    Inline,
    LineBreak,
    Mark,
    PageCut,
    ParagraphBreak,
    Text,
    is_blank,
    is_global,
    only_global,
    plain,
)
from tei_edition.document.marks import Kind
from tei_edition.document.source import Span
from tei_edition.encode.builder import References, add, append_text
from tei_edition.encode.dates import calendar_of, date_attributes
from tei_edition.odd.values import elements_of
from tei_edition.tei.names import tag
from tei_edition.understand.words.calendars import find_day, last_day

_STYLES = {
    "emphasis": ("hi", "italic"),
    "strong": ("hi", "bold"),
    "underline": ("hi", "underlined"),
    "superscript": ("hi", "superscript"),
    "subscript": ("hi", "subscript"),
    "spaced": ("hi", "spaced"),
    "small-caps": ("hi", "small-caps"),
    "strike": ("del", "struck-through"),
}


class TextWriter:
    """Writes blocks and inline content into a TEI tree."""

    def __init__(self, references: References) -> None:
        self.references = references
        self._calendar = calendar_of(references.header)

    # --- blocks -----------------------------------------------------------------------------------

    def write_record(self, body: etree._Element, blocks: Sequence[Block]) -> None:
        """Put the division of the record, with all its *blocks*, into *body*.

        Documents that begin at a heading with a kind are divisions of their own; what stands above
        the first of them is one too where it has a foot, behind which TEI lets no division come.
        """
        record = add(body, "div", type="record")
        first, *others = _documents(blocks)
        if others and any(isinstance(block, Closer | Postscript) for block in first):
            self._document(add(record, "div", type="document"), first)
        else:
            self._document(record, first)
        for document in others:
            kind = heading.kind if isinstance(heading := document[0], Heading) else None
            self._document(add(record, "div", type=kind), document)

    def _document(self, division: etree._Element, blocks: Sequence[Block]) -> None:
        """Put *blocks* into *division*, with a division for each heading within the text."""
        stack: list[tuple[int, etree._Element]] = [(0, division)]
        begun = False
        for block in blocks:
            if isinstance(block, Heading) and begun:
                while stack[-1][0] >= block.level:
                    stack.pop()
                stack.append((block.level, add(stack[-1][1], "div", type="section")))
            begun = begun or _is_text(block)
            if isinstance(block, Closer):
                self._closer(division, block, begun)
            elif isinstance(block, Postscript):
                self._blocks(add(division, "postscript"), block.blocks)
            else:
                self.block(stack[-1][1], block)

    def block(self, parent: etree._Element, block: Block) -> None:
        """Put *block* at the end of *parent*."""
        match block:
            case Paragraph():
                self.inlines(add(parent, "p", n=block.number), block.content)
            case Heading() if parent.tag == tag("div"):
                self._heading(add(parent, "head"), block.content)
            case Heading():
                self.inlines(add(add(parent, "p"), "hi", rend="heading"), block.content)
            case Opener():
                self._opener(parent, block)
            case Aside():
                self._remarks(parent, block.content, "ab")
            case Divider():
                add(parent, "milestone", unit="section", rend="rule")
            case _:
                self._composite(parent, block)

    def _composite(self, parent: etree._Element, block: Block) -> None:
        """Put a *block* that holds others at the end of *parent*."""
        match block:
            case Speech():
                speech = add(parent, "sp")
                if block.who is not None:
                    for name, value in self.references.attributes(block.who.attributes).items():
                        speech.set(name, value)
                self.inlines(add(speech, "speaker"), block.speaker)
                self._blocks(speech, block.blocks)
            case Verse():
                group = add(parent, "lg")
                for line in block.lines:
                    self.inlines(add(group, "l"), line)
            case List():
                rend = "numbered" if block.ordered else "bulleted" if block.marked else "unmarked"
                container = add(parent, "list", rend=rend, type=block.kind)
                if block.head:
                    self.inlines(add(container, "head"), block.head)
                for item in block.items:
                    self._item(container, item)
            case Quote():
                self._quote(parent, block)
            case Table():
                self._table(add(parent, "table"), block)

    def _heading(self, head: etree._Element, content: Sequence[Inline]) -> None:
        for node in _merged(content):
            if (
                isinstance(node, Text)
                and not node.styles
                and (date := find_day(node.value, self._calendar))
            ):
                add(head, "date", node.value.strip(), **date_attributes(date))
            else:
                self.inlines(head, (node,))

    def _remarks(self, parent: etree._Element, content: Sequence[Inline], wrapper: str) -> None:
        """Remarks that stand alone: what is on the page in a *wrapper*, notes beside it."""
        container: etree._Element | None = None
        for node in content:
            if is_blank((node,)):
                continue
            if is_global(node):
                container = None
                self.inlines(parent, (node,))
            else:
                if container is None:
                    container = add(parent, wrapper)
                self.inlines(container, (node,))

    def _blocks(self, parent: etree._Element, blocks: Sequence[Block]) -> None:
        for block in blocks:
            self.block(parent, block)

    def _opener(self, parent: etree._Element, block: Opener) -> None:
        if [line.kind for line in block.lines] == ["mark"]:
            self._remarks(parent, block.lines[0].content, "opener")
            return
        opener = add(parent, "opener")
        for index, line in enumerate(block.lines):
            if index:
                add(opener, "lb")
            self._line(opener, line)

    def _line(self, parent: etree._Element, line: Line) -> None:
        """A line of an opener, in the element that says what it is."""
        match line.kind:
            case "":
                self.inlines(parent, line.content)
            case "dateline":
                self._dated(add(parent, "dateline"), line.content)
            case "salute":
                self.inlines(add(parent, "salute"), line.content)
            case "date":
                self._dated(add(parent, "seg", type="date"), line.content)
            case kind:
                self.inlines(add(parent, "seg", type=kind), line.content)

    def _dated(self, parent: etree._Element, content: Sequence[Inline]) -> None:
        """*content* with the date in it, where it ends in one, as `date`."""
        nodes = _merged(content)
        for index in range(len(nodes) - 1, -1, -1):
            node = nodes[index]
            if not isinstance(node, Text) or node.styles:
                continue
            if found := last_day(node.value, self._calendar):
                start, end, date = found
                self.inlines(parent, (*nodes[:index], *([node.cut(0, start)] if start else [])))
                add(parent, "date", node.value[start:end], **date_attributes(date))
                if node.value[end:]:
                    append_text(parent, node.value[end:])
                self.inlines(parent, nodes[index + 1 :])
                return
        self.inlines(parent, content)

    def _closer(self, parent: etree._Element, block: Closer, begun: bool) -> None:
        last = parent[-1] if len(parent) else None
        if not begun:  # TEI lets no closer stand in a division without text
            if block.lines and all(line.kind == "" for line in block.lines):
                self._remarks(parent, block.lines[0].content, "ab")
            else:
                paragraph = add(parent, "p")
                for index, line in enumerate(block.lines):
                    if index:
                        add(paragraph, "lb")
                    self.inlines(paragraph, line.content)
            return
        closer = last if last is not None and last.tag == tag("closer") else add(parent, "closer")
        for line in block.lines:
            match line.kind:
                case "salute":
                    self.inlines(add(closer, "salute"), line.content)
                case "dateline":
                    self._dated(add(closer, "dateline"), line.content)
                case "signed":
                    self.inlines(add(closer, "signed"), line.content)
                case _:
                    self.inlines(closer, [n for n in line.content if not is_blank((n,))])

    def _quote(self, parent: etree._Element, block: Quote) -> None:
        container = add(parent, "quote")
        self._blocks(container, block.blocks)
        if not len(container):  # a lone ">" quotes nothing
            parent.remove(container)

    def _item(self, parent: etree._Element, item: ListItem) -> None:
        element = add(parent, "item", n=item.label or None)
        if len(item.blocks) == 1 and isinstance(only := item.blocks[0], Paragraph):
            self.inlines(element, only.content)
            return
        self._blocks(element, item.blocks)

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
                pb.set("resp", self.references.pointer(Agent("program")))
                if node.within_word:
                    pb.set("break", "no")
            case ParagraphBreak():
                add(parent, "milestone", unit="paragraph")
            case Mark() if (
                node.kind is Kind.HEADING
            ):  # a heading within a text is words like others
                self.inlines(parent, node.content)
            case Mark():
                becomes_note = node.kind is Kind.STAGE and phrases_only(parent)
                name = element_of(Kind.NOTE if becomes_note else node.kind, node.name)
                child = add(parent, name, type="editorial" if becomes_note else None)
                for name, value in self.references.attributes(node.attributes).items():
                    child.set(name, value)
                paragraphs = _paragraphs(node)
                for content in paragraphs if len(paragraphs) > 1 else ():
                    bare = only_global(content)  # "[page 3]" is no paragraph
                    self.inlines(child if bare else add(child, "p"), content)
                if len(paragraphs) == 1:
                    self.inlines(child, node.content)
            case _:  # pragma: no cover - reading leaves no bracket without a meaning
                append_text(parent, plain((node,)))


def _documents(blocks: Sequence[Block]) -> list[list[Block]]:
    """*blocks* cut before each heading that begins another document; the first may be empty."""
    documents: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading) and block.kind:
            documents.append([])
        documents[-1].append(block)
    return documents


@lru_cache(maxsize=1)
def _phrases_only() -> frozenset[str]:
    """Elements that TEI lets hold phrases and notes, and no stage directions."""
    return frozenset(map(tag, elements_of("model.edition.phraseSeq")))


def phrases_only(parent: etree._Element) -> bool:
    """True where *parent*, or what holds it up to its paragraph, holds phrases only."""
    names = _phrases_only()
    return parent.tag in names or any(a.tag in names for a in parent.iterancestors())


def _is_text(block: Block) -> bool:
    """True where *block* begins the text of a division, behind which TEI lets no head come."""
    if isinstance(block, Aside):
        return not only_global(block.content)
    return not isinstance(block, Heading | Opener | Divider | Closer)


def _paragraphs(node: Mark) -> list[tuple[Inline, ...]]:
    """The paragraphs of a note that runs over several; any other content is one."""
    parts: list[list[Inline]] = [[]]
    for inner in node.content:
        if node.kind is Kind.NOTE and isinstance(inner, ParagraphBreak):
            parts.append([])
        else:
            parts[-1].append(inner)
    return [tuple(part) for part in parts if not is_blank(part)] or [node.content]


def _merged(content: Sequence[Inline]) -> list[Inline]:
    """*content* with neighbouring text of one style in one node."""
    result: list[Inline] = []
    for style, group in groupby(content, key=_style):
        nodes = list(group)
        first, last = nodes[0], nodes[-1]
        if (
            style is None
            or len(nodes) == 1
            or not isinstance(first, Text)
            or not isinstance(last, Text)
        ):
            result += nodes
            continue
        value = "".join(node.value for node in nodes if isinstance(node, Text))
        result.append(Text(value, Span(first.span.start, last.span.end), first.styles, first.href))
    return result


def _style(node: Inline) -> tuple[object, ...] | None:
    """What text has to share with its neighbour to be one with it; None for any other node."""
    return (node.styles, node.href) if isinstance(node, Text) else None
