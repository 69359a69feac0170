"""The edition as a site: index, filters, feed, sitemap, settings, stylesheets of one's own, search."""

from __future__ import annotations

import re
import shutil
import sys
import types

import pypdfium2
import pytest
from conftest import HEADER, ROOT
from lxml import etree, html
from typer.testing import CliRunner

from tei_edition import EditionError, encode, read_record, render_html
from tei_edition.build.edition import build
from tei_edition.build.settings import Settings, read_settings
from tei_edition.cli.app import app
from tei_edition.publish import output as outputs
from tei_edition.publish.output import OUTPUTS, Of, Output
from tei_edition.publish.site import Made
from tei_edition.publish.web.pages import render_index
from tei_edition.saxon import StylesheetError, custom_stylesheet

ATOM = "{http://www.w3.org/2005/Atom}"


def record(number: int, date: str, title: str, archive: str) -> str:
    text = HEADER.replace("March 3, 1955", date).replace("Letter to the Harbour Board", title)
    return text.replace("RGAE", archive).replace("1017", str(number)) + "A text.\n"


RECORDS = [
    record(1, "March 3, 1955", "Letter to the Harbour Board", "RGAE"),
    record(2, "May 1, 1962", "Minutes of the & <Board>", "RGANI"),
    record(3, "June 2, 1962", "A third letter", "RGANI"),
]


@pytest.fixture
def records(tmp_path):
    folder = tmp_path / "records"
    folder.mkdir()
    for number, text in enumerate(RECORDS):
        (folder / f"{number}.md").write_text(text, "utf-8")
    return folder


def test_the_index_lists_all_in_order_of_date():
    trees = [encode(read_record(text)) for text in reversed(RECORDS)]
    page = html.fromstring(render_index(trees))
    titles = [link.text for link in page.xpath("//ol[@class='records']//h2/a")]
    assert titles == ["Letter to the Harbour Board", "Minutes of the & <Board>", "A third letter"]
    assert [row.get("data-date") for row in page.xpath("//tbody/tr")] == [
        "1955-03-03",
        "1962-05-01",
        "1962-06-02",
    ]
    assert page.xpath("//select[@name='archive']/option/text()")[0] == "all"
    assert page.xpath("//select[@name='language']/option/text()") == ["all", "Russian"]


def test_filters_and_sorting_in_a_browser(browser, records, tmp_path):
    out = tmp_path / "out"
    build(records, out)
    context = browser.new_context()
    page = context.new_page()
    messages = []
    page.on("console", lambda message: messages.append(message.text))
    address = (out / "index.html").as_uri()
    page.goto(address)
    entries = page.locator(".records > li:visible")
    assert entries.count() == 3
    page.fill("[name=from]", "1960")
    assert entries.count() == 2
    assert page.locator("#count").inner_text() == "2 records"
    page.fill("[name=q]", "minutes board")
    assert entries.count() == 1
    assert "from=1960" in page.url
    page.reload()
    assert entries.count() == 1
    page.goto(address)
    page.click("[data-set-layout=table]")
    assert not entries.first.is_visible()
    page.click("[data-sort='1']")
    first = page.locator("tbody tr:visible td:nth-child(2)").first
    assert first.inner_text() == "A third letter"
    page.click("[data-sort='1']")
    assert first.inner_text() == "Minutes of the & <Board>"
    assert page.get_attribute("th:nth-child(2)", "aria-sort") == "descending"
    assert messages == []
    context.close()


