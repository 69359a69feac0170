"""Strangers' TEI as web pages: each element has a rule or is shown with its content, no word is lost."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree, html

from tei_edition import render_html
from tei_edition.publish.site import Addresses

TEI = "{http://www.tei-c.org/ns/1.0}"

ANY = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="any"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<facsimile><surface xml:id="s1" n="1"><graphic url="images/1.jpg"/></surface></facsimile><text><front><titlePage><docTitle><titlePart>A</titlePart><titlePart>B</titlePart></docTitle><byline>by C</byline></titlePage></front>
<body><pb n="1" facs="#s1"/><div xml:id="d1"><head>One</head><lg><head>Song</head><l n="5">Verse</l><l>two<note>N</note></l></lg><p>See <ref target="#d2">two</ref>, <ref target="#d9">nine</ref>.<list><head>L</head><label>a</label><item>first</item></list>after</p></div>
<div xml:id="d2"><head>Two</head><sp><speaker>HAMLET</speaker><stage>Enter</stage><l part="F">To be</l></sp><castList><head>Cast</head><castItem><role>H</role></castItem></castList><u who="#x">um <pause/> well</u></div>
<div><head>Three</head><p><choice><sic>teh</sic><corr>the</corr></choice> <choice><abbr>Dr</abbr><expan>Doctor</expan></choice> <app><lem wit="#A">lemma</lem><rdg wit="#B #C">other</rdg><rdg wit="#D"/></app> <foreign xml:lang="he">שלום</foreign> <foreign xml:lang="zh">同志</foreign></p>
<table><head>Tab</head><row role="label"><cell>h</cell></row><row><cell role="label">r</cell><cell cols="2">c</cell></row></table><figure><graphic url="https://example.org/i.png"/><head>Fig</head><figDesc>desc</figDesc></figure>
<entry><form><orth>dog</orth></form><gramGrp><pos>n</pos></gramGrp><sense n="1"><def>animal</def></sense></entry><p><madeUp>kept</madeUp></p></div></body><back><div><p>Back</p></div></back></text></TEI>"""


def test_any_tei_has_a_sound_page():
    diagnostics = []
    tree = etree.ElementTree(etree.fromstring(ANY))
    page = html.fromstring(render_html(tree, diagnostics=diagnostics, name="any.xml"))
    assert [(d.code, d.source) for d in diagnostics] == [("X006", "any.xml")]
    assert "`madeUp`" in diagnostics[0].message
    body = re.sub(r"\s+", "", "".join(page.body.itertext()))
    for text in tree.getroot().find(f"{TEI}text").itertext():
        assert re.sub(r"\s+", "", text) in body
    assert [a.text for a in page.xpath("//nav[@class='contents']//a")] == ["One", "Two", "Three"]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {h[1:] for h in page.xpath("//a/@href") if h.startswith("#")} <= set(ids)
    assert page.xpath("//a[@class='pb']/@href") == ["images/1.jpg"]
    assert page.xpath("//*[@lang='he']/@dir") == ["rtl"]
    (entry,) = page.xpath("//li[@id='n2']")
    assert " ".join(entry.text_content().split()) == "lemma A] other B C; omitted D"
    assert page.xpath("//th[@scope='row']")
    assert [h.tag for h in page.xpath("//article//h2[.='One'] | //article//h2[.='Two']")] == [
        "h2",
        "h2",
    ]


def page_of(body: str) -> html.HtmlElement:
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{body}</body></text></TEI>'
    return html.document_fromstring(render_html(etree.ElementTree(etree.fromstring(text))))


