"""What the commands share: input and output, reporting, exit codes."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

import typer

from tei_edition.diagnostics import Diagnostic, EditionError, Severity, printable
from tei_edition.files import Names, read_input, reason_of, write_file

FAILED = 1


class Verbosity:
    """How much the user wants to be told; set once by the options before the command."""

    quiet = False
    verbose = False


def report(diagnostics: Iterable[Diagnostic]) -> None:
    """Print *diagnostics* to standard error: repairs only where asked for, and errors always."""
    for diagnostic in diagnostics:
        if _is_shown(diagnostic):
            typer.echo(str(diagnostic), err=True)


def tell(diagnostics: Iterable[Diagnostic]) -> None:
    """The same as report(), each with its source line, carets and what to do about it."""
    from tei_edition.diagnostics_files import FileReport
    from tei_edition.report.text import file_lines

    colour = sys.stderr.isatty()
    for source, group in groupby(diagnostics, key=lambda d: d.source):
        shown = tuple(d for d in group if _is_shown(d))
        for line in file_lines(FileReport(source, shown), colour=colour):
            typer.echo(line, err=True)


def counted(number: int, noun: str, several: str = "") -> str:
    """*number* and *noun*, or *several* where it is not one: "1 entry", "2 entries"; by default with an s."""
    return f"{number} {noun if number == 1 else several or noun + 's'}"


def tell_hidden(diagnostics: Iterable[Diagnostic], command: str) -> None:
    """Count in one line what tell() does not show at this verbosity; *command* is what lists it.

    Nothing is printed with --quiet, or where everything was shown.
    """
    if Verbosity.quiet or Verbosity.verbose:
        return
    hidden = Counter(d.severity for d in diagnostics if not _is_shown(d))
    repairs, readings = hidden[Severity.REPAIR], hidden[Severity.INFO]
    counts = [
        counted(number, noun)
        for number, noun in ((repairs, "repair"), (readings, "inferred reading"))
        if number
    ]
    if counts:
        typer.echo(f"{' and '.join(counts)} not shown; `{command}` lists them", err=True)


def severities() -> frozenset[Severity]:
    """The severities that are told at this verbosity."""
    if Verbosity.verbose:
        return frozenset(Severity)
    told = (Severity.ERROR,) if Verbosity.quiet else (Severity.ERROR, Severity.WARNING)
    return frozenset(told)


def _is_shown(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity in severities()


@contextmanager
def reported() -> Iterator[None]:
    """Turn an EditionError into its messages and exit code 1: no user sees a traceback."""
    try:
        yield
    except EditionError as error:
        tell(error.diagnostics)
        raise typer.Exit(FAILED) from None


def say(text: str) -> None:
    """Print the line *text* to standard output: a file's name or words in it steer no terminal and no CI."""
    text = "\t".join(map(printable, text.split("\t")))
    typer.echo(f"./{text}" if text.lstrip()[:2] in ("::", "##") else text)


#: What this run reads and writes.
_names = Names()


def begin(*, quiet: bool, verbose: bool) -> None:
    """A run begins: how much it tells, and that it has read and written nothing yet."""
    global _names
    Verbosity.quiet, Verbosity.verbose = quiet, verbose
    _names = Names()


def reads(*paths: Path | str | None) -> None:
    """Remember *paths* as inputs: nothing is written over them."""
    for path in paths:
        if path is not None and path != "-":
            _names.reads(Path(path))


def read(argument: str) -> tuple[Path | bytes, str]:
    """The input that *argument* names ("-" is standard input), and its name for messages."""
    if argument == "-":
        return sys.stdin.buffer.read(), "<stdin>"
    reads(argument)
    return Path(argument), argument


def read_bytes(argument: str) -> tuple[bytes, str]:
    """The bytes of the input that *argument* names, and its name for messages; EditionError as read_input."""
    source, name = read(argument)
    return (read_input(source, name) if isinstance(source, Path) else source), name


def write(argument: str | None, data: bytes | str, source: str | None = None) -> None:
    """Write *data* to the file that *argument* names; to standard output for "-" or None.

    *source* is the input that it is made of. Raises EditionError: as write_file, and as Names.take where
    the file is an input, or was written in this run for another source.
    """
    if argument in (None, "-"):
        content = data.encode("utf-8", "replace") if isinstance(data, str) else data
        try:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise  # who reads has enough: that is no error
        except OSError as error:
            message = f"it cannot be written: {reason_of(error)}"
            raise EditionError(Diagnostic("I003", message, "<stdout>")) from None
    else:
        path = Path(str(argument))
        _names.take(path, source or str(argument))
        write_file(path, data)