def test_feed_and_sitemap_where_the_address_is_known(records, tmp_path):
    out = tmp_path / "out"
    build(records, out, settings=Settings(title="T & <T>", address="https://example.org/e/"))
    feed = etree.parse(out / "feed.atom").getroot()
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}title") == "T & <T>"
    assert [e.findtext(f"{ATOM}title") for e in feed.iter(f"{ATOM}entry")][
        1
    ] == "Minutes of the & <Board>"
    for updated in feed.iter(f"{ATOM}updated"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", updated.text)
    assert feed.findtext(f"{ATOM}updated").startswith("1962-06-02")
    sitemap = etree.parse(out / "sitemap.xml").getroot()
    places = [loc.text for loc in sitemap.iter("{*}loc")]
    # The three records, the three lists, the reference, and the first page.
    assert len(places) == 8
    for place in places:
        path = place.removeprefix("https://example.org/e/")
        assert (out / path).exists(), place
    missing = html.parse(out / "404.html")
    base = "https://example.org/e/"
    assert missing.xpath("//a/@href") == [
        base,
        f"{base}search/index.html",
        f"{base}browse/years.html",
    ]
    assert missing.xpath("//link[@rel='stylesheet']/@href") == ["/e/assets/edition.css"]
    build(records, tmp_path / "plain")
    assert not (tmp_path / "plain" / "feed.atom").exists()


def test_the_example_of_the_documentation(records, tmp_path):
    (records / "1.md").write_text(RECORDS[1] + "\n\nSeen by [our] man [stamp: Secret].\n", "utf-8")
    for path in (ROOT / "docs" / "example").iterdir():
        shutil.copy(path, records)
    out = tmp_path / "out"
    result = CliRunner().invoke(app, ["build", str(records), "--out", str(out)])
    assert result.exit_code == 0, result.output
    page = html.parse(next(out.glob("record-1/index.html")))
    assert page.xpath("//main//*[@id='p1']/span[@class='pilcrow']")
    assert page.findtext(".//title") == "Letter to the Harbour Board · Letters of the Harbour Board"
    assert page.xpath("//footer/p/text()") == ["Edited by the Harbour Archive. Texts: CC BY 4.0."]
    for address in (*page.xpath("//link[@rel='stylesheet']/@href"), *page.xpath("//img/@src")):
        assert (out / "record-1" / address).is_file()
    style = (out / "assets" / "custom" / "style.css").read_text("utf-8")
    assert "--accent: light-dark(#0b5563, #7fd3e3);" in style
    assert "h1 { font-weight: 400; }" in style
    assert page.xpath("//link[@rel='canonical']/@href") == [
        "https://letters.example.org/record-1/index.html"
    ]
    pdf = pypdfium2.PdfDocument(out / "record-2" / "record-2.pdf")
    words = pdf[0].get_textpage().get_text_bounded()
    assert [round(side / 72, 2) for side in pdf[0].get_size()] == [6, 9]
    pdf.close()
    assert "Seen by ⟨our⟩ man Stamp: Secret." in words


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ('title = "T', "Illegal character", "1:"),
        ('\ntitel = "T"', "titel is not a setting; did you mean title? The settings are title", "2:1"),
        ("title = 1", "title must be a string", "1:1"),
        ('address = "example.org"', "address must be the web address", "1:1"),
        ('address = "https://x/\\" onload="', "address", "1:1"),
        ('title = "T"\nlogo = "none.svg"', "there is no such file next to", "2:1"),
        ("colours = 1", "must be a table", "1:1"),
        ('[colours]\naccnt = "red"', "accnt is not a page colour", "2:1"),
        ('[colours]\naccent = "red; } body {"', "accent must be a CSS colour", "2:1"),
        ('[colours]\naccent = "purpel"', "accent must be a CSS colour", "2:1"),
        ('[colours]\naccent = "#12345"', "accent must be a CSS colour", "2:1"),
        ('[colours]\naccent = ["red"]', "accent must be a CSS colour", "2:1"),
        ('font = "a; } b {"', "font must be a list", "1:1"),
        ("print = 1", "print must be a table", "1:1"),
        ('[print]\npapr = "a4"', "papr is not a setting in [print]; did you mean paper? The settings are paper", "2:1"),
        ('[print]\npaper = "a3"', "paper must be one of a4, us-letter, a5, 6x9", "2:1"),
        ("[print]\nline-numbers = true", "line-numbers must be one of 0, 5, 10", "2:1"),
        ('[print]\ntwo-sided = "yes"', "two-sided must be true or false", "2:1"),
        ('[print]\nfonts = "a.otf"', "fonts must be a list of files", "2:1"),
        ('[print]\nfonts = ["a.otf"]', "there is no such file next to", "2:1"),
        ('[print]\ncolour = "red"', "colour must be a colour such as", "2:1"),
        ('[print]\nstandards = ["a-9"]', "standards must be a list of", "2:1"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_understood(tmp_path, text, words, place):
    path = tmp_path / "edition.toml"
    path.write_text(text)
    with pytest.raises(EditionError) as caught:
        read_settings(path)
    (said,) = caught.value.diagnostics
    assert said.code == "C001"
    assert words in said.message or place == "1:"
    assert str(said.position).startswith(place)
    result = CliRunner().invoke(app, ["build", str(ROOT / "seeds"), "--config", str(path)])
    assert result.exit_code == 1
    assert "C001" in result.output


def test_a_stylesheet_of_ones_own(tmp_path, seed):
    (tmp_path / "more.xsl").write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xpath-default-namespace="http://www.tei-c.org/ns/1.0">'
        '<xsl:template match="supplied" priority="9"><b class="own"><xsl:apply-templates/></b></xsl:template></xsl:stylesheet>'
    )
    mine = tmp_path / "mine.xsl"
    mine.write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:import href="tei-edition:html/html.xsl"/><xsl:include href="more.xsl"/></xsl:stylesheet>'
    )
    page = html.fromstring(render_html(encode(read_record(seed)), xslt=mine))
    assert len(page.xpath("//b[@class='own']")) == 4
    tei = tmp_path / "a.xml"
    from tei_edition import tei_bytes

    tei.write_bytes(tei_bytes(encode(read_record(seed))))
    result = CliRunner().invoke(app, ["render", "html", str(tei), "--xslt", str(mine)])
    assert 'class="own"' in result.output
    mine.write_text("<no")
    custom_stylesheet.cache_clear()
    result = CliRunner().invoke(app, ["render", "html", str(tei), "--xslt", str(mine)])
    assert result.exit_code == 1
    assert "C002" in result.output
    with pytest.raises(StylesheetError):
        custom_stylesheet(tmp_path / "none.xsl")


