"""Output: the reference of the encoding. An ODD in, its reference out: one page of HTML about every element."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from tei_edition import cache
from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.files import read_input
from tei_edition.odd import schemas
from tei_edition.publish.site import Addresses, Catalog, Design, Made, Site
from tei_edition.resources import resource
from tei_edition.saxon import StylesheetError, stylesheet
from tei_edition.tei.document import parse_tei

_SPEC = "{http://www.tei-c.org/ns/1.0}schemaSpec"


def make(catalog: Catalog, design: Design) -> Made:
    """The reference of our own encoding, and the schemas beside it."""
    files = schemas.files()
    return Made(
        {
            "encoding/index.html": _own_page(files, design.site),
            "assets/encoding.css": encoding_css(),
            **{f"encoding/{file.name}": file.read_bytes() for file in files},
        }
    )


def _own_page(files: Sequence[Path], site: Site) -> str:
    """The page about our own encoding, which is the same in every edition, but for links to the pages of the project."""
    modules = [
        *sorted(resource("xslt", "odd").glob("*.xsl")),
        resource("xslt", "common", "xml.xsl"),
    ]
    own = site.parameters()["own-pages"]
    name = cache.name_of(
        "reference", own.encode(), *(path.read_bytes() for path in (*files, *modules))
    )
    kept = cache.get(name)
    if kept is not None:
        return kept.decode()
    addresses = Addresses(assets="../assets/", home="../index.html", search="../search/")
    page = render_encoding(addresses=addresses, files=[file.name for file in files], site=site)
    cache.put(name, page.encode())
    return page


def render_encoding(
    odd: Path | None = None,
    *,
    addresses: Addresses | None = None,
    files: Sequence[str] = (),
    site: Site | None = None,
) -> str:
    """The reference of the ODD (TEI chapter 23) at *odd*; of the project's own without it.

    *addresses* are those of its assets, without which the page stands alone and carries its style with it,
    of the index and the search; *site* is what the project says of itself; *files* are the names of the schema's files beside the page. Raises EditionError: I001 to I003 where the file cannot be read, X001, X002 and
    X004 where it is not XML, S001 where it is no ODD.
    """
    path = odd or schemas.odd()
    name = str(path)
    tree = parse_tei(read_input(path, name), name)
    if tree.find(f".//{_SPEC}") is None:
        message = "this TEI document is not an ODD: it has no <schemaSpec>"
        raise EditionError(Diagnostic("S001", message, name))
    parameters = {"files": " ".join(files)}
    if addresses:
        parameters |= {
            "assets": addresses.assets,
            "home": addresses.home,
            "search": addresses.search,
        }
        parameters["own-pages"] = (site or Site()).parameters()["own-pages"]
    else:
        # Its fonts would weigh more than the page.
        parameters["style"] = re.sub(r"@font-face \{.*\}\n", "", encoding_css())
    try:
        return stylesheet(resource("xslt", "odd", "doc.xsl")).transform(tree, parameters)
    except StylesheetError as error:
        message = f"this ODD cannot be read: {error}"
        raise EditionError(Diagnostic("S001", message, name)) from None


def encoding_css() -> str:
    """The style sheet of the reference."""
    return resource("xslt", "odd", "encoding.css").read_text("utf-8")
