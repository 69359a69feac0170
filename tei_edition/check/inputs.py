"""Which files the arguments of a command mean."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.diagnostics_files import shown
from tei_edition.files import is_made, plain_files


def files_of(
    arguments: Iterable[str],
    diagnostics: list[Diagnostic] | None = None,
    made: list[Path] | None = None,
) -> list[Path]:
    """The files that *arguments* mean: files, folders (their *.xml, at any depth), glob patterns.

    Each file once, those of a folder by name; hidden files and folders are left out. So is what is no plain
    file (a FIFO may never end) and what links out of the folder: it goes into *diagnostics* (I020). Nor is a
    folder searched that was made of sources, an edition or a bag in a folder that is named: it goes into *made*. Raises EditionError: I001 where nothing is there, I005 where a folder or pattern holds nothing.
    """
    found: dict[Path, None] = {}
    left_out: list[Diagnostic] = [] if diagnostics is None else diagnostics
    skipped: list[Path] = [] if made is None else made
    for argument in arguments:
        path = Path(argument)
        if path.is_dir():
            before = len(left_out), len(skipped)
            inside = sorted(plain_files(_inside(path, skipped), path, left_out))
            if not inside and len(left_out) == before[0]:
                raise _empty(argument, skipped[before[1] :])
        elif not path.exists() and glob.has_magic(argument):
            inside = _matching(argument, left_out)
        else:
            inside = [path]
        found.update(dict.fromkeys(inside))
    return list(found)


def _empty(folder: str, made: list[Path]) -> EditionError:
    message = "this folder contains no XML file (*.xml)"
    if not made:
        return EditionError(Diagnostic("I005", message, shown(folder)))
    hint = f"name the edition itself to validate it: {shown(str(made[0]))}"
    message += " except those of editions built in it"
    return EditionError(Diagnostic("I005", message, shown(folder), hint=hint))


def _matching(pattern: str, left_out: list[Diagnostic]) -> list[Path]:
    matching = sorted(p for p in map(Path, glob.glob(pattern, recursive=True)) if not p.is_dir())
    if not matching:
        raise EditionError(Diagnostic("I005", "there is no file with this name", shown(pattern)))
    return list(plain_files(matching, None, left_out))


def _inside(folder: Path, made: list[Path]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        seen = [name for name in sorted(folders) if not name.startswith(".")]
        folders[:] = [name for name in seen if not is_made(Path(place, name))]
        made += [Path(place, name) for name in seen if name not in folders]
        for name in names:
            if name.lower().endswith(".xml") and not name.startswith("."):
                yield Path(place, name)
