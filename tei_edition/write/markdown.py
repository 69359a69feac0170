"""Words as Markdown that stands for them."""

from __future__ import annotations

import re

#: Characters that Markdown would take for more than themselves, where it would.
_SPECIAL = re.compile(r"[\\*\[\]<`]|(?<!\w)_|_(?!\w)|~(?=~)|(?<=~)~|&(?=#?\w+;)|#(?=\s*$)")
#: What would begin a block at the start of a line.
_LINE_START = re.compile(r"(?m)^(?=(?:[+=>|-]|#{1,6}\s|:?-))|^(?P<number>\d{1,9})(?=[.)](?:\s|$))")
_WHITE = re.compile(r"[^\S \n]")
#: The same where square brackets are those of remarks, and only what would be a link is none.
_SPECIAL_BUT_BRACKETS = re.compile(
    r"[\\*<`]|(?<!\w)_|_(?!\w)|~(?=~)|(?<=~)~|&(?=#?\w+;)|#(?=\s*$)|(?<=\])\((?=\S)"
)


def escaped(words: str, signs: str = "") -> str:
    """*words* as Markdown that stands for them, whatever they are; *signs* are brackets of remarks too."""
    text = _SPECIAL.sub(lambda found: f"\\{found[0]}", words)
    for sign in signs:
        text = text.replace(sign, f"\\{sign}" if sign.isascii() else f"&#{ord(sign)};")
    return _WHITE.sub(lambda found: f"&#{ord(found[0])};", text)


def escaped_but_remarks(words: str) -> str:
    """*words* as Markdown that stands for them, their square brackets left as those of remarks."""
    text = _SPECIAL_BUT_BRACKETS.sub(lambda found: f"\\{found[0]}", words)
    return _WHITE.sub(lambda found: f"&#{ord(found[0])};", text)


def block_text(text: str) -> str:
    """A paragraph of *text* that begins no list, heading or quotation at the start of a line."""
    lines: list[str] = []
    for line in text.split("\n"):
        body = line.lstrip(" ") if not lines else line
        found = _LINE_START.match(body)
        if found:
            number = found["number"]
            body = f"{number}\\{body[len(number) :]}" if number else f"\\{body}"
        if body.startswith(" "):
            body = f"&#32;{body[1:]}"
        if body.endswith(" "):
            body = f"{body[:-1]}&#32;"
        lines.append(body)
    return "\n".join(lines)


def is_paragraph(text: str) -> bool:
    """True for a block that pagination may take for half a paragraph."""
    return not re.match(r"#|>|\||\*\*\*|- |\d+[.)] ", text)


def unmarked(text: str) -> str:
    """The words of a block, without the backslashes of Markdown."""
    return re.sub(r"\\(.)", r"\1", text)
