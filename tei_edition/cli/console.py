"""What the commands share: input and output, reporting, exit codes."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

import typer

from tei_edition.diagnostics import Diagnostic, EditionError, Severity

FAILED = 1


class Verbosity:
    """How much the user wants to be told; set once by the options before the command."""

    quiet = False
    verbose = False


def report(diagnostics: Iterable[Diagnostic]) -> None:
    """Print *diagnostics* to standard error: repairs only where asked for, and errors always."""
    for diagnostic in diagnostics:
        if _is_told(diagnostic):
            typer.echo(str(diagnostic), err=True)


def tell(diagnostics: Iterable[Diagnostic]) -> None:
    """The same as report(), each with its source line, carets and what to do about it."""
    from tei_edition.diagnostics_files import FileReport
    from tei_edition.report.text import file_lines

    colour = sys.stderr.isatty()
    for source, group in groupby(diagnostics, key=lambda d: d.source):
        told = tuple(d for d in group if _is_told(d))
        for line in file_lines(FileReport(source, told), colour=colour):
            typer.echo(line, err=True)


def tell_hidden(diagnostics: Iterable[Diagnostic], command: str) -> None:
    """Count in one line what tell() does not show at this verbosity; *command* is what lists it.

    Nothing is printed with --quiet, or where everything was shown.
    """
    if Verbosity.quiet or Verbosity.verbose:
        return
    hidden = Counter(d.severity for d in diagnostics if not _is_told(d))
    repairs, readings = hidden[Severity.REPAIR], hidden[Severity.INFO]
    counts = [
        f"{number} {noun if number == 1 else f'{noun}s'}"
        for number, noun in ((repairs, "repair"), (readings, "inferred reading"))
        if number
    ]
    if counts:
        typer.echo(f"{' and '.join(counts)} not shown; `{command}` lists them", err=True)


def _is_told(diagnostic: Diagnostic) -> bool:
    if diagnostic.severity is Severity.ERROR or Verbosity.verbose:
        return True
    return not Verbosity.quiet and diagnostic.severity is Severity.WARNING


@contextmanager
def reported() -> Iterator[None]:
    """Turn an EditionError into its messages and exit code 1: no user sees a traceback."""
    try:
        yield
    except EditionError as error:
        tell(error.diagnostics)
        raise typer.Exit(FAILED) from None


def read(argument: str) -> tuple[Path | bytes, str]:
    """The input that *argument* names ("-" is standard input), and its name for messages."""
    if argument == "-":
        return sys.stdin.buffer.read(), "<stdin>"
    return Path(argument), argument


def read_bytes(argument: str) -> tuple[bytes, str]:
    """The bytes of the input that *argument* names, and its name for messages; EditionError as read_input."""
    from tei_edition.files import read_input

    source, name = read(argument)
    return (read_input(source, name) if isinstance(source, Path) else source), name


def write(argument: str | None, data: bytes | str) -> None:
    """Write *data* to the file that *argument* names; to standard output for "-" or None."""
    from tei_edition.files import write_file

    if argument in (None, "-"):
        sys.stdout.buffer.write(data.encode() if isinstance(data, str) else data)
        sys.stdout.buffer.flush()
    else:
        write_file(Path(str(argument)), data)
