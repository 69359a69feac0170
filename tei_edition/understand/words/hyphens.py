"""Words that the lines of a hard-wrapped file cut in two: "trea-⏎surer"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_edition.diagnostics import Diagnostic, Fix
from tei_edition.document.inline import Inline, Text
from tei_edition.document.source import Source, Span
from tei_edition.understand.words.dictionary import is_unknown_word

#: The first half of a word at the end of a line, and the second at the beginning of the next.
_FIRST = re.compile(r"[^\W\d_]{2,}-$")
_SECOND = re.compile(r"[^\W\d_]+")
#: Words before which a hyphen stands for a part that comes later: "pre- and post-war".
_SHARING = frozenset({"and", "or", "to", "nor", "as", "und", "oder", "et", "ou"})


class LineJoiner:
    """Joins words over the ends of lines; what it did is in `diagnostics` and `markers`.

    A hyphen goes where what is joined is a word of the *language* of the text (a tag, "en"), and stays
    where it is none ("well-⏎known").
    """

    def __init__(self, source: Source, language: str | None) -> None:
        self._source, self._language = source, language or "en"
        self.diagnostics: list[Diagnostic] = []
        #: The hyphens that only parted a word.
        self.markers: list[Span] = []

    def read(self, content: Sequence[Inline], following: str = "") -> tuple[Inline, ...]:
        """*content* with its words whole; *following* is not looked at."""
        nodes = list(content)
        for index in range(len(nodes) - 2, 0, -1):
            before, between, after = nodes[index - 1 : index + 2]
            if (
                isinstance(before, Text)
                and isinstance(between, Text)
                and isinstance(after, Text)
                and between.value == " "
                and self._source.text[between.span.start : between.span.start + 1] == "\n"
            ):
                nodes[index - 1 : index + 1] = self._joined(before, between, after)
        return tuple(nodes)

    def _joined(self, before: Text, between: Text, after: Text) -> list[Inline]:
        """What *before* and *between* become in front of *after*."""
        first, second = _FIRST.search(before.value), _SECOND.match(after.value)
        if not first or not second or second[0].casefold() in _SHARING:
            return [before, between]
        stem = first[0][:-1]
        whole = stem + second[0]
        if not second[0][0].islower() or is_unknown_word(whole, self._language):
            return [before]
        end = before.span.end
        self.markers.append(Span(end - 1, end))
        message = f"the word “{whole}” was divided at the end of a line; its halves were joined"
        hint = "write the word, with its hyphen if it has one, on a single line"
        at = Span(end - len(first[0]), end)
        fix = Fix(end - 1, after.span.start, "")
        label = f"read as “{whole}”"
        self.diagnostics.append(
            self._source.diagnostic("R036", message, at, hint, label=label, fix=fix)
        )
        return [before.cut(0, len(before.value) - 1)]
