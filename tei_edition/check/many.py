"""Many documents: which files are meant, and how several processes share them."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from tei_edition.check.validate import Validator
from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.diagnostics_files import FileReport
from tei_edition.odd.catalog import Catalog

#: Bytes that one process has judged before a second would have begun.
_WORTH_A_PROCESS = 3_000_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What to hold documents against; see Validator."""

    schemas: tuple[Path, ...] = ()
    catalogs: tuple[Path, ...] = ()
    phase: str | None = None

    def validator(self) -> Validator:
        """The schemas, loaded; EditionError where that cannot be done."""
        return Validator(schema=self.schemas, catalog=Catalog(*self.catalogs), phase=self.phase)


def files_of(arguments: Iterable[str]) -> list[Path]:
    """The files that *arguments* mean: files, folders (their *.xml, at any depth), glob patterns.

    Each file once, those of a folder by name; hidden folders are left out. Raises EditionError: I001
    where nothing is there, I005 where a folder or pattern holds nothing.
    """
    found: dict[Path, None] = {}
    for argument in arguments:
        path = Path(argument)
        if path.is_dir():
            inside = sorted(_inside(path))
            if not inside:
                message = "this folder holds no XML file (*.xml)"
                raise EditionError(Diagnostic("I005", message, argument))
        elif not path.exists() and glob.has_magic(argument):
            inside = sorted(
                p for p in map(Path, glob.glob(argument, recursive=True)) if p.is_file()
            )
            if not inside:
                raise EditionError(Diagnostic("I005", "no file is named so", argument))
        else:
            inside = [path]
        found.update(dict.fromkeys(inside))
    return list(found)


def _inside(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.lower().endswith(".xml") and not name.startswith("."):
                yield Path(place, name)


def validate_files(files: Sequence[Path], plan: Plan, jobs: int = 0) -> Iterator[FileReport]:
    """The findings for each of *files*, in their order, by *jobs* processes (0: as many as pay).

    A file that cannot be read is reported as well. Raises EditionError where a schema of the *plan*
    cannot be used.
    """
    validator = plan.validator()
    processes = jobs or _that_pay(files)
    if processes < 2 or len(files) < 2:
        for path in files:
            yield report_on(validator, path)
        return
    # A process that Saxon runs in must not be forked; one that has only loaded schemas may, and
    # its children have them at once.
    forkable = "saxonche" not in sys.modules and sys.platform == "linux"
    context = get_context("fork" if forkable else "spawn")
    global _validator
    _validator = validator if forkable else None
    share = max(1, min(50, len(files) // (processes * 4)))
    with ProcessPoolExecutor(processes, context, _begin, (plan,)) as pool:
        yield from pool.map(_judge, files, chunksize=share)


def report_on(validator: Validator, source: Path | bytes, name: str | None = None) -> FileReport:
    """The findings for one document; that it cannot be read is one."""
    name = name or str(source)
    try:
        return FileReport(name, tuple(validator.findings(source, name)))
    except EditionError as error:
        return FileReport(name, tuple(error.diagnostics))


def _that_pay(files: Sequence[Path]) -> int:
    total = 0
    for path in files:
        try:
            total += path.stat().st_size
        except OSError:
            continue
    return min(_cores(), len(files), 1 + total // _WORTH_A_PROCESS)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


#: What a process of the pool judges by: from its parent where it was forked.
_validator: Validator | None = None


def _begin(plan: Plan) -> None:
    global _validator
    if _validator is None:
        _validator = plan.validator()


def _judge(path: Path) -> FileReport:
    assert _validator is not None  # noqa: S101 (_begin has seen to it)
    return report_on(_validator, path)
