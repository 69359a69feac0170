"""Pictures: found beside the document and nowhere else, made smaller, shown, printed, opened on request."""

from __future__ import annotations

import io
import json
import re
import zlib
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import html
from PIL import Image

from tei_edition import render_html, render_pdf
from tei_edition.build.edition import build
from tei_edition.publish.image import MAX_PIXELS, NoPictureError, shown
from tei_edition.publish.paper.pdf import render_typst
from tei_edition.publish.pictures import pictures_of
from tei_edition.tei.document import parse_tei

HEAD = (
    "<teiHeader><fileDesc><titleStmt><title>Ferry</title></titleStmt><publicationStmt><p>x</p></publicationStmt>"
    "<sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>"
)
BASE = "https://pictures.example"


def tei(body: str, before: str = "") -> bytes:
    text = f"<text><body>{body}</body></text>" if body else ""
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{HEAD}{before}{text}</TEI>'.encode()


@cache
def picture(width: int = 40, height: int = 30, kind: str = "PNG", mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height)).save(out, kind)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path):
    """A function that writes a document and the files beside it, and returns the path of the document."""

    def made(document: bytes, **files: bytes) -> Path:
        place = tmp_path / "in"
        for name, data in {**files, "a.xml": document}.items():
            path = place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return place / "a.xml"

    return made


def images(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return sum(len(page.get_images()) for page in opened.pages)


def words_of(pdf: Path) -> str:
    pages = pypdfium2.PdfDocument(pdf.read_bytes())
    return " ".join(" ".join(p.get_textpage().get_text_range() for p in pages).split())


def codes(found) -> list[str]:
    return [d.code for d in found]


FIGURE = '<figure><graphic url="i.png"/><head>Plate</head><figDesc>A quay</figDesc></figure>'


def test_a_picture_beside_the_document_is_shown_and_printed(folder):
    path, found = folder(tei(FIGURE), **{"i.png": picture()}), []
    page = html.fromstring(render_html(path, diagnostics=found))
    (img,) = page.xpath("//figure/img")
    assert (img.get("alt"), img.get("width"), img.get("height")) == ("A quay", "40", "30")
    assert img.get("src").startswith("data:image/png;base64,")
    assert images(render_pdf(path, diagnostics=found)) == 1
    assert found == []


@pytest.mark.parametrize(
    ("size", "width"),
    [('width="20px"', "20"), ('width="50%"', "288"), ('height="15"', "20"), ('width="1in"', "96"), ('width="400px"', "40"), ('width="x"', "40")],
)  # fmt: skip
def test_a_picture_is_as_wide_as_the_document_says(folder, size, width):
    figure = f'<figure><graphic url="i.png" {size}/><head>P</head></figure>'
    path, given = folder(tei(figure), **{"i.png": picture()}), parse_tei(tei(figure), "a")
    (img,) = html.fromstring(render_html(path)).xpath("//figure/img")
    assert (img.get("width"), img.get("height")) == (width, str(round(int(width) * 3 / 4)))
    markup = render_typst(given, pictures=pictures_of(given, path.parent, name="a"))
    assert ("asked:" in markup) == (width != "40")


def test_what_a_picture_is_called_in_print(folder):
    with pikepdf.open(
        io.BytesIO(render_pdf(folder(tei(FIGURE), **{"i.png": picture()})))
    ) as opened:
        said = [
            str(o.Alt) for o in opened.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o
        ]
    assert said == ["A quay"]


@pytest.mark.parametrize(
    ("figure", "alt"),
    [
        ('<figure><graphic url="i.png"/><head>Plate</head></figure>', "Plate"),
        ('<figure><graphic url="i.png"><desc>Mast</desc></graphic></figure>', "Mast"),
        ('<figure><graphic url="i.png"/></figure>', None),
        ('<p>An <graphic url="i.png"/> among words</p>', None),
    ],
)
def test_words_for_those_who_do_not_see(folder, figure, alt):
    found = []
    page = html.fromstring(
        render_html(folder(tei(figure), **{"i.png": picture()}), diagnostics=found)
    )
    assert page.xpath("//img/@alt") == [alt or "Image"]
    assert codes(found) == ([] if alt else ["X011"])


MISSING = '<p>x</p>\n<p>A <graphic url="{}"><desc>d</desc></graphic></p>'


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("none.png", "there is no such file"),
        ("../far.png", "outside the document's folder"),
        ("/etc/far.png", "outside the document's folder"),
        ("%2e%2e/far.png", "outside the document's folder"),
        ("link.png", "outside the document's folder"),
        ("drawing.svg", "can contain a program"),
        ("broken.png", "cannot be read as a picture"),
        ("page.jpg", "cannot be read as a picture"),
    ],
)
def test_what_is_not_shown_is_told_with_its_place(folder, tmp_path, address, why):
    (tmp_path / "far.png").write_bytes(picture())
    path = folder(
        tei(MISSING.format(address)),
        **{
            "broken.png": picture()[:60],
            "page.jpg": b"<script>1</script>",
            "drawing.svg": b"<svg/>",
        },
    )
    (path.parent / "link.png").symlink_to(tmp_path / "far.png")
    found = []
    page = render_html(path, diagnostics=found)
    (told,) = found
    assert (told.code, str(told.position)) == ("X010", "2:15")
    assert why in told.message
    assert "<img" not in page
    assert html.fromstring(page).xpath(f"//@*[contains(., '{address}')]") == []
    assert images(render_pdf(path)) == 0


