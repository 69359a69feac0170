"""The pages of a PDF as pieces of lines: what stands where, in which size and setting.

PDFium reads them, in a process of its own: a broken file must not end ours, nor take for ever.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from tei_edition import workers
from tei_edition.read.original import Original, broken, needed
from tei_edition.read.pdf_pieces import Character, Piece, pieces_of

#: Seconds and bytes for one file; it has no more pages, and a page no more characters.
TIME, _MEMORY, _PAGES, _CHARACTERS = 300, 4_000_000_000, 5_000, 200_000
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\x02": "-"}
)
_ITALIC = re.compile(r"(?i)ital|obliq|kursiv|-it\b|slant")
_BOLD = re.compile(r"(?i)bold|black|heavy|-bd\b|semib|demi")
#: Turned by more than this (radians), words stand aslant: a stamp, a mark of the maker.
_ASLANT, _BOLD_WEIGHT = 0.1, 600
_PASSWORD = 4


@dataclass(slots=True)
class Page:
    """A page: its width and height in points, its pieces in the order of the file; words that stand aslant."""

    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    aslant: str = ""
    pictures: int = 0


@dataclass(slots=True)
class Scanned:
    """All pages of a file, and what the file says of itself."""

    pages: list[Page]
    properties: dict[str, str]


def scan(original: Original) -> Scanned:
    """The pages of the PDF *original*.

    Raises EditionError: I051 without pypdfium2, I052 for a file that is broken, encrypted or too large.
    """
    needed("pypdfium2", "pdf", original.name)
    try:
        (found,) = workers.run([(original.data, _PAGES)], partial(_limited, _scan), timeout=TIME)
    except workers.StartError as error:
        raise broken(original.name, f"PDFs cannot be read here: {error.failure.detail}") from None
    if isinstance(found, workers.Failure):
        why = (
            "the process reading it crashed"
            if found.kind is workers.Kind.DEATH
            else "the file cannot be read"
        )
        if found.kind is workers.Kind.TIME:
            why = "reading it takes too long"
        raise broken(original.name, f"this PDF is damaged: {why} ({found.detail})")
    if isinstance(found, str):
        hint = "save it without a password" if "password" in found else None
        raise broken(original.name, found, hint)
    return found


_Scan = Callable[[tuple[bytes, int]], "Scanned | str"]


def _limited(scan_: _Scan) -> _Scan:
    """What a process does with the bytes of a file, with no more memory than it may have."""
    with suppress(Exception):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    return scan_


def _scan(task: tuple[bytes, int]) -> Scanned | str:
    """The pages of a file, or why there are none; the number is that of the pages that it may have."""
    import pypdfium2

    data, most = task

    try:
        document: Any = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error):
            return "this PDF is encrypted and needs a password"
        return f"this PDF is damaged: {error}"
    count = len(document)
    if count > most:
        return f"this PDF has {count:,} pages; no more than {most:,} are read"
    properties = {}
    with suppress(Exception):
        said = document.get_metadata_dict(skip_empty=True)
        properties = {key.lower(): " ".join(str(words).split()) for key, words in said.items()}
    return Scanned([_page(document, i) for i in range(count)], properties)


def _page(document: Any, index: int) -> Page:
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return Page(0, 0)
    width, height = page.get_size()
    found = Page(width, height)
    text = page.get_textpage()
    upright: list[Character] = []
    aslant: list[str] = []
    for character in _characters(text.raw, raw):
        is_aslant = min(abs(character.angle), abs(character.angle - math.tau)) > _ASLANT
        if is_aslant and not character.text.isspace():
            aslant.append(character.text)
        else:
            upright.append(character)
    found.pieces = pieces_of(upright)
    found.aslant = " ".join("".join(aslant).split())
    found.pictures = sum(1 for _ in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=2))
    text.close()
    page.close()
    return found


def _characters(text: Any, raw: Any) -> Iterator[Character]:
    """The characters of a page; blanks that PDFium made up are left out."""
    left, right, low, high, x, y = (ctypes.c_double() for _ in range(6))
    box = raw.FS_RECTF()
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    matrix = raw.FS_MATRIX()
    fonts: dict[tuple[bytes, int, int], tuple[str, ...]] = {}
    for at in range(min(raw.FPDFText_CountChars(text), _CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text, at)
        if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000:
            continue
        shown = chr(code).translate(_LIGATURES)
        if shown.isspace() and raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        raw.FPDFText_GetCharBox(text, at, left, right, low, high)
        if raw.FPDFText_GetLooseCharBox(text, at, box):
            left.value, right.value = box.left, box.right
        size = raw.FPDFText_GetFontSize(text, at)
        if raw.FPDFText_GetMatrix(text, at, matrix):
            size *= max(math.hypot(matrix.c, matrix.d), 1e-3)
        raw.FPDFText_GetFontInfo(text, at, name, 128, flags)
        key = (name.value, flags.value, raw.FPDFText_GetFontWeight(text, at))
        if key not in fonts:
            fonts[key] = _font(key[0].decode("utf-8", "replace"), key[1], key[2])
        yield Character(
            shown, left.value, right.value, y.value, round(size, 1), fonts[key],
            raw.FPDFText_GetCharAngle(text, at), low.value, high.value,
        )  # fmt: skip


def _font(name: str, flags: int, weight: int) -> tuple[str, ...]:
    """The styles of a draft that a font stands for."""
    name = name.rpartition("+")[2]
    styles = []
    if _BOLD.search(name) or flags & 1 << 18 or weight >= _BOLD_WEIGHT:
        styles.append("strong")
    if _ITALIC.search(name) or flags & 1 << 6:
        styles.append("emphasis")
    return tuple(styles)
