"""Entities that a document declares for itself: harmless ones are expanded, within a bound."""

from __future__ import annotations

import re

#: Bytes that all references of a document may grow into; those of an attacker grow without end.
MAX_EXPANSION = 1_000_000
#: How deep entities may stand in one another.
MAX_NESTING = 8

_SUBSET = re.compile(rb"<!DOCTYPE\s[^\[>]*\[(?P<declarations>.*?)\]\s*>", re.DOTALL)
_ASIDE = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_NAME = rb"[A-Za-z_:\x80-\xff][\w:.\-\x80-\xff]*"
_DECLARATION = re.compile(
    rb"<!ENTITY\s+(?P<name>" + _NAME + rb")\s+(?P<value>\"[^\"]*\"|'[^']*')\s*>"
)
_REFERENCE = re.compile(rb"&(" + _NAME + rb");")


_DECLARED = re.compile(
    r"""(<\?xml\s[^>]*?encoding\s*=\s*["'])utf-?16(?:le|be)?(["'])""", re.IGNORECASE
)


def in_utf8(data: bytes) -> bytes:
    """*data* in UTF-8, where it is a document in UTF-16 that says so by its first bytes; else as it is.

    What is checked here must be what is parsed: no encoding is guessed.
    """
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError:
        return data
    if text.startswith("<?xml") and "encoding" in text.partition("?>")[0]:
        text, found = _DECLARED.subn(r"\1utf-8\2", text, count=1)
        if not found:
            return data
    return text.encode()


def are_harmless(data: bytes) -> bool:
    """Whether all entities of the XML document *data* are text of its own that grows into little.

    Not so where one is a file or an address, is for declarations (%), stands in itself, or where
    what all references become is over MAX_EXPANSION; nor in an encoding of two bytes a character.
    """
    found = _SUBSET.search(data) if b"\0" not in data else None
    if found is None:
        return False
    declarations = _ASIDE.sub(b"", found["declarations"])
    values: dict[bytes, bytes] = {}
    for declared in _DECLARATION.finditer(declarations):
        values.setdefault(declared["name"], declared["value"][1:-1])
    # Each one that is written is one that was understood.
    written = data.count(b"<!ENTITY")
    if written != len(_DECLARATION.findall(declarations)) or b"%" in declarations:
        return False
    sizes: dict[bytes, int] = {}
    if any(_size(name, values, sizes, 0) is None for name in values):
        return False
    total = sum(sizes.get(name, 0) for name in _REFERENCE.findall(data, found.end()))
    return total <= MAX_EXPANSION


def _size(
    name: bytes, values: dict[bytes, bytes], sizes: dict[bytes, int], depth: int
) -> int | None:
    """What the entity *name* grows into, in bytes; None where that is too much or without end."""
    if name not in values or name in sizes:
        return sizes.get(name, 0)
    if depth > MAX_NESTING:
        return None
    total = len(values[name])
    for inner in _REFERENCE.findall(values[name]):
        size = _size(inner, values, sizes, depth + 1)
        if size is None or (total := total + size) > MAX_EXPANSION:
            return None
    sizes[name] = total
    return total
