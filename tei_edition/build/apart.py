"""N007: days in two calendars that are not one, with the place in the file that has them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.document.source import Source, Span
from tei_edition.files import read_input

_MESSAGE = "the two calendars give different days, so this is not treated as a date: {}"
_HINT = "correct one of the days, or remove it"
_WORDS = re.compile(r"“(.+?)”", re.DOTALL)


def told_apart(apart: Sequence[str], name: str, data: bytes | None) -> Iterator[Diagnostic]:
    """N007 for each of *apart*, which begin with the words in quotation marks, in their order.

    *name* is the file that they are from, *data* its bytes, where it is TEI; a record is read again for the place. Where the words
    are not found as they are, as in files of other formats, there is no place.
    """
    source = _source(name, data) if apart else None
    seen: Counter[str] = Counter()
    for said in apart:
        words = found[1] if (found := _WORDS.match(said)) else ""
        span = _place(source, words, seen[words]) if source else None
        seen[words] += 1
        message = _MESSAGE.format(said)
        if source and span:
            yield source.diagnostic("N007", message, span, _HINT)
        else:
            yield Diagnostic("N007", message, name, hint=_HINT)


def _source(name: str, data: bytes | None) -> Source | None:
    if data is None:
        if not name.endswith(".md"):
            return None
        try:
            data = read_input(Path(name), name)
        except EditionError:
            return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return Source(name, text.replace("\r\n", "\n").replace("\r", "\n"))


def _place(source: Source, words: str, before: int) -> Span | None:
    """Where *words* are for the time that follows as many as *before*; those of a heading or header are no text."""
    pattern = r"\s+".join(rf"\\?{re.escape(word)}" for word in words.split())
    found = [
        match
        for match in re.finditer(pattern, source.text)
        if not _in_header(source.text, match.start())
    ]
    return Span(*found[before].span()) if words and before < len(found) else None


def _in_header(text: str, at: int) -> bool:
    start = text.rfind("\n", 0, at) + 1
    return text[start:at].startswith(("#", "**")) or "</teiHeader>" in text[at:]
