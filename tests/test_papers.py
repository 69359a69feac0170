"""What PDFs of a deposit claim, and whether they have it."""

from __future__ import annotations

from collections import Counter

import pikepdf
import pytest

from tei_edition import render_pdf
from tei_edition.deposit.papers import claim_of, judged

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
