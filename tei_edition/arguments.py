"""What callers of the public functions may hand in: paths, path strings, texts, trees."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def path_or_data(value: Any, function: str, what: str) -> Path | str | bytes:
    """*value* as a path where it is one, else as the data that it is.

    A str of one line that no "<" begins is a path: no record and no XML document is that short. Raises
    TypeError where *value* is neither a path nor str nor bytes; *function* and *what* it takes
    ("a record") stand in its message.
    """
    if isinstance(value, str):
        line = value.strip()
        is_path = line and "\n" not in line and "\r" not in line and not line.startswith("<")
        return Path(value) if is_path and len(value) < _LONGEST else value
    if isinstance(value, Path | bytes):
        return value
    raise TypeError(f"{function}() takes {what} as a path, str or bytes, not {kind_of(value)}")


#: No path is as long.
_LONGEST = 4096


def path_of(value: Any, function: str, what: str) -> Path:
    """*value*, a Path or str, as a Path; TypeError where it is neither."""
    if isinstance(value, str | Path):
        return Path(value)
    raise TypeError(f"{function}() takes {what} as a path, not {kind_of(value)}")


def kind_of(value: Any) -> str:
    """What *value* is, in words for a message: "an int", "None"."""
    if value is None:
        return "None"
    name = type(value).__name__
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"
