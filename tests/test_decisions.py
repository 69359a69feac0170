"""What editors say of names and speakers in a record: the register does not overrule it, and the record says it again."""

from __future__ import annotations

import re

import pytest
from conftest import HEADER
from lxml import etree
from typer.testing import CliRunner

from tei_edition import build, encode, read_record, render_html, validate
from tei_edition.check.validate import errors
from tei_edition.cli.app import app
from tei_edition.enrich.decisions import decisions_checked
from tei_edition.enrich.speech.marks import Listener
from tei_edition.enrich.tables import read_table
from tei_edition.enrich.tagging import Tagger
from tei_edition.write.record import write_record

TABLE = """id,kind,name,forms,born
lind,person,"Lind, Anna",A. Lind|Lind,1901
lind-jr,person,"Lind, Bo",Bo Lind|Lind,
moe,person,"Moe, Per",P. Moe|Moe,
board,org,Harbour Board,Harbour Board,
skagen,place,Skagen,Skagen,
"""
REGISTER = read_table(TABLE.encode(), "names.csv")
TITLE = HEADER.replace(
    "Letter to the Harbour Board", "Record of a Conversation between A. Lind and P. Moe"
)


def marked(text: str, *, speech: bool = False) -> str:
    """The text of a record with the register's marks, as TEI, without the names' elements where it is about *speech*."""
    tree = encode(read_record(TITLE + text))
    tagger = Tagger(REGISTER)
    tagger.tag(tree)
    if speech:
        Listener(REGISTER, tagger.forms).mark(tree)
    assert validate(tree) == []
    division = tree.getroot().find("{*}text/{*}body/{*}div")
    if speech:
        etree.strip_tags(division, "{*}persName", "{*}placeName", "{*}orgName")
    for said in division.iter("{*}said"):
        said.attrib.pop("toWhom", None)
    inner = "".join(etree.tostring(p, encoding="unicode").strip() for p in division)
    return inner.replace(' xmlns="http://www.tei-c.org/ns/1.0"', "")


TEXTS = {
    "a form that two share": (
        "Then Lind [person: lind-jr] met Lind.",
        '<p>Then <persName ref="#lind-jr" resp="#editor">Lind</persName> met <persName ref="#lind">Lind</persName>.</p>',
    ),
    "a name that is none": (
        "The Moe [no name] sailed. Moe slept.",
        '<p>The <seg type="no-name" resp="#editor">Moe</seg> sailed. <persName ref="#moe">Moe</persName> slept.</p>',
    ),
    "words that are no form": (
        "To [org: board: the Board of Skagen] today.",
        '<p>To <orgName ref="#board" resp="#editor">the Board of Skagen</orgName> today.</p>',
    ),
}


@pytest.mark.parametrize("case", TEXTS)
def test_the_register_does_not_overrule_an_editor(case):
    text, expected = TEXTS[case]
    assert marked(text).replace(' cert="medium" resp="#tei-edition"', "") == expected


SPEECH = {
    "the next paragraph goes on": (
        "[speaker: moe] The pier was old and cost too much.\n\nIt would have to be built anew in the spring.",
        '<p><said who="#moe" resp="#editor">The pier was old and cost too much.</said></p>'
        '<p><said who="#moe" direct="false" cert="medium" resp="#tei-edition">It would have to be built anew in the spring.</said></p>',
    ),
    "until somebody else speaks": (
        "[speaker: moe] The pier was old.\n\nLind said that it was not.",
        '<p><said who="#moe" resp="#editor">The pier was old.</said></p>'
        '<p>Lind said that <said who="#lind" direct="false">it was not</said>.</p>',
    ),
    "against what the sentence says": (
        "[speaker: moe] Lind said that it was late.",
        '<p><said who="#moe" resp="#editor">Lind said that it was late.</said></p>',
    ),
    "the program reads what stands before": (
        "Lind said that it was late. [speaker: moe] Since when?",
        '<p>Lind said that <said who="#lind" direct="false">it was late</said>. <said who="#moe" resp="#editor">Since when?</said></p>',
    ),
    "narration": (
        "Lind said that it was late.\n\n[speaker: none] It would have to wait.",
        '<p>Lind said that <said who="#lind" direct="false">it was late</said>.</p>'
        '<p><seg type="narration" resp="#editor">It would have to wait.</seg></p>',
    ),
    "a name that an editor gave speaks": (
        "The old man [person: lind] said that it was late.",
        '<p>The old man said that <said who="#lind" direct="false">it was late</said>.</p>',
    ),
    "a turn": (
        "[speaker: moe] The Chairman: We wait.\n\nLind: For whom?\n\nThe Chairman: For Berg.",
        '<sp who="#moe" resp="#editor">',
    ),
}


@pytest.mark.parametrize("case", SPEECH)
def test_the_program_reads_on_from_what_an_editor_says(case):
    text, expected = SPEECH[case]
    found = marked(text, speech=True)
    assert expected in found
    assert found.count("<said") == expected.count("<said")


def test_the_participants_are_those_whom_an_editor_names():
    tree = encode(read_record(HEADER + "[speaker: moe] The pier was old."))
    Listener(REGISTER).mark(tree)
    assert tree.getroot().xpath("string(//*[local-name()='particDesc']//@sameAs)") == "#moe"


