"""An edition in, bags out: one of the whole, or one of each document."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tei_edition.build.folder import locked
from tei_edition.build.settings import NAME, Settings
from tei_edition.build.sources import find_sources, is_of_project
from tei_edition.check.association import associations
from tei_edition.conventions import tables
from tei_edition.deposit import crate, inventory, people, repositories
from tei_edition.deposit.bag import BagWriter, is_bag
from tei_edition.deposit.datacite import datacite, datacite_xml
from tei_edition.deposit.description import Description, Gathering
from tei_edition.deposit.held import Held
from tei_edition.deposit.mods import mods
from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.files import read_input, reason_of, source_date
from tei_edition.odd import schemas
from tei_edition.odd.catalog import Catalog
from tei_edition.saxon import custom_files
from tei_edition.toml import parse_toml, toml_text

#: The title of a list of changes, in both ways of Markdown: ours has its own.
_TITLE = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:# [^\n]*|[^\n]+\r?\n=+[ \t]*(?=\r?\n|\Z))")


@dataclass(frozen=True, slots=True)
class Project:
    """What a deposit is made from: the project, its settings, the edition built of it."""

    source: Path
    settings: Settings
    edition: Path
    ids: Sequence[str] = ()
    origins: dict[str, str] = field(default_factory=dict)
    #: The files that the documents of each source depend on, by the name of the source.
    used: dict[str, list[str]] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        """The folder of the sources."""
        return self.source if self.source.is_dir() else self.source.parent

    def origin(self, document: Held) -> Path:
        """The file that *document* came from."""
        return self.home / self.origins.get(document.entry.id, document.entry.id)

    def schemas_of(self, document: Held) -> Iterator[tuple[str, Path]]:
        """The schemas of the project that *document* asks for (xml-model), by their names in the deposit.

        Where the schema lies beside the document or below, it does so in the deposit.
        """
        path, home = self.origin(document), self.home.resolve()
        for asked in associations(document.tree):
            found = asked.find(path, Catalog(), [self.home])
            if isinstance(found, Path) and found.is_file():
                place = found.resolve()
                if place.is_relative_to(path.parent.resolve()):
                    name = place.relative_to(path.parent.resolve()).as_posix()
                    yield f"{document.folder}/{name}", found
                elif place.is_relative_to(home):
                    yield f"schema/{found.name}", found

    def own_files(self) -> Iterator[tuple[str, Path]]:
        """The files of the settings by their names below sources/, and what a project says of itself: nothing from outside."""
        settings = self.settings
        register = settings.register
        named = [
            self.home / NAME,
            settings.logo,
            settings.style,
            settings.schema,
            settings.print.template,
            *settings.print.font_files,
            *settings.profiles,
            *(module for xslt in (settings.xslt, settings.print.xslt) if xslt for module in custom_files(xslt)),
            Path(settings.conventions) if settings.conventions.endswith(".toml") else None,
            *(_below(register) if register and register.is_dir() else [register]),
            *sorted(path for path in self.home.iterdir() if is_of_project(path.name)),
            *(page.path for page in settings.pages),
        ]  # fmt: skip
        for path in filter(None, named):
            if name := self.name_of(path):
                yield name, path

    def beside(self, sources: Iterable[str]) -> Iterator[tuple[str, Path]]:
        """The files of the project that the documents of *sources* depend on, such as pictures and parts."""
        names = {name for source in sources for name in self.used.get(source, ())}
        for path in (self.home / name for name in sorted(names)):
            if name := self.name_of(path):
                yield name, path

    def name_of(self, path: Path) -> str:
        """The name of the file *path* below sources/; empty where it is no file of the project."""
        home, place = self.home.resolve(), path.resolve()
        is_own = path.is_file() and place.is_relative_to(home)
        if not is_own or place.is_relative_to(self.edition.resolve()):
            return ""
        named = Path(os.path.abspath(path))
        top = Path(os.path.abspath(self.home))
        return (named.relative_to(top) if named.is_relative_to(top) else place.relative_to(home)).as_posix()  # fmt: skip


def _below(folder: Path) -> list[Path]:
    """The files in *folder*, at any depth, that are not hidden."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(folder).parts)
    )


