"""Pages of the project's own: written in Markdown, framed and linked as the others, and no program in them."""

from __future__ import annotations

import json
import shutil

import pytest
from conftest import HEADER
from lxml import html

from tei_edition import EditionError, build
from tei_edition.build.settings import read_settings
from tei_edition.build.sources import find_sources, only_documents
from tei_edition.deposit.packing import Project
from tei_edition.publish.web import own

ABOUT = """\
Before the title.

# About *these* letters

# Who wrote

Ana Lind <script>alert(1)</script> & <b onclick="x()">Ole</b> wrote **much**.

> A quotation

1. one
2. two

| a | b |
| --- | ---: |
| c | d |

[imprint](../imprint.md), [record](record-1017/index.html), [bad](javascript:alert(2)), [data](data:text/html,x),
[other](//evil.example/), [out](https://example.org/?a=1&b=2), [mail](mailto:a@example.org), <javascript:alert(3)>

![A lamp](lamp.png)
"""
TOML = 'title = "Letters"\naddress = "https://example.org/l/"\npages = ["texts/about.md", "imprint.md"]\n'


def project(folder, toml=TOML):
    (folder / "texts").mkdir(parents=True)
    (folder / "edition.toml").write_text(toml, "utf-8")
    (folder / "texts" / "about.md").write_text(ABOUT, "utf-8")
    (folder / "imprint.md").write_text("The Harbour Archive, Moss.\n", "utf-8")
    (folder / "letter.md").write_text(HEADER + "The lamp was lit.\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = project(tmp_path_factory.mktemp("own") / "project")
    out = folder.parent / "dist"
    return folder, out, build(folder, out, without=["pdf"])


def page(out, name):
    path = out / name if name.endswith(".html") else out / name / "index.html"
    return html.fromstring(path.read_bytes())


def test_a_page_has_its_words_in_the_frame_of_the_others(made):
    _, out, report = made
    assert report.records == ["record-1017"]
    assert report.failed == []
    about = page(out, "about")
    assert about.findtext(".//title") == "About these letters · Letters"
    assert [h.text for h in about.iter("h1")] == ["About these letters"]
    assert [h.text for h in about.iter("h2")] == ["Who wrote"]
    main = about.find(".//main")
    assert "Before the title." in main.text_content()
    assert [q.text_content().strip() for q in main.iter("blockquote")] == ["A quotation"]
    assert len(list(main.iter("li"))) == 2
    assert [c.text for c in main.iter("td")] == ["c", "d"]
    policy = about.find(".//meta[@http-equiv='Content-Security-Policy']")
    assert policy.get("content").startswith("default-src 'none'")
    assert page(out, "imprint").findtext(".//h1") == "Imprint"
    assert "The Harbour Archive" in page(out, "imprint").find(".//main").text_content()


def test_it_runs_and_loads_nothing(made):
    _, out, report = made
    main = page(out, "about").find(".//main")
    assert not list(main.iter("script", "b", "img", "style"))
    assert not main.xpath(".//@onclick | .//@style")
    assert '<script>alert(1)</script> & <b onclick="x()">Ole</b>' in main.text_content()
    assert [a.get("href") for a in main.iter("a")] == [
        "../imprint/index.html",
        "../record-1017/index.html",
        "https://example.org/?a=1&b=2",
        "mailto:a@example.org",
    ]
    assert "A lamp" in main.text_content()
    (found,) = [d for d in report.diagnostics if d.code == "X010"]
    assert (found.source.endswith("about.md"), found.position.line) == (True, 21)


@pytest.mark.parametrize(
    ("name", "root"),
    [
        (".", ""),
        ("record-1017", "../"),
        ("record-1017/source.html", "../"),
        ("about", "../"),
        ("search", "../"),
        ("404.html", "https://example.org/l/"),
    ],
)
def test_every_page_links_to_them_in_their_order(made, name, root):
    _, out, _ = made
    links = page(out, name).findall(".//footer/nav/a")
    assert [(a.get("href"), a.text) for a in links] == [
        (f"{root}about/index.html", "About these letters"),
        (f"{root}imprint/index.html", "Imprint"),
    ]


def test_the_reference_and_the_page_of_what_is_not_there_lead_back(made):
    """To the first page, the search, and from the reference of the encoding to the pages of the project."""
    _, out, _ = made
    ways = page(out, "encoding").xpath("//nav/p/a/@href")
    own = ["../about/index.html", "../imprint/index.html"]
    assert ways == ["../index.html", "../search/index.html", *own, "#rules"]
    at = "https://example.org/l/"
    ways = page(out, "404.html").xpath("//main//a/@href")
    assert ways == [at, f"{at}search/index.html", f"{at}browse/years.html"]
    (search,) = page(out, "record-1017").xpath("//header[@class='site']//a[.='Search']/@href")
    assert search == "../search/index.html"


def test_their_words_are_searched(made):
    _, out, _ = made
    about = (out / "about" / "about.txt").read_text("utf-8").splitlines()
    assert about[:2] == ["Before the title.", "Who wrote"]
    assert {"A quotation", "one", "c", "d", "A lamp"} <= set(about)
    index = json.loads((out / "search" / "words" / "index.json").read_bytes())
    assert index["pages"] == [["about", "About these letters"], ["imprint", "Imprint"]]
    assert index["documents"] == 1
    assert b"rchive" in (out / "search" / "words" / "0.bin").read_bytes()


def test_they_are_in_the_sitemap(made):
    _, out, _ = made
    assert "<loc>https://example.org/l/about/index.html</loc>" in (out / "sitemap.xml").read_text()


def test_a_changed_page_makes_only_itself_anew_and_the_bytes_are_those_of_a_build_from_nothing(
    tmp_path,
):
    folder, out = project(tmp_path / "project"), tmp_path / "dist"
    build(folder, out, without=["pdf"])
    before = {p: p.stat().st_mtime_ns for p in out.rglob("*.*") if p.is_file()}
    (folder / "imprint.md").write_text("Another archive.\n", "utf-8")
    assert build(folder, out, without=["pdf"]).made == 0
    changed = {p.parent.name for p, at in before.items() if p.stat().st_mtime_ns != at}
    assert "Another archive." in page(out, "imprint").text_content()
    assert changed - {out.name} <= {"imprint", "about", "words"}  # made together, and searched
    assert (out / "index.html").stat().st_mtime_ns == before[out / "index.html"]
    fresh = tmp_path / "fresh"
    build(folder, fresh, without=["pdf"])
    for path in fresh.rglob("*.html"):
        assert path.read_bytes() == (out / path.relative_to(fresh)).read_bytes(), path
    (folder / "edition.toml").write_text("")
    shutil.rmtree(folder / "texts")
    (folder / "imprint.md").unlink()
    build(folder, out, without=["pdf"])
    assert not (out / "about" / "index.html").exists()
    assert '<nav aria-label="About' not in (out / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ('["../outside.md"]', "outside the folder"),
        ('["nowhere.md"]', "no such file"),
        ('["letter.txt"]', "Markdown"),
        ('"imprint.md"', "Markdown"),
        ('["search.md"]', "needs the folder"),
        ('["Nul.md"]', "needs the folder"),
        ('["imprint.md", "./imprint.md"]', "both be imprint/index.html"),
        ('["long.md"]', "longer than"),
        ('["0.md", "1.md", "2.md", "3.md", "4.md", "5.md"]', "in total"),
        ('["latin.md"]', "UTF-8"),
    ],
)
def test_what_cannot_be_a_page_is_refused(tmp_path, pages, said):
    (tmp_path / "outside.md").write_text("x")
    folder = project(tmp_path / "project", f'title = "x"\npages = {pages}\n')
    for name in ("search.md", "Nul.md"):
        (folder / name).write_text("x")
    (folder / "long.md").write_text("x" * (own.LONGEST + 1))
    (folder / "latin.md").write_bytes(b"\xe9")
    for number in range(6):
        (folder / f"{number}.md").write_text("x" * own.LONGEST)
    with pytest.raises(EditionError, match=said) as error:
        read_settings(folder / "edition.toml")
    assert error.value.diagnostics[0].code == "C001"


