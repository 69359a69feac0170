"""The print edition: lines and apparatus read back from the page, notes, papers, marks, escape, metadata."""

from __future__ import annotations

import io
import random
import re
from functools import cache
from pathlib import Path

import pikepdf
import pytest
import reading_pdf
from conftest import HEADER
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from typer.testing import CliRunner

from tei_edition import EditionError, encode, read_record, render_html, render_pdf, tei_bytes
from tei_edition.cli.app import app
from tei_edition.publish.paper.options import PAPERS, PrintOptions
from tei_edition.publish.paper.pdf import render_typst
from tei_edition.publish.paper.typst import compile_pdf, string

A5 = PrintOptions(paper="a5", figures="lining")
FIRST = "Begin"


def record(text: str) -> etree._ElementTree:
    return encode(read_record(HEADER + text))


def text_of(data: bytes) -> str:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    # A hyphen that the layout put in comes out as a character of its own, which a reader undoes.
    return re.sub(r"\s+", " ", re.sub("[\ufffe\u0002\xad]\\s*", "", text))


def generated(seed: int, item: str = "") -> str:
    """A text of some pages with insertions of one to a hundred words, notes, supplied words and gaps.

    It is a list where *item* is the marker of its items. A note names the insertion it follows: k12 is behind q12z.
    """
    chance = random.Random(seed)
    words = [
        "barge",
        "dredger",
        "harbour",
        "of",
        "the",
        "and",
        "sluice",
        "wharf",
        "tide",
        "a",
        "pilot",
        "board",
        "customs",
    ]

    def plain(n):
        return " ".join(chance.choice(words) for _ in range(n))

    parts = [FIRST]
    for count in range(1, chance.randint(19, 31)):
        parts.append(plain(chance.randint(3, 60)))
        middle = plain(chance.choice([0, 1, 3, 8, 100]))
        inserted = " ".join(filter(None, (f"q{count}a", middle, f"q{count}z")))
        parts.append(f"[inserted above the line by hand: {inserted}]")
        if chance.random() < 0.3:
            parts.append(f"[Translator's note: k{count} {plain(chance.choice([4, 30]))}]")
        if chance.random() < 0.3:
            parts.append("[our] boats, [illegible] and")
        if chance.random() < 0.3:
            parts.append(f".\n\n{item}")
    return " ".join(parts) + "."


def check_apparatus(pages: list[reading_pdf.Page], *, running: bool = False) -> int:
    """Hold each entry and each number in the margin against the lines; returns how many entries there were."""
    places = reading_pdf.where(pages, FIRST)
    entries = 0
    before = 0
    for number, page in enumerate(pages, 1):
        start = next(i for i, line in enumerate(page.lines) if FIRST in line) if number == 1 else 0
        for line, printed in page.numbers.items():
            assert printed == line - start + before, (number, line)
            assert printed % 5 == 0
        for page_of, line, to_page, to, word in reading_pdf.ENTRY.findall("\n".join(page.foot)):
            entries += 1
            first, last = places[word], places[word.replace("a", "z")]
            if not running:
                assert (int(page_of or number), int(line)) == first, word
                assert (int(to_page or number), int(to)) == last if to else first == last, word
            assert number == first[0], word
        for note in re.findall(r"Translator’s note: k(\d+)", "\n".join(page.foot)):
            assert number == places[f"q{note}z"][0], note
        if running:
            before += len(page.lines) - start
    return entries


@cache
def generated_pages(seed: int) -> list[reading_pdf.Page]:
    return reading_pdf.read(render_pdf(record(generated(seed)), options=A5))


@pytest.mark.parametrize("seed", range(0, 20, 2))
def test_each_entry_names_the_lines_of_its_words(seed):
    text = generated(seed)
    pages = generated_pages(seed)
    assert len(pages) > 2
    assert check_apparatus(pages) == len(re.findall(r"q\d+a", text))


@pytest.mark.parametrize("seed", range(8))
def test_so_do_those_of_lists(seed):
    text = generated(seed, item="- ")
    pages = reading_pdf.read(render_pdf(record(text), options=A5))
    assert check_apparatus(pages) == len(re.findall(r"q\d+a", text))


