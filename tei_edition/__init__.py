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

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from tei_edition._version import __version__ as __version__

if TYPE_CHECKING:
    from tei_edition.build.edition import BuildReport, build
    from tei_edition.check.finding import Finding
    from tei_edition.check.validate import validate
    from tei_edition.diagnostics import Diagnostic, EditionError
    from tei_edition.document.model import Record
    from tei_edition.encode.encode import encode
    from tei_edition.publish.paper.pdf import render_pdf
    from tei_edition.publish.web.html import render_html
    from tei_edition.tei.serialize import tei_bytes
    from tei_edition.understand.record import read_record


_HOMES = {
    "BuildReport": "build.edition",
    "Diagnostic": "diagnostics",
    "EditionError": "diagnostics",
    "Finding": "check.finding",
    "Record": "document.model",
    "build": "build.edition",
    "encode": "encode.encode",
    "read_record": "understand.record",
    "render_html": "publish.web.html",
    "render_pdf": "publish.paper.pdf",
    "tei_bytes": "tei.serialize",
    "validate": "check.validate",
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


def _function(name: str) -> property:
    """A function of the face that a package of the same name must not hide once it is imported."""
    return property(lambda _: __getattr__(name), lambda _, package: None)


class _Face(ModuleType):
    build = _function("build")
    encode = _function("encode")


sys.modules[__name__].__class__ = _Face
