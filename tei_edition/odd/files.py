"""The files that a schema is made of: its own folder and what a catalog names, nothing else.

Schemas come from strangers as documents do. One that includes a file reads it from the folder that it
stands in or from below; what lies elsewhere, on this machine or on the network, is refused.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei_edition.diagnostics import Diagnostic, EditionError, Position
from tei_edition.files import read_input
from tei_edition.odd.catalog import Catalog
from tei_edition.tei.document import line_of, parse_tei


def refused(
    code: str,
    message: str,
    path: Path,
    node: etree._Element | None = None,
    *,
    line: int | None = None,
) -> EditionError:
    """The error to be raised for the schema at *path*, where *node* of it, or what is in *line*, is to blame."""
    line = line_of(node) if node is not None else line
    position = None if line is None else Position(line, 1)
    hint = HINTS.get(code)
    return EditionError(Diagnostic(code, message, str(path), position, hint))


#: How deep a schema may nest its elements: what reads it, goes down as deep.
MAX_DEPTH = 120
_TOO_DEEP = etree.XPath("/*" * (MAX_DEPTH + 1))


def refuse_depth(tree: etree._ElementTree, path: Path) -> None:
    """Raise EditionError (S001) where the schema *tree*, at *path*, nests deeper than MAX_DEPTH."""
    deep: Any = _TOO_DEEP(tree)
    if deep:
        message = f"the elements of this schema are nested more than {MAX_DEPTH} levels deep"
        raise refused("S001", message, path, deep[0])


HINTS = {
    "S002": "files are not fetched from the network: save it next to the file, or name a local copy in a catalog (--catalog)",
    "S003": "copy it to the schema's folder, or name it in a catalog (--catalog)",
}


def is_remote(address: str) -> bool:
    """True for an address that is no file of this machine: one with a host, or a scheme other than file:."""
    try:
        parts = urlsplit(address)
    except ValueError:  # "http://[x": whatever it is, it is no path
        return True
    if parts.scheme == "file":
        return parts.netloc not in ("", "localhost")
    # One letter before a colon is a drive of Windows.
    return bool(parts.netloc) or len(parts.scheme) > 1


def file_of(address: str, base: Path) -> Path:
    """The file that *address*, which is not remote, means in the file *base*."""
    if not address.lower().startswith("file:"):
        return base.parent / unquote(address)
    path = unquote(urlsplit(address).path)
    # "/C:/x" is a path of Windows.
    return base.parent / (path[1:] if re.match(r"/[A-Za-z]:", path) else path)


def is_file(path: Path) -> bool:
    """True where *path* is a file, and no name that a file cannot have."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


class SchemaFiles:
    """What one schema may read; parsed files are kept, so that each is read once."""

    def __init__(self, main: Path, catalog: Catalog | None = None) -> None:
        self.main = main
        #: How many files have been put in place by now.
        self.included = 0
        self._folder = main.resolve().parent
        self._catalog = catalog or Catalog()

    def data(self, path: Path) -> bytes:
        """The bytes at *path*; EditionError (I001 to I003) where there are none."""
        return read_input(path, str(path))

    def tree(self, path: Path) -> etree._ElementTree:
        """The XML at *path*; EditionError (S001) where it is none."""
        try:
            tree = parse_tei(self.data(path), str(path))
            refuse_depth(tree, path)
            return tree
        except EditionError as error:
            first = error.diagnostics[0]
            if first.code.startswith("I"):
                raise
            raise EditionError(
                Diagnostic("S001", first.message, first.source, first.position)
            ) from None

    def resolve(self, address: str, base: Path, node: etree._Element | None = None) -> Path:
        """The file that *address* (a URI reference, its fragment apart) means in the file *base*.

        Raises EditionError: S002 where it is remote and in no catalog, S003 where it leaves the
        schema's folder, I001 where nothing is there.
        """
        plain = address.strip().partition("#")[0]
        mapped = self._catalog.find(plain)
        if mapped is not None:
            return mapped
        if is_remote(plain):
            raise refused("S002", f"this schema needs {plain}", base, node)
        if not plain:
            return base
        path = file_of(plain, base)
        try:
            inside = path.resolve().is_relative_to(self._folder)
        except (OSError, ValueError, RuntimeError):
            inside = False
        if not inside or re.match(r"[/\\]|[A-Za-z]:|(?i:file):", plain):
            message = f"this schema needs {plain}, which is outside its folder"
            raise refused("S003", message, base, node)
        if not is_file(path):
            message = f"this schema needs {plain}, but there is no such file"
            raise refused("S001", message, base, node)
        return path
