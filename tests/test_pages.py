"""Pages of archives: by their profiles, by what they say of themselves, by where their text is."""

from __future__ import annotations

import base64
import json
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tei_edition import EditionError, encode, read_record, tei_bytes, validate
from tei_edition.build.imports import Importer
from tei_edition.build.settings import Settings
from tei_edition.cli.app import app
from tei_edition.document.draft import FootNote, PageMark, Run
from tei_edition.read.hypertext import blocks_of_html
from tei_edition.read.profile import carried, read_profile

PNG = b"\x89PNG\r\n\x1a\n" + bytes(300)


def page(body, head="", address=""):
    link = f'<link rel="canonical" href="{address}">' if address else ""
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{link}{head}</head><body>{body}</body></html>'


def made(data, name="page.html", settings=None):
    importer = Importer(settings)
    content = data.encode() if isinstance(data, str) else data
    (record,) = importer.records(importer.original(Path(name), content))
    return record


def header_of(record):
    return read_record(record.text).header


# --- profiles ------------------------------------------------------------------------------------------

WILSON = page(
    """<nav><a href="/">Home</a></nav><main>
<div class="document-header"><span class="date">May 3, 1955</span><h1 class="title">Letter on lamps</h1></div>
<p class="donated">Made possible with support from Coast Fund</p>
<div class="text-block"><p>Of <em>lamps</em>.</p></div>
<div class="tab-pane active"><p>The lamp [<i>lampa</i>] burned [inserted by hand: again].</p><p>It went out.</p></div>
<h2 class="title">Author(s):</h2><div><div class="pill"><a class="name"><span>Ole Berg</span></a></div>
<div class="pill"><a class="name"><span>Per Dahl</span></a></div></div>
<h2 class="title">Subjects Discussed</h2><div><div class="pill"><a class="name"><span>Trade</span></a></div></div>
<div class="information-block"><h3 class="sub-title">Source</h3><div class="text">RGAE, f. 7, op. 2, d. 11</div></div>
<div class="information-block"><h3 class="sub-title">Language</h3><div class="pill"><span class="name"><span>Russian</span></span></div></div>
<div class="information-block"><h3 class="sub-title">Record ID</h3><div class="text">1017</div></div>
<div class="information-block"><h3 class="sub-title">Rights</h3><div class="text">Free.</div></div>
</main><footer>Contact us</footer>""",
    address="https://digitalarchive.wilsoncenter.org/document/letter-lamps",
)


def test_wilson_center_digital_archive():
    record = made(WILSON)
    header = header_of(record)
    assert record.name == "page-1017"
    assert (header.title, header.date.start) == ("Letter on lamps", "1955-05-03")
    assert header.publisher == "Wilson Center Digital Archive"
    assert header.shelfmark.text == "f. 7, op. 2, d. 11"
    assert header.url == "https://digitalarchive.wilsoncenter.org/document/letter-lamps"
    assert (header.summary, header.rights) == (("Of lamps.",), "Free.")
    assert "Of *lamps*." in record.text
    assert header.original_languages[0].tag == "ru"
    said = {field.label: field.text for field in header.unknown}
    assert (said["Authors"], said["Subjects"]) == ("Ole Berg; Per Dahl", "Trade")
    assert record.text.endswith("burned [inserted by hand: again].\n\nIt went out.\n")
    assert [line.partition(",")[0] for line in record.left_out] == ["nav", "footer"]


def test_history_state_gov():
    record = made(
        page(
            """<div id="content-inner"><div class="content"><div class="tei-div3">
<h4 class="tei-head1">42. Telegram to the Department<span id="fnref:1"><a class="note" rel="footnote" href="#fn:1">1</a></span></h4>
<div class="tei-dateline"><span>Ribe</span>, <span class="tei-date">March 27, 1961</span>.</div>
<p>The lamp<span class="tei-pb1"><a href="/pg_100">[Page 100]</a></span> is [<i>2 lines not declassified</i>] out.<span id="fnref:2"><a class="note" rel="footnote" href="#fn:2">2</a></span></p>
</div><div class="footnotes"><ol><li class="footnote" id="fn:1" value="1"><span class="fn-content">Source: Central Files.</span><a class="fn-back" href="#fnref:1">↩</a></li>
<li class="footnote" id="fn:2" value="2"><span class="fn-content">Not <em>printed</em>.</span><a class="fn-back" href="#fnref:2">↩</a></li></ol></div></div></div>
<aside><div id="person-panel"><a class="hsg-list-group-item">Rusk, Dean</a><a class="hsg-list-group-item">Ball, George</a></div></aside>""",
            address="https://history.state.gov/historicaldocuments/frus1961-63v24/d42",
        )
    )
    header = header_of(record)
    assert (header.title, header.date.start) == ("42. Telegram to the Department", "1961-03-27")
    assert {f.label: f.text for f in header.unknown}["People"] == "Rusk, Dean; Ball, George"
    tei = tei_bytes(encode(read_record(record.text, conventions="frus"))).decode()
    assert '<pb n="100"/>' in tei
    assert '<gap reason="redacted" quantity="2" unit="line"/>' in tei
    assert (
        '<note type="footnote" n="2" place="end">Not <hi rend="italic">printed</hi>.</note>' in tei
    )
    assert record.left_out == ()


