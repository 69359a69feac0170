"""An ODD in, its reference out: one page of HTML about every element."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.files import read_input
from tei_edition.odd import schemas
from tei_edition.resources import resource
from tei_edition.saxon import StylesheetError, stylesheet
from tei_edition.tei.document import parse_tei

_SPEC = "{http://www.tei-c.org/ns/1.0}schemaSpec"


def render_encoding(odd: Path | None = None, *, links: Mapping[str, str] | None = None) -> str:
    """The reference of the ODD (TEI chapter 23) at *odd*; of the project's own without it.

    Without *links* the page stands alone and carries its style with it. *links* are addresses relative
    to the page: "assets" (a folder, with its slash), "home", and "files" (those of the schema, with
    spaces between). Raises EditionError: I001 to I003 where the file cannot be read, X001, X002 and
    X004 where it is not XML, S001 where it is no ODD.
    """
    path = odd or schemas.odd()
    name = str(path)
    tree = parse_tei(read_input(path, name), name)
    if tree.find(f".//{_SPEC}") is None:
        message = "this TEI document is no ODD: it has no <schemaSpec>"
        raise EditionError(Diagnostic("S001", message, name))
    parameters = dict(links or {})
    if "assets" not in parameters:
        parameters["style"] = encoding_css()
    try:
        return stylesheet(resource("xslt", "odd", "doc.xsl")).transform(tree, parameters)
    except StylesheetError as error:
        message = f"this ODD cannot be understood: {error}"
        raise EditionError(Diagnostic("S001", message, name)) from None


def encoding_css() -> str:
    """The style sheet of the reference."""
    return resource("xslt", "odd", "encoding.css").read_text("utf-8")
