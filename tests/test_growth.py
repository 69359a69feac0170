"""Twice the text takes about twice the time, whatever it is made of."""

from __future__ import annotations

import time

import pytest
from conftest import HEADER, least_seconds

from tei_edition import read_record

pytestmark = pytest.mark.usefixtures("untraced")

#: What a record is made of, and how often: enough to take a while.
SHAPES = {
    "openings of links": (lambda n: "[a](" * n, 1000),
    "signs of notes": (lambda n: "word* " * n + "\n\n* What the star says.", 2500),
    "raised figures": (lambda n: "word² " * n, 4000),
    "pairs of marks": (lambda n: "[begin underline] word [end underline] " * n, 800),
    "blanks": (lambda n: f"a{' ' * n}b", 100_000),
}


def read(text: str) -> None:
    read_record(f"{HEADER}{text}\n\nThe end.\n")


@pytest.mark.parametrize("shape", SHAPES)
def test_time_is_linear(shape):
    make, number = SHAPES[shape]
    read("warm")

    # What takes a moment is not measured against another moment.
    def bound(one: float) -> float:
        return max(2.6 * one, 0.3)

    one, two = least_seconds(lambda: read(make(number)), lambda: read(make(2 * number)), bound)
    assert two < bound(one), f"{one:.2f} s, {two:.2f} s"


def test_plain_words_are_printed_as_soon_as_shown():
    # An expression that looks for long words at each letter takes more than all else that print does.
    from lxml import etree

    from tei_edition.publish.paper.options import PrintOptions
    from tei_edition.resources import resource
    from tei_edition.saxon import stylesheet

    words = "<p>The consul wrote about the harbour and its lamps, and nobody answered.</p>" * 2500
    tree = etree.ElementTree(
        etree.fromstring(
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{words}</body></text></TEI>'
        )
    )
    times = {}
    for name, sheet in {
        "print": PrintOptions().stylesheet(),
        "page": stylesheet(resource("xslt", "html", "html.xsl")),
    }.items():
        times[name] = 1e9
        for _ in range(3):
            start = time.process_time()
            sheet.transform(tree)
            times[name] = min(times[name], time.process_time() - start)
    assert times["print"] < times["page"], times


def test_emphasis_has_a_depth():
    from tei_edition import encode_valid

    record = read_record(f"{HEADER}{'*' * 3001}word{'*' * 3001} more.\n")
    assert "word" in "".join(encode_valid(record).getroot().itertext())


def test_a_raised_figure_is_no_leaf():
    from tei_edition import encode_valid

    record = read_record(HEADER.replace("ll. 3-5", "ll. 3²") + "The end.\n")
    assert "3²" in "".join(encode_valid(record).getroot().itertext())
