"""Who speaks: paragraphs of minutes and transcripts that begin with a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tei_edition.conventions.tables import Tables
from tei_edition.conventions.words import word_lists
from tei_edition.document.block import Block, List, Paragraph, Speech
from tei_edition.document.inline import Inline, Text, is_blank, plain, split, stripped
from tei_edition.understand.words.dictionary import is_unknown_word
from tei_edition.understand.words.lines import SMALL_WORDS, distribution_label

#: What stands between a name and what it says: "Mao:", "Mao.—".
_SIGN = re.compile(r":(?=\s|$)|\.\s?[—–]{1,2}(?=\s|$)|\.\s?--?(?=\s|$)")
_WORD = re.compile(r"[^\W\d_][\w.'’–-]*[,.]?")
#: Names before a full stop and a sentence: "P. A. Orlov. He …", "Orlov. He …".
_INITIALLED = re.compile(r"\s*((?:[^\W\d_]\.\s?){1,3}[^\W\d_][\w’'-]+)\.\s+(?=[^\W\d_])")
_SURNAME = re.compile(r"\s*([^\W\d_][\w’'-]+)\.\s+(?=[^\W\d_])")
#: Offices that also label lines of those present.
_OFFICE = re.compile(
    r"\s*((?:The )?(?:Chairman|Interpreter|Chair)(?: \([^()]*\))?)(:)\s", re.IGNORECASE
)
#: A label within a paragraph, where the turn of another runs on: "… the pier? MAJOR MOE: It is old".
_RUN_ON = re.compile(
    r"[.?!…][\"”’)]*\s+(?P<label>[^\W\d_a-z][^:.?!\n]{0,6}(?:\.\s)?[^:.?!\n]{0,50}):(?=\s)"
)
_STOPS = frozenset('.?!…)”"')
_MOST_WORDS = 10
_FEW = 3
#: What begins a paragraph with a colon and is nobody.
_NOBODY = re.compile(
    r"(?:note|question|answer|first|second|third|fourth|fifth|point|example|result|conclusion|conclusions|resolved|decided|decision"
    r"|summary|agenda|item|re|p\.?s|nb|on|about|concerning|regarding|annex|enclosure|attachment|appendix|table|figure|part|chapter|section"
    r"|remarks?|comments?|proposal|proposals|task|tasks|reason|reasons|however|furthermore|moreover|here|there|thus|therefore|namely|finally"
    r"|for|by|to|from|subject|it|this|that|these|those|he|she|they|we|i|in|at|as|the following|following|also|and|but)\b(?!\s+(?:minister|secretary|comrade))",
    re.IGNORECASE,
)


def speeches(blocks: Sequence[Block], tables: Tables) -> list[Block]:
    """*blocks* with each paragraph that a speaker's name begins as a Speech, where it is minutes.

    It is where three paragraphs begin so, or two with the same name, or two with a name on a line of
    its own. Such a name has the paragraph below it for its speech, or the list that its turn begins
    with and all up to the next name.
    """
    names = {i: found for i, block in enumerate(blocks) if (found := _speaker(block, tables))}
    if not _are_turns(blocks, names):
        names = _named_with_a_stop(blocks)
    elif names:
        first = min(names)
        later = ((i, _office(block)) for i, block in enumerate(blocks) if i > first)
        names |= {i: found for i, found in later if found and i not in names}
    labels = frozenset(name for name, _ in names.values())
    result: list[Block] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        if index - 1 not in names or not isinstance(block, Paragraph):
            result.append(block)
            continue
        speaker, rest = _cut(block, names[index - 1][1])
        said: list[Block] = [] if is_blank(rest) else [Paragraph(rest, block.span)]
        if not said:
            said = _below(blocks, index, names)
            index += len(said)
        result += _parted(Speech(speaker, tuple(said), block.span), labels) if said else [block]
    return result


def _parted(speech: Speech, labels: frozenset[str]) -> list[Block]:
    """*speech* up to the first of the other turns that run on in its paragraph, and each of these as one of its own."""
    first = speech.blocks[0]
    if len(speech.blocks) != 1 or not isinstance(first, Paragraph):
        return [speech]
    text = plain(first.content)
    found = next(
        (one for one in _RUN_ON.finditer(text) if _is_label(one, text, speech, labels)), None
    )
    if found is None:
        return [speech]
    said, rest = split(first.content, found.start("label"))
    speaker, following = _cut(Paragraph(rest, first.span), found.end() - found.start("label"))
    turn = replace(speech, blocks=(Paragraph(stripped(said), first.span),))
    behind = Speech(speaker, (Paragraph(following, first.span),), speech.span)
    return [turn, *_parted(behind, labels)]


def _is_label(found: re.Match[str], text: str, speech: Speech, labels: frozenset[str]) -> bool:
    """Whether what *found* is a label: one that begins another paragraph too, or capitals as the first one is, with a title."""
    label = found["label"]
    before = text[: found.start("label")]
    is_quoted = len(re.findall(r"[\"“„«]", before)) > len(re.findall(r"[”»]", before))
    if (is_quoted and before.count('"') % 2) or not text[found.end() :].strip():
        return False
    capitals = plain(speech.speaker).isupper() and label.isupper()
    titled = (
        label.removeprefix("THE ").split()[0].rstrip(".").casefold()
        in word_lists("names")["titles"]
    )
    return label in labels or (capitals and titled and _is_name(label))


def _are_turns(blocks: Sequence[Block], names: Mapping[int, tuple[str, int]]) -> bool:
    counted = Counter(name for name, _ in names.values())
    alone = sum(
        isinstance(block := blocks[index], Paragraph) and is_blank(_cut(block, end)[1])
        for index, (_, end) in names.items()
    )
    return len(names) >= _FEW or alone > 1 or any(count > 1 for count in counted.values())


def _below(
    blocks: Sequence[Block], index: int, names: Mapping[int, tuple[str, int]]
) -> list[Block]:
    """What a name on a line of its own has for its speech: the paragraph or list at *index*."""
    block = blocks[index] if index < len(blocks) and index not in names else None
    return [block] if isinstance(block, Paragraph | List) else []


def _named_with_a_stop(blocks: Sequence[Block]) -> dict[int, tuple[str, int]]:
    """Speakers in minutes that set a full stop behind the name: "P. A. Orlov. He was there."

    Names with initials say that it is so, where one comes back or three stand; names without count
    beside them, if they are no words of the language.
    """
    initialled, plain_names = {}, {}
    for index, block in enumerate(blocks):
        head = plain(block.content[:2])[:80] if isinstance(block, Paragraph) else ""
        if found := _INITIALLED.match(head):
            initialled[index] = (found[1], found.end(1) + 1)
        elif (found := _SURNAME.match(head)) and is_unknown_word(found[1], "en"):
            plain_names[index] = (found[1], found.end(1) + 1)
    counted = Counter(name for name, _ in initialled.values())
    if len(initialled) < _FEW and not any(count > 1 for count in counted.values()):
        return {}
    return {**initialled, **plain_names}


def _speaker(block: Block, tables: Tables) -> tuple[str, int] | None:
    """The name that begins *block*, and where it ends."""
    if not isinstance(block, Paragraph):
        return None
    head = plain(block.content[:6])[:140]
    found = _SIGN.search(head)
    # What is said of how or to whom he speaks, "Moe [to Lind]:", is no part of a name.
    bare = plain(tuple(node for node in block.content[:6] if isinstance(node, Text)))[:140]
    sign = _SIGN.search(bare)
    name = bare[: sign.start()].strip() if sign else ""
    if not found or not _is_name(name) or distribution_label(head, tables):
        return None
    if tables.line_key(name) or tables.label_key(name):
        return None
    return name, found.end()


def _office(block: Block) -> tuple[str, int] | None:
    """An office before what its holder says, among turns: "Chairman: Who is in favour?", not "Chairman: Dr. Roe"."""
    if not isinstance(block, Paragraph):
        return None
    text = plain(block.content)
    found = _OFFICE.match(text)
    words = text[found.end() :].split() if found else []
    if sum(word[0].islower() for word in words) < _FEW or words[-1][-1] not in _STOPS:
        return None
    return (found[1], found.end(2)) if found else None


def _is_name(name: str) -> bool:
    words = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", name).split()
    telling = [word for word in words if word.lower() not in SMALL_WORDS]
    return (
        bool(telling)
        and len(words) <= _MOST_WORDS
        and len(name) <= 90
        and all(_WORD.fullmatch(word) for word in words)
        and all(word[0].isupper() for word in telling)
        and not _NOBODY.match(name)
    )


def _cut(block: Paragraph, end: int) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """The words of *block* to *end*, and those behind it without the white space or break between."""
    speaker, rest = split(block.content, end)
    while rest and is_blank(rest[:1]):
        rest = rest[1:]
    if rest and isinstance(first := rest[0], Text):
        lead = len(first.value) - len(first.value.lstrip())
        rest = (first.cut(lead, len(first.value)), *rest[1:])
    return stripped(speaker), rest
