"""Registers: tables and TEI lists say the same, and what cannot stand is named with its row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei_edition import EditionError
from tei_edition.enrich.lists import document_of, read_lists
from tei_edition.enrich.register import Entry, Register, register_of
from tei_edition.enrich.tables import read_table, table_of
from tei_edition.publish.catalog import entry_of_tree
from tei_edition.publish.mentions import _is_numbered, _passage
from tei_edition.publish.register.map import point_of
from tei_edition.tei.names import TEI_NS

TABLE = """id,kind,name,forms,born,died,office,gnd,latitude,longitude,note
berg,person,"Berg, Ole",Captain Berg|Berg,1871,1940-05-02,Harbour Master 1902-1931; Mayor,118540238,,,"kept bees, too"
skagen,place,Skagen,The Skaw,,,,,57.72,10.58,
board,org,Harbour Board,the Board,,,,,,,
"""


def test_a_table_is_read():
    register = read_table(TABLE.encode(), "names.csv")
    berg = register.by_id["berg"]
    assert berg.forms == ("Captain Berg", "Berg")
    assert (berg.born, berg.died, berg.note) == ("1871", "1940-05-02", "kept bees, too")
    assert list(berg.authorities()) == [("gnd", "118540238")]
    assert table_of(register) == TABLE


def test_a_table_may_have_semicolons_and_another_order():
    text = "\ufeffname;id;kind\nSkagen;skagen;place\n"
    assert read_table(text.encode(), "n.csv").by_id["skagen"].name == "Skagen"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id,kind\nx,person\n", "no column name"),
        ("id,kind,name,colour\n", "the column 'colour' is unknown"),
        ("id,id,kind,name\n", "two columns 'id'"),
        ("id,kind,name\n1x,person,A\n", "row 2: the id '1x' is not an XML name"),
        ("id,kind,name\nx,person,A\nx,place,B\n", "row 3: the id x is already used for A"),
        ("id,kind,name\nindex,person,A\n", "row 2: the id index is reserved"),
        ("id,kind,name\nNul.x,place,A\n", "row 2: the id Nul.x is reserved"),
        (
            "id,kind,name\nA,person,B\na,place,C\n",
            "row 3: the ids A and a differ only in capital letters",
        ),
        (
            "id,kind,name\nx,ship,A\n",
            "row 2: x has the kind 'ship'; the kinds are person, place, org",
        ),
        ("id,kind,name\nx,person,\n", "row 2: x has no name"),
        (
            "id,kind,name\nx,person,Berg, Ole\n",
            "row 2: it has 4 cells, but the table has 3 columns",
        ),
        ('id,kind,name\nx,person,"Berg\n', "this is not a table"),
    ],
)
def test_what_cannot_stand_is_named(text, words):
    with pytest.raises(EditionError, match="N001") as caught:
        read_table(text.encode(), "names.csv")
    assert words in str(caught.value)


def test_a_table_that_is_not_utf_8():
    with pytest.raises(EditionError, match="byte 15 is not UTF-8"):
        read_table("id,kind,name\nx,Ø".encode("latin-1"), "names.csv")


def test_offices_with_their_time_and_coordinates_are_marked_as_such():
    written = document_of(read_table(TABLE.encode(), "n"), "Names").decode()
    assert '<occupation from="1902" to="1931">Harbour Master</occupation>' in written
    assert "<occupation>Mayor</occupation>" in written
    assert "<geo>57.72 10.58</geo>" in written
    assert '<birth when="1871"/>' in written


WORDS = st.sampled_from(["Abc", "d'Ébau", "A. B.", "x-y", "Bad, Ed"])
YEARS = st.sampled_from(["", "1871", "1871-05", "1871-05-04", "about 1870"])


@st.composite
def entries(draw):
    kind = draw(st.sampled_from(["person", "place", "org"]))
    person = {
        "born": draw(YEARS),
        "died": draw(YEARS),
        "office": draw(st.sampled_from(["", "Mayor", "Mayor 1901-1904; Pilot"])),
    }
    place = (
        {"latitude": "57.72", "longitude": "-10.58"}
        if kind == "place" and draw(st.booleans())
        else {}
    )
    return Entry(
        "x", kind, draw(WORDS), tuple(draw(st.lists(WORDS, max_size=3, unique=True))), note=draw(st.one_of(st.just(""), WORDS)),
        gnd=draw(st.sampled_from(["", "118540238"])), wikidata=draw(st.sampled_from(["", "Q42"])), **(person if kind == "person" else place),
    )  # fmt: skip


@given(st.lists(entries(), max_size=4))
def test_table_and_lists_say_the_same(made):
    order = {"person": 0, "place": 1, "org": 2}
    found = sorted(made, key=lambda entry: order[entry.kind])
    numbered = [Entry(**{**_values(entry), "id": f"e{i}"}) for i, entry in enumerate(found)]
    register = register_of(numbered, "r")
    again = read_lists(document_of(register, "Names"), "r")
    assert again.entries == register.entries
    assert table_of(read_table(table_of(register).encode(), "r")) == table_of(register)


def _values(entry):
    return {name: getattr(entry, name) for name in Entry.__dataclass_fields__}


def test_what_a_register_has_no_place_for_is_told():
    tei = b"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson>
    <person xml:id="a"><persName>Ann</persName><faith>none</faith></person></listPerson></standOff></TEI>"""
    told = []
    assert read_lists(tei, "r.xml", told).by_id["a"].name == "Ann"
    assert [str(d) for d in told] == [
        "r.xml: warning N002: line 2: <faith> in a is not supported in a register, so it was left out"
    ]


