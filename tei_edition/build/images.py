"""The images that a TEI file names relative to itself: they go with it into the edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urldefrag

from lxml import etree

#: What is a picture and nothing else: an SVG may carry a script.
_KINDS = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp")


def named_images(tree: etree._ElementTree) -> list[str]:
    """The images that *tree* names (@facs, @url) relative to itself, without what leads out of its folder."""
    found: dict[str, None] = {}
    for address in _addresses(tree):
        name = unquote(urldefrag(address)[0])
        pure = PurePosixPath(name)
        if pure.suffix.lower() not in _KINDS or pure.is_absolute() or {"..", ""} & set(pure.parts):
            continue
        if not any(sign in name for sign in "\\:?\0"):
            found[str(pure)] = None
    return list(found)


def images_in(names: Iterable[str], folder: Path) -> dict[str, Path]:
    """Those of *names* that are files in *folder* or below."""
    found: dict[str, Path] = {}
    home = folder.resolve()
    for name in names:
        try:
            path = (folder / name).resolve()
            if path.is_file() and path.is_relative_to(home):
                found[name] = path
        except (OSError, RuntimeError, ValueError):
            continue
    return found


def _addresses(tree: etree._ElementTree) -> Iterator[str]:
    for element in tree.getroot().iter(etree.Element):
        yield from element.get("facs", "").split()
        if url := element.get("url"):
            yield url.strip()
