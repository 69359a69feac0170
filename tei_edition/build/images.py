"""The images that a TEI file names relative to itself: they go with it into the edition."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urldefrag

from lxml import etree

#: What is a picture and nothing else: an SVG may carry a script.
PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp")


def named_images(tree: etree._ElementTree) -> list[str]:
    """The images that *tree* names (@facs, @url) relative to itself, without what leads out of its folder."""
    found: dict[str, None] = {}
    for address in _addresses(tree):
        name = unquote(urldefrag(address)[0])
        pure = PurePosixPath(name)
        if (
            pure.suffix.lower() not in PICTURES
            or pure.is_absolute()
            or {"..", ""} & set(pure.parts)
        ):
            continue
        if not any(sign in name for sign in "\\:?\0"):
            found[str(pure)] = None
    return list(found)


def _addresses(tree: etree._ElementTree) -> Iterator[str]:
    for element in tree.getroot().iter(etree.Element):
        yield from element.get("facs", "").split()
        if url := element.get("url"):
            yield url.strip()
