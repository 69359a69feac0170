"""A project from nothing: init makes it, it builds at once, and doctor says what a machine lacks."""

from __future__ import annotations

import dataclasses
import os
import re
import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT
from typer.testing import CliRunner

from tei_edition import build, validate
from tei_edition.build import doctor
from tei_edition.build.model import COLOURS, MODEL
from tei_edition.build.settings import Settings, read_settings
from tei_edition.build.start import FILES, start_project
from tei_edition.cli.app import app
from tei_edition.diagnostics import EditionError, Severity
from tei_edition.publish.paper.options import PrintOptions


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def project(tmp_path):
    start_project(tmp_path / "my-letters")
    return tmp_path / "my-letters"


# --- init -----------------------------------------------------------------------------------------


def test_a_new_project_builds_at_once_without_a_warning(project, tmp_path):
    report = build(project, tmp_path / "dist")
    assert (report.records, report.texts, report.failed) == (["record-1001"], ["answer"], [])
    assert [d for d in report.diagnostics if d.severity in (Severity.ERROR, Severity.WARNING)] == []
    assert "R032" not in [d.code for d in report.diagnostics]
    out = tmp_path / "dist"
    for name in ("answer/answer.pdf", "record-1001/record-1001.pdf", "answer/images/answer-1.png"):
        assert (out / name).stat().st_size > 100
    assert "<h1>My letters</h1>" in (out / "index.html").read_text("utf-8")
    assert 'href="images/answer-1.png"' in (out / "answer" / "index.html").read_text("utf-8")


def test_its_tei_is_valid_and_its_rules_bite(project):
    path = project / "answer.xml"
    assert validate(path) == []
    path.write_text(path.read_text("utf-8").replace(' when="1955-03-21"', ""), "utf-8")
    assert [f.name for f in validate(path)] == ["V008/a-letter-has-a-date"]


def test_the_command_lists_what_it_made(tmp_path):
    folder = tmp_path / "harbour_board papers"
    done = run("init", folder)
    assert done.exit_code == 0, done.output
    made = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    assert made == set(FILES.values())
    assert all(str(folder / name) in done.output for name in made)
    assert read_settings(folder / "edition.toml").title == "Harbour board papers"
    assert run("-q", "init", tmp_path / "other").output == ""


def test_the_workflow_stops_until_somebody_names_the_repository(project):
    text = (project / ".github/workflows/edition.yml").read_text("utf-8")
    (script,) = re.findall(r"run: \|\n((?: {10}.*\n)+)", text)
    shell = ["bash", "-e", "-c", textwrap.dedent(script).replace("pip install", "echo")]
    for source, code, words in (
        ("", 1, "set TEI_EDITION"),
        ("git+https://x", 0, "@ git+https://x"),
    ):
        done = subprocess.run(
            shell, env=os.environ | {"TEI_EDITION": source}, capture_output=True, text=True
        )
        assert (done.returncode, words in done.stdout) == (code, True)


@pytest.mark.parametrize("name", ['a "b" \\c', "ü\nx", "---"])
def test_any_name_makes_a_title(tmp_path, name):
    start_project(tmp_path / name)
    assert read_settings(tmp_path / name / "edition.toml").title


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / "edition.toml").write_text("mine")
    done = run("init", tmp_path)
    assert done.exit_code == 1
    assert "I040" in done.output
    assert "edition.toml" in done.output
    assert [p.name for p in tmp_path.iterdir()] == ["edition.toml"]
    assert (tmp_path / "edition.toml").read_text() == "mine"
    file = tmp_path / "edition.toml"
    with pytest.raises(EditionError, match="I040"):
        start_project(file)
    dangling = tmp_path / "link"
    dangling.symlink_to(tmp_path / "nowhere")
    with pytest.raises(EditionError, match="I040"):
        start_project(dangling)


def test_a_fresh_repository_is_empty_enough(tmp_path):
    (tmp_path / ".git").mkdir()
    assert len(start_project(tmp_path)) == len(FILES)


def test_every_file_of_the_template_is_used():
    folder = ROOT / "tei_edition" / "build" / "project"
    assert {path.name for path in folder.iterdir()} == set(FILES)


def test_every_setting_of_its_edition_toml_is_understood(project, tmp_path):
    path = project / "edition.toml"
    lines = path.read_text("utf-8").splitlines()
    setting = re.compile(r"# ([a-z-]+ = .*|\[[a-z]+\])$")
    bare = [found[1] if (found := setting.match(line)) else line for line in lines]
    for name in ("logo.svg", "house.css"):
        (project / name).write_text("")
    path.write_text("\n".join(bare), "utf-8")
    settings = read_settings(path)
    assert settings.address == "https://example.org/my-letters/"
    assert settings.colours
    assert settings.allow == ("R032",)


