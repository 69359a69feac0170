"""tei_edition: make validated TEI, HTML and PDF editions from archival records.

    from tei_edition import read_record, encode_valid, remarks_of, render_html, render_pdf, validate

    record = read_record("letter.md")         # a Record, with record.diagnostics
    for remark in remarks_of(record):         # its place, its kind, its TEI
        print(remark.line, remark.kind, remark.tei)
    tree = encode_valid(record)               # an lxml tree, TEI P5, valid
    assert not validate("other.xml")          # a list of Findings
    page = render_html(tree)                  # str, HTML5
    pdf = render_pdf(tree)                    # bytes, PDF/A-3a and PDF/UA-1

    edition = Edition.open("letters")         # a project: its documents, hooks, validate() and build()

A single-line str is treated as a path. Conventions are given by name ("frus") or loaded with load_conventions().
Modules are imported when they are first used: a program that only reads records does not load Saxon.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from tei_edition._version import __version__ as __version__

if TYPE_CHECKING:
    from tei_edition.build.edition import BuildReport, build
    from tei_edition.build.opened import Edition
    from tei_edition.build.settings import Settings
    from tei_edition.check.conversion import encode_valid
    from tei_edition.check.finding import Finding
    from tei_edition.check.validate import validate
    from tei_edition.diagnostics import Diagnostic, EditionError
    from tei_edition.document.document import Record
    from tei_edition.encode.encode import encode
    from tei_edition.encode.remarks import EncodedRemark, remarks_of
    from tei_edition.publish.paper.options import PrintOptions
    from tei_edition.publish.paper.pdf import render_pdf
    from tei_edition.publish.web.html import render_html
    from tei_edition.tei.serialize import tei_bytes
    from tei_edition.understand.record import read_record
    from tei_edition.understand.remarks.rules import Conventions, load_conventions

_HOMES = {
    "BuildReport": "build.edition",
    "Conventions": "understand.remarks.rules",
    "Diagnostic": "diagnostics",
    "Edition": "build.opened",
    "EditionError": "diagnostics",
    "EncodedRemark": "encode.remarks",
    "Finding": "check.finding",
    "PrintOptions": "publish.paper.options",
    "Record": "document.document",
    "Settings": "build.settings",
    "build": "build.edition",
    "encode": "encode.encode",
    "encode_valid": "check.conversion",
    "load_conventions": "understand.remarks.rules",
    "read_record": "understand.record",
    "remarks_of": "encode.remarks",
    "render_html": "publish.web.html",
    "render_pdf": "publish.paper.pdf",
    "tei_bytes": "tei.serialize",
    "validate": "check.validate",
}

__all__ = [
    "BuildReport",
    "Conventions",
    "Diagnostic",
    "Edition",
    "EditionError",
    "EncodedRemark",
    "Finding",
    "PrintOptions",
    "Record",
    "Settings",
    "build",
    "encode",
    "encode_valid",
    "load_conventions",
    "read_record",
    "remarks_of",
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
