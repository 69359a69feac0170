"""Registers that nobody meant well, or that are merely wrong: they stop nothing, and never end up in a file half right."""

from __future__ import annotations

import os
import random
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

import pytest
from lxml import etree
from typer.testing import CliRunner

from tei_edition.build.edition import build
from tei_edition.build.keys import digest_of_file
from tei_edition.cli.app import app
from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.enrich.alike import Effort, Pairs
from tei_edition.enrich.checking import faults
from tei_edition.enrich.load import files_of_register, load_register
from tei_edition.enrich.speech.marks import Listener
from tei_edition.enrich.tables import guarded, read_table, table_of
from tei_edition.enrich.tagging import Tagger

HEAD = "id,kind,name,forms,born,died,office\n"
RECORD = "# A letter\n\nAda Berg wrote to the Harbour Board.\n"
LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>Talk of Ada Berg and Olaf Lund</title><editor xml:id="berg">Ada Berg</editor></titleStmt><publicationStmt><p/>
</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc/></teiHeader><text><body>
<p>Ada Berg said: “We go home tomorrow.” Olaf Lund replied: “Then I shall come, too.”</p>
<sp><speaker>Berg</speaker><p>Well then, let us go home.</p></sp></body></text></TEI>"""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_only_plain_files_of_the_folder_are_a_register(tmp_path: Path) -> None:
    home = tmp_path / "edition"
    folder = home / "people"
    folder.mkdir(parents=True)
    (folder / "a.csv").write_text(HEAD + "berg,person,Ada Berg\n")
    os.mkfifo(folder / "endless.csv")
    os.mkfifo(folder / "endless")
    (folder / "zero.xml").symlink_to("/dev/zero")
    (tmp_path / "other.csv").write_text(HEAD + "lund,person,Olaf Lund\n")
    (folder / "other.csv").symlink_to(tmp_path / "other.csv")
    told: list[Diagnostic] = []
    assert [entry.id for entry in load_register(folder, told).entries] == ["berg"]
    assert [(d.code, Path(d.source).name) for d in told] == [
        ("I020", "endless.csv"), ("I020", "other.csv"), ("I020", "zero.xml"),
    ]  # fmt: skip
    assert files_of_register(folder) == [folder / "a.csv"]
    assert digest_of_file(folder / "endless.csv") == ""
    (home / "edition.toml").write_text('register = "people"\n')
    (home / "letter.md").write_text(RECORD)
    report = build(home, tmp_path / "out", without=["pdf"])
    assert [d.code for d in report.diagnostics].count("I020") == 3
    assert report.made == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("a,person,B\x1b[31mred", "row 2, column name: U+001B "),
        ("a,person,Berg,Berg|B\0g", "row 2, column forms: U+0000 "),
        ("a,person,\uffff", "row 2, column name: U+FFFF "),
        ("a,person,Berg,,19\x0b00", "row 2, column born: U+000B "),
        ("a", "row 2: a has no kind"),
        ("a,person", "row 2: a has no name"),
    ],
)
def test_a_row_that_no_text_can_hold_is_refused_with_its_place(row: str, said: str) -> None:
    with pytest.raises(EditionError) as caught:
        read_table((HEAD + row + "\n").encode(), "people.csv")
    (found,) = caught.value.diagnostics
    assert (found.code, found.message[: len(said)]) == ("N001", said)


def test_only_people_are_born(tmp_path: Path) -> None:
    table = tmp_path / "register.csv"
    rows = "hb,org,Harbour Board,,1951,,port\nhv,place,Harbour,,,1960,\nab,person,Ada Berg,,1900,,"
    table.write_text(HEAD + rows)
    told: list[Diagnostic] = []
    entries = load_register(table, told).entries
    assert [(e.born, e.died, e.office) for e in entries] == [("",) * 3, ("",) * 3, ("1900", "", "")]
    assert [d.code for d in told] == ["N005", "N005"]
    assert "hb: only a person has born and office" in told[0].message
    (tmp_path / "edition.toml").write_text('register = "register.csv"\n')
    (tmp_path / "letter.md").write_text(RECORD)
    report = build(tmp_path, tmp_path / "out", without=["pdf"])
    codes = [d.code for d in report.diagnostics]
    assert codes.count("N005") == 2
    assert "V004" not in codes


def test_no_id_is_given_twice() -> None:
    rows = "berg,person,Ada Berg,Ada Berg|Berg\nlund,person,Olaf Lund\n"
    register = read_table((HEAD + rows).encode(), "people.csv")
    tree = etree.ElementTree(etree.fromstring(LETTER))
    tagger = Tagger(register)
    left = tagger.tag(tree, "letter.xml").left
    assert [(d.code, d.message) for d in left if d.code != "N003"] == [
        (
            "N005",
            "the entry berg is not marked here, because an element <editor> in this document already has this id",
        )
    ]
    Listener(register, tagger.forms).mark(tree)
    root = tree.getroot()
    ids = root.xpath("//@xml:id")
    assert sorted(ids) == ["berg", "lund"]
    pointed = root.xpath("//@ref | //@who | //@sameAs")
    assert set(pointed) == {"#lund"}


def test_what_is_nearly_the_same_is_found_without_holding_all_against_all() -> None:
    dice = random.Random(7)
    names = ["".join(dice.choice("abn ") for _ in range(dice.randint(1, 24))) for _ in range(150)]
    for name in names[:60]:  # the same, with letters changed, left out, put in
        at = dice.randrange(len(name))
        names.append(name[:at] + dice.choice(("", "x", "ab")) + name[at + dice.randint(0, 2) :])
    effort = Effort()
    expected = [
        (one, other)
        for one, other in combinations(range(len(names)), 2)
        if SequenceMatcher(None, names[one], names[other]).ratio() >= 0.9
    ]
    assert Pairs(names, effort).found() == expected
    assert len(expected) > 30
    assert effort.comparisons > Effort().comparisons - 1000  # of 21,945 pairs
    assert not effort.is_spent


def test_many_names_that_differ_in_a_number_are_told_as_such() -> None:
    rows = "".join(f"p{n},person,Kaul {n},Kaul\n" for n in range(3000))
    told = [d.message for d in faults(read_table((HEAD + rows).encode(), "people.csv"))]
    assert len(told) < 1010
    assert any("and 2,995 more share the form" in message for message in told)
    assert any("more pairs of entries may be the same" in message for message in told)


def test_no_cell_that_is_written_is_a_formula_and_all_are_read_again() -> None:
    names = ["=1+1", "'=1", "@SUM(A1)", "+cmd", "-2+3+cmd", "''-x", "'quoted", "Berg"]
    rows = "".join(f'p{n},person,"{guarded(name)}"\n' for n, name in enumerate(names))
    register = read_table((HEAD + rows).encode(), "people.csv")
    assert [entry.name for entry in register.entries] == names
    written = table_of(register)
    assert not any(line.split(",")[2][:1] in "=+-@" for line in written.splitlines())
    assert read_table(written.encode(), "people.csv").entries == register.entries
    assert [guarded(cell) for cell in ("-33.8", "-0044-03-15", "", "+1")] == [
        "-33.8", "-0044-03-15", "", "+1",
    ]  # fmt: skip


def test_the_name_of_a_register_may_be_any(tmp_path: Path) -> None:
    path = tmp_path / "people\x1b\udce9.csv"
    try:
        path.write_text(HEAD + "berg,person,Ada Berg\n")
    except (OSError, ValueError):
        pytest.skip("this system has no such names")
    done = CliRunner().invoke(
        app, ["register", "convert", str(path), "-o", str(tmp_path / "r.xml")]
    )
    assert done.exit_code == 0, done.output
    assert load_register(tmp_path / "r.xml").by_id.keys() == {"berg"}
