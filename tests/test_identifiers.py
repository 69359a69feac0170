"""DOI and ARK: wherever a page, a list or a PDF says how something is cited."""

from __future__ import annotations

import json

import pytest
from lxml import html

from tei_edition import render_html
from tei_edition.build.settings import read_settings
from tei_edition.publish.paper.options import PrintOptions
from tei_edition.publish.paper.pdf import Source, metadata, render_typst
from tei_edition.publish.site import Site
from tei_edition.publish.web.pages import render_index
from tei_edition.tei.document import parse_tei

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="letter" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>A letter</title></titleStmt><publicationStmt><publisher>Board</publisher>
<idno type="URL">https://board.example/1</idno>{}</publicationStmt>
<sourceDesc><p>Paper.</p></sourceDesc></fileDesc></teiHeader><text><body><p>Dear all</p></body></text></TEI>"""
DOI = '<idno type="DOI">10.5281/zenodo.17</idno>'


def shown(number="", **site):
    page = html.fromstring(render_html(TEI.format(number).encode(), site=Site(**site)))
    metas = {m.get("name"): m.get("content") for m in page.iter("meta")}
    (data,) = page.xpath("//script[@type='application/ld+json']")
    forms = {f.get("data-form"): f.text_content() for f in page.xpath("//*[@data-form]")}
    return page, metas, json.loads(data.text), forms


@pytest.mark.parametrize(
    "number",
    [DOI, DOI.replace(">10", ">https://doi.org/10"), DOI.replace(">10", "> doi:10")],
)
def test_the_doi_of_a_document_is_how_it_is_cited(number):
    page, metas, data, forms = shown(number)
    address = "https://doi.org/10.5281/zenodo.17"
    assert metas["citation_doi"] == "10.5281/zenodo.17"
    assert data["identifier"] == address
    assert page.xpath("//link[@rel='cite-as']/@href") == [address]
    assert forms["chicago"] == f"“A letter,” Board, {address}."
    assert forms["mla"] == f"“A letter.” Board, {address}."
    assert "doi = {10.5281/zenodo.17}" in forms["bibtex"]
    assert "DO  - 10.5281/zenodo.17" in forms["ris"]
    assert json.loads(forms["csl-json"])[0]["DOI"] == "10.5281/zenodo.17"


def test_an_ark_is_cited_where_there_is_no_doi():
    _, metas, data, forms = shown('<idno type="ARK">ark:/12345/x6</idno>')
    assert "citation_doi" not in metas
    assert data["identifier"] == "https://n2t.net/ark:/12345/x6"
    assert forms["chicago"].endswith(", https://n2t.net/ark:/12345/x6.")


def test_the_doi_of_an_edition_is_that_of_what_a_document_is_part_of():
    page, metas, data, forms = shown(title="Letters", identifier="10.5281/zenodo.1")
    address = "https://doi.org/10.5281/zenodo.1"
    assert "citation_doi" not in metas
    assert metas["DCTERMS.isPartOf"] == address
    assert data["isPartOf"] == {
        "@type": "Collection",
        "@id": address,
        "identifier": address,
        "name": "Letters",
    }
    assert (
        "Letters, https://doi.org/10.5281/zenodo.1."
        in page.get_element_by_id("cite").text_content()
    )
    assert forms["chicago"].endswith("https://board.example/1.")


def test_the_first_page_says_how_the_edition_is_cited():
    site = Site(title="Letters", identifier="10.5281/zenodo.1")
    page = html.fromstring(render_index([], site=site))
    metas = {m.get("name"): m.get("content") for m in page.iter("meta")}
    assert metas["citation_doi"] == "10.5281/zenodo.1"
    assert page.xpath("//main//a/@href") == ["https://doi.org/10.5281/zenodo.1"]


def test_the_pdf_says_both():
    tree = parse_tei(TEI.format(DOI).encode(), "letter.xml")
    text = render_typst(tree, PrintOptions(edition="Letters, https://doi.org/10.5281/zenodo.1"))
    assert '"Board, https://doi.org/10.5281/zenodo.17"' in text
    assert '"Letters, https://doi.org/10.5281/zenodo.1"' in text
    assert metadata(Source(tree))["identifier"] == ["https://doi.org/10.5281/zenodo.17"]


def test_settings_hand_the_number_of_the_edition_to_pages_and_print(tmp_path):
    path = tmp_path / "edition.toml"
    path.write_text('title = "Letters"\ndoi = "10.5281/zenodo.1"\n', "utf-8")
    design = read_settings(path).design()
    assert design.site.identifier == "10.5281/zenodo.1"
    assert design.print.edition == "Letters, https://doi.org/10.5281/zenodo.1"
    path.write_text('ark = "ark:/12345/x6"\n', "utf-8")
    assert read_settings(path).design().print.edition == "https://n2t.net/ark:/12345/x6"
