"""Hands that the header of TEI describes, in the words of remarks."""

from __future__ import annotations

import re

from lxml import etree

from tei_edition.tei.names import XML_NS, tag

_HAND = re.compile(
    r"(?:Hand of (?P<scribe>.+?)|Unidentified hand)(?:, told apart as “(?P<other>.+?)”)?(?:, in (?P<medium>[\w ]+))?"
)


def hands_of(root: etree._Element) -> dict[str, str]:
    """The words for each hand that the header describes, by its pointer."""
    words = {}
    for note in root.iter(tag("handNote")):
        if said := hand_words(str(note.text or "")):
            words[f"#{note.get(f'{{{XML_NS}}}id')}"] = said
    return words


def hand_words(description: str) -> str:
    """What a remark calls the hand that the header describes; empty for any other description."""
    found = _HAND.fullmatch(description)
    if not found:
        return ""
    scribe, other, medium = found["scribe"], found["other"], found["medium"]
    whose = f"in {scribe}'s hand" if scribe else f"in {other} hand" if other else ""
    return " ".join(filter(None, (whose, f"in {medium}" if medium else ""))) or "by hand"