def test_founders_online():
    record = made(
        "<!-- saved from url=(0060)https://founders.archives.gov/documents/A/03-01-02-0001 -->\n"
        + page(
            """<h1 class="title">From A to B, 4 May 1775</h1><div class="innerdiv docbody"><div class="opener"><p>Dear Sir</p></div>
<p>The lamps are lit.<a class="ptr" href="#X-fn-1" id="X-fn-1-ptr">1</a></p><div class="closer"><p>I am &amp;c.</p></div></div>
<div class="innerdiv docback"><div class="note-source"><p>ALS, <i>DLC</i>: Papers.</p></div><div class="note-footnotes"><p id="X-fn-1"><a href="#X-fn-1-ptr">1</a>. Of Ribe.</p>
<p>The letter is torn.</p></div></div>"""
        )
    )
    header = header_of(record)
    assert header.title == "From A to B, 4 May 1775"
    assert header.url == "https://founders.archives.gov/documents/A/03-01-02-0001"
    assert "ALS, DLC: Papers" in header.citation
    assert "lit.[^1]\n\n[^1]: Of Ribe.\n\nI am &c.\n\nThe letter is torn.\n" in record.text


def test_documents_on_australian_foreign_policy():
    record = made(
        page(
            """<h1 class="meta-title">147 Lind to Berg</h1><p class="meta-article-additionalText">Cablegram 632 CANBERRA, 1 October 1946</p>
<div class="contentarea"><p>See our No.631 [1] to Ole.</p><p>The problem.</p><p>1 Cablegram 631 told him.</p><p>[AA:A1838/2, 401/3/1/1, ii]</p></div>""",
            address="https://www.dfat.gov.au/about-us/publications/historical-documents/Pages/147",
        )
    )
    header = header_of(record)
    assert (header.title, header.date.start) == ("147 Lind to Berg", "1946-10-01")
    assert {f.label: f.text for f in header.unknown}[
        "Dateline"
    ] == "Cablegram 632 CANBERRA, 1 October 1946"
    tei = tei_bytes(encode(read_record(record.text))).decode()
    assert '<note type="footnote" n="1" place="end">Cablegram 631 told him.</note>' in tei


def test_each_profile_that_comes_with_it_can_be_read():
    assert len(carried()) >= 4
    assert all(profile.select["text"] and profile.address for profile in carried())


def test_a_profile_of_the_project_comes_first(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(
        'name = "Mine"\nleave-out = [".pill"]\n[recognise]\nhas = ["nav", "footer"]\n'
        '[select]\ntext = "main"\ntitle = "h1"\nBox = "meta[name=box]@content"\n'
    )
    record = made(WILSON.replace("<meta", '<meta name="box" content="7"><meta', 1), settings=Settings(profiles=(own,)))  # fmt: skip
    assert "Home" not in record.text
    assert "Ole Berg" not in record.text
    assert {f.label: f.text for f in header_of(record).unknown}["Box"] == "7"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('name = "x"\n[select]\ntitle = "h1"\n', "where the text is"),
        ('name = "x"\n[select]\ntext = "h1["\n', "not a selector"),
        (
            'name = "x"\n[recognise]\naddress = "("\n[select]\ntext = "p"\n',
            "not a regular expression",
        ),
        ('nam = "x"\n[select]\ntext = "p"\n', "nam is not part of a profile"),
    ],
)
def test_a_profile_that_is_none_is_told(text, what):
    with pytest.raises(EditionError, match="C001") as caught:
        read_profile(text, "own.toml")
    assert what in str(caught.value)


