"""A preview from its beginning to its end: build, serve, watch, build again.

A build for the preview makes the pages, and puts off what takes longer than a reader wants to wait: PDFs and
the full-text index. These a process of its own makes afterwards, with the same command that anybody would give, so
that what is in the folder at the end is what `build` makes. Where something changes meanwhile, that process is
ended: a build that was interrupted goes on where it was.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from tei_edition.build.edition import build, plan_of
from tei_edition.build.report import BuildReport
from tei_edition.build.sources import find_sources, only_documents
from tei_edition.build.steps import Steps, Task
from tei_edition.diagnostics import Diagnostic, EditionError, bug
from tei_edition.serve.live import Live
from tei_edition.serve.server import Server

#: What is made after the pages.
_LATER = ("pdf", "search")
#: Milliseconds in which nothing changes before a build begins, and those after which it begins all the same.
_STILL, _MOST = 30, 400
#: Seconds between two looks at the process that makes the rest.
_LOOK = 0.2
#: Seconds after which we say that another build writes the folder; we try again all the same.
_PATIENCE = 3.0


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be previewed: the sources, the folder to build into, and how."""

    source: Path
    out: Path
    strict: bool = False
    jobs: int = 0

    def pages(self, progress: Callable[[int, int, Path], None] | None = None) -> BuildReport:
        """Build what the preview does not put off."""
        return build(
            self.source,
            self.out,
            strict=self.strict,
            jobs=self.jobs,
            later=_LATER,
            progress=progress,
        )

    def warm(self) -> None:
        """Make a document in this process, for nothing: the first change need not wait for Saxon and the schema then."""
        plan = plan_of(self.source, strict=self.strict, later=_LATER)
        for path in only_documents(find_sources(self.source, self.out), plan.settings)[:1]:
            Steps(plan, plan.sources()).work(Task(path, path.name))

    def rest(self) -> subprocess.Popen[bytes]:
        """Begin to build what was put off, in a process of its own."""
        options = ["--out", str(self.out), "--jobs", str(self.jobs)]
        options += ["--strict"] if self.strict else []
        command = [sys.executable, "-m", "tei_edition", "--quiet", "build", *options, "--", str(self.source)]  # fmt: skip
        # In a session of its own an interruption from the keyboard does not reach it: we end it.
        return subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


