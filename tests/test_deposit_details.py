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
from tei_edition.deposit import inventory, possible
from tei_edition.deposit.bag import DECLARATION, Written
from tei_edition.deposit.checks import Stated
from tei_edition.deposit.crate import Crate
from tei_edition.deposit.datacite import datacite, datacite_xml
from tei_edition.deposit.description import Gathering
from tei_edition.deposit.held import maker_of
from tei_edition.deposit.mods import NS, mods
from tei_edition.deposit.packing import with_new
from tei_edition.deposit.people import citation, readme
from tei_edition.deposit.repositories import dataverse, dublin_core, zenodo
from tei_edition.diagnostics import EditionError
from tei_edition.document.header import Imprint

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
    gathering = Gathering(settings, each=True)
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
    assert "- Full shelfmark (example): A 7 (fond 5)\n" in readme(gathering.description(), set())


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
    rows = [inventory.COLUMNS, inventory.row(document(tmp_path, "one", settings, title="=1+1, \"so\""), "https://a.example/")]  # fmt: skip
    text = b"".join(map(inventory.line, rows)).decode()
    (said,) = csv.DictReader(io.StringIO(text))
    assert said["title"] == '\'=1+1, "so"'
    assert said["tei"] == "tei/one.xml"
    assert said["page"] == "https://a.example/one/index.html"
    assert said["translators"] == "Kai <b> Moe"
    assert (said["date"], said["archive"], said["shelfmark"]) == (
        "1951-02-03",
        "Stadtarchiv Moss",
        "A 7",
    )


def test_what_a_curator_would_ask_is_told_with_the_lines_to_write(tmp_path, settings):
    (found,) = Stated(settings, tmp_path).asked_for()
    assert found.code == "D017"
    assert "an e-mail address, an identifier for Lind, Ana" in found.message
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


def gathered(tmp_path, settings, *, each=False, **said):
    gathering = Gathering(settings, each=each)
    gathering.add(document(tmp_path, "one", settings, **said))
    return gathering.description()


def test_an_edition_of_one_document_is_described_by_its_settings(tmp_path, settings):
    said = gathered(tmp_path, settings)
    assert (said.title, said.abstract) == ("Letters", "What the board wrote.")
    assert [subject.words for subject in said.subjects] == ["harbours", "ships"]
    assert said.licence_id == "CC-BY-4.0"
    bare = gathered(tmp_path, Settings())
    assert (bare.title, bare.publisher.name) == ("A letter", "Harbour Press")
    assert bare.creators[0].name == "Ole Berg"


def test_whoever_published_a_document_before_is_not_the_publisher(tmp_path, settings):
    for each in (False, True):
        said = gathered(tmp_path, settings, each=each)
        assert (said.publisher.name, said.issued) == ("Harbour Board", "2026-05-04")
        assert said.hosts == ("Harbour Press",)
        assert "- Previously published by: Harbour Press\n" in readme(said, set())


def test_the_imprint_of_another_publisher_is_not_mixed_with_the_depositors(tmp_path, settings):
    imprint = replace(settings.imprint, publisher="", place="Moss")
    said = gathered(tmp_path, replace(settings, imprint=imprint, contact="a@b.example"))
    assert (said.publisher.name, said.place, said.issued) == ("Harbour Press", "", "2021-03-01")
    fields = dataverse(said)["datasetVersion"]["metadataBlocks"]["citation"]["fields"]
    (contact,) = next(f["value"] for f in fields if f["typeName"] == "datasetContact")
    assert contact["datasetContactName"]["value"] == "Lind, Ana"


def test_a_document_is_part_of_its_edition_and_has_its_keywords(tmp_path, settings):
    said = gathered(tmp_path, replace(settings, doi="10.5281/zenodo.17"), each=True)
    assert (said.title, said.doi) == ("A letter", "")
    assert [subject.words for subject in said.subjects] == ["ships", "harbours"]
    related = {
        r["relationType"]: r["relatedIdentifier"] for r in datacite(said)["relatedIdentifiers"]
    }
    assert related["IsPartOf"] == "10.5281/zenodo.17"
    item = etree.fromstring(mods(said)).find(f"{{{NS}}}relatedItem[@type='host']")
    assert item.findtext(f"{{{NS}}}titleInfo/{{{NS}}}title") == "Letters"
    assert "- Part of: Letters https://doi.org/10.5281/zenodo.17\n" in readme(said, set())


def test_one_person_is_named_once_in_whatever_order_the_name_is(tmp_path, settings):
    text = document(tmp_path, "one", settings).tei.read_text("utf-8")
    text = re.sub(r"Kai .* Moe", "Ana Lind", text).replace(
        ' ref="https://d-nb.info/gnd/118540238"', ""
    )
    said = gathered(tmp_path, settings, text=text)
    assert [(maker.name, maker.more_roles) for maker in said.creators] == [
        ("Lind, Ana", ("Übersetzung",))
    ]
    assert [maker.name for maker in said.contributors] == ["Stadtarchiv"]
    first = etree.fromstring(mods(said)).find(f"{{{NS}}}name")
    codes = [
        each.text
        for each in first.iter(f"{{{NS}}}roleTerm")
        if each.get("authority") == "marcrelator"
    ]
    assert codes == ["edt", "trl"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"published": "2030-02-31"}, "D018"),
        ({"published": "2024-02-29"}, ""),
        ({"published": "2024-13"}, "D018"),
        ({"doi": "10.5281/zenodo.16"}, "D018"),
        ({"identifiers": {"Ana Lind": "https://orcid.org/0000-0002-1825-0098"}}, "D018"),
        ({"identifiers": {"Ana Lind": "https://isni.org/isni/000000012146438X"}}, ""),
        ({"identifiers": {"Ana Lind": "https://isni.org/isni/0000000121464380"}}, "D018"),
        ({"doi": "10.5072/zenodo.1"}, "D017"),
        ({"imprint": Imprint(licence="free to use")}, "D017"),
    ],
)
def test_metadata_that_cannot_be_right_is_found(settings, said, code):
    found = possible.of_settings(replace(settings, **said), "edition.toml")
    assert [each.code for each in found] == ([code] if code else [])


def test_a_header_that_cannot_be_right_is_found(tmp_path, settings):
    text = document(tmp_path, "one", settings).tei.read_text("utf-8")
    text = text.replace("2021-03-01", "2021-02-30").replace(
        "d-nb.info/gnd/118540238", "orcid.org/0000-0002-1825-0090"
    )
    found = possible.of_document(document(tmp_path, "one", settings, text=text), {})
    assert [each.code for each in found] == ["D018", "D018"]
