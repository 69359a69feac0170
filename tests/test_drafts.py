"""Drafts become records that say the same: words, settings, notes, changes; whatever signs the words have."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tei_edition import encode, read_record, tei_bytes, validate
from tei_edition.document.block import Heading, List, Paragraph, Table
from tei_edition.document.draft import (
    Break,
    Change,
    Comment,
    Draft,
    DraftBlock,
    FootNote,
    PageMark,
    Picture,
    Run,
)
from tei_edition.document.inline import Text, plain
from tei_edition.document.source import Source
from tei_edition.read.markdown import parse_blocks
from tei_edition.write.draft import record_of

FIELDS = (
    ("Contents", (DraftBlock("paragraph", (Run("Translation - English"),)),)),
    ("Date", (DraftBlock("paragraph", (Run("May 3, 1955"),)),)),
    ("Summary", (DraftBlock("paragraph", (Run("A *short* one."),)),)),
)


def paragraph(*content, place=""):
    nodes = tuple(Run(node) if isinstance(node, str) else node for node in content)
    return DraftBlock("paragraph", nodes, place=place)


def made(*blocks, fields=FIELDS, **more):
    return record_of(Draft("a", "On lamps", fields, tuple(blocks), **more), "a")


def body(record):
    """The TEI of the text of *record*, validated."""
    tree = encode(read_record(record.text))
    assert validate(tree) == []
    text = tei_bytes(tree).decode()
    return text[text.index('<div type="record">') : text.rindex("</div>")]


def test_fields_stand_in_the_order_of_a_record_and_contents_last():
    text = made(paragraph("The lamp.")).text
    order = ["## May 3, 1955", "### On lamps", "**Summary:**", "**Contents:**", "The lamp."]
    assert [text.index(words) for words in order] == sorted(text.index(w) for w in order)
    header = read_record(text).header
    assert header.summary == ("A *short* one.",)
    assert header.language.tag == "en"


def test_a_title_that_is_a_date_stays_the_title():
    record = record_of(Draft("a", "May 4, 1956", FIELDS, (paragraph("The lamp."),)), "a")
    header = read_record(record.text).header
    assert (header.title, header.date.text) == ("May 4, 1956", "May 3, 1955")


def test_headings_and_labels_of_the_text_do_not_go_into_the_header():
    heading = DraftBlock("heading", (Run("Summary:"),), level=2)
    fields = (("Box", (paragraph("7"),)),)
    for blocks in ((paragraph("A list."), heading), (heading,)):
        record = made(*blocks, paragraph("The lamp."), fields=fields)
        read = read_record(record.text)
        assert isinstance(read.blocks[1 if len(blocks) == 2 else 0], Heading if len(blocks) == 2 else Paragraph)  # fmt: skip
        assert read.header.summary == ()
        assert [field.label for field in read.header.unknown] == ["Box"]
    assert "Summary:" in record.left_out[0]


def test_changes_comments_notes_and_pictures_are_encoded_and_come_back():
    change = Change("inserted", (Run(" all "), Change("deleted", (Run("very"),), "Ole Berg", "2024-05-04")), "A. Lind", "2024-05-03T10:00:00Z")  # fmt: skip
    comment = Comment((paragraph("Who? [illegible]"),), "A. Lind", "", of=(Run("them"),))
    note = FootNote((paragraph("A note."), paragraph("Its second paragraph.")))
    record = made(
        paragraph("We", change, " agree with ", comment, note, "."),
        paragraph(PageMark("3", "images/p 3.jpg")),
        paragraph(Picture("map.png", "a map [sic]")),
        images={"images/p 3.jpg": b"x", "map.png": b"y"},
    )
    assert "We [inserted by A. Lind on 2024-05-03: all [deleted by Ole Berg on 2024-05-04: very]] agree" in record.text  # fmt: skip
    assert sorted(record.images) == ["images/a/map.png", "images/a/p-3.jpg"]
    tei = body(record)
    assert '<add resp="#a-lind" change="#change-1">all <del resp="#ole-berg" change="#change-2">very</del></add>' in tei  # fmt: skip
    assert 'them<note type="comment" resp="#a-lind" change="#change-3">Who?' in tei
    assert '<note type="footnote" n="1" place="end">A note.<lb/>Its second paragraph.</note>' in tei
    assert '<pb n="3" facs="images/a/p-3.jpg"/>' in tei
    assert '<graphic url="images/a/map.png"/><figDesc>a map [sic]</figDesc>' in tei
    whole = tei_bytes(encode(read_record(record.text))).decode()
    assert '<change xml:id="change-1" who="#a-lind" when="2024-05-03">' in whole
    assert '<change xml:id="change-3" who="#a-lind">' in whole
    assert "R023" not in [d.code for d in read_record(record.text).diagnostics]


def test_brackets_in_a_change_that_lack_their_partner_end_nothing():
    tei = body(made(paragraph("We ", Change("deleted", (Run("all] of"),), "Ole"), " agree.")))
    assert ">all] of</del>" in tei


def test_a_change_of_blanks_leaves_the_blanks_alone():
    text = made(paragraph("on", Change("inserted", (Run(" "),), "Ole"), "time", Change("deleted", (Run(" "),), "Ole"), ".")).text  # fmt: skip
    assert "\non time.\n" in text


def test_a_name_cannot_end_its_remark():
    text = made(paragraph(Change("inserted", (Run("all"),), "Li]nd: x, y", "2024-05-03"))).text
    assert "[inserted by Li nd x y on 2024-05-03: all]" in text


def test_lines_of_the_record_know_their_place_in_the_source():
    record = made(paragraph("One.", place="page 1"), paragraph("Two [oddity].", place="page 2"))
    line = next(n for n, words in enumerate(record.text.split("\n"), 1) if "oddity" in words)
    assert record.place(line) == "page 2"
    assert record.place(line - 2) == "page 1"
    assert record.place(1) == ""


def test_lists_and_tables_keep_their_shape():
    item = DraftBlock("item", blocks=(paragraph("one"), paragraph("more")), label="2.")
    inner = DraftBlock("list", blocks=(DraftBlock("item", blocks=(paragraph("deep"),)),))
    other = DraftBlock("item", blocks=(paragraph("two"), inner), label="3.")
    cells = DraftBlock("row", blocks=tuple(DraftBlock("cell", blocks=(paragraph(w),)) for w in ("a|b", "c")))  # fmt: skip
    note = FootNote((paragraph("In a cell."),))
    short = DraftBlock("row", blocks=(DraftBlock("cell", blocks=(paragraph("x", note),)),))
    record = made(DraftBlock("list", blocks=(item, other)), DraftBlock("table", blocks=(cells, short)))  # fmt: skip
    listed, table = (b for b in read_record(record.text).blocks if isinstance(b, List | Table))
    assert [i.label for i in listed.items] == ["2.", "3."]
    assert [plain(cell) for cell in table.rows[0]] == ["a|b", "c"]
    assert "In a cell." in body(record)


# --- whatever the words are ------------------------------------------------------------------------

_WORD = st.sampled_from(
    ["lamp", "Ana", "*", "**", "_", "_x_", "a_b", "#", "##", "1.", "2)", "-", "+", "=", ">", "|", "`", "``", "~~", "\\", "<b>", "<br>",
     "</i>", "&amp;", "&#42;", "http://a.org/b_c", "(x)", "[sic]", "[illegible]", "[a](b)", "[inserted by hand: all]", "[^x]", "***", "---",
     "5 < 6", "né", "дом", "\u00a0", "!", "![x](y)", "<sup>", "[x]: y"]
)  # fmt: skip
_WORDS = st.lists(_WORD, min_size=1, max_size=8).map(" ".join).filter(lambda w: w.strip(" \u00a0"))
_STYLES = st.sampled_from([(), ("emphasis",), ("strong",), ("underline",), ("small-caps",), ("superscript",), ("emphasis", "strong"), ("strike",)])  # fmt: skip


def characters(content):
    """The characters of *content* but blanks, each with its setting."""
    return [(char, tuple(sorted(node.styles))) for node in content if isinstance(node, Text) for char in node.value if not char.isspace()]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(_WORDS, _STYLES), min_size=1, max_size=4), st.sampled_from(["", " "]))
def test_words_are_the_same_words_in_the_same_setting(runs, blank):
    content = [Run(words + blank, styles) for words, styles in runs]
    text = made(DraftBlock("paragraph", tuple(content))).text
    blocks, _ = parse_blocks(Source("a.md", text))
    (read,) = blocks[6:]
    assert isinstance(read, Paragraph)
    wanted = [(c, tuple(sorted(s))) for run in content for s in [run.styles] for c in run.text if not c.isspace()]  # fmt: skip
    assert characters(read.content) == wanted


@settings(max_examples=80, deadline=None)
@given(_WORDS)
def test_words_are_the_same_in_titles_headings_cells_and_notes(words):
    note = FootNote((paragraph(words),))
    cell = DraftBlock("cell", blocks=(paragraph(words),))
    table = DraftBlock("table", blocks=(DraftBlock("row", blocks=(cell, cell)),))
    heading = DraftBlock("heading", (Run(words),), level=3)
    draft = Draft("a", f"T {words}", FIELDS, (paragraph("A lamp", note), heading, table))
    text = record_of(draft, "a").text
    blocks, _ = parse_blocks(Source("a.md", text))
    same = "".join(words.split())
    said = ["".join(plain(b.content).split()) for b in blocks if isinstance(b, Heading | Paragraph)]
    assert said[1] == f"T{same}"
    assert f"[^1]:{same}" in said
    assert same in said[2:]
    (found,) = (block for block in blocks if isinstance(block, Table))
    assert ["".join(plain(cell).split()) for cell in found.rows[0]] == [same, same]


def test_breaks_are_lines():
    (read,) = parse_blocks(Source("a", made(paragraph("One", Break(), "# two")).text))[0][6:]
    assert plain(read.content) == "One\n# two"
