"""The head of a document: classification, addressees, number, date, heading, greeting."""

from __future__ import annotations

from collections.abc import Sequence

from tei_edition.conventions.tables import Tables
from tei_edition.document.block import Aside, Block, Divider, Heading, Line, Opener, Paragraph
from tei_edition.document.inline import Inline, Mark, is_blank, only_global, plain
from tei_edition.document.marks import Kind
from tei_edition.understand.words.lines import (
    has_signature,
    is_heading,
    is_prose,
    is_salutation,
    is_spaced,
    is_title,
    line_kind,
    line_of,
    spaced_heading,
    split_lines,
)

#: So many blocks are looked at for the end of a document's head.
_LONGEST_HEAD = 24
#: A sentence of no more words may stand between the lines of a head.
_SHORT = 8
#: A sentence of fewer words may be a line of a document's head.
_FEWEST = 3


def open_(part: Sequence[Block], tables: Tables, capitals: bool) -> tuple[list[Block], list[Block]]:
    """The head of the document *part*, as openers and headings, and the rest of its blocks.

    The head goes on as long as lines are short and something more of it follows: a line that says
    nothing known, such as an addressee's name, belongs to it when it stands between others.
    """
    kinds: list[list[str]] = []
    end, pending = 0, False
    for index, block in enumerate(part[:_LONGEST_HEAD]):
        kind = _kinds(block, tables, capitals)
        if kind == ["salute"] and _names_speakers(part, tables):
            break
        if kind is None or (kind == [""] and ["salute"] in kinds):
            break  # below its greeting, a letter's text begins
        if kind == ["date"] and pending and _is_sentence(part[index - 1]):
            break  # it is not the document's own date, which stands above its text
        kinds.append(kind)
        told = kind not in (["note"], ["mark"], [""])
        # A mark of the editors says nothing of the lines above it.
        pending = not told and (pending or kind == [""])
        if not pending:
            end = index + 1
    top: list[Block] = []
    for block, kind in zip(part[:end], kinds[:end], strict=True):
        top.append(_opened(block, kind))
    return top, list(part[end:])


def _names_speakers(part: Sequence[Block], tables: Tables) -> bool:
    """True where several lines such as "Comrade Lind:" stand in *part*: nobody is greeted so twice."""
    lines = (plain(block.content).strip() for block in part if isinstance(block, Paragraph))
    greetings = [words for words in lines if words[-1:] == ":" and is_salutation(words, tables)]
    return len(greetings) > 1


def _kinds(block: Block, tables: Tables, capitals: bool) -> list[str] | None:
    """What the lines of *block* say at the head of a document; None where its text begins."""
    match block:
        case Heading() | Divider():
            return ["heading"]
        case Aside(content=content):
            if _has_stage(content) or has_signature(content):
                return None
            return ["note" if only_global(content) else "mark"]
        case Paragraph(content=content) if _has_stage(content):
            return None
        case Paragraph(content=content):
            lines = [line for line in split_lines(content) if not is_blank(line)]
            kinds = [line_kind(line, tables) for line in lines]
            if is_spaced(block) or (is_heading(block, capitals) and not all(kinds)):
                return ["heading"]
            if lines and all(kinds):
                return [str(kind) for kind in kinds]
            words = plain(content).strip()
            if is_title(words, tables):
                return ["heading"]
            if is_prose(content) or words.endswith(("?", ";")):
                return None
            if words.endswith(".") and len(words.split()) > _SHORT:
                return None
            return [kind or "" for kind in kinds] if any(kinds) else [""]
        case _:
            return None


def _opened(block: Block, kinds: list[str]) -> Block:
    match block:
        case Paragraph(content=content) if kinds == ["heading"]:
            if is_spaced(block):
                return spaced_heading(block, 1)
            return Heading(1, content, block.span)
        case Paragraph(content=content):
            lines = [line for line in split_lines(content) if not is_blank(line)]
            said = kinds if len(kinds) == len(lines) else [""] * len(lines)
            return Opener(
                tuple(line_of(kind, line) for kind, line in zip(said, lines, strict=True)),
                block.span,
            )
        case Aside(content=content) if kinds == ["mark"]:
            return Opener((Line("mark", content),), block.span)
        case _:
            return block


def _is_sentence(block: Block) -> bool:
    """True for a paragraph that ends in a full stop and is mostly in small letters."""
    words = plain(block.content).split() if isinstance(block, Paragraph) else []
    if len(words) < _FEWEST or not words[-1].endswith("."):
        return False
    return 2 * sum(word[0].islower() for word in words) > len(words)


def _has_stage(content: Sequence[Inline]) -> bool:
    """True where something happens in *content*: nobody laughs at the head of a document."""
    return any(isinstance(node, Mark) and node.kind is Kind.STAGE for node in content)
