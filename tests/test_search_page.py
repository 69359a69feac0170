"""The search page, the lists and a record's neighbours in a browser: what works with and without a script, and from a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_finding import HOSTILE, catalog, entry, hostile, written

from tei_edition.build.edition import build
from tei_edition.publish.catalog import Named
from tei_edition.publish.site import Catalog, Site
from tei_edition.publish.web import sections
from tei_edition.publish.web.own import own_page

TEXTS = {
    "r1": "The sluices of the harbour were repaired by Łódź engineers.",
    "r2": "Шлюзы гавани отремонтированы.",
    "r3": "外交部的信",
    "r4": "A sluice. <script>alert(1)</script> <b>bold</b> words.",
}


@pytest.fixture(scope="module")
def axe() -> str:
    package = pytest.importorskip("axe_playwright_python")
    return Path(package.__file__).with_name("axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("ways")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sections, "_OF_LIST", 80)  # so that archives have years
        return written(catalog(out, 250, entry(901, date="", title="Undated note")), texts=TEXTS)


@pytest.fixture(scope="module")
def address(folder, serve):
    return serve(folder)


@pytest.fixture
def open_page(browser, address):
    """A function that opens a page; at the end no script must have failed or asked for anything elsewhere."""
    contexts, said, asked = [], [], []

    def opened(path, *, at=None, width=1280, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: asked.append(request.url))
        page.goto((at or address) + path)
        if "/search/" in path and options.get("java_script_enabled", True) and not at:
            page.wait_for_selector("html[data-ready]")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []
    assert [
        url for url in asked if not url.startswith((address, "file:", "http://127.0.0.1"))
    ] == []


def titles(page) -> list[str]:
    return page.locator("#list h2").all_inner_texts()


def count(page, words: str) -> None:
    page.wait_for_function(f"() => document.querySelector('#count').textContent === '{words}'")


def test_texts_of_all_languages_are_searched_at_once(open_page):
    page = open_page("/search/index.html")
    count(page, "251 records")
    for words, found in (
        ("sluice", ["Letter 1", "Letter 4"]),
        ('"sluice"', ["Letter 4"]),
        ("SLUICES lodz", ["Letter 1"]),
        ("шлюз", ["Letter 2"]),
        ("的信", ["Letter 3"]),
        ("letter 249", ["Letter 249"]),
    ):
        page.fill("#q", words)
        page.keyboard.press("Enter")
        # The list of the question before may be as long.
        page.wait_for_function(
            "found => JSON.stringify([...document.querySelectorAll('#list h2')]"
            ".map(title => title.innerText.trim()).sort()) === JSON.stringify(found)",
            arg=found,
        )
        assert sorted(titles(page)) == found
    page.fill("#q", "sluice")
    page.keyboard.press("Enter")
    page.wait_for_selector(".excerpt mark")
    assert page.locator(".excerpt mark").first.inner_text() in ("sluice", "sluices")
    assert "<b>bold</b>" in " ".join(page.locator(".excerpt").all_inner_texts())
    assert page.locator(".excerpt :not(mark)").count() == 0


def test_facets_count_and_live_in_the_address(open_page, address):
    page = open_page("/search/index.html")
    page.locator("[data-facet=archive] label", has_text="RGANI").click()
    count(page, "84 of 251 records")
    assert "archive=RGANI" in page.url
    # Of the same facet the others can be added; of another, only what is left counts.
    others = page.locator("[data-facet=archive] .count").all_inner_texts()
    assert sorted(map(int, others)) == [83, 84, 84]
    assert page.evaluate("document.activeElement.value") == "RGANI"
    page.locator("[data-facet=language] label", has_text="German").click()
    count(page, "42 of 251 records")
    page.fill("[name=from]", "1955")
    count(page, "12 of 251 records")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    count(page, "12 of 251 records")
    assert page.input_value("[name=from]") == "1955"
    page.click("#reset")
    count(page, "251 records")
    assert page.url == f"{address}/search/index.html"
    page.go_back()
    count(page, "12 of 251 records")
    page.go_back()
    count(page, "84 of 251 records")


def test_results_have_pages_and_an_order(open_page):
    page = open_page("/search/index.html?sort=-date")
    last = page.locator("#list li").first.inner_text()
    assert "1956" in last
    page.click("[data-page='13']")
    page.wait_for_function("() => document.querySelectorAll('#list li').length === 11")
    assert titles(page)[-1] == "Undated note"
    assert "page=13" in page.url
    assert page.evaluate("document.activeElement.id") == "results"
    page.select_option("[name=sort]", "date")
    page.wait_for_function("() => document.querySelector('#list li').innerText.includes('1950')")


def test_advice_where_nothing_is_found(open_page):
    page = open_page("/search/index.html?q=slutice&archive=RGANI")
    advice = page.locator("#advice")
    assert "No text contains “slutice”. Perhaps: sluice" in advice.inner_text()
    advice.locator("a", has_text="sluice").first.click()
    count(page, "0 of 251 records")
    advice.locator("a", has_text="Any archive").click()
    count(page, "2 of 251 records")
    assert advice.is_hidden()


#: Words that stand in a text, each with one letter wrong, missing, added, or swapped with the next.
MISSPELT = {
    "engineers": "angineers ngineers xengineers negineers engneers engineerz engieneers enginers",
    "harbour": "jarbour arbour sharbour ahrbour harboru habrour harbor",
    "шлюзы": "жлюзы люзы слюзы лшюзы шлюзя шлзюы",
    "bold": "cold old ebold blod bodl bolt",
}


def test_a_letter_may_be_wrong_anywhere(open_page):
    page = open_page("/search/index.html")
    suggest = """async (words) => {
        const index = await editionSearch.open("words/");
        return Promise.all(words.map((word) => index.suggest(word)));
    }"""
    for right, misspelt in MISSPELT.items():
        words = misspelt.split()
        lacking = [w for w, found in zip(words, page.evaluate(suggest, words), strict=True) if right not in found]  # fmt: skip
        assert lacking == []
    assert page.evaluate(suggest, ["qq", "1951", "zzzzzz", "外"]) == [[], [], [], []]


def test_pages_of_the_project_are_found_apart_from_the_records(open_page, tmp_path, serve):
    text = "# About\n\nThe dredger was <b>repaired</b> by volunteers.\n"
    about = own_page("about.md", tmp_path / "about.md", text)
    out = written(catalog(tmp_path, 3), pages=(about,))
    page = open_page("/search/index.html?q=repaired", at=serve(out))
    page.wait_for_selector("#own mark")
    assert page.locator("#own li").all_inner_texts() == ["About\n\nThe dredger was <b>repaired</b> by volunteers."]  # fmt: skip
    count(page, "0 of 3 records")
    assert page.locator("#advice").inner_text() == "No records."
    page.goto(page.url.replace("repaired", "dredger"))
    page.wait_for_selector("html[data-ready]")
    count(page, "3 of 3 records")
    assert page.locator("#own a").get_attribute("href") == "../about/index.html"
    page.goto(page.url.replace("search/index.html?q=dredger", "index.html?q=bolunteers"))
    page.click("#hint a")
    page.wait_for_selector("#found mark")
    assert page.locator("#found a").get_attribute("href") == "about/index.html"


def test_the_first_page_asks_the_search_page(open_page):
    page = open_page("/index.html")
    page.fill("#ask", "sluice")
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-ready]")
    count(page, "2 of 251 records")
    assert page.input_value("#q") == "sluice"


def test_a_bar_leads_to_its_year(open_page):
    page = open_page("/index.html")
    page.locator(".timeline a").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == "1950"
    assert page.locator("ol li").count() > 30


def test_a_long_list_has_ways_to_its_years(open_page):
    page = open_page("/browse/archive-rgani.html", java_script_enabled=False)
    ways = page.locator("nav[aria-label=Years] a")
    assert ways.all_inner_texts() == [*map(str, range(1950, 1957))]
    ways.nth(5).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    focused = page.locator("ol.records a:focus")
    assert "1955" in focused.locator("xpath=ancestor::li").inner_text()


def test_by_keyboard_alone(open_page):
    page = open_page("/search/index.html")
    page.focus("#q")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "checkbox":
            break
    page.keyboard.press("Space")
    page.wait_for_function("() => document.querySelector('#count').textContent.includes(' of ')")
    assert page.evaluate("document.activeElement.checked")


def test_without_a_script_the_lists_are_offered(open_page):
    page = open_page("/search/index.html", java_script_enabled=False)
    assert "need JavaScript" in page.locator("#notice").inner_text()
    assert not page.locator("#facets").is_visible()
    page.click("#notice >> text=By correspondent")
    page.click("main >> text=Ana Lind")
    assert page.locator("ol.records li").count() > 50


def test_from_a_folder_the_page_says_what_it_needs(open_page, folder):
    page = open_page("/search/index.html", at=folder.as_uri())
    notice = page.locator("#notice")
    assert "tei-edition serve" in notice.inner_text()
    assert not page.locator("#facets").is_visible()
    page.click("#notice >> text=By year")
    page.click("main ul >> text=1952")
    assert page.locator("ol.records li").count() > 30


@pytest.mark.parametrize(("width", "theme"), [(390, "dark"), (1280, "light")])
def test_accessible_and_no_wider_than_the_window(open_page, address, axe, width, theme):
    page = open_page("/index.html", width=width, color_scheme=theme)
    narrow = ("/index.html", "/search/index.html?q=sluice", "/browse/archive-rgani.html#year-1952")
    wide = ("/search/index.html?q=zzz", "/browse/years.html", "/browse/correspondents.html")
    for path in narrow if width < 500 else wide:
        page.goto(address + path)
        if "/search/" in path:
            page.wait_for_selector("html[data-ready]")
        page.evaluate(axe)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_nothing_that_a_document_says_becomes_markup_in_the_browser(open_page, tmp_path, serve):
    out = written(
        Catalog(tmp_path, tuple(map(hostile, range(3)))),
        Site(HOSTILE),
        {"r0": HOSTILE, "r1": HOSTILE},
    )
    place = serve(out)
    for path in (
        "/search/index.html?q=script",
        "/search/index.html?q=zzz<img>",
        "/index.html?q=alert",
    ):
        page = open_page(path, at=place)
        page.wait_for_selector("#list li, #advice li, #found p")
        page.wait_for_timeout(100)
        assert page.locator("main img").count() == 0
        assert page.locator("body script").count() == 0
    assert page.locator("#found mark").first.inner_text() == "alert"


def test_neighbours_stand_in_the_page_without_a_script(tmp_path, serve, open_page, axe):
    header = '## **March {0}, 1955**\n\n### **Letter from Ole Berg to Ana Lind**\n\n#### **Citation:**\n\n"L", March {0}, 1955, Coast Archive, RGAE, f. {0}.\n<https://example.org/document/{0}>\n\nDear Ana, a text.\n'
    (tmp_path / "in").mkdir()
    for number in (1, 2, 3):
        (tmp_path / "in" / f"{number}.md").write_text(header.format(number), "utf-8")
    build(tmp_path / "in", tmp_path / "out")
    page = open_page("/record-2/index.html", at=serve(tmp_path / "out"), java_script_enabled=False)
    near = page.locator("nav.near")
    assert near.locator("h2").all_inner_texts() == ["By date", "Correspondence: Ole Berg, Ana Lind"]
    near.locator("a[rel=next]").first.click()
    assert page.url.endswith("/record-3/index.html")
    assert page.locator("a[rel=next]").count() == 0
    (tmp_path / "in" / "3.md").unlink()
    build(tmp_path / "in", tmp_path / "out")
    assert b"record-3" not in (tmp_path / "out" / "record-2" / "index.html").read_bytes()
    page = open_page("/record-2/index.html", at=serve(tmp_path / "out"))
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == []


def test_a_name_of_two_pages_is_chosen_whole(open_page, tmp_path, serve):
    """A value of a facet is itself, whatever signs it has."""
    odd = Named('A & B | "C" <d>')
    out = written(Catalog(tmp_path, (entry(0, senders=(odd,)), entry(1), entry(2))))
    page = open_page("/search/index.html", at=serve(out))
    page.locator("[data-facet=correspondent] label", has_text="A & B").click()
    count(page, "1 of 3 records")
    page.reload()
    count(page, "1 of 3 records")
