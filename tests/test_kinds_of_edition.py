"""Inscriptions, apparatus lists, dictionaries, drama: what their editors expect on the page and on paper."""

from __future__ import annotations

import io

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


def paper(body, text="clean"):
    pages = pypdfium2.PdfDocument(
        io.BytesIO(render_pdf(tree(body), options=PrintOptions(text=text)))
    )
    text = "".join(p.get_textpage().get_text_range() for p in pages)
    return " ".join(text.replace("\u2060", "").split())


STONE = """<ab>T<ex>itus</ex> <supplied reason="lost">molitor</supplied> <supplied reason="omitted">hic</supplied>
<surplus>hic</surplus> <del rend="erasure">Gai</del> stat</ab>"""


def test_the_signs_of_leiden_on_paper():
    assert "T(itus) [molitor] ⟨hic⟩ {hic} ⟦Gai⟧ stat" in paper(STONE, "diplomatic")
    clean = paper(STONE)
    assert "T(itus) [molitor] ⟨hic⟩ stat" in clean
    assert "Gai deleted, erasure" in clean


def test_the_signs_of_leiden_on_the_page(browser):
    context = browser.new_context(java_script_enabled=False)
    view = context.new_page()
    view.set_content(render_html(tree(STONE)))
    sign = "e => getComputedStyle(document.querySelector(e), '::before').content"
    shown = {
        name: view.evaluate(sign, f".text {name}")[1]
        for name in (".ex", ".supplied", ".is-omitted", ".surplus", ".is-erased")
    }
    context.close()
    assert shown == {
        ".ex": "(",
        ".supplied": "[",
        ".is-omitted": "⟨",
        ".surplus": "{",
        ".is-erased": "⟦",
    }


APPARATUS = """<div type="edition"><ab><lb n="1"/>OATS <lb n="2"/>RYE</ab></div>
<div type="apparatus"><listApp><app loc="2"><lem>RYE</lem><rdg source="bib:Quill">REY</rdg></app><app loc="7"><note>Not seen.</note></app></listApp></div>"""


def test_an_apparatus_that_stands_by_itself():
    found = page(APPARATUS)
    entries = found.xpath("//div[@class='app-entry']")
    assert [" ".join(e.text_content().split()) for e in entries] == [
        "2 RYE] REY Quill",
        "7 Not seen.",
    ]
    (line,) = found.xpath("//div[@class='app-entry']/a/@href")
    assert found.xpath(f"//*[@id='{line[1:]}']/@data-n") == ["2"]
    assert not found.xpath("//section[@id='notes']")
    assert "2RYE] REY Quill" in paper(APPARATUS).replace("2 RYE", "2RYE")


def test_divisions_without_a_heading_say_what_they_are():
    assert page(APPARATUS).xpath("//h2[@class='division']/text()") == ["Text", "Apparatus"]
    assert "Apparatus" in paper(APPARATUS)
    alone = '<div type="edition"><p>Oats.</p></div>'
    headed = '<div type="edition"><head>H</head><p>a</p></div><div type="letter"><p>b</p></div>'
    for body in (alone, headed):
        assert not page(body).xpath("//*[@class='division']")


ENTRY = """<entry><form><orth>oat</orth><pron>ot</pron></form><gramGrp><pos>noun</pos></gramGrp><sense n="1"><usg>farming</usg><def>cereal</def>
<cit type="translation"><quote>Hafer</quote></cit><cit type="example"><quote>ripe oats</quote></cit></sense></entry>"""


def test_parts_of_an_entry_are_told_apart():
    markup = render_typst(tree(ENTRY))
    for call in ('#strong[#"oat";]', '#emph[#"noun";]', '#smallcaps[#"farming";]', '#emph[#"ripe oats";]'):  # fmt: skip
        assert call in markup
    assert '#emph[#"Hafer"' not in markup
    assert page(ENTRY).xpath("//span[@class='cit']/@data-type") == ["translation", "example"]


ENTRIES = """<entry n="1"><form><orth>rye</orth></form>
  <sense><def>grain</def></sense><sense><cit type="trans"><quote>Roggen</quote><quote>Korn</quote></cit></sense>
  <xr><lbl>see</lbl><ref target="#oat">oat</ref></xr></entry>
<entry n="2" xml:id="oat"><form><orth>rye</orth><form type="inflected"><orth>ryes</orth></form></form>
  <sense><def>drink</def><xr><ref>gin</ref></xr></sense></entry>
<entryFree><form><orth>awn</orth></form>, <pos>noun</pos> [<pron>on</pron>] <sense>1. beard</sense> <sense>2. edge</sense> <xr>See <ref>rye</ref></xr>.</entryFree>"""


def test_an_entry_without_punctuation_is_given_some_and_numbers():
    entries = page(ENTRIES).xpath("//div[@class='entry']")
    words = [" ".join(entry.text_content().split()) for entry in entries]
    assert words[0] == "1rye1 grain2 Roggen, Kornsee oat"
    assert words[1] == "2rye (ryes) drink; → gin"
    assert words[2] == "awn, noun [on] 1. beard2. edgeSee rye."
    assert len(entries[0].xpath("./div")) == 3  # two senses and a reference, each on its line
    assert not entries[1].xpath("./div")
    shown = paper(ENTRIES)
    for words in ("grain 2 Roggen, Korn see oat", "rye (ryes) drink; → gin", "awn, noun [on] 1. beard 2. edge See rye."):  # fmt: skip
        assert words in shown