class Packing:
    """Writes one bag."""

    def __init__(self, project: Project, folder: Path) -> None:
        self._project, self._bag = project, BagWriter(folder)
        self._folders = {"schema", "metadata"}
        self._added: set[str] = set()
        #: Who has published the document of a source before, and under which terms, where that was somebody else.
        self._hosts: dict[str, tuple[str, tuple[str, str]]] = {}

    def pack(self, documents: Iterable[Held], gathering: Gathering, sources: Iterable[str]) -> None:
        """Write all of it: *documents*, whose *gathering* is empty yet, and the files *sources* of the project."""
        try:
            with (
                self._bag.writing(crate.NAME) as file,
                self._bag.writing("CHANGES.md") as changes,
                self._bag.writing(inventory.NAME) as table,
            ):
                described = crate.Crate(file, self._project.settings.identifiers)
                self._changes(changes)
                table.write(inventory.line(inventory.COLUMNS))
                for document in documents:
                    gathering.add(document)
                    self._document(document, described)
                    table.write(
                        inventory.line(inventory.row(document, self._project.settings.address))
                    )
                    for line in people.changes(document):
                        changes.write(line.encode("utf-8", "replace"))
                said = gathering.description()
                self._project_files(described, sources)
                self._descriptions(said, described)
                described.file("CHANGES.md", changes.size, "What has changed")
                described.file(inventory.NAME, table.size, "The documents as a table")
                described.finish(said, [*self._bag.names(), "CHANGES.md", inventory.NAME])
            self._bag.finish(_info(said))
        finally:
            self._bag.close()

    def _changes(self, changes: Any) -> None:
        changes.write(b"# Changes\n\n")
        for path in sorted(self._project.home.iterdir()):
            is_told = path.name.casefold().partition(".")[0] in ("changelog", "changes", "news")
            is_text = path.suffix.casefold() in ("", ".md")
            if is_told and is_text and path.is_file() and not path.is_symlink():
                changes.write(_TITLE.sub(b"", path.read_bytes()).strip() + b"\n\n")
        changes.write(b"## Changes recorded in the headers of the documents\n\n")

    def _document(self, document: Held, described: crate.Crate) -> None:
        sizes = []
        for name, path, kind in document.files():
            self._folders.add(name.partition("/")[0])
            sizes.append((name, self._copy(name, path), kind))
        settings = self._project.settings
        publisher = settings.imprint.publisher
        described.document(document, settings.address, sizes, publisher)
        host = document.entry.publisher
        if publisher and host not in ("", publisher):
            origin = self._project.origins.get(document.entry.id, "")
            self._hosts[origin] = host, (document.licence, document.licence_address)
        for name, path in self._project.schemas_of(document):
            self._file(described, name, path, f"Schema {path.name}")

    def _copy(self, name: str, path: Path) -> int:
        try:
            return self._bag.copy(name, path)
        except OSError as error:
            message = f"the file cannot be read: {reason_of(error)}"
            raise EditionError(Diagnostic("I003", message, str(path))) from None

    def _file(
        self, described: crate.Crate, name: str, path: Path, words: str, *, host: str = "", licence: tuple[str, str] = ("", "")
    ) -> None:  # fmt: skip
        if name not in self._added:
            self._added.add(name)
            self._folders.add(name.partition("/")[0])
            size = self._copy(name, path)
            described.file(name, size, words, host=host, licence=licence)

    def _project_files(self, described: crate.Crate, sources: Iterable[str]) -> None:
        settings, sources = self._project.settings, list(sources)
        ours = "", f"schema/{schemas.LICENCE}"
        described.known(ours[1])
        for path in schemas.files():
            self._file(described, f"schema/{path.name}", path, f"Schema {path.name}", licence=ours)
        licence = schemas.licence()
        self._file(
            described,
            ours[1],
            licence,
            "Licence of the schemas and conventions of tei-edition (MIT)",
        )
        if settings.schema:
            self._file(
                described,
                f"schema/{settings.schema.name}",
                settings.schema,
                "The project's schema",
            )
        for path in _conventions(settings):
            is_ours = path.parent == Path(tables.__file__).parent
            words = "Conventions for remarks"
            terms = ours if is_ours else ("", "")
            self._file(described, f"conventions/{path.name}", path, words, licence=terms)
        for name in sources:
            path = self._project.home / name
            host, terms = self._hosts.get(name, ("", ("", "")))
            words = f"Source {name}" + (f", previously published by {host}" if host else "")
            self._file(described, f"sources/{name}", path, words, host=host, licence=terms)
        for name, path in self._project.beside(sources):
            self._file(described, f"sources/{name}", path, f"File used by the sources: {name}")
        for name, path in self._project.own_files():
            self._file(described, f"sources/{name}", path, f"The project's settings: {name}")

    def _descriptions(self, said: Description, described: crate.Crate) -> None:
        """Write what people and machines are told of the whole."""
        for name, data, words in (
            ("metadata/datacite.json", _json(datacite(said)), "DataCite 4.6 (JSON)"),
            ("metadata/datacite.xml", datacite_xml(said), "DataCite 4.6 (XML)"),
            ("metadata/dublin-core.xml", repositories.dublin_core(said), "Dublin Core (oai_dc)"),
            ("metadata/mods.xml", mods(said), "MODS 3.8"),
            ("metadata/dataverse.json", _json(repositories.dataverse(said)), "For Dataverse"),
            (".zenodo.json", _json(repositories.zenodo(said)), "For Zenodo"),
            ("README.md", people.readme(said, self._folders), "Contents of this deposit"),
        ):
            described.file(name, self._bag.add(name, data), words)


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _conventions(settings: Settings) -> list[Path]:
    """The conventions in force: those of the project, and those of ours that they build on."""
    named, own = settings.conventions, []
    if named.endswith(".toml"):
        own = [Path(named)]
        text = toml_text(read_input(own[0], named), named, "C001")
        named = str(parse_toml(text, named, "C001").get("extends", ""))
    folder = Path(tables.__file__).parent
    ours = dict.fromkeys(("common", named or "wilson-center"))
    return [path for name in ours if (path := folder / f"{name}.toml").is_file()] + own