@pytest.mark.parametrize("table", ["", "[print]\n"])
def test_a_build_tells_of_a_stylesheet_that_fails(records, tmp_path, table):
    (records / "own.xsl").write_text("<no")
    (records / "edition.toml").write_text(f'{table}xslt = "own.xsl"\n')
    result = CliRunner().invoke(app, ["build", str(records), "--out", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert result.output.count("own.xsl: error C002") == len(RECORDS)


def test_elements_without_a_rule_are_named_where_one_asks(tmp_path):
    tei = tmp_path / "a.xml"
    tei.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p><odd>kept</odd></p></body></text></TEI>'
    )
    quiet = CliRunner().invoke(app, ["render", "html", str(tei)])
    assert "kept" in quiet.output
    assert "X006" not in quiet.output
    told = CliRunner().invoke(app, ["--verbose", "render", "html", str(tei)])
    assert "info X006: the stylesheets have no rule for `odd`" in told.output


def test_the_timeline_of_an_edition_leads_to_its_years(records, tmp_path):
    build(records, tmp_path / "out")
    page = html.parse(tmp_path / "out" / "index.html")
    bars = page.xpath("//svg[@class='timeline']/a")
    assert [bar.findtext("title") for bar in bars] == ["1955: 1", "1962: 2"]
    heights = [float(bar.get("height")) for bar in page.xpath("//svg/a/rect[not(@class)]")]
    assert heights[1] > heights[0]
    assert page.xpath("//svg[@class='timeline']/text/text()")[0] == "1955"
    for bar in bars:
        assert (tmp_path / "out" / bar.get("href")).is_file()


def test_words_are_found_in_texts(records, tmp_path, browser, serve):
    (records / "2.md").write_text(
        RECORDS[2] + "\n\nA sluice[Translator's note: a *weir*].\n", "utf-8"
    )
    out = tmp_path / "out"
    build(records, out)
    context = browser.new_context()
    page = context.new_page()
    messages = []
    page.on("console", lambda message: messages.append(message.text))
    page.goto(serve(out) + "/index.html")
    for words in ("sluice", "weir"):
        page.fill("[name=q]", words)
        page.wait_for_selector("#found a")
        assert page.locator("#found a").inner_text() == "A third letter"
        assert page.locator(".records > li:visible").count() == 1
        assert page.locator("#count").inner_text() == "1 record"
    page.fill("[name=q]", "")
    page.wait_for_selector("#found", state="hidden")
    assert page.locator(".records > li:visible").count() == 3
    page.fill("[name=q]", "zeppelin")
    page.wait_for_timeout(300)
    assert page.locator("#count").inner_text() == "0 records"
    assert messages == []
    context.close()


def test_nothing_stays_of_a_record_that_is_gone(records, tmp_path):
    out = tmp_path / "out"
    first = build(records, out).records
    (out / "kept").mkdir()
    (records / "0.md").unlink()
    broken = records / "1.md"
    text = broken.read_text("utf-8")
    broken.write_bytes(b"\xff\xfe\xfa")
    failed = build(records, out)
    assert failed.failed
    assert len(failed.withdrawn) == 1
    broken.write_text(text, "utf-8")
    left = build(records, out).records
    assert len(left) == len(first) - 1
    # What is gone keeps a page that says so, and nothing else.
    assert [id for id in first if (out / id / "source.html").exists()] == left
    assert [path.name for path in (out / failed.withdrawn[0]).iterdir()] == ["index.html"]
    assert (out / "kept").is_dir()


def test_a_list_of_records_that_was_tampered_with_deletes_nothing_else(records, tmp_path):
    out, other = tmp_path / "out", tmp_path / "other"
    build(records, out)
    other.mkdir()
    (out / "link").symlink_to(other)
    marker = out / ".tei-edition"
    marker.write_text(marker.read_text() + "../other/\n..\n\nlink/\n/\n")
    build(records, out)
    assert other.is_dir()
    assert (out / "link").is_symlink()


def test_every_output_is_at_its_address(tmp_path):
    """The list is what is built: nothing beside it, and nothing of it is missing."""
    (tmp_path / "in").mkdir()
    for name in ("a", "b"):
        text = HEADER.replace("/1017", f"/{ord(name)}") + "The lamp.\n"
        (tmp_path / "in" / f"{name}.md").write_text(text, "utf-8")
    settings = 'address = "https://example.org/"\nregister = "register.csv"\npages = ["about.md"]\n'
    (tmp_path / "in" / "edition.toml").write_text(settings, "utf-8")
    (tmp_path / "in" / "about.md").write_text("# About\n", "utf-8")
    (tmp_path / "in" / "register.csv").write_text("id,kind,name\nlind,person,Ana Lind\n", "utf-8")
    report = build(tmp_path / "in", tmp_path / "out")
    for output in OUTPUTS:
        documents = report.records if output.of is Of.DOCUMENT else [""]
        for one in documents:
            assert (tmp_path / "out" / output.address.format(id=one)).exists(), output.name


def test_one_more_output_is_a_module_and_a_line(tmp_path, monkeypatch):
    module = types.ModuleType("tei_edition.publish.words")
    module.make = lambda document, design: Made(
        {f"{document.id}/words.txt": f"{len(document.data)}"}
    )
    monkeypatch.setitem(sys.modules, module.__name__, module)
    added = Output("words", Of.DOCUMENT, "words", "{id}/words.txt")
    monkeypatch.setattr(outputs, "OUTPUTS", (*OUTPUTS, added))
    (tmp_path / "a.md").write_text(HEADER + "The lamp.\n", "utf-8")
    (name,) = build(tmp_path / "a.md", tmp_path / "out").records
    size = (tmp_path / "out" / name / f"{name}.xml").stat().st_size
    assert (tmp_path / "out" / name / "words.txt").read_text() == str(size)


PLACEHOLDERS = re.compile(r"unnamed|not stated in|no terms of use|no placeholder", re.IGNORECASE)


def _bare(tmp_path, settings=""):
    """The edition of a record that names neither its publisher nor its editors or terms."""
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.md").write_text(
        "## May 1, 1950\n\n### Notes\n\nThe [our] lamp [Note: old].\n", "utf-8"
    )
    if settings:
        (source / "edition.toml").write_text(settings, "utf-8")
    report = build(source, tmp_path / "out")
    assert report.failed == []
    return tmp_path / "out"


