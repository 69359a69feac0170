"""Pandoc's tree as a draft, without pandoc: each kind of block and inline, and what is told of what they cannot keep."""

from __future__ import annotations

import pytest

from tei_edition.document.draft import Break, Change, Comment, FootNote, Picture, Run
from tei_edition.read.pandoc_tree import TreeReader
from tei_edition.read.signs import Mark, Signs

NO = ["", [], []]


def words(text):
    """Words as pandoc has them."""
    found = []
    for word in text.split(" "):
        found += [{"t": "Space"}, {"t": "Str", "c": word}]
    return found[1:]


def para(*inlines):
    return {"t": "Para", "c": [each for part in inlines for each in (words(part) if isinstance(part, str) else [part])]}  # fmt: skip


def inline(kind, *held):
    return {"t": kind, "c": held[0] if len(held) == 1 else list(held)}


def span(kind, held, **said):
    return inline("Span", ["", [kind], list(said.items())], held)


def cell(*blocks, rows=1, columns=1):
    return [NO, {"t": "AlignDefault"}, rows, columns, list(blocks)]


def table(*rows, caption=()):
    head, *body = ([NO, list(row)] for row in rows)
    return inline("Table", NO, [None, list(caption)], [], [NO, [head]], [[NO, 0, [], body]], [NO, []])  # fmt: skip


def reader(signs=None):
    return TreeReader(signs or Signs(), lambda path, said: Picture(path, said) if path else None)


def shown(blocks):
    return [_block(block) for block in blocks]


def _block(block):
    label = f"{block.label} " if block.label else ""
    level = f"{block.level} " if block.level else ""
    held = shown(block.blocks) if block.blocks else "".join(map(_inline, block.content))
    return f"{block.kind} {level}{label}{held}" if isinstance(held, str) else (f"{block.kind} {label}".strip(), *held)  # fmt: skip


def _inline(node):
    match node:
        case Run(text=text, styles=styles, href=href):
            marks = ", ".join(filter(None, (*styles, href)))
            return f"<{marks}: {text}>" if marks else text
        case Break():
            return "/"
        case Picture(path=path, description=said):
            return f"[picture {path}: {said}]"
        case FootNote(blocks=blocks):
            return f"[note {shown(blocks)}]"
        case Comment(blocks=blocks, who=who, when=when, of=of):
            return f"[comment {who} {when} {shown(blocks)} on {''.join(map(_inline, of))}]"
        case Change(kind=kind, content=content, who=who):
            return f"[{kind} {who}: {''.join(map(_inline, content))}]"


@pytest.mark.parametrize(
    ("tree", "blocks"),
    [
        (para("One lamp"), ["paragraph One lamp"]),
        (inline("Plain", words("One lamp")), ["paragraph One lamp"]),
        (para(" "), []),
        (inline("Header", 3, NO, words("On lamps")), ["heading 3 On lamps"]),
        (inline("LineBlock", [words("One lamp"), words("burns")]), ["verse One lamp", "verse burns"]),
        ({"t": "HorizontalRule"}, ["rule "]),
        (inline("CodeBlock", NO, "one\ntwo"), ["paragraph one/two"]),
        (inline("RawBlock", "html", ""), []),
        (inline("BlockQuote", [para("One"), para("two")]), [("quote", "paragraph One", "paragraph two")]),
        (inline("BlockQuote", []), []),
        (inline("BulletList", [[para("One")], [para("two")], []]), [("list", ("item", "paragraph One"), ("item", "paragraph two"))]),
        (
            inline("OrderedList", [3, {"t": "LowerAlpha"}, {"t": "OneParen"}], [[para("One")], []]),
            [("list", ("item c)", "paragraph One"), "item d) ")],
        ),
        (
            inline("DefinitionList", [[words("Lamp"), [[para("of brass")], [para("of tin")]]]]),
            ["paragraph Lamp", ("quote", "paragraph of brass"), ("quote", "paragraph of tin")],
        ),
        (inline("Figure", NO, [None, [para("The lamp")]], [para(inline("Image", NO, words("a  lamp"), ["l.png", ""]))]),
            ["paragraph [picture l.png: a lamp]", "paragraph The lamp"]),
        (inline("Div", NO, [para("One")]), ["paragraph One"]),
        ({"t": "Null"}, []),
        # inlines
        (para("a", inline("Emph", words("b c")), inline("Strong", [inline("Emph", [inline("Strong", words("d"))])])), ["paragraph a<emphasis: b><emphasis:  ><emphasis: c><strong, emphasis: d>"]),
        (para(inline("Underline", words("a")), inline("Strikeout", words("b")), inline("SmallCaps", words("c")), inline("Superscript", words("d")), inline("Subscript", words("e"))),
            ["paragraph <underline: a><strike: b><small-caps: c><superscript: d><subscript: e>"]),
        (para("a", {"t": "LineBreak"}, "b", {"t": "SoftBreak"}, "c"), ["paragraph a/b c"]),
        (para(inline("Quoted", {"t": "DoubleQuote"}, [inline("Quoted", {"t": "SingleQuote"}, words("a"))])), ["paragraph “‘a’”"]),
        (para(inline("Code", NO, "x = 1"), inline("Math", {"t": "InlineMath"}, "y"), inline("RawInline", "tex", "z"), inline("Cite", [], words("[1]"))), ["paragraph x = 1yz[1]"]),
        (para(inline("Link", NO, words("there"), ["https://a.example/", ""]), inline("Link", NO, words("here"), ["#a", ""]), inline("Link", NO, words("run"), ["javascript:x", ""]), inline("Link", NO, words("post"), ["mailto:a@b.example", ""])),
            ["paragraph <https://a.example/: there>hererun<mailto:a@b.example: post>"]),
        (para("a", inline("Image", NO, [], ["", ""])), ["paragraph a"]),
        (para("a", inline("Note", [para("of brass"), para("and tin")])), ["paragraph a[note ['paragraph of brass', 'paragraph and tin']]"]),
        (para(inline("Span", NO, words("a")), {"t": "Unknown"}), ["paragraph a"]),
        # changes and comments
        (para("a ", span("insertion", words("b "), author="Ana"), span("deletion", [*words("c"), span("insertion", words("d"), author="Ole")], author="Ana")),
            ["paragraph a [inserted Ana: b ][deleted Ana: c[inserted Ole: d]]"]),
        (para(span("comment-start", words("Sure?"), id="1", author="Eva", date="2024"), "a", span("comment-end", [], id="1"), "b", span("comment-end", [], id="7")),
            ["paragraph [comment Eva 2024 ['paragraph Sure?'] on a]b"]),
    ],
)  # fmt: skip
def test_blocks_and_inlines(tree, blocks):
    assert shown(reader().blocks([tree])) == blocks


