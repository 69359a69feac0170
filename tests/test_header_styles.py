"""Header blocks in the manner of eight archives, each written in nine styles: every field has its place or its name."""

from __future__ import annotations

import pytest

from tei_edition import EditionError, encode_valid, read_record
from tei_edition.check.ledger import keep_ledger
from tei_edition.document.block import Opener, Table, texts_of

TEXT = "The pilot left the harbour at noon, and nobody saw him go.\n\nHe came back in May.\n"

#: Title; then label, value, and the key it stands for (None: kept by its name).
MANNERS = {
    "digital archive": [
        ("Title", "Letter from Lund to Berg", "title"),
        ("Date", "3 May 1962", "date"),
        ("Citation", "RGANI, f. 5, op. 1, d. 7, ll. 1-2", "citation"),
        ("Summary", "They talk of rope.", "summary"),
        ("Original Language", "Russian", "original_language"),
        ("Contents", "Translation - English", "contents"),
    ],
    "national archive": [
        ("Title", "Minutes of the harbour board", "title"),
        ("Date", "12 March 1948", "date"),
        ("Reference number", "HB 12/4", None),
        ("Source", "Coast Record Office, HB 12/4", "citation"),
        ("Language", "German", "original_language"),
        ("Access conditions", "Open", None),
    ],
    "university library": [
        ("Title", "Diary of a lighthouse keeper", "title"),
        ("Creator", "Dahl, Inga", None),
        ("Date", "1899", "date"),
        ("Description", "Weather and visitors.", "summary"),
        ("Rights", "In the public domain.", "rights"),
        ("Call number", "MS 77", None),
    ],
    "presidential library": [
        ("Title", "Memorandum of conversation", "title"),
        ("Date", "October 7, 1961", "date"),
        ("Collection", "Coast Files", None),
        ("Source", "Coast Library, Coast Files, box 3", "citation"),
        ("Original classification", "Secret", None),
    ],
    "correspondence edition": [
        ("Title", "Ole Berg to Ana Lind", "title"),
        ("Author", "Ole Berg", None),
        ("Date", "2 June 1790", "date"),
        ("Language", "French", "original_language"),
        ("Abstract", "He asks for rope.", "summary"),
        ("Cite as", "Letters of Berg, no. 4", "citation"),
        ("Licence", "CC BY 4.0", "rights"),
    ],
    "party archive": [
        ("Title", "Protocol No. 5 of the bureau", "title"),
        ("Date", "[1953?]", "date"),
        ("Archive", "State Archive of the Coast", None),
        ("Citation", "State Archive of the Coast, f. 1, d. 2", "citation"),
        ("Language of original", "Romanian", "original_language"),
        ("Provenance", "Gift of the family", None),
    ],
    "repository": [
        ("Title", "Report on the rope works", "title"),
        ("Date", "1931-08-14", "date"),
        ("Subjects", "rope, work", None),
        ("Abstract", "A visit.", "summary"),
        ("Source", "Works Archive, box 9", "citation"),
        ("Identifier", "rope-9", None),
    ],
    "oral history": [
        ("Title", "Interview with a diver", "title"),
        ("Document date", "Spring 1974", "date"),
        ("Transcribed by", "Ana Lind", None),
        ("Source", "Voices of the Coast, tape 2", "citation"),
        ("Languages", "Danish and English", "original_language"),
        ("Acknowledgements", "Made possible with support from Coast Foundation", "credits"),
    ],
}


def _heading(fields):
    title, *rest = fields
    return f"# {title[1]}\n\n", rest


def _headings(fields):
    head, rest = _heading(fields)
    return head + "".join(f"#### {label}:\n\n{value}\n\n" for label, value, _ in rest)


def _bold(fields):
    head, rest = _heading(fields)
    return head + "".join(f"**{label}:** {value}\n\n" for label, value, _ in rest)


def _bold_lines(fields):
    head, rest = _heading(fields)
    return head + "\n".join(f"**{label}:** {value}" for label, value, _ in rest) + "\n\n"


def _plain_lines(end):
    def lines(fields):
        head, rest = _heading(fields)
        return head + f"{end}\n".join(f"{label}: {value}" for label, value, _ in rest) + "\n\n"

    return lines


def _table(fields):
    head, rest = _heading(fields)
    rows = [f"| {label} | {value} |" for label, value, _ in rest]
    return head + "\n".join([rows[0], "|---|---|", *rows[1:]]) + "\n\n"


def _definitions(fields):
    head, rest = _heading(fields)
    return head + "".join(f"{label}\n: {value}\n\n" for label, value, _ in rest)


def _front_matter(fields):
    return (
        "---\n" + "".join(f'{label.lower()}: "{value}"\n' for label, value, _ in fields) + "---\n\n"
    )


def _copied(fields):
    """Text from a page: the title, and labels alone on their lines."""
    title, *rest = fields
    return title[1] + "\n\n" + "".join(f"{label}:\n{value}\n" for label, value, _ in rest) + "\n"


