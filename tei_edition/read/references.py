"""Addresses of links that stand apart from their words: `[the list][1]` and `[1]: https://example.org`."""

from __future__ import annotations

import re

_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<label>[^\[\]\n^]{1,60})\]:[ \t]+<?(?P<address>(?:https?|mailto|ftp):[^\s<>]{1,2000})>?"
    r"(?:[ \t]+\"[^\"\n]{0,200}\")?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_USED = re.compile(r"\[(?P<text>[^\[\]\n]{1,500})\]\[(?P<label>[^\[\]\n]{0,60})\]")


def addresses_of(text: str) -> dict[str, str]:
    """The addresses in *text* that links in it name, by their labels in small letters; mostly none."""
    if "]:" not in text:
        return {}
    known = {found["label"].casefold(): found["address"] for found in _DEFINITION.finditer(text)}
    used = (
        {(use["label"] or use["text"]).casefold() for use in _USED.finditer(text)}
        if known
        else set()
    )
    return {label: address for label, address in known.items() if label in used}


def is_definition(words: str, known: dict[str, str]) -> bool:
    """True where *words*, a paragraph, are nothing but addresses of links that are *known*."""
    lines = [_DEFINITION.fullmatch(line) for line in words.split("\n")] if known else []
    return bool(lines) and all(line and line["label"].casefold() in known for line in lines)
