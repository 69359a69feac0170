"""Work on many things by processes that can be ended: one bad thing neither ends a run nor holds it up.

A task that takes longer than it may, or whose process dies, is answered by a `Failure`; so is one that
runs into a fault of the program. All others are answered by what the work makes of them, in their order.
Saxon does not survive a fork: a process that has loaded it has its workers forked by another one, which has
loaded the same modules of ours, but never ran Saxon (on Linux), or begins them afresh (spawn).
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from mmap import mmap
from multiprocessing import get_context, set_forkserver_preload
from multiprocessing.connection import Connection, wait
from traceback import extract_tb
from typing import Any, Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

#: How workers begin where this process cannot be forked.
_AFRESH = "forkserver" if sys.platform == "linux" else "spawn"
#: How far ahead of the result that is waited for others are worked on: results wait in memory.
_AHEAD = 256
#: How many tasks a worker is handed at once: enough that it need not wait for the next.
_MOST_AT_ONCE = 16
#: How long the note may be that says what a worker is doing, in bytes.
_NOTE = 1000
#: How long a worker that has nothing more to do may take to end, in seconds.
_LEAVE = 1
#: How a process ends that Saxon cannot go on with.
_SAXON_GAVE_UP = 99
#: How long the beginning of a process may take, at least, in seconds: the machine may be busy.
_BEGIN = 30
#: How much longer than a task's time a worker waits before it ends itself: its parent may be gone.
_GRACE = 10


class Kind(StrEnum):
    """Why a task has no result."""

    TIME = "time"
    """It took longer than it may."""
    DEATH = "death"
    """The process that worked on it ended."""
    BUG = "bug"
    """It ran into a fault of the program."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What is known of a task that has no result: why, how it ended, and what was being done last."""

    kind: Kind
    detail: str
    doing: str = ""


