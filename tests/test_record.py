"""Reading: headers, dates, citations, footnotes, page cuts, and what cannot be read."""

from __future__ import annotations

import re

import pytest
from conftest import HEADER
from hypothesis import given, settings
from hypothesis import strategies as st

from tei_edition import EditionError, encode, read_record, validate
from tei_edition.read.pagination import cut_certainty, is_likely_cut
from tei_edition.understand.header.citation import parse_credits
from tei_edition.understand.record import record_id
from tei_edition.understand.words.dates import parse_date


@pytest.mark.parametrize(
    ("text", "start", "end", "certain"),
    [
        ("October 31, 1997", "1997-10-31", "1997-10-31", True),
        ("1 August 1961", "1961-08-01", "1961-08-01", True),
        ("24-26 October 1962", "1962-10-24", "1962-10-26", True),
        ("October 24 - 26, 1962", "1962-10-24", "1962-10-26", True),
        ("December 1962 - January 1963", "1962-12", "1963-01", True),
        ("Spring 1949", "1949-03", "1949-05", True),
        ("[1963?]", "1963", "1963", False),
        ("Monday, 5 May 1950", "1950-05-05", "1950-05-05", True),
        ("undated", None, None, True),
        ("30 February 1962", None, None, True),
        ("31 May - 2 May 1962", None, None, True),
    ],
)
def test_dates(text, start, end, certain):
    date = parse_date(text)
    assert (date.start, date.end, date.certain) == (start, end, certain)


def test_one_person_with_three_roles():
    persons = parse_credits("Contributed, transcribed, and translated by James G. Hershberg")
    assert [p.role for p in persons] == ["contributor", "transcriber", "translator"]


@pytest.mark.parametrize(
    ("before", "after", "certainty"),
    [
        ("He told the board of the harbour at some length and in the end with", "The pilot agreed.", "medium"),
        ("He told the board of the harbour at some length what he thought of the", "pilot.", "medium"),
        ("He told the board of the harbour at some length what he thought of Mr.", "Lind.", "medium"),
        ("He told the board of the harbour at some length what he thought of it.", "The pilot.", None),
        ("The minutes were taken by A. Lind", "pilot of the harbour", None),
        ("A remark [that opens here", "and closes] here.", "medium"),
        ("He told the board of the harbour at some length what he thought of it:", "a) nothing", None),
        (
            "He told the board of the harbour at some length what he thought of the man Berg",
            "Lind then told the board that she thought of him what she had always thought",
            None,
        ),
        ("He told the board of the harbour at some length what he thought of the lamp,", "which was old.", "medium"),
        ("He told the board of the harbour at some length what he thought of the lamp,", "Lind was not there.", None),
        ("Regretting that the lamp of the old harbour was not lit in the last winter,", "noting that oil is dear,", None),
        ("He spoke of the", "lamp.", "medium"),
        ("Talk with the", "Harbour Board", None),
        ("They voted for Mr.", "Lind of Moss.", "medium"),
        ("To Mr.", "Lind", None),
    ],
)  # fmt: skip
def test_page_cuts(before, after, certainty):
    assert cut_certainty(before, after) == certainty


@pytest.mark.parametrize(
    ("before", "after", "is_likely"),
    [
        ("He told the board of the harbour at some length what he thought of the man Berg",
         "Lind then told the board that she thought of him what she had always thought", True),
        ("He told the board of the harbour at some length what he thought of old N.", "S. Lind of Ribe.", True),
        ("He told the board of the harbour at some length what he thought of it.", "Lind was not there.", False),
        ("Song of the Head of the Choir on the Sale of the Ferry and the Coming of the Captain",
         "We say no to the sale of the ferry, and we shall not rest until it is ours.", False),
        ("He told the board of the harbour at some length what he thought of Berg", "Lind", False),
    ],
)  # fmt: skip
def test_cuts_that_are_only_likely(before, after, is_likely):
    assert is_likely_cut(before, after) == is_likely


