"""HTML as blocks of a draft: paragraphs, headings, lists, tables, notes at their signs, page marks, pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tei_edition.document.draft import (
    Break,
    DraftBlock,
    DraftInline,
    FootNote,
    PageMark,
    Picture,
    Run,
)
from tei_edition.read.hypernotes import sign_of

#: What nobody reads.
UNSEEN = frozenset(
    ["script", "style", "noscript", "template", "svg", "iframe", "head", "link", "meta", "object", "embed",
     "button", "select", "input", "textarea", "canvas", "audio", "video", "map", "math"]
)  # fmt: skip
#: Of them those whose words may be some of the text's; they are told.
_TOLD = frozenset(["noscript", "svg", "object", "textarea", "canvas", "audio", "video", "math"])
_QUOTES = ("“”", "‘’")
_BLOCKS = frozenset(
    ["p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "address", "center", "form",
     "fieldset", "figure", "figcaption", "details", "summary", "dl", "dt", "dd", "pre", "body", "html", "td", "th",
     "tr", "tbody", "thead", "tfoot", "caption", "legend", "hgroup", "li", "noindex", "menu", "dir"]
)  # fmt: skip
_STYLES = {
    "em": "emphasis", "i": "emphasis", "cite": "emphasis", "dfn": "emphasis", "var": "emphasis",
    "b": "strong", "strong": "strong", "u": "underline", "ins": "underline",
    "s": "strike", "strike": "strike", "del": "strike", "sub": "subscript", "sup": "superscript",
}  # fmt: skip
_CSS = (
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)"), "emphasis"),
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)"), "strong"),
    (re.compile(r"text-decoration[a-z-]*\s*:[^;]*underline"), "underline"),
    (re.compile(r"text-decoration[a-z-]*\s*:[^;]*line-through"), "strike"),
    (re.compile(r"font-variant[a-z-]*\s*:[^;]*small-caps"), "small-caps"),
)
_CLASSES = {
    "italic": "emphasis", "italics": "emphasis", "bold": "strong", "underline": "underline", "underlined": "underline",
    "smallcaps": "small-caps", "small-caps": "small-caps", "sc": "small-caps", "strikethrough": "strike",
}  # fmt: skip
_PAGE = re.compile(
    r"(?:^|[\s_-])(?:pb\d?|page-?break|page-?num(?:ber)?|pagenum|tei-pb\d?)(?:[\s_-]|$)"
)
_NUMBER = re.compile(r"\d{1,5}[a-z]?|(?<![a-z])[ivxlc]+(?![a-z])", re.IGNORECASE)
#: Elements stand no deeper in one another; what does is read for its words.
_DEEPEST = 60
_MOST_COLUMNS = 60


class Hypertext:
    """Reads elements of one page; `notes` are its notes by the element of their sign (hypernotes.py).

    *picture* gives the path of an image by its src and its description, or an empty text where it is not at
    hand; each block is numbered, and said to stand at "paragraph N", or at *place* where one is given.
    `dropped` is what is to be told of words that were not read.
    """

    def __init__(
        self,
        notes: dict[Any, Any] | None = None,
        *,
        picture: Callable[[str, str], str] = lambda src, words: "",
        place: str = "",
        skip: frozenset[Any] = frozenset(),
    ) -> None:
        self._notes, self._picture, self._place = notes or {}, picture, place
        self._held = frozenset(self._notes.values()) | skip
        self._count = 0
        self._in_note = False
        self.dropped: list[str] = []

    def blocks(self, element: Any, depth: int = 0) -> tuple[DraftBlock, ...]:
        """The blocks that *element* holds."""
        return tuple(self._blocks(element, depth))

    def _blocks(self, element: Any, depth: int) -> Iterator[DraftBlock]:
        held: list[DraftInline] = []
        for piece in self._pieces(element, (), "", depth):
            if isinstance(piece, DraftBlock):
                yield from self._paragraph(held)
                held = []
                yield piece
            else:
                held.append(piece)
        yield from self._paragraph(held)

    def _paragraph(self, content: Sequence[DraftInline]) -> Iterator[DraftBlock]:
        """A paragraph of *content*; two line breaks with nothing between them part it into two."""
        for part in _parted(content):
            if any(not isinstance(node, Break) and _says(node) for node in part):
                yield DraftBlock("paragraph", tuple(_trimmed(part)), place=self._here())

    def _here(self) -> str:
        if self._place or self._in_note:
            return self._place
        self._count += 1
        return f"paragraph {self._count}"

    # --- what an element is -------------------------------------------------------------------------

    def _pieces(
        self, element: Any, styles: tuple[str, ...], href: str, depth: int
    ) -> Iterator[DraftInline | DraftBlock]:
        if element.text:
            yield Run(element.text, styles, href)
        for child in element:
            if isinstance(child.tag, str) and child not in self._held:
                if depth > _DEEPEST:
                    yield Run(" ".join(child.itertext()), styles, href)
                else:
                    yield from self._element(child, styles, href, depth + 1)
            if child.tail:
                yield Run(child.tail, styles, href)

    def _element(
        self, element: Any, styles: tuple[str, ...], href: str, depth: int
    ) -> Iterator[DraftInline | DraftBlock]:
        tag = _name(element)
        if tag in UNSEEN or _is_hidden(element):
            self._drop(tag, element)
            return
        if element in self._notes:
            yield self._note(element, depth)
        elif _is_page(element):
            said = " ".join(element.itertext()) + " " + " ".join(map(str, element.values()))
            number = _NUMBER.search(" ".join(element.itertext())) or _NUMBER.search(said)
            yield PageMark(number[0] if number else "")
        elif tag == "br":
            yield Break()
        elif tag == "img":
            yield from self._image(element)
        elif tag in _BLOCKS or tag in _MADE:
            yield from self._block(tag, element, styles, href, depth)
        elif tag == "q":
            marks = _QUOTES[sum(_name(a) == "q" for a in element.iterancestors()) % 2]
            yield Run(marks[0], styles, href)
            yield from self._pieces(element, styles, href, depth)
            yield Run(marks[1], styles, href)
        else:
            own = tuple(s for s in _styles(tag, element) if s not in styles)
            address = str(element.get("href", "")) if tag == "a" else href
            yield from self._pieces(element, (*styles, *own), address, depth)

    def _block(
        self, tag: str, element: Any, styles: tuple[str, ...], href: str, depth: int
    ) -> Iterator[DraftInline | DraftBlock]:
        """An element that begins a line; its setting is that of what it stands in."""
        if tag in _MADE:
            yield from _MADE[tag](self, element, depth)
            return
        own = tuple(s for s in _styles(tag, element) if s not in styles)
        held: list[DraftInline] = []
        made: list[DraftBlock] = []
        for piece in self._pieces(element, (*styles, *own), href, depth):
            if isinstance(piece, DraftBlock):
                made += [*self._paragraph(held), piece]
                held = []
            else:
                held.append(piece)
        yield from (*made, *self._paragraph(held))

    def _drop(self, tag: str, element: Any) -> None:
        """Keep in mind the words of an element that is not shown."""
        if tag in _TOLD or tag not in UNSEEN:
            words = " ".join(" ".join(element.itertext()).split())
            self.dropped += passage(tag if tag in _TOLD else f"hidden {tag}", words)

    def _note(self, sign: Any, depth: int) -> FootNote:
        note = self._notes[sign]
        before, self._in_note = self._in_note, True
        held, self._held = self._held, self._held - {note}
        notes, self._notes = self._notes, {}
        blocks = self.blocks(note, depth)
        self._in_note, self._held, self._notes = before, held, notes
        return FootNote(_without_sign(blocks, sign_of(sign)), sign_of(sign))

    def _image(self, element: Any) -> Iterator[DraftInline]:
        words = " ".join(str(element.get("alt", "")).split())
        if path := self._picture(str(element.get("src", "")), words):
            yield Picture(path, words)

    def _heading(self, element: Any, depth: int) -> Iterator[DraftBlock]:
        pieces: list[DraftInline] = []
        for piece in self._pieces(element, (), "", depth):
            pieces += [Run(" "), *piece.content] if isinstance(piece, DraftBlock) else [piece]
        content = tuple(_trimmed(pieces))
        if any(map(_says, content)):
            level = int(_name(element)[1])
            yield DraftBlock("heading", content, level=level, place=self._here())

    def _list(self, element: Any, depth: int) -> Iterator[DraftBlock]:
        items = []
        number = _int(element.get("start"), 1)
        is_ordered = _name(element) == "ol"
        for child in element:
            if _name(child) != "li" or child in self._held or _is_hidden(child):
                if isinstance(child.tag, str) and child not in self._held:
                    items += [_item_of(block) for block in self.blocks(_wrapped(child), depth)]
                continue
            number = _int(child.get("value"), number)
            label = _label(number, element.get("type")) if is_ordered else ""
            place = self._here()
            items.append(
                DraftBlock("item", blocks=self.blocks(child, depth), label=label, place=place)
            )
            number += 1
        if items:
            yield DraftBlock("list", blocks=tuple(items), place=items[0].place)

    def _quote(self, element: Any, depth: int) -> Iterator[DraftBlock]:
        place = self._here()
        if blocks := self.blocks(element, depth):
            yield DraftBlock("quote", blocks=blocks, place=place)

    def _table(self, element: Any, depth: int) -> Iterator[DraftBlock]:
        rows = [row for row in element.iter("tr") if _table_of(row) is element]
        cells = [[c for c in row if _name(c) in ("td", "th")][:_MOST_COLUMNS] for row in rows]
        for caption in (c for c in element if _name(c) == "caption"):
            yield from self.blocks(caption, depth)
        is_layout = max(map(len, cells), default=0) < 2 or element.get("role") == "presentation"
        if is_layout or any(True for _ in element.iterdescendants("table")):
            for row in cells:
                for cell in row:
                    yield from self.blocks(cell, depth)
            return
        place = self._here()
        made = tuple(
            DraftBlock(
                "row",
                blocks=tuple(
                    DraftBlock("cell", blocks=self.blocks(cell, depth), place=place) for cell in row
                ),
                place=place,
            )
            for row in cells
            if row
        )
        if made:
            yield DraftBlock("table", blocks=made, place=place)

    def _rule(self, element: Any, depth: int) -> Iterator[DraftBlock]:
        yield DraftBlock("rule", place=self._here())

    def _lines(self, element: Any, depth: int) -> Iterator[DraftBlock]:
        """Preformatted text: its lines are lines."""
        content: list[DraftInline] = []
        for index, line in enumerate("".join(element.itertext()).strip("\n").split("\n")):
            content += [Break(), Run(line)] if index else [Run(line)]
        yield from self._paragraph(content)


_MADE: dict[str, Callable[[Hypertext, Any, int], Iterator[DraftBlock]]] = {
    **{f"h{level}": Hypertext._heading for level in range(1, 7)},
    "ul": Hypertext._list,
    "ol": Hypertext._list,
    "blockquote": Hypertext._quote,
    "table": Hypertext._table,
    "hr": Hypertext._rule,
    "pre": Hypertext._lines,
}


def blocks_of_html(text: str, place: str = "") -> tuple[DraftBlock, ...]:
    """The blocks that the piece of HTML *text* holds; each is said to stand at *place*."""
    from tei_edition.read.hypernotes import notes_of, parsed

    root = parsed(f"<div>{text}</div>")
    return Hypertext(notes_of(root), place=place).blocks(root)


def passage(name: str, words: str) -> list[str]:
    """What is to be told of *words* that are left out, in the element *name*; nothing of none."""
    listed = re.findall(r"\w+", words)
    count = len(listed)
    noun = "word" if count == 1 else "words"
    return [f"{name}, {count} {noun} (“{' '.join(listed[:4])}”)"] if listed else []


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _is_hidden(element: Any) -> bool:
    style = str(element.get("style", "")).replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style


def _is_page(element: Any) -> bool:
    kinds = f"{element.get('class', '')} {element.get('epub:type', '')} {element.get('role', '')}"
    words = len("".join(element.itertext())) < 40
    return words and bool(_PAGE.search(kinds.lower().replace("doc-", "")))


def _styles(tag: str, element: Any) -> list[str]:
    found = [_STYLES[tag]] if tag in _STYLES else []
    if style := element.get("style"):
        found += [name for pattern, name in _CSS if pattern.search(str(style).lower())]
    if tag == "span" and (kinds := element.get("class")):
        found += [_CLASSES[kind] for kind in str(kinds).lower().split() if kind in _CLASSES]
    return list(dict.fromkeys(found))


def _says(node: DraftInline) -> bool:
    return not isinstance(node, Run) or bool(node.text.strip())


def _parted(content: Sequence[DraftInline]) -> Iterator[list[DraftInline]]:
    part: list[DraftInline] = []
    for node in content:
        real = [n for n in part if not (isinstance(n, Run) and not n.text.strip())]
        if isinstance(node, Break) and real and isinstance(real[-1], Break):
            yield part
            part = []
        else:
            part.append(node)
    yield part


def _trimmed(content: Sequence[DraftInline]) -> list[DraftInline]:
    """*content* without blanks and breaks at its ends."""
    nodes = list(content)
    while nodes and (isinstance(nodes[0], Break) or not _says(nodes[0])):
        nodes.pop(0)
    while nodes and (isinstance(nodes[-1], Break) or not _says(nodes[-1])):
        nodes.pop()
    return nodes


def _int(value: Any, default: int) -> int:
    return int(value) if value and re.fullmatch(r"\d{1,6}", str(value)) else default


def _label(number: int, kind: str | None) -> str:
    if kind in ("a", "A") and 0 < number <= 26:
        return f"{chr(ord(kind) + number - 1)}."
    if kind in ("i", "I"):
        roman = _roman(number)
        return f"{roman.lower() if kind == 'i' else roman}."
    return f"{number}."


def _roman(number: int) -> str:
    text = ""
    for value, sign in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):  # fmt: skip
        while number >= value:
            text, number = text + sign, number - value
    return text


def _item_of(block: DraftBlock) -> DraftBlock:
    return block if block.kind == "item" else DraftBlock("item", blocks=(block,), place=block.place)


def _wrapped(child: Any) -> Any:
    """*child* within an element of its own, a copy: what stands in a list and is no item."""
    from copy import deepcopy

    from lxml import etree

    holder = etree.Element("div")
    copy = deepcopy(child)
    copy.tail = None
    holder.append(copy)
    return holder


def _table_of(row: Any) -> Any:
    return next(row.iterancestors("table"), None)


def _without_sign(blocks: tuple[DraftBlock, ...], sign: str) -> tuple[DraftBlock, ...]:
    """The *blocks* of a note without the *sign* that they begin with."""
    if not blocks or not sign or not blocks[0].content:
        return blocks
    first, *rest = blocks[0].content
    if not isinstance(first, Run):
        return blocks
    words = first.text.lstrip()
    found = re.match(rf"[\[(]?{re.escape(sign)}(?!\w)[\])]?[.:]?\s*", words)
    if not found:
        return blocks
    kept = Run(words[found.end() :], first.styles, first.href, first.lang)
    if not kept.text.strip() and rest and isinstance(second := rest[0], Run):
        # "1" is the link back, and its full stop stands behind it.
        rest[0] = Run(re.sub(r"^\s*[.:)\]]\s*", "", second.text), second.styles, second.href)
    content = tuple(_trimmed([kept, *rest]))
    head = DraftBlock(blocks[0].kind, content, place=blocks[0].place)
    return (head, *blocks[1:])
