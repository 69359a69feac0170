"""The steps of sources on many machines, by a Dask cluster (extra "dask"): what a source needs travels with it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tei_edition import workers
from tei_edition.build.steps import Encoded, Outcome, Starter, Task
from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.resources import install
from tei_edition.workers import Failure, Kind

#: How many sources are on their way at once, for each thread of the cluster.
_AHEAD = 4
#: How often a source is tried whose worker is lost.
_TRIES = 3
#: What does the work in this process of the cluster, by the pickled plan that it is made from.
_working: dict[bytes, Callable[[Task], Outcome]] = {}


def on_cluster(
    tasks: Sequence[Task], starter: Starter, address: str, timeout: float | None
) -> Iterator[Outcome | Failure]:
    """What becomes of each of *tasks*, in their order, by the cluster whose scheduler is at *address*.

    Workers need tei_edition in the same version, and the files of the settings at the same paths; sources
    are sent to them. A task that takes longer than *timeout* seconds (None: any) is given up. Raises
    EditionError (I034) where Dask is not installed, or nothing answers at the address.
    """
    client = _client(address)
    plan = starter.pickled()
    try:
        most = max(1, sum(client.nthreads().values())) * _AHEAD
        waiting = deque(tasks)
        running: deque[Any] = deque()
        while waiting or running:
            while waiting and len(running) < most:
                task = _whole(waiting.popleft())
                running.append(client.submit(_work, plan, task, pure=False, retries=_TRIES))
            yield _result(running.popleft(), timeout)
    finally:
        client.close()


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        message = "a scheduler was specified, but Dask is not installed"
        hint = install("dask")
        raise EditionError(Diagnostic("I034", message, address, hint=hint)) from None
    try:
        return Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        message = f"no Dask scheduler answers at this address: {error}"
        raise EditionError(Diagnostic("I034", message, address)) from None


def _whole(task: Task) -> Task:
    """*task* with the files that it would read: another machine has them not."""
    try:
        data = task.path.read_bytes() if task.data is None else task.data
    except OSError:
        data = None  # that it cannot be read is found there, too
    encoded = task.encoded
    if encoded is not None:
        encoded = tuple(replace(each, tei=_bytes(each)) for each in encoded)
    return replace(task, data=data, encoded=encoded)


def _bytes(encoded: Encoded) -> bytes:
    return encoded.tei.read_bytes() if isinstance(encoded.tei, Path) else encoded.tei


def _work(plan: bytes, task: Task) -> Outcome:
    """Work on *task*, in a process of the cluster."""
    if plan not in _working:
        _working.clear()
        _working[plan] = Starter.unpickled(plan)()
    return _working[plan](task)


def _result(future: Any, timeout: float | None) -> Outcome | Failure:
    from distributed import CancelledError, KilledWorker

    try:
        found: Outcome = future.result(timeout=timeout or None)
        return found
    except TimeoutError:
        future.cancel()
        return Failure(Kind.TIME, f"longer than {timeout:g} s")
    except (KilledWorker, CancelledError):
        return Failure(
            Kind.DEATH, "the cluster process working on it ended unexpectedly several times"
        )
    except EditionError:
        raise
    except Exception as error:
        return Failure(Kind.BUG, workers.bug(error))
