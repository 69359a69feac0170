"""What a report is about: the files looked at, with what was found in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tei_edition.diagnostics import Diagnostic, Severity

#: From the heaviest to the lightest.
WEIGHTS = (Severity.ERROR, Severity.WARNING, Severity.INFO, Severity.REPAIR)


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file: its name as the user gave it, and what was found, in the order of the file.

    `by_default`: it declares no schema and none was given, so it was checked against the built-in one.
    """

    source: str
    diagnostics: tuple[Diagnostic, ...] = ()
    by_default: bool = False

    @property
    def is_valid(self) -> bool:
        """True where no error was found."""
        return not any(d.severity is Severity.ERROR for d in self.diagnostics)

    @property
    def verdict(self) -> bool | None:
        """True where the file is valid, False where it is not; None where nobody looked: it was not read, or had no schema."""
        if not self.is_valid:
            return False
        return None if any(_keeps_from_judging(d) for d in self.diagnostics) else True


def _keeps_from_judging(diagnostic: Diagnostic) -> bool:
    """Whether *diagnostic* says that a file was left out, or that a schema for it cannot be used."""
    return diagnostic.code == "I020" or diagnostic.code.startswith("S0")


def counts(reports: Iterable[FileReport]) -> Counter[Severity]:
    """How much of each severity was found."""
    return Counter(d.severity for report in reports for d in report.diagnostics)


def shown(name: str) -> str:
    """*name*, a file's, as text that every report can hold: bytes that are no UTF-8 as `\\xE9`."""
    return "".join(
        f"\\x{ord(char) - 0xDC00:02X}" if 0xDC80 <= ord(char) <= 0xDCFF else char for char in name
    )


def rule_name(diagnostic: Diagnostic) -> str:
    """The stable name of the rule: the code, and behind it what a schema calls the rule."""
    return str(getattr(diagnostic, "name", diagnostic.code))


def sentence(diagnostic: Diagnostic) -> str:
    """What is wrong, and what to do about it."""
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    return f"{diagnostic.message}{hint}"
