"""What a document says of the entries of a register: where it names them, and the words that they speak."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from tei_edition.tei.names import tag

#: So many passages of an entry are kept of each document, and so many numbers of paragraphs.
PASSAGES, PARAGRAPHS = 2, 40
#: So many characters of a passage stand on each side of the name.
_AROUND = 80


class Mention(NamedTuple):
    """An entry, by its id, in a document: how often, in which paragraphs, and passages: the paragraph (0: none),
    the words before the name, the name, the words behind it."""

    id: str
    times: int
    paragraphs: tuple[int, ...] = ()
    passages: tuple[tuple[int, str, str, str], ...] = ()


class Spoken(NamedTuple):
    """A passage that somebody speaks: its number in the document, that of its paragraph (0: none), the ids of those spoken to, whether it is
    direct speech ("true", "false" or nothing), how sure it is who speaks (nothing: said outright), how many words,
    and the first of them."""

    number: int
    paragraph: int
    to: str
    direct: str
    cert: str
    words: int
    first: str


class Speaker(NamedTuple):
    """Who speaks in a document, by the id of an entry: how many words, in how many passages, and these."""

    id: str
    words: int
    passages: int
    said: tuple[Spoken, ...] = ()


def speaker_of_json(said: list[object]) -> Speaker:
    """The speaker that JSON holds as lists."""
    id, words, passages, *rest = said
    spoken: list[list[str]] = list(rest[0]) if rest else []  # type: ignore[call-overload]
    each = (
        Spoken(int(number), int(paragraph), to, direct, cert, int(count), first)
        for number, paragraph, to, direct, cert, count, first in spoken
    )
    return Speaker(str(id), int(str(words)), int(str(passages)), tuple(each))


def mention_of_json(said: list[object]) -> Mention:
    """The mention that JSON holds as lists."""
    id, count, *rest = said
    paragraphs: list[int] = list(rest[0]) if rest else []  # type: ignore[call-overload]
    passages: list[list[str]] = list(rest[1]) if len(rest) > 1 else []  # type: ignore[call-overload]
    return Mention(
        str(id),
        int(str(count)),
        tuple(map(int, paragraphs)),
        tuple((int(p), before, name, after) for p, before, name, after in passages),
    )


_NAMES = frozenset(map(tag, ("persName", "placeName", "orgName", "name", "rs")))
_NOTE, _TEXT = tag("note"), tag("text")
_BLOCKS = frozenset(
    map(
        tag,
        ("p", "ab", "head", "l", "item", "cell", "note", "signed", "salute", "dateline", "byline", "opener", "closer", "lg", "div", "body"),
    )
)  # fmt: skip
#: What a passage leaves out: notes and what was replaced.
_UNREAD = frozenset(map(tag, ("note", "del", "sic", "orig", "am", "rdg", "fw", "surplus")))


@dataclass
class _Found:
    count: int = 0
    paragraphs: list[int] = field(default_factory=list)
    passages: list[tuple[int, str, str, str]] = field(default_factory=list)


def mentions_of(tree: etree._ElementTree) -> tuple[Mention, ...]:
    """The entries that names in *tree* refer to: those of its text in the order in which they are named first, then those of its header."""
    root = tree.getroot()
    numbers: dict[etree._Element, int] | None = None
    found: dict[str, _Found] = {}
    for name in _names(root):
        if numbers is None:
            numbers = _paragraphs(root)
        paragraph = _paragraph(name, numbers)
        for pointer in (name.get("ref") or "").split():
            if not pointer.startswith("#"):
                continue
            one = found.setdefault(pointer[1:], _Found())
            one.count += 1
            if paragraph in one.paragraphs or len(one.paragraphs) >= PARAGRAPHS:
                continue
            one.paragraphs.append(paragraph)
            before, own, behind = _passage(name)
            if len(one.passages) < PASSAGES and (before or behind or paragraph):
                one.passages.append((paragraph, before, own, behind))
    return tuple(
        Mention(id, one.count, tuple(filter(None, one.paragraphs)), tuple(one.passages))
        for id, one in found.items()
    )


def speakers_of(tree: etree._ElementTree) -> tuple[Speaker, ...]:
    """Who speaks in *tree*, the most talkative first; words of notes are nobody's."""
    root = tree.getroot()
    spoken: dict[str, list[Spoken]] = {}
    numbers: dict[etree._Element, int] | None = None
    count = 0
    for text in root.iterchildren(_TEXT):
        for said in text.iter(*_SPOKEN):
            who = _ids(said, "who")
            if not who or any(each.tag == _SP and each.get("who") for each in said.iterancestors()):
                continue
            if numbers is None:
                numbers = _paragraphs(root)
            count += 1
            spoken.setdefault(who[0], []).append(_spoken(said, count, numbers))
    words = {id: sum(each.words for each in all_) for id, all_ in spoken.items()}
    order = sorted(words, key=lambda id: (-words[id], id))
    return tuple(Speaker(id, words[id], len(spoken[id]), tuple(spoken[id])) for id in order)


