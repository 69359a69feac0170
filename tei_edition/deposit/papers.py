"""PDFs of a deposit: what each claims to be (PDF/A, PDF/UA), and whether it has what everybody can see of that.

This is no validator such as veraPDF: it looks for the marks without which a claim cannot be true.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tei_edition.diagnostics import Diagnostic

if TYPE_CHECKING:
    import pikepdf

_MARKS = {
    name: re.compile(rf"{name}(?:>|\s*=\s*[\"'])\s*([A-Za-z0-9]+)")
    for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")
}
_TITLE = re.compile(r"<dc:title>(?:\s|<(?!/dc:title)[^>]*>)*[^\s<]")
_HINT = 'remove standards from [print] in edition.toml, or write standards = ["a-3a", "ua-1"]'


@dataclass(frozen=True, slots=True)
class Claim:
    """What a PDF says it is: part and level of PDF/A ("3", "a"), part of PDF/UA ("1"), each empty where it says none.

    `lacks` names what it would need for that and has not.
    """

    part: str = ""
    level: str = ""
    access: str = ""
    lacks: tuple[str, ...] = ()

    def __str__(self) -> str:
        archive = f"PDF/A-{self.part}{self.level}" if self.part else "PDF"
        return f"{archive} with PDF/UA-{self.access}" if self.access else archive


def claim_of(path: Path) -> Claim:
    """The claim of the PDF at *path*. Raises ValueError where it cannot be read."""
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            return _claim(pdf)
    except (pikepdf.PdfError, pikepdf.PasswordError, OSError) as error:
        raise ValueError(str(error)) from None


def _claim(pdf: pikepdf.Pdf) -> Claim:
    root: Any = pdf.Root
    packet = root.Metadata.read_bytes().decode("utf-8", "replace") if "/Metadata" in root else ""
    part, level, access = (
        found[1].lower() if (found := mark.search(packet)) else "" for mark in _MARKS.values()
    )
    lacks = []
    if part and pdf.is_encrypted:
        lacks.append("it is encrypted")
    if level == "a" or access:
        marked = root.get("/MarkInfo")
        lacks += [
            words
            for words, is_there in (
                (
                    "no structure of headings and paragraphs (StructTreeRoot)",
                    "/StructTreeRoot" in root,
                ),
                (
                    "it is not marked as tagged (MarkInfo)",
                    marked and marked.get("/Marked") is True,
                ),
                ("no language (Lang)", str(root.get("/Lang", "")).strip()),
            )
            if not is_there
        ]
    if access:
        shown = root.get("/ViewerPreferences")
        if not (shown and shown.get("/DisplayDocTitle") is True):
            lacks.append("the title is not displayed instead of the file name (DisplayDocTitle)")
        if not _TITLE.search(packet):
            lacks.append("no title (dc:title)")
    return Claim(part, level, access, tuple(lacks))


def judged(path: Path, claims: Counter[str]) -> Iterator[Diagnostic]:
    """D002 where the PDF at *path* claims no PDF/A, D016 where it lacks what it claims; *claims* are counted."""
    try:
        claim = claim_of(path)
    except ValueError as error:
        yield Diagnostic("D002", f"this PDF cannot be read: {error}", str(path))
        return
    claims[str(claim)] += 1
    if not claim.part:
        yield Diagnostic("D002", "this PDF does not claim to be PDF/A", str(path), hint=_HINT)
    if claim.lacks:
        message = f"this PDF claims to be {claim}, but does not meet its requirements: {'; '.join(claim.lacks)}"
        yield Diagnostic("D016", message, str(path), hint=_HINT)
