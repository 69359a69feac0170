"""One bad file among many: a finding of its own, and the others get their due."""

from __future__ import annotations

import json
import os
import sys
import time

import pytest
from lxml import etree
from typer.testing import CliRunner

from tei_edition import build, encode, read_record, render_html, tei_bytes, validate
from tei_edition.check import many
from tei_edition.cli.app import app
from tei_edition.publish.catalog import entry_of_tree
from tei_edition.tei.dates import impossible

HEAD = """<teiHeader><fileDesc><titleStmt><title>A note</title></titleStmt><publicationStmt><p>p</p></publicationStmt>
<sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader>"""


def tei(body: str, before: str = "") -> str:
    return f'{before}<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="n">{HEAD}<text><body>{body}</body></text></TEI>'


#: What a file may hold that is no TEI document one can judge, or one that used to break the run.
BAD = {
    "address-bracket": tei("<p/>", '<?xml-model href="http://[half"?>').encode(),
    "address-long": tei("<p/>", f'<?xml-model href="{"far" * 3000}.rng"?>').encode(),
    "address-port": tei("<p/>", '<?xml-model href="http://host:port/x.rng"?>').encode(),
    "address-percent": tei("<p/>", '<?xml-model href="%00%FF.rng"?>').encode(),
    "address-folder": tei("<p/>", '<?xml-model href="."?>').encode(),
    "location-bracket": b'<a xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:noNamespaceSchemaLocation="//[x"/>',
    "year": tei(f'<p><date when="{"7" * 6000}">then</date></p>').encode(),
    "day-of-a-long-year": tei(f'<p><date when="{"7" * 6000}-02-30">then</date></p>').encode(),
    "year-before": tei(f'<p><date notBefore="-{"3" * 5000}-01-01">then</date></p>').encode(),
    "number": tei(f'<p><gap quantity="{"9" * 5000}" unit="chars"/></p>').encode(),
    "utf-7": b"<?xml version='1.0' encoding='utf-7'?><!DOCTYPE a [+ADwAIQ-ENTITY x 'y'>]><a>+ACY-x;</a>",
    "utf-7-plain": b"<?xml version='1.0' encoding='utf-7'?><a>caf+AOk-</a>",
    "utf-32-that-is-not": b"<?xml version='1.0' encoding='utf-32'?><a/>",
    "utf-32-mark": b"\xff\xfe\x00\x00<a/>",
    "utf-16-cut": "<a>äöü</a>".encode("utf-16")[:-3],
    "lone-half": b"<?xml version='1.0' encoding='utf-7'?><a b=+2AA-></a>",
    "empty": b"",
    "nothing-but-nul": b"\0" * 100,
    "a-zip": b"PK\x03\x04" + bytes(range(256)),
    "deep": b"<a>" * 950 + b"</a>" * 950,
    "cut": tei("<p>").encode()[:-20],
    **{
        f"encoding-{name}": f"<?xml version='1.0' encoding='{name}'?><a>é<b></a>".encode()
        for name in ("rot13", "hex", "idna", "punycode", "undefined", "unicode_escape", "mbcs",
                     "raw_unicode_escape", "big5hkscs", "cp037", "zlib", "utf-8-sig", "iso2022_jp")
    },
}  # fmt: skip


def run(*arguments, **more):
    return CliRunner().invoke(app, ["validate", *map(str, arguments)], **more)


@pytest.fixture(scope="module")
def good(seed):
    return tei_bytes(encode(read_record(seed)))


@pytest.fixture
def folder(tmp_path, good):
    """Good files, and between them each of the bad."""
    for i, (name, data) in enumerate(BAD.items()):
        (tmp_path / f"{i:02}-{name}.xml").write_bytes(data)
        (tmp_path / f"{i:02}-good.xml").write_bytes(good)
    return tmp_path


@pytest.mark.parametrize("name", BAD)
def test_the_library_returns_findings(name, tmp_path):
    path = tmp_path / "d.xml"
    path.write_bytes(BAD[name])
    assert validate(path)
    assert validate(BAD[name])


def test_no_bad_file_ends_a_run(folder):
    result = run(folder, "-f", "json")
    assert result.exit_code == 1
    files = json.loads(result.stdout)["files"]
    assert len(files) == 2 * len(BAD)
    for file in files:
        assert file["valid"] == file["name"].endswith("-good.xml"), file
        assert "B001" not in {finding["code"] for finding in file["findings"]}, file


@pytest.mark.parametrize("form", ["sarif", "junit", "github", "text"])
def test_every_report_is_whole(form, folder, tmp_path):
    (folder / "::error::named.xml").write_bytes(b"<a>\n::error::within\n##[error]x<b/></a>")
    if sys.platform == "linux":
        (folder / "line\nend \x1b[31m\x07.xml").write_bytes(b"<a/>")
        (tmp_path / os.fsdecode(b"caf\xe9.xml")).write_bytes(b"<a/>")
    result = run(folder, "-f", form)
    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit)
    text = result.stdout
    if form == "sarif":
        run_of_it = json.loads(text)["runs"][0]
        assert all(r["locations"] for r in run_of_it["results"])
        assert any("caf" in json.dumps(r) for r in run_of_it["results"])
    elif form == "junit":
        assert len(etree.fromstring(text.encode()).findall(".//testcase")) >= 2 * len(BAD)
    elif form == "github":
        assert all(
            line.startswith(("::error file=", "::warning file=")) for line in text.splitlines()
        )
        assert "\x1b" not in text
    else:
        assert not any(line.lstrip().startswith(("::", "##[")) for line in text.splitlines())
        assert "\x1b" not in text
        assert "\x07" not in text


