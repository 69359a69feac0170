"""The pictures that a TEI document names: which of them lie beside it, and what is to be told of them."""

from __future__ import annotations

import base64
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urldefrag

from lxml import etree

from tei_edition.diagnostics import Diagnostic, Position, shortened
from tei_edition.publish.image import KINDS, NoPictureError, Shown, shown
from tei_edition.publish.prefixes import written_out
from tei_edition.tei.document import Places, line_of
from tei_edition.tei.names import attribute_name, tag

#: Where an edition keeps the pictures that were made smaller, in the folder of their document.
FOLDER = "pictures"
#: Findings of one kind about one document, beyond which the rest is only counted.
_TOLD = 20
#: The bytes of pictures that a page carries with it; what comes after them is linked to.
_CARRIED = 20_000_000
_BASE = attribute_name("xml:base")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?(?=/)")
#: The ends of names that only pictures have, and the schemes of addresses that name a file of a machine, or a program;
#: of other schemes (urn:) a project may have its own.
_ENDINGS = frozenset(
    (*KINDS, ".svg", ".eps", ".psd", ".ai", ".heic", ".ico", ".tga", ".dng", ".wmf", ".emf")
)
_NEVER = re.compile(r"(?:file|data|javascript|vbscript|[A-Za-z]):", re.IGNORECASE)
_OTHERS = re.compile(r"(?:urn|doi|ark|hdl|tag|info):", re.IGNORECASE)
_MANIFEST = re.compile(r"(^|/)manifest(\.json)?$")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file beside a document: its path, its name as the document gives it, and how it is shown."""

    path: Path
    name: str
    shown: Shown

    @property
    def file(self) -> str:
        """A safe name for what is shown, by its content."""
        return f"{sha256(self.shown.data).hexdigest()[:20]}{self.shown.suffix}"


@dataclass
class Pictures:
    """The pictures of one document that lie beside it, by the address that it gives each.

    `remote` are the addresses on the web of those that it names; `findings` what is to be told: X010 of a
    file that is not shown, X011 of a picture that nothing is said of.
    """

    found: dict[str, Picture] = field(default_factory=dict)
    remote: list[str] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)

    def files(self) -> Iterator[tuple[str, Path | bytes]]:
        """What goes into the folder of the document in an edition: the files, and what is shown for large ones."""
        for picture in {p.name: p for p in self.found.values()}.values():
            yield picture.name, picture.path
            if not picture.shown.is_whole:
                yield f"{FOLDER}/{picture.file}", picture.shown.data

    def in_edition(self) -> str:
        """What the stylesheet of the page is told (JSON), where the pictures are where `files` puts them."""
        return self._json(
            lambda p: quote(p.name) if p.shown.is_whole else f"{FOLDER}/{p.file}",
            lambda p: quote(p.name),
        )

    def linked(self, out: Path) -> str:
        """The same for a page in the folder *out*, that links to the files where they are."""

        def address(picture: Picture) -> str:
            try:
                return quote(Path(os.path.relpath(picture.path, out)).as_posix())
            except ValueError:  # of another drive
                return picture.path.as_uri()

        return self._json(address, address, shows=lambda p: p.shown.is_of_browsers)

    def carried(self) -> str:
        """The same for a page that carries its pictures with it: the first of very many, and links to the others."""
        seen: dict[str, int] = {}
        for picture in self.found.values():
            seen.setdefault(picture.file, len(picture.shown.data))
        room, kept = _CARRIED, set()
        for file, size in seen.items():
            room -= size
            if room < 0:
                break
            kept.add(file)

        def data(picture: Picture) -> str:
            if picture.file not in kept:
                return quote(picture.name)
            kind = {".png": "png", ".jpg": "jpeg"}[picture.shown.suffix]
            return f"data:image/{kind};base64,{base64.b64encode(picture.shown.data).decode()}"

        return self._json(data, lambda p: "")

    def in_print(self) -> str:
        """What the stylesheet of the PDF is told (JSON): the names are those of `to_print`."""
        return self._json(lambda p: p.file, lambda p: "")

    def to_print(self) -> dict[str, bytes]:
        """What the PDF shows, by name."""
        return {picture.file: picture.shown.data for picture in self.found.values()}

    def _json(
        self,
        src: Callable[[Picture], str],
        href: Callable[[Picture], str],
        shows: Callable[[Picture], bool] = lambda picture: True,
    ) -> str:
        parameters = {
            address: {
                "src": src(picture),
                "href": href(picture),
                "width": picture.shown.width,
                "height": picture.shown.height,
                "zooms": not picture.shown.is_whole and picture.shown.is_of_browsers,
            }
            for address, picture in self.found.items()
            if shows(picture)
        }
        return json.dumps(parameters, sort_keys=True)

    def origins(self) -> list[str]:
        """The hosts that a reader's browser may ask for pictures, for a policy; all where a manifest names them."""
        if any(_MANIFEST.search(address) for address in self.remote):
            return ["https:"]
        return sorted({found[0] for a in self.remote if (found := _ORIGIN.match(a))})


def pictures_of(
    tree: etree._ElementTree, folder: Path, *, name: str, data: bytes = b""
) -> Pictures:
    """The pictures that *tree* names (@url, @facs) and that are files in *folder* or below.

    *name* is what findings call the document; *data* are its bytes, where it is as it was parsed from them:
    then findings have their column.
    """
    tree = written_out(tree)
    looking = _Looking(tree, folder, name, data)
    for element in tree.getroot().iter(etree.Element):
        looking.at(element)
    return looking.done()