def test_cells_that_span_rows_and_columns_leave_empty_ones():
    made = reader()
    tree = table(
        [cell(para("a"), rows=2), cell(para("b"), columns=2)],
        [cell(para("c")), cell(para("d"), rows=2)],
        [cell(para("e")), cell()],
    )
    (block,) = made.blocks([para("x"), tree])[1:]
    rows = [[_block(cell.blocks[0]).removeprefix("paragraph ") for cell in row.blocks] for row in block.blocks]  # fmt: skip
    assert rows == [["a", "b", ""], ["", "c", "d"], ["e", "", ""]]
    assert block.place == "table 1, after paragraph 1"
    assert [row.place for row in block.blocks] == ["table 1, row 1", "table 1, row 2", "table 1, row 3"]  # fmt: skip
    assert made.left_out == []


def test_a_caption_stands_above_its_table_and_tables_in_cells_are_told():
    made = reader()
    inner = table([cell(para("1")), cell(para("2"))])
    (block,) = made.blocks([table([cell(para("a")), cell(inner)], caption=[para("Lamps")])])
    assert [each.kind for each in block.blocks] == ["paragraph", "table"]
    assert _block(block.blocks[0]) == "paragraph Lamps"
    assert made.left_out == [
        "table 1, row 1: the rows and columns of a table within a cell (its words are kept)"
    ]


def test_the_end_of_a_paragraph_that_was_changed_is_told_where_its_words_do_not_say_so():
    made = reader()
    said = {"author": "Ana", "date": "2024-05-03T10:00:00Z"}
    made.blocks([para("a", span("paragraph-insertion", [], **said)), para("b", span("paragraph-deletion", []))])  # fmt: skip
    assert made.left_out == [
        "paragraph 1: its end, inserted by Ana on 2024-05-03",
        "paragraph 2: its end, deleted by an unknown person",
    ]
    made = reader()
    made.blocks([para(span("insertion", words("a"), **said), span("paragraph-insertion", [], **said))])  # fmt: skip
    assert made.left_out == []


def test_a_note_may_be_a_comment():
    signs = Signs()
    sign = signs.point(Mark("comment", who="Eva", when="2024"))
    note = inline("Note", [para(f"{sign}Sure?")])
    assert shown(reader(signs).blocks([para("a", note)])) == ["paragraph a[comment Eva 2024 ['paragraph Sure?'] on ]"]  # fmt: skip


def test_paragraphs_are_counted():
    blocks = reader().blocks([para("a"), para(" "), inline("BlockQuote", [para("b")]), para("c")])
    assert [block.place for block in blocks] == ["paragraph 1", "paragraph 2", "paragraph 3"]
    assert blocks[1].blocks[0].place == "paragraph 2"
