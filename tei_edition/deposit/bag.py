"""BagIt bags (RFC 8493): written file by file, and read again to see whether anything has changed.

The library `bagit` works on a folder that is there already, keeps all names in memory and dates its bags; it is
the outside judge of ours in the tests. Here each file is hashed while it is copied.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from tei_edition._version import __version__
from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.files import reason_of

DECLARATION = "bagit.txt"
INFO = "bag-info.txt"
PAYLOAD = "data"
_DECLARED = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_ALGORITHM = "sha512"
MANIFEST = f"manifest-{_ALGORITHM}.txt"
_TAG_MANIFEST = f"tagmanifest-{_ALGORITHM}.txt"
_BLOCK = 1 << 20
#: Checksums that other programs write into bags.
_ALGORITHMS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")


class Written:
    """A file that is being written: everything that goes into it is hashed."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._hash, self.size = file, hashlib.new(_ALGORITHM), 0

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self._hash.update(data)
        self.size += len(data)

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()


class BagWriter:
    """Writes a bag into the new folder *folder*; memory does not grow with its files."""

    def __init__(self, folder: Path) -> None:
        """Begin; EditionError (I003) where the folder cannot be written to."""
        self._folder = folder
        self._tags: list[tuple[str, str]] = []
        self._octets = self._count = 0
        with _writing(folder):
            folder.mkdir(parents=True)
            self._manifest = (folder / MANIFEST).open("wb")
        self._hashed = Written(self._manifest)

    @contextmanager
    def writing(self, name: str) -> Iterator[Written]:
        """The payload file *name* (below data/, with slashes), to be written piece by piece."""
        path = self._folder / PAYLOAD / name
        with _writing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                written = Written(file)
                yield written
            line = f"{written.digest}  {_quoted(f'{PAYLOAD}/{name}')}\n"
            self._hashed.write(line.encode())
        self._octets += written.size
        self._count += 1

    def add(self, name: str, data: bytes | str) -> int:
        """Write the payload file *name*; its size in bytes."""
        with self.writing(name) as file:
            file.write(data.encode() if isinstance(data, str) else data)
        return file.size

    def copy(self, name: str, path: Path) -> int:
        """Copy the file *path* to the payload file *name*; its size in bytes."""
        with self.writing(name) as file, path.open("rb") as given:
            while block := given.read(_BLOCK):
                file.write(block)
        return file.size

    def names(self) -> Iterator[str]:
        """The names of the payload files written so far, below data/, in their order."""
        self._manifest.flush()
        with (self._folder / MANIFEST).open("rb") as lines:
            for line in lines:
                yield _entry(line.decode())[1].removeprefix(f"{PAYLOAD}/")

    def finish(self, info: Iterable[tuple[str, str]]) -> None:
        """Write the tag files; *info* are the fields of bag-info.txt. EditionError (I003) where that fails."""
        self._manifest.close()
        self._tags.append((self._hashed.digest, MANIFEST))
        fields = [
            *((name, " ".join(value.split())) for name, value in info if value.strip()),
            ("Bag-Software-Agent", f"tei-edition {__version__}"),
            ("Payload-Oxum", f"{self._octets}.{self._count}"),
        ]
        self._tag(DECLARATION, _DECLARED)
        self._tag(INFO, "".join(f"{name}: {value}\n" for name, value in fields))
        lines = (f"{digest}  {name}\n" for digest, name in sorted(self._tags, key=lambda t: t[1]))
        self._tag(_TAG_MANIFEST, "".join(lines))

    def close(self) -> None:
        """Let go of the files; safe after finish()."""
        self._manifest.close()

    def _tag(self, name: str, text: str) -> None:
        data = text.encode()
        with _writing(self._folder / name):
            (self._folder / name).write_bytes(data)
        self._tags.append((hashlib.new(_ALGORITHM, data).hexdigest(), name))


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        message = f"the file cannot be written: {reason_of(error)}"
        raise EditionError(Diagnostic("I003", message, str(path))) from None


