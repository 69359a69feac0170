"""Options as typer declares them: those that several commands share, and the many of the print edition."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Record = Annotated[
    str, typer.Argument(help="The record (Markdown, UTF-8), or - for standard input.")
]
Records = Annotated[
    list[str],
    typer.Argument(
        help="Records (Markdown, UTF-8), or what `import` makes records of; - for standard input."
    ),
]
Tei = Annotated[str, typer.Argument(help="The TEI file, or - for standard input.")]
TeiFiles = Annotated[list[str], typer.Argument(help="TEI files, or - for standard input.")]
TeiPaths = Annotated[
    list[str],
    typer.Argument(help="TEI files, folders (their *.xml), patterns, or - for standard input."),
]
Out = Annotated[
    str | None, typer.Option("--out", "-o", help="The file to write; standard output without it.")
]
Named = Annotated[
    str | None,
    typer.Option(
        "--conventions",
        "-c",
        help="How its editors word remarks: wilson-center (the default), frus, leiden, plain, or a file.",
    ),
]
Allowed = Annotated[
    list[str] | None,
    typer.Option(
        "--allow", help="A code that is not told, such as R030; repeatable.", metavar="CODE"
    ),
]
Ledger = Annotated[
    bool, typer.Option("--ledger", help="Account for every character instead of listing remarks.")
]

# --- masters ----------------------------------------------------------------------------------

Into = Annotated[
    Path | None,
    typer.Option(
        "--into", help="Make masters in this folder: TEI that you edit, one for each record, once."
    ),
]
Again = Annotated[
    bool, typer.Option("--again", help="With --into: make masters anew; edited ones are kept.")
]
Update = Annotated[
    bool,
    typer.Option("--update", help="With --into: merge what changed in records into their masters."),
]
Settled = Annotated[
    bool,
    typer.Option(
        "--settled", help="With --update: where both changed, the masters hold from now on."
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what would change as a diff, and write nothing.")
]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config", help="With --into: settings; edition.toml in or above the folder without it."
    ),
]

# --- validation -------------------------------------------------------------------------------

Schemas = Annotated[
    list[Path],
    typer.Option("--schema", "-s", help="A schema: .rng, .rnc, .xsd, .sch or .odd; repeatable."),
]
Catalogs = Annotated[
    list[Path],
    typer.Option("--catalog", "-c", help="An OASIS XML catalog of local schemas; repeatable."),
]
Phase = Annotated[str | None, typer.Option("--phase", help="The Schematron phase to run, or #ALL.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=0, help="Processes; 0: as many as pay.")]
Timeout = Annotated[
    float, typer.Option("--timeout", min=0, help="Seconds that one file may take; 0: any.")
]
Svrl = Annotated[
    Path | None,
    typer.Option("--svrl", help="Write the Schematron report too: a file, for several a folder."),
]

# --- the web and print editions ---------------------------------------------------------------

PageXslt = Annotated[
    Path | None,
    typer.Option("--xslt", help="A stylesheet of your own that imports tei-edition:html/html.xsl."),
]
Pictures = Annotated[
    str,
    typer.Option(
        "--pictures",
        help="Pictures that lie beside the file: embed them in the page, link to them, or none.",
    ),
]
Volume = Annotated[
    bool,
    typer.Option("--volume", help="Make one book of all: contents, records by date, indexes."),
]
Title = Annotated[str, typer.Option("--title", help="The title of the volume.")]
PrintConfig = Annotated[
    Path | None, typer.Option("--config", help="Settings: the table [print] of an edition.toml.")
]
Paper = Annotated[str | None, typer.Option(help="a4, us-letter, a5 or 6x9.")]
TwoSided = Annotated[
    bool | None, typer.Option("--two-sided/--one-sided", help="Mirrored margins and heads.")
]
PrintedText = Annotated[str | None, typer.Option(help="clean or diplomatic.")]
Figures = Annotated[str | None, typer.Option(help="old-style or lining.")]
LineNumbers = Annotated[int | None, typer.Option(help="Every 5 or 10 lines; 0 for none.")]
MissingGlyphs = Annotated[
    str | None,
    typer.Option(help="A character that no font has: report (no PDF), or show (a sign for it)."),
]
LineScope = Annotated[str | None, typer.Option(help="Count lines by page or running.")]
Apparatus = Annotated[
    bool | None, typer.Option("--apparatus/--no-apparatus", help="Record passages by line.")
]
Fonts = Annotated[
    list[Path] | None,
    typer.Option(
        "--font",
        exists=True,
        dir_okay=False,
        help="A font file for scripts that ours lack; repeatable.",
    ),
]
Standards = Annotated[
    list[str] | None,
    typer.Option("--standard", help="A PDF standard, a-3a and ua-1 without it; repeatable."),
]
PrintXslt = Annotated[
    Path | None,
    typer.Option(
        "--xslt",
        exists=True,
        dir_okay=False,
        help="A stylesheet of your own that imports tei-edition:print/print.xsl.",
    ),
]
