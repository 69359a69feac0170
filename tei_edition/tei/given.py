"""A TEI document as callers of the public functions hand it in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from tei_edition.arguments import kind_of, path_or_data
from tei_edition.diagnostics import Diagnostic
from tei_edition.files import read_input
from tei_edition.tei.document import parse_tei
from tei_edition.tei.include import parse_whole


def path_given(document: Any) -> Path | None:
    """The path of *document*, as tree_of takes it, where it is one."""
    if not isinstance(document, Path | str):
        return None
    given = path_or_data(document, "path_given", "a TEI document")
    return given if isinstance(given, Path) else None


def tree_of(
    document: Any, function: str, name: str = "<tei>", found: list[Diagnostic] | None = None
) -> tuple[etree._ElementTree, bytes]:
    """The tree of *document*, and the bytes it was parsed from (empty for a tree, and for a file with parts in others).

    *document* is a tree or element of lxml, a path (Path, or str of one line), or the XML as str or
    bytes; *name* is what messages call it where it is no path. With *found*, a file is
    read with those that it includes, and what it does not get is put there (X007). Raises EditionError where it cannot be
    read or is not well-formed, TypeError where it is anything else (*function* stands in the message).
    """
    if isinstance(document, etree._ElementTree):
        return document, b""
    if isinstance(document, etree._Element):
        return document.getroottree(), b""
    if not isinstance(document, Path | str | bytes):
        raise TypeError(
            f"{function}() takes a TEI document as a tree, path, str or bytes, not {kind_of(document)}"
        )
    given = path_or_data(document, function, "a TEI document")
    if isinstance(given, Path):
        name = str(given)
        data = read_input(given, name)
        if found is None:
            return parse_tei(data, name), data
        tree, missing, has_parts = parse_whole(data, given, name)
        found += missing
        return tree, b"" if has_parts else data
    else:
        data = given.encode() if isinstance(given, str) else given
    return parse_tei(data, name), data
