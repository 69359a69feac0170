"""A document against a RELAX NG schema: what is wrong, in the words of the document.

The walk takes a derivative for each tag, attribute and text. Where nothing can come of it, it says
so once and goes on as an editor would: with what was meant, or past what cannot be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from lxml import etree

from tei_edition.check.problem import Problem
from tei_edition.check.relaxng import suggest
from tei_edition.check.relaxng.grammar import Grammar
from tei_edition.check.relaxng.name_class import Name
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
from tei_edition.check.relaxng.suggest import EXPECTED, alternatives, quoted

XML = "http://www.w3.org/XML/1998/namespace"


@dataclass
class _Frame:
    """An element that is open: the states its content may be in, and where each leads to."""

    element: etree._Element
    states: list[Pattern]
    links: list[list[tuple[int, Pattern]]]
    initial: list[Pattern] = field(default_factory=list)
    lax: bool = False
    """True where nothing is known of what may stand here."""
    spoiled: bool = False
    """True where something in it was wrong, so that its being incomplete says nothing new."""
    children: int = 0
    last: etree._Element | None = None
    """The child that came last."""
    history: dict[tuple[Pattern, ...], etree._Element] = field(default_factory=dict)
    """The states there have been, each with the child that came last in it, the latest at the end."""


class Check:
    """One document against one grammar; iterate over `problems()`."""

    def __init__(self, grammar: Grammar, tree: etree._ElementTree) -> None:
        self._grammar, self._patterns = grammar, grammar.patterns
        self._tree = tree
        self._problems: list[Problem] = []
        self._stack: list[_Frame] = []

    def problems(self) -> list[Problem]:
        """What is wrong, in the order of the document; empty where it is valid."""
        root = self._tree.getroot()
        top = _Frame(root, [self._grammar.start], [[]])
        self._stack = [top]
        text: list[str] = []
        for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event == "start":
                self._text(text)
                self._open(node)
                text = [node.text or ""]
            elif event == "end":
                self._end(text)
                text = [node.tail or ""]
            else:
                text.append(node.tail or "")
        return self._problems

    # text

    def _text(self, pieces: list[str]) -> None:
        text = "".join(pieces)
        if not text or text.isspace():
            return
        frame = self._stack[-1]
        if not frame.lax:
            self._take_text(frame, text)

    def _take_text(self, frame: _Frame, text: str) -> None:
        states = [self._patterns.after(state, text) for state in frame.states]
        if all(state is self._patterns.not_allowed for state in states):
            frame.spoiled = True
            self._problems.append(self._text_problem(frame, text))
        else:
            frame.states = states

    def _text_problem(self, frame: _Frame, text: str) -> Problem:
        parent = _shown_tag(frame.element)
        values = alternatives(self._patterns.choice(frame.states))
        words = " ".join(text.split())
        if values.values or values.kinds:
            message, hint = suggest.value_words(f"`{parent}`", words, values)
            return Problem("V003", message, frame.element, text=frame.children, found=words,
                           expected=values.expected(words), hint=hint)  # fmt: skip
        wrap = self._wrappers(frame, _takes_text)
        hint = f"put it into {quoted(wrap[:1])}" if wrap else None
        message = f"text is not allowed directly inside `{parent}`"
        return Problem("V005", message, frame.element, text=frame.children,
                       found=_short(words), expected=tuple(wrap[:EXPECTED]), hint=hint)  # fmt: skip

    # start tags

    def _open(self, node: etree._Element) -> None:
        frame = self._stack[-1]
        name = _name(node)
        links: dict[Element, list[tuple[int, Pattern]]] = {}
        for i, state in enumerate(frame.states):
            for element, rest in self._patterns.open(state, name):
                links.setdefault(element, []).append((i, rest))
        if not links and not frame.lax:
            frame.spoiled = True
            links = self._recover(frame, node, name)
        elif not links:
            links = {element: [] for element in self._known.get(name, ())}
        before = tuple(frame.states)
        frame.history.pop(before, None)
        frame.history[before] = frame.last = node
        frame.children += 1
        contents = [element.content for element in links]
        states = self._attributes(node, contents) if contents else []
        kept = [
            (state, link)
            for state, link in zip(states, links.values(), strict=True)
            if state is not None
        ]
        opened = _Frame(node, [state for state, _ in kept], [link for _, link in kept])
        opened.initial, opened.lax = opened.states, not kept
        self._stack.append(opened)

    @cached_property
    def _known(self) -> Mapping[Name, list[Element]]:
        """The elements of the schema by name."""
        known: dict[Name, list[Element]] = {}
        for element in self._grammar.elements():
            for name in element.names.listed():
                known.setdefault(name, []).append(element)
        return known

    @cached_property
    def _frequency(self) -> Counter[str]:
        """How often the document uses each element."""
        return Counter(_name(node)[1] for node in self._tree.getroot().iter(etree.Element))

    # attributes

    def _attributes(self, node: etree._Element, contents: list[Pattern]) -> list[Pattern | None]:
        """The state behind the start tag for each of *contents*; None where others fit better."""
        tried = [self._try_attributes(node, content) for content in contents]
        least = min(len(problems) for _, problems in tried)
        if least:
            self._problems += next(problems for _, problems in tried if len(problems) == least)
        return [state if len(problems) == least else None for state, problems in tried]

    def _try_attributes(
        self, node: etree._Element, content: Pattern
    ) -> tuple[Pattern, list[Problem]]:
        problems: list[Problem] = []
        state = content
        patterns = self._patterns
        for key, value in sorted((str(k), str(v)) for k, v in node.items()):
            name = _split(key)
            pairs = patterns.attribute(state, name)
            rests = [rest for found, rest in pairs if patterns.matches(found.content, value)]
            if not pairs:
                problems.append(self._attribute_problem(node, key, value, content, state))
            elif not rests:
                problems.append(_value_problem(node, key, value, [found for found, _ in pairs]))
                state = patterns.choice(rest for _, rest in pairs)
            else:
                state = rests[0] if len(rests) == 1 else patterns.choice(rests)
        closed = patterns.close(state)
        if closed is patterns.not_allowed and state is not patterns.not_allowed:
            closed = patterns.content(state)
            if not problems or closed is not patterns.not_allowed:
                # What is missing under its own name is there under a misspelt one.
                meant = {p.hint.partition("=")[0] for p in problems if p.hint}
                problems += [
                    lack
                    for lack in _missing_attributes(node, state)
                    if f"write {lack.found}" not in meant
                ]
        return closed, problems

    def _attribute_problem(
        self, node: etree._Element, key: str, value: str, content: Pattern, state: Pattern
    ) -> Problem:
        tag, name = _shown_tag(node), _shown_attribute(key)
        known = [_shown_name(name) for a in _attributes_of(content) for name in a.names.listed()]
        known = list(dict.fromkeys(known))
        if self._patterns.attribute(content, _split(key)):
            others = [f"@{_shown_attribute(k)}" for k in map(str, node.attrib) if k != key]
            message = f"@{name} cannot stand on `{tag}` beside {suggest.joined(others)}"
            return Problem("V002", message, node, attribute=key, found=name)
        message = f"@{name} is not allowed on `{tag}`"
        meant = suggest.attribute(name, known)
        hint = None
        if meant and meant in [_shown_attribute(k) for k in map(str, node.attrib)]:
            meant = None
        if meant:
            message += f"; did you mean @{meant}?"
            hint = f'write {meant}="{_short(value)}"'
        else:
            hint = "remove it, or say it in a child element"
        expected = suggest.likeliest(name, known, self._attribute_frequency)
        return Problem("V002", message, node, attribute=key, found=name,
                       expected=expected, hint=hint)  # fmt: skip

    @cached_property
    def _attribute_frequency(self) -> Counter[str]:
        return Counter(
            _shown_attribute(key)
            for node in self._tree.getroot().iter(etree.Element)
            for key in map(str, node.attrib)
        )

    # end tags

    def _end(self, pieces: list[str]) -> None:
        frame = self._stack[-1]
        text = "".join(pieces)
        patterns = self._patterns
        if not frame.lax:
            if text.strip():
                self._take_text(frame, text)
            elif not frame.children:
                # White space alone, or nothing at all, is a text where a text is wanted.
                frame.states = [
                    patterns.choice((state, patterns.after(state, text))) for state in frame.states
                ]
        ended = [state.nullable for state in frame.states]
        if not frame.lax and not any(ended):
            if not frame.spoiled:
                self._problems.append(self._incomplete(frame))
                # What is around it is not to blame for what is not in it.
            ended = [True] * len(ended)
        self._stack.pop()
        parent = self._stack[-1]
        if frame.lax and not frame.links:
            return
        rests: dict[int, list[Pattern]] = {}
        for done, links in zip(ended, frame.links, strict=True):
            for i, rest in links if done else ():
                rests.setdefault(i, []).append(rest)
        if rests:
            parent.states = [
                patterns.choice(rests[i]) if i in rests else patterns.not_allowed
                for i in range(len(parent.states))
            ]

    def _incomplete(self, frame: _Frame) -> Problem:
        tag = _shown_tag(frame.element)
        state = self._patterns.choice(frame.states)
        wanted = [e for e in _first(state) if not _skippable(state, e)]
        names = self._rank("", wanted)
        values = alternatives(state)
        if not names and (values.values or values.kinds):
            message, hint = suggest.value_words(f"`{tag}`", "", values)
            return Problem("V003", message, frame.element, expected=values.expected(""), hint=hint)
        what = suggest.either(names[:EXPECTED]) if names else "content"
        message = f"`{tag}` is not complete: {what} is missing"
        if frame.last is not None:
            after = _shown_tag(frame.last)
            hint = f"add {suggest.either(names[:1])} after `{after}`" if names else None
        else:
            hint = f"add {suggest.either(names[:1])}" if names else None
        return Problem("V006", message, frame.element, expected=tuple(names[:EXPECTED]), hint=hint)

    # elements that cannot be

    def _recover(
        self, frame: _Frame, node: etree._Element, name: Name
    ) -> dict[Element, list[tuple[int, Pattern]]]:
        """Say what is wrong with *node*; how to read it, and where its parent goes on."""
        state = self._patterns.choice(frame.states)
        candidates = list(_first(state))
        shown = _shown_name(name)
        if len(self._stack) == 1:
            self._problems.append(self._root_problem(node, name, candidates))
            return {e: [] for e in self._known.get(name, ()) if name in self._known}
        parent = _shown_tag(frame.element)
        ranked = self._rank(shown, candidates)
        if name not in self._known and not any(name in e.names for e in _first(state)):
            meant = suggest.element(shown, ranked)
            self._problems.append(self._unknown(node, name, parent, ranked, meant))
            return self._as_meant(frame, meant)
        if chain := self._skipped(frame.states, name):
            missing = suggest.joined([f"`{_shown_element(e)}`" for e in chain])
            verb = "is" if len(chain) == 1 else "are"
            message = f"`{shown}` comes too early in `{parent}`: {missing} {verb} missing before it"
            hint = f"add {missing} before it"
            self._problems.append(Problem("V001", message, node, found=shown, hint=hint,
                                          expected=tuple(ranked[:EXPECTED])))  # fmt: skip
            return self._past(frame, chain, name)
        message, advice = self._misplaced(frame, name)
        self._problems.append(Problem("V001", message, node, found=shown, hint=advice,
                                      expected=tuple(ranked[:EXPECTED])))  # fmt: skip
        return {element: [] for element in self._known.get(name, ())}

    def _root_problem(self, node: etree._Element, name: Name, candidates: list[Element]) -> Problem:
        wanted = [n for e in candidates for n in e.names.listed()]
        shown = [_shown_name(n) for n in wanted]
        tag = name[1]
        hint: str | None = None
        other = next((n for n in wanted if n[1] == name[1]), None)
        if other:
            space = f"the namespace {name[0]}" if name[0] else "no namespace"
            message = f"`{tag}` is in {space}; this schema wants {other[0] or 'none'}"
            hint = f'write xmlns="{other[0]}" on it' if other[0] else None
        else:
            message = (
                f"a document cannot begin with `{tag}`; it begins with {suggest.either(shown)}"
            )
        return Problem(
            "V001", message, node, found=tag, expected=tuple(shown[:EXPECTED]), hint=hint
        )

    def _unknown(
        self, node: etree._Element, name: Name, parent: str, ranked: list[str], meant: str | None
    ) -> Problem:
        shown = _shown_name(name)
        hint: str | None = None
        namespaces = {known[0] for known in self._known}
        if name[0] not in namespaces:
            here = f"is in the namespace {name[0]}" if name[0] else "is in no namespace"
            message = f"`{shown}` {here}, of which this schema knows nothing"
        elif meant:
            message = f"`{shown}` is not allowed inside `{parent}`; did you mean `{meant}`?"
            hint = f"rename it to `{meant}`"
        else:
            message = f"`{shown}` is not allowed inside `{parent}`: this schema has no such element"
            far = suggest.element(shown, [n[1] for n in self._known])
            if far:
                message = f"`{shown}` is not allowed inside `{parent}`; no element has that name"
                hint = f"the nearest name is `{far}`, which may not stand here either"
        return Problem("V001", message, node, found=shown, hint=hint,
                       expected=tuple(ranked[:EXPECTED]))  # fmt: skip

    def _as_meant(
        self, frame: _Frame, meant: str | None
    ) -> dict[Element, list[tuple[int, Pattern]]]:
        links: dict[Element, list[tuple[int, Pattern]]] = {}
        for i, state in enumerate(frame.states):
            for element in _first(state):
                for name in element.names.listed():
                    if meant and _shown_name(name) == meant:
                        for found, rest in self._patterns.open(state, name):
                            links.setdefault(found, []).append((i, rest))
        return {e: list(dict.fromkeys(pairs)) for e, pairs in links.items()}

    def _skipped(self, states: list[Pattern], name: Name) -> list[Element]:
        """The fewest elements that, were they there, would let *name* come; empty for none."""
        ways: list[tuple[list[Pattern], list[Element]]] = [(states, [])]
        seen: set[Pattern] = set(states)
        for _ in range(3):
            further = []
            for here, chain in ways:
                for rests, element in self._steps(here):
                    if any(self._patterns.open(rest, name) for rest in rests):
                        return [*chain, element]
                    if not seen.issuperset(rests):
                        seen.update(rests)
                        further.append((rests, [*chain, element]))
            ways = further
        return []

    def _steps(self, states: list[Pattern]) -> Iterator[tuple[list[Pattern], Element]]:
        """Where one more element leads: one example for each place, the document's favourite."""
        found: dict[Pattern, list[Element]] = {}
        for state in states:
            for element in _first(state):
                for name in element.names.listed():
                    for e, rest in self._patterns.open(state, name):
                        if rest is not state:
                            found.setdefault(rest, []).append(e)
        for rest, elements in found.items():
            best = self._rank("", elements)
            named = {_shown_element(e): e for e in elements}
            yield [rest], named[best[0]]

    def _past(
        self, frame: _Frame, chain: list[Element], name: Name
    ) -> dict[Element, list[tuple[int, Pattern]]]:
        states = list(enumerate(frame.states))
        for element in chain:
            first = next(iter(element.names.listed()))
            states = [(i, r) for i, s in states for _, r in self._patterns.open(s, first)]
        links: dict[Element, list[tuple[int, Pattern]]] = {}
        for i, state in states:
            for found, rest in self._patterns.open(state, name):
                links.setdefault(found, []).append((i, rest))
        return links

    def _misplaced(self, frame: _Frame, name: Name) -> tuple[str, str | None]:
        """What to say of an element that the schema knows and that cannot stand here."""
        shown, parent = _shown_name(name), _shown_tag(frame.element)
        for states, child in reversed(frame.history.items()):
            if any(self._patterns.open(state, name) for state in states):
                before = _shown_tag(child)
                if before == shown:
                    hint = "join the two, or remove one"
                    return f"`{shown}` may stand only once in `{parent}`", hint
                hint = f"move it before the `{before}` in line {child.sourceline}"
                last = _shown_tag(frame.last if frame.last is not None else child)
                return f"`{shown}` is not allowed after `{last}` in `{parent}`", hint
        message = f"`{shown}` is not allowed inside `{parent}`"
        for inner, outer in pairwise(reversed(self._stack[1:])):
            if any(self._patterns.open(state, name) for state in _behind(inner)):
                where = f"it may stand in `{_shown_tag(outer.element)}`"
                return message, f"end the `{_shown_tag(inner.element)}` before it: {where}"
        wrap = self._wrappers(frame, lambda content: any(name in e.names for e in _first(content)))
        if wrap:
            return message, f"put it into {quoted(wrap[:1])}"
        return message, None

    def _wrappers(self, frame: _Frame, takes: Callable[[Pattern], bool]) -> list[str]:
        """The elements that may stand here and whose content *takes* what stands here."""
        state = self._patterns.choice(frame.states)
        fitting = []
        for element in _first(state):
            content = self._patterns.content(element.content)
            if takes(content):
                fitting.append(element)
        used = [e for e in fitting if self._frequency[_shown_element(e)]]
        if not used and len(fitting) > EXPECTED:
            plain = [e for e in fitting if _shown_element(e) in suggest.PLAIN]
            return self._rank("", plain)
        return self._rank("", used or fitting)

    def _rank(self, shown: str, elements: list[Element]) -> list[str]:
        names = [_shown_name(n) for e in elements for n in e.names.listed()]
        return list(suggest.likeliest(shown, list(dict.fromkeys(names)), self._frequency, None))


