"""The sources of an edition: records, TEI files and corpora side by side, each document with a page or a finding."""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import unquote

import pytest
from conftest import HEADER
from lxml import etree, html
from PIL import Image
from typer.testing import CliRunner

from tei_edition import EditionError, build, encode, encode_valid, read_record, tei_bytes
from tei_edition.build.sources import document_id, find_sources
from tei_edition.cli.app import app
from tei_edition.diagnostics import Severity

NS = "http://www.tei-c.org/ns/1.0"
TEI = f"{{{NS}}}"


def text(
    title: str, *, attributes: str = "", header: str = "", body: str = "<p>Dear Ana</p>"
) -> str:
    return (
        f'<TEI xmlns="{NS}"{attributes}><teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>'
        "<publicationStmt><p>None</p></publicationStmt><sourceDesc><p>A letter</p></sourceDesc></fileDesc>"
        f"{header}</teiHeader><text><body>{body}</body></text></TEI>"
    )


OURS = '<encodingDesc><appInfo><application ident="tei-edition" version="0.1"><label>t</label></application></appInfo></encodingDesc>'

#: A schema that wants @n on the root.
SCHEMA = f"""<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="{NS}"><start><element name="TEI">
<attribute name="n"/><ref name="any"/></element></start><define name="any"><zeroOrMore><choice><text/>
<attribute><anyName><except><name ns="">n</name></except></anyName></attribute>
<element><anyName/><ref name="all"/></element></choice></zeroOrMore></define>
<define name="all"><zeroOrMore><choice><text/><attribute><anyName/></attribute>
<element><anyName/><ref name="all"/></element></choice></zeroOrMore></define></grammar>"""


@pytest.fixture
def folder(tmp_path):
    """A function that makes a folder of files by their names."""

    def made(**files: str | bytes) -> Path:
        for name, data in files.items():
            path = tmp_path / "in" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return tmp_path / "in"

    return made


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def told(report, code):
    return [d for d in report.diagnostics if d.code == code]


def test_records_and_tei_files_make_one_edition(folder, out):
    source = text("To the <hi>Board</hi>", attributes=' xml:id="Board_7"')
    given = f"<?xml version='1.0'?>\r\n<!-- as it stands -->\n{source}\n\n"
    where = folder(**{"a/b/board.xml": given, "letter.md": HEADER + "The lamp was lit.\n",
                      "ship.tei": text("The ship")})  # fmt: skip
    report = build(where, out)
    assert (report.records, report.texts, report.failed) == (
        ["record-1017"],
        ["board-7", "ship"],
        [],
    )
    assert (out / "board-7" / "board-7.xml").read_bytes() == given.encode()
    assert (out / "board-7" / "board-7.pdf").read_bytes().startswith(b"%PDF")
    assert (out / "board-7" / "source.html").is_file()
    index = html.fromstring((out / "index.html").read_text("utf-8"))
    links = index.xpath("//ol[@id='records']//h2/a/@href")
    assert sorted(links) == ["board-7/index.html", "record-1017/index.html", "ship/index.html"]
    page = unquote((out / "ship" / "index.html").read_text("utf-8"))
    assert "Dear Ana" in page
    assert "Dear Ana" in (out / "ship" / "ship.txt").read_text("utf-8")
    assert "@misc{ship," in page
    assert "@misc{board-7," in unquote((out / "board-7" / "index.html").read_text("utf-8"))


def test_what_the_converter_made_comes_back_as_it_was(folder, out):
    record = HEADER + "The lamp was lit.\n"
    made = tei_bytes(encode(read_record(record, name="letter.md")))
    where = folder(**{"letter.xml": made})
    report = build(where, out)
    assert (report.texts, report.diagnostics) == (["record-1017"], [])
    folder(**{"letter.md": record})
    (where / "letter.xml").unlink()
    other = out.parent / "other"
    build(where, other)
    names = sorted(
        p.relative_to(out) for p in out.rglob("*") if p.suffix in (".xml", ".html", ".pdf")
    )
    assert len(names) > 5
    assert [n for n in names if (out / n).read_bytes() != (other / n).read_bytes()] == []


def test_a_tei_file_without_a_header_still_has_its_line(folder, out):
    bare = f'<TEI xmlns="{NS}"><!-- none --><text><body><p>x</p></body></text></TEI>'
    report = build(folder(**{"bare.xml": bare}), out)
    assert report.texts == ["bare"]
    assert 'href="bare/index.html"' in (out / "index.html").read_text("utf-8")