def _quoted(name: str) -> str:
    """*name* as a manifest has it: line ends and the sign that quotes them are quoted (RFC 8493, 2.1.3)."""
    return name.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _unquoted(name: str) -> str:
    for quoted, sign in (("%0D", "\r"), ("%0d", "\r"), ("%0A", "\n"), ("%0a", "\n"), ("%25", "%")):
        name = name.replace(quoted, sign)
    return name


def _entry(line: str) -> tuple[str, str]:
    """Checksum and name in a *line* of a manifest; ValueError where it is none."""
    digest, name = line.rstrip("\r\n").split(None, 1)
    return digest.lower(), _unquoted(name.removeprefix("*"))


# --- reading a bag again ---------------------------------------------------------------------------


def is_bag(folder: Path) -> bool:
    """Whether *folder* says that it is a bag."""
    return (folder / DECLARATION).is_file()


def verify(bag: Path) -> Iterator[Diagnostic]:
    """What has happened to the files of the bag in the folder *bag*; nothing where all are as they were packed.

    D010 for each that has changed, D011 for each that is missing, D012 for each that was added, D013 where the
    bag itself cannot be understood. Nothing but the bag is needed, and it may be anybody's.
    """
    if not is_bag(bag):
        yield Diagnostic(
            "D013", f"this folder contains no {DECLARATION}, so it is not a bag", str(bag)
        )
        return
    manifests = {
        kind: [a for a in _ALGORITHMS if (bag / f"{kind}-{a}.txt").is_file()]
        for kind in ("manifest", "tagmanifest")
    }
    if not manifests["manifest"]:
        yield Diagnostic(
            "D013", "this bag has no manifest with a supported type of checksum", str(bag)
        )
        return
    for kind, algorithms in manifests.items():
        for algorithm in algorithms:
            yield from _held_against(bag, f"{kind}-{algorithm}.txt", algorithm)


def _held_against(bag: Path, manifest: str, algorithm: str) -> Iterator[Diagnostic]:
    listed: set[str] = set()
    faults: list[Diagnostic] = []
    for digest, name in _entries(bag / manifest, faults):
        listed.add(name)
        yield from _one(bag, name, digest, algorithm)
    yield from faults
    if manifest.startswith("manifest"):
        for name in _payload(bag):
            if name not in listed:
                message = f"{name} is not in {manifest}; it was added later"
                yield Diagnostic("D012", message, str(bag / name))


def _entries(manifest: Path, faults: list[Diagnostic]) -> Iterator[tuple[str, str]]:
    try:
        with manifest.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    digest, name = _entry(line.decode("utf-8-sig"))
                    if not _is_below(name):
                        raise ValueError
                    yield digest, name
                except ValueError:
                    message = f"line {number} does not name a file in the bag"
                    faults.append(Diagnostic("D013", message, str(manifest)))
    except OSError as error:
        faults.append(Diagnostic("D013", f"it cannot be read: {reason_of(error)}", str(manifest)))


def _is_below(name: str) -> bool:
    pure = PurePosixPath(name)
    return (
        not pure.is_absolute() and ".." not in pure.parts and "\\" not in name and "\0" not in name
    )


def _one(bag: Path, name: str, digest: str, algorithm: str) -> Iterator[Diagnostic]:
    path = bag / name
    if not path.exists():
        yield Diagnostic("D011", f"{name} is missing", str(path))
    elif not path.resolve().is_relative_to(bag.resolve()):
        yield Diagnostic("D013", f"{name} points outside the bag", str(path))
    elif not path.is_file():
        yield Diagnostic("D013", f"{name} is not a file", str(path))
    else:
        try:
            found = _digest(path, algorithm)
        except OSError as error:
            yield Diagnostic("D013", f"{name} cannot be read: {reason_of(error)}", str(path))
            return
        if found != digest:
            yield Diagnostic("D010", f"{name} has changed: its {algorithm} is different", str(path))


def _digest(path: Path, algorithm: str) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, algorithm).hexdigest()


def _payload(bag: Path) -> Iterator[str]:
    for place, folders, names in os.walk(bag / PAYLOAD):
        folders.sort()
        for name in sorted(names):
            yield (Path(place) / name).relative_to(bag).as_posix()
