"""The index of a print: which names it gives, in which order, and where they are by page and line."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest
import reading_pdf
from lxml import etree

from tei_edition.publish.paper.names import Heading, Named, headings_of, parts_of
from tei_edition.publish.paper.options import PrintOptions
from tei_edition.publish.paper.pdf import Source, render_pdf, render_typst
from tei_edition.publish.paper.volume import render_volume

A5 = PrintOptions(paper="a5", figures="lining")
ENTRIES = """
<listPerson>
  <person xml:id="berg"><persName>Berg, "Ole" ]#panic("no")</persName><persName type="form">O. Berg</persName></person>
  <person xml:id="goethe"><persName><forename>Johann Wolfgang</forename> <nameLink>von</nameLink> <surname>Goethe</surname></persName></person>
  <person xml:id="zhou"><persName>Zhou Enlai</persName><persName type="form">Chou En-lai</persName></person>
  <person xml:id="never"><persName>Never, Mona</persName></person>
</listPerson>
<listPlace>
  <place xml:id="oesel"><placeName>Ösel</placeName><placeName type="form">Saaremaa</placeName></place>
  <place xml:id="riga"><placeName>Riga</placeName></place>
</listPlace>"""
#: Names among words enough for three pages; none can be hyphenated in its first word, which is what is looked for.
NAMES = {
    "berg": "<persName ref='#berg'>O. Bergmark</persName>",
    "goethe": "<rs ref='#goethe'>poet<hi>s</hi></rs>",
    "zhou": "<persName ref='#zhou'>Chou En-lai</persName>",
    "oesel": "<placeName ref='#oesel'>Ösel</placeName>",
}
#: The first word of each in the print.
FIRST = {"berg": "O.", "goethe": "poets", "zhou": "Chou", "oesel": "Ösel"}


def tei(text: str, entries: str = ENTRIES) -> etree._ElementTree:
    header = "<fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>"
    return etree.ElementTree(
        etree.fromstring(
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{header}</teiHeader>'
            f"<standOff>{entries}</standOff><text><body>{text}</body></text></TEI>"
        )
    )


def long_text() -> str:
    words = [
        "the",
        "old",
        "barge",
        "lay",
        "at",
        "the",
        "wharf",
        "and",
        "nobody",
        "knew",
        "whose",
        "she",
        "was",
    ]
    parts = ["<p>Begin"]
    for number in range(60):
        parts += [words[(number * 7 + i) % len(words)] for i in range(11 + number % 5)]
        parts.append(list(NAMES.values())[number % 4])
    note = "<note>Of <placeName ref='#riga'>Riga</placeName>.</note>"
    return " ".join(parts) + f" end{note}.</p>"


@pytest.fixture(scope="module")
def printed() -> bytes:
    return render_pdf(tei(long_text()), options=A5)


def rows_of(pages: list[reading_pdf.Page]) -> str:
    text = " ".join(line for page in pages for line in page.lines + page.foot)
    return text[text.index("Index of") :]


def test_each_place_is_the_page_and_line_of_the_name(printed: bytes) -> None:
    pages = reading_pdf.read(printed)
    start = next(i for i, line in enumerate(pages[0].lines) if "Begin" in line)
    expected: dict[str, set[tuple[int, int]]] = {id: set() for id in FIRST}
    for number, page in enumerate(pages, 1):
        for count, line in enumerate(page.lines[start if number == 1 else 0 :], 1):
            if "Index of" in line:
                break
            for id, word in FIRST.items():
                if re.search(rf"\b{word[:3]}", line):
                    expected[id].add((number, count))
    text = text_of(printed)
    for id, name in {"berg": 'Berg, "Ole" ]#panic("no")', "goethe": "Goethe, Johann Wolfgang von", "zhou": "Zhou Enlai", "oesel": "Ösel"}.items():  # fmt: skip
        said = re.search(rf"(?<!see ){re.escape(name)}, ((?:\d+\.\d+(?:–\d+)?(?:, )?)+)", text)
        assert said, (name, text)
        found = set()
        for page, first, last in re.findall(r"(\d+)\.(\d+)(?:–(\d+))?", said[1]):
            found |= {(int(page), line) for line in range(int(first), int(last or first) + 1)}
        assert found == expected[id]


def text_of(data: bytes) -> str:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    text = re.sub(r"\s+", " ", re.sub("[\ufffe\u0002\xad]\\s*", "", text))
    return text[text.index("Index of") :]


def test_the_index_has_its_parts_in_order(printed: bytes) -> None:
    text = text_of(printed)
    assert text.startswith("Index of persons and places Persons Berg")
    order = ["Berg", "Chou En-lai, see Zhou Enlai", "Goethe", "Zhou Enlai, ", "Places", "Ösel, ", "Riga", "Saaremaa, see Ösel"]  # fmt: skip
    assert sorted(order, key=text.index) == order
    assert re.search(r"Riga, \d+n", text)
    assert "Mona" not in text
    assert "O. Berg" not in text


def test_each_place_is_a_link_and_the_index_a_bookmark(printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        links = [a for page in pdf.pages for a in page.obj.get("/Annots", [])]
        links = [link for link in links if str(link.Contents).startswith("page ")]
        assert len(links) == len(re.findall(r"\d+(?:\.\d+(?:–\d+)?|n)\b", text_of(printed)))
        with pdf.open_outline() as outline:
            items = [item.title for top in outline.root for item in [top, *top.children]]
    assert "Index of persons and places" in items


def test_an_index_is_there_where_names_are_and_nobody_forbids_it() -> None:
    three = "".join(NAMES[id] for id in ("berg", "zhou", "oesel"))
    assert "index: (" in render_typst(tei(f"<p>{three}</p>"))
    without = render_typst(tei(f"<p>{three}</p>"), PrintOptions(index=False))
    assert "index: (" not in without
    assert "#named" not in without
    few = render_typst(tei(f"<p>{NAMES['berg']}{NAMES['zhou']}</p>"))
    assert "index: (" not in few
    assert "#named" not in few


def test_a_name_that_the_print_leaves_out_has_no_row() -> None:
    parts = "".join(NAMES.values()) + "<del><placeName ref='#riga'>Riga</placeName></del>"
    text = text_of(render_pdf(tei(f"<p>{parts}</p>"), options=A5))
    assert "Riga, " not in text


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ([(1, 12), (3, 4), (3, 6), (3, 5)], "1.12, 3.4–6"),
        ([(2, 1), (1, 40)], "1.40, 2.1"),
        ([(3, 0), (4, 0), (7, 0)], "3–4, 7"),
        ([(3, 5), (3, 5)], "3.5"),
    ],
)
def test_places_in_words(places: list[tuple[int, int]], words: str) -> None:
    named = Named(Heading("a", "person", "A"))
    for page, line in places:
        named.add(page, line, False, 0)
    assert ", ".join(place.words for place in named.in_words()) == words


def test_notes_follow_the_lines_of_their_page() -> None:
    named = Named(Heading("a", "person", "A"))
    for page, line, is_note in [(2, 0, True), (1, 3, False), (2, 9, False), (2, 0, True)]:
        named.add(page, line, is_note, 0)
    assert [place.words for place in named.in_words()] == ["1.3", "2.9", "2n"]


@pytest.mark.parametrize(
    ("entry", "name", "others"),
    [
        ("<person xml:id='x'><persName>Lind, Ana</persName><persName type='form'>A. Lind</persName><persName type='form'>Comrade Lind</persName></person>", "Lind, Ana", ()),
        ("<org xml:id='x'><orgName type='form'>HB</orgName><orgName>Harbour Board</orgName><orgName type='form'>Harbor Board</orgName></org>", "Harbour Board", ("HB", "Harbor Board")),
        ("<org xml:id='x'><orgName>Harbour Board</orgName><orgName type='form'>Board</orgName><orgName type='form'>Board of Moss</orgName></org>", "Harbour Board", ("Board",)),
        ("<person xml:id='x'><persName><surname>Lind</surname><forename>Ana</forename><forename>M.</forename></persName></person>", "Lind, Ana M.", ()),
        ("<person xml:id='x'><persName>Dr <surname>Lind</surname> of <forename>Moss</forename></persName></person>", "Dr Lind of Moss", ()),
        ("<place xml:id='x'/>", "x", ()),
    ],
)  # fmt: skip
def test_what_an_entry_is_called(entry: str, name: str, others: tuple[str, ...]) -> None:
    (heading,) = headings_of(tei("<p><name ref='#x'>it</name></p>", f"<list>{entry}</list>"))
    assert (heading.name, heading.others) == (name, others)


def test_rows_are_sorted_as_the_lists_of_the_web_are() -> None:
    names = ["Zander", "Äbo", "abel", "Érd", "Ewald"]
    parts = parts_of(Named(Heading(name, "place", name)) for name in names)
    assert [name for name, _ in parts["Places"]] == ["abel", "Äbo", "Érd", "Ewald", "Zander"]


def test_a_volume_has_one_index_whose_places_are_links() -> None:
    texts = [f"<p>{NAMES['zhou']} of {NAMES['oesel']}</p>", f"<p>{NAMES['zhou']} again</p>"]
    sources = [Source(tei(text), f"{number}.xml") for number, text in enumerate(texts)]
    made = render_volume(sources, title="Two", options=A5)
    assert b"tei-edition:page" not in made
    with pikepdf.open(io.BytesIO(made)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        targets = [
            pages[link.Dest[0].objgen]
            for page in pdf.pages
            for link in page.obj.get("/Annots", [])
            if "/Dest" in link
        ]
    text = re.sub(r"\s+", " ", text_from(made))
    first, second = re.search(r"Zhou Enlai, (\d+)\.1, (\d+)\.1", text).groups()
    assert "Chou En-lai, see Zhou Enlai" in text
    front = targets[0] - int(first)
    assert targets == [int(first) + front, int(second) + front, int(first) + front]
    unindexed = render_volume(sources, title="Two", options=PrintOptions(paper="a5", index=False))
    assert "Persons" not in text_from(unindexed)


def text_from(data: bytes) -> str:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    return text
