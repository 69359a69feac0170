"""Sixty errors in a real document: found, at the right place, with words that say what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from seeded_errors import seeded_errors

from tei_edition import encode, read_record, tei_bytes, validate

SEED = Path(__file__).resolve().parent.parent / "seeds" / "1962-11-24-khrushchev-kaul.md"
ERRORS = seeded_errors(tei_bytes(encode(read_record(SEED))).decode())


def test_there_are_sixty():
    assert len(ERRORS) == 60
    assert len({error.name for error in ERRORS}) == 60


@pytest.mark.parametrize("error", ERRORS, ids=[error.name for error in ERRORS])
def test_a_seeded_error(error):
    findings = validate(error.text)
    told = [f"{f.message} {f.hint or ''}" for f in findings if f.position == error.position]
    assert told, [f"{f} (wanted at {error.position})" for f in findings]
    assert any(error.says in words for words in told), told
