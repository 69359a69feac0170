"""The account of a header block: what each stretch of its source was used for."""

from __future__ import annotations

from collections.abc import Iterator

from tei_edition.document.block import Block, List, Paragraph, texts_of
from tei_edition.document.header import Field, Header, Stretch
from tei_edition.document.inline import Text

#: Fields whose paragraphs become paragraphs; other fields become one line, items of lists and all.
_PARAGRAPHS = ("summary",)


def account(header: Header) -> Iterator[Stretch]:
    """The stretches of the source of *header*: labels, words with a use, and words that are left over."""
    for index, field in enumerate(header.fields):
        if field.label_span:
            yield Stretch(field.label_span, field.label, "label", index)
        kept = field in header.unknown or field.key is None
        used = set() if kept else {id(text) for text in _used(header, field)}
        for text in texts_of(field.blocks):
            if text.value.strip():
                use = "note" if kept else field.key if id(text) in used else ""
                yield Stretch(text.span, text.value, use or "", index)


def _used(header: Header, field: Field) -> Iterator[Text]:
    """The texts of *field* that its meaning was read from, or that are kept as they stand."""
    if field.key == "revision":
        yield from texts_of(field.blocks)
    elif field.key == "original_language":
        names = ", ".join(language.name for language in header.original_languages)
        if "".join(names.split()) == "".join(field.text.split()):
            yield from texts_of(field.blocks)
    else:
        for block in field.blocks:
            yield from _of_block(block, lists=field.key not in _PARAGRAPHS)


def _of_block(block: Block, *, lists: bool) -> Iterator[Text]:
    if isinstance(block, Paragraph):
        yield from texts_of((block,))
    elif isinstance(block, List) and lists:
        for item in block.items:
            for inner in item.blocks:
                yield from _of_block(inner, lists=True)
