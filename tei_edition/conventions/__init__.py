"""The conventions that the package carries, as data: one TOML file for each editorial tradition."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

from tei_edition import cache


def text_of(name: str) -> str:
    """The text of the file of the conventions called *name*."""
    return files(__package__).joinpath(f"{name}.toml").read_text("utf-8")


@lru_cache(maxsize=8)
def carried(name: str) -> dict[str, Any]:
    """What the file of the conventions called *name* says; kept from run to run as JSON, which is read at once."""
    text = text_of(name)
    if name == "common":  # what every translation into English shares
        text = f"{text}\n[sentence]\n{language_file('en', 'words.toml')}"
    return read_toml(text)


def read_toml(text: str) -> dict[str, Any]:
    """The values of the TOML *text*; kept from run to run as JSON."""
    entry = cache.name_of("conventions", text)
    if known := cache.get(entry):
        return dict(json.loads(known))
    import tomllib

    data = tomllib.loads(text)
    cache.put(entry, json.dumps(data).encode())
    return data


@lru_cache(maxsize=1)
def languages() -> frozenset[str]:
    """The tags of the languages of translations that there are cues and weights for."""
    return frozenset(folder.name for folder in files(__package__).joinpath("languages").iterdir())


def language_file(language: str, name: str) -> str:
    """The text of *name* ("cues.toml") of the files for translations into *language* (a tag, "en")."""
    return files(__package__).joinpath("languages", language, name).read_text("utf-8")