def _behind(inner: _Frame) -> list[Pattern]:
    """The states of the element around *inner* once that has ended."""
    return [rest for links in inner.links for _, rest in links]


# What patterns hold


def _first(pattern: Pattern) -> Iterator[Element]:
    """The elements that may come first."""
    match pattern:
        case Element():
            yield pattern
        case Interleave() | Choice() | OneOrMore():
            for part in pattern.parts:
                yield from _first(part)
        case Group(parts=(first, second)):
            yield from _first(first)
            if first.nullable:
                yield from _first(second)


def _skippable(pattern: Pattern, element: Element) -> bool:
    """True where *pattern* could be satisfied by leaving out what *element* begins."""
    match pattern:
        case Group(parts=(first, second)):
            if first.nullable and element in _first(first):
                return element not in _first(second)
            return _skippable(first, element) if not first.nullable else _skippable(second, element)
        case Choice() | OneOrMore():
            return pattern.nullable
    return False


def _takes_text(pattern: Pattern) -> bool:
    match pattern:
        case Interleave() | Choice() | OneOrMore():
            return any(_takes_text(part) for part in pattern.parts)
        case Group(parts=(first, second)):
            return _takes_text(first) or (first.nullable and _takes_text(second))
    return isinstance(pattern, Text)


def _attributes_of(pattern: Pattern) -> Iterator[Attribute]:
    if isinstance(pattern, Attribute):
        yield pattern
    elif pattern.has_attributes:
        for part in pattern.parts:
            yield from _attributes_of(part)


