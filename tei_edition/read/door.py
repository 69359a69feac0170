"""The doors: what kinds of files are read, told by their content and never by their names.

A new door is a line in DOORS and a module. There are two sorts of them:

- a door for records has `recognises(head)`, which says whether a file that begins with the text *head* is
  of its kind, and `read(source)`, which gives what understanding begins with: the blocks of the text, its
  brackets uninterpreted, and the spans of the characters that are the format's own;
- a door for what becomes records has `recognises(original)` and `drafts(original)`, which yields a Draft
  (document/draft.py) for each record that is in it. It loads its libraries no earlier than that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.document.block import Block
from tei_edition.document.draft import Draft
from tei_edition.document.source import Source, Span
from tei_edition.read.kinds import foreign_kind
from tei_edition.read.original import Original


@dataclass(frozen=True, slots=True)
class Door:
    """A kind of file, by the module that reads it.

    Where it is no record, `instead` says what to do with it; `imports` is true where it gives drafts of
    records. A TEI document is neither: its `read` gives the tree.
    """

    name: str
    module: str
    instead: str = ""
    imports: bool = False
    #: Behind white space, its files begin with one of these (none: with anything): of others its module is not asked.
    begins: tuple[str, ...] = ()

    def _module(self) -> Any:
        return import_module(f"tei_edition.read.{self.module}")

    def recognises(self, original: Original) -> bool:
        """Whether *original* is of this kind."""
        if self.begins and not original.text_head.lstrip().startswith(self.begins):
            return False
        given = original if self.imports else original.text_head
        return bool(self._module().recognises(given))

    def read(self, source: Source) -> tuple[tuple[Block, ...], tuple[Span, ...]]:
        """The blocks of *source*, and the characters that are the format's own; EditionError as its module."""
        found: tuple[tuple[Block, ...], tuple[Span, ...]] = self._module().read(source)
        return found

    def drafts(self, original: Original) -> Iterator[Draft]:
        """The records that *original* holds; EditionError (I051, I052) where it cannot be read."""
        found: Iterator[Draft] = self._module().drafts(original)
        return found

    def shown(self, original: Original) -> list[str]:
        """What a dry run shows of *original* beside its kind: what each column is for, what a profile finds."""
        shown = getattr(self._module(), "shown", None)
        return list(shown(original)) if shown else []


def _import(name: str, module: str, *begins: str) -> Door:
    return Door(name, module, "use `tei-edition import` to make records from it", True, begins)


_TEI = Door(
    "TEI document",
    "tei",
    "it does not need to be converted: `tei-edition validate` checks it, `tei-edition render html` and `render pdf` "
    "show it, and `tei-edition record` turns it back into a record",
)
_MARKDOWN = Door("record in Markdown", "markdown")
#: The first that recognises a file reads it; Markdown is any text, and comes last.
DOORS = (
    _TEI,
    _import("an Excel sheet (.xlsx)", "sheet", "PK"),
    _import("a Word document (.docx)", "word", "PK"),
    _import("an OpenDocument text (.odt)", "opendocument", "PK"),
    _import("an RTF document", "rtf", "{\\rtf"),
    _import("a PDF", "pdf", "%PDF-"),
    _import("an HTML page", "page", "<"),
    _import("a JSON file", "objects", "{", "["),
    _import("a table (CSV or TSV)", "rows"),
    _MARKDOWN,
)


def door_for(original: Original) -> Door:
    """The door for *original*. Raises EditionError (I007) where no door reads its kind."""
    for door in DOORS[:-1]:
        if door.recognises(original):
            return door
    if kind := foreign_kind(original.head, original.text_head):
        message = f"this is {kind.name}, which is not supported"
        raise EditionError(Diagnostic("I007", message, original.name, hint=kind.hint))
    return DOORS[-1]


def door_of(data: str | bytes, name: str) -> Door:
    """The same for *data*, called *name* in messages."""
    return door_for(Original(name, content=data.encode() if isinstance(data, str) else data))


def record_door(data: str | bytes, name: str) -> Door:
    """The same for records alone: I007 for what is read, but is no record, too."""
    door = door_of(data, name)
    if door.instead:
        noun = door.name if door.imports else f"a {door.name}"
        message = f"this is {noun}, not a record"
        raise EditionError(Diagnostic("I007", message, name, hint=door.instead))
    return door