def test_marks_behind_numbers_go_to_a_series_that_is_all_about_them():
    text = "See our No. 631 [1] and No. 4 [2].\n\n1 Not printed.\n\n2 See there."
    tree = encode(read_record(HEADER + text))
    notes = tree.getroot().findall(".//{*}body//{*}note")
    assert [(note.get("n"), note.get("type")) for note in notes] == [
        ("1", "footnote"),
        ("2", "footnote"),
    ]
    lone = encode(read_record(HEADER + "He came at 8 [11] p.m.\n\n11 pilots left."))
    assert lone.getroot().find(".//{*}body//{*}corr").text == "11"


def test_notes_go_to_marks_that_are_letters():
    text = "See my Nos. 136 [a] and the list[b].\n\n[a] Not found.\n\n[b] Lost."
    tree = encode(read_record(HEADER + text))
    notes = tree.getroot().findall(".//{*}body//{*}note")
    assert [(note.get("n"), note.text) for note in notes] == [("a", "Not found."), ("b", "Lost.")]
    labels = read_record(HEADER + "[b] Then he left.\n\n[c] She too, in boat[s].")
    assert not {"R027", "R029"} & {d.code for d in labels.diagnostics}


@pytest.mark.parametrize(
    ("marks", "counted"),
    [
        ("[1]***", ["1", "***"]),
        (" [1]†", ["1", "†"]),
        ("[1][2]", ["1", "2"]),
        ("[1]† then.", ["1", "†"]),
    ],
)
def test_notes_whose_marks_stand_side_by_side_are_all_kept(marks, counted):
    notes = {"1": "[1] One", "2": "[2] Two", "†": "† Dagger", "***": "*** Stars"}
    text = "He came," + marks + "\n\n" + "\n\n".join(notes[n] for n in counted[::-1])
    root = encode(read_record(HEADER + text)).getroot()
    assert [note.get("n") for note in root.iter("{*}note") if note.get("n")] == counted


def test_notes_are_counted_in_roman_numerals():
    text = "To Lind,[i] Moe[ii] and Holm[iii].\n\nHe left.[iv]\n\n" + "\n\n".join(
        f"[{number}] Note {number}." for number in ("i", "ii", "iii", "iv")
    )
    record = read_record(HEADER + text)
    notes = encode(record).getroot().findall(".//{*}body//{*}note")
    assert [(note.get("n"), note.text) for note in notes] == [
        (number, f"Note {number}.") for number in ("i", "ii", "iii", "iv")
    ]
    assert record.remarks == ()


MARKDOWN = """Intro with *italics*, **bold**, ~~struck~~, H<sub>2</sub>O and <https://example.org>.

1. First
2. Second

   more of it

- a bullet

> A quotation.

| Ship | Day |
|---|---|
| Fulmar | [3] May |

***

## A heading

Its text.

## Another
"""


def test_all_of_markdown_has_its_place():
    tree = encode(read_record(HEADER + MARKDOWN))
    assert validate(tree) == []
    names = {child.tag.split("}")[1] for child in tree.getroot().find(".//{*}body/{*}div")}
    assert names == {"p", "list", "quote", "table", "milestone", "div"}


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (b"## Title\n\nb\xffd", "R001", "3:2"),
        (b"", "R002", "1:1"),
        (b" \n", "R002", "1:1"),
        (b"Only text.", "R003", "1:1"),
        (b"## A title\n", "R004", "1:11"),
        (b"## T\n\n" + b"> " * 300 + b"deep", "R031", "3:1"),
    ],
)
def test_what_cannot_be_read_is_said(data, code, place):
    with pytest.raises(EditionError) as caught:
        read_record(data, name="bad.md")
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.code, str(diagnostic.position)) == (code, place)
    assert str(diagnostic).startswith(f"bad.md:{place}: error {code}: ")


def test_files_that_are_not_there(tmp_path):
    for path, code in ((tmp_path / "no.md", "I001"), (tmp_path, "I002")):
        with pytest.raises(EditionError) as caught:
            read_record(path)
        assert caught.value.diagnostics[0].code == code


