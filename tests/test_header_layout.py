"""Fields that the layout of a header block marks, and blocks that look like fields and are none."""

from __future__ import annotations

import pytest

from tei_edition.document.block import Entry, texts_of
from tei_edition.document.source import Source
from tei_edition.read.markdown import parse_blocks
from tei_edition.understand.header.entries import entries
from tei_edition.understand.remarks.rules import default_conventions

TABLES = default_conventions().tables


def read(text):
    """What *text* holds, in order: a field as "label = value", paragraphs of it parted by " / "; else the words of a block."""
    blocks, _ = parse_blocks(Source("a.md", text))
    return [_shown(block) for block in entries(blocks, TABLES)]


def _shown(block):
    if isinstance(block, Entry):
        return f"{block.label} = {' / '.join(_words((each,)) for each in block.blocks)}"
    return _words((block,))


def _words(blocks):
    return "".join(text.value for text in texts_of(blocks))


LONG = "What the keeper of the lamps of the harbour said to the board"
assert len(LONG) == 61


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        # tables
        ("| Date | 1962 |\n|--|--|\n| Source | RGANI |", ["Date = 1962", "Source = RGANI"]),
        ("| | |\n|--|--|\n| Date: | 1962 |\n| | |\n| Source: | RGANI |", ["Date = 1962", "Source = RGANI"]),
        ("| Date | *1962* | |\n|--|--|--|\n| Source | | |\n| Berth | 4 | |", ["Date = 1962", "Source = ", "Berth = 4"]),
        (f"| {LONG} | 1 |\n|--|--|\n| Date | 1962 |\n| Source | RGANI |", [f"{LONG} = 1", "Date = 1962", "Source = RGANI"]),
        # lists, quotations
        ("- Date: 1962\n- Source: RGANI: 5\n- *Berth*: four", ["Date = 1962", "Source = RGANI: 5", "Berth = four"]),
        ("- Date: 1962\n  Source: RGANI", ["Date = 1962", "Source = RGANI"]),
        ("> Date: 1962\n> Source: RGANI\n>\n> Berth: four", ["Date = 1962", "Source = RGANI", "Berth = four"]),
        # definition lists
        ("Date\n: 1962\n\nSource\n: RGANI\n: RGASPI", ["Date = 1962", "Source = RGANI; RGASPI"]),
        ("Date\n\n: 1962\n\nSource\n\n:   RGANI\n    and more", ["Date = 1962", "Source = RGANI and more"]),
        ("Date\n: 1962\nSource\n: RGANI", ["Date = 1962", "Source = RGANI"]),
        ("Berth\n: four\n\nSource:\n: *RGANI*, f. 5\n\nHe left.", ["Berth = four", "Source = RGANI, f. 5", "He left."]),
        ("Source\n:\tRGANI", ["Source = RGANI"]),
    ],
)  # fmt: skip
def test_fields_by_their_layout(text, fields):
    assert read(text) == fields


@pytest.mark.parametrize(
    "text",
    [
        "| Date | 1962 |\n|--|--|\n| Berth | four |",  # one known label
        "| Date | 1962 | a |\n|--|--|--|\n| Source | RGANI | b |",
        f"| Date | 1962 |\n|--|--|\n| Source | RGANI |\n| {LONG} | 1 |",
        "| Date | 1962 |\n|--|--|\n| Source | RGANI |\n| | no label |",
        "- Date: 1962\n- Berth: four",
        "- Date: 1962\n- Source: RGANI\n- He left.",
        "1. Date: 1962\n2. Source: RGANI",
        f"- Date: 1962\n- Source: RGANI\n- {LONG}: 1",
        "> Date: 1962\n> Source: RGANI\n>\n> - one",
        "Berth\n: four\n\nSchooner\n: Dana",
        f"{LONG}\n: 1\n\nDate\n: 1962",
        "Date\n:1962",
        ": 1962\n: 1963",
        "Date\n\nSource\n\nHe left.",
    ],
)
def test_what_only_looks_like_fields_is_left(text):
    blocks, _ = parse_blocks(Source("a.md", text))
    found = entries(blocks, TABLES)
    kept = [block for block in found if not isinstance(block, Entry)]
    assert kept[0] == blocks[0]


