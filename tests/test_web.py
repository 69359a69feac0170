"""The web edition in a browser: views, cards, notes, keyboard, accessibility, no request elsewhere."""

from __future__ import annotations

import json
import re
from itertools import pairwise, product
from pathlib import Path

import pytest
from lxml import etree, html

from tei_edition import encode, read_record, render_html, tei_bytes
from tei_edition.publish.site import Addresses

TEI = "{http://www.tei-c.org/ns/1.0}"
WIDTHS = (320, 768, 1440)


@pytest.fixture(scope="module")
def axe() -> str:
    package = pytest.importorskip("axe_playwright_python")
    return Path(package.__file__).with_name("axe.min.js").read_text("utf-8")


@pytest.fixture
def open_page(browser, edition):
    """A function that opens a page of the edition; at the end nothing must have been said or missed."""
    contexts, messages, asked = [], [], []

    def opened(path="/record-300881/index.html", width=1440, view=None, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(edition + path)
        if view:
            page.click(f"[data-set-view={view}]")
            if view == "tei":
                page.wait_for_selector("section.tei pre")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert messages == []
    assert [url for url in asked if not url.startswith(edition)] == []


#: Each view in each width and in both themes, and each width in both.
VIEWS = [
    (view, width, ("light", "dark")[(i + j) % 2])
    for i, view in enumerate(["reading", "diplomatic", "tei"])
    for j, width in enumerate(WIDTHS)
]


@pytest.mark.parametrize(("view", "width", "theme"), VIEWS)
def test_accessible_in_every_view(open_page, axe, view, width, theme):
    page = open_page(width=width, view=view, color_scheme=theme)
    page.evaluate(axe)
    found = page.evaluate(
        "axe.run(document, {resultTypes: ['violations'], runOnly:"
        " ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


OTHER_PAGES = ["/index.html", "/record-300881/source.html"]
#: Thousands of nodes, and a layout for narrow windows and one for wide ones.
REFERENCE = "/encoding/index.html"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", [*OTHER_PAGES, REFERENCE])
def test_the_other_pages_are_no_wider_than_the_window(open_page, path, width):
    page = open_page(path, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("path", "width"),
    [
        *product(OTHER_PAGES, (min(WIDTHS), max(WIDTHS))),
        (REFERENCE, min(WIDTHS)),
    ],
)
def test_the_other_pages_are_accessible_too(open_page, axe, path, width):
    page = open_page(path, width)
    page.evaluate(axe)
    # Of entries that are made alike, as those of the reference are, one is looked at.
    page.evaluate(
        """() => {
          const seen = new Set();
          for (const entry of document.querySelectorAll('article[id]')) {
            const parts = [...entry.querySelectorAll('*')].map((e) => e.tagName + '.' + e.className);
            const make = [...new Set(parts)].sort().join(' ');
            if (seen.has(make)) entry.remove();
            seen.add(make);
          }
        }"""
    )
    # Only what is wrong is carried over.
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == []


def reading_words(tree: etree._ElementTree) -> list[str]:
    """The words of the text without what was deleted and what was noted."""
    parts = []

    def walk(node):
        if node.tag in (f"{TEI}del", f"{TEI}note"):
            return
        if node.tag == f"{TEI}lb":
            parts.append(" ")
        if node.tag == f"{TEI}gap":
            return
        parts.append(node.text or "")
        for child in node:
            if isinstance(child.tag, str):
                walk(child)
            parts.append(child.tail or "")
        if node.tag in (f"{TEI}p", f"{TEI}head", f"{TEI}opener"):
            parts.append(" ")

    walk(tree.getroot().find(f"{TEI}text"))
    return "".join(parts).split()


def test_the_reading_view_is_the_reading_text(open_page, seed):
    page = open_page(view="reading")
    shown = page.locator("#text").inner_text().split()
    assert shown == reading_words(encode(read_record(seed)))


def test_views_switch_without_reload_and_are_remembered(open_page):
    page = open_page()
    page.evaluate("window.same = true")
    assert page.locator("del").first.is_visible()
    for view, visible in (("reading", False), ("tei", False), ("diplomatic", True)):
        page.click(f"[data-set-view={view}]")
        assert page.locator("del").first.is_visible() is visible
        assert page.get_attribute(f"[data-set-view={view}]", "aria-pressed") == "true"
    assert page.evaluate("window.same")
    page.click("[data-set-view=reading]")
    page.reload()
    assert page.get_attribute("html", "data-view") == "reading"


def test_an_insertion_stands_above_its_line(open_page):
    page = open_page(view="diplomatic")
    above = page.locator("p > ins.at-above").first
    line = above.evaluate(
        "e => { const r = document.createRange(); r.selectNode(e.nextSibling); return r.getClientRects()[0].top }"
    )
    assert above.bounding_box()["y"] < line
    assert page.get_attribute("p > ins.at-above", "data-hand") == "a"


def test_gaps_are_drawn_in_proportion(tmp_path):
    from conftest import HEADER

    text = "One [illegible], [two words illegible], [four words illegible], [3 lines illegible]."
    page = html.fromstring(render_html(encode(read_record(HEADER + text))))
    widths = page.xpath("//div[@id='text']//svg/@width")
    assert widths == ["3em", "6em", "12em", "100%"]
    labels = page.xpath("//div[@id='text']//*[@role='img']/@aria-label")
    assert labels[1] == "2 words illegible"


def test_cards_by_keyboard_alone(open_page):
    page = open_page(view="diplomatic")
    marks = page.locator(".text .mark").count()
    assert marks == page.locator(".apparatus > ol > li").count() > 10
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('mark')"):
            break
    seen = set()
    for _ in range(marks):
        assert page.locator("#card").is_visible()
        words = page.locator("#card .says").inner_text()
        tag = page.locator("#card code").inner_text()
        assert words.endswith(".")
        assert re.fullmatch(r"<\w+( [\w:]+=\"[^\"]*\")*>", tag)
        seen.add(page.evaluate("document.activeElement.id"))
        page.keyboard.press("ArrowRight")
    visible = page.evaluate(
        "[...document.querySelectorAll('.text .mark')].filter(m => m.getClientRects().length).length"
    )
    assert len(seen) == visible
    page.keyboard.press("Escape")
    assert not page.locator("#card").is_visible()


def test_a_card_says_what_where_and_who(open_page):
    page = open_page(view="diplomatic")
    page.hover("p > ins.at-above")
    words = page.locator("#card").inner_text()
    assert "Inserted above the line, by an unidentified hand." in words
    assert '<add place="above" hand="#hand">' in words
    page.mouse.move(0, 0)
    page.hover(".supplied")
    assert "Supplied by the editors" in page.locator("#card").inner_text()
    assert "So Gary Goldberg (translation)." in page.locator("#card").inner_text()


def test_screen_readers_hear_marks(open_page):
    page = open_page(view="diplomatic")
    content = page.evaluate(
        "getComputedStyle(document.querySelector('.text p ins:not(.at-above)') || document.querySelector('.text ins'), '::before').content"
    )
    assert "inserted" in content
    assert "deleted" in page.evaluate(
        "getComputedStyle(document.querySelector('.text del'), '::before').content"
    )
    assert page.locator(".text .gap").first.get_attribute("aria-label")


def test_notes_stand_beside_their_lines_and_never_overlap(open_page):
    page = open_page(width=1440)
    page.wait_for_function(
        "document.fonts.status === 'loaded' && document.body.classList.contains('beside')"
    )
    page.wait_for_timeout(100)
    boxes = [li.bounding_box() for li in page.locator(".notes li").all()]
    text = page.locator("#text").bounding_box()
    for box in boxes:
        assert box["x"] >= text["x"] + text["width"]
        assert box["x"] + box["width"] <= 1440
    for one, two in pairwise(boxes):
        assert two["y"] >= one["y"] + one["height"]
    sign = page.locator("a.sign").nth(4).bounding_box()
    note = page.locator(".notes li").nth(4).bounding_box()
    assert abs(sign["y"] - note["y"]) < 60


def test_notes_unfold_in_place_on_narrow_screens(open_page):
    page = open_page(width=360)
    page.click("a.sign >> nth=2")
    fold = page.locator(".unfolded")
    assert "dukhovnaya" in fold.inner_text()
    sign, note = page.locator("a.sign").nth(2).bounding_box(), fold.bounding_box()
    assert 0 < note["y"] - sign["y"] < 120
    page.click("a.sign >> nth=2")
    assert fold.count() == 0


def test_links_go_both_ways(open_page):
    page = open_page(width=800, java_script_enabled=False)
    for sign in page.locator("a.sign").all():
        target = sign.get_attribute("href")
        back = page.locator(f"li{target} a.back").get_attribute("href")
        assert back == f"#{sign.get_attribute('id')}"


def test_without_javascript_everything_is_there(open_page):
    page = open_page(java_script_enabled=False)
    assert page.get_attribute("html", "data-view") == "diplomatic"
    for part in (
        "#text del",
        "#notes li",
        "#apparatus li",
        "#provenance",
        "#cite",
        "section.tei a",
    ):
        assert page.locator(part).first.is_visible(), part
    assert not page.locator(".tools").is_visible()


def test_print_puts_notes_at_the_foot(open_page):
    page = open_page(width=1440)
    page.emulate_media(media="print")
    assert not page.locator("header.site").is_visible()
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.notes li')).position") == "static"
    )


def test_paragraphs_have_addresses_and_can_be_cited(open_page):
    page = open_page()
    assert page.locator("#p7 > a.n").get_attribute("href") == "#p7"
    before = page.locator("[data-form=chicago]").inner_text()
    page.locator("#p7").hover()
    page.locator("#p7 > a.n").click()
    for form in ("chicago", "mla", "bibtex", "ris", "csl-json"):
        words = page.locator(f"[data-form={form}]").text_content()
        assert "#p7" in words, form
    assert "para. 7" in page.locator("[data-form=chicago]").inner_text()
    json.loads(page.locator("[data-form=csl-json]").text_content())
    page.locator("#p7 > a.n").click()
    assert page.locator("[data-form=chicago]").inner_text() == before


def test_theme_and_small_capitals_are_the_readers_choice(open_page):
    page = open_page(color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.click("[data-set-theme]")
    page.click("[data-set-theme]")
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.evaluate(paper) != light
    page.click("[data-set-caps]")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.caps')).fontVariantCaps")
        == "all-small-caps"
    )
    page.reload()
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.get_attribute("html", "data-caps") == "small"


def test_fonts_come_from_the_edition(open_page):
    page = open_page()
    page.wait_for_function("document.fonts.status === 'loaded'")
    assert page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').length") >= 2


def test_the_page_is_light(tmp_path, seed):
    from tei_edition.build.edition import build

    build(seed, tmp_path)
    record = next(tmp_path.glob("record-*/index.html"))
    weight = sum(
        (tmp_path / name).stat().st_size for name in ("assets/edition.css", "assets/edition.js")
    )
    assert weight + record.stat().st_size < 105_000
    for font in (tmp_path / "assets" / "fonts").glob("*.woff2"):
        assert font.stat().st_size < 80_000


def test_metadata_for_machines(seed):
    tree = encode(read_record(seed))
    address = "https://example.org/e/1/"
    addresses = Addresses(assets="a/", tei="x.xml", pdf="x.pdf", address=address)
    page = html.fromstring(render_html(tree, addresses=addresses))
    (data,) = page.xpath("//script[@type='application/ld+json']/text()")
    found = json.loads(data)
    assert found["@type"] == "Manuscript"
    assert found["dateCreated"] == "1962-11-24"
    assert found["translator"][0]["name"] == "Gary Goldberg"
    metas = {m.get("name"): m.get("content") for m in reversed(page.xpath("//meta[@name]"))}
    # Zotero takes the first type for its kind of item, if it knows it: it knows this one.
    assert metas["DC.type"] == "manuscript"
    assert metas["DC.date"] == metas["DCTERMS.created"] == "1962-11-24"
    assert metas["DCTERMS.abstract"].startswith("Khrushchev and Indian")
    assert metas["citation_title"] == found["name"] == metas["DC.title"]
    assert metas["citation_pdf_url"] == "https://example.org/e/1/x.pdf"
    links = {(e.get("rel"), e.get("type")): e.get("href") for e in page.xpath("//link")}
    assert links[("alternate", "application/tei+xml")] == "x.xml"
    assert links[("alternate", "application/pdf")] == "x.pdf"
    assert links[("cite-as", None)].startswith("https://")
    assert links[("canonical", None)] == "https://example.org/e/1/"


def test_a_letter_names_its_correspondents_to_people_and_machines():
    source = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>'
        "<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>s</p></sourceDesc></fileDesc><profileDesc><correspDesc>"
        '<correspAction type="sent"><persName><forename>Ana</forename><surname>Lind</surname></persName><placeName>Moss</placeName></correspAction>'
        '<correspAction type="received"><orgName>The Harbour Board</orgName></correspAction>'
        "</correspDesc></profileDesc></teiHeader><text><body><p>Dear all</p></body></text></TEI>"
    )
    page = html.fromstring(render_html(source))
    rows = dict(
        zip(
            page.xpath("//dl/dt/text()"),
            page.xpath("//dl/dd[1]/text() | //dl/dd/text()"),
            strict=False,
        )
    )
    assert rows["Sent by"] == "Ana Lind, Moss"
    assert rows["Received by"] == "The Harbour Board"
    metas = [(m.get("name"), m.get("content")) for m in page.xpath("//meta[@name]")]
    assert ("citation_author", "Ana Lind") in metas
    assert ("DC.creator", "Ana Lind") in metas
    assert ("DC.contributor", "The Harbour Board") in metas
    # Zotero makes a letter of it, whose creator is the author.
    assert next(content for name, content in metas if name == "DC.type") == "letter"
    found = json.loads(page.xpath("//script[@type='application/ld+json']/text()")[0])
    assert found["@type"] == ["Manuscript", "Message"]
    assert found["author"] == found["sender"] == [{"@type": "Person", "name": "Ana Lind"}]
    assert found["recipient"][0]["name"] == "The Harbour Board"
    (item,) = json.loads(page.xpath("//pre[@data-form='csl-json']/text()")[0])
    assert (item["author"], item["recipient"]) == (
        [{"literal": "Ana Lind"}],
        [{"literal": "The Harbour Board"}],
    )
    assert "AU  - Ana Lind" in page.xpath("//pre[@data-form='ris']/text()")[0]


