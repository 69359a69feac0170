"""What stands above the text of a document of any format: its title, its date, its labels."""

from __future__ import annotations

import pytest

from tei_edition.document.draft import DraftBlock, FootNote, Run
from tei_edition.read.front import date_of, front_of, line_of


def block(line):
    """The block that a line stands for: "# " a heading, "**" bold words, "|" a row of a table, else a paragraph."""
    if line.startswith("| "):
        rows = [
            DraftBlock("row", blocks=tuple(DraftBlock("cell", blocks=(block(c.strip()),)) for c in row.split("|")))
            for row in line[2:].split(" // ")
        ]  # fmt: skip
        return DraftBlock("table", blocks=tuple(rows))
    if line.startswith("# "):
        return DraftBlock("heading", (Run(line[2:]),), level=1)
    if line.startswith("**"):
        return DraftBlock("paragraph", (Run(line.strip("*"), ("strong",)),))
    return DraftBlock("paragraph", (Run(line),) if line else ())


def read(*lines, title=""):
    front = front_of([block(line) for line in lines], title)
    fields = [(label, " / ".join(map(line_of, blocks))) for label, blocks in front.fields]
    return front.title, fields, [line_of(b) or b.kind for b in front.blocks]


LONG = "On lamps. " * 16


@pytest.mark.parametrize(
    ("lines", "title", "fields", "text"),
    [
        (["# On lamps", "One."], "On lamps", [], ["One."]),
        (["# 3 May 1955", "# On lamps", "One."], "On lamps", [("Date", "3 May 1955")], ["One."]),
        (["# On lamps", "# May 3, 1955", "One."], "On lamps", [("Date", "May 3, 1955")], ["One."]),
        (["3 May 1955", "# On lamps", "One."], "On lamps", [("Date", "3 May 1955")], ["One."]),
        (["3 May 1955", "One."], "", [], ["3 May 1955", "One."]),
        (["# On lamps", "# One", "Two."], "On lamps", [], ["One", "Two."]),
        (["# 1955", "# 1956", "One."], "1956", [("Date", "1955")], ["One."]),
        (["# On lamps"], "On lamps", [], ["On lamps"]),  # a heading alone is the text
        (["# Summary:", "One."], "", [], ["Summary:", "One."]),
        (["One.", "# On lamps", "Two."], "", [], ["One.", "On lamps", "Two."]),
        # bold words above the text
        (["**On lamps", "One."], "On lamps", [], ["One."]),
        (["**On lamps"], "", [], ["On lamps"]),
        (["**Dear Ana,", "One."], "", [], ["Dear Ana,", "One."]),
        (["**3 May 1955", "One."], "", [], ["3 May 1955", "One."]),
        ([f"**{LONG}", "One."], "", [], [LONG.strip(), "One."]),
        (["One.", "**On lamps", "Two."], "", [], ["One.", "On lamps", "Two."]),
        # a table of labels
        (["# On lamps", "| Date | 1955 // Berth: | 4", "One."], "On lamps", [("Date", "1955"), ("Berth", "4")], ["One."]),
        (["| Date | 1955", "# On lamps", "One."], "On lamps", [("Date", "1955")], ["One."]),
        (["| Berth | 4 // Boat | Dana", "One."], "", [], ["table", "One."]),
        (["| Date | 1955 | x", "One."], "", [], ["table", "One."]),
        (["| Date | 1955 // | none", "One."], "", [], ["table", "One."]),
        ([f"| Date | 1955 // {'x' * 41} | 1", "One."], "", [], ["table", "One."]),
        ([f"| Date | 1955 // {'x' * 40} | ", "One."], "", [("Date", "1955"), ("x" * 40, "")], ["One."]),
    ],
)  # fmt: skip
def test_title_date_and_labels_stand_above_the_text(lines, title, fields, text):
    assert read(*lines) == (title, fields, text)


def test_labels_that_stand_alone_have_the_paragraph_below_them():
    lines = ["# On lamps", "**Rights:", "Free.", "Ribe", "One."]
    assert read(*lines) == ("On lamps", [("Rights", "Free.")], ["Ribe", "One."])
    lines[1] = "# Rights:"
    assert read(*lines) == ("On lamps", [("Rights", "Free.")], ["Ribe", "One."])
    assert read("# On lamps", "Rights:", "Free.", "One.")[1] == []
    assert read("# On lamps", "**Berth", "Four.", "One.")[1] == []
    assert read("# On lamps", "**Rights:", "| a | b", "One.")[1] == []


def test_a_title_that_is_known_is_not_looked_for():
    assert read("# On lamps", "One.", title="A letter") == ("A letter", [], ["On lamps", "One."])
    assert read("**On lamps", "One.", title="A letter")[2] == ["On lamps", "One."]


def test_a_text_with_labels_of_its_own_is_a_record_already():
    blocks = [block(b) for b in ("# 3 May 1955", "# A letter", "# Citation:", "RGANI", "# Rights:", "Free.", "Dear all")]  # fmt: skip
    front = front_of(blocks)
    assert (front.is_whole, front.title, front.blocks) == (True, "A letter", tuple(blocks))
    known = front_of(blocks, "On lamps")
    assert (known.title, line_of(known.blocks[0]), len(known.blocks)) == ("On lamps", "On lamps", 8)


def test_a_block_that_holds_a_note_is_no_line():
    noted = DraftBlock("heading", (Run("On lamps"), FootNote(())), level=1)
    assert line_of(noted) == ""
    assert front_of([noted, block("One.")]).title == ""


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("3 May 1955", "3 May 1955"),
        ("Ribe, 3 May 1955", "3 May 1955"),
        ("[circa 1955]", "[circa 1955]"),
        ("1955-05-03", "1955-05-03"),
        ("3.5.1955", "3.5.1955"),
        ("Monday, May 3rd, 1955.", "Monday, May 3rd, 1955."),
        ("The lamps of 1955", ""),
        ("Ribe, on the quay", ""),
        ("R, 3 May 1955", ""),
    ],
)
def test_a_date_may_stand_behind_a_place(words, date):
    assert date_of(words) == date