def test_running_line_numbers():
    options = PrintOptions(paper="a5", figures="lining", line_scope="running")
    pages = reading_pdf.read(render_pdf(record(generated(3)), options=options))
    check_apparatus(pages, running=True)
    assert max(n for page in pages for n in page.numbers.values()) > 40


def test_the_seed_is_recorded_line_by_line(seed):
    pages = reading_pdf.read(render_pdf(encode(read_record(seed)), options=A5))
    lemmas = 0
    for page in pages:
        for from_, to, lemma in re.findall(
            r"^(\d+)(?:–(\d+))? +([^\]\n]+)\]", "\n".join(page.foot), re.M
        ):
            words = lemma.split(" … ")[0].split()
            if page is not pages[0] and words[-1] not in ("it", "our", "their"):
                lines = " ".join(page.lines[int(from_) - 1 : int(to or from_)])
                assert " ".join(words) in lines.replace("\ufffe ", "").replace("- ", ""), lemma
                lemmas += 1
    assert lemmas == 3


def test_notes_stand_above_the_apparatus_and_ranges_over_page_breaks_are_among_its_entries():
    seen = over = 0
    for seed in range(8):
        for page in generated_pages(seed):
            kinds = [
                "entry" if re.match(r"\d+(–\d+)?(\.\d+)? +(q\d+a|our|illegible)", line) else "note"
                for line in page.foot
                if re.match(r"\d+(–\d+)?(\.\d+)? +(q\d+a|our|illegible)", line)
                or "Translator" in line
            ]
            assert kinds == sorted(kinds, reverse=True)
            seen += {"entry", "note"} <= set(kinds)
            over += any(re.match(r"\d+–\d+\.\d+ ", line) for line in page.foot)
    assert seen >= 5
    assert over >= 4


def test_entries_stand_at_even_distances():
    """Those that share a footnote with another, too."""
    compared = 0
    for page in reading_pdf.read(render_pdf(record(generated(37)), options=A5)):
        gaps = [
            above - below
            for above, below, upper, line in zip(
                page.heights, page.heights[1:], page.foot, page.foot[1:], strict=False
            )
            if re.match(r"\d+ +(our|illegible)", line) and re.match(r"\d+ +(our|q\d+a)", upper)
        ]
        compared += len(gaps)
        assert not gaps or max(gaps) - min(gaps) <= 1.5
    assert compared > 5


def test_no_rule_touches_the_text(seed):
    assert reading_pdf.touched(render_pdf(encode(read_record(seed))), 1.2) == []


@pytest.mark.parametrize(("kind", "seed"), [("stray", 28), ("late", 24), ("parted", 56)])
def test_footnotes_on_another_page_than_their_words_are_put_right(kind, seed, monkeypatch):
    """Records in which Typst alone sets one on the page before, or on the page after."""
    from tei_edition.publish.paper import pdf as module

    kinds = set()
    after = module._Repairs.after

    def recorded(self, found):
        kinds.update(entry["kind"] for entry in found if entry["kind"] != "foot")
        kinds.update("late" for entry in found if entry.get("page", 0) > entry.get("words", 0))
        return after(self, found)

    monkeypatch.setattr(module._Repairs, "after", recorded)
    check_apparatus(reading_pdf.read(render_pdf(record(generated(seed)), options=A5)))
    assert kind in kinds, "nothing was tested: another record is needed"
    monkeypatch.setattr(module, "_BREAKS", 0)
    check_apparatus(reading_pdf.read(render_pdf(record(generated(seed)), options=A5)))


def test_no_page_is_begun_within_a_block():
    markup = render_typst(
        record(f"{FIRST} [our] boats.\n\n> And [our] crew.\n\n- And [our] tide.\n")
    )
    assert '#paragraph("rb1")[' in markup
    assert '#paragraph("rb2", in-block: true)[' in markup
    assert '], "rb3"), );' in markup


