"""The outputs of an edition: the list. To add one is to add a module and a line.

A module of the list has a function `make`. Of a document it takes the Document and the Design; of the
edition, the Catalog and the Design. It returns what it Made, and writes nothing itself. The full-text index
reads what "plain" made of each document from the edition's folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module

from tei_edition.publish.register.places import RESERVED as _OF_REGISTER
from tei_edition.publish.site import Catalog, Design, Document, Made

#: Folders of an edition that none of its documents, and no page of the project, may take.
RESERVED = ("assets", "browse", "encoding", "oai", "search", *_OF_REGISTER)


class Of(StrEnum):
    """What an output is made of."""

    DOCUMENT = "document"
    EDITION = "edition"


class Uses(StrEnum):
    """What an output is made from, beside the document that it is of."""

    SITE = "site"
    """What the project says of itself (Site), and whether it has a style sheet and a logo."""
    XSLT = "xslt"
    """The project's stylesheet for its pages."""
    PRINT = "print"
    """The options of the print edition, with their files."""
    STYLE = "style"
    """The project's own style sheet and logo."""
    CATALOG = "catalog"
    """The lines of all documents."""
    LISTED = "listed"
    """What lists say of all documents: their lines without what is of the text (Entry.listed)."""
    TEXTS = "texts"
    """The words of all documents."""
    REGISTER = "register"
    """The register of the project."""
    PAGES = "pages"
    """The words of the project's own pages; what these are called is of the site."""


def _uses(*parts: Uses) -> frozenset[Uses]:
    return frozenset(parts)


@dataclass(frozen=True, slots=True)
class Output:
    """One output: its name, what it is made of, the module that makes it, its address in the edition.

    Where the making of an optional one fails, the document goes on without it; `needs_address` are
    those that are made only where the settings say where the edition will be, `needs_register` where it has a
    register. It `uses` parts of the design,
    and of the documents; it is made anew only where one of these has changed.
    """

    name: str
    of: Of
    module: str
    address: str
    is_optional: bool = False
    needs_address: bool = False
    needs_register: bool = False
    uses: frozenset[Uses] = frozenset(Uses) - {Uses.PAGES, Uses.LISTED}

    def of_document(self, document: Document, design: Design) -> Made:
        """What it makes of *document*; EditionError where that fails."""
        made: Made = import_module(f"tei_edition.publish.{self.module}").make(document, design)
        return made

    def of_edition(self, catalog: Catalog, design: Design) -> Made:
        """What it makes of all documents; EditionError where that fails."""
        made: Made = import_module(f"tei_edition.publish.{self.module}").make(catalog, design)
        return made


#: In this order: a page offers only those forms of its document that could be made before it.
OUTPUTS = (
    Output("tei", Of.DOCUMENT, "tei", "{id}/{id}.xml", uses=_uses()),
    Output(
        "pdf",
        Of.DOCUMENT,
        "paper.document",
        "{id}/{id}.pdf",
        is_optional=True,
        uses=_uses(Uses.PRINT),
    ),
    Output("text", Of.DOCUMENT, "web.page", "{id}/index.html", uses=_uses(Uses.SITE, Uses.XSLT)),
    Output(
        "source", Of.DOCUMENT, "web.source", "{id}/source.html", uses=_uses(Uses.SITE, Uses.XSLT)
    ),
    Output("plain", Of.DOCUMENT, "web.plain", "{id}/{id}.txt", uses=_uses()),
    Output("assets", Of.EDITION, "web.assets", "assets/", uses=_uses(Uses.STYLE)),
    Output(
        "search",
        Of.EDITION,
        "web.search",
        "search/words/index.json",
        uses=_uses(Uses.TEXTS, Uses.CATALOG, Uses.PAGES),
    ),
    Output(
        "facets",
        Of.EDITION,
        "web.facets",
        "search/index.html",
        uses=_uses(Uses.SITE, Uses.CATALOG, Uses.REGISTER),
    ),
    Output(
        "browse",
        Of.EDITION,
        "web.browse",
        "browse/years.html",
        uses=_uses(Uses.SITE, Uses.LISTED, Uses.REGISTER),
    ),
    Output(
        "register",
        Of.EDITION,
        "register.pages",
        "people/index.html",
        needs_register=True,
        uses=_uses(Uses.SITE, Uses.CATALOG, Uses.REGISTER),
    ),
    Output(
        "register-data",
        Of.EDITION,
        "register.data",
        "register/register.csv",
        needs_register=True,
        uses=_uses(Uses.SITE, Uses.CATALOG, Uses.REGISTER),
    ),
    Output("index", Of.EDITION, "web.index", "index.html"),
    Output(
        "pages",
        Of.EDITION,
        "web.own",
        "about/index.html",
        uses=_uses(Uses.SITE, Uses.LISTED, Uses.REGISTER, Uses.PAGES),
    ),
    Output("missing", Of.EDITION, "web.missing", "404.html", uses=_uses(Uses.SITE, Uses.REGISTER)),
    Output("feed", Of.EDITION, "web.feed", "feed.atom", needs_address=True),
    Output("sitemap", Of.EDITION, "web.sitemap", "sitemap.xml", needs_address=True),
    Output("encoding", Of.EDITION, "web.encoding", "encoding/index.html", uses=_uses(Uses.SITE)),
)


def doing(name: str, id: str) -> str:
    """What a process says that makes the output *name* of the document *id*."""
    return f"while the output “{name}” of {id} was being made"


def optional_in(words: str) -> tuple[str, str] | None:
    """The id and the name of the output that *words* of doing() are about, where a document can do without it."""
    for each in OUTPUTS:
        before, _, after = doing(each.name, "\0").partition("\0")
        if each.is_optional and words.startswith(before) and words.endswith(after):
            return words[len(before) : -len(after)], each.name
    return None
