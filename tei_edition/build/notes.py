"""What is kept of each master: the record that it was made of, and what that said then."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tei_edition.build.keys import digest
from tei_edition.diagnostics import Diagnostic
from tei_edition.files import read_input

#: Where, in a folder of masters, it is kept what they were made of.
KEPT = ".masters"


@dataclass(frozen=True, slots=True)
class Note:
    """What a master was made of: the path of its record, seen from the folder of masters, and its digest."""

    source: str
    digest: str

    def written(self) -> bytes:
        """The note as the file that it is."""
        said = {"digest": self.digest, "source": self.source}
        return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def read_note(master: Path) -> Note | None:
    """What the file *master* was made of; None where that is not known."""
    try:
        said = json.loads(note_of(master).read_bytes())
        note = Note(str(said["source"]), str(said["digest"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return None if "\0" in note.source else note


def note_of(master: Path) -> Path:
    """Where it is kept what the file *master* was made of."""
    return master.parent / KEPT / f"{master.stem}.json"


def stale(record: Path, master: Path) -> Diagnostic:
    """What to tell of a *record* that has changed since its *master* was made of it."""
    message = f"this record has changed since the master {master} was made from it"
    hint = f"tei-edition convert {record} --into {master.parent} --update merges the changes"
    return Diagnostic("I060", message, str(record), hint=hint)


def parted(record: Path, master: Path) -> str:
    """What to do where *master* is one, and *record* its record that is no longer where it was; else empty."""
    if master.suffix.lower() != ".xml" or record.suffix.lower() == ".xml":
        return ""
    note = read_note(master)
    if note is None or (master.parent / note.source).exists():
        return ""
    again = f"tei-edition convert {record} --into {master.parent} --update"
    return f"if {record} was moved and {master} is its master, run `{again}` again"


def _has_notes(folder: Path) -> bool:
    """Whether *folder* may be one of masters."""
    return (folder / KEPT).exists()


def masters_first(files: Iterable[Path]) -> tuple[list[Path], list[Diagnostic]]:
    """*files* without the records whose masters are among them, and what to tell of that.

    That masters win is said once (I065); each record that has changed since is named (I060).
    """
    files = list(files)
    if not any(map(_has_notes, {path.parent for path in files})):
        return files, []
    places = {os.path.realpath(path): path for path in files}
    left: dict[Path, Path] = {}
    found: list[Diagnostic] = []
    for master in files:
        note = read_note(master) if master.suffix.lower() == ".xml" else None
        record = places.get(os.path.realpath(master.parent / note.source)) if note else None
        if record is None or note is None or record == master:
            continue
        left[record] = master
        if digest(read_input(record, str(record))) != note.digest:
            found.append(stale(record, master))
    if left:
        first = next(iter(left))
        one = len(left) == 1
        message = (
            f"{len(left)} {'record is' if one else 'records are'} left out, because {'its master is' if one else 'their masters are'} "
            f"published: {left[first]} instead of {first}{'' if one else ', and others'}"
        )
        hint = 'edit the masters; allow = ["I065"] in edition.toml hides this message'
        found.insert(0, Diagnostic("I065", message, str(left[first].parent), hint=hint))
    return [path for path in files if path not in left], found
