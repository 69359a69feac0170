"""Encoding with a second look: what is handed on is valid, and holds every character of its record."""

from __future__ import annotations

from lxml import etree

from tei_edition.check.ledger import keep_ledger
from tei_edition.check.validate import errors
from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.document.model import Record
from tei_edition.encode.encode import encode
from tei_edition.tei.serialize import tei_bytes


def encode_valid(record: Record) -> etree._ElementTree:
    """Encode *record* and look at the result before anybody gets it.

    Raises EditionError where it is not valid (V004) or lacks a character of the record (R040); both
    are bugs of ours, and said to be; TypeError as encode().
    """
    return encode_checked(record)[0]


def encode_checked(record: Record) -> tuple[etree._ElementTree, bytes]:
    """The same as encode_valid(), and the bytes of the file, which are what was validated."""
    tree = encode(record)
    keep_ledger(record, tree).check()
    data = tei_bytes(tree)
    if findings := errors(data, f"{record.id}.xml"):
        hint = "this is a bug of tei_edition: please report it with the record"
        raise EditionError(
            *(Diagnostic("V004", f.message, record.source.name, None, hint) for f in findings)
        )
    return tree, data
