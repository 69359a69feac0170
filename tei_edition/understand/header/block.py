"""The header block of a record: which of its blocks are labels, what belongs to them, and where the text begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tei_edition.conventions.tables import Tables
from tei_edition.document.block import Block, Entry, Heading, List, Paragraph
from tei_edition.document.header import Field, Language
from tei_edition.document.inline import Inline, Text, plain
from tei_edition.document.source import Span
from tei_edition.understand.header.dates import is_header_date
from tei_edition.understand.header.lines import PLAIN, lines_apart, together_again

#: So many blocks may stand between a label and the next: a summary of several paragraphs.
_GAP, _INLINE_GAP = 12, 2
#: The first label that no sign marks stands so high.
_HIGH = 4
#: A field that nobody knows says no more.
_SHORT = 160
#: No label is longer.
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class _Label:
    """A label: its words, its key where it is known, and how much of its paragraph it is.

    `lead` counts the inlines of a paragraph that are the label, None where a block is the label alone;
    `cut` is true where the sign behind it stands in the text that follows.
    """

    words: str
    key: str | None
    lead: int | None = None
    cut: bool = False
    #: True for a field whose format says where it ends.
    whole: bool = False

    @property
    def is_inline(self) -> bool:
        return self.lead is not None


def header_block(whole: Sequence[Block], tables: Tables) -> tuple[list[Field], tuple[Block, ...]]:
    """Split the blocks of a *whole* record into the fields of the header block and the text.

    Labels stand alone ("#### Citation:", with paragraphs behind them), begin a paragraph in bold
    ("**Citation:** …"), or, where no label is marked, plainly. Behind the last one's own paragraph the
    text begins; text never becomes part of the header.
    """
    fields: list[Field] = []
    blocks, places = lines_apart(whole, tables)
    labels = {i: label for i, block in enumerate(blocks) if (label := _label(block, tables))}
    if not any(label.key and not _is_bare(blocks[i]) for i, label in labels.items()):
        labels |= _lone_labels(blocks, tables) or _plain_labels(blocks, tables)
    ends = _last_label(blocks, labels, tables)
    index = 0
    while index < len(blocks) and (index <= ends or not _has_title(fields)):
        block = blocks[index]
        if index in labels and index <= ends:
            end = _end_of_field(blocks, index, labels, ends, tables)
            fields.append(_labelled(blocks[index:end], labels[index]))
            index = end
        elif isinstance(block, Heading) or _is_strong(block):
            fields.append(_heading_field(block, fields, tables))
            index += 1
        elif index < ends:
            fields.append(_unlabelled(block, fields, tables))
            index += 1
        else:
            break
    return fields, together_again(whole, blocks, places, index)


def _end_of_field(
    blocks: Sequence[Block], index: int, labels: dict[int, _Label], ends: int, tables: Tables
) -> int:
    """The index behind what belongs to the label at *index*."""
    label = labels[index]
    end = index + 1
    while end < len(blocks) and (end not in labels or end > ends) and not label.whole:
        if index == ends and not _belongs(label, blocks[end], end - index, tables):
            break
        end += 1
    return end


def _labelled(blocks: Sequence[Block], label: _Label) -> Field:
    """The field of *blocks*, of which the first is or begins with *label*."""
    block = blocks[0]
    if isinstance(block, Entry):
        return Field(label.words, label.key, block.blocks, block.span, block.label_span)
    own = (_after_label(block, label), *blocks[1:])
    content = tuple(b for b in own if b is not None)
    return Field(label.words, label.key, content, block.span, _label_span(block, label))


def _unlabelled(block: Block, fields: Sequence[Field], tables: Tables) -> Field:
    """What stands between the title and the labels, or above the title: its date, or nobody knows what."""
    dated = any(field.key == "date" for field in fields)
    if isinstance(block, Paragraph) and not dated and is_header_date(plain(block.content), tables):
        return Field("Date", "date", (block,), block.span)
    return Field("", None, (block,), block.span)


def _has_title(fields: Sequence[Field]) -> bool:
    return any(field.key == "title" for field in fields)


def _heading_field(block: Block, fields: Sequence[Field], tables: Tables) -> Field:
    content = (Paragraph(_inlines(block), block.span),)
    keys = {field.key for field in fields}
    words = " ".join(plain(_inlines(block)).split())
    if "date" not in keys and is_header_date(words, tables):
        return Field("Date", "date", content, block.span)
    key = None if "title" in keys else "title"
    return Field("" if key is None else "Title", key, content, block.span)


def _last_label(blocks: Sequence[Block], labels: dict[int, _Label], tables: Tables) -> int:
    """The index of the last label of the header block, or -1.

    It is the label "Contents", after which the text begins, unless another known label follows at
    once; without "Contents" it is the last known label before which no text can stand.
    """
    known = _together(labels)
    last = known[-1] if known else -1
    for index in known:
        if labels[index].key == "contents" and not labels[index].whole:
            end = index + 1
            while end < len(blocks) and _belongs(labels[index], blocks[end], end - index, tables):
                end += 1
            if end not in known:
                last = index
                break
    return _behind(blocks, labels, last, tables)


def _behind(blocks: Sequence[Block], labels: dict[int, _Label], last: int, tables: Tables) -> int:
    """The index of the last label, where labels of pages that have no field follow the *last* known one."""
    last = max([last, *(index for index, label in labels.items() if label.whole)])
    while last >= 0:
        end = last + 1
        while (
            end < len(blocks)
            and end not in labels
            and not labels[last].whole
            and _belongs(labels[last], blocks[end], end - last, tables)
        ):
            end += 1
        if end not in labels or labels[end].words.casefold() not in tables.page_words("label"):
            return _nameless(blocks, labels, last, end, tables)
        last = end
    return last


def _nameless(
    blocks: Sequence[Block], labels: dict[int, _Label], last: int, end: int, tables: Tables
) -> int:
    """The index of the last of the labels at *end* that nobody knows, where they are the header's; else *last*.

    They are in the manner of the *last* one, each is there once with few words, and none is in the text behind:
    who speaks in a transcript, or writes a memorandum, is named in the same way.
    """
    run = []
    while labels[last].is_inline and end in labels and labels[end].is_inline:
        run.append(end)
        end += 1
    words = [labels[index].words.casefold() for index in run]
    is_header = (
        end < len(blocks)
        and len(set(words)) == len(words)
        and not any(index >= end for index in labels)
        and not any(
            tables.line_key(labels[index].words) or labels[index].words.isupper() for index in run
        )
        and all(len(plain(_inlines(blocks[index]))) < _SHORT for index in run)
    )
    return run[-1] if run and is_header else last


def _together(labels: dict[int, _Label]) -> list[int]:
    """The known labels of the header, in order: not one that is given again, or far below, in the text."""
    known: list[int] = []
    seen: set[str | None] = set()
    for index, label in labels.items():
        if not label.key:
            continue
        if known:
            before = labels[known[-1]]
            within = [at for at in labels if known[-1] <= at < index]
            gap = index - within[-1] - 1
            if label.key in seen:
                continue  # it is the header's only where another label follows
            if gap > (_INLINE_GAP if before.is_inline else _GAP):
                break
        known.append(index)
        seen.add(label.key)
    return known


def _belongs(label: _Label, block: Block, distance: int, tables: Tables) -> bool:
    """True where *block*, *distance* after the last *label* of a header, is still its content."""
    if isinstance(block, List) and label.key == "contents":
        blocks = [inner for item in block.items for inner in item.blocks]
        return all(_belongs(label, inner, distance, tables) for inner in blocks)
    if isinstance(block, List) and label.key == "revision":
        return distance == 2  # the repairs, below what was done
    if not isinstance(block, Paragraph):
        return False
    if label.key != "contents":
        return distance == 1 and not label.is_inline
    lines = re.split(r"\n|,| and ", plain(block.content))
    return all(kind_and_language(line, tables)[0] for line in lines)


def _label(block: Block, tables: Tables) -> _Label | None:
    """The label that *block* is ("#### **Citation:**") or begins with ("**Citation:** ...")."""
    if isinstance(block, Entry):
        words = block.label.replace("_", " ")
        key = tables.label_key(words) or tables.label_key(words.replace("-", " "))
        if words.casefold() in tables.page_words("foot"):
            key = "section"
        return _Label(block.label, key, whole=True)
    if isinstance(block, Heading) or _is_strong(block):
        words = " ".join(plain(_inlines(block)).split())
        key = tables.label_key(words)
        of_page = words.casefold() in tables.page_words("label")
        if key or of_page or (words.endswith(":") and len(words) < 60):
            return _Label(words.rstrip(": "), key)
    elif isinstance(block, Paragraph) and (lead := _strong_lead(block)):
        words, rest = plain(lead).strip(), plain(block.content[len(lead) :]).lstrip()
        if rest.startswith(":") and tables.label_key(words):  # "**Citation**: ..."
            return _Label(words, tables.label_key(words), len(lead), cut=True)
        if words.endswith(":") and len(words) < _LONGEST:
            return _Label(words.rstrip(": "), tables.label_key(words), len(lead))
    return None


def _lone_labels(blocks: Sequence[Block], tables: Tables) -> dict[int, _Label]:
    """Labels that stand alone, marked by no more than a colon ("Citation:" above its paragraphs)."""
    found: dict[int, _Label] = {}
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or len(block.content) != 1:
            continue
        words = plain(block.content).strip()
        if len(words) < _LONGEST and (words.endswith(":") or found or index < _HIGH):
            key = tables.label_key(words)
            if key or words.rstrip(":").casefold() in tables.page_words("label"):
                found[index] = _Label(words.rstrip(": "), key)
    return found if sum(label.key is not None for label in found.values()) > 1 else {}


def _plain_labels(blocks: Sequence[Block], tables: Tables) -> dict[int, _Label]:
    """Labels that nothing marks ("Citation: ..."): paragraph upon paragraph, below the date and title.

    One known label is enough where another stands beside it that is none of a memorandum's lines.
    """
    found: dict[int, _Label] = {}
    for index, block in enumerate(blocks):
        words = plain(block.content) if isinstance(block, Paragraph) else ""
        if label := PLAIN.match(f"{words} "):
            key = tables.label_key(label[1])
            found[index] = _Label(label[1], key, _before_colon(block), cut=True)
        elif found:
            break
    keys = {label.key for label in found.values()} - {None}
    pages = tables.page_words("label")
    others = any(label.words.casefold() in pages for label in found.values() if not label.key)
    if len(keys) > 1 or "citation" in keys or (keys and others) or _is_date(blocks, found, tables):
        return found
    return {}


def _is_date(blocks: Sequence[Block], found: dict[int, _Label], tables: Tables) -> bool:
    """True where *found* is the date alone, directly below the title."""
    if [(index, label.key) for index, label in found.items()] != [(1, "date")]:
        return False
    said = plain(blocks[1].content) if isinstance(blocks[1], Paragraph) else ""
    return isinstance(blocks[0], Heading) and is_header_date(said.partition(":")[2], tables)


def _before_colon(block: Block) -> int:
    """How many inlines stand before the one with the first colon: "_Date_: 1962" has it behind its label."""
    content = _inlines(block)
    return next((i for i, node in enumerate(content) if ":" in plain((node,))), 0)


def _label_span(block: Block, label: _Label) -> Span:
    """Where the *label* that *block* is, or begins with, stands."""
    if not label.is_inline or not isinstance(block, Paragraph):
        return block.span
    if not label.lead:
        start = block.content[0].span.start if isinstance(block.content[0], Text) else 0
        return Span(start, start + len(label.words) + 1)
    texts = [node.span for node in block.content[: label.lead] if isinstance(node, Text)]
    following = block.content[label.lead] if label.cut else None
    end = following.span.start + 1 if isinstance(following, Text) else texts[-1].end
    return Span(texts[0].start, end)


def _strong_lead(block: Paragraph) -> tuple[Inline, ...]:
    lead: list[Inline] = []
    for node in block.content:
        if not (isinstance(node, Text) and "strong" in node.styles):
            break
        lead.append(node)
    return tuple(lead)


def _after_label(block: Block, label: _Label) -> Block | None:
    """What a paragraph that begins with its *label* says after it."""
    if not label.is_inline or not isinstance(block, Paragraph):
        return None
    rest = block.content[label.lead or 0 :]
    if label.cut and isinstance(first := rest[0], Text):
        count = first.value.index(":") + 1
        start = first.span.start + count
        rest = (
            replace(first, value=first.value[count:], span=Span(start, first.span.end)),
            *rest[1:],
        )
    return Paragraph(rest, block.span) if plain(rest).strip() else None


def _is_bare(block: Block) -> bool:
    """True for a field that no label marks, such as the date of plain text."""
    return isinstance(block, Entry) and block.label_span.start == block.label_span.end


def _is_strong(block: Block) -> bool:
    return (
        isinstance(block, Paragraph)
        and any(isinstance(node, Text) and node.value.strip() for node in block.content)
        and all(
            "strong" in node.styles
            for node in block.content
            if isinstance(node, Text) and node.value.strip()
        )
    )


def _inlines(block: Block) -> tuple[Inline, ...]:
    return block.content if isinstance(block, Heading | Paragraph) else ()


def kind_and_language(line: str, tables: Tables) -> tuple[str | None, Language | None]:
    """What one line of "Contents" says; either may be None."""
    line = " ".join(line.split())  # no pattern looks for the end of a run of blanks at each of them
    kind, _, name = (part.strip() for part in re.split(r" ([-–—]) ", f"{line} - ")[:3])
    if not tables.text_kind(kind):
        first, _, last = kind.rpartition(" ")  # "English Translation"
        if tables.text_kind(last) and tables.language(first).tag:
            kind, name = last, first
    language = tables.language(name)
    return tables.text_kind(kind), language if language.tag else None
