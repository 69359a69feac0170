"""Pandoc, which reads documents of word processors: a process of its own that sees one file and nothing else.

It comes with the extra [word] (pypandoc-binary); one that is installed on the machine is used without it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.read.original import broken
from tei_edition.resources import install

#: Seconds for one document, bytes of memory, and of what it may say.
TIME, _MEMORY, _MOST = 50, "2g", 1_000_000_000
_SAID = 200
#: When (time.monotonic) whoever asks for a tree wants to be done.
_end = float("inf")


def ends_by(moment: float) -> None:
    """Let pandoc work no longer than to *moment* (time.monotonic): this process may be ended, and pandoc would go on."""
    global _end
    _end = moment


def program(name: str) -> str:
    """The path of pandoc; EditionError (I051) for the source *name* where there is none."""
    carried = find_spec("pypandoc")
    for folder in (carried.submodule_search_locations or []) if carried else []:
        path = Path(folder) / "files" / ("pandoc.exe" if os.name == "nt" else "pandoc")
        if path.is_file():
            return str(path)
    if found := shutil.which("pandoc"):
        return found
    message = "reading this file needs the program pandoc, which is not installed"
    raise EditionError(Diagnostic("I051", message, name, hint=install("word"))) from None


def tree_of(data: bytes, form: str, name: str) -> dict[str, Any]:
    """The tree (pandoc's JSON) of the document *data* in the format *form* ("docx", "odt", "rtf").

    *name* is the source for messages. Raises EditionError: I051 without pandoc, I052 where it cannot read
    the document, or needs more than its time or memory.
    """
    command = [
        program(name), "--sandbox", "--track-changes=all", f"--from={form}", "--to=json",
        "+RTS", f"-M{_MEMORY}", "-RTS",
    ]  # fmt: skip
    seconds = max(0.1, min(TIME, _end - time.monotonic()))
    with tempfile.TemporaryDirectory() as folder:
        # An empty folder, and no settings of the user: the same document gives the same tree.
        environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "HOME": folder}
        environment |= {k: os.environ[k] for k in ("SYSTEMROOT",) if k in os.environ}
        command.insert(1, f"--data-dir={folder}")
        try:
            done = subprocess.run(  # noqa: S603 - the path is found above, and nothing of the source is in it
                command,
                input=data,
                capture_output=True,
                timeout=seconds,
                cwd=folder,
                env=environment,
                check=False,
            )
        except subprocess.TimeoutExpired:
            message = (
                f"pandoc was still reading this file after {seconds:.0f} seconds and was stopped"
            )
            raise broken(name, message) from None
        except OSError as error:
            raise broken(name, f"pandoc could not be started: {error.strerror or error}") from None
    if done.returncode or len(done.stdout) > _MOST:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())[:_SAID]
        raise broken(
            name, f"pandoc cannot read this file: {said or f'exit code {done.returncode}'}"
        )
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except (ValueError, RecursionError):
        raise broken(name, "this is nested too deeply to be read") from None
    return found
