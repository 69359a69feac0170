"""What validation found: one object for each thing that is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from tei_edition.diagnostics import CODES, Position, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong in a TEI file.

    `path` leads to the element by names and numbers ("/TEI/text/body/div/p[3]"); `found` and
    `expected` are as the schema sees them. `position` is that of the element's start tag.
    """

    code: str
    message: str
    source: str
    position: Position | None = None
    path: str = ""
    found: str | None = None
    expected: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        return CODES[self.code][0]

    def __str__(self) -> str:
        place = f"{self.source}:{self.position}" if self.position else self.source
        text = f"{place}: {self.severity} {self.code}: {self.message}"
        return f"{text} [{self.path}]" if self.path else text
