"""What is known of an edition from the builds before: a journal, which an interrupted build leaves as it was.

The results themselves are the files of the edition; the journal says of each source what was made of it, from
what, and how to tell whether the files are still those. It is kept in the cache folder, one journal a folder
that editions are built into. It may be deleted at any time, and a line that is broken, or cut short, is no line:
what it was about is made anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO
from zlib import crc32

from tei_edition import cache
from tei_edition.build.keys import digest
from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.files import reason_of, write_file

#: The layout of the lines: another number, and nothing is known.
_LAYOUT = b"tei-edition build 2"
#: What a line is about: a source, one that is known no longer, files that are about to be written, an output, where the
#: sources are.
_SOURCE, _GONE, _FILES, _OUTPUT, _HOME = b"S", b"G", b"F", b"O", b"H"
#: Between what decides whether a source has changed and what is told of it: no JSON of ours has it.
_APART = b"\t"
#: The file that is written before it is put in its place.
_NEW = ".tei-edition.new"
#: What is known of a source of which nothing is known.
_NOTHING = (b"", b"")
#: A file as it was written: its size, its time of change in nanoseconds, the key of its content.
Stamp = list[Any]


class Store:
    """The journal of the edition in the folder *out*."""

    def __init__(self, out: Path) -> None:
        """Read what is known."""
        self._out = out
        self._path = _journal_of(out)
        #: Of each source what is known of it, and what is told of it, which few builds look at.
        self._lines: dict[str, tuple[bytes, bytes]] = {}
        self._outputs: dict[str, bytes] = {}
        self._file: BinaryIO | None = None
        self._written = 0
        #: All files that builds have written, or were about to.
        self.files: set[str] = set()
        #: Where the sources are, as seen from the edition (folder.home_of); empty where nobody remembers.
        self.home = ""
        self._read()

    def source(self, name: str) -> dict[str, Any] | None:
        """What is known of the source *name*."""
        found: dict[str, Any] | None = _loaded(self._lines.get(name, _NOTHING)[0])
        return found

    def said(self, name: str) -> dict[str, Any]:
        """What there is to tell of the source *name*; empty where nothing is."""
        return _loaded(self._lines.get(name, _NOTHING)[1]) or {}

    def output(self, name: str) -> dict[str, Any] | None:
        """What is known of the edition's output *name*."""
        found: dict[str, Any] | None = _loaded(self._outputs.get(name))
        return found

    def begins(self, names: Iterable[str]) -> None:
        """Note that the files *names* are about to be written."""
        fresh = [name for name in names if name not in self.files]
        if fresh:
            self.files.update(fresh)
            self._append(_FILES, "", _dumped(fresh))

    def keep(
        self, name: str, known: Mapping[str, Any], said: Mapping[str, Any] | None = None
    ) -> None:
        """Keep what is *known* of the source *name*, and what is *said* of it (None: what was said before)."""
        known_before, said_before = self._lines.get(name, _NOTHING)
        self._past(known_before)
        told = said_before if said is None else _dumped(said) if said else b""
        self._lines[name] = _dumped(known), told
        self._append(_SOURCE, name, _APART.join(self._lines[name]))

    def keep_output(self, name: str, known: Mapping[str, Any]) -> None:
        """Keep what is *known* of the edition's output *name*."""
        self._past(self._outputs.get(name))
        self._outputs[name] = _dumped(known)
        self._append(_OUTPUT, name, self._outputs[name])

    def forget(self, name: str) -> None:
        """Know nothing more of the source *name*."""
        if (line := self._lines.pop(name, None)) is not None:
            self._past(line[0])
            self._append(_GONE, name, b"")

    def forget_output(self, name: str) -> None:
        """Know nothing more of the edition's output *name*."""
        self._past(self._outputs.pop(name, None))

    def _past(self, data: bytes | None) -> None:
        """Remember the files of a line that holds no longer."""
        self.files.update(filter(is_below, files_of(_loaded(data) or {})))

    def built_from(self, home: str) -> None:
        """Note that the sources are in *home*, as seen from the edition."""
        if home != self.home:
            self.home = home
            self._append(_HOME, home, b"")

    def forget_all(self) -> None:
        """Know only which files were written, so that they can be removed, and where the sources are."""
        for data in (*(line[0] for line in self._lines.values()), *self._outputs.values()):
            self._past(data)
        self._lines.clear()
        self._outputs.clear()
        if self._path is not None:
            with suppress(EditionError):
                files = _line(_FILES, "", _dumped(sorted(self.files)))
                write_file(self._path, b"".join([*self._head(), files]))

    def names(self) -> list[str]:
        """The sources of which anything is known."""
        return list(self._lines)

    def outputs(self) -> list[str]:
        """The edition's outputs of which anything is known."""
        return list(self._outputs)

    def finish(self, *, removed: bool) -> None:
        """The build is done; the journal is written anew where much of it is past, or files were *removed*."""
        self.close()
        live = len(self._lines) + len(self._outputs)
        if self._path and (removed or self._written > live + live // 2 + 20):
            lines = [_line(_SOURCE, name, _APART.join(d)) for name, d in self._lines.items()]
            lines += [_line(_OUTPUT, name, data) for name, data in self._outputs.items()]
            with suppress(EditionError):
                write_file(self._path, b"".join([*self._head(), *lines]))

    def _head(self) -> list[bytes]:
        """How the journal begins when it is written anew."""
        return [_LAYOUT + b"\n", *([_line(_HOME, self.home, b"")] if self.home else [])]

    def close(self) -> None:
        """Let go of the journal's file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    # --- the journal's file ---------------------------------------------------------------------

    def _read(self) -> None:
        if self._path is None:
            return
        with suppress(OSError), self._path.open("rb") as lines:
            if lines.readline().rstrip(b"\n") != _LAYOUT:
                return
            for line in lines:
                if found := _parsed(line.rstrip(b"\n")):
                    self._written += 1
                    self._take(*found)

    def _take(self, kind: bytes, name: str, data: bytes) -> None:
        if kind == _FILES:
            self.files.update(filter(is_below, _loaded(data) or ()))
        elif kind == _GONE:
            self._past(self._lines.pop(name, _NOTHING)[0])
        elif kind == _SOURCE:
            if name in self._lines:
                self._past(self._lines[name][0])
            known, _, said = data.partition(_APART)
            self._lines[name] = known, said
        elif kind == _OUTPUT:
            self._outputs[name] = data
        elif kind == _HOME:
            self.home = name

    def _append(self, kind: bytes, name: str, data: bytes) -> None:
        """Add a line; where that cannot be done, nothing is kept."""
        if self._path is None:
            return
        try:
            if self._file is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                is_whole = _ends_well(self._path)
                self._file = self._path.open("ab" if is_whole else "wb")
                if not is_whole:
                    self._file.write(_LAYOUT)
                # A line that was cut short ends here.
                self._file.write(b"\n")
            self._file.write(_line(kind, name, data))
            self._file.flush()
            self._written += 1
        except OSError as error:
            cache.noticed(error)
            self._path = None
            # What is left in the file's buffer could not be written when it is closed, either.
            file, self._file = self._file, None
            with suppress(OSError):
                if file is not None:
                    file.close()


def _ends_well(path: Path) -> bool:
    """Whether the file at *path* is a journal to which lines can be added."""
    try:
        with path.open("rb") as file:
            return file.read(len(_LAYOUT) + 1) == _LAYOUT + b"\n"
    except OSError:
        return False


def _line(kind: bytes, name: str, data: bytes) -> bytes:
    head = _dumped(name)
    body = b"%s %d %s%s" % (kind, len(head), head, data)
    return b"%08x %s\n" % (crc32(body), body)


def _parsed(line: bytes) -> tuple[bytes, str, bytes] | None:
    """Kind, name and data of a *line*; None where it is broken."""
    try:
        body = line[9:]
        if int(line[:8], 16) != crc32(body):
            return None
        kind, length, rest = body.split(b" ", 2)
        return kind, json.loads(rest[: int(length)]), rest[int(length) :]
    except (ValueError, IndexError):
        return None


def _dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()


def _loaded(data: bytes | None) -> Any:
    return json.loads(data) if data else None


def _journal_of(out: Path) -> Path | None:
    """The journal of the editions that are built into *out*; None where the user wants nothing kept."""
    folder = cache.place()
    if folder is None:
        return None
    return folder / "editions" / f"{digest(os.path.realpath(out))}.journal"


def files_of(known: Mapping[str, Any]) -> Iterable[str]:
    """The files that a line of a source or an output is about."""
    for document in known.get("documents", ()):
        for step in document["steps"].values():
            yield from step["files"]
        yield from (f"{document['id']}/{name}" for name in document["images"])
    yield from known.get("files", ())


# --- the edition's files ---------------------------------------------------------------------------


def is_below(name: str) -> bool:
    """Whether *name* is that of a file below the edition's folder, whoever wrote it into a journal."""
    pure = PurePosixPath(name)
    return bool(name) and not pure.is_absolute() and ".." not in pure.parts and "\\" not in name


def put(out: Path, name: str, data: bytes) -> Stamp:
    """Write the file *name* of the edition in *out*, whole or not at all; EditionError (I003) where that fails."""
    target = out / name
    try:
        if not is_below(name):
            raise ValueError("it would lie outside the edition")
        if os.path.islink(target):
            write_file(target, data)
        else:
            new = out / _NEW
            new.write_bytes(data)
            try:
                os.replace(new, target)
            except FileNotFoundError:
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(new, target)
        found = target.stat()
    except (OSError, ValueError) as error:
        message = f"the file cannot be written: {reason_of(error)}"
        raise EditionError(Diagnostic("I003", message, str(target))) from None
    return [found.st_size, found.st_mtime_ns, digest(data)]


def stamp_of(path: Path) -> Stamp:
    """The stamp of a file that somebody else wrote; OSError where there is none."""
    found = path.stat()
    return [found.st_size, found.st_mtime_ns, digest(path.read_bytes())]


def intact(out: Path, name: str, stamp: Stamp) -> Stamp | None:
    """The stamp of the file *name*, where it is as it was when it got this *stamp*; None where it is not."""
    try:
        found = os.stat(f"{out}/{name}")
        if found.st_size != stamp[0]:
            return None
        if found.st_mtime_ns == stamp[1]:
            return stamp
        fresh = stamp_of(out / name)
    except (OSError, ValueError):
        return None
    return fresh if fresh[2] == stamp[2] else None


def remove(out: Path, names: Iterable[str]) -> None:
    """Remove the files *names* of the edition in *out*, and folders that are empty then."""
    home = os.path.realpath(out)
    for name in filter(is_below, names):
        folder = (out / name).parent
        with suppress(OSError):
            # A folder that leads elsewhere is not the edition's.
            if os.path.realpath(folder) == os.path.join(home, os.path.relpath(folder, out)).rstrip(
                "/."
            ):
                (out / name).unlink()
                while folder != out:
                    folder.rmdir()
                    folder = folder.parent


def sweep(out: Path) -> None:
    """Remove what an interrupted build has left half written."""
    with suppress(OSError):
        (out / _NEW).unlink()
