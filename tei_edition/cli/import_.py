"""tei-edition import: documents, pages and tables to records."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tei_edition.cli import console, options
from tei_edition.diagnostics import Diagnostic, EditionError, Severity, bug

if TYPE_CHECKING:
    from tei_edition.build.imports import Imported
    from tei_edition.build.settings import Settings
    from tei_edition.write.draft import MadeRecord


def import_(
    sources: Annotated[
        list[Path],
        typer.Argument(help="Word files, PDFs, saved web pages, tables, or folders of them."),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder for the records.")] = Path(
        "records"
    ),
    config: Annotated[
        Path | None,
        typer.Option("--config", help="The settings file; by default edition.toml in --out."),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile",
            help="A profile for the web site that the pages come from (TOML); “new” writes a profile to start from.",
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Show the records that would be made; write nothing."),
    ] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Overwrite records.")] = False,
    timeout: options.Timeout = 120,
) -> None:
    """Make records (Markdown) from documents, saved web pages and tables.

    The exit code is 1 if a source failed; the other sources are still imported.
    Example: tei-edition import letters/ -o records/
    """
    with console.reported():
        if profile == "new":
            _new_profile(sources[0])
            return
        settings = _settings(config, out, profile)
    run = _Run(out, dry_run=dry_run, overwrite=overwrite)
    with console.reported():
        run.all(run.found(sources), settings, timeout)
    run.summary()
    if run.failed:
        raise typer.Exit(console.FAILED)


def _settings(config: Path | None, out: Path, profile: str | None) -> Settings:
    """What *config* says, or the edition.toml of the folder *out*; a *profile* comes before its own."""
    from dataclasses import replace

    from tei_edition.build.settings import NAME, Settings, read_settings

    own = config or out / NAME
    settings = read_settings(own) if config or own.is_file() else Settings()
    more = (Path(profile),) if profile else ()
    return replace(settings, profiles=(*more, *settings.profiles))


def _new_profile(page: Path) -> None:
    """Write a profile for pages like *page*, to be completed, to standard output."""
    from tei_edition.build.imports import Importer
    from tei_edition.read.guess import profile_for

    typer.echo(profile_for(Importer().original(page)), nl=False)


class _Run:
    """One import: what it made, and what failed."""

    def __init__(self, out: Path, *, dry_run: bool, overwrite: bool) -> None:
        self._out = out
        self._dry, self._overwrite = dry_run, overwrite
        self.failed = self._records = self._files = self._passages = self._empty = self._same = 0

    def found(self, sources: list[Path]) -> list[Path]:
        """The files of *sources*, files and folders; what is wrong with these is told."""
        from tei_edition.build.imports import find_originals

        paths: list[Path] = []
        for source in sources:
            left_out: list[Diagnostic] = []
            try:
                paths += find_originals(source, left_out)
            except EditionError as error:
                self._fail(error.diagnostics)
            console.tell(left_out)
        return paths

    def all(self, paths: list[Path], settings: Settings, timeout: float) -> None:
        """Import *paths*, each in *timeout* seconds; what is wrong is told."""
        from tei_edition.build.imports import imported

        console.reads(*paths)
        answers = imported(paths, settings, timeout=timeout, show=self._dry)
        for path, source in zip(paths, answers, strict=True):
            try:
                self._file(path, source)
            except EditionError as error:
                self._fail(error.diagnostics)
            except Exception as error:  # one source never ends the run
                self._fail([bug(error, str(path))])

    def _file(self, path: Path, source: Imported) -> None:
        if source.door:
            self._files += 1
        if self._dry and source.door:
            typer.echo(f"{path}: {source.door}")
            for line in source.shown:
                console.say(f"  {line}")
        findings: list[Diagnostic] = []
        for made in source.records():
            findings += self._record(made, str(path))
        console.tell(_first(findings))
        if source.diagnostics:
            self._fail(source.diagnostics)

    def _record(self, made: MadeRecord, name: str) -> Iterator[Diagnostic]:
        from tei_edition.build.imports import told_of

        self._passages += len(made.left_out)
        yield from told_of(made, name)
        if not made.text:
            self._empty += 1
            return
        path = self._out / f"{made.name}.md"
        if self._dry:
            self._records += 1
            if self._records <= _SHOWN:
                console.say(f"  {path}: {made.title}")
            return
        if path.exists() and not self._overwrite:
            if _holds(path, made.text):
                self._same += 1
                return
            message = f"{path} was kept, because it differs from the record that would be written now; perhaps it was edited"
            hint = "use --overwrite, or name another folder with --out"
            self.failed += 1
            yield Diagnostic("I032", message, name, hint=hint, place=made.source_place)
            return
        console.write(str(path), made.text, f"{name}\0{made.name}")
        for image, data in made.images.items():
            console.write(str(self._out / image), data, f"{name}\0{image}")
        self._records += 1

    def _fail(self, diagnostics: list[Diagnostic] | tuple[Diagnostic, ...]) -> None:
        self.failed += 1
        console.tell(diagnostics)

    def summary(self) -> None:
        """A line on what was made."""
        if console.Verbosity.quiet:
            return
        would = "would be made" if self._dry else "made"
        parts = [
            f"{console.counted(self._records, 'record')} {would} from {console.counted(self._files, 'file')}"
        ]
        if self._same:
            parts.append(f"{self._same} unchanged")
        if self._empty:
            parts.append(f"{self._empty} without text")
        if self._passages:
            parts.append(f"{console.counted(self._passages, 'passage')} left out")
        if self.failed:
            parts.append(f"{self.failed} failed")
        typer.echo(", ".join(parts))


#: So many records are named in a dry run, and so many findings of a kind in a file told.
_SHOWN = 20
_TOLD = 10


def _holds(path: Path, text: str) -> bool:
    """Whether the file at *path* has this *text*."""
    with suppress(OSError):
        return path.read_bytes() == text.encode()
    return False


def _first(diagnostics: list[Diagnostic]) -> Iterator[Diagnostic]:
    """The first of *diagnostics* of each code, errors all; how many more there are is counted in the summary."""
    counts: dict[str, int] = {}
    for each in diagnostics:
        counts[each.code] = counts.get(each.code, 0) + 1
        if each.severity is Severity.ERROR or counts[each.code] <= _TOLD:
            yield each
