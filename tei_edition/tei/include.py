"""XInclude for documents that are kept in several files: those of the document's own folder, within a bound."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.files import read_input
from tei_edition.tei.document import line_of, parse_tei

_XI = "{http://www.w3.org/2001/XInclude}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"

#: Files in one document, how deep they may stand in one another, and bytes of all together.
MAX_FILES, MAX_DEPTH, MAX_BYTES = 1000, 8, 50_000_000


def parse_whole(
    data: bytes, path: Path, name: str = ""
) -> tuple[etree._ElementTree, list[Diagnostic], bool]:
    """The TEI document *data*, read from *path*, with the files that it includes; and what it does not get (X007).

    The third value says whether the document has parts in other files: its tree is then more than *data*. *name* is
    what messages call it. Raises EditionError (X001, X002, X004) where the document itself cannot be read.
    """
    tree = parse_tei(data, name or str(path))
    has_parts = next(tree.iter(f"{_XI}include"), None) is not None
    return tree, include(tree, path), has_parts


def include(tree: etree._ElementTree, path: Path) -> list[Diagnostic]:
    """Put the files that the document *tree*, read from *path*, includes into their places in it.

    Only files in the folder of *path* and below are read. Comes back with a finding (X007) for each
    that is not included, whose element stays where it is, or gives way to its fallback.
    """
    if next(tree.iter(f"{_XI}include"), None) is None:
        return []
    return list(_Including(path).within(tree.getroot(), path, ()))


class _RefusedError(Exception):
    """Why a file is not included."""


class _Including:
    def __init__(self, path: Path) -> None:
        self._folder = path.resolve().parent
        self._files = self._bytes = 0

    def within(
        self, root: etree._Element, path: Path, above: tuple[Path, ...]
    ) -> Iterator[Diagnostic]:
        for element in list(root.iter(f"{_XI}include")):
            try:
                yield from self._one(element, path, (*above, path.resolve()))
            except (_RefusedError, EditionError) as error:
                why = error.diagnostics[0].message if isinstance(error, EditionError) else error
                href = element.get("href", "")
                message = f"line {line_of(element)}: `{href}` is not included: {why}"
                yield Diagnostic("X007", message, str(path))
                fallback = element.find(f"{_XI}fallback")
                if fallback is not None:
                    _replace(element, fallback.text, list(fallback))

    def _one(
        self, element: etree._Element, path: Path, above: tuple[Path, ...]
    ) -> Iterator[Diagnostic]:
        file = self._file(element.get("href", ""), path, above)
        data = read_input(file, str(file))
        self._files, self._bytes = self._files + 1, self._bytes + len(data)
        if self._files > MAX_FILES or self._bytes > MAX_BYTES:
            raise _RefusedError("the document has too many parts")
        if element.get("parse") == "text":
            _replace(element, data.decode("utf-8", "replace"), [])
            return
        root = parse_tei(data, str(file)).getroot()
        pointer = element.get("xpointer")
        found = root if pointer is None else _with_id(root, pointer)
        if found is None:
            raise _RefusedError(f"it has no element with the xml:id {pointer}")
        yield from self.within(found, file, above)
        part = deepcopy(found)
        part.tail = None
        _replace(element, None, [part])

    def _file(self, href: str, path: Path, above: tuple[Path, ...]) -> Path:
        if not href or ":" in href or "\\" in href or "\0" in href or href.startswith("/"):
            raise _RefusedError("only files in the folder of the document are included")
        file = (path.resolve().parent / unquote(href.partition("#")[0])).resolve()
        if not file.is_relative_to(self._folder):
            raise _RefusedError("only files in the folder of the document are included")
        if file in above or len(above) > MAX_DEPTH:
            raise _RefusedError("files include one another in an endless loop")
        return file


def _with_id(root: etree._Element, pointer: str) -> etree._Element | None:
    return next((e for e in root.iter(etree.Element) if e.get(_ID) == pointer), None)


def _replace(element: etree._Element, text: str | None, others: list[etree._Element]) -> None:
    """Put *text* and *others* in the place of *element*, and keep what follows it."""
    parent = element.getparent()
    if parent is None:
        raise _RefusedError("a document cannot consist only of an inclusion")
    tail, at = element.tail, parent.index(element)
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (text or "")
    else:
        parent.text = (parent.text or "") + (text or "")
    parent.remove(element)
    last = before
    for number, other in enumerate(others):
        parent.insert(at + number, other)
        last = other
    if last is not None:
        last.tail = (last.tail or "") + (tail or "")
    else:
        parent.text = (parent.text or "") + (tail or "")