def test_a_signature_never_opens_a_page():
    signed = 0
    for words in range(230, 430, 8):
        text = f"{FIRST} {'tide ' * words}.\n\n{'barge ' * 12}.\n\n{'barge ' * 12}.\n\n/Signed/ Anna Berg"
        for page in reading_pdf.read(render_pdf(record(text), options=A5))[1:]:
            signed += any("Berg" in line for line in page.lines)
            assert not page.lines or "barge" in page.lines[0] or "tide" in page.lines[0]
    assert signed > 5


def test_a_name_in_a_title_is_not_parted_from_its_initials():
    for words in range(1, 8):
        title = f"Record {'of the ' * words}Meeting between A. N. Kosygin and T. Kaul"
        tree = record(FIRST)
        tree.getroot().find(".//{*}titleStmt/{*}title").text = title
        lines = reading_pdf.set_in(render_pdf(tree, options=A5), 17)
        assert " ".join(lines) == title
        assert not any(re.search(r"\b[A-Z]\.$", line) for line in lines)
        # Nor is one word alone in the last line.
        assert len(lines) == 1 or len(lines[-1]) > 12


def test_long_notes_break_over_pages():
    note = "tide " * 900
    text = f"{FIRST} {'barge ' * 300} [Translator's note: {note}endofnote] {'pilot ' * 400}"
    pages = reading_pdf.read(render_pdf(record(text), options=A5))
    with_note = [page for page in pages if any("tide" in line for line in page.foot)]
    assert len(with_note) >= 2
    assert any("endofnote" in line for line in with_note[-1].foot)
    assert sum(line.count("tide") for page in pages for line in page.foot) == 900


@pytest.mark.parametrize(
    "beside",
    [
        "[inserted above the line by hand: q1a q1z] [Translator's note: k1 {}]",
        "[Translator's note: {}] of [inserted above the line by hand: q1a q1z]",
    ],
)
def test_a_long_note_beside_a_passage_breaks_too(beside):
    text = f"{FIRST} {'barge ' * 200} {beside.format('tide ' * 900 + 'endofnote')} x."
    pages = reading_pdf.read(render_pdf(record(text), options=A5))
    assert check_apparatus(pages) == 1
    assert sum(line.count("tide") for page in pages for line in page.foot) == 900
    assert sum(any("tide" in line for line in page.foot) for page in pages) >= 2


def test_a_project_may_have_footnotes_of_its_own(tmp_path):
    template = tmp_path / "own.typ"
    template.write_text("#let emph(body) = [#body#footnote[printed in italics]]\n")
    data = render_pdf(record(f"{FIRST} *so* [our] boats."), options=PrintOptions(template=template))
    assert "printed in italics" in text_of(data)


@pytest.mark.parametrize("paper", PAPERS)
def test_papers(paper, seed):
    with pikepdf.open(
        io.BytesIO(render_pdf(record("Text."), options=PrintOptions(paper=paper)))
    ) as pdf:
        width, height = (float(x) / 72 * 25.4 for x in pdf.pages[0].MediaBox[2:])
    sizes = {"a4": (210, 297), "us-letter": (215.9, 279.4), "a5": (148, 210), "6x9": (152.4, 228.6)}
    assert (round(width, 1), round(height, 1)) == sizes[paper]


def test_text_comes_out_in_reading_order(seed):
    tree = encode(read_record(seed))
    options = PrintOptions(line_numbers=0, apparatus=False)
    copied = text_of(render_pdf(tree, options=options))
    body = tree.getroot().find(".//{*}body")
    at = 0
    paragraphs = [
        p
        for p in body.iter("{*}p")
        if not p.findall(".//{*}note") and len("".join(p.itertext())) > 80
    ]
    assert len(paragraphs) > 20
    for paragraph in paragraphs:
        words = "".join(paragraph.itertext()).split()[:6]
        found = copied.find(" ".join(words[:4]), at)
        if "[" not in copied[found : found + 40]:
            assert found >= at, words
            at = found


