"""What is costly to make and is kept from run to run: compiled schemas and stylesheets.

An entry is found by the hash of all that it was made from, the program's version included, and is
sealed with a key that only the user's own account can read. What is not sealed so, cut short or put
there by somebody else, is not an entry; it is made anew.
"""

from __future__ import annotations

import hmac
import os
import secrets
import shutil
import stat
import tempfile
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from tei_edition._version import __version__
from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.files import is_full, write_file

#: The folder to keep entries in, instead of the platform's; "off" for none.
VARIABLE = "TEI_EDITION_CACHE"

_SEAL = sha256().digest_size
#: The bytes of a key.
_KEY = 32
#: Less room than this, in bytes, is none: most entries are as large.
_LEAST = 64 * 1024
#: The folders in which this process could not keep something.
_full: set[Path] = set()


def name_of(*parts: bytes | str) -> str:
    """The name of what is made from *parts* by this version of the program."""
    digest = sha256(__version__.encode())
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def get(name: str) -> bytes | None:
    """The entry called *name*; None where there is none, or none of ours."""
    folder = _folder()
    key = folder and _key(folder)
    if not folder or not key:
        return None
    try:
        sealed = (folder / name).read_bytes()
    except OSError:
        return None
    seal, data = sealed[:_SEAL], sealed[_SEAL:]
    return data if hmac.compare_digest(seal, _seal(key, name, data)) else None


def put(name: str, data: bytes) -> None:
    """Keep *data* under *name*; where that cannot be done, nothing is kept."""
    folder = _folder()
    key = folder and _key(folder)
    if folder and key:
        try:
            write_file(folder / name, _seal(key, name, data) + data)
        except EditionError as error:
            noticed(error.__context__)


def noticed(error: BaseException | None) -> None:
    """Remember that *error* kept something from being kept, if it is that the folder has no room."""
    if is_full(error) and (folder := _folder()):
        _full.add(folder)


def trouble() -> list[Diagnostic]:
    """What is to be told of the folder at the end of a run: that it has no room (I037).

    What another process could not keep is told by the room that is left.
    """
    folder = _folder()
    if folder is None or not (folder in _full or _room(folder) < _LEAST):
        return []
    _full.discard(folder)
    message = "the cache folder is full: this run continued without a cache"
    hint = f"free some space there, or name another folder in {VARIABLE} (“off” for no cache)"
    return [Diagnostic("I037", message, str(folder), hint=hint)]


def _room(folder: Path) -> int:
    """How many bytes can be written in *folder*; many, where it is not there, or the system does not say."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return _LEAST


def place() -> Path | None:
    """The folder that entries are kept in; None where the user wants none."""
    return _folder()


def is_usable() -> bool:
    """Whether entries can be kept; the folder and its key are made where they are not there yet."""
    folder = _folder()
    return folder is not None and _key(folder) is not None and os.access(folder, os.W_OK)


def _seal(key: bytes, name: str, data: bytes) -> bytes:
    return hmac.digest(key, name.encode() + b"\0" + data, "sha256")


def _folder() -> Path | None:
    named = os.environ.get(VARIABLE, "")
    if named == "off":
        return None
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("tei-edition", appauthor=False)


@lru_cache(maxsize=4)
def _key(folder: Path) -> bytes | None:
    """The user's key in *folder*, made where there is none; None where others could know it."""
    path = folder / "key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _make_key(path)
        if os.name == "posix":
            found = path.lstat()
            private = not stat.S_IMODE(found.st_mode) & 0o077
            if not (stat.S_ISREG(found.st_mode) and found.st_uid == os.getuid() and private):
                return None
        key = path.read_bytes()
        if len(key) != _KEY:  # cut short, by a full disk perhaps: what it sealed is made anew
            path.unlink()
            _make_key(path)
            key = path.read_bytes()
    except OSError as error:
        noticed(error)
        return None
    return key if len(key) == _KEY else None


def _make_key(path: Path) -> None:
    """Put a new key at *path*, whole or not at all; one that somebody else has put there meanwhile stays."""
    file, temporary = tempfile.mkstemp(dir=path.parent, prefix=".key.")
    try:
        with os.fdopen(file, "wb") as out:
            out.write(secrets.token_bytes(_KEY))
        with suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        os.unlink(temporary)
