"""What is said though nothing in it says so: a quotation by itself, and what somebody has to say for his part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tei_edition.enrich.register import Entry
from tei_edition.enrich.speech.passages import Block, Passage
from tei_edition.enrich.speech.tokens import Token

if TYPE_CHECKING:
    from tei_edition.enrich.speech.reader import Reader

_OPENS = frozenset('"“„«')
_CLOSES = frozenset('"”»“')
#: So many paragraphs before a quotation tell who talk to each other.
_NEAR = 3


def quotes(reader: Reader, number: int, block: Block, *, unclosed: bool) -> bool:
    """Whether block *number* is but a quotation: of who was quoted where that is *unclosed*, else of who answers.

    Who answers is known where two speak just before, and it is said of neither that the quotation is his.
    """
    text = block.text.strip()
    whole = text[:1] in _OPENS and not any(sign in _CLOSES for sign in text[1:-1])
    if not whole or not reader.passages or reader.passages[-1].block != number - 1:
        return False
    near = [passage.who for passage in reader.passages if passage.block >= number - _NEAR]
    others = list(dict.fromkeys(one for one in near if one is not near[-1]))
    if not unclosed and len(others) != 1:
        return False
    who = near[-1] if unclosed else others[0]
    reader.current, reader.subject, reader.direct = who, who, True
    reader.quoting = text[-1] not in _CLOSES
    start = block.text.index(text)
    reader.passages.append(Passage(number, start, start + len(text), who, True, sure=unclosed))
    return True


def for_his_part(reader: Reader, words: Sequence[Token], *, fresh: bool) -> Entry | None:
    """Who speaks in a sentence that does not say so, yet looks back as what is said does.

    "For his part he could not understand", "As regards the dam, he was less hopeful", or behind a sentence that tells
    how somebody was, or that he thanked ("He thanked me. The boats had come").
    """
    if reader.tense == "present":
        return None
    place = reader.telling.acting(list(words))
    if fresh and place is not None and words[place].text in ("he", "she"):
        begins = " ".join(token.text for token in words[:3])
        if any(begins.startswith(part) for part in reader.verbs.words("parts")):
            return reader.who(words[place], peek=True)
    if place is not None and reader.who(words[place], peek=True) not in (None, reader.maybe):
        return None
    return reader.maybe if reader.telling.looks_back(list(words)) else None


def is_of_absent(reader: Reader, words: Sequence[Token]) -> bool:
    """Whether a sentence says what somebody else had told the writer before: "Vik had assured me that"."""
    if reader.current is None or reader.current is not reader.people.writer:
        return False
    who = next((i for i, token in enumerate(words[:_NEAR]) if token.kind == "name"), None)
    if who is None or words[who].entry in (reader.current, *reader.people.principals):
        return False
    had = next(
        (i for i in range(who + 1, min(who + 3, len(words))) if words[i].text == "had"), None
    )
    if had is None:
        return False
    told = next((i for i in range(had + 1, len(words)) if words[i].text in reader.verbs.say), None)
    return (
        told is not None
        and told <= had + _ADVERBS
        and any(token.text in ("me", "us", "that") for token in words[told + 1 : told + 3])
    )


#: "had in fact assured me": so many words before the verb at most, and itself.
_ADVERBS = 4
