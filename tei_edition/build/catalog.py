"""The catalog of an edition in the making: its lines as a file, one document a line.

What a line is stands in `publish/catalog.py`, where the pages about all documents find it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tei_edition.files import write_file
from tei_edition.publish.catalog import Entry, entry_of_json

__all__ = ["Entry", "read_catalog", "write_catalog"]


def write_catalog(path: Path, entries: Iterable[Entry]) -> None:
    """Write *entries* to the file *path*, a line each; EditionError (I003) where that fails."""
    write_file(path, "".join(f"{entry.to_json()}\n" for entry in entries))


def read_catalog(path: Path) -> Iterator[Entry]:
    """The entries in the file *path*; a line that is none is left out. OSError where it cannot be read."""
    with path.open("rb") as lines:
        for line in lines:
            try:
                yield entry_of_json(line)
            except (ValueError, TypeError, KeyError):
                continue
