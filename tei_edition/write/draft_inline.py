"""Inline content of drafts as the text of a record: Markdown where it has signs, remarks where it has none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from tei_edition.document.draft import (
    Break,
    Change,
    Comment,
    DraftBlock,
    DraftInline,
    FootNote,
    PageMark,
    Picture,
    Run,
)
from tei_edition.write.markdown import block_text, escaped, escaped_but_remarks

_TAGS = {
    "emphasis": "i", "strong": "b", "underline": "u", "strike": "s", "small-caps": "sc",
    "superscript": "sup", "subscript": "sub", "sub": "sub", "sup": "sup",
}  # fmt: skip
_STARS = {"emphasis": "*", "strong": "**"}
#: A non-breaking space is a character of the text, other white space is the layout of its file.
_BLANKS = re.compile(r"[ \t\r\n\f\v\u2028\u2029\x85]+")
_WEB = re.compile(r"(?i)(?:https?|mailto|ftp):[^\s()<>\"\[\]]{1,2000}")
#: Signs that notes are printed with beside numbers, and names that Markdown gives them.
_STAR = re.compile(r"\*{1,5}|[†‡§]{1,3}")
_NAME = re.compile(r"[\w-]{1,30}")
#: What a name in a remark cannot hold, and what a path cannot.
_NOT_IN_NAMES = re.compile(r"[\[\]:,“”\"\s\x00-\x1f]+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST_NAME = 60
#: What parts lines within a cell of a table.
CELL_BREAK = "<br>"
#: Whom word processors call so says nobody.
NOBODY = "unknown author"


class DraftWriter:
    """Writes the inline content of one draft; `notes` are the notes that wait for the end of their block.

    *image* gives the path of a picture in the record by that in the draft.
    """

    def __init__(self, image: Callable[[str], str] = str) -> None:
        self._image = image
        self.notes: list[str] = []
        self._names: set[str] = set()
        self._count = 0

    def paragraph(self, content: Sequence[DraftInline]) -> str:
        """*content* as a paragraph; empty where it says nothing."""
        return block_text(self.inline(content).strip(" "))

    def line(self, content: Sequence[DraftInline]) -> str:
        """*content* in one line, for a heading or a cell."""
        return self.inline(content).replace("\\\n", CELL_BREAK).replace("\n", " ").strip(" ")

    def inline(self, content: Sequence[DraftInline]) -> str:
        """*content* as the inline text of a record."""
        parts: list[str] = []
        merged = list(_merged(content))
        for index, node in enumerate(merged):
            before = parts[-1] if parts else ""
            following = merged[index + 1] if index + 1 < len(merged) else None
            if isinstance(node, list):
                parts.append(self._styled(node, 0, before, _first(following)))
            else:
                parts.append(self._node(node, before, _first(following)))
        return re.sub(r" *\\\n *", "\\\n", "".join(parts))

    # --- words ----------------------------------------------------------------------------------

    def _styled(self, runs: list[Run], depth: int, before: str, after: str) -> str:
        """*runs* that share the styles above *depth*."""
        text = ""
        groups = [(style, list(held)) for style, held in groupby(runs, lambda r: _style(r, depth))]
        for index, (style, held) in enumerate(groups):
            behind = groups[index + 1][1][0].text[:1] if index + 1 < len(groups) else after
            if style is None:
                text += "".join(_markdown_of(run) for run in held)
                continue
            inner = self._styled(held, depth + 1, "", "")
            text += _set(style, inner, (text or before)[-1:], behind)
        return text

    # --- what Markdown has no words for ------------------------------------------------------------

    def _node(self, node: DraftInline, before: str, after: str) -> str:
        match node:
            case Break():
                return "\\\n"
            case PageMark():
                return self._page(node)
            case Picture():
                words = _BLANKS.sub(" ", escaped(node.description)).strip()
                path = self._image(node.path)
                return f"[image: {path} — {words}]" if words else f"[image: {path}]"
            case FootNote():
                return self._note(node, before, after)
            case Comment():
                said = self.flat(node.blocks)
                remark = f"[comment {_by(node.who, node.when)}: {_balanced(said)}]" if said else ""
                return f"{self.inline(node.of)}{remark}"
            case Change():
                return self._change(node)
            case _:  # pragma: no cover - runs are written above
                return ""

    def _page(self, mark: PageMark) -> str:
        number = re.sub(r"[^\w./–-]+", " ", mark.number).strip()
        if mark.image:
            return f"[{f'page {number}' if number else 'page'}: {self._image(mark.image)}]"
        return f"[page {number}]" if number else "[page break]"

    def _change(self, change: Change) -> str:
        inner = self.inline(change.content)
        words = inner.strip(" ").removeprefix("\\\n").removesuffix("\\\n")
        if not words:
            return inner if change.kind == "inserted" else ""
        lead = inner[: len(inner) - len(inner.lstrip(" "))]
        trail = inner[len(inner.rstrip(" ")) :]
        return f"{lead}[{change.kind} {_by(change.who, change.when)}: {_balanced(words)}]{trail}"

    def _note(self, note: FootNote, before: str, after: str) -> str:
        said = self.flat(note.blocks) or "[…]"
        sign = note.sign.strip()
        stands = before[-1:] not in ("", " ", "*", "\\", "\n") and not re.match(r"[\w*]", after)
        if _STAR.fullmatch(sign) and stands:
            self.notes.append(f"{escaped(sign)} {said}")
            return escaped(sign)
        name = sign if _NAME.fullmatch(sign) and sign not in self._names else ""
        while not name or name in self._names:
            self._count += 1
            name = str(self._count)
        self._names.add(name)
        self.notes.append(f"[^{name}]: {said}")
        return f"[^{name}]"

    def flat(self, blocks: Sequence[DraftBlock], line: str = "\\\n") -> str:
        """*blocks* within a paragraph: each a *line* of its own, items with their signs, cells with bars."""
        return line.join(filter(None, self._flat(blocks, line)))

    def _flat(self, blocks: Sequence[DraftBlock], line: str) -> Iterator[str]:
        for block in blocks:
            match block.kind:
                case "list" | "quote" | "table":
                    yield from self._flat(block.blocks, line)
                case "item":
                    sign = escaped(block.label) if block.label else "–"
                    yield f"{sign} {self.flat(block.blocks, line)}"
                case "row":
                    yield " | ".join(self.flat(cell.blocks, line) or "" for cell in block.blocks)
                case "cell":
                    yield self.flat(block.blocks, line)
                case _ if line == CELL_BREAK:  # no line begins within a cell
                    yield self.line(block.content)
                case _:
                    yield self.paragraph(block.content)


def _style(run: Run, depth: int) -> str | None:
    styles = [style for style in run.styles if style in _TAGS]
    return styles[depth] if depth < len(styles) else None


def _merged(content: Sequence[DraftInline]) -> Iterator[list[Run] | DraftInline]:
    """*content* with runs that follow one another together."""
    held: list[Run] = []
    for node in content:
        if isinstance(node, Run):
            if node.text:
                held.append(node)
            continue
        if held:
            yield held
            held = []
        yield node
    if held:
        yield held


def _first(node: list[Run] | DraftInline | None) -> str:
    """What *node* begins with, as far as signs beside it care."""
    if isinstance(node, list):
        return node[0].text[:1]
    return "" if node is None else "["


def _markdown_of(run: Run) -> str:
    words = _BLANKS.sub(" ", run.text)
    text = escaped_but_remarks(words)
    if not run.href or not _WEB.fullmatch(run.href) or not words.strip():
        return text
    if words.strip() == run.href:
        return text.replace(text.strip(), f"<{run.href}>")
    if re.search(r"[\[\]\n]", words) or len(words) > 500:
        return f"{text} <{run.href}>"
    return f"[{text}]({run.href})"


def _set(style: str, inner: str, before: str, after: str) -> str:
    """*inner* in *style*, with white space at its edges outside."""
    words = inner.strip(" ")
    if not words:
        return inner
    lead, trail = (
        inner[: len(inner) - len(inner.lstrip(" "))],
        inner[len(inner.rstrip(" ")) :],
    )
    stars = _STARS.get(style)
    is_within = re.fullmatch(r"\w(?:[^*_<>\\]*\w)?", words) is not None
    alone = re.fullmatch(r"\S(?:[^*_<>\\]*\S)?", words) and re.fullmatch(r"[ ]?", before + lead[:1])
    is_safe = stars and (
        (
            is_within
            and (lead or not re.match(r"[\w*\\]", before))
            and (trail or not re.match(r"[\w*]", after))
        )
        or (alone and (trail or not after.strip()))
    )
    tag = _TAGS[style]
    body = f"{stars}{words}{stars}" if is_safe else f"<{tag}>{words}</{tag}>"
    return f"{lead}{body}{trail}"


def _by(who: str, when: str) -> str:
    name = _NOT_IN_NAMES.sub(" ", who).strip()[:_LONGEST_NAME].strip() or NOBODY
    day = _DAY.match(when)
    return f"by {escaped(name)} on {day[0]}" if day else f"by {escaped(name)}, undated"


def _balanced(text: str) -> str:
    """*text* whose brackets are remarks only where each has its partner."""
    depth = 0
    for sign in re.findall(r"(?<!\\)[\[\]]", text):
        depth += 1 if sign == "[" else -1
        if depth < 0:
            break
    return re.sub(r"(?<!\\)([\[\]])", r"\\\1", text) if depth else text
