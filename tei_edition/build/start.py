"""A project to begin with: a folder of small, commented files that builds at once."""

from __future__ import annotations

import json
from pathlib import Path

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.files import read_input, write_file
from tei_edition.resources import resource

#: The files of a project, by the name of each in the package. Those whose names begin with a dot have
#: another one there, or tools would take them for settings of this repository.
FILES = {
    "edition.toml": "edition.toml",
    "about.md": "about.md",
    "lamp.md": "lamp.md",
    "answer.xml": "answer.xml",
    "rules.sch": "rules.sch",
    "answer-1.png": "images/answer-1.png",
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "workflow.yml": ".github/workflows/edition.yml",
}
_TITLE = "My letters"


def start_project(folder: Path) -> list[Path]:
    """Make a project in *folder*, which is new or empty (a fresh repository may be in it); returns its files.

    Its title is made from the name of the folder. Raises EditionError: I040 where there is anything in the
    way, I003 where a file cannot be written.
    """
    _is_free(folder)
    words = "".join(c for c in folder.resolve().name if c.isprintable())
    title = " ".join(words.replace("-", " ").replace("_", " ").split()) or _TITLE
    title = title[0].upper() + title[1:]
    made = []
    for name, target in FILES.items():
        source = resource("build", "project", name)
        data = read_input(source, str(source))
        if name == "edition.toml":
            data = data.replace(
                f'"{_TITLE}"'.encode(), json.dumps(title, ensure_ascii=False).encode()
            )
        elif name == "README.md":
            data = data.replace(f"# {_TITLE}".encode(), f"# {title}".encode())
        write_file(folder / target, data)
        made.append(folder / target)
    return made


def _is_free(folder: Path) -> None:
    """Raise EditionError unless nothing is lost by writing into *folder*."""
    try:
        if not folder.is_symlink() and not folder.exists():
            return
        found = sorted(path.name for path in folder.iterdir() if path.name != ".git")
    except OSError as error:
        message = f"a project cannot be created here: {error.strerror or error}"
        raise EditionError(Diagnostic("I040", message, str(folder))) from None
    if found:
        message = f"this folder is not empty: it contains {found[0]}"
        hint = "name a new folder; this one was not changed"
        raise EditionError(Diagnostic("I040", message, str(folder), hint=hint))