class Session:
    """One preview."""

    def __init__(
        self,
        job: Job,
        *,
        port: int,
        say: Callable[[str], None],
        tell: Callable[[Iterable[Diagnostic]], None],
    ) -> None:
        """Take the port; *say* is called with lines for the user, *tell* with what builds have found.

        Raises EditionError (I070) where the port is taken.
        """
        self._job, self._say, self._tell = job, say, tell
        self._live = Live()
        self._server = Server(job.out, self._live, port)
        self._rest: subprocess.Popen[bytes] | None = None
        self._reported: list[Diagnostic] = []
        #: Since when another build has kept us from building; None where none does.
        self._refused: float | None = None

    def run(self, progress: Callable[[int, int, Path], None] | None = None) -> None:
        """Build, serve, and build again at each change, until KeyboardInterrupt ends it.

        Raises EditionError where the first build cannot be done: what build() raises.
        """
        watcher = Watcher(self._job.source, self._job.out)
        try:
            self._first(progress)
            watcher.start()
            self._server.start()
            self._say(f"serving {self._server.address}")
            self._job.warm()
            self._begin_rest()
            while True:
                if watcher.changed.wait(_LOOK):
                    watcher.changed.clear()
                    self._again()
                    self._tell(watcher.wrong())
                elif self._refused is not None:
                    self._again()
                elif self._rest is not None and self._rest.poll() is not None:
                    self._rest = None
                    self._refresh()
                    self._live.is_making = False
        finally:
            self._server.stop()
            watcher.stop()
            self._end_rest()

    def _first(self, progress: Callable[[int, int, Path], None] | None) -> None:
        begun = time.monotonic()
        report = self._job.pages(progress)
        self._take(report)
        self._say(f"built {_count(len(report.sources))} in {time.monotonic() - begun:.1f} s")

    def _again(self) -> None:
        """Build the pages anew; whatever is wrong, the preview goes on and says so."""
        self._end_rest()
        begun = time.monotonic()
        try:
            report = self._job.pages()
        except EditionError as error:
            if not self._is_refused(error):
                self._fail(error.diagnostics)
            return
        except Exception as error:
            self._refused = None
            self._fail([bug(error, str(self._job.source))])
            return
        self._refused = None
        self._take(report)
        self._say(f"built {_count(report.made)} in {time.monotonic() - begun:.2f} s")
        self._begin_rest()

    def _is_refused(self, error: EditionError) -> bool:
        """Whether *error* is that another build writes the folder: what has changed is then built once it has ended.

        It is told once, where it lasts.
        """
        if all(found.code != "I036" for found in error.diagnostics):
            self._refused = None
            return False
        now = time.monotonic()
        if self._refused is None:
            self._refused = now
        elif now - self._refused > _PATIENCE and self._reported != list(error.diagnostics):
            self._fail(error.diagnostics)
            self._reported = list(error.diagnostics)
        return True

    def _refresh(self) -> None:
        """Take up what the process has made: nothing is made here, but what it found is told."""
        try:
            self._take(self._job.pages(), is_new=False)
        except EditionError as error:
            self._is_refused(error)

    def _take(self, report: BuildReport, *, is_new: bool = True) -> None:
        self._live.built(report, is_new=is_new)
        known = set(self._reported)
        self._tell([d for d in report.diagnostics if d not in known])
        self._reported = list(report.diagnostics)

    def _fail(self, diagnostics: Iterable[Diagnostic]) -> None:
        found = list(diagnostics)
        self._live.failed(found)
        self._tell(found)
        self._reported = []

    def _begin_rest(self) -> None:
        self._live.is_making = True
        self._rest = self._job.rest()

    def _end_rest(self) -> None:
        if self._rest is not None:
            _signal(self._rest, signal.SIGTERM)
            try:
                self._rest.wait(5)
            except subprocess.TimeoutExpired:
                _signal(self._rest, getattr(signal, "SIGKILL", signal.SIGTERM))
                self._rest.wait()
            self._rest = None


class Watcher:
    """Watches the folder of the sources, in a thread of its own; `changed` is set once something has changed."""

    def __init__(self, source: Path, out: Path) -> None:
        self.changed = Event()
        self._folder = (source if source.is_dir() else source.parent).resolve()
        self._out = out.resolve()
        self._stopped = Event()
        self._wrong: list[Diagnostic] = []
        self._thread = Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(2)

    def wrong(self) -> list[Diagnostic]:
        """Why it can watch no longer, once."""
        found, self._wrong = self._wrong, []
        return found

    def _watch(self) -> None:
        from watchfiles import watch

        try:
            for _ in watch(
                self._folder,
                watch_filter=lambda _, path: self.is_source(path),
                debounce=_MOST,
                step=_STILL,
                rust_timeout=500,
                stop_event=self._stopped,
            ):
                self.changed.set()
        except Exception as error:  # there may be more folders than the system lets anybody watch
            message = f"changes are no longer detected: {type(error).__name__}: {error}"
            self._wrong.append(Diagnostic("I003", message, str(self._folder)))
            self.changed.set()

    def is_source(self, path: str) -> bool:
        """Whether *path* may be part of the sources: nothing in the edition, and nothing hidden or put aside by an editor."""
        found = Path(path)
        if found.is_relative_to(self._out) or not found.is_relative_to(self._folder):
            return False
        parts = found.relative_to(self._folder).parts
        return not any(part.startswith((".", "~$", "#")) or part.endswith(("~", ".swp", ".tmp")) for part in parts)  # fmt: skip


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Send a signal to *process* and its workers, who would go on without it for a while."""
    if hasattr(os, "killpg"):
        with suppress(OSError):  # it has ended
            os.killpg(process.pid, number)
    elif number == signal.SIGTERM:
        process.terminate()
    else:
        process.kill()


def _count(number: int) -> str:
    return f"{number} source{'' if number == 1 else 's'}"
