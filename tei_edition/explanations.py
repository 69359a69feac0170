"""What is behind each code, in full: for `tei-edition explain`, and for people who meet one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Explanation:
    """The story of one code; `example` is a source that gives it, `instead` one that does not."""

    code: str
    story: str
    example: str = ""
    instead: str = ""


@lru_cache(maxsize=1)
def explanations() -> dict[str, Explanation]:
    """Every explanation by its code."""
    text = files(__package__).joinpath("explanations.toml").read_text("utf-8")
    return {code: Explanation(code, **parts) for code, parts in tomllib.loads(text).items()}


def explanation(code: str) -> Explanation | None:
    """The explanation of *code*, or None where there is no such code."""
    return explanations().get(code)
