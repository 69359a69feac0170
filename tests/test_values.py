"""One source of values: what conventions, shelfmarks, stylesheets and readers know is what the ODD says."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from conftest import HEADER, ROOT
from lxml import etree, html

from tei_edition import encode, read_record, render_html, validate
from tei_edition.check.conventions import check_conventions
from tei_edition.check.validate import same_ids
from tei_edition.check.values import TABLES, unknown_values
from tei_edition.encode.builder import indent
from tei_edition.odd import schemas, values
from tei_edition.publish.paper.pdf import PrintOptions, render_typst
from tei_edition.understand.remarks.rules import load_conventions, parse_conventions

CONVENTIONS = sorted(p.stem for p in (ROOT / "tei_edition" / "conventions").glob("*.toml"))
DATA = json.loads((ROOT / "schema" / "values.json").read_text("utf-8"))


def record(text: str, header: str = HEADER) -> etree._ElementTree:
    return encode(read_record(header + text))


# --- the ODD itself -----------------------------------------------------------------------------


def test_our_odd_is_sound_to_a_plain_parser_and_to_our_validator():
    etree.parse(schemas.odd())
    assert same_ids(etree.parse(schemas.odd(), etree.XMLParser(collect_ids=False))) == []


def test_every_value_of_the_odd_has_words_for_readers():
    items = list(etree.parse(schemas.odd()).iter("{*}valItem"))
    assert len(items) > 100
    for item in items:
        assert (item.findtext("{*}gloss") or "").strip(), item.get("ident")


def test_every_closed_list_of_the_schema_is_written_down():
    grammar = etree.parse(schemas.relaxng())
    name = {"r": "http://relaxng.org/ns/structure/1.0"}
    lists = grammar.xpath("//r:element/descendant::r:attribute[.//r:value]", namespaces=name)
    assert len(lists) == len(DATA["values"])
    for attribute in lists:
        where = f"{attribute.xpath('ancestor::r:element[1]/@name', namespaces=name)[0]}/@{attribute.get('name')}"
        single = [v for v in DATA["values"][where] if " " not in v]
        assert single == attribute.xpath(".//r:value/text()", namespaces=name), where


# --- conventions, shelfmarks, stylesheets ---------------------------------------------------------


@pytest.mark.parametrize("name", CONVENTIONS)
def test_conventions_give_no_value_that_the_odd_lacks(name):
    conventions = load_conventions(name)
    assert not [str(unknown) for unknown in unknown_values(conventions)]
    assert set(TABLES) <= set(conventions.tables.data) or name == "common"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[rule]]\nname = "a"\nwordings = ["aloft {text}"]\ntei = \'<add place="aloft">{text}</add>\'\n', "“aloft”"),
        ('title = "Mine"\n[vocabulary.place]\n"margin aloft" = ["high in the margin"]\n', "“margin aloft”"),
        ('[shelfmark_parts]\nshelf = ["shelf"]\n', "“shelf”"),
    ],
)  # fmt: skip
def test_values_that_the_odd_lacks_are_told(text, words):
    conventions = parse_conventions(text, "own.toml")
    own = [rule for rule in conventions.rules if rule.origin.file == "own.toml"]
    found = [d for d in check_conventions(conventions, text, own) if words in d.message]
    assert {d.code for d in found} == {"C009"}
    assert all(words.strip("“”") in text.splitlines()[d.position.line - 1] for d in found)


#: Values of attributes of ours that the stylesheets know for the sake of TEI of others.
OF_OTHERS = {
    "supralinear", "infralinear", "sampling", "ellipsis", "ordered", "simple", "indent", "chars",
    "I", "M", "F", "letter", "omitted", "subaudible", "explanation", "erasure", "erased", "apparatus", "inflected", "variant",
    "example", "ex", "quotation", "attestation", "textpart", "edition", "translation", "leaf", "cm", "mm", "syllable", "digitalSource", "digital",
}  # fmt: skip
_COMPARED = re.compile(
    r"@(reason|place|unit|rend|type|ed|break|role)\)?(?:\[\.)? = (\(?(?:'[^']*'(?:, )?)+\)?)"
)


def test_stylesheets_ask_for_no_value_that_the_odd_lacks():
    known = {}
    for where, words in DATA["values"].items():
        known.setdefault(where.split("@")[1], set()).update(words)
    asked = []
    for path in sorted((ROOT / "xslt").glob("[chp]*/*.xsl")):
        for attribute, written in _COMPARED.findall(path.read_text("utf-8")):
            asked += [(attribute, v, path.name) for v in re.findall(r"'([^']*)'", written)]
    assert len(asked) > 20
    assert not [a for a in asked if a[1] not in known[a[0]] | OF_OTHERS]


def test_what_others_write_stands_for_a_value_of_ours():
    marks = (ROOT / "xslt" / "common" / "marks.xsl").read_text("utf-8")
    table = marks[marks.index('name="c:others"') : marks.index('name="c:words"')]
    pairs = re.findall(r"'(\w+/@\w+)': map \{([^}]*)\}", table)
    assert pairs
    for where, inner in pairs:
        for theirs, ours in re.findall(r"'(\w+)': '(\w+)'", inner):
            assert ours in DATA["values"][where]
            assert theirs not in DATA["values"][where]


@pytest.mark.parametrize("rend", sorted(values.words("hi", "rend")))
def test_every_way_of_setting_words_apart_is_drawn(rend):
    mark = render_html(_document(f'<p>a <hi rend="{rend}">b</hi></p>'))
    assert re.search(r"<(em|strong|u|sup|sub|span class=\"(?:hi|sc)\")[^>]*>b</", mark)


# --- what readers see --------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", sorted(values.words("gap", "unit")))
def test_units_are_counted_in_words(unit):
    word = values.words("gap", "unit")[unit]
    page = render_html(
        _document(f'<p>a <gap reason="illegible" quantity="2" unit="{unit}"/> b</p>')
    )
    assert f"2 {word}s illegible" in page


PLACES = {
    "in the left margin": ("margin left", "in the left margin"),
    "in the right margin": ("margin right", "in the right margin"),
    "in the upper left-hand corner": ("top left", "at the top-left of the page"),
    "in the upper right-hand corner": ("top right", "at the top-right of the page"),
    "in the lower left-hand corner": ("bottom left", "at the bottom-left of the page"),
    "in the lower right-hand corner": ("bottom right", "at the bottom-right of the page"),
}


@pytest.mark.parametrize("written", PLACES)
def test_a_place_of_two_values_is_encoded_and_told_in_words(written):
    value, words = PLACES[written]
    tree = record(f"He came [inserted by hand {written}: too late] and left.\n")
    (added,) = tree.getroot().iterfind(".//{*}add")
    assert added.get("place") == value
    assert validate(etree.tostring(tree)) == []
    assert f"Inserted {words}" in render_html(tree)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("left margin", "in the left margin"),
        ("margin-right", "in the right margin"),
        ("left top", "at the top-left of the page"),
        ("supralinear", "above the line"),
        ("interlinear", "between the lines"),
        ("opposite", "on the opposite page"),
        ("end", "at the end"),
        ("inline", "in the line"),
        ("inspace", "in a space left for it"),
        ("gutter", "at the gutter of the page"),
    ],
)
def test_places_of_other_projects_are_told_in_words(place, words):
    page = render_html(_document(f'<p>a <add place="{place}">b</add></p>'))
    assert f"Inserted {words}" in page


@pytest.mark.parametrize("place", ["interlinear", "inline", "inspace", "opposite", "end"])
def test_the_schema_takes_the_places_that_pages_know(place):
    text = etree.tostring(record("He came [inserted above the line: too late] and left.\n"))
    changed = text.decode().replace('place="above"', f'place="{place}"')
    assert changed != text.decode()
    assert validate(changed) == []


def test_every_part_of_a_shelfmark_is_valid():
    parts = load_conventions("common").tables.data["shelfmark_parts"]
    assert set(parts) == set(values.words("altIdentifier", "type"))
    header = HEADER.replace("f. 7, op. 2, d. 11, ll. 3-5", "f. 0100, op. 46, por. 12, papka 362")
    tree = record("He came.\n", header)
    found = [e.get("type") for e in tree.getroot().iterfind(".//{*}altIdentifier")]
    assert found == ["fond", "opis", "por", "papka"]
    assert validate(etree.tostring(tree)) == []


# --- elements that hold nothing ------------------------------------------------------------------------


def _document(body: str) -> etree._ElementTree:
    text = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="d"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
        "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc><handNotes>"
        '<handNote xml:id="h">Hand of Lind, in ink</handNote></handNotes></profileDesc></teiHeader>'
        f"<text><body><div>{body}</div></body></text></TEI>"
    )
    return etree.ElementTree(etree.fromstring(text))


def _page(tree: etree._ElementTree) -> tuple[str, int]:
    """What a reader sees of a text and what is told of it: words, those behind a sign too, and how many drawings."""
    page = html.document_fromstring(render_html(tree))
    for source in page.xpath("//*[@aria-labelledby='tei-title'] | //footer"):
        source.drop_tree()
    words, drawn = [], 0
    for part in page.xpath("//article | //section[@id='apparatus' or @id='notes']"):
        words += [*part.itertext(), *part.xpath(".//@data-n"), *part.xpath(".//@aria-label")]
        drawn += len(part.xpath(".//svg | .//br | .//hr | .//img"))
    return " ".join(" ".join(words).split()), drawn


def _print(tree: etree._ElementTree, text: str) -> str:
    """What is set in print, without functions that are given nothing to set."""
    markup = render_typst(tree, PrintOptions(text=text))
    set_ = re.sub(
        r'#[\w-]+(\("[^"]*"\))*\[\];|#(stage|paragraph)(\([^()]*\))?\[\s*\];?|\s+', "", markup
    )
    return set_.replace('";#"', "")


#: What sets words apart and is no mark itself: where there are no words it says nothing.
OF_WORDS = {
    "hi",
    "foreign",
    "ref",
    "p",
    "ab",
    "expan",
    "stage",
    "persName",
    "placeName",
    "orgName",
    "date",
    "said",
    "seg",
}
#: Which attributes make a point of the text say something.
SAYING = {
    "pb": 'n="3" ed="facsimile"',
    "gap": 'reason="illegible"',
    "milestone": 'unit="section" rend="rule"',
    "note": 'type="editor"',
}
POINTS = sorted(
    values.may_be_empty()
    & (
        values.elements_of("macro.edition.inline")
        | values.elements_of("macro.edition.global")
        | values.elements_of("macro.edition.component")
    )
    - OF_WORDS
)


@pytest.mark.parametrize("name", [*POINTS, "handShift", "addSpan", "delSpan", "damageSpan"])
def test_an_element_without_words_is_seen_on_page_and_in_print(name):
    element = f"<{name} {SAYING.get(name, '')}/>"
    bare = "<p>before after</p><p>more</p>"
    with_it = bare.replace(" after", f" {element}after")
    assert _page(_document(with_it)) != _page(_document(bare))
    seen = [_print(_document(with_it), t) != _print(_document(bare), t) for t in ("clean", "diplomatic")]  # fmt: skip
    assert any(seen)


def test_the_points_are_what_the_schema_has():
    assert {"gap", "lb", "milestone", "pb", "stamp", "del"} <= set(POINTS)
    assert values.may_be_empty() >= OF_WORDS


def test_a_break_between_divisions_and_one_within_words_are_seen():
    between = _document('<p>a</p><milestone unit="section" rend="rule"/><p>b</p>')
    assert "<hr" in render_html(between)
    assert "#ornament()" in render_typst(between, PrintOptions())
    within = record("He wrote.\n\n[Handwritten: One.\n\nTwo.]\n\nThe end.\n")
    assert within.getroot().find(".//{*}add/{*}milestone") is not None
    page = html.document_fromstring(render_html(within))
    assert page.xpath("//article//ins/br")
    assert "#linebreak();" in render_typst(within, PrintOptions())
    inside = _document('<list><item>a</item><milestone unit="section"/><item>b</item></list>')
    assert "<br" not in render_html(inside)


@pytest.mark.parametrize(
    ("element", "words"),
    [
        ('<handShift new="#h"/>', "change of hand: hand of Lind, in ink"),
        ('<handShift medium="green-ink"/>', "change of hand: green ink"),
        ("<handShift/>", "change of hand"),
        ('<delSpan spanTo="#none"/>', "deleted from here on"),
        (
            '<addSpan place="margin left" spanTo="#none"/>',
            "inserted from here on in the left margin",
        ),
    ],
)
def test_a_change_of_hand_is_told_in_words(element, words):
    tree = _document(f'<p>before {element}after<anchor xml:id="x"/></p>')
    page = html.document_fromstring(render_html(tree))
    assert page.xpath("//span[@class='point']/@data-n") == [words]
    for text in ("clean", "diplomatic"):
        assert f'#remark("{words}")' in render_typst(tree, PrintOptions(text=text))


# --- what Python reads -----------------------------------------------------------------------------------


def test_white_space_is_free_where_the_odd_says_so():
    ns = "http://www.tei-c.org/ns/1.0"
    div = etree.fromstring(f'<div xmlns="{ns}"><p>a<subst><del>b</del><add>c</add></subst></p></div>')  # fmt: skip
    indent(div)
    assert etree.tostring(div).decode().count("\n") == 2
    assert {"div", "table", "msIdentifier"} <= values.element_only()
    assert not {"p", "seg", "bibl"} & values.element_only()


def test_what_asks_for_values_pays_for_little():
    program = "import sys, tei_edition.odd.values as v; v.words('add', 'place'); print('lxml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # fmt: skip
    assert done.stdout.strip() == "False"


def test_no_list_no_limit():
    assert values.words("p", "n") is None
    assert values.is_value("p", "n", "anything")
    assert values.is_value("add", "place", "margin left")
    assert not values.is_value("add", "place", "margin aloft")
    with pytest.raises(KeyError):
        values.elements_of("nothing")