def test_no_placeholder_is_published(tmp_path):
    out = _bare(tmp_path, 'address = "https://example.org/"\n')
    for path in sorted(out.rglob("*")):
        if path.suffix in (".html", ".xml", ".atom") and "encoding" not in path.parts:
            assert not PLACEHOLDERS.search(path.read_text("utf-8")), path
    printed = pypdfium2.PdfDocument(out / "a" / "a.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in printed)
    assert not PLACEHOLDERS.search(text)
    tei = etree.parse(out / "a" / "a.xml")
    assert tei.find(".//{*}availability").get("status") == "unknown"


def test_the_project_names_publisher_place_editors_and_licence(tmp_path):
    out = _bare(
        tmp_path,
        'publisher = "Moss Press"\nplace = "Moss"\neditors = ["Ana Lind"]\n'
        '[licence]\nname = "CC BY 4.0"\ntarget = "https://creativecommons.org/licenses/by/4.0/"\n',
    )
    tei = etree.parse(out / "a" / "a.xml")
    assert tei.findtext(".//{*}publicationStmt/{*}publisher") == "Moss Press"
    assert tei.findtext(".//{*}publicationStmt/{*}pubPlace") == "Moss"
    assert tei.findtext(".//{*}respStmt/{*}persName") == "Ana Lind"
    licence = tei.find(".//{*}availability/{*}licence")
    assert (licence.text, licence.get("target")[-7:]) == ("CC BY 4.0", "by/4.0/")
    assert tei.find(".//{*}availability").get("status") is None
    page = html.parse(out / "a" / "index.html").getroot().text_content()
    for words in ("Moss Press", "Ana Lind", "CC BY 4.0", "Place of publication"):
        assert words in page


@pytest.mark.parametrize(
    "settings",
    ["publisher = 3", 'editors = "Ana Lind"', "[licence]\nnames = 1", '[licence]\ntarget = "x"'],
)
def test_a_wrong_imprint_has_its_line(settings, tmp_path):
    (tmp_path / "edition.toml").write_text(settings + "\n", "utf-8")
    with pytest.raises(EditionError, match=r"edition.toml:\d+:\d+: error C001"):
        read_settings(tmp_path / "edition.toml")
