"""The command line: gathers the commands, one file each."""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import suppress
from importlib import import_module
from keyword import iskeyword
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group

from tei_edition._version import __version__
from tei_edition.cli import console
from tei_edition.diagnostics import EditionError, bug
from tei_edition.files import is_full

#: The commands, in the order of the help: each is the module of its name.
COMMANDS = (
    *("import", "convert", "validate", "record", "inspect", "fix", "explain", "extract", "build"),
    *(
        "serve",
        "deposit",
        "migrate",
        "render",
        "names",
        "register",
        "conventions",
        "schema",
        "init",
        "doctor",
    ),
)


class _Commands(TyperGroup):
    """The commands, each imported when it is asked for: one need not wait for the others."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        names: Any = dict.fromkeys(COMMANDS)
        self.commands = names

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        module = import_module(f"tei_edition.cli.{name}")
        if hasattr(module, "app"):
            command: Any = get_group(module.app)
        else:
            alone = typer.Typer(add_completion=False)
            alone.command()(getattr(module, name))
            command = get_command(alone)
        command.name = cmd_name
        return _literal(command)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; whatever happens, nobody is shown a traceback (TEI_EDITION_TRACEBACK shows it)."""
        try:
            return super().invoke(ctx)
        except (*_ENDS, BrokenPipeError):
            raise
        except KeyboardInterrupt:
            _say("interrupted")
            raise typer.Exit(_INTERRUPTED) from None
        except Exception as error:
            if os.environ.get("TEI_EDITION_TRACEBACK"):
                raise
            _name_what_is_full(error)
            found = error.diagnostics if isinstance(error, EditionError) else ()
            for diagnostic in found or [bug(error, f"tei-edition {ctx.invoked_subcommand or ''}")]:
                _say(str(diagnostic))
            raise typer.Exit(console.FAILED) from None


def _name_what_is_full(error: Exception) -> None:
    """Put into *error* what has no room, where the system does not say: a file that is written by its name says so itself."""
    if not (isinstance(error, OSError) and is_full(error) and not error.filename):
        return
    import shutil
    import tempfile

    folder, error.filename = tempfile.gettempdir(), "<stdout>"
    with suppress(OSError):
        if shutil.disk_usage(folder).free < 64 * 1024:
            error.filename = f"the folder for temporary files, {folder}"


def _literal(command: Any) -> Any:
    """*command*, whose help shows brackets as they are: rich would take "[our]" for a style."""
    for each in (command, *getattr(command, "commands", {}).values()):
        each.help = (each.help or "").replace("[", "\\[")
        for parameter in each.params:
            if help := getattr(parameter, "help", None):
                parameter.help = help.replace("[", "\\[")
    return command


#: What typer ends a command with; the first is the base of its usage errors, which moves from version to version.
_ENDS: Any = (typer.BadParameter.__mro__[2], typer.Abort, typer.Exit)
#: The exit code of a program that was interrupted (128 + SIGINT).
_INTERRUPTED = 130


def _say(text: str) -> None:
    """Tell *text* on standard error, if that can be written to."""
    with suppress(OSError, ValueError):
        typer.echo(text, err=True)


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Turn archival documents into validated TEI, a web edition and PDFs.\n\n"
    "Example: tei-edition build seeds --out dist",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tei-edition {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show errors only.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Also show repairs.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    console.begin(quiet=quiet, verbose=verbose)


def main() -> None:
    """Run the command line."""
    code: Any = _INTERRUPTED
    try:
        _open_streams()
        code = _run()
    except KeyboardInterrupt:
        _say("interrupted")
    # Ctrl-C within a text that is executed (a dataclass that is made) counts as unhandled in CPython, whoever handles
    # it, and the process would end by the signal; the next text that is executed takes that back.
    exec("")  # noqa: S102
    # The process ends: nothing in it need be searched for cycles once more.
    gc.freeze()
    sys.exit(_flushed(code))


def _run() -> Any:
    try:
        app()
    except SystemExit as end:
        return end.code
    except BrokenPipeError:
        return console.FAILED
    except OSError as error:  # where not even the help can be written
        _name_what_is_full(error)
        _say(str(bug(error, "tei-edition")))
        return console.FAILED
    return 0


def _open_streams() -> None:
    """Give standard streams that are closed a place, and write any text to those that are open.

    The first file that is opened would become the standard output else. What is read from such a stream
    is nothing; what is written to the output fails, as it must: it would be lost.
    """
    for number, mode in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, mode)  # the lowest number that is free: this one
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _flushed(code: Any) -> Any:
    """The exit code, once all is written; where it cannot be, that is told, and the code is 1."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError) as error:
            if stream is sys.stdout and not isinstance(error, BrokenPipeError):
                _say(str(bug(error, "<stdout>")))
            # Python would try once more at its end, and tell of it in its own way.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1 if stream is sys.stdout else 2)
            code = code or console.FAILED
    return code
