"""What strangers' headers say, told as they mean it: people, dates, speakers."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

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
