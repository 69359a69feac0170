"""The commands, as a user calls them."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
from conftest import HEADER
from typer.testing import CliRunner

import tei_edition
from tei_edition.cli.app import app

run = CliRunner().invoke


def test_convert_validate_render(tmp_path, seed):
    tei, page, pdf = (tmp_path / name for name in ("a.xml", "a.html", "a.pdf"))
    assert run(app, ["--verbose", "convert", str(seed), "-o", str(tei)]).exit_code == 0
    assert run(app, ["validate", str(tei)]).output.strip() == f"{tei}: valid"
    assert run(app, ["render", "html", str(tei), "-o", str(page)]).exit_code == 0
    assert run(app, ["render", "pdf", str(tei), "-o", str(pdf)]).exit_code == 0
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert page.read_text("utf-8").startswith("<!DOCTYPE HTML>")


def test_standard_input_and_output():
    result = run(app, ["convert", "-"], input=HEADER + "The text.")
    assert result.exit_code == 0
    assert run(app, ["validate", "-"], input=result.stdout).output == "<stdin>: valid\n"


def test_inspect(seed):
    result = run(app, ["inspect", str(seed)])
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert len(rows) == 13
    assert rows[4][:3] == ["54:160", "our", "supplied"]


def test_build_goes_on_after_a_bad_record(tmp_path, seed):
    source = tmp_path / "in"
    source.mkdir()
    shutil.copy(seed, source)
    shutil.copy(seed, source / "same.md")
    (source / "bad.md").write_bytes(b"\xff")
    out = tmp_path / "out"
    result = run(app, ["build", str(source), "--out", str(out)])
    assert result.exit_code == 1
    assert "R001" in result.output
    assert "I004" in result.output
    assert "records   1" in result.output
    made = sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())
    beside = ("assets/", "encoding/", "browse/", "search/")
    assert [name for name in made if not name.startswith(beside)] == [
        ".tei-edition", "404.html", "index.html", "record-300881/index.html", "record-300881/record-300881.pdf",
        "record-300881/record-300881.txt", "record-300881/record-300881.xml", "record-300881/source.html",
    ]  # fmt: skip


def test_two_builds_give_the_same_bytes(tmp_path, seed):
    for name in ("a", "b"):
        assert run(app, ["-q", "build", str(seed), "--out", str(tmp_path / name)]).exit_code == 0
    for path in (tmp_path / "a").rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "b" / path.relative_to(tmp_path / "a")).read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["convert", "no.md"], 1, "no.md: error I001"),
        (["convert", "."], 1, "error I002"),
        (["build", "no"], 1, "error I001"),
        (["validate", "no.xml"], 1, "error I001"),
        (["render", "html", "no.xml"], 1, "error I001"),
        (["convert"], 2, "Missing argument"),
    ],
)
def test_bad_input_is_told_without_a_traceback(arguments, code, words):
    result = run(app, arguments)
    assert result.exit_code == code
    assert words in result.output
    assert "Traceback" not in result.output


def test_bad_tei_is_told(tmp_path):
    path = tmp_path / "x.xml"
    path.write_text("<x/>")
    assert run(app, ["validate", str(path)]).exit_code == 1
    assert "X003" in run(app, ["render", "pdf", str(path)]).output


def test_unwritable_output_is_told(tmp_path, seed):
    (tmp_path / "file").write_text("")
    result = run(app, ["convert", str(seed), "-o", str(tmp_path / "file" / "x.xml")])
    assert result.exit_code == 1
    assert "I003" in result.output


def test_empty_folder_is_told(tmp_path):
    assert "I005" in run(app, ["build", str(tmp_path)]).output


def test_version_and_public_names():
    assert run(app, ["--version"]).output.strip() == f"tei-edition {tei_edition.__version__}"
    for name in tei_edition.__all__:
        assert getattr(tei_edition, name)
    with pytest.raises(AttributeError):
        tei_edition.nothing  # noqa: B018


def test_a_command_does_not_load_the_others():
    code = "import sys, tei_edition.cli.app; print([m for m in sys.modules if 'edition.cli.' in m])"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert "cli.app" in loaded
    assert "cli.convert" not in loaded


def test_a_command_misspelt_is_guessed():
    result = run(app, ["convrt"])
    assert result.exit_code == 2
    assert "Did you mean 'convert'" in result.output


def test_help_shows_brackets_as_they_are():
    shown = " ".join(CliRunner().invoke(app, ["fix", "--help"]).output.split())
    assert "[page cut]" in shown
    shown = " ".join(CliRunner().invoke(app, ["conventions", "test", "--help"]).output.split())
    assert shown.count("[gone fishing]") == 2
