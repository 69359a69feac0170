"""What the remarks of a record say of names and speakers, held against the register (N006)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from lxml import etree

from tei_edition.diagnostics import Diagnostic, Position
from tei_edition.document.document import Record
from tei_edition.document.inline import Inline, Mark
from tei_edition.document.marks import NAMES, Kind
from tei_edition.enrich.register import KINDS, Register
from tei_edition.tei.document import line_of
from tei_edition.tei.names import attribute_name

#: So many ids that are like an unknown one are named.
_NEAR = 3
_ID = attribute_name("xml:id")
#: The kinds of entries by the elements of their names.
_BY_ELEMENT = {name: kind for kind, (_, _, name) in KINDS.items()}
_KINDS = {"person": "a person", "place": "a place", "org": "an organisation"}


def decisions_checked(record: Record, register: Register | None) -> list[Diagnostic]:
    """N006 for each remark of *record* that names an entry which the *register* has not got, or of another kind.

    Without a register there is one for the whole record, at the first such remark.
    """
    found = [(remark, *said) for remark in record.remarks if (said := _said(remark.became))]
    if not found:
        return []
    if register is None:
        named = (
            f"{len(found)} remarks name register entries by their ids"
            if len(found) > 1
            else "this remark names a register entry by its id"
        )
        message = f"{named}, but no register is named"
        hint = (
            'name the register in edition.toml (register = "register.csv") or with --register; until then, the TEI has '
            "entries that contain only the ids and the words in the text"
        )
        return [record.source.diagnostic("N006", message, found[0][0].span, hint)]
    return [
        record.source.diagnostic("N006", message, remark.span, hint, label=label)
        for remark, kind, id in found
        for message, hint, label in _wrong(kind, id, register)
    ]


def pointers_checked(tree: etree._ElementTree, register: Register, name: str) -> list[Diagnostic]:
    """N006 for each id that a name or a speaker in *tree*, called *name*, points at, and that neither it nor the *register* has."""
    root = tree.getroot()
    there = {node.get(_ID) for node in root.iter(etree.Element)} | register.by_id.keys()
    found: dict[str, Diagnostic] = {}
    for element in root.iter(etree.Element):
        kind = _BY_ELEMENT.get(etree.QName(element).localname, "")
        pointers = (element.get("who") or (element.get("ref") if kind else "") or "").split()
        for id in (each[1:] for each in pointers if each.startswith("#")):
            if id in there or id in found:
                continue
            (_, hint, _) = next(_wrong(kind or "person", id, register))
            message = f"neither the register nor the document has an entry with the id {id}"
            found[id] = Diagnostic("N006", message, name, Position(line_of(element), 1), hint)
    return list(found.values())


def _said(nodes: Sequence[Inline]) -> tuple[str, str] | None:
    """The kind and id of the entry that the first mark of *nodes* names."""
    for node in nodes:
        if not isinstance(node, Mark):
            continue
        is_speech = node.kind is Kind.SPEECH
        kind = "person" if is_speech else NAMES.get(node.kind, "")
        pointer = node.attribute("speaker" if is_speech else "reference") if kind else None
        if isinstance(pointer, str) and pointer.startswith("#"):
            return kind, pointer[1:]
    return None


def _wrong(kind: str, id: str, register: Register) -> Iterator[tuple[str, str, str]]:
    """What is wrong with an *id* for an entry of the *kind*, what to do, and what that is in a few words."""
    entry = register.by_id.get(id)
    if entry is None:
        near = _near(kind, id, register)
        hint = (
            f"the most similar ids: {', '.join(near)}" if near else "add the entry to the register"
        )
        yield f"the register has no entry with the id {id}", hint, "not in the register"
    elif entry.kind != kind:
        message = f"{id} is {_KINDS[entry.kind]} in the register, but {_KINDS[kind]} here"
        yield message, "correct one of them", "an entry of a different kind"


def _near(kind: str, id: str, register: Register) -> list[str]:
    """The ids that are most like *id*, or whose names are."""
    words: dict[str, str] = {}
    for entry in register.entries:
        if entry.kind == kind:
            for form in (entry.name, *entry.all_forms):
                words.setdefault(form.casefold(), entry.id)
            words[entry.id.casefold()] = entry.id
    wanted = id.casefold().replace("-", " ")
    like = [
        *get_close_matches(id.casefold(), words, _NEAR, 0.5),
        *get_close_matches(wanted, words, _NEAR),
    ]
    return list(dict.fromkeys(words[each] for each in like))[:_NEAR]
