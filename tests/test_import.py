"""`tei-edition import`: tables and what the command does; nothing is lost, nothing written over, nothing harmed."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tei_edition import EditionError, read_record
from tei_edition.build.imports import Importer, find_originals
from tei_edition.build.settings import Settings, read_settings
from tei_edition.cli.app import app
from tei_edition.document.inline import plain
from tei_edition.read.columns import map_columns
from tei_edition.read.door import door_for
from tei_edition.read.original import Original

EXPORT = (
    "document_url,original_publication_date,title,credits,text_body,summary,authors,associated_places,"
    "subjects_discussed,associated_people_orgs,document_contributors,source,original_upload_date,"
    "original_archive_title,language,rights,record_id,original_classification,donors\n"
    'https://example.org/document/1017,"May 3, 1955",On lamps,"Made possible with support from Coast Fund",'
    "\"The lamp [illegible] burned.\n\nIt went out.\",Of lamps.,\"['Ana Lind', 'Ole Berg']\",Ribe | Oslo,"
    '"[""trade"", ""lamps""]",,Ana Lind,"RGAE, f. 7, op. 2, d. 11, ll. 3-5",2011-01-01,,Russian,Free.,1017,Secret,\n'
)
TABLE = "title,date,text\nOn lamps,1955,The lamp [illegible] burned.\nOn oil,1956,Oil came.\nOn ice,1957,\n"


def made(data, name="letters.csv", settings=None):
    importer = Importer(settings)
    content = data.encode() if isinstance(data, str) else data
    original = importer.original(Path(name), content)
    return list(importer.records(original))


def run(*arguments):
    return CliRunner().invoke(app, ["import", *map(str, arguments)])


# --- tables ------------------------------------------------------------------------------------------


def test_the_export_of_an_archive_works_as_it_is():
    (record,) = made(EXPORT)
    read = read_record(record.text)
    header = read.header
    assert (header.title, header.date.start, header.number) == ("On lamps", "1955-05-03", "1017")
    assert header.shelfmark.text == "f. 7, op. 2, d. 11, ll. 3-5"
    assert [(p.name, p.role) for p in header.persons] == [("Ana Lind", "contributor")]
    assert header.funders == ("Coast Fund",)
    assert (header.summary, header.rights) == (("Of lamps.",), "Free.")
    assert header.original_languages[0].tag == "ru"
    said = {field.label: field.text for field in header.unknown}
    assert said["Authors"] == "Ana Lind; Ole Berg"
    assert said["Places"] == "Ribe; Oslo"
    assert said["Subjects"] == "trade; lamps"
    assert said["Classification"] == "Secret"
    assert [remark.rule for remark in read.remarks] == ["illegible"]
    assert len(read.blocks) == 2
    assert record.left_out == ()
    assert record.source_place == "row 2"


def test_columns_are_mapped_by_the_project(tmp_path):
    config = tmp_path / "edition.toml"
    config.write_text(
        '[columns]\ntext = "Wortlaut"\ntitle = "Titel"\nBox = ["Karton", "Mappe"]\n"leave-out" = "intern"\n'
        'Contents = "=Transcript - German"\n'
    )
    table = "Titel,Wortlaut,Karton,Mappe,intern\nAn Ole,Die Lampe brannte.,7,b,x\n"
    (record,) = made(table, settings=read_settings(config))
    header = read_record(record.text).header
    assert (header.title, header.language.tag) == ("An Ole", "de")
    assert [(f.label, f.text) for f in header.unknown] == [("Box", "7; b")]
    assert record.left_out == ("row 2: the column “intern”",)


def test_columns_that_are_named_but_missing_are_known():
    mapped = map_columns(["a", "text"], {"title": "Titel"})
    assert mapped.missing == ("Titel",)
    assert mapped.columns["A"] == ("a",)


@pytest.mark.parametrize(
    "data",
    [
        json.dumps([{"title": "On lamps", "text": "The lamp.", "tags": ["a", {"name": "b"}]}]),
        '{"title": "On lamps", "text": "The lamp.", "tags": ["a", "b"]}\n{"title": "On oil", "text": "Oil."}\n',
        json.dumps({"meta": 1, "items": [{"title": "On lamps", "text": "The lamp.", "tags": "a|b"}, {"text": "x"}]}),
        "title\ttext\ttags\nOn lamps\tThe lamp.\ta | b\n",
        "title;text;tags\nOn lamps;The lamp.;\"['a', 'b']\"\n",
        "title;text;tags\nOn lamps;The lamp.;a|b\n".encode("utf-16"),
    ],
)  # fmt: skip
def test_tables_of_other_kinds(data):
    first = made(data)[0]
    assert "### On lamps" in first.text
    assert "a; b" in first.text
    assert first.text.endswith("\n\nThe lamp.\n")


def test_lines_and_markup_of_cells():
    wrapped = "\n".join(["the lamp that burned all night on the quay of Ribe was lit"] * 5)
    rows = [["title", "text", "no"], ["a", "One\nTwo", "1"], ["b", "One\nx\n\nTwo", "2"], ["c", wrapped, "3"], ["d", "<p>One <i>two</i></p><p>T &amp; o</p>", "4"]]  # fmt: skip
    data = json.dumps([dict(zip(rows[0], row, strict=True)) for row in rows[1:]])
    texts = [record.text.split("\n\n") for record in made(data)]
    assert texts[0][-2:] == ["One", "Two\n"]
    assert texts[1][-2:] == ["One\\\nx", "Two\n"]
    assert texts[2][-1].count("\\") == 0 or len(texts[2]) > 4
    assert texts[3][-2:] == ["One *two*", "T & o\n"]


def test_more_cells_than_columns_are_not_lost_silently():
    (record,) = made("title,text,no\nOn lamps,The lamp.,1,and more\n")
    assert record.left_out == ("row 2: the column “column 4”",)


def test_a_workbook(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    from datetime import datetime

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["title", "date", "text", "no"])
    sheet.append(
        ["On lamps", datetime(1955, 5, 3), '=HYPERLINK("http://evil.example","The lamp")', 7]
    )
    sheet.append([])
    sheet.append(["On oil", "1956", "Oil came.", 8.0])
    file = io.BytesIO()
    book.save(file)
    records = made(file.getvalue(), "letters.xlsx")
    # A formula that was never calculated has no value; it is not run.
    assert [bool(record.text) for record in records] == [False, True]
    assert records[1].source_place == "row 4"
    assert records[1].name == "letters-8"
    assert "evil" not in "".join(record.text for record in records)


def test_a_formula_in_a_table_is_words():
    (record,) = made("title,text,no\nx,\"=cmd|' /C calc'!A0\",1\n")
    assert plain(read_record(record.text).blocks[0].content) == "=cmd|' /C calc'!A0"


# --- hostile and broken sources ------------------------------------------------------------------------


def refused(data, name="a"):
    with pytest.raises(EditionError) as caught:
        made(data, name)
    return caught.value.diagnostics[0]


def zipped(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def test_a_bomb_is_not_unpacked():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as member:
            for _ in range(120):
                member.write(b"\0" * 1_000_000)
    told = refused(file.getvalue())
    assert told.code == "I052"
    assert "would unpack to" in told.message


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (zipped(**{"xl/workbook.xml": "<x"}), "cannot be read"),
        (b"title,text,no\nx,caf\xe9 noir,1\n", "not UTF-8"),
        (b'[{"title": "x", "text": ', "not JSON"),
        (b"title,text,no\n" + b'x,"a\0b",1\n', None),
    ],
)
def test_broken_sources_are_told(data, what):
    if what is None:
        assert made(data)[0].text.endswith("\n")
        return
    told = refused(data)
    assert told.code == "I052"
    assert what in told.message


def test_deep_and_nested_json_ends():
    assert refused(b'{"title": ' + b"[" * 100_000).code == "I052"
    with pytest.raises(EditionError, match="I007"):
        made("Just a letter.\n", "a.md")


# --- the command ---------------------------------------------------------------------------------------


@pytest.fixture
def letters(tmp_path):
    path = tmp_path / "letters.csv"
    path.write_text(TABLE)
    return path


def test_records_are_written_and_kept(letters, tmp_path):
    out = tmp_path / "records"
    result = run(letters, "-o", out)
    assert result.exit_code == 0, result.output
    assert sorted(p.name for p in out.iterdir()) == ["letters-2.md", "letters-3.md"]
    assert "2 records made from 1 file, 1 without text" in result.output
    assert "letters.csv, row 4: warning I053" in result.output
    again = run(letters, "-o", out)
    assert (again.exit_code, "0 records made from 1 file, 2 unchanged" in again.output) == (0, True)
    (out / "letters-2.md").write_text("mine")
    again = run(letters, "-o", out)
    assert "1 unchanged, 1 without text, 1 failed" in again.output
    assert again.exit_code == 1
    assert "I032" in again.output
    assert (out / "letters-2.md").read_text() == "mine"
    assert run(letters, "-o", out, "--overwrite").exit_code == 0
    assert "### On lamps" in (out / "letters-2.md").read_text()


def test_a_dry_run_shows_the_columns_and_writes_nothing(letters, tmp_path):
    result = run(letters, "-o", tmp_path / "records", "--dry-run")
    assert "title -> title" in result.output
    assert "2 records would be made" in result.output
    assert not (tmp_path / "records").exists()


def test_one_bad_source_does_not_end_the_run(letters, tmp_path):
    (tmp_path / "bad.json").write_text('[{"a": ')
    (tmp_path / ".hidden.csv").write_text(TABLE)
    (tmp_path / "~$x.docx").write_text("lock")
    (tmp_path / "notes.txt").write_text("x")
    assert [p.name for p in find_originals(tmp_path)] == ["bad.json", "letters.csv"]
    result = run(tmp_path, tmp_path / "none.csv", "-o", tmp_path / "records")
    assert result.exit_code == 1
    for said in ("I052", "I001", "2 records made from 2 files", "2 failed"):
        assert said in result.output


def test_names_of_records_are_safe_and_their_own(tmp_path):
    data = json.dumps(
        [{"title": "x", "text": "y", "id": i} for i in ("../../etc", "../../etc", "a/b", "", "дом")]
    )
    names = [record.name for record in made(data, "../../Let ters!.json")]
    assert len(set(names)) == 5
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for name in names)


def test_convert_takes_a_table_and_names_its_rows(letters, tmp_path):
    letters.write_text(TABLE.replace("burned", "burned [all"))
    result = CliRunner().invoke(app, ["convert", str(letters), "-o", f"{tmp_path}/out/"])
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "letters-2.xml",
        "letters-3.xml",
    ]
    assert "letters.csv, row 2: warning R022" in result.output
    one = CliRunner().invoke(app, ["convert", str(letters)])
    assert one.exit_code == 1
    assert "I006" in one.output


def test_build_takes_a_table(letters, tmp_path):
    from tei_edition import build

    report = build(letters, tmp_path / "dist", settings=Settings(allow=("R006", "R007")))
    assert report.records == ["letters-2", "letters-3"]
    assert report.failed == []
    assert [d.code for d in report.diagnostics if d.code.startswith("I")] == ["I053"]
    assert (tmp_path / "dist" / "letters-3" / "index.html").is_file()


def test_kinds_are_told_by_content_not_by_name():
    for name in ("a.html", "a.docx", "a"):
        assert door_for(Original(name, content=TABLE.encode())).module == "rows"


# --- tables that do not begin with the names of their columns, parts of pages ---------------------------


@pytest.mark.parametrize(
    "data",
    [
        "LOAN COPY – please return,,\ntitle,date,text\nOn lamps,1955,The lamp.\n",
        "Letters of the lamp office\n\ntitle;date;text\nOn lamps;1955;The lamp.\n",
    ],
)
def test_a_line_above_the_names_of_columns_is_told(data):
    (record,) = made(data)
    assert "### On lamps" in record.text
    assert record.text.endswith("\n\nThe lamp.\n")
    assert "row 1: “L" in record.left_out[0]


@pytest.mark.parametrize(
    ("names", "cells", "wanted"),
    [
        ("date_from,date_to", "1871-05-01,1871-05-03", ("1871-05-01", "1871-05-03")),
        ("date_from,date_to", "1871-05-01,", ("1871-05-01", "1871-05-01")),
        ("date_iso,no", "1871-05-01,1", ("1871-05-01", "1871-05-01")),
    ],
)
def test_dates_of_columns(names, cells, wanted):
    (record,) = made(f"title,{names},text\nOn lamps,{cells},The lamp.\n")
    date = read_record(record.text).header.date
    assert (date.start, date.end) == wanted


def test_one_column_of_texts():
    records = made('text\n"The lamp, again."\nThe oil.\n')
    assert [record.text.rsplit("\n\n", 1)[1] for record in records] == ["The lamp, again.\n", "The oil.\n"]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "texts", "told"),
    [
        ([["text"], ["The lamp."]], ["The lamp."], 0),
        ([["Loan copy", None, None], ["title", "date", "text"], ["a", "1955", "The lamp."]], ["The lamp."], 1),
        ([["Loan copy"], ["Sender", "Letter"], ["Ana", "The lamp."]], [], 1),
    ],
)  # fmt: skip
def test_sheets_of_one_column_and_with_lines_above(rows, texts, told):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    records = made(file.getvalue(), "a.xlsx")
    assert [r.text.strip().rsplit("\n\n", 1)[-1] for r in records if r.text] == texts
    assert len(records) == 1
    assert len(records[0].left_out) == told


def test_a_table_without_rows_is_told():
    with pytest.raises(EditionError, match="I052"):
        made("title,date,text\n")


def test_parts_of_pages_and_plain_text_are_no_records():
    assert (
        door_for(Original("a", content=b"\n<div class='x'><p>Dear Ana,</p></div>")).module == "page"
    )
    assert (
        door_for(Original("a", content=b"<p align=center>\n\n### On lamps\n")).module == "markdown"
    )
    with pytest.raises(EditionError, match="plain text"):
        made("LX1\nLX2\nLX3\n")
