"""The project's schemas by command, and the reference of an ODD as a page."""

from __future__ import annotations

import re

import pytest
from lxml import etree, html
from typer.testing import CliRunner

from tei_edition import EditionError
from tei_edition.build.edition import build
from tei_edition.cli.app import app
from tei_edition.odd import schemas
from tei_edition.publish.site import Addresses
from tei_edition.publish.web.encoding import render_encoding


def run(*arguments):
    return CliRunner().invoke(app, ["schema", *map(str, arguments)])


def test_the_schemas_are_listed_and_printed():
    listed = run()
    assert listed.exit_code == 0
    for path in schemas.files():
        if path.name != "xml.xsd":
            assert path.name in listed.output
            printed = run(f"--{path.suffix[1:]}")
            assert printed.stdout_bytes == path.read_bytes()


def test_the_schemas_are_written(tmp_path):
    assert run("--sch", "-o", tmp_path / "x.sch").exit_code == 0
    assert (tmp_path / "x.sch").read_bytes() == schemas.schematron().read_bytes()
    assert run("--rng", "--xsd", "--odd", "-o", tmp_path / "all").exit_code == 0
    names = {"tei-edition.odd", "tei-edition.rng", "tei-edition.xsd", "xml.xsd"}
    assert {path.name for path in (tmp_path / "all").iterdir()} == names
    assert run("--xsd", "-o", tmp_path / "all").exit_code == 0
    refused = run("--rng", "--xsd")
    assert refused.exit_code == 1
    assert "I006" in refused.output


@pytest.fixture(scope="module")
def page():
    return html.fromstring(render_encoding())


def test_every_element_has_an_entry(page):
    odd = etree.parse(schemas.odd())
    for spec in odd.iter("{*}elementSpec"):
        name = spec.get("ident")
        (entry,) = page.xpath(f"//article[@id='element-{name}']")
        words = " ".join(entry.text_content().split())
        assert " ".join("".join(spec.find("{*}desc").itertext()).split()) in words
        for attribute in spec.iterfind("{*}attList/{*}attDef"):
            assert attribute.get("ident") in [th.text for th in entry.xpath(".//tbody//th/code")]
            for value in attribute.iter("{*}valItem"):
                assert entry.xpath(f".//ul[@class='values']//code[.='{value.get('ident')}']"), value
        (example,) = entry.xpath("./pre")
        shown = example.text_content()
        given = spec.find("{*}exemplum/{*}egXML")
        for node in given.iterdescendants(etree.Element):
            assert f"<{etree.QName(node).localname}" in shown
        assert "".join("".join(given.itertext()).split()) in _without_tags(shown)
        assert entry.xpath("./dl/dd"), name


def _without_tags(shown: str) -> str:
    return "".join(re.sub("<[^>]*>", "", shown).split())


def test_who_may_stand_where(page):
    def links(name, which):
        return page.xpath(f"//article[@id='element-{name}']/dl/dd[{which}]/a/@href")

    assert links("row", 1) == ["#element-table"]
    assert links("row", 2) == ["#element-cell"]
    assert "#element-p" in links("gap", 1)
    assert not links("TEI", 1)


def test_every_link_of_the_page_arrives(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    inside = [href for href in page.xpath("//a/@href") if href.startswith("#")]
    assert len(inside) > 500
    assert {href[1:] for href in inside} <= set(ids)


def test_rules_are_named_as_findings_name_them(page):
    named = {re.sub("^rule-", "", i) for i in page.xpath("//dl[@class='rules']/dt/@id")}
    rules = etree.parse(schemas.schematron())
    assert named == {p.get("id") for p in rules.iter("{*}pattern")}


def test_the_edition_has_its_reference(tmp_path, seed):
    build(seed, tmp_path)
    page = html.parse(tmp_path / "encoding" / "index.html")
    for address in (*page.xpath("//link/@href"), *page.xpath("//a/@href")):
        if not address.startswith("#"):
            assert (tmp_path / "encoding" / address).exists(), address
    assert html.parse(tmp_path / "index.html").xpath("//a[@href='encoding/index.html']")


def test_the_odd_of_a_stranger(tmp_path):
    odd = tmp_path / "x.odd"
    odd.write_text(
        """<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:rng="http://relaxng.org/ns/structure/1.0"><teiHeader/><text><body><head>A &lt;script>alert(1)&lt;/script></head>
        <div><head>On</head><p>See <ref target="javascript:alert(1)">this</ref> and <ref target="https://example.org/">that</ref>, <tag>x</tag>.</p></div>
        <schemaSpec ident="x"><classSpec ident="model.c" type="model"/><macroSpec ident="macro.m"><desc>m</desc><content><textNode/></content></macroSpec>
        <elementSpec ident="a&quot;onclick=" module="own"><desc>d</desc><content><sequence><classRef key="model.c" minOccurs="2" maxOccurs="3"/><anyElement/><elementRef key="gone"/></sequence></content>
        <attList><attDef ident="n"><desc>n</desc><datatype maxOccurs="unbounded"><dataRef name="date"/></datatype></attDef><attDef ident="o"><valList type="semi"><valItem ident="v"/></valList></attDef></attList><remarks><p>r</p></remarks></elementSpec>
        <elementSpec ident="b"><classes><memberOf key="model.c"/></classes><content><rng:ref name="macro.m"/></content></elementSpec>
        <elementSpec ident="c"><content><valList><valItem ident="v"/></valList></content></elementSpec><elementSpec ident="e"><content><dataRef key="teidata.word"/></content></elementSpec></schemaSpec></body></text></TEI>"""
    )
    result = run("doc", odd, "-o", tmp_path / "x.html")
    assert result.exit_code == 0, result.output
    page = html.parse(tmp_path / "x.html")
    assert page.findtext(".//h1") == "A <script>alert(1)</script>"
    assert not page.xpath("//script | //@onclick")
    assert page.xpath("//section[@class='prose']//a/@href") == ["https://example.org/"]
    words = " ".join(page.getroot().text_content().split())
    assert "(b){2,3}, any element, gone" in words
    assert "date; several, with spaces between" in words
    assert "and others" in words
    assert page.xpath("//style")
    for text in ("<TEI xmlns='http://www.tei-c.org/ns/1.0'/>", "<x"):
        odd.write_text(text)
        with pytest.raises(EditionError):
            render_encoding(odd)


def test_the_page_prints_to_standard_output():
    assert run("doc").output.startswith("<!DOCTYPE")


def test_the_page_loads_nothing_of_strangers():
    for assets, style in (("../assets/", "'self'"), ("", "'unsafe-inline'")):
        page = render_encoding(addresses=Addresses(assets=assets, home="x") if assets else None)
        assert f"Content-Security-Policy\" content=\"default-src 'none'; style-src {style};" in page
        assert "<script" not in page
