"""The register in an edition: names and speech in its documents, its pages, its data."""

from __future__ import annotations

import csv
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import HEADER
from lxml import etree, html

from tei_edition import EditionError, build, validate
from tei_edition.enrich.load import load_register
from tei_edition.enrich.register import Entry, Register
from tei_edition.enrich.tables import read_table
from tei_edition.enrich.tagging import Tagger
from tei_edition.publish import catalog
from tei_edition.publish.catalog import Named
from tei_edition.publish.mentions import Mention, speaker_of_json, speakers_of
from tei_edition.publish.register import cmif, pages
from tei_edition.publish.site import Catalog, Design

ROOT = Path(__file__).parent.parent
NS = {"t": "http://www.tei-c.org/ns/1.0"}
REGISTER = """id,kind,name,forms,born,died,office,gnd,viaf,wikidata,latitude,longitude,note
lind,person,"Lind, Ana",Ana Lind|Lind,1901,1980,Keeper of the lamp 1930-1950,118520776,,Q8016,,,
berg,person,"Berg, Ole",Ole Berg|Berg,,,,113230702,,,,,
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
    with pytest.raises(EditionError, match="outside the folder"):
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


# --- the pages --------------------------------------------------------------------------------------


def page(out: Path, name: str) -> html.HtmlElement:
    return html.parse(str(out / name), parser=html.HTMLParser(encoding="utf-8")).getroot()


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_names_lead_to_the_pages_of_their_entries_and_say_who_is_meant(edition: Path) -> None:
    shown = page(edition, "record-1017/index.html")
    names = shown.cssselect("#text a.name")
    assert [name.text_content() for name in names][:3] == ["Ana Lind", "Moss", "Ole Berg"]
    assert names[0].get("href") == "../people/lind.html"
    said = shown.get_element_by_id(names[0].get("aria-describedby"))
    assert words(said) == "Lind, Ana, 1901–1980. Keeper of the lamp 1930–1950"
    assert not shown.cssselect(".stand-off")


def test_who_speaks_stands_at_the_margin_and_in_a_table(edition: Path) -> None:
    shown = page(edition, "record-1017/index.html")
    assert [who.get("data-who") for who in shown.cssselect("#text .who")] == [
        "Lind",
        "Berg",
        "Lind",
    ]
    rows = [[words(td) for td in row.cssselect("td")] for row in shown.cssselect("#speakers tr")]
    assert rows[1:] == [["Everybody", "18", "3"], ["Lind", "13", "2"], ["Berg", "5", "1"]]


def test_names_in_the_header_lead_to_their_entries(edition: Path) -> None:
    root = tei(edition, "record-1017").getroot()
    (title,) = root.iterfind(".//t:titleStmt/t:title[@type='main']", NS)
    assert [(e.get("ref"), e.text) for e in title] == [("#board", "Harbour Board")]
    (to,) = root.iterfind(".//t:correspAction[@type='received']/t:orgName", NS)
    assert to.get("ref") == "#board"
    shown = page(edition, "record-1017/index.html")
    (heading,) = shown.cssselect("h1")
    assert words(heading) == "Letter to the Harbour Board"
    (link,) = heading.cssselect("a.name.org")
    assert link.get("href") == "../organisations/board.html"
    assert words(shown.get_element_by_id(link.get("aria-describedby"))) == "Harbour Board"
    received = [words(a) for a in shown.cssselect("#provenance dd a.name")]
    assert received == ["Harbour Board"]


PARTIES = {
    "Captain Ole Berg": "#berg",
    "Ole Berg's clerk": None,
    "the clerk of Ole Berg": None,
    "Ole Berg and Qvist": None,
    "Ole Berg, Ana Lind": None,
    "Qvistgaard": None,
}


@pytest.mark.parametrize("name", PARTIES)
def test_a_correspondent_is_an_entry_where_nobody_else_is_named(name: str) -> None:
    there = '<persName ref="#lind">Lind</persName>'
    data = LETTER.replace("<persName ref='#berg'>Ole Berg", f"<persName>{name}")
    data = data.replace("<title>To Ole", f"<title>To {there} and Moss")
    tree = etree.ElementTree(etree.fromstring(data.encode()))
    Tagger(read_table(REGISTER.encode(), "names.csv")).tag(tree)
    root = tree.getroot()
    assert root.xpath("//t:correspAction[2]/t:persName/@ref", namespaces=NS) == [
        PARTIES[name]
    ] * bool(PARTIES[name])
    (title,) = root.iterfind(".//t:title", NS)
    assert [e.get("ref") for e in title] == ["#lind", "#moss"]


def test_turns_and_the_quotations_of_strangers_count_as_speech(tmp_path: Path) -> None:
    folder = project(tmp_path / "letters", names="[names]\ntag = false\nspeech = false\n")
    turns = (
        '<standOff><listPerson><person xml:id="lind"><persName>Lind, Ana</persName></person>'
        '<person xml:id="berg"><persName>Berg, Ole</persName></person></listPerson></standOff><text><body>'
        '<sp who="#lind"><speaker>Lind:</speaker><p>Who pays<note>sic</note>?</p><p>I <stage>rises</stage>do.</p></sp>'
        '<sp who="#berg"><speaker>Berg:</speaker><p>No. <said who="#berg">Not I.</said></p></sp>'
        '<p>Then <q who="#lind">we wait</q>.</p></body></text></TEI>'
    )
    (folder / "letter.xml").write_text(LETTER.partition("<text>")[0] + turns, "utf-8")
    out = made(folder, tmp_path / "out")
    shown = page(out, "letter/index.html")
    rows = [[words(td) for td in row.cssselect("td")] for row in shown.cssselect("#speakers tr")]
    assert rows[1:] == [["Everybody", "9", "3"], ["Lind", "6", "2"], ["Berg", "3", "1"]]
    assert [e.get("class") for e in shown.cssselect("#text .said")] == [
        "sp said by-1",
        "sp said by-2",
        "said by-2",
        "q said by-1",
    ]
    told = speakers_of(etree.parse(str(folder / "letter.xml")))
    assert [(s.id, s.words, s.passages) for s in told] == [("lind", 6, 2), ("berg", 3, 1)]


def test_without_a_register_a_page_is_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "lamp.md").write_text(HEADER + TEXT, "utf-8")
    out = made(tmp_path, tmp_path / "out")
    shown = page(out, "record-1017/index.html")
    assert not shown.cssselect(".name, .who, #speakers, .named")
    assert not (out / "people").exists()
    assert not (out / "register").exists()


def test_the_page_of_an_entry_says_what_is_known_and_where_it_is_named(edition: Path) -> None:
    shown = page(edition, "people/lind.html")
    facts = [words(e) for e in shown.cssselect(".entry-facts > *")]
    assert facts[:6] == ["Born", "1901", "Died", "1980", "Office", "Keeper of the lamp 1930–1950"]
    links = [a.get("href") for a in shown.cssselect(".entry-facts a")]
    assert links == ["https://d-nb.info/gnd/118520776", "https://www.wikidata.org/entity/Q8016"]
    rows = [words(row) for row in shown.cssselect(".mentions > li")]
    assert len(rows) == 2
    assert "Ana Lind said that the lamp at Moss was lit" in " ".join(rows)
    titles = [words(h) for h in shown.cssselect("main h2")]
    assert titles == ["Speech", "Wrote to", "Named together with", "Named in 2 records"]
    assert words(page(edition, "people/berg.html").cssselect("main")[0]).count("Received from") == 1
    assert "No record mentions this entry" in words(page(edition, "places/oslo.html"))


def test_every_link_of_the_register_leads_somewhere(edition: Path, sample: Path) -> None:
    for out in (edition, sample):
        for path in [p for f in ("people", "places", "organisations") for p in (out / f).iterdir()]:
            for a in html.parse(str(path)).getroot().iter("a"):
                address = a.get("href") or ""
                if address.startswith("http"):
                    continue
                file, _, place = address.partition("#")
                target = (path.parent / file) if file else path
                assert target.is_file(), (path, address)
                if place:
                    assert f'id="{place}"' in target.read_text("utf-8"), (path, address)


def test_passages_of_the_sample_are_in_the_paragraphs_that_they_name(sample: Path) -> None:
    shown = page(sample, "people/malinovsky.html")
    (to,) = shown.cssselect(".excerpt a")
    paragraph = page(sample, "record-300881/index.html").get_element_by_id(
        to.get("href").partition("#")[2]
    )
    assert "Marshal Malinovsky showed him on a map" in words(paragraph)


def test_the_map_shows_each_place_and_asks_nobody(sample: Path) -> None:
    (drawn,) = page(sample, "places/index.html").cssselect("svg.map")
    assert len(drawn.findall(".//circle")) == len(COUNTRIES.split())
    assert {a.get("href") for a in drawn.findall(".//a")} == {
        f"../places/{id}.html" for id in COUNTRIES.split()
    }


def test_many_entries_are_listed_by_letter_and_many_documents_on_pages(tmp_path: Path) -> None:
    people = tuple(Entry(f"p{n}", "person", f"{'ABC'[n % 3]}erg {n}") for n in range(400))
    documents = tuple(
        catalog.Entry(f"d{n}", f"d{n}/index.html", f"Letter {n}", mentions=(Mention("p0", 1),))
        for n in range(201)
    )
    files = pages.make(Catalog(tmp_path, documents, register=Register(people)), Design()).files
    assert {"people/0-a.html", "people/0-b.html", "people/p0~2.html"} <= files.keys()
    assert "Letter 99" in str(files["people/p0~2.html"])
    assert "p0%7E2.html" in str(files["people/p0.html"]) or "p0~2.html" in str(
        files["people/p0.html"]
    )


def test_hostile_words_of_a_register_stay_words(tmp_path: Path) -> None:
    bad = '"><script>alert(1)</script>'
    entry = Entry("x", "place", bad, (bad,), bad, bad, bad, bad, bad, bad, bad, "1", "2", bad)
    line = catalog.Entry(
        "d", "d/index.html", bad, mentions=(Mention("x", 1, (1,), ((1, bad, bad, bad),)),)
    )
    files = pages.make(Catalog(tmp_path, (line,), register=Register((entry,))), Design()).files
    for text in files.values():
        root = html.document_fromstring(str(text))
        assert not [s for s in root.iter("script") if not s.get("src")]
        assert not [a for a in root.iter("a") if "script" in (a.get("href") or "")]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_with_names_are_accessible(edition: Path, browser, serve, theme: str) -> None:  # type: ignore[no-untyped-def]
    package = pytest.importorskip("axe_playwright_python")
    axe = Path(package.__file__).with_name("axe.min.js").read_text("utf-8")
    address = serve(edition)
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=theme)
    shown = context.new_page()
    for name in ("record-1017", "people/lind.html", "places")[: 3 if theme == "light" else 1]:
        shown.goto(f"{address}/{name}{'' if name.endswith('html') else '/index.html'}")
        if name == "record-1017":
            shown.click("#speakers summary")
            shown.click("#mark-names")
            shown.click("#by-2")
        shown.evaluate(axe)
        found = shown.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [
            (v["id"], [n["html"][:90] for n in v["nodes"]][:3]) for v in found["violations"]
        ] == []
    context.close()


def test_a_name_shows_its_card_by_keyboard_and_a_speaker_stands_out(
    sample: Path, browser, serve
) -> None:  # type: ignore[no-untyped-def]
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    shown = context.new_page()
    shown.goto(f"{serve(sample)}/record-300881/index.html")
    shown.focus("#p1 a.name")
    assert shown.inner_text("#card").startswith(
        "Kaul, Triloki Nath, 1913–2000. Ambassador of India"
    )
    shown.keyboard.press("Escape")
    assert shown.is_hidden("#card")
    colour = "selector => getComputedStyle(document.querySelector(selector)).color"
    ink = shown.evaluate(colour, "#p1 .said.by-2")
    shown.click("#speakers summary")
    shown.click("#by-2")
    assert shown.evaluate(colour, "#p1 .said.by-2") == ink
    assert shown.evaluate(colour, "#p1 .said.by-1") != ink
    context.close()


# --- the data ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of data of an edition that has an address."""
    folder = project(tmp_path_factory.mktemp("published") / "in")
    text = (folder / "edition.toml").read_text("utf-8")
    (folder / "edition.toml").write_text(
        f'title = "The Lamp"\naddress = "https://lamp.example.org/"\n{text}', "utf-8"
    )
    return made(folder, folder.parent / "out") / "register"