def test_running_heads_and_folios(seed):
    import pypdfium2

    data = render_pdf(
        encode(read_record(seed)), options=PrintOptions(two_sided=True, figures="lining")
    )
    pdf = pypdfium2.PdfDocument(data)
    heads = [page.get_textpage().get_text_bounded().splitlines()[0] for page in pdf]
    pdf.close()
    assert "Record of Conversation" in heads[2]
    assert heads[2].endswith("RGANI, f. 52, op. 1, d. 564, ll. 32-48") or heads[2].startswith(
        "Record"
    )
    assert heads[1].startswith("RGANI")


def test_clean_and_diplomatic_text():
    tree = record(
        "Begin [crossed out: old] lamp [inserted above the line by hand: and wick] burns [two words illegible] here [our]."
    )
    clean = text_of(render_pdf(tree))
    assert "Begin lamp and wick burns […] here [our]." in clean
    assert "Begin] followed by old deleted, crossed out" in clean
    assert "and wick] inserted above the line" in clean
    assert "2 words illegible" in clean
    assert "missing; see the apparatus" in clean
    diplomatic = render_pdf(tree, options=PrintOptions(text="diplomatic"))
    assert "old] deleted, crossed out" in text_of(diplomatic)
    assert "inserted above the line" in text_of(diplomatic)
    plain = text_of(render_pdf(tree, options=PrintOptions(apparatus=False)))
    assert "] inserted" not in plain


def test_insertions_of_a_diplomatic_text_stand_above_the_line():
    tree = record("Begin now [inserted above the line by hand: raised] and low.")
    markup = render_typst(tree, PrintOptions(text="diplomatic"))
    assert '#inserted-above("a")[' in markup
    pages = render_pdf(tree, options=PrintOptions(text="diplomatic", apparatus=False))
    import ctypes

    import pypdfium2
    import pypdfium2.raw as raw

    pdf = pypdfium2.PdfDocument(pages)
    text = pdf[0].get_textpage()
    whole = text.get_text_range()
    heights = {}
    for word in ("Begin", "raised", "low."):
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, whole.index(word), x, y)
        heights[word] = y.value
    pdf.close()
    assert heights["Begin"] == pytest.approx(heights["low."], abs=0.1)
    assert 4 < heights["raised"] - heights["Begin"] < 9


SYNTAX = '#read("/etc/passwd") $x$ *a* _b_ `c` @d <e> = f - g + h / i // j /* k */ \\ \\u{41} ~ -- --- ... "q" \'r\' #{1+1} #[x] [y] {z} ; , :'


def test_text_is_never_typst_code():
    everything = "".join(map(chr, range(33, 127)))
    tree = etree.ElementTree(
        etree.fromstring(
            '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title/><author/></titleStmt><publicationStmt><publisher/><idno type="URL"/>'
            "<availability><p/></availability></publicationStmt><sourceDesc><bibl/></sourceDesc></fileDesc><profileDesc><abstract><p/></abstract><creation><date/></creation></profileDesc></teiHeader>"
            '<text><body><div><head/><p><add place="above"/><note/><persName/><foreign xml:lang="de"/><gap><desc/></gap><ref target="https://a.example/"/><unknown/></p>'
            "<list><label/><item/></list><table><row><cell/></row></table><lg><l/></lg><sp><speaker/><p/></sp></div></body></text></TEI>"
        )
    )
    for element in tree.getroot().iter():
        if not len(element):
            element.text = f"{SYNTAX} {everything}"
    for name in ("n", "url", "rend"):
        tree.getroot().find(".//{*}item").set(name, SYNTAX)
    for options in (PrintOptions(), PrintOptions(text="diplomatic")):
        data = render_pdf(tree, options=options)
        copied = text_of(data).replace(" ", "")
        assert copied.count('#read("/etc/passwd")$x$*a*_b_') >= 10
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert str(pdf.docinfo["/Title"]) == f"{SYNTAX} {everything}"


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"])))
def test_any_string_stays_a_string(text):
    told = []
    compile_pdf(
        {"main.typ": f'#set document(title: "t")\n#context [#metadata({string(text)})<found>]'},
        locate=lambda words: ("", None),
        repair=lambda found: told.extend(found) or {},
    )
    assert told == [text]


