"""What each remark becomes: `read` are sentences and the TEI of their paragraph, `leave` are those
in which the rule must not be found."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from conftest import HEADER
from lxml import etree

from tei_edition import encode, read_record, validate
from tei_edition.understand.remarks.rules import default_conventions

CASES = tomllib.loads(Path(__file__).with_name("remarks.toml").read_text("utf-8"))
#: The rules that evidence chooses, and what says how sure it was.
WEIGHED = {rule.name for rule in default_conventions().rules if rule.reading}
CERTAINTY = re.compile(r' cert="(?:low|medium)"| resp="#tei-edition"| #tei-edition')
READ = [(rule, text, tei) for rule, cases in CASES.items() for text, tei in cases["read"]]
LEAVE = [(rule, text) for rule, cases in CASES.items() for text in cases["leave"]]


def body(text: str) -> tuple[str, list[str]]:
    """The TEI of the text, without namespaces, and the rules that read its remarks."""
    record = read_record(HEADER + text, name="case.md")
    tree = encode(record)
    assert validate(tree) == []
    div = tree.getroot().find(".//{*}body/{*}div")
    inner = "".join(etree.tostring(child, encoding="unicode").strip() for child in div)
    clean = inner.replace(' xmlns="http://www.tei-c.org/ns/1.0"', "")
    return re.sub(r">\s+<", "><", clean), [remark.rule for remark in record.remarks]


@pytest.mark.parametrize(("rule", "text", "tei"), READ)
def test_remark_becomes_tei(rule, text, tei):
    found, rules = body(text)
    assert rule in rules
    if (
        rule in WEIGHED
    ):  # how sure the evidence is, is no matter of a rule: test_evidence.py looks at it
        found, tei = (CERTAINTY.sub("", one) for one in (found, tei))
    assert found == tei


@pytest.mark.parametrize(("rule", "text"), LEAVE)
def test_rule_leaves_alone_what_is_another_matter(rule, text):
    _, rules = body(text)
    assert rule not in rules


def test_every_rule_has_three_cases_and_one_to_leave_alone():
    counted = Counter(r.name for r in default_conventions().rules for _ in r.examples)
    counted.update(rule for rule, _, _ in READ)
    rules = {rule.name for rule in default_conventions().rules}
    assert rules == set(CASES)
    assert [r for r in rules if counted[r] < 3 or not CASES[r]["leave"]] == []


def test_unknown_remark_is_kept_whole_with_a_warning():
    record = read_record(
        HEADER + "He left. [Three boxes of the office were lost in a fire in 1960.] She too."
    )
    assert [d.code for d in record.diagnostics] == ["R024"]
    note = encode(record).getroot().find(".//{*}body//{*}note")
    assert note.get("type") == "editorial"
    assert note.text == "Three boxes of the office were lost in a fire in 1960."


def test_words_typed_over_without_an_end_are_a_note_with_a_warning():
    text = "And [Translator's note: the following words were typed over blacked out words] so on."
    record = read_record(HEADER + text)
    assert [d.code for d in record.diagnostics] == ["R025"]
    assert [r.rule for r in record.remarks] == ["note"]


def test_sic_without_a_word_before_it_is_reported():
    record = read_record(HEADER + "[sic] he wrote.")
    assert "R026" in [d.code for d in record.diagnostics]


@pytest.mark.parametrize(
    "text",
    [
        "The array a[0] and x[i] stay.",
        "[a] First point. And \\[this\\] too.",
        "Between [0, 1] and [] there is nothing.",
        "An unclosed [bracket stays.",
        "A stray] bracket stays.",
    ],
)
def test_innocent_brackets_survive(text):
    found, _ = body(text)
    assert found == f"<p>{text.replace(chr(92), '')}</p>"