def test_marks_of_a_project_are_no_files(folder):
    path = folder(tei('<pb facs="F0001"/><pb facs="tcp:1:2"/><pb facs="#nowhere"/><p>x</p>'))
    assert pictures_of(parse_tei(path.read_bytes(), "a"), path.parent, name="a").findings == []


def test_very_many_that_are_missing_are_counted(folder):
    body = "".join(f'<pb facs="p{n}.jpg"/>' for n in range(50)) + "<p>x</p>"
    path = folder(tei(body))
    found = pictures_of(parse_tei(path.read_bytes(), "a"), path.parent, name="a").findings
    assert len(found) == 21
    assert found[-1].message == "and 30 more pictures like these"


# --- making them smaller ----------------------------------------------------------------------------


def test_a_large_picture_is_made_smaller(tmp_path):
    (tmp_path / "i.jpg").write_bytes(picture(4000, 1000, "JPEG"))
    made = shown(tmp_path / "i.jpg")
    assert (made.width, made.height, made.suffix, made.is_whole) == (1600, 400, ".jpg", False)
    assert Image.open(io.BytesIO(made.data)).size == (1600, 400)


@pytest.mark.parametrize(
    ("kind", "mode", "suffix"),
    [
        *(("JPEG", "CMYK", ".jpg"), ("TIFF", "RGB", ".jpg"), ("TIFF", "I;16", ".jpg"), ("WEBP", "RGBA", ".png")),
        *(("GIF", "P", ".png"), ("BMP", "RGB", ".jpg"), ("PNG", "I;16", ".jpg"), ("PNG", "LA", ".png")),
    ],
)  # fmt: skip
def test_every_kind_is_shown_as_jpeg_or_png(folder, kind, mode, suffix):
    name = f"i.{kind.lower()}"
    path = folder(tei(FIGURE.replace("i.png", name)), **{name: picture(20, 20, kind, mode)})
    assert shown(path.parent / name).suffix == suffix
    assert images(render_pdf(path)) >= 1


def test_a_picture_that_lies_on_its_side_is_put_upright(tmp_path):
    turned = Image.Exif()
    turned[0x0112] = 6
    Image.new("RGB", (60, 20)).save(tmp_path / "i.jpg", exif=turned)
    made = shown(tmp_path / "i.jpg")
    assert (made.width, made.height) == (20, 60)


def test_a_bomb_is_not_unpacked(tmp_path):
    side = int(MAX_PIXELS**0.5) + 1000
    data = bytearray(picture())
    data[16:24] = side.to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    (tmp_path / "i.png").write_bytes(data)
    with pytest.raises(NoPictureError, match="too large to open"):
        shown(tmp_path / "i.png")


