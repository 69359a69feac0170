"""Mistakes in files of settings and conventions are told with their place and in plain words."""

from __future__ import annotations

import pytest

from tei_edition.diagnostics import EditionError
from tei_edition.toml import parse_toml


def test_toml_is_read():
    assert parse_toml('a = ["x", 1]', "house.toml", "C003") == {"a": ["x", 1]}


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ('b = 1\na = "T\nc = 2', "2:7", "quotation marks"),
        ('b = 1\na = "T', "2:1", "quotation marks"),
        ("a = T", "1:5", "quotation marks"),
        ("a = 'it's'", "1:9", "double"),
        ('b = 1\na = ["x"\n', "2:1", "commas"),
        ('a = ["x" "y"]', "1:10", "commas"),
        ('a "T"', "1:3", "name = value"),
        ("[[rule]\na = 1", "1:7", "brackets"),
        ('a = "x\\d"', "1:9", "backslash"),
        ("a = 1\na = 2", "2:1", "twice"),
    ],
)
def test_mistake_is_told_in_plain_words(text, place, hint):
    with pytest.raises(EditionError) as caught:
        parse_toml(text, "house.toml", "C003")
    (found,) = caught.value.diagnostics
    assert (found.code, found.source, str(found.position)) == ("C003", "house.toml", place)
    assert hint in (found.hint or "")


def test_other_mistake_keeps_the_words_of_the_parser():
    with pytest.raises(EditionError) as caught:
        parse_toml("[a]\n[a]", "edition.toml", "C001")
    (found,) = caught.value.diagnostics
    assert found.hint is None
    assert found.message
