"""What of a page of a PDF is text and what stands around it: columns, running heads, feet, numbers in margins."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tei_edition.read.pdf_page import Page
from tei_edition.read.pdf_pieces import Piece

#: What stands so near the edge of a page, in parts of its height, may be a running head or foot.
_EDGE = 0.13
#: It stands at the same height on pages, up to so many points.
_SAME = 4.0
_NUMBER = r"(?:\d{1,4}|[ivxlcdm]{1,7}|[A-Z]-?\d{1,3})"
_PAGE = re.compile(
    rf"(?i)[\W_]*(?:(?:page|seite|p\.|s\.|str\.|pag\.)\s*)?(?P<number>{_NUMBER})(?:\s*(?:/|of|von|de|из)\s*\d{{1,4}})?[\W_]*"
)
_AT_EDGE = re.compile(rf"(?P<first>{_NUMBER})\s+\S.*|.*\S\s+(?P<last>{_NUMBER})")
#: So many pieces on each side of a gutter make columns, each filled to so much on average.
_FEWEST, _FILLED = 5, 0.55


@dataclass(slots=True)
class Line:
    """A line of text: its piece or pieces, the edges of its column, its page counted from 0, which column it is."""

    pieces: list[Piece]
    left: float
    right: float
    page: int
    column: int = 0

    @property
    def foot(self) -> float:
        return self.pieces[0].foot

    @property
    def size(self) -> float:
        return max(self.pieces, key=lambda p: len(p.text)).size

    @property
    def start(self) -> float:
        return self.pieces[0].left

    @property
    def end(self) -> float:
        return self.pieces[-1].right

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)

    @property
    def spans(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Its words by setting; pieces that stand apart are parted by a blank."""
        for index, piece in enumerate(self.pieces):
            if index:
                yield " ", ()
            yield from piece.spans


@dataclass(slots=True)
class Layout:
    """The lines of each page in the order in which they are read, its printed number, and what is left out."""

    pages: list[list[Line]] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    #: The words that `left_out` says of.
    words: list[str] = field(default_factory=list)


def layout_of(pages: Sequence[Page], title: str = "") -> Layout:
    """What the *pages* of a file say, apart from what stands around their text; *title* is the file's own."""
    found = Layout(numbers=[""] * len(pages))
    kept = _without_edges(pages, found, title)
    for index, page in enumerate(pages):
        pieces = _without_margin(kept[index], index, found)
        if page.aslant:
            found.left_out.append(f"page {index + 1}: slanted words, “{page.aslant[:100]}”")
            found.words.append(page.aslant)
        found.pages.append(list(_lines(pieces, index)))
    return found


# --- running heads and feet ---------------------------------------------------------------------------


