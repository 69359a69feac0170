"""What a reader sees: the bar that stays, what is printed, ids, blocks in notes and cells."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from lxml import html

from tei_edition import PrintOptions, render_html, render_pdf
from tei_edition.publish.paper.pdf import render_typst
from tei_edition.publish.web.encoding import render_encoding
from tei_edition.tei.document import parse_tei

HEAD = (
    "<teiHeader><fileDesc><titleStmt><title>Weir</title></titleStmt><publicationStmt><p>x</p></publicationStmt>"
    "<sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>"
)


def tei(body: str) -> str:
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{HEAD}<text><body>{body}</body></text></TEI>'


@pytest.fixture
def page_at(browser, edition):
    contexts = []

    def opened(width=1440, path="/record-300881/index.html", **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(edition + path)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_bar_stays_where_it_is(page_at, width):
    page = page_at(width)
    bar = page.locator("header.site")
    before = bar.bounding_box()
    for view in ("reading", "tei", "diplomatic"):
        page.click(f"[data-set-view={view}]")
        assert bar.bounding_box() == before, view


def test_the_text_is_printed_from_the_tei_view_too(page_at):
    page = page_at()
    page.click("[data-set-view=tei]")
    page.wait_for_selector("section.tei pre")
    page.emulate_media(media="print")
    assert page.locator("#text p").first.is_visible()
    assert page.locator("section.tei").is_hidden()
    assert page.locator("#notes").is_visible()
    assert page.locator("[data-only=reading]:visible").count() == 0
    page.emulate_media(media="screen")
    page.wait_for_selector("html[data-view=tei]")
    assert page.locator("section.tei pre").is_visible()


def test_the_ring_of_a_paragraph_number_is_around_the_number(page_at):
    page = page_at()
    number, text = (page.locator(s).bounding_box() for s in ("#p2 > .n", "#p2"))
    assert number["width"] < 30
    assert 0 <= text["x"] - (number["x"] + number["width"]) < 12


def test_the_reference_is_set_in_the_font_of_the_edition(page_at):
    page = page_at(path="/encoding/index.html")
    page.wait_for_function("document.fonts.status === 'loaded'")
    assert page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').length") >= 1
    assert "@font-face" not in render_encoding()


def test_the_caret_goes_with_the_first_word_of_an_insertion(page_at):
    page = page_at()
    caret = page.evaluate(
        "getComputedStyle(document.querySelector('.text ins.at-above'), '::before').content"
    )
    assert "\u2060" in caret
    words = "word " * 14
    pdf = render_pdf(
        tei(f'<p>{words}<add place="above">{"inserted " * 9}</add> more</p>'),
        options=PrintOptions(text="diplomatic", apparatus=False),
    )
    assert pdf
    assert "#caret#word-joiner" in PrintOptions().template_files()["edition.typ"]


DIVISIONS = (
    "<div><head>A</head><p>x</p><floatingText><body><div><head>B</head><p>x</p></div></body></floatingText></div>"
    "<div><head>C</head><argument><head>D</head><p>x</p></argument><p>x</p></div><div><head>E</head><div><head>F</head><p>x</p></div></div>"
)


def test_no_id_is_given_twice():
    page = html.fromstring(render_html(tei(DIVISIONS)))
    assert [i for i, n in Counter(page.xpath("//@id")).items() if n > 1] == []
    for link in page.xpath("//nav[@class='contents']//a"):
        (target,) = page.xpath(f"//*[@id='{link.get('href')[1:]}']")
        assert target.xpath("string(.//*[self::h2 or self::h3 or self::h4][1])") == link.text


BLOCKS = '<list><item n="1">one</item><item n="2">two</item></list>'
GRID = "<table><row><cell>a</cell><cell>b</cell></row></table>"


@pytest.mark.parametrize(
    "around",
    [
        "<p>x<note>See {}</note></p>",
        "<p>x<note><p>See</p><p>and {}</p></note></p>",
        "<table><row><cell>{}</cell></row></table>",
        "<table><row><cell><p>x {}</p></cell></row></table>",
    ],
)
def test_lists_and_tables_stay_such_in_notes_and_cells(around):
    page = html.fromstring(render_html(tei(around.format(BLOCKS))))
    assert [li.text_content().split() for li in page.xpath("//ul/li")] == [
        ["1", "one"],
        ["2", "two"],
    ]
    assert page.xpath("//p//ul | //span//ul") == []
    tables = html.fromstring(render_html(tei(around.format(GRID)))).xpath("//table[not(.//table)]")
    assert [td.text for td in tables[0].xpath(".//td")] == ["a", "b"]
    markup = render_typst(parse_tei(tei(around.format(GRID)).encode(), "a"))
    assert markup.count("#rows(") == (2 if "<table" in around else 1)
    assert "#items(" in render_typst(parse_tei(tei(around.format(BLOCKS)).encode(), "a"))
    assert render_pdf(tei(around.format(BLOCKS + GRID)))


@pytest.mark.parametrize(
    "around",
    ["<p>x<note>y <hi>{}</hi></note></p>", "<div><head>x {}</head><p>y</p></div>", "<p>x<note>y<note>{}</note></note></p>"],
)  # fmt: skip
def test_where_there_is_room_for_words_only_they_are_words(around):
    for block in (BLOCKS, GRID):
        page = render_html(tei(around.format(block)))
        found = html.fromstring(page).xpath("//*[self::ul or self::table]")
        assert found == []
        assert re.search("one.*two|a.*b", page, re.DOTALL)


def test_the_first_paragraph_of_a_note_goes_on_behind_its_sign():
    markup = render_typst(
        parse_tei(tei("<p>x<note><p>One.</p><p>Two.</p></note></p>").encode(), "a")
    )
    assert re.search(r'note\("[^"]*", "1"\)\[#"One\.";\n\n', markup)


def test_every_entry_of_a_list_is_an_item():
    listed = (
        "<p>x</p><listBibl><bibl><author>A</author>: B</bibl><bibl/></listBibl>"
        "<listPlace><place><placeName>P</placeName></place><place><placeName>Q</placeName></place></listPlace>"
    )
    page = html.fromstring(render_html(tei(listed)))
    assert page.xpath("//ul/*[not(self::li)]") == []
    words = [li.text_content().strip() for li in page.xpath("//ul/li")]
    assert words == ["A: B", "P", "Q"]  # an empty entry is none


def test_only_the_hands_of_the_document_are_listed():
    hands = '<handNotes><handNote xml:id="h1">Ink</handNote><handNote xml:id="h2">Chalk</handNote></handNotes>'
    source = tei('<p>x <add hand="#h2">y</add></p>').replace(
        "</teiHeader>", f"<profileDesc>{hands}</profileDesc></teiHeader>"
    )
    about = html.fromstring(render_html(source)).xpath(
        "string(//dt[.='Hands']/following-sibling::dd[1])"
    )
    assert about == "Chalk"


def test_long_terms_of_use_are_printed_behind_the_text():
    import pypdfium2

    terms = "You may share this text under these terms. " * 12
    source = tei("<p>Begin.</p>").replace(
        "<publicationStmt><p>x</p></publicationStmt>",
        f"<publicationStmt><publisher>P</publisher><availability><licence>{terms}</licence></availability></publicationStmt>",
    )
    text = pypdfium2.PdfDocument(render_pdf(source))[0].get_textpage().get_text_range()
    assert text.index("Begin.") < text.index("You may share")
