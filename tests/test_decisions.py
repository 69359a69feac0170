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
from tei_edition.enrich.lists import read_lists
from tei_edition.enrich.speech.marks import Listener
from tei_edition.enrich.tables import read_table
from tei_edition.enrich.tagging import Tagger
from tei_edition.publish.mentions import mentions_of
from tei_edition.publish.paper.names import headings_of
from tei_edition.tei.serialize import tei_bytes
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


def _label_refs(text: str) -> list[tuple[str | None, str | None]]:
    """Who has each turn, and whose the name in its label is."""
    tree = encode(read_record(TITLE + text))
    tagger = Tagger(REGISTER)
    tagger.tag(tree)
    Listener(REGISTER, tagger.forms).mark(tree)
    found = []
    for sp in tree.getroot().iter("{*}sp"):
        name = sp.find("{*}speaker/{*}persName")
        found.append((sp.get("who"), name.get("ref") if name is not None else None))
    return found


def test_a_label_that_an_editor_gives_is_that_persons_from_there_on():
    text = (
        "[speaker: lind] Q.: Why?\n\n[speaker: moe] A.: I know not.\n\nQ.: Who does?\n\nA.: Nobody."
    )
    assert [who for who, _ in _label_refs(text)] == ["#lind", "#moe", "#lind", "#moe"]


def test_the_name_in_a_decided_label_is_that_of_who_has_it():
    text = "[speaker: lind-jr] Lind: Why?\n\nMoe: I know not.\n\nLind: Who does?"
    junior = ("#lind-jr", "#lind-jr")
    assert _label_refs(text) == [junior, ("#moe", "#moe"), junior]


def test_a_remark_behind_a_label_says_whose_it_is():
    text = "Q. Moe: [speaker: lind] Why?\n\nA. Moe: I know not.\n\nQ. Moe: Who does?"
    assert [who for who, _ in _label_refs(text)] == ["#lind", "#moe", "#lind"]
    text = "Lind: [speaker: lind-jr] Why?\n\nMoe: I know not.\n\nLind: Who does?"
    junior = ("#lind-jr", "#lind-jr")
    assert _label_refs(text) == [junior, ("#moe", "#moe"), junior]


@pytest.mark.parametrize("narration", ["Captain Lind and the man Ole Vik left.", "It rained."])
@pytest.mark.parametrize("before", ["", "Lind: Who?\n\nMoe: Nobody.\n\nLind: Why?\n\n"])
def test_what_is_told_behind_a_decided_paragraph_is_nobodys(narration, before):
    found = marked(f"{before}[speaker: lind] Thank you.\n\n{narration}", speech=True)
    assert found.endswith(f"<p>{narration}</p>")


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
    assert [d.label for d in found[:2]] == ["not in the register", "an entry of a different kind"]
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
    note = encode(read_record(HEADER + "It rained.[^1]\n\n[^1]: Not so. [speaker: lind] Oh.\n"))
    assert "Not so. [speaker: lind] Oh." in write_record(note)


def test_what_the_register_marked_is_no_part_of_the_record():
    text = (
        HEADER.replace("Letter to", "Talk of Lind [person: lind] with P. Moe on")
        + "[speaker: moe] By A. Lind [person: lind] and Moe.\n\nLind said that *Moe* slept in Skagen.\n\n"
        "The Chairman: Why?\n\nMoe: No.\n\nThe Chairman: Well.\n"
    )
    tree = encode(read_record(text, name="record.md"))
    record = write_record(tree)
    assert "Talk of [person: lind: Lind] with" in record
    tagger = Tagger(REGISTER)
    tagger.tag(tree)
    Listener(REGISTER, tagger.forms).mark(tree)
    assert tree.getroot().find(".//{*}sp[@who='#moe']") is not None
    assert len(list(tree.getroot().iter("{*}said"))) > 1
    assert write_record(tree) == record


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


def test_an_id_that_is_corrected_in_the_record_comes_into_a_master_with_its_entry(tmp_path, table):
    record, texts = tmp_path / "a.md", tmp_path / "texts"
    text = (
        HEADER
        + "By Lind [person: lind-jr] at noon.\n\nLind [person: lind-jr] sat with Moe.\n\nTo Skagen [place: skagen].\n"
    )
    record.write_text(text)
    run("convert", record, "--into", texts)
    (master,) = texts.glob("*.xml")
    run("names", "tag", master, "-r", table, "--in-place")
    record.write_text(text.replace("lind-jr", "lind").replace("Skagen [place: skagen]", "Skagen"))
    done = CliRunner().invoke(app, ["convert", str(record), "--into", str(texts), "--update"])
    assert (done.output.count("I061"), done.output.count("I063")) == (1, 0)
    after = master.read_text()
    assert '<p>By <persName ref="#lind" resp="#editor">Lind</persName> at noon.</p>' in after
    assert '<p><persName ref="#lind-jr" resp="#editor">Lind</persName> sat' in after
    ids = re.findall(r'<(?:person|place) xml:id="([^"]+)"', after)
    assert sorted(ids) == ["lind", "lind-jr", "moe", "skagen"]
    assert errors(master.read_bytes()) == []


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


def test_an_id_that_stood_for_a_name_is_no_form_of_the_entry():
    tree = encode(read_record(HEADER + "[speaker: zz9] Who?"))
    root = tree.getroot()
    known = read_table(b"id,kind,name\nzz9,person,Aase\n", "r.csv")
    Tagger(known).tag(tree)
    name = etree.SubElement(root.find(".//{*}said"), "{http://www.tei-c.org/ns/1.0}persName")
    name.set("ref", "#zz9")
    (heading,) = headings_of(tree)
    assert (heading.name, heading.others) == ("Aase", ())
    assert read_lists(etree.tostring(tree), "t").entries[0].forms == ()


def test_a_name_in_the_header_is_a_mention():
    text = HEADER.replace("Letter to", "Log of Lind [person: lind],")
    (found,) = mentions_of(encode(read_record(text + "Then Lind [person: lind] came.")))
    assert (found.id, found.times, found.paragraphs) == ("lind", 2, (1,))
    assert found.passages == ((1, "Then ", "Lind", " came."),)


def test_an_id_that_neither_the_register_nor_the_document_has_is_reported(tmp_path, table):
    file = tmp_path / "a.xml"
    text = tei_bytes(
        encode(read_record(HEADER + "By Vik [person: vik].\n\n[speaker: moe] Oh."))
    ).decode()
    file.write_text(text.replace('ref="#vik"', 'ref="#lin"').replace('who="#moe"', 'who="#zz"'))
    told = run("names", "tag", file, "-r", table, "--in-place")
    assert told.count("N006") == 2
    assert "neither the register nor the document has an entry with the id lin" in told