def test_the_index_finds_title_and_date_where_editions_have_them(folder, out):
    titles = '<title level="s">Series</title><title type="iso-date">1</title><title level="a">The letter</title>'
    sent = '<profileDesc><correspDesc><correspAction type="sent"><date when="1899-03-20">March</date></correspAction></correspDesc></profileDesc>'
    letter = text("x", header=sent).replace("<title>x</title>", titles)
    letter = letter.replace("<p>None</p>", "<publisher>P</publisher><date>2023</date>")
    build(folder(**{"a.xml": letter}), out)
    (entry,) = html.fromstring((out / "index.html").read_text("utf-8")).xpath(
        "//ol[@id='records']/li"
    )
    assert [" ".join(p.text_content().split()) for p in entry[:2]] == ["March", "The letter"]
    page = html.fromstring((out / "a" / "index.html").read_text("utf-8"))
    assert [p.text_content().strip() for p in page.xpath("//p[@class='date']")] == ["March"]
    assert page.xpath("//h1")[0].text_content() == "The letter"


# --- ids ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "id"),
    [("L01.b", "l01-b"), ("Ärger 5", "arger-5"), ("1962", "record-1962"), ("assets", "record-assets"),
     ("../../x", "x"), ("encoding", "record-encoding")],
)  # fmt: skip
def test_an_id_is_a_safe_name(name, id):
    assert document_id(name) == id


def test_clashes_name_both(folder, out):
    one = text("One", attributes=' xml:id="x"')
    corpus = f"<teiCorpus xmlns='{NS}'>\n{one}</teiCorpus>"
    where = folder(
        **{"a.xml": one, "b.xml": corpus, "x.md": HEADER.replace("1017", "") + "Text.\n"}
    )
    report = build(where, out)
    assert report.texts == ["x"]
    b, c = told(report, "I004")
    assert (b.source, b.position.line) == (str(where / "b.xml"), 2)
    assert c.source == str(where / "x.md")
    assert all(str(where / "a.xml") in d.message for d in (b, c))


# --- what is no source ----------------------------------------------------------------------------


def test_the_edition_itself_is_no_source(folder):
    where = folder(**{"a.xml": text("A"), "readme.md": "# Mine", "texts/README.md": "# Ours",
                      ".git/b.xml": text("B"), ".hidden.xml": text("C")})  # fmt: skip
    inside = where / "dist"
    build(where, inside)
    assert find_sources(where, inside) == [where / "a.xml"]
    assert find_sources(where, where.parent / "elsewhere") == [where / "a.xml"]
    assert build(where, inside).texts == ["a"]


def test_a_folder_without_sources_says_so(folder, out):
    with pytest.raises(EditionError, match=r"I005.*TEI file"):
        build(folder(**{"a.txt": "x"}), out)


def test_one_bad_file_does_not_end_the_build(folder, out):
    deep = "<p>" * 1100 + "</p>" * 1100
    where = folder(
        **{
            "a-open.xml": "<TEI>\n  <p>x</q></TEI>",
            "b-old.xml": "<!-- P4 -->\n<TEI.2><teiHeader/></TEI.2>",
            "c-entity.xml": "<?xml version='1.0'?>\n<!DOCTYPE TEI [<!ENTITY a SYSTEM 'b'>]>"
            + text("E"),
            "d-deep.xml": text("D", body=deep),
            "e-empty.xml": "",
            "f-list.xml": "<list>\n</list>",
            "g-catalog.xml": '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"/>',
            "h.xml": text("H"),
        }
    )
    report = build(where, out)
    assert report.texts == ["h"]
    found = [(d.code, Path(d.source).name[0], d.severity) for d in report.diagnostics]
    error, warning = Severity.ERROR, Severity.WARNING
    assert found == [("X001", "a", error), ("X003", "b", error), ("X002", "c", error),
                     ("X004", "d", error), ("X001", "e", error), ("X003", "f", warning)]  # fmt: skip
    places = [str(d.position) for d in report.diagnostics]
    assert places[:3] == ["2:7", "2:1", "2:16"]
    assert len(report.failed) == 5


# --- validation -----------------------------------------------------------------------------------


def test_strangers_are_only_to_be_well_formed(folder, out):
    report = build(folder(**{"a.xml": text("A", body="<madeUp>x</madeUp>")}), out)
    assert [d.code for d in report.diagnostics if d.severity is not Severity.INFO] == []


