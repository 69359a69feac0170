"""Parsing TEI from strangers: nothing is fetched, no entity of another file is expanded, every place is known."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from typing import Any
from xml.parsers import expat

from lxml import etree

from tei_edition.diagnostics import Diagnostic, EditionError, Position
from tei_edition.tei.entities import are_harmless, in_utf8

_ENTITY = re.compile(rb"<!ENTITY|<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y")

#: How deep elements may stand in one another: no edition nests fifty deep, an attacker a million.
MAX_DEPTH = 1000


def parse_tei(data: bytes, name: str) -> etree._ElementTree:
    """The tree of a TEI file; EditionError where it cannot be had.

    *data* are the bytes of the file, in the encoding its XML declaration names; *name* is what
    messages call it. Entities that are words of its own are expanded. Raises X001 (not well-formed,
    with line and column), X002 (it declares others, or such as grow without end) and X004 (elements stand
    deeper in one another than MAX_DEPTH).
    """
    # A search for plain bytes first: it is what most files are spared the rest by.
    if (b"<!ENTITY" in data or b"\0" in data) and (found := _ENTITY.search(data)):
        plain = in_utf8(data)
        if are_harmless(plain):
            return _expanded(plain, name)
        before = data[: found.start()]
        line = before.count(b"\n") + 1
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        raise EditionError(_with_entities(name, Position(line, column)))
    try:
        tree = etree.fromstring(data, _parser()).getroottree()
    except (etree.XMLSyntaxError, ValueError) as error:
        if not re.search("(?i)depth|huge", str(error)):
            raise EditionError(_not_well_formed(error, data, name)) from None
        tree = _parse_huge(data, name)
    # Some encodings (UTF-7) write a declaration so that its bytes do not say it.
    declared: Any = tree.docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise EditionError(_with_entities(name, Position(1, 1)))
    return tree


def _expanded(data: bytes, name: str) -> etree._ElementTree:
    """The tree with the entities that *data* declares for itself in words; they were found harmless."""
    # The stubs of lxml know no "internal" yet: entities of the document, never of a file.
    only: Any = "internal"
    parser = etree.XMLParser(
        resolve_entities=only, no_network=True, load_dtd=False, collect_ids=False
    )
    try:
        return etree.fromstring(data, parser).getroottree()
    except (etree.XMLSyntaxError, ValueError) as error:
        raise EditionError(_not_well_formed(error, data, name)) from None


def _with_entities(name: str, position: Position) -> Diagnostic:
    message = (
        "this document declares entities that are not plain text, or too many of them; "
        "write the characters themselves"
    )
    return Diagnostic("X002", message, name, position)


def parse_own(text: str) -> etree._ElementTree:
    """The tree of XML that our own stylesheets wrote; whatever its size, and ids may repeat."""
    return etree.fromstring(text.encode(), _parser(huge=True)).getroottree()


def _parser(huge: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=huge, collect_ids=False
    )


def _not_well_formed(error: Exception, data: bytes, name: str) -> Diagnostic:
    if not data.strip():
        return Diagnostic("X001", "the file is empty", name, Position(1, 1))
    from tei_edition.tei.wellformed import encoding_fault, fault_of

    lines = lines_of(data)
    fault = fault_of(data, lines)
    if fault is None and "encoding" in str(error):  # libxml2's words of one that Expat reads
        fault = encoding_fault(lines)
    if fault is not None:
        return Diagnostic("X001", fault.message, name, fault.position, fault.hint)
    line, column = getattr(error, "position", None) or (1, 1)
    message = re.sub(r",? line \d+, column \d+.*$", "", str(error)) or "the file is empty"
    return Diagnostic("X001", message, name, Position(max(line, 1), max(column, 1)))


def _parse_huge(data: bytes, name: str) -> etree._ElementTree:
    """Parse what is over libxml2's limits: long texts may be, deep nesting may not."""
    try:
        _refuse_depth(data, name)
        return etree.fromstring(data, _parser(huge=True)).getroottree()
    except (expat.ExpatError, etree.XMLSyntaxError, LookupError, ValueError) as error:
        raise EditionError(_not_well_formed(error, data, name)) from None


