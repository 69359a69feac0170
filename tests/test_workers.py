"""The worker pool: every task is answered, in its order, whatever becomes of the process that had it."""

from __future__ import annotations

import os
import signal
import sys
import time
from multiprocessing import get_all_start_methods

import pytest

from tei_edition import workers
from tei_edition.workers import Failure, Kind, StartError, run


def work(task):
    kind, value = task
    workers.note(f"while {value} was worked on")
    if kind == "sleep":
        time.sleep(60)
    elif kind == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif kind == "exit":
        os._exit(3)
    elif kind == "raise":
        raise KeyError(value)
    elif kind == "odd":
        return lambda: value
    return value, os.getpid()


def ready():
    return work


def refusing():
    raise ValueError("no such schema")


def hanging():
    workers.note("while the schema was read")
    time.sleep(60)


def dying():
    os._exit(4)


@pytest.fixture(params=["fork", "forkserver", "spawn"])
def method(request, monkeypatch):
    """All ways to begin a worker; that by fork where Saxon does not run yet."""
    if request.param == "fork":
        monkeypatch.delitem(sys.modules, "saxonche", raising=False)
    elif request.param in get_all_start_methods():
        monkeypatch.setitem(sys.modules, "saxonche", sys)
        monkeypatch.setattr(workers, "_AFRESH", request.param)
    else:
        pytest.skip("this platform begins all processes afresh")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this platform has no signals")
def test_every_task_is_answered(method):
    tasks = [("ok", i) for i in range(40)]
    tasks[5], tasks[11], tasks[12] = ("die", 5), ("raise", 11), ("odd", 12)
    tasks[20], tasks[33] = ("sleep", 20), ("exit", 33)
    start = time.monotonic()
    answers = list(run(tasks, ready, jobs=2, timeout=3))
    assert time.monotonic() - start < 30
    failures = {i: a for i, a in enumerate(answers) if isinstance(a, Failure)}
    assert {i: a.kind for i, a in failures.items()} == {
        5: Kind.DEATH, 11: Kind.BUG, 12: Kind.BUG, 20: Kind.TIME, 33: Kind.DEATH
    }  # fmt: skip
    assert [a[0] for i, a in enumerate(answers) if i not in failures] == [
        i for i in range(40) if i not in failures
    ]
    assert all(a[1] != os.getpid() for i, a in enumerate(answers) if i not in failures)
    assert "memory" in failures[5].detail
    assert failures[20].doing == "while 20 was worked on"
    assert "KeyError" in failures[11].detail
    assert "exit code 3" in failures[33].detail


def test_what_cannot_begin(method):
    with pytest.raises(ValueError, match="no such schema"):
        list(run([("ok", 1)], refusing))
    with pytest.raises(StartError) as caught:
        list(run([("ok", 1)], hanging, timeout=2))
    assert caught.value.failure.doing == "while the schema was read"
    with pytest.raises(StartError, match="exit code 4"):
        list(run([("ok", 1)], dying))


def test_nobody_is_left(method):
    """Workers end with the run, also where nobody waits for its end."""
    answers = run([("ok", 1), ("sleep", 2)], ready, timeout=60)
    _, process = next(answers)
    answers.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this platform has no signals")
def test_another_task_may_be_done_in_the_place_of_one_that_failed(monkeypatch):
    monkeypatch.delitem(sys.modules, "saxonche", raising=False)
    failed = []

    def again(task, failure):
        failed.append((task, failure.kind, failure.doing))
        return ("ok", "instead") if task[1] == 1 else None

    answers = list(run([("ok", 0), ("die", 1), ("die", 2), ("ok", 3)], ready, timeout=5, again=again))  # fmt: skip
    assert [a[0] for a in answers if not isinstance(a, Failure)] == [0, "instead", 3]
    assert answers[2].kind is Kind.DEATH
    assert failed == [(("die", n), Kind.DEATH, f"while {n} was worked on") for n in (1, 2)]


def test_nothing_to_do():
    assert list(run([], ready)) == []


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux says how much memory a process has"
)
def test_a_process_that_grew_gives_way(method):
    answers = list(run([("ok", i) for i in range(12)], ready, jobs=1, memory=1))
    assert [a[0] for a in answers] == list(range(12))
    assert len({a[1] for a in answers}) > 1
    assert len({a[1] for a in run([("ok", i) for i in range(12)], ready, jobs=1)}) == 1


def test_no_result_is_made_far_ahead_of_the_one_that_is_waited_for(method, monkeypatch):
    monkeypatch.setattr(workers, "_AHEAD", 4)
    pool = workers._Pool([("ok", i) for i in range(60)], ready, 2, 0)
    most = 0
    for _ in pool.results():
        most = max(most, len(pool._done))
    assert most <= 4 + 2 * workers._MOST_AT_ONCE


def environment():
    return lambda task: os.environ.get("TE_WORD")


def test_a_worker_has_the_environment_of_now(method, monkeypatch):
    for word in ("one", "two"):
        monkeypatch.setenv("TE_WORD", word)
        assert list(run([("ok", 1)], environment)) == [word]


def test_a_process_that_runs_saxon_is_not_forked(monkeypatch):
    monkeypatch.setitem(sys.modules, "saxonche", sys)
    assert not workers.can_fork()
    monkeypatch.delitem(sys.modules, "saxonche")
    assert workers.can_fork() is (sys.platform == "linux")


def test_what_saxon_ends_is_told_as_that():
    assert "Saxon" in workers._ending(99)
    assert "exit code 98" in workers._ending(98)