# --- doctor ---------------------------------------------------------------------------------------


def test_all_is_well_where_all_is_there(monkeypatch):
    monkeypatch.setattr(doctor, "_is_installed", lambda module: True)
    monkeypatch.setattr(doctor.shutil, "which", lambda name: f"/bin/{name}")
    done = run("doctor")
    assert done.exit_code == 0, done.output
    for word in (
        "Python: 3.",
        "tei_edition: ",
        "fonts: Libertinus Serif",
        "cache: ",
    ):
        assert f"ok        {word}" in done.output
    assert "not here" not in done.output
    assert run("-q", "doctor").output == ""


def test_what_is_only_wanted_by_some_does_not_fail(monkeypatch):
    monkeypatch.setitem(doctor.EXTRAS, "lamps", (("lamps_of_nobody",), "light in the edition"))
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)
    done = run("doctor")
    assert done.exit_code == 0
    assert "not here  extra [lamps]: light" in done.output
    assert "pip install '.[lamps]'" in done.output
    assert "not here  program git" in done.output
    assert "https://git-scm.com" in done.output
    assert "ok        program pandoc" in done.output  # the extra [word] brings one
    monkeypatch.setattr(doctor, "_is_installed", lambda module: module != "pypandoc")
    done = run("doctor")
    assert "not here  program pandoc" in done.output
    assert "https://pandoc.org" in done.output


def test_what_is_needed_does(monkeypatch):
    monkeypatch.setattr(doctor, "_is_installed", lambda module: module not in ("typst", "regex"))
    done = run("-q", "doctor")
    assert done.exit_code == 1
    assert "MISSING   package: typst" in done.output
    assert "pip install regex" in done.output
    assert "MISSING   fonts" in done.output
    assert "Python" not in done.output


def test_an_old_python_is_said(monkeypatch):
    monkeypatch.setattr(doctor.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(doctor.platform, "python_version", lambda: "3.9.2")
    (old,) = [check for check in doctor.examine() if check.fails]
    assert (old.name, old.found) == ("Python", "3.9.2")


def test_a_broken_installation_is_said(monkeypatch):
    def lacking(*parts):
        raise FileNotFoundError

    monkeypatch.setattr(doctor, "resource", lacking)
    (broken,) = [check for check in doctor.examine() if check.fails]
    assert "without schema, xslt, fonts" in broken.found


def test_the_cache_is_looked_at(monkeypatch, tmp_path):
    monkeypatch.setenv("TEI_EDITION_CACHE", "off")
    assert "none" in doctor.examine()[-1].found
    file = tmp_path / "file"
    file.write_text("x")
    monkeypatch.setenv("TEI_EDITION_CACHE", str(file))
    check = doctor.examine()[-1]
    assert not check.is_there
    assert not check.fails
    assert "TEI_EDITION_CACHE" in check.remedy


def test_it_knows_all_that_the_package_wants():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.match(r"[\w-]+", wanted)[0] for wanted in project["dependencies"]}
    assert names == set(doctor.NEEDED)
    assert set(project["optional-dependencies"]) - {"docs", "test"} == set(doctor.EXTRAS)
    assert project["requires-python"] == f">={'.'.join(map(str, doctor._OLDEST))}"
    assert sys.version_info[:2] >= doctor._OLDEST


# --- the page about settings ------------------------------------------------------------------------


def keys(heading: str) -> set[str]:
    """The settings in the table under *heading* of docs/project.md."""
    page = (ROOT / "docs" / "project.md").read_text("utf-8")
    part = page.split(f"## {heading}\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([a-z-]+)` \|", part, re.MULTILINE))


def test_every_setting_is_explained():
    names = {field.name for field in dataclasses.fields(Settings)}
    assert keys("Settings") == names - {"imprint", "doors"} | {
        "publisher",
        "place",
        "editors",
        "licence",
        "columns",
        "styles",
    }
    assert keys("Settings") == set(MODEL.keys)
    printed = {field.name.replace("_", "-") for field in dataclasses.fields(PrintOptions)}
    options = (ROOT / "docs" / "print.md").read_text("utf-8")
    explained = set(re.findall(r"^\| [^|]*\| `([a-z-]+)` \|", options, re.MULTILINE))
    # What a document is part of, and when that was published, follow from the other settings.
    assert explained == printed - {"font-files", "edition", "published"} | {"fonts"}
    assert keys("Colours") == set(COLOURS)


def test_readme_names_both():
    text = Path(ROOT / "README.md").read_text("utf-8")
    assert "tei-edition init" in text
    assert "tei-edition doctor" in text
