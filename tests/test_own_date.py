"""Dates that the header lacks and the text says: which becomes the document's, and how sure it is."""

from __future__ import annotations

import pytest
from lxml import etree

from tei_edition import encode, read_record, validate
from tei_edition.publish.catalog import entry_of_tree
from tei_edition.understand.words.lines import is_dateline
from tei_edition.write.record import write_record

NS = {"t": "http://www.tei-c.org/ns/1.0"}
TEXT = "Dear Ana,\n\nIt is cold here, and nobody has heard of the others since spring.\n\nYours,\n\nTom Lind"


def text_of(tree: etree._ElementTree) -> str:
    return " ".join("".join(tree.find("t:text", NS).itertext()).split())


@pytest.mark.parametrize(
    ("record", "when", "cert"),
    [
        (f"# Letter to Ana\n\nHamburg, 4 June 1921\n\n{TEXT}", "1921-06-04", "high"),
        (f"# Letter to Ana\n\n4 June 1921\n\n{TEXT}", "1921-06-04", "high"),
        (f"Letter to Ana\n\n4 June 1921\n\n{TEXT}", "1921-06-04", "high"),
        (f"**Title:** Letter to Ana\n\nKiel, 4 June 1921\n\n{TEXT}", "1921-06-04", "high"),
        (f"# Letter to Ana\n\n{TEXT}\n\nHamburg, 4 June 1921", "1921-06-04", "medium"),
        (f"# Letter to Ana\n\nCalendar: Julian\n\nCitation: My papers\n\nRiga, 8 September 1905\n\n{TEXT}", "1905-09-21", "high"),
    ],
)  # fmt: skip
def test_the_only_dateline_dates_the_document(record: str, when: str, cert: str) -> None:
    read = read_record(record)
    tree = encode(read)
    date = tree.find(".//t:creation/t:date", NS)
    assert (date.get("when"), date.get("cert"), date.get("resp")) == (when, cert, "#tei-edition")
    assert date.text in text_of(tree)
    assert entry_of_tree(tree).date == when
    assert not list(validate(tree))
    (missing,) = [d for d in read.diagnostics if d.code == "R007"]
    assert f"write “**Date:** {date.text}”" in (missing.hint or "")
    again = encode(read_record(write_record(tree)))
    assert etree.tostring(again.find(".//t:creation", NS)) == etree.tostring(date.getparent())
    assert text_of(again) == text_of(tree)


@pytest.mark.parametrize(
    "record",
    [
        f"# Letter to Ana\n\nHamburg, June 1921\n\n{TEXT}",
        f"# Letter to Ana\n\nSent: Hamburg, 4 June 1921\n\nKiel, 5 June 1921\n\nLyon, 6 June 1921\n\n{TEXT}",
        "# A report\n\nOn 4 June 1921 they left.\n\nIt was cold.",
    ],
)
def test_other_dates_do_not(record: str) -> None:
    read = read_record(record)
    assert read.header.date is None
    (missing,) = [d for d in read.diagnostics if d.code == "R007"]
    assert missing.hint == "to add the date, write “**Date:** …” below the title"


@pytest.mark.parametrize("line", ["**Date:** 4 June 1921", "Date: 4 June 1921"])
def test_what_the_header_says_is_sure(line: str) -> None:
    read = read_record(f"# Letter to Ana\n\n{line}\n\nHamburg, 5 June 1921\n\n{TEXT}")
    assert read.header.date
    assert (read.header.date.start, read.header.date.inferred) == ("1921-06-04", "")
    assert "Date: 4 June" not in text_of(encode(read))


def test_lines_of_a_memorandum_stay_in_the_text() -> None:
    read = read_record("# On rope\n\nDate: 4 June 1921\n\nTo: Ana Berg\n\nFrom: Tom Lind\n\nThere is no more rope.")  # fmt: skip
    assert read.header.date
    assert read.header.date.inferred == "high"
    assert "Date: 4 June 1921" in text_of(encode(read))


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("St. Petersburg, 8/21 September 1905", True),
        ("Sault Ste. Marie, May 3, 1905.", True),
        ("Mt. Vernon, N.Y., 3 May 1905", True),
        ("Ft. Worth 3 May 1905", True),
        ("New York, September 8, 1905", True),
        ("Rio de Janeiro, the 3rd May 1905", True),
        ("Washington, D.C. May 8, 1905", True),
        ("The Hague, 3 May 1905", True),
        ("The Board, 3 May 1905", False),
        ("Captain Berg, 3 May 1905", False),
        ("New rope came on 3 May 1905", False),
        ("New York", False),
    ],
)
def test_datelines_with_places_of_several_words(line: str, is_one: bool) -> None:
    assert is_dateline(line) is is_one
