"""Languages: directions on the page and in print, the words of the page apart from those of the text, fonts of scripts."""

from __future__ import annotations

import pypdfium2
import pytest
from lxml import html
from typer.testing import CliRunner

from tei_edition import EditionError, PrintOptions, render_html, render_pdf
from tei_edition.cli.app import app
from tei_edition.publish.paper.attachments import attached
from tei_edition.publish.paper.glyphs import script_of

HEAD = (
    "<teiHeader><fileDesc><titleStmt><title>Quay</title></titleStmt><publicationStmt><p>x</p></publicationStmt>"
    "<sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>"
)


def tei(body: str, language: str = "en", text: str = "") -> str:
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}">{HEAD}<text{text}><body>{body}</body></text></TEI>'


def page_of(*args: str):
    return html.fromstring(render_html(tei(*args)))


def places(pdf: bytes) -> dict[str, tuple[float, float]]:
    """Where each character stands first: left edge, height above the foot of the page."""
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    found: dict[str, tuple[float, float]] = {}
    for i in range(text.count_chars()):
        left, bottom, _, _ = text.get_charbox(i)
        found.setdefault(text.get_text_range(i, 1), (left, bottom))
    return found


RIGHT = (
    '<div xml:lang="he"><head>א</head><p>בב <foreign xml:lang="en">mole (7)</foreign> ג.<note>ד.</note></p>'
    '<list><item n="8">ה</item></list><table><row><cell>ו</cell><cell xml:lang="en">X</cell></row></table></div>'
)


def test_directions_on_the_page():
    page = page_of(f"<div><p>Z</p></div>{RIGHT}")
    (division,) = page.xpath("//*[@lang='he'][@dir='rtl'][.//p]")
    assert division.xpath(".//i[@lang='en']/@dir") == ["ltr"]
    assert division.xpath(".//td[@lang='en']/@dir") == ["ltr"]
    assert page.xpath("//li[@id='n1']/@dir") == ["rtl"]
    assert page.get("dir") is None


@pytest.mark.parametrize(
    ("tag", "direction"),
    [("ar", "rtl"), ("ar-Latn", None), ("tr-Arab", "rtl"), ("syr", "rtl"), ("iw", "rtl"), ("de", None), ("fa-IR", "rtl")],
)  # fmt: skip
def test_scripts_tell_the_direction(tag, direction):
    page = page_of(f'<p xml:lang="{tag}">x</p>')
    assert page.xpath("string(//p[@id='p1']/@dir)") == (direction or "")


@pytest.mark.parametrize(
    "element", ["body", "div", "lg", "opener", "salute", "list", "sp", "quote"]
)
def test_no_language_is_lost(element):
    inner = {
        "body": "<p>ש</p>",
        "div": "<p>ש</p>",
        "lg": "<l>ש</l>",
        "list": "<item>ש</item>",
        "sp": "<p>ש</p>",
    }.get(element, "ש")
    outside = {"salute": ("<opener>", "</opener>"), "quote": ("<p>", "</p>")}.get(element, ("", ""))
    made = f'{outside[0]}<{element} xml:lang="he">{inner}</{element}>{outside[1]}'
    source = tei(made) if element != "body" else tei("").replace("<body></body>", made)
    page = html.fromstring(render_html(source))
    assert page.xpath("//div[@id='text']//*[@lang='he'][@dir='rtl'][contains(., 'ש')]")


def test_lines_begin_at_the_right_in_print():
    found = places(render_pdf(tei(f"<p>ZY</p>{RIGHT}")))
    assert found["Z"][0] < found["Y"][0] < found["ב"][0]
    # In the paragraph the full stop ends the line at its left, and Latin runs from left to right.
    assert found["ג"][0] < found["m"][0] < found["7"][0] < found["ב"][0]
    assert found["ה"][0] < found["8"][0]  # the number of an item is before it
    assert found["X"][0] < found["ו"][0]  # and so is the first cell


def test_a_document_of_such_a_language_is_set_so_as_a_whole():
    found = places(render_pdf(tei("<p>בא</p>", "he")))
    assert found["ב"][0] > found["א"][0] > 300