_SP = tag("sp")
#: What may say whose words it holds; strangers mark speech by q as well.
_SPOKEN = (tag("said"), _SP, tag("q"), tag("quote"))
_APART = frozenset(map(tag, ("note", "speaker", "stage")))
#: So many of the first words are told.
_FIRST = 8


def _ids(element: etree._Element, name: str) -> list[str]:
    return [each[1:] for each in (element.get(name) or "").split() if each.startswith("#")]


def _spoken(said: etree._Element, number: int, numbers: dict[etree._Element, int]) -> Spoken:
    parts = [said] if said.tag != _SP else [each for each in said if each.tag not in _APART]
    words = " ".join("".join(_texts(part, _APART)) for part in parts).split()
    place = _paragraph(said, numbers) or next((numbers[n] for n in said.iter() if n in numbers), 0)
    direct = said.get("direct") or ("true" if said.tag == _SP else "")
    to = " ".join(_ids(said, "toWhom"))
    first = " ".join(words[:_FIRST])
    return Spoken(number, place, to, direct, said.get("cert") or "", len(words), first)


def _names(root: etree._Element) -> Iterator[etree._Element]:
    for text in root.iterchildren(_TEXT):
        for name in text.iter(*_NAMES):
            if name.get("ref"):
                yield name
    for way in _HEADER:
        for words in root.iterfind(way):
            yield from (name for name in words.iter(*_NAMES) if name.get("ref"))


#: Where the header of a document may name somebody in words.
_HEADER = tuple(
    "/".join(map(tag, ("teiHeader", *names)))
    for names in (
        ("fileDesc", "titleStmt", "title"),
        ("profileDesc", "abstract"),
        ("profileDesc", "textClass", "keywords", "term"),
        ("fileDesc", "notesStmt", "note"),
    )
)


def _paragraphs(root: etree._Element) -> dict[etree._Element, int]:
    """The numbers of the paragraphs, which are those of the pages (h:paragraphs)."""
    numbers: dict[etree._Element, int] = {}
    blocks, walk = (tag("p"), tag("ab"), tag("lg")), root.iter(_TEXT)
    for text in walk:
        for block in text.iter(*blocks):
            if block not in numbers and _is_numbered(block):
                numbers[block] = len(numbers) + 1
    return numbers


_NEVER = frozenset(
    map(tag, ("note", "lg", "p", "ab", "figure", "cell", "head", "app", "witDetail"))
)
_IN_LINE = frozenset(map(tag, ("figDesc", "stage", "speaker")))


def _is_numbered(block: etree._Element) -> bool:
    if any(around.tag in _NEVER for around in block.iterancestors()):
        return False
    parent = block.getparent()
    if parent is None or (block.tag == tag("lg") and parent.tag == tag("lg")):
        return False
    in_line = parent.tag in _IN_LINE or (
        parent.tag == tag("item") and sum(1 for _ in parent.iterchildren(etree.Element)) < 2
    )
    return not in_line or block.find(tag("lg")) is not None


def _paragraph(name: etree._Element, numbers: dict[etree._Element, int]) -> int:
    return next((numbers[node] for node in name.iterancestors() if node in numbers), 0)


def _passage(name: etree._Element) -> tuple[str, str, str]:
    """The words before a name in its block, the name itself, and the words behind it."""
    block = next((node for node in name.iterancestors() if node.tag in _BLOCKS), name)
    before, own, behind = _around(block, name)
    start, end = " ".join(before.split()), " ".join(behind.split())
    if len(start) > _AROUND:
        start = "… " + start[-_AROUND:].partition(" ")[2]
    if len(end) > _AROUND:
        end = end[:_AROUND].rpartition(" ")[0] + " …"
    start += " " if before[-1:].isspace() else ""
    end = (" " if behind[:1].isspace() else "") + end
    return start, " ".join(own.split()), end


def _around(block: etree._Element, name: etree._Element) -> tuple[str, str, str]:
    parts: tuple[list[str], list[str], list[str]] = ([], [], [])
    place = 0
    walk = etree.iterwalk(block, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if element is name:
                place = 1
            elif element is not block and element.tag in _UNREAD:
                walk.skip_subtree()
                continue
            if element.tag in _BREAKS:
                parts[place].append(" ")
            parts[place].append(element.text or "")
        else:
            if element is name and event == "end":
                place = 2
            if element is not block:
                parts[place].append(element.tail or "")
    before, own, behind = ("".join(part) for part in parts)
    return before, own, behind


_BREAKS = frozenset(map(tag, ("lb", "pb", "cb", "p", "l", "item", "cell")))


def _texts(element: etree._Element, without: frozenset[str]) -> Iterator[str]:
    """The texts within *element* but for those of elements *without*."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in without:
            yield from _texts(child, without)
        yield child.tail or ""