def test_a_profile_to_begin_with_works(tmp_path):
    source = tmp_path / "letter.html"
    source.write_text(WILSON.replace("digitalarchive.wilsoncenter.org", "letters.example.org"))
    result = CliRunner().invoke(app, ["import", str(source), "--profile", "new"])
    assert result.exit_code == 0
    own = tmp_path / "own.toml"
    own.write_text(result.output)
    assert "letters\\.example\\.org" in result.output
    made_by = CliRunner().invoke(app, ["import", str(source), "--profile", str(own), "-o", str(tmp_path / "out")])  # fmt: skip
    assert made_by.exit_code == 0, made_by.output
    (path,) = (tmp_path / "out").glob("*.md")
    header = read_record(path).header
    assert (header.title, header.rights) == ("Letter on lamps", "Free.")


def test_a_dry_run_shows_what_a_profile_finds(tmp_path):
    source = tmp_path / "letter.html"
    source.write_text(WILSON)
    result = CliRunner().invoke(app, ["import", str(source), "--dry-run", "-o", str(tmp_path / "out")])  # fmt: skip
    assert "profile: Wilson Center Digital Archive" in result.output
    assert "source: RGAE, f. 7, op. 2, d. 11" in result.output
    assert not (tmp_path / "out").exists()


# --- any page ------------------------------------------------------------------------------------------


def test_structured_data_and_the_article_of_any_page():
    data = {"@graph": [{"@type": "WebSite", "name": "Site"}, {"@type": "Letter", "headline": "The lamp", "dateCreated": "1955-05-03", "author": [{"name": "A. Lind"}, {"name": "O. Berg"}]}]}  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(data)}</script><meta name="DC.rights" content="Free."><meta name="citation_language" content="Danish"><title>The lamp | Site</title>'  # fmt: skip
    prose = "".join(f"<p>It was a dark, long night, and the lamp burned till morning {n} came, slowly.</p>" for n in range(4))  # fmt: skip
    body = f'<ul class="menu"><li><a href="/a">Letters</a></li></ul><div class="wrap"><div class="x"><h2>The lamp</h2>{prose}</div><div class="side"><p>More letters</p></div></div>'  # fmt: skip
    record = made(page(body, head))
    header = header_of(record)
    assert (header.title, header.date.start, header.rights) == ("The lamp", "1955-05-03", "Free.")
    assert header.original_languages[0].tag == "da"
    assert "A. Lind; O. Berg" in record.text
    assert "Letters" not in record.text
    assert "More letters" not in record.text
    assert record.text.count("dark, long night") == 4
    assert len(record.left_out) == 2


def test_encodings_of_pages():
    body = "<h1>Brevet</h1><p>Lampen brændte – længe.</p>"
    for name, declared in (("windows-1252", "iso-8859-1"), ("utf-8", ""), ("utf-16", ""), ("windows-1252", "")):  # fmt: skip
        meta = f'<meta charset="{declared}">' if declared else ""
        data = f"<!DOCTYPE html><html><head>{meta}</head><body>{body}</body></html>".encode(name)
        assert "Lampen brændte – længe." in made(data).text


def test_pictures_saved_with_the_page_come_along(tmp_path):
    (tmp_path / "p_files").mkdir()
    (tmp_path / "p_files" / "a b.png").write_bytes(PNG)
    (tmp_path / "secret.txt").write_bytes(PNG.replace(b"PNG", b"TXT"))
    (tmp_path.parent / "outside.png").write_bytes(PNG)
    data = base64.b64encode(PNG).decode()
    body = f'<h1>x</h1><p>A <img src="p_files/a%20b.png" alt="the lamp"> b <img src="../outside.png"> c <img src="https://example.org/c.png"> d <img src="data:image/png;base64,{data}"> e <img src="secret.txt"></p>'  # fmt: skip
    source = tmp_path / "p.html"
    source.write_text(page(body))
    out = tmp_path / "out"
    assert CliRunner().invoke(app, ["import", str(source), "-o", str(out)]).exit_code == 0
    text = (out / "p.md").read_text()
    assert "[image: images/p/a-b.png — the lamp]" in text
    assert (out / "images" / "p" / "a-b.png").read_bytes() == PNG
    assert len(list((out / "images" / "p").iterdir())) == 2
    assert "outside" not in text
    assert validate(encode(read_record(out / "p.md"))) == []


# --- what HTML says --------------------------------------------------------------------------------------


