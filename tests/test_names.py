"""Names of a register in running text: «…» in a sentence are what is marked, with the entry's id behind a bar."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei_edition import validate
from tei_edition.enrich.forms import Forms
from tei_edition.enrich.lifetimes import year_of
from tei_edition.enrich.names import Names, is_adjective
from tei_edition.enrich.running import running
from tei_edition.enrich.tables import read_table
from tei_edition.enrich.tagging import Tagger

REGISTER = read_table(
    """id,kind,name,forms
berg,person,"Berg, Ole",O. Berg|Berg|Captain Berg
rose,person,"Rose, Ada",Rose|Ada Rose
lindh,person,"Lindh, Åsa",Åsa Lindh|Lindh|Miss Lindh
holm1,person,"Holm, Nils",Nils Holm|Holm
holm2,person,"Holm, Vera",Vera Holm|Holm
chief,person,"Vik, Ida",the Harbour Master|Ida Vik
skagen,place,Skagen,Skagen
norway,place,Norway,Norway
york,place,York,York
mo,org,Marine Office,Marine Office|M.O.
bank,org,Bank of Skagen,Bank of Skagen
vandal,place,Van Dal,Van Dal
may,person,"May, Ida",May|Ida May
state,org,Department of State,State|Department of State
halle,place,Halle,Halle|Halle (Saale)
""".encode(),
    "names.csv",
)

SENTENCES = [
    "«O. Berg|berg» and «O.Berg|berg» met «BERG|berg» in «Skagen|skagen».",
    "«Captain Berg|berg»'s boat, «Berg|berg»-led, left.",
    "«Miss Lindh|lindh» wrote to «Asa Lindh|lindh».",
    "The «M.O.|mo» and the «MO|mo» are the «Marine Office|mo».",
    "The «Bank of Skagen|bank» lent it; the Bank of Norway did not.",
    "The Norway Deep is far from «Norway|norway».",
    "Lake Skagen is no lake in «Skagen|skagen».",
    "We went from «Skagen|skagen» to New York and «York|york».",
    "His cousin Berg and Mrs. Berg stayed; «Berg|berg» went.",
    "Hans Berg is another; Comrade «Berg|berg» is not.",
    "Rose before dawn on the hill. «Rose|rose» said so.",
    "Holm wrote again.",
    "«The Harbour Master|chief» came, and their Harbour Master did not; «the Harbour Master|chief» left.",
    "The Norway lobster is eaten in «Norway|norway».",
    "They spoke of the «Norway|norway» talks and of «Norway|norway» again.",
    "Rostock on the Warnow; York on the Ouse; «York|york» on Monday.",
    "It was said in «van Dal|vandal» too.",
    "Then «Berg|berg» left. When «Norway|norway» agreed, he came.",
    "MEETING OF «CAPTAIN BERG|berg» IN «NORWAY|norway»",
    "In May 1950 «May|may» wrote. On May 7, «May|may» came; late May was dark.",
    "The Secretary of State left the «Department of State|state».",
    "From «Halle (Saale)|halle» to «Halle|halle», and «Norway|norway» P. Dahl.",
    "In «Norway|norway» one could wait.",
    "The bergs and the Bergs and Bergen are nobody.",
    "It went to the U.S.S.R. «Berg|berg» said so. J.R.R. Berg did not.",
    "They wrote to the «M.O.|mo» In reply it sent nobody.",
    "Saw «Berg|berg» today. Apparently «Berg|berg» was ill. On Monday «Berg|berg» came. Emily Berg did not.",
    "The «Norway|norway» view and the «Skagen|skagen» situation are known.",
    "He came to «Skagen|skagen» twice, and saw the port of «Skagen|skagen» nice and early.",
    "The gulf of Skagen is no gulf in «Skagen|skagen»; Berg Street is no street of «Berg|berg».",
    "The Berg boys came. Write to me c/o Berg.",
]  # fmt: skip


def _marked(text, names):
    for name in reversed(names):
        text = (
            f"{text[: name.start]}«{text[name.start : name.end]}|{name.entry.id}»{text[name.end :]}"
        )
    return text


@pytest.mark.parametrize("sentence", SENTENCES)
def test_names_in_a_sentence(sentence):
    plain = re.sub(r"«([^|»]*)\|[^»]*»", r"\1", sentence)
    found, _ = Names(Forms(REGISTER), [plain]).names(plain)
    assert _marked(plain, found) == sentence


def test_asa_without_her_ring():
    found, _ = Names(Forms(REGISTER), []).names("Asa Lindh wrote.")
    assert [(name.start, name.end) for name in found] == [(0, 9)]


def test_a_shared_form_is_whom_the_document_names_in_full():
    texts = ["Vera Holm spoke.", "Holm went on."]
    found, _ = Names(Forms(REGISTER), texts).names(texts[1])
    assert [(name.entry.id, name.cert) for name in found] == [("holm2", "medium")]
    both = [*texts, "Nils Holm left."]
    found, left = Names(Forms(REGISTER), both).names(texts[1])
    assert not found
    assert [form.why for form in left] == ["holm1 and holm2 share it"]


def test_a_shared_form_is_whom_the_title_names():
    texts = ["Vera Holm and Nils Holm.", "Holm went on."]
    found, _ = Names(Forms(REGISTER), texts, "en", "Talk with Nils Holm").names(texts[1])
    assert [(name.entry.id, name.cert) for name in found] == [("holm1", "medium")]


@pytest.mark.parametrize(("year", "found"), [(None, 1), (1900, 1), (1890, 1), (1888, 0)])
def test_who_was_born_later_is_not_named(year, found):
    register = read_table(b"id,kind,name,forms,born\nmoe,person,Moe,Moe,1890-05-01\n", "names.csv")
    texts = ["The pilot Moe came."]
    assert len(Names(Forms(register), texts, year=year).names(texts[0])[0]) == found


def test_of_two_of_a_name_it_is_who_was_born():
    table = b"id,kind,name,forms,born\nmoe,person,Moe,Moe,1890\nold,person,Moe,Moe,1840\n"
    names = Names(Forms(read_table(table, "names.csv")), ["Moe came."], year=1888)
    assert [name.entry.id for name in names.names("Moe came.")[0]] == ["old"]


@pytest.mark.parametrize("date", ['<date when="1888-03-01"/>', '<date notAfter="1888"/>'])
def test_a_document_says_when_it_was_written(date):
    header = f"<teiHeader><profileDesc><creation>{date}</creation></profileDesc></teiHeader>"
    root = etree.fromstring(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text/></TEI>')
    assert year_of(root) == 1888
    assert (
        year_of(etree.fromstring('<TEI xmlns="http://www.tei-c.org/ns/1.0"><text/></TEI>')) is None
    )


def _tei(body: str, head: str = "") -> etree._ElementTree:
    text = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
        f"<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>{head}<text><body>{body}</body></text></TEI>"
    )
    return etree.parse(BytesIO(text.encode()))


def _body(tree) -> str:
    body = etree.tostring(tree.getroot().find(".//{*}body"), encoding="unicode")
    return (
        body.replace(' xmlns="http://www.tei-c.org/ns/1.0"', "")
        .removeprefix("<body>")
        .removesuffix("</body>")
    )


def test_names_are_marked_in_headings_notes_and_across_line_ends():
    tree = _tei(
        "<head>To Berg</head><p>Captain<lb/> Berg<note>Berg of Skagen</note> and <hi>Berg</hi></p>"
    )
    done = Tagger(REGISTER).tag(tree)
    assert _body(tree) == (
        '<head>To <persName ref="#berg">Berg</persName></head><p><persName ref="#berg">Captain<lb/> Berg</persName>'
        '<note><persName ref="#berg">Berg</persName> of <placeName ref="#skagen">Skagen</placeName></note> and '
        '<persName ref="#berg"><hi>Berg</hi></persName></p>'
    )
    assert done.counts == {"berg": 4, "skagen": 1}


def test_what_is_marked_stays_and_a_second_time_changes_nothing():
    tree = _tei('<p><persName ref="#other">Berg</persName> and Berg</p>')
    Tagger(REGISTER).tag(tree)
    once = etree.tostring(tree)
    assert _body(tree).count('"#berg"') == 1
    assert Tagger(REGISTER).tag(tree).counts == {}
    assert etree.tostring(tree) == once


def test_the_entries_that_are_mentioned_stand_in_stand_off():
    tree = _tei("<p>Berg in Skagen</p>")
    Tagger(REGISTER).tag(tree)
    lists = tree.getroot().find("{*}standOff")
    assert [
        child.get("{http://www.w3.org/XML/1998/namespace}id")
        for child in lists.iter("{*}person", "{*}place")
    ] == ["berg", "skagen"]
    assert tree.getroot()[1] is lists


def test_without_a_register_nothing_changes():
    tree = _tei("<p>Berg</p>")
    before = etree.tostring(tree)
    Tagger(read_table(b"id,kind,name\n", "n")).tag(tree)
    assert etree.tostring(tree) == before


SIMPLE = st.sampled_from(
    ["Berg", " in ", "Skagen", " ", "O. ", "x", "<lb/>", "<note>Berg</note>", '<pb break="no"/>']
)
INNER = st.lists(SIMPLE, max_size=4).map(lambda parts: f"<hi>{''.join(parts)}</hi>")
PIECES = (
    SIMPLE
    | INNER
    | st.lists(SIMPLE | INNER, max_size=4).map(lambda parts: f"<add>{''.join(parts)}</add>")
)


@given(st.lists(PIECES, max_size=6), st.integers(0, 40), st.integers(0, 40))
def test_a_stretch_is_wrapped_and_the_text_stays(pieces, start, length):
    root = etree.fromstring(f'<p xmlns="http://www.tei-c.org/ns/1.0">{"".join(pieces)}</p>')
    before, found = "".join(root.itertext()), running(root)
    end = min(start + length, len(found.text))
    wanted = found.text[start:end]
    made = found.wrap(start, end, lambda: etree.Element("{http://www.tei-c.org/ns/1.0}seg2"))
    assert "".join(root.itertext()) == before
    assert "".join("".join(running(one).text.split()) for one in made) == "".join(wanted.split())


def test_a_tagged_record_is_valid():
    from conftest import HEADER

    from tei_edition import encode, read_record

    tree = encode(
        read_record(
            f"{HEADER}Captain Berg left Skagen for the Marine Office. Vera Holm wrote. Holm waited.\n"
        )
    )
    Tagger(REGISTER).tag(tree)
    assert not validate(tree)
    assert 'cert="medium"' in etree.tostring(tree, encoding="unicode")


@pytest.mark.parametrize("word", ["Danish", "German", "American", "French", "Dutch", "Swiss", "Czech", "Iraqi", "Pakistani", "Greeks", "Anglo-Danish"])  # fmt: skip
def test_adjectives_of_countries_are_no_names(word):
    assert is_adjective(word)


@pytest.mark.parametrize("word", ["Lind", "Ribe", "danish", "Board"])
def test_names_are_no_adjectives_of_countries(word):
    assert not is_adjective(word)
