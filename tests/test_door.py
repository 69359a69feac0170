"""The doors: what a file is, is told by its content, and said where it cannot be read."""

import io
import zipfile

import pytest
from conftest import HEADER
from typer.testing import CliRunner

from tei_edition import EditionError, encode, read_record, tei_bytes
from tei_edition.cli.app import app
from tei_edition.document.source import Source
from tei_edition.read.door import DOORS, Door, door_of

RECORD = HEADER + "The lamp was lit.\n"


def zipped(*names, **contents):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, contents.get(name, "x"))
    return file.getvalue()


@pytest.fixture(scope="module")
def tei():
    return tei_bytes(encode(read_record(RECORD)))


def test_markdown_and_tei_have_their_doors(tei):
    assert (DOORS[0].name, DOORS[-1].name) == ("TEI document", "record in Markdown")
    for data in (RECORD, RECORD.encode(), b"\xef\xbb\xbf" + RECORD.encode(), "<https://a.org/1> x"):
        assert door_of(data, "a.xml").module == "markdown"
    text = tei.decode()
    utf16 = text.replace("UTF-8", "UTF-16").encode("utf-16")
    commented = "<!-- a -->\n<t:TEI xmlns:t='http://www.tei-c.org/ns/1.0'/>"
    for data in (tei, text, utf16, commented, "<!DOCTYPE TEI [<!ENTITY a 'b'>]><TEI/>"):
        assert door_of(data, "a.md").module == "tei"
    tree = DOORS[0].read(Source("a.xml", text))
    assert tei_bytes(tree) == tei


@pytest.mark.parametrize(
    ("data", "kind", "help"),
    [
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "Excel sheet", "import"),
        (zipped("a.txt"), "ZIP archive", "unpack"),
        (b"<!doctype html><p>Dear Ana", "HTML page", "import"),
        (b"<!-- saved --><HTML lang='en'><body>", "HTML page", "import"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html/>", "HTML page", "import"),
        (b"\x89PNG\r\n\x1a\n", "image", "transcribe"),
        (b"<?xml version='1.0'?><ead/>", "XML document, but not TEI", "<TEI>"),
        (b"id,date,text\n1,1955,Dear Ana\n2,1956,Dear Ole\n3,1957,Dear Per\n", "table", "import"),
        (
            b'url,date,body\n1,1955,"Dear Ana,\nhow, are you?"\n2,1956,"Dear Ole, all well"\n',
            "table",
            "import",
        ),
        (b"url,date,body\n1,1955,Dear Ana\n", "table", "import"),
        (b'[{"url": 1, "body": "x"}]', "JSON", "import"),
        (b"id;date;text\n1;1955;Dear, Ana\n2;1956;Dear Ole\n", "table", "import"),
    ],
)
def test_other_kinds_are_named(data, kind, help):
    with pytest.raises(EditionError) as caught:
        read_record(data, name="a.md")
    (told,) = caught.value.diagnostics
    assert told.code == "I007"
    assert kind in told.message
    assert help in told.hint


def test_text_that_merely_looks_alike_is_read():
    rows = "one, two, three\n\nfour, five, six\n\nseven, eight, nine\n"
    assert read_record(HEADER + rows).header.title
    with pytest.raises(EditionError, match="R003"):
        read_record("Dear Ana, I write, again.\n\nThe lamp is lit.\n")


def test_many_comments_do_not_take_for_ever():
    assert door_of("<!---->" * 500 + "x", "a.md").module == "markdown"
    assert door_of("<??>" * 500 + "x", "a.md").module == "markdown"


def test_convert_says_what_tei_is_good_for(tmp_path, tei):
    path = tmp_path / "a.xml"
    path.write_bytes(tei)
    result = CliRunner().invoke(app, ["convert", str(path)])
    assert result.exit_code == 1
    assert "I007" in result.output
    assert "this is a TEI document, not a record" in result.output
    assert "tei-edition validate" in result.output


class Nobody:
    """A module that recognises nothing."""

    def recognises(self, given):
        return False


def test_a_door_is_opened_only_for_what_begins_as_its_files_do(monkeypatch):
    asked: list[str] = []
    monkeypatch.setattr(Door, "_module", lambda door: asked.append(door.module) or Nobody())
    assert door_of("\n# A title\n\nWords.\n", "x.md").name == "record in Markdown"
    assert asked == ["tei", "rows"]
    asked.clear()
    door_of(b"\xef\xbb\xbf\n[note] Words", "x.md")
    assert asked == ["tei", "objects", "rows"]