def test_the_table_and_the_lists_are_the_register(published: Path) -> None:
    whole = load_register(published.parent.parent / "in" / "register.csv")
    for name in ("register.csv", "register.xml"):
        again = load_register(published / name)
        assert {replace(e, row=0) for e in again.entries} == {
            replace(e, row=0) for e in whole.entries
        }


def test_beacon_files_say_which_page_is_about_whom(published: Path) -> None:
    lines = (published / "beacon-gnd.txt").read_text("utf-8").splitlines()
    head, _, links = (list(part) for part in (lines[:7], lines[7:8], lines[8:]))
    assert lines[0] == "#FORMAT: BEACON"
    assert "#PREFIX: https://d-nb.info/gnd/{ID}" in head
    assert "#TARGET: https://lamp.example.org/{ID}" in head
    assert links == ["113230702|1|people/berg.html", "118520776|2|people/lind.html"]
    assert all(re.fullmatch(r"#[A-Z]+: \S.*", line) for line in head)
    assert (published / "beacon-wikidata.txt").is_file()
    assert not (published / "beacon-viaf.txt").exists()


def test_geojson_has_the_places_that_are_named(published: Path) -> None:
    said = json.loads((published / "places.geojson").read_text("utf-8"))
    assert said["type"] == "FeatureCollection"
    (moss,) = said["features"]
    assert moss["geometry"] == {"type": "Point", "coordinates": [10.66, 59.43]}
    assert moss["properties"]["records"] == 2
    assert moss["properties"]["page"] == "https://lamp.example.org/places/moss.html"


