"""Words that the ends of lines part."""

import pytest
from conftest import HEADER

from tei_edition import encode_valid, read_record


def told(text):
    record = read_record(HEADER + text)
    (paragraph,) = encode_valid(record).iterfind(".//{*}body//{*}p")
    return "".join(paragraph.itertext()), [d.code for d in record.diagnostics]


@pytest.mark.parametrize(
    ("source", "words", "codes"),
    [
        ("The trea-\nsurer came.", "The treasurer came.", ["R036"]),
        ("A well-\nknown quay.", "A well-known quay.", []),
        ("The Franco-\nGerman lamp.", "The Franco-German lamp.", []),
        ("In pre-\nand post-war years.", "In pre- and post-war years.", []),
        ("The lamp -\nold as it was.", "The lamp - old as it was.", []),
        ("From 3-\n5 May.", "From 3- 5 May.", []),
    ],
)
def test_a_word_over_two_lines_is_one(source, words, codes):
    assert told(source) == (words, codes)
