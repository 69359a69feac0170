"""Deposits: bags that others find valid, that hold what they say, and of which every change is named."""

from __future__ import annotations

import json
import re
import shutil

import bagit
import pytest
from lxml import etree
from rocrate.rocrate import ROCrate
from typer.testing import CliRunner

from tei_edition import validate
from tei_edition.build.edition import build
from tei_edition.build.sources import find_sources
from tei_edition.build.start import start_project
from tei_edition.cli.app import app
from tei_edition.deposit.bag import verify
from tei_edition.deposit.deposit import deposit
from tei_edition.deposit.held import _licence
from tei_edition.deposit.identify import with_header, with_settings
from tei_edition.odd import schemas
from tei_edition.resources import resource
from tei_edition.tei.names import TEI_NS

SETTINGS = """
published = "2026-05-04"
licence = { name = "CC BY 4.0", target = "https://creativecommons.org/licenses/by/4.0/" }
contact = "papers@harbour.example"
version = "1.1"
[identifiers]
"Ana Lind" = "https://orcid.org/0000-0002-1825-0097"
"""
#: Files that the settings name, and files that are about the project.
FILES = {
    "people/names.csv": "id,kind,name\nberg,person,Ole Berg\n",
    "style/page.xsl": """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:import href="tei-edition:html/html.xsl"/><xsl:include href="part.xsl"/></xsl:stylesheet>""",
    "style/part.xsl": """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>""",
    "remarks.toml": 'extends = "wilson-center"\n',
    "Changelog.md": "# History\n\n## 1.1\n\n- A lamp lit.\n",
    "LICENCE.md": "# Terms\n\nFree.\n",
}
NAMED = """register = "people"
xslt = "style/page.xsl"
conventions = "remarks.toml"
"""


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def written(project, text=SETTINGS):
    """*project* with more settings, which stand before its tables."""
    path = project / "edition.toml"
    own = path.read_text("utf-8")
    keys, _, table = text.partition("[identifiers]")
    path.write_text(keys + own + (f"\n[identifiers]{table}" if table else ""), "utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A project, and the edition that was built of it."""
    place = tmp_path_factory.mktemp("deposit")
    start_project(place / "project")
    written(place / "project", NAMED + SETTINGS)
    for name, text in FILES.items():
        (place / "project" / name).parent.mkdir(exist_ok=True)
        (place / "project" / name).write_text(text, "utf-8")
    done = deposit(place / "project", place / "bag", edition=place / "dist")
    assert done.errors == []
    return place


@pytest.fixture
def bag(built, tmp_path):
    return shutil.copytree(built / "bag", tmp_path / "bag")


def files(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


# --- the bag ----------------------------------------------------------------------------------


def test_another_program_finds_the_bag_valid(built):
    bag = bagit.Bag(str(built / "bag"))
    assert bag.validate()
    assert bag.info["Contact-Email"] == "papers@harbour.example"
    assert "Bagging-Date" not in bag.info


def test_it_holds_documents_schemas_conventions_sources_and_descriptions(built):
    names = set(files(built / "bag" / "data"))
    assert {
        "tei/record-1001.xml",
        "pdf/record-1001.pdf",
        "tei/answer/answer.xml",
        "tei/answer/images/answer-1.png",
        "tei/answer/rules.sch",
        "pdf/answer.pdf",
        "sources/answer.xml",
        "sources/edition.toml",
        "conventions/common.toml",
        "README.md",
        "CHANGES.md",
        ".zenodo.json",
        "ro-crate-metadata.json",
        "metadata/datacite.xml",
    } <= names
    assert any(name.startswith("schema/") and name.endswith(".odd") for name in names)
    tei = (built / "dist" / "answer" / "answer.xml").read_bytes()
    assert (built / "bag/data/tei/answer/answer.xml").read_bytes() == tei


def test_the_edition_can_be_built_from_the_sources_in_the_bag(built, tmp_path):
    sources = built / "bag" / "data" / "sources"
    assert {*FILES, "edition.toml", "images/answer-1.png", "rules.sch"} <= set(files(sources))
    report = build(sources, tmp_path / "dist", without=("pdf", "search"))
    assert report.failed == []
    for id in ("answer", "record-1001"):
        name = f"{id}/{id}.xml"
        assert (tmp_path / "dist" / name).read_bytes() == (built / "dist" / name).read_bytes()


def test_files_about_the_project_are_no_documents_and_the_changes_have_one_title(built):
    bag = built / "bag" / "data"
    assert {p.stem for p in (bag / "pdf").iterdir()} == {"answer", "record-1001"}
    changes = (bag / "CHANGES.md").read_text("utf-8")
    assert re.findall("^# .*", changes, re.M) == ["# Changes"]
    assert "- A lamp lit." in changes


@pytest.mark.parametrize("name", ["LICENSE.md", "Changes.md", "contributing.md", "readme.txt.md"])
def test_a_file_about_the_project_is_a_source_only_where_it_is_named(tmp_path, name):
    (tmp_path / name).write_text("Dear all", "utf-8")
    (tmp_path / "letter.md").write_text("Dear all", "utf-8")
    found = [path.name for path in find_sources(tmp_path, tmp_path / "dist")]
    assert found == (["letter.md", name] if name.startswith("readme") else ["letter.md"])
    assert find_sources(tmp_path / name, tmp_path / "dist") == [tmp_path / name]


def test_the_same_project_gives_the_same_bytes(built):
    deposit(built / "project", built / "again", edition=built / "other-dist")
    assert files(built / "again") == files(built / "bag")


def test_a_bag_is_replaced_and_nothing_else_is(built, bag, tmp_path):
    (bag / "data" / "stale.txt").write_text("old")
    deposit(built / "project", bag, edition=built / "dist")
    assert files(bag) == files(built / "bag")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("dear")
    done = run("deposit", built / "project", "--edition", built / "dist", "-o", mine)
    assert done.exit_code == 1
    assert "I031" in done.output
    assert [p.name for p in mine.iterdir()] == ["letter.txt"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bag", "mine"]


@pytest.mark.parametrize("out", ["dist", "dist/bag", "project", "."])
def test_a_bag_lies_neither_in_the_edition_nor_over_the_sources(built, out):
    done = run("deposit", built / "project", "--edition", built / "dist", "-o", built / out)
    assert done.exit_code == 1
    assert "I030" in done.output
    assert (built / "project" / "answer.xml").is_file()


def test_a_bag_in_the_project_is_no_source(built, tmp_path):
    project = shutil.copytree(built / "project", tmp_path / "project")
    for _ in range(2):
        done = deposit(project, project / "bag", edition=built / "dist")
        assert done.errors == []
        assert done.documents == 2
    assert not any("bag" in name for name in files(project / "bag" / "data"))


def test_each_document_becomes_a_bag(built):
    done = deposit(built / "project", built / "bags", edition=built / "dist", each=True)
    assert done.documents == 2
    for id, source in (("answer", "answer.xml"), ("record-1001", None)):
        folder = built / "bags" / id
        assert bagit.Bag(str(folder)).validate()
        said = json.loads((folder / "data/metadata/datacite.json").read_text("utf-8"))
        assert said["types"]["resourceTypeGeneral"] == "Text"
        assert len(list((folder / "data/pdf").iterdir())) == 1
        if source:
            assert (folder / "data/sources" / source).is_file()


def test_the_edition_is_built_into_the_project_unless_another_folder_is_named(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    letter(tmp_path / "p")
    assert run("deposit", "p", "--check").exit_code == 0
    assert (tmp_path / "p" / "dist" / "letter").is_dir()
    assert [p.name for p in tmp_path.iterdir()] == ["p"]


def test_the_date_of_the_bag_is_that_of_the_source(built, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    deposit(built / "project", built / "dated", edition=built / "dated-dist")
    assert bagit.Bag(str(built / "dated")).info["Bagging-Date"] == "2023-11-14"


# --- whether it is whole ----------------------------------------------------------------------


def test_a_whole_bag_says_so(bag):
    done = run("deposit", "--verify", bag)
    assert done.exit_code == 0
    assert "every file is unchanged since it was" in done.output


def test_every_changed_missing_and_added_file_is_named(bag):
    for path in sorted(
        p for p in bag.rglob("*") if p.is_file() and p.name != "tagmanifest-sha512.txt"
    ):
        data = path.read_bytes()
        path.write_bytes(bytes([data[0] ^ 1]) + data[1:])
        name = path.relative_to(bag).as_posix()
        found = list(verify(bag))
        assert any(d.code in ("D010", "D013") and name in d.message + d.source for d in found), name
        path.write_bytes(data)
    (bag / "data" / "README.md").unlink()
    (bag / "data" / "tei" / ".DS_Store").write_text("x")
    assert [d.code for d in verify(bag)] == ["D011", "D012"]
    done = run("deposit", "--verify", bag)
    assert done.exit_code == 1
    assert "README.md" in done.output
    assert ".DS_Store" in done.output


def test_a_bag_of_another_program_is_read(tmp_path):
    (tmp_path / "a b%.txt").write_text("one")
    bagit.make_bag(str(tmp_path), checksums=["md5", "sha256"])
    assert list(verify(tmp_path)) == []
    (tmp_path / "data" / "a b%.txt").write_text("two")
    assert {d.code for d in verify(tmp_path)} == {"D010"}


@pytest.mark.parametrize("name", ["../secret", "/etc/hostname", "data/../../secret", "data/link"])
def test_a_strangers_manifest_leads_nowhere_else(bag, tmp_path, name):
    (tmp_path / "secret").write_text("s")
    (bag / "data" / "link").symlink_to(tmp_path / "secret")
    manifest = bag / "manifest-sha512.txt"
    manifest.write_text(manifest.read_text("utf-8") + f"{'0' * 128}  {name}\n", "utf-8")
    found = [d for d in verify(bag) if d.code == "D013"]
    assert len(found) == 1


def test_what_is_no_bag_is_told(tmp_path):
    assert [d.code for d in verify(tmp_path)] == ["D013"]
    (tmp_path / "bagit.txt").write_text("BagIt-Version: 1.0\n")
    assert [d.code for d in verify(tmp_path)] == ["D013"]


# --- the crate and the README -----------------------------------------------------------------


def test_another_reader_finds_every_file_in_the_crate(built):
    data = built / "bag" / "data"
    crate = ROCrate(str(data))
    names = {entity.id for entity in crate.data_entities}
    assert names == set(files(data)) - {"ro-crate-metadata.json"}
    assert all(entity.get("name") for entity in crate.data_entities)
    assert "2026-05-04" in str(crate.root_dataset["datePublished"])
    work = crate.dereference("#record-1001")
    tei = crate.dereference("tei/record-1001.xml")
    assert tei["about"] == work
    assert tei["encodingFormat"] == "application/tei+xml"
    assert tei["contentSize"] == str((data / "tei/record-1001.xml").stat().st_size)
    assert tei["license"]["@id" if isinstance(tei["license"], dict) else "name"]
    assert work["name"]
    assert work["dateCreated"]


def test_the_crate_keeps_to_its_vocabulary(built):
    graph = json.loads((built / "bag/data/ro-crate-metadata.json").read_text("utf-8"))["@graph"]
    assert not any("creditText" in entity for entity in graph)
    assert not [
        k for entity in graph for k, v in entity.items() if isinstance(v, list) and len(v) == 1
    ]
    root = next(entity for entity in graph if entity["@id"] == "./")
    assert root["author"] == root["creator"]
    ids = {entity["@id"] for entity in graph}
    assert len(ids) == len(graph)
    schema = next(entity for entity in graph if entity["@id"] == "schema/tei-edition.odd")
    assert schema["license"] == {"@id": "schema/LICENSE"}
    own = (built / "bag/data/schema/LICENSE").read_bytes()
    assert own == resource("LICENSE").read_bytes()


def test_the_readme_says_how_to_cite_and_under_which_terms(built):
    text = (built / "bag/data/README.md").read_text("utf-8")
    assert "## How to cite" in text
    assert "(2026)" in text
    assert "Version 1.1" in text
    assert "https://creativecommons.org/licenses/by/4.0/" in text
    assert "- `tei/`" in text
    assert "- `pdf/`" in text


# --- what a curator would send back -----------------------------------------------------------

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>A letter</title></titleStmt>
<publicationStmt><publisher>{publisher}</publisher>{date}<availability>{licence}</availability></publicationStmt>
<sourceDesc><p>Paper.</p></sourceDesc></fileDesc></teiHeader><text><body>{body}</body></text></TEI>"""
LICENCE = '<licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence>'


def letter(folder, body="<p>Dear all</p>", **said):
    values = {"id": "letter", "publisher": "Board", "licence": LICENCE, "body": body}
    values["date"] = '<date when="2020">2020</date>'
    folder.mkdir(exist_ok=True)
    (folder / "letter.xml").write_text(TEI.format(**values | said), "utf-8")


def codes(tmp_path):
    done = deposit(tmp_path / "p", None, edition=tmp_path / "dist")
    return [d.code for d in done.errors]


def test_a_letter_without_fault_passes(tmp_path):
    letter(tmp_path / "p")
    assert codes(tmp_path) == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"licence": "<p/>"}, "D003"),
        ({"publisher": ""}, "D004"),
        ({"date": ""}, "D009"),
        ({"body": '<p><ref target="#nobody">x</ref></p>'}, "D005"),
        ({"body": '<p><ref target="gone.xml#a">x</ref></p>'}, "D005"),
        ({"body": '<p><ref target="file:///C:/x.jpg">x</ref></p>'}, "D006"),
        ({"body": '<p><ref target="/home/ana/x.jpg">x</ref></p>'}, "D006"),
    ],
)
def test_what_a_curator_would_send_back_is_found(tmp_path, said, code):
    letter(tmp_path / "p", **said)
    assert code in codes(tmp_path)


def test_tei_that_breaks_its_schema_is_refused(tmp_path):
    start_project(tmp_path / "p")
    written(tmp_path / "p")
    path = tmp_path / "p" / "answer.xml"
    path.write_text(path.read_text("utf-8").replace(' when="1955-03-21"', ""), "utf-8")
    assert codes(tmp_path) == ["D001"]


def test_without_a_licence_nothing_is_packed_and_the_line_to_write_is_shown(tmp_path):
    letter(tmp_path / "p", licence="<p/>", publisher="")
    out = tmp_path / "bag"
    done = run("deposit", tmp_path / "p", "--edition", tmp_path / "dist", "-o", out)
    assert done.exit_code == 1
    assert not out.exists()
    assert "licence = {" in done.output
    assert 'publisher = "' in done.output
    text = done.output[done.output.index("licence = {") :].splitlines()[0]
    (tmp_path / "p" / "edition.toml").write_text(f'{text}\npublisher = "Board"\n', "utf-8")
    assert codes(tmp_path) == []


def test_a_pdf_that_is_no_archive_copy_is_refused(tmp_path):
    letter(tmp_path / "p")
    (tmp_path / "p" / "edition.toml").write_text('[print]\nstandards = ["1.7"]\n', "utf-8")
    assert codes(tmp_path) == ["D002"]


def test_a_link_out_of_the_edition_is_refused(tmp_path):
    letter(tmp_path / "p")
    assert codes(tmp_path) == []
    (tmp_path / "secret.png").write_text("s")
    (tmp_path / "dist" / "letter" / "a.png").symlink_to(tmp_path / "secret.png")
    assert codes(tmp_path) == ["D007"]
    done = run("deposit", tmp_path / "p", "--edition", tmp_path / "dist", "--check")
    assert done.exit_code == 1
    assert "D007" in done.output


def test_a_source_from_outside_the_project_is_refused(tmp_path):
    letter(tmp_path / "elsewhere")
    letter(tmp_path / "p")
    (tmp_path / "p" / "other.xml").symlink_to(tmp_path / "elsewhere" / "letter.xml")
    assert codes(tmp_path) == ["D007"]


def test_bags_of_documents_are_not_written_into_a_bag(built, bag):
    done = run("deposit", built / "project", "--edition", built / "dist", "-o", bag, "--each")
    assert done.exit_code == 1
    assert "I031" in done.output
    assert list(verify(bag)) == []


def test_a_source_that_cannot_be_built_stops_the_deposit(tmp_path):
    letter(tmp_path / "p")
    (tmp_path / "p" / "broken.xml").write_text("<TEI", "utf-8")
    assert "D008" in codes(tmp_path)


# --- identifiers ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'doi = "10.5281/zenodo.17"\n'),
        ('title = "A"', 'title = "A"\ndoi = "10.5281/zenodo.17"\n'),
        ("doi = '10.5072/test' # of 2020\r\n", 'doi = "10.5281/zenodo.17" # of 2020\r\n'),
        (
            '# doi = "x"\n[identifiers]\ndoi = "https://x.example"\n',
            '# doi = "x"\ndoi = "10.5281/zenodo.17"\n[identifiers]\ndoi = "https://x.example"\n',
        ),
    ],
)
def test_a_doi_goes_into_the_settings_and_nothing_else_changes(tmp_path, before, after):
    for _ in range(2):  # the same DOI again changes nothing
        before = with_settings(
            before.encode(), "edition.toml", {"doi": "10.5281/zenodo.17"}
        ).decode()
        assert before == after


@pytest.mark.parametrize("key", ["doi", "replaces"])
def test_the_doi_of_another_version_is_not_overwritten(tmp_path, key):
    letter(tmp_path / "p")
    settings = tmp_path / "p" / "edition.toml"
    settings.write_text(f'title = "A"\n{key} = "10.5281/zenodo.16"\n', "utf-8")
    before = files(tmp_path / "p")
    doi = "10.5281/zenodo.17" if key == "doi" else "10.5281/zenodo.16"
    done = run("deposit", tmp_path / "p", "--edition", tmp_path / "dist", "--doi", doi)
    assert done.exit_code == 1
    assert "D014" in done.output
    assert "replaces" in done.output
    assert files(tmp_path / "p") == before


INDENTED = """<TEI><teiHeader><fileDesc>
      <publicationStmt>
        <publisher>Board</publisher>{end}
      </publicationStmt></fileDesc></teiHeader></TEI>""".replace("<TEI>", f'<TEI xmlns="{TEI_NS}">')


@pytest.mark.parametrize(
    "end", ["", "\n        <date>2020</date>", "<!-- by -->\n<date>2020</date>"]
)
@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_an_identifier_takes_a_line_of_its_own_in_an_indented_header(end, line):
    before = INDENTED.format(end=end).replace("\n", line).encode()
    after = with_header(before, "a.xml", {"doi": "10.1234/x", "ark": "ark:/12345/x"})
    space = line if end.startswith("\n") or not end else ""
    numbers = ('<idno type="DOI">10.1234/x</idno>', '<idno type="ARK">ark:/12345/x</idno>')
    more = "".join(f"{line}        {number}" if space else number for number in numbers)
    assert after.decode() == before.decode().replace("</publisher>", f"</publisher>{more}")


def test_a_header_that_cannot_be_kept_leaves_the_settings_alone(tmp_path):
    letter(tmp_path / "p")
    path = tmp_path / "p" / "letter.xml"
    text = (
        path.read_text("utf-8")
        .replace("<TEI", '<!DOCTYPE TEI [<!ENTITY all "all">]><TEI')
        .replace("Dear all", "Dear &all;")
    )
    path.write_text(text, "utf-8")
    done = run("deposit", tmp_path / "p", "--edition", tmp_path / "dist", "--doi", "10.1234/x")
    assert "D014" in done.output
    assert "identifier" in done.output
    assert "names cannot" not in done.output
    assert [p.name for p in (tmp_path / "p").iterdir()] == ["letter.xml"]


def test_a_doi_goes_into_the_header_of_a_single_document(tmp_path):
    letter(tmp_path / "p")
    path = tmp_path / "p" / "letter.xml"
    before = path.read_bytes()
    out = tmp_path / "bag"
    arguments = ("deposit", tmp_path / "p", "--edition", tmp_path / "dist", "-o", out)
    assert run(*arguments, "--doi", "https://doi.org/10.5281/zenodo.17").exit_code == 0
    number = b'<idno type="DOI">10.5281/zenodo.17</idno>'
    assert path.read_bytes() == before.replace(b"</publisher>", b"</publisher>" + number)
    said = json.loads((out / "data/metadata/datacite.json").read_text("utf-8"))
    assert said["doi"] == "10.5281/zenodo.17"
    assert "https://doi.org/10.5281/zenodo.17" in (out / "data/README.md").read_text("utf-8")
    assert run(*arguments, "--doi", "10.5281/zenodo.17", "--ark", "ark:/12345/x").exit_code == 0
    ark = b'<idno type="ARK">ark:/12345/x</idno>'
    assert path.read_bytes() == before.replace(b"</publisher>", b"</publisher>" + number + ark)


def test_the_doi_of_an_edition_is_not_that_of_its_documents(built, tmp_path):
    project = shutil.copytree(built / "project", tmp_path / "project")
    before = (project / "answer.xml").read_bytes()
    done = run("deposit", project, "--edition", tmp_path / "dist", "--doi", "10.5281/zenodo.17")
    assert done.exit_code == 0, done.output
    assert (project / "answer.xml").read_bytes() == before
    assert 'doi = "10.5281/zenodo.17"' in (project / "edition.toml").read_text("utf-8")


def test_what_is_no_doi_is_not_written(tmp_path):
    letter(tmp_path / "p")
    done = run("deposit", tmp_path / "p", "--edition", tmp_path / "dist", "--doi", "seventeen")
    assert done.exit_code == 1
    assert "D014" in done.output
    assert not (tmp_path / "p" / "edition.toml").exists()


def test_the_schema_knows_dois(tmp_path):
    start_project(tmp_path / "p")
    path = tmp_path / "p" / "answer.xml"
    text = path.read_text("utf-8")

    def found(kind):
        number = f'</publisher><idno type="{kind}">10.1234/x</idno>'
        path.write_text(text.replace("</publisher>", number), "utf-8")
        return [f.message for f in validate(path, schema=[schemas.relaxng()]) if f.code == "V003"]

    assert len(found("nonsense")) == len(found("DOI")) + 1 == len(found("ARK")) + 1


def test_answers_for_harvesters_go_into_the_edition_and_stay_there(built, tmp_path):
    project = shutil.copytree(built / "project", tmp_path / "project")
    arguments = ("deposit", project, "--edition", tmp_path / "dist", "--oai")
    done = run(*arguments)
    assert done.exit_code == 1
    assert "D015" in done.output
    settings = project / "edition.toml"
    own = settings.read_text("utf-8")
    settings.write_text('address = "https://letters.example/"\n' + own, "utf-8")
    for _ in range(2):
        assert run(*arguments).exit_code == 0
        text = (tmp_path / "dist/oai/GetRecord/oai_dc/answer.xml").read_text("utf-8")
        assert "https://letters.example/answer/index.html" in text
        listed = (tmp_path / "dist/resourcesync/resourcelist.xml").read_text("utf-8")
        assert "<loc>https://letters.example/answer/answer.pdf</loc>" in listed


@pytest.mark.parametrize(
    ("licence", "found"),
    [
        ('<licence target="https://a.example/by/ x">Free.</licence>', ("Free.", "https://a.example/by/")),
        ("<p>Free, licensed at https://a.example/licenses/by/4.0/.</p>", ("Free, licensed at https://a.example/licenses/by/4.0/.", "https://a.example/licenses/by/4.0/")),
        ("<p>See https://a.example/.</p>", ("See https://a.example/.", "")),
        ('<licence target="by.txt">Free.</licence>', ("Free.", "")),
    ],
)  # fmt: skip
def test_the_address_of_the_licence_is_that_of_its_element_or_one_in_words(licence, found):
    header = f'<teiHeader xmlns="{TEI_NS}"><fileDesc><publicationStmt><availability>{licence}</availability></publicationStmt></fileDesc></teiHeader>'
    assert _licence(etree.fromstring(header)) == found
