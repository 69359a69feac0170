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
        help="Records (Markdown, UTF-8), or any files that `import` accepts; - for standard input."
    ),
]
Tei = Annotated[str, typer.Argument(help="The TEI file, or - for standard input.")]
TeiFiles = Annotated[list[str], typer.Argument(help="TEI files, or - for standard input.")]
TeiPaths = Annotated[
    list[str],
    typer.Argument(
        help="TEI files, folders (all *.xml in them), patterns, or - for standard input."
    ),
]
Out = Annotated[
    str | None,
    typer.Option("--out", "-o", help="The file to write; the default is standard output."),
]
Named = Annotated[
    str | None,
    typer.Option(
        "--conventions",
        "-c",
        help="The conventions for editors' remarks: wilson-center (the default), frus, leiden, plain, or a file.",
    ),
]
Allowed = Annotated[
    list[str] | None,
    typer.Option("--allow", help="A code to hide, such as R030; repeatable.", metavar="CODE"),
]
Ledger = Annotated[
    bool, typer.Option("--ledger", help="Account for every character instead of listing remarks.")
]

# --- masters ----------------------------------------------------------------------------------

Into = Annotated[
    Path | None,
    typer.Option(
        "--into",
        help="Make masters in this folder: a TEI file for each record, made once, for you to edit.",
    ),
]
Again = Annotated[
    bool,
    typer.Option(
        "--again", help="With --into: recreate the masters; edited ones are kept as copies."
    ),
]
Update = Annotated[
    bool,
    typer.Option("--update", help="With --into: merge changes in records into their masters."),
]
Settled = Annotated[
    bool,
    typer.Option(
        "--settled",
        help="With --update: settle conflicts; the master takes precedence from now on.",
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show the changes as a diff, without writing them.")
]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        help="With --into: the settings file; the default is edition.toml in or above the folder.",
    ),
]

# --- validation -------------------------------------------------------------------------------

Schemas = Annotated[
    list[Path],
    typer.Option(
        "--schema", "-s", help="A schema: .rng, .rnc, .xsd, .sch or .odd (compiled); repeatable."
    ),
]
Catalogs = Annotated[
    list[Path],
    typer.Option("--catalog", "-c", help="An OASIS XML catalog of local schemas; repeatable."),
]
Phase = Annotated[str | None, typer.Option("--phase", help="The Schematron phase to run, or #ALL.")]
Jobs = Annotated[
    int,
    typer.Option("--jobs", "-j", min=0, help="The number of processes; 0 for an automatic choice."),
]
Timeout = Annotated[
    float,
    typer.Option("--timeout", min=0, help="The time limit for one file, in seconds; 0 for none."),
]
Svrl = Annotated[
    Path | None,
    typer.Option(
        "--svrl",
        help="Also write the Schematron report (SVRL) to this file, or to this folder for several documents.",
    ),
]

# --- the web and print editions ---------------------------------------------------------------

PageXslt = Annotated[
    Path | None,
    typer.Option("--xslt", help="A stylesheet that imports tei-edition:html/html.xsl."),
]
Pictures = Annotated[
    str,
    typer.Option(
        "--pictures",
        help="Pictures in the file's folder: embed them in the page, link to them, or leave them out.",
    ),
]
Volume = Annotated[
    bool,
    typer.Option(
        "--volume",
        help="Make one book from all files, with contents, documents by date and indexes.",
    ),
]
Title = Annotated[str, typer.Option("--title", help="The title of the volume.")]
PrintConfig = Annotated[
    Path | None,
    typer.Option("--config", help="An edition.toml to read the settings in [print] from."),
]
Paper = Annotated[str | None, typer.Option(help="The page size: a4, us-letter, a5 or 6x9.")]
TwoSided = Annotated[
    bool | None, typer.Option("--two-sided/--one-sided", help="Mirror margins and running heads.")
]
PrintedText = Annotated[str | None, typer.Option(help="The text to print: clean or diplomatic.")]
Figures = Annotated[str | None, typer.Option(help="The style of numerals: old-style or lining.")]
LineNumbers = Annotated[int | None, typer.Option(help="Number every 5 or 10 lines; 0 for none.")]
MissingGlyphs = Annotated[
    str | None,
    typer.Option(
        help="What to do about characters missing from all fonts: report them and make no PDF, or show a small box instead."
    ),
]
LineScope = Annotated[
    str | None, typer.Option(help="Number the lines of each page separately, or continuously.")
]
Apparatus = Annotated[
    bool | None,
    typer.Option(
        "--apparatus/--no-apparatus",
        help="Print an apparatus at the foot of the page, by line number.",
    ),
]
Index = Annotated[
    bool | None,
    typer.Option(
        "--index/--no-index", help="Print an index of people, places and organisations at the end."
    ),
]
Fonts = Annotated[
    list[Path] | None,
    typer.Option(
        "--font",
        exists=True,
        dir_okay=False,
        help="A font file for a script that the built-in fonts lack; repeatable.",
    ),
]
Standards = Annotated[
    list[str] | None,
    typer.Option("--standard", help="A PDF standard; the default is a-3a and ua-1; repeatable."),
]
PrintXslt = Annotated[
    Path | None,
    typer.Option(
        "--xslt",
        exists=True,
        dir_okay=False,
        help="A stylesheet that imports tei-edition:print/print.xsl.",
    ),
]
