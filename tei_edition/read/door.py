"""The doors: what kinds of files are read, told by their content and never by their names.

A new door is a line in DOORS and a module with two functions: `recognises(head)` says whether a file that
begins with the text *head* is of its kind, and `read(source)` gives what understanding begins with: the
blocks of the text, its brackets uninterpreted, and the spans of the characters that are the format's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.document.block import Block
from tei_edition.document.source import Source, Span
from tei_edition.read.kinds import foreign_kind

#: So many bytes tell the kind of a file.
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Door:
    """A kind of file, by the module that reads it.

    Where it is no record (`instead` says what to do with it), its `read` gives the tree.
    """

    name: str
    module: str
    instead: str = ""

    def _module(self) -> Any:
        return import_module(f"tei_edition.read.{self.module}")

    def recognises(self, head: str) -> bool:
        """Whether a file that begins with *head* is of this kind."""
        return bool(self._module().recognises(head))

    def read(self, source: Source) -> tuple[tuple[Block, ...], tuple[Span, ...]]:
        """The blocks of *source*, and the characters that are the format's own; EditionError as its module."""
        found: tuple[tuple[Block, ...], tuple[Span, ...]] = self._module().read(source)
        return found


#: The first that recognises a file reads it; Markdown is any text, and comes last.
DOORS = (
    Door(
        "TEI document",
        "tei",
        "it needs no conversion: `tei-edition validate` checks it, `tei-edition render html` and `render pdf` "
        "show it, and `tei-edition record` writes the record that it is the encoding of",
    ),
    Door("record in Markdown", "markdown"),
)


def door_of(data: str | bytes, name: str) -> Door:
    """The door for *data*, called *name* in messages. Raises EditionError (I007) where no door reads its kind."""
    head = _head(data)
    if kind := foreign_kind(data[:_HEAD], head):
        message = f"this is {kind.name}, which is not read yet"
        raise EditionError(Diagnostic("I007", message, name, hint=kind.hint))
    return next(door for door in DOORS if door.recognises(head))


def record_door(data: str | bytes, name: str) -> Door:
    """The same for records alone: I007 for what is read, but is no record, too."""
    door = door_of(data, name)
    if door.instead:
        message = f"this is a {door.name}, not a record"
        raise EditionError(Diagnostic("I007", message, name, hint=door.instead))
    return door


def _head(data: str | bytes) -> str:
    """How *data* begins, as text."""
    if isinstance(data, str):
        return data[:_HEAD].removeprefix("\ufeff")
    start = data[:_HEAD]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start.decode("utf-16", "replace")
    return start.decode("utf-8-sig", "replace")
