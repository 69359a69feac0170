"""Header blocks in the manner of eight archives, each written in nine styles: every field has its place or its name."""

from __future__ import annotations

import pytest

from tei_edition import encode_valid, read_record
from tei_edition.check.ledger import keep_ledger
from tei_edition.document.block import texts_of

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
