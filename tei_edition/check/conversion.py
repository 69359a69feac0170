"""Encoding with a second look: what is handed on is valid, and holds every character of its record."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from tei_edition.check.ledger import keep_ledger
from tei_edition.check.validate import errors
from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.document.document import Record
from tei_edition.encode.encode import encode
from tei_edition.tei.serialize import tei_bytes


def encode_valid(record: Record, *, schema: Path | str | None = None) -> etree._ElementTree:
    """Encode *record*, and check the result before returning it.

    *schema* is the path of a project's own schema, which replaces the built-in one. Raises EditionError
    if the result is not valid (V004) or a character of the record is missing from it (R040). Both are bugs, unless the
    conventions require something that your own schema does not allow. Raises S001 to S005 if *schema* cannot be used,
    and TypeError like encode().
    """
    return encode_checked(record, Path(schema) if schema else None)[0]


def encode_checked(record: Record, schema: Path | None = None) -> tuple[etree._ElementTree, bytes]:
    """The same as encode_valid(), and the bytes of the file, which are what was validated."""
    tree = encode(record)
    keep_ledger(record, tree).check()
    data = tei_bytes(tree)
    if findings := errors(data, f"{record.id}.xml", schema):
        hint = "this is a bug in tei_edition; please report it with the record"
        if schema:
            hint = f"{schema.name} must allow everything that the program and the conventions write"
        raise EditionError(
            *(Diagnostic("V004", f.message, record.source.name, None, hint) for f in findings)
        )
    return tree, data
