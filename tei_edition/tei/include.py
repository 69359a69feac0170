"""XInclude for documents that are kept in several files: those of the document's own folder, within a bound."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.files import read_input
from tei_edition.tei.document import Places, line_of, parse_tei
from tei_edition.tei.repeated import Standing, doubtful, has_repeated

_XI = "{http://www.w3.org/2001/XInclude}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"

#: Files in one document, how deep they may stand in one another, and bytes of all together.
MAX_FILES, MAX_DEPTH, MAX_BYTES = 1000, 8, 50_000_000


def parse_whole(
    data: bytes, path: Path, name: str = ""
) -> tuple[etree._ElementTree, list[Diagnostic], bool]:
    """The TEI document *data*, read from *path*, with the files that it includes; what it does not get (X007), and what
    ids and links of it are doubtful (X013).

    The third value says whether the document has parts in other files: its tree is then more than *data*. *name* is
    what messages call it. Raises EditionError (X001, X002, X004) where the document itself cannot be read.
    """
    tree = parse_tei(data, name or str(path))
    has_parts = next(tree.iter(f"{_XI}include"), None) is not None
    found = include(tree, path)
    if has_repeated(tree):
        found += _Including(path).doubtful(data, name or str(path))
    return tree, found, has_parts


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
        self._path, self._folder = path, path.resolve().parent
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
        file, data = self._read(element, path, above)
        if element.get("parse") == "text":
            _replace(element, data.decode("utf-8", "replace"), [])
            return
        found = _chosen(parse_tei(data, str(file)).getroot(), element)
        yield from self.within(found, file, above)
        part = deepcopy(found)
        part.tail = None
        _replace(element, None, [part])

    def _read(
        self, element: etree._Element, path: Path, above: tuple[Path, ...]
    ) -> tuple[Path, bytes]:
        """The file that *element* includes, and its bytes."""
        file = self._file(element.get("href", ""), path, above)
        data = read_input(file, str(file))
        self._files, self._bytes = self._files + 1, self._bytes + len(data)
        if self._files > MAX_FILES or self._bytes > MAX_BYTES:
            raise _RefusedError("the document has too many parts")
        return file, data

    def doubtful(self, data: bytes, name: str) -> list[Diagnostic]:
        """What is told of ids that several elements of the document *data* have, in whatever file they are."""
        tree = parse_tei(data, name)
        places = Places(data, tree)
        return doubtful(self._standing(tree.getroot(), self._path, places, name, ()), name)

    def _standing(
        self, root: etree._Element, path: Path, places: Places, name: str, above: tuple[Path, ...]
    ) -> Iterator[Standing]:
        """The elements of the document in their order, each with the file and the place where it stands."""
        above = (*above, path.resolve())
        included: set[etree._Element] = set()
        for element in root.iter(etree.Element):
            if any(each in included for each in element.iterancestors(f"{_XI}include")):
                continue  # a fallback that is not needed
            yield Standing(element, places, name)
            if element.tag != f"{_XI}include" or element.get("parse") == "text":
                continue
            with suppress(_RefusedError, EditionError):
                file, data = self._read(element, path, above)
                tree = parse_tei(data, str(file))
                part = _chosen(tree.getroot(), element)
                included.add(element)
                called = str(Path(self._path).parent / file.relative_to(self._folder))
                yield from self._standing(part, file, Places(data, tree), called, above)

    def _file(self, href: str, path: Path, above: tuple[Path, ...]) -> Path:
        if not href or ":" in href or "\\" in href or "\0" in href or href.startswith("/"):
            raise _RefusedError("only files in the document's folder are included")
        file = (path.resolve().parent / unquote(href.partition("#")[0])).resolve()
        if not file.is_relative_to(self._folder):
            raise _RefusedError("only files in the document's folder are included")
        if file in above or len(above) > MAX_DEPTH:
            raise _RefusedError("files include one another in an endless loop")
        return file


def _chosen(root: etree._Element, include: etree._Element) -> etree._Element:
    """What *include* takes of a file: its *root*, or the element with the xml:id that it names."""
    pointer = include.get("xpointer")
    if pointer is None:
        return root
    found = next((e for e in root.iter(etree.Element) if e.get(_ID) == pointer), None)
    if found is None:
        raise _RefusedError(f"it has no element with the xml:id {pointer}")
    return found


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
