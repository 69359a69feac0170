"""Checking a conventions file: examples are run, and rules are held against each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from tei_edition.check.finding import Finding
from tei_edition.check.validate import errors
from tei_edition.check.values import unknown_values
from tei_edition.diagnostics import Diagnostic, EditionError, Position
from tei_edition.document.document import Record
from tei_edition.document.inline import Inline, Text
from tei_edition.document.source import Source, Span
from tei_edition.tei.names import TEI_NS
from tei_edition.understand.remarks.brackets import pair_brackets
from tei_edition.understand.remarks.rule import Lesson
from tei_edition.understand.remarks.rules import Conventions, Rule, locate
from tei_edition.understand.remarks.slots import AROUND
from tei_edition.understand.remarks.surface import Place
from tei_edition.understand.remarks.wording import Wording, sample_of_form

#: What the TEI of a rule may say beside the slots of its wordings.
CONTEXT_SLOTS = frozenset(["before", "after", "stem", "name", "line", "remark", "label"])
_ATTRIBUTE_SLOTS = frozenset(
    ["role", "resp", "program", "editor", "ending", "inference", "lang", "cert", "guess"]
)
_EXAMPLES = 2
_VALUES = "write one of these; the encoding reference explains each"
#: What says how sure the evidence was.
_CERTAINTY = re.compile(r' cert="(?:low|medium)"| resp="#tei-edition"| #tei-edition')

#: The header block that examples are read under.
_HEADER = """## **March 3, 1955**

### **An example**

#### **Original Language:**

Russian

#### **Contents:**

Translation - English

