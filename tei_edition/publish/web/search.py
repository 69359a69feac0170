"""Full-text search across an edition: the index that Pagefind makes of its pages, where it is installed."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

from tei_edition.diagnostics import Diagnostic, EditionError


def index_texts(site: Path) -> str:
    """Index the texts of *site* (in its `*/index.html`, what is marked as Pagefind's body); returns the address of the index from there.

    Empty where Pagefind is not installed (the extra "search"). Raises EditionError (P002) where it fails.
    """
    if importlib.util.find_spec("pagefind") is None:
        return ""
    command = [
        *(sys.executable, "-m", "pagefind", "--site", str(site)),
        *("--output-subdir", "assets/pagefind", "--glob", "*/index.html", "--quiet"),
    ]
    done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603 (our own arguments)
    if done.returncode:
        message = f"the full-text index could not be made: {done.stderr.strip()[-300:]}"
        raise EditionError(Diagnostic("P002", message, str(site)))
    return "./pagefind/pagefind.js"
