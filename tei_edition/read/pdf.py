"""PDFs with a text layer: their lines put together to paragraphs, notes and pages. A scan has no text and is named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tei_edition.document.draft import Draft, DraftBlock, FootNote, PageMark, inlines_of, words_of
from tei_edition.read.front import front_of
from tei_edition.read.original import Original, broken
from tei_edition.read.pandoc_draft import MADE_UP, Passage, lost_of
from tei_edition.read.pdf_endnotes import with_endnotes
from tei_edition.read.pdf_layout import layout_of
from tei_edition.read.pdf_page import Page, scan
from tei_edition.read.pdf_text import blocks_of

_SCAN = "add a text layer (ocrmypdf IN.pdf OUT.pdf), or transcribe it (for example in Transkribus) and import the transcript"
_WORD = re.compile(r"\w+")
#: Fewer letters a page, beside pictures, are no text: what a scanner stamps.
_FEWEST = 25


def recognises(original: Original) -> bool:
    """Whether it begins as a PDF does."""
    return original.head.lstrip()[:1024].startswith(b"%PDF-")


def drafts(original: Original) -> Iterator[Draft]:
    """The draft of the PDF. Raises EditionError: I051 without pypdfium2, I052 where it cannot be read, or is a scan."""
    found = scan(original)
    empty = [n for n, page in enumerate(found.pages, 1) if not _has_text(page)]
    if len(empty) == len(found.pages):
        what = "pictures of pages" if any(p.pictures for p in found.pages) else "empty pages"
        raise broken(original.name, f"this PDF has no text, only {what}", _SCAN)
    title = found.properties.get("title", "")
    layout = layout_of(found.pages, title)
    front = front_of(with_endnotes(blocks_of(layout)))
    draft = Draft(
        name=original.stem,
        title=front.title or ("" if MADE_UP.fullmatch(title) else title) or original.stem,
        fields=front.fields,
        blocks=_paged(front.blocks, "" if front.is_whole else layout.numbers[0]),
    )
    left = list(layout.left_out)
    left += [
        f"page {n}: it has no text, only a picture" for n in empty if found.pages[n - 1].pictures
    ]
    shown = sum(p.pictures for n, p in enumerate(found.pages, 1) if n not in empty)
    if shown:
        left.append("1 picture" if shown == 1 else f"{shown} pictures")
    left += _lost(found.pages, draft, layout.words)
    yield replace(draft, left_out=tuple(left))


def _paged(blocks: Sequence[DraftBlock], number: str) -> tuple[DraftBlock, ...]:
    """*blocks* with the mark of the first page, where it has a *number*, before their first words."""
    for index, block in enumerate(blocks if number else ()):
        if block.content:
            marked = replace(block, content=(PageMark(number), *block.content))
            return (*blocks[:index], marked, *blocks[index + 1 :])
    return tuple(blocks)


def _has_text(page: Page) -> bool:
    letters = sum(len(_WORD.findall(piece.text)) for piece in page.pieces)
    return letters > (_FEWEST / 5 if page.pictures else 0)


def _lost(pages: list[Page], draft: Draft, told: list[str]) -> Iterator[str]:
    """The words of pages that are neither in the draft nor among those that were told to be left out."""
    held = Counter(words_of(draft))
    # A note's sign stands in the text and at the note.
    notes = (node for node in inlines_of(draft.blocks) if isinstance(node, FootNote))
    held.update(word for note in notes for word in _WORD.findall(note.sign))
    held.update(word for text in told for word in _WORD.findall(text))
    passages = [
        Passage(f"page {number}", piece.text)
        for number, page in enumerate(pages, 1)
        for piece in page.pieces
    ]
    passages += [Passage(f"page {n}", page.aslant) for n, page in enumerate(pages, 1)]
    yield from lost_of(passages, held)
