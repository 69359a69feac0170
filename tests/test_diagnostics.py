"""What is told of a record: codes, carets, explanations, and changes that put right what was assumed."""

from __future__ import annotations

import json

import pytest
from conftest import HEADER
from typer.testing import CliRunner

from tei_edition import EditionError, encode, read_record
from tei_edition.cli.app import app
from tei_edition.cli.fix import fixed
from tei_edition.diagnostics import CODES, Fix, Severity
from tei_edition.explanations import explanations

RECORDS = {code: e for code, e in explanations().items() if code.startswith("R") and e.example}


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def codes(text: str) -> list[str]:
    return [d.code for d in read_record(HEADER + text, name="r.md").diagnostics]


def test_every_code_has_its_story():
    assert set(explanations()) == set(CODES)
    assert all(len(e.story.strip()) > 20 for e in explanations().values())


@pytest.mark.parametrize("code", sorted(RECORDS))
def test_example_of_a_code_gives_it(code):
    assert code in codes(RECORDS[code].example)


@pytest.mark.parametrize("code", sorted(c for c, e in RECORDS.items() if e.instead))
def test_what_to_write_instead_does_not(code):
    assert code not in codes(RECORDS[code].instead)


def test_explain():
    told = run("explain", "r020")
    assert told.exit_code == 0
    assert told.output.startswith("R020 (repair): ")
    assert "Example:" in told.output
    assert "Write instead:" in told.output
    listed = run("explain")
    assert listed.output.count("\n") == len(CODES)
    assert run("explain", "R999").exit_code == 1


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "letter.md"
    path.write_text(
        HEADER
        + "It is [Ed.: the following words were typed over words which were crossed out] cold] now.\n"
    )
    return path


def test_a_repair_is_shown_where_it_is_and_what_it_was_taken_for(letter):
    told = run("-v", "convert", letter, "-o", letter.with_suffix(".xml"))
    assert told.exit_code == 0
    message, source, caret, hint = told.output.splitlines()
    assert message.startswith(f"{letter}:22:83: repair R020: ")
    assert "the note at 22:7 refers to" in message
    assert source.index("] now.") == caret.index("^")
    assert caret.endswith("^ read as their end")
    assert "[end of these words]" in hint


def test_strict_makes_errors_of_repairs(letter):
    out = letter.with_suffix(".xml")
    refused = run("convert", "--strict", letter, "-o", out)
    assert refused.exit_code == 1
    assert "error R020" in refused.output
    assert not out.exists()


def test_codes_can_be_silenced(letter, tmp_path):
    letter.write_text("# A letter\n\n#### Contents:\n\nTranscript - English\n\nText.")
    assert "R007" in run("convert", letter).output
    assert "R007" not in run("convert", letter, "--allow", "R007").output
    assert run("convert", letter, "--allow", "R999").exit_code == 2


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_formats(letter, form):
    told = run("convert", letter, "-o", letter.with_suffix(".xml"), "--format", form)
    assert told.exit_code == 0
    if form == "github":
        assert told.output.startswith("::notice file=")
        assert "title=R020" in told.output
    elif form == "json":
        (finding,) = json.loads(told.output)["files"][0]["findings"]
        assert finding["code"] == "R020"
        assert finding["fix"] == " [end of these words]"
    else:
        (result,) = json.loads(told.output)["runs"][0]["results"]
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 22


def test_several_records_go_into_a_folder(letter, tmp_path):
    other = tmp_path / "other.md"
    other.write_text("# Other\n\n#### Contents:\n\nTranscript - English\n\nText.")
    refused = run("convert", letter, other)
    assert refused.exit_code == 1
    assert "I006" in refused.output
    bad = tmp_path / "bad.md"
    bad.write_text("")
    done = run("convert", letter, bad, other, "-o", tmp_path / "tei")
    assert done.exit_code == 1
    assert "R002" in done.output
    assert sorted(p.name for p in (tmp_path / "tei").iterdir()) == ["other.xml", "record-1017.xml"]


# --- fix --------------------------------------------------------------------------------------


def test_fix_shows_first_and_applies_when_told(letter):
    before = letter.read_bytes()
    shown = run("fix", letter)
    assert shown.exit_code == 1
    assert "+It is" in shown.output
    assert letter.read_bytes() == before
    applied = run("fix", letter, "--yes")
    assert applied.exit_code == 0
    assert "cold [end of these words] now." in letter.read_text()
    assert run("fix", letter).output.endswith("nothing to fix\n")