def test_ids_are_held_against_the_register():
    record = read_record(
        HEADER + "By Lind [person: lint] in Skagen [person: skagen].\n\n[speaker: per] Who? Moe."
    )
    before = HEADER.count("\n")
    found = decisions_checked(record, REGISTER)
    assert [(d.code, d.position.line - before, d.position.column) for d in found] == [
        ("N006", 1, 9),
        ("N006", 1, 34),
        ("N006", 3, 1),
    ]
    assert [d.message for d in found] == [
        "the register has no entry with the id lint",
        "skagen is a place in the register, but a person here",
        "the register has no entry with the id per",
    ]
    assert found[0].hint == "the most similar ids: lind, lind-jr"
    assert decisions_checked(read_record(HEADER + "By Lind [person: lind]."), REGISTER) == []


def test_without_a_register_that_is_told_once():
    record = read_record(HEADER + "By Lind [person: lind], Moe [person: moe].")
    (told,) = decisions_checked(record, None)
    assert (told.code, told.message) == (
        "N006",
        "2 remarks name register entries by their ids, but no register is named",
    )
    assert decisions_checked(read_record(HEADER + "By Lind."), None) == []
    root = encode(record).getroot()
    assert [e.get("{http://www.w3.org/XML/1998/namespace}id") for e in root.iter("{*}person")] == [
        "lind",
        "moe",
    ]


def test_the_record_says_it_again():
    text = (
        "[speaker: moe] By A. Lind [person: lind] in Moe [no name]. [speaker: none] They left Skagen [place: skagen].\n\n"
        "[speaker: lind] The Chairman: Why?\n\nMoe: No.\n\nThe Chairman: Well.\n"
    )
    tree = encode(read_record(HEADER + text, name="record.md"))
    again = write_record(tree)
    assert (
        "[speaker: moe] By [person: lind: A. Lind] in [no name: Moe]. [speaker: none] They" in again
    )
    assert "[speaker: lind] The Chairman: Why?" in again
    assert "[place: skagen: Skagen]" in again


def run(*arguments: object) -> str:
    done = CliRunner().invoke(app, list(map(str, arguments)))
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "names.csv"
    path.write_text(TABLE)
    return path


def test_a_master_keeps_it_and_gets_what_the_register_says(tmp_path, table):
    record = tmp_path / "a.md"
    record.write_text(HEADER + "By Lind [person: lind-jr] and Moe.\n\n[speaker: moe] Who?\n")
    run("convert", record, "--into", tmp_path / "texts")
    (master,) = (tmp_path / "texts").glob("*.xml")
    before = master.read_text()
    assert '<persName ref="#lind-jr" resp="#editor">Lind</persName> and Moe.' in before
    run("names", "tag", master, "-r", table, "--in-place")
    after = master.read_text()
    assert (
        '<persName ref="#lind-jr" resp="#editor">Lind</persName> and <persName ref="#moe">' in after
    )
    assert '<said who="#moe" resp="#editor">Who?</said>' in after
    assert "<persName>Lind, Bo</persName>" in after
    new = re.compile(r'</?(?:pers|org)Name(?: ref="#(?:moe|board)")?>')
    kept = [new.sub("", line) for line in after.splitlines()]
    assert [line for line in before.splitlines() if new.sub("", line) not in kept] == []
    assert errors(master.read_bytes()) == []
    run("names", "tag", master, "-r", table, "--in-place")
    assert master.read_text() == after


def test_the_page_of_a_document_without_a_register_has_no_entries():
    tree = encode(read_record(HEADER + "By Lind [person: lind] in Skagen [place: skagen]."))
    page = render_html(tree)
    assert 'class="stand-off"' not in page


def test_convert_takes_a_register(tmp_path, table):
    record = tmp_path / "a.md"
    record.write_text(HEADER + "By Lind [person: lynd].\n")
    told = run("convert", record, "-o", tmp_path / "a.xml", "--register", table)
    assert "a.md:" in told
    assert "N006: the register has no entry with the id lynd" in told
    assert "no register is named" in run("convert", record, "-o", tmp_path / "a.xml")


def test_an_edition_shows_none_of_it(tmp_path, table):
    source = tmp_path / "letters"
    source.mkdir()
    (source / "edition.toml").write_text('register = "names.csv"\n')
    table.rename(source / "names.csv")
    (source / "a.md").write_text(
        HEADER
        + "By Lind [person: lind] in Moe [no name].\n\n[speaker: moe] Who is Lnd [person: lnd]?\n"
    )
    report = build(source, tmp_path / "dist", without=["pdf"])
    assert [(d.code, d.position.column) for d in report.diagnostics if d.code == "N006"] == [
        ("N006", 27)
    ]
    page = next((tmp_path / "dist").glob("record-*/index.html")).read_text()
    assert 'class="stand-off"' not in page
    for words in ("[person", "[no name", "[speaker", "person:", "no-name", "speaker: moe"):
        assert words not in page
    assert "Lind</a>" in page
    assert 'data-who="Moe"' in page
