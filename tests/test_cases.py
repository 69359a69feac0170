"""The cases of tests/cases: records beside the TEI that they become and what is reported; cases/README.md has their form."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from conftest import HEADER
from lxml import etree

from tei_edition import encode, read_record, validate
from tei_edition.diagnostics import Severity
from tei_edition.understand.remarks.rules import default_conventions

FOLDER = Path(__file__).with_name("cases")
#: A heading of a case, or a part of one between fences.
_PIECE = re.compile(
    r"^## (?P<name>.+)$|^(?P<fence>`{3,})(?P<what>[a-z].*)\n(?P<text>[\s\S]*?)^(?P=fence)$",
    re.MULTILINE,
)
#: How sure the reader of remarks was: test_evidence.py looks at that.
_CERTAINTY = re.compile(r' cert="(?:low|medium)"| resp="#tei-edition"| #tei-edition')
_SHARES = re.compile(r" \([a-z]+ \d\.\d\d(?:, [a-z]+ \d\.\d\d)*\)")
_PLACE = re.compile(r"(?<= )(?P<line>\d+):(?=\d+ )")
_NAMESPACE = ' xmlns="http://www.tei-c.org/ns/1.0"'


@dataclass(frozen=True, slots=True)
class Case:
    """A case: what is read, and the parts that say what must come of it, by what their fences are called."""

    record: str
    is_whole: bool
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def source(self) -> str:
        return self.record if self.is_whole else HEADER + self.record


def cases_in(path: Path) -> dict[str, Case]:
    """The cases of a file, by their headings."""
    parts: dict[str, dict[str, str]] = {}
    for piece in _PIECE.finditer(path.read_text("utf-8")):
        if piece["name"]:
            assert piece["name"] not in parts, (
                f"{path.name}: two cases are called “{piece['name']}”"
            )
            parts[piece["name"]] = of_case = {}
        else:
            of_case[piece["what"].strip()] = piece["text"]
    return {name: case_of(each, f"{path.name}: {name}") for name, each in parts.items()}


def case_of(parts: dict[str, str], name: str) -> Case:
    """The case of *parts*, by what their fences are called."""
    is_whole = "whole record" in parts
    record = parts.pop("whole record" if is_whole else "record")
    assert parts, f"{name}: nothing is said of what becomes of the record"
    return Case(record, is_whole, parts)


CASES = {
    f"{path.relative_to(FOLDER).with_suffix('')}: {name}": case
    for path in sorted(FOLDER.glob("*/*.md"))
    for name, case in cases_in(path).items()
}


@cache
def encoded(source: str):
    """The record of *source*, and its TEI."""
    record = read_record(source, name="record.md")
    return record, encode(record).getroot()


def elements(root: etree._Element, path: str) -> list[etree._Element]:
    """The elements at the end of a path of names."""
    return root.findall(".//" + "/".join(f"{{*}}{step}" for step in path.split("/")))


def written(elements: list[etree._Element]) -> str:
    """*elements* on as few lines as they need: what stands between blocks is no text."""
    text = "".join(etree.tostring(each, encoding="unicode", with_tail=False) for each in elements)
    return tidy(text.replace(_NAMESPACE, ""))


def tidy(text: str) -> str:
    return _CERTAINTY.sub("", re.sub(r">\s*\n\s*<", "><", text.strip()))


def reported(case: Case) -> str:
    """What the record's reading reports, the lines counted from the first of the case."""
    record, _ = encoded(case.source)
    before = 0 if case.is_whole else HEADER.count("\n")
    lines = "".join(
        f"{d.code} {d.position.line}:{d.position.column} {d.message}\n"
        for d in record.diagnostics
        if d.severity is not Severity.INFO
    )
    lines = _SHARES.sub("", lines)
    return _PLACE.sub(lambda place: f"{int(place['line']) - before}:", lines)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_case(case):
    record, root = encoded(case.source)
    assert validate(root.getroottree()) == []
    for what, text in case.parts.items():
        name, _, path = what.partition(" ")
        if name == "tei":
            of = elements(root, path) if path else list(elements(root, "body/div")[0])
            assert written(of) == tidy(text)
        elif name == "rules":
            assert [remark.rule for remark in record.remarks] == text.split()
        else:
            assert name == "reported"
    assert reported(case) == case.parts.get("reported", "")


def test_every_rule_has_three_cases_and_one_to_leave_alone():
    counted = Counter(r.name for r in default_conventions().rules for _ in r.examples)
    left = set()
    for path in (FOLDER / "remarks").glob("*.md"):
        for case in cases_in(path).values():
            rules = case.parts.get("rules", "").split()
            counted.update(set(rules) & {path.stem})
            left |= {path.stem} - set(rules)
    names = {rule.name for rule in default_conventions().rules}
    assert {path.stem for path in (FOLDER / "remarks").glob("*.md")} == names
    assert [name for name in names if counted[name] < 3 or name not in left] == []