STYLES = {
    "headings": _headings,
    "bold paragraphs": _bold,
    "bold lines": _bold_lines,
    "lines": _plain_lines(""),
    "lines with two blanks": _plain_lines("  "),
    "lines with a backslash": _plain_lines("\\"),
    "table": _table,
    "definition list": _definitions,
    "front matter": _front_matter,
    "copied from a page": _copied,
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("manner", MANNERS)
def test_a_header_block_of_any_archive_in_any_style(manner, style):
    fields = MANNERS[manner]
    record = read_record(STYLES[style](fields) + TEXT)
    found = {field.key: field.text for field in record.header.fields if field.key}
    assert found == {key: value for _, value, key in fields if key}
    named = {field.label.lower(): field.text for field in record.header.unknown}
    assert named == {label.lower(): value for label, value, key in fields if key is None}
    reported = [said for said in record.diagnostics if said.code == "R006"]
    assert len(reported) == len(named)
    assert "".join(text.value for text in texts_of(record.blocks)).startswith("The pilot left")
    assert record.source.text[record.text_start :] == TEXT
    assert keep_ledger(record, encode_valid(record)).balances


ON_ROPE = "# On rope\n\n"

#: A block; its title and date, the keys it has beside them, and its labels without a field.
BLOCKS = [
    ("---\nlayout: post\ntitle: On rope\ndate: 1962-05-03\ntags: [rope, 'sea']\n---\n", "1962-05-03", "", ["layout", "tags"]),
    ("---\ntitle: On rope\nauthor:\n- Ana Lind\n- Ole Berg\nabstract: |\n  They talk.\n\n  Of rope.\n...\n\n", None, "summary", ["author"]),
    ("---\ntitle: On rope\nsource: # where\n  archive: RGANI\n  box: 7\n---\n", None, "citation", []),
    ("---\ndate: 1962\noriginal_language: \"Russian\"\n---\n\n# On rope\n\n**Citation:** RGANI\n\n", "1962", "citation original_language", []),
    ("# On rope\n\n|  |  |\n|--|--|\n| Record ID | 7 |\n| Date | 1962 |\n| Source | RGANI |\n\n", "1962", "citation", ["Record ID"]),
    ("| Title | On rope |\n|--|--|\n| Date | 1962 |\n| Source | RGANI |\n\n", "1962", "citation", []),
    ("# On rope\n\n| Berth | Four | |\n|--|--|--|\n| Date | 1962 | |\n| Source | RGANI | |\n\n", "1962", "citation", ["Berth"]),
    ("# On rope\n\n**Date**\n: 1962\n\n**Source**\n: RGANI\n: RGASPI\n\n", "1962", "citation", []),
    ("# On rope\n\nDate\n\n:   1962\n\nSource\n\n:   RGANI\n    and RGASPI\n\n", "1962", "citation", []),
    ("# On rope\n\n- Date: 1962\n- Source: RGANI\n- Berth: four\n\n", "1962", "citation", ["Berth"]),
    ("# On rope\n\n> Date: 1962\n> Source: RGANI\n\n", "1962", "citation", []),
    ("# On rope\n\n_Date_: 1962  \n_Source_: RGANI, f. 5\n\n", "1962", "citation", []),
    ("# On rope\n\nDate : 1962\nSource : RGANI, f. 5\n\n", "1962", "citation", []),
    ("# On rope\n\nDate: 1962\nFrom: Lund\nTo: Berg\nSource: RGANI\n\n", "1962", "citation", ["From", "To"]),
    ("# On rope\n\nDate: 1962\nAuthor: Lund\n\n", "1962", "", ["Author"]),
    ("# On rope\n\n**Source:** RGANI\n\n**Keywords:** rope\n\n**Record ID:** 7\n\n", None, "citation", ["Keywords", "Record ID"]),
    ("# On rope\n\n## Date\n\n1962\n\n## Keywords\n\nrope\n\n", "1962", "", ["Keywords"]),
    ("Title: On rope\nDate: 1962\nSource: RGANI\n\n", "1962", "citation", []),
    ("On rope\n\nDate\n\n1962\n\nSource\n\nRGANI\n\n", "1962", "citation", []),
    ("1962\nOn rope\n\nSource: RGANI\n\n", "1962", "citation", []),
    ("On rope\n\n3 May 1962\n\nSource:\n\nRGANI\n\nLanguage:\n\nRussian\n\n", "3 May 1962", "citation original_language", []),
    ("May 3, 1962 On rope\nSource:\nRGANI\nLanguage:\nRussian\n\n", "May 3, 1962", "citation original_language", []),
]  # fmt: skip


@pytest.mark.parametrize(("block", "date", "keys", "unknown"), BLOCKS)
def test_a_header_block_ends_where_it_ends(block, date, keys, unknown):
    record = read_record(block + TEXT)
    header = record.header
    assert header.title == "On rope"
    assert (header.date.text if header.date else None) == date
    assert {field.key for field in header.fields if field.key} - {"title", "date"} == set(
        keys.split()
    )
    assert [field.label for field in header.unknown] == unknown
    assert record.source.text[record.text_start :] == TEXT
    assert keep_ledger(record, encode_valid(record)).balances


@pytest.mark.parametrize(
    "text",
    [
        "**Lund:** Good day.\n\n**Berg:** Good day.\n",
        "To: the mayor\nFrom: Lund\n\nThe rope is old.\n",
        "| Boat | Date |\n|--|--|\n| Dana | 5 |\n| Thor | 5 |\n\nAll are old.\n",
        "- Boats: two\n- Rope: none\n\nAll are old.\n",
        "Date: 4 May 1962\nFrom: Lund\nSubject: rope\n\nThe rope is old.\n",
    ],
)
def test_what_is_like_a_label_in_the_text_is_text(text):
    record = read_record(f"{ON_ROPE}**Date:** 1962\n\n**Source:** RGANI\n\n{text}")
    assert record.source.text[record.text_start :] == text
    assert record.header.unknown == ()


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ('title: "On rope\ndate: 1962', "2:8"),
        ("title: On rope\nnothing here", "3:1"),
        ("title: On rope\ntags: [rope, sea", "3:7"),
        ("title: On rope\ntags: [rope, {sea]", None),
        ("title: On rope\n\tdate: 1962\nsea", "4:1"),
    ],
)
def test_front_matter_that_cannot_be_read_is_told_with_its_place(lines, place):
    if place is None:
        assert read_record(f"---\n{lines}\n---\n{TEXT}").header.unknown[0].text == "rope, {sea"
        return
    with pytest.raises(EditionError) as caught:
        read_record(f"---\n{lines}\n---\n{TEXT}")
    (found,) = caught.value.diagnostics
    assert found.code == "R012"
    assert f"{found.position.line}:{found.position.column}" == place


