"""tei_edition: archive records in, validated TEI, HTML and PDF editions out.

    from tei_edition import read_record, encode, validate, render_html, render_pdf

    record = read_record(Path("letter.md"))   # a Record, with record.diagnostics
    tree = encode(record)                     # an lxml tree, TEI P5
    assert not validate(tree)                 # a list of Findings
    page = render_html(tree)                  # str, HTML5
    pdf = render_pdf(tree)                    # bytes, PDF/A-3a and PDF/UA-1

Nothing is imported before it is used: a command that only reads does not load Saxon.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tei_edition.diagnostics import Diagnostic, EditionError
    from tei_edition.edition import BuildReport, build
    from tei_edition.record.model import Record
    from tei_edition.record.reader import read_record
    from tei_edition.render.html import render_html
    from tei_edition.render.pdf import render_pdf
    from tei_edition.tei.encode import encode
    from tei_edition.tei.serialize import tei_bytes
    from tei_edition.validation.finding import Finding
    from tei_edition.validation.validate import validate

__version__ = "0.1.0"

_HOMES = {
    "BuildReport": "edition",
    "Diagnostic": "diagnostics",
    "EditionError": "diagnostics",
    "Finding": "validation.finding",
    "Record": "record.model",
    "build": "edition",
    "encode": "tei.encode",
    "read_record": "record.reader",
    "render_html": "render.html",
    "render_pdf": "render.pdf",
    "tei_bytes": "tei.serialize",
    "validate": "validation.validate",
}

__all__ = [
    "BuildReport",
    "Diagnostic",
    "EditionError",
    "Finding",
    "Record",
    "build",
    "encode",
    "read_record",
    "render_html",
    "render_pdf",
    "tei_bytes",
    "validate",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"tei_edition.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'tei_edition' has no attribute {name!r}")
