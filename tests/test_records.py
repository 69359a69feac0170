"""Whole records of each kind, beside the TEI that they become: letter, cable, memorandum, minutes, notes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import HEADER

from tei_edition import encode, encode_valid, read_record, tei_bytes, validate
from tei_edition.check.ledger import Kind, keep_ledger
from tei_edition.write.record import write_record

FOLDER = Path(__file__).with_name("records")
RECORDS = sorted(FOLDER.glob("*.md"))
NS = {"t": "http://www.tei-c.org/ns/1.0"}


def tree_of(name: str):
    return encode(read_record(FOLDER / f"{name}.md")).getroot()


def words(element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_record_becomes_the_tei_beside_it(path):
    tree = encode(read_record(path))
    assert validate(tree) == []
    assert tei_bytes(tree).decode() == path.with_suffix(".xml").read_text("utf-8")


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_ledger_balances_and_counts_every_character(path):
    record = read_record(path)
    ledger = keep_ledger(record, encode(record))
    assert ledger.balances
    assert sum(ledger.counts().values()) == len(record.source.text)
    assert ledger.counts()[Kind.TEXT] > 100


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_there_and_back(path):
    tree = encode(read_record(path))
    written = write_record(tree)
    again = encode(read_record(written, name=f"{path.stem}.md"))
    assert tei_bytes(again) == tei_bytes(tree)


def test_letter():
    root = tree_of("letter")
    assert [e.get("type") for e in root.iterfind(".//t:div", NS)] == [
        "record",
        "document",
        "enclosure",
    ]
    assert [words(e) for e in root.iterfind(".//t:salute", NS)] == [
        "Dear Comrade Lind!",
        "With communist greetings,",
    ]
    assert root.find(".//t:dateline/t:date", NS).get("when") == "1961-08-01"
    assert len(root.findall(".//t:signed", NS)) == 3
    assert words(root.find(".//t:postscript", NS)) == "P.S. I will arrive on the 3rd."
    assert root.find(".//t:list[@type='distribution']/t:head", NS).text == "Distribution:"
    sent, received = root.iterfind(".//t:correspAction", NS)
    assert (words(sent[0]), words(received[0])) == ("Ole Berg", "Ana Lind")
    assert sent.get("resp") == "#tei-edition"


def test_cable():
    root = tree_of("cable")
    kinds = [e.get("type") for e in root.iterfind(".//t:seg", NS)]
    assert kinds == ["number", "classification", "from", "to", "date", "subject", "precedence"]
    assert root.find(".//t:correspAction[@type='sent']/t:name", NS).text == "Oslo"
    assert root.find(".//t:correspAction", NS).get("cert") is None
    assert [words(e) for e in root.iterfind(".//t:list[@type='distribution']/t:item", NS)] == [
        "Com. Berg,",
        "Com. Holm",
    ]


def test_a_list_of_one_item_with_a_head_keeps_both():
    text = "Agenda:\n\n2. The dredger\n\nThe board met in the harbour office, where it was cold."
    tree = encode_valid(read_record(HEADER + text, name="x.md"))
    assert tree.getroot().find(".//t:list[@type='agenda']/t:head", NS).text == "Agenda:"


def test_minutes():
    root = tree_of("minutes")
    assert [words(e) for e in root.iterfind(".//t:speaker", NS)] == [
        "A.B. LIND:", "OLE BERG:", "A.B. LIND:", "JO LI.—"
    ]  # fmt: skip
    assert root.find(".//t:head/t:hi[@rend='spaced']", NS).text == "Top Secret"
    assert root.find(".//t:list[@type='agenda']/t:head", NS).text == "Agenda:"
    assert [words(e) for e in root.iterfind(".//t:stage", NS)] == ["Laughter.", "nods"]


def test_memorandum():
    root = tree_of("memorandum")
    assert [e.get("type") for e in root.iterfind(".//t:opener/t:seg", NS)] == [
        "classification", "to", "from", "subject"
    ]  # fmt: skip
    assert [words(e) for e in root.iterfind(".//t:lg/t:l", NS)] == [
        "The lamp is out,",
        "the sea is loud.",
    ]
    assert root.find(".//t:repository", NS).text == "Foreign Ministry Archives"
    assert root.find(".//t:locus", NS).get("to") == "15"
    note = root.find(".//t:notesStmt/t:note[@n='Date of receipt']", NS)
    assert note.text == "5 May 1955"
    kept = [n.text for n in root.iterfind(".//t:notesStmt/t:note[@type='field']", NS)]
    assert "Norwegian; Klingon" in kept


def test_notes_of_every_kind():
    root = tree_of("notes")
    notes = root.findall(".//t:body//t:note[@type='footnote']", NS)
    assert [(n.get("n"), n.get("place")) for n in notes] == [
        ("a", "end"), ("2", "end"), ("*", "bottom"), ("1", "end")
    ]  # fmt: skip
    over = root.find(".//t:note[@type='translator']", NS)
    assert [p.text for p in over] == ["this runs", "over two paragraphs."]


def test_editions_of_every_record():
    import pypdfium2

    from tei_edition import render_html, render_pdf

    for path in RECORDS:
        tree = encode(read_record(path))
        page = render_html(tree)
        document = pypdfium2.PdfDocument(render_pdf(tree))
        printed = "".join(p.get_textpage().get_text_range() for p in document)
        assert "tei_edition</dd>" not in page
        assert "Automatic inference" not in printed


def test_editors_notes_are_roman_where_the_document_has_numbers():
    import pypdfium2

    from tei_edition import render_html, render_pdf

    tree = encode(read_record(FOLDER / "memorandum.md"))
    page = render_html(tree)
    assert 'data-sign="1"' in page
    assert 'data-sign="i"' in page
    document = pypdfium2.PdfDocument(render_pdf(tree))
    printed = "".join(p.get_textpage().get_text_range() for p in document)
    assert "See photo ⟨photograph of the lamp⟩." in printed
    assert re.search(r"\bi\s*Editor’s note:", printed)


def notes_in(text: str) -> list[str]:
    return [
        f"{note.get('n')} {words(note)}"
        for note in encode(read_record(HEADER + text)).getroot().iterfind(".//t:note", NS)
        if note.get("type") == "footnote"
    ]


def test_notes_with_bare_numbers_belong_to_marks_in_brackets():
    series = "1 A pilot.\n\n2 A harbour.\n\n3 Nobody asks for it."
    assert notes_in(f"Lind [1] came to Moe. [2]\n\n{series}") == ["1 A pilot.", "2 A harbour."]
    assert notes_in(f"Lind [1] came to Moe. [4]\n\n{series}") == []  # whose is note 4?
    assert notes_in("Lind [1] came.\n\n2 boats came.\n\n1 A pilot.") == ["1 A pilot."]
    assert notes_in("1 boat came.\n\nLind [1] came.") == []


def test_a_number_behind_a_number_is_a_mark_where_a_note_waits_for_it():
    assert notes_in("Your cable No. 34 [1] came.\n\n[1] Of May.") == ["1 Of May."]
    assert notes_in("At 8 [1] p.m. Lind[1] came.\n\n[1] Of May.") == ["1 Of May."]
    root = encode(read_record(HEADER + "At 8 [9] p.m. Lind[1] came.\n\n[1] Of May.")).getroot()
    assert words(root.find(".//t:body//t:corr", NS)) == "9"


def test_brackets_written_as_text_are_no_marks_of_notes():
    assert notes_in("Lind\\[1\\] came to Moe[1].\n\n\\[1\\] A boat.\n\n[1] A pilot.") == [
        "1 A pilot."
    ]
    assert notes_in("Lind\\[1\\] came.\n\n[1] A pilot.") == []


def test_a_note_that_stands_twice_comes_back():
    tree = encode(
        read_record(HEADER + "\n\n".join(["See[1] it."] * 2 + ["[1] A pilot."] * 2), name="x.md")
    )
    assert tei_bytes(encode(read_record(write_record(tree), name="x.md"))) == tei_bytes(tree)


def test_lines_of_notes_stay_where_one_has_no_mark():
    root = encode(read_record(HEADER + "Lind[1] came.\n\n[1] A pilot.  \n[2] Nobody.")).getroot()
    text = "".join(root.find(".//t:body", NS).itertext())
    assert text.count("A pilot.") == 1
