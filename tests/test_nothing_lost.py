"""Any TEI: its words are where they belong, on the page and on paper: none lost, none twice, none leaked."""

from __future__ import annotations

import re

import pytest
from lxml import etree, html
from pypdfium2 import PdfDocument

from tei_edition import render_html
from tei_edition.publish.paper.pdf import render_pdf

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>The Lamp</title></titleStmt><publicationStmt><p/></publicationStmt>"
    "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
)


def tei(body: str, header: str = HEADER, beside: str = "") -> etree._ElementTree:
    return etree.ElementTree(
        etree.fromstring(
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}{beside}<text><body>{body}</body></text></TEI>'
        )
    )


def page_of(*parts: str, **more: str) -> html.HtmlElement:
    return html.document_fromstring(render_html(tei(*parts, **more)))


def words_of(page: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in page.xpath(path)]


def paper_of(*parts: str, **more: str) -> str:
    document = PdfDocument(render_pdf(tei(*parts, **more)))
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    return " ".join(re.sub("[\u2060\ufffe]", "", text).split())


NOTES = "//section[@id='notes']//li/div"
ENTRIES = [
    # A lemma has its own words; an entry within it is an entry of its own.
    ("<app><lem>red <app><lem>lamp</lem><rdg wit='#K'>lump</rdg></app></lem><rdg wit='#L'>rod</rdg></app>",
     ["red lamp] rod L", "lamp] lump K"], ["red lamp] rod L", "lamp] lump K"]),
    # One within a rival reading is told with it.
    ("<app><lem>red</lem><rdg wit='#L'>rod <app><lem>one</lem><rdg wit='#M'>two</rdg></app></rdg></app>",
     ["red] rod one L", "one] two M"], ["red] rod one L (one] two M)"]),
    ("<app><lem>red</lem><rdg wit='#L'>rod<note>in pencil</note></rdg><rdg wit='#M'>rid</rdg></app>",
     ["red] rod L; rid M"], ["red] rod L in pencil; rid M"]),
    ("<app><lem wit='#K'/><rdg wit='#L'>dim</rdg></app>", ["omitted K] dim L"], ["omitted K] dim L"]),
    ("<app><lem>dim<note>sic</note></lem><rdg wit='#L'>dam</rdg></app>", ["dim] dam L", "sic"], ["dim] dam L", "1sic"]),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "notes", "feet"), ENTRIES, ids=[row[0] for row in ENTRIES])
def test_entries_of_an_apparatus(entry, notes, feet):
    body = f"<p>The {entry} light.</p>"
    found = words_of(page_of(body), NOTES)
    assert [note for note in found if note in notes] == notes
    paper = paper_of(body)
    assert [foot for foot in feet if foot not in paper] == []


PLACED = [
    ("The <anchor xml:id='a'/>wick burns<anchor xml:id='b'/><app from='#a' to='#b'><rdg wit='#K'>burnt wick</rdg></app> low.",
     "wick burns] burnt wick K"),
    ("The <seg xml:id='a'>wick</seg> burns<app from='#a'><lem>wick</lem><rdg wit='#K'>week</rdg></app> low.", "wick] week K"),
    ("The wick burns<app loc='1'><lem>burns</lem><rdg wit='#K'>burnt</rdg></app> low.", "burns] burnt K"),
    ("The wick burns<app loc='1'><rdg wit='#K'>burnt</rdg></app> low.", "burnt K"),
    ("The wick <app loc='1'><lem>burns</lem><rdg wit='#K'>burnt</rdg></app> low.", "burns] burnt K"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "entry"), PLACED, ids=[row[0] for row in PLACED])
def test_an_entry_placed_by_its_attributes_says_nothing_in_the_text(text, entry):
    page = page_of(f"<p>{text}</p>")
    assert words_of(page, "//div[@id='text']/p") == ["The wick burns low."]
    assert words_of(page, NOTES) == [entry]
    paper = paper_of(f"<p>{text}</p>")
    assert "The wick burns low." in paper
    assert entry in paper


def test_the_style_sheet_sets_no_bracket_behind_a_lemma_that_has_one():
    (style,) = page_of("<p>x</p>").xpath("//style/text()")
    rules = re.findall(r"([^{}]*\.lemma::after)\s*\{[^}]*\]", style)
    assert [rule.strip() for rule in rules] == [".apparatus .lemma::after"]