def test_codes_of_three_letters_are_those_of_the_web():
    assert page_of("<p>x</p>", "lat").xpath("//div[@id='text']/@lang") == ["la"]
    page = page_of('<p xml:lang="heb-x-old">x</p><p xml:lang="grc">y</p>', "eng")
    assert [p.get("lang") for p in page.xpath("//div[@id='text']//p")] == ["he-x-old", "grc"]
    assert page.xpath("//div[@id='text']/@lang") == []


def test_the_words_of_the_page_are_english_whatever_the_text_is():
    page = page_of("<p>Am Hafen<note>Anm.</note></p>", "de")
    assert page.get("lang") == "en"
    assert page.xpath("//div[@id='text']/@lang") == ["de"]
    assert page.xpath("//h1/@lang") == ["de"]
    assert page.xpath("//li[@id='n1']/@lang") == ["de"]
    assert page_of("<p>x</p>").xpath("//body//*[@lang]") == []


# --- fonts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("char", "script"),
    [("ب", "Arabic"), ("中", "Han"), ("कि"[1], "Devanagari"), ("\ue5d0", "private use"), ("☃", "symbols"), ("ⲁ", "Coptic"), ("𝔄", "symbols")],
)  # fmt: skip
def test_scripts_of_characters(char, script):
    assert script_of(char) == script


def test_another_font_never_steps_in_without_a_word():
    found = []
    render_pdf(tei("<p>سفينة</p>"), diagnostics=found)
    (told,) = found
    assert told.code == "X012"
    assert "5 Arabic characters" in told.message
    assert "fonts-hosny-amiri" in (told.hint or "")


def test_one_finding_a_script():
    with pytest.raises(EditionError) as caught:
        render_pdf(tei("<p>中文船 가나 ☃</p>"))
    assert [d.code for d in caught.value.diagnostics] == ["X005", "X005"]
    assert [d.message.partition("for ")[2][:19] for d in caught.value.diagnostics] == [
        "3 Han characters: 中",
        "2 Hangul characters",
    ]


def test_missing_glyphs_can_be_shown(tmp_path):
    found = []
    pdf = render_pdf(
        tei("<p>A 中文 ب sign</p>"), options=PrintOptions(missing_glyphs="show"), diagnostics=found
    )
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert "A □□" in text
    assert "中文".encode() in attached(pdf)["record.xml"], "the file is attached as it came"
    assert [(d.code, d.message[:10]) for d in found] == [
        ("X012", "printed as"),
        ("X012", "the font o"),
    ]
    path = tmp_path / "a.xml"
    path.write_text(tei("<p>中</p>"), "utf-8")
    command = ["render", "pdf", str(path), "-o", str(tmp_path / "a.pdf")]
    assert CliRunner().invoke(app, command).exit_code == 1
    assert CliRunner().invoke(app, [*command, "--missing-glyphs", "show"]).exit_code == 0


@pytest.mark.parametrize(
    ("char", "told"),
    [
        ("\x9b", "is not a printable character: U+009B"),
        ("\x7f", "is not a printable character: U+007F"),
        ("\ufdd0", "is not a printable character: U+FDD0"),
        ("\U0002ffff", "is not a printable character: U+2FFFF"),
        ("\ue5d0", "is a private-use character, which this kind of PDF/A forbids: U+E5D0"),
        # What a record's own NUL becomes in its TEI: Typst's fonts have no such picture.
        ("␀", "no font has it: ␀ (U+2400)"),
    ],
)
def test_what_no_pdf_holds_is_printed_as_a_sign(char, told):
    found = []
    text = tei(f"<p>quay\nand {char}side</p>")
    pdf = render_pdf(text, name="q.xml", diagnostics=found)
    printed = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert "□side" in printed
    assert attached(pdf)["record.xml"] == text.encode()
    (finding,) = found
    assert (finding.code, str(finding.position)) == ("X012", "2:5")
    assert told in finding.message


def test_private_use_is_printed_where_the_standard_allows():
    found = []
    render_pdf(tei("<p>\ue5d0</p>"), options=PrintOptions(standards=("1.7",)), diagnostics=found)
    assert found == []
