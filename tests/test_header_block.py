"""Where the header block ends: labels in every style, and text that never becomes part of the header."""

from __future__ import annotations

import pytest

from tei_edition import encode_valid, read_record
from tei_edition.document.block import texts_of

TITLE = "## June 2, 1957\n\n### On rope\n\n"
TEXT = "The pilot left the harbour.\n\nHe came back.\n"


def words(record) -> str:
    return " ".join("".join(text.value for text in texts_of(record.blocks)).split())


def notes(record) -> list[tuple[str | None, str]]:
    found = encode_valid(record).xpath("//*[local-name()='note'][@type='field']")
    return [(note.get("n"), note.text) for note in found]


@pytest.mark.parametrize(
    "labels",
    [
        "#### Citation:\n\nRGANI, f. 5\n\n#### Rights:\n\nFree to use.\n\n",
        "**Citation:** RGANI, f. 5\n\n**Rights:** Free to use.\n\n",
        "**Citation**: RGANI, f. 5\n\n**Rights**: Free to use.\n\n",
        "**Citation:** RGANI, f. 5  \n**Rights:** Free to use.\n\n",
        "**Citation:** RGANI, f. 5\n**Rights:** Free to use.\n\n",
        "Citation: RGANI, f. 5\n\nRights: Free to use.\n\n",
        "Citation: RGANI, f. 5\nRights: Free to use.\n\n",
    ],
)
def test_labels_of_every_style_leave_the_text_alone(labels):
    record = read_record(TITLE + labels + TEXT)
    assert (record.header.citation, record.header.rights) == ("RGANI, f. 5", "Free to use.")
    assert words(record) == "The pilot left the harbour.He came back."
    assert notes(record) == []


@pytest.mark.parametrize(
    "labels",
    [
        "#### Citation:\n\nRGANI, f. 5\n\n#### Berth:\n\nPier 4\n\n#### Rights:\n\nFree to use.\n\n",
        "**Citation:** RGANI, f. 5\n\n**Berth:** Pier 4\n\n**Rights:** Free to use.\n\n",
        "Citation: RGANI, f. 5\n\nBerth: Pier 4\n\nRights: Free to use.\n\n",
    ],
)
def test_an_unknown_label_is_told_and_kept_by_its_name(labels):
    record = read_record(TITLE + labels + TEXT)
    assert record.header.citation == "RGANI, f. 5"
    (found,) = [said for said in record.diagnostics if said.code == "R006"]
    assert "“Berth”" in found.message
    assert notes(record) == [("Berth", "Pier 4")]


@pytest.mark.parametrize(
    "inner", ["**Summary:** We sail.", "#### Source:\n\nThe mayor.", "Source: the mayor."]
)
def test_a_label_far_below_is_text(inner):
    text = TEXT * 8 + inner + "\n\nThe end.\n"
    record = read_record(f"{TITLE}**Citation:** RGANI, f. 5\n\n{text}")
    assert words(record).startswith("The pilot left the harbour.")
    assert words(record).endswith("The end.")
    assert record.header.summary == ()


def test_a_label_given_again_behind_text_is_text():
    head = "#### Citation:\n\nRGANI, f. 5\n\n#### Summary:\n\nThey talk.\n\n"
    record = read_record(f"{TITLE}{head}He left.\n\n#### Summary:\n\nWe stay.\n")
    assert record.header.summary == ("They talk.",)
    assert words(record).startswith("He left.")


def test_lines_of_a_memorandum_are_no_labels_of_a_header():
    record = read_record(f"{TITLE}Date: June 2, 1957\n\nTo: the mayor\n\nThe pilot left.\n")
    assert "the mayor" in words(record)
    assert record.header.citation is None


def test_a_plain_line_above_the_title_is_its_date():
    record = read_record(f"June 2, 1957\n\n### On rope\n\nCitation: RGANI, f. 5\n\n{TEXT}")
    assert record.header.date.start == "1957-06-02"
    assert notes(record) == []
