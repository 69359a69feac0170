"""The text of a Word document before pandoc reads it: what is taken out, and what signs say of what pandoc would not."""

from __future__ import annotations

import pytest
from lxml import etree
from office import W as NAMESPACES
from office import change, gone, paragraph, run

from tei_edition.read.signs import Signs, Token
from tei_edition.read.word_text import Prepared, W, pictures_in, words_of_part

NAMED = """<w:style w:type="paragraph" w:styleId="Q1"><w:name w:val="Quoted Letter"/></w:style>
<w:style w:type="paragraph" w:styleId="Ti"/><w:style w:type="character" w:styleId="Nm"><w:name w:val="Name"/></w:style>"""
ENGLISH = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'  # fmt: skip
MAPPED = {"quoted letter": "quote", "ti": "title", "name": "small-caps"}


def part(*inner):
    more = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    return etree.fromstring(f"<w:body {NAMESPACES} {more}>{''.join(inner)}</w:body>")


def prepared(*inner, named=NAMED):
    """The text with the signs put into it, {kind value} and {/}, a line for each paragraph; and what was left out."""
    signs, root = Signs(), part(*inner)
    made = Prepared(signs, MAPPED, None if named is None else part(named))
    made.reduce(root)
    made.prepare(root)
    lines = [_line(p, signs) for p in root.iter(f"{W}p")]
    return lines, made.left_out


def _line(element, signs):
    said = ""
    for text in element.iter(f"{W}t", f"{W}delText"):
        changed = next((a.tag for a in text.iterancestors(f"{W}ins", f"{W}del")), "")
        words = ""
        for each in signs.split(text.text):
            if isinstance(each, Token):
                mark = signs.marks[each.number]
                words += (
                    "{/}"
                    if each.is_end
                    else f"{{{' '.join(filter(None, (mark.kind, mark.value)))}}}"
                )
            else:
                words += each
        said += f"[{changed.removeprefix(W)}: {words}]" if changed else words
    return said


def lang(tag):
    return f'<w:lang w:val="{tag}"/>'


def style(name, kind="p"):
    return f'<w:{kind}Style w:val="{name}"/>'


@pytest.mark.parametrize(
    ("inner", "lines"),
    [
        # words of another language than most of the text; figures and blanks are of none
        (run("The lamp burns. ") + run("Die Lampe", lang("de-DE")), ["The lamp burns. {language de}Die Lampe{/}"]),
        (run("Die Lampe brennt. ", lang("de")) + run("A lamp"), ["Die Lampe brennt. {language en}A lamp{/}"]),
        (run("The lamp. ") + run("1955 – ", lang("fr")) + run("So", lang("en-US")), ["The lamp. 1955 – So"]),
        (run("The lamp. ") + run("So it is", lang("x!")) + run("it", lang("1a-b")), ["The lamp. So it isit"]),
        # rows that were inserted or deleted; what is a change already is left
        (
            "<w:tbl><w:tr><w:trPr><w:del w:id='1' w:author='Ana'/></w:trPr><w:tc>" + paragraph(run("old ") + change("ins", "Ole", run("new")))
            + "</w:tc></w:tr><w:tr><w:tc>" + paragraph(run("plain")) + "</w:tc></w:tr><w:tr><w:trPr><w:ins w:id='2'/></w:trPr><w:tc>"
            + paragraph(run("more") + change("moveFrom", "Ole", gone("moved"))) + "</w:tc></w:tr></w:tbl>",
            ["[del: old ][ins: new]", "plain", "[ins: more]moved"],
        ),
        # styles of the project, by name or id
        (paragraph(run("Dear"), style("Q1")) + paragraph(run("On"), style("Ti")) + paragraph(run("No"), style("Xx")), ["{style quote}Dear", "{style title}On", "No"]),
        (paragraph(run("Dear ") + run("Berg", style("Nm", "r")) + run("!", style("Q1", "r"))), ["Dear {setting small-caps}Berg{/}!"]),
        # pages that somebody began
        (paragraph(run("a") + '<w:r><w:br w:type="page"/></w:r>' + run("b") + '<w:r><w:br/></w:r>' + run("c") + '<w:r><w:br w:type="column"/></w:r>' + run("d")), ["a{page}bcd"]),
        (paragraph(run("a"), "<w:pageBreakBefore/>") + paragraph(run("b"), '<w:pageBreakBefore w:val="0"/>') + paragraph(run("c"), '<w:pageBreakBefore w:val="on"/>'), ["{page}a", "b", "{page}c"]),
        (paragraph(run("a"), "<w:sectPr/>") + paragraph(run("b"), '<w:sectPr><w:type w:val="continuous"/></w:sectPr>') + paragraph(run("c"), '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>') + "<w:sectPr/>", ["a{page}", "b", "c{page}"]),
        # fields in one piece
        (paragraph(run("p. ") + '<w:fldSimple w:instr=" PAGE ">' + run("17") + run("a") + "</w:fldSimple>" + run(".")), ["p. 17a."]),
    ],
)  # fmt: skip
def test_signs_say_what_pandoc_would_not(inner, lines):
    if not inner.startswith(("<w:p>", "<w:tbl>")):
        inner = paragraph(inner)
    assert prepared(inner, named=ENGLISH + NAMED) == (lines, [])


