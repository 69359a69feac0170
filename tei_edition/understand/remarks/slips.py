"""Remarks about names and speakers that are almost right: what is wrong with them, and how to write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tei_edition.document.inline import Inline, Mark, Text
from tei_edition.document.marks import NAMES, Kind
from tei_edition.understand.remarks.asked import Asked
from tei_edition.understand.remarks.names import ends_in_name, name_before
from tei_edition.understand.remarks.rule import Conventions

#: The vocabularies of what such remarks begin with.
_LABELS = ("personname", "placename", "orgname", "speaker", "noname")
_ID = re.compile(r"#?[^\W\d](?:[\w.-]*[\w-])?")
#: What is an id and no word: it has a sign that words have not.
_TELLING = re.compile(r"#[\w.-]+|[a-z][\w.]*[-_\d][\w.-]*")
_SEVERAL = re.compile(r"\s*[,;&]\s*|\s+and\s+")
_SHOWN = 40


def slip_of(
    asked: Asked, conventions: Conventions, done: Sequence[Inline]
) -> tuple[str, str] | None:
    """What is wrong with a remark about names behind *done*, and what to do; None for any other and for one that is right."""
    label, parts = _parted(asked.words, conventions)
    if parts is None:
        return None
    rest = " ".join(parts["rest"].split())
    if label == "noname":
        if not parts["colon"]:
            return None if rest else _beside(asked, done, "no-name")
        return None if rest else ("this remark needs words after the colon", _none(parts))
    is_read = bool(asked.fitting) and bool(
        {"identifier", "nobody"} & asked.fitting[0][1].words.keys()
    )
    if is_read:
        is_beside = label != "speaker" and ":" not in rest
        return _beside(asked, done, "name") if is_beside else None
    return _unread(parts["label"], bool(parts["colon"]), rest)


def _none(parts: re.Match[str]) -> str:
    return f"write [{parts['label']}: …] with the words, or [{parts['label']}] after them"


def _parted(words: str, conventions: Conventions) -> tuple[str, re.Match[str] | None]:
    """The vocabulary whose word, in small letters, *words* begin with, and their parts."""
    for name in _LABELS:
        vocabulary = conventions.lexicon.vocabularies.get(name)
        if vocabulary and (found := _pattern(vocabulary.pattern).fullmatch(words)):
            return name, found if found["label"][0].islower() else None
    return "", None


@lru_cache(maxsize=64)
def _pattern(forms: str) -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?P<label>{forms})(?:\s*(?P<colon>:)|(?=\s|$))\s*(?P<rest>.*)",
        re.DOTALL | re.IGNORECASE,
    )


def _unread(label: str, colon: bool, rest: str) -> tuple[str, str] | None:
    """What is wrong with a remark that names no entry by its id."""
    shown = rest if len(rest) <= _SHOWN else f"{rest[:_SHOWN]}…"
    example = f"[{label}: lind]"
    if not colon:
        if not _TELLING.fullmatch(rest):
            return None
        return "this remark lacks a colon before the id", f"write [{label}: {rest.lstrip('#')}]"
    if not rest:
        message = "this remark contains no register id"
        return message, f"write the id of the entry after the colon, as in {example}"
    ids = _SEVERAL.split(rest)
    if len(ids) > 1 and all(map(_ID.fullmatch, ids)):
        return (
            "this remark contains several ids, but only one is allowed",
            f"write one id, as in {example}",
        )
    message = f"“{shown}” cannot be the id of a register entry"
    return message, f"write the id of the entry, as in {example}, or [Note: …] if it is a note"


def _beside(asked: Asked, done: Sequence[Inline], sort: str) -> tuple[str, str] | None:
    """What is wrong with a remark that is about the name at the end of *done*."""
    nodes = [node for node in done if not _is_note(node)]
    while nodes and isinstance(last := nodes[-1], Text) and not last.value.strip():
        nodes.pop()
    before = nodes[-1] if nodes else None
    if isinstance(before, Mark):
        is_none = before.kind is Kind.PASSAGE and before.attribute("sort") == "no-name"
        if before.kind in NAMES or is_none:
            message = "this remark contradicts the one before it, which is about the same name"
            return message, "remove one of them"
        return None
    text = before.value if isinstance(before, Text) else ""
    if sort == "no-name" and not ends_in_name(text):
        message = "this remark refers to the name before it, but there is none"
        return message, "put it after the name, or include the words in it: [no name: Lind Street]"
    if sort == "name" and name_before(text) is None:
        message = "this remark refers to the name before it, but there is none"
        return message, f"put it after the name, or include the words in it: [{asked.words}: …]"
    return None


def _is_note(node: Inline) -> bool:
    return isinstance(node, Mark) and node.kind is Kind.NOTE
