"""Characters of a page of a PDF put together to pieces of lines, by where they stand and not by their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tei_edition.read.pdf_direction import logical

#: A gap of so many times the size of type parts two pieces of a line; one of so many, words.
_PART, _BLANK = 1.6, 0.18
#: What is smaller than so much of its line may be raised or lowered; by so much at least.
_SMALL, _RAISED = 0.87, 0.12
#: A sign of a note is no longer, in times of the size of its line.
_SIGN = 5.0
#: A page of fewer lines has no columns.
_FEWEST = 6
#: Feet so near each other, in times of the size, are of one line.
_LEVEL = 0.3


@dataclass(slots=True)
class Character:
    """A character: its edges and the height of its foot in points, its size, font as styles, angle, shape."""

    text: str
    left: float
    right: float
    foot: float
    size: float
    font: tuple[str, ...]
    angle: float = 0.0
    low: float = 0.0
    high: float = 0.0

    @property
    def shape(self) -> tuple[str, ...]:
        """The style of a letter or figure that its font raises or lowers: a small one, off its foot."""
        height, shift = self.high - self.low, self.low - self.foot
        is_sign = self.text.isdecimal() or (self.text.isascii() and self.text.isalpha())
        if not is_sign or not 0 < height < 0.6 * self.size:
            return ()
        if shift > 0.2 * self.size:
            return ("superscript",)
        # Old figures go below the line, too, but as high as a small letter.
        is_low = shift < -0.08 * self.size and self.high - self.foot < 0.42 * self.size
        return ("subscript",) if is_low and self.text.isdecimal() else ()


@dataclass(slots=True)
class Piece:
    """A piece of a line: its edges and the height of its foot in points, its size of type, its words by setting."""

    left: float
    right: float
    foot: float
    size: float
    spans: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(words for words, _ in self.spans)


@dataclass(slots=True)
class _Row:
    """Characters at one height."""

    foot: float
    size: float
    characters: list[Character]


def pieces_of(characters: Iterable[Character]) -> list[Piece]:
    """The pieces of lines that *characters* make, from top to bottom and from left to right."""
    rows = _rows([c for c in characters if c.size > 0.5])
    lifted = _lifted(rows)
    white = _white(lifted)
    pieces = [piece for row in lifted for piece in _pieces(row, white)]
    return sorted(pieces, key=lambda p: (-round(p.foot, 1), p.left))


def _white(rows: Sequence[_Row]) -> float | None:
    """Where white runs down the middle of a page, as between columns; None where it does not."""
    runs = [
        [(part[0].left, max(c.right for c in part)) for part in _parts(_shown(row), 0.6 * row.size)]
        for row in rows
    ]
    if len(runs) < _FEWEST:
        return None
    left, right = min(r[0][0] for r in runs), max(max(end for _, end in r) for r in runs)
    best: tuple[int, float] | None = None
    for step in range(70, 131):
        at = left + (right - left) * step / 200
        crossing = sum(any(start < at < end for start, end in row) for row in runs)
        if best is None or crossing < best[0]:
            best = (crossing, at)
    return best[1] if best and best[0] <= 0.25 * len(runs) else None


def _shown(row: _Row) -> list[Character]:
    return [c for c in row.characters if not c.text.isspace()]


def _rows(characters: list[Character]) -> list[_Row]:
    rows: list[_Row] = []
    for c in sorted(characters, key=lambda c: (-c.foot, c.left)):
        if rows and rows[-1].foot - c.foot <= _LEVEL * min(c.size, rows[-1].size):
            row = rows[-1]
            row.characters.append(c)
            if c.size > row.size and not c.text.isspace():
                row.size, row.foot = c.size, c.foot
        else:
            rows.append(_Row(c.foot, c.size, [c]))
    return rows


def _lifted(rows: list[_Row]) -> list[_Row]:
    """*rows* with small signs that stand a little above or below a line in that line."""
    full = [row for row in rows if any(not c.text.isspace() for c in row.characters)]
    kept: list[_Row] = []
    for index, row in enumerate(full):
        near = [
            other
            for other in full[max(index - 4, 0) : index + 5]
            if other is not row
            and row.size < _SMALL * other.size
            and -0.4 * other.size < row.foot - other.foot < 0.7 * other.size
        ]
        left: list[Character] = []
        for part in _parts(row.characters, 0.8 * row.size):
            home = next((other for other in near if _fits(part, other)), None)
            if home is not None:
                home.characters += part
            else:
                left += part
        if left:
            kept.append(_Row(row.foot, row.size, left))
            # It may be home to signs of rows still to come.
            full[index] = kept[-1]
    return kept


def _parts(characters: Sequence[Character], gap: float) -> Iterator[list[Character]]:
    held: list[Character] = []
    for c in sorted(characters, key=lambda c: c.left):
        space = c.left - held[-1].right if held else 0
        # A number in the margin is set smaller, and nearer than a column.
        if space > gap or (space > gap / 2 and _differ(c, held[-1])):
            yield held
            held = []
        held.append(c)
    if held:
        yield held


def _differ(one: Character, other: Character) -> bool:
    """Whether two characters on one height are of clearly different sizes."""
    sizes = sorted((one.size, other.size))
    return sizes[0] < 0.8 * sizes[1] and abs(one.foot - other.foot) < 0.05 * sizes[1]


def _fits(part: list[Character], row: _Row) -> bool:
    """Whether *part* is short, and stands at a word of *row*."""
    left, right = part[0].left, max(c.right for c in part)
    if right - left > _SIGN * row.size:
        return False
    near = 0.4 * row.size
    return any(
        c.size > part[0].size and (abs(c.right - left) < near or abs(c.left - right) < near)
        for c in row.characters
        if not c.text.isspace()
    )


def _pieces(row: _Row, white: float | None) -> Iterator[Piece]:
    for whole in _parts(row.characters, _PART * row.size):
        for part in _parted(whole, white, row.size):
            words = [c for c in part if not c.text.isspace()]
            if words:
                yield _piece(part, words)


def _parted(part: list[Character], white: float | None, size: float) -> list[list[Character]]:
    """*part*, in two where the *white* between columns runs through it."""
    shown = [c for c in part if not c.text.isspace()]
    for before, after in pairwise(shown):
        if white is not None and before.right <= white <= after.left:
            if after.left - before.right < 0.6 * size:
                break
            at = part.index(after)
            return [part[:at], part[at:]]
    return [part]


def _piece(part: list[Character], words: list[Character]) -> Piece:
    sizes = Counter(c.size for c in words)
    largest = max(sizes)
    size = max(sizes, key=lambda s: (sizes[s] * (s >= 0.6 * largest), s))
    feet = Counter(round(c.foot, 1) for c in words if c.size >= _SMALL * size)
    piece = Piece(words[0].left, max(c.right for c in words), feet.most_common(1)[0][0], size)
    last: Character | None = None
    is_blank = False
    for c in logical(list(_blanked(part, size)), lambda c: c.text):
        if c.text.isspace():
            is_blank = last is not None
            continue
        text, styles = c.text, _styles(c, piece)
        if last is not None and is_blank:
            before = piece.spans[-1][1]
            _add(piece, " ", before if before == styles else ())
        _add(piece, text, styles)
        last, is_blank = c, False
    return piece


def _blanked(part: list[Character], size: float) -> Iterator[Character]:
    """*part* with a blank wherever its characters, of this size, stand apart."""
    last: Character | None = None
    for c in part:
        if last is not None and not c.text.isspace() and c.left - last.right > _BLANK * size:
            yield replace(c, text=" ")
        yield c
        last = last if c.text.isspace() else c


def _add(piece: Piece, text: str, styles: tuple[str, ...]) -> None:
    if piece.spans and piece.spans[-1][1] == styles:
        piece.spans[-1] = (piece.spans[-1][0] + text, styles)
    else:
        piece.spans.append((text, styles))


def _styles(c: Character, piece: Piece) -> tuple[str, ...]:
    """The styles of a character, raised or lowered where it stands so."""
    shift = c.foot - piece.foot
    is_small = c.size < _SMALL * piece.size and abs(shift) > _RAISED * piece.size
    if is_small or abs(shift) > 0.25 * piece.size:
        return (*c.font, "superscript" if shift > 0 else "subscript")
    return (*c.font, *c.shape)
