"""Descriptions of deposits: valid by the schemas of those who take them, and true to headers and settings."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import descriptions
import pytest
from datacite import schema45
from lxml import etree

from tei_edition.build.settings import Settings, read_settings
from tei_edition.deposit.datacite import datacite, datacite_xml, scheme_of
from tei_edition.deposit.description import Gathering, bare_doi
from tei_edition.deposit.held import held
from tei_edition.deposit.people import citation, readme
from tei_edition.deposit.repositories import dataverse, dublin_core, zenodo

ORCID = "https://orcid.org/0000-0002-1825-0097"
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}" xml:lang="de"><teiHeader><fileDesc>
<titleStmt><title>{title}</title><author>Ole Berg</author><funder>Fonds</funder>
<editor ref="https://d-nb.info/gnd/118540238">Lind, Ana</editor>
<respStmt><resp>Übersetzung</resp><persName>Kai &lt;b&gt; Moe</persName></respStmt>
<respStmt><resp>Scans</resp><orgName>Stadtarchiv</orgName></respStmt>
<respStmt><resp>Inference</resp><name type="program">some program</name></respStmt></titleStmt>
<publicationStmt><publisher>Harbour Press</publisher><date when="2021-03-01"/><idno type="URL">https://other.example/1</idno>
<availability><licence target="https://creativecommons.org/licenses/by-nc/4.0/">CC BY-NC</licence></availability></publicationStmt>
<sourceDesc><msDesc><msIdentifier><repository>Stadtarchiv Moss</repository><idno type="shelfmark">A 7</idno></msIdentifier></msDesc></sourceDesc>
</fileDesc><profileDesc><creation><date when="{date}"/></creation><textClass><keywords><term>ships</term></keywords></textClass>
</profileDesc><revisionDesc><change when="2022-01-02">Hand told apart.</change></revisionDesc></teiHeader>
<text><body><p>Ahoi</p></body></text></TEI>"""


def document(folder: Path, id="one", settings=None, text=TEI, **said):
    values = {"id": id, "title": "A letter", "date": "1951-02-03", **said}
    (folder / id).mkdir(exist_ok=True)
    (folder / id / f"{id}.xml").write_text(text.format(**values), "utf-8")
    return held(folder, id, settings or Settings())


@pytest.fixture
def settings(tmp_path):
    path = tmp_path / "edition.toml"
    path.write_text(
        f'''title = "Letters & papers"
address = "https://letters.example/"
publisher = "Harbour Board"
editors = ["Ana Lind"]
licence = {{ name = "CC BY 4.0", target = "https://creativecommons.org/licenses/by/4.0/" }}
published = "2026-05-04"
contact = "a@b.example"
version = "1.1"
doi = "10.5281/zenodo.17"
ark = "ark:/12345/x6"
[identifiers]
"Ana Lind" = "{ORCID}"
"Harbour Board" = "https://ror.org/04xr5he92"
''',
        "utf-8",
    )
    return read_settings(path)


@pytest.fixture
def whole(tmp_path, settings):
    gathering = Gathering(settings)
    gathering.add(document(tmp_path, "one", settings))
    gathering.add(document(tmp_path, "two", settings, date="1958", title="Zwei"))
    return gathering.description()


@pytest.fixture
def single(tmp_path, settings):
    gathering = Gathering(settings, each=True)
    gathering.add(document(tmp_path, "one", settings))
    return gathering.description()


@pytest.fixture
def bare(tmp_path):
    """A description of which the settings say nothing."""
    gathering = Gathering(Settings())
    gathering.add(document(tmp_path))
    gathering.add(document(tmp_path, "two"))
    return gathering.description()


# --- DataCite ---------------------------------------------------------------------------------

#: What 4.6 has beyond the newest schema that the package has as JSON.
NEW_IN_46 = {"Translator", "Coverage"}


@pytest.mark.parametrize("name", ["whole", "single", "bare"])
def test_datacite_is_valid_by_the_published_json_schema(name, request):
    said = json.loads(json.dumps(datacite(request.getfixturevalue(name))))
    for items, kind in (("contributors", "contributorType"), ("dates", "dateType")):
        for item in said[items]:
            if item[kind] in NEW_IN_46:
                item[kind] = "Other"
    schema45.validator.validate(said)


def test_datacite_names_who_did_what_with_addresses(whole):
    said = datacite(whole)
    (creator,) = said["creators"]
    assert creator["name"] == "Ana Lind"
    assert creator["nameIdentifiers"][0]["nameIdentifier"] == ORCID
    kinds = {c["name"]: (c["contributorType"], c["nameType"]) for c in said["contributors"]}
    assert kinds["Kai <b> Moe"] == ("Translator", "Personal")
    assert kinds["Stadtarchiv"] == ("Producer", "Organizational")
    assert "some program" not in kinds
    gnd = next(c for c in said["contributors"] if c["name"] == "Lind, Ana")["nameIdentifiers"][0]
    assert (gnd["nameIdentifierScheme"], gnd["nameIdentifier"]) == ("GND", "118540238")
    assert said["publisher"]["publisherIdentifierScheme"] == "ROR"
    assert said["fundingReferences"] == [{"funderName": "Fonds"}]
    assert {d["dateType"]: d["date"] for d in said["dates"]} == {
        "Issued": "2026-05-04",
        "Coverage": "1951-02-03/1958",
    }
    assert said["rightsList"][0]["rightsIdentifier"] == "CC-BY-4.0"
    assert said["doi"] == "10.5281/zenodo.17"


