"""Names in the header of a document: its title, summary and keywords, who wrote to whom, who took part."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lxml import etree

from tei_edition.enrich.names import Name, Names
from tei_edition.enrich.program import program_of
from tei_edition.enrich.register import KINDS
from tei_edition.enrich.running import Running, running
from tei_edition.tei.names import tag
from tei_edition.understand.words.dictionary import is_unknown_word

_CAPITAL = re.compile(r"[A-ZÀ-Þ][^\W\d_]+")
_ANOTHER_BEFORE = re.compile(r"\b(?:of|to|for|with|and)\s+(?:the\s+)?$")
_ANOTHER_BEHIND = re.compile(r"['’]s?\b|\s+(?:and|with|for|or)\b")


def _way(*names: str) -> str:
    return "/".join(map(tag, ("teiHeader", *names)))


#: Where the words of a header may hold names.
_WORDS = (
    _way("fileDesc", "titleStmt", "title"),
    _way("profileDesc", "abstract", "p"),
    _way("profileDesc", "textClass", "keywords", "term"),
    f"{_way('fileDesc', 'notesStmt', 'note')}[@type='field']",
)
#: Where the header names people and institutions.
_PARTIES = (
    _way("profileDesc", "correspDesc", "correspAction"),
    _way("profileDesc", "particDesc", "listPerson", "person"),
)


def header_texts(root: etree._Element) -> Iterator[Running]:
    """What the header of *root* says in words that may hold names."""
    for way in _WORDS:
        for element in root.iterfind(way):
            if element.get("type") != "text-kind":
                yield running(element)


def keywords(root: etree._Element) -> list[str]:
    """What the header of *root* says its document is about: its keywords, and the parts of fields kept as notes."""
    found: list[str] = []
    for way in _WORDS[2:]:
        for element in root.iterfind(way):
            if element.get("type") != "text-kind":
                found += "".join(map(str, element.itertext())).split(";")
    return list(filter(None, map(str.strip, found)))


def point_parties(root: etree._Element, names: Names, taken: Collection[str]) -> list[str]:
    """Let who wrote to whom and who took part in the header of *root* point at their entries; the ids of these.

    A name points at an entry where it names that and nobody else; at those whose ids are *taken* none does.
    """
    pointed: list[str] = []
    for way in _PARTIES:
        for holder in root.iterfind(way):
            for _, _, named in KINDS.values():
                for element in holder.iterfind(tag(named)):
                    if holder.get("sameAs") or element.get("ref") or element.get("key"):
                        continue
                    found = _only(running(element).text, names, named)
                    if found is not None and found.entry.id not in taken:
                        element.set("ref", f"#{found.entry.id}")
                        if found.cert:
                            element.set("cert", found.cert)
                            element.set("resp", program_of(root))
                        pointed.append(found.entry.id)
    return pointed


def _only(text: str, names: Names, named: str) -> Name | None:
    """The only name of its kind in *text*, where nothing says that somebody else is meant: "Berg's clerk", "Berg and Holm"."""
    all_names = names.names(text)[0]
    found = [name for name in all_names if KINDS[name.entry.kind][2] == named]
    if len(found) != 1:
        return None
    (name,) = found
    if _ANOTHER_BEFORE.search(text[: name.start]) or _ANOTHER_BEHIND.match(text[name.end :]):
        return None
    covered = [(each.start, each.end) for each in all_names]
    strange = any(
        is_unknown_word(word[0], "en")
        for word in _CAPITAL.finditer(text)
        if not any(start <= word.start() < end for start, end in covered)
    )
    return None if strange else name