@settings(max_examples=25, deadline=None)
@given(st.text(st.sampled_from(" ab#$*_`@<>=-+/\\~\"'{}[]();,:&\n"), max_size=60))
def test_any_ascii_text_is_printed_as_it_is(text):
    tree = record("Begin x.")
    tree.getroot().find(".//{*}body//{*}p").text = f"Begin {text} end"
    markup = render_typst(tree)
    assert (
        string(" ".join(f"Begin {text} end".split(" "))).replace("\n", " ").split(" ")[0] in markup
    )
    assert "end" in text_of(render_pdf(tree))


def test_a_missing_glyph_is_an_error_with_its_place(tmp_path):
    tei = tmp_path / "a.xml"
    tei.write_bytes(tei_bytes(record("The comrade [同志] came.")))
    result = CliRunner().invoke(app, ["render", "pdf", str(tei), "-o", str(tmp_path / "a.pdf")])
    assert result.exit_code == 1
    line = next(i for i, text in enumerate(tei.read_text("utf-8").split("\n"), 1) if "同" in text)
    assert re.search(
        rf"a\.xml:{line}:\d+: error X005: the fonts have no glyph for 2 Han characters: 同 \(U\+540C\), 志",
        result.output,
    )
    assert "--font FILE" in result.output
    assert not (tmp_path / "a.pdf").exists()


def test_a_character_that_cannot_be_seen_is_named_too():
    # PDF/A-3a forbids it whatever the fonts have.
    options = PrintOptions(standards=("a-3u", "ua-1"))
    with pytest.raises(EditionError) as caught:
        render_pdf(record("A mark \ue5d0 of somebody's own."), options=options)
    (said,) = caught.value.diagnostics
    assert said.message.endswith("(U+E5D0)")
    assert said.position


def test_a_font_of_ones_own_has_the_glyph(tmp_path):
    fonts = sorted(Path("/usr/share/fonts").glob("**/DejaVuSans.ttf"))
    if not fonts:
        pytest.skip("the font DejaVu Sans is not here")
    tree = record("The ⴰ moved.")
    with pytest.raises(EditionError):
        render_pdf(tree)
    assert "ⴰ" in text_of(render_pdf(tree, options=PrintOptions(font_files=(fonts[0],))))


def test_what_typst_refuses_is_told_with_its_place(tmp_path):
    template = tmp_path / "own.typ"
    template.write_text("#let stage(body) = panic(1)\n")
    tree = etree.ElementTree(
        etree.fromstring(
            '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>\n<text><body><p>So.\n<stage>Exit bear</stage></p></body></text></TEI>'
        )
    )
    with pytest.raises(EditionError) as caught:
        render_pdf(
            tree,
            options=PrintOptions(template=template),
            name="play.xml",
            data=etree.tostring(tree),
        )
    (said,) = caught.value.diagnostics
    assert str(said).startswith("play.xml:3:8: error P001: the PDF could not be made: panicked")


def test_archival_accessible_and_described(seed):
    tree = encode(read_record(seed))
    data = render_pdf(tree)
    assert data == render_pdf(tree)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        metadata = pdf.open_metadata()
        assert [metadata[f"pdfaid:{k}"] for k in ("part", "conformance")] == ["3", "A"]
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"].startswith("Record of Conversation")
        assert set(metadata["dc:contributor"]) == {"Sergey Radchenko", "Gary Goldberg"}
        assert metadata["dc:identifier"].startswith("https://")
        assert "dc:rights" not in metadata  # the record states none, and no words stand in for them
        assert set(metadata["dc:publisher"]) == {"Wilson Center Digital Archive"}
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.MarkInfo.Marked
        (file,) = pdf.Root.AF
        assert file.AFRelationship == "/Source"
        contents = b"".join(page.Contents.read_bytes() for page in pdf.pages)
        assert re.search(rb"/Lang\s*\(ru\)", contents)
        assert pdf.Root.Outlines.First.Title


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_tei_in_other_encodings_is_printed_and_attached_as_it_is(encoding, tmp_path, seed):
    text = tei_bytes(encode(read_record(seed))).decode().replace("UTF-8", encoding, 1)
    tei, pdf = tmp_path / "a.xml", tmp_path / "a.pdf"
    tei.write_bytes(text.encode(encoding, "xmlcharrefreplace"))
    runner = CliRunner()
    assert runner.invoke(app, ["render", "pdf", str(tei), "-o", str(pdf)]).exit_code == 0
    assert runner.invoke(app, ["extract", str(pdf)]).stdout_bytes == tei.read_bytes()