def test_a_document_cannot_take_its_place(tmp_path):
    folder = project(tmp_path / "project", 'pages = ["imprint.md"]\n')
    shutil.rmtree(folder / "texts")
    tei = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="imprint"><teiHeader><fileDesc><titleStmt><title>T</title>'
        "</titleStmt><publicationStmt><p>N</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>"
        "<text><body><p>x</p></body></text></TEI>"
    )
    (folder / "other.xml").write_text(tei, "utf-8")
    report = build(folder, tmp_path / "dist", without=["pdf"])
    assert [d.code for d in report.diagnostics if d.severity == "error"] == ["I004"]
    assert "The Harbour Archive" in page(tmp_path / "dist", "imprint").text_content()


def test_control_characters_and_an_empty_page_are_no_trouble(tmp_path):
    odd = own.own_page("a.md", tmp_path / "a.md", "# A\x01B `c` ![d](e)\n")
    assert odd.title == "A\ufffdB c d"
    assert own.own_page("on-us.md", tmp_path / "on-us.md", "").title == "On us"


def test_a_deposit_packs_them_as_files_of_the_project(made):
    folder, out, _ = made
    settings = read_settings(folder / "edition.toml")
    files = only_documents(find_sources(folder, out), settings)
    assert [path.name for path in files] == ["letter.md"]
    packed = dict(Project(folder, settings, out).own_files())
    assert {"texts/about.md", "imprint.md", "edition.toml"} == packed.keys()
