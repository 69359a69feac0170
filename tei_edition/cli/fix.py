"""tei-edition fix: say in a record itself what was assumed of it."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tei_edition.cli import console, options
from tei_edition.cli.convert import load
from tei_edition.diagnostics import Fix

if TYPE_CHECKING:
    from tei_edition.document.document import Record
    from tei_edition.understand.remarks.rules import Conventions


def fix(
    record: Annotated[Path, typer.Argument(help="The record (Markdown, UTF-8).")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Apply without asking.")] = False,
    conventions: options.Named = None,
) -> None:
    """Show the program's assumptions and repairs as changes to a record, and apply them.

    The meaning of the record stays the same. For example, a stray bracket is replaced by the remark that it was
    interpreted as, and a paragraph divided by a page break gets [page cut]. The exit code is 1 if changes were
    shown but not applied.
    Example: tei-edition fix letter.md
    """
    from tei_edition.files import write_file
    from tei_edition.understand.record import read_record

    with console.reported():
        known = load(conventions)
        found = read_record(record, conventions=known)
        fixes = safe_fixes(found, known)
        if not fixes:
            console.say(f"{record}: nothing to fix")
            return
        raw = record.read_bytes()
        before = found.source.text
        after = fixed(before, fixes)
        for line in difflib.unified_diff(
            before.splitlines(keepends=True),
            after.splitlines(keepends=True),
            str(record),
            str(record),
        ):
            console.say(line.removesuffix("\n"))
        if not yes and not (sys.stdin.isatty() and typer.confirm("Apply these changes?")):
            typer.echo("not applied; use --yes to apply them", err=True)
            raise typer.Exit(console.FAILED)
        write_file(record, _as_it_was(after, raw))
        console.say(f"{record}: {len(fixes)} changes")


def safe_fixes(record: Record, conventions: Conventions) -> list[Fix]:
    """The fixes of *record* that leave all words of its text as they are.

    Nearly always these are all; where several of them stand in each other's way, each is tried by itself.
    """
    fixes = sorted((d.fix for d in record.diagnostics if d.fix), key=lambda f: (f.start, f.end))
    words = _letters(record)

    def keeps(tried: list[Fix]) -> bool:
        text = fixed(record.source.text, tried)
        return (
            _letters(read_record(text, name=record.source.name, conventions=conventions)) == words
        )

    from tei_edition.understand.record import read_record

    if keeps(fixes):
        return fixes
    kept: list[Fix] = []
    for fix in fixes:
        if keeps([*kept, fix]):
            kept.append(fix)
    return kept


def _letters(record: Record) -> str:
    from tei_edition.document.block import texts_of

    return "".join("".join(text.value for text in texts_of(record.blocks)).split())


def fixed(text: str, fixes: Sequence[Fix]) -> str:
    """*text* with *fixes* applied; one that reaches into another is left out."""
    end = len(text)
    for change in sorted(fixes, key=lambda f: (f.start, f.end), reverse=True):
        if change.end <= end:
            text = text[: change.start] + change.text + text[change.end :]
            end = change.start
    return text


def _as_it_was(text: str, raw: bytes) -> bytes:
    """*text* with the line ends and the byte order mark of the file that held *raw*."""
    if b"\r\n" in raw:
        text = text.replace("\n", "\r\n")
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    return mark + text.encode()
