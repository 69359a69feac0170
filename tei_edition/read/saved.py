"""The pictures that were saved with a page: files beside it, or data in its address."""

from __future__ import annotations

import base64
import binascii
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from tei_edition.read.original import Original

#: What is a picture and nothing else, by how it begins.
_KINDS = {
    b"\x89PNG\r\n": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif", b"RIFF": ".webp", b"II*\x00": ".tif",
    b"MM\x00*": ".tif",
}  # fmt: skip
_LARGEST = 50_000_000
#: A picture of fewer bytes is a dot that counts visits.
_SMALLEST = 200


def image_at(original: Original, src: str) -> tuple[str, bytes] | None:
    """The path (below "images/") and bytes of the picture at *src*; None where it is not at hand."""
    data = _of_data(src) if src.startswith("data:") else _of_file(original, src)
    if data is None or not _SMALLEST <= len(data) <= _LARGEST:
        return None
    ending = next((end for sign, end in _KINDS.items() if data.startswith(sign)), "")
    if not ending:
        return None
    name = PurePosixPath(unquote(urlsplit(src).path)).stem if not src.startswith("data:") else ""
    return f"images/{name or sha256(data).hexdigest()[:8]}{ending}", data


def _of_data(src: str) -> bytes | None:
    head, _, body = src.partition(",")
    if not head.startswith("data:image/") or not head.endswith(";base64"):
        return None
    try:
        return base64.b64decode(unquote(body), validate=False)
    except (binascii.Error, ValueError):
        return None


def _of_file(original: Original, src: str) -> bytes | None:
    """The bytes of a file in the folder of the page or below."""
    try:
        parts = urlsplit(src)
        if original.path is None or parts.scheme or parts.netloc or not parts.path:
            return None
        home = Path(original.path).parent.resolve()
        path = (home / unquote(parts.path)).resolve()
        if not path.is_relative_to(home) or not path.is_file() or path.stat().st_size > _LARGEST:
            return None
        return path.read_bytes()
    except (OSError, ValueError, RuntimeError):
        return None
