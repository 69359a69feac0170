"""The parts of an office document: XML in a zip, read without entities, and written again for pandoc."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from tei_edition.document.draft import Picture
from tei_edition.read.original import Original, broken

#: Pandoc reads no part that is larger, in bytes; nor all of them together; nor are pictures larger.
_PART, _ALL, _PICTURE = 64_000_000, 200_000_000, 100_000_000
#: How pictures begin that a browser shows, and their endings.
_PICTURES = (
    (b"\x89PNG\r\n", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF8", ".gif"),
    (b"II*\x00", ".tif"), (b"MM\x00*", ".tif"),
)  # fmt: skip
#: The same date for every member: the same document gives the same bytes.
_DATE = (1980, 1, 1, 0, 0, 0)


class Parts:
    """The parts of the office document *original*. Raises EditionError (I052) where it is not sound."""

    def __init__(self, original: Original) -> None:
        self._name = original.name
        self._archive = original.unpacked()
        self._sizes = {m.filename: m.file_size for m in self._archive.infolist()}
        self._read = 0

    def __enter__(self) -> Parts:
        return self

    def __exit__(self, *_: object) -> None:
        file = self._archive.fp
        self._archive.close()
        if file is not None:  # a file that was handed to it stays open
            file.close()

    @property
    def names(self) -> Iterable[str]:
        """The names of the parts, in the order of the file."""
        return self._sizes

    def data(self, name: str, most: int = _PART) -> bytes | None:
        """The bytes of the part *name*; None where there is none. Raises EditionError (I052)."""
        if name not in self._sizes:
            return None
        self._read += self._sizes[name]
        if self._sizes[name] > most or self._read > _ALL:
            raise broken(self._name, f"its part {name} is too large: {self._sizes[name]:,} bytes")
        try:
            return self._archive.read(name)
        except Exception as error:  # whatever a broken zip makes of a member
            said = " ".join(str(error).split())[:200]
            raise broken(self._name, f"its part {name} cannot be read: {said}") from None

    def tree(self, name: str) -> Any:
        """The root of the XML part *name*; None where there is none.

        Raises EditionError (I052) where it is not well-formed, nests too deep, or declares entities.
        """
        data = self.data(name)
        if data is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
            remove_pis=True, huge_tree=False,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            said = " ".join(str(error).split())[:200]
            raise broken(self._name, f"its part {name} is not readable XML: {said}") from None
        information: Any = root.getroottree().docinfo
        if information.doctype:
            raise broken(
                self._name, f"its part {name} has a DOCTYPE, which a valid document does not have"
            )
        return root

    def picture(self, name: str) -> tuple[str, bytes] | None:
        """The picture that the part *name* is, with the ending of its kind; None where no browser shows it."""
        if self._sizes.get(name, _PICTURE + 1) > _PICTURE:
            return None
        data = self.data(name, _PICTURE) or b""
        ending = next((ending for sign, ending in _PICTURES if data.startswith(sign)), "")
        if not ending and data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            ending = ".webp"
        return (ending, data) if ending else None


class Pictures:
    """The pictures of a document as its text names them; `left_out` are those that cannot come through."""

    def __init__(self, parts: Parts, folder: str = "") -> None:
        self._parts, self._folder = parts, folder
        self.images: dict[str, bytes] = {}
        self.left_out: list[str] = []
        #: How many there are in the document, where that is known.
        self.wanted = 0
        self._shown = 0

    def missing(self) -> list[str]:
        """What is to be said of pictures that the text does not name, once it is read."""
        count = self.wanted - self._shown
        what = "1 picture that is" if count == 1 else f"{count} pictures that are"
        return [f"{what} not in the file, or not read by pandoc"] if count > 0 else []

    def picture(self, target: str, description: str) -> Picture | None:
        """The picture that the text names *target*; None where it is not in the document, or no picture."""
        self._shown += 1
        found = self._parts.picture(self._folder + target.removeprefix("/").removeprefix("./"))
        if found is None:
            words = f" ({description})" if description else ""
            self.left_out.append(f"the picture {target[:80]}{words}")
            return None
        ending, data = found
        path = target.rpartition("/")[2].rpartition(".")[0] + ending
        self.images[path] = data
        return Picture(path, description)


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip of *members* by name."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, _DATE), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def xml(root: Any) -> bytes:
    """The part whose root is *root*."""
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written
