"""Small parts that other tests only pass through, each at its bounds."""

from __future__ import annotations

from collections import Counter

import pytest

from tei_edition.read.objects import _DEPTH, is_deep
from tei_edition.read.pandoc_draft import Passage, lost_of
from tei_edition.tei.spans import Spans, path_in, words_of


def nested(depth, value=0):
    for level in range(depth):
        value = [value] if level % 2 else {"a": value}
    return value


def test_what_stands_deeper_than_a_cell_may():
    assert not is_deep(1)
    assert not is_deep(nested(_DEPTH - 1))
    assert is_deep(nested(_DEPTH))
    assert is_deep([1, [2, nested(_DEPTH)], 3])


@pytest.mark.parametrize(
    ("held", "lost"),
    [
        ("one lamp and one boat of ours", []),
        ("one and one boat of ours", ["a: “lamp”"]),
        ("lamp and boat of ours", ["a: “one”", "b: “one”"]),
        ("and boat of ours one", ["a: “one lamp”"]),
        ("", ["a: “one lamp and”", "b: “one boat of ours”"]),
        ("onelamp and one boat of ours", []),  # words that were put together
    ],
)
def test_words_that_are_lost_are_looked_for_where_the_most_are(held, lost):
    passages = [Passage("a", "one lamp and"), Passage("b", "one boat of ours")]
    assert sorted(lost_of(passages, Counter(held.split()))) == sorted(lost)


def test_of_many_lost_words_the_first_are_named():
    words = [f"w{n}" for n in range(14)]
    for count, dots in ((12, ""), (13, " …")):
        (said,) = lost_of([Passage("a", " ".join(words[:count]))], Counter())
        assert said == f"a: “{' '.join(words[:12])}{dots}”"


def test_the_way_to_an_element_is_told_by_names_and_numbers():
    spans = Spans(b"<TEI><text><p/><!-- a --><p><hi/></p></text></TEI>", "t.xml")
    (text,) = spans.root.children
    first, comment, second = text.children
    nodes = (spans.root, text, first, comment, second, second.children[0])
    ways = ["TEI", "text", "text/p[1]", "text/comment()", "text/p[2]", "text/p[2]/hi"]
    assert [path_in(node) for node in nodes] == ways


def test_the_words_of_a_part_stand_apart_by_single_blanks():
    spans = Spans(b"<TEI><p> One\n  <hi>lamp</hi>s </p><!-- a  b --><!----></TEI>", "t.xml")
    assert [words_of(node) for node in spans.root.children] == ["One lamps", "a  b", ""]
