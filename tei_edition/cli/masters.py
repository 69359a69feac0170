"""The part of `convert` that makes masters and keeps them up to date (--into)."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tei_edition.cli import console
from tei_edition.diagnostics import Diagnostic, EditionError, Severity, bug

if TYPE_CHECKING:
    from tei_edition.build.masters import Masters, Step
    from tei_edition.build.settings import Settings
    from tei_edition.diagnostics_files import FileReport


def reports_of(
    records: list[str],
    into: Path | None,
    wish: Mapping[str, bool],
    others: tuple[str | None, Path | None, str | None, bool],
) -> list[FileReport]:
    """Make masters of *records* in the folder *into*, as far as that is wanted; what there is to tell of each.

    *wish* are the options again, update, settled and dry_run; *others* are out, config, conventions and strict.
    Raises BadParameter for options that do not go together; EditionError where the settings cannot be used.
    """
    from tei_edition.build.masters import Masters
    from tei_edition.diagnostics_files import FileReport

    out, config, conventions, strict = others
    if into is None:
        raise typer.BadParameter("--again, --update, --settled, --dry-run and --config need --into")
    if out is not None:
        raise typer.BadParameter("name a folder for masters with --into, or an output with --out")
    if (wish["again"] and wish["update"]) or (wish["settled"] and not wish["update"]):
        raise typer.BadParameter("--settled needs --update, and neither can be used with --again")
    asked = {name: on for name, on in wish.items() if name != "dry_run"}
    masters = Masters(into, _settings(into, config, conventions), **asked)
    counts: Counter[str] = Counter()
    reports = []
    for record in records:
        found = tuple(_brought(masters, record, counts, dry=wish["dry_run"], strict=strict))
        reports.append(FileReport(record, found))
    if not console.Verbosity.quiet:
        parts = [f"{number} {done}" for done, number in counts.items()]
        would = " (nothing is written)" if wish["dry_run"] else ""
        typer.echo(f"masters   {', '.join(parts) or 'none'}{would}", err=True)
    return reports


def _settings(into: Path, config: Path | None, conventions: str | None) -> Settings:
    """The settings of the edition that the folder *into* belongs to."""
    from tei_edition.build.settings import NAME, Settings, read_settings

    near = (config,) if config else (into / NAME, into.resolve().parent / NAME)
    own = next((path for path in near if config or path.is_file()), None)
    settings = read_settings(own) if own else Settings()
    return replace(settings, conventions=conventions) if conventions else settings


def _brought(
    masters: Masters, record: str, counts: Counter[str], *, dry: bool, strict: bool
) -> Iterator[Diagnostic]:
    """Do what there is to do for *record*; what there is to tell."""
    try:
        console.reads(record)
        for step in masters.steps(Path(record)):
            found = [replace(d, strict=strict) for d in step.diagnostics]
            yield from found
            # A record that is not sound gives no master; what is not settled (I061) lets the rest in.
            if any(d.severity is Severity.ERROR and d.code.startswith("R") for d in found):
                counts["failed"] += 1
                continue
            counts[step.done] += 1
            if dry:
                _show(step)
                continue
            for path, data in step.files:
                console.write(str(path), data, f"{record}\0{step.id}")
            for path in step.gone:
                path.unlink(missing_ok=True)
    except EditionError as error:
        counts["failed"] += 1
        yield from error.diagnostics
    except BrokenPipeError:
        raise  # who reads has enough
    except Exception as error:  # one record never ends the run
        counts["failed"] += 1
        yield bug(error, record)


def _show(step: Step) -> None:
    """Print what *step* would change."""
    if step.after is None:
        return
    if step.before is None:
        console.say(f"{step.master}: new")
        return
    show_diff(step.master, step.before, step.after)


def show_diff(path: Path, before: bytes, after: bytes) -> None:
    """Print how the file *path* would change."""
    old, new = (data.decode("utf-8", "replace").splitlines() for data in (before, after))
    for line in difflib.unified_diff(old, new, str(path), str(path), lineterm=""):
        console.say(line)