def test_quotes_of_front_matter_are_undone_and_places_below_are_true():
    record = read_record(
        f"---\ntitle: \"A \\\"rope\\\" \\u00e9\"\nsource: 'It''s'\n---\n{TEXT}A [sic\n"
    )
    assert (record.header.title, record.header.citation) == ('A "rope" é', "It's")
    (found,) = [said for said in record.diagnostics if said.code == "R022"]
    assert found.position.line == 8


def test_a_rule_above_a_title_is_no_front_matter():
    record = read_record("---\n\n# On rope\n\n**Date:** 1962\n\n" + TEXT)
    assert (record.header.title, record.header.date.text) == ("On rope", "1962")


def test_the_title_of_plain_text_is_a_guess_that_is_said():
    record = read_record(f"Letter from Lund to Berg\n\n{TEXT}")
    assert record.header.title == "Letter from Lund to Berg"
    assert "R013" in {said.code for said in record.diagnostics}


@pytest.mark.parametrize(
    "first", ["The pilot left.", "[illegible]", "1. On rope", "rope and sea", "He said:", "Secret"]
)
def test_a_first_line_that_is_not_safely_a_title_is_none(first):
    with pytest.raises(EditionError, match="R003"):
        read_record(f"{first}\n\n{TEXT}")


def test_fields_at_the_foot_of_a_page_are_header():
    foot = "Author(s):\n\nLund, Peter\n\nDocument Information\n\nSource\n\nRGANI, f. 5\n\nRecord ID\n\n17\n"
    record = read_record(f"May 3, 1962\n\nOn rope and sea\n\n{TEXT}\n{foot}")
    assert record.header.title == "On rope and sea"
    assert record.header.citation == "RGANI, f. 5"
    assert {field.label for field in record.header.unknown} == {"Author(s)", "Record ID"}
    assert "".join(text.value for text in texts_of(record.blocks)).endswith("He came back in May.")
    assert keep_ledger(record, encode_valid(record)).balances


def test_lines_with_as_many_tabs_are_a_table():
    record = read_record(
        f"{ON_ROPE}The boats are these:\nBoat\tTons\n*Dana*\t5\nThor\t\n\n{TEXT}To:\tLund\nFrom:\tBerg\n"
    )
    (table,) = [block for block in record.blocks if isinstance(block, Table)]
    assert [len(row) for row in table.rows] == [2, 2]
    assert keep_ledger(record, encode_valid(record)).balances


def test_a_date_line_below_text_is_no_dateline():
    record = read_record(f"{ON_ROPE}**Date:** 1962\n\n{TEXT}\nDate: 3 May 1962\n\nHe left.\n")
    assert not any(isinstance(block, Opener) for block in record.blocks)
    head = read_record(f"{ON_ROPE}**Date:** 1962\n\nDate: 3 May 1962\n\n{TEXT}")
    assert isinstance(head.blocks[0], Opener)