def test_a_fragment_is_refused_with_what_to_wrap_it_in(tmp_path):
    tei = tmp_path / "a.xml"
    tei.write_text('<surface xmlns="http://www.tei-c.org/ns/1.0"/>')
    result = CliRunner().invoke(app, ["render", "html", str(tei)])
    assert result.exit_code == 1
    assert "X003" in result.output
    assert "sourceDoc" in result.output


def test_the_tei_comes_out_byte_for_byte(tmp_path, seed):
    tei, pdf = tmp_path / "a.xml", tmp_path / "a.pdf"
    odd = tei_bytes(encode(read_record(seed))).replace(b"?>\n", b"?>\r\n<!-- \xc3\xa9 -->\n", 1)
    tei.write_bytes(odd)
    runner = CliRunner()
    assert runner.invoke(app, ["render", "pdf", str(tei), "-o", str(pdf)]).exit_code == 0
    assert runner.invoke(app, ["extract", str(pdf)]).stdout_bytes == odd
    out = tmp_path / "out.xml"
    assert runner.invoke(app, ["extract", str(pdf), "-o", str(out)]).exit_code == 0
    assert out.read_bytes() == odd
    for bad, words in ((b"%PDF-no", "cannot be read"), (_empty_pdf(), "no file is attached")):
        pdf.write_bytes(bad)
        result = runner.invoke(app, ["extract", str(pdf)])
        assert result.exit_code == 1
        assert "P003" in result.output
        assert words in result.output


def _empty_pdf() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_options_by_command(tmp_path):
    tei, out = tmp_path / "a.xml", tmp_path / "a.pdf"
    tei.write_bytes(tei_bytes(record("Begin [inserted by hand above the line: now] and go.")))
    run = CliRunner().invoke
    for options, code, words in (
        (["--paper", "a5", "--line-numbers", "10", "--text", "diplomatic"], 0, ""),
        (["--paper", "a3"], 1, "<options>: error C001: paper must be one of a4, us-letter"),
        (["--standard", "a-9"], 1, "standards must be a list of"),
        (["--font", "none.otf"], 2, "does not exist"),
    ):
        result = run(app, ["render", "pdf", str(tei), "-o", str(out), *options])
        assert (result.exit_code, words in result.output) == (code, True), result.output
    toml = tmp_path / "edition.toml"
    toml.write_text('[print]\npaper = "6x9"\ntwo-sided = true\n')
    result = run(
        app, ["render", "pdf", str(tei), "-o", str(out), "--config", str(toml), "--one-sided"]
    )
    assert result.exit_code == 0
    with pikepdf.open(out) as pdf:
        assert float(pdf.pages[0].MediaBox[2]) == 432
    own = tmp_path / "own.xsl"
    own.write_text("<no")
    result = run(app, ["render", "pdf", str(tei), "--xslt", str(own)])
    assert (result.exit_code, "C002" in result.output) == (1, True)


def test_other_standards():
    tree = record("Text.")
    data = render_pdf(tree, options=PrintOptions(standards=("a-2b",)))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.open_metadata()["pdfaid:part"] == "2"
        assert len(pdf.attachments) == 0
    assert render_pdf(tree, options=PrintOptions(standards=("1.7",))).startswith(b"%PDF-1.7")