def test_cmif_says_who_wrote_to_whom(published: Path) -> None:
    tree = etree.parse(published / "correspondence.xml")
    (letter,) = tree.iterfind(".//t:correspDesc", NS)
    assert letter.get("ref") == "https://lamp.example.org/letter/index.html"
    said = {
        action.get("type"): action.find("t:persName", NS).get("ref")
        for action in letter.iterfind("t:correspAction", NS)
    }
    assert said == {
        "sent": "https://d-nb.info/gnd/118520776",
        "received": "https://d-nb.info/gnd/113230702",
    }
    assert letter.find(".//t:date", NS).get("when") == "1931-02-03"
    source = tree.find(".//t:sourceDesc/t:bibl", NS)
    assert letter.get("source") == f"#{source.get('{http://www.w3.org/XML/1998/namespace}id')}"
    assert tree.findtext(".//t:publicationStmt/t:idno[@type='url']", namespaces=NS)


def test_cmif_calls_a_body_one_that_no_register_knows() -> None:
    letter = etree.Element("correspDesc")
    nobody: Any = SimpleNamespace(entry_of=lambda _: None)
    people = (Named("Harbour Board", role="body"), Named("Ana Lind"))
    action = cmif._action(letter, "sent", people, nobody, nobody)
    assert [etree.QName(named).localname for named in action] == ["orgName", "persName"]