def _required(pattern: Pattern) -> list[list[Attribute]]:
    """The attributes without which *pattern* cannot be: for each lack, the choice there is."""
    match pattern:
        case Attribute():
            return [[pattern]]
        case Group(parts=(first, second)):
            return _required(first) + _required(second)
        case OneOrMore(parts=(part,)):
            return _required(part)
        case Choice() if pattern.has_attributes and not pattern.nullable:
            branches = [_required(part) for part in pattern.parts]
            if all(branches):
                return [[a for branch in branches for a in branch[0]]]
    return []


def _missing_attributes(node: etree._Element, state: Pattern) -> Iterator[Problem]:
    tag = _shown_tag(node)
    for choice in _required(state):
        names = list(dict.fromkeys(_shown_name(n) for a in choice for n in a.names.listed()))
        values = alternatives(choice[0].content)
        hint = None
        if len(names) == 1:
            example = values.example()
            hint = f'add {names[0]}="{example}"' if example else f"add @{names[0]}"
        shown = suggest.joined([f"@{name}" for name in names], "or")
        message = f"`{tag}` lacks {shown}"
        expected = values.expected("") if len(names) == 1 else tuple(names)
        yield Problem("V002", message, node, found=names[0], expected=expected, hint=hint)


def _value_problem(
    node: etree._Element, key: str, value: str, attributes: list[Attribute]
) -> Problem:
    name = _shown_attribute(key)
    values = alternatives(*(attribute.content for attribute in attributes))
    message, hint = suggest.value_words(f"@{name} on `{_shown_tag(node)}`", value, values)
    return Problem("V003", message, node, attribute=key, found=value,
                   expected=values.expected(value), hint=hint)  # fmt: skip


# Names as a reader writes them


def _name(node: etree._Element) -> Name:
    return _split(str(node.tag))


def _split(key: str) -> Name:
    if key.startswith("{"):
        namespace, _, local = key[1:].rpartition("}")
        return (namespace, local)
    return ("", key)


def _shown_name(name: Name) -> str:
    return f"xml:{name[1]}" if name[0] == XML else name[1]


def _shown_tag(node: etree._Element) -> str:
    return _name(node)[1]


def _shown_attribute(key: str) -> str:
    return _shown_name(_split(key))


def _shown_element(element: Element) -> str:
    return next((_shown_name(name) for name in element.names.listed()), "any element")


def _short(text: str, length: int = 40) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