def test_the_same_picture_each_time(tmp_path):
    (tmp_path / "i.jpg").write_bytes(picture(2000, 1000, "JPEG"))
    assert shown(tmp_path / "i.jpg") == shown(tmp_path / "i.jpg")


# --- in an edition ----------------------------------------------------------------------------------

PAGES = (
    '<facsimile xml:base="scans/"><surface xml:id="s1"><graphic url="1.jpg"/></surface>'
    '<surface xml:id="s2"><graphic xml:id="g2" url="2.jpg"/><zone xml:id="z2"/></surface></facsimile>'
)
WORDS = "<p>" + "word after word " * 150 + "</p>"
TEXT = (
    f'<pb n="1" facs="#s1"/>{WORDS}<pb n="2" facs="#z2"/>{WORDS}'
    f'<pb n="3" facs="{BASE}/three/full/max/0/default.jpg"/>{WORDS}'
    f'<figure><graphic url="scans/1.jpg"/><head>Quay</head></figure>'
    f'<figure><graphic url="{BASE}/four/info.json"/><head>Mole</head></figure>'
    f'<figure><graphic url="{BASE}/book/manifest.json"/><head>Book</head></figure>'
)
# Pages of which one has no picture, one no text, and one its zones; and one that is transcribed by its lines.
LEAVES = tei(
    '<pb n="1" facs="#s1"/><p facs="#z1">alpha</p><p><lb facs="#z2"/>beta</p><pb n="2" facs="#s2"/><p>gamma</p>',
    '<facsimile><surface xml:id="s1" ulx="0" uly="0" lrx="200" lry="100"><graphic url="scans/1.jpg"/><zone xml:id="z1" ulx="20" uly="10" lrx="120" lry="60"/>'
    '<zone xml:id="z2" points="20,70 120,70 120,90"/></surface><surface xml:id="s2"><graphic url="scans/none.jpg"/></surface>'
    '<surface n="9"><graphic url="scans/2.jpg"/><desc>Blank.</desc></surface></facsimile>',
)
DRAFT = tei(
    "",
    '<sourceDoc><surface n="7"><graphic url="scans/1.jpg"/><zone type="main"><line n="4">four</line><line n="5">five</line></zone>'
    '<zone type="margin"><line>beside</line></zone></surface></sourceDoc>',
)
SCANS = {f"scans/{n}.jpg": picture(1800, 2000 + 99 * n, "JPEG") for n in (1, 2)}


@pytest.fixture(scope="module")
def album(tmp_path_factory):
    """An edition of a document with pictures of its pages, and one of pictures only."""
    place = tmp_path_factory.mktemp("album")
    (place / "in" / "scans").mkdir(parents=True)
    for name, data in SCANS.items():
        (place / "in" / name).write_bytes(data)
    (place / "in" / "a.xml").write_bytes(tei(TEXT, PAGES))
    (place / "in" / "c.xml").write_bytes(LEAVES)
    (place / "in" / "d.xml").write_bytes(DRAFT)
    (place / "in" / "b.xml").write_bytes(tei("", PAGES.replace("<surface ", '<surface n="r" ')))
    report = build(place / "in", place / "out")
    assert report.failed == []
    return place / "out"


def test_an_edition_holds_the_files_and_smaller_ones(album):
    made = {str(p.relative_to(album / "a")) for p in (album / "a").rglob("*.jpg")}
    assert {name for name in made if name.startswith("scans/")} == set(SCANS)
    assert len([name for name in made if re.fullmatch(r"pictures/[0-9a-f]{20}\.jpg", name)]) == 2
    for name, data in SCANS.items():
        assert (album / "a" / name).read_bytes() == data


def test_pages_show_their_pictures_small_and_link_to_the_large_ones(album):
    page = html.parse(str(album / "a" / "index.html"))
    leaves = page.xpath("//a[contains(@class, 'leaf')]")
    assert [a.get("href") for a in leaves] == ["scans/1.jpg", "scans/2.jpg"]
    assert [a.get("aria-label") for a in leaves] == ["Page 1: image", "Page 2: image"]
    assert all(
        (album / "a" / src).is_file()
        for src in page.xpath("//a[contains(@class, 'leaf')]/img/@src")
    )
    assert page.xpath("//nav[@class='facsimiles']") == []


