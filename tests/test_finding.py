"""Finding one's way: groups and their pages, terms and the index, facets, neighbours, the first page of a large edition."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import etree, html

from tei_edition.publish.catalog import Entry, Named
from tei_edition.publish.site import Catalog, Design, OwnPage, Site
from tei_edition.publish.web import assets, browse, facets, feed, groups, index, own, search
from tei_edition.publish.web.groups import People, by_archive, by_correspondent, by_year, in_order
from tei_edition.publish.web.near import neighbours, with_neighbours
from tei_edition.publish.web.plain import plain_text
from tei_edition.publish.web.terms import folded, terms_of
from tei_edition.publish.web.timeline import timeline

NAMES = ("Ana Lind", "Ole Berg", "Zoë Holm", "Ángel Ruiz", "Национальный архив", "外交部")
HOSTILE = '</title><script>alert(1)</script>"><img src=x onerror=alert(1)>'


def entry(number: int, **said) -> Entry:
    year = 1950 + number % 7
    given = {
        "title": f"Letter {number}",
        "date": f"{year}-03-{number % 28 + 1:02}",
        "date_words": f"{number % 28 + 1} March {year}",
        "archive": ("RGANI", "Harbour Archive", "AVP RF")[number % 3],
        "original": ("Russian", "German")[number % 2],
        "kind": "letter",
        "senders": (Named(NAMES[number % 6]),),
        "recipients": (Named(NAMES[(number + 1 + number // 6 % 2) % 6]),),
        "abstract": "About the dredger.",
    }
    return Entry(f"r{number}", f"r{number}/index.html", **{**given, **said})


def catalog(tmp_path, count: int, *more: Entry) -> Catalog:
    return Catalog(tmp_path, (*(entry(number) for number in range(count)), *more))


def written(
    catalog: Catalog,
    site: Site | None = None,
    texts: dict[str, str] | None = None,
    pages: tuple[OwnPage, ...] = (),
):
    """The edition's folder, with what is made of its catalog."""
    for id, text in (texts or {}).items():
        (catalog.out / id).mkdir(parents=True, exist_ok=True)
        (catalog.out / id / f"{id}.txt").write_text(text, "utf-8")
    design = Design(site or Site("Letters"), pages=pages)
    for module in (assets, search, facets, browse, index, own):
        for name, data in module.make(catalog, design).files.items():
            path = catalog.out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data.encode() if isinstance(data, str) else data)
    return catalog.out


# --- Groups -----------------------------------------------------------------------------------


def test_every_document_is_in_its_groups_once(tmp_path):
    entries = [entry(n) for n in range(30)] + [entry(30, date="", archive="", senders=())]
    years = by_year(entries)
    assert [g.name for g in years] == [*map(str, range(1950, 1957)), "Undated"]
    assert sorted(e.id for g in years for e in g.entries) == sorted(e.id for e in entries)
    assert [g.name for g in by_archive(entries)] == ["AVP RF", "Harbour Archive", "RGANI"]
    people = by_correspondent(entries, People(entries))
    assert {g.name for g in people} == set(NAMES)
    for group in (*years, *people):
        assert list(group.entries) == in_order(group.entries)


def test_two_names_with_one_spelling_in_latin_have_two_pages():
    entries = [entry(1, archive="Ústav"), entry(2, archive="Ustav"), entry(3, archive="…")]
    stems = [g.stem for g in by_archive(entries)]
    assert sorted(stems) == ["archive-unnamed", "archive-ustav", "archive-ustav-2"]


def test_a_person_with_an_address_has_one_name():
    ref = "https://example.org/gnd/1"
    some = [Named("N. Lind", ref), Named("Ana Lind", ref), Named("Ana Lind", ref)]
    entries = [entry(n, senders=(name,), recipients=()) for n, name in enumerate(some)]
    assert [g.name for g in by_correspondent(entries, People(entries))] == ["Ana Lind"]
    local = [replace(e, senders=(Named(e.senders[0].name, "#a"),)) for e in entries]
    assert len(by_correspondent(local, People(local))) == 2


# --- Lists ------------------------------------------------------------------------------------


