"""Entities that a document declares for itself are expanded within a bound; all others are refused."""

from __future__ import annotations

import pytest

from tei_edition.diagnostics import EditionError
from tei_edition.tei.document import parse_tei


def document(declarations: str, body: str) -> bytes:
    return f"<!DOCTYPE TEI [{declarations}]>\n<TEI><p>{body}</p></TEI>".encode()


@pytest.mark.parametrize(
    ("declarations", "body", "words"),
    [
        ('<!ENTITY firm "Lamp and Sons">', "&firm; of Moe", "Lamp and Sons of Moe"),
        ("<!ENTITY a 'oil'><!ENTITY b '&a;-lamp'>", "an &b;", "an oil-lamp"),
        ('<!ENTITY n "<hi>lit</hi>">', "It is &n;.", "It is lit."),
        ('<!-- <!ELEMENT x ANY> --><!ENTITY dash "&#x2014;">', "a&dash;b", "a—b"),
        ('<!ENTITY firm "Lamp">', "<hi n='&firm;'>x</hi>", "x"),
    ],
)
def test_words_of_its_own(declarations, body, words):
    tree = parse_tei(document(declarations, body), "a.xml")
    assert "".join(tree.getroot().itertext()) == words


LAUGHS = '<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
)


@pytest.mark.parametrize(
    ("declarations", "body"),
    [
        (LAUGHS, "&a9;"),
        (LAUGHS, "x"),
        (f'<!ENTITY a "{"x" * 9000}">', "&a;" * 200),
        ('<!ENTITY a "&b;"><!ENTITY b "&a;">', "&a;"),
        ('<!ENTITY a SYSTEM "other.xml">', "&a;"),
        ('<!ENTITY a PUBLIC "x" "http://example.org/">', "&a;"),
        ("<!ENTITY % p \"<!ENTITY a SYSTEM 'other.xml'>\"> %p;", "&a;"),
        ('<!ENTITY b "x"><!ENTITY a SYSTEM "other.xml">', "&b;"),
    ],
)
def test_what_grows_or_reads_is_refused(declarations, body):
    with pytest.raises(EditionError) as caught:
        parse_tei(document(declarations, body), "a.xml")
    assert caught.value.diagnostics[0].code == "X002"


WIDE = '<?xml version="1.0" encoding="{}"?>{}'


def test_in_two_bytes_a_character_they_are_read_as_in_one():
    text = (
        document('<!ENTITY a "oat’s">', "&a;").decode().partition("?>")[2]
        or document('<!ENTITY a "oat’s">', "&a;").decode()
    )
    for declared in ("UTF-16", "utf-16"):
        tree = parse_tei(WIDE.format(declared, text).encode("utf-16"), "a.xml")
        assert "oat’s" in "".join(tree.getroot().itertext())
    assert "oat’s" in "".join(parse_tei(text.encode("utf-16"), "a.xml").getroot().itertext())


@pytest.mark.parametrize(
    "declarations", ['<!ENTITY a SYSTEM "other.xml">', '<!ENTITY a "&b;"><!ENTITY b "&a;">']
)
def test_in_two_bytes_a_character_none_gets_in_that_would_not(declarations):
    text = document(declarations, "&a;").decode()
    for data in (
        text.encode("utf-16"),
        text.encode("utf-16-le"),
        b"\xff\xfe" + text.encode("utf-16-le") + b"\0",
    ):
        with pytest.raises(EditionError):
            parse_tei(data, "a.xml")


def test_an_encoding_that_the_first_bytes_deny_is_not_believed():
    text = document('<!ENTITY a "x">', "&a;").decode()
    with pytest.raises(EditionError):
        parse_tei(WIDE.format("latin-1", text.partition("?>")[2] or text).encode("utf-16"), "a.xml")
