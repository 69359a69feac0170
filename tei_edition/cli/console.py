"""What the commands share: input and output, reporting, exit codes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
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
        if diagnostic.severity is Severity.ERROR:
            pass
        elif Verbosity.quiet or (
            diagnostic.severity in (Severity.REPAIR, Severity.INFO) and not Verbosity.verbose
        ):
            continue
        typer.echo(str(diagnostic), err=True)


@contextmanager
def reported() -> Iterator[None]:
    """Turn an EditionError into its messages and exit code 1: no user sees a traceback."""
    try:
        yield
    except EditionError as error:
        report(error.diagnostics)
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
