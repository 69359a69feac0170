"""A document against a RELAX NG schema: what is wrong, in the words of the document.

The walk takes a derivative for each tag, attribute and text. Where nothing can come of it, it says
so once and goes on as an editor would: with what was meant, or past what cannot be.
"""

from __future__ import annotations

from lxml import etree

from tei_edition.check.problem import Problem
from tei_edition.check.relaxng import suggest
from tei_edition.check.relaxng.attributes import Attributes
from tei_edition.check.relaxng.content import first_elements, skippable, takes_text
from tei_edition.check.relaxng.frame import Frame, Survey
from tei_edition.check.relaxng.grammar import Grammar
from tei_edition.check.relaxng.listed import list_words
from tei_edition.check.relaxng.pattern import Pattern
from tei_edition.check.relaxng.recovery import Links, Recovery
from tei_edition.check.relaxng.shown import name_of, short, shown_tag
from tei_edition.check.relaxng.suggest import EXPECTED, alternatives, quoted


class Check:
    """One document against one grammar; iterate over `problems()`."""

    def __init__(self, grammar: Grammar, tree: etree._ElementTree) -> None:
        self._grammar, self._patterns = grammar, grammar.patterns
        self._tree = tree
        self._survey = Survey(grammar, tree)
        self._attributes = Attributes(self._patterns, self._survey)
        self._recovery = Recovery(self._patterns, self._survey)
        self._problems: list[Problem] = []
        self._stack: list[Frame] = []

    def problems(self) -> list[Problem]:
        """What is wrong, in the order of the document; empty where it is valid."""
        root = self._tree.getroot()
        top = Frame(root, [self._grammar.start], [[]])
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

    def _take_text(self, frame: Frame, text: str) -> None:
        states = [self._patterns.after(state, text) for state in frame.states]
        if all(state is self._patterns.not_allowed for state in states):
            frame.spoiled = True
            self._problems.append(self._text_problem(frame, text))
        else:
            frame.states = states

    def _text_problem(self, frame: Frame, text: str) -> Problem:
        parent = shown_tag(frame.element)
        values = alternatives(self._patterns.choice(frame.states))
        words = " ".join(text.split())
        if values.values or values.kinds:
            if listed := list_words(self._patterns, frame.states, words, f"`{parent}`"):
                message, hint, words, values = listed
            else:
                message, hint = suggest.value_words(f"`{parent}`", words, values)
            return Problem("V003", message, frame.element, text=frame.children, found=words,
                           expected=values.expected(words), hint=hint)  # fmt: skip
        wrap = self._survey.wrappers(frame, takes_text)
        hint = f"put it into {quoted(wrap[:1])}" if wrap else None
        message = f"text is not allowed directly inside `{parent}`"
        return Problem("V005", message, frame.element, text=frame.children,
                       found=short(words), expected=tuple(wrap[:EXPECTED]), hint=hint)  # fmt: skip

    # start tags

    def _open(self, node: etree._Element) -> None:
        frame = self._stack[-1]
        name = name_of(node)
        links: Links = {}
        for i, state in enumerate(frame.states):
            for element, rest in self._patterns.open(state, name):
                links.setdefault(element, []).append((i, rest))
        if not links and not frame.lax:
            frame.spoiled = True
            links, problem = self._recovery.read(self._stack, node, name)
            self._problems.append(problem)
        elif not links:
            links = {element: [] for element in self._survey.known.get(name, ())}
        before = tuple(frame.states)
        frame.history.pop(before, None)
        frame.history[before] = frame.last = node
        frame.children += 1
        contents = [element.content for element in links]
        states: list[Pattern | None] = []
        if contents:
            states, problems = self._attributes.states(node, contents)
            self._problems += problems
        kept = [
            (state, link)
            for state, link in zip(states, links.values(), strict=True)
            if state is not None
        ]
        opened = Frame(node, [state for state, _ in kept], [link for _, link in kept])
        opened.initial, opened.lax = opened.states, not kept
        self._stack.append(opened)

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

    def _incomplete(self, frame: Frame) -> Problem:
        tag = shown_tag(frame.element)
        state = self._patterns.choice(frame.states)
        wanted = [e for e in first_elements(state) if not skippable(state, e)]
        names = self._survey.rank("", wanted)
        values = alternatives(state)
        if not names and (values.values or values.kinds):
            message, hint = suggest.value_words(f"`{tag}`", "", values)
            return Problem("V003", message, frame.element, expected=values.expected(""), hint=hint)
        what = suggest.either(names[:EXPECTED]) if names else "content"
        message = f"`{tag}` is not complete: {what} is missing"
        if frame.last is not None:
            after = shown_tag(frame.last)
            hint = f"add {suggest.either(names[:1])} after `{after}`" if names else None
        else:
            hint = f"add {suggest.either(names[:1])}" if names else None
        return Problem("V006", message, frame.element, expected=tuple(names[:EXPECTED]), hint=hint)
