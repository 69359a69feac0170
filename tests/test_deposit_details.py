"""What a curator asks for: versions, funders, vocabularies, names in parts, terms that differ, a table of the documents."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from lxml import etree
from test_descriptions import document

from tei_edition.build.settings import Settings, read_settings
from tei_edition.deposit import inventory
from tei_edition.deposit.bag import DECLARATION, Written
from tei_edition.deposit.checks import Stated
from tei_edition.deposit.crate import Crate
from tei_edition.deposit.datacite import datacite, datacite_xml
from tei_edition.deposit.description import Gathering, of_one
from tei_edition.deposit.held import maker_of
from tei_edition.deposit.mods import NS, mods
from tei_edition.deposit.packing import with_new
from tei_edition.deposit.people import citation, readme
from tei_edition.deposit.repositories import dataverse, dublin_core, zenodo
from tei_edition.diagnostics import EditionError

SETTINGS = """title = "Letters"
description = "What the board wrote."
publisher = "Harbour Board"
editors = ["Lind, Ana"]
licence = { name = "CC BY 4.0", target = "https://creativecommons.org/licenses/by/4.0/" }
published = "2026-05-04"
version = "1.1"
language = "en"
keywords = ["harbours"]
funders = [{ name = "Research Fund", award = "12-34" }]
replaces = "10.5281/zenodo.16"
concept = "10.5281/zenodo.10"
[identifiers]
"Research Fund" = "https://ror.org/04xr5he92"
harbours = "https://d-nb.info/gnd/4022910-6"
"""
BEFORE = "https://doi.org/10.5281/zenodo.16"


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "edition.toml").write_text(SETTINGS, "utf-8")
    return read_settings(tmp_path / "edition.toml")


@pytest.fixture
def whole(tmp_path, settings):
    gathering = Gathering(settings)
    gathering.add(document(tmp_path, "one", settings))
    gathering.add(document(tmp_path, "two", settings))
    return gathering.description()


def test_versions_are_told_to_everybody(whole):
    said = {
        r["relationType"]: r["relatedIdentifier"] for r in datacite(whole)["relatedIdentifiers"]
    }
    assert said["IsNewVersionOf"] == "10.5281/zenodo.16"
    assert said["IsVersionOf"] == "10.5281/zenodo.10"
    assert b'relationType="IsNewVersionOf">10.5281/zenodo.16<' in datacite_xml(whole)
    related = {r["relation"]: r["identifier"] for r in zenodo(whole)["related_identifiers"]}
    assert related["isNewVersionOf"] == "10.5281/zenodo.16"
    assert f"<dc:relation>{BEFORE}<".encode() in dublin_core(whole)
    assert f"- Replaces: {BEFORE}\n" in readme(whole, set())
    assert f"Replaces {BEFORE}" in json.dumps(dataverse(whole))
    tree = etree.fromstring(mods(whole))
    assert tree.findtext(f"{{{NS}}}relatedItem[@type='preceding']/{{{NS}}}identifier") == said["IsNewVersionOf"]  # fmt: skip
    crate = io.BytesIO()
    Crate(Written(crate)).finish(whole, [])
    *_, root = json.loads(crate.getvalue())["@graph"]
    assert root["isBasedOn"] == {"@id": BEFORE}
    assert root["exampleOfWork"] == {"@id": "https://doi.org/10.5281/zenodo.10"}


def test_the_version_before_stands_in_a_header_too(tmp_path, settings):
    held = document(tmp_path, "one", settings)
    header = held.tei.read_text("utf-8")
    notes = f'<notesStmt><relatedItem type="previous" target="{BEFORE}"/></notesStmt><sourceDesc>'
    edition = '</titleStmt><editionStmt><edition n="2.0">Second</edition></editionStmt>'
    text = header.replace("</titleStmt>", edition).replace("<sourceDesc>", notes)
    gathering = Gathering(of_one(settings))
    gathering.add(document(tmp_path, "one", settings, text=text))
    said = gathering.description()
    assert (said.version, said.replaces, said.concept) == ("2.0", "10.5281/zenodo.16", "")


def test_funders_have_numbers(whole):
    first, second = datacite(whole)["fundingReferences"]
    assert first == {
        "funderName": "Research Fund",
        "funderIdentifier": "https://ror.org/04xr5he92",
        "funderIdentifierType": "ROR",
        "awardNumber": "12-34",
    }
    assert second == {"funderName": "Fonds"}
    assert "- Funders: Research Fund (12-34); Fonds\n" in readme(whole, set())


def test_keywords_are_of_a_vocabulary(whole):
    first, second = datacite(whole)["subjects"]
    assert first["subjectScheme"] == "GND"
    assert first["valueUri"] == "https://d-nb.info/gnd/4022910-6"
    assert second == {"subject": "ships"}
    assert b'valueURI="https://d-nb.info/gnd/4022910-6">harbours<' in mods(whole)


def test_titles_and_descriptions_say_their_language(whole):
    said = datacite(whole)
    assert said["titles"] == [{"title": "Letters", "lang": "en"}]
    assert said["descriptions"][0]["lang"] == "en"
    assert b'<title xml:lang="en">Letters<' in datacite_xml(whole)
    assert "- Languages of the texts: German (de)\n" in readme(whole, set())


def test_names_have_parts_where_these_are_told(whole):
    (creator,) = datacite(whole)["creators"]
    assert (creator["familyName"], creator["givenName"]) == ("Lind", "Ana")
    assert b'<namePart type="family">Lind<' in mods(whole)
    assert maker_of("Ana Lind").family == ""
    assert maker_of("Lind, Berg, and Moe").family == ""
    assert maker_of("Board, Harbour", is_person=False).family == ""


def test_a_contributor_is_named_once_with_all_roles(whole):
    others = [maker_of("Jo Li", "Edition"), maker_of("Jo Li", "Scans"), maker_of("Kai Moe")]
    said = replace(whole, contributors=tuple(others), languages=("nb-NO", "fa"))
    assert "- Contributors: Jo Li (Edition, Scans); Kai Moe\n" in readme(said, set())
    assert dublin_core(said).count(b"Jo Li") == 1
    fields = dataverse(said)["datasetVersion"]["metadataBlocks"]["citation"]["fields"]
    (languages,) = (f["value"] for f in fields if f["typeName"] == "language")
    assert languages == ["Norwegian Bokmål", "Persian (Farsi)"]


def test_a_shelfmark_is_read_out_once(tmp_path, settings):
    held = document(tmp_path, "one", settings)
    parts = '<altIdentifier type="fond"><idno>5</idno></altIdentifier></msIdentifier>'
    text = held.tei.read_text("utf-8").replace("</msIdentifier>", parts)
    gathering = Gathering(settings)
    gathering.add(held)
    gathering.add(document(tmp_path, "two", settings, text=text))
    assert "- A shelfmark in full: A 7 (fond 5)\n" in readme(gathering.description(), set())


def test_who_is_named_as_creator_is_no_contributor_of_the_same(tmp_path):
    gathering = Gathering(Settings())
    text = document(tmp_path, "one").tei.read_text("utf-8")
    text = re.sub(r"<(author|editor).*?</\1>\n?", "", text)
    gathering.add(document(tmp_path, "two", text=text))
    said = gathering.description()
    assert [maker.name for maker in said.creators] == ["Kai <b> Moe"]
    assert [maker.name for maker in said.contributors] == ["Stadtarchiv"]
    assert citation(said).startswith("Kai &lt;b> Moe (trans.)")


def test_terms_that_differ_are_listed(whole):
    first, second = datacite(whole)["rightsList"]
    assert first["rightsIdentifier"] == "CC-BY-4.0"
    assert second["rightsIdentifier"] == "CC-BY-NC-4.0"
    assert "- CC BY-NC (https://creativecommons.org/licenses/by-nc/4.0/)" in readme(whole, set())


def test_the_table_of_documents_is_no_program(tmp_path, settings):
    rows = [inventory.COLUMNS, inventory.row(document(tmp_path, "one", settings, title="=1+1, \"so\""))]  # fmt: skip
    text = b"".join(map(inventory.line, rows)).decode()
    (said,) = csv.DictReader(io.StringIO(text))
    assert said["title"] == '\'=1+1, "so"'
    assert said["tei"] == "tei/one.xml"
    assert (said["date"], said["archive"], said["shelfmark"]) == (
        "1951-02-03",
        "Stadtarchiv Moss",
        "A 7",
    )


def test_what_a_curator_would_ask_is_told_with_the_lines_to_write(tmp_path, settings):
    (found,) = Stated(settings, tmp_path).asked_for()
    assert found.code == "D017"
    assert "an e-mail address, who is Lind, Ana" in found.message
    assert 'contact = "' in found.hint
    (found,) = Stated(Settings(), tmp_path).asked_for()
    assert "a description" in found.message


@pytest.mark.parametrize("line", ['replaces = "16"', 'language = "very English"', "funders = [{}]"])
def test_settings_that_say_nothing_are_refused(tmp_path, line):
    (tmp_path / "edition.toml").write_text(line, "utf-8")
    with pytest.raises(EditionError):
        read_settings(tmp_path / "edition.toml")


def test_what_a_killed_run_has_left_is_put_right(tmp_path):
    out, made = tmp_path / "bag", lambda new: new.mkdir()
    with_new(out, made)
    (out / DECLARATION).write_text("old")
    seen = []
    with_new(out, lambda new: (new.mkdir(), seen.append(new.parent.name)))
    (left := tmp_path / seen[0]).mkdir()
    (out / DECLARATION).write_text("old")
    out.replace(
        left / "old"
    )  # it was killed between taking the old bag away and putting the new one there
    (tmp_path / ".tei-edition-000000000000-other").mkdir()  # of another bag, perhaps being packed

    def fails(new):
        raise OSError("no room")

    with pytest.raises(EditionError):
        with_new(out, fails)
    assert (out / DECLARATION).read_text() == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == [".tei-edition-000000000000-other", "bag"]
