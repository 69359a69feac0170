"""Output: full-text search across an edition, the index that Pagefind makes of its pages, where it is installed."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.files import write_file
from tei_edition.publish.site import Catalog, Design, Made


def search_address() -> str:
    """Where pages find the index, from the folder of assets; empty where Pagefind is not installed (extra "search")."""
    return "./pagefind/pagefind.js" if importlib.util.find_spec("pagefind") else ""


def make(catalog: Catalog, design: Design) -> Made:
    """Index the texts in the edition's folder (in its `*/index.html`, what is marked as Pagefind's body).

    Nothing is done where Pagefind is not installed or there is no document. Raises EditionError (P002)
    where Pagefind fails.
    """
    if not catalog.entries or not search_address():
        return Made()
    site = str(catalog.out)
    # What was in the index before would stay beside what is.
    shutil.rmtree(catalog.out / "assets" / "pagefind", ignore_errors=True)
    command = [
        *(sys.executable, "-m", "pagefind", "--site", site),
        *("--output-subdir", "assets/pagefind", "--glob", "*/index.html", "--quiet"),
    ]
    done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603 (our own arguments)
    if done.returncode:
        message = f"the full-text index could not be made: {done.stderr.strip()[-300:]}"
        raise EditionError(Diagnostic("P002", message, site))
    _in_order(catalog.out / "assets" / "pagefind" / "pagefind-entry.json")
    return Made()


def _in_order(entry: Path) -> None:
    """Write the file that lists the languages anew, in a fixed order: Pagefind has none."""
    if entry.is_file():
        listed = json.loads(entry.read_text("utf-8"))
        write_file(entry, json.dumps(listed, sort_keys=True, separators=(",", ":")))
