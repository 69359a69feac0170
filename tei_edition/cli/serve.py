"""tei-edition serve: a preview that follows each change."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tei_edition.cli import console
from tei_edition.cli.progress import progress_of

_Source = Annotated[
    Path, typer.Argument(help="A folder of records and TEI files, or a single file.")
]
_Port = Annotated[
    int, typer.Option("--port", "-p", min=0, max=65535, help="The port; 0 for any free port.")
]
_Out = Annotated[Path, typer.Option("--out", "-o", help="The folder to build into.")]
_Strict = Annotated[
    bool, typer.Option("--strict", help="Treat validation findings in TEI files as errors.")
]
_Jobs = Annotated[
    int,
    typer.Option("--jobs", "-j", min=0, help="The number of processes; 0 for one per processor."),
]


def serve(
    source: _Source = Path("."),
    port: _Port = 8765,
    out: _Out = Path("dist"),
    strict: _Strict = False,
    jobs: _Jobs = 0,
) -> None:
    """Build the edition, serve it to a local browser, and rebuild it after every change.

    Open pages reload and keep their position; findings appear on the page of their document. Only browsers on this
    machine can connect (127.0.0.1). PDFs and the full-text index are updated after the pages. Press Ctrl-C to stop
    the server.
    Example: tei-edition serve my-letters --out my-letters/dist
    """
    from tei_edition.serve.session import Job, Session

    with console.reported():
        session = Session(
            Job(source, out, strict, jobs), port=port, say=_say, tell=console.report
        )  # fmt: skip
        try:
            with progress_of("building") as progress:
                session.run(progress)
        except KeyboardInterrupt:
            _say("ended")


def _say(line: str) -> None:
    if not console.Verbosity.quiet:
        console.say(line)
