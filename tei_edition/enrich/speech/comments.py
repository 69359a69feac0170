"""What a writer adds for those at home: "Comment:", under a heading or at the beginning of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tei_edition.enrich.forms import folded
from tei_edition.enrich.speech.frames import whole_sentences
from tei_edition.enrich.speech.passages import Block
from tei_edition.enrich.speech.verbs import Verbs

_BEGINS = re.compile(r"[\W\d_]*(?:begin )?(?P<word>[^\W\d_]+)\s*[:.]\s", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[](?P<word>[^\W\d_]+)\s*[:.][^()\[\]]*[)\]]")
_ENDS = re.compile(r"\bend (?:of )?comments?\b", re.IGNORECASE)
#: A heading is not longer.
_HEADING = 3


def without_comments(block: Block, verbs: Verbs) -> Iterator[tuple[int, int]]:
    """Where the sentences of *block* stand, but for what its writer adds in brackets: "(Comment. He often is.)"."""
    comments = [
        found.span()
        for found in _BRACKETED.finditer(block.text)
        if folded(found["word"]) in verbs.words("commenting")
    ]
    for start, end in whole_sentences(block, verbs):
        if not any(first <= start < last for first, last in comments):
            yield start, end


def is_bracketed(block: Block) -> bool:
    """Whether a paragraph stands in brackets altogether."""
    return block.text.strip()[:1] in ("(", "[") and block.text.strip()[-1:] in (")", "]")


@dataclass
class Comments:
    """Whether the text, paragraph by paragraph, has come to what its writer thinks of it all."""

    verbs: Verbs
    inside: bool = False

    def heading(self, text: str) -> None:
        """Take note of a heading."""
        self.inside = self._is_heading(text)

    def marked(self, block: Block) -> Block:
        """*block*, as one in which nobody speaks where it is a comment."""
        if block.turn:
            self.inside = False
            return block
        begins = _BEGINS.match(block.text)
        if self._is_heading(block.text):
            self.inside = True
        elif begins and folded(begins["word"]) in self.verbs.words("commenting"):
            if block.text.lstrip().startswith(("(", "[")):
                return replace(block, apart=True)
            self.inside = True
        inside = self.inside
        self.inside = inside and not _ENDS.search(block.text)
        return replace(block, apart=True) if inside else block

    def _is_heading(self, text: str) -> bool:
        words = re.findall(r"[^\W\d_]+", text)
        return 0 < len(words) <= _HEADING and bool(
            self.verbs.words("commenting") & set(map(folded, words))
        )
