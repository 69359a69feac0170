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


def test_in_two_bytes_a_character_none_is_read():
    with pytest.raises(EditionError):
        parse_tei(document('<!ENTITY a "x">', "&a;").decode().encode("utf-16"), "a.xml")
