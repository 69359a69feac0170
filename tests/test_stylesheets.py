"""The stylesheets as modules: what is read (xslt/common/reading.xsl), their names, and projects' own beside them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from pypdfium2 import PdfDocument

from tei_edition import render_html
from tei_edition.publish.paper.options import PrintOptions
from tei_edition.publish.paper.pdf import render_pdf, render_typst
from tei_edition.publish.site import Addresses
from tei_edition.resources import resource
from tei_edition.saxon import custom_stylesheet

XSL = "{http://www.w3.org/1999/XSL/Transform}"
XSLT = resource("xslt")
MODULES = sorted(path.relative_to(XSLT).as_posix() for path in XSLT.rglob("*.xsl"))
#: The prefix of each room of stylesheets, and what it is bound to.
PREFIXES = {
    folder: (prefix, f"https://tei-edition.org/ns/xslt/{word}")
    for folder, prefix, word in (
        ("common", "c", "common"),
        ("html", "h", "html"),
        ("print", "t", "typst"),
        ("odd", "o", "odd"),
        ("schematron", "s", "schematron"),
    )
}
TEI = "http://www.tei-c.org/ns/1.0"


def record(text: str) -> etree._ElementTree:
    return etree.ElementTree(
        etree.fromstring(
            f'<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>The Lamp</title></titleStmt>'
            "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
            f"<text><body><p>{text}</p></body></text></TEI>"
        )
    )


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    sheet = tmp_path_factory.mktemp("xslt") / "read.xsl"
    sheet.write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
        ' xmlns:c="https://tei-edition.org/ns/xslt/common"><xsl:import href="tei-edition:common/reading.xsl"/>'
        '<xsl:output omit-xml-declaration="yes"/><xsl:param name="c:reading"/>'
        '<xsl:template match="/"><xsl:sequence select="c:read(*, $c:reading)"/></xsl:template></xsl:stylesheet>'
    )

    def run(text: str, reading: str) -> str:
        tree = etree.ElementTree(etree.fromstring(f'<p xmlns="{TEI}">{text}</p>'))
        result = custom_stylesheet(sheet).transform(tree, {"reading": reading})
        return re.sub(r"^<p xmlns=\S+?>|</p>$", "", result)

    return run


READINGS = [
    ("the <del>old</del> lamp", "the  lamp", "the <del>old</del> lamp"),
    ("<subst>\n<del>oil</del>\n<add>gas</add>\n</subst>", "<add>gas</add>", "<del>oil</del><add>gas</add>"),
    ("<choice><sic>teh</sic><corr>the</corr></choice>", "<corr>the</corr>", "<sic>teh</sic>"),
    ("<choice><reg>harbour</reg><orig>harbor</orig></choice>", "<reg>harbour</reg>", "<orig>harbor</orig>"),
    ("<choice><abbr>Dr</abbr><expan>Doctor</expan></choice>", "<expan>Doctor</expan>", "<abbr>Dr</abbr>"),
    ("Q<choice><am>.</am><ex>uay</ex></choice>", "Q<ex>uay</ex>", "Q<am>.</am>"),
    # No word, say an empty corr and an empty orig; an empty expan says nothing.
    ("<choice><sic>the</sic><corr/></choice>", "<corr/>", "<sic>the</sic>"),
    ("<choice><orig/><reg>,</reg></choice>", "<reg>,</reg>", "<orig/>"),
    ("<choice><expan/><abbr>Jan.</abbr></choice>", "<abbr>Jan.</abbr>", "<abbr>Jan.</abbr>"),
    ("<choice><expan>January</expan><abbr/></choice>", "<expan>January</expan>", "<expan>January</expan>"),
    ("<choice><sic>teh</sic></choice>", "<sic>teh</sic>", "<sic>teh</sic>"),
    ("<choice><sic>teh</sic><corr>the</corr><corr>ten</corr></choice>", "<corr>the</corr>", "<sic>teh</sic>"),
    # Nobody has said which of them the editors read.
    ("<choice><seg>quay</seg><seg>key</seg></choice>", "<seg>quay</seg><seg>key</seg>", "<seg>quay</seg><seg>key</seg>"),
    ("<choice><sic>a <del>b</del></sic><corr>c</corr></choice>", "<corr>c</corr>", "<sic>a <del>b</del></sic>"),
    ("<app><rdg>mill</rdg><lem>hill <del>top</del></lem><note>So all.</note></app>", "hill ", "hill <del>top</del>"),
    ("<app><rdg>mill</rdg><rdg>hill</rdg></app>", "mill", "mill"),
    ("<app><rdgGrp><lem>mill</lem><rdg>hill</rdg><witDetail>faded</witDetail></rdgGrp></app>", "mill", "mill"),
    ("<app><lem>a <app><lem>b</lem><rdg>c</rdg></app></lem><rdg>d</rdg></app>", "a b", "a b"),
    ("<surplus>the</surplus> <secl>quay</secl>", " ", "<surplus>the</surplus> <secl>quay</secl>"),
    ('a<pb n="2"/> b<pb ed="rendition"/> c', "a b c", 'a<pb n="2"/> b c'),
    ("a<note>b <lb/>c</note>", "a<note>b <lb/>c</note>", "a<note>b <lb/>c</note>"),
    # Pointers still arrive.
    ('<del xml:id="d">a <hi xml:id="h">b</hi></del>', '<anchor xml:id="d"/><anchor xml:id="h"/>',
     '<del xml:id="d">a <hi xml:id="h">b</hi></del>'),
    ('<choice xml:id="c"><sic xml:id="s">teh</sic><corr>the</corr></choice>',
     '<anchor xml:id="c"/><anchor xml:id="s"/><corr>the</corr>', '<anchor xml:id="c"/><sic xml:id="s">teh</sic>'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "clean", "diplomatic"), READINGS, ids=[row[0] for row in READINGS]
)
def test_a_text_in_one_reading(read, text, clean, diplomatic):
    assert read(text, "clean") == clean
    assert read(text, "diplomatic") == diplomatic


def words_of(node: etree._Element) -> str:
    return " ".join("".join(node.itertext()).split())


#: An entry or a deletion within an entry has none of its own on paper: it is told in the text.
SIMPLE = [row for row in READINGS if not re.search("<app>.*(<app|<del)", row[0])]


@pytest.mark.parametrize(("text", "clean", "diplomatic"), SIMPLE, ids=[row[0] for row in SIMPLE])
def test_page_and_print_show_what_is_read(text, clean, diplomatic):
    tree = record(f"Begin {text} end")
    for reading, expected in (("clean", clean), ("diplomatic", diplomatic)):
        wanted = etree.fromstring(f"<p>Begin {expected} end</p>")
        for note in wanted.findall("note"):
            note.clear(keep_tail=True)
        page = etree.HTML(render_html(tree)).xpath("//p[@id = 'p1']")[0]
        view = "reading" if reading == "clean" else "diplomatic"
        for hidden in page.xpath(f".//*[@data-only != '{view}'] | .//a"):
            hidden.text, hidden[:] = "", []
        assert words_of(page) == words_of(wanted)
        markup = render_typst(tree, PrintOptions(text=reading))
        assert printed_words(markup[markup.index('#"Begin') :]) == words_of(wanted)


def printed_words(markup: str) -> str:
    """The words of a paragraph of Typst, without its notes and the entries of its passages."""
    markup = re.sub(r"#note\(.*?\)\[.*?\];", "", markup)
    before = None
    while before != markup:
        before = markup
        markup = re.sub(r'#passage\((?:[^()"]|"[^"]*"|\((?:[^()"]|"[^"]*")*\))*\)', "", markup)
        # The company of a passage has entries in it.
        markup = re.sub(r"guests: \(\(name.*?\]\), \)", "", markup)
    return " ".join("".join(re.findall(r'#"((?:[^"\\]|\\.)*)";', markup)).split())


def test_surplus_words_are_told_in_the_apparatus_of_a_clean_text():
    markup = render_typst(record("at the <surplus>the</surplus> quay"))
    assert (
        'lemma: "the", says: ("followed by", " the", "superfluous, according to the editors", )'
        in markup
    )
    assert markup.count('#"the";') == 0
    assert '#"the";' in render_typst(
        record("at the <surplus>the</surplus> quay"), PrintOptions(text="diplomatic")
    )


def test_the_word_before_a_deletion_is_one_that_is_printed():
    text = "at <choice><sic>teh</sic><corr>the</corr></choice> <del>old</del> quay"
    assert 'lemma: "the", says: ("followed by"' in render_typst(record(text))


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (
            "The lamp burns. <del rend='erased'>Oil is out.</del>",
            "1",
            "burns.] followed by Oil is out. deleted, erased",
        ),
        ("One.</p><p><del>Both quays</del>", "2", "before this Both quays deleted"),
        ("One.</p><p><app><note>Worn away.</note></app>", "2", "Worn away."),
        ("One. <app><lem/><rdg wit='#B'>Two.</rdg></app>", "1", "omitted] Two. B"),
        ("One. <del>Two.</del></p><p>Three.", "1", "One.] followed by Two. deleted"),
    ],
)
def test_what_ends_a_paragraph_is_told_at_its_own_line(text, line, told):
    page = PdfDocument(render_pdf(record(text)))[0].get_textpage().get_text_range()
    assert f"{line} {told}" in " ".join(page.split())


def test_readings_are_parted_by_semicolons():
    markup = render_typst(
        record("<app><lem>mill</lem><rdg wit='#A'>hill</rdg><rdg wit='#B'/></app>")
    )
    assert 'says: (" hill", " A;", "omitted", " B", )' in markup
    markup = render_typst(record("<app><lem>mill</lem><rdg>hill</rdg><note>Faded.</note></app>"))
    assert 'says: (" hill;", " Faded.", )' in markup


@pytest.mark.parametrize(
    ("tokens", "words"),
    [
        ("<w>Three</w><w>old</w><w>lamps</w><pc>,</pc><w>lit</w>", "Three old lamps, lit"),
        ("<w>Three</w> <w>lamp</w><w>s</w>", "Three lamps"),
        ("<w join='right'>lamp</w><w>s</w><w>lit</w>", "lamps lit"),
        ("<w part='I'>lam</w><w part='F'>ps</w>", "lamps"),
        ("<w>灯</w><w>火</w>", "灯火"),
    ],
)
def test_tokens_that_touch_are_parted(tokens, words):
    tree = record(f"<s>{tokens}</s>")
    page = etree.HTML(render_html(tree)).xpath("//p[@id = 'p1']")[0]
    assert words_of(page) == words
    markup = render_typst(tree)
    assert printed_words(markup[markup.index("[\n") :]) == words


@pytest.mark.parametrize("module", MODULES)
def test_names_carry_the_prefix_of_their_module(module):
    root = etree.parse(XSLT / module).getroot()
    prefix, namespace = PREFIXES[module.split("/")[0]]
    others = dict(PREFIXES.values())
    names = [
        node.get("name")
        for node in root
        if node.tag
        in {XSL + n for n in ("template", "mode", "function", "param", "variable", "key")}
        and node.get("name")
    ]
    assert [name for name in names if not name.startswith(f"{prefix}:")] == []
    assert not names or root.nsmap[prefix] == namespace
    modes = {
        mode
        for node in root.iter(XSL + "template", XSL + "apply-templates")
        for mode in node.get("mode", "").split()
    }
    assert [m for m in modes if m[0] not in "#{" and m.split(":")[0] not in others] == []
    text = (XSLT / module).read_text("utf-8")
    assert re.findall(r"\bkey\('([^':]+)'", text) == []


@pytest.mark.parametrize("module", MODULES)
def test_parameters_and_functions_say_their_type(module):
    root = etree.parse(XSLT / module).getroot()
    typed = [XSL + n for n in ("function", "param")]
    assert [n.get("name") for n in root.iter(*typed) if not n.get("as")] == []


def test_phrases_are_named_once():
    """No stylesheet of page or print lists the names of phrases again."""
    for folder in ("html", "print"):
        for path in (XSLT / folder).glob("*.xsl"):
            assert not re.search(r"\bgeogName\b", path.read_text("utf-8")), path


def test_phrases_are_known_to_page_and_print():
    tree = record(
        "<street>Quay</street> <persPronouns>she</persPronouns> <mentioned>mill</mentioned> <gi>p</gi>"
    )
    page = render_html(tree)
    assert '<span class="street">Quay</span>' in page
    assert "<i>mill</i>" in page
    assert "<code>p</code>" in page
    markup = render_typst(tree)
    assert "unhandled" not in markup
    assert '#emph[#"mill";]' in markup
    assert '#raw-text[#"p";]' in markup


def local_names(folder: str) -> dict[str, set[str]]:
    """The names, without prefixes, of what the modules of *folder* and common define."""
    found: dict[str, set[str]] = {}
    for path in [*(XSLT / folder).glob("*.xsl"), *(XSLT / "common").glob("*.xsl")]:
        for node in etree.parse(path).getroot():
            kind = etree.QName(node).localname if isinstance(node.tag, str) else ""
            if kind in ("template", "variable", "param", "mode") and node.get("name"):
                found.setdefault(kind, set()).add(node.get("name").split(":")[1])
    return found


def namesakes(folder: str, driver: str) -> str:
    """A stylesheet that imports ours and has all their names without prefix."""
    names = local_names(folder)
    variables = names["variable"] | names["param"]
    return "".join(
        (
            '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
            f' xmlns:my="https://example.org/my"><xsl:import href="tei-edition:{folder}/{driver}.xsl"/>',
            *(f'<xsl:variable name="{name}" select="\'collides\'"/>' for name in sorted(variables)),
            *(
                f'<xsl:template name="{name}">collides</xsl:template>'
                for name in sorted(names["template"])
            ),
            *(
                f'<xsl:template match="*" mode="{name}" priority="99">collides</xsl:template>'
                for name in sorted(names["mode"])
            ),
            '<xsl:function name="my:sign">collides</xsl:function></xsl:stylesheet>',
        )
    )


def test_a_project_may_use_our_names_without_prefix(tmp_path: Path):
    tree = record(
        "at <add place='above'>the</add> <choice><sic>teh</sic><corr>the</corr></choice> quay<note>So.</note>"
    )
    mine = tmp_path / "mine.xsl"
    mine.write_text(namesakes("html", "html"))
    addresses = Addresses(assets="../assets/", tei="a.xml", source="tei.html")
    own = render_html(tree, addresses=addresses, xslt=mine)
    assert own == render_html(tree, addresses=addresses)
    assert 'href="a.xml"' in own
    mine = tmp_path / "print.xsl"
    mine.write_text(namesakes("print", "print"))
    for text in ("clean", "diplomatic"):
        own = PrintOptions(text=text, xslt=mine)
        assert render_typst(tree, own) == render_typst(tree, PrintOptions(text=text))


def test_no_stylesheet_names_blocks_of_unicode():
    """Saxon loads its table of blocks for the first \\p{Is…}, and prints a line for each of 300."""
    named = [p.name for p in XSLT.rglob("*.xsl") if "\\p{Is" in p.read_text("utf-8")]
    assert named == []
