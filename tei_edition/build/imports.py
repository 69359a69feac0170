"""Sources of other kinds as records: which files they are, the records in them, and what is told of both."""

from __future__ import annotations

import os
import pickle
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tei_edition import workers
from tei_edition.build.settings import Settings
from tei_edition.diagnostics import Diagnostic, EditionError, bug
from tei_edition.document.document import Record
from tei_edition.document.source import Source
from tei_edition.files import plain_files
from tei_edition.read.door import Door, door_for
from tei_edition.read.original import Original
from tei_edition.understand.record import read_record, record_id
from tei_edition.understand.remarks.rules import Conventions
from tei_edition.write.draft import MadeRecord, record_of

#: Names of files in a folder that are looked at for `import`; what they are, their content says.
SUFFIXES = (
    ".docx", ".odt", ".rtf", ".pdf", ".html", ".htm", ".xhtml", ".csv", ".tsv", ".xlsx", ".json", ".jsonl", ".ndjson",
)  # fmt: skip
#: Those of them that are documents where they lie among records. Pages and tables may lie there for other
#: reasons, and are named one by one.
DOCUMENTS = (".docx", ".odt", ".rtf")
#: So many passages that were left out are named, and all of more words than this.
_NAMED, _LARGE = 3, 200
#: What a record in Markdown has near its beginning.
_RECORD = re.compile(r"^\s*(?:#{1,6}\s|---\s*$|\*\*[^*\n]+\*\*|[^\n]+\n[=-]{3,}\s*$)", re.MULTILINE)
_COUNT = re.compile(r"\b(\d+) words\b")


def find_originals(source: Path, left_out: list[Diagnostic] | None = None) -> list[Path]:
    """The files of *source* to import: itself, or what a folder holds of SUFFIXES, at any depth, in order.

    Hidden files are left out, and what is no plain file of the folder, which goes into *left_out* (I020). Raises EditionError: I001 where it is not there, I005 where it holds none.
    """
    if not source.exists():
        raise EditionError(Diagnostic("I001", "there is no such file or folder", str(source)))
    if not source.is_dir():
        return [source]
    found: list[Path] = []
    for place, folders, names in os.walk(source):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            Path(place) / name
            for name in names
            if name.lower().endswith(SUFFIXES) and not name.startswith((".", "~$"))
        ]
    findings: list[Diagnostic] = [] if left_out is None else left_out
    found = list(plain_files(sorted(found), source, findings))
    if not found and not findings:
        message = f"this folder contains nothing to import ({', '.join(SUFFIXES)})"
        raise EditionError(Diagnostic("I005", message, str(source)))
    return found


