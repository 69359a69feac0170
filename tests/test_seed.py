"""The real record, held against the contract point by point."""

from __future__ import annotations

import re

import pytest

from tei_edition import encode, read_record, tei_bytes, validate

T = "{http://www.tei-c.org/ns/1.0}"


@pytest.fixture(scope="module")
def record(seed):
    return read_record(seed)


@pytest.fixture(scope="module")
def tree(record):
    return encode(record)


def xpath(tree, path):
    return tree.xpath(path, namespaces={"t": T[1:-1]})


def words(text):
    return re.findall(r"\w+", text)


def test_is_valid(tree):
    assert validate(tree) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("string(/t:TEI/@xml:id)", "record-300881"),
        ("string(/t:TEI/@xml:lang)", "en"),
        ("string(//t:titleStmt/t:title[@type='sub'])", "Translation - English"),
        ("string(//t:funder)", "Blavatnik Family Foundation"),
        ("string(//t:respStmt[t:resp='Translation']/t:persName)", "Gary Goldberg"),
        ("string(//t:publisher)", "Wilson Center Digital Archive"),
        ("string(//t:idno[@type='record'])", "300881"),
        ("string(//t:repository/@key)", "RGANI"),
        ("string(//t:settlement)", "Moscow"),
        ("string(//t:msIdentifier/t:idno)", "f. 52, op. 1, d. 564, ll. 32-48"),
        ("string(//t:altIdentifier[@type='delo']/t:idno)", "564"),
        ("string(//t:locus/@from)", "32"),
        ("string(//t:measure/@quantity)", "17"),
        ("string(//t:textLang/@mainLang)", "ru"),
        ("string(//t:creation/t:date/@when)", "1962-11-24"),
        ("string(//t:term)", "translation"),
        ("count(//t:handNote)", 1),
        ("string(//t:opener[1]/t:add/@hand)", "#hand"),
        ("string(//t:head/t:date/@when)", "1962-11-24"),
        ("count(//t:head/t:lb)", 2),
        ("string(//t:head/t:note/@n)", "*"),
        ("string(//t:opener[2]/t:add/@place)", "top left"),
        ("string(//t:subst/t:del/@rend)", "blacked-out"),
        ("string(//t:subst/t:add)", "it is especially unpleasant for us"),
        ("name(//t:subst/following-sibling::*[1])", "note"),
        ("count(//t:p/t:add[@place='above'][@hand])", 3),
        ("count(//t:supplied)", 4),
        ("count(//t:foreign[@xml:lang='ru-Latn'])", 2),
        ("count(//t:closer/t:signed/t:gap[@reason='signature']/t:desc)", 1),
        ("count(//t:p/t:pb[@ed='rendition'][@cert='medium'])", 7),
    ],
)
def test_contract(tree, path, value):
    assert xpath(tree, path) == value


def test_cut_paragraphs_are_whole(tree):
    text = " ".join(xpath(tree, "string(//t:body)").split())
    for joint in ("In this connection", "of the opinion", "Kaul stressed", "Union and India had",
                  "the crisis in the", "Mr. Ambassador", "for both sides"):  # fmt: skip
        assert joint in text


def test_repairs_are_reported(record):
    codes = [diagnostic.code for diagnostic in record.diagnostics]
    assert codes.count("R030") == 7
    assert codes.count("R020") == 1
    assert len(codes) == 8


def test_no_word_is_lost(record, tree, seed):
    """Every word of the text is in the TEI, in order: as text, or as the label of its markup."""
    source = seed.read_text("utf-8").split("Translation - English")[1]
    for label in ("handwritten:", "inserted above the line by hand:", "Translator's note:",
                  "inserted by hand above the line:"):  # fmt: skip
        source = source.replace(label, "")
    # A note on words that follow stands behind them, and a footnote at its sign.
    note = re.search(r"\[ (the following words[^\]]*)\]( it is[^\]]*)\]", source)
    source = source.replace(note[0], note[2] + " " + note[1])
    text = xpath(tree, "//t:text")[0]
    assert words(_flow(text)) == words(source.replace("signature]", "signature"))


def _flow(element):
    """The words of *element*; a line break or a note keeps them apart."""
    apart = " " if element.tag in (f"{T}lb", f"{T}note", f"{T}p", f"{T}head") else ""
    inner = "".join(_flow(child) + (child.tail or "") for child in element)
    return apart + (element.text or "") + inner + apart


def test_citation_is_whole(tree, seed):
    citation = seed.read_text("utf-8").split("#### **Citation:**")[1].split("####")[0]
    found = xpath(tree, "string(//t:bibl[@type='citation'])")
    assert found.split() == citation.replace("<", "").replace(">", "").split()


def test_same_bytes(seed):
    assert tei_bytes(encode(read_record(seed))) == tei_bytes(encode(read_record(seed)))
