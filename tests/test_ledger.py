"""The ledger: every character accounted for, and losses found, whoever causes them."""

from __future__ import annotations

import json
import random

import pytest
from conftest import HEADER
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from typer.testing import CliRunner

from tei_edition import EditionError, encode, read_record, validate
from tei_edition.check.ledger import Kind, keep_ledger
from tei_edition.cli.app import app
from tei_edition.diagnostics import Severity
from tei_edition.understand.remarks.rules import CARRIED, load_conventions, parse_conventions

#: Remarks whole and in pieces: what is cut at blanks gives brackets without a partner.
WORDS = (
    "the of we [our] [sic] [illegible] [two words illegible] [crossed out: old] [Translator's note: x] [Ed.: a [sic] b]"
    " [*druzhba*] [?] [word?] [handwritten in the margin: yes] [page 3] [1] [2] * ** *a* **b** \\* \\[ ] [ [[ ]] comm[ittee]"
    " 8 [11] p.m. [stamp: X] [signature] [Translator's note: the following words were typed above words which were crossed out]"
    " [end of these words] [page cut] [new paragraph] <sub>2</sub> <b> & &amp; &nbsp; ~~x~~ ` https://b.example <https://b.example>"
    " [a](http://c.example) [a](b) — … Comrade X: Mao: Dear Comrade, P.S. SECRET To: From: Subject: Distribution: Berlin,"
    " 4 May 1955 Sincerely, 1. a) b) (a) - > # ## | --- *** CAPITAL HEADING N. Lind [Enclosure] [Document 2] † ¹ [^1] [^1]:"
    " T o p [Laughter.] [Here follows a list] \x01 同志 [同志] é ⟨x⟩ {y} (z)"
)
PIECES = WORDS.split(" ")
BREAKS = [
    " ",
    " ",
    " ",
    "\n",
    "  \n",
    "\n\n",
    "\n\n",
    "\n\n- ",
    "\n\n1. ",
    "\n\n> ",
    "\n\n## ",
    "\n\n[",
    "]\n\n",
    "\t",
]

texts = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from(BREAKS)), min_size=1, max_size=30
).map(lambda pairs: "x " + "".join(map("".join, pairs)))


def look(text: str, conventions) -> None:
    record = read_record(HEADER + text, name="r.md", conventions=conventions)
    tree = encode(record)
    assert [f for f in validate(tree) if f.severity is Severity.ERROR] == []
    ledger = keep_ledger(record, tree)
    assert ledger.balances, ledger.diagnostics()
    assert sum(ledger.counts().values()) == len(record.source.text)


@pytest.mark.parametrize("name", CARRIED)
@settings(max_examples=40, deadline=None)
@given(text=texts)
def test_no_character_of_any_record_is_lost(name, text):
    look(text, load_conventions(name))


def test_a_page_mark_within_a_note_of_paragraphs_is_no_paragraph():
    look("[of\n\n[page 2]\n\n[sic]\nthe]", load_conventions("wilson-center"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("frus", ">\u2028\n;\x0b_B"),  # white space that ends no line of Markdown begins a block
        ("leiden", "The *comm*(ittee) met, and D(*is*) too."),  # TEI lets no styles stand in ex
        ("leiden", "The comm(itt[ee]) met."),
    ],
)
def test_what_fuzzing_found(name, text):
    look(text, load_conventions(name))


def test_cells_that_a_table_has_no_columns_for_are_kept():
    record = read_record(HEADER + "| A |\n|---|\n| b | c \\| d | e |\n| f |", name="r.md")
    tree = encode(record)
    assert keep_ledger(record, tree).balances
    rows = tree.getroot().findall(".//{*}row")
    assert ["".join(cell.itertext()) for cell in rows[1]] == ["b", "c | d", "e"]


def test_nor_of_longer_ones():
    for number in range(20):
        chosen = random.Random(number)
        text = "".join(chosen.choice(PIECES) + chosen.choice(BREAKS) for _ in range(80))
        look(f"x {text}", load_conventions(CARRIED[number % len(CARRIED)]))


