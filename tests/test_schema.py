"""The schema: fresh, strict, and never laxer than TEI's own; what validation says of errors."""

from __future__ import annotations

import pytest
from conftest import ROOT
from lxml import etree

from tei_edition import encode, read_record, tei_bytes, validate
from tei_edition.odd import schemas


@pytest.fixture(scope="module")
def valid(seed):
    return tei_bytes(encode(read_record(seed))).decode()


def test_generated_schemas_are_fresh():
    for path, text in schemas.generate(schemas.odd()).items():
        assert path.read_text("utf-8") == text, "run make schema"


def test_every_element_is_documented():
    tree = etree.parse(schemas.odd())
    for spec in tree.iter("{*}elementSpec"):
        for part in ("gloss", "desc", "exemplum"):
            assert spec.find(f"{{*}}{part}") is not None, (spec.get("ident"), part)


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ('<note type="gloss" ', "<note ", "V002", "type"),
        ('place="above" hand', 'place="aloft" hand', "V003", "aloft"),
        ("<p>So I again", "<p><geogName>I</geogName> again", "V001", "geogName"),
        ("<p>So I again", "<paragraph/><p>So I again", "V001", "paragraph"),
        ('reason="signature"', 'reason="unknown"', "V003", "unknown"),
        ("</teiHeader>", "</teiHeader><text/>", "V006", "body"),
        ('<handNote xml:id="hand"', '<handNote xml:id="gary-goldberg"', None, "gary-goldberg"),
    ],
)
def test_errors_are_found_and_explained(valid, old, new, code, words):
    assert old in valid
    broken = valid.replace(old, new, 1)
    findings = validate(broken, name="f.xml")
    assert findings
    first = findings[0]
    assert code in (None, first.code)
    assert any(words in finding.message for finding in findings)
    line = valid[: valid.index(old)].count("\n") + 1
    assert first.source == "f.xml"
    assert abs(first.position.line - line) <= 1


def test_column_and_path(valid):
    broken = valid.replace("<supplied ", "<suplied ", 1).replace("</supplied>", "</suplied>", 1)
    (first, *_) = validate(broken, name="f.xml")
    line = broken.splitlines()[first.position.line - 1]
    assert line[first.position.column - 1 :].startswith("<suplied")
    assert first.path == "/TEI/text/body/div/p[8]/suplied"
    assert str(first).startswith(f"f.xml:{first.position}: error V001: `suplied` is not allowed")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "X001"),
        (b"<TEI>", "X001"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "V001"),
        (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>', "X002"),
        (b"<x/>", "V001"),
    ],
)
def test_what_is_not_tei(data, code):
    findings = validate(data)
    assert findings
    assert code in (findings[0].code, "V001")


def test_the_tree_holds_no_machine_path(valid):
    assert str(ROOT) not in valid
