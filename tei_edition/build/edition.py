"""The pipeline: sources in, an edition out, as a web site one can deploy as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from tei_edition.arguments import kind_of, path_of
from tei_edition.build.folder import claim, home_of, keep_apart, locked
from tei_edition.build.hooks import Hooks
from tei_edition.build.keys import keys_of
from tei_edition.build.known import Known
from tei_edition.build.making import Making
from tei_edition.build.naming import register_notes
from tei_edition.build.notes import masters_first
from tei_edition.build.report import BuildReport as BuildReport
from tei_edition.build.runs import Runs, outcomes
from tei_edition.build.settings import NAME, Settings, read_settings
from tei_edition.build.shared import sharing
from tei_edition.build.sources import find_sources, only_documents
from tei_edition.build.steps import Plan
from tei_edition.build.store import Store
from tei_edition.diagnostics import Diagnostic
from tei_edition.saxon import forget_custom


def build(
    source: Path | str,
    out: Path | str,
    *,
    settings: Settings | None = None,
    progress: Callable[[int, int, Path], None] | None = None,
    strict: bool = False,
    overwrite: bool = False,
    rebuild: bool = False,
    jobs: int = 1,
    timeout: float | None = None,
    scheduler: str = "",
    without: Iterable[str] = (),
    later: Iterable[str] = (),
    hooks: Hooks | None = None,
) -> BuildReport:
    """Build the edition of the records and TEI files in *source* into the folder *out*.

    For each document, this makes `<id>/<id>.xml`, `<id>/<id>.pdf`, `<id>/index.html` and `<id>/source.html`; for the edition,
    `index.html`, `404.html`, `assets/`, and `encoding/`, the reference of the encoding with the schemas; and, if the *settings* give its address, `feed.atom` and `sitemap.xml`. The default *settings* are those in
    `edition.toml` in *source*. If a document fails, this is reported and the others are still built. Validation
    findings in TEI files are warnings; with *strict* they are errors, and the document fails.
    Only changes since the last build into *out* are rebuilt, unless *rebuild* is set. If a source is
    gone, its document is removed, and a page at its address explains this.
    Up to *jobs* processes share the work (0: one per processor), or those of the Dask *scheduler* at this
    address. Each document may then take *timeout* seconds (None: 60; 0: no limit); this option also turns on separate processes
    if there is little to do. Outputs named in *without* ("pdf", "search") are not made, and no page links to them. Those named in *later* are made by the next build that does not defer
    them, and remain unchanged until then. *hooks* are your own functions (Edition). *progress* is called after each file with its number, the total, and its path. Raises
    EditionError if *source* is empty, the settings are not valid, or *out* contains other files or the edition of
    other sources (I031), unless *overwrite* is set; TypeError if an argument has the wrong type.
    """
    source, out = path_of(source, "build", "a folder"), path_of(out, "build", "a folder")
    if settings is not None and not isinstance(settings, Settings):
        raise TypeError(f"build() takes settings as Settings, not {kind_of(settings)}")
    forget_custom()
    said: list[Diagnostic] = []
    files, findings = masters_first(find_sources(source, out, said))
    plan = plan_of(source, settings, strict=strict, without=without, later=later, hooks=hooks)
    files = only_documents(files, plan.settings)
    said += [note for note in (*findings, *register_notes(plan.settings)) if note not in said]
    plan = replace(plan, sharing=sharing(files))
    runs = partial(Runs, plan, jobs=jobs, timeout=timeout, scheduler=scheduler)
    with locked(out), closing(Store(out)) as store:
        folder = _Folder(out, home_of(source, out), store, overwrite, rebuild)
        return _made(plan, (files, said), folder, runs, progress)


@dataclass(frozen=True)
class _Folder:
    """The folder *out* that an edition of the sources in *home* is built into, with what the *store* knows of it."""

    out: Path
    home: str
    store: Store
    overwrite: bool
    rebuild: bool

    def open(self, names: set[str]) -> None:
        """Refuse what is an edition of other sources than *names* (I031); forget what is to be made anew."""
        if not self.overwrite:
            keep_apart(self.out, self.home, self.store.home, set(self.store.names()) - names)
        if self.rebuild:
            self.store.forget_all()

    def claim(self) -> None:
        """From now on the folder is that of the sources."""
        claim(self.out, overwrite=self.overwrite)
        self.store.built_from(self.home)


def _made(
    plan: Plan, found: tuple[list[Path], list[Diagnostic]], folder: _Folder, runs: Callable[..., Runs],
    progress: Callable[[int, int, Path], None] | None,
) -> BuildReport:  # fmt: skip
    """What came of making what is left to do of the files that were *found*, with what there is to tell of these."""
    files, said = found
    known = Known(plan, folder.out, folder.store)
    folder.open(set(map(known.name_of, files)))
    tasks = [known.task(path) for path in files]
    left = [task for task in tasks if task]
    sources = plan.sources() if left else None  # it says what is wrong with the settings
    folder.claim()
    made = outcomes(left, runs(sources=sources))
    making = Making(plan, folder.out, folder.store, known, files, said)
    for number, (path, task) in enumerate(zip(files, tasks, strict=True), 1):
        making.add(path, next(made) if task else None)
        if progress:
            progress(number, len(files), path)
    return making.finish()


def plan_of(
    source: Path,
    settings: Settings | None = None,
    *,
    strict: bool = False,
    without: Iterable[str] = (),
    later: Iterable[str] = (),
    hooks: Hooks | None = None,
) -> Plan:
    """How the edition of the sources in *source* is made; the arguments are those of build()."""
    if settings is None:
        own = source / NAME
        settings = read_settings(own) if source.is_dir() and own.is_file() else Settings()
    home = source if source.is_dir() else source.parent
    hooks = hooks or Hooks()
    keys = keys_of(settings, strict=strict, hooks=hooks)
    return Plan(settings, home, strict, keys, frozenset(without), frozenset(later), hooks)