@pytest.mark.parametrize(
    ("choice", "says"),
    [
        ("<sic>lmap<note>faint</note></sic><corr>lamp</corr>", "Corrected by the editors from “lmap”."),
        ("<sic>lmap</sic><corr>lamp<note>so all</note></corr>", "So in the original; read “lamp”."),
        ("<orig>lampe<note>old</note></orig><reg>lamp</reg>", "Regularized from “lampe”."),
        ("<abbr>Dr<note>in ink</note></abbr><expan>Doctor</expan>", "Expanded from “Dr”."),
        ("<abbr>Dr</abbr><expan>Doctor<note>perhaps</note></expan>", "Abbreviated: “Doctor”."),
        ("<sic>lm<app><lem>a</lem><rdg>o</rdg></app>p</sic><corr>lamp</corr>", "Corrected by the editors from “lmap”."),
    ],
)  # fmt: skip
def test_what_is_said_of_a_passage_has_no_words_of_its_notes(choice, says):
    page = page_of(f"<p>A <choice>{choice}</choice>.</p>")
    assert says in words_of(page, "//section[@id='apparatus']//span[@class='says']")


def test_notes_of_what_is_not_printed_are_told_with_it():
    paper = paper_of(
        "<p>A <choice><sic>lmap<note>firstnote</note></sic><corr>lamp</corr></choice> and"
        " <del>wick<note>secondnote</note></del> <subst><del>oil<note>thirdnote</note></del><add>gas</add></subst>.</p>"
    )
    assert [n for n in ("firstnote", "secondnote", "thirdnote") if paper.count(n) != 1] == []


APART = [
    ("<p>The lamp<anchor xml:id='a'/> burns.</p>", "<note target='#a'>Since dusk.</note>"),
    ("<p>The <rs xml:id='a'>lamp</rs> burns.</p>", "<note target='#a'>Since dusk.</note>"),
    ("<p xml:id='a'>The lamp burns.</p>", "<note target='#a'>Since dusk.</note>"),
    ("<p xml:id='a'>The lamp <hi>burns</hi></p>", "<note target='#a'>Since dusk.</note>"),
    ("<div xml:id='a'><head>One</head><p>The lamp burns.</p></div>", "<note target='#a'>Since dusk.</note>"),
    ("<lg><l xml:id='a'>The lamp burns.</l></lg>", "<note target='#a'>Since dusk.</note>"),
    ("<p>The lamp<ptr target='#n'/> burns.</p>", "<note xml:id='n'>Since dusk.</note>"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "note"), APART, ids=[text for text, _ in APART])
@pytest.mark.parametrize("where", ["<div type='notes'>{}</div>", "<standOff>{}</standOff>"])
def test_a_note_that_stands_apart_has_its_sign_at_its_words(text, note, where):
    apart = where.format(note)
    body, beside = (text, apart) if "standOff" in where else (f"<div>{text}</div>{apart}", "")
    page = page_of(body, beside=beside)
    (sign,) = page.xpath("//div[@id='text']//a[@role='doc-noteref']")
    assert (sign.get("id"), sign.get("href")) == ("n1-ref", "#n1")
    assert words_of(page, NOTES) == ["Since dusk."]
    assert words_of(page, "//main//*[not(*)][contains(., 'dusk')]").count("Since dusk.") == 1
    paper = paper_of(body, beside=beside)
    assert paper.count("Since dusk.") == 1
    assert re.search(
        "(lamp|burns[.]?|One) ?1 .*burns.*1 ?Since dusk|burns.*1.* 1 ?Since dusk", paper
    )


def test_what_stands_beside_the_text_is_shown():
    beside = (
        "<standOff><listPerson><person xml:id='k'><persName>Kaja Lund</persName><note>A keeper.</note></person></listPerson>"
        "<note>Of no place.</note><listAnnotation><annotation><note>Of another.</note></annotation></listAnnotation>"
        "<spanGrp><span from='#a'>A span</span><span>and one more</span></spanGrp></standOff>"
    )
    page = page_of("<p>By <ref target='#k'>her</ref>.</p>", beside=beside)
    text = words_of(page, "//section[@class='stand-off']")[0]
    for words in (
        "Kaja Lund",
        "A keeper.",
        "Of no place.",
        "Of another.",
        "A span",
        "and one more",
    ):
        assert words in text
        assert words in paper_of("<p>By her.</p>", beside=beside)
    assert page.xpath("//li[@id='to-k']")
    assert page.xpath("//a[@href='#to-k']/text()") == ["her"]


