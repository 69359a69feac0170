"""Reading files, and writing them whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from tei_edition.diagnostics import Diagnostic, EditionError


def read_input(path: Path, name: str) -> bytes:
    """The bytes of the file at *path*; EditionError (I001 to I003) where there are none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise EditionError(Diagnostic("I001", "there is no such file", name)) from None
    except IsADirectoryError:
        message = "this is a directory; a file is wanted"
        raise EditionError(Diagnostic("I002", message, name)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise EditionError(Diagnostic("I003", f"the file cannot be read: {reason}", name)) from None


def write_file(path: Path, data: bytes | str) -> None:
    """Write *data* (str as UTF-8) beside *path* and rename it into place.

    Folders are made as needed. Raises EditionError (I003) where that cannot be done; no half
    file is left behind.
    """
    content = data.encode() if isinstance(data, str) else data
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = file.name
            file.write(content)
        # A temporary file is its owner's alone; what is published is for everybody to read.
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except OSError as error:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
        reason = error.strerror or str(error)
        message = f"the file cannot be written: {reason}"
        raise EditionError(Diagnostic("I003", message, str(path))) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
