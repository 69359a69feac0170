"""Numbered paragraphs of dispatches: the number stands once, in the TEI, on the page, in print and on the way back."""

from __future__ import annotations

import re

from conftest import HEADER
from lxml import html

from tei_edition import encode, read_record, render_html, tei_bytes, validate
from tei_edition.check.ledger import keep_ledger
from tei_edition.publish.paper.pdf import render_typst
from tei_edition.write.record import write_record

LONG = (
    "I asked the pilot about the lamp. He said that it had been lit in May, that nobody but the "
    "board's own clerk had objected, and that the clerk had since been sent to Moss."
)
DISPATCH = f"1. {LONG}\n\n2. He smiled.\n\n3\\. {LONG}\n\n   a) new lamps\n\n   b) oil\n"


def test_each_number_stands_once():
    record = read_record(HEADER + DISPATCH, name="record-1017.md")
    tree = encode(record)
    assert [p.get("n") for p in tree.iterfind(".//{*}body//{*}p")] == ["1", "2", "3"]
    assert keep_ledger(record, tree).balances
    assert not validate(tree)
    page = html.fromstring(render_html(tree)).get_element_by_id("text").text_content()
    printed = re.sub(r"#|\"|;", "", render_typst(tree))
    for number in ("1. I asked", "2. He smiled", "3. I asked"):
        assert page.count(number) == printed.count(number) == 1
    again = encode(read_record(write_record(tree), name="record-1017.md"))
    assert tei_bytes(again) == tei_bytes(tree)


def test_a_number_that_the_words_begin_with_is_not_said_twice():
    data = tei_bytes(encode(read_record(HEADER + DISPATCH))).replace(b'n="2">', b'n="2">2. ')
    page = html.fromstring(render_html(data)).get_element_by_id("text").text_content()
    assert page.count("2. He smiled") == 1
    assert "2. 2." not in page


def test_numbers_count_behind_their_brackets():
    record = read_record(f"{HEADER}(1) {LONG}\n\nHe left.\n\n(2) {LONG}\n")
    tree = encode(record)
    assert [p.get("n") for p in tree.iterfind(".//{*}body//{*}p")] == ["(1)", None, "(2)"]
    assert keep_ledger(record, tree).balances


def test_an_omission_and_a_second_series_beside_the_first():
    text = f"1. {LONG}\n\n3. {LONG}\n\n1. New oil.\n\n2. New lamps.\n"
    tree = encode(read_record(HEADER + text, name="record-1017.md"))
    assert tree.xpath("//*[local-name() = 'p' or local-name() = 'item']/@n") == [
        "1",
        "3",
        "1.",
        "2.",
    ]
    again = encode(read_record(write_record(tree), name="record-1017.md"))
    assert tei_bytes(again) == tei_bytes(tree)
