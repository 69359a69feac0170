"""Tables in text files (CSV, TSV): one record a row, read row by row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from functools import partial
from itertools import chain, islice

from tei_edition.document.draft import Draft
from tei_edition.read.columns import Mapped, header_at, is_known, is_text, map_columns
from tei_edition.read.original import Original, broken
from tei_edition.read.table import cells_of, drafts_of, lines_above

#: The last line of a head may be cut.
_ROWS = 20
_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 3
#: The name of a column: a word or a few.
_COLUMN = re.compile(r"[^\W\d][\w .#/()-]{0,60}")
_SIGNS = ",;\t"
#: So begins a record in Markdown, in which no names of columns are looked for below the first line.
_MARKDOWN = ("#", "---", "**")
#: So many columns whose use is known make a table.
_KNOWN = 2
#: The names of the columns are in one of so many rows.
_ABOVE = 10
#: No cell is longer, in characters.
_LONGEST = 50_000_000


def recognises(original: Original) -> bool:
    """Rows of as many cells each below names of columns, and no heading, without which there is no record."""
    head = original.text_head
    is_table = any(map(partial(_has_columns, head), _SIGNS)) or _has_even_rows(head)
    return is_table or _is_one_column(head)


def _has_columns(head: str, sign: str) -> bool:
    """Whether the first row of *head* names columns, and the next whole rows have as many cells."""
    names, others = _first_rows(head, sign)
    known = sum(map(is_known, names))
    few = len(names) < _FEWEST_COLUMNS and not len(names) == known == _KNOWN
    if few or not all(_COLUMN.fullmatch(name.strip()) for name in names):
        return False
    if known >= _KNOWN and all(row for row in others):
        return True  # whatever its rows are, they are those of a table
    return all(len(row) == len(names) for row in others) if others else _is_long(head, names, sign)


def _is_one_column(head: str) -> bool:
    """Whether *head* is a column of texts: its name, and cells below that are lines or quoted."""
    names, others = _first_rows(head, ",")
    is_named = len(names) == 1 and is_text(names[0])
    return is_named and bool(others) and head.split("\n")[1].strip() != "" and all(len(row) == 1 for row in others)  # fmt: skip


def _first_rows(head: str, sign: str) -> tuple[list[str], list[list[str]]]:
    try:
        rows = list(csv.reader(head.splitlines(keepends=True), delimiter=sign))
    except csv.Error:
        return [], []
    at = header_at(rows[:_ABOVE]) if not head.startswith(_MARKDOWN) else 0
    is_below = at > 0 and sum(map(is_known, rows[at])) >= _KNOWN
    rows = rows[at:] if is_below else rows
    names, others = (rows or [[]])[0], [row for row in rows[1:] if row]
    is_cut = len(head.encode()) >= 4000 or len(others) > 1
    return names, others[:-1] if is_cut else others


def _is_long(head: str, names: list[str], sign: str) -> bool:
    """Whether one row of as many columns as have *names* is longer than *head*."""
    return len(head) >= 1000 and len(names) >= 2 * _FEWEST_COLUMNS and sign in head


def _has_even_rows(head: str) -> bool:
    rows = [row for row in head.splitlines()[: _ROWS + 1] if row.strip()]
    rows = rows[:-1] if len(rows) > _FEWEST_ROWS else rows
    if len(rows) < _FEWEST_ROWS or any(
        row.lstrip().startswith(("#", "|", "*", ">")) for row in rows
    ):
        return False
    return any(
        rows[0].count(sign) > 1 and len({row.count(sign) for row in rows}) == 1 for sign in _SIGNS
    )


def columns_of(original: Original) -> Mapped:
    """What the columns of the table are for. Raises EditionError (I052) where it has none."""
    for _, names, _ in _tables(original):
        return map_columns(names, original.said.get("columns", {}))
    raise broken(original.name, "this table has no rows")


def shown(original: Original) -> list[str]:
    """What each column is for, a line each, as a dry run shows it; EditionError as columns_of."""
    return columns_of(original).lines()


def drafts(original: Original) -> Iterator[Draft]:
    """A draft for each row of the table *original*. Raises EditionError (I052) where it cannot be read."""
    mapped = columns_of(original)
    for above, names, rows in _tables(original):
        cells = ((f"row {number}", cells_of(names, row)) for number, row in rows)
        yield from drafts_of(cells, mapped, original, lines_above("", above))


_Row = tuple[int, list[str]]


def _tables(original: Original) -> Iterator[tuple[list[_Row], list[str], Iterator[_Row]]]:
    """What stands above the names of the columns, these, and the rows below, counted from 1 as spreadsheets do."""
    sign = _sign(original.text_head)
    before = csv.field_size_limit(_LONGEST)
    try:
        with original.open() as file:
            is_utf16 = original.head.startswith((b"\xff\xfe", b"\xfe\xff"))
            encoding = "utf-16" if is_utf16 else "utf-8-sig"
            text = io.TextIOWrapper(file, encoding=encoding, newline="")
            numbered = enumerate(csv.reader(text, delimiter=sign), 1)
            first = list(islice(numbered, _ABOVE))
            at = header_at([row for _, row in first])
            if first and first[at][1]:
                names = [name.strip() or f"column {i}" for i, name in enumerate(first[at][1], 1)]
                rows = chain(first[at + 1 :], numbered)
                yield first[:at], names, ((n, row) for n, row in rows if any(row))
    except UnicodeDecodeError as error:
        message = f"this table is not UTF-8 (byte 0x{error.object[error.start]:02x})"
        raise broken(original.name, message, "save it as “CSV UTF-8”") from None
    except csv.Error as error:
        raise broken(original.name, f"this table cannot be read: {error}") from None
    finally:
        csv.field_size_limit(before)


def _sign(head: str) -> str:
    """The sign between the cells of the table that begins with *head*."""
    first = "\n".join(head.split("\n", _ABOVE)[:_ABOVE])
    fitting = [sign for sign in _SIGNS if _has_columns(head, sign)]
    return max(fitting or _SIGNS, key=first.count)