TARGETS = [
    "<pb xml:id='k' n='4'/>",
    "<table xml:id='k'><head>Oil</head><row><cell>x</cell></row></table>",
    "<figure xml:id='k'><head>A wick</head></figure>",
    "<list><item xml:id='k'>one</item></list>",
    "<lg><l xml:id='k' n='3'>verse</l></lg>",
    "<listPerson><person xml:id='k'><persName>Kaja</persName></person></listPerson>",
    "<p xml:id='k'>One.</p>",
    "<p>In <anchor xml:id='k'/>words.</p>",
    "<div xml:id='k'><head>Part</head><p>One.</p></div>",
]


@pytest.mark.parametrize("target", TARGETS)
def test_pointers_within_the_document_arrive(target):
    body = f"<div><p>See <ref target='#k'>there</ref> and <ptr target='#k'/>.</p></div><div>{target}</div>"
    page = page_of(body)
    links = page.xpath("//div[@id='text']//a[not(@class)][starts-with(@href, '#')]")
    assert len(links) == 2
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert [
        link.text_content()
        for link in links
        if not link.text_content().strip() or link.get("href")[1:] not in ids
    ] == []
    assert re.search(r"See there and .*p\. 1", paper_of(body))


def test_a_pointer_to_a_note_that_is_cited_already_shows_its_sign():
    body = "<p>One<note xml:id='k'>shared</note> two<ptr target='#k'/>.</p>"
    assert len(page_of(body).xpath("//div[@id='text']//a[@href='#n1'][@role='doc-noteref']")) == 2
    assert "One1 two1." in paper_of(body)


def test_bookmarks_hold_the_words_of_their_headings():
    heads = ["The <hi>red</hi> lamp<note>lit</note>", "A <choice><sic>wcik</sic><corr>wick</corr></choice> <del>burnt</del>",
             "Oil<lb/>and gas", "Dim<app><lem> light</lem><rdg>night</rdg></app>"]  # fmt: skip
    body = "".join(f"<div><head>{head}</head><p>x</p></div>" for head in heads)
    toc = [mark.get_title() for mark in PdfDocument(render_pdf(tei(body))).get_toc()]
    assert [" ".join(title.split()) for title in toc[1:]] == [
        "The red lamp",
        "A wick",
        "Oil and gas",
        "Dim light",
    ]


def test_paragraphs_are_numbered_where_the_page_has_them():
    body = "<p>a</p><list><item><p>b</p></item></list><table><row><cell><p>c</p></cell></row></table><p>d</p>"
    page = page_of(body)
    assert page.xpath("//a[@class='n']/@data-n") == ["1", "2"]
    assert {a[1:] for a in page.xpath("//a/@href") if a.startswith("#")} <= set(page.xpath("//@id"))


def test_a_record_without_a_date_is_cited_without_commas():
    page = page_of("<p>x</p>")
    assert words_of(page, "//dd[@data-form='chicago']") == ["“The Lamp.”"]
    assert words_of(page, "//dd[@data-form='mla']") == ["“The Lamp.”"]


def header(title: str = "<title>The Lamp</title>", source: str = "<p/>", profile: str = "") -> str:
    return (
        f"<teiHeader><fileDesc><titleStmt>{title}</titleStmt><publicationStmt><p/></publicationStmt>"
        f"<sourceDesc>{source}</sourceDesc></fileDesc>{profile}</teiHeader>"
    )


@pytest.mark.parametrize(
    ("titles", "shown"),
    [
        ("<title level='s'>All Lamps</title><title level='a'>One Lamp</title>", "One Lamp"),
        ("<title type='sub'>of the harbour</title><title>Lamps</title>", "Lamps"),
        (
            "<title level='m'>Lamps</title><title level='m' type='main'>The Lamps</title>",
            "The Lamps",
        ),
        ("<title level='s'>All Lamps</title>", "All Lamps"),
    ],
)
def test_a_document_has_its_own_title(titles, shown):
    assert words_of(page_of("<p>x</p>", header=header(titles)), "//h1") == [shown]