def test_what_we_encoded_follows_our_schema(folder, out):
    where = folder(**{"a.xml": text("A", header=OURS, body="<p>x</p>\n<madeUp>x</madeUp>")})
    report = build(where, out)
    (wrong,) = [d for d in told(report, "V001") if "madeUp" in d.message]
    assert (wrong.severity, wrong.position.line) == (Severity.WARNING, 2)
    assert report.texts == ["a"]


def test_a_file_follows_the_schema_that_it_names(folder, out):
    model = '<?xml-model href="own.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>\n'
    where = folder(
        **{
            "own.rng": SCHEMA,
            "a.xml": model + text("A"),
            "b.xml": model + text("B", attributes=' n="1"'),
        }
    )
    report = build(where, out)
    (wrong,) = report.diagnostics
    assert (wrong.code, wrong.severity, str(wrong.position)) == ("V002", Severity.WARNING, "2:1")
    assert wrong.source == str(where / "a.xml")
    assert report.texts == ["a", "b"]
    strict = build(where, out.parent / "strict", strict=True)
    assert (strict.texts, strict.failed) == (["b"], [str(where / "a.xml")])
    assert told(strict, "V002")[0].severity is Severity.ERROR


def test_the_schema_of_the_edition_holds_for_all(folder, out):
    model = '<?xml-model href="other.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>\n'
    where = folder(**{"own.rng": SCHEMA, "edition.toml": 'schema = "own.rng"\n', "a.xml": model + text("A"),
                      "b.xml": text("B", attributes=' n="1"')})  # fmt: skip
    report = build(where, out)
    assert [(d.code, Path(d.source).name) for d in report.diagnostics] == [("V002", "a.xml")]
    (where / "own.rng").write_text("<grammar")
    with pytest.raises(EditionError, match=r"own\.rng"):
        build(where, out)


def test_what_is_wrong_with_a_schema_is_said_once(folder, out):
    model = '<?xml-model href="https://example.org/far.rng"?>\n'
    where = folder(**{f"{n}.xml": model + text(n) for n in "abc"})
    report = build(where, out)
    assert [(d.code, d.severity) for d in report.diagnostics] == [("S002", Severity.WARNING)]
    assert report.texts == ["a", "b", "c"]
    assert len(told(build(where, out.parent / "s", strict=True), "S002")) == 3


