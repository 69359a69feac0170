"""tei-edition names: the names of a register in texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tei_edition.cli import console, options
from tei_edition.diagnostics import Diagnostic, EditionError

if TYPE_CHECKING:
    from lxml import etree

    from tei_edition.enrich.speech.marks import Listener
    from tei_edition.enrich.tagging import Tagger
    from tei_edition.understand.remarks.rules import Conventions

#: How the names of records and TEI files end.
_TEXTS = (".md", ".xml", ".tei")

app = typer.Typer(
    no_args_is_help=True,
    help="In TEI files, mark the speakers and the names that a register lists.\n\n"
    "Example: tei-edition names tag letter.xml --register names.csv -o tagged.xml",
)


@app.command()
def tag(
    files: Annotated[list[Path], typer.Argument(help="TEI files.")],
    register: Annotated[
        Path,
        typer.Option(
            "--register",
            "-r",
            help="The register: a table (.csv), TEI (.xml), or a folder of both.",
        ),
    ],
    out: Annotated[
        str | None, typer.Option("--out", "-o", help="The file to write, or a folder for several.")
    ] = None,
    in_place: Annotated[
        bool,
        typer.Option(
            "--in-place",
            help="Add the markup to the files themselves, leaving everything else in them unchanged.",
        ),
    ] = False,
    speech: Annotated[
        bool, typer.Option("--speech/--no-speech", help="Also mark passages of speech.")
    ] = True,
) -> None:
    """Mark passages of speech, and the people, places and organisations that a register lists.

    Existing markup is kept, and no dates are marked. `tei-edition -v names tag` lists the forms that were not marked, with the reason.
    Example: tei-edition names tag letters/*.xml --register names.csv --in-place
    """
    from tei_edition.enrich.load import load_register
    from tei_edition.enrich.speech.marks import Listener
    from tei_edition.enrich.tagging import Tagger

    with console.reported():
        if len(files) > 1 and not in_place and (out in (None, "-") or not Path(str(out)).is_dir()):
            message = f"{len(files)} files were given: name a folder with -o, or use --in-place to change them"
            raise EditionError(Diagnostic("I006", message, str(files[1])))
        findings: list[Diagnostic] = []
        found = load_register(register, findings)
        tagger = Tagger(found)
        listener = Listener(found, tagger.forms) if speech else None
        for path in files:
            findings += _tag(path, tagger, listener, out, in_place=in_place)
        console.report(findings)


def _tag(
    path: Path, tagger: Tagger, listener: Listener | None, out: str | None, *, in_place: bool
) -> list[Diagnostic]:
    """Mark the names of one file and write it; what is to be told of it."""
    data, names, passages, left = _tagged(path, tagger, listener)
    target = str(path) if in_place else out
    if not in_place:
        console.reads(path)
        if target and Path(target).is_dir():
            target = str(Path(target) / path.name)
    console.write(target, data, str(path))
    if target not in (None, "-"):
        console.say(
            f"{path}: {console.counted(names, 'name')}, {console.counted(passages, 'passage')} of speech"
        )
    return left


def _tagged(
    path: Path, tagger: Tagger, listener: Listener | None
) -> tuple[bytes, int, int, list[Diagnostic]]:
    """The file at *path* with its names and speech marked, how many there are, and what is to be told."""
    from tei_edition.enrich.decisions import pointers_checked
    from tei_edition.enrich.splice import spliced
    from tei_edition.files import read_input
    from tei_edition.tei.document import parse_tei

    name = str(path)
    data = read_input(path, name)
    tree = parse_tei(data, name)
    before = list(tree.getroot().iter())
    done = tagger.tag(tree, name)
    passages = listener.mark(tree).passages if listener else 0
    written = spliced(data, tree, before, name)
    told = [*pointers_checked(tree, tagger.register, name), *done.left]
    return written, sum(done.counts.values()), passages, told


@app.command()
def suggest(
    sources: Annotated[
        list[Path], typer.Argument(help="TEI files and records, or folders of them.")
    ],
    out: Annotated[str | None, typer.Option("--out", "-o", help="The table (.csv).")] = None,
    conventions: options.Named = None,
) -> None:
    """List the names in texts, as a table from which you can choose register entries.

    Names in headers come first, then the most frequent names; the variants of a name share a row. Put an x in the
    column keep, correct any mistakes, and use the table as a register.
    Example: tei-edition names suggest letters/ -o names.csv
    """
    from tei_edition.cli.convert import load
    from tei_edition.enrich.gazetteer import places
    from tei_edition.enrich.suggest import Suggestions
    from tei_edition.enrich.suggested import table_of_suggestions

    with console.reported():
        known = load(conventions)
        found = Suggestions(places())
        findings: list[Diagnostic] = []
        for path in _files(sources, findings):
            found.add(_tree(path, known))
        console.report(findings)
        rows = found.rows()
        console.write(out, table_of_suggestions(rows))
        if out not in (None, "-"):
            console.say(f"{out}: {len(rows)} names")


def _files(sources: list[Path], left_out: list[Diagnostic]) -> list[Path]:
    """The TEI files and records among *sources*, those in folders in the order of their names.

    Of a folder these are the files that `build` would take: nothing about the project itself, no edition that was
    built into it, and neither the pages nor the register that the edition.toml in it or above it names. What is no
    plain file goes into *left_out* (I020).
    """
    from tei_edition.build.settings import NAME, read_settings
    from tei_edition.build.sources import find_sources, only_documents

    found: list[Path] = []
    for path in sources:
        if not path.is_dir():
            found.append(path)
            continue
        inside = find_sources(path, path / ".none", left_out)
        for folder in (path, path.resolve().parent):
            if (folder / NAME).is_file():
                inside = only_documents(inside, read_settings(folder / NAME))
                break
        found += [each for each in inside if each.suffix.lower() in _TEXTS]
    return found


def _tree(path: Path, conventions: Conventions | None) -> etree._ElementTree:
    """The TEI tree of a file, of a record the encoded one."""
    from tei_edition.files import read_input
    from tei_edition.tei.document import parse_tei

    data = read_input(path, str(path))
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return parse_tei(data, str(path))
    from tei_edition.encode.encode import encode
    from tei_edition.understand.record import read_record

    return encode(read_record(path, conventions=conventions))
