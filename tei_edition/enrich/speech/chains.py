"""Two who speak in one sentence: "I asked where it was and he replied that", "Moe said that …; Lind answered that"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tei_edition.enrich.speech.tokens import Token

if TYPE_CHECKING:
    from tei_edition.enrich.speech.inquits import Inquit
    from tei_edition.enrich.speech.reader import Reader

_JOINS = frozenset((";", "and", "but", "while", "whereas", "whereupon", "which", "yet"))
#: These begin a clause before the main one: "While Moe said that …, Lind thought that".
SUBORDINATES = frozenset(
    (
        "while",
        "whereas",
        "when",
        "after",
        "as",
        "although",
        "though",
        "since",
        "once",
        "whenever",
        "if",
    )
)
_TO = frozenset(("to", "upon", "on"))
_OPENS = frozenset('"“„«‘')
_CLOSES = frozenset('"”»’')


def is_joined(tokens: Sequence[Token], before: Inquit, inquit: Inquit) -> bool:
    """Whether *inquit*, in what *before* introduces, may be a clause of its own: behind "and", "but" or a semicolon."""
    if inquit.subject is None or before.said is None:
        return False
    place = inquit.subject - 1
    while place > before.said and (_is_title(tokens, place) or tokens[place].text == "all"):
        place -= 1  # "but all that he said was"
    is_main = tokens[place].text == "," and tokens[0].text in SUBORDINATES
    if place < before.said or not (is_main or tokens[place].text in _JOINS):
        return False
    if tokens[place].text == "which" and tokens[place - 1].text not in _TO:
        return False
    opened = [t.text for t in tokens[before.said : place] if t.text in _OPENS | _CLOSES]
    return not opened or opened[-1] in _CLOSES


def _is_title(tokens: Sequence[Token], place: int) -> bool:
    return tokens[place].text == "." or (tokens[place].capital and tokens[place].kind == "word")


def without_told(reader: Reader, words: Sequence[Token], found: Sequence[Inquit]) -> list[Inquit]:
    """*found* without the joined ones that may be what somebody tells of others.

    One that is joined stays where it is surely another's who is there: the writer's, that of somebody who takes part
    and is named, or his or hers who was asked.
    """
    kept: list[Inquit] = []
    for inquit in found:
        if not inquit.joined or (kept and _is_anothers(reader, words, kept, inquit)):
            kept.append(inquit)
    return kept


def _is_anothers(
    reader: Reader, words: Sequence[Token], before: Sequence[Inquit], inquit: Inquit
) -> bool:
    last = before[-1]
    if last.subject is None or inquit.subject is None:
        return False
    spoke, speaks = words[last.subject], words[inquit.subject]
    if speaks.kind == "writer":
        return reader.people.has_writer and spoke.kind != "writer"
    if speaks.kind == "pronoun":
        if spoke.kind == "writer":
            return True
        asked = last.verb.base in reader.verbs.words("asks")
        asker = reader.who(spoke, peek=True)
        if speaks.text == "he" and asker is not None and reader.people.is_woman(asker):
            return True
        is_clause = words[inquit.subject - 1].text == ";"
        return asked and (is_clause or inquit.verb.base in reader.verbs.words("answers"))
    who = reader.who(speaks, peek=True)
    return who is not None and who is not reader.who(spoke, peek=True) and reader.is_here(who)