def _info(said: Description) -> list[tuple[str, str]]:
    seconds = source_date()
    dated: list[tuple[str, str]] = []
    if seconds is not None:
        dated = [("Bagging-Date", datetime.fromtimestamp(seconds, UTC).date().isoformat())]
    return [
        ("Source-Organization", said.depositor),
        ("Contact-Name", said.creators[0].name),
        ("Contact-Email", said.contact),
        ("External-Description", said.abstract),
        ("External-Identifier", said.identifier()),
        ("Internal-Sender-Description", said.title),
        *dated,
    ]


# --- bags in their places --------------------------------------------------------------------------


def pack_whole(project: Project, documents: Iterable[Held], out: Path) -> None:
    """Write the bag *out* of all *documents*; it replaces a bag that is there. EditionError as for `claim`."""
    sources = _sources_of(project)
    gathering = Gathering(project.settings)
    with_new(out, lambda new: Packing(project, new).pack(documents, gathering, sources))


def pack_each(project: Project, documents: Iterable[Held], out: Path) -> None:
    """Write a bag of each of *documents* into the folder *out*, by its id; I031 where *out* is a bag itself."""
    if is_bag(out):
        message = "this is a bag; other bags cannot be written into it"
        raise EditionError(Diagnostic("I031", message, str(out), hint="name another folder"))
    for document in documents:
        _pack_one(project, document, out / document.entry.id)


def _pack_one(project: Project, document: Held, folder: Path) -> None:
    origin = project.origins.get(document.entry.id)
    sources = [origin] if origin else []
    gathering = Gathering(project.settings, each=len(project.ids) > 1)
    with_new(folder, lambda new: Packing(project, new).pack([document], gathering, sources))


def _sources_of(project: Project) -> list[str]:
    files = find_sources(project.source, project.edition)
    own = {path.resolve() for _, path in project.own_files()}
    files = [path for path in files if path.resolve() not in own]
    return [path.relative_to(project.home).as_posix() for path in files]


def with_new(out: Path, make: Callable[[Path], object]) -> None:
    """Let *make* write a new folder, which then takes the place *out*.

    Raises EditionError: I031 where *out* holds anything but a bag, I003 where it cannot be written.
    """
    if out.exists() and not is_bag(out) and (not out.is_dir() or any(out.iterdir())):
        message = "this is not a bag, so it is not overwritten"
        hint = "name a new or empty folder"
        raise EditionError(Diagnostic("I031", message, str(out), hint=hint))
    # Whoever else packs the same bag is refused, so what lies here under our name is of a run that was killed.
    name = f"{_BESIDE}{blake2b(os.fsencode(out.name), digest_size=6).hexdigest()}-"
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with locked(out):
            for left in out.parent.glob(f"{name}*"):
                _swept(left, out)
            with TemporaryDirectory(dir=out.parent, prefix=name) as beside:
                make(Path(beside) / "bag")
                if out.exists():
                    out.replace(Path(beside) / _OLD)
                (Path(beside) / "bag").replace(out)
    except OSError as error:
        message = f"the bag cannot be written: {reason_of(error)}"
        raise EditionError(Diagnostic("I003", message, str(out))) from None


#: What folders are called that a bag is packed in, beside its place, and in them the bag that was there before.
_BESIDE, _OLD = ".tei-edition-", "old"


def _swept(left: Path, out: Path) -> None:
    """Remove the folder *left* of a run that was killed; the bag that it was about to replace returns to *out*."""
    if left.is_symlink() or not left.is_dir():
        return
    if not out.exists() and is_bag(left / _OLD):
        (left / _OLD).replace(out)
    shutil.rmtree(left, ignore_errors=True)