def test_a_facsimile_without_text_is_a_gallery(album):
    page = html.parse(str(album / "b" / "index.html"))
    assert page.xpath("//nav[@class='facsimiles']//img/@alt") == ["Page r", "Page r"]
    assert images((album / "b" / "b.pdf").read_bytes()) == 2


def test_pages_without_text_stand_behind_it_and_zones_have_their_places(album):
    page = html.parse(str(album / "c" / "index.html"))
    text = page.xpath("//div[@id='text']")[0]
    assert " ".join(text.text_content().split()) == "alphabetagammaPages without text9 Blank."
    assert page.xpath("//*[@data-zone]/@data-zone") == ["10 10 50 50", "10 70 50 20"]
    assert page.xpath("//p/span[@data-zone]")
    assert page.xpath("//span[@data-page]/@data-n") == ["2"]
    assert "gamma ⟨9⟩ Blank." in words_of(album / "c" / "c.pdf")


def test_a_transcription_by_lines_tells_pages_zones_and_lines(album):
    page = html.parse(str(album / "d" / "index.html"))
    assert page.xpath("//div[@class='zone']/p[@class='label']/text()") == ["margin"]
    assert page.xpath("//span[@class='line-number']/@data-n") == ["5"]
    assert "|7| four five margin beside" in words_of(album / "d" / "d.pdf")


def test_the_zone_of_the_words_under_the_pointer_is_marked(reader):
    page = reader("/c/index.html")
    page.click("[data-set-pages]")
    for words, top in (("alpha", "10%"), ("beta", "70%")):
        page.get_by_text(words, exact=True).hover()
        page.wait_for_selector(f".zone-box[style*='top: {top}']")
    page.click("#facing [aria-label='Next page']")
    assert "no picture" in page.locator("#facing .sheet").inner_text()


def test_only_pages_with_pictures_load_the_script_and_name_other_hosts(album, seed):
    page = html.parse(str(album / "a" / "index.html"))
    (policy,) = page.xpath("//meta[@http-equiv]/@content")
    assert "img-src 'self' blob: https:;" in policy  # a manifest may name any host
    other = html.parse(str(album / "b" / "index.html"))
    assert "https:" not in other.xpath("//meta[@http-equiv]/@content")[0]
    assert page.xpath("//script[@src='../assets/pictures.js']")
    assert html.parse(str(album / "index.html")).xpath("//script[contains(@src, 'pictures')]") == []


def test_a_page_without_a_manifest_names_only_its_hosts(folder, tmp_path):
    build(folder(tei(f'<p>x <graphic url="{BASE}/a/info.json"/></p>')).parent, tmp_path / "out")
    (policy,) = html.parse(str(tmp_path / "out/a/index.html")).xpath("//meta[@http-equiv]/@content")
    assert f"img-src 'self' blob: {BASE};" in policy


@pytest.fixture
def reader(browser, serve, album):
    """A function that opens a page; what it asks of other hosts is answered here and noted."""
    contexts, asked, messages = [], [], []
    info = {"@context": "http://iiif.io/api/image/2/context.json", "@id": f"{BASE}/four", "protocol": "http://iiif.io/api/image",
            "width": 40, "height": 30, "profile": ["http://iiif.io/api/image/2/level1.json"]}  # fmt: skip
    manifest = {
        "sequences": [
            {
                "canvases": [
                    {
                        "images": [
                            {
                                "resource": {
                                    "@id": f"{BASE}/x.jpg",
                                    "service": {"@id": f"{BASE}/four"},
                                }
                            }
                        ]
                    }
                ]
                * 2
            }
        ]
    }

    def answer(route):
        asked.append(route.request.url)
        told = {"json": info, "manifest": manifest}.get(
            "manifest" if "manifest" in route.request.url else route.request.url.rpartition(".")[2]
        )
        body = json.dumps(told) if told else picture()
        kind = "application/json" if told else "image/png"
        route.fulfill(body=body, content_type=kind, headers={"Access-Control-Allow-Origin": "*"})

    address = serve(album)

    def opened(path="/a/index.html", width=1280, **options):
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        context.route(f"{BASE}/**", answer)
        page = context.new_page()
        page.on("pageerror", lambda error: messages.append(str(error)))
        page.on("console", lambda message: messages.append(message.text))
        page.goto(address + path)
        return page

    opened.asked = asked
    yield opened
    for context in contexts:
        context.close()
    assert messages == []