def test_an_empty_register_is_false():
    assert not Register()


def passage(body: str) -> tuple[str, str, str]:
    root = etree.fromstring(f'<body xmlns="{TEI_NS}">{body}</body>')
    return _passage(next(root.iter(f"{{{TEI_NS}}}persName")))


@pytest.mark.parametrize(
    ("body", "around"),
    [
        ("<p>The <note>a note</note> board met <persName>Lind</persName> <del>old</del>there.</p>", ("The board met ", "Lind", " there.")),
        ("<p>On<lb/>deck <persName>Ana<lb/>Lind</persName>, he said.</p>", ("On deck ", "Ana Lind", ", he said.")),
        ("<p>x</p><p>A <persName>Lind <note>n</note></persName></p>", ("A ", "Lind", "")),
        (f"<p>{'word ' * 60}<persName>Lind</persName>{' word' * 60}</p>", None),
    ],
)  # fmt: skip
def test_the_words_around_a_name_are_those_that_are_read(body, around):
    found = passage(body)
    if around is None:
        assert found[0].startswith("… word ")
        assert found[2].endswith(" word …")
        assert len(found[0]) < 130 > len(found[2])
    else:
        assert found == around


def test_paragraphs_that_are_numbered():
    root = etree.fromstring(
        f'<body xmlns="{TEI_NS}"><p n="y"/><lg n="y"><lg n="n"/></lg><note><p n="n"/></note><list><item><p n="n"/></item>'
        '<item><p n="y"/><p n="y"/></item></list><figure><figDesc><p n="n"/></figDesc></figure><stage><p n="n"/></stage></body>'
    )
    assert [(e.tag, e.get("n"), _is_numbered(e)) for e in root.iter() if e.get("n")] == [
        (e.tag, e.get("n"), e.get("n") == "y") for e in root.iter() if e.get("n")
    ]


@pytest.mark.parametrize(
    ("latitude", "longitude", "point"),
    [("57.72", "10.58", (57.72, 10.58)), ("-90", "180", (-90, 180)), ("91", "10", None), ("57", "-181", None), ("", "10", None), ("x", "1", None)],
)  # fmt: skip
def test_a_point_that_is_on_earth(latitude, longitude, point):
    entry = Entry("a", "place", "A", latitude=latitude, longitude=longitude)
    assert point_of(entry) == point


@pytest.mark.parametrize(
    ("given", "root", "number", "id"),
    [("a", "b", "c", "a"), ("", "b", "c", "b"), ("", "", "c", "c"), ("", "", "", "record")],
)
def test_what_an_edition_calls_a_document_that_says_no_id(given, root, number, id):
    own = f'xml:id="{root}"' if root else ""
    header = f"<fileDesc><publicationStmt><idno>{number}</idno></publicationStmt></fileDesc>"
    tei = f'<TEI xmlns="{TEI_NS}" {own}><teiHeader>{header}</teiHeader></TEI>'
    found = entry_of_tree(etree.ElementTree(etree.fromstring(tei)), given)
    assert (found.id, found.address) == (id, f"{id}/index.html")
