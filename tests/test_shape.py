"""The shape of documents: who speaks, how letters begin and end, what a numbered line is."""

import pytest

from tei_edition import encode_valid, read_record

HEADER = "## May 3, 1955\n\n### On lamps\n\n#### Original Language:\n\nRussian\n\n#### Contents:\n\nTranslation - English\n\n"


def body(text):
    return encode_valid(read_record(HEADER + text)).find(".//{*}body")


def told(element, name):
    """The words of each element called *name*."""
    return [" ".join("".join(node.itertext()).split()) for node in element.iter(f"{{*}}{name}")]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Ana Lind :\n\nThe lamp is old.\n\nOle Berg :\n\nIt was mended.", ["Ana Lind :", "Ole Berg :"]),
        ("Comrade LIND:\n\n1. The lamp is old.\n\n2. The oil is dear.\n\nComrade Berg:\n\nWe shall see.",
         ["Comrade LIND:", "Comrade Berg:"]),
        ("A. B. Lind. The lamp is old.\n\nTveter. No, it is not.\n\nA. B. Lind. I saw it.",
         ["A. B. Lind.", "Tveter.", "A. B. Lind."]),
        ("A.B. Lind. The lamp is old.\n\nRight. We shall see.\n\nA.B. Lind. I saw it.", ["A.B. Lind.", "A.B. Lind."]),
        ("Lind wrote of it. The lamp is old.\n\nTveter. No.", []),
        ("A. Lind came in. He was late.\n\nO. Berg. He was there.", []),
    ],
)  # fmt: skip
def test_speakers(text, speakers):
    assert told(body(text), "speaker") == speakers


def test_a_turn_may_begin_with_a_number():
    found = body(
        "Comrade LIND:\n\n1. The lamp is old.\n\n2. The oil is dear.\n\nComrade Berg:\n\nYes."
    )
    first = found.find(".//{*}sp")
    assert told(first, "item") == ["The lamp is old.", "The oil is dear."]


def test_a_letter_dated_at_its_foot():
    found = body(
        "Dear Ole,\n\nI got your lamp. We sail soon.\n\nYours,\n\nAna Lind\n\nMoss\n\n3 May 1955"
    )
    assert told(found, "p") == ["I got your lamp. We sail soon."]
    assert told(found, "opener") == ["Dear Ole,"]
    assert told(found, "closer") == ["Yours, Ana Lind Moss 3 May 1955"]
    assert told(found, "signed") == ["Ana Lind"]
    assert told(found, "dateline") == ["Moss", "3 May 1955"]


def test_one_name_signs_a_letter():
    found = body("See my list of lamps and then write to me.\n\nGreetings from\n\nTATA")
    assert told(found, "p") == ["See my list of lamps and then write to me."]
    assert told(found, "signed") == ["TATA"]


def test_one_word_does_not_sign_what_is_no_letter():
    assert told(body("The lamp was lit at last.\n\nMoss"), "closer") == []


def test_numbered_headings_are_no_lists():
    found = body(
        "1. Lamps\n\nThe pilot said that the lamp was old.\n\n2. Oil\n\nThe cook said that oil was dear."
    )
    assert told(found, "head") == ["1. Lamps", "2. Oil"]
    assert told(found, "list") == []


def test_a_numbered_sentence_above_a_paragraph_is_no_heading():
    found = body(
        "He began:\n\n1. The lamp of the harbour is old.\n\nThe pilot said that he knew it."
    )
    assert told(found, "head") == []