def shown(blocks):
    """*blocks* in short: kind, and words or what is held."""
    return [(b.kind, shown(b.blocks) if b.blocks else "".join(n.text for n in b.content if isinstance(n, Run))) for b in blocks]  # fmt: skip


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("One<p>two</p>three", [("paragraph", "One"), ("paragraph", "two"), ("paragraph", "three")]),
        ("<div>a<div>b</div>c</div>", [("paragraph", "a"), ("paragraph", "b"), ("paragraph", "c")]),
        ("a<br><br>b<br>c", [("paragraph", "a"), ("paragraph", "bc")]),
        ("<h3>T</h3><hr><p> </p>", [("heading", "T"), ("rule", "")]),
        ("<ul><li>a<li><p>b</p><ul><li>c</ul></ul>", [("list", [("item", [("paragraph", "a")]), ("item", [("paragraph", "b"), ("list", [("item", [("paragraph", "c")])])])])]),
        ("<blockquote>q</blockquote>", [("quote", [("paragraph", "q")])]),
        ("<table><tr><td>only</td></tr><tr><td>layout</td></tr></table>", [("paragraph", "only"), ("paragraph", "layout")]),
        ("<table><tr><th>a</th><th>b</th></tr></table>", [("table", [("row", [("cell", [("paragraph", "a")]), ("cell", [("paragraph", "b")])])])]),
        ("<p>a<script>x()</script><style>y</style><!-- z --><span hidden>h</span><span style='display: none'>i</span></p>", [("paragraph", "a")]),
    ],
)  # fmt: skip
def test_blocks(html, wanted):
    assert shown(blocks_of_html(html)) == wanted


def test_items_keep_their_numbers():
    (listed,) = blocks_of_html('<ol start="3" type="a"><li>x</li><li value="9">y</li></ol>')
    assert [item.label for item in listed.blocks] == ["c.", "i."]


def test_settings_of_words():
    html = "<p><i>a</i><b><em>b</em></b><span style='font-variant: small-caps'>c</span><u>d</u><s>e</s>x<sup>2</sup></p>"
    (block,) = blocks_of_html(html)
    assert [(r.text, r.styles) for r in block.content] == [
        ("a", ("emphasis",)), ("b", ("strong", "emphasis")), ("c", ("small-caps",)), ("d", ("underline",)), ("e", ("strike",)), ("x", ()), ("2", ("superscript",)),
    ]  # fmt: skip


def notes_in(blocks):
    return [n for b in blocks for n in b.content if isinstance(n, FootNote)]


@pytest.mark.parametrize(
    "html",
    [
        '<p>A<sup><a href="#n1" id="r1">1</a></sup></p><ol><li id="n1">See <i>B</i>. <a href="#r1">↩</a></li></ol>',
        '<p>A<a href="#_ftn1" name="_ftnref1">[1]</a></p><hr><div id="ftn1"><p><a name="_ftn1" href="#_ftnref1">[1]</a> See <i>B</i>.</p></div>',
        '<p>A<a epub:type="noteref" class="noteref" href="#n">1</a></p><aside id="n" role="doc-footnote"><p>See <i>B</i>.</p></aside>',
        '<p>A<sup class="reference"><a href="x.html#cite-1">[1]</a></sup></p><p><span id="cite-1">1.</span> See <i>B</i>.</p>',
    ],
)
def test_notes_stand_at_their_signs(html):
    blocks = blocks_of_html(html)
    (note,) = notes_in(blocks)
    assert note.sign == "1"
    assert "".join(n.text for b in note.blocks for n in b.content).strip() == "See B."
    said = [b for b in blocks if b.kind != "rule"]
    assert shown(said) == [("paragraph", "A")]


def test_links_that_are_no_notes_stay_links():
    blocks = blocks_of_html('<p><a href="#c2">Chapter 2</a> and <a href="#c9">12</a></p><h2 id="c2">Chapter 2</h2>')  # fmt: skip
    assert notes_in(blocks) == []
    assert blocks[0].content[0] == Run("Chapter 2", (), "#c2")


def test_page_marks():
    blocks = blocks_of_html('<p>a<span class="pagebreak" id="p7" title="7"></span>b<span class="pb">[p. 8]</span></p>')  # fmt: skip
    assert [n.number for n in blocks[0].content if isinstance(n, PageMark)] == ["7", "8"]


# --- hostile pages -----------------------------------------------------------------------------------------


