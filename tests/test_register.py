"""Registers: tables and TEI lists say the same, and what cannot stand is named with its row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_edition import EditionError
from tei_edition.enrich.lists import document_of, read_lists
from tei_edition.enrich.register import Entry, Register, register_of
from tei_edition.enrich.tables import read_table, table_of

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
        ("id,kind,name\nx,person,A\nx,place,B\n", "row 3: the id x is already taken, by A"),
        (
            "id,kind,name\nx,ship,A\n",
            "row 2: x is of the kind 'ship'; the kinds are person, place, org",
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
        "r.xml: warning N002: line 2: <faith> of a is nothing that a register knows: it is left out"
    ]


def test_an_empty_register_is_false():
    assert not Register()
