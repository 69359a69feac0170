"""Registers from files: a table, a TEI document, or a folder of both."""

from __future__ import annotations

from pathlib import Path

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.enrich.lists import read_lists
from tei_edition.enrich.register import Register, merged
from tei_edition.enrich.tables import read_table
from tei_edition.files import read_input


def load_register(path: Path, left_out: list[Diagnostic] | None = None) -> Register:
    """The register at *path*; of a folder, all its tables (*.csv, *.tsv) and TEI files (*.xml) as one.

    What entries in TEI say that a register does not know goes into *left_out*. Raises EditionError: I001 to I003
    where it cannot be read, N001 where it cannot be used, and as reading XML does.
    """
    if not path.is_dir():
        return _one(path, left_out)
    files = sorted(
        file
        for file in path.iterdir()
        if file.suffix.lower() in (".csv", ".tsv", ".xml") and not file.is_symlink()
    )
    if not files:
        hint = "a register is a table (.csv) or a TEI document (.xml)"
        raise EditionError(
            Diagnostic("N001", "this folder contains no register", str(path), hint=hint)
        )
    return merged((_one(file, left_out) for file in files), str(path))


def _one(path: Path, left_out: list[Diagnostic] | None) -> Register:
    data = read_input(path, str(path))
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<") or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return read_lists(data, str(path), left_out)
    return read_table(data, str(path))