def test_entities_and_files_of_others_are_not_read(tmp_path):
    (tmp_path / "secret").write_text("SECRET")
    data = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><html><body><h1>t</h1><p>a &x; b</p></body></html>'
    record = made(data.encode())
    assert "SECRET" not in record.text


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>" * 10_000 + "deep",
        "<div>" * 10_000 + "deep",
        "<ul><li>" * 5_000 + "deep",
        "<blockquote>" * 3_000 + "deep",
        "<i>" * 20_000 + "deep",
    ],
    ids=["tables", "divs", "lists", "quotes", "italics"],
)
def test_depth_does_no_harm(body):
    began = time.monotonic()
    record = made(page("<h1>t</h1><p>The lamp.</p>" + body))
    assert read_record(record.text).header.title == "t"
    assert time.monotonic() - began < 10


def test_a_page_of_nothing_makes_no_record():
    assert made("<!DOCTYPE html><html></html>").text == ""


def test_a_page_never_writes_markup_of_its_own():
    record = made(page("<h1>t</h1><p>&lt;script&gt;x&lt;/script&gt; [x](javascript:y) <a href='javascript:alert(1)'>z</a></p>"))  # fmt: skip
    assert "\\<script>" in record.text
    assert "javascript:alert" not in record.text


def test_an_edition_has_the_pictures_of_a_page_that_it_is_built_from(tmp_path):
    from tei_edition import build

    folder = Path(__file__).resolve().parent.parent / "tei_edition" / "build" / "project"
    data = base64.b64encode((folder / "answer-1.png").read_bytes()).decode()
    source = tmp_path / "letter.html"
    source.write_text(page(f'<h1>A letter</h1><p>The lamp <img src="data:image/png;base64,{data}" alt="a lamp">.</p>'))  # fmt: skip
    report = build(source, tmp_path / "dist", settings=Settings(allow=("R007",)))
    assert report.failed == []
    (picture,) = (tmp_path / "dist" / "letter" / "images").rglob("*.png")
    assert picture.read_bytes() == (folder / "answer-1.png").read_bytes()
    shown = (tmp_path / "dist" / "letter" / "index.html").read_text("utf-8")
    assert picture.name in shown


# --- what is the text, and what is told of the rest -----------------------------------------------------


def test_a_diary_beside_a_glossary_is_not_lost():
    diary = '<section><h2>May</h2>' + "".join(f'<p>Day {n}. <a href="#r">Rowed to the mill</a> and mended the nets with <a href="#o">Ole the fisherman</a> until dusk.</p>' for n in range(2)) + "</section>"  # fmt: skip
    gloss = "<article><h2>Persons</h2><p>Ole: fisherman, of Ribe, brother of the miller, and a friend.</p><p>Ane: his wife, of Esbjerg, who kept the inn, and the nets.</p></article>"  # fmt: skip
    menu = '<section class="menu"><a href="a.html">March</a> <a href="b.html">April</a></section>'
    record = made(page(f"<div>{menu}{diary}{gloss}</div>"))
    assert record.text.count("mended the nets") == 2
    assert "fisherman" in record.text
    assert record.left_out == ("section, 2 words (“March April”)",)


def test_long_passages_that_are_left_out_are_named_first():
    from tei_edition.build.imports import told_of

    prose = "<p>" + "The lamp burned on the quay, and the boats came in. " * 60 + "</p>"
    notice = '<div class="comments"><p>' + "What a fine letter this is. " * 50 + "</p></div>"
    small = "".join(f'<div class="teaser"><p>More letters {n}</p></div>' for n in range(4))
    record = made(page(f"{small}<main>{prose}</main>{notice}"))
    (told,) = told_of(record, "page.html")
    assert "left out: div, 300 words" in told.message


def test_what_a_browser_hides_is_told_and_quotation_marks_are_written():
    table = "<table><caption>Prices</caption><tr><td>a</td><td><table><caption>Oil</caption><tr><td>1</td><td>2</td></tr></table></td></tr></table>"  # fmt: skip
    body = f'<main><h1><div>On oil</div></h1><p>He wrote <q>the oil <q>has</q> come</q>, and no more of it than this.</p><p hidden>A postscript in pencil.</p><textarea>Dear Board, here.</textarea><svg><text>Map of Ribe</text></svg><noscript>Fourth line here.</noscript><button>Copy</button><img src="q.jpg" alt="the seal">{table}</main>'  # fmt: skip
    record = made(page(body))
    assert "“the oil ‘has’ come”" in record.text
    assert "Prices" in record.text
    assert "Oil" in record.text
    told = " ".join(record.left_out)
    for words in ("hidden p, 4 words", "textarea, 3", "svg, 3", "noscript, 3", "“the seal”"):
        assert words in told
    assert "Copy" not in told