def test_several_names_in_one_element_are_several():
    titles = (
        "<title>T</title><author><persName><forename>Ana</forename><surname>Lind</surname></persName>"
        "<persName>Ole Berg</persName></author><editor><name>Kaja Lund</name><name>Per Dahl</name></editor>"
        "<respStmt><resp>Read by:</resp><name>Siv Moe</name><name>Jon Vik</name></respStmt>"
    )
    page = page_of("<p>x</p>", header=header(titles))
    rows = words_of(page, "//section[@id='provenance']//dd")
    assert rows == ["Ana Lind, Ole Berg", "Kaja Lund, Per Dahl", "Siv Moe, Jon Vik"]
    assert page.xpath("//meta[@name='DC.creator']/@content") == ["Ana Lind", "Ole Berg"]
    assert "Read by: Siv Moe, Jon Vik. Editor: Kaja Lund, Per Dahl" in paper_of(
        "<p>x</p>", header=header(titles)
    )


def test_what_a_header_does_not_say_is_not_told():
    profile = (
        "<profileDesc><langUsage><language ident='da'>Danish</language></langUsage><particDesc><listPerson>"
        "<person xml:id='k'><persName>Kaspar</persName></person></listPerson></particDesc></profileDesc>"
    )
    source = "<bibl type='digitalSource'><date when='2015'>2015</date></bibl><msDesc><msIdentifier><idno>MS 1</idno></msIdentifier></msDesc>"
    words = paper_of(
        "<sp who='#k'><speaker>K.</speaker><p>x</p></sp>",
        header=header(source=source, profile=profile),
    )
    assert [said for said in ("original in", "2015", "Kaspar") if said in words] == []


def test_a_catalogue_description_is_shown_whole():
    source = (
        "<msDesc><msIdentifier><idno>MS 9</idno></msIdentifier><msContents><summary>Sums.</summary><msItem><title>Lamps</title>"
        "<incipit>Lux</incipit></msItem></msContents><physDesc><objectDesc><supportDesc><support>Vellum</support></supportDesc></objectDesc>"
        "<handDesc><p>One hand</p></handDesc></physDesc><history><provenance>Bought</provenance></history>"
        "<additional><adminInfo><note>Damp</note></adminInfo></additional></msDesc>"
    )
    rows = words_of(
        page_of("<p>x</p>", header=header(source=source)), "//section[@id='provenance']//dd"
    )
    assert rows == ["MS 9", "Sums.", "Lamps; incipit: Lux", "Vellum", "One hand", "Bought", "Damp"]


def test_names_in_lists_are_parted():
    body = (
        "<listPerson><person><persName><forename>Ana</forename><surname>Lind</surname></persName><birth><date>1900</date>"
        "<placeName>Moe</placeName></birth></person></listPerson><listPlace><place><placeName>Moe</placeName><placeName>Mo</placeName>"
        "<location><geo>1,2</geo></location></place></listPlace>"
        "<p><persName><nameLink>d’</nameLink><surname>Orme</surname></persName></p>"
    )
    for words in ("".join(page_of(body).xpath("//div[@id='text']//text()")), paper_of(body)):
        words = " ".join(words.split())
        for found in ("Ana Lind, born 1900, Moe", "Moe (Mo), 1,2", "d’Orme"):
            assert found in words


def test_blank_paper_is_no_gap():
    body = "<p>One <space quantity='3' unit='chars'/> two.</p>"
    assert "left blank" in " ".join(words_of(page_of(body), "//ul[@class='legend']/li"))
    assert "missing" not in " ".join(words_of(page_of(body), "//ul[@class='legend']/li"))
    assert "…" not in paper_of(body)


def test_an_element_without_a_rule_tears_no_word():
    beside = "<sourceDoc><surface><zone><line>the <x xmlns='urn:x'>wi</x>ck</line></zone></surface></sourceDoc>"
    page = page_of("<div>loose <x xmlns='urn:x'>wo</x>rds</div>", beside=beside)
    assert [x.tag for x in page.xpath("//*[@class='tei-x']")] == ["span", "span"]


