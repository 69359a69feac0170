"""The attributes of a start tag against what may stand there."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei_edition.check.problem import Problem
from tei_edition.check.relaxng import suggest
from tei_edition.check.relaxng.content import attributes_of, required
from tei_edition.check.relaxng.frame import Survey
from tei_edition.check.relaxng.listed import list_words
from tei_edition.check.relaxng.pattern import Pattern, Patterns
from tei_edition.check.relaxng.shown import (
    short,
    shown_attribute,
    shown_name,
    shown_tag,
    split_name,
)
from tei_edition.check.relaxng.suggest import alternatives


class Attributes:
    """Judges the attributes of one element after the other."""

    def __init__(self, patterns: Patterns, survey: Survey) -> None:
        self._patterns, self._survey = patterns, survey

    def states(
        self, node: etree._Element, contents: list[Pattern]
    ) -> tuple[list[Pattern | None], list[Problem]]:
        """The state behind the start tag for each of *contents*, and what is wrong; None where others fit better."""
        tried = [self._tried(node, content) for content in contents]
        least = min(len(problems) for _, problems in tried)
        found = next(problems for _, problems in tried if len(problems) == least)
        return [state if len(problems) == least else None for state, problems in tried], found

    def _tried(self, node: etree._Element, content: Pattern) -> tuple[Pattern, list[Problem]]:
        problems: list[Problem] = []
        state = content
        patterns = self._patterns
        for key, value in sorted((str(k), str(v)) for k, v in node.items()):
            name = split_name(key)
            pairs = patterns.attribute(state, name)
            rests = [rest for found, rest in pairs if patterns.matches(found.content, value)]
            if not pairs:
                problems.append(self._problem(node, key, value, content, state))
            elif not rests:
                wanted = [found.content for found, _ in pairs]
                problems.append(value_problem(patterns, node, key, value, wanted))
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
                    for lack in missing_attributes(node, state)
                    if f"write {lack.found}" not in meant
                ]
        return closed, problems

    def _problem(
        self, node: etree._Element, key: str, value: str, content: Pattern, state: Pattern
    ) -> Problem:
        tag, name = shown_tag(node), shown_attribute(key)
        known = [shown_name(name) for a in attributes_of(content) for name in a.names.listed()]
        known = list(dict.fromkeys(known))
        if self._patterns.attribute(content, split_name(key)):
            others = [f"@{shown_attribute(k)}" for k in map(str, node.attrib) if k != key]
            message = f"@{name} is not allowed on `{tag}` together with {suggest.joined(others)}"
            return Problem("V002", message, node, attribute=key, found=name)
        message = f"@{name} is not allowed on `{tag}`"
        meant = suggest.attribute(name, known)
        hint = None
        if meant and meant in [shown_attribute(k) for k in map(str, node.attrib)]:
            meant = None
        if meant:
            message += f"; did you mean @{meant}?"
            hint = f'write {meant}="{short(value)}"'
        else:
            hint = "remove it, or use a child element instead"
        expected = suggest.likeliest(name, known, self._survey.attribute_frequency)
        return Problem("V002", message, node, attribute=key, found=name,
                       expected=expected, hint=hint)  # fmt: skip


def missing_attributes(node: etree._Element, state: Pattern) -> Iterator[Problem]:
    tag = shown_tag(node)
    for choice in required(state):
        names = list(dict.fromkeys(shown_name(n) for a in choice for n in a.names.listed()))
        values = alternatives(choice[0].content)
        hint = None
        if len(names) == 1:
            example = values.example()
            hint = f'add {names[0]}="{example}"' if example else f"add @{names[0]}"
        shown = suggest.joined([f"@{name}" for name in names], "or")
        message = f"`{tag}` lacks {shown}"
        expected = values.expected("") if len(names) == 1 else tuple(names)
        yield Problem("V002", message, node, found=names[0], expected=expected, hint=hint)


def value_problem(
    patterns: Patterns, node: etree._Element, key: str, value: str, wanted: list[Pattern]
) -> Problem:
    where = f"@{shown_attribute(key)} on `{shown_tag(node)}`"
    if listed := list_words(patterns, wanted, value, where):
        message, hint, value, values = listed
    else:
        values = alternatives(*wanted)
        message, hint = suggest.value_words(where, value, values)
    return Problem("V003", message, node, attribute=key, found=value,
                   expected=values.expected(value), hint=hint)  # fmt: skip