def test_long_lists_are_paged_and_lead_to_every_document(tmp_path):
    made = browse.make(catalog(tmp_path, 430, entry(999, date="")), Design()).files
    long = [entry(n, date="1950-01-01", archive="Only") for n in range(430)]
    paged = browse.make(Catalog(tmp_path, tuple(long)), Design()).files
    pages = [n for n in paged if n.startswith("browse/year-1950")]
    assert pages == [f"browse/year-1950{p}.html" for p in ("", ".p2", ".p3")]
    labels = html.fromstring(paged[pages[0]]).xpath("//nav/@aria-label")
    assert len(labels) == len(set(labels)) >= 3  # landmarks of a page are told apart
    rows = [len(html.fromstring(paged[n]).xpath("//ol/li")) for n in pages]
    assert rows == [200, 200, 30]
    assert html.fromstring(paged[pages[1]]).xpath("//ol/@start") == ["201"]
    listed = {
        href
        for name, page in made.items()
        if name.startswith("browse/year-")
        for href in html.fromstring(page).xpath("//ol//h2/a/@href")
    }
    assert len(listed) == 431


def parts(page) -> list[tuple[str, str, str, int]]:
    """The sections of a list: anchor, heading, number of the first document, how many."""
    return [
        (h.get("id"), h.text, h.getnext().get("start"), len(h.getnext()))
        for h in html.fromstring(page).xpath("//main/h2")
    ]


def test_a_long_year_has_months_and_a_long_list_years(tmp_path):
    some = [entry(n, date=f"1950-{n % 3 * 2 + 1:02}-02") for n in range(300)]
    some += [entry(300, date="1950"), entry(301, date="1950-99")]
    some += [entry(n, date="1951-05-01") for n in range(400, 500)] + [entry(500, date="")]
    made = browse.make(Catalog(tmp_path, tuple(some)), Design()).files
    first, second = (made[f"browse/year-1950{number}.html"] for number in ("", ".p2"))
    assert parts(first) == [
        ("month-unknown", "Month unknown", "1", 1),
        ("month-01", "January", "2", 100),
        ("month-03", "March", "102", 99),
    ]
    assert parts(second) == [
        ("month-03", "March, continued", "201", 1),
        ("month-05", "May", "202", 100),
        ("month-unknown-2", "Month unknown", "302", 1),
    ]
    ways = html.fromstring(second).xpath("//nav[@aria-label='Months']//li")
    assert [(li[0].get("href"), li.text_content()) for li in ways] == [
        ("year-1950.html#month-unknown", "Month unknown 1"),
        ("year-1950.html#month-01", "January 100"),
        ("year-1950.html#month-03", "March 100"),
        ("#month-05", "May 100"),
        ("#month-unknown-2", "Month unknown 1"),
    ]
    assert html.fromstring(first).xpath("//nav[@aria-label='Months']//li[1]/a/@href") == ["#month-unknown"]  # fmt: skip
    assert parts(made["browse/year-1951.html"]) == []  # no more than a hundred
    long = [replace(one, archive="Only") for one in some]
    archive = browse.make(Catalog(tmp_path, tuple(long)), Design()).files
    last = parts(archive["browse/archive-only.p3.html"])
    assert last == [("year-1951", "1951, continued", "401", 2), ("year-undated", "Undated", "403", 1)]  # fmt: skip


def test_of_very_many_pages_those_around_are_named(tmp_path, monkeypatch):
    monkeypatch.setattr(groups, "ROWS", 2)
    monkeypatch.setattr(browse, "ROWS", 2)
    some = tuple(entry(n, date="1950-01-01", archive="") for n in range(40))
    made = browse.make(Catalog(tmp_path, some), Design()).files
    for page, named in (("", "1 2 3 … 20"), (".p10", "1 … 8 9 10 11 12 … 20")):
        pager = html.fromstring(made[f"browse/year-1950{page}.html"]).find(".//nav[@class='pager']")
        assert " ".join(pager.itertext()) == named


def test_every_link_of_the_lists_leads_somewhere(tmp_path):
    out = written(catalog(tmp_path, 240))
    pages = [*out.glob("browse/*.html"), out / "index.html", out / "search" / "index.html"]
    for page in pages:
        for href in html.parse(page).xpath("//a/@href | //*[local-name()='a']/@href"):
            path = (page.parent / href.partition("?")[0].partition("#")[0]).resolve()
            if not (href.startswith("#") or re.match(r"r\d+$|encoding$", path.parent.name)):
                assert path.is_file(), (page.name, href)


def test_many_correspondents_are_parted_by_letters(tmp_path):
    some = [entry(n, senders=(Named(f"Ana Q{n:03} {'BKZ'[n % 3]}olm"),)) for n in range(240)]
    made = browse.make(Catalog(tmp_path, tuple(some)), Design()).files
    letters = html.fromstring(made["browse/correspondents.html"]).xpath(
        "//nav[@class='letters']/a/text()"
    )
    assert letters[:2] == ["A", "B"]
    page = html.fromstring(made["browse/correspondents-k.html"])
    found = page.xpath("//ul[@class='groups']//a/text()")
    assert len(found) == 80
    assert all(name.endswith("Kolm") for name in found)
    assert page.xpath("//a[@aria-current]/text()") == ["K"]


