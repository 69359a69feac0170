"""Marks: what remarks became, in words of our own; TEI enters by one table."""

import ast

import pytest
from conftest import HEADER, ROOT
from lxml import etree

from tei_edition import encode, read_record
from tei_edition.conventions.marks import (
    ATTRIBUTES,
    ELEMENTS,
    attribute_of,
    element_of,
    kind_of,
    name_of,
)
from tei_edition.document.inline import Agent, Mark
from tei_edition.document.marks import Kind
from tei_edition.odd.values import elements_of
from tei_edition.understand.remarks.rules import parse_conventions
from tei_edition.understand.remarks.template import Pattern, Template

RULE = """
[[rule]]
name = "own"
wordings = ["own: {text}"]
tei = '%s'
"""


def test_every_kind_has_an_element_of_its_own():
    assert set(ELEMENTS) == set(Kind) - {Kind.OTHER}
    assert len(set(ELEMENTS.values())) == len(ELEMENTS)
    assert all(kind_of(element_of(kind)) is kind for kind in ELEMENTS)
    assert len(set(ATTRIBUTES.values())) == len(ATTRIBUTES)
    assert all(name_of(attribute_of(name)) == name for name in ATTRIBUTES)


def test_a_remark_becomes_a_mark_in_our_words():
    record = read_record(HEADER + "The [inserted above the line by hand: old] lamp.")
    (mark,) = record.remarks[0].became
    assert isinstance(mark, Mark)
    assert mark.kind is Kind.ADDITION
    assert mark.attribute("place") == "above"
    assert mark.attribute("hand").medium is None
    assert mark.attribute("agent") is None
    supplied = read_record(HEADER + "It was [our] lamp.").remarks[0].became[0]
    assert (supplied.kind, supplied.attribute("agent")) == (Kind.SUPPLIED, Agent("translator"))


def test_templates_are_compiled_to_marks():
    (pattern,) = Template.parse('<del rend="x" cert="{cert}">{text}</del>').nodes
    assert isinstance(pattern, Pattern)
    assert pattern.kind is Kind.DELETION
    assert pattern.attributes == (("manner", "x"), ("certainty", "{cert}"))


@pytest.mark.parametrize(
    ("tei", "tag", "attributes"),
    [
        ('<w ana="#x" n="1">{text}</w>', "{http://www.tei-c.org/ns/1.0}w", {"ana": "#x", "n": "1"}),
        ('<x:w xmlns:x="urn:x" resp="#a">{text}</x:w>', "{urn:x}w", {"resp": "#a"}),
    ],
)  # fmt: skip
def test_an_element_of_a_project_is_a_mark_of_its_own(tei, tag, attributes):
    conventions = parse_conventions(RULE % tei, "own.toml", own_schema=True)
    record = read_record(HEADER + "The [own: old] lamp.", conventions=conventions)
    (mark,) = record.remarks[0].became
    assert mark.kind is Kind.OTHER
    (found,) = encode(record).iter(tag)
    assert (found.text, dict(found.attrib)) == ("old", attributes)
    assert etree.tostring(found)


#: Names of TEI that are no English words for readings, too.
TEI_ONLY = {"pb", "subst", "expan", "corr", "figDesc", "atMost", "atLeast", "lb", "persName"}


@pytest.mark.parametrize("room", ["document", "read", "understand"])
def test_what_a_document_says_is_understood_without_names_of_tei(room):
    named = [
        f"{path.name}:{node.lineno} {node.value}"
        for path in (ROOT / "tei_edition" / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in TEI_ONLY
    ]
    assert named == []


def test_marks_between_paragraphs_are_those_of_the_schema():
    from tei_edition.document.marks import BETWEEN_PARAGRAPHS

    allowed = elements_of("macro.edition.global")
    assert {element_of(kind) for kind in BETWEEN_PARAGRAPHS} <= set(allowed)
