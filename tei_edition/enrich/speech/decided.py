"""Who speaks where an editor says so in the document: the program reads on from there, and does not say otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree

from tei_edition.enrich.names import Name
from tei_edition.enrich.program import PROGRAM
from tei_edition.enrich.register import Entry, Register
from tei_edition.enrich.running import Running, running
from tei_edition.enrich.speech.passages import Passage
from tei_edition.tei.names import tag

if TYPE_CHECKING:
    from tei_edition.enrich.speech.reader import Reader

_SAID, _SEG, _SPEAKER = tag("said"), tag("seg"), tag("speaker")


@dataclass(frozen=True, slots=True)
class Decided:
    """Characters of a paragraph of which an editor says who speaks them; nobody of the register where `who` is None."""

    start: int
    end: int
    who: Entry | None
    direct: bool = False


def is_decided(element: etree._Element) -> bool:
    """Whether *element* is what an editor says of speech, and not the program."""
    if element.tag == _SEG and element.get("type") != "narration":
        return False
    said_by = (element.get("resp") or "").split()
    return bool(said_by) and f"#{PROGRAM}" not in said_by


def is_listened_to(text: etree._Element) -> bool:
    """Whether *text* says already who speaks in it, and more than an editor's remarks do."""
    return any(not is_decided(said) for said in text.iter(_SAID))


def decided_in(one: Running, register: Register) -> tuple[Decided, ...]:
    """What editors say of the speech in *one*, in the order of the text."""
    return tuple(_decided(one, register))


def _decided(one: Running, register: Register) -> Iterator[Decided]:
    for element in one.element.iter(_SAID, _SEG):
        if is_decided(element) and (place := one.place(element)):
            who = entry_of(element, register) if element.tag == _SAID else None
            yield Decided(*place, who, element.get("direct") == "true")


def entry_of(element: etree._Element, register: Register) -> Entry | None:
    """The person of the *register* whom @who of *element* points at first."""
    pointers = (element.get("who") or "").split()
    return register.by_id.get(pointers[0].removeprefix("#")) if pointers else None


def entry_of_turn(sp: etree._Element, register: Register) -> Entry | None:
    """Who has the turn *sp*, as an editor says before its label, or right behind it ("Q.: [speaker: lind] Who pays?")."""
    if is_decided(sp):
        return entry_of(sp, register)
    part = next(sp.iter(tag("p")), None)
    if part is None or sp.get("who"):
        return None
    one = running(part)
    first = next(iter(decided_in(one, register)), None)
    return first.who if first is not None and not one.text[: first.start].strip() else None


def decided_label(
    one: Running, names: list[Name], labels: dict[str, Entry], register: Register
) -> list[Name]:
    """The *names* of a label as an editor's who says whose it is, here or, as in *labels*, in a turn before; else *names*."""
    sp = one.element.getparent()
    if one.element.tag != _SPEAKER or sp is None:
        return names
    label = one.text.strip()
    entry = entry_of_turn(sp, register)
    if entry is not None:
        labels[label] = entry
    entry = labels.get(label) if entry is None and not sp.get("who") else entry
    if entry is None or len(names) != 1:
        return names
    return [replace(names[0], entry=entry, cert="")]


def settle(reader: Reader, number: int, decided: tuple[Decided, ...]) -> None:
    """Let the passages of the paragraph *number* be as an editor *decided*, and the next ones go on from the last of them."""
    if not decided:
        return
    kept = [p for p in reader.passages if p.block != number]
    own = [p for p in reader.passages if p.block == number]
    for each in decided:
        own = [part for p in own for part in _without(p, each)]
    own += [
        Passage(number, d.start, d.end, d.who, d.direct, given=True)
        for d in decided
        if d.who is not None
    ]
    reader.passages = [*kept, *sorted(own, key=lambda passage: passage.start)]
    last = decided[-1]
    reader.current, reader.direct, reader.quoting = last.who, last.direct, False
    reader.subject = last.who or reader.subject
    reader.partner = reader.asker = reader.maybe = None


def _without(passage: Passage, each: Decided) -> Iterator[Passage]:
    """What is left of *passage* before and behind *each*."""
    if passage.end <= each.start or each.end <= passage.start:
        yield passage
        return
    if passage.start < each.start:
        yield replace(passage, end=each.start)
    if each.end < passage.end:
        yield replace(passage, start=each.end)
