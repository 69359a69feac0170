"""The table of every element of the TEI (xslt/elements.toml), against the stylesheets and against the TEI's own list."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import pytest
from conftest import ROOT
from lxml import etree

from tei_edition import render_html
from tei_edition.saxon import without_rule

XSL = "{http://www.w3.org/1999/XSL/Transform}"
TABLE = tomllib.loads((ROOT / "xslt" / "elements.toml").read_text("utf-8"))
RULE = TABLE["rule"].split()
WITHOUT = [name for group in TABLE["without"] for name in group["names"].split()]


def parts(pattern: str, sign: str) -> list[str]:
    """*pattern* in the parts that *sign* separates outside of brackets."""
    found, depth = [""], 0
    for char in pattern:
        depth += (char in "([") - (char in ")]")
        if char == sign and not depth:
            found.append("")
        else:
            found[-1] += char
    return found


def names(pattern: str) -> Iterator[str]:
    """The elements that a match pattern is for, by the last step of each of its alternatives."""
    for alternative in parts(pattern, "|"):
        step = parts(alternative, "/")[-1].strip()
        while step.endswith("]"):
            depth, at = 0, len(step)
            while True:
                at -= 1
                depth += (step[at] == "]") - (step[at] == "[")
                if not depth:
                    break
            step = step[:at].strip()
        if step.startswith("("):
            yield from names(step[1:-1])
        elif re.fullmatch(r"(\*:)?[A-Za-z][\w.]*", step):
            yield step.removeprefix("*:")


def kinds() -> set[str]:
    """The elements that the table of phrases names."""
    text = (ROOT / "xslt" / "common" / "phrases.xsl").read_text("utf-8")
    table = text[text.index('name="c:phrase-names"') : text.index('name="c:phrases"')]
    return {name for words in re.findall(r"'\w+': '([^']*)'", table) for name in words.split()}


def matched(folder: str) -> set[str]:
    """The elements that a stylesheet of *folder* has a template for."""
    found = kinds()
    for path in (ROOT / "xslt" / folder).glob("*.xsl"):
        if path.name not in ("index.xsl", "unhandled.xsl"):
            for template in etree.parse(str(path)).iter(f"{XSL}template"):
                if template.get("match") and not template.get("mode"):
                    found |= set(names(template.get("match")))
    return found


def test_a_pattern_is_for_its_last_step():
    pattern = "(a | b)/c[d | e[f]] | g//(h | i[x = '|'])[1] | text()[k] | *:egXML | node()[l]/m"
    assert list(names(pattern)) == ["c", "h", "i", "egXML", "m"]


@pytest.mark.parametrize("folder", ["html", "print"])
def test_what_the_table_says_is_what_the_stylesheets_do(folder):
    found = matched(folder)
    assert [name for name in RULE if name not in found] == []
    assert [name for name in WITHOUT if name in found] == []


def test_every_element_is_in_the_table_once():
    every = RULE + WITHOUT
    assert len(every) == len(set(every))
    assert all(group["why"] for group in TABLE["without"])
    tei_all = ROOT.parent / "shared" / "tei" / "tei_all.rng"
    if not tei_all.is_file():
        pytest.skip("the schema of the TEI is not at hand")
    elements = etree.parse(str(tei_all)).iter("{http://relaxng.org/ns/structure/1.0}element")
    assert {element.get("name") for element in elements} - {None} == set(every)


def test_an_element_without_a_rule_is_told_with_the_reason():
    (known, strange) = without_rule(["fs", "zzz"], "a.xml")
    assert "have no rule for" in known.message
    assert "feature structures" in known.message
    assert strange.message.endswith("its text is shown unchanged")


def test_a_corpus_in_a_corpus_is_shown():
    tei = "<TEI><teiHeader/><text><body><p>Oats.</p></body></text></TEI>"
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><teiCorpus><teiHeader/>{tei}</teiCorpus></teiCorpus>'
    assert "Oats." in render_html(corpus)