PEOPLE = """<listPerson><head>People</head>
<person xml:id="k"><persName><surname>Lund</surname><forename>Kaja</forename></persName><persName>Kaja Moe</persName><birth when="1801"/><death>1877</death>
  <occupation>keeper</occupation><idno type="GND">1185</idno><note>Kept the lamp.</note></person>
<person xml:id="p"><persName>Per</persName></person><relation name="parent" active="#k" passive="#p"/></listPerson>
<listPlace><place><placeName>Moe</placeName><listPlace><place><placeName>Moe Quay</placeName></place></listPlace></place></listPlace>
<listBibl><biblStruct><analytic><author>Ost, B.</author><title level="a">Wicks</title></analytic><monogr><title level="j">Lamp</title><imprint><pubPlace>Ribe</pubPlace>
  <publisher>Ask</publisher><date>1920</date></imprint></monogr></biblStruct><bibl>Moe: <title>Oil</title>.</bibl></listBibl>"""


def test_lists_of_people_places_and_books_are_set_as_an_index():
    entries = [
        "Lund, Kaja (Kaja Moe), born 1801, died 1877, keeper. GND 1185. Kept the lamp.",
        "Per",
        "Kaja Lund – parent – Per",
        "Moe",
        "Moe Quay",
        "Ost, B. “Wicks”. Lamp. Ribe: Ask, 1920",
        "Moe: Oil.",
    ]
    found = page(PEOPLE)
    items = found.xpath("//ul[@class='register']/li")
    words = [" ".join("".join(i.xpath(".//text()[not(ancestor::ul/ancestor::li)]")).split()) for i in items if not i.xpath("ancestor::li")]  # fmt: skip
    assert words == [entry for entry in entries if entry != "Moe Quay"]
    assert found.xpath("//span[@class='headword']//text()")[-2:] == ["Moe", "Moe Quay"]
    assert not found.xpath("//section[@id='notes']")
    assert " ".join(["People", *entries]) in paper(PEOPLE)


SCENE = """<sp><speaker>ANN</speaker><l n="4">One whole verse.</l><l/><l n="5" part="I">The mill</l></sp>
<sp><speaker>BEN</speaker><l part="M">is old</l></sp><sp><speaker>ANN</speaker><l part="F">and dry.</l></sp>"""


def test_parts_of_a_verse_begin_where_those_before_end():
    found = page(SCENE)
    assert found.xpath("//span[@class='before']/@data-before") == ["The mill", "The mill is old"]
    assert "The mill" not in found.xpath("//div[contains(@class, 'l part')]")[0].text_content()
    markup = render_typst(tree(SCENE))
    assert markup.count("#staggered(") == 2
    assert paper(SCENE).count("The mill") == 1


def test_a_blank_line_is_not_counted():
    assert "#blank-line();" in render_typst(tree(SCENE))
    counted = "".join(f"<l>verse {i}</l>{'<l/>' * (i == 2)}" for i in range(1, 7))
    assert "5" in paper(f"<lg>{counted}</lg>").split("verse 6")[1]
    pages = pypdfium2.PdfDocument(io.BytesIO(render_pdf(tree(f"<lg>{counted}</lg>"))))
    text = pages[0].get_textpage()
    number, fifth = text.search("5", match_whole_word=True), text.search("verse 5")
    at = [text.get_charbox(found.get_next()[0])[1] for found in (fifth, number)]
    last = number.get_next()
    places = [at[1]] + ([text.get_charbox(last[0])[1]] if last else [])
    assert any(abs(place - at[0]) < 4 for place in places)


def test_only_verses_are_counted_in_a_text_of_verses():
    verses = "".join(f"<l>verse {word}</l>" for word in ("a", "b", "c", "d", "e", "f"))
    play = (
        "<div><head>Act</head><stage>Dusk.</stage><sp><speaker>BEN</speaker><l part='I'>verse</l></sp>"
        f"<sp><speaker>ANN</speaker><l part='F'>one</l>{verses}</sp></div>"
    )
    text = pypdfium2.PdfDocument(io.BytesIO(render_pdf(tree(play))))[0].get_textpage()
    number, fifth = (text.search(found, match_whole_word=True).get_next()[0] for found in ("5", "verse d"))  # fmt: skip
    assert abs(text.get_charbox(number)[1] - text.get_charbox(fifth)[1]) < 4


CAST = "<castList><castItem><role>Ann</role><roleDesc>a carter</roleDesc></castItem></castList>"


@pytest.mark.parametrize("shown", [lambda: page(CAST).text_content(), lambda: paper(CAST)])
def test_parts_of_a_cast_are_parted(shown):
    assert "Ann a carter" in shown().replace("A NN", "Ann").replace("ANN", "Ann")


SPAN = """<p>Take <addSpan spanTo="#e1" place="margin"/>more <hi>oats</hi> <delSpan spanTo="#e2"/>or<anchor xml:id="e2"/> rye<anchor xml:id="e1"/> and <delSpan spanTo="#e3"/>some</p>
<list><item>bran</item><item>meal<anchor xml:id="e3"/> only</item></list>"""


def test_passages_that_are_marked_by_their_ends():
    found = page(SPAN)
    (inserted,) = found.xpath("//ins[contains(@class, 'add')][ancestor::div[@id='text']]")
    assert " ".join(inserted.text_content().split()) == "more oats or rye"
    deleted = found.xpath("//div[@id='text']//del")
    assert [d.text_content() for d in deleted] == ["or", "some", "bran", "meal"]
    source = found.xpath("//pre[@class='xml']")[0].text_content()
    assert '<addSpan spanTo="#e1" place="margin"/>' in source
    assert "<del>" not in source
    assert "piece" not in html.tostring(found, encoding="unicode")
    words = paper(SPAN)
    assert "Take more oats rye and" in words
    assert "followed by or deleted" in words
