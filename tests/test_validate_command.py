"""tei-edition validate: which files, what it prints, how it ends."""

from __future__ import annotations

import json

import pytest
from lxml import etree
from typer.testing import CliRunner

from tei_edition import EditionError, encode, read_record, tei_bytes, workers
from tei_edition.check import many
from tei_edition.cli.app import app


@pytest.fixture(scope="module")
def valid(seed):
    return tei_bytes(encode(read_record(seed)))


@pytest.fixture
def folder(tmp_path, valid, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub" / ".git").mkdir(parents=True)
    (tmp_path / "a.xml").write_bytes(valid)
    (tmp_path / "sub" / "b.XML").write_bytes(valid.replace(b"<p>So I", b"<p><addd/>So I"))
    (tmp_path / "sub" / ".git" / "c.xml").write_bytes(b"hidden")
    (tmp_path / "sub" / "d.txt").write_bytes(b"no XML")
    return tmp_path


def run(*arguments, **more):
    return CliRunner().invoke(app, ["validate", *map(str, arguments)], **more)


def test_files_folders_patterns_and_standard_input(folder, valid):
    result = run(".")
    assert result.exit_code == 1
    assert "a.xml: valid\nsub/b.XML:147:12: error V001" in result.output
    assert result.output.endswith("2 files, 1 not valid: 1 error\n")
    assert "hidden" not in result.output
    assert run("*.xml").output == "a.xml: valid\n"
    assert run("**/*.XML").exit_code == 1
    assert run("a.xml", "./a.xml", "a.xml").output == "a.xml: valid\n"
    assert run("-", input=valid).output == "<stdin>: valid\n"
    both = run("a.xml", "-", "sub", input=valid).output.splitlines()
    assert both[:2] == ["a.xml: valid", "<stdin>: valid"]
    assert both[2].startswith("sub/b.XML:147:12")


@pytest.mark.parametrize(
    ("argument", "code"), [("none.xml", "I001"), ("n*.xml", "I005"), ("empty", "I005")]
)
def test_what_is_not_there(folder, argument, code):
    (folder / "empty").mkdir()
    result = run(argument, "a.xml")
    assert result.exit_code == 1
    assert code in result.output
    result = run(argument, "--format", "json")
    assert json.loads(result.output)["files"][0]["findings"][0]["code"] == code


def test_quiet_tells_errors_only(folder):
    result = CliRunner().invoke(app, ["--quiet", "validate", "."])
    assert result.output.startswith("sub/b.XML:147:12")
    assert "valid" not in result.output


def test_fail_on(folder):
    (folder / "w.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>'
        '<pattern><rule context="t:TEI" role="warning"><report test="true()">look</report></rule></pattern></schema>'
    )
    arguments = ("a.xml", "-s", "w.sch")
    assert run(*arguments).exit_code == 0
    assert run(*arguments, "--fail-on", "warning").exit_code == 1
    assert run(*arguments, "--fail-on", "info").exit_code == 1
    assert run("sub", "--fail-on", "never").exit_code == 0


@pytest.mark.parametrize("form", ["json", "sarif", "github", "junit"])
def test_formats(folder, form):
    result = run(".", "--format", form)
    assert result.exit_code == 1
    assert "addd" in result.output
    if form in ("json", "sarif"):
        json.loads(result.output)
    if form == "junit":
        etree.fromstring(result.output.encode())


def test_svrl(folder):
    result = run("a.xml", "--format", "svrl")
    assert result.exit_code == 0
    assert etree.fromstring(result.output.encode()).tag.endswith("schematron-output")
    assert run("a.xml", "--svrl", "out.xml").exit_code == 0
    assert etree.parse("out.xml").getroot().tag.endswith("schematron-output")
    assert run("a.xml", "sub", "--svrl", "reports").exit_code == 1
    assert sorted(p.name for p in (folder / "reports").iterdir()) == ["a.svrl.xml", "b.svrl.xml"]
    several = run("a.xml", "-", "--format", "svrl", input="<a/>")
    assert several.exit_code == 1
    assert "I006" in several.output


def test_a_schema_that_cannot_be_used(folder):
    (folder / "x.rng").write_text("<a/>")
    result = run("a.xml", "-s", "x.rng")
    assert result.exit_code == 1
    assert "x.rng:1:1: error S001" in result.output


@pytest.mark.parametrize("started", [False, True])
def test_several_processes_find_the_same(folder, valid, monkeypatch, started):
    paths = []
    for i in range(12):
        path = folder / f"{i:02}.xml"
        path.write_bytes(valid if i % 3 else valid.replace(b"<p>So I", b"<p><addd/>So I"))
        paths.append(path)
    plan = many.Plan()
    alone = list(many.validate_files(paths, plan, jobs=1))
    if started:
        # As where Saxon runs already: the processes begin anew.
        monkeypatch.setitem(workers.sys.modules, "saxonche", many)
    else:
        monkeypatch.delitem(workers.sys.modules, "saxonche", raising=False)
    together = list(many.validate_files(paths, plan, jobs=2))
    assert [r.source for r in together] == [r.source for r in alone]
    assert [[str(d) for d in r.diagnostics] for r in together] == [[str(d) for d in r.diagnostics] for r in alone]  # fmt: skip


def test_as_many_processes_as_pay(tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "cores", lambda: 8)
    (tmp_path / "small").write_bytes(b"x")
    (tmp_path / "large").write_bytes(b"x" * 10_000_000)
    small, large = tmp_path / "small", tmp_path / "large"
    assert many._that_pay([small] * 100) == 1
    assert many._that_pay([large] * 100) == 8
    assert many._that_pay([large]) == 1
    assert many._that_pay([tmp_path / "none"]) == 1


def test_a_file_that_cannot_be_read_is_reported(tmp_path):
    (report,) = many.validate_files([tmp_path / "none.xml"], many.Plan())
    assert report.diagnostics[0].code == "I001"
    with pytest.raises(EditionError):
        list(many.validate_files([], many.Plan(schemas=(tmp_path / "none.rng",))))


def test_a_file_without_a_schema_is_said_to_be_checked_against_the_built_in_one(folder, valid):
    assert "declare no schema" not in run("a.xml").output  # the program's own file
    stranger = valid.replace(b'ident="tei-edition"', b'ident="another"')
    (folder / "a.xml").write_bytes(stranger)
    assert (
        "info: files that declare no schema are checked against the built-in schema"
        in run("a.xml").output
    )
    assert "declare no schema" not in run("a.xml", "--format", "json").output
    (folder / "a.xml").write_bytes(stranger.replace(b"<p>So I", b"<p><nothing/>So I"))
    assert run("a.xml").output.startswith("info: files that declare no schema")


def test_an_element_of_tei_is_no_misspelling_of_another(folder, valid):
    (folder / "a.xml").write_bytes(valid.replace(b"<p>So I", b"<p><link/>So I"))
    output = run("a.xml").output
    assert "`link` is not allowed inside `p`: it is not part of this schema" in output
    assert "did you mean" not in output
    assert "rename" not in output
