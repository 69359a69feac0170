"""Registers from files: a table, a TEI document, or a folder of both."""

from __future__ import annotations

from pathlib import Path

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.enrich.lists import read_lists
from tei_edition.enrich.register import Register, merged
from tei_edition.enrich.tables import read_table
from tei_edition.files import plain_files, read_input


def load_register(path: Path, left_out: list[Diagnostic] | None = None) -> Register:
    """The register at *path*; of a folder, all its tables (*.csv, *.tsv) and TEI files (*.xml) as one.

    What is not read goes into *left_out*: what entries in TEI say that a register does not know (N002), cells that
    an entry of its kind cannot have (N005), and what is in a folder and no plain file of its own (I020). Raises
    EditionError: I001 to I003 where it cannot be read, N001 where it cannot be used, and as reading XML does.
    """
    if not path.is_dir():
        return _one(path, left_out)
    files = files_of_register(path, left_out)
    if not files:
        hint = "a register is a table (.csv) or a TEI document (.xml)"
        raise EditionError(
            Diagnostic("N001", "this folder contains no register", str(path), hint=hint)
        )
    return merged((_one(file, left_out) for file in files), str(path))


def files_of_register(path: Path, left_out: list[Diagnostic] | None = None) -> list[Path]:
    """The files that the register at *path* is read from; what else is called like one goes into *left_out* (I020)."""
    if not path.is_dir():
        return [path]
    told: list[Diagnostic] = [] if left_out is None else left_out
    named = (file for file in path.iterdir() if file.suffix.lower() in (".csv", ".tsv", ".xml"))
    return list(plain_files(sorted(named), path, told))


def _one(path: Path, left_out: list[Diagnostic] | None) -> Register:
    data = read_input(path, str(path))
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<") or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return read_lists(data, str(path), left_out)
    return read_table(data, str(path), left_out)
