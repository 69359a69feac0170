"""Which files the arguments of a command mean."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.diagnostics_files import shown


def files_of(arguments: Iterable[str], diagnostics: list[Diagnostic] | None = None) -> list[Path]:
    """The files that *arguments* mean: files, folders (their *.xml, at any depth), glob patterns.

    Each file once, those of a folder by name; hidden files and folders are left out. So is what is no plain
    file (a FIFO may never end) and what links out of the folder: it goes into *diagnostics* (I020).
    Raises EditionError: I001 where nothing is there, I005 where a folder or pattern holds nothing.
    """
    found: dict[Path, None] = {}
    left_out: list[Diagnostic] = [] if diagnostics is None else diagnostics
    for argument in arguments:
        path = Path(argument)
        if path.is_dir():
            before = len(left_out)
            inside = sorted(plain_files(_inside(path), path, left_out))
            if not inside and len(left_out) == before:
                message = "this folder contains no XML file (*.xml)"
                raise EditionError(Diagnostic("I005", message, shown(argument)))
        elif not path.exists() and glob.has_magic(argument):
            inside = _matching(argument, left_out)
        else:
            inside = [path]
        found.update(dict.fromkeys(inside))
    return list(found)


def _matching(pattern: str, left_out: list[Diagnostic]) -> list[Path]:
    matching = sorted(p for p in map(Path, glob.glob(pattern, recursive=True)) if not p.is_dir())
    if not matching:
        raise EditionError(Diagnostic("I005", "there is no file with this name", shown(pattern)))
    return list(plain_files(matching, None, left_out))


def _inside(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.lower().endswith(".xml") and not name.startswith("."):
                yield Path(place, name)


def plain_files(
    paths: Iterable[Path], folder: Path | None, left_out: list[Diagnostic]
) -> Iterator[Path]:
    """Those of *paths* that are plain files, and of *folder* where one is given; of the others I020 goes into *left_out*."""
    home = folder and folder.resolve()
    for path in paths:
        why = _why_not(path, home)
        if why:
            left_out.append(Diagnostic("I020", f"left out: {why}", shown(str(path))))
        else:
            yield path


def _why_not(path: Path, home: Path | None) -> str | None:
    try:
        if not path.is_file():
            # A link that leads nowhere is a file that is not there, and is reported as one.
            return None if path.is_symlink() and not path.exists() else "this is not a regular file"
        if home and path.is_symlink() and not path.resolve().is_relative_to(home):
            return "this is a link to a file outside the folder"
    except (OSError, RuntimeError) as error:
        return f"it cannot be examined: {getattr(error, 'strerror', None) or 'a link in a circle'}"
    return None
