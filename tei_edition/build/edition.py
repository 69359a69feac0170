"""The pipeline: sources in, an edition out, as a web site one can deploy as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from tei_edition.arguments import kind_of, path_of
from tei_edition.build.folder import claim
from tei_edition.build.keys import keys_of
from tei_edition.build.known import Known
from tei_edition.build.making import Making
from tei_edition.build.report import BuildReport as BuildReport
from tei_edition.build.runs import Runs, outcomes
from tei_edition.build.settings import NAME, Settings, read_settings
from tei_edition.build.sources import find_sources
from tei_edition.build.steps import Plan
from tei_edition.build.store import Store


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
) -> BuildReport:
    """Build the edition of the records and TEI files in *source* into the folder *out*.

    For each document: `<id>/<id>.xml`, `<id>/<id>.pdf`, `<id>/index.html` and `<id>/source.html`; for all,
    `index.html`, `404.html`, `assets/`, and `encoding/`, the reference of the encoding with the schemas; where the *settings* say its address, `feed.atom` and `sitemap.xml`. Without *settings*, those of
    `edition.toml` in *source* hold. A document that fails is reported and the others are still built; what
    validation finds in a TEI file is a warning, or where it is *strict* an error, and then it fails.
    What has not changed since the last build into *out* is not made again, unless *rebuild* asks for it; what
    is gone from the sources is removed, and a page at its address says so.
    Up to *jobs* processes share the work (0: as many as there are processors), or those of the Dask *scheduler* at an
    address; then a document may take *timeout* seconds (None: 60; 0: any), which also asks for processes
    of their own where there is little to do. Outputs *without* which it is built ("pdf", "search") are offered by
    no page. *progress* is called once a file is done: with its number, how many there are, and its path.
    Raises EditionError where *source* holds nothing, the settings cannot be understood, or *out* holds what is of no
    edition (I031), which is kept unless it is to *overwrite* it; TypeError where an argument is of another type.
    """
    source, out = path_of(source, "build", "a folder"), path_of(out, "build", "a folder")
    plan, files = _plan(source, out, settings, strict, frozenset(without))
    with closing(Store(out, forget=rebuild)) as store:
        known = Known(plan, out, store)
        tasks = {path: task for path in files if (task := known.task(path))}
        sources = plan.sources() if tasks else None  # it says what is wrong with the settings
        claim(out, overwrite=overwrite)
        made = outcomes(list(tasks.values()), Runs(plan, sources, jobs, timeout, scheduler))
        making = Making(plan, out, store, known, files)
        for number, path in enumerate(files, 1):
            making.add(path, next(made) if path in tasks else None)
            if progress:
                progress(number, len(files), path)
        return making.finish()


def _plan(
    source: Path, out: Path, settings: Settings | None, strict: bool, without: frozenset[str]
) -> tuple[Plan, list[Path]]:
    """How the edition is made, and of which files."""
    if settings is not None and not isinstance(settings, Settings):
        raise TypeError(f"build() takes settings as Settings, not {kind_of(settings)}")
    files = find_sources(source, out)
    if settings is None:
        own = source / NAME
        settings = read_settings(own) if source.is_dir() and own.is_file() else Settings()
    home = source if source.is_dir() else source.parent
    return Plan(settings, home, strict, keys_of(settings, strict=strict), without), files
