"""What validation found: one object for each thing that is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from tei_edition.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Finding(Diagnostic):
    """One thing that is wrong in a TEI file, or with the schema it is to follow.

    `position` is where the offending thing begins: a start tag, an attribute, a text. `path` leads
    to the element by names and numbers ("/TEI/text/body/div/p[3]"); `found` and `expected` are as
    the schema sees them, the likeliest first, five at most. `hint` says how to put it right, where
    that can be told; `line` is the source line.
    """

    path: str = ""
    found: str | None = None
    expected: tuple[str, ...] = ()
    line: str | None = None

    def __str__(self) -> str:
        text = Diagnostic.__str__(self)
        return f"{text} [{self.path}]" if self.path else text
