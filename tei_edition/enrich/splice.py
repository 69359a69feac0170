"""What was added to a document, written into its file: every other character stays as it was.

A serializer writes a document anew: other quotes, other line ends, other references to characters. Here the file
is read once more as it is written, side by side with the tree, and only what the tree has more is put in.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.tei.document import parse_tei
from tei_edition.tei.names import TEI_NS, tag

_TOKEN = re.compile(
    r"(?P<beside><!--.*?-->|<\?.*?\?>)|(?P<cdata><!\[CDATA\[.*?\]\]>)|(?P<doctype><!DOCTYPE(?:[^<>\[]|\[.*?\]\s*(?=>))*>)"
    r"|(?P<tag><(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>)|(?P<reference>&[^;]+;)|(?P<char>\r\n|.)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s=<>/\"']+)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
#: Within these new elements stand around words that are there.
_HOLDERS = frozenset(map(tag, ("text", "title", "term", "note", "abstract")))
_PREFIXES = {"http://www.w3.org/XML/1998/namespace": "xml"}


def spliced(
    data: bytes, tree: etree._ElementTree, before: Collection[etree._Element], name: str
) -> bytes:
    """The file *data* with what *tree* has more; *before* are the nodes that it had when it was parsed.

    New elements in the text stand around its words; elsewhere they are new with all that they hold. Raises
    EditionError (N004) where the file cannot be kept as it is: it expands entities of its own, is not Unicode,
    or has the TEI namespace under a prefix.
    """
    encoding = tree.docinfo.encoding or "UTF-8"
    try:
        text = data.decode(encoding)
        result = _Splice(text, set(before)).document(tree).encode(encoding, "xmlcharrefreplace")
        if _same(result, tree, name):
            return result
    except (UnicodeError, LookupError, StopIteration, _OtherFileError):
        pass
    message = "names cannot be marked in this file without other changes to it"
    hint = "write to another file (-o), or save it as UTF-8, without declared entities and prefixes"
    raise EditionError(Diagnostic("N004", message, name, hint=hint))


def _same(result: bytes, tree: etree._ElementTree, name: str) -> bool:
    written = etree.tostring(parse_tei(result, name), method="c14n")
    return bool(written == etree.tostring(tree, method="c14n"))


class _OtherFileError(Exception):
    """Raised where the file is not what the tree was made of."""


class _Splice:
    def __init__(self, text: str, before: set[etree._Element]) -> None:
        self._tokens: Iterator[re.Match[str]] = _TOKEN.finditer(text)
        self._before = before
        self._out: list[str] = []
        self._section = ""

    def document(self, tree: etree._ElementTree) -> str:
        root = tree.getroot()
        start = self._until_tag()
        self._element(root, start, in_text=False)
        self._out += [token[0] for token in self._tokens]
        return "".join(self._out)

    def _until_tag(self) -> str:
        """Copy what stands before the next tag, and give that."""
        for token in self._tokens:
            if token.lastgroup == "tag":
                return token[0]
            self._out.append(token[0])
        raise _OtherFileError

    def _node(self, node: etree._Element, *, in_text: bool) -> None:
        if node not in self._before:
            if not in_text:
                self._out.append(serialized(node))
                return
            self._out.append(f"<{etree.QName(node).localname}{_attributes(node, ())}>")
            self._content(node, in_text=True)
            self._out.append(f"</{etree.QName(node).localname}>")
        elif isinstance(node.tag, str):
            self._element(node, self._next("tag"), in_text=in_text)
        else:
            self._out.append(self._next("beside"))

    def _element(self, node: etree._Element, start: str, *, in_text: bool) -> None:
        known = {found[1] for found in _ATTRIBUTE.finditer(start)}
        empty = start.endswith("/>")
        more = _attributes(node, known)
        has_content = len(node) > 0 or bool(node.text)
        end = "/>" if empty and not has_content else ">"
        self._out.append(start[: -2 if empty else -1] + more + end)
        if empty and not has_content:
            return
        self._content(node, in_text=in_text or node.tag in _HOLDERS)
        if empty:
            self._out.append(f"</{start[1:-2].split()[0]}>")
        else:
            self._out.append(self._next("tag"))

    def _content(self, node: etree._Element, *, in_text: bool) -> None:
        self._text(node.text)
        for child in node:
            self._node(child, in_text=in_text)
            if child in self._before or in_text:
                self._text(child.tail)
            else:
                self._out.append(escape(child.tail or ""))

    def _text(self, words: str | None) -> None:
        """Copy the characters that stand for *words*."""
        left = len(words or "")
        while left:
            if self._section:
                part, self._section = self._section[:left], self._section[left:]
                self._out.append(f"<![CDATA[{part}]]>")
                left -= len(part)
                continue
            token = next(self._tokens)
            if token.lastgroup == "cdata":
                self._section = token[0].replace("\r\n", "\n")[len("<![CDATA[") : -len("]]>")]
                continue
            if token.lastgroup not in ("reference", "char"):
                raise _OtherFileError
            self._out.append(token[0])
            left -= 1

    def _next(self, kind: str) -> str:
        token = next(self._tokens)
        if token.lastgroup != kind:
            raise _OtherFileError
        return token[0]


def _attributes(node: etree._Element, known: Collection[str]) -> str:
    """The attributes of *node* that are not among the names *known*, as they are written."""
    parts = []
    for key, value in node.attrib.items():
        name = etree.QName(str(key))
        written = (
            f"{_PREFIXES[name.namespace]}:{name.localname}"
            if name.namespace in _PREFIXES
            else name.localname
        )
        if written not in known and (name.namespace is None or name.namespace in _PREFIXES):
            parts.append(f" {written}={quoteattr(str(value))}")
    return "".join(parts)


def serialized(node: etree._Element) -> str:
    """The new element *node* as it is written into a file."""
    text = etree.tostring(node, encoding="unicode", with_tail=False)
    return text.replace(f' xmlns="{TEI_NS}"', "", 1)
