"""From TEI back to a record, and from that to the same TEI, byte for byte."""

from __future__ import annotations

import random

import pytest
from conftest import HEADER
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from typer.testing import CliRunner

from tei_edition import EditionError, encode, read_record, tei_bytes, validate
from tei_edition.cli.app import app
from tei_edition.understand.remarks.rules import load_conventions
from tei_edition.write.hands import hands_of
from tei_edition.write.record import write_record

SENTENCES = [
    "He came.", "The board met [at noon].", "They spoke of the [new] lamp.", "A comrade [*tovarishch*] said so.",
    "It was [two words illegible] cold.", "Lind [sic] left [Translator's note: for good].", "[Laughter.]",
    "We [inserted by hand above the line: all] agree.", "Pay [3 lines redacted] now.", "The comm[ittee] met at 8 [11] p.m.",
    "The [crossed out: old] lamp.", "See the note[1] below.", "*Italics* and **bold** words, H<sub>2</sub>O.", "A star\\* here.",
    "He wrote <https://a.example/x_y>.", "A letter from Holm [Lind] came.", "[Hansen?] left.", "One [stamp: X] two.",
    "He came [handwritten note in the margin in red pencil: no].", "One [page 3] two.", "The harber [harbour] master.",
    "It is [Ed.: the following words were typed over words which were crossed out] cold] today.", "An [odd] bracket ] here.",
    "[in Lind's hand: yes] he said.", "He said [in English] so.", "A [seal] and [signature].", "[The harbour froze, see the memoirs of Lind; it did.]",
    "By L.[ind] to Mrs. [?] there.", "He left [page torn] and the Board[’]s pilot came.", "He met [the?] [?] there.",
]  # fmt: skip
BLOCKS = [
    "SECRET", "Berlin, 4 May 1955", "Dear Comrade Lind!", "To: Lind", "# A heading", "CAPITAL HEADING", "Comrade Lind: yes.",
    "Moe: no.", "Comrade Lind: no.", "1. one\n2. two", "- one\n- two", "a) one", "b) two", "> quoted [our] words", "With greetings,",
    "N. Lind", "P.S. More.", "[1] The note.", "\\* Starred.", "[signature]", "Distribution: A, B", "[Enclosure]",
    "| A | B |\n|---|---|\n| c | d |", "***", "S p a c e d   H e a d", "[Translator's note: illegible handwriting in the margin]",
    "(a) x", "Agenda:", "[stamp: X] [Note: it is red]", "The board met at noon and spoke at length of the new lamp and of the",
    "pilot, who was late and said so to all who would hear him on that day in the harbour.",
]  # fmt: skip

blocks = st.one_of(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join),
    st.sampled_from(BLOCKS),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(blocks, min_size=1, max_size=9).map("\n\n".join))
def test_generated_records_come_back(text):
    tree = encode(read_record(HEADER + text, name="record-1017.md"))
    again = encode(read_record(write_record(tree), name="record-1017.md"))
    assert tei_bytes(again) == tei_bytes(tree)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab ._*#>-+1)(|&<~`\\\t\xa0é{}=:", min_size=1, max_size=40))
def test_any_characters_come_back(words):
    text = "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|<>~&=:" else c for c in words)
    tree = encode(read_record(f"{HEADER}He wrote {text} then.", name="record-1017.md"))
    again = encode(read_record(write_record(tree), name="record-1017.md"))
    assert tei_bytes(again) == tei_bytes(tree)


def test_seed_comes_back(seed):
    tree = encode(read_record(seed))
    record = write_record(tree)
    assert "[Translator's note: the following words were typed above" in record
    assert "rubber [inserted above the line by hand: which will be better" in record
    assert tei_bytes(encode(read_record(record, name="x.md"))) == tei_bytes(tree)


def test_leiden_comes_back():
    leiden = load_conventions("leiden")
    text = "To the ge[ne]ral D(is) ⟨and⟩ [..] {the} \\(plain\\) `added´ ⟦old⟧ men."
    tree = encode(read_record(HEADER + text, name="record-1017.md", conventions=leiden))
    record = write_record(tree, conventions=leiden)
    again = encode(read_record(record, name="record-1017.md", conventions=leiden))
    assert tei_bytes(again) == tei_bytes(tree)


def test_what_no_record_says_is_refused_with_its_place():
    tree = encode(read_record(HEADER + "He came.", name="record-1017.md"))
    paragraph = tree.getroot().find(".//{*}body//{*}p")
    etree.SubElement(paragraph, "{http://www.tei-c.org/ns/1.0}add", rend="upside-down").text = "x"
    with pytest.raises(EditionError) as caught:
        write_record(tree, name="a.xml")
    (found,) = caught.value.diagnostics
    assert found.code == "R041"
    assert "He came." in found.line


def test_the_command_writes_records(tmp_path, seed):
    runner = CliRunner()
    tei, record, again = tmp_path / "a.xml", tmp_path / "a.md", tmp_path / "b.xml"
    assert runner.invoke(app, ["convert", str(seed), "-o", str(tei)]).exit_code == 0
    assert runner.invoke(app, ["record", str(tei), "-o", str(record)]).exit_code == 0
    assert runner.invoke(app, ["convert", str(record), "-o", str(again)]).exit_code == 0
    assert again.read_bytes() == tei.read_bytes()
    tei.write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/></TEI>')
    refused = runner.invoke(app, ["record", str(tei)])
    assert refused.exit_code == 1
    assert "R041" in refused.output


def test_revisions_are_kept_with_their_day(monkeypatch, tmp_path):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    tree = encode(
        read_record(HEADER + "It is cold and\n\nthen [Ed.: x] warm.", name="record-1017.md")
    )
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    record = write_record(tree)
    assert "2001-09-09: Encoded from record-1017.md" in record
    assert tei_bytes(encode(read_record(record, name="y.md"))) == tei_bytes(tree)


@pytest.mark.usefixtures("untraced")
def test_random_records_of_many_blocks_come_back():
    for number in range(15):
        chosen = random.Random(number)
        text = "\n\n".join(
            chosen.choice(BLOCKS)
            if chosen.random() < 0.5
            else " ".join(chosen.sample(SENTENCES, 3))
            for _ in range(12)
        )
        tree = encode(read_record(HEADER + text, name="record-1017.md"))
        assert tei_bytes(
            encode(read_record(write_record(tree), name="record-1017.md"))
        ) == tei_bytes(tree)


@pytest.mark.parametrize(
    ("words", "attributes"),
    [
        ("by hand", {}),
        ("in blue pencil", {"medium": "blue-pencil"}),
        ("in Anna Lind's hand in ink", {"n": "Anna Lind", "scribe": "Anna_Lind", "medium": "ink"}),
        ("in O'Lind's hand", {"n": "O'Lind", "scribe": "O_Lind"}),
        ("in a second hand", {"n": "second"}),
    ],
)
def test_a_hand_comes_back_from_its_attributes_not_from_its_description(words, attributes):
    source = f"{HEADER}We [added {words}: all] agree.\n"
    tree = encode(read_record(source, name="hands.md"))
    (note,) = tree.iter("{*}handNote")
    said = {str(key): value for key, value in note.attrib.items() if "}" not in str(key)}
    assert said == {"scope": "minor", **attributes}
    assert validate(tree) == []
    assert hands_of(tree.getroot()) == hands_of(_without_description(tree))
    again = encode(read_record(write_record(tree), name="hands.md"))
    assert tei_bytes(again) == tei_bytes(tree)


def _without_description(tree):
    root = etree.fromstring(etree.tostring(tree))
    for note in root.iter("{*}handNote"):
        note.text = "x"
    return root