def _without_edges(pages: Sequence[Page], found: Layout, title: str) -> list[list[Piece]]:
    """The pieces of each page without running heads and feet; page numbers are kept in *found*."""
    places: dict[tuple[str, int], list[tuple[int, Piece]]] = defaultdict(list)
    for index, page in enumerate(pages):
        for piece in _at_edges(page):
            words = re.sub(rf"\b{_NUMBER}\b", "#", piece.text, flags=re.IGNORECASE)
            places[re.sub(r"\s+", " ", words), round(piece.foot / _SAME)].append((index, piece))
    running: dict[int, list[Piece]] = defaultdict(list)
    titles = {_squeezed(p.text) for p in _largest(pages)} | {_squeezed(title)} - {""}
    told: Counter[str] = Counter()
    wanted = max(2, min(len(pages) // 4, 8))
    for (words, height), listed in places.items():
        near = {i for d in (-1, 0, 1) for i, _ in places.get((words, height + d), ())}
        is_number = bool(_PAGE.fullmatch(listed[0][1].text))
        is_title = _squeezed(words) in titles and listed[0][0] > 0
        if len(near) < wanted and not is_title and not (is_number and _is_alone(pages, listed)):
            continue
        if is_title:
            listed += [
                (i, p)
                for i, t in listed
                for p in pages[i].pieces
                if p is not t and p.foot == t.foot
            ]
        counts = len({_number(piece.text) for _, piece in listed}) > len(near) // 2
        for index, piece in listed:
            running[index].append(piece)
            if (number := _number(piece.text)) and (counts or _PAGE.fullmatch(piece.text)):
                found.numbers[index] = found.numbers[index] or number
            if not _PAGE.fullmatch(piece.text):
                said = piece.text if is_title else words.replace("#", "…")
                told[said.strip()] += 1
            found.words.append(piece.text)
    for words, times in told.items():
        pages_ = "1 page" if times == 1 else f"{times} pages"
        found.left_out.append(f"“{words[:100]}”, at the edge of {pages_}")
    return [
        [piece for piece in page.pieces if not any(piece is r for r in running[index])]
        for index, page in enumerate(pages)
    ]


def _largest(pages: Sequence[Page]) -> list[Piece]:
    """The pieces of the first page in its largest type: its title."""
    first = pages[0].pieces if pages else []
    size = max((p.size for p in first), default=0)
    return [p for p in first if p.size >= 0.95 * size and len(p.text) > 3]


def _squeezed(words: str) -> str:
    return re.sub(r"\W+", "", words).casefold()


def _at_edges(page: Page) -> Iterator[Piece]:
    """The pieces of the first and last lines of *page*, where they stand near its edges."""
    feet = sorted({round(p.foot) for p in page.pieces})
    outer = {*feet[:3], *feet[-3:]}
    for piece in page.pieces:
        near = piece.foot < _EDGE * page.height or piece.foot > (1 - _EDGE) * page.height
        if near and round(piece.foot) in outer:
            yield piece


def _is_alone(pages: Sequence[Page], listed: Sequence[tuple[int, Piece]]) -> bool:
    """Whether numbers stand in lines of their own, at the foot or head of their pages."""
    for index, piece in listed:
        feet = [p.foot for p in pages[index].pieces if p is not piece]
        if feet and min(feet) - 1 < piece.foot < max(feet) + 1:
            return False
    return True


def _number(text: str) -> str:
    if found := _PAGE.fullmatch(text):
        return found["number"]
    found = _AT_EDGE.fullmatch(text)
    return (found["first"] or found["last"]) if found else ""


# --- margins and columns ------------------------------------------------------------------------------


def _without_margin(pieces: list[Piece], index: int, found: Layout) -> list[Piece]:
    """*pieces* without small numbers that stand outside of the text: those of its lines."""
    text = [p for p in pieces if len(p.text) > 12]
    if not text:
        return pieces
    left, right = min(p.left for p in text), max(p.right for p in text)
    size = Counter(p.size for p in text).most_common(1)[0][0]
    beside = [
        p for p in pieces if p.text.strip().isdecimal() and (p.right < left or p.left > right)
    ]
    numbers = [p for p in beside if p.size < size]
    if not numbers and _count_lines(beside):
        numbers = beside
    if numbers:
        found.left_out.append(f"page {index + 1}: line numbers in the margin")
        found.words += [p.text for p in numbers]
    return [p for p in pieces if not any(p is n for n in numbers)]


def _count_lines(numbers: Sequence[Piece]) -> bool:
    """Whether *numbers*, from top to bottom, go up by as much each time."""
    values = [int(p.text) for p in numbers]
    steps = {b - a for a, b in pairwise(values)}
    return len(values) >= _FEWEST and len(steps) == 1 and steps.pop() > 0


def _lines(pieces: list[Piece], page: int) -> Iterator[Line]:
    """The lines that *pieces* make: column by column where the page has columns."""
    gutter = _gutter(pieces)
    if gutter is None:
        yield from _merged(pieces, page, 0)
        return
    band: list[Piece] = []
    for piece in [*pieces, None]:
        if piece is not None and not piece.left < gutter < piece.right:
            band.append(piece)
            continue
        yield from _merged([p for p in band if p.right <= gutter], page, 1)
        yield from _merged([p for p in band if p.left >= gutter], page, 2)
        band = []
        if piece is not None:
            yield from _merged([piece], page, 0)


def _gutter(pieces: list[Piece]) -> float | None:
    """The middle of the white between two columns; None where there are none."""
    if len(pieces) < 2 * _FEWEST:
        return None
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    width = right - left
    best: tuple[int, float] | None = None
    for step in range(35, 66):
        at = left + width * step / 100
        crossing = sum(p.left < at < p.right for p in pieces)
        if best is None or crossing < best[0]:
            best = (crossing, at)
    if best is None or best[0] > 0.2 * len(pieces):
        return None
    at = best[1]
    for side in ([p for p in pieces if p.right <= at], [p for p in pieces if p.left >= at]):
        if len(side) < _FEWEST:
            return None
        edge = max(p.right for p in side) - min(p.left for p in side)
        if sum(p.right - p.left for p in side) < _FILLED * edge * len(side) or edge < 0.25 * width:
            return None
    return at


def _merged(pieces: list[Piece], page: int, column: int) -> Iterator[Line]:
    if not pieces:
        return
    left = min(p.left for p in pieces)
    right = _edge(pieces)
    held: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: (-p.foot, p.left)):
        if held and held[0].foot - piece.foot > 0.3 * min(held[0].size, piece.size):
            yield Line(sorted(held, key=lambda p: p.left), left, right, page, column)
            held = []
        held.append(piece)
    yield Line(sorted(held, key=lambda p: p.left), left, right, page, column)


def _edge(pieces: list[Piece]) -> float:
    """Where the lines of a column end: few go further."""
    ends = sorted(p.right for p in pieces)
    return ends[min(len(ends) - 1, int(len(ends) * 0.97))]
