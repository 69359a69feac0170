"""The sentences of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…]+[\"”’'»)\]]*(?=\s)")
_NEXT = re.compile(r"\s*[\"“‘'«(\[—–-]*\s*(?P<first>\S)")
_LAST_WORD = re.compile(r"([^\s(\[\"“]+)$")
#: The number before a paragraph is no sentence.
NUMBER = re.compile(r"\s*(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|[•·▪‣*])\s+")


def sentences(text: str, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where the sentences of *text* begin and end, without the white space between."""
    number = NUMBER.match(text)
    start = number.end() if number else 0
    for found in _END.finditer(text, start):
        if not _ends(text, found, abbreviations):
            continue
        yield from _trimmed(text, start, found.end())
        start = found.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip())
    last = end - (len(piece) - len(piece.rstrip()))
    if first < last:
        yield first, last


def _ends(text: str, found: re.Match[str], abbreviations: frozenset[str]) -> bool:
    following = _NEXT.match(text, found.end())
    if following is None:
        return True
    first = following["first"]
    if not (first.isupper() or first.isdigit()):
        return False
    if found[0][0] != ".":
        return True
    word = _LAST_WORD.search(text[: found.start()])
    if word is None:
        return True
    last = word[1].rsplit("-", 1)[-1]
    return not (
        (len(last) == 1 and last.isupper())
        or last.casefold() in abbreviations
        or re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", last)
    )