class Importer:
    """Makes records of sources of other kinds, each under a safe name that no other has."""

    def __init__(self, settings: Settings | None = None, taken: Iterable[str] = ()) -> None:
        """*taken* are names that records of other sources have."""
        self._settings = settings or Settings()
        self._taken: set[str] = set(taken)

    def original(self, path: Path, data: bytes | None = None) -> Original:
        """The file at *path*, or *data* of that name, with what the settings say to doors."""
        said = dict(self._settings.doors)
        return Original(
            str(path), None if data is not None else path, data, said, self._settings.profiles
        )

    def records(self, original: Original, door: Door | None = None) -> Iterator[MadeRecord]:
        """The records that *original* holds, one after the other as they are read.

        One without a text comes, too: its `text` is empty. Raises EditionError: I007 where no import door reads it, I051 and I052 as the doors.
        """
        door = door or door_for(original)
        if not door.imports:
            raise EditionError(_no_import(door, original))
        is_any = False
        for draft in door.drafts(original):
            is_any = True
            name = self._name(draft.name or draft.title)
            made = record_of(draft, name)
            yield made if draft.blocks else replace(made, text="")
        if not is_any:
            message = "no record was made: there are no rows below the column names, or no entries"
            raise EditionError(Diagnostic("I052", message, original.name))

    def _name(self, wanted: str) -> str:
        name = record_id(None, wanted)
        made, count = name, 2
        while made in self._taken:
            made, count = f"{name}-{count}", count + 1
        self._taken.add(made)
        return made


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a source: the name of its door, what a dry run shows of it, and what is to be told."""

    door: str = ""
    shown: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    #: Where the records are, one pickled behind the other: a table may hold more than memory does.
    file: Path | None = None
    names: tuple[str, ...] = ()

    def records(self) -> Iterator[MadeRecord]:
        """The records that were made, one after the other."""
        if self.file is None:
            return
        with self.file.open("rb") as spilled, suppress(EOFError):
            while True:
                yield pickle.load(spilled)  # noqa: S301 - our own process wrote it a moment ago
        self.file.unlink()


@dataclass
class _Work:
    """Imports sources by their numbers and paths, in a process of its own; `taken` are the names that records have when it begins."""

    settings: Settings
    folder: Path
    taken: set[str]
    timeout: float
    show: bool

    def __call__(self) -> Callable[[tuple[int, Path]], Imported]:
        importer = Importer(self.settings, self.taken)
        return lambda task: self._imported(importer, *task)

    def _imported(self, importer: Importer, number: int, path: Path) -> Imported:
        from tei_edition.read import pandoc

        if self.timeout:
            pandoc.ends_by(time.monotonic() + self.timeout * _SHARE)
        door = ""
        shown: tuple[str, ...] = ()
        found: tuple[Diagnostic, ...] = ()
        names: list[str] = []
        file = self.folder / str(number)
        with file.open("wb") as spilled:
            try:
                original = importer.original(path)
                opened = door_for(original)
                door = opened.name
                if self.show:
                    shown = tuple(opened.shown(original))
                for made in importer.records(original, opened):
                    pickle.dump(made, spilled)
                    names.append(made.name)
            except EditionError as error:
                found = tuple(error.diagnostics)
            except Exception as error:  # one source never ends the run
                found = (bug(error, str(path)),)
        return Imported(door, shown, found, file, tuple(names))


#: What a program that is called may take of a source's time: it is to be ended before the process that called it.
_SHARE = 0.9


def imported(
    paths: Sequence[Path],
    settings: Settings | None = None,
    *,
    timeout: float = 0,
    show: bool = False,
) -> Iterator[Imported]:
    """What becomes of each of *paths*, in their order; one takes no more than *timeout* seconds (0: any).

    With *show* each has what a dry run shows.

    Where there is a limit, a process of its own works on them, which can be ended. EditionError (I052) where
    that cannot begin.
    """
    taken: set[str] = set()
    with TemporaryDirectory() as folder:
        work = _Work(settings or Settings(), Path(folder), taken, timeout, show)
        tasks = list(enumerate(paths))
        # One process at a time: the name that a record gets depends on those before it.
        answers = workers.run(tasks, work, timeout=timeout) if timeout else map(work(), tasks)
        try:
            for path, answer in zip(paths, answers, strict=True):
                if isinstance(answer, workers.Failure):
                    yield Imported(diagnostics=(_failed(answer, str(path)),))
                    continue
                taken.update(answer.names)
                yield answer
        except workers.StartError as error:
            message = f"the import process could not be started ({error.failure.detail})"
            raise EditionError(Diagnostic("I052", message, str(paths[0]))) from None


def _failed(failure: workers.Failure, name: str) -> Diagnostic:
    if failure.kind is workers.Kind.BUG:
        message = f"a bug in this program, not a mistake in the file: {failure.detail}"
        return Diagnostic("B001", message, name, hint="please report it, with the file")
    if failure.kind is workers.Kind.TIME:
        hint = "split the file, or raise the limit with --timeout"
        return Diagnostic("I052", f"reading this took {failure.detail}", name, hint=hint)
    return Diagnostic("I052", f"this could not be read: {failure.detail}", name)


def _no_import(door: Door, original: Original) -> Diagnostic:
    """Why a file that *door* reads is not imported: it is a record, a TEI document, or looks like neither."""
    if door.module == "markdown" and not _RECORD.search(original.text_head):
        message = "this is plain text, neither a table with column names nor a record in Markdown"
        hint = "name the columns in the first row, or write a header block as in the README"
        return Diagnostic("I007", message, original.name, hint=hint)
    message = f"this is a {door.name}; it does not need to be imported"
    return Diagnostic("I007", message, original.name, hint="use it as it is")


def told_of(made: MadeRecord, name: str) -> Iterator[Diagnostic]:
    """What is to be told of a record that was *made* of the source *name* (I050, I053)."""
    if not made.text:
        message = f"no record was made from “{made.title}”, because it has no text"
        yield Diagnostic("I053", message, name, place=made.source_place)
    if made.left_out:
        several = len(made.left_out)
        what = "1 passage is" if several == 1 else f"{several} passages are"
        # The longest first; a long one is never among those that are only counted.
        ordered = sorted(made.left_out, key=lambda p: -_length(p))
        named = max(_NAMED, sum(_length(p) > _LARGE for p in ordered))
        dots = "; …" if several > named else ""
        message = f"{what} left out: {'; '.join(ordered[:named])}{dots}"
        yield Diagnostic("I050", message, name, place=made.source_place)


def _length(passage: str) -> int:
    """How many words a *passage* that was left out is said to have; 0 where nothing is said."""
    found = _COUNT.search(passage)
    return int(found[1]) if found else 0


def read_made(made: MadeRecord, name: str, conventions: Conventions | None) -> Record:
    """The record that was *made* of the source *name*, read; its findings name places in the source.

    Raises EditionError as read_record, with such places.
    """
    try:
        record = read_record(made.text, name=f"{made.name}.md", conventions=conventions)
    except EditionError as error:
        raise EditionError(*located(error.diagnostics, made, name)) from None
    found = tuple(located(record.diagnostics, made, name))
    return replace(record, source=Source(name, record.source.text), diagnostics=found)


def located(diagnostics: Iterable[Diagnostic], made: MadeRecord, name: str) -> Iterator[Diagnostic]:
    """*diagnostics* of the record *made*, each at its place in the source *name*."""
    for each in diagnostics:
        place = made.place(each.position.line) if each.position else ""
        yield replace(each, source=name, position=None, place=place or made.source_place, fix=None)