def test_a_single_document_is_described_by_its_own_header(single):
    said = datacite(single)
    assert said["titles"] == [{"title": "A letter", "lang": "de"}]
    assert [c["name"] for c in said["creators"]] == ["Ole Berg"]
    assert said["publisher"]["name"] == "Harbour Board"
    assert said["rightsList"][0]["rightsIdentifier"] == "CC-BY-NC-4.0"
    assert "doi" not in said
    assert single.shelfmark == "A 7"


def test_datacite_xml_says_the_same(whole):
    root = etree.fromstring(datacite_xml(whole))
    ns = {"d": "http://datacite.org/schema/kernel-4"}

    def words(way):
        return root.xpath(f"string(//d:{way})", namespaces=ns)

    assert words("identifier") == "10.5281/zenodo.17"
    assert words("creator/d:nameIdentifier") == ORCID
    assert words("publicationYear") == "2026"
    assert words("contributor[@contributorType='Translator']/d:contributorName") == "Kai <b> Moe"
    assert words("rights/@rightsURI").endswith("/by/4.0/")


@pytest.mark.parametrize("name", ["whole", "single", "bare"])
def test_datacite_xml_is_valid_by_the_published_schema(name, request):
    place = os.environ.get("DATACITE_XSD", "")
    if not place:
        pytest.skip(
            "DATACITE_XSD names no metadata.xsd of DataCite 4.6, which may not be copied here"
        )
    schema = etree.XMLSchema(etree.parse(place))
    schema.assertValid(etree.fromstring(datacite_xml(request.getfixturevalue(name))))


@pytest.mark.parametrize(
    ("address", "scheme", "number"),
    [
        (ORCID, "ORCID", "0000-0002-1825-0097"),
        ("https://d-nb.info/gnd/118540238", "GND", "118540238"),
        ("https://ror.org/04xr5he92", "ROR", "04xr5he92"),
        ("https://viaf.org/viaf/123", "VIAF", "123"),
        ("https://www.wikidata.org/wiki/Q42", "Wikidata", "Q42"),
        ("https://example.org/ana", "", ""),
    ],
)
def test_addresses_of_people_are_told_apart(address, scheme, number):
    found = scheme_of(address)
    assert (found[0], found[2]) == (scheme, number)


# --- Dublin Core, Zenodo, Dataverse -----------------------------------------------------------


def test_dublin_core(single):
    root = etree.fromstring(dublin_core(single))
    said = [(etree.QName(e).localname, e.text) for e in root]
    assert root.tag == "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"
    assert ("creator", "Ole Berg") in said
    assert ("source", "Stadtarchiv Moss, A 7") in said
    assert ("language", "de") in said
    assert ("rights", "https://creativecommons.org/licenses/by-nc/4.0/") in said
    assert all(text for _, text in said)


def test_zenodo(whole):
    said = zenodo(whole)
    assert said["creators"] == [{"name": "Ana Lind", "orcid": "0000-0002-1825-0097"}]
    assert said["license"] == "cc-by-4.0"
    assert (said["publication_date"], said["language"]) == ("2026-05-04", "deu")
    assert {c["type"] for c in said["contributors"]} <= {
        *("Editor", "DataCollector", "DataCurator", "Producer", "Other"),
    }


def test_dataverse(whole):
    version = dataverse(whole)["datasetVersion"]
    assert version["license"]["name"] == "CC BY 4.0"
    fields = {f["typeName"]: f for f in version["metadataBlocks"]["citation"]["fields"]}
    # What every installation asks for.
    assert {"title", "author", "datasetContact", "dsDescription", "subject"} <= set(fields)
    author = fields["author"]["value"][0]
    assert all(author[name]["typeName"] == name for name in author)
    assert author["authorIdentifier"]["value"] == "0000-0002-1825-0097"
    contact = fields["datasetContact"]["value"][0]
    assert contact["datasetContactEmail"]["value"] == "a@b.example"


# --- for people -------------------------------------------------------------------------------


def test_a_citation(whole):
    assert citation(whole) == (
        "Ana Lind (ed.) (2026). Letters & papers. Version 1.1. Harbour Board. "
        "https://doi.org/10.5281/zenodo.17"
    )


def test_nothing_in_a_header_is_markup_in_the_readme(whole):
    text = readme(whole, {"tei"})
    assert "Kai &lt;b> Moe" in text
    assert f"Ana Lind <{ORCID}>" in text


@pytest.mark.parametrize(
    "text", ["10.5281/zenodo.17", "https://doi.org/10.5281/zenodo.17", "doi:10.5281/zenodo.17"]
)
def test_a_doi_is_found_in_what_people_write(text):
    assert bare_doi(text) == "10.5281/zenodo.17"
    assert bare_doi("11.1/x") == ""


def test_what_xml_forbids_in_settings_breaks_no_description(whole):
    said = replace(whole, title="Let\x01ters", version="\x02")
    assert b"<title>Letters</title>" in datacite_xml(said)
    assert b"<dc:title>Letters</dc:title>" in dublin_core(said)


@pytest.mark.parametrize(
    "path", sorted(descriptions.FOLDER.glob("*.md")), ids=lambda path: path.stem
)
def test_repositories_are_told_what_stands_in_the_golden_file(path):
    assert descriptions.written(path) == path.read_text("utf-8")
