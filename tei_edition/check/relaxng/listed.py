"""Which word of a list is wrong (RELAX NG, `list`), and what is wanted in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tei_edition.check.relaxng import suggest
from tei_edition.check.relaxng.pattern import (
    Choice,
    Group,
    Interleave,
    ListOf,
    OneOrMore,
    Pattern,
    Patterns,
)


def list_words(
    patterns: Patterns, wanted: Iterable[Pattern], text: str, where: str
) -> tuple[str, str | None, str, suggest.Values] | None:
    """What to say of *text*, which is none of *wanted* at *where*: the sentence, what to do, the word that is
    wrong, and what it may be. None where no list is wanted.
    """
    alternatives = [part for pattern in wanted for part in _alternatives(pattern)]
    lists = [part for part in alternatives if isinstance(part, ListOf)]
    if not lists or (len(lists) < len(alternatives) and len(text.split()) < 2):
        return None
    _, word, state = max((_followed(patterns, one, text) for one in lists), key=lambda f: f[0])
    values = suggest.alternatives(*_next(state))
    if word is None:
        sentence, _ = suggest.value_words(where, "", values)
        return sentence.replace(" is empty;", " lacks a word;"), None, text, values
    if not values.values and not values.kinds:
        return f'{where} contains one word too many: "{word}"', "remove it", word, values
    place = where if values.values else f"a word in {where}"
    return (*suggest.value_words(place, word, values), word, values)


def _followed(patterns: Patterns, one: ListOf, text: str) -> tuple[int, str | None, Pattern]:
    """How many words of *text* are right for the list *one*, the first that is not, and what was wanted there."""
    state = one.parts[0]
    words = text.split()
    for number, word in enumerate(words):
        after = patterns.after(state, word)
        if after is patterns.not_allowed:
            return number, word, state
        state = after
    return len(words), None, state


def _alternatives(pattern: Pattern) -> Iterator[Pattern]:
    if isinstance(pattern, Choice):
        for part in pattern.parts:
            yield from _alternatives(part)
    else:
        yield pattern


def _next(pattern: Pattern) -> Iterator[Pattern]:
    """What may come first of *pattern*."""
    match pattern:
        case Choice() | Interleave() | OneOrMore():
            for part in pattern.parts:
                yield from _next(part)
        case Group(parts=(first, second)):
            yield from _next(first)
            if first.nullable:
                yield from _next(second)
        case _:
            yield pattern