class StartError(RuntimeError):
    """Raised where workers could not begin: `failure` says why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.detail)
        self.failure = failure


#: Memory that this process shares with its parent: what it is about to do.
_note: Any = None
#: What begins the time of this process's task anew.
_again: Callable[[], None] | None = None


def alive() -> None:
    """Say that this process has done a part of its task: its time begins anew."""
    if _again is not None:
        _again()


def note(words: str) -> None:
    """Say what this process is about to do; a Failure repeats it where that is the last it did."""
    if _note is not None:
        _note[:] = words.encode("utf-8", "replace")[:_NOTE].ljust(_NOTE, b"\0")


def run(
    tasks: Sequence[Task],
    make: Callable[[], Callable[[Task], Result]],
    *,
    jobs: int = 1,
    timeout: float = 0,
    memory: int = 0,
    again: Callable[[Task, Failure], Task | None] | None = None,
) -> Iterator[Result | Failure]:
    """The results for *tasks*, in their order, by *jobs* processes, each task in *timeout* seconds (0: any).

    *make* is called once in each process and returns the function that works on a task; it, the tasks
    and the results travel between processes, so they must be picklable. A process that has more than *memory*
    bytes (0: any) once it has done its share gives way to a fresh one: libraries keep what they think they will
    need again. Where a process had to be ended, *again* may name a task to do in the place of the one that failed.
    What *make* raises is raised here; StartError where it takes too long or its process dies.
    """
    return _Pool(tasks, make, jobs, timeout, memory, again).results()


def can_fork() -> bool:
    """Whether workers that are begun now have all that this process has, functions included."""
    return "saxonche" not in sys.modules and sys.platform == "linux"


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def bug(error: BaseException) -> str:
    """*error*, a fault of this program, in one line: what it is and where."""
    last = extract_tb(error.__traceback__)[-1:]
    where = "".join(f" ({os.path.basename(at.filename)}, line {at.lineno})" for at in last)
    words = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {words}{where}" if words else f"{type(error).__name__}{where}"


@dataclass
class _Worker:
    process: Any
    connection: Connection
    note: Any
    tasks: deque[int] = field(default_factory=deque)
    """What it was handed and has not answered; the first is what it works on."""
    deadline: float = 0
    started: bool = False

    def doing(self) -> str:
        return bytes(self.note[:]).rstrip(b"\0").decode("utf-8", "replace")

    def end(self) -> None:
        """End it now, whatever it does."""
        self.process.kill()
        self.process.join()
        self.connection.close()


class _Pool(Generic[Task, Result]):
    """One run: who works on what, and what is known already."""

    def __init__(
        self,
        tasks: Sequence[Task],
        make: Callable[[], Callable[[Task], Result]],
        jobs: int,
        timeout: float,
        memory: int = 0,
        again: Callable[[Task, Failure], Task | None] | None = None,
    ) -> None:
        self._tasks, self._make, self._timeout = list(tasks), make, timeout
        self._memory, self._again = memory, again
        self._jobs = max(1, min(jobs, len(tasks)))
        self._share = max(1, min(_MOST_AT_ONCE, len(tasks) // (self._jobs * 4)))
        self._waiting = deque(range(len(tasks)))
        self._wanted = 0
        self._done: dict[int, Result | Failure] = {}
        self._workers: list[_Worker] = []

    def results(self) -> Iterator[Result | Failure]:
        try:
            for index in range(len(self._tasks)):
                self._wanted = index
                while index not in self._done:
                    self._hand_out()
                    self._listen()
                yield self._done.pop(index)
        finally:
            idle = [worker for worker in self._workers if not worker.tasks]
            for worker in idle:
                worker.connection.close()  # it reads that there is nothing more
            for worker in idle:
                worker.process.join(_LEAVE)
            for worker in self._workers:
                worker.end()

    def _hand_out(self) -> None:
        """Give every idle worker something to do, and begin another while there may be more."""
        for worker in list(self._workers):
            if not worker.tasks and self._may_go_on():
                if self._memory and _memory_of(worker.process.pid) > self._memory:
                    worker.end()
                    self._workers.remove(worker)
                else:
                    self._give(worker)
        while self._may_go_on() and len(self._workers) < self._jobs:
            worker = self._begin()
            self._workers.append(worker)
            self._give(worker)

    def _may_go_on(self) -> bool:
        """Whether there is a task to hand out that is not too far ahead."""
        return bool(self._waiting) and self._waiting[0] <= self._wanted + _AHEAD

    def _give(self, worker: _Worker) -> None:
        share = [self._waiting.popleft() for _ in range(min(self._share, len(self._waiting)))]
        worker.tasks.extend(share)
        # Before its work is made, a process has to begin, which says nothing of the work.
        worker.deadline = time.monotonic() + (
            self._timeout if worker.started else max(self._timeout, _BEGIN)
        )
        with suppress(OSError):  # it is dead: listening will tell
            worker.connection.send([(index, self._tasks[index]) for index in share])

    def _begin(self) -> _Worker:
        # A process that Saxon runs in must not be forked; any other may, and its child has all
        # modules at once.
        forkable = can_fork()
        context: Any = get_context("fork" if forkable else _AFRESH)
        if not forkable:
            # Where a server runs already it has what it was given first.
            set_forkserver_preload(
                [name for name in sys.modules if name.startswith("tei_edition.")]
            )
        ours, theirs = context.Pipe()
        shared = mmap(-1, _NOTE) if forkable else context.RawArray("c", _NOTE)
        # Copies of our ends in a forked child would keep it from seeing that we are gone.
        inherited = [ours, *(w.connection for w in self._workers)] if forkable else []
        environment = {} if forkable else dict(os.environ)
        if self._jobs > 1:  # each processor has a worker: threads of Typst would only be in the way
            environment["RAYON_NUM_THREADS"] = os.environ.get("RAYON_NUM_THREADS", "1")
        arguments = (theirs, shared, self._make, self._timeout, inherited, environment)
        process = context.Process(target=_work, args=arguments, daemon=True)
        with _uninterrupted():
            process.start()
        theirs.close()
        return _Worker(process, ours, shared)

    def _listen(self) -> None:
        """Take what workers have answered; end those that are out of time."""
        busy = {worker.connection: worker for worker in self._workers if worker.tasks}
        rest = min(worker.deadline for worker in busy.values()) - time.monotonic()
        heard = wait(list(busy), max(0, rest) if self._timeout else None)
        for connection, worker in busy.items():
            if connection in heard:
                self._hear(worker)
            elif self._timeout and time.monotonic() > worker.deadline:
                self._give_up(worker, Kind.TIME, f"longer than {self._timeout:g} s")

    def _hear(self, worker: _Worker) -> None:
        try:
            index, answer = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join()
            self._give_up(worker, Kind.DEATH, _ending(worker.process.exitcode))
            return
        worker.deadline = time.monotonic() + self._timeout
        if index is None:
            worker.started |= answer is not True
            if isinstance(answer, BaseException):
                raise answer
            return
        worker.tasks.remove(index)
        self._done[index] = answer

    def _give_up(self, worker: _Worker, kind: Kind, detail: str) -> None:
        """End *worker*: what it was working on has failed, the rest of its share waits again."""
        failure = Failure(kind, detail, worker.doing())
        worker.end()
        self._workers.remove(worker)
        if not worker.started:
            raise StartError(failure)
        task = self._again(self._tasks[worker.tasks[0]], failure) if self._again else None
        if task is None:
            self._done[worker.tasks.popleft()] = failure
        else:
            self._tasks[worker.tasks[0]] = task
        self._waiting.extendleft(reversed(worker.tasks))


def _memory_of(process: int) -> int:
    """How many bytes of memory the process of this number has; 0 where the system does not say."""
    try:
        with open(f"/proc/{process}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def _ending(code: int | None) -> str:
    if code == -getattr(signal, "SIGKILL", 9):  # Windows has none
        return "its process was killed: there may not have been enough memory"
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"its process ended by {signal.Signals(-code).name}"
    if code == _SAXON_GAVE_UP:
        return "Saxon, which runs rules and stylesheets, crashed: something is nested too deeply, or needs too much memory"
    return f"its process ended with exit code {code}"


def _work(
    connection: Connection,
    shared: Any,
    make: Callable[[], Callable[[Any], Any]],
    timeout: float,
    inherited: Sequence[Connection],
    environment: Mapping[str, str],
) -> None:
    """What a worker does until its parent has nothing more for it."""
    global _note, _again
    # A server of workers has the environment of the time when it began.
    os.environ.update(environment)
    _note, _again = shared, lambda: _begin_anew(connection, timeout)
    # What came with the fork is not looked through for cycles: that would copy all of it.
    gc.freeze()
    for other in inherited:
        other.close()
    # Ctrl-C is the parent's to answer; what Saxon writes when it dies is no message of ours.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _silence()
    connection.send((None, True))  # it has begun
    _watch(timeout)
    try:
        work = make()
    except BaseException as error:
        connection.send((None, error))
        return
    connection.send((None, None))
    with suppress(EOFError, OSError):
        while True:
            _watch(0)
            for index, task in connection.recv():
                _watch(timeout)
                note("")
                _send(connection, index, _answer(work, task))


def _begin_anew(connection: Connection, timeout: float) -> None:
    with suppress(OSError, EOFError):
        connection.send((None, None))
    _watch(timeout)


def _answer(work: Callable[[Any], Any], task: Any) -> Any:
    try:
        return work(task)
    except Exception as error:
        return Failure(Kind.BUG, bug(error))


def _send(connection: Connection, index: int, answer: Any) -> None:
    try:
        connection.send((index, answer))
    except (OSError, EOFError):
        raise
    except Exception as error:  # what cannot be pickled
        connection.send((index, Failure(Kind.BUG, bug(error))))


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """What begins meanwhile hears no Ctrl-C, not even before it has got itself ready: this process does, and ends it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _silence() -> None:
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)


def _watch(timeout: float) -> None:
    """End this process if it goes on for longer than *timeout* (0: never), its parent being gone."""
    if hasattr(signal, "alarm"):
        signal.alarm(int(timeout) + _GRACE if timeout else 0)
