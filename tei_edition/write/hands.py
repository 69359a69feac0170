"""Hands that the header of TEI describes, in the words of remarks."""

from __future__ import annotations

from lxml import etree

from tei_edition.document.inline import Hand
from tei_edition.tei.names import XML_NS, tag


def hands_of(root: etree._Element) -> dict[str, str]:
    """The words for each hand that the header describes, by its pointer."""
    return {
        f"#{note.get(f'{{{XML_NS}}}id')}": _phrase(
            note.get("n"), note.get("scribe") is not None, note.get("medium")
        )
        for note in root.iter(tag("handNote"))
    }


def names_of(root: etree._Element) -> dict[str, str]:
    """The name of each person in the title statement, by the pointer."""
    return {
        f"#{name.get(f'{{{XML_NS}}}id')}": str(name.text or "")
        for name in root.iter(tag("persName"))
        if name.get(f"{{{XML_NS}}}id")
    }


def days_of(root: etree._Element) -> dict[str, str]:
    """The day of each change that the text points at, by its pointer."""
    return {
        f"#{change.get(f'{{{XML_NS}}}id')}": change.get("when", "")
        for change in root.iter(tag("change"))
        if change.get("when") and change.get(f"{{{XML_NS}}}id")
    }


def hand_words(hand: Hand) -> str:
    """What a remark calls *hand*."""
    return _phrase(hand.scribe or hand.other, hand.scribe is not None, hand.medium)


def _phrase(label: str | None, named: bool, medium: str | None) -> str:
    whose = f"in {label}'s hand" if label and named else f"in {label} hand" if label else ""
    tool = f"in {medium.replace('-', ' ')}" if medium else ""
    return " ".join(filter(None, (whose, tool))) or "by hand"
