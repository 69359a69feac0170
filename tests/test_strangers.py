"""What an attack by a stranger found: each kind of it, with what must come."""

from __future__ import annotations

import json
import os

import pytest
from conftest import HEADER
from typer.testing import CliRunner

from tei_edition import EditionError, build, validate
from tei_edition.build.folder import locked
from tei_edition.cli.app import app

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
    "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
    "<text><body><p>Words.</p></body></text></TEI>"
)


def test_two_builds_do_not_write_one_folder(tmp_path):
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "a.md").write_text(f"{HEADER}The lamp is out.\n", "utf-8")
    with (
        locked(out),
        pytest.raises(EditionError, match="another build is writing to this folder"),
    ):
        build(source, out, without=["pdf"])
    assert not out.exists()
    assert build(source, out, without=["pdf"]).records


def test_a_process_that_was_forked_does_not_keep_the_folder(tmp_path):
    (waits, end), (begun, begins) = os.pipe(), os.pipe()
    with locked(tmp_path):
        child = os.fork()
        if not child:
            os.close(end)
            os.write(begins, b"!")
            os.read(waits, 1)
            os._exit(0)
        os.read(begun, 1)
    try:
        with locked(tmp_path):  # though the child still runs
            pass
    finally:
        for each in (end, waits, begun, begins):
            os.close(each)
        os.waitpid(child, 0)


def test_what_links_out_of_the_folder_is_not_published(tmp_path):
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (tmp_path / "private.md").write_text(f"{HEADER}Nobody may read this.\n", "utf-8")
    (source / "a.md").write_text(f"{HEADER}The lamp is out.\n".replace("900", "901"), "utf-8")
    (source / "link.md").symlink_to(tmp_path / "private.md")
    (source / "within.md").symlink_to(source / "a.md")
    os.mkfifo(source / "pipe.xml")
    report = build(source, out, without=["pdf"])
    told = [d for d in report.diagnostics if d.code == "I020"]
    assert sorted((d.source.rsplit("/", 1)[-1], d.message) for d in told) == [
        ("link.md", "left out: this is a link to a file outside the folder"),
        ("pipe.xml", "left out: this is not a regular file"),
    ]
    made = [path.read_text("utf-8") for path in out.glob("*/*.txt")]
    assert made
    assert not any("Nobody may read" in text for text in made)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (
            "a.json",
            json.dumps([{"title": "A", "text": "x"}]).replace('"x"', "[" * 900 + "]" * 900),
            "nested more than",
        ),
        ("b.json", '[{"title": ' + "1" * 5000 + "}]", "too many digits"),
    ],
)
def test_json_that_no_table_is(tmp_path, name, content, words):
    (tmp_path / name).write_text(content)
    result = CliRunner().invoke(app, ["import", str(tmp_path / name), "-o", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert "I052" in result.output
    assert words in " ".join(result.output.split())


def test_a_table_of_two_columns_is_one(tmp_path):
    (tmp_path / "a.csv").write_text("title,text\nA letter,The lamp is out.\n")
    result = CliRunner().invoke(
        app, ["import", str(tmp_path / "a.csv"), "-o", str(tmp_path / "out")]
    )
    assert result.exit_code == 0, result.output
    (made,) = (tmp_path / "out").glob("*.md")
    assert "The lamp is out." in made.read_text("utf-8")


def test_an_encoding_that_is_read_in_two_ways_is_judged():
    data = f'<?xml version="1.0" encoding="UTF-32"?>{TEI}'.encode("utf-32")
    found = validate(data)
    assert found
    assert {str(finding.position) for finding in found} == {"1:1"}
