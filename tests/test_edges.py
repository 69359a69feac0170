"""Rooms and corners that whole records seldom enter."""

from __future__ import annotations

import pytest
from conftest import HEADER

from tei_edition import EditionError, encode, read_record, validate
from tei_edition.document.header import Language
from tei_edition.document.inline import Text, cut, partition, plain
from tei_edition.document.source import Source, Span
from tei_edition.resources import resource
from tei_edition.understand.remarks.slots import language_of, read_hand, read_quantity
from tei_edition.understand.remarks.wording import Lexicon, Vocabulary, Wording, WordingError


@pytest.mark.parametrize(
    ("words", "key", "description"),
    [
        ("by hand", "", "Unidentified hand"),
        ("in red pencil", "red-pencil", "Unidentified hand, in red pencil"),
        ("in Stalin's hand in ink", "Stalin-ink", "Hand of Stalin, in ink"),
        ("in another hand", "another", "Unidentified hand, told apart as “another”"),
    ],
)
def test_hands(words, key, description):
    hand = read_hand(words)
    assert (hand.key, hand.description) == (key, description)


@pytest.mark.parametrize(
    ("words", "attributes"),
    [
        ("two", {"quantity": "2"}),
        ("half a", {"quantity": "0.5"}),
        ("1-2", {"at_least": "1", "at_most": "2"}),
        ("two or three", {"at_least": "2", "at_most": "3"}),
        ("several", {"extent": "several"}),
    ],
)
def test_quantities(words, attributes):
    assert read_quantity(words) == attributes


@pytest.mark.parametrize(
    ("words", "names", "tag"),
    [
        ("druzhba", ["ru"], "ru-Latn"),
        ("Freundschaft", ["de"], "de"),
        ("дружба", ["bg"], "bg"),
        ("дружба", [], "und-Cyrl"),
        ("同志", ["ru", "zh"], "zh"),
        ("동무", ["ko"], "ko"),
        ("word", [], "und-Latn"),
    ],
)
def test_languages_of_words(words, names, tag):
    assert language_of(words, tuple(Language(name, name) for name in names)) == tag


def test_cutting_loses_nothing():
    nodes = (Text("one two", Span(0, 7)), Text(" three", Span(7, 13)))
    before, middle, after = partition(nodes, 4, 9)
    assert [plain(part) for part in (before, middle, after)] == ["one ", "two t", "hree"]
    assert cut(nodes, 4, 7)[0].span == Span(4, 7)


def test_wordings_that_cannot_be_read_are_refused():
    lexicon = Lexicon({}, {"v": Vocabulary("v", {"k": ["only?"]})}, ())
    with pytest.raises(WordingError):
        Wording("{nothing}", lexicon).match("x", (), None)
    with pytest.raises(WordingError):
        Wording("{v}", lexicon).match("x", (), None)


def test_what_the_installation_lacks_is_said():
    with pytest.raises(FileNotFoundError):
        resource("schema", "nothing.rng")


ODD_TEXTS = [
    "A link [text](https://a.example) and [their](own) words.",
    "Nested [Translator's note: see [the] other one] brackets.",
    "Deep " + "[" * 30 + "x" + "]" * 30 + " nest.",
    "\\* Not a note.\n\nText\\* here [and unclosed.\n\n\\* A note [sic] of it.",
    "[signature]",
    "HEADING\n\n[signature]",
    ">\n\n[signature]",
    "> >\n\n> [page 3]\n\nYours,\n\n[signature]\n\nP.S. It rains.",
    "> quoted [our] words\n> that go on and on for a long time until they are cut off by the\n\npage.",
    "1. one [illegible] two\n2. a long item that goes on and on until it is cut off in the\n\nmiddle.",
    "Text.\n\n[Translator's note: illegible handwriting in the margin]\n\nMore.",
    "Text.\n\n[stamp: X] [Note: it is red]\n\nMore.",
    "> # A heading in a quotation",
    "Text.\n\n>\n\n> >\n\nMore.",
    "[Note: first.]\n\nText.\n\n# Head\n\n## Sub\n\nMore.\n\n[signature]",
    "A&nbsp;b<br>c &lt;d&gt; [*a* **b**]",
]


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_texts_are_valid(text):
    assert validate(encode(read_record(HEADER + text))) == []


def test_header_in_bold_paragraphs():
    text = (
        "# Minutes\n\n**Date:** undated\n\n**Citation:** Minutes, Unknown Archive of Somewhere, box 7\n\n"
        "**Credits:** Edited by A. Lind, with support from the Port Foundation\n\n"
        "**Original Language:** Klingon and Russian\n\n**Rights:** Free.\n\n"
        "**Contents:** Transcript - Russian\n\nThe text [Ed.: of it]."
    )
    record = read_record(text, name="minutes.md")
    assert record.id == "minutes"
    assert record.header.language.tag == "ru"
    assert record.header.rights == "Free."
    assert record.header.funders == ("Port Foundation",)
    assert {"R007", "R010", "R011"} <= {d.code for d in record.diagnostics}
    tree = encode(record)
    assert validate(tree) == []
    assert tree.getroot().find(".//{*}body//{*}note").get("resp") == "#a-lind"


def test_extra_headings_of_the_header_are_kept():
    record = read_record(
        "# 5 May 1950\n\n# A title\n\n## More title\n\n#### Summary:\n\nS.\n\nText."
    )
    assert record.header.title == "A title"
    assert "More title" in [field.text for field in record.header.unknown]
    assert validate(encode(record)) == []


def test_table_of_positions():
    source = Source("x", "a\nbc")
    assert str(source.position(3)) == "2:2"
    with pytest.raises(EditionError):
        raise EditionError(source.diagnostic("R024", "m", 0, "h"))
