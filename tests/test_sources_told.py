"""What a header says of its source, on the page and in print: descriptions of manuscripts, and the key of the sigla."""

from __future__ import annotations

from conftest import ROOT
from lxml import etree, html

from tei_edition import render_html
from tei_edition.publish.paper.pdf import render_typst

SOURCES = etree.parse(str(ROOT / "tests" / "templates" / "sources.xml"))
ROWS = {
    "Collection": "Board papers",
    "Contents": "f. 1 LIND, Of lamps; incipit: Lux est; explicit: nox.",
    "Extent": "116 (ii + 114 leaves), 305 × 220 mm, written space 215 × 150 mm",
    "Collation": "1–10¹⁰, 11¹²",
    "Layout": "Two columns",
    "Origin": "Moss",
    "Literature": "Berg 1951",
    "A": "Moss, MS 9, 1410",
}


def test_print_and_page_tell_the_same_of_a_manuscript():
    page = html.document_fromstring(render_html(SOURCES))
    (section,) = page.xpath("//section[@id='provenance']")
    rows = [
        (dt.text_content(), dt.xpath("string(following-sibling::dd[1])"))
        for dt in section.iter("dt")
    ]
    printed = render_typst(SOURCES)
    for row in ROWS.items():
        assert row in rows
        assert '("{}", "{}")'.format(*row) in printed
    assert ("Archive", "Old Library, Harbour School, Moss, Agder, Norway") in rows
    assert any(words == "second leaf begins: uidit" for _, words in rows)


def test_sigla_are_links_to_the_witnesses():
    page = html.document_fromstring(render_html(SOURCES))
    links = page.xpath("//section[@id='notes']//a[@class='siglum']")
    assert [a.text for a in links] == ["A", "B"]
    assert [page.xpath(f"string(//dt[@id='{a.get('href')[1:]}'])") for a in links] == ["A", "B"]
    assert "#description(" not in render_typst(plain())


def plain():
    text = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>x</p></body></text></TEI>'
    return etree.ElementTree(etree.fromstring(text))
