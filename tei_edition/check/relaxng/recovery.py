"""An element that cannot stand where it does: what to say of it, and how to go on.

As an editor would: with what was meant, or past what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml import etree

from tei_edition.check.problem import Problem
from tei_edition.check.relaxng import suggest
from tei_edition.check.relaxng.content import first_elements
from tei_edition.check.relaxng.frame import Frame, Survey, behind
from tei_edition.check.relaxng.name_class import Name
from tei_edition.check.relaxng.pattern import Element, Pattern, Patterns
from tei_edition.check.relaxng.shown import shown_element, shown_name, shown_tag
from tei_edition.check.relaxng.suggest import EXPECTED, quoted
from tei_edition.tei.elements import ELEMENTS

#: For each element that may be meant: the states of its parent that lead to it, and where these go on.
Links = dict[Element, list[tuple[int, Pattern]]]


class Recovery:
    """Says what is wrong with elements, and how to read them all the same."""

    def __init__(self, patterns: Patterns, survey: Survey) -> None:
        self._patterns, self._survey = patterns, survey

    def read(
        self, stack: Sequence[Frame], node: etree._Element, name: Name
    ) -> tuple[Links, Problem]:
        """How to read *node*, which cannot stand in the last of *stack*, and what is wrong with it."""
        frame = stack[-1]
        state = self._patterns.choice(frame.states)
        candidates = list(first_elements(state))
        shown = shown_name(name)
        as_known: Links = {element: [] for element in self._survey.known.get(name, ())}
        if len(stack) == 1:
            return as_known, self._root_problem(node, name, candidates)
        parent = shown_tag(frame.element)
        ranked = self._survey.rank(shown, candidates)
        if name not in self._survey.known and not any(
            name in e.names for e in first_elements(state)
        ):
            meant = suggest.element(shown, ranked)
            problem = self._unknown(node, name, parent, ranked, meant)
            return self._as_meant(frame, meant), problem
        if chain := self._skipped(frame.states, name):
            missing = suggest.joined([f"`{shown_element(e)}`" for e in chain])
            verb = "is" if len(chain) == 1 else "are"
            message = f"`{shown}` comes too early in `{parent}`: {missing} {verb} missing before it"
            hint = f"add {missing} before it"
            problem = Problem("V001", message, node, found=shown, hint=hint,
                              expected=tuple(ranked[:EXPECTED]))  # fmt: skip
            return self._past(frame, chain, name), problem
        message, advice = self._misplaced(stack, name)
        problem = Problem("V001", message, node, found=shown, hint=advice,
                          expected=tuple(ranked[:EXPECTED]))  # fmt: skip
        return as_known, problem

    def _root_problem(self, node: etree._Element, name: Name, candidates: list[Element]) -> Problem:
        wanted = [n for e in candidates for n in e.names.listed()]
        shown = [shown_name(n) for n in wanted]
        tag = name[1]
        hint: str | None = None
        other = next((n for n in wanted if n[1] == name[1]), None)
        if other:
            space = f"the namespace {name[0]}" if name[0] else "no namespace"
            message = f"`{tag}` is in {space}; this schema requires {other[0] or 'none'}"
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
        shown = shown_name(name)
        hint: str | None = None
        namespaces = {known[0] for known in self._survey.known}
        if name[0] not in namespaces:
            here = f"is in the namespace {name[0]}" if name[0] else "is in no namespace"
            message = f"`{shown}` {here}, which is unknown to this schema"
        elif name[1] in ELEMENTS:
            message = f"`{shown}` is not allowed inside `{parent}`: it is not part of this schema"
        elif meant:
            message = f"`{shown}` is not allowed inside `{parent}`; did you mean `{meant}`?"
            hint = f"rename it to `{meant}`"
        else:
            message = f"`{shown}` is not allowed inside `{parent}`: this schema has no such element"
            far = suggest.element(shown, [n[1] for n in self._survey.known])
            if far:
                message = f"`{shown}` is not allowed inside `{parent}`; no element has that name"
                hint = f"the most similar name is `{far}`, which is not allowed here either"
        return Problem("V001", message, node, found=shown, hint=hint,
                       expected=tuple(ranked[:EXPECTED]))  # fmt: skip

    def _as_meant(self, frame: Frame, meant: str | None) -> Links:
        links: Links = {}
        for i, state in enumerate(frame.states):
            for element in first_elements(state):
                for name in element.names.listed():
                    if meant and shown_name(name) == meant:
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
            for element in first_elements(state):
                for name in element.names.listed():
                    for e, rest in self._patterns.open(state, name):
                        if rest is not state:
                            found.setdefault(rest, []).append(e)
        for rest, elements in found.items():
            best = self._survey.rank("", elements)
            named = {shown_element(e): e for e in elements}
            yield [rest], named[best[0]]

    def _past(self, frame: Frame, chain: list[Element], name: Name) -> Links:
        states = list(enumerate(frame.states))
        for element in chain:
            first = next(iter(element.names.listed()))
            states = [(i, r) for i, s in states for _, r in self._patterns.open(s, first)]
        links: Links = {}
        for i, state in states:
            for found, rest in self._patterns.open(state, name):
                links.setdefault(found, []).append((i, rest))
        return links

    def _misplaced(self, stack: Sequence[Frame], name: Name) -> tuple[str, str | None]:
        """What to say of an element that the schema knows and that cannot stand here."""
        frame = stack[-1]
        shown, parent = shown_name(name), shown_tag(frame.element)
        for states, child in reversed(frame.history.items()):
            if any(self._patterns.open(state, name) for state in states):
                before = shown_tag(child)
                if before == shown:
                    hint = "join the two, or remove one"
                    return f"`{shown}` is allowed only once in `{parent}`", hint
                hint = f"move it before the `{before}` on line {child.sourceline}"
                last = shown_tag(frame.last if frame.last is not None else child)
                return f"`{shown}` is not allowed after `{last}` in `{parent}`", hint
        message = f"`{shown}` is not allowed inside `{parent}`"
        for inner, outer in pairwise(reversed(stack[1:])):
            if any(self._patterns.open(state, name) for state in behind(inner)):
                where = f"it is allowed in `{shown_tag(outer.element)}`"
                return message, f"close `{shown_tag(inner.element)}` before it: {where}"
        wrap = self._survey.wrappers(
            frame, lambda content: any(name in e.names for e in first_elements(content))
        )
        if wrap:
            return message, f"put it into {quoted(wrap[:1])}"
        return message, None
