"""The web and the print edition."""

from __future__ import annotations

import io
import re
from itertools import pairwise

import pytest
from conftest import HEADER
from lxml import etree, html

from tei_edition import encode, read_record, render_html, render_pdf, tei_bytes
from tei_edition.saxon import Stylesheet, StylesheetError

HOSTILE = (
    'He wrote <script>alert("x")</script> and #read("/etc/passwd") $x$ *a* `b` @c \\" '
    '<https://a.example/"onload="x> [handwritten: #sys.inputs; "quoted" \\\\ ]'
)


@pytest.fixture(scope="module")
def tree(seed):
    return encode(read_record(seed))


def test_page_has_every_word_and_links_both_ways(tree):
    page = html.fromstring(render_html(tree))
    text = " ".join(page.text_content().split())
    for paragraph in tree.getroot().iterfind(".//{*}body//{*}p"):
        for part in paragraph.itertext():
            assert " ".join(part.split()) in text
    ids = set(page.xpath("//@id"))
    targets = page.xpath("//a[starts-with(@href, '#')]/@href")
    assert {target[1:] for target in targets} <= ids
    assert len(page.xpath("//section[@class='notes']//li")) == len(
        tree.getroot().findall(".//{*}body//{*}note")
    )
    assert page.xpath("//ins")
    assert page.xpath("//del")


def test_text_never_becomes_markup():
    tree = encode(read_record(HEADER + HOSTILE))
    page = html.fromstring(render_html(tree))
    assert not page.xpath("//article//script | //body//@onload")
    assert '<script>alert("x")</script>' in page.text_content()
    assert '#read("/etc/passwd")' in _pdf_text(render_pdf(tree))


def _pdf_text(data: bytes) -> str:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    return re.sub(r"\s+", " ", text)


def test_pdf_is_archival_and_carries_the_tei(tree):
    import pikepdf

    data = render_pdf(tree)
    assert data == render_pdf(tree)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        metadata = pdf.open_metadata()
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"
        assert str(pdf.Root.Lang) == "en"
        attached = pdf.attachments["record-300881.xml"].get_file().read_bytes()
    assert attached == tei_bytes(tree)
    text = _pdf_text(data)
    assert "which will be better than natural" in text
    assert "Translator’s note:" in text


def test_stylesheets_open_nothing(tmp_path):
    (tmp_path / "secret.xml").write_text("<secret/>")
    sheet = tmp_path / "s.xsl"
    sheet.write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        f'<xsl:template match="/"><xsl:copy-of select="doc(\'{(tmp_path / "secret.xml").as_uri()}\')"/>'
        "</xsl:template></xsl:stylesheet>"
    )
    with pytest.raises(StylesheetError):
        Stylesheet(sheet).transform(etree.ElementTree(etree.Element("x")))


def test_stylesheet_that_does_not_compile(tmp_path):
    sheet = tmp_path / "s.xsl"
    sheet.write_text("<no/>")
    with pytest.raises(StylesheetError):
        Stylesheet(sheet)


def test_a_record_without_its_pdf_still_has_its_page(tmp_path):
    from tei_edition.build.edition import build

    (tmp_path / "a.md").write_text(HEADER + "The comrade [同志] came.", "utf-8")
    out = tmp_path / "out"
    report = build(tmp_path / "a.md", out)
    assert [d.code for d in report.diagnostics if d.code.startswith("X")] == ["X005"]
    assert report.failed == [str(tmp_path / "a.md")]
    (page,) = out.glob("record-*/index.html")
    assert "同志" in page.read_text("utf-8")
    assert not list(out.glob("record-*/*.pdf"))
    for file in (page, out / "index.html"):
        assert ".pdf" not in file.read_text("utf-8")


def test_headings_never_skip_a_level():
    tree = encode(read_record(HEADER + "Text.\n\n# One\n\nMore.\n\n### Deep\n\nMore."))
    assert render_pdf(tree).startswith(b"%PDF-")
    levels = [
        int(h.tag[1]) for h in html.fromstring(render_html(tree)).xpath("//h1|//h2|//h3|//h4")
    ]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_marks_in_marks_and_empty_headings_can_be_printed():
    text = "Now ~~the [crossed out: very [added by hand: old]] lamp~~.\n\n#\n\nMore [Hans [x]?]."
    data = render_pdf(encode(read_record(HEADER + text)))
    assert "old" in _pdf_text(data)
