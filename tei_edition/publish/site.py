"""What outputs are made from: a document with its addresses, and an edition with its catalog."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from lxml import etree

from tei_edition.diagnostics import Diagnostic
from tei_edition.enrich.register import Register
from tei_edition.publish.catalog import Entry
from tei_edition.publish.paper.options import PrintOptions
from tei_edition.publish.pictures import Pictures


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages of an edition share: what a project says of itself.

    `logo` and `style` are addresses below the folder of assets; `address` is where the edition will be
    on the web, with a slash at its end; `licence` its name and its address;
    `identifier` is its DOI or ARK. Each is empty where the project says nothing.
    """

    title: str = ""
    footer: str = ""
    logo: str = ""
    style: str = ""
    address: str = ""
    editors: tuple[str, ...] = ()
    licence: tuple[str, str] = ("", "")
    identifier: str = ""
    #: The project's own pages: folder and title of each.
    pages: tuple[tuple[str, str], ...] = ()

    def parameters(self) -> dict[str, str]:
        """The parameters of the stylesheets for it; that of `address` belongs to a page (Addresses)."""
        return {
            "site": self.title,
            "edition": self.identifier,
            "footer": self.footer,
            "logo": self.logo,
            "custom-style": self.style,
            "own-pages": "\n".join(f"{folder} {title}" for folder, title in self.pages),
        }


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a page finds what belongs to it, relative to the page; empty for what is not there.

    `assets` is the folder of style, script and fonts, with its slash; without it a page stands alone.
    `address` is the page's own on the web, absolute; `identifier` is what the edition calls the document.
    `search` is the folder of the search page, with its slash.
    `entries` are the pages of those entries of the register that it refers to: "id=address", parted by blanks.
    """

    assets: str = ""
    home: str = ""
    text: str = ""
    source: str = ""
    tei: str = ""
    pdf: str = ""
    encoding: str = ""
    search: str = ""
    address: str = ""
    identifier: str = ""
    entries: str = ""

    def parameters(self) -> dict[str, str]:
        """The parameters of the stylesheets for them."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page that the project has written: its file below the project's folder, its folder in the edition
    (`slug`), its title, and the Markdown."""

    name: str
    path: Path
    slug: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Design:
    """How a project wants its edition: the site, stylesheets of its own, how it is printed."""

    site: Site = field(default_factory=Site)
    xslt: Path | None = None
    print: PrintOptions = field(default_factory=PrintOptions)
    css: str = ""
    logo: Path | None = None
    pages: tuple[OwnPage, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One TEI document of an edition: its tree, the bytes of its file, the name of its source, its pictures."""

    id: str
    tree: etree._ElementTree
    data: bytes
    name: str
    addresses: Addresses
    pictures: Pictures = field(default_factory=Pictures)

    def without(self, output: str) -> Document:
        """The same, of which the *output* could not be made: no page offers it."""
        return replace(self, addresses=replace(self.addresses, **{output: ""}))

    def referring(self, pages: Mapping[str, str]) -> Document:
        """The same, which refers to entries of the register: their *pages* by their ids."""
        entries = " ".join(f"{id}={page}" for id, page in pages.items())
        return replace(self, addresses=replace(self.addresses, entries=entries))


def document_of(
    id: str, tree: etree._ElementTree, data: bytes, name: str, address: str
) -> Document:
    """The document *id* in an edition that will be at *address* (empty where nobody says)."""
    addresses = Addresses(
        assets="../assets/",
        home="../index.html",
        text="index.html",
        source="source.html",
        tei=f"{id}.xml",
        pdf=f"{id}.pdf",
        encoding="../encoding/index.html",
        search="../search/",
        address=f"{address}{id}/index.html" if address else "",
        identifier=id,
    )
    return Document(id, tree, data, name, addresses)


@dataclass(frozen=True, slots=True)
class Catalog:
    """All documents of an edition, an entry each, the folder they were written into, whether it gets a full-text index,
    and its register."""

    out: Path
    entries: Sequence[Entry] = ()
    has_search: bool = True
    register: Register = field(default_factory=Register)


@dataclass(frozen=True, slots=True)
class Made:
    """What came of an output: files by their path below the edition's folder, and what is to be told."""

    files: dict[str, bytes | str] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
