"""How far a long run is: a bar on a terminal, a line now and then in a pipe or log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from tei_edition.cli import console
from tei_edition.diagnostics import printable

#: Called with the number of things done, of how many there are, and what was done last.
Progress = Callable[[int, int, Path], None]
#: Seconds between two lines of a log.
_EVERY = 10.0


@contextmanager
def progress_of(
    doing: str, *, clock: Callable[[], float] = time.monotonic
) -> Iterator[Progress | None]:
    """What shows the progress of *doing* ("building"); None where the user wants quiet."""
    if console.Verbosity.quiet:
        yield None
    elif sys.stderr.isatty():
        with _bar(doing) as bar:
            yield bar
    else:
        yield _Lines(doing, clock).step


class _Lines:
    """A line at the beginning, then one every so often, and one at the end."""

    def __init__(self, doing: str, clock: Callable[[], float]) -> None:
        self._doing, self._clock = doing, clock
        self._begun = self._last = clock()

    def step(self, done: int, total: int, last: Path) -> None:
        now = self._clock()
        if done < total and now - self._last < _EVERY:
            return
        self._last = now
        words = f"{self._doing} {done}/{total}"
        rate = done / (now - self._begun) if now > self._begun else 0
        if rate and done < total:
            words += f", {rate:.1f} a second, {_time((total - done) / rate)} left"
        typer.echo(words, err=True)


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


@contextmanager
def _bar(doing: str) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[last]}"),
    )
    begun = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=None, rate="", last="")

        def step(done: int, total: int, last: Path) -> None:
            rate = f"{done / max(time.monotonic() - begun, 0.001):.1f}/s"
            name = printable(last.name).replace("[", "\\[")
            bar.update(task, total=total, completed=done, rate=rate, last=name)

        yield step