def test_the_bars_of_the_timeline_are_links():
    drawn = timeline({"1950": (3, "y.html"), "1962": (1, "")})
    links = drawn.findall("a")
    assert [(a.get("href"), a.get("aria-label")) for a in links] == [("y.html", "1950: 3")]
    assert len(drawn.findall("rect")) == 1
    assert timeline({}) is None


def test_the_timeline_is_drawn_to_scale():
    drawn = timeline({"1950": (1, "y.html"), "1952": (4, ""), "1960": (2, "z.html")})
    sides = ("x", "y", "width", "height")
    bars = [tuple(float(bar.get(side)) for side in sides) for bar in drawn.iter("rect")]
    assert bars == [
        (103.3, 10, 46.7, 54), (114.7, 44.5, 24, 19.5),
        (208, 10, 24, 54),
        (570, 10, 46.7, 54), (581.3, 33, 24, 31),
    ]  # fmt: skip
    marks = {mark.text: (mark.get("x"), mark.get("class")) for mark in drawn.iter("text")}
    assert marks == {
        "1950": ("126.7", "end"), "1952": ("220", None), "1954": ("313.3", None), "1956": ("406.7", None),
        "1958": ("500", None), "1960": ("593.3", "end"),
    }  # fmt: skip
    # Where years are many, bars are narrow and only round years are written.
    drawn = timeline({str(year): (1, "") for year in range(1701, 2001)})
    assert {bar.get("width") for bar in drawn.iter("rect")} == {"2"}
    assert [mark.text for mark in drawn.iter("text")] == [
        "1701",
        "2000",
        *map(str, range(1750, 1976, 50)),
    ]


# --- The first page ---------------------------------------------------------------------------


def test_a_small_edition_is_listed_and_a_large_one_has_ways(tmp_path):
    small = html.fromstring(index.make(catalog(tmp_path, 200), Design()).files["index.html"])
    assert len(small.xpath("//ol[@class='records']/li")) == 200
    large = html.fromstring(index.make(catalog(tmp_path, 201), Design()).files["index.html"])
    assert large.xpath("//ol[@class='records']") == []
    assert large.xpath("//form[@class='ask']/@action") == ["search/index.html"]
    hrefs = large.xpath("//div[@id='records']//a/@href")
    assert "browse/year-1950.html" in hrefs
    assert "browse/archive-rgani.html" in hrefs
    assert "search/index.html?language=Russian" in hrefs


def test_the_first_page_of_16000_is_light(tmp_path):
    many = tuple(
        entry(n, senders=(Named(f"Person {n % 1500}"),), archive=f"Archive {n % 400}")
        for n in range(16000)
    )
    page = index.make(Catalog(tmp_path, many), Design()).files["index.html"]
    assert len(page.encode()) < 60_000


def test_one_document_has_no_lists_to_go_to(tmp_path):
    page = html.fromstring(index.make(catalog(tmp_path, 1), Design()).files["index.html"])
    assert page.xpath("//nav/a/text()") == ["How the records are encoded"]
    assert page.xpath("//*[local-name()='svg']//a") == []


# --- Neighbours -------------------------------------------------------------------------------


def test_before_and_after_by_date_and_in_the_correspondence():
    ana, ole, zoe = (Named(name) for name in NAMES[:3])
    entries = [
        entry(1, date="1950-01-01", senders=(ana,), recipients=(ole,)),
        entry(2, date="1950-01-02", senders=(ana,), recipients=(zoe,)),
        entry(3, date="1950-01-03", senders=(ole,), recipients=(ana,)),
        entry(4, date="", senders=(), recipients=()),
    ]
    near = {id: html.fromstring(each.html()) for id, each in neighbours(entries).items()}

    def ways(id):
        return [(a.get("rel"), a.get("href")) for a in near[id].xpath(".//div[@class='pair']/a")]

    assert ways("r1") == [("next", "../r2/index.html"), ("next", "../r3/index.html")]
    assert ways("r2") == [("prev", "../r1/index.html"), ("next", "../r3/index.html")]
    assert ways("r3") == [("prev", "../r2/index.html"), ("prev", "../r1/index.html")]
    assert ways("r4") == []
    links = near["r1"].xpath(".//h2/a/@href")
    assert links == [
        "../browse/correspondent-ana-lind.html",
        "../browse/correspondent-ole-berg.html",
    ]
    assert near["r4"].xpath(".//p/a/@href")[0] == "../browse/year-undated.html"
    assert neighbours(entries[:1])["r1"].html() == ""


