"""The catalog: a line says of a document what the stylesheets say, and can be read again."""

from __future__ import annotations

import json

import pytest
from conftest import ROOT
from lxml import etree

from tei_edition.publish.catalog import EXCERPT, Entry, Named, entry_of_json, entry_of_tree
from tei_edition.saxon import custom_stylesheet

NS = "http://www.tei-c.org/ns/1.0"
#: What `c:item` says, as JSON: sequences as arrays.
ITEM = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:import href="tei-edition:common/reading.xsl"/><xsl:import href="tei-edition:common/marks.xsl"/>
  <xsl:import href="tei-edition:common/resolver.xsl"/><xsl:import href="tei-edition:common/item.xsl"/>
  <xsl:import href="tei-edition:common/calendars.xsl"/>
  <xsl:output method="json"/>
  <xsl:template match="/">
    <xsl:variable name="item" select="c:item(*)"/>
    <xsl:sequence select="map:merge(map:keys($item) ! map { . : array { $item(.) ! (if (. instance of array(*)) then ?* else .) } })"/>
  </xsl:template>
</xsl:stylesheet>"""


def tei(header: str, text: str = "<p>Dear Ana</p>", attributes: str = "") -> etree._ElementTree:
    source = f'<TEI xmlns="{NS}"{attributes}><teiHeader>{header}</teiHeader><text><body>{text}</body></text></TEI>'
    return etree.ElementTree(etree.fromstring(source))


def file_of(titles: str, publication: str = "", source: str = "", rest: str = "") -> str:
    return (
        f"<fileDesc><titleStmt>{titles}</titleStmt><publicationStmt>{publication}</publicationStmt>"
        f"<sourceDesc>{source}</sourceDesc></fileDesc>{rest}"
    )


HEADERS = {
    "none": "",
    "bare": file_of("<title/>"),
    "series first": file_of('<title level="s">Series</title><title type="sub">Sub</title><title>The <hi>letter</hi></title>'),
    "series only": file_of('<title level="s">Series</title>'),
    "names": file_of(
        "<title>T</title><author><persName><forename>Ana</forename><surname>Lind</surname></persName></author>"
        "<author><name>Ole</name> and <name>Jo</name></author><author>Mao\u00a0 Zedong</author>"
        "<author><persName><forename>Wim</forename> <nameLink>van </nameLink><surname>Dam</surname></persName></author>"
        "<editor><orgName>The House</orgName></editor><funder>A <hi>fund</hi></funder>"
        "<respStmt><resp>Translated by : </resp><persName>Jo Li</persName><name type='program'>x</name><orgName> </orgName></respStmt>"
    ),
    "dates": file_of(
        "<title>T</title>",
        "<date when='2001'>2001</date>",
        "<bibl type='digitalSource'><date when='1999'/></bibl><bibl><date notBefore='1899' to='1901'>around\n 1900</date></bibl>",
    ),
    "sent": file_of(
        "<title>T</title>",
        "<authority>A</authority><publisher> </publisher><publisher>P</publisher><idno>7</idno><idno> http://x.org/7 </idno>"
        "<availability><p>Free  to all</p></availability><availability/>",
        "<msDesc><msIdentifier><settlement>Moss</settlement><repository>Harbour</repository><repository key='H'>x</repository>"
        "<idno>f. 1</idno></msIdentifier><msContents><textLang mainLang='und'>x</textLang><textLang mainLang='da'> </textLang></msContents></msDesc>",
        "<profileDesc><correspDesc><correspAction type='received'><date when='1950'/></correspAction>"
        "<correspAction type='sent'><placeName>Moss</placeName><persName ref='#a'>Ana</persName><date from='1949-02'>Feb</date></correspAction></correspDesc>"
        "<abstract><p><hi>One</hi>'s <hi>l</hi>og.</p><p>In<list><item>Two</item></list>here.</p></abstract><langUsage><language ident='fr'/></langUsage>"
        "<textClass><keywords><term>harbours</term><term type='text-kind'>letter</term></keywords></textClass></profileDesc>",
    ),
    "what is beside names": file_of(
        "<title>T</title><author><persName><surname>Lind</surname><forename>Ana</forename><roleName>Dr</roleName></persName><idno>Q4</idno></author>"
        "<author><persName>Лінд</persName><persName xml:lang='en'>Lind</persName></author><author><name ref='#m'>Moe</name><name ref='#m'>N. Moe</name></author>"
        "<author>Li Jo, <affiliation>The House</affiliation></author><author><idno>Q5</idno></author><author/>"
        "<author><persName><forename>Jeanne</forename><nameLink>d'</nameLink><surname>Arc</surname></persName></author>"
        "<editor><persName>Kai</persName><email>k@x</email></editor><principal>Ole Berg</principal>",
        "<publisher>\n<orgName type='a'>Press</orgName><orgName type='b'>House</orgName><email>a@b</email></publisher>",
        "<bibl type='digital-source'>G, <date when='2008'>2008</date><bibl type='first'><date when='-0399'/></bibl></bibl>",
    ),
    "a date of the source": file_of(
        "<title>T</title>", "<date when='2001'>2001</date>",
        "<biblStruct><monogr><imprint><date>1984</date></imprint></monogr></biblStruct><bibl>A <date when='1868'/></bibl>",
    ),
    "a date of the making": file_of(
        "<title>T</title>", "",
        "<bibl><date>1984</date></bibl><msDesc><history><origin><p><date notBefore='0100'/></p></origin></history><additional><listBibl><bibl><date>1990</date></bibl></listBibl></additional></msDesc>",
    ),
    "no date of its own": file_of(
        "<title>T</title>", "<date when='2001'>2001</date>",
        "<listBibl><bibl><date>1990</date></bibl><bibl>x</bibl></listBibl><listWit><witness><date>1410</date></witness></listWit>",
        "<profileDesc><langUsage/></profileDesc><profileDesc><creation><placeName>Moss</placeName></creation></profileDesc>",
    ),
}  # fmt: skip
SAID = {
    "what is beside names": ("-0399", ["Lind Ana", "Лінд", "Moe", "Li Jo", "Q5", "Jeanne d'Arc"], "Press, House"),
    "a date of the source": ("1868", [], ""),
    "a date of the making": ("0100", [], ""),
    "no date of its own": ("", [], ""),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_names_and_dates_are_the_documents_own(name):
    entry = entry_of_tree(tei(HEADERS[name]))
    assert (entry.date, [person.name for person in entry.authors], entry.publisher) == SAID[name]


@pytest.fixture(scope="module")
def item(tmp_path_factory):
    path = tmp_path_factory.mktemp("xslt") / "item.xsl"
    path.write_text(ITEM, "utf-8")
    return custom_stylesheet(path)


def said_by(entry: Entry) -> dict[str, list[object]]:
    """The entry in the words of c:item."""
    one = {
        "title": entry.title, "date": entry.date, "date-words": entry.date_words, "archive": entry.archive,
        "shelfmark": entry.shelfmark, "location": entry.location, "publisher": entry.publisher, "URL": entry.url,
        "original": entry.original, "abstract": entry.abstract, "rights": entry.rights,
        "language": next(iter(entry.languages), ""),
    }  # fmt: skip
    return {
        **{name: [value] if value else [] for name, value in one.items()},
        "authors": [person.name for person in entry.authors],
        "contributors": [{"name": p.name, "role": p.role} for p in entry.contributors],
    }


@pytest.mark.parametrize("name", HEADERS)
def test_a_line_says_what_the_pages_say(item, name):
    tree = tei(HEADERS[name], attributes=' xml:lang="en"' if name == "names" else "")
    assert_same(item, tree)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests" / "records").glob("*.xml")), ids=lambda p: p.stem
)
def test_a_line_says_what_the_pages_say_of_records(item, path):
    assert_same(item, etree.parse(path))


def test_a_name_in_a_summary_adds_no_blank():
    entry = entry_of_tree(tei(HEADERS["sent"]))
    assert entry.abstract == "One's log. In Two here."


def assert_same(item, tree):
    theirs = json.loads(item.transform(tree))
    entry = entry_of_tree(tree)
    ours = said_by(entry)
    for name in ("abstract", "rights"):
        theirs[name] = [" ".join(theirs[name])] if any(theirs[name]) else []
    assert ours == {key: theirs[key] for key in ours}
    assert entry_of_json(entry.to_json()) == entry


def test_a_correspondent_may_be_a_body():
    header = (
        HEADERS["sent"].replace("persName ref", "orgName ref").replace("</persName", "</orgName")
    )
    assert entry_of_tree(tei(header)).senders == (Named("Ana", "#a", "body"),)


def test_what_a_header_says_beside():
    entry = entry_of_tree(tei(HEADERS["sent"]), "a", source="in/a.xml", has_pdf=False)
    assert (entry.place, entry.kind, entry.keywords) == ("Moss", "letter", ("harbours",))
    assert entry.senders == (Named("Ana", "#a"),)
    assert (entry.id, entry.address, entry.source, entry.has_pdf) == (
        "a",
        "a/index.html",
        "in/a.xml",
        False,
    )
    ranged = entry_of_tree(tei(HEADERS["dates"]))
    assert (ranged.date, ranged.end) == ("1899", "1901")
    line = entry.to_json()
    assert "\n" not in line
    assert "recipients" not in line


def test_the_excerpt_is_the_beginning_of_the_text_as_it_is_read():
    body = (
        "<head>To the<lb/>Board</head><p>The <!-- x -->lamp<note>a note</note> was <del>not</del><add>l</add>it"
        "<choice><sic>teh</sic><corr>the</corr></choice>.</p><list><item>one</item><item>two</item></list>"
    )
    entry = entry_of_tree(tei("", body))
    assert entry.excerpt == "To the Board The lamp was litthe. one two"
    assert entry.words == 9
    long = entry_of_tree(tei("", "<p>" + "word " * 1000 + "</p>"))
    assert long.words == 1000
    assert len(long.excerpt) <= EXCERPT + 2
    assert long.excerpt.endswith("word …")
    assert entry_of_tree(tei("", f"<p>{'x' * 1000}</p>")).excerpt == "x" * (EXCERPT - 1) + "…"
