"""What texts call by name, for a register: kinds, variants, order, and the table that an editor ticks."""

from __future__ import annotations

from io import BytesIO

import pytest
from lxml import etree
from typer.testing import CliRunner

from tei_edition.cli.app import app
from tei_edition.enrich.suggest import Suggestions, _Found, _may_be
from tei_edition.enrich.suggested import table_of_suggestions
from tei_edition.enrich.tables import read_table

TEXT = """<p>N. S. Orlov met Comrade Orlov's friends in Oslo. Orlov said that Director Anna Lind had left Norway.
Then Lind wrote to the Ministry of Trade and Industry. The NKO and the Indian Ocean were far. However, nobody came.</p>
<p>On Monday the Norwegian Ambassador Moe went from Bergen to Oslo. Zhou Enlai and Nehru did not.</p>"""


def found(body: str, title: str = "A note"):
    text = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>'
        f"<title>{title}</title></titleStmt></fileDesc></teiHeader><text><body>{body}</body></text></TEI>"
    )
    suggestions = Suggestions(frozenset({"bergen"}))
    suggestions.add(etree.parse(BytesIO(text.encode())))
    return suggestions.rows()


@pytest.fixture(scope="module")
def rows():
    return {row.name: row for row in found(TEXT)}


@pytest.mark.parametrize(
    ("name", "kind", "count"),
    [
        ("Orlov, N. S.", "person", 3),
        ("Lind, Anna", "person", 2),
        ("Moe", "person", 1),
        ("Enlai, Zhou", "person", 1),
        ("Oslo", "place", 2),
        ("Norway", "place", 1),
        ("Bergen", "place", 1),
        ("Indian Ocean", "place", 1),
        ("Ministry of Trade and Industry", "org", 1),
        ("NKO", "org", 1),
    ],
)
def test_names_with_their_kind(rows, name, kind, count):
    assert (rows[name].kind, rows[name].count) == (kind, count)


def test_what_is_no_name(rows):
    assert not {"Then", "However", "On", "Monday", "Norwegian", "The", "Comrade", "Director"} & set(
        rows
    )


def test_variants_stand_together(rows):
    assert rows["Orlov, N. S."].forms == ("N. S. Orlov", "Orlov")
    assert rows["Orlov, N. S."].reason == "initials before it"
    assert rows["Moe"].reason == "after “Ambassador”"
    assert "met Comrade Orlov's friends" in rows["Orlov, N. S."].passages[0]


def test_people_of_one_surname_and_other_first_names_are_apart():
    names = [row.name for row in found("<p>Anna Lind said so. Paul Lind wrote. A. Lind left.</p>")]
    assert sorted(names) == ["Lind, Anna", "Lind, Paul"]


def test_whom_the_title_names_comes_first():
    names = [row.name for row in found(TEXT, "Talk between Director Berg and Captain Moe")]
    assert names[:2] == ["Moe", "Berg"]


def test_headings_in_capitals_give_no_forms():
    assert [
        row.name for row in found("<head>TALK WITH ORLOV</head><p>We saw Orlov there.</p>")
    ] == ["Orlov"]


def test_the_table_is_a_register_once_it_is_ticked():
    table = table_of_suggestions(found(TEXT))
    assert not read_table(table.encode(), "n").entries
    ticked = table.replace("\n,orlov,", "\nx,orlov,").replace("\n,oslo,", "\nx,oslo,")
    register = read_table(ticked.encode(), "n")
    assert [(entry.id, entry.kind, entry.forms) for entry in register.entries] == [
        ("orlov", "person", ("N. S. Orlov", "Orlov")),
        ("oslo", "place", ("Oslo",)),
    ]


def test_names_of_records_and_folders(tmp_path):
    from conftest import HEADER

    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.md").write_text(f"{HEADER}We met Captain Moe in Oslo.\n", "utf-8")
    # What the project says of itself is no document of its edition, wherever the search begins.
    (tmp_path / "edition.toml").write_text('pages = ["letters/about.md"]\n')
    for name in ("letters/about.md", "README.md"):
        (tmp_path / name).write_text("Thanks are due to Captain Berg in Narvik.\n")
    out = tmp_path / "names.csv"
    for folder in (tmp_path, tmp_path / "letters"):
        result = CliRunner().invoke(app, ["names", "suggest", str(folder), "-o", str(out)])
        assert result.exit_code == 0, result.output
        assert ",moe,person,Moe,Moe,1,after “Captain”" in out.read_text("utf-8")
        assert "Berg" not in out.read_text("utf-8").replace("Ole Berg", "")


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        ("A Lind", "Ana Lind", True), ("Ana Lind", "A Lind", True), ("Ana Lind", "Ana Lind", True), ("Lind", "Ana Lind", True),
        ("B Lind", "Ana Lind", False), ("Anna Lind", "Ana Lind", False), ("A B Lind", "A C Lind", False), ("Ána Lind", "Ana Lind", True),
    ],
)  # fmt: skip
def test_first_names_go_together_or_not(one, other, may_be):
    assert _may_be(_Found(tuple(one.split())), [_Found(tuple(other.split()))]) is may_be
    assert _may_be(_Found(tuple(one.split())), []) is True


def test_surnames_that_are_words_stand_behind_titles():
    rows = {
        row.name: row
        for row in found(
            "<p>I met Mr. Tanner, Mrs. Galle and Geo. Whale with Sir Otto im Holt. Dr. Comber came.</p>"
        )
    }
    assert {"Tanner", "Galle", "Comber", "Whale, Geo.", "Holt, Otto im"} <= set(rows)
    assert {row.kind for row in rows.values()} == {"person"}


def test_degrees_offices_and_sides_are_no_names():
    text = "<p>The Annual Meeting heard E. Moe, Ph.D., LL.D., D.Sc., and the Local Manager of the South.</p>"
    assert set(found_names(text)) == {"Moe, E."}


def test_places_behind_in_and_at_and_in_other_names():
    rows = found_names(
        "<p>He was in New Skagen, at Cape St. Olav and off Ushant. The Imperial Bank of Persia paid.</p>"
    )
    assert {name for name, kind in rows.items() if kind == "place"} == {
        "New Skagen",
        "Cape St. Olav",
        "Ushant",
        "Persia",
    }


def test_names_of_headings_in_capitals():
    rows = found_names(
        "<head>STATE COURT IN BERGEN</head><head>JOURNAL OF V. P. RUDAKHOV</head><p>It was late.</p>"
    )
    assert rows == {"Bergen": "place", "Rudakhov, V. P.": "person"}


def found_names(body: str) -> dict[str, str]:
    return {row.name: row.kind for row in found(body)}


def test_who_has_a_title_or_speaks_is_no_place_of_the_same_name():
    body = "<p>Lord Bergen came. Bergen replied that it rained. Then Bergen left, and the Bergen Light was out.</p>"
    assert {row.name: row.kind for row in found(body)} == {
        "Bergen": "person",
        "Bergen Light": "place",
    }


def test_keywords_and_fields_that_are_kept_as_notes_are_read():
    title = (
        "A note</title></titleStmt><notesStmt><note type='field' n='Subjects'>Hartmut Quist; Bergen Light</note></notesStmt></fileDesc>"
        "<profileDesc><textClass><keywords><term type='text-kind'>Minutes</term><term>Ole Rask</term></keywords></textClass></profileDesc>"
        "<fileDesc><titleStmt><title>x"
    )
    names = {row.name for row in found("<p>It rained.</p>", title) if row.in_header}
    assert names == {"Quist, Hartmut", "Bergen Light", "Rask, Ole"}
