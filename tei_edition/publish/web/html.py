"""TEI in, web pages out."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from hashlib import sha256
from pathlib import Path

from lxml import etree

from tei_edition.diagnostics import Diagnostic
from tei_edition.resources import resource
from tei_edition.saxon import Stylesheet, custom_stylesheet, stylesheet, without_rule
from tei_edition.tei.given import tree_of

_UNHANDLED = re.compile(r' data-unhandled="(?P<name>[^"]*)"')


def render_html(
    tree: etree._ElementTree | Path | str | bytes,
    *,
    links: Mapping[str, str] | None = None,
    diagnostics: list[Diagnostic] | None = None,
    name: str = "<tei>",
    xslt: Path | None = None,
) -> str:
    """The web page of a TEI document, ours or any other TEI P5: a tree, a path, or the XML itself.

    Without *links* the page stands alone and carries its style and script with it. *links* are addresses
    relative to the page: "assets" (a folder, with its slash), "tei", "pdf", "home", "encoding"; and
    "source", the page that render_source makes; "address", where the page will be, absolute; "site", "footer", "logo" and "custom-style" are what a
    project says of itself. An element without a rule of its own keeps its text; which they were is put
    into *diagnostics* (X006), *name* being what they call the document. *xslt* is a stylesheet of one's
    own that imports ours. Raises StylesheetError where that does not compile, EditionError where the
    document cannot be read, TypeError where it is of another type.
    """
    tree, _ = tree_of(tree, "render_html", name)
    parameters = dict(links or {})
    if "assets" not in parameters:
        parameters |= _inline()
    page = _stylesheet(xslt).transform(tree, parameters)
    if diagnostics is not None:
        diagnostics += without_rule(_UNHANDLED.findall(page), name)
    return _UNHANDLED.sub("", page)


def render_source(
    tree: etree._ElementTree, *, links: Mapping[str, str], xslt: Path | None = None
) -> str:
    """The page that shows the source of a TEI document, indented and coloured.

    *links* are those of render_html, and "text", the page of the text.
    """
    parameters = {**links, "part": "source"}
    return _stylesheet(xslt).transform(tree, parameters)


def _stylesheet(xslt: Path | None) -> Stylesheet:
    return custom_stylesheet(xslt) if xslt else stylesheet(resource("xslt", "html", "html.xsl"))


def _inline() -> dict[str, str]:
    """Style and script for a page that stands alone, and the policy that allows these two only."""
    # Its fonts would weigh more than the page.
    style = re.sub(r"@font-face \{.*\}\n", "", css())
    code = script()
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(code)}'; "
        "img-src 'self'; base-uri 'none'; form-action 'none'"
    )
    return {"style": style, "script": code, "policy": policy}


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"


#: The full-text index is a program for the browser's own machine (WebAssembly).
_SEARCHING = (
    "default-src 'none'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'; font-src 'self'; "
    "connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
)


def render_index(
    trees: Iterable[etree._ElementTree], *, links: Mapping[str, str] | None = None
) -> str:
    """The page that lists the records of an edition, from their TEI headers.

    *links* as for render_html; "kind" asks for another page about all records: "missing" (of a 404),
    "feed" (Atom) or "sitemap"; "search" is the address of the full-text index.
    """
    root = etree.Element("edition")
    for tree in trees:
        record = tree.getroot()
        entry = etree.SubElement(root, record.tag)
        entry.attrib.update(record.attrib)
        entry.append(deepcopy(record[0]))
    parameters = {"assets": "assets/", **(links or {})}
    if parameters.get("search"):
        parameters["policy"] = _SEARCHING
    return stylesheet(resource("xslt", "html", "index.xsl")).transform(
        etree.ElementTree(root), parameters
    )


def css() -> str:
    """The style sheet of the web edition."""
    return resource("xslt", "html", "edition.css").read_text("utf-8")


def script() -> str:
    """The script of the web edition."""
    return resource("xslt", "html", "edition.js").read_text("utf-8")


def asset_files() -> dict[str, bytes]:
    """What the pages of an edition load, by its path in their assets folder.

    Style, script and icon, and the fonts (WOFF2, under the SIL Open Font License) with their licence.
    """
    names = ("edition.css", "edition.js", "icon.svg")
    found = {name: resource("xslt", "html", name).read_bytes() for name in names}
    for path in sorted(resource("fonts").iterdir()):
        if path.suffix in (".woff2", ".txt"):
            found[f"fonts/{path.name}"] = path.read_bytes()
    return found