def test_words_of_one_language_have_no_sign():
    assert prepared(paragraph(run("Die Lampe", lang("de"))))[0] == ["Die Lampe"]
    # Without a language of the file, words that name none are of none.
    inner = paragraph(
        run("Die Lampe brennt, ", lang("de")) + run("so", "") + run(" it is", lang("en"))
    )
    assert prepared(inner, named=None)[0] == ["Die Lampe brennt, so{language en} it is{/}"]


def test_hidden_words_are_taken_out_and_told():
    inner = run("One ") + run("se", "<w:vanish/>") + run("cret ", "<w:vanish/>") + run("lamp", '<w:vanish w:val="false"/>')  # fmt: skip
    assert prepared(paragraph(inner)) == (["One lamp"], ["hidden words: “secret”"])
    # The mark of a paragraph is no word.
    mark = paragraph(run("A lamp"), "<w:rPr><w:vanish/></w:rPr>")
    assert prepared(mark) == (["A lamp"], [])
    assert prepared(paragraph(run("A lamp") + run("  ", "<w:vanish/>"))) == (["A lamp"], [])


def test_two_lines_through_words_are_one():
    root = part(paragraph(run("a lamp", "<w:dstrike/>")))
    Prepared(Signs(), {}, None).reduce(root)
    assert root.find(f".//{W}strike") is not None
    assert root.find(f".//{W}dstrike") is None


BOX = f"<w:r><w:pict><w:txbxContent>{paragraph(run('RECEIVED'))}</w:txbxContent></w:pict></w:r>"
TWICE = (
    f"<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{paragraph(run('SEEN'))}</w:txbxContent></mc:Choice>"
    f"<mc:Fallback>{run('SEEN TOO')}</mc:Fallback></mc:AlternateContent></w:r>"
)


def test_words_stand_in_the_paragraphs_of_a_part():
    root = part(
        paragraph(run("One") + "<w:r><w:tab/></w:r>" + run("lamp") + BOX),
        paragraph(""),
        paragraph(run("well") + "<w:r><w:noBreakHyphen/></w:r>" + run("known") + "<w:r><w:br/></w:r>" + change("del", "Ole", gone("gone"))),
        paragraph(run("co") + "<w:r><w:softHyphen/></w:r>" + run("operate") + "<w:r><w:cr/><w:t/></w:r>", "<w:tabs><w:tab/></w:tabs>"),
        paragraph(run("Box: ") + TWICE + "<w:r><w:instrText>PAGE</w:instrText></w:r>"),
    )  # fmt: skip
    assert [(p.place, p.text) for p in words_of_part(root, "document")] == [
        ("paragraph 1", "One lamp"),
        ("a text box after paragraph 1", "RECEIVED"),
        ("paragraph 2", "well\u2011known gone"),
        ("paragraph 3", "cooperate "),
        ("paragraph 4", "Box: "),
        ("a text box after paragraph 4", "SEEN"),
    ]
    assert [p.place for p in words_of_part(root, "footnotes")] == ["the footnotes"] * 6


def test_a_picture_that_is_there_twice_is_one():
    picture = '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
    old = "<v:imagedata/>"
    both = f"<mc:AlternateContent><mc:Choice>{picture}</mc:Choice><mc:Fallback><w:pict>{old}</w:pict></mc:Fallback></mc:AlternateContent>"
    assert pictures_in(part(paragraph(both))) == 1
    assert pictures_in(part(paragraph(picture + old))) == 2
    assert pictures_in(part("<!-- blip -->")) == 0
