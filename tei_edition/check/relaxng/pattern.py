"""RELAX NG patterns and their derivatives (ISO/IEC 19757-2, section 9).

A pattern says what may come; its derivative by what did come says what may come after. Patterns
are shared: equal patterns are one object, which keeps the derivatives it has been asked for. A
schema of the size of the whole TEI so costs only what a document uses of it.

Elements are leaves: their content is read from the schema when a document first enters them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TypeVar

from tei_edition.check.relaxng.datatype import Datatype
from tei_edition.check.relaxng.name_class import Name, NameClass


class Pattern:
    """What may come. Subclasses say what it is; `Patterns` makes them."""

    nullable = False
    """True where nothing need come."""
    has_values = False
    """True where text would be compared with a datatype or a value."""
    has_attributes = False
    parts: tuple[Pattern, ...] = ()

    def __init__(self) -> None:
        self.opened: dict[Name, tuple[tuple[Element, Pattern], ...]] = {}
        self.attributed: dict[Name, tuple[tuple[Attribute, Pattern], ...]] = {}
        self.closed: Pattern | None = None
        self.forgiven: Pattern | None = None
        self.first: tuple[Element, ...] | None = None
        self.after_text: Pattern | None = None


class Empty(Pattern):
    """Nothing comes."""

    nullable = True


class NotAllowed(Pattern):
    """Nothing can make this right."""


class Text(Pattern):
    """Any text, none included."""

    nullable = True


class Data(Pattern):
    """Text of a datatype, but for the exceptions."""

    has_values = True

    def __init__(self, datatype: Datatype, exceptions: Pattern | None) -> None:
        super().__init__()
        self.datatype, self.exceptions = datatype, exceptions


class Value(Pattern):
    """One text, as its datatype compares texts."""

    has_values = True

    def __init__(self, datatype: Datatype, value: str) -> None:
        super().__init__()
        self.datatype, self.value = datatype, value


class ListOf(Pattern):
    """Text that is tokens between white space."""

    has_values = True

    def __init__(self, content: Pattern) -> None:
        super().__init__()
        self.parts = (content,)


class Element(Pattern):
    """An element; its content is read when first wanted."""

    def __init__(self, names: NameClass, content: Callable[[], Pattern]) -> None:
        super().__init__()
        self.names, self._content = names, content

    @cached_property
    def content(self) -> Pattern:
        return self._content()


class Attribute(Pattern):
    """An attribute with its value."""

    has_attributes = True

    def __init__(self, names: NameClass, content: Pattern) -> None:
        super().__init__()
        self.names, self.content = names, content


class _Composite(Pattern):
    def __init__(self, parts: tuple[Pattern, ...]) -> None:
        super().__init__()
        self.parts = parts
        self.has_values = any(part.has_values for part in parts)
        self.has_attributes = any(part.has_attributes for part in parts)


class Choice(_Composite):
    """One of the parts."""

    def __init__(self, parts: tuple[Pattern, ...]) -> None:
        super().__init__(parts)
        self.nullable = any(part.nullable for part in parts)


class Group(_Composite):
    """The two parts, one after the other."""

    def __init__(self, parts: tuple[Pattern, ...]) -> None:
        super().__init__(parts)
        self.nullable = all(part.nullable for part in parts)


class Interleave(Group):
    """The two parts, mixed in any way."""


class OneOrMore(_Composite):
    """The part, once or more."""

    def __init__(self, parts: tuple[Pattern, ...]) -> None:
        super().__init__(parts)
        self.nullable = parts[0].nullable


class Patterns:
    """Makes patterns, each once, and their derivatives."""

    def __init__(self) -> None:
        self.empty, self.not_allowed, self.text = Empty(), NotAllowed(), Text()
        self._made: dict[tuple[object, ...], Pattern] = {}

    # making

    def choice(self, parts: Iterable[Pattern]) -> Pattern:
        """One of *parts*, the order of which is kept for what messages list."""
        flat: dict[Pattern, None] = {}
        for part in parts:
            for one in part.parts if isinstance(part, Choice) else (part,):
                if one is not self.not_allowed:
                    flat[one] = None
        if self.empty in flat and any(one.nullable for one in flat if one is not self.empty):
            del flat[self.empty]
        if not flat:
            return self.not_allowed
        if len(flat) == 1:
            return next(iter(flat))
        return self._shared((Choice, frozenset(flat)), lambda: Choice(tuple(flat)))

    def group(self, first: Pattern, second: Pattern) -> Pattern:
        """*first*, then *second*."""
        return self._pair(Group, first, second)

    def interleave(self, first: Pattern, second: Pattern) -> Pattern:
        """*first* and *second*, mixed."""
        return self._pair(Interleave, first, second)

    def one_or_more(self, part: Pattern) -> Pattern:
        """*part*, once or more."""
        if part in (self.empty, self.not_allowed, self.text) or isinstance(part, OneOrMore):
            return part
        return self._shared((OneOrMore, part), lambda: OneOrMore((part,)))

    def optional(self, part: Pattern) -> Pattern:
        """*part* or nothing."""
        return self.choice((part, self.empty))

    def _pair(self, kind: type[Group], first: Pattern, second: Pattern) -> Pattern:
        if self.not_allowed in (first, second):
            return self.not_allowed
        if first is self.empty:
            return second
        if second is self.empty:
            return first
        return self._shared((kind, first, second), lambda: kind((first, second)))

    def _shared(self, key: tuple[object, ...], make: Callable[[], Pattern]) -> Pattern:
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = make()
        return made

    # derivatives

    def open(self, pattern: Pattern, name: Name) -> tuple[tuple[Element, Pattern], ...]:
        """The elements of *name* that may come first, each with what may come after it."""
        found = pattern.opened.get(name)
        if found is None:
            found = pattern.opened[name] = _merged(self._open(pattern, name), self)
        return found

    def _open(self, pattern: Pattern, name: Name) -> list[tuple[Element, Pattern]]:
        match pattern:
            case Element():
                return [(pattern, self.empty)] if name in pattern.names else []
            case Choice():
                return [pair for part in pattern.parts for pair in self.open(part, name)]
            case Interleave(parts=(first, second)):
                return [(e, self.interleave(r, second)) for e, r in self.open(first, name)] + [
                    (e, self.interleave(first, r)) for e, r in self.open(second, name)
                ]
            case Group(parts=(first, second)):
                found = [(e, self.group(r, second)) for e, r in self.open(first, name)]
                return found + (list(self.open(second, name)) if first.nullable else [])
            case OneOrMore(parts=(part,)):
                more = self.optional(pattern)
                return [(e, self.group(r, more)) for e, r in self.open(part, name)]
        return []

    def attribute(self, pattern: Pattern, name: Name) -> tuple[tuple[Attribute, Pattern], ...]:
        """The attributes of *name* that may stand here, each with what may come besides."""
        found = pattern.attributed.get(name)
        if found is None:
            found = _merged(self._attribute(pattern, name), self) if pattern.has_attributes else ()
            pattern.attributed[name] = found
        return found

    def _attribute(self, pattern: Pattern, name: Name) -> list[tuple[Attribute, Pattern]]:
        match pattern:
            case Attribute():
                return [(pattern, self.empty)] if name in pattern.names else []
            case Choice():
                return [pair for part in pattern.parts for pair in self.attribute(part, name)]
            case Group(parts=(first, second)):
                pair = self.interleave if isinstance(pattern, Interleave) else self.group
                return [(a, pair(r, second)) for a, r in self.attribute(first, name)] + [
                    (a, pair(first, r)) for a, r in self.attribute(second, name)
                ]
            case OneOrMore(parts=(part,)):
                more = self.optional(pattern)
                return [(a, self.group(r, more)) for a, r in self.attribute(part, name)]
        return []

    def close(self, pattern: Pattern) -> Pattern:
        """What may come once no more attributes can."""
        if not pattern.has_attributes:
            return pattern
        if pattern.closed is None:
            pattern.closed = self._without(pattern, self.not_allowed, self.close)
        return pattern.closed

    def content(self, pattern: Pattern) -> Pattern:
        """What *pattern* says apart from attributes, missing ones forgiven."""
        if not pattern.has_attributes:
            return pattern
        if pattern.forgiven is None:
            pattern.forgiven = self._without(pattern, self.empty, self.content)
        return pattern.forgiven

    def _without(
        self, pattern: Pattern, attribute: Pattern, again: Callable[[Pattern], Pattern]
    ) -> Pattern:
        match pattern:
            case Attribute():
                return attribute
            case Choice():
                return self.choice(again(part) for part in pattern.parts)
            case Interleave(parts=(first, second)):
                return self.interleave(again(first), again(second))
            case Group(parts=(first, second)):
                return self.group(again(first), again(second))
            case OneOrMore(parts=(part,)):
                return self.one_or_more(again(part))
        return pattern

    def after(self, pattern: Pattern, text: str) -> Pattern:
        """What may come after *text*."""
        if pattern.has_values:
            return self._after(pattern, text)
        if pattern.after_text is None:
            pattern.after_text = self._after(pattern, text)
        return pattern.after_text

    def _after(self, pattern: Pattern, text: str) -> Pattern:
        match pattern:
            case Text():
                return pattern
            case Choice():
                return self.choice(self.after(part, text) for part in pattern.parts)
            case Interleave(parts=(first, second)):
                return self.choice(
                    (
                        self.interleave(self.after(first, text), second),
                        self.interleave(first, self.after(second, text)),
                    )
                )
            case Group(parts=(first, second)):
                found = self.group(self.after(first, text), second)
                return self.choice((found, self.after(second, text))) if first.nullable else found
            case OneOrMore(parts=(part,)):
                return self.group(self.after(part, text), self.optional(pattern))
            case Data() | Value() | ListOf():
                return self.empty if self.matches(pattern, text) else self.not_allowed
        return self.not_allowed

    def matches(self, pattern: Pattern, text: str) -> bool:
        """True where *text* alone is what *pattern* wants, as the value of an attribute is."""
        match pattern:
            case Data():
                excepted = pattern.exceptions is not None and self.matches(pattern.exceptions, text)
                return pattern.datatype.allows(text) and not excepted
            case Value():
                return pattern.datatype.same(text, pattern.value)
            case ListOf(parts=(content,)):
                for token in text.split():
                    content = self.after(content, token)
                return content.nullable
        return (pattern.nullable and not text.strip()) or self.after(pattern, text).nullable


_P = TypeVar("_P", bound=Pattern)


def _merged(pairs: list[tuple[_P, Pattern]], patterns: Patterns) -> tuple[tuple[_P, Pattern], ...]:
    """*pairs* with each first member once, its rests made a choice."""
    rests: dict[_P, list[Pattern]] = {}
    for first, rest in pairs:
        if rest is not patterns.not_allowed:
            rests.setdefault(first, []).append(rest)
    return tuple((first, patterns.choice(found)) for first, found in rests.items())