def test_the_picture_of_the_page_that_is_read_goes_with_the_text(reader):
    page = reader()
    page.click("[data-set-pages]")
    image = page.locator("#facing .sheet img")
    assert image.get_attribute("alt") == "Page 1"
    assert reader.asked == []
    page.evaluate("document.querySelectorAll('.text a.pb')[1].scrollIntoView()")
    page.wait_for_selector("#facing img[alt='Page 2']")
    # A picture on the web is asked for where the reader has asked for pages.
    page.evaluate("document.querySelectorAll('.text a.pb')[2].scrollIntoView()")
    page.wait_for_selector("#facing img[alt='Page 3']")
    page.wait_for_load_state("networkidle")
    assert reader.asked == [f"{BASE}/three/full/!1200,1600/0/default.jpg"]
    page.keyboard.press("Escape")
    assert page.locator("#facing").count() == 0
    assert page.evaluate("document.activeElement.hasAttribute('data-set-pages')")


def test_pages_are_shown_in_the_reading_view_too(reader):
    page = reader(width=390)
    page.click("[data-set-view=reading]")
    page.click("[data-set-pages]")
    page.evaluate("document.querySelectorAll('.text p')[2].scrollIntoView()")
    page.wait_for_selector("#facing img[alt='Page 2']")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("kind", ["picture", "info", "manifest"])
def test_large_pictures_open_in_the_viewer_when_they_are_asked_for(reader, kind):
    page = reader()
    assert page.locator("script[src*=openseadragon]").count() == 0
    assert reader.asked == []
    page.locator(f"figure a[data-zoom={kind}]").click()
    page.wait_for_selector("#facing .viewer canvas")
    page.wait_for_selector("#facing .viewer[data-state=open]")
    pager = page.locator("#facing [aria-label='The next picture']").count()
    assert pager == (1 if kind == "manifest" else 0)
    if kind != "picture":
        assert f"{BASE}/four/info.json" in reader.asked
    page.locator("#facing [aria-label='Close the picture']").click()
    assert page.locator("#facing").count() == 0


def test_without_javascript_pictures_are_links(reader):
    page = reader(java_script_enabled=False)
    assert page.locator("[data-set-pages]").is_visible() is False
    addresses = [a.get_attribute("href") for a in page.locator("a[data-zoom]").all()]
    assert "scans/1.jpg" in addresses
    assert f"{BASE}/four/full/!1600,1600/0/default.jpg" in addresses
    assert reader.asked == []


@pytest.mark.parametrize(("width", "theme"), [(390, "dark"), (1280, "light")])
def test_pictures_are_accessible(reader, width, theme):
    axe = Path(pytest.importorskip("axe_playwright_python").__file__).with_name("axe.min.js")
    for path in ("/a/index.html", "/b/index.html"):
        page = reader(path, width, color_scheme=theme)
        if path.startswith("/a"):
            page.click("[data-set-pages]")
        page.evaluate(axe.read_text("utf-8"))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


# --- one file -----------------------------------------------------------------------------------------


def test_a_page_that_stands_alone_can_link_to_its_pictures(folder, tmp_path):
    from typer.testing import CliRunner

    from tei_edition.cli.app import app

    path = folder(tei(FIGURE), **{"i.png": picture()})
    out = tmp_path / "pages" / "a.html"
    out.parent.mkdir()
    sources = {}
    for choice in ("link", "embed", "none"):
        done = CliRunner().invoke(
            app, ["render", "html", str(path), "-o", str(out), "--pictures", choice]
        )
        assert done.exit_code == 0, done.output
        sources[choice] = html.parse(str(out)).xpath("//img/@src")
    assert sources["link"] == ["../in/i.png"]
    assert sources["embed"][0].startswith("data:image/png")
    assert sources["none"] == []
