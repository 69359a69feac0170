"""HTML as blocks: what stands in lists, tables, preformatted text, and how its settings are known."""

from __future__ import annotations

import pytest

from tei_edition.document.draft import Break, PageMark, Run
from tei_edition.read.hypertext import blocks_of_html, passage


def shown(blocks):
    return [_block(block) for block in blocks]


def _block(block):
    label = f"{block.label} " if block.label else ""
    if block.blocks:
        return (f"{block.kind} {label}".strip(), *shown(block.blocks))
    return f"{block.kind} {block.level or ''}{label}".strip() + f": {''.join(map(_inline, block.content))}"  # fmt: skip


def _inline(node):
    match node:
        case Run(text=text, styles=styles):
            return f"<{', '.join(styles)}: {text}>" if styles else text
        case Break():
            return "/"
        case PageMark(number=number):
            return f"[page {number}]"
    return ""


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<h2>On <i>lamps</i><br></h2>", ["heading 2: On <emphasis: lamps>"]),
        ("<h2><div>On</div><div>lamps</div></h2>", ["heading 2: On lamps"]),
        ("<h2> </h2>", []),
        ("<pre>\none\n two\n</pre>", ["paragraph: one/ two"]),
        ("<ol type=I start=4><li>a<li>b</ol>", [("list", ("item IV.", "paragraph: a"), ("item V.", "paragraph: b"))]),
        ("<ol type=i start=49><li>a</ol>", [("list", ("item xlix.", "paragraph: a"))]),
        ("<ol type=A start=26><li>a<li>b</ol>", [("list", ("item Z.", "paragraph: a"), ("item 27.", "paragraph: b"))]),
        ("<ol type=a start=0><li>a</ol>", [("list", ("item 0.", "paragraph: a"))]),
        ("<ol start=x><li value=7>a<li>b</ol>", [("list", ("item 7.", "paragraph: a"), ("item 8.", "paragraph: b"))]),
        ("<ul><li>a</li><p>loose</p>words<li hidden>no</li></ul>", [("list", ("item", "paragraph: a"), ("item", "paragraph: loose"))]),
        ("<ul><ul><li>a</ul></ul>", [("list", ("item", ("list", ("item", "paragraph: a"))))]),
        ("<blockquote> </blockquote>", []),
        ("<table role=presentation><tr><td>a<td>b</table>", ["paragraph: a", "paragraph: b"]),
        ("<table><caption>Oil</caption><tr><th>a<td>b<tr></tr></table>", ["paragraph: Oil", ("table", ("row", ("cell", "paragraph: a"), ("cell", "paragraph: b")))]),
        ("<table><tr><td>a<td><table><tr><td>1<td>2</table></table>", ["paragraph: a", ("table", ("row", ("cell", "paragraph: 1"), ("cell", "paragraph: 2")))]),
        ("a<hr>b", ["paragraph: a", "rule: ", "paragraph: b"]),
        ("<p>a<br>b<br><br>c</p>", ["paragraph: a/b", "paragraph: c"]),
        ("<p><br>a<br></p>", ["paragraph: a"]),
        ("<p style='display : none'>a</p><p style='color: red'>b</p>", ["paragraph: b"]),
        ("<p><b>a<b>b</b></b><span style='font-style:italic; font-weight: bold'>c</span></p>", ["paragraph: <strong: a><strong: b><emphasis, strong: c>"]),
        ("<p>a<span class='pagebreak' id='p7' title='7'></span>b</p>", ["paragraph: a[page 7]b"]),
        (f"<p>a<span class='pagebreak'>{'word ' * 9}</span></p>", [f"paragraph: a{'word ' * 9}"]),
    ],
)  # fmt: skip
def test_blocks_of_html(html, blocks):
    assert shown(blocks_of_html(html)) == blocks


def test_what_is_left_out_is_told_by_its_first_words():
    assert passage("nav", "Home, and all else there is") == ["nav, 6 words (“Home and all else”)"]
    assert passage("nav", " Home ") == ["nav, 1 word (“Home”)"]
    assert passage("nav", " – ") == []


def test_a_place_is_said_of_each_block():
    assert {block.place for block in blocks_of_html("<p>a</p><ul><li>b</ul><hr>", "row 7")} == {"row 7"}  # fmt: skip
