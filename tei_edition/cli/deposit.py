"""tei-edition deposit: an edition as a bag that a repository takes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tei_edition.cli import console
from tei_edition.cli.progress import progress_of
from tei_edition.diagnostics import Diagnostic, EditionError

if TYPE_CHECKING:
    from tei_edition.deposit.deposit import Deposited

_Source = Annotated[
    Path | None, typer.Argument(help="A project folder: records, TEI files, edition.toml.")
]
_Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", help="The bag to write, or a folder for several bags with --each."),
]
_Edition = Annotated[
    Path | None,
    typer.Option(
        "--edition",
        help="The folder to build the edition into; the default is dist in the project's folder.",
    ),
]
_Each = Annotated[bool, typer.Option("--each", help="Make a bag for every document.")]
_Check = Annotated[
    bool, typer.Option("--check", help="Only report what a curator would object to.")
]
_Verify = Annotated[
    Path | None,
    typer.Option(
        "--verify",
        help="Check an existing bag, and list each file that was changed, removed or added.",
    ),
]
_Doi = Annotated[
    str,
    typer.Option("--doi", help="Write this DOI into the settings and the TEI."),
]
_Ark = Annotated[str, typer.Option("--ark", help="Write this ARK into the settings and the TEI.")]
_Oai = Annotated[
    bool,
    typer.Option(
        "--oai",
        help="Write answers to OAI-PMH requests, and lists for ResourceSync, into the edition.",
    ),
]
_Jobs = Annotated[
    int,
    typer.Option("--jobs", "-j", min=0, help="The number of processes; 0 for one per processor."),
]


def deposit(
    source: _Source = None,
    out: _Out = None,
    edition: _Edition = None,
    each: _Each = False,
    check: _Check = False,
    verify: _Verify = None,
    doi: _Doi = "",
    ark: _Ark = "",
    oai: _Oai = False,
    jobs: _Jobs = 0,
) -> None:
    """Pack an edition as a BagIt bag for a repository, with metadata and sources.

    The edition is first built and checked; only changes are rebuilt. Nothing is packed if the licence, publisher or
    date is missing, or if anything is invalid. The exit code is 1 if there are errors.
    Example: tei-edition deposit letters -o letters-bag
    """
    with console.reported():
        if verify:
            _verify(verify)
        if source is None:
            if not verify:
                raise EditionError(Diagnostic("I001", "name a project folder", "deposit"))
            return
        if out is None and not (check or doi or ark or oai):
            message, hint = "no output folder was given", "name the bag with --out, or use --check"
            raise EditionError(Diagnostic("I006", message, str(source), hint=hint))
        from tei_edition.deposit.deposit import deposit as deposit_edition
        from tei_edition.deposit.identify import known

        identifiers = known(doi, ark)
        with progress_of("building") as progress:
            done = deposit_edition(
                source,
                None if check else out,
                edition=edition,
                each=each,
                identifiers={} if check else identifiers,
                oai=oai and not check,
                jobs=jobs,
                progress=progress,
            )
    _tell(done, None if check else out)


def _tell(done: Deposited, out: Path | None) -> None:
    console.tell(done.diagnostics)
    if not console.Verbosity.quiet:
        typer.echo(f"documents {done.documents}")
        for claim, count in sorted(done.pdfs.items()):
            typer.echo(f"{claim:9} {count}")
        typer.echo(f"errors    {len(done.errors)}")
    if done.errors:
        raise typer.Exit(console.FAILED)
    if out and not console.Verbosity.quiet:
        console.say(f"deposit   {out}")


def _verify(bag: Path) -> None:
    """Name each file of the *bag* that is not as it was; exit code 1 where there is any."""
    from tei_edition.deposit.bag import verify

    found = 0
    for diagnostic in verify(bag):
        console.report([diagnostic])
        found += 1
    if found:
        raise typer.Exit(console.FAILED)
    if not console.Verbosity.quiet:
        console.say(f"{bag}: every file is unchanged since it was packed")
