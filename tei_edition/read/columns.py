"""What the columns of a table are for: said in edition.toml, or guessed by their names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

#: What a column may be for that is no field of the header.
ROLES = ("text", "title", "date", "id", "url")
#: The names of columns by what they are for, in small letters, words parted by blanks; the first that a table
#: has is taken. Other names become fields under a label of their own.
GUESSES: dict[str, tuple[str, ...]] = {
    "text": ("text body", "text", "body", "full text", "fulltext", "transcript", "transcription", "translation", "content", "document text"),
    "title": ("title", "document title", "name", "heading", "headline", "subject line"),
    "date": ("original publication date", "document date", "date", "date of document", "date created", "creation date", "dated", "datum", "date iso", "iso date", "date from", "date start", "date to", "date end"),
    "id": ("record id", "id", "identifier", "document id", "number", "no", "uuid"),
    "url": ("document url", "url", "link", "permalink", "uri", "address"),
    "Citation": ("citation", "cite as", "reference"),
    "source": ("source", "archive reference", "shelfmark", "call number", "archival source"),
    "contributors": ("document contributors", "contributors", "contributed by"),
    "translators": ("translators", "translator", "translated by"),
    "publisher": ("publisher",),
    "Summary": ("summary", "abstract", "description"),
    "Credits": ("credits", "credit", "acknowledgements", "acknowledgments"),
    "Rights": ("rights", "licence", "license", "copyright"),
    "Original Language": ("language", "original language", "languages", "original languages", "lang"),
    "Contents": ("contents", "kind of text"),
    "Authors": ("authors", "author", "creator", "creators"),
    "Places": ("associated places", "places", "place"),
    "Subjects": ("subjects discussed", "subjects", "keywords", "tags", "topics"),
    "People and Organizations": ("associated people orgs", "people orgs", "people", "persons", "associated people"),
    "Donors": ("donors", "donor"),
    "Classification": ("original classification", "classification"),
    "Archive Title": ("original archive title", "archive title", "original title"),
    "Upload Date": ("original upload date", "upload date"),
}  # fmt: skip
#: Of what a citation is made where no column holds one.
PARTS = ("source", "contributors", "translators", "publisher")
LEAVE_OUT = "leave-out"
_LABEL = 40


@dataclass(frozen=True, slots=True)
class Mapped:
    """What each column is for: columns by role or label, in the order of a record; `left_out` are named so.

    A `constant` is what every record says under a label.
    """

    columns: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    #: Columns that edition.toml names and the table does not have.
    missing: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """One line for each column, as `import --dry-run` shows them."""
        shown = [f"{name} -> {use}" for use, names in self.columns.items() for name in names]
        shown += [f"“{words}” -> {use}" for use, words in self.constants.items()]
        shown += [f"{name} -> left out" for name in self.left_out]
        return [
            *shown,
            *(f"{name} -> named in edition.toml, but not in the table" for name in self.missing),
        ]


def map_columns(names: Sequence[str], said: Mapping[str, Any]) -> Mapped:
    """What the columns called *names* are for; *said* is the table [columns] of edition.toml.

    There a role or label names its column, several, or words for every record behind a "=".
    """
    left = [name for name in names if name.strip()]
    columns: dict[str, list[str]] = {}
    constants: dict[str, str] = {}
    missing: list[str] = []
    for use, given in said.items():
        for name in [given] if isinstance(given, str) else given:
            if name.startswith("="):
                constants[use] = name[1:].strip()
            elif name in left:
                columns.setdefault(use, []).append(name)
                left.remove(name)
            else:
                missing.append(name)
    left_out = tuple(columns.pop(LEAVE_OUT, ()))
    folded: dict[str, str] = {}
    for name in left:
        folded.setdefault(_fold(name), name)
    for use, guesses in GUESSES.items():
        found = next((folded[guess] for guess in guesses if guess in folded), None)
        if use not in said and found is not None and found in left:
            columns[use] = [found]
            left.remove(found)
    _span(columns, left, folded)
    for name in left:
        columns.setdefault(label_of(name), []).append(name)
    order = [*GUESSES, *columns]
    ordered = {use: tuple(columns[use]) for use in dict.fromkeys(order) if use in columns}
    return Mapped(ordered, constants, left_out, tuple(missing))


def _span(columns: dict[str, list[str]], left: list[str], folded: Mapping[str, str]) -> None:
    """Where the date is that of a beginning, that of the end belongs to it."""
    end = folded.get("date to", folded.get("date end", ""))
    held = columns.get("date", [])
    if len(held) == 1 and _fold(held[0]) in _BEGINNINGS and end in left:
        columns["date"] = [*held, end]
        left.remove(end)


def is_known(name: str) -> bool:
    """Whether what a column called *name* is for can be guessed."""
    return _fold(name) in _KNOWN


def is_text(name: str) -> bool:
    """Whether a column called *name* holds texts, as its name says."""
    return _fold(name) in GUESSES["text"]


def header_at(rows: Sequence[Sequence[Any]]) -> int:
    """Which of *rows*, the first of a table, names its columns: the first, but for titles and banners above it."""
    said = [[str(cell).strip() for cell in row if str(cell or "").strip()] for row in rows]
    known = [sum(map(is_known, cells)) for cells in said]
    if not said or known[0] > 1:
        return 0
    best = max(range(len(said)), key=lambda at: (known[at], -at))
    if known[best] > 1 and all(map(_NAME.fullmatch, said[best])):
        return best
    if len(said[0]) > 1 or max(map(len, said)) < _FEW:
        return 0
    # A line of one cell above a row of names for all of the cells below.
    return (
        next((at for at, cells in enumerate(said) if len(cells) >= _FEW), 0)
        if _names_below(said)
        else 0
    )


def _names_below(said: Sequence[Sequence[str]]) -> bool:
    """Whether the first row of several cells names columns: the rows below it have no more, and it repeats nothing."""
    at = next(at for at, cells in enumerate(said) if len(cells) >= _FEW)
    names, others = said[at], said[at + 1 :]
    is_named = all(map(_NAME.fullmatch, names)) and len(set(names)) == len(names)
    return is_named and bool(others) and max(map(len, others)) <= len(names)


_BEGINNINGS = ("date from", "date start")
_NAME = re.compile(r"[^\W\d][\w .#/()-]{0,60}")
_FEW = 2
_KNOWN = frozenset(guess for guesses in GUESSES.values() for guess in guesses)


def label_of(name: str) -> str:
    """The label of a field that a column called *name* becomes: "box_no" is "Box no"."""
    words = re.sub(r"[\s_:*#]+", " ", name).strip()[:_LABEL].strip() or "Field"
    return words[0].upper() + words[1:]


def _fold(name: str) -> str:
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.sub(r"[\W_]+", " ", apart).lower().split())
