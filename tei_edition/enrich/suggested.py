"""The list of names that a register may want, as the table that an editor ticks."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from tei_edition.enrich.forms import folded
from tei_edition.enrich.register import COLUMNS
from tei_edition.enrich.suggest import Suggestion
from tei_edition.enrich.tables import guarded

#: The columns of a list of suggestions: those of a register's table, and what the editor decides by.
SUGGESTED = ("keep", *COLUMNS[:4], "count", "reason", "passages")


def table_of_suggestions(rows: Sequence[Suggestion]) -> str:
    """*rows* as a table (CSV) in which an editor ticks what to keep; a register is read from it as it is."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(SUGGESTED)
    taken: set[str] = set()
    for row in rows:
        identifier = _identifier(row.name, taken)
        cells = (row.name, "|".join(row.forms), row.count, row.reason, " … ".join(row.passages))
        writer.writerow(["", identifier, row.kind, *(guarded(str(cell)) for cell in cells)])
    return out.getvalue()


def _identifier(name: str, taken: set[str]) -> str:
    base = re.sub(r"[^a-z0-9]+", "-", folded(name.split(",")[0])).strip("-") or "name"
    base = base if base[0].isalpha() else f"n{base}"
    found, number = base, 1
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    taken.add(found)
    return found