def test_a_page_that_stands_alone_works(browser, tmp_path, seed):
    path = tmp_path / "a.html"
    path.write_text(render_html(encode(read_record(seed))), "utf-8")
    context = browser.new_context()
    page = context.new_page()
    messages = []
    page.on("console", lambda message: messages.append(message.text))
    page.goto(path.as_uri())
    page.click("[data-set-view=tei]")
    assert page.locator("section.tei pre").is_visible()
    page.locator("section.tei pre a", has_text="¶7").click()
    assert page.get_attribute("html", "data-view") == "diplomatic"
    assert messages == []
    context.close()


def test_nothing_of_a_document_becomes_markup(browser, tmp_path):
    hostile = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en&quot; onload=&quot;alert(1)"><teiHeader><fileDesc><titleStmt><title>&lt;script>alert(1)&lt;/script></title>'
        "<author>&lt;/script>&lt;img src=x onerror=alert(1)></author></titleStmt><publicationStmt><publisher>p</publisher><idno>javascript:alert(1)</idno></publicationStmt><sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader>"
        '<text><body><div><p n="&quot;>" rend="x onload=alert(1)"><ref target="javascript:alert(1)">a</ref><ref target="data:text/html,x">b</ref><graphic url="javascript:alert(1)"/><graphic url="//evil.example/x.png"/>'
        '<pb facs="javascript:alert(1)" n="&lt;b>"/>&lt;script>alert(1)&lt;/script><hi rend="&quot;onclick=alert(1)">c</hi><add place="&quot; onclick=alert(1)" hand="#x">d</add><bad onclick="alert(1)">e</bad>'
        '<gap quantity="1e9" unit="&quot;/>"/><foreign xml:lang="&quot;>&lt;script>">f</foreign></p><table><row><cell cols="99999999999" rows="x">g</cell></row></table></div></body></text></TEI>'
    )
    text = render_html(etree.ElementTree(etree.fromstring(hostile)))
    path = tmp_path / "a.html"
    path.write_text(text, "utf-8")
    context = browser.new_context()
    page = context.new_page()
    dialogs, asked = [], []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_timeout(200)
    assert dialogs == []
    assert asked == [path.as_uri()]
    assert page.locator("h1").inner_text() == "<script>alert(1)</script>"
    assert (
        page.evaluate(
            "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(n => n.startsWith('on'))"
        )
        == []
    )
    addresses = page.evaluate(
        "[...document.querySelectorAll('[href],[src]')].map(e => e.getAttribute('href') || e.getAttribute('src'))"
    )
    assert [a for a in addresses if a.startswith(("javascript", "data", "//"))] == []
    assert page.locator("body script").count() == 0
    context.close()


def test_the_same_page_each_time(seed):
    tree = encode(read_record(seed))
    assert render_html(tree) == render_html(tree)
    assert tei_bytes(tree) == tei_bytes(tree)
