"""The files attached to a PDF (ISO 32000-1, 7.11.4)."""

from __future__ import annotations

import io
import re
from pathlib import PurePosixPath

from tei_edition.diagnostics import Diagnostic, EditionError


def attached(pdf: bytes, name: str = "<pdf>") -> dict[str, bytes]:
    """The files attached to *pdf*, by a name that is safe to write to; *name* is what messages call it.

    Raises EditionError (P003) where *pdf* is no PDF that can be read, or carries no file.
    """
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            found = {
                _safe(key): document.attachments[key].get_file().read_bytes()
                for key in sorted(document.attachments)
            }
    except pikepdf.PasswordError:
        message = "this PDF is protected by a password"
        hint = "save it without a password, then extract its files"
        raise EditionError(Diagnostic("P003", message, name, hint=hint)) from None
    except (pikepdf.PdfError, ValueError, KeyError, TypeError) as error:
        raise EditionError(Diagnostic("P003", f"this PDF cannot be read: {error}", name)) from None
    if not found:
        raise EditionError(Diagnostic("P003", "no file is attached to this PDF", name))
    return found


def _safe(name: str) -> str:
    """A file name without a folder, of plain characters, and never hidden."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return re.sub(r"[^A-Za-z0-9._-]", "-", last).lstrip(".-") or "attached"
