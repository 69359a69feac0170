"""Identifiers that say nothing: the same @xml:id on the root of several TEI files, as where each has "root"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from tei_edition.check.finding import Finding
from tei_edition.diagnostics import Severity

_XML = (".xml", ".tei")
#: The root begins within so many bytes, or its @xml:id is not asked about.
_BEGINNING = 32_768
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_ID = re.compile(rb"\sxml:id\s*=\s*[\"']([^\"']+)[\"']")


def sharing(files: Iterable[Path]) -> frozenset[Path]:
    """Those of *files* whose root has the @xml:id of another's; a file that cannot be read shares none."""
    by_id: dict[bytes, list[Path]] = defaultdict(list)
    for file in files:
        if file.suffix.lower() in _XML and (id := _id_of(file)):
            by_id[id].append(file)
    return frozenset(file for found in by_id.values() if len(found) > 1 for file in found)


def _id_of(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            beginning = opened.read(_BEGINNING)
    except OSError:
        return b""
    root = _ROOT.search(_COMMENT.sub(b"", beginning))
    if root is None or root[1].rpartition(b":")[2] != b"TEI":
        return b""
    id = _ID.search(root[2])
    return id[1] if id else b""


def told_of(given: str, id: str, name: str) -> Finding:
    """What to tell of the file *name*, whose @xml:id *given* others have too: it is called *id*."""
    message = f"other files have the identifier {given} too, so this document is named {id}, after its file"
    hint = "to choose the name of its page, give each file a different @xml:id"
    return Finding("I004", message, name, None, hint, weight=Severity.WARNING)