def test_so_many_blocks_stand_above_fields_and_no_more():
    table = "| Date | 1962 |\n|--|--|\n| Source | RGANI |\n"
    above = "One.\n\n" * 6
    assert read(above + table)[-2:] == ["Date = 1962", "Source = RGANI"]
    assert read(above + "One.\n\n" + table)[-1] != "Source = RGANI"
    # Fields are not counted.
    assert read(above + "- Date: 1962\n- Source: RGANI\n\n" + table)[-1] == "Source = RGANI"


def test_each_field_says_where_it_stands():
    text = "Date\n: 1962\n\nSource\n\n: RGANI\n"
    blocks, _ = parse_blocks(Source("a.md", text))
    found = entries(blocks, TABLES)
    assert [text[e.span.start : e.span.end] for e in found] == ["Date\n: 1962", "Source\n\n: RGANI"]
    assert [text[e.label_span.start : e.label_span.end] for e in found] == ["Date\n: ", "Source\n\n: "]  # fmt: skip
    text = "| *Date* | 1962 |\n|--|--|\n| Source | |\n"
    blocks, _ = parse_blocks(Source("a.md", text))
    found = entries(blocks, TABLES)
    assert [text[e.span.start : e.span.end] for e in found] == ["Date* | 1962", "Source"]
    assert [text[e.label_span.start : e.label_span.end] for e in found] == ["Date", "Source"]
    text = "- Date: 1962\n- Source: *RGANI*\n"
    blocks, _ = parse_blocks(Source("a.md", text))
    found = entries(blocks, TABLES)
    assert [text[e.span.start : e.span.end] for e in found] == ["Date: 1962", "Source: *RGANI"]
    assert [text[e.label_span.start : e.label_span.end] for e in found] == ["Date:", "Source:"]


FOOT = "Document Information\n\nSource\n\nRGANI, f. 5\n\nf. 6\n\nRecord ID\n\n17\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            f"# On rope\n\nHe left.\n\n{FOOT}",
            ["On rope", "Source = RGANI, f. 5 / f. 6", "Record ID = 17", "Document Information = ", "He left."],
        ),
        (
            f"May 3\n\n## 1962\n\n# On rope\n\nHe left.\n\nAuthor(s):\n\nLund\n\n#### Rights\n\nFree.\n\n{FOOT}",
            ["May 3", "1962", "On rope", "Author(s) = Lund", "Rights = Free.", "Source = RGANI, f. 5 / f. 6",
             "Record ID = 17", "Document Information = ", "He left."],
        ),
        (
            f"He left.\n\nHe came.\n\n{FOOT}",
            ["Source = RGANI, f. 5 / f. 6", "Record ID = 17", "Document Information = ", "He left.", "He came."],
        ),
    ],
)  # fmt: skip
def test_fields_at_the_foot_stand_below_the_title(text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        f"Source\n\nRGANI\n\n# On rope\n\n{FOOT}",  # the fields stand at the top
        f"# On rope\n\nHe left.\n\n{FOOT}\n- one\n- two\n",
        f"# On rope\n\nHe left.\n\n{FOOT}\n# More\n",
        "# On rope\n\nHe left.\n\nDocument Information\n\nHe came.\n\nSource\n\nRGANI\n",
        "# On rope\n\nHe left.\n\nDocument Information\n\nTags\n\nrope\n",  # none is of the header
        "# On rope\n\nHe left.\n\nDocument information is here\n\nSource\n\nRGANI\n",
        f"# On rope\n\nHe left.\n\nDocument Information\n\n{'One.' * 20}\n\n" + "He came.\n\n" * 80,
    ],
)
def test_a_foot_with_other_things_is_text(text):
    blocks, _ = parse_blocks(Source("a.md", text))
    assert entries(blocks, TABLES) == blocks
