"""Records written as pages and tables come back as the records that they were."""

from __future__ import annotations

import csv
import html
import io

import pytest
from conftest import HEADER, ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tei_edition import encode, read_record, tei_bytes
from tei_edition.build.imports import Importer
from tei_edition.read.door import door_for
from tei_edition.read.original import Original

_REMARKS = ["[inserted by hand: all]", "[illegible]", "[our]", "[Ed.: a weight]", "[two words crossed out]", "[page 3]", "[sic]"]  # fmt: skip
_WORDS = ["The", "lamp", "of", "Ana", "*", "_x_", "5 < 6", "a & b", "né", "дом", "said:", "“yes”", "1.", "#", "it", "was", "lit,"]  # fmt: skip
_REMARKED = [f"a {remark}" for remark in _REMARKS]
_PARAGRAPH = st.lists(st.sampled_from(_WORDS + _REMARKED), min_size=4, max_size=14).map(
    lambda words: "Then " + " ".join(words) + " at last."
)
_TEXT = st.lists(_PARAGRAPH, min_size=1, max_size=4)
FIELDS = {
    "date": "March 3, 1955",
    "title": "Letter to the Harbour Board",
    "citation": '"Letter to the Harbour Board", March 3, 1955, Coast Digital Archive, RGAE, f. 7, op. 2, d. 11, ll. 3-5. '
    "Contributed by Ana Lind and translated by Ole Berg. https://example.org/document/1017",
    "summary": "The board is asked for a second dredger.",
    "original language": "Russian",
    "contents": "Translation - English",
}  # fmt: skip


def imported(data, name="a"):
    """The only record that *data*, whose door is told by what it is, makes."""
    importer = Importer()
    original = Original(name, content=data.encode() if isinstance(data, str) else data)
    (made,) = importer.records(original, door_for(original))
    assert made.left_out == ()
    return made.text


def escaped(words):
    """*words* as Markdown, by a rule that is not the package's: every sign but a bracket is escaped."""
    return "".join(f"\\{c}" if c in "\\*_#<>&`~|+-=!" or (c == "." and words[:2] == "1.") else c for c in words)  # fmt: skip


def same(one, other):
    """The TEI of two records, but for the name of the file and what R0xx repairs say of lines."""
    found = []
    for text in (one, other):
        tei = tei_bytes(encode(read_record(text, name="a.md"))).decode()
        found.append(tei[: tei.index("<revisionDesc>")] + tei[tei.index("</revisionDesc>") :])
    return found[0] == found[1]


def record(paragraphs):
    return HEADER + "\n\n".join(map(escaped, paragraphs)) + "\n"


@settings(max_examples=25, deadline=None)
@given(_TEXT, st.sampled_from(",;\t"))
def test_a_record_in_a_table_is_the_same_record(paragraphs, sign):
    file = io.StringIO()
    writer = csv.writer(file, delimiter=sign)
    writer.writerow([*FIELDS, "text"])
    writer.writerow([*FIELDS.values(), "\n\n".join(paragraphs)])
    assert same(imported(file.getvalue()), record(paragraphs))


@settings(max_examples=10, deadline=None)
@given(_TEXT)
def test_a_record_in_a_workbook_is_the_same_record(paragraphs):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append([*FIELDS, "text"])
    book.active.append([*FIELDS.values(), "\n\n".join(paragraphs)])
    file = io.BytesIO()
    book.save(file)
    assert same(imported(file.getvalue()), record(paragraphs))


@settings(max_examples=25, deadline=None)
@given(_TEXT)
def test_html_in_a_cell_is_the_same_text(paragraphs):
    import json

    text = "".join(f"<p>{html.escape(p)}</p>" for p in paragraphs)
    data = json.dumps([{**FIELDS, "text_body": text}], ensure_ascii=False)
    assert same(imported(data), record(paragraphs))


@settings(max_examples=25, deadline=None)
@given(_TEXT)
def test_a_record_as_a_page_of_any_converter_is_the_same_record(paragraphs):
    page = MarkdownIt("commonmark").enable("table").render(record(paragraphs))
    page = f"<!doctype html><html><head><meta charset='utf-8'><title>x</title></head><body>{page}</body></html>"
    assert same(imported(page), record(paragraphs))


@pytest.mark.parametrize("name", ["cable", "letter", "memorandum", "notes"])
def test_records_come_back_from_their_pages(name):
    source = (ROOT / "tests" / "records" / f"{name}.md").read_text("utf-8")
    body = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(source)
    assert same(imported(f"<!doctype html><html><body>{body}</body></html>"), source)
    above = (
        f"<!doctype html><html><head><title>x</title></head><body><h1>x</h1>{body}</body></html>"
    )
    assert same(imported(above), source)


def test_the_first_record_comes_back_from_its_page(seed):
    source = seed.read_text("utf-8")
    page = f"<!doctype html><html><body>{MarkdownIt('commonmark').render(source)}</body></html>"
    assert same(imported(page), source)
