"""The pages about all documents that a stylesheet makes: the first page, the frame of the others, feed and sitemap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from lxml import etree

from tei_edition.publish.catalog import Entry, entry_of_tree
from tei_edition.publish.register.places import FOLDERS
from tei_edition.publish.site import Addresses, Catalog, Site
from tei_edition.publish.web.elements import Element
from tei_edition.publish.web.groups import People, in_order
from tei_edition.publish.web.html import parameters_of
from tei_edition.resources import resource
from tei_edition.saxon import stylesheet

#: A form of these pages asks another page of the edition.
_ASKING = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; connect-src 'self'; "
    "img-src 'self'; base-uri 'none'; form-action 'self'"
)
#: What the lists say of an entry, by the names of its fields.
_LISTED = ("id", "title", "date", "date-words", "archive", "location", "original", "kind", "publisher", "abstract")  # fmt: skip


def render_index(
    headers: Iterable[etree._ElementTree],
    *,
    site: Site | None = None,
    addresses: Addresses | None = None,
    kind: str = "index",
) -> str:
    """The page that lists the documents of an edition, from their TEI trees.

    *kind* asks for another page about all of them: "missing" (of a 404), "feed" (Atom) or "sitemap".
    *addresses* and *site* as for render_html.
    """
    entries = in_order(map(entry_of_tree, headers))
    return render_entries(entries, site, addresses or Addresses(assets="assets/"), kind)


def render_page(kind: str, site: Site, catalog: Catalog) -> str:
    """The search page ("search"), or an empty page of the lists ("shell"), both in a folder of the edition."""
    addresses = Addresses(
        assets="../assets/", home="../index.html", search="../search/" if catalog.has_search else ""
    )
    lists = " ".join(lists_of(catalog.entries))
    count = str(len(catalog.entries))
    more = {"count": count, "lists": lists, "root": "../", **_folders(catalog)}
    return render_entries((), site, addresses, kind, more)


def render_catalog(
    catalog: Catalog,
    site: Site,
    kind: str,
    *,
    parts: Sequence[Element] = (),
    more: dict[str, str] | None = None,
) -> str:
    """The page of this *kind* about all documents of *catalog*: render_index for an edition.

    *parts* are parts of the page that are ready, *more* are other parameters of the stylesheet.
    """
    # The page for what is not there may be shown at any address below that of the edition.
    is_anywhere = kind == "missing" and site.address
    addresses = Addresses(
        assets=f"{urlsplit(site.address).path}assets/" if is_anywhere else "assets/",
        search="search/" if catalog.entries and catalog.has_search else "",
        address=site.address,
    )
    lists = lists_of(catalog.entries) if len(catalog.entries) > 1 or kind == "sitemap" else ()
    given = {
        "count": str(len(catalog.entries)),
        "lists": " ".join(lists),
        **_folders(catalog),
        "root": site.address if is_anywhere else "",
        **(more or {}),
    }
    is_listed = kind != "missing" and not any(part.tag == "overview" for part in parts)
    entries = catalog.entries if is_listed else ()
    return render_entries(in_order(entries), site, addresses, kind, given, parts)


def _folders(catalog: Catalog) -> dict[str, str]:
    """The folders of the register, for the stylesheet."""
    kinds = {entry.kind for entry in catalog.register.entries}
    return {"register-lists": " ".join(name for kind, name in FOLDERS.items() if kind in kinds)}


def lists_of(entries: Sequence[Entry]) -> list[str]:
    """The lists that an edition of *entries* has, by the names of their pages."""
    lists = ["years"]
    if any(entry.archive for entry in entries):
        lists.append("archives")
    if any(entry.senders or entry.recipients for entry in entries):
        lists.append("correspondents")
    return lists


def render_entries(
    entries: Sequence[Entry],
    site: Site | None,
    addresses: Addresses,
    kind: str,
    more: dict[str, str] | None = None,
    parts: Sequence[Element] = (),
) -> str:
    """The page of this *kind* that lists *entries* in their order, and has these *parts*."""
    root = etree.Element("edition")
    root.extend(parts)
    people = People(entries)
    for entry in entries:
        root.append(_listed(entry, people))
    given = {**parameters_of(site, addresses), "kind": kind, "policy": _ASKING, **(more or {})}
    return stylesheet(resource("xslt", "html", "index.xsl")).transform(
        etree.ElementTree(root), given
    )


def _listed(entry: Entry, people: People) -> Element:
    """What lists and feed say of *entry*."""
    said = {
        name: value
        for name in _LISTED
        if (value := getattr(entry, name.replace("-", "_"))) or name == "title"
    }
    made = etree.Element("entry", said)
    made.set("pdf", "yes" if entry.has_pdf else "no")
    authors = people.authors(entry)
    helpers = tuple(person.name for person in entry.contributors)
    others = (*people.correspondents(entry), *helpers)
    for name in dict.fromkeys((*authors, *others)):
        etree.SubElement(made, "person", name=name)
    for name in authors:
        etree.SubElement(made, "author", name=name)
    for name in dict.fromkeys(others):
        if name not in authors:
            etree.SubElement(made, "other", name=name)
    return made
