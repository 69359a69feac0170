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


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_note_that_nothing_cites_is_never_put_into_another(count):
    text = "The lamp is out.\n\n" + "[^1]: Of tin.\n\n" * count
    root = root_of(text)
    assert [p.text for p in root.findall(".//t:body//t:p", NS)[1:]] == ["[^1]: Of tin."] * count
    assert not notes_in(text)


def test_a_note_that_holds_a_note_is_not_taken_out_of_the_text():
    text = "[^2]: Of tin.\n\n[^1]: Old[^2].\n\nThe lamp[^1] is out."
    assert (
        "".join("".join(root_of(text).find(".//t:body", NS).itertext()).split()).count("tin") == 1
    )


def test_a_note_of_several_paragraphs():
    text = "The lamp[^a] is out.\n\n[^a]: Of tin.\n\n    And *old*.\n\nHe left."
    root = root_of(text)
    note = root.find(".//t:note[@type='footnote']", NS)
    assert ["".join(p.itertext()) for p in note] == ["Of tin.", "And old."]
    assert root.findall(".//t:body//t:p", NS)[-1].text == "He left."
    tree = encode(read_record(HEADER + text, name="x.md"))
    assert tei_bytes(encode(read_record(write_record(tree), name="x.md"))) == tei_bytes(tree)


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