def test_names_that_are_no_text(tmp_path):
    if sys.platform != "linux":
        pytest.skip("names of files are text on this platform")
    name = os.fsdecode(b"\xff\xfe-name.xml")
    (tmp_path / name).write_bytes(b"<a/>")
    (file,) = json.loads(run(tmp_path, "-f", "json").stdout)["files"]
    assert file["name"].endswith("\\xFF\\xFE-name.xml")
    assert "\\xFF\\xFE-name.xml" in run(tmp_path / name).stdout


def test_a_fault_of_ours_is_called_one(folder, monkeypatch):
    def broken(tree):
        raise KeyError("no such thing")

    monkeypatch.setattr("tei_edition.check.validate.same_ids", broken)
    report = many.report_on(many.Plan().validator(), folder / "00-good.xml")
    (found,) = report.diagnostics
    assert found.code == "B001"
    assert "KeyError" in found.message
    assert "report it" in str(found.hint)


@pytest.mark.parametrize("error", [MemoryError, RecursionError])
def test_what_a_machine_cannot_do(error, folder, monkeypatch):
    def broken(tree):
        raise error

    monkeypatch.setattr("tei_edition.check.validate.same_ids", broken)
    report = many.report_on(many.Plan().validator(), folder / "00-good.xml")
    (found,) = report.diagnostics
    assert found.code == "X020"


def test_what_was_built_of_a_folder_is_not_searched(tmp_path, good):
    (tmp_path / "dist" / "a").mkdir(parents=True)
    (tmp_path / "dist" / ".tei-edition").write_text("")
    (tmp_path / "dist" / "a" / "a.xml").write_text("<no")
    assert "name the edition itself" in run(tmp_path).output
    (tmp_path / "a.xml").write_bytes(good)
    result = run(tmp_path)
    assert result.exit_code == 0
    assert result.output.count("not searched") == 1
    assert "X001" in run(tmp_path / "dist").stdout


def test_left_out_of_a_folder(tmp_path, good):
    if not hasattr(os, "mkfifo"):
        pytest.skip("this platform has no FIFOs")
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "a.xml").write_bytes(good)
    os.mkfifo(inside / "b.xml")
    (inside / "c.xml").symlink_to("/dev/zero")
    (tmp_path / "secret").write_text("<secret/>")
    (inside / "d.xml").symlink_to(tmp_path / "secret")
    (inside / "e.xml").symlink_to(inside / "a.xml")
    (inside / "f.xml").symlink_to("f.xml")
    start = time.monotonic()
    result = run(inside, "-f", "json")
    assert time.monotonic() - start < 20
    files = {os.path.basename(f["name"]): f for f in json.loads(result.stdout)["files"]}
    assert [f["code"] for n in "bcd" for f in files[f"{n}.xml"]["findings"]] == ["I020"] * 3
    assert [files[f"{n}.xml"]["valid"] for n in "abcdef"] == [True, None, None, None, True, False]
    assert json.loads(result.stdout)["summary"]["valid"] == 2
    assert files["f.xml"]["findings"][0]["code"] == "I003"
    assert "secret" not in json.dumps(files["d.xml"]["findings"][0]["message"])
    # A single file may be named, wherever it lies.
    assert run(inside / "d.xml").exit_code == 1
    assert "I020" not in run(inside / "d.xml").stdout


@pytest.mark.parametrize(
    ("date", "is_one"),
    [("1955-99-04", False), ("1955-02-29", False), ("1956-02-29", True), ("1955-12", True)],
)
def test_a_day_that_no_calendar_has_is_no_date(date, is_one):
    creation = f'<profileDesc><creation><date when="{date}">then</date></creation></profileDesc>'
    tree = etree.ElementTree(
        etree.fromstring(tei("<p>A lamp.</p>").replace("</teiHeader>", f"{creation}</teiHeader>"))
    )
    assert bool(entry_of_tree(tree).date) is is_one
    page = render_html(tree)
    assert "then" in page
    assert ("dateCreated" in page, "<time" in page) == (is_one, is_one)
    assert [name for _, name in impossible(tree)] == ([] if is_one else ["when"])


def test_each_file_that_was_not_checked_says_so_in_the_report(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    dated = '<profileDesc><creation><date when="1955-99-04"/></creation></profileDesc></teiHeader>'
    (source / "c.xml").write_text(tei("<p>A lamp.</p>").replace("</teiHeader>", dated))
    for name in "ab":
        text = tei("<p>A lamp.</p>", '<?xml-model href="https://example.org/x.rng"?>')
        (source / f"{name}.xml").write_text(text.replace('xml:id="n"', f'xml:id="{name}"'))
    report = build(source, tmp_path / "out", without=["pdf"])
    assert [d.code for d in report.diagnostics] == ["S002", "X008"]
    assert [(f.verdict, [d.code for d in f.diagnostics]) for f in report.files()[:2]] == [
        (None, ["S002"]),
        (None, ["S002"]),
    ]
