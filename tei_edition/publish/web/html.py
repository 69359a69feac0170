"""TEI in, web pages out."""

from __future__ import annotations

import base64
import re
from hashlib import sha256
from pathlib import Path

from lxml import etree

from tei_edition.diagnostics import Diagnostic
from tei_edition.publish.pictures import Pictures, pictures_beside
from tei_edition.publish.prefixes import written_out
from tei_edition.publish.site import Addresses, Site
from tei_edition.publish.spans import enclosed
from tei_edition.resources import resource
from tei_edition.saxon import Stylesheet, custom_stylesheet, stylesheet, without_rule
from tei_edition.tei.given import path_given, tree_of

_UNHANDLED = re.compile(r' data-unhandled="(?P<name>[^"]*)"')


def render_html(
    tree: etree._ElementTree | Path | str | bytes,
    *,
    site: Site | None = None,
    addresses: Addresses | None = None,
    diagnostics: list[Diagnostic] | None = None,
    name: str = "<tei>",
    xslt: Path | None = None,
    pictures: Pictures | None = None,
    linked_from: Path | None = None,
) -> str:
    """The web page of a TEI document, from this program or any other: a tree, a path, or the XML itself.

    *addresses* are the addresses that the page links to and loads. Without addresses for its assets, the page is
    self-contained and includes its style and script. *site* describes the project. An element without a rule keeps its
    text; such elements are added to *diagnostics* (X006), with *name* as the name of the document. *xslt* is a
    stylesheet of your own that imports the built-in one. *pictures* are those in the folder of the document
    (pictures_of); by default, they are found if the document is given by its path. A self-contained page embeds them, or
    links to them from the folder *linked_from*; those of an edition are placed by Pictures.files(). Raises
    StylesheetError if *xslt* does not compile, EditionError if the document cannot be read, TypeError for other types.
    """
    found: list[Diagnostic] = []
    given = tree
    tree, data = tree_of(given, "render_html", name, found)
    if pictures is None and (path := path_given(given)):
        pictures = pictures_beside(path, tree, data, found)
    parameters = parameters_of(site, addresses)
    if parameters["assets"]:
        parameters |= _pictured(pictures)
    else:
        parameters |= _inline(pictures, linked_from)
    page = _stylesheet(xslt).transform(enclosed(written_out(tree)), parameters)
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


#: What a page of an edition may load; {0} are the hosts that it names pictures of, for the reader who asks for them.
_OF_EDITION = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; "
    "connect-src 'self' {0}; img-src 'self' blob: {0}; base-uri 'none'; form-action 'none'"
)


def _pictured(pictures: Pictures | None) -> dict[str, str]:
    """What a page of an edition is told of its *pictures*, where there are any."""
    if pictures is None:
        return {}
    parameters = {"pictures": pictures.in_edition()}
    if origins := pictures.origins():
        parameters["policy"] = _OF_EDITION.format(" ".join(origins))
    return parameters


def _inline(pictures: Pictures | None, linked_from: Path | None) -> dict[str, str]:
    """Style, script and *pictures* for a page that stands alone, and the policy that allows these only."""
    # Its fonts would weigh more than the page.
    style = re.sub(r"@font-face \{.*\}\n", "", css())
    code = script()
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(code)}'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'none'"
    )
    parameters = {"style": style, "script": code, "policy": policy}
    if pictures is not None:
        parameters["pictures"] = pictures.linked(linked_from) if linked_from else pictures.carried()
    return parameters


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"


def css() -> str:
    """The style sheet of the web edition."""
    return resource("xslt", "html", "edition.css").read_text("utf-8")


def script() -> str:
    """The script of the web edition."""
    return resource("xslt", "html", "edition.js").read_text("utf-8")


#: What only pages with pictures load: the script, and when a reader asks for it the viewer.
_OF_PICTURES = ("pictures.js", "viewer/openseadragon.min.js", "viewer/LICENSE.txt")


def asset_files() -> dict[str, bytes]:
    """What the pages of an edition load, by its path in their assets folder.

    Style, scripts and icon, the viewer of pictures (OpenSeadragon, under the BSD licence), and the fonts (WOFF2,
    under the SIL Open Font License), each with its licence.
    """
    scripts = ("edition.js", "records.js", "search.js", "facets.js")
    names = ("edition.css", *scripts, "icon.svg", *_OF_PICTURES)
    found = {name: resource("xslt", "html", *name.split("/")).read_bytes() for name in names}
    for path in sorted(resource("fonts").iterdir()):
        if path.suffix in (".woff2", ".txt"):
            found[f"fonts/{path.name}"] = path.read_bytes()
    return found
