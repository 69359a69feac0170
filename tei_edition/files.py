"""Reading files, and writing them whole or not at all; nothing is harmed that was there before."""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.diagnostics_files import shown

#: So many characters of a file's name are in that of its temporary file: the sum stays below what file systems allow.
_KEPT = 40

#: The file that says that a folder is an edition's own.
MARKER = ".tei-edition"
#: By these files an edition is known that was built before there were markers.
_OF_AN_EDITION = ("index.html", "assets/edition.css", "encoding/index.html")

#: How a system says that there is no room.
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
#: The sets that note which files are read, innermost last.
_reading: list[set[Path]] = []


@contextmanager
def noted() -> Iterator[set[Path]]:
    """The files that are asked for in this context (read_input), whether they are there or not."""
    found: set[Path] = set()
    _reading.append(found)
    try:
        yield found
    finally:
        _reading[:] = [other for other in _reading if other is not found]


def read_input(path: Path, name: str) -> bytes:
    """The bytes of the file at *path*; EditionError (I001 to I003) where there are none."""
    for found in _reading:
        found.add(path)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise EditionError(Diagnostic("I001", "there is no such file", name)) from None
    except IsADirectoryError:
        message = "this is a folder; a file is needed"
        raise EditionError(Diagnostic("I002", message, name)) from None
    except (OSError, ValueError) as error:
        message = f"the file cannot be read: {reason_of(error)}"
        raise EditionError(Diagnostic("I003", message, name)) from None


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
    with suppress(OSError, ValueError):
        if stat.S_ISREG(os.lstat(path).st_mode):  # of thousands this is asked
            return None
    try:
        if not path.is_file():
            # A link that leads nowhere is a file that is not there, and is reported as one.
            return None if path.is_symlink() and not path.exists() else "this is not a regular file"
        if home and path.is_symlink() and not path.resolve().is_relative_to(home):
            return "this is a link to a file outside the folder"
    except (OSError, RuntimeError) as error:
        return f"it cannot be accessed: {getattr(error, 'strerror', None) or 'the link refers to itself'}"
    return None


def is_plain(path: Path) -> bool:
    """Whether *path* leads to a plain file: reading any other, such as a FIFO or a device, may never end."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def is_edition(folder: Path) -> bool:
    """Whether an edition was built into *folder*."""
    return (folder / MARKER).is_file() or all((folder / name).is_file() for name in _OF_AN_EDITION)


def is_made(folder: Path) -> bool:
    """Whether *folder* holds no sources but what was made of them: an edition, or a bag (BagIt)."""
    return is_edition(folder) or (folder / "bagit.txt").is_file()


def reason_of(error: OSError | ValueError) -> str:
    """Why the system refused, in its words."""
    return str(getattr(error, "strerror", None) or error)


def is_full(error: BaseException | None) -> bool:
    """Whether *error* is that a disk, or the user's share of one, has no room."""
    return isinstance(error, OSError) and error.errno in _FULL


def source_date() -> int | None:
    """SOURCE_DATE_EPOCH, in seconds since 1970; None where it is not set, or says no time before the year 10000."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not (epoch.isascii() and epoch.isdecimal()):
        return None
    digits = epoch.lstrip("0") or "0"
    return int(digits) if len(digits) <= len(_LATEST) and digits.zfill(12) <= _LATEST else None


#: The last second of the year 9999.
_LATEST = "253402300799"


def write_file(path: Path, data: bytes | str) -> None:
    """Write *data* (str as UTF-8) to *path*: the whole file, or none of it.

    It is written beside its place and renamed into it, with the mode and, where the system lets us, the
    owner of the file that it replaces. Symbolic links are followed; devices and pipes are written to.
    Folders are made as needed. Raises EditionError (I003) where that cannot be done.
    """
    content = data.encode("utf-8", "replace") if isinstance(data, str) else data
    try:
        target = Path(os.path.realpath(path)) if path.is_symlink() else path
        before = _status(target)
        if before and not stat.S_ISREG(before.st_mode):
            target.write_bytes(content)  # a folder says itself that it is none
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, content, before)
    except (OSError, ValueError) as error:
        message = f"the file cannot be written: {reason_of(error)}"
        raise EditionError(Diagnostic("I003", message, str(path))) from None


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _replace(target: Path, content: bytes, before: os.stat_result | None) -> None:
    """Put *content* in the place of *target*, whose status was *before* (None: it is new)."""
    temporary = ""
    try:
        prefix = f".{target.name[:_KEPT]}."
        with NamedTemporaryFile(dir=target.parent, prefix=prefix, delete=False) as file:
            temporary = file.name
            file.write(content)
        if before:
            if hasattr(os, "chown"):
                with suppress(OSError):  # only root gives files away
                    os.chown(temporary, before.st_uid, before.st_gid)
            os.chmod(temporary, stat.S_IMODE(before.st_mode))
        else:
            # A temporary file is its owner's alone; what is published is for everybody to read.
            os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, target)
    except BaseException:  # an interruption, too, leaves nothing lying about
        with suppress(OSError):
            if temporary:
                os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class Names:
    """The files that a run reads and writes: it writes none twice, and none that it reads."""

    def __init__(self, inputs: Iterable[Path] = ()) -> None:
        self._inputs: dict[str, str] = {}
        self._taken: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        for path in inputs:
            self.reads(path)

    def reads(self, path: Path) -> None:
        """Remember that *path* is an input."""
        self._inputs[self._place(path)] = str(path)

    def take(self, path: Path, source: str) -> None:
        """Claim the place *path* for what is made of *source*.

        Raises EditionError: I004 where another file of this run has the place, though perhaps in other
        letters ("A.xml", "a.xml"), and I030 where it is that of an input. Devices and pipes can be shared.
        """
        try:
            place = self._place(path)
            if os.path.exists(path) and not os.path.isfile(path):
                return
        except ValueError as error:
            raise EditionError(Diagnostic("I003", str(error), source)) from None
        if place in self._inputs:
            message = f"{path} is an input, so it is not overwritten"
            raise EditionError(Diagnostic("I030", message, source))
        # Windows and macOS do not tell a from A: what is made here may be copied there.
        place = unicodedata.normalize("NFC", place).casefold()
        if (other := self._taken.setdefault(place, source)) != source:
            message = f"{path} was already written in this run, for {other}"
            hint = "change the name of one of them, or the number in the address at the end of its citation"
            raise EditionError(Diagnostic("I004", message, source, hint=hint))

    def _place(self, path: Path) -> str:
        """Where *path* really is; what its folder is, is found out once."""
        folder, name = os.path.split(path)
        if name in ("", ".", "..") or os.path.islink(path):
            return os.path.realpath(path)
        if folder not in self._folders:
            real = os.path.realpath(folder or os.curdir)
            if not os.path.isdir(real):  # it may be made meanwhile
                return os.path.join(real, name)
            self._folders[folder] = real
        return os.path.join(self._folders[folder], name)
