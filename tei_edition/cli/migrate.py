"""tei-edition migrate: TEI of an older version in the present encoding."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tei_edition.cli import console, options
from tei_edition.diagnostics import Diagnostic, EditionError, Severity, bug

if TYPE_CHECKING:
    from tei_edition.check.validate import Validator


def migrate(
    files: Annotated[list[Path], typer.Argument(help="TEI files encoded by tei-edition.")],
    dry_run: options.DryRun = False,
    schema: options.Schemas = [],  # noqa: B006 (typer copies it)
) -> None:
    """Update TEI files from an older version to the current encoding, in place.

    All other bytes, including your own changes, are kept. A file is not written if it would be less valid than
    before. The exit code is 1 if a file failed; the other files are still updated.
    Example: tei-edition migrate texts/*.xml --dry-run
    """
    from tei_edition.check.validate import Validator

    failed = False
    with console.reported():
        validator = Validator(schema=schema)
    for path in files:
        try:
            _migrate(path, validator, dry=dry_run)
        except EditionError as error:
            console.tell(error.diagnostics)
            failed = True
        except BrokenPipeError:
            raise  # who reads has enough
        except Exception as error:  # one file never ends the run
            console.tell([bug(error, str(path))])
            failed = True
    if failed:
        raise typer.Exit(console.FAILED)


def _migrate(path: Path, validator: Validator, *, dry: bool) -> None:
    """Bring the file at *path* up to date; EditionError where that cannot be done."""
    from tei_edition.cli.masters import show_diff
    from tei_edition.enrich.migrate import migrated
    from tei_edition.files import read_input, write_file

    name = str(path)
    data = read_input(path, name)
    done = migrated(data, name)
    if done.data == data:
        console.say(f"{name}: already in the current encoding")
        return
    had, has = (_errors(validator, path, each) for each in (data, done.data))
    if worse := list(has - had):
        message = f"this file would not be valid in the current encoding: {worse[0]}"
        hint = "make it valid first (tei-edition validate)"
        raise EditionError(Diagnostic("I063", message, name, hint=hint))
    if dry:
        show_diff(path, data, done.data)
        return
    write_file(path, done.data)
    for change, number in Counter(done.changes).items():
        console.say(f"{name}: {change}{f' ({number} times)' if number > 1 else ''}")
    if not done.changes:
        console.say(f"{name}: only its version was updated")


def _errors(validator: Validator, path: Path, data: bytes) -> Counter[str]:
    from tei_edition.tei.document import parse_tei

    name = str(path)
    found = validator.findings_of(parse_tei(data, name), data, path, name)
    return Counter(f"{f.code}, {f.message}" for f in found if f.severity is Severity.ERROR)
