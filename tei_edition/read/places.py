"""Where the characters of inline text stand in the source: lines of paragraphs, cells of tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from tei_edition.document.source import Span


class LineMap:
    """Leads from offsets in an inline token's text to offsets in the source."""

    def __init__(
        self,
        lines: Sequence[str],
        starts: Sequence[int],
        content: str,
        first: int,
        column: int | None = None,
    ) -> None:
        self.starts: list[int] = []
        self.offsets: list[int] = []
        #: For each line its first and last character that is text.
        self.edges: list[tuple[int, int]] = []
        here = 0
        for index, part in enumerate(content.split("\n")):
            line = lines[first + index]
            body, whole = part.strip(), line.rstrip()
            # A line's text ends where the line ends, save for closing hashes.
            at_end = whole.endswith(body)
            at = len(whole) - len(body) if at_end else line.find(body)
            lead = len(part) - len(part.lstrip())
            start = starts[first + index] + max(at, 0)
            self.starts.append(here)
            self.offsets.append(start - lead)
            self.edges.append((start, start + len(body)))
            here += len(part) + 1

    def span(self, start: int, end: int) -> Span:
        """Where characters *start* to *end* of the inline text stand."""
        return Span(
            self._offset(start), self._offset(end - 1) + 1 if end > start else self._offset(start)
        )

    def _offset(self, offset: int) -> int:
        line = bisect_right(self.starts, offset) - 1
        return self.offsets[line] + offset - self.starts[line]


class CellMap:
    """The same for the text of a cell, in which a bar that is no border is escaped."""

    def __init__(self, cell: re.Match[str], start: int) -> None:
        raw = cell[0]
        self.row = Span(start, start + len(cell.string))
        lead, end = len(raw) - len(raw.lstrip()), len(raw.rstrip())
        kept = [i for i in range(lead, end) if raw[i : i + 2] != "\\|"]
        self.content = "".join(raw[i] for i in kept)
        base = start + cell.start()
        self._offsets = [base + i for i in kept]
        self._end = base + end
        self.edges = [(base + lead, self._end)]

    def span(self, start: int, end: int) -> Span:
        """Where characters *start* to *end* of the cell's text stand."""
        if end > len(
            self._offsets
        ):  # Markdown parted the row otherwise: its text is in it somewhere
            return self.row
        first = self._offsets[start] if start < len(self._offsets) else self._end
        return Span(first, self._offsets[end - 1] + 1 if end > start else first)

    def anywhere(self) -> CellMap:
        """The same for text that is not what stands in the cell: all of it is somewhere in the row."""
        self._offsets = []
        return self
