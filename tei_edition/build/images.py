"""The images that a TEI file names relative to itself: they go with it into the edition."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urldefrag

from lxml import etree

#: What is a picture and nothing else: an SVG may carry a script.
_KINDS = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp")


def images_of(tree: etree._ElementTree, folder: Path) -> dict[str, Path]:
    """The images that *tree* names (@facs, @url) and that are in *folder* or below, by their names in the TEI.

    A name of the web, one that leads out of the folder, and one that no file has are left as they are.
    """
    found: dict[str, Path] = {}
    home = folder.resolve()
    for address in _addresses(tree):
        name = unquote(urldefrag(address)[0])
        pure = PurePosixPath(name)
        if pure.suffix.lower() not in _KINDS or pure.is_absolute() or {"..", ""} & set(pure.parts):
            continue
        if any(sign in name for sign in "\\:?\0"):
            continue
        try:
            path = (folder / name).resolve()
            if path.is_file() and path.is_relative_to(home):
                found[str(pure)] = path
        except (OSError, RuntimeError):
            continue
    return found


def _addresses(tree: etree._ElementTree) -> Iterator[str]:
    for element in tree.getroot().iter(etree.Element):
        yield from element.get("facs", "").split()
        if url := element.get("url"):
            yield url.strip()
