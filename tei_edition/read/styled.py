"""Paragraphs whose style edition.toml maps (`[styles]`): made the kind of block that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from tei_edition.document.draft import DraftBlock, DraftInline, Run
from tei_edition.read.original import Original

#: What a paragraph may become.
KINDS = ("paragraph", "quote", "verse", "rule", "title", *(f"heading {n}" for n in range(1, 7)))
#: What words may be set in.
SETTINGS = (
    "emphasis", "strong", "underline", "strike", "small-caps", "superscript", "subscript",
)  # fmt: skip
_SIGN = "style:"


def styles_of(original: Original) -> dict[str, str]:
    """What edition.toml says of styles, by their names in small letters."""
    said: dict[str, Any] = original.said.get("styles", {})
    return {str(name).casefold(): str(value) for name, value in said.items()}


def styled(blocks: Iterable[DraftBlock]) -> Iterator[DraftBlock]:
    """*blocks* with those whose label is the sign of a style made what it says."""
    for block in blocks:
        if not block.label.startswith(_SIGN):
            yield replace(block, blocks=tuple(styled(block.blocks))) if block.blocks else block
            continue
        plain = replace(block, label="", kind="paragraph", level=0)
        kind = block.label.removeprefix(_SIGN)
        name, _, level = kind.partition(" ")
        if name == "heading":
            yield replace(plain, kind="heading", level=int(level) if level.isdecimal() else 1)
        elif kind == "title":
            yield replace(plain, kind="heading", level=1)
        elif kind == "quote":
            yield DraftBlock("quote", blocks=(plain,), place=block.place)
        elif kind in ("verse", "rule"):
            yield replace(plain, kind=kind)
        elif kind.endswith(":"):
            lead: tuple[DraftInline, ...] = (Run(kind, ("strong",)), Run(" "))
            yield replace(plain, content=(*lead, *plain.content))
        else:
            yield plain