"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """An example that was run: what it should give, what it gave, and which rules read its remarks.

    `faults` are what the project's schema finds in the TEI, a sentence each, and what it expects instead.
    """

    rule: Rule
    text: str
    expected: str
    found: str
    rules: tuple[str, ...]
    faults: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """True where the example gives what it should, read by its own rule.

        How sure the evidence is changes with what it has learned: @cert is no matter of a rule with a reading.
        """
        expected, found = self.expected, self.found
        if self.rule.reading:
            expected, found = (_CERTAINTY.sub("", tei) for tei in (expected, found))
        return expected == found and self.rule.name in self.rules


def run_examples(conventions: Conventions, rules: Iterable[Rule]) -> Iterator[Outcome]:
    """Run the examples of *rules*, each as a small record read by *conventions*."""
    for rule in rules:
        for text, expected in rule.examples:
            tree, names = _encoded(conventions, text)
            faults = tuple(map(_fault, errors(tree)))
            yield Outcome(rule, text, expected, _inner(tree), names, faults)


def _fault(finding: Finding) -> str:
    """What is wrong, and what may stand there instead."""
    instead = f"expected: {', '.join(finding.expected)}" if finding.expected else finding.hint
    return f"{finding.message} ({instead})" if instead else finding.message


def read_example(conventions: Conventions, text: str) -> tuple[str, tuple[str, ...]]:
    """The TEI of *text* as it stands inside its paragraph (or division), and the rules that read it."""
    tree, names = _encoded(conventions, text)
    return _inner(tree), names


def _encoded(conventions: Conventions, text: str) -> tuple[etree._ElementTree, tuple[str, ...]]:
    from tei_edition.encode.encode import encode
    from tei_edition.understand.record import read_record

    record: Record = read_record(_HEADER + text, name="example.md", conventions=conventions)
    return encode(record), tuple(remark.rule for remark in record.remarks)


def _inner(tree: etree._ElementTree) -> str:
    """What stands in the division, or in its only paragraph."""
    (division,) = tree.getroot().iterfind(f".//{{{TEI_NS}}}body/{{{TEI_NS}}}div")
    inner = "".join(etree.tostring(child, encoding="unicode").strip() for child in division)
    clean = re.sub(r">\s*\n\s*<", "><", inner.replace(f' xmlns="{TEI_NS}"', ""))
    only = re.fullmatch(r"<p>((?:(?!</?p>).)*)</p>", clean, re.DOTALL)
    return only[1] if only else clean


def check_conventions(
    conventions: Conventions, text: str, rules: Iterable[Rule] | None = None
) -> list[Diagnostic]:
    """What is wrong with *rules* (all, where none are given) of *conventions*.

    *text* is the file they stand in, for the places. Found are examples that fail (C004), wordings that
    an earlier rule reads (C005) or that nothing matches (C006), words that would be lost (C007), rules
    with fewer than two examples (C008), and examples or values whose TEI is not valid (C009): `convert`
    would refuse to write it.
    """
    return _Check(conventions, text).run(conventions.rules if rules is None else tuple(rules))


class _Check:
    def __init__(self, conventions: Conventions, text: str) -> None:
        self._conventions, self._text = conventions, text
        self._found: list[Diagnostic] = []

    def run(self, rules: tuple[Rule, ...]) -> list[Diagnostic]:
        for rule in rules:
            self._slots(rule)
            for wording in () if rule.reading else rule.wordings:
                self._wording(rule, wording)
            if len(rule.examples) < _EXAMPLES:
                self._report("C008", f"the rule “{rule.name}” has {'one example' if rule.examples else 'no examples'}; it needs two", rule, "[[rule]]",
                             'add a pair to examples: ["He left [gone fishing].", "its TEI"]; `conventions test` shows the TEI')  # fmt: skip
            try:
                for outcome in run_examples(self._conventions, [rule]):
                    if not outcome.holds:
                        self._example(outcome)
                    for fault in outcome.faults:
                        self._report("C009", f"the TEI of an example of “{rule.name}” is not valid: {fault}", rule, outcome.text.split("\n")[0],
                                     "change the tei of the rule; see the schema reference for what is allowed there")  # fmt: skip
            except EditionError as error:  # an example that is no text
                self._report(
                    "C004", f"an example of “{rule.name}” cannot be read: {error}", rule, "examples"
                )
        self._values()
        self._lessons()
        return self._found

    def _lessons(self) -> None:
        """Run each [[example]] of the file: say which two teach different things, and which do not come out as taught."""
        name = self._conventions.name
        same: dict[str, list[Lesson]] = {}
        for lesson in self._conventions.lessons:
            if lesson.origin.file in (name, f"{name}.toml"):
                same.setdefault(" ".join(lesson.text.split()), []).append(lesson)
        for first, *others in same.values():
            against = [lesson for lesson in others if lesson.reading != first.reading]
            for lesson in against:
                message = f"this example gives the reading {lesson.reading}, but line {first.origin.line} gives {first.reading} for the same text"
                self._lesson(lesson, message, "remove one of them")
            if not against and (read := self._read(first)) is not None:
                message = f"this example gives the reading {first.reading}, but its remark is still read as {read}"
                hint = "if the remark names its author or matches a rule in your file, write a rule for it; otherwise add similar examples"
                self._lesson(first, message, hint)

    def _read(self, lesson: Lesson) -> str | None:
        """What the remark of *lesson* is read as, with the rule that does; None where that is what it says."""
        try:
            _, names = _encoded(self._conventions, lesson.text)
        except EditionError as error:
            return f"nothing: {error}"
        said = {rule.says: rule for rule in self._conventions.rules if rule.name in names[:1]}
        if lesson.reading in said or (not said and lesson.reading == "note"):
            return None
        return f"{' or '.join(sorted(said)) or 'note'} (by {', '.join(names) or 'no rule'})"

    def _lesson(self, lesson: Lesson, message: str, hint: str) -> None:
        line = lesson.origin.line
        position = locate(self._text, lesson.text, line) if self._text else Position(line, 1)
        self._found.append(Diagnostic("C004", message, lesson.origin.file, position, hint))

    def _slots(self, rule: Rule) -> None:
        """Say what the TEI asks for and no wording gives, and what a wording takes and the TEI loses."""
        known = {name for w in rule.wordings for name in w.slots} | {*rule.mentions}
        used = rule.template.slots | rule.template.values
        for name in sorted(used - known - CONTEXT_SLOTS - _ATTRIBUTE_SLOTS):
            self._report(
                "C007",
                f"the TEI of “{rule.name}” uses {{{name}}}, which none of its wordings provides",
                rule,
                f"{{{name}}}",
            )
        if rule.template.slots & {"remark"}:
            return
        for wording in rule.wordings:
            for name in sorted(wording.open_slots - used):
                if name == "phrase" and "label" in used:
                    continue
                self._report("C007", f"the words in {{{name}}} would be lost: the TEI of “{rule.name}” does not use them", rule, wording.text,
                             f"write {{{name}}} or {{remark}} (all words of the remark) into its tei")  # fmt: skip

    def _values(self) -> None:
        """Say what values the TEI would have that our schema and our pages do not know.

        A rule of the base gives one too, where this file adds to a vocabulary. What an example of a rule has
        shown already is not said again.
        """
        shown = [found.message for found in self._found if found.code == "C009"]
        for unknown in unknown_values(self._conventions):
            if any(f'"{unknown.value}"' in message for message in shown):
                continue
            position = locate(self._text, unknown.written, 1) if self._text else None
            message = f"the TEI would not be valid: {unknown}"
            name = self._conventions.name
            self._found.append(Diagnostic("C009", message, name, position, _VALUES))

    def _wording(self, rule: Rule, wording: Wording) -> None:
        sample = sample_of(wording, rule, self._conventions)
        before, after = _around(wording, rule)
        content = _content(sample)
        alone = rule.where == "alone"
        lead, trail = ("", "") if alone else (before, after)
        place = Place(lead[-1:], trail[:1], alone, not lead.strip(), lead, trail, after)
        if rule.where in ("attached", "within"):
            behind = "m" if rule.where == "within" else after[:1]
            place = Place("m", behind, False, False, before, behind)
        if not wording.match(sample, content, place):
            self._report(
                "C006",
                f"no remark matches this wording of “{rule.name}”, not even “{sample}”",
                rule,
                wording.text,
            )
            return
        readings = self._conventions.readings(sample, content, place, rule.brackets)
        names = [found.name for found, _ in readings]
        # A rule that needs words beside the remark leaves it to one that needs none where they are not there.
        reached = names[:1] if rule.template.needs_words_beside else names
        if names and rule.name not in reached:
            message = f"“{sample}” has this wording, but the rule “{names[0]}”, which comes before “{rule.name}”, matches it first"
            hint = "move this rule before the other one, or remove the wording"
            self._report("C005", message, rule, wording.text, hint)

    def _example(self, outcome: Outcome) -> None:
        rule = outcome.rule
        read = ", ".join(outcome.rules) or "no rule"
        message = f"this example of “{rule.name}” matches {read} and produces {outcome.found}"
        self._report(
            "C004",
            message,
            rule,
            outcome.text.split("\n")[0],
            f"it should produce {outcome.expected}",
        )

    def _report(
        self, code: str, message: str, rule: Rule, key: str, hint: str | None = None
    ) -> None:
        position = (
            locate(self._text, key, rule.origin.line)
            if self._text
            else Position(rule.origin.line, 1)
        )
        self._found.append(Diagnostic(code, message, rule.origin.file, position, hint))


# --- samples ------------------------------------------------------------------------------------


def sample_of(wording: Wording, rule: Rule, conventions: Conventions) -> str:
    """A remark that is worded so: of each choice the first, of what may be missing nothing."""
    parts = []
    for token in wording.tokens:
        if not token.startswith("{"):
            parts.append(sample_of_form(token))
            continue
        inner, _, tail = token[1:].partition("}")
        members = [m for m in inner.split() if not m.endswith("?")] or inner.replace(
            "?", ""
        ).split()[:1]
        words = " ".join(_slot_sample(name, rule, conventions) for name in members)
        parts.append(words + tail)
    return " ".join(part for part in parts if part)


def _slot_sample(name: str, rule: Rule, conventions: Conventions) -> str:
    vocabularies = conventions.lexicon.vocabularies
    if name in vocabularies:
        forms = next(iter(vocabularies[name].table.values()))
        return sample_of_form(forms[0])
    sample = conventions.lexicon.slots[name].sample
    if name == "text" and rule.mentions:
        return " ".join(_slot_sample(mention, rule, conventions) for mention in rule.mentions)
    return sample


def _around(wording: Wording, rule: Rule) -> tuple[str, str]:
    around = [
        wording.lexicon.slots[name].around
        for name in sorted(wording.slots & wording.lexicon.slots.keys())
    ]
    if rule.where in ("first", "line"):
        return "", " He wrote."
    return next((words for words in around if words != AROUND), AROUND)


def _content(sample: str) -> tuple[Inline, ...]:
    node = Text(sample, Span(0, len(sample)))
    return pair_brackets(Source("<sample>", sample), (node,))[0]
