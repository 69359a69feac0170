"""What pandoc found in a document as a draft, and the ledger: each word of the document is in it or reported."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from tei_edition.document.draft import Draft, DraftBlock, Picture, Run, inlines_of, words_of
from tei_edition.read.front import date_of, front_of, line_of
from tei_edition.read.original import Original
from tei_edition.read.pandoc_tree import TreeReader
from tei_edition.read.signs import Signs

#: Parts of a document that pandoc sets apart, and the fields that they become.
_FIELDS = {"author": "Authors", "date": "Date", "abstract": "Summary"}
_WORD = re.compile(r"\w+")
#: So many words of a passage are named.
_NAMED = 12
#: Titles that programs make up.
MADE_UP = re.compile(
    r"(?i)microsoft word\b.*|untitled\b.*|(?:document|dokument)\s*\d*|powerpoint.*|word document|.*\.(?:docx?|odt|rtf|pdf|wpd|tmp)|\S*\.[a-z]\w{1,3}"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the document, for the ledger, and where they stand."""

    place: str
    text: str


class Album(Protocol):
    """The pictures of a document: `images` by path, `left_out` those that cannot come through."""

    images: dict[str, bytes]
    left_out: list[str]

    def picture(self, target: str, description: str) -> Picture | None:
        """The picture that the text names *target*; None where there is none."""

    def missing(self) -> list[str]:
        """What is to be said of pictures that the text did not name, once it is read."""


@dataclass(frozen=True, slots=True)
class Found:
    """All that a document said: pandoc's tree, the signs in it, its pictures, its words before pandoc read it.

    `properties` are what the file says of itself ("title", "creator", "created" …).
    """

    tree: dict[str, Any]
    signs: Signs
    pictures: Album
    words: Sequence[Passage]
    properties: Mapping[str, str] = field(default_factory=dict)
    left_out: Sequence[str] = ()


def draft_of(found: Found, original: Original) -> Draft:
    """The draft of the document that was *found* in *original*."""
    reader = TreeReader(found.signs, found.pictures.picture)
    title, fields, above = _meta(reader, found.tree.get("meta", {}))
    blocks = (*above, *reader.blocks(found.tree.get("blocks", [])))
    front = front_of(blocks, title)
    name = found.properties.get("title", "")
    said = "" if MADE_UP.fullmatch(name) else name
    draft = Draft(
        name=original.stem,
        title=front.title or said or original.stem,
        fields=(*fields, *front.fields),
        blocks=front.blocks,
        images=found.pictures.images,
    )
    left = [*found.left_out, *found.pictures.left_out, *found.pictures.missing(), *reader.left_out]
    left += _properties(found.properties, draft)
    left += lost_of(
        found.words,
        _held(draft, [n.description for n in inlines_of(draft.blocks) if isinstance(n, Picture)]),
    )
    return replace(draft, left_out=tuple(dict.fromkeys(left)))


def _meta(
    reader: TreeReader, meta: Mapping[str, Any]
) -> tuple[str, list[tuple[str, tuple[DraftBlock, ...]]], tuple[DraftBlock, ...]]:
    """The title that a document's own style sets apart, its fields, and what of it stays text."""
    title = ""
    above: list[DraftBlock] = []
    fields: list[tuple[str, tuple[DraftBlock, ...]]] = []
    for key, value in meta.items():
        blocks = tuple(_blocks_of(reader, value))
        if not blocks:
            continue
        if key == "title" and len(blocks) == 1 and (words := line_of(blocks[0])):
            title = words
        elif key == "date" and (date := date_of(words := line_of(blocks[0]))) != words:
            # A dateline says more than a date, and is text.
            above += blocks
            if date:
                fields.append(("Date", (DraftBlock("paragraph", (Run(date),)),)))
        elif key in _FIELDS:
            fields.append((_FIELDS[key], blocks))
        else:
            above += blocks
    return title, fields, tuple(above)


def _blocks_of(reader: TreeReader, value: Any) -> Iterator[DraftBlock]:
    match value["t"]:
        case "MetaInlines":
            yield from reader.blocks([{"t": "Para", "c": value["c"]}])
        case "MetaBlocks":
            yield from reader.blocks(value["c"])
        case "MetaList":
            for each in value["c"]:
                yield from _blocks_of(reader, each)
        case "MetaString":
            yield from reader.blocks([{"t": "Para", "c": [{"t": "Str", "c": value["c"]}]}])
        case _:
            pass


def _properties(properties: Mapping[str, str], draft: Draft) -> Iterator[str]:
    """What the file says of itself and its text does not: who made the file and when is not the document's."""
    held = set(words_of(draft))
    said = [
        f"{key}: {words[:100]}"
        for key, words in properties.items()
        if not MADE_UP.fullmatch(words) and not set(_WORD.findall(words)) <= held
    ]
    if any(not words.startswith("created:") for words in said):
        yield f"the file's properties ({'; '.join(said)})"


def lost_of(passages: Iterable[Passage], held: Mapping[str, int]) -> Iterator[str]:
    """The passages with words that are not *held* (how often each is): their places, and those words.

    A word that a change, note or comment cuts in two, or joins to another, is held in other pieces: the
    letters of what is held beyond the words of the passages count for it.
    """
    passages = list(passages)
    said = Counter(w for p in passages for w in _WORD.findall(p.text))
    lost, pool = said - Counter(held), Counter[str]()
    for word, times in (Counter(held) - said).items():
        pool.update({letter: times * count for letter, count in Counter(word).items()})
    # A word that is lost is looked for where the most are.
    wanting = [(p, words) for p in passages if (words := _WORD.findall(p.text))]
    wanting.sort(key=lambda pair: -sum(lost[w] > 0 for w in pair[1]) / len(pair[1]))
    for _, words in reversed(wanting):
        for word in words:
            if lost[word] > 0 and not (letters := Counter(word)) - pool:
                pool -= letters
                lost[word] -= 1
    for passage, words in wanting:
        missing = []
        for word in words:
            if lost[word] > 0:
                lost[word] -= 1
                missing.append(word)
        if missing:
            dots = " …" if len(missing) > _NAMED else ""
            yield f"{passage.place}: “{' '.join(missing[:_NAMED])}{dots}”"


def _held(draft: Draft, descriptions: Iterable[str]) -> Counter[str]:
    """The words that *draft* holds, without the labels of items, and what pictures are described by."""
    held = Counter(words_of(draft))
    beside = [*descriptions, *_labels(draft.blocks)]
    held.subtract(w for text in beside for w in _WORD.findall(text))
    return +held


def _labels(blocks: Iterable[DraftBlock]) -> Iterator[str]:
    for block in blocks:
        yield block.label
        yield from _labels(block.blocks)
