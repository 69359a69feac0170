"""TEI in, web pages out."""

from __future__ import annotations

import base64
import re
from hashlib import sha256
from pathlib import Path

from lxml import etree

from tei_edition.diagnostics import Diagnostic
from tei_edition.publish.site import Addresses, Site
from tei_edition.resources import resource
from tei_edition.saxon import Stylesheet, custom_stylesheet, stylesheet, without_rule
from tei_edition.tei.given import tree_of

_UNHANDLED = re.compile(r' data-unhandled="(?P<name>[^"]*)"')


def render_html(
    tree: etree._ElementTree | Path | str | bytes,
    *,
    site: Site | None = None,
    addresses: Addresses | None = None,
    diagnostics: list[Diagnostic] | None = None,
    name: str = "<tei>",
    xslt: Path | None = None,
) -> str:
    """The web page of a TEI document, ours or any other TEI P5: a tree, a path, or the XML itself.

    *addresses* are what the page offers and loads; without those of its assets it stands alone and carries
    its style and script with it. *site* is what a project says of itself. An element without a rule of its own keeps its text; which they were is put
    into *diagnostics* (X006), *name* being what they call the document. *xslt* is a stylesheet of one's
    own that imports ours. Raises StylesheetError where that does not compile, EditionError where the
    document cannot be read, TypeError where it is of another type.
    """
    found: list[Diagnostic] = []
    tree, _ = tree_of(tree, "render_html", name, found)
    parameters = parameters_of(site, addresses)
    if not parameters["assets"]:
        parameters |= _inline()
    page = _stylesheet(xslt).transform(tree, parameters)
    if diagnostics is not None:
        diagnostics += found + without_rule(_UNHANDLED.findall(page), name)
    return _UNHANDLED.sub("", page)


def render_source(
    tree: etree._ElementTree,
    *,
    site: Site | None = None,
    addresses: Addresses | None = None,
    xslt: Path | None = None,
) -> str:
    """The page that shows the source of a TEI document, indented and coloured.

    *site*, *addresses* and *xslt* are those of render_html.
    """
    parameters = {**parameters_of(site, addresses), "part": "source"}
    return _stylesheet(xslt).transform(tree, parameters)


def parameters_of(site: Site | None, addresses: Addresses | None) -> dict[str, str]:
    """The parameters of the stylesheets for *site* and *addresses*."""
    return {**(site or Site()).parameters(), **(addresses or Addresses()).parameters()}


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
    names = ("edition.css", "edition.js", "records.js", "search.js", "facets.js", "icon.svg")
    found = {name: resource("xslt", "html", name).read_bytes() for name in names}
    for path in sorted(resource("fonts").iterdir()):
        if path.suffix in (".woff2", ".txt"):
            found[f"fonts/{path.name}"] = path.read_bytes()
    return found
