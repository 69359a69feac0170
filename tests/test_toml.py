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
        ("a = 1\na = 2", "2:1", "`a` is given twice"),
        ("[t]\n'a b' = 1\n 'a b' = [\n2,\n3]", "3:2", "`'a b'` is given twice"),
        ("a = 1\n[a]\nb = 2", "2:2", "`a` is given twice"),
        ("[a]\n[b]\n[a]", "3:3", "the table `[a]` is given twice"),
        ("a = {b = 1, b = 2}", "1:18", "`b` is given twice"),
        ("a = {b = {}}\n[a.b.c]", "2:7", "given twice, or its name already has a value"),
        ("a = {b = 1}\na.c = 2", "2:1", "nothing can be added to it"),
    ],
)
def test_mistake_is_told_in_plain_words(text, place, hint):
    with pytest.raises(EditionError) as caught:
        parse_toml(text, "house.toml", "C003")
    (found,) = caught.value.diagnostics
    assert (found.code, found.source, str(found.position)) == ("C003", "house.toml", place)
    assert hint in f"{found.message} {found.hint}"


def test_other_mistake_keeps_the_words_of_the_parser():
    with pytest.raises(EditionError) as caught:
        parse_toml("= 1", "edition.toml", "C001")
    (found,) = caught.value.diagnostics
    assert found.hint is None
    assert found.message