def test_the_command_is_strict_where_it_is_asked(folder, out):
    model = '<?xml-model href="own.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>\n'
    where = folder(**{"own.rng": SCHEMA, "a.xml": model + text("A")})
    done = CliRunner().invoke(app, ["build", str(where), "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert "a.xml:2:1: warning V002" in done.output
    assert "texts     1" in done.output
    done = CliRunner().invoke(app, ["build", str(where), "--out", f"{out}2", "--strict"])
    assert done.exit_code == 1
    assert "a.xml:2:1: error V002" in done.output


# --- corpora --------------------------------------------------------------------------------------

CORPUS = f"""<teiCorpus xmlns="{NS}" xml:lang="de"><teiHeader><fileDesc><titleStmt><title>All</title>
<editor xml:id="ed">Ole Berg</editor></titleStmt><publicationStmt><publisher>Coast Press</publisher></publicationStmt>
<seriesStmt><title>Series</title></seriesStmt><sourceDesc><p>A box</p></sourceDesc></fileDesc>
<encodingDesc><p>As it is</p></encodingDesc><revisionDesc><change>Begun</change></revisionDesc></teiHeader>
{text("First", attributes=' xml:id="first"')}
<teiCorpus><teiHeader><profileDesc><creation><date when="1955">1955</date></creation></profileDesc></teiHeader>
{text("Second", attributes=' xml:lang="en"', body='<p xml:id="ed">x</p>')}
</teiCorpus>
{text("Third", attributes=' xml:id="first"')}
</teiCorpus>"""


def test_each_document_of_a_corpus_is_one(folder, out):
    where = folder(**{"box.xml": CORPUS})
    report = build(where, out)
    assert report.texts == ["first", "box-2"]
    (clash,) = told(report, "I004")
    assert (clash.code, clash.source, clash.position.line) == ("I004", str(where / "box.xml"), 9)
    assert f"{where / 'box.xml'}:5:1" in clash.message
    first = etree.parse(out / "first" / "first.xml").getroot()
    header = first[0]
    assert [part.tag.removeprefix(TEI) for part in header] == ["fileDesc", "encodingDesc"]
    assert [part.tag.removeprefix(TEI) for part in header[0]] == [
        "titleStmt", "publicationStmt", "seriesStmt", "sourceDesc"
    ]  # fmt: skip
    assert [(e.tag.removeprefix(TEI), e.text) for e in header[0][0]] == [
        ("title", "First"),
        ("editor", "Ole Berg"),
    ]
    assert header.findtext(f".//{TEI}sourceDesc/{TEI}p") == "A letter"
    assert first.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    second = etree.parse(out / "box-2" / "box-2.xml").getroot()
    assert second.find(f".//{TEI}date").get("when") == "1955"
    assert second.findtext(f".//{TEI}encodingDesc/{TEI}p") == "As it is"
    assert second.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert len(second.xpath("//*[@xml:id='ed']")) == 1
    assert "Ole Berg" in (out / "first" / "index.html").read_text("utf-8")


def test_an_empty_corpus_says_so(folder, out):
    report = build(folder(**{"box.xml": f'<teiCorpus xmlns="{NS}"/>', "a.xml": text("A")}), out)
    assert [(d.code, d.severity) for d in report.diagnostics] == [("X003", Severity.WARNING)]
    assert report.failed == []


def test_a_schema_of_the_folder_is_near_enough(folder, out):
    model = '<?xml-model href="../schema/own.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>\n'
    where = folder(**{"schema/own.rng": SCHEMA, "texts/a.xml": model + text("A")})
    assert [d.code for d in build(where, out).diagnostics] == ["V002"]
    far = build(where / "texts", out.parent / "far")
    assert [d.code for d in far.diagnostics] == ["S003"]


def test_what_cannot_be_printed_is_said_of_the_source(folder, out):
    where = folder(**{"Far.xml": "\n" + text("A", body="<p>日</p>")})
    report = build(where, out)
    (glyph,) = told(report, "X005")
    assert glyph.source == str(where / "Far.xml")
    assert glyph.position.line == 2
    assert (out / "far" / "index.html").is_file()
    assert "far.pdf" not in (out / "index.html").read_text("utf-8")


# --- images ---------------------------------------------------------------------------------------


def _picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (2, 2)).save(out, kind)
    return out.getvalue()


def test_images_go_with_their_document(folder, out):
    body = (
        '<pb facs="images/1%20a.PNG"/><pb facs="https://example.org/2.png"/><pb facs="images/none.png"/>'
        '<pb facs="../far.png"/><pb facs="images/page.html"/><pb facs="images/link.png"/><pb facs="images/s.svg"/>'
        '<figure><graphic url="./images/3.jpg#xywh=1"/></figure><p>x</p>'
    )
    one, three = _picture("PNG"), _picture("JPEG")
    files = {"t/images/1 a.PNG": one, "t/images/3.jpg": three, "t/images/other.png": one}
    others = {"far.png": one, "t/images/page.html": b"<script/>", "t/images/s.svg": b"<svg/>"}
    where = folder(**{"t/a.xml": text("A", body=body), **files, **others})
    (where / "t" / "images" / "link.png").symlink_to(where / "far.png")
    assert build(where, out).failed == []
    copied = {
        str(p.relative_to(out / "a")): p.read_bytes() for p in (out / "a" / "images").iterdir()
    }
    assert copied == {"images/1 a.PNG": one, "images/3.jpg": three}
    assert not (out / "far.png").exists()


def test_a_conversion_beside_its_record_is_left_out(tmp_path):
    """`convert a.md -o a.xml`, then `build`: the record is the source, and nothing fails."""
    source = tmp_path / "in"
    source.mkdir()
    text = HEADER + "The lamp.\n"
    (source / "a.md").write_text(text, "utf-8")
    (source / "a.xml").write_bytes(tei_bytes(encode_valid(read_record(text))))
    report = build(source, tmp_path / "out")
    assert report.failed == []
    assert len(report.records) == 1
    (told,) = [d for d in report.diagnostics if d.code == "I004"]
    assert told.severity is Severity.WARNING
    assert "a.md in the same folder" in told.message


def test_the_imprint_of_the_project_is_in_records(tmp_path):
    (tmp_path / "a.md").write_text("## May 1, 1950\n\n### Notes\n\nThe lamp.\n", "utf-8")
    (tmp_path / "edition.toml").write_text('publisher = "Moss Press"\n', "utf-8")
    build(tmp_path, tmp_path / "out")
    assert "<publisher>Moss Press</publisher>" in (tmp_path / "out/a/a.xml").read_text("utf-8")