def test_fields_missing_unknown_and_repeated():
    text = HEADER.replace("#### **Summary:**", "#### **Weather:**").replace(
        "#### **Original Language:**", "#### **Citation:**"
    )
    record = read_record(text + "The text.")
    assert {d.code for d in record.diagnostics} == {"R006", "R007", "R008"}
    notes = encode(record).getroot().findall(".//{*}notesStmt/{*}note")
    assert [note.get("n") for note in notes] == ["Weather", "Citation"]


def test_ids_are_safe():
    assert record_id("12", "x") == "record-12"
    assert record_id(None, "a/../Ünsafe name!.md") == "unsafe-name"
    assert record_id(None, "1962 letter.md") == "record-1962-letter"


PIECES = [*"abAB .,:;[]*_()?!\\|`~<>&#-+1\n\t'", "é", "同", "Я", "[sic]", "[a: b]", "\n\n"]
PIECES += ["[handwritten: ", "Translator's note: ", "illegible", "] ", "above the line"]
TEXT = st.lists(st.sampled_from(PIECES), max_size=80).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXT)
def test_nothing_is_lost(text):
    """Letters of the source are in the TEI; only labels and words that attributes say may go."""
    try:
        record = read_record(HEADER + "Start here. " + text + " end.", name="x.md")
    except EditionError:
        return
    tree = encode(record)
    assert validate(tree) == []
    found = sorted("".join(tree.getroot().find("{*}text").itertext()))
    for char in "é同ЯAB":
        assert found.count(char) >= text.count(char) - sum(char in r.words for r in record.remarks)
    plain = re.sub(r"\[.*\]", "", text, flags=re.DOTALL)
    assert found.count("é") >= plain.count("é")


WORDS = st.sampled_from(["harbour", "lamps", "Lind", "Ünder", "рыба", "don't", "x-ray", "1955"])
REMARKS = st.sampled_from(
    [
        ("[our]", "our"),
        ("[inserted by hand above the line: new ropes]", "new ropes"),
        ("[two words illegible]", ""),
        ("[crossed out: old ropes]", "old ropes"),
        ("[Translator's note: so it says]", "so it says"),
        (
            "[The whole of the page is in Dutch and so on]",
            "The whole of the page is in Dutch and so on",
        ),
        ("[*druzhba*]", "druzhba"),
        ("*in italics*", "in italics"),
        ("and\n\nthen", "and then"),
        ("ended.\n\nThen", "ended. Then"),
        ("array[0]", "array[0]"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(WORDS.map(lambda word: (word, word)), REMARKS), max_size=40))
def test_every_word_is_there_in_order(pieces):
    """What each piece of text leaves as words is known; together they are the words of the TEI."""
    text = "It began so " + " ".join(source for source, _ in pieces) + " to the end."
    tree = encode(read_record(HEADER + text))
    body = tree.getroot().find(".//{*}body")
    for element in body.iter("{*}note", "{*}p", "{*}corr"):
        element.text = " " + (element.text or "")
        element.tail = " " + (element.tail or "")
    found = "".join(body.itertext())
    wanted = "It began so " + " ".join(left for _, left in pieces) + " to the end."
    assert re.findall(r"[\w'-]+", found) == re.findall(r"[\w'-]+", wanted)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("iv) a\n\nv) b\n\nvi) c", [["iv)", "v)", "vi)"]]),
        ("IX. a\n\nX. b\n\nXI. c", [["IX.", "X.", "XI."]]),
        ("xl) a\n\nxli) b", [["xl)", "xli)"]]),
        ("iii) a\n\nv) b", []),
        ("ix) a\n\nXI) b", []),
        ("c) a\n\nd) b", [["c)", "d)"]]),
    ],
)
def test_what_follows_in_a_series_of_letters_or_roman_numerals_is_a_list(text, labels):
    root = encode(read_record(HEADER + text)).getroot()
    assert [[item.get("n") for item in found] for found in root.iter("{*}list")] == labels
