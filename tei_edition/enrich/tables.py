"""A register as a table (CSV, RFC 4180, UTF-8): one entry a row, its forms parted by |."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.enrich.register import COLUMNS, Entry, Register, register_of

_NEEDED = ("id", "kind", "name")
#: What a list of suggestions has besides: an entry is taken where "keep" is not empty.
_KEEP, _ASIDE = "keep", ("keep", "count", "reason", "passages")


def read_table(data: bytes, source: str, left_out: list[Diagnostic] | None = None) -> Register:
    """The register in the table *data*, called *source* in messages.

    The first row names the columns, in any order: id, kind, name, and any others of COLUMNS. Raises EditionError:
    I002 where it is not UTF-8, N001 where a column is unknown or missing, a row has too many cells, or an entry
    cannot stand. Cells that an entry of its kind cannot have go into *left_out* (N005).
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is not UTF-8"
        raise EditionError(
            Diagnostic("I002", message, source, hint="save the table as CSV in UTF-8")
        ) from None
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        names = [name.strip().lower() for name in next(rows, [])]
        _refuse_columns(names, source)
        return register_of(_entries(rows, names, source), source, left_out)
    except csv.Error as error:
        message = f"row {rows.line_num}: this is not a table: {error}"
        raise EditionError(Diagnostic("N001", message, source)) from None


def table_of(register: Register) -> str:
    """*register* as a table: the columns that any entry fills, and those that every table has."""
    filled = [
        column
        for column in COLUMNS
        if column in (*_NEEDED, "forms", "note")
        or any(getattr(entry, column) for entry in register.entries)
    ]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(filled)
    for entry in register.entries:
        writer.writerow(
            guarded("|".join(entry.forms) if column == "forms" else getattr(entry, column))
            for column in filled
        )
    return out.getvalue()


def guarded(cell: str) -> str:
    """*cell* so that programs for sheets take it for no formula: a ' is put before it. Plain numbers and dates stay."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and guarded(cell[1:]) == cell else cell


#: What may be taken for a formula; a cell that looks as if it were guarded already is guarded once more.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[\d.][\d.:/-]*")


def _delimiter(text: str) -> str:
    """What parts the cells: what the row of names holds most of."""
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _refuse_columns(names: list[str], source: str) -> None:
    known = ", ".join(COLUMNS)
    if missing := [name for name in _NEEDED if name not in names]:
        message = f"the table has no column {' and no column '.join(missing)}"
        raise EditionError(
            Diagnostic("N001", message, source, hint=f"its first row names the columns: {known}")
        )
    if unknown := [name for name in names if name and name not in (*COLUMNS, *_ASIDE)]:
        message = f"the column {unknown[0]!r} is unknown"
        raise EditionError(Diagnostic("N001", message, source, hint=f"the columns are {known}"))
    if doubled := [name for name in names if name and names.count(name) > 1]:
        raise EditionError(Diagnostic("N001", f"the table has two columns {doubled[0]!r}", source))


def _entries(rows: Iterator[list[str]], names: list[str], source: str) -> Iterator[Entry]:
    for number, row in enumerate(rows, 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(names) and any(row[len(names) :]):
            message = (
                f"row {number}: it has {len(row)} cells, but the table has {len(names)} columns"
            )
            hint = "put a cell that contains a comma in double quotes"
            raise EditionError(Diagnostic("N001", message, source, hint=hint))
        if _KEEP in names and not dict(zip(names, row, strict=False)).get(_KEEP, "").strip():
            continue
        # A row may end early: what it does not say is empty.
        cells = dict.fromkeys(_NEEDED, "") | {
            name: _unguarded(cell.strip())
            for name, cell in zip(names, row, strict=False)
            if name and name not in _ASIDE
        }
        forms = tuple(form.strip() for form in cells.pop("forms", "").split("|") if form.strip())
        yield Entry(**cells, forms=forms, row=number)
