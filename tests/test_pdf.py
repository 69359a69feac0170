"""The door for PDFs: text layers as records."""

from __future__ import annotations

import io
import re
from collections import Counter

import pikepdf
import pytest
import typst
from conftest import ROOT

from tei_edition import EditionError, encode_valid, read_record, render_pdf, tei_bytes
from tei_edition.document.draft import FootNote, PageMark, Run, inlines_of
from tei_edition.read import original as original_module
from tei_edition.read.door import door_of
from tei_edition.read.original import Original
from tei_edition.write.draft import record_of

pytest.importorskip("pypdfium2")
PAGE = '#set page(width: 300pt, height: 400pt, margin: 50pt, {})\n#set text(size: 10pt, font: "Libertinus Serif", lang: "en")\n'


def pdf(body: str, page: str = "") -> bytes:
    """A PDF that Typst makes of *body*, with what is said of its *page*."""
    made = typst.compile((PAGE.replace("{}", page) + body).encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def draft(data: bytes):
    (made,) = door_of(data, "letter.pdf").drafts(Original("letter.pdf", content=data))
    return made


def text(data: bytes) -> str:
    return record_of(draft(data), "letter").text


def refused(data: bytes) -> str:
    with pytest.raises(EditionError) as caught:
        draft(data)
    (found,) = caught.value.diagnostics
    assert found.code == "I052"
    return f"{found.message} ({found.hint})"


WORDS = "The harbour board met again on Monday, and nobody had seen the lamp that the keeper asked for. "


def test_lines_become_paragraphs_and_cut_words_are_whole():
    body = (
        "= On lamps\n\n#set text(hyphenate: false)\n#set par(first-line-indent: 1em, spacing: 0.65em)\n"
        "The keeper asks for an extra-\\\nordinary lamp, well-\\\nknown to all. He wrote of an extraordinary sea, "
        "well-known and deep, and of many other things besides.\n\nThe second paragraph begins here, and goes on "
        "for a line or two at least, as they do."
    )
    made = draft(pdf(body))
    assert made.title == "On lamps"
    paragraphs = [
        "".join(n.text for n in block.content if isinstance(n, Run)) for block in made.blocks
    ]
    assert len(paragraphs) == 2
    assert "an extraordinary lamp, well-known to all. He wrote" in paragraphs[0]
    assert paragraphs[1].startswith("The second paragraph begins")
    assert made.left_out == ()


def test_running_heads_go_and_page_numbers_stay():
    body = "\n\n".join([WORDS * 3] * 8)
    made = draft(pdf(body, 'numbering: "1", header: [Harbour papers, vol. 2]'))
    assert "Harbour papers" not in record_of(made, "x").text
    assert any("Harbour papers" in said and "at the edge of" in said for said in made.left_out)
    marks = [node.number for node in inlines_of(made.blocks) if isinstance(node, PageMark)]
    assert marks == [str(n) for n in range(1, len(marks) + 1)]
    assert len(marks) > 2
    # A paragraph that a page cuts is one.
    assert len(made.blocks) == 8
    assert Counter(re.findall(r"\w+", WORDS * 24)) <= Counter(re.findall(r"\w+", text(pdf(body))))


def test_footnotes_stand_at_their_signs():
    body = "One lamp#footnote[Of brass, as the keeper says in his letter of that day, which is lost.] burns. Two#footnote[_Both_ of tin.] do not."
    data = pdf(body)
    notes = [node for node in inlines_of(draft(data).blocks) if isinstance(node, FootNote)]
    assert [note.sign for note in notes] == ["1", "2"]
    assert "One lamp[^1] burns. Two[^2] do not." in text(data)
    assert "[^1]: Of brass, as the keeper says in his letter of that day, which is lost." in text(
        data
    )
    assert re.search(r"\[\^2\]: (?:<i>|\*)Both(?:</i>|\*) of tin\.", text(data))


def test_notes_behind_the_text_are_brought_to_their_signs():
    body = f"One lamp#super[1] burns. {WORDS * 2}\n\nTwo#super[2] do not.\n\n*Notes*\n\n1. Of brass.\n\n2. Of tin.\n\n"
    made = text(pdf(body.replace("1. Of", "1 Of").replace("2. Of", "2 Of")))
    assert "One lamp[^1] burns." in made
    assert "[^2]: Of tin." in made


def test_two_columns_are_read_one_after_the_other():
    left, right = "Left words go on here. " * 12, "Right words stand beside. " * 12
    # White that is hardly wider than a word of the text apart.
    body = f"#set text(size: 8pt)\n#set par(justify: true)\n#grid(columns: (1fr, 1fr), gutter: 9pt, [{left}], [{right}])"
    said = " ".join(text(pdf(body)).split())
    assert said.count("Left words go on here.") == 12
    assert said.rindex("Left words") < said.index("Right words")


def test_settings_are_known_by_fonts():
    said = text(pdf("A _slanted_ and a *heavy* word, and H#sub[2]O."))
    assert "*slanted*" in said
    assert "**heavy**" in said
    assert "H<sub>2</sub>O" in said


def test_a_scan_is_named_and_what_helps():
    blank = pikepdf.new()
    blank.add_blank_page()
    held = io.BytesIO()
    blank.save(held)
    assert "has no text" in refused(held.getvalue())
    picture = "#rect(width: 100%, height: 80%, fill: gray)"
    assert "ocrmypdf" in refused(pdf(picture))


def test_broken_encrypted_and_huge_pdfs_are_refused(monkeypatch):
    good = pdf("One lamp.")
    assert "damaged" in refused(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    with pikepdf.open(io.BytesIO(good)) as document:
        held = io.BytesIO()
        document.save(held, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "password" in refused(held.getvalue())
    from tei_edition.read import pdf_page

    monkeypatch.setattr(pdf_page, "_PAGES", 0)
    assert "pages" in refused(good)
    monkeypatch.setattr(pdf_page, "_PAGES", 10)
    monkeypatch.setattr(pdf_page, "_scan", _dies)
    assert "ended" in refused(good)


def _dies(data: bytes):
    import os
    import signal

    os.kill(os.getpid(), signal.SIGSEGV)


def test_without_the_library_the_extra_is_named(monkeypatch):
    def lacking(name: str):
        raise ImportError(name)

    monkeypatch.setattr(original_module, "import_module", lacking)
    data = pdf("One lamp.")
    with pytest.raises(EditionError) as caught:
        list(door_of(data, "x").drafts(Original("x", content=data)))
    assert "'.[pdf]'" in caught.value.diagnostics[0].hint


@pytest.mark.parametrize("name", ["cable", "minutes", "notes"])
def test_the_words_and_notes_of_our_own_print_come_through(name):
    source = (ROOT / "tests" / "records" / f"{name}.md").read_text("utf-8")
    tree = encode_valid(read_record(source, name="a.md"))
    made = record_of(draft(render_pdf(tree)), name).text
    after = encode_valid(read_record(made, name="a.md"))
    words, notes = zip(*map(_said, (tree, after)), strict=True)
    assert not words[0] - words[1]
    assert notes[0] <= notes[1]  # what the apparatus says may stand as notes


def _said(tree):
    from lxml import etree

    root = etree.fromstring(tei_bytes(tree))
    ns = {"t": "http://www.tei-c.org/ns/1.0"}
    body = root.find("t:text", ns)
    words = Counter(re.findall(r"\w+", " ".join(body.itertext())))
    return words, len(body.findall(".//t:note[@n]", ns))


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("the lamp", "the lamp"),
        ("םולש ןב", "בן שלום"),
        ("1955 תנשב ןב", "בן בשנת 1955"),
        ("name <ןב לא> here", "name <אל בן> here"),
        ("ןבא Lind רב", "בר Lind אבן"),
    ],
)
def test_letters_from_the_right_are_put_in_the_order_of_reading(seen, read):
    from tei_edition.read.pdf_pieces import Character, pieces_of

    placed = [Character(c, 5 * i, 5 * i + 5, 700, 10, ()) for i, c in enumerate(seen)]
    (piece,) = pieces_of(placed)
    assert piece.text == read
