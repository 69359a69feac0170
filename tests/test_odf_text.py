"""The text of OpenDocument before pandoc reads it: changes, comments, languages, styles and pages as signs."""

from __future__ import annotations

import pytest
from lxml import etree
from office import ODF

from tei_edition.read.odf_text import TEXT, Prepared, text_of, words_of_text
from tei_edition.read.signs import Signs, Token

STYLES = """<style:default-style style:family="paragraph"><style:text-properties fo:language="en"/></style:default-style>
<style:default-style style:family="table"><style:text-properties fo:language="da"/></style:default-style>
<style:style style:name="De"><style:text-properties fo:language="de"/></style:style>
<style:style style:name="Of De" style:parent-style-name="De"/><style:style style:name="No"><style:text-properties fo:language="zxx"/></style:style>
<style:style style:name="U"><style:text-properties style:text-underline-style="solid"/></style:style>
<style:style style:name="N"><style:text-properties style:text-underline-style="none"/></style:style>
<style:style style:name="Sc"><style:text-properties fo:font-variant="small-caps"/></style:style>
<style:style style:name="Q1" style:display-name="Quoted Letter"/><style:style style:name="Q2" style:parent-style-name="Q1"/>
<style:style style:name="Loop" style:parent-style-name="Loop"/>
<style:style style:name="Pb"><style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="Pa"><style:paragraph-properties fo:break-after="page"/></style:style>"""
MAPPED = {"quoted letter": "quote", "u": "strong"}


def part(inner):
    return etree.fromstring(f"<office:text {ODF}>{inner}</office:text>")


def prepared(inner):
    """The paragraphs of the text with signs as {kind value who} and {/}; notes in brackets."""
    signs, body = Signs(), part(inner)
    Prepared(signs, MAPPED, part(STYLES), None).prepare(body)
    return [_shown(p, signs) for p in body if p.tag in (f"{TEXT}p", f"{TEXT}h")]


def _shown(element, signs):
    said = _words(element.text, signs)
    for child in element:
        inner = _shown(child, signs)
        name = child.tag.rpartition("}")[2]
        said += "/" if name == "line-break" else f"[{inner}]" if name == "note" else inner
        said += _words(child.tail, signs)
    return said


def _words(text, signs):
    said = ""
    for each in signs.split(text or ""):
        if isinstance(each, Token):
            mark = signs.marks[each.number]
            words = " ".join(filter(None, (mark.kind, mark.value, mark.who, mark.when)))
            said += "{/}" if each.is_end else f"{{{words}}}"
        else:
            said += each
    return said


def p(inner, style=""):
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def span(inner, style):
    return f'<text:span text:style-name="{style}">{inner}</text:span>'


def region(name, kind, who, inner=""):
    by = f"<office:change-info><dc:creator>{who}</dc:creator><dc:date>2024</dc:date></office:change-info>"
    return f'<text:changed-region text:id="{name}"><text:{kind}>{by}{inner}</text:{kind}></text:changed-region>'


CHANGES = (
    "<text:tracked-changes>" + region("c1", "insertion", "Ana")
    + region("c2", "deletion", "Ole", p("old") + p("and gone")) + region("c3", "format-change", "Eva") + "</text:tracked-changes>"
)  # fmt: skip


@pytest.mark.parametrize(
    ("inner", "lines"),
    [
        (
            CHANGES + p('a<text:change-start text:change-id="c1"/>b<text:change-end text:change-id="c1"/>c<text:change text:change-id="c2"/>d<text:change-start text:change-id="c3"/>e'),
            ["a{inserted Ana 2024}b{/}c{deleted Ole 2024}old/and gone{/}de"],
        ),
        (CHANGES + '<text:change text:change-id="c2"/>' + p("a"), ["{deleted Ole 2024}old/and gone{/}", "a"]),
        (
            p("a<office:annotation><dc:creator>Eva</dc:creator><dc:date>2024</dc:date><text:p>Sure?</text:p></office:annotation>b<office:annotation-end/>c"),
            ["a[{comment Eva 2024}Sure?]bc"],
        ),
        (p("a<office:annotation><dc:creator>Eva</dc:creator></office:annotation>b"), ["a[{comment Eva}]b"]),
        # languages
        (p("The lamp burns so.") + p("Die Lampe", "De") + p("1955", "De"), ["The lamp burns so.", "{language de}Die Lampe{/}", "1955"]),
        (p("The lamp, " + span("die Lampe", "Of De") + span(", 1955", "De") + span(" so", "No")), ["The lamp, {language de}die Lampe{/}, 1955 so"]),
        (p("Die Lampe brennt", "De") + p("so"), ["Die Lampe brennt", "{language en}so{/}"]),
        # settings
        (p(span("a", "U") + span("b", "N") + span("c", "Sc") + span("d", "Loop")), ["{setting strong}{setting underline}a{/}{/}b{setting small-caps}c{/}d"]),
        (p("a", "Q1") + p("b", "Q2") + p("c", "Loop"), ["{style quote}a", "{style quote}b", "c"]),
        (p("a", "Pb") + p("b", "Pa"), ["{page}a", "b{page}"]),
    ],
)  # fmt: skip
def test_signs_say_what_pandoc_would_not(inner, lines):
    assert prepared(inner) == lines


def test_words_stand_in_their_paragraphs():
    body = part(
        CHANGES + p("One<text:s/>lamp<text:note><text:note-citation>1</text:note-citation><text:note-body>" + p("Of brass") + "</text:note-body></text:note>.")
        + p(" ") + '<text:h>On<text:tab/>lamps</text:h><draw:text-box>' + p("SEEN") + "</draw:text-box>"
        + p("b<office:annotation><dc:creator>Eva</dc:creator><text:p>Sure?</text:p></office:annotation>")
    )  # fmt: skip
    assert [f"{each.place}: {each.text}" for each in words_of_text(body)] == [
        "the tracked changes above paragraph 0: old",
        "the tracked changes above paragraph 0: and gone",
        "paragraph 1: One lamp.",
        "a note of paragraph 1: Of brass",
        "paragraph 2: On lamps",
        "a text box after paragraph 2: SEEN",
        "paragraph 3: b",
        "a comment of paragraph 3: Sure?",
    ]
    assert text_of(body).startswith("old and gone One lamp. Of brass On lamps SEEN b Sure?")


def test_what_is_underlined_is_not_made_italic():
    content = part(STYLES)
    Prepared(Signs(), {}, content, None).prepare(part(p("a")))
    assert "underline" not in etree.tostring(content, encoding="unicode")
