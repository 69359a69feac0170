"""What validation found: one object for each thing that is wrong."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from tei_edition.diagnostics import CODES, Diagnostic, Severity


@dataclass(frozen=True, slots=True, repr=False)
class Finding(Diagnostic):
    """One thing that is wrong in a TEI file, or with the schema it is to follow.

    `position` is where the offending thing begins: a start tag, an attribute, a text. `path` leads
    to the element by names and numbers ("/TEI/text/body/div/p[3]"); `found` and `expected` are as
    the schema sees them, the likeliest first, five at most. `hint` says how to put it right, where
    that can be told; `line` is the source line. `rule` is the name that a Schematron schema gives the
    rule, `link` where it is explained, and `weight` how much it says that this weighs.
    """

    path: str = ""
    found: str | None = None
    expected: tuple[str, ...] = ()
    rule: str | None = None
    link: str | None = None
    weight: Severity | None = None

    @property
    def severity(self) -> Severity:
        return self.weight or CODES[self.code][0]

    @property
    def name(self) -> str:
        """The name of the rule, stable and fit for an address: "V002", or "V008/quantity-has-a-unit"."""
        return f"{self.code}/{self.rule}" if self.rule else self.code

    def __repr__(self) -> str:
        place = f"{self.source}:{self.position}" if self.position else self.source
        return (
            f"<Finding {self.name} {place} {textwrap.shorten(self.message, 60, placeholder='…')}>"
        )

    def __str__(self) -> str:
        place = f"{self.source}:{self.position}" if self.position else self.source
        text = f"{place}: {self.severity} {self.name}: {self.message}"
        text = f"{text} ({self.hint})" if self.hint else text
        return f"{text} [{self.path}]" if self.path else text
