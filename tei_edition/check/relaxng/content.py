"""What a pattern holds: what may come first, what must be there, what takes text."""

from __future__ import annotations

from collections.abc import Iterator

from tei_edition.check.relaxng.pattern import (
    Attribute,
    Choice,
    Element,
    Group,
    Interleave,
    OneOrMore,
    Pattern,
    Text,
)


def first_elements(pattern: Pattern) -> tuple[Element, ...]:
    """The elements that may come first, each once."""
    if pattern.first is None:
        pattern.first = tuple(dict.fromkeys(_first(pattern)))
    return pattern.first


def _first(pattern: Pattern) -> Iterator[Element]:
    match pattern:
        case Element():
            yield pattern
        case Interleave() | Choice() | OneOrMore():
            for part in pattern.parts:
                yield from first_elements(part)
        case Group(parts=(first, second)):
            yield from first_elements(first)
            if first.nullable:
                yield from first_elements(second)


def skippable(pattern: Pattern, element: Element) -> bool:
    """True where *pattern* could be satisfied by leaving out what *element* begins."""
    match pattern:
        case Group(parts=(first, second)):
            if first.nullable and element in first_elements(first):
                return element not in first_elements(second)
            return skippable(first, element) if not first.nullable else skippable(second, element)
        case Choice() | OneOrMore():
            return pattern.nullable
    return False


def takes_text(pattern: Pattern) -> bool:
    match pattern:
        case Interleave() | Choice() | OneOrMore():
            return any(takes_text(part) for part in pattern.parts)
        case Group(parts=(first, second)):
            return takes_text(first) or (first.nullable and takes_text(second))
    return isinstance(pattern, Text)


def attributes_of(pattern: Pattern) -> Iterator[Attribute]:
    if isinstance(pattern, Attribute):
        yield pattern
    elif pattern.has_attributes:
        for part in pattern.parts:
            yield from attributes_of(part)


def required(pattern: Pattern) -> list[list[Attribute]]:
    """The attributes without which *pattern* cannot be: for each lack, the choice there is."""
    match pattern:
        case Attribute():
            return [[pattern]]
        case Group(parts=(first, second)):
            return required(first) + required(second)
        case OneOrMore(parts=(part,)):
            return required(part)
        case Choice() if pattern.has_attributes and not pattern.nullable:
            branches = [required(part) for part in pattern.parts]
            if all(branches):
                return [[a for branch in branches for a in branch[0]]]
    return []
