"""A picture file in, a picture fit for page and print out: the one place that knows Pillow."""

from __future__ import annotations

import io
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

#: What is a picture and nothing else: an SVG may carry a script.
KINDS = (".avif", ".bmp", ".gif", ".jp2", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp")
#: Pillow's names of their formats; it opens no others.
_FORMATS = ("AVIF", "BMP", "GIF", "JPEG", "JPEG2000", "PNG", "TIFF", "WEBP")
#: Those that browsers show.
_OF_BROWSERS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")

#: The longer side of what is shown, in pixels: sharp on the page, and in print at 300 dpi.
LONGEST = 1600
#: The pixels that a picture may have: more are no scan, but a bomb for whoever unpacks them.
MAX_PIXELS = 120_000_000
#: The bytes that a picture may have.
MAX_BYTES = 300_000_000
#: A file of at most so many bytes is shown as it came, where it is not too wide either.
_LIGHT = 600_000


class NoPictureError(Exception):
    """Why a file is not shown, in words that follow "is not shown: "."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as page and print show it: JPEG or PNG, its size in pixels.

    `is_whole` says that it is the file itself; `is_of_browsers` that browsers show the file.
    """

    data: bytes
    suffix: str
    width: int
    height: int
    is_whole: bool
    is_of_browsers: bool


def shown(path: Path) -> Shown:
    """The picture in the file at *path*, made smaller where it is large; NoPictureError where it is none."""
    from PIL import Image

    try:
        if path.stat().st_size > MAX_BYTES:
            raise NoPictureError("the file is too large")
        with warnings.catch_warnings():
            # Pillow warns of what it refuses a little later; the bound is ours.
            warnings.simplefilter("ignore")
            with _silent(path), Image.open(path, formats=_FORMATS) as image:
                return _shown(image, path)
    except NoPictureError:
        raise
    except FileNotFoundError:
        raise NoPictureError("there is no such file") from None
    except Exception as error:  # a broken picture fails in as many ways as there are formats
        reason = (
            "it is damaged" if isinstance(error, OSError | SyntaxError) else type(error).__name__
        )
        raise NoPictureError(f"the file cannot be read as a picture ({reason})") from None


@contextmanager
def _silent(path: Path) -> Iterator[None]:
    """Keep what libtiff writes to standard error while it reads the file at *path*: it is no message of ours."""
    with path.open("rb") as file:
        is_tiff = file.read(2) in (b"II", b"MM")
    try:
        before = os.dup(2) if is_tiff else None
    except OSError:  # there is no standard error
        before = None
    if before is None:
        yield
        return
    sys.stderr.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)


def _shown(image: Image, path: Path) -> Shown:
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise NoPictureError(f"it is {width} × {height} pixels, which is too large to open")
    kind, by_browsers = image.format, image.format in _OF_BROWSERS
    if _is_light(image, path):
        image.load()  # what is cut short fails here, and not in the PDF
        suffix = ".png" if kind == "PNG" else ".jpg"
        return Shown(path.read_bytes(), suffix, width, height, True, by_browsers)
    image.draft("RGB", (LONGEST, LONGEST))
    data, suffix, size = _smaller(image)
    return Shown(data, suffix, *size, False, by_browsers)


def _is_light(image: Image, path: Path) -> bool:
    """Whether the file can be shown and printed as it is."""
    return (
        max(image.size) <= LONGEST
        and path.stat().st_size <= _LIGHT
        and (image.format, image.mode) in _AS_IT_CAME
        and not {"icc_profile", "transparency"} & set(image.info)
        and image.getexif().get(_ORIENTATION, 1) == 1
        and getattr(image, "n_frames", 1) == 1
    )


_AS_IT_CAME = {
    ("JPEG", "RGB"),
    ("JPEG", "L"),
    *(("PNG", m) for m in ("1", "L", "P", "RGB", "RGBA")),
}
_ORIENTATION = 0x0112


def _smaller(image: Image) -> tuple[bytes, str, tuple[int, int]]:
    """The first frame of *image*, upright, in sRGB, of the size that is shown: bytes, suffix, size."""
    from PIL import Image, ImageOps

    profile = image.info.get("icc_profile")
    is_drawn = image.format in ("PNG", "GIF") and image.mode in ("1", "P")
    whole = ImageOps.exif_transpose(image)
    clear = whole.has_transparency_data
    if whole.mode not in ("L", "RGB", "RGBA", "CMYK") or clear:
        whole = whole.convert("RGBA" if clear else "L" if whole.mode in ("1", "I;16") else "RGB")
    if profile:
        whole = _in_srgb(whole, profile)
    if whole.mode == "CMYK":
        whole = whole.convert("RGB")
    whole.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    whole.info = {}
    if clear or is_drawn:
        whole.save(out, "PNG", optimize=True)
        return out.getvalue(), ".png", whole.size
    whole.save(out, "JPEG", quality=82, progressive=True, optimize=True)
    return out.getvalue(), ".jpg", whole.size


def _in_srgb(image: Image, profile: bytes) -> Image:
    """*image* in the colours of the web; as it is where its *profile* cannot be understood."""
    from PIL import ImageCms

    if image.mode not in ("RGB", "CMYK"):
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        changed = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return changed or image
