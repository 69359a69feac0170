"""The word lists that names and speech are found by, as data of each language."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any

from tei_edition.resources import resource


@lru_cache
def word_lists(name: str, language: str = "en") -> dict[str, Any]:
    """The tables of conventions/languages/<language>/<name>.toml, each list of words as a set.

    A language (a BCP 47 tag) that has no such file has that of English.
    """
    folder = resource("conventions", "languages") / language.partition("-")[0].lower()
    path = folder / f"{name}.toml"
    if not path.is_file():
        path = resource("conventions", "languages", "en") / f"{name}.toml"
    tables = tomllib.loads(path.read_text("utf-8"))
    return {
        key: frozenset(value) if isinstance(value, list) else value for key, value in tables.items()
    }
