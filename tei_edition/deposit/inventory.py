"""The documents of a deposit as a table (CSV) that any program opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from tei_edition.deposit.held import Held

NAME = "documents.csv"
COLUMNS = (
    "id", "title", "authors", "translators", "date", "language", "original_language", "archive", "shelfmark", "licence",
    "identifier", "page", "source", "tei", "pdf", "pictures",
)  # fmt: skip


def row(document: Held, address: str = "") -> Iterable[str]:
    """What the table says of *document*, a value for each of COLUMNS; *address* is that of the edition on the web."""
    entry = document.entry
    names: dict[str, list[str]] = {kind: [] for kind in ("tei", "pdf", "picture")}
    for name, _, kind in document.files():
        names[kind].append(name)
    return (
        entry.id,
        entry.title,
        "; ".join(author.name for author in entry.authors),
        "; ".join(dict.fromkeys(m.name for m in document.makers if m.kind == "Translator")),
        "/".join(dict.fromkeys(filter(None, (entry.date, entry.end)))),
        entry.languages[0] if entry.languages else "",
        entry.original,
        entry.archive,
        entry.shelfmark,
        document.licence_address or document.licence,
        next(
            (number for kind, number in document.identifiers if kind.upper() in ("DOI", "ARK")), ""
        )
        or entry.url,
        f"{address}{entry.address}" if address else "",
        f"sources/{entry.source}" if entry.source else "",
        *names["tei"],
        "".join(names["pdf"]),
        str(len(names["picture"])),
    )


def line(values: Iterable[str]) -> bytes:
    """*values* as a line of the table. Programs for sheets take no value for a formula."""
    text = io.StringIO()
    safe = (f"'{value}" if value[:1] in tuple("=+-@\t\r") and value else value for value in values)
    csv.writer(text, lineterminator="\n").writerow([" ".join(value.split()) for value in safe])
    return text.getvalue().encode("utf-8", "replace")
