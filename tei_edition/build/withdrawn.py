"""What is no longer in the edition: a page at its address says so, and everything else of it is removed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from tei_edition.build.store import put
from tei_edition.diagnostics import EditionError
from tei_edition.files import read_input
from tei_edition.publish.catalog import entry_of_tree
from tei_edition.publish.site import Site
from tei_edition.publish.web.withdrawn import SIGN, render_withdrawn
from tei_edition.tei.document import parse_tei


def strays(out: Path, current: Collection[str]) -> set[str]:
    """The ids of documents in the folder *out* that are not *current*: those of an edition nobody remembers.

    A folder is that of a document where it holds the files that every document has.
    """
    found = set()
    for folder in out.iterdir():
        id = folder.name
        if id in current or id.startswith(".") or folder.is_symlink():
            continue
        if all((folder / name).is_file() for name in ("index.html", "source.html", f"{id}.xml")):
            found.add(id)
    return found


def files_of_stray(id: str) -> Iterable[str]:
    """The files that the document *id* has, whatever it is."""
    names = ("index.html", "source.html", f"{id}.xml", f"{id}.pdf", f"{id}.txt")
    return (f"{id}/{name}" for name in names)


def withdraw(out: Path, id: str, site: Site) -> None:
    """Put the page that says that the document *id* is withdrawn in the place of its own."""
    page = out / id / "index.html"
    if not is_withdrawn(page):
        title = _title(out / id / f"{id}.xml", id)
        put(out, f"{id}/index.html", render_withdrawn(title, site).encode())


def is_withdrawn(page: Path) -> bool:
    """Whether *page* says of a document that it is withdrawn."""
    try:
        return SIGN in page.read_bytes()
    except OSError:
        return False


def _title(path: Path, id: str) -> str:
    try:
        return entry_of_tree(parse_tei(read_input(path, str(path)), str(path)), id).title
    except EditionError:
        return id
