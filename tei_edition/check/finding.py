"""What validation found: one object for each thing that is wrong."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from tei_edition.diagnostics import CODES, Diagnostic, Severity


@dataclass(frozen=True, slots=True, repr=False)
class Finding(Diagnostic):
    """A mistake in a TEI file, or in the schema used to validate it.

    `position` is the beginning of the start tag, attribute or text in question. `path` is the path of
    the element with names and numbers ("/TEI/text/body/div/p[3]"). `found` and `expected` are values from
    the schema, the likeliest first, at most five. `hint` explains how to correct the mistake, if this is
    known. `line` is the source line. `rule` is the name of the rule in a Schematron schema, `link` the
    address of its explanation, and `weight` the severity that the schema gives it.
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
        """The name of the rule, which never changes and can be used in an address: "V002", or "V008/quantity-has-a-unit"."""
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