def test_the_data_in_tei_is_valid_tei(published: Path, tei_all: Path) -> None:
    for name in ("correspondence.xml", "register.xml"):
        assert validate(published / name, schema=[tei_all]) == []


def test_linked_data_and_the_table_of_speeches(published: Path) -> None:
    graph = json.loads((published / "register.jsonld").read_text("utf-8"))["@graph"]
    lind = next(each for each in graph if each["name"] == "Lind, Ana")
    assert lind["@type"] == "Person"
    assert lind["@id"] == "https://lamp.example.org/people/lind.html"
    assert lind["birthDate"] == "1901"
    rows = list(csv.DictReader((published / "speeches.csv").read_text("utf-8").splitlines()))
    said = [(row["paragraph"], row["speaker"], row["words"], row["begins"]) for row in rows]
    assert said == [
        ("1", "lind", "10", "the lamp at Moss was lit. I saw"),
        ("2", "berg", "5", "the Harbour Board was glad"),
        ("2", "lind", "3", "Moss was dark"),
    ]
    assert [(row["direct"], row["cert"]) for row in rows[1:]] == [("false", ""), ("false", "")]


def test_the_turns_of_minutes_are_passages_too() -> None:
    tree = etree.ElementTree(
        etree.fromstring(
            f'<TEI xmlns="{NS["t"]}"><teiHeader/><text><body><sp who="#lind"><speaker>LIND:</speaker><p>Who <note>sic</note> pays?</p></sp>'
            '<sp who="#berg"><p><said who="#lind">I</said> do.</p></sp><p><said who="#lind" toWhom="#berg #moe" cert="low">Good.</said></p></body></text></TEI>'
        )
    )
    lind, berg = speakers_of(tree)
    assert lind.said == (
        (1, 1, "", "true", "", 2, "Who pays?"),
        (3, 3, "berg moe", "", "low", 1, "Good."),
    )
    assert (berg.words, berg.passages, berg.said[0].first) == (2, 1, "I do.")
    as_json = json.loads(json.dumps([lind, berg]))
    assert [speaker_of_json(each) for each in as_json] == [lind, berg]


def test_without_an_address_nothing_claims_one(edition: Path) -> None:
    names = {path.name for path in (edition / "register").iterdir()}
    assert names == {
        "register.csv",
        "register.xml",
        "register.jsonld",
        "places.geojson",
        "speeches.csv",
    }


def test_the_same_input_gives_the_same_bytes(edition: Path, tmp_path: Path) -> None:
    again = made(project(tmp_path / "in"), tmp_path / "out")
    for folder in ("people", "places", "organisations", "register"):
        for path in (edition / folder).iterdir():
            assert path.read_bytes() == (again / folder / path.name).read_bytes()


def test_days_in_the_sample_are_dates(sample: Path) -> None:
    dates = tei(sample, "record-300881").xpath("//t:text//t:p//t:date", namespaces=NS)
    assert {(d.get("when"), d.get("cert")) for d in dates} == {
        ("1962-11-15", "medium"),
        ("1962-09-08", "medium"),
        ("1962-09-24", "medium"),
        ("1962-11-24", "low"),  # "Today, he continued"
    }


def test_whoever_takes_part_is_not_said_to_be_in_no_record() -> None:
    entry = SimpleNamespace(id="moe")
    known = SimpleNamespace(letters={}, received={"moe": 1}, spoken={})
    assert pages._takes_part(known, entry)
    assert not pages._takes_part(known, SimpleNamespace(id="vik"))