def test_neighbours_are_put_in_their_place_again_and_again():
    page = b"<p>a &lt;!--near--></p><!--near--><p>b</p>"
    once = with_neighbours(page, "<nav>\\1</nav>")
    assert once.endswith(b"<!--near--><nav>\\1</nav><!--/near--><p>b</p>")
    assert with_neighbours(once, "<nav>\\1</nav>") == once
    assert with_neighbours(once, "") == page
    assert with_neighbours(b"<p>none</p>", "x") == b"<p>none</p>"


# --- Terms and the index ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The Lamp's lamps", ["the", "lamp", "s", "lamps"]),
        ("Straße Łódź Ærø naïve", ["strasse", "lodz", "aero", "naive"]),
        ("Ёлка ΣΊΣΥΦΟΣ", ["елка", "σισυφοσ"]),
        ("외교부 שָׁלוֹם مُحَمَّد", ["외교부", "שלום", "محمد"]),
        ("外交部 1962年", ["外交", "交部", "部", "1962", "年"]),
        ("हिन्दी", ["हिन्दी"]),
        ("x" * 99, ["x" * 40]),
    ],
)
def test_terms_of_all_scripts(text, terms):
    assert terms_of(text) == terms


def test_folding_is_done_once():
    for text in ("İstanbul", "ﬁn", "Ǆ", "K", "à́"):
        assert folded(folded(text)) == folded(text)


class Bytes:
    """Reads numbers of seven bits a byte, and stretches."""

    def __init__(self, data: bytes):
        self.data, self.at = data, 0

    def number(self) -> int:
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def take(self, length: int) -> bytes:
        self.at += length
        return self.data[self.at - length : self.at]


def read_index(files) -> dict[str, list[tuple[int, int]]]:
    """The terms of an index with their places, read as the description says."""
    terms = {}
    for name in sorted(n for n in files if re.search(r"/\d+\.bin$", n)):
        data, before = Bytes(files[name]), ""
        while data.at < len(data.data):
            shared = data.number()
            before = before[:shared] + data.take(data.number()).decode()
            end = data.number() + data.at
            places, last = [], 0
            while data.at < end:
                value = data.number()
                last += value >> 2
                places.append((last, value & 3))
            assert before not in terms
            terms[before] = places
    return terms


def test_the_index_says_where_each_term_is(tmp_path, monkeypatch):
    monkeypatch.setattr(search, "SIZE", 60)
    texts = {"r0": "Lamp lamp lamp\nlamp 外交部", "r200": "lamp 𐤀 lights", "r199": "Lämpchen"}
    made = catalog(tmp_path, 201)
    for id, text in texts.items():
        (tmp_path / id).mkdir()
        (tmp_path / id / f"{id}.txt").write_text(text, "utf-8")
    files = search.make(made, Design()).files
    assert files == search.make(made, Design()).files
    terms = read_index(files)
    order = [e.id for e in in_order(made.entries)]
    r0, r200 = order.index("r0"), order.index("r200")
    assert sorted(terms["lamp"]) == sorted([(r0, search.OFTEN), (r200, search.ONCE)])
    assert terms["𐤀"] == [(r200, search.ONCE)]
    assert terms["lampchen"] == [(order.index("r199"), search.ONCE)]
    assert len(terms["letter"]) == 201
    assert {weight for _, weight in terms["letter"]} == {search.NAMED}
    said = json.loads(files["search/words/index.json"])
    assert len(said["first"]) + len(said["ends"]) == len(files) - 1 > 5
    for firsts in (said["first"], said["ends"]):
        units = [term.encode("utf-16-be") for term in firsts]
        assert all(one < two for one, two in pairwise(units))


def test_a_withdrawn_document_is_found_no_more(tmp_path):
    made = catalog(tmp_path, 3)
    (tmp_path / "r9").mkdir()
    (tmp_path / "r9" / "r9.txt").write_text("withdrawn", "utf-8")
    assert "withdrawn" not in read_index(search.make(made, Design()).files)


def test_the_words_of_a_document_are_all_there_and_unbroken():
    body = (
        '<head>To the<lb/>Board</head><p>re<lb break="no"/>port <del>not</del><add>l</add>it'
        "<note>a <hi>weir</hi></note>, <choice><sic>teh</sic><corr>the</corr></choice> <!-- x -->"
        "<hi>l</hi>amp<figure><figDesc>unread</figDesc></figure></p><sourceDoc><line>a line</line></sourceDoc>"
    )
    source = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><p>header</p></teiHeader><text><body>{body}</body></text></TEI>'
    lines = plain_text(etree.ElementTree(etree.fromstring(source))).splitlines()
    assert lines == ["To the Board", "report lit, the lamp", "a line", "not", "a weir", "teh"]


