"""A project in, its deposit out: built, checked, packed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tei_edition.build.edition import build
from tei_edition.build.settings import NAME, Settings, read_settings
from tei_edition.build.validator import EditionValidator
from tei_edition.deposit import checks, papers, possible, resourcesync
from tei_edition.deposit.held import Held, held
from tei_edition.deposit.identify import identify
from tei_edition.deposit.oai import publish
from tei_edition.deposit.packing import Project, pack_each, pack_whole
from tei_edition.diagnostics import Diagnostic, EditionError, Severity
from tei_edition.files import source_date


@dataclass
class Deposited:
    """What a deposit did: how many documents it holds, and what was found; nothing is packed where there are errors."""

    documents: int = 0
    pdfs: Counter[str] = field(default_factory=Counter)
    """What the PDFs claim to be, and how many of them."""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def errors(self) -> list[Diagnostic]:
        """What a repository would send back."""
        return [d for d in self.diagnostics if d.severity is Severity.ERROR]


def settings_of(source: Path) -> Settings:
    """The settings in or beside the project *source*; EditionError (C001) where they are not understood."""
    own = source / NAME if source.is_dir() else source.with_name(NAME)
    return read_settings(own) if own.is_file() else Settings()


def prepared(
    source: Path,
    edition: Path,
    *,
    jobs: int = 1,
    progress: Callable[[int, int, Path], None] | None = None,
) -> tuple[Project, list[Diagnostic]]:
    """The project in the folder *source*, built into the folder *edition*, and what is wrong with that (D008).

    Only what has changed since the last build is built. Raises EditionError as build() does.
    """
    settings = settings_of(source)
    report = build(source, edition, settings=settings, jobs=jobs, progress=progress)
    found = [
        Diagnostic("D008", "a document in this file, or its PDF, could not be built", name)
        for name in dict.fromkeys(report.failed)
    ]
    found += [
        Diagnostic("D007", f"this source is not in the edition: {d.message}", d.source)
        for d in report.diagnostics
        if d.code == "I020"
    ]
    found = [d for d in report.diagnostics if d.severity is Severity.ERROR] + found
    ids = sorted([*report.records, *report.texts])
    home = source if source.is_dir() else source.parent
    origins = {id: Path(name).relative_to(home).as_posix() for id, name in report.homes.items()}
    return Project(source, settings, edition, ids, origins, report.used), found


def documents(project: Project) -> Iterator[Held]:
    """The documents of the *project*, one at a time; EditionError as held() raises."""
    for id in project.ids:
        yield held(project.edition, id, project.settings, source=project.origins.get(id, ""))


def checked(project: Project, pdfs: Counter[str]) -> Iterator[Diagnostic]:
    """What a repository would send back: D001 to D009, D016, D018, and D017 as a warning. What the *pdfs* claim to be is counted."""
    validator = EditionValidator(project.settings.schema, project.home)
    stated = checks.Stated(project.settings, project.source)
    others = frozenset(project.ids)
    for document in documents(project):
        stated.add(document)
        yield from possible.of_document(document, project.settings.identifiers)
        yield from checks.inside(project.origin(document), project.home)
        yield from checks.valid(document, project.origin(document), validator)
        yield from checks.looked_at(document, project.edition, others)
        if document.pdf:
            yield from papers.judged(document.pdf, pdfs)
    yield from stated.findings(is_dated=source_date() is not None)
    for found in (*possible.of_settings(project.settings, stated.file), *stated.asked_for()):
        if found.code not in project.settings.allow:
            yield found


def deposit(
    source: Path,
    out: Path | None,
    *,
    edition: Path | None = None,
    each: bool = False,
    identifiers: Mapping[str, str] | None = None,
    oai: bool = False,
    jobs: int = 1,
    progress: Callable[[int, int, Path], None] | None = None,
) -> Deposited:
    """Build the project in the folder *source* into *edition* (None: dist in that folder), check it, and pack it into the bag *out*.

    With *each*, every document becomes a bag of its own in the folder *out*. Without *out* it is only checked.
    *identifiers* are written into edition.toml before that, if nothing is wrong, and into the TEI file of a project that holds one document
    (see identify). With *oai*, answers to OAI-PMH are written into the folder oai/ of the edition, and lists of its files into resourcesync/ (see publish() of oai and of resourcesync). Where the checks find errors, nothing is packed. Raises EditionError: D014 where identifiers cannot be written, as build() does, I031 where *out* is
    there and no bag, I003 where it cannot be written, I030 where *out* and *edition* lie in one another.
    """
    if edition is None:
        edition = (source if source.is_dir() else source.parent) / "dist"
    if out is not None:
        _apart(out, edition, source)
    project, found = prepared(source, edition, jobs=jobs, progress=progress)
    if identifiers:
        before = Deposited(len(project.ids), diagnostics=found)
        before.diagnostics += checked(project, before.pdfs)
        if before.errors:
            return before
        identify(source, _master(project), identifiers)
        project, found = prepared(source, edition, jobs=jobs, progress=progress)
    done = Deposited(len(project.ids), diagnostics=found)
    done.diagnostics += checked(project, done.pdfs)
    if oai and not done.errors:
        _publish(project)
    if out is not None and not done.errors:
        pack = pack_each if each else pack_whole
        pack(project, documents(project), out)
    return done


def _publish(project: Project) -> None:
    settings = project.settings
    publish(
        project.edition,
        documents(project),
        len(project.ids),
        address=settings.address,
        title=settings.title or settings.address,
        contact=settings.contact,
        issued=settings.published,
    )
    resourcesync.publish(
        project.edition, project.ids, address=settings.address, issued=settings.published
    )


def _master(project: Project) -> Path | None:
    """The TEI file of the only document: the identifier of an edition is none of its documents'."""
    paths = [project.home / name for name in project.origins.values()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in (".xml", ".tei") else None


def _apart(out: Path, edition: Path, source: Path) -> None:
    """I030 where the bag would lie in the edition, or over it or the sources."""
    bag, built, home = out.resolve(), edition.resolve(), source.resolve()
    if bag.is_relative_to(built) or built.is_relative_to(bag) or home.is_relative_to(bag):
        message = f"{out} is the source folder or the edition folder, or is inside the edition"
        raise EditionError(Diagnostic("I030", message, str(source)))