class _Looking:
    def __init__(self, tree: etree._ElementTree, folder: Path, name: str, data: bytes) -> None:
        self._folder, self._name, self._home = folder, name, folder.resolve()
        self._places = Places(data, tree) if data else None
        self._made: dict[Path, Picture | NoPictureError] = {}
        self._seen: set[str] = set()
        self._undescribed: set[str] = set()
        self._counts: Counter[str] = Counter()
        self.pictures = Pictures()

    def at(self, element: etree._Element) -> None:
        """Look at the pictures that *element* names."""
        named = [("facs", a) for a in (element.get("facs") or "").split()]
        is_graphic = element.tag == tag("graphic")
        if url := element.get("url"):
            named.append(("url", url.strip()))
        for attribute, written in named:
            address = based(element, written)
            if address.startswith(("http://", "https://")):
                self.pictures.remote.append(address)
            elif address not in self._seen and self._local(
                element, attribute, address, is_shown=is_graphic
            ):
                self._seen.add(address)
            if is_graphic and address not in self._undescribed and not _is_described(element):
                self._undescribed.add(address)
                hint = "describe it in <figDesc> or <head>"
                self._tell(
                    element,
                    attribute,
                    "X011",
                    f"there is no description of the picture `{shortened(address)}`",
                    hint,
                )

    def _local(
        self, element: etree._Element, attribute: str, address: str, *, is_shown: bool
    ) -> bool:
        """Look for the picture at *address*; whether anybody is to see one there, found or not.

        What a <graphic> names (*is_shown*) is one; elsewhere it may be a mark of the project's own.
        """
        if address.startswith("#"):
            return False
        name = unquote(urldefrag(address)[0])
        pure = PurePosixPath(name)
        scheme = _SCHEME.match(address)
        is_named = pure.suffix.lower() in _ENDINGS and not (scheme and _OTHERS.match(address))
        if not (is_shown or is_named or (scheme and _NEVER.match(address))):
            return False
        try:
            if scheme:
                raise NoPictureError("it is neither on the web nor in the document's folder")
            path = self._path(name, pure)
            made = self._made.get(path) or self._picture(path, str(pure))
            self._made[path] = made
            if isinstance(made, NoPictureError):
                raise made
            self.pictures.found[address] = made
        except NoPictureError as error:
            hint = "name a JPEG, PNG or TIFF file in the document's folder or below"
            message = f"`{shortened(address)}` is not shown: {error}"
            self._tell(element, attribute, "X010", message, hint)
        return True

    def _path(self, name: str, pure: PurePosixPath) -> Path:
        if pure.suffix.lower() == ".svg":
            raise NoPictureError("an SVG file can contain a program")
        if pure.is_absolute() or {"..", ""} & set(pure.parts) or any(s in name for s in "\\:?\0"):
            raise NoPictureError("it is outside the document's folder")
        if pure.suffix.lower() not in KINDS:
            raise NoPictureError("files of this kind are not shown")
        try:
            path = (self._folder / name).resolve()
            if not path.is_relative_to(self._home):
                raise NoPictureError("it is outside the document's folder")
            is_there = path.is_file()
        except (OSError, RuntimeError, ValueError):  # a name too long, links in a circle
            is_there = False
        if not is_there:
            raise NoPictureError("there is no such file")
        return path

    def _picture(self, path: Path, name: str) -> Picture | NoPictureError:
        try:
            return Picture(path, name, shown(path))
        except NoPictureError as error:
            return error

    def _tell(
        self, element: etree._Element, attribute: str, code: str, message: str, hint: str
    ) -> None:
        self._counts[code] += 1
        if self._counts[code] > _TOLD:
            return
        at = Position(line_of(element), 1)
        if self._places:
            at = self._places.attribute(element, attribute)
        self.pictures.findings.append(Diagnostic(code, message, self._name, at, hint))

    def done(self) -> Pictures:
        for code, count in sorted(self._counts.items()):
            if count > _TOLD:
                message = f"and {count - _TOLD} more pictures like these"
                self.pictures.findings.append(Diagnostic(code, message, self._name))
        return self.pictures


def pictures_beside(
    path: Path, tree: etree._ElementTree, data: bytes, found: list[Diagnostic]
) -> Pictures:
    """The pictures of *tree*, which was read from the file at *path* (*data*); its findings go into *found*."""
    # Places hold for what was parsed, not where other files were included since.
    whole = b"" if b"/XInclude" in data else data
    pictures = pictures_of(tree, path.parent, name=str(path), data=whole)
    found += pictures.findings
    return pictures


def based(element: etree._Element, address: str) -> str:
    """*address* by the nearest @xml:base around *element* (as xslt/common/pictures.xsl has it)."""
    if _SCHEME.match(address) or address.startswith(("/", "#")):
        return address
    node: etree._Element | None = element
    while node is not None:
        if base := node.get(_BASE):
            return base.rpartition("/")[0] + "/" + address if "/" in base else address
        node = node.getparent()
    return address


def _is_described(graphic: etree._Element) -> bool:
    """Whether something is said of a picture in the text; those of pages say which page they are of."""
    if any(
        a.tag in (tag("facsimile"), tag("sourceDoc"), tag("teiHeader"), tag("surface"))
        for a in graphic.iterancestors()
    ):
        return True
    said = graphic.findall(tag("desc"))
    parent = graphic.getparent()
    while parent is not None and parent.tag != tag("text"):
        if parent.tag == tag("figure"):
            said += [*parent.findall(tag("figDesc")), *parent.findall(tag("head"))]
        parent = parent.getparent()
    return any("".join(map(str, s.itertext())).strip() for s in said)