ANY = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><front><titlePage><docTitle><titlePart>A</titlePart><titlePart>B</titlePart></docTitle></titlePage></front>
<body><div><head>One</head><lg><head>Song</head><l>Verse</l><l>two<note>N</note></l></lg><p>See <ref target="https://x.example/">two</ref><list><head>L</head><label>a</label><item>first</item></list>after</p>
<div><head/><div><head>Deep</head><p>x</p></div></div></div><div><sp><speaker>HAMLET</speaker><stage>Enter</stage><l>To be</l></sp><castList><head>Cast</head><castItem><role>H</role></castItem></castList><u who="#x">um</u>
<p><choice><sic>teh</sic><corr>the</corr></choice> <choice><abbr>Dr</abbr><expan>Doctor</expan></choice> <app><lem wit="#A">lemma</lem><rdg wit="#B #C">other</rdg><rdg wit="#D"/></app> <hi rend="smallcaps">caps</hi></p>
<table><head>Tab</head><row role="label"><cell>h</cell><cell>i</cell></row><row><cell cols="2">r</cell></row></table><figure><graphic url="i.png"/><head>Fig</head></figure>
<entry><form><orth>dog</orth></form><sense n="1"><def>animal</def></sense></entry><p><madeUp>kept</madeUp><formula>E=mc</formula></p></div></body></text></TEI>"""


def test_any_tei_has_a_sound_pdf():
    tree = etree.ElementTree(etree.fromstring(ANY))
    found = []
    data = render_pdf(tree, diagnostics=found, name="any.xml")
    assert [(d.code, d.message.split("`")[1]) for d in found] == [("X006", "madeUp")]
    copied = text_of(data)
    for word in [
        "A",
        "B",
        "One",
        "Song",
        "Verse",
        "two",
        "first",
        "after",
        "Deep",
        "HAMLET",
        "Enter",
        "Cast",
        "um",
        "the",
        "Doctor",
        "lemma",
        "caps",
        "Tab",
        "Fig",
        "dog",
        "animal",
        "kept",
        "E=mc",
    ]:
        assert word in copied, word
    assert "the] corrected by the editors from “teh”" in copied
    assert "lemma A] other B C; omitted D " in copied


def test_a_note_behind_an_opener_in_a_paragraph_is_set_once():
    tree = etree.fromstring(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>One <opener>two</opener>'
        "<note>three</note></p></body></text></TEI>"
    )
    assert render_typst(etree.ElementTree(tree), PrintOptions()).count("three") == 1


def test_no_word_is_lost_in_print():
    from test_any_tei import TEI, TREES

    @settings(max_examples=60, deadline=None)
    @given(tree=TREES, text=st.sampled_from(["clean", "diplomatic"]))
    def check(tree, text):
        words = []

        def built(spec):
            name, _, children = spec
            made = etree.Element(f"{TEI}{name}")
            if name in ("cb", "milestone", "space"):
                return made
            words.append(f"w{len(words)}z")
            made.text = f" {words[-1]} "
            for child, has_tail in children:
                made.append(built(child))
                made[-1].tail = " " if has_tail else None
            return made

        root = etree.fromstring(
            '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body/></text></TEI>'
        )
        root[1][0].append(built(tree))
        markup = render_typst(etree.ElementTree(root), PrintOptions(text=text))
        # Of two readings in a choice, one is printed and the other told.
        unread = set(
            re.findall(r"w\d+z", " ".join("".join(c.itertext()) for c in root.iter(f"{TEI}choice")))
        )
        assert [w for w in words if w not in markup and w not in unread] == []

    check()


def test_inverted_names_in_a_row_are_joined_by_semicolons(seed):
    tree = encode(read_record(seed))
    title = tree.getroot().find(".//{*}titleStmt")
    for statement in title.findall("{*}respStmt"):
        title.remove(statement)
    said = etree.fromstring(
        '<respStmt xmlns="http://www.tei-c.org/ns/1.0"><resp>Contribution of the document</resp>'
        "<persName>Lind, Ana</persName><persName>Moe, Ole</persName></respStmt>"
    )
    title.append(said)
    page = str(render_typst(tree)) + str(render_html(tree))
    assert page.count("Contributed by") >= 2
    assert page.count("Lind, Ana; Moe, Ole") >= 2
