"""What a repository's curator would send back: looked for before a deposit leaves."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Container, Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag

from lxml import etree

from tei_edition.build.settings import NAME, Settings
from tei_edition.build.validator import EditionValidator
from tei_edition.deposit.held import Held
from tei_edition.diagnostics import Diagnostic, Position, Severity
from tei_edition.odd import schemas
from tei_edition.tei.document import line_of
from tei_edition.tei.names import attribute_name

_ID = attribute_name("xml:id")
#: Attributes that point at something (teidata.pointer in TEI P5), in any element.
_POINTERS = frozenset(
    ["target", "ref", "who", "resp", "hand", "corresp", "facs", "url", "ana", "wit", "sameAs",
     "next", "prev", "source", "copyOf", "synch", "spanTo", "change", "scribeRef", "parts", "active",
     "passive", "mutual", "toWhom"]
)  # fmt: skip
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ABSOLUTE = re.compile(r"(?i)file:|[/\\]|[a-z]:[\\/]")
#: What edition.toml has to say, where nobody says it.
LICENCE = (
    'licence = { name = "CC BY 4.0", target = "https://creativecommons.org/licenses/by/4.0/" }'
)
PUBLISHER = 'publisher = "…"'
PUBLISHED = 'published = "2026-11-27"'
#: So many findings of a kind are told about one document.
_TOLD = 20


def valid(document: Held, path: Path, validator: EditionValidator) -> Iterator[Diagnostic]:
    """D001 for each error that validation finds in the TEI of *document*, which came from the file *path*.

    The schemas are those of its build: the project's, or those that it names itself, or ours.
    """
    data = document.tei.read_bytes()
    for found in validator.findings_of(document.tree, data, path, str(document.tei)):
        if found.severity is Severity.ERROR:
            message = f"this TEI is not valid: {found.message} ({found.code})"
            yield Diagnostic("D001", message, str(document.tei), found.position, hint=found.hint)


def inside(path: Path, home: Path) -> Iterator[Diagnostic]:
    """D007 where the source *path* is a link that leads out of the folder *home*."""
    if not path.resolve().is_relative_to(home.resolve()):
        yield Diagnostic("D007", "this source is a link to a file outside the project", str(path))


def looked_at(
    document: Held, edition: Path, others: Container[str] = frozenset()
) -> Iterator[Diagnostic]:
    """What is wrong with the files of a *document* of the edition in the folder *edition*, but for its validity.

    *others* are the ids of all documents of the deposit, which may point at one another.
    D005 for what points at nothing, D006 for an absolute path, D007 for
    a file that lies elsewhere.
    """
    home = edition.resolve()
    for name, path, _ in document.files():
        if not path.resolve().is_relative_to(home):
            message = f"{name} leads to a file outside the edition"
            yield Diagnostic("D007", message, str(path))
    found = list(_pointers(document, others))
    yield from found[:_TOLD]
    if len(found) > _TOLD:
        message = f"{len(found) - _TOLD} more pointers have no target"
        yield Diagnostic("D005", message, str(document.tei))


def _pointers(document: Held, others: Container[str]) -> Iterator[Diagnostic]:
    root = document.tree.getroot()
    ids = {id for element in root.iter(etree.Element) if (id := element.get(_ID))}
    pictures = {name for name, _ in document.pictures}
    pictures |= {path.name for path in schemas.files()}

    def is_there(file: str) -> bool:
        name = os.path.normpath(unquote(file)).replace(os.sep, "/")
        return name in pictures or (name.endswith(".xml") and name[:-4] in others)

    for element in root.iter(etree.Element):
        for name, value in element.items():
            if name in _POINTERS:
                for pointer in str(value).split():
                    yield from _judged(document, element, str(name), pointer, ids, is_there)


def _judged(
    document: Held,
    element: etree._Element,
    name: str,
    pointer: str,
    ids: set[str],
    is_there: Callable[[str], bool],
) -> Iterator[Diagnostic]:
    place = Position(line_of(element) or 1, 1)
    where = f"@{name} of <{etree.QName(element).localname}>"
    if _ABSOLUTE.match(pointer):
        message = f"{where} is {pointer}, a path on one machine"
        yield Diagnostic("D006", message, str(document.tei), place)
        return
    if _SCHEME.match(pointer):
        return
    file, fragment = urldefrag(pointer)
    if file:
        if not is_there(file) and name != "source":
            message = f"{where} points to {file}, which is not in the deposit"
            yield Diagnostic("D005", message, str(document.tei), place)
    elif fragment and fragment not in ids and "(" not in fragment:
        message = f"{where} points to #{fragment}, but no element has that xml:id"
        yield Diagnostic("D005", message, str(document.tei), place)


class Stated:
    """Looks whether licence, publisher and year are stated, over all documents."""

    def __init__(self, settings: Settings, place: Path) -> None:
        self._settings, self._place = settings, place
        self._without: dict[str, list[str]] = {"D003": [], "D004": []}
        self._counts = {"D003": 0, "D004": 0}
        self._dated = bool(settings.published)

    def add(self, document: Held) -> None:
        """Look at a *document*."""
        own = self._settings.imprint.publisher
        # The date of another publisher is not that of this edition.
        self._dated |= bool(document.issued) and (
            own in ("", document.entry.publisher) or not document.entry.publisher
        )
        if not (document.licence or document.licence_address):
            self._note("D003", document)
        if not (document.entry.publisher or self._settings.imprint.publisher):
            self._note("D004", document)

    def _note(self, code: str, document: Held) -> None:
        self._counts[code] += 1
        if len(self._without[code]) < 3:
            self._without[code].append(document.entry.id)

    def asked_for(self) -> Iterator[Diagnostic]:
        """D017 with what a curator would ask for, and the lines that answer it."""
        settings = self._settings
        editors = settings.imprint.editors
        unknown = [name for name in editors if name not in settings.identifiers]
        lines = [
            (settings.title, "a title", 'title = "…"'),
            (settings.description, "a description", 'description = "…"'),
            (settings.contact, "an e-mail address", 'contact = "name@example.org"'),
            (settings.imprint.publisher, "its publisher", PUBLISHER),
            (editors, "editors", 'editors = ["Surname, Given Name"]'),
            (settings.version, "a version", 'version = "1.0"'),
            (settings.keywords, "keywords", 'keywords = ["…"]'),
            (
                not unknown,
                f"an identifier for {', '.join(unknown)}",
                f'[identifiers] {json.dumps((unknown or [""])[0], ensure_ascii=False)} = "https://orcid.org/…"',
            ),
        ]
        if missing := [(what, line) for is_there, what, line in lines if not is_there]:
            message = f"{NAME} lacks: {', '.join(what for what, _ in missing)}"
            hint = "write " + "; ".join(line for _, line in missing)
            yield Diagnostic("D017", message, self.file, hint=hint)

    @property
    def file(self) -> str:
        """The file of the settings, which may not be there."""
        return str(self._place / NAME if self._place.is_dir() else self._place.with_name(NAME))

    def findings(self, is_dated: bool) -> Iterator[Diagnostic]:
        """D003 without a licence, D004 without a publisher, D009 where nothing says when it was published."""
        file = self.file
        for code, what, line in (
            ("D003", "no licence", LICENCE),
            ("D004", "no publisher", PUBLISHER),
        ):
            if count := self._counts[code]:
                named = ", ".join(self._without[code]) + (" …" if count > 3 else "")
                noun = "document states" if count == 1 else "documents state"
                message = f"{count} {noun} {what} ({named}), and neither does {NAME}"
                yield Diagnostic(code, message, file, hint=f"write in {NAME}: {line}")
        if not (self._dated or is_dated):
            message = "there is no date of publication for this edition"
            hint = f"write in {NAME}: {PUBLISHED}"
            yield Diagnostic("D009", message, file, hint=hint)
