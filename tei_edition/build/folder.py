"""The folder that an edition is built into: it is the edition's own, and says so."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.files import MARKER, is_edition, reason_of, write_file

_SAID = "tei-edition build writes this folder, and may overwrite its contents.\n"
#: What may lie in a folder that is empty otherwise: what keeps it in a repository, or tells a host of pages.
_HARMLESS = frozenset([".git", ".gitignore", ".gitattributes", ".gitkeep", ".nojekyll", "cname"])

#: The open files of the locks that this process has.
_held: set[int] = set()


def _let_go() -> None:
    """In a forked process: close its copies of the locks, which would stay as long as it lives."""
    for handle in _held:
        os.close(handle)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


def claim(folder: Path, *, overwrite: bool = False) -> None:
    """Make *folder*, and mark it as an edition's own.

    It may be new, empty but for a README, or an edition's already: by its marker, or by the files that every
    edition has. Raises EditionError: I031 where it holds anything else, unless it is to *overwrite* it; I003
    where it cannot be read or written.
    """
    try:
        names = {path.name for path in folder.iterdir()} if folder.exists() else set()
    except OSError as error:
        message = f"cannot build into this folder: {reason_of(error)}"
        raise EditionError(Diagnostic("I003", message, str(folder))) from None
    if not (overwrite or is_edition(folder)):
        foreign = sorted(n for n in names if n.casefold() not in _HARMLESS and not _is_readme(n))
        if foreign:
            message = f"this folder contains {foreign[0]}, which does not belong to an edition; nothing was built"
            hint = "name a new or empty folder, or build with --overwrite"
            raise EditionError(Diagnostic("I031", message, str(folder), hint=hint))
    if MARKER not in names:
        write_file(folder / MARKER, _SAID)


def keep_apart(folder: Path, home: str, earlier: str, lost: Collection[str]) -> None:
    """Do not replace the edition of other sources in *folder*: its documents would be withdrawn without a word.

    *home* is where the sources are, *earlier* where those of the last build were (home_of; empty where nobody
    remembers), and *lost* names the sources of that build that are not there now. A copy of the same sources
    elsewhere lacks none. Raises EditionError (I031).
    """
    if not earlier or home == earlier or not lost or not is_edition(folder):
        return
    name = os.path.relpath(os.path.realpath(os.path.join(folder, earlier)))
    message = f"this folder contains an edition made from {name}; nothing was built"
    hint = "name another folder with --out, or replace that edition with `build --overwrite`"
    raise EditionError(Diagnostic("I031", message, str(folder), hint=hint))


def home_of(source: Path, out: Path) -> str:
    """Where *source* is as seen from the folder *out*: a project that is moved as a whole has the same."""
    try:
        return Path(os.path.relpath(os.path.realpath(source), os.path.realpath(out))).as_posix()
    except ValueError:  # on another drive
        return Path(os.path.realpath(source)).as_posix()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Let no other build of this user write *folder* meanwhile; I036 where one does.

    The lock is a file in the folder for temporary files, which the system frees with the process that holds it.
    """
    name = blake2b(os.fsencode(os.path.realpath(folder)), digest_size=12).hexdigest()
    path = Path(gettempdir()) / f"tei-edition-{getattr(os, 'getuid', int)()}-{name}.lock"
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError:
        yield  # without a place for it there is no lock
        return
    _held.add(handle)
    try:
        if not _locks(handle):
            message = "another build is writing to this folder"
            hint = "wait until it has finished, or build into another folder"
            raise EditionError(Diagnostic("I036", message, str(folder), hint=hint))
        yield
    finally:
        if handle in _held:
            _held.remove(handle)
            os.close(handle)


def _locks(handle: int) -> bool:
    """Whether nobody else has the lock of the open file *handle*, which this process then has."""
    try:
        import fcntl
    except ImportError:  # pragma: no cover - Windows
        import msvcrt

        windows: Any = msvcrt
        try:
            windows.locking(handle, windows.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


def _is_readme(name: str) -> bool:
    return name.casefold().partition(".")[0] == "readme"
