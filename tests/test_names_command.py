"""`names tag`, `register convert` and `register check`: what a user gives and gets."""

from __future__ import annotations

import re

import pytest
from lxml import etree
from typer.testing import CliRunner

from tei_edition import EditionError
from tei_edition.cli.app import app
from tei_edition.enrich.checking import faults, gnd_is_sound
from tei_edition.enrich.load import load_register
from tei_edition.enrich.splice import spliced
from tei_edition.enrich.tables import read_table
from tei_edition.enrich.tagging import Tagger
from tei_edition.tei.document import parse_tei

TABLE = (
    'id,kind,name,forms\nberg,person,"Berg, Ole",Captain Berg|Berg\nskagen,place,Skagen,Skagen\n'
)
#: Written by hand: what a serializer would change.
HAND_MADE = """<?xml version='1.0' encoding="UTF-8"?>
<?note for the printer?>
<!DOCTYPE TEI>
<TEI xmlns='http://www.tei-c.org/ns/1.0'\txml:lang="en"  ><teiHeader ><fileDesc><titleStmt><title>T</title></titleStmt>
<publicationStmt><p /></publicationStmt><sourceDesc><p></p></sourceDesc></fileDesc></teiHeader>
<text><body><!-- Berg --><p n = '1'>B&#101;rg &amp; Captain <hi rend='it&apos;s'>Berg</hi>, <![CDATA[<Skagen>]]> and\r
Skagen<lb/></p></body></text>
</TEI>
<!-- the end -->
"""


def run(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "names.csv"
    path.write_text(TABLE)
    return path


def test_all_else_in_a_file_stays_as_it_is(tmp_path, table):
    document = tmp_path / "d.xml"
    document.write_bytes(HAND_MADE.encode())
    result = run("names", "tag", document, "--register", table, "--in-place")
    assert (result.exit_code, result.stdout.endswith("4 names, 0 passages of speech\n")) == (
        0,
        True,
    )
    after = document.read_bytes().decode()
    without = re.sub(
        r"</?(?:pers|place)Name[^>]*>",
        "",
        after.replace(']]><placeName ref="#skagen"><![CDATA[', "").replace(
            "]]></placeName><![CDATA[", ""
        ),
    )
    assert (
        re.sub(r" *<standOff>.*</standOff>\n?", "", without, flags=re.DOTALL).split()
        == HAND_MADE.split()
    )
    assert (
        '<persName ref="#berg">B&#101;rg</persName> &amp; <persName ref="#berg">Captain <hi rend=\'it&apos;s\'>Berg</hi></persName>'
        in after
    )


def test_a_file_that_expands_entities_is_not_written_into():
    data = (
        b'<!DOCTYPE TEI [<!ENTITY b "Berg">]><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>'
        b"<text><body><p>&b; and Skagen</p></body></text></TEI>"
    )
    tree = parse_tei(data, "d.xml")
    before = list(tree.getroot().iter())
    Tagger(read_table(TABLE.encode(), "n")).tag(tree)
    with pytest.raises(EditionError, match="N004"):
        spliced(data, tree, before, "d.xml")


def test_several_files_need_a_folder(tmp_path, table):
    for name in ("a.xml", "b.xml"):
        (tmp_path / name).write_bytes(HAND_MADE.encode())
    files = [tmp_path / "a.xml", tmp_path / "b.xml"]
    assert "I006" in run("names", "tag", *files, "-r", table).stderr
    (tmp_path / "out").mkdir()
    assert run("names", "tag", *files, "-r", table, "-o", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out" / "b.xml").read_text().count('ref="#skagen"') == 2
    assert (tmp_path / "a.xml").read_bytes() == HAND_MADE.encode()


def test_what_is_left_alone_is_told_where_asked_for(tmp_path, table):
    document = tmp_path / "d.xml"
    document.write_bytes(HAND_MADE.replace("and\r\n", "and Lake ").encode())
    assert "N003" not in run("names", "tag", document, "-r", table).stderr
    assert (
        "part of another name: Lake Skagen"
        in run("-v", "names", "tag", document, "-r", table).stderr
    )


def test_a_register_is_turned_into_tei_and_back(tmp_path, table):
    tei, back = tmp_path / "r.xml", tmp_path / "back.csv"
    assert run("register", "convert", table, "-o", tei).exit_code == 0
    assert etree.parse(tei).getroot().tag.endswith("TEI")
    assert run("register", "convert", tei, "-o", back).exit_code == 0
    assert load_register(back).entries[0].forms == ("Captain Berg", "Berg")


def test_a_folder_is_one_register(tmp_path, table):
    (tmp_path / "more.csv").write_text("id,kind,name\nmo,org,Marine Office\n")
    assert sorted(load_register(tmp_path).by_id) == ["berg", "mo", "skagen"]
    (tmp_path / "more.csv").write_text("id,kind,name\nberg,org,Marine Office\n")
    with pytest.raises(EditionError, match="already used"):
        load_register(tmp_path)
    (tmp_path / "none").mkdir()
    with pytest.raises(EditionError, match="contains no register"):
        load_register(tmp_path / "none")


FAULTS = {
    "a,person,A,,1871-02-30,,": "1871-02-30 is not a date",
    "a,person,A,,1871,1870,": "died in 1870, before being born in 1871",
    "a,place,A,,,,95 10": "95 is not a latitude",
    "a,person,A,X,,,\nb,person,B,x,,,": "a and b share the form “x”",
    'a,person,"Lind, Anna",X,,,\nb,person,Anna Lind,Y,,,': "a and b may be the same",
}


@pytest.mark.parametrize("rows", FAULTS)
def test_what_is_wrong_in_a_register(rows):
    lines = [
        ",".join((*row.rsplit(",", 1)[:-1], *(row.rsplit(",", 1)[1].split() or ["", ""])))
        for row in rows.split("\n")
    ]
    table = "id,kind,name,forms,born,died,latitude,longitude\n" + "\n".join(lines)
    (found,) = faults(read_table(table.encode(), "n"))
    assert FAULTS[rows] in found.message


@pytest.mark.parametrize(
    ("number", "sound"),
    [
        ("118540238", True),
        ("118540239", False),
        ("4021477-1", True),
        ("4021477-2", False),
        ("abc", False),
    ],
)
def test_numbers_of_the_gnd(number, sound):
    assert gnd_is_sound(number) is sound


@pytest.mark.parametrize(
    ("column", "number"), [("wikidata", "42"), ("viaf", "x1"), ("geonames", "0")]
)
def test_numbers_that_no_authority_gives(column, number):
    (found,) = faults(read_table(f"id,kind,name,{column}\na,person,A,{number}\n".encode(), "n"))
    assert f"{number} is not a valid {column} number" in found.message


def test_whom_no_text_mentions(tmp_path, table):
    document = tmp_path / "d.xml"
    document.write_bytes(HAND_MADE.replace("Skagen", "Esbjerg").encode())
    result = run("register", "check", table, document)
    assert result.exit_code == 1
    assert "skagen: no text mentions Skagen" in " ".join(result.stderr.split())
    assert "berg:" not in result.stderr
    document.write_bytes(HAND_MADE.encode())
    assert run("register", "check", table, document).exit_code == 0