def test_a_rule_that_loses_words_is_found():
    text = (
        '[[rule]]\nname = "r"\nwordings = ["gone {phrase}"]\ntei = \'<gap reason="editorial"/>\'\n'
    )
    record = read_record(
        HEADER + "He left [gone fishing].", conventions=parse_conventions(text, "x.toml")
    )
    ledger = keep_ledger(record, encode(record))
    (lost,) = ledger.diagnostics()
    assert lost.code == "R040"
    assert "“fishing” is not in the TEI" in lost.message
    assert lost.position.column == 15


def test_words_that_the_tei_lacks_are_found():
    record = read_record(HEADER + "He left at noon.")
    tree = encode(record)
    tree.getroot().find(".//{*}body//{*}p").text = "He left."
    ledger = keep_ledger(record, tree)
    assert not ledger.lost
    assert "the TEI reads “.” where the record has “atnoon.”" in ledger.missing[0]
    tree.getroot().remove(tree.getroot()[0])
    assert "the TEI has no header" in keep_ledger(record, tree).missing


def test_a_field_that_the_header_lacks_is_found():
    record = read_record(HEADER + "He left.")
    tree = encode(record)
    abstract = tree.getroot().find(".//{*}abstract")
    abstract.getparent().remove(abstract)
    assert "“Summary”" in keep_ledger(record, tree).missing[0]


def test_convert_refuses_what_does_not_balance(tmp_path):
    rule = (
        '[[rule]]\nname = "r"\nwordings = ["gone {phrase}"]\ntei = \'<gap reason="editorial"/>\'\n'
    )
    (tmp_path / "x.toml").write_text(rule)
    record, out = tmp_path / "r.md", tmp_path / "r.xml"
    record.write_text(HEADER + "He left [gone fishing].")
    done = CliRunner().invoke(
        app, ["convert", str(record), "-o", str(out), "-c", str(tmp_path / "x.toml")]
    )
    assert done.exit_code == 1
    assert "R040" in done.output
    assert "bug in tei_edition" in done.output
    assert not out.exists()


def test_unknown_fields_of_any_shape_are_kept():
    text = "# A letter\n\n#### Odd field:\n\n- one\n- two\n\n> three\n\n#### Contents:\n\nTranscript - English\n\nText."
    record = read_record(text, name="r.md")
    tree = encode(record)
    assert keep_ledger(record, tree).balances
    note = tree.getroot().find(".//{*}notesStmt/{*}note")
    assert note.text.split() == ["one", "two", "three"]


# --- reports ----------------------------------------------------------------------------------


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "letter.md"
    path.write_text(HEADER + "He left [at noon] with <b> & [*drug*] and [<script>: x].\n")
    return path


def test_ledger_as_text(letter):
    done = CliRunner().invoke(app, ["inspect", str(letter), "--ledger"])
    assert done.exit_code == 0
    assert f"{len(letter.read_text()):>9}  characters in all: the ledger balances" in done.output


def test_ledger_as_json(letter):
    done = CliRunner().invoke(app, ["inspect", str(letter), "--format", "json"])
    found = json.loads(done.stdout)
    assert found["balances"]
    assert [remark["rule"] for remark in found["remarks"]][:1] == ["supplied"]
    assert found["entries"][0]["start"] == 0
    assert all(
        a["end"] == b["start"] for a, b in zip(found["entries"], found["entries"][1:], strict=False)
    )
    assert set(found["characters"]) <= {kind.name.lower() for kind in Kind}


def test_ledger_as_a_page(letter, tmp_path):
    out = tmp_path / "letter.html"
    assert (
        CliRunner()
        .invoke(app, ["inspect", str(letter), "--format", "html", "-o", str(out)])
        .exit_code
        == 0
    )
    page = etree.HTML(out.read_text())
    sources, encoded = page.findall(".//pre")
    assert "".join(sources.itertext()) == letter.read_text()
    assert "<supplied" in "".join(encoded.itertext())
    links = {a.get("href") for a in page.iterfind(".//a")}
    assert {"#s0", "#t0", "#s1", "#t1"} <= links
    assert page.find(".//script") is None


def test_a_ledger_that_does_not_balance_is_shown(letter, monkeypatch):
    monkeypatch.setattr("tei_edition.check.ledger.texts_of", lambda blocks: iter(()))
    done = CliRunner().invoke(app, ["inspect", str(letter), "--ledger"])
    assert done.exit_code == 1
    assert "does not balance" in done.output
    with pytest.raises(EditionError):
        keep_ledger(*[r := read_record(letter), encode(r)]).check()
