"""tei-edition conventions: list, check and test how editors phrase their remarks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tei_edition.cli import console
from tei_edition.cli.convert import load

if TYPE_CHECKING:
    from tei_edition.understand.remarks.rules import Conventions, Rule

app = typer.Typer(
    no_args_is_help=True,
    help="List, check and test conventions, which define how editors phrase their remarks.",
)
_Named = Annotated[
    str, typer.Argument(help="wilson-center, frus, leiden, plain, or your own file (TOML).")
]


@app.command("list")
def list_(
    named: Annotated[
        str | None, typer.Argument(help="The name of the conventions; the default is to list all.")
    ] = None,
) -> None:
    """List the conventions, or the rules of one set with their names, first wordings and origins.

    Example: tei-edition conventions list frus
    """
    from tei_edition.understand.remarks.rules import CARRIED, load_conventions

    with console.reported():
        if named is None:
            for name in CARRIED:
                console.say(f"{name}\t{load_conventions(name).title}")
            return
        for rule in load_conventions(named).rules:
            worded = rule.wordings[0].text if rule.wordings else ""
            console.say(
                f"{rule.name}\t{rule.brackets[0]}{worded}{rule.brackets[1]}\t{rule.origin.file}:{rule.origin.line}"
            )


@app.command("check")
def check_(named: _Named = "wilson-center") -> None:
    """Check a file for wrong patterns and examples, rules that never apply, and lost words.

    The exit code is 1 if there are errors. Example: tei-edition conventions check house.toml
    """
    from tei_edition.check.conventions import check_conventions
    from tei_edition.diagnostics import Severity
    from tei_edition.toml import parse_toml

    with console.reported():
        conventions = load(named)
        own = _own(conventions, named)
        found = check_conventions(conventions, _text(named), own)
    console.tell(found)
    errors = sum(d.severity is Severity.ERROR for d in found)
    if not console.Verbosity.quiet:
        files = (named, f"{named}.toml")
        taught = sum(lesson.origin.file in files for lesson in conventions.lessons)
        examples = sum(len(rule.examples) for rule in own) + taught
        fields = len(parse_toml(_text(named), named, "C003").get("field", ()))
        parts = [(len(own), "rule"), (examples, "example"), (fields, "field")][: 3 if fields else 2]
        parts += [(errors, "error"), (len(found) - errors, "warning")]
        console.say(f"{named}: {', '.join(console.counted(*part) for part in parts)}")
    if errors:
        raise typer.Exit(console.FAILED)


@app.command("test")
def run_examples_(
    named: _Named,
    text: Annotated[
        str | None,
        typer.Argument(
            help='A sentence to try: "He left [gone fishing]."; without it, the examples in the file are tested.'
        ),
    ] = None,
) -> None:
    """Show the TEI of the examples in a file, or of your own text.

    Example: tei-edition conventions test house.toml "He left [gone fishing]."
    """
    from tei_edition.check.conventions import read_example, run_examples

    failed = 0
    with console.reported():
        conventions = load(named)
        if text is not None:
            tei, rules = read_example(conventions, text)
            console.say(f"{', '.join(rules) or 'no remark'}: {tei}")
            return
        for outcome in run_examples(conventions, _own(conventions, named)):
            good = outcome.holds and not outcome.faults
            failed += not good
            console.say(
                f"{'ok' if good else 'FAILED'}\t{outcome.rule.name}\t{outcome.text}\t{outcome.found}"
            )
            if not outcome.holds:
                console.say(
                    f"\texpected {outcome.expected}, matched {', '.join(outcome.rules) or 'no rule'}"
                )
            for fault in outcome.faults:
                console.say(f"\tnot valid: {fault}")
    if failed:
        raise typer.Exit(console.FAILED)


def _own(conventions: Conventions, named: str) -> list[Rule]:
    """The rules that stand in the file itself, not those that it extends."""
    return [rule for rule in conventions.rules if rule.origin.file in (named, f"{named}.toml")]


def _text(named: str) -> str:
    from tei_edition.conventions import text_of
    from tei_edition.understand.remarks.rules import CARRIED

    return text_of(named) if named in CARRIED else Path(named).read_text("utf-8-sig")