# --- Facets, feed, hostile words --------------------------------------------------------------


def test_facets_say_who_has_which_value(tmp_path):
    made = catalog(tmp_path, 60)
    files = facets.make(made, Design()).files
    values = json.loads(files["search/data/values.json"])
    assert set(values["values"]["correspondent"]) == set(NAMES)
    columns = json.loads(files["search/data/columns-0.json"])
    shown = [json.loads(files[f"search/data/documents-{n}.json"]) for n in range(3)]
    for number, one in enumerate(in_order(made.entries)):
        assert shown[number // facets.SHOWN][number % facets.SHOWN][0] == one.id
        assert columns["year"][number] == int(one.date[:4])
        archive = [values["values"]["archive"][i] for i in columns["archive"][number]]
        assert archive == [one.archive]
    assert facets.make(Catalog(tmp_path), Design()).files
    # A long summary is shown as far as a whole word.
    long = (entry(1, abstract="The dredger sank. " * 40), entry(8, abstract="x" * 500))
    lines = facets.make(Catalog(tmp_path, long), Design()).files["search/data/documents-0.json"]
    shown = [line[-1] for line in json.loads(lines)]
    assert shown[0].endswith(("sank. …", "The …", "dredger …"))
    assert [len(text) <= 402 for text in shown] == [True, True]


def test_the_feed_names_people_and_has_pages(tmp_path, monkeypatch):
    monkeypatch.setattr(feed, "ITEMS", 10)
    design = Design(Site(address="https://example.org/"))
    files = feed.make(catalog(tmp_path, 25), design).files
    assert list(files) == ["feed.atom", "feed.p2.atom", "feed.p3.atom"]
    trees = [etree.fromstring(text.encode()) for text in files.values()]
    atom = "{http://www.w3.org/2005/Atom}"
    ids = [e.findtext(f"{atom}id") for tree in trees for e in tree.iter(f"{atom}entry")]
    assert len(set(ids)) == 25
    links = {a.get("rel"): a.get("href") for a in trees[1].findall(f"{atom}link")}
    assert links["previous"] == "https://example.org/feed.atom"
    assert links["next"] == "https://example.org/feed.p3.atom"
    first = next(trees[0].iter(f"{atom}entry"))
    assert first.findtext(f"{atom}author/{atom}name") in NAMES
    assert first.findtext(f"{atom}contributor/{atom}name") in NAMES


def hostile(number: int) -> Entry:
    bad = Named(HOSTILE, f"javascript:alert({number})")
    return entry(
        number, title=HOSTILE, archive=HOSTILE, original=HOSTILE, kind=HOSTILE, senders=(bad,), recipients=(bad,),
        authors=(bad,), keywords=(HOSTILE,), abstract=HOSTILE, location=HOSTILE, date_words=HOSTILE,
    )  # fmt: skip


@pytest.mark.parametrize("count", [2, 210])
def test_nothing_that_a_document_says_becomes_markup(tmp_path, count):
    out = written(Catalog(tmp_path, tuple(map(hostile, range(count)))), Site(HOSTILE))
    pages = [*out.glob("*.html"), *out.glob("*/*.html")]
    assert len(pages) > 5
    navs = [html.fromstring(n.html()) for n in neighbours([hostile(1), hostile(2)]).values()]
    for page in [*map(html.parse, pages), *navs]:
        assert page.xpath("//img[not(@src='')] | //@onerror") == []
        for script in page.xpath("//script"):
            assert script.get("src", "").startswith(("assets/", "../assets/"))
        for href in page.xpath("//@href | //@src | //@action"):
            assert not href.startswith(("javascript:", "data:", "//", "http"))


@pytest.mark.parametrize("count", [2, 210])
def test_without_the_index_no_page_asks_for_words_of_texts(tmp_path, count):
    made = replace(catalog(tmp_path, count), has_search=False)
    page = html.fromstring(facets.make(made, Design()).files["search/index.html"])
    assert page.xpath("//input[@name='q']/@type") == ["hidden"]
    first = html.fromstring(index.make(made, Design()).files["index.html"])
    assert first.xpath("//form[@class='ask'] | //form/@data-search") == []


def test_plain_text_shows_where_something_is_missing():
    source = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>paid <gap reason="illegible">'
        "<desc>two words</desc></gap> in advance</p></body></text></TEI>"
    )
    assert plain_text(etree.ElementTree(etree.fromstring(source))) == "paid […] in advance\n"
