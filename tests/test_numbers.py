"""Numbers by which places are cited, ends of lines, what stands on the pages beside the text, spaces that close up."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest
from lxml import etree, html

from tei_edition import render_html, render_pdf
from tei_edition.publish.paper.options import PrintOptions
from tei_edition.publish.paper.pdf import render_typst


def tree(body):
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader><text><body>{body}</body></text></TEI>'
    return etree.ElementTree(etree.fromstring(text))


def page(body):
    return html.document_fromstring(render_html(tree(body)))


def paper(body):
    pages = pypdfium2.PdfDocument(io.BytesIO(render_pdf(tree(body))))
    return " ".join("".join(p.get_textpage().get_text_range() for p in pages).split())


CHAPTERS = """<div type="textpart" subtype="book" n="2"><div type="textpart" subtype="poem" n="4"><p>Oats.</p></div>
<div type="textpart" subtype="poem" n="5"><p>Rye. <milestone unit="poem" n="5a"/>Bran. <milestone unit="folio" n="17r"/>Meal.</p><p>More.</p></div></div>"""


def test_divisions_and_milestones_have_their_numbers_in_the_margin():
    found = page(CHAPTERS)
    cited = found.xpath("//div[@id='text']//a[contains(@class, 'cited')]")
    assert [a.get("data-n") for a in cited] == ["2.4", "2.5", "2.5a", "17r"]
    assert [a.get("data-kind") for a in cited] == ["poem", "poem", "poem", "folio"]
    assert all(a.get("href") == f"#{a.get('id')}" for a in cited)
    assert [a.get("data-cite") for a in found.xpath("//a[@class='n']")] == ["2.4", "2.5", "2.5"]
    assert paper(CHAPTERS).count("2.5a") == 1
    for number in ("2.4", "2.5", "2.5a", "17r"):
        assert f'#margin-number("{number}"' in render_typst(tree(CHAPTERS))
    assert '#margin-number("17r", near: true)' in render_typst(tree(CHAPTERS))


def test_numbers_in_the_margin_tear_no_word():
    words = "Incomprehensibly straightforward considerations notwithstanding, unquestionable circumstances predominated. "
    body = "".join(f'<milestone unit="s" n="{n}a"/>{words}' for n in range(1, 25))
    found = render_pdf(tree(f"<p>{body}<note>Foot.</note></p>"))
    text = pypdfium2.PdfDocument(io.BytesIO(found))[0].get_textpage().get_text_range()
    whole = re.sub("\ufffe", "", text)
    assert text.count("\ufffe") > 5  # words are parted at the ends of lines
    for word in words.replace(",", "").replace(".", "").split():
        assert whole.count(word) == 24
    assert " Foot." in text  # nor is the sign of a note part of its first word


@pytest.mark.parametrize("n", ["urn:cts:x:y", "a/b", "x_1", "far too long to be any number", " "])
def test_names_for_machines_are_no_numbers(n):
    assert not page(f'<div n="{n}"><p>Oats.</p></div>').xpath("//a[contains(@class, 'cited')]")


def test_columns_and_lines_have_theirs():
    body = '<p><cb n="b"/><lb n="1"/>Oats and <lb n="2"/>rye</p><cb n="c"/><p>Bran</p>'
    numbers = page(body).xpath("//a[contains(@class, 'of-line')]/@data-n")
    assert numbers == ["col. b", "1", "2", "col. c"]
    assert len(page(body).xpath("//p[@id='p1']/br")) == 1
    words = paper(body)
    assert "col. b" in words
    assert "col. c" in words


@pytest.mark.parametrize(
    ("line", "hyphens", "words"),
    [
        ('mil<lb break="no"/>ler', 1, "miller"),
        ('mil\n  <lb break="no"/>\n  ler', 1, "miller"),
        ('mil-<lb break="no"/>ler', 0, "mil-ler"),
        ('mil<pb n="2" break="no"/><lb break="no"/>ler', 1, "miller"),
        ("mil<lb/>ler", 0, "mil ler"),
    ],
)
def test_a_word_that_goes_on_in_the_next_line(line, hyphens, words):
    found = page(f"<p>A {line} ground.</p>")
    (paragraph,) = found.xpath("//p[@id='p1']")
    assert " ".join(paragraph.text_content().split()) == f"A {words} ground."
    assert len(paragraph.xpath(".//span[@class='hyphen']")) == hyphens
    assert render_typst(tree(f"<p>A {line} ground.</p>")).count('#"-";') == hyphens


def test_what_is_on_the_pages_is_kept_beside_the_text():
    body = '<pb n="7"/><fw type="header">THE MILL</fw><p>The mil<fw type="catch">ler</fw><pb n="8"/>ler ground.</p>'
    found = page(body)
    assert "".join(found.xpath("//p[@id='p1']")[0].text_content().split()) == "Themillerground."
    assert [" ".join(li.text_content().split()) for li in found.xpath("//section[@id='forme-work']//li")] == [
        "page 7, running head: THE MILL",
        "page 7, catchword: ler",
    ]  # fmt: skip
    words = paper(body)
    assert "The miller ground." in words
    assert "running head: THE MILL" in words


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ("oats <del>and</del> rye", "oats rye"),
        ("oats <del>and</del>, rye", "oats, rye"),
        ("oats <surplus>a</surplus> <del>b</del> rye", "oats rye"),
        ("oats<del>b</del> rye", "oats rye"),
        ("<del>b</del> rye", "rye"),
    ],
)
def test_spaces_close_up_about_what_is_left_out(body, printed):
    markup = render_typst(tree(f"<p>{body}</p>"), PrintOptions(apparatus=False))
    words = paper_of(markup)
    assert printed in words


def paper_of(markup):
    """The strings of the text as Typst is handed them, one behind the other."""
    body = markup.partition("[\n")[2]
    return "".join(part.partition('";')[0] for part in body.split('#"')[1:])


def test_on_the_page_the_space_before_a_comma_belongs_to_what_is_left_out():
    (paragraph,) = page("<p>oats <del>and</del>, rye</p>").xpath("//p[@id='p1']")
    read = "".join(paragraph.xpath(".//text()[not(ancestor::*[@data-only='diplomatic'])]"))
    assert " ".join(read.split()) == "oats, rye"
    assert " ".join(paragraph.text_content().split()) == "oats and, rye"


def test_rows_of_a_table_have_their_notes_on_their_page():
    rows = "".join(
        f"<row><cell>row {i}.</cell><cell>words<note>FOOT{i}.</note></cell></row>"
        for i in range(70)
    )
    pages = pypdfium2.PdfDocument(
        io.BytesIO(
            render_pdf(
                tree(
                    f'<table><row role="label"><cell>HEAD</cell><cell>h</cell></row>{rows}</table>'
                )
            )
        )
    )
    texts = [p.get_textpage().get_text_range() for p in pages]
    assert len(texts) > 1
    assert all("HEAD" in text for text in texts)
    for i in range(70):
        assert [f"row {i}." in text for text in texts] == [f"FOOT{i}." in text for text in texts]


def test_of_verses_each_fifth_is_numbered_on_paper():
    verses = "".join(f'<l n="1.2.{i}">verse</l>' for i in range(4, 12))
    markup = render_typst(tree(f'<lg>{verses}<l n="11a">verse</l></lg>'))
    numbers = [part.partition('"')[0] for part in markup.split('#margin-number("')[1:]]
    assert numbers == ["1.2.5", "1.2.10", "11a"]


def test_a_numbered_section_goes_on_in_its_line():
    body = '<p>Oats. <milestone unit="section" n="2"/>Rye. <milestone unit="section"/>Bran.</p>'
    assert len(page(body).xpath("//p[@id='p1']/br")) == 1
    assert render_typst(tree(body)).count("#linebreak()") == 1


def test_the_number_of_a_place_cites_it(browser):
    context = browser.new_context()
    view = context.new_page()
    view.set_content(render_html(tree(CHAPTERS)))
    view.wait_for_timeout(100)
    boxes = [a.bounding_box() for a in view.locator("a.cited").all()]
    view.click("a.cited >> nth=2")
    cited = view.inner_text("[data-form='chicago']")
    said = view.inner_text("[data-about]")
    view.click("a.cited >> nth=2")
    whole = view.inner_text("[data-form='chicago']")
    context.close()
    assert "2.5a, " in cited
    # Those that share a line stand beside one another.
    assert boxes[3]["x"] + boxes[3]["width"] <= boxes[2]["x"]
    assert "#c" in cited
    assert said.startswith("Poem 2.5a.")
    assert "2.5a" not in whole


def test_a_title_without_words_is_none():
    untitled = tree("<p>Oats.</p>")
    title = untitled.find(".//{*}titleStmt/{*}title")
    title.text = None
    assert render_pdf(untitled).startswith(b"%PDF")
