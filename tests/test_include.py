"""A document in several files is shown whole; files outside its folder are not read."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tei_edition import render_html
from tei_edition.build.edition import build
from tei_edition.build.settings import Settings
from tei_edition.build.sources import Sources
from tei_edition.tei.document import parse_tei
from tei_edition.tei.include import include, parse_whole

XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'


def included(folder, body: str, **files: str):
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(exist_ok=True)
        path.with_suffix(".xml").write_text(text)
    main = folder / "main.xml"
    main.write_text(f"<TEI {XI}>{body}</TEI>")
    tree = parse_tei(main.read_bytes(), "main.xml")
    found = include(tree, main)
    return "".join(tree.getroot().itertext()), [(d.code, d.message) for d in found]


@pytest.mark.parametrize(
    ("body", "files", "words"),
    [
        ('<p>one <xi:include href="a.xml"/> three</p>', {"a": "<hi>two</hi>"}, "one two three"),
        ('<xi:include href="a.xml"/><xi:include href="b.xml"/>.', {"a": "<p>one </p>", "b": "<p>two</p>"}, "one two."),
        ('<xi:include href="in/a.xml"/>', {"in__a": f'<p {XI}>a<xi:include href="b.xml"/></p>', "in__b": "<p>b</p>"}, "ab"),
        ('<xi:include href="a.xml" xpointer="k"/>!', {"a": "<p>a<hi xml:id='k'>b</hi>c</p>"}, "b!"),
        ('<p><xi:include href="a.xml" parse="text"/>!</p>', {"a": "1 &lt; 2"}, "1 &lt; 2!"),
    ],
)  # fmt: skip
def test_parts_stand_in_their_places(tmp_path, body, files, words):
    assert included(tmp_path, body, **files) == (words, [])


@pytest.mark.parametrize(
    "href",
    ["../other.xml", "/etc/hostname", "file:///etc/hostname", "http://example.org/a.xml", "none.xml", "", "main.xml", "a.xml", "%2e%2e/other.xml", "link.xml"],
)  # fmt: skip
def test_what_is_not_included_is_told(tmp_path, href):
    folder = tmp_path / "edition"
    folder.mkdir()
    (tmp_path / "other.xml").write_text("<p>secret</p>")
    (folder / "link.xml").symlink_to(tmp_path / "other.xml")
    include_itself = f'<p {XI}><xi:include href="a.xml"/></p>'
    body = f'<p>x<xi:include href="{href}"><xi:fallback>gone</xi:fallback></xi:include>y</p>'
    words, found = included(folder, body, a=include_itself)
    assert "secret" not in words
    assert {code for code, _ in found} == {"X007"}
    assert words == ("xy" if href == "a.xml" else "xgoney")


def test_the_page_of_a_file_has_its_parts(tmp_path):
    (tmp_path / "part.xml").write_text('<p xmlns="http://www.tei-c.org/ns/1.0">Lamp oil.</p>')
    main = tmp_path / "main.xml"
    include_part = '<xi:include href="part.xml"/><xi:include href="none.xml"/>'
    main.write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" {XI}><teiHeader/><text><body>{include_part}</body></text></TEI>'
    )
    found: list = []
    assert "Lamp oil." in render_html(main, diagnostics=found)
    assert [d.code for d in found if d.code == "X007"] == ["X007"]
    assert etree.parse(str(main)).getroot() is not None


def test_the_edition_of_a_file_has_its_parts(tmp_path):
    """`build` publishes the whole document: the page, the file that it offers, and what it does not get is told."""
    source = tmp_path / "in"
    source.mkdir()
    header = "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
    (source / "part.xml").write_text('<p xmlns="http://www.tei-c.org/ns/1.0">Lamp oil.</p>')
    (source / "main.xml").write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" {XI}>{header}<text><body><xi:include href="part.xml"/><xi:include href="none.xml"/></body></text></TEI>'
    )
    report = build(source, tmp_path / "out")
    assert report.texts == ["main"]
    assert "X007" in {d.code for d in report.diagnostics}
    for name in ("index.html", "main.xml"):
        assert "Lamp oil." in (tmp_path / "out" / "main" / name).read_text("utf-8")


def doubtful(folder, body: str, **parts: str) -> list[str]:
    for name, text in parts.items():
        (folder / f"{name}.xml").write_text(f"<div>\n{text}</div>")
    data = f"<TEI {XI}>\n{body}</TEI>".encode()
    found = parse_whole(data, folder / "main.xml", "main.xml")[1]
    return [
        f"{Path(d.source).name}:{d.position} {d.message} ({d.hint})".replace(f"{folder}/", "")
        for d in found
        if d.code == "X013"
    ]


def test_a_link_to_an_id_of_two_elements_names_both_places(tmp_path):
    two = '<p xml:id="a">x</p>\n<p n="2"\n xml:id="a">y</p><ptr target="#b #a"/>'
    assert doubtful(tmp_path, two) == [
        'main.xml:4:23 @target "#a" can refer to two elements: the `p` on line 2, column 4 and the `p` on line 4, '
        "column 2; on the page, it leads to the first (give one of them another xml:id)"
    ]
    assert doubtful(tmp_path, '<p xml:id="a">x</p><p xml:id="a">y</p><ptr target="a"/>') == []


def test_so_it_does_where_they_are_in_several_files(tmp_path):
    one = '<p xml:id="a">x</p><xi:include href="b.xml"/><xi:include href="none.xml"><xi:fallback><p xml:id="a"/></xi:fallback></xi:include>'
    assert doubtful(tmp_path, one, b='<ref target="#a">z</ref><p xml:id="a">y</p>') == [
        'b.xml:2:28 @xml:id "a" is already taken (it belongs to the `p` at main.xml:2:4)',
        'b.xml:2:6 @target "#a" can refer to two elements: the `p` at main.xml:2:4 and the `p` on line 2, column 28; '
        "on the page, it leads to the first (give one of them another xml:id)",
    ]
    # A file that is included twice has each of its names twice, and they are the same words.
    twice = '<xi:include href="b.xml"/><xi:include href="b.xml"/><ptr target="#c"/>'
    assert doubtful(tmp_path, twice, b='<p xml:id="c">y</p>') == []


def test_so_it_does_in_each_part_of_a_corpus(tmp_path):
    header = "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
    texts = ['<p xml:id="a">x</p>\n<p xml:id="a">y</p><ptr target="#a"/>', '<p xml:id="a">z</p><ptr target="#a"/>']  # fmt: skip
    members = "\n".join(f"<TEI>{header}<text><body>{text}</body></text></TEI>" for text in texts)
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{header}\n{members}</teiCorpus>'
    told: list = []
    made = list(Sources(Settings()).documents(tmp_path / "c.xml", corpus.encode(), told.extend))
    assert len(made) == 2
    # Each part is a document with a page of its own.
    (found,) = [d for d in told if d.code == "X013"]
    assert found.position.line == 3
    assert "on line 2, column" in found.message
