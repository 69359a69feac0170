"""Reading a PDF back: its lines by their place, the numbers in the margin, the entries at the foot."""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as raw

#: Sizes of type, in points, of edition.typ on A5: text, numbers in the margin, foot of the page.
BODY, MARGIN, FOOT = 10.0, 7.5, 8.4


@dataclass
class Page:
    """A page: its lines of text from top to bottom, margin numbers by line, the foot's lines and their heights."""

    lines: list[str] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    foot: list[str] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)


def read(data: bytes) -> list[Page]:
    document = pypdfium2.PdfDocument(data)
    pages = [_page(page.get_textpage()) for page in document]
    document.close()
    return pages


def _rows(text) -> dict[float, dict[float, list[tuple[float, str]]]]:
    """The characters of a page, each with its place in the line, by size of type and height."""
    rows: dict[float, dict[float, list[tuple[float, str]]]] = defaultdict(lambda: defaultdict(list))
    x, y = ctypes.c_double(), ctypes.c_double()
    size = 0.0
    for i in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text, i))
        if char in "\r\n":
            continue
        # A space that pdfium makes up has no size of its own.
        size = size if char == " " else round(raw.FPDFText_GetFontSize(text, i), 1)
        raw.FPDFText_GetCharOrigin(text, i, x, y)
        rows[size][round(y.value, 0)].append((x.value, char))
    return rows


def _lines(
    rows: dict[float, dict[float, list[tuple[float, str]]]], size: float
) -> list[tuple[float, str]]:
    """The lines of a size of type from top to bottom, each with its height."""
    merged: list[tuple[float, list[tuple[float, str]]]] = []
    for height, chars in sorted(rows[size].items(), reverse=True):
        if merged and abs(merged[-1][0] - height) <= 1:
            merged[-1][1].extend(chars)
        else:
            merged.append((height, list(chars)))
    return [(h, "".join(c for _, c in sorted(chars)).strip()) for h, chars in merged]


def _page(text) -> Page:
    rows = _rows(text)
    page = Page()
    body = [(h, line) for h, line in _lines(rows, BODY) if line]
    page.lines = [line for _, line in body]
    for height, number in _lines(rows, MARGIN):
        if number.isdecimal():
            nearest = min(range(len(body)), key=lambda i: abs(body[i][0] - height))
            page.numbers[nearest + 1] = int(number)
    for height, line in _lines(rows, FOOT):
        page.heights.append(height)
        page.foot.append(line)
    return page


ENTRY = re.compile(r"(?:(\d+)\.)?(\d+)(?:–(?:(\d+)\.)?(\d+))? +(q\d+a)\b[^\]]*\]")
WORD = re.compile(r"q\d+[az]")


def where(pages: list[Page], first_line: str) -> dict[str, tuple[int, int]]:
    """The page and the line of each word such as q12a; lines are counted from the one that holds *first_line*."""
    found = {}
    for number, page in enumerate(pages, 1):
        start = (
            next((i for i, line in enumerate(page.lines) if first_line in line), 0)
            if number == 1
            else 0
        )
        for count, line in enumerate(page.lines[start:], 1):
            for word in WORD.findall(line):
                found.setdefault(word, (number, count))
    return found


def set_in(data: bytes, size: float) -> list[str]:
    """The lines of the first page that are set in a size of type, in points."""
    document = pypdfium2.PdfDocument(data)
    lines = [line for _, line in _lines(_rows(document[0].get_textpage()), size)]
    document.close()
    return lines


def touched(data: bytes, room: float) -> list[str]:
    """The characters that a horizontal rule runs through, or comes nearer to than *room* points, page by page."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for page in document:
        text = page.get_textpage()
        boxes = [
            (chr(raw.FPDFText_GetUnicode(text, i)), text.get_charbox(i))
            for i in range(text.count_chars())
        ]
        for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=9):
            left, bottom, right, top = thing.get_bounds()
            if top - bottom > 2:
                continue
            found += [
                char
                for char, (x, below, end, above) in boxes
                if x < right and end > left and below - room < top and bottom < above + room
            ]
    document.close()
    return found