def _refuse_depth(data: bytes, name: str) -> None:
    """Raise EditionError (X004) where elements stand deeper in one another than MAX_DEPTH."""
    parser = expat.ParserCreate()
    depth = 0

    def start(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            at = Position(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
            message = f"elements are nested more than {MAX_DEPTH} levels deep"
            raise EditionError(Diagnostic("X004", message, name, at))

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(data, True)


def lines_of(data: bytes, encoding: str | None = None) -> list[str]:
    """The lines of an XML file, in *encoding*, else the one that it declares, else UTF-8."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "UTF-16"
    declared = _DECLARED.match(data)
    encoding = encoding or (declared[1].decode("ascii") if declared else "UTF-8")
    return re.split("\r\n|\n|\r", _decoded(data, encoding))


def _decoded(data: bytes, encoding: str) -> str:
    """*data* as text without its byte order mark, however wrong its *encoding* is."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what is an encoding of Python and not of XML
            text = data.decode(encoding, "replace")
    except (LookupError, ValueError):  # not known, or known to Python as another kind of code
        text = data.decode("latin-1")
    # A lone half of a pair is a character in no encoding, and in no report.
    return re.sub("[\ud800-\udfff]", "\ufffd", text).removeprefix("\ufeff")


_DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


class Places:
    """Where in its file each part of a document begins; asked only where something is wrong."""

    def __init__(self, data: bytes, tree: etree._ElementTree) -> None:
        self._data, self._tree = data, tree

    @cached_property
    def _text(self) -> str:
        encoding = self._tree.docinfo.encoding or "UTF-8"
        if encoding.upper() in ("UTF-16LE", "UTF-16BE") or self._data[:2] in (
            b"\xff\xfe",
            b"\xfe\xff",
        ):
            encoding = "UTF-16"
        # Line ends as XML reads them.
        return re.sub("\r\n?", "\n", _decoded(self._data, encoding))

    @cached_property
    def _lines(self) -> list[str]:
        return self._text.split("\n")

    @cached_property
    def _begins(self) -> list[int]:
        """Where in the text each line begins."""
        return [0, *(found.end() for found in re.finditer("\n", self._text))]

    @cached_property
    def _order(self) -> Mapping[etree._Element, int]:
        return {element: i for i, element in enumerate(self._tree.getroot().iter(etree.Element))}

    @cached_property
    def _asides(self) -> Mapping[etree._Element, Position]:
        """Where each comment and each instruction begins."""
        places: list[Position] = []
        parser = expat.ParserCreate("UTF-8")

        def aside(*_words: str) -> None:
            places.append(Position(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

        def begin(*_doctype: object) -> None:
            """What stands in a document type declaration is in no tree."""
            parser.CommentHandler = parser.ProcessingInstructionHandler = None

        def end() -> None:
            parser.CommentHandler = parser.ProcessingInstructionHandler = aside

        parser.StartDoctypeDeclHandler, parser.EndDoctypeDeclHandler = begin, end
        end()
        with suppress(expat.ExpatError):
            parser.Parse(self._text.encode(), True)
        return dict(zip(asides(self._tree.getroot()), places, strict=False))

    @cached_property
    def _found(self) -> tuple[list[Position], list[Position], dict[tuple[int, int], Position]]:
        """Start tags, end tags, and first characters of texts (by element and children before)."""
        starts: list[Position] = []
        ends: dict[int, Position] = {}
        texts: dict[tuple[int, int], Position] = {}
        open_elements: list[list[int]] = []
        parser = expat.ParserCreate("UTF-8")

        def here(more: int = 0) -> Position:
            return Position(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1 + more)

        def start(_name: str, _attributes: object) -> None:
            if open_elements:
                open_elements[-1][1] += 1
            open_elements.append([len(starts), 0])
            starts.append(here())

        def end(_name: str) -> None:
            ends[open_elements.pop()[0]] = here()

        def text(data: str) -> None:
            if data.strip():
                element, children = open_elements[-1]
                lead = len(data) - len(data.lstrip())
                texts.setdefault((element, children), here(lead))

        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = text
        # What is decoded is encoded anew, so that the declaration's encoding no longer holds.
        try:
            parser.Parse(self._text.encode(), True)
        except expat.ExpatError:
            # libxml2 reads encodings that are decoded otherwise here: places are those of the root then.
            count = len(self._order)
            return [Position(1, 1)] * count, [Position(1, 1)] * count, {}
        return starts, [ends[i] for i in range(len(starts))], texts

    def start(self, element: etree._Element) -> Position:
        """Where the start tag of *element* begins; where it does, for a comment or an instruction."""
        if not isinstance(element.tag, str):
            return self._asides.get(element, Position(1, 1))
        return self._found[0][self._order[element]]

    def end(self, element: etree._Element) -> Position:
        """Where the end tag of *element* begins; its start tag where it is written as empty."""
        return self._found[1][self._order[element]]

    def text(self, element: etree._Element, children: int) -> Position:
        """Where the text of *element* begins that comes after *children* child elements."""
        return self._found[2].get((self._order[element], children)) or self.start(element)

    def attribute(self, element: etree._Element, name: str) -> Position:
        """Where the attribute *name* ("xml:id", "{namespace}local" or "n") begins."""
        start = self.start(element)
        prefixed, local = bool(re.search("[}:]", name)), re.split("[}:]", name)[-1]
        tag = _TAG.match(self._text, self._begins[start.line - 1] + start.column - 1)
        for found in _ATTRIBUTE.finditer(tag[0]) if tag else ():
            _, colon, known = found["name"].rpartition(":")
            if known == local and bool(colon) == prefixed:
                before = tag[0][: found.start("name")] if tag else ""
                newlines = before.count("\n")
                column = (
                    len(before) - before.rfind("\n") if newlines else start.column + len(before)
                )
                return Position(start.line + newlines, column)
        return start

    def line(self, position: Position) -> str:
        """The source line at *position*, without its end."""
        return self._lines[position.line - 1] if position.line <= len(self._lines) else ""


_TAG = re.compile(r"""<[^\s>/]+(?:[^>"']|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(r"""(?<=\s)(?P<name>[^\s=<>"'/]+)\s*=\s*(?:"[^"]*"|'[^']*')""")


def asides(root: etree._Element) -> list[etree._Element]:
    """The comments and instructions of the document whose root is *root*, in its order; none of its DTD."""
    return [
        *reversed(list(root.itersiblings(preceding=True))),
        *root.iter(etree.Comment, etree.PI),
        *root.itersiblings(),
    ]


def line_of(node: etree._Element) -> int:
    """The line in which *node* begins, as libxml2 counts; 1 where it is not known."""
    return int(str(node.sourceline or 1))


def path_of(element: etree._Element) -> str:
    """The way to *element* by local names; a number where siblings share the name."""
    return Ways().to(element)


class Ways:
    """The ways to elements of one tree; the children of an element are counted once."""

    def __init__(self) -> None:
        self._steps: dict[etree._Element, str] = {}

    def to(self, element: etree._Element) -> str:
        """The way to *element* by local names; a number where siblings share the name."""
        if not isinstance(element.tag, str):
            parent = element.getparent()
            target = getattr(element, "target", None)
            step = f"processing-instruction({target})" if target else "comment()"
            return f"{self.to(parent) if parent is not None else ''}/{step}"
        steps: list[str] = []
        node: etree._Element | None = element
        while node is not None:
            steps.append(self._step(node))
            node = node.getparent()
        return "/" + "/".join(reversed(steps))

    def _step(self, node: etree._Element) -> str:
        if node not in self._steps:
            parent = node.getparent()
            self._count([node] if parent is None else list(parent))
        return self._steps[node]

    def _count(self, siblings: list[etree._Element]) -> None:
        total = Counter(node.tag for node in siblings)
        before: Counter[Any] = Counter()
        for node in siblings:
            if not isinstance(node.tag, str):
                continue
            before[node.tag] += 1
            name = etree.QName(node).localname
            number = f"[{before[node.tag]}]" if total[node.tag] > 1 else ""
            self._steps[node] = f"{name}{number}"
