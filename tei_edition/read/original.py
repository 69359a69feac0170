"""A source that is no record: its bytes, how it begins, what a zip holds, and what the project says of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.files import read_input, reason_of
from tei_edition.resources import install

#: So many bytes tell the kind of a file.
HEAD = 4096
#: A zip of more members is no document.
_MEMBERS = 20_000
#: What a document may unpack to, in bytes; and, where it is large, in times of its size.
_LARGEST, _LARGE, _RATIO = 2_000_000_000, 100_000_000, 200
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True)
class Original:
    """A file, or the bytes of one, with its *name* for messages.

    `said` is what edition.toml says to doors, by table: `columns` for tables, `styles` for documents of
    word processors (name of a style to kind of block).
    """

    name: str
    path: Path | None = None
    content: bytes | None = None
    said: Mapping[str, Any] = field(default_factory=dict)
    #: Files of more profiles of sites than those that come with the package.
    profiles: tuple[Path, ...] = ()

    @cached_property
    def head(self) -> bytes:
        """The first bytes; EditionError (I001 to I003) where the file cannot be read."""
        if self.content is not None:
            return self.content[:HEAD]
        with self.open() as file:
            return file.read(HEAD)

    @cached_property
    def text_head(self) -> str:
        """How it begins, as text."""
        if self.head.startswith((b"\xff\xfe", b"\xfe\xff")):
            return self.head.decode("utf-16", "replace")
        return self.head.decode("utf-8-sig", "replace")

    @cached_property
    def members(self) -> frozenset[str]:
        """The names in it where it is a zip; none where it is not, or is broken."""
        if not self.head.startswith(_ZIP):
            return frozenset()
        try:
            with self.open() as file, zipfile.ZipFile(file) as archive:
                names = archive.namelist()
                return frozenset(names[:_MEMBERS])
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return frozenset()

    @cached_property
    def data(self) -> bytes:
        """All its bytes; EditionError as read_input."""
        if self.content is not None:
            return self.content
        return read_input(self._path(), self.name)

    @property
    def stem(self) -> str:
        """Its name without folder and ending: what a record may be called that is made of it."""
        return Path(self.name).stem or "record"

    def unpacked(self) -> zipfile.ZipFile:
        """It as a zip, looked at before anything of it is unpacked.

        Raises EditionError (I052) where it is broken, or would fill the machine.
        """
        try:
            archive = zipfile.ZipFile(self.open())
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise broken(self.name, f"this file is damaged: {error}") from None
        members = archive.infolist()
        size, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
        is_bomb = size > _LARGEST or (size > _LARGE and size > _RATIO * max(packed, 1))
        if is_bomb or len(members) > _MEMBERS:
            raise broken(
                self.name, f"this file would unpack to {size:,} bytes, so it was not opened"
            )
        return archive

    def open(self) -> BinaryIO:
        """It, to be read piece by piece; EditionError (I001 to I003) where it cannot be."""
        if self.content is not None:
            return io.BytesIO(self.content)
        path = self._path()
        try:
            return path.open("rb")
        except (FileNotFoundError, IsADirectoryError):
            read_input(path, self.name)  # it says what is wrong
            raise
        except (OSError, ValueError) as error:
            message = f"the file cannot be read: {reason_of(error)}"
            raise EditionError(Diagnostic("I003", message, self.name)) from None

    def _path(self) -> Path:
        return self.path if self.path is not None else Path(self.name)


def needed(module: str, extra: str, name: str) -> Any:
    """The *module* of a library that only some doors need; EditionError (I051) where it is not installed.

    *extra* is the extra of the package that brings it, *name* the source for messages.
    """
    try:
        return import_module(module)
    except ImportError:
        message = f"reading this file needs the library {module.partition('.')[0]}, which is not installed"
        hint = install(extra)
        raise EditionError(Diagnostic("I051", message, name, hint=hint)) from None


def broken(name: str, what: str, hint: str | None = None) -> EditionError:
    """The error (I052) for the source *name* that its door cannot read: *what* is wrong."""
    return EditionError(Diagnostic("I052", what, name, hint=hint))
