"""Inline content that many passages are asked of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from tei_edition.document.inline import Inline, cut, plain


class Passages:
    """Inline content of which many passages are asked for: each is found without going through the whole."""

    def __init__(self, content: Sequence[Inline]) -> None:
        self._content = content
        self._starts: list[int] = []

    def cut(self, start: int, end: int) -> tuple[Inline, ...]:
        """The text between two characters of the content's plain(); see model.cut."""
        if not self._starts:
            self._starts = list(accumulate((len(plain((n,))) for n in self._content), initial=0))
        first = max(bisect_left(self._starts, start) - 1, 0)
        last = bisect_right(self._starts, end)
        before = self._starts[first]
        return cut(self._content[first:last], start - before, end - before)
