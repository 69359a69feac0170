"""What strangers' headers say, told as they mean it: people, dates, speakers."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree, html

from tei_edition import build, render_html, saxon
from tei_edition.diagnostics import Severity
from tei_edition.publish.paper.pdf import render_typst
from tei_edition.tei.corpus import alone, members


def test_speakers_of_a_corpus_are_known_where_a_sitting_lists_its_own():
    person = '<person xml:id="AL"><persName>Ana Lind</persName></person>'
    corpus = etree.fromstring(
        '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><particDesc><listPerson>'
        f"{person}</listPerson></particDesc></profileDesc></teiHeader><TEI><teiHeader><profileDesc><particDesc><p>All</p>"
        "</particDesc></profileDesc></teiHeader><text/></TEI></teiCorpus>"
    )
    (tree,) = map(alone, members(corpus))
    assert [e.get("{http://www.w3.org/XML/1998/namespace}id") for e in tree.iter("{*}person")] == [
        "AL"
    ]


OWN, ROOT = 'xml:id="own"', 'xml:id="root"'


def document(root: str, body: str = "x", header: str = "") -> str:
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0" {root}><teiHeader>{header}</teiHeader><text><body><p>{body}</p></body></text></TEI>'


def test_files_that_share_an_identifier_are_called_after_themselves(tmp_path):
    where, out = tmp_path / "in", tmp_path / "out"
    where.mkdir()
    (where / "a.xml").write_text(document(ROOT), "utf-8")
    (where / "c.xml").write_text(document('n="1" xml:id="own"'), "utf-8")
    built = build(where, out, without=["pdf"])
    assert [page.parent.name for page in sorted(out.glob("*/source.html"))] == ["own", "root"]
    (where / "b.xml").write_text(f"<!-- {document(OWN)} -->{document(ROOT)}", "utf-8")
    for _ in range(2):  # what is kept says the same
        built = build(where, out, without=["pdf"])
        told = [d for d in built.diagnostics if d.code == "I004"]
        assert [Path(d.source).name for d in told] == ["a.xml", "b.xml"]
        assert {d.severity for d in told} == {Severity.WARNING}
        assert [page.parent.name for page in sorted(out.glob("*/source.html"))] == ["a", "b", "own"]


def test_a_header_may_have_its_parts_twice():
    parts = "<profileDesc><abstract><p>One</p></abstract><creation/></profileDesc><encodingDesc><p/></encodingDesc><revisionDesc/>"
    tree = etree.ElementTree(etree.fromstring(document("", header=parts + parts)))
    assert "One One" in render_html(tree)
    assert "One" in render_typst(tree)


def test_a_failure_of_a_stylesheet_names_the_file(tmp_path, monkeypatch):
    def fails(*args, **keywords):
        raise saxon.StylesheetError("no")

    monkeypatch.setattr("tei_edition.publish.web.page.render_html", fails)
    (tmp_path / "a.xml").write_text(document(""), "utf-8")
    built = build(tmp_path, tmp_path / "out", without=["pdf"])
    assert [(d.code, Path(d.source).name) for d in built.diagnostics] == [("C002", "a.xml")]


def of(body: str) -> etree._ElementTree:
    return etree.ElementTree(etree.fromstring(document("").replace("<p>x</p>", body)))


def test_what_was_regularized_from_an_error_is_told():
    printed = render_typst(of("<p>A <choice><sic>shewy</sic><reg>showy</reg></choice> part</p>"))
    assert "regularized from “shewy”" in printed


def test_names_in_compact_files_are_no_one_word():
    person = "<person><persName><forename>Ana</forename><surname>Lind</surname></persName><birth><settlement><placeName>Moss</placeName><location><geo>5 6</geo></location></settlement></birth></person>"
    tree = of(f"<listPerson>{person}</listPerson>")
    assert "Moss 5 6" in html.document_fromstring(render_html(tree)).text_content()
    printed = render_typst(tree)
    assert '"Ana";#" ";#"Lind"' in printed
    assert '#" ";#"5 6"' in printed


@pytest.mark.parametrize(
    "body",
    [
        "<p><seg><list><item>x</item></list></seg></p>",
        "<lg><app><lem><l>a</l></lem><rdg><l>b</l></rdg></app></lg>",
        "<div><desc><p>x</p></desc></div>",
        "<listPerson><person><persName>A</persName><trait><p>x</p></trait></person></listPerson>",
        "<lg><supplied><l>a</l></supplied></lg>",
    ],
)
def test_no_block_stands_in_a_span(body):
    page = html.document_fromstring(render_html(of(body)))
    assert page.xpath("//main//span[.//div or .//p or .//ul]") == []


def test_links_to_passages_lead_somewhere():
    reading = "<rdg>r <choice><orig>a</orig><reg>b</reg></choice></rdg>"
    body = f"<p><app loc='1'><lem>q</lem>{reading}</app><note>x <app><lem>q</lem>{reading}</app></note></p>"
    page = html.document_fromstring(render_html(of(body)))
    ids = set(page.xpath("//@id"))
    assert [a for a in page.xpath("//a/@href[starts-with(., '#')]") if a[1:] not in ids] == []


def test_who_is_heard_in_a_letter_is_not_printed_as_who_sent_it():
    people = (
        '<particDesc><listPerson><person sameAs="#moe" role="speaker"><persName>Moe, Per</persName></person></listPerson></particDesc>'
        "{}</profileDesc>"
    )
    sent = '<correspDesc><correspAction type="sent"><persName>A. Lind</persName></correspAction></correspDesc>'
    start = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt>'
        "<sourceDesc><p/></sourceDesc></fileDesc><profileDesc>"
    )
    for said, expected in ((sent, '("A. Lind", )'), ("", '("Moe, Per", )')):
        text = f"{start}{people.format(said)}</teiHeader><text><body><p>It rained.</p></body></text></TEI>"
        assert f"people: {expected}" in render_typst(etree.ElementTree(etree.fromstring(text)))
