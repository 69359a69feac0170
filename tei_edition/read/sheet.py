"""Excel sheets (.xlsx): one record a row of the first sheet that has columns for them; formulas stay values."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice
from typing import Any

from tei_edition.diagnostics import EditionError
from tei_edition.document.draft import Draft
from tei_edition.read.columns import Mapped, header_at, is_text, map_columns
from tei_edition.read.original import Original, broken, needed
from tei_edition.read.table import cells_of, drafts_of, lines_above

#: So many empty rows end a sheet whose format goes on to its last row.
_EMPTY = 1000
#: The names of the columns are in one of so many rows.
_ABOVE = 10

_Row = tuple[int, Sequence[Any]]


def recognises(original: Original) -> bool:
    """Whether it is a zip with the parts of a workbook."""
    return "xl/workbook.xml" in original.members


def columns_of(original: Original) -> Mapped:
    """What the columns of the first sheet are for. Raises EditionError (I051, I052)."""
    for sheet in _sheets(original):
        return map_columns(sheet.names, original.said.get("columns", {}))
    raise broken(original.name, "this workbook has no sheet with rows")


def shown(original: Original) -> list[str]:
    """What each column is for, a line each, as a dry run shows it; EditionError as columns_of."""
    return columns_of(original).lines()


def drafts(original: Original) -> Iterator[Draft]:
    """A draft for each row of each sheet with as many names of columns. Raises EditionError (I051, I052)."""
    first: list[str] | None = None
    for number, sheet in enumerate(_sheets(original), 1):
        first = first or sheet.names
        mapped = map_columns(sheet.names, original.said.get("columns", {}))
        if sheet.names != first and "text" not in mapped.columns:
            continue
        where = "" if number == 1 else f"sheet “{sheet.title}”, "
        cells = ((f"{where}row {at}", cells_of(sheet.names, row)) for at, row in sheet.rows)
        yield from drafts_of(cells, mapped, original, lines_above(where, sheet.above))
    if first is None:
        raise broken(original.name, "this workbook has no sheet with rows")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet: what stands above the names of its columns, these, and the rows below, counted as in the sheet."""

    title: str
    above: list[_Row]
    names: list[str]
    rows: Iterator[_Row]


def _sheets(original: Original) -> Iterator[_Sheet]:
    """The sheets with several columns, or one of texts; where there is none, those with one column."""
    is_any = False
    for sheet in _read(original):
        if len(sheet.names) > 1 or is_text(sheet.names[0]):
            is_any = True
            yield sheet
    if not is_any:
        yield from _read(original)


def _read(original: Original) -> Iterator[_Sheet]:
    """Each sheet that has a row."""
    openpyxl = needed("openpyxl", "tables", original.name)
    original.unpacked().close()
    with original.open() as file:
        try:
            # The value that a formula had when it was saved; links to other workbooks are not followed.
            with warnings.catch_warnings():
                # Of extensions that it does not know: they are none of the cells.
                warnings.simplefilter("ignore")
                book = openpyxl.load_workbook(
                    file, read_only=True, data_only=True, keep_links=False
                )
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                rows = _rows(sheet, original.name)
                first = list(islice(rows, _ABOVE))
                if not first:
                    continue
                at = header_at([row for _, row in first])
                names = [str(v if v is not None else "").strip() for v in first[at][1]]
                names = [name or f"column {i}" for i, name in enumerate(names, 1)]
                yield _Sheet(str(sheet.title), first[:at], names, chain(first[at + 1 :], rows))
        except Exception as error:  # openpyxl raises whatever it meets
            raise _unread(error, original.name) from None


def _unread(error: Exception, name: str) -> Exception:
    """What to raise where openpyxl raised *error* while it read the workbook *name*."""
    if isinstance(error, EditionError):
        return error
    said = " ".join(str(error).split())[:200] or type(error).__name__
    return broken(name, f"this workbook cannot be read: {said}")


def _rows(sheet: Any, name: str) -> Iterator[tuple[int, Sequence[Any]]]:
    empty = 0
    rows = iter(sheet.iter_rows(values_only=True))
    for number in count(1):
        try:  # it reads a row when it is asked for it
            row = next(rows)
        except StopIteration:
            return
        except Exception as error:
            raise _unread(error, name) from None
        if any(value is not None for value in row):
            empty = 0
            yield number, _trimmed(row)
        elif (empty := empty + 1) > _EMPTY:
            return


def _trimmed(row: Sequence[Any]) -> Sequence[Any]:
    """*row* without the empty cells at its end."""
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return row[:end]
