"""Pages of PDFs as they lie before a reader, drawn with characters, and the text that is read from them: tests/drawn.

Each file is about one thing, each heading of the second level is a case. Between fences stand its pages and what is made
of them: the `text` (headings with #, notes at their signs in brackets), what is `left out`, the `numbers` of the pages and
the `places` of the blocks. In a `page` a character is 5 points wide and a line 12 high; `@ 100 8` goes to the height of
100 points with type of 8, *stars* set words as Markdown does, ^ raises and ~ lowers them. What stands above 348 points or
below 52 is at the edge of the page.
"""

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
    blocks = with_endnotes(blocks_of(layout))
    read = {"text": shown(blocks), "places": ", ".join(block.place for block in blocks)}
    read |= {"left out": "\n".join(layout.left_out), "numbers": " ".join(layout.numbers)}
    assert set(of) <= set(read)
    assert {what: read[what] for what in of} == {what: text.strip() for what, text in of.items()}
    if "left out" not in of:
        assert layout.left_out == []


@pytest.mark.parametrize(
    ("sign", "low", "high", "styles"),
    [
        ("a", 0, 4.5, ()),
        ("2", 0, 6.5, ()),
        ("2", 3.5, 8, ("superscript",)),  # a small figure off the foot of the line
        ("n", 3, 6, ("superscript",)),
        ("2", -1.5, 3, ("subscript",)),
        ("3", -2, 4.5, ()),  # an old figure goes below the line, as high as a small letter
        ("p", -2, 3, ()),
        ("2", 3, 9.5, ()),  # large
        ("’", 4.5, 7, ()),
        ("é", 4.5, 7, ()),
        ("2", 3.5, 3.5, ()),  # without a height
    ],
)
def test_a_sign_may_be_raised_by_its_font(sign, low, high, styles):
    placed = Character(sign, 50, 55, 700, 10, (), low=700 + low, high=700 + high)
    assert placed.shape == styles


def test_words_that_stand_aslant_are_told():
    page = drawn("The first lamp stood on the quay.")
    page.aslant = "DRAFT"
    layout = layout_of([page])
    assert layout.left_out == ["page 1: slanted words, “DRAFT”"]
    assert layout.words == ["DRAFT"]


@pytest.mark.parametrize(
    ("characters", "pieces"),
    [
        ([("a", 0, 10), ("b", 7.1, 10)], ["a b"]),  # a blank of a fifth of the size
        ([("a", 0, 10), ("b", 6.5, 10)], ["ab"]),
        ([("a", 0, 10), ("b", 22, 10)], ["a", "b"]),  # more than a piece may have
        ([("a", 0, 10), ("b", 20, 10)], ["a b"]),
        ([("a", 0, 10), ("1", 14, 7)], ["a", "1"]),  # a number in the margin
        ([("a", 0, 10), ("1", 12, 7)], ["a 1"]),
        ([("a", 0, 10), (" ", 5, 10), ("b", 10, 10)], ["a b"]),
        ([(" ", 0, 10), ("a", 5, 10), (" ", 10, 10)], ["a"]),
        ([("a", 0, 0.4)], []),
    ],
)
def test_characters_that_stand_apart_are_parted(characters, pieces):
    placed = [Character(c, left, left + size / 2, 700, size, ()) for c, left, size in characters]
    assert [piece.text for piece in pieces_of(placed)] == pieces
