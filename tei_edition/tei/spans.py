"""Where each node of a document stands in its file, so that a part can be changed and all else kept to the byte."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b

from lxml import etree

from tei_edition.diagnostics import Diagnostic, EditionError, Position
from tei_edition.tei.document import parse_tei

_TOKEN = re.compile(
    r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<!DOCTYPE(?:[^<>\[]|\[.*?\]\s*(?=>))*>"
    r"|<(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>",
    re.DOTALL,
)
#: What is longer is compared by its digest.
_LONG = 400
_SPACE = re.compile(r"\s+")


@dataclass(eq=False, slots=True)
class Node:
    """An element, comment or instruction of a file: its tree node, and where in the text it and its content are.

    `start` and `end` are those of the whole, `inner` and `close` of its content; both are `end` where it has none.
    """

    element: etree._Element
    parent: Node | None
    start: int
    inner: int
    close: int = 0
    end: int = 0
    children: list[Node] = field(default_factory=list)
    #: What it says, to be compared: white space is one blank. The whole, and without its own tag and attributes.
    said: str = ""
    content: str = ""

    @property
    def is_element(self) -> bool:
        """Whether it is an element, and no comment or instruction."""
        return isinstance(self.element.tag, str)

    @property
    def is_empty_tag(self) -> bool:
        """Whether it is written as one tag, `<p/>`."""
        return self.is_element and self.inner == self.end

    @property
    def has_words(self) -> bool:
        """Whether words stand in it outside its child elements."""
        texts = (self.element.text, *(child.tail for child in self.element))
        return any(text and text.strip() for text in texts)


class Spans:
    """A TEI file as it is written: its text, its tree, and each node with its place."""

    def __init__(self, data: bytes, name: str, *, compared: bool = True) -> None:
        """*name* is what messages call the file; nodes say something only where they are to be *compared*.

        Raises EditionError: as parse_tei; I064 where its text and its tree do not go together node by node,
        as where entities of its own hold elements.
        """
        self.name = name
        self.tree = parse_tei(data, name)
        self.encoding = self.tree.docinfo.encoding or "UTF-8"
        try:
            self.text = data.decode(self.encoding)
            self.root = self._read()
        except (UnicodeError, LookupError, ValueError):
            message = "this file cannot be changed in one place without changing others"
            hint = "save it as UTF-8, without declared entities"
            raise EditionError(Diagnostic("I064", message, name, hint=hint)) from None
        if compared:
            self._say()

    def _read(self) -> Node:
        root = self.tree.getroot()
        nodes = iter(list(root.iter()))
        open_nodes: list[Node] = []
        self.nodes: list[Node] = []
        for token in _TOKEN.finditer(self.text):
            written = token[0]
            if written.startswith(("<![", "<!D")) or not (open_nodes or _opens(written)):
                continue
            if written.startswith("</"):
                node = open_nodes.pop()
                node.close, node.end = token.start(), token.end()
                if not open_nodes:
                    break
                continue
            node = self._node(next(nodes, None), token, open_nodes)
            if _opens(written) and not written.endswith("/>"):
                open_nodes.append(node)
            elif not open_nodes:
                break
        if open_nodes or next(nodes, None) is not None or not self.nodes:
            raise ValueError
        return self.nodes[0]

    def _node(
        self, element: etree._Element | None, token: re.Match[str], open_nodes: list[Node]
    ) -> Node:
        if element is None or isinstance(element.tag, str) != _opens(token[0]):
            raise ValueError
        parent = open_nodes[-1] if open_nodes else None
        node = Node(element, parent, token.start(), token.end(), token.end(), token.end())
        if parent:
            parent.children.append(node)
        self.nodes.append(node)
        return node

    def _say(self) -> None:
        """What each node says; children come before their parents."""
        for node in reversed(self.nodes):
            element = node.element
            if not node.is_element:
                node.said = node.content = self.text[node.start : node.end]
                continue
            apart = not node.has_words
            parts = [_escaped(element.text, apart=apart)]
            for child in node.children:
                parts += [child.said, _escaped(child.element.tail, apart=apart)]
            node.content = _short("".join(parts))
            attributes = sorted((str(k), str(v)) for k, v in element.attrib.items())
            node.said = _short(f"<{element.tag} {attributes}>{node.content}</>")

    def of(self, elements: Iterable[etree._Element]) -> list[Node]:
        """The nodes of *elements*, in the order of the file."""
        wanted = set(elements)
        return [node for node in self.nodes if node.element in wanted]

    def place(self, node: Node) -> Position:
        """The line and column, from 1, where *node* begins."""
        before = self.text[: node.start].replace("\r\n", "\n").replace("\r", "\n")
        return Position(before.count("\n") + 1, len(before) - before.rfind("\n"))

    def changed(self, edits: Iterable[tuple[int, int, str]]) -> bytes:
        """The file with *edits* (start, end, new text), none of which reaches into another.

        Of several at one place the first comes first.
        """
        parts, at = [], 0
        crlf = "\r\n" in self.text
        for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
            parts += [self.text[at:start], new.replace("\n", "\r\n") if crlf else new]
            at = max(at, end)
        parts.append(self.text[at:])
        return "".join(parts).encode(self.encoding, "xmlcharrefreplace")


def _short(said: str) -> str:
    """*said*, where it is long its digest: what is deep in a tree would be in the words of each element around it."""
    if len(said) < _LONG:
        return said
    return f"<#{blake2b(said.encode('utf-8', 'surrogatepass'), digest_size=20).hexdigest()}>"


def _opens(written: str) -> bool:
    return not written.startswith(("<!", "<?", "</"))


def _escaped(text: str | None, *, apart: bool) -> str:
    """*text* with its white space as one blank; between elements that stand *apart* it says nothing."""
    blank = _SPACE.sub(" ", text or "")
    return ("" if apart and blank == " " else blank).replace("&", "&amp;").replace("<", "&lt;")


def path_in(node: Node) -> str:
    """The way to *node* by local names, numbered where siblings share the name, without the root."""
    steps = []
    while node.parent is not None:
        same = [each for each in node.parent.children if each.element.tag == node.element.tag]
        name = etree.QName(node.element).localname if node.is_element else "comment()"
        steps.append(f"{name}[{same.index(node) + 1}]" if len(same) > 1 else name)
        node = node.parent
    return "/".join(reversed(steps)) or "TEI"


def words_of(node: Node) -> str:
    """The words of *node*, with single blanks."""
    if not node.is_element:
        return str(node.element.text or "").strip()
    return " ".join("".join(str(part) for part in etree.ElementTextIterator(node.element)).split())
