"""How long one pattern may take; apart from the datatypes, so that setting it does not load them."""

from __future__ import annotations

#: How many seconds a pattern may take for one value, where nobody sets less.
TIME = 10.0
_time = TIME


def set_time(seconds: float) -> None:
    """Let a pattern take *seconds* for one value from now on, in this process."""
    global _time
    _time = seconds


def time() -> float:
    """How many seconds a pattern may take for one value."""
    return _time