def test_fix_keeps_line_ends_and_byte_order_mark(tmp_path):
    path = tmp_path / "r.md"
    path.write_bytes(
        b"\xef\xbb\xbf" + (HEADER + "It is cold] now.\n").replace("\n", "\r\n").encode()
    )
    assert run("fix", path, "-y").exit_code == 0
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf##")
    assert b"cold\\] now.\r\n" in data
    assert data.count(b"\n") == data.count(b"\r\n")


@pytest.mark.parametrize(
    "text",
    [
        "It is cold] now and [not closed.",
        "A [end of these words] b.",
        "The board of the harbour met at noon and spoke at length of the new lamp and of the\n\npilot, who was late.",
        "It is \x01 cold.",
        "The board met at noon to speak at length of the lamp and of what was done inter-\n\nnationally by all.",
    ],
)
def test_a_fixed_record_says_the_same_and_nothing_is_left_to_fix(text):
    record = read_record(HEADER + text, name="r.md")
    fixes = [d.fix for d in record.diagnostics if d.fix]
    assert fixes
    again = read_record(fixed(record.source.text, fixes), name="r.md")
    assert not [d for d in again.diagnostics if d.fix]

    def words(r):
        return "".join("".join(encode(r).getroot().find(".//{*}body").itertext()).split())

    assert words(again) == words(record)


def test_a_change_that_would_change_words_is_left_out(tmp_path):
    path = tmp_path / "r.md"
    path.write_text(
        HEADER
        + "the\n\n- SECRET\n\n1. 1.\tthe [two [word?]\tabove\n\n> [*druzhba*] [page\n\nx]]\n\np.m.\n"
    )
    before = read_record(path)
    assert run("fix", path, "-y").exit_code == 0

    def words(record):
        return "".join("".join(encode(record).getroot().find(".//{*}body").itertext()).split())

    assert words(read_record(path)) == words(before)


def test_of_changes_that_overlap_one_is_made():
    assert fixed("abcdef", [Fix(1, 3, "X"), Fix(2, 4, "Y")]) == "abYef"


def test_a_repair_is_an_error_only_where_that_is_wanted():
    (found,) = read_record(HEADER + "It is \x01 cold.").diagnostics
    assert found.severity is Severity.REPAIR
    with pytest.raises(EditionError):
        raise EditionError(found)


def test_what_is_not_shown_is_counted(tmp_path):
    half = "He told the board of the harbour at some length what he thought of the"
    path = tmp_path / "a.md"
    path.write_text(HEADER + f"{half}\n\nlamp, and more.\n", "utf-8")
    out = ["-o", str(tmp_path / "a.xml")]
    line = "1 repair not shown; `tei-edition -v convert …` lists them\n"
    assert CliRunner().invoke(app, ["convert", str(path), *out]).stderr == line
    assert CliRunner().invoke(app, ["-q", "convert", str(path), *out]).stderr == ""
    assert "not shown" not in CliRunner().invoke(app, ["-v", "convert", str(path), *out]).stderr


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The \\[old\\] lamp and the \\[illegible\\] oil.", ["R035"]),
        ("The \\[old\\] lamp and the [old] oil \\[x\\].", []),
        ("The \\[old\\] lamp.", []),
    ],
)
def test_escaped_brackets_are_reported(text, codes):
    found = [d.code for d in read_record(HEADER + text).diagnostics if d.code == "R035"]
    assert found == codes


def test_missing_fields_are_one_finding():
    text = "# Letter from A to B\n\n**Original Language:**\n\nRussian\n\n**Contents:**\n\nTranslation - English\n\nThe lamp."
    found = [d.message for d in read_record(text, name="r.md").diagnostics if d.code == "R007"]
    assert found == ["the header has no Date, Citation, Summary"]


def test_inspect_lists_the_remarks_of_a_folder(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text(HEADER + "It was [sic] cold.", "utf-8")
    done = run("inspect", tmp_path)
    assert [f"{name}.md:" in done.output for name in "ab"] == [True, True]
    assert "I002" in run("inspect", tmp_path, "--format", "json").output