@pytest.mark.parametrize(
    ("attributes", "tag"),
    [
        ("rend='italic'", "em"),
        ("rendition='#slanted'", "em"),
        ("rendition='simple:bold'", "strong"),
        ("style='color: red; font-style: italic'", "em"),
        ("style='vertical-align:super'", "sup"),
        ("rend='bold' style='font-style: italic'", "strong"),
        ("rendition='#none'", "span"),
    ],
)
def test_how_a_passage_looks(attributes, tag):
    declared = (
        "<encodingDesc><tagsDecl><rendition xml:id='slanted' scheme='css'>font-style: oblique;</rendition>"
        "<rendition xml:id='none' scheme='css'>color: red</rendition></tagsDecl></encodingDesc>"
    )
    page = page_of(f"<p>a <hi {attributes}>lamp</hi></p>", header=header(profile=declared))
    assert [x.tag for x in page.xpath("//div[@id='text']//*[.='lamp']")] == [tag]


def test_no_link_stands_in_a_link():
    page = page_of(
        "<p xml:id='k'>x</p><p><ref target='https://a.example/'>the <hi rend='italic'>red</hi> lamp<note>lit</note>, see"
        " <ptr target='https://b.example/'/> or <ref target='#k'>there</ref></ref></p>"
    )
    assert page.xpath("//a//a") == []
    text = page.xpath("//div[@id='text']/p[2]")[0]
    assert " ".join(text.text_content().split()) == "the red lamp, see https://b.example/ or there"
    assert text.xpath("./a[@href='https://a.example/'][1]//em/text()") == ["red"]


def test_formulas_are_the_browsers_and_nothing_else_gets_in():
    formula = (
        "<formula><math xmlns='http://www.w3.org/1998/Math/MathML' onclick='x()' href='https://a.example/'><mfrac><mi>a</mi>"
        "<mtext>b<script>alert(1)</script><meta http-equiv='refresh'/></mtext></mfrac></math></formula>"
    )
    (math,) = page_of(f"<p>So {formula} holds.</p>").xpath("//math")
    assert (dict(math.attrib), [x.tag for x in math.iterdescendants()]) == (
        {},
        ["mfrac", "mi", "mtext"],
    )
    assert math.text_content() == "abalert(1)"


def test_what_is_wider_than_a_line_is_broken():
    long = ["https://example.org/" + "lamp" * 30, "7" * 130, "oil_" * 33]
    document = PdfDocument(render_pdf(tei(f"<p>See {' and '.join(long)} there.</p>")))
    page = document[0]
    text = page.get_textpage()
    rights = [text.get_charbox(i)[2] for i in range(text.count_chars())]
    assert max(rights) < page.get_width() - 40
    words = re.sub("[\\s\u200b]", "", text.get_text_range())
    assert [word for word in long if word not in words] == []


def test_a_pointer_with_a_prefix_arrives_where_the_document_says():
    declared = "<encodingDesc><listPrefixDef><prefixDef ident='psn' matchPattern='([a-z]+)' replacementPattern='#$1'/><prefixDef ident='bad' matchPattern='(a+)+b' replacementPattern='#k'/></listPrefixDef></encodingDesc>"
    body = "<p>By <ref target='psn:k'>her</ref>, <ref target='bad:aaab'>him</ref>.</p><listPerson><person xml:id='k'><persName>Kaja</persName></person></listPerson>"
    page = page_of(body, header=header(profile=declared))
    assert page.xpath("//a[@href='#to-k']/text()") == ["her"]
    assert 'target="psn:k"' in page.xpath("//pre[@class='xml']")[0].text_content()


def test_what_is_said_of_the_pictures_of_pages_is_shown_once():
    graphic = "<graphic url='a.tif'><desc>By leave of the harbour.</desc></graphic>"
    beside = f"<facsimile><surface>{graphic}{graphic}</surface></facsimile>"
    words = " ".join(words_of(page_of("<p>x</p>", beside=beside), "//div[@id='text']"))
    for shown in (words, paper_of("<p>x</p>", beside=beside)):
        assert shown.count("By leave of the harbour.") == 1
