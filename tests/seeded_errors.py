"""The errors of seeded_errors.toml, each in the document that it was sown into."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from tei_edition.diagnostics import Position


@dataclass(frozen=True)
class SeededError:
    """A document with one error in it, where the error is, and what is to be said of it."""

    name: str
    text: str
    position: Position
    says: str


def seeded_errors(valid: str) -> list[SeededError]:
    """The errors sown into the TEI document *valid*; ValueError where one finds no place in it."""
    entries = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["error"]
    return [_sown(entry, valid) for entry in entries]


def _sown(entry: dict[str, str], text: str) -> SeededError:
    for old, new in (("old", "new"), ("old2", "new2")):
        if old in entry:
            if entry[old] not in text:
                raise ValueError(f"{entry['name']}: {entry[old]} is not in the document")
            text = text.replace(entry[old], entry[new], 1)
    before, mark, after = text.partition("¦")
    if not mark or "¦" in after:
        raise ValueError(f"{entry['name']}: one ¦ marks the place")
    position = Position(before.count("\n") + 1, len(before) - before.rfind("\n"))
    return SeededError(entry["name"], before + after, position, entry["says"])