@pytest.mark.parametrize(
    ("body", "path", "words"),
    [
        ("<table><row>loose<cell>in</cell></row>after</table>", "//tr/td", "loose in"),
        ("<list><label>a</label><item>x</item><label>last</label></list>", "//li", "a x last"),
        ("<p><app><lem>one</lem><note>why</note></app></p>", "//section[@id='notes']//li", "one] why"),
        ("<p><app><subst><rdg>two</rdg></subst></app></p>", "//section[@id='notes']//li", "two"),
        ("<p><rdgGrp><rdg>r</rdg><note>n</note></rdgGrp></p>", "//p[@id='p1']", "rn"),
        ("<eg>a<note>b</note></eg>", "//div[@id='text']", "ab"),
        ("<sourceDoc><surface><zone><line>l1</line><line>l2</line></zone></surface></sourceDoc>", "//div[@class='line']", "l1 l2"),
        ("<p>As <egXML xmlns='http://www.tei-c.org/ns/Examples'><p rend='x'>y</p></egXML></p>", "//p[@id='p1']//pre | //div[@id='p1']//pre", '<p rend="x">y</p>'),
    ],
)  # fmt: skip
def test_words_in_unusual_places(body, path, words):
    found = page_of(body).xpath(path)
    assert " ".join(" ".join(e.text_content().split()) for e in found) == words


def test_the_source_tells_its_namespace():
    page = page_of("<p>x</p>")
    assert (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0">'
        in page.xpath("//pre[@class='xml']")[0].text_content()
    )


#: Elements of every chapter of the Guidelines, those that hold others often.
HOLDERS = """
    div p note list item table row cell lg l sp head app lem rdg choice quote figure opener
    closer ab entry sense castList listBibl bibl add del subst floatingText titlePage address
    cit q stage speaker seg hi facsimile standOff
"""
OTHERS = """
    abbr actor addName addrLine affiliation altIdentifier am argument author back biblStruct
    binding body byline camera caption castGroup castItem catDesc cb cl closer code corr country
    damage date dateline def desc dictScrap distinct docAuthor docTitle editor eg emph epigraph
    etym ex expan figDesc foreign form formula front fw gloss gramGrp group handNote hom ident
    imprint incident index kinesic label lang line listPerson listWit locus measure mentioned
    metamark milestone monogr msDesc name num oRef orig orth pause pc persName person phr
    placeName pos postscript publisher re ref reg restore retrace role rs ruby rb rt s salute
    secl sic signed soCalled sound space stamp supplied surface surplus tech term time title
    titlePart trailer u unclear unknownElement usg view vocal w wit witDetail writing xr zone
"""
EMPTY = {"cb", "milestone", "space"}


def element(children):
    return st.tuples(st.sampled_from(HOLDERS.split() * 4 + OTHERS.split()), st.booleans(), st.lists(st.tuples(children, st.booleans()), max_size=3))  # fmt: skip


TREES = st.recursive(
    st.tuples(st.sampled_from(OTHERS.split()), st.just(True), st.just([])), element, max_leaves=25
)


@settings(max_examples=60, deadline=None)
@given(tree=TREES)
@example(tree=("p", False, [(("opener", True, []), False), (("note", True, []), False)]))
def test_no_word_is_lost_and_none_is_shown_twice(tree):
    words = []

    def built(spec):
        name, has_text, children = spec
        made = etree.Element(f"{TEI}{name}")
        if name in EMPTY:
            return made
        if has_text:
            words.append(f"w{len(words)}z")
            made.text = f" {words[-1]} "
        for child, has_tail in children:
            made.append(built(child))
            if has_tail:
                words.append(f"w{len(words)}z")
                made[-1].tail = f" {words[-1]} "
        return made

    root = etree.fromstring(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body/></text></TEI>'
    )
    root[1][0].append(built(tree))
    page = html.document_fromstring(render_html(root, addresses=Addresses(assets="a/")))
    parts = page.xpath(
        "//div[@id='text'] | //section[@id='notes']/ol/li/div | //section[@id='forme-work']//li/span[@class='fw']"
    )
    shown = Counter(re.findall(r"w\d+z", " ".join(part.text_content() for part in parts)))
    in_apparatus = set(
        re.findall(r"w\d+z", " ".join("".join(a.itertext()) for a in root.iter(f"{TEI}app")))
    )
    assert [word for word in words if shown[word] == 0] == []
    # A reading stands in the text and, with its rivals, in the apparatus.
    assert [word for word in words if shown[word] > 1 and word not in in_apparatus] == []
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
