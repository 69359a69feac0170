"""tei-edition extract: the TEI out of a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tei_edition.cli import console


def extract(
    pdf: Annotated[str, typer.Argument(help="The PDF, or - for standard input.")],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            help="The file to write, or a folder for the files of a volume; the default is standard output.",
        ),
    ] = None,
) -> None:
    """Extract the TEI file attached to a PDF of the edition, byte for byte.

    Example: tei-edition extract letter.pdf -o letter.xml
    """
    from tei_edition.diagnostics import Diagnostic, EditionError
    from tei_edition.publish.paper.attachments import attached

    with console.reported():
        data, name = console.read_bytes(pdf)
        files = attached(data, name)
        if len(files) == 1 and not (out and out.is_dir()):
            console.write(str(out) if out else None, next(iter(files.values())))
            return
        if out is None or (out.exists() and not out.is_dir()):
            message = f"{len(files)} files are attached: name a folder for them with --out"
            raise EditionError(Diagnostic("I006", message, name))
        for file, content in files.items():
            console.write(str(out / file), content, f"{name}: {file}")
