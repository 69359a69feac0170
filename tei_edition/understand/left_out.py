"""What the Markdown of a record has and its edition has not: comments, pictures, emphasis without end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tei_edition.diagnostics import Diagnostic
from tei_edition.document.block import Block, texts_of
from tei_edition.document.source import Source, Span

_COMMENT = re.compile(r"(?<!\\)<!--")
_PICTURE = re.compile(r"(?<!\\)!\[[^\[\]\n]{0,300}\]\(<?(?P<address>[^\s()<>]{1,2000})")
#: Emphasis is kept so deep in emphasis (read/markdown.py).
_DEEP = 20
_SHOWN = 60


def left_out(
    source: Source, start: int, blocks: Sequence[Block], markers: Sequence[Span]
) -> Iterator[Diagnostic]:
    """R037 for each comment and picture behind character *start* of *source*, and where emphasis is too deep in *blocks*.

    *markers* are the stretches that are no text.
    """
    text = source.text
    if "<!--" in text or "![" in text:
        gone = {span.start for span in markers}
        for found in _COMMENT.finditer(text, start):
            is_gone = found.start() in gone
            message = "this comment was left out" if is_gone else "this comment was read as text"
            hint = "write [Note: …] if it is for readers" if is_gone else "end it in its paragraph"  # fmt: skip
            yield source.diagnostic("R037", message, Span(*found.span()), hint)
        for found in _PICTURE.finditer(text, start):
            message = f"the picture {found['address'][:_SHOWN]} was left out; its description was kept as text"
            hint = "write [photograph: …] to describe what it shows"
            yield source.diagnostic("R037", message, Span(*found.span()), hint)
    for node in texts_of(blocks):
        if len(node.styles) >= _DEEP:
            message = f"emphasis is nested {_DEEP} levels deep or more; deeper levels were left out"
            hint = "write \\* for asterisks that belong to the text"
            yield source.diagnostic("R037", message, node.span, hint)
            return
