"""The register in an edition: names and speech in its documents, its pages, its data."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import HEADER
from lxml import etree

from tei_edition import EditionError, build, validate

ROOT = Path(__file__).parent.parent
NS = {"t": "http://www.tei-c.org/ns/1.0"}
REGISTER = """id,kind,name,forms,born,died,office,gnd,viaf,wikidata,latitude,longitude,note
lind,person,"Lind, Ana",Ana Lind|Lind,1901,1980,Keeper of the lamp 1930-1950,118520776,,Q8016,,,
berg,person,"Berg, Ole",Ole Berg|Berg,,,,,113230702,,,,
moss,place,Moss,Moss,,,,,,,59.43,10.66,A town.
board,org,Harbour Board,Harbour Board,,,,,,,,,
oslo,place,Oslo,Oslo,,,,,,,,,
"""
TEXT = """Ana Lind said that the lamp at Moss was lit. I saw it myself, she continued.

Ole Berg replied that the Harbour Board was glad. Lind told Berg that Moss was dark.
"""
LETTER = (
    '<?xml version="1.0"?>\n<!-- kept -->\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
    "<title>To Ole</title></titleStmt><publicationStmt><p>None</p></publicationStmt><sourceDesc><p>A letter</p></sourceDesc>"
    "</fileDesc><profileDesc><correspDesc><correspAction type='sent'><persName ref='#lind'>Ana Lind</persName><date when='1931-02-03'/></correspAction>"
    "<correspAction type='received'><persName ref='#berg'>Ole Berg</persName></correspAction></correspDesc></profileDesc></teiHeader>"
    "<text><body><p>Dear Ole,   Moss is cold. Ana Lind</p></body></text></TEI>\n"
)


def project(folder: Path, *, register: str = REGISTER, names: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "register.csv").write_text(register, "utf-8")
    (folder / "edition.toml").write_text(f'register = "register.csv"\n{names}', "utf-8")
    (folder / "lamp.md").write_text(HEADER + TEXT, "utf-8")
    (folder / "letter.xml").write_text(LETTER, "utf-8")
    return folder


def made(folder: Path, out: Path, **options: object) -> Path:
    report = build(folder, out, without=["pdf"], **options)
    assert not [d for d in report.diagnostics if d.severity == "error"]
    return out


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("edition")
    return made(project(folder / "in"), folder / "out")


def tei(out: Path, id: str) -> etree._ElementTree:
    return etree.parse(out / id / f"{id}.xml")


def refs(tree: etree._ElementTree, name: str = "*") -> list[str]:
    return [str(ref) for ref in tree.xpath(f"//t:text//t:{name}/@ref", namespaces=NS)]


# --- the documents ----------------------------------------------------------------------------------


def test_the_tei_of_a_record_has_its_names_its_speakers_and_their_entries(edition: Path) -> None:
    tree = tei(edition, "record-1017")
    assert refs(tree) == ["#lind", "#moss", "#berg", "#board", "#lind", "#berg", "#moss"]
    assert tree.xpath("//t:said/@who", namespaces=NS)[0] == "#lind"
    assert tree.xpath("//t:said/@who", namespaces=NS)[-2] == "#berg"
    assert tree.xpath("//t:standOff//*/@xml:id", namespaces=NS) == ["lind", "berg", "moss", "board"]
    assert not validate(edition / "record-1017" / "record-1017.xml")


def test_a_tei_file_is_published_with_its_names_and_its_source_stays(
    edition: Path, tmp_path: Path
) -> None:
    published = (edition / "letter" / "letter.xml").read_text("utf-8")
    assert '<p>Dear Ole,   <placeName ref="#moss">Moss</placeName> is cold.' in published
    assert published.startswith('<?xml version="1.0"?>\n<!-- kept -->\n')
    folder = project(tmp_path / "in")
    made(folder, tmp_path / "out")
    assert (folder / "letter.xml").read_text("utf-8") == LETTER


@pytest.mark.parametrize(("off", "left"), [("tag", "said"), ("speech", "persName")])
def test_a_project_says_what_is_marked(tmp_path: Path, off: str, left: str) -> None:
    out = made(project(tmp_path / "in", names=f"[names]\n{off} = false\n"), tmp_path / "out")
    text = tei(out, "record-1017").find(".//t:text", NS)
    assert text is not None
    found = {etree.QName(node).localname for node in text.iter(etree.Element)}
    assert found & {"said", "persName"} == {left}


def test_another_register_makes_anew_what_it_changes_and_the_same_makes_nothing(
    tmp_path: Path,
) -> None:
    folder, out = project(tmp_path / "in"), tmp_path / "out"
    made(folder, out)
    assert build(folder, out, without=["pdf"]).made == 0
    project(folder, register=REGISTER.replace("Ole Berg|Berg", "Ole Berg"))
    report = build(folder, out, without=["pdf"])
    assert report.made == 2
    assert refs(tei(out, "record-1017")).count("#berg") == 1


def test_a_register_in_tei_is_no_document(tmp_path: Path) -> None:
    folder = project(tmp_path / "in")
    (folder / "names").mkdir()
    (folder / "names" / "people.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson><person xml:id="lind"><persName>Ana Lind</persName></person>'
        "</listPerson></standOff></TEI>"
    )
    (folder / "edition.toml").write_text('register = "names"\n')
    report = build(folder, tmp_path / "out", without=["pdf"])
    assert not report.diagnostics
    assert set(refs(tei(tmp_path / "out", "record-1017"))) == {"#lind"}


@pytest.mark.parametrize(
    ("register", "code"),
    [("id,kind\n", "N001"), (REGISTER + "lind,person,Other,,,,,,,,,,\n", "N001")],
)
def test_a_register_that_cannot_be_used_is_said_once(
    tmp_path: Path, register: str, code: str
) -> None:
    with pytest.raises(EditionError) as caught:
        build(project(tmp_path / "in", register=register), tmp_path / "out")
    assert {d.code for d in caught.value.diagnostics} == {code}


def test_a_register_outside_of_the_project_is_not_read(tmp_path: Path) -> None:
    folder = project(tmp_path / "in")
    shutil.copy(folder / "register.csv", tmp_path / "other.csv")
    (folder / "edition.toml").write_text('register = "../other.csv"\n')
    with pytest.raises(EditionError, match="not in the folder"):
        build(folder, tmp_path / "out")


# --- the sample -------------------------------------------------------------------------------------

PEOPLE = "khrushchev kaul nehru malik gromyko malinovsky sukhodrev sukarno zhou-enlai stalin churchill hitler"
COUNTRIES = "soviet-union india china indonesia japan italy turkey united-kingdom united-states"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(ROOT / "seeds", tmp_path_factory.mktemp("sample") / "out")


def test_everybody_in_the_sample_is_marked(sample: Path) -> None:
    found = set(refs(tei(sample, "record-300881")))
    assert {f"#{id}" for id in PEOPLE.split()} == {r for r in found if r[1:] in PEOPLE.split()}
    assert {f"#{id}" for id in COUNTRIES.split()} <= found
    assert {"#nato", "#united-nations", "#komsomol", "#kuomintang", "#cpsu"} <= found
    assert not validate(sample / "record-300881" / "record-300881.xml")


def test_somebody_speaks_in_every_paragraph_of_the_sample_but_in_narration(sample: Path) -> None:
    paragraphs = tei(sample, "record-300881").xpath("//t:text//t:p", namespaces=NS)
    who = [{str(w) for w in p.xpath(".//t:said/@who", namespaces=NS)} for p in paragraphs]
    assert len(who) == 49
    assert who[0] == {"#khrushchev", "#kaul"}
    assert all(len(speakers) == 1 for speakers in who[1:46])
    assert who[47:] == [set(), set()]
