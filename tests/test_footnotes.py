"""Footnotes in the many ways that editors, word processors and converters write them."""

from __future__ import annotations

import time

import pytest
from conftest import HEADER

from tei_edition import encode, encode_valid, read_record, tei_bytes
from tei_edition.write.record import write_record

NS = {"t": "http://www.tei-c.org/ns/1.0"}


def root_of(text: str):
    return encode_valid(read_record(HEADER + text, name="notes.md")).getroot()


def notes_in(text: str) -> list[str]:
    return [
        f"{note.get('n')} {' '.join(''.join(note.itertext()).split())}"
        for note in root_of(text).iterfind(".//t:note[@type='footnote']", NS)
    ]


def codes(text: str) -> list[str]:
    return [d.code for d in read_record(HEADER + text).diagnostics]


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("A lamp.[[1]](#_ftn1) So.[[2]](#_ftn2)\n\n[[1]](#_ftnref1) Of tin.\n\n[[2]](#_ftnref2) Ibid.", ["1 Of tin.", "2 Ibid."]),
        ("A lamp.[1](#f1)\n\n[1](#r1) Of tin.", ["1 Of tin."]),
        ("A lamp.\\[1\\]\n\n\\[1\\] Of tin.", ["1 Of tin."]),
        ("A lamp.[\\[1\\]](#_ftn1)\n\n[\\[1\\]](#_ftnref1) Of tin.", ["1 Of tin."]),
        ("It was so. [1]Moe asked for oil.\n\n[1] In May.", ["1 In May."]),
        ("He rowed with HOLM1 and Moe.\n\n[1] A pilot.", ["1 A pilot."]),
        ("A note of HOLM[i] and Moe.[ii]\n\nComments: [i] HOLM: a pilot\n[ii] not known", ["i HOLM: a pilot", "ii not known"]),
        ("He[1] came[2] late.\n\n[1] A pilot\nof Ribe.\n[2] By boat.", ["1 A pilot of Ribe.", "2 By boat."]),
        ("[^a]: Early.\n\nThe lamp[^a] is out.", ["a Early."]),
        ("The lamp [1] is out.\n\n1 In May.\n\n2 By boat.\n\nHe left. [2]", ["1 In May.", "2 By boat."]),
    ],
)  # fmt: skip
def test_marks_and_notes_are_found_however_they_are_written(text, notes):
    assert notes_in(text) == notes
    assert not {"R021", "R023", "R027", "R029", "R033", "R035"} & set(codes(text))


def test_the_heading_of_notes_stays():
    (heading,) = [p for p in root_of("HOLM[i] came.\n\nComments: [i] A pilot.").iterfind(".//t:p", NS) if p.text == "Comments:"]  # fmt: skip
    assert len(heading) == 0


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("Oats[^n] and rye[^n].\n\n[^n]: Dear.", ["n Dear.", "n Dear."]),
        ("Oats[1] and rye.\n\nMore rye[1].\n\n[1] Dear.", ["1 Dear.", "1 Dear."]),
        ("Oats\\* and rye\\*.\n\n\\* Dear.", ["* Dear.", "* Dear."]),
        ("a | b\n--|--\noats† | rye†\n\n† Dear.", ["† Dear.", "† Dear."]),
        ("Oats[a] and boat[a].\n\n[a] Dear.", ["a Dear."]),  # a letter may be one that a word lacks
    ],
)
def test_a_note_that_is_cited_twice_stands_twice(text, notes):
    assert notes_in(text) == notes


def test_what_a_note_cited_twice_says_is_read_and_reported_once():
    text = "Oats[^n] and rye[^n].\n\n[^n]: By Lind [zorp qux, vlim]."
    record = read_record(HEADER + text)
    assert len(record.remarks) == 1
    assert len({(d.code, d.position) for d in record.diagnostics}) == len(record.diagnostics)
    written = write_record(encode(record))
    assert written.count("[^n]:") == 1


def test_a_name_of_a_note_is_never_a_remark():
    text = "Oats[^1], rye [^ab] and hay[^c] came.\n\n[^d]: Nobody."
    root = root_of(text)
    assert "".join(root.find(".//t:body", NS).itertext()).split() == text.split()
    assert codes(text).count("R029") == 3
    assert codes(text).count("R027") == 1


def test_a_note_of_several_paragraphs():
    text = "The lamp[^a] is out.\n\n[^a]: Of tin.\n\n    And *old*.\n\nHe left."
    root = root_of(text)
    note = root.find(".//t:note[@type='footnote']", NS)
    assert ["".join(p.itertext()) for p in note] == ["Of tin.", "And old."]
    assert root.findall(".//t:body//t:p", NS)[-1].text == "He left."
    tree = encode(read_record(HEADER + text, name="x.md"))
    assert tei_bytes(encode(read_record(write_record(tree), name="x.md"))) == tei_bytes(tree)


@pytest.mark.parametrize(
    "text",
    [
        "He rowed in B52 and U21.\n\n[52] A pilot.",  # too short for a word with a mark
        "In 1947 he came at 4,500.\n\n[47] A pilot.",
        "Holm1 came, and Lind.[1]\n\n[1] A pilot.\n\n[2] Then.",
    ],
)
def test_figures_are_no_marks_by_chance(text):
    assert len(notes_in(text)) == text.count("Lind.[1]")


@pytest.mark.usefixtures("untraced")
def test_many_marks_in_one_paragraph_take_linear_time():
    def seconds(count: int) -> float:
        marks = " ".join(f"word[^{n}]" for n in range(count))
        notes = "\n\n".join(f"[^{n}]: Note." for n in range(count))
        start = time.process_time()
        read_record(f"{HEADER}{marks}\n\n{notes}")
        return time.process_time() - start

    assert seconds(3200) < 12 * max(seconds(800), 0.02)


@pytest.mark.parametrize(
    ("text", "tei"),
    [
        ("See [the list][1] here.\n\n[1]: https://example.org/x", '<ref target="https://example.org/x">the list</ref>'),
        ("See [lists][].\n\n[lists]: https://example.org/x", '<ref target="https://example.org/x">lists</ref>'),
        ("The box `co[de]` came.", "The box co[de] came."),
        ("He came.<!-- [sic] ask -->\n\nThen.", "<p>He came.</p>"),
        ("See ![a boat](boat.png) there.", "See a boat there."),
    ],
)  # fmt: skip
def test_markdown_that_looks_like_remarks(text, tei):
    record = read_record(HEADER + text)
    assert tei in tei_bytes(encode_valid(record)).decode()
    assert record.remarks == ()
    lines = [p.text for p in encode(record).iterfind(".//t:body//t:p", NS)]
    assert not any(line and "example.org" in line for line in lines)


def test_an_address_that_no_link_names_stays_text():
    root = root_of("See the list.\n\n[1]: https://example.org/x")
    assert "https://example.org/x" in "".join(root.find(".//t:body", NS).itertext())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He came.<!-- ask -->", 1),
        ("He came.<!-- ask\n\nhim -->", 1),
        ("See ![a boat](boat.png).", 1),
        ("*" * 60 + "lamp" + "*" * 60, 1),
        ("*lamp* and **oil** \\<!-- here", 0),
    ],
)
def test_what_markdown_has_and_an_edition_has_not_is_reported(text, count):
    assert codes(text).count("R037") == count
