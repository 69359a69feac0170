"""Where the files are that the package carries beside its code: schemas, stylesheets, fonts.

In a checkout they stand in folders of their own at the top (schema/, xslt/); in an installed
wheel those folders are inside the package. This is the one place that knows both.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@lru_cache
def resource(*parts: str) -> Path:
    """The file or folder *parts*, such as ("schema", "tei-edition.rng").

    Raises FileNotFoundError where the installation is broken.
    """
    for top in (_PACKAGE, _PACKAGE.parent):
        path = top.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"the installation of tei_edition lacks {'/'.join(parts)}")


def install(extra: str) -> str:
    """How to install an *extra* of this package, such as "word", for people: there is only the repository to get it from."""
    return f"run pip install '.[{extra}]' or pipx install --force '.[{extra}]' in your copy of the repository"
