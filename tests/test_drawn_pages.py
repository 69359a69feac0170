"""Pages of PDFs as they lie before a reader, drawn with characters, and the text that they are: tests/drawn; its README has the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tei_edition.document.draft import DraftBlock, FootNote, PageMark, Run
from tei_edition.read.pdf_endnotes import with_endnotes
from tei_edition.read.pdf_layout import layout_of
from tei_edition.read.pdf_page import Page
from tei_edition.read.pdf_pieces import Character, pieces_of
from tei_edition.read.pdf_text import blocks_of

FOLDER = Path(__file__).with_name("drawn")
_PIECE = re.compile(r"^## (?P<name>.+)$|^```(?P<what>[a-z].*)\n(?P<text>[\s\S]*?)^```$", re.M)
#: Signs that change the setting of what follows, until they stand again.
_SET = re.compile(r"(\*\*|[*^~])")
_STYLES = {"**": "strong", "*": "emphasis"}
_SIGNS = {"strong": "**", "emphasis": "*", "superscript": "^", "subscript": "~"}


def drawn(text: str) -> Page:
    """The page that *text* draws: 60 characters wide, and as high as 400 points."""
    characters: list[Character] = []
    foot, size = 300.0, 10.0
    for line in text.splitlines():
        if line.startswith("@"):
            said = [float(number) for number in line[1:].split()]
            foot, size = said[0], (said[1:] or [size])[0]
            continue
        characters += _characters(line, foot, size)
        foot -= 1.2 * size
    return Page(400, 400, pieces_of(characters))


def _characters(line: str, foot: float, size: float) -> Iterator[Character]:
    left, on = 50.0, set[str]()
    for part in _SET.split(line):
        if _SET.fullmatch(part):
            on ^= {part}
            continue
        own = size * (0.6 if on & {"^", "~"} else 1)
        shift = size * (0.35 if "^" in on else -0.15 if "~" in on else 0)
        font = tuple(style for sign, style in _STYLES.items() if sign in on)
        for sign in part:
            if sign != " ":
                yield Character(sign, left, left + own / 2, foot + shift, own, font)
            left += own / 2


def shown(blocks: Sequence[DraftBlock]) -> str:
    return "\n\n".join("#" * b.level + " " * bool(b.level) + _content(b) for b in blocks)


def _content(block: DraftBlock) -> str:
    said = ""
    for node in block.content:
        if isinstance(node, Run):
            signs = "".join(_SIGNS[style] for style in node.styles)
            said += signs + node.text + signs[::-1]
        elif isinstance(node, PageMark):
            said += f"[page {node.number}]"
        elif isinstance(node, FootNote):
            said += f"[{node.sign}: {' / '.join(map(_content, node.blocks))}]"
    return said.strip()


def cases() -> Iterator[object]:
    for path in sorted(FOLDER.glob("*.md")):
        found: dict[str, list[tuple[str, str]]] = {}
        for piece in _PIECE.finditer(path.read_text("utf-8")):
            if piece["name"]:
                parts = found.setdefault(piece["name"], [])
            else:
                parts.append((piece["what"], piece["text"]))
        for name, each in found.items():
            yield pytest.param(each, id=f"{path.stem}: {name}")


@pytest.mark.parametrize("parts", list(cases()))
def test_a_drawn_page_is_read(parts):
    of = {what: text for what, text in parts if what != "page"}
    layout = layout_of([drawn(text) for what, text in parts if what == "page"], of.pop("title", ""))
    read = {"text": shown(with_endnotes(blocks_of(layout)))}
    read |= {"left out": "\n".join(layout.left_out), "numbers": " ".join(layout.numbers)}
    assert set(of) <= set(read)
    assert {what: read[what] for what in of} == {what: text.strip() for what, text in of.items()}
    if "left out" not in of:
        assert layout.left_out == []
