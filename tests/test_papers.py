"""What PDFs of a deposit claim, and whether they have it."""

from __future__ import annotations

import threading
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from tei_edition import EditionError, render_pdf
from tei_edition.deposit.papers import claim_of, judged
from tei_edition.publish.paper import typst
from tei_edition.publish.paper.options import PrintOptions
from tei_edition.publish.paper.pdf import Source, dated, document
from tei_edition.publish.paper.typst import compile_pdf

TEI = b"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>A letter</title>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<text><body><p>Dear all</p></body></text></TEI>"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("papers") / "letter.pdf"
    path.write_bytes(render_pdf(TEI))
    return path


def changed(made, tmp_path, change):
    path = tmp_path / "changed.pdf"
    with pikepdf.open(made) as pdf:
        change(pdf)
        pdf.save(path)
    return path


def test_our_pdfs_are_what_they_claim(made):
    counted = Counter()
    assert list(judged(made, counted)) == []
    assert counted == {"PDF/A-3a with PDF/UA-1": 1}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"), "StructTreeRoot"),
        (lambda pdf: pdf.Root.MarkInfo.__setitem__("/Marked", False), "MarkInfo"),
        (lambda pdf: pdf.Root.__delitem__("/Lang"), "Lang"),
        (lambda pdf: pdf.Root.__delitem__("/ViewerPreferences"), "DisplayDocTitle"),
    ],
)
def test_a_claim_without_what_it_needs_is_found(made, tmp_path, change, word):
    (found,) = judged(changed(made, tmp_path, change), Counter())
    assert found.code == "D016"
    assert word in found.message


def test_a_title_without_words_is_none(made, tmp_path):
    def empty(pdf):
        data = pdf.Root.Metadata.read_bytes()
        pdf.Root.Metadata.write(data.replace(b">A letter<", b"> <"))

    (lack,) = claim_of(changed(made, tmp_path, empty)).lacks
    assert "dc:title" in lack


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 no more"])
def test_what_is_no_pdf_claims_nothing(tmp_path, data):
    path = tmp_path / "x.pdf"
    path.write_bytes(data)
    assert [d.code for d in judged(path, Counter())] == ["D002"]


HEADER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A</title>
<respStmt><resp>Contribution of the document</resp><persName>Jo Li</persName></respStmt>
<respStmt><resp>Edition</resp><persName>Lind, Ana</persName></respStmt>
<respStmt><resp>Translation</resp><persName>Ole Berg</persName></respStmt></titleStmt>
<publicationStmt><publisher>Board</publisher>{date}</publicationStmt></fileDesc></teiHeader></TEI>"""


@pytest.mark.parametrize(
    ("date", "options", "day", "said"),
    [
        ('<date when="2020-05-01"/>', PrintOptions(), "2020-05-01", "auto"),
        ('<date when="2020-05-01"/>', PrintOptions(published="2026"), "2026", "auto"),
        ("", PrintOptions(standards=("1.7",)), "", "none"),
        ("", PrintOptions(), "", "auto"),  # PDF/A wants one
    ],
)
def test_a_pdf_has_the_date_of_publication_and_the_names_of_its_makers(
    date, options, day, said, monkeypatch
):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    source = Source(etree.ElementTree(etree.fromstring(HEADER.format(date=date))), "a.xml")
    options = dated(source, options)
    assert options.published == day
    markup = document(source, options)
    assert f"date: {said})" in markup
    assert 'author: ("Ana Lind", "Ole Berg", )' in markup


def test_the_day_is_written_into_the_pdf_unless_the_environment_says_another(monkeypatch):
    files = {"main.typ": '#set document(title: "A", date: auto)\n#set text(lang: "en")\n= A'}
    for epoch, year in (("", b"D:20260501"), ("1000000000", b"D:20010909")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        pdf = compile_pdf(files, locate=lambda text: ("a.xml", None), day="2026-05-01")
        assert b"/CreationDate(" + year in pdf


@pytest.mark.parametrize(("one", "other"), [("Ȼ", "4䬻"), (".Ջ", "¬N\u05fc🥋"), ("!ṭ̃", "🛼🥠뀃")])
def test_letters_of_several_bytes_do_not_stop_the_compiler_of_the_document_before(one, other):
    for text in (one, other):
        made = compile_pdf(
            {"main.typ": f'#let x = "{text}"\n'}, locate=lambda words: None, standards=[]
        )
        assert made.startswith(b"%PDF")


def test_documents_after_each_other_share_a_compiler_but_no_files(tmp_path, monkeypatch):
    monkeypatch.setattr(typst.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(typst, "_kept", threading.local())

    def pdf(words, **more):
        return typst.compile_pdf({"main.typ": words, **more}, locate=lambda _: ("d", None), standards=["1.7"])  # fmt: skip

    first = pdf('#include "a.typ"', **{"a.typ": "lamp"})
    kept = typst._kept.last
    assert pdf('#include "a.typ"', **{"a.typ": "lamp"}) == first
    assert pdf('#include "a.typ"', **{"a.typ": "oil"}) != first
    assert typst._kept.last is kept
    with pytest.raises(EditionError, match="P001"):
        pdf('#include "a.typ"')
    assert list(tmp_path.iterdir()) == []
    (tmp_path / Path(kept.folder).name).mkdir()  # somebody else's
    typst._kept.last = kept
    assert pdf('#include "a.typ"', **{"a.typ": "lamp"}) == first
    assert list(Path(kept.folder).iterdir()) == []
    assert typst._kept.last is not kept
