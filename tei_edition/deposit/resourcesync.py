"""ResourceSync (ANSI/NISO Z39.99): lists of an edition's files with their checksums, by which others keep a copy up to date.

Plain files again: a description of the source, a list of what it is capable of, and the list of its files, in
parts where they are more than one file may name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.files import reason_of

FOLDER = "resourcesync"
#: So many files one list may name (sitemaps.org).
MOST = 50_000
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_TERMS = "http://www.openarchives.org/rs/terms/"
#: The files of a document that others copy, and their media types; pages are made from the TEI.
_FILES = ((".xml", "application/tei+xml"), (".pdf", "application/pdf"))


class _Lists:
    """Writes lists into *folder* for the edition at the address *address*, which was published on the day *day*."""

    def __init__(self, folder: Path, address: str, day: str) -> None:
        self._folder, self._address = folder, f"{address}{FOLDER}/"
        self._day = f"{day}-01-01"[:10] if len(day) == 4 else f"{day}-01"[:10]
        folder.mkdir(parents=True)

    def write(self, files: Iterator[tuple[str, Path, str]]) -> None:
        """The list of *files* (address, place, media type), and what leads to it."""
        parts = 0
        while part := list(islice(files, MOST)):
            parts += 1
            self._list(f"resourcelist-{parts}", "urlset", "resourcelist", map(self._file, part))
        if parts == 1:
            (self._folder / "resourcelist-1.xml").replace(self._folder / "resourcelist.xml")
        else:
            named = (self._entry("sitemap", f"resourcelist-{n}") for n in range(1, parts + 1))
            self._list("resourcelist", "sitemapindex", "resourcelist", named)
        for name, capability, of, up in (
            ("capabilitylist", "capabilitylist", "resourcelist", "sourcedescription"),
            ("sourcedescription", "description", "capabilitylist", ""),
        ):
            entry = self._entry("url", of, f'<rs:md capability="{of}"/>')
            self._list(name, "urlset", capability, [entry], up)

    def _list(
        self,
        name: str,
        root: str,
        capability: str,
        items: Iterable[str],
        up: str = "capabilitylist",
    ) -> None:
        at = f' at="{self._day}T00:00:00Z"' if capability == "resourcelist" else ""
        with (self._folder / f"{name}.xml").open("w", encoding="utf-8", newline="\n") as file:
            file.write('<?xml version="1.0" encoding="UTF-8"?>\n')
            file.write(f'<{root} xmlns="{_SITEMAP}" xmlns:rs="{_TERMS}">\n')
            if up:
                file.write(f'<rs:ln rel="up" href={quoteattr(f"{self._address}{up}.xml")}/>\n')
            file.write(f'<rs:md capability="{capability}"{at}/>\n')
            file.writelines(items)
            file.write(f"</{root}>\n")

    def _entry(self, element: str, name: str, more: str = "") -> str:
        address = escape(f"{self._address}{name}.xml")
        return f"<{element}><loc>{address}</loc>{more}</{element}>\n"

    def _file(self, given: tuple[str, Path, str]) -> str:
        address, path, media = given
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        length = path.stat().st_size
        said = f'<rs:md hash="sha-256:{digest}" length="{length}" type="{media}"/>'
        return f"<url><loc>{escape(address)}</loc><lastmod>{self._day}</lastmod>{said}</url>\n"


def publish(edition: Path, ids: Iterable[str], *, address: str, issued: str) -> Path:
    """Write the lists of the documents *ids* of the *edition* into its folder resourcesync/, which it returns.

    *address* is where the edition is on the web, *issued* the day that all files bear. Raises EditionError (I003)
    where that cannot be done.
    """
    out = edition / FOLDER
    files = (
        (f"{address}{quote(f'{id}/{id}{suffix}')}", path, media)
        for id in ids
        for suffix, media in _FILES
        if (path := edition / id / f"{id}{suffix}").is_file()
    )
    try:
        with TemporaryDirectory(dir=edition, prefix=".tei-edition-") as beside:
            _Lists(Path(beside) / FOLDER, address, issued).write(files)
            if out.exists():
                out.replace(Path(beside) / "old")
            (Path(beside) / FOLDER).replace(out)
    except OSError as error:
        message = f"it cannot be written: {reason_of(error)}"
        raise EditionError(Diagnostic("I003", message, str(out))) from None
    return out
