"""What the server knows of the last build: its number, which pages wait for, and what there is to tell on each page."""

from __future__ import annotations

import time
from collections.abc import Iterable
from threading import Condition

from tei_edition.build.report import BuildReport
from tei_edition.diagnostics import Diagnostic, Severity

_TOLD = (Severity.ERROR, Severity.WARNING)


class Live:
    """The state that the builder writes and the threads of the server read."""

    def __init__(self) -> None:
        self._changed = Condition()
        # A page of a server that has been ended since must not take this one's builds for its own.
        self._name, self._number = f"{time.time_ns():x}", 0
        self._homes: dict[str, str] = {}
        self._of_source: dict[str, tuple[Diagnostic, ...]] = {}
        self._of_all: tuple[Diagnostic, ...] = ()
        self._wrong: tuple[Diagnostic, ...] = ()
        self._is_ended = False
        #: Whether what was put off is being made.
        self.is_making = False

    def built(self, report: BuildReport, *, is_new: bool = True) -> None:
        """A build is done: pages are loaded anew where it *is_new*, or says something else than the last one."""
        findings = {f.source: _shown(f.diagnostics) for f in report.files()}
        sources = set(report.sources)
        # What is of no source, and of sources that have no page, stands on the pages of all.
        pageless = set(report.failed) - set(report.homes.values())
        of_all = [d for name, ds in findings.items() if name not in sources for d in ds]
        of_all += [d for name in report.sources if name in pageless for d in findings[name]]
        state = (findings, tuple(of_all))
        with self._changed:
            # Where a document was stays known: at the address of one that fails now stands why.
            self._homes |= report.homes
            is_new = is_new or bool(self._wrong) or state != (self._of_source, self._of_all)
            self._of_source, self._of_all = state
            self._wrong = ()
            self._next(is_new)

    def failed(self, diagnostics: Iterable[Diagnostic]) -> None:
        """A build could not be done, for what *diagnostics* say: every page says so."""
        with self._changed:
            self._wrong = tuple(diagnostics)
            self._next(True)

    def _next(self, is_new: bool) -> None:
        if is_new:
            self._number += 1
            self._changed.notify_all()

    def version(self) -> str:
        """The name of the last build; no other has it."""
        return f"{self._name}-{self._number}"

    def findings(self, id: str) -> tuple[Diagnostic, ...]:
        """What to tell on a page of the document *id*; on that of none, what is of no document."""
        with self._changed:
            home = self._homes.get(id)
            found = self._of_source.get(home, ()) if home else self._of_all
            return self._wrong + found

    def error(self, id: str) -> tuple[Diagnostic | None, bool]:
        """Why there is no document *id*, where the last build could not make it; whether that is certain."""
        with self._changed:
            is_known = id in self._homes
            found = self._of_source.get(self._homes[id], ()) if is_known else self._of_all
            return next((d for d in found if d.severity is Severity.ERROR), None), is_known

    def wait(self, version: str, seconds: float) -> str | None:
        """The name of the last build once it is another than *version*, at the latest after so many *seconds*; None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_ended or self.version() != version, seconds)
            return None if self._is_ended else self.version()

    def end(self) -> None:
        """Let all go who wait."""
        with self._changed:
            self._is_ended = True
            self._changed.notify_all()


def _shown(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(d for d in diagnostics if d.severity in _TOLD)
