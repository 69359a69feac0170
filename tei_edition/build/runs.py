"""How the steps of many sources are run: in this process, in several, or on several machines; the results are the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tei_edition import workers
from tei_edition.build.settings import Settings
from tei_edition.build.sources import Sources
from tei_edition.build.steps import Outcome, Plan, Starter, Task
from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.publish.output import optional_in
from tei_edition.workers import Failure, StartError

#: How many seconds the steps of one document may take.
TIMEOUT = 60.0
#: A process that has more bytes of memory gives way to a fresh one.
MEMORY = 450_000_000
#: So much work is done in this process before others would have begun: bytes of sources, and sources.
_WORTH_BYTES, _WORTH_SOURCES = 120_000, 12
#: After so many outputs of a source that were not done in time, those of its other documents are left out too.
_MOST_LATE = 3
_RAISE = "raise the limit with --timeout"


@dataclass(frozen=True, slots=True)
class Runs:
    """How to run: *jobs* processes (0: as many as there are processors), seconds a document may take (None: TIMEOUT)."""

    plan: Plan
    sources: Sources | None
    jobs: int = 1
    timeout: float | None = None
    scheduler: str = ""


def outcomes(tasks: Sequence[Task], runs: Runs) -> Iterator[Outcome | Failure]:
    """What becomes of each of *tasks*, in their order."""
    if not tasks:
        return
    starter, settings = Starter(runs.plan, runs.sources), runs.plan.settings
    if runs.scheduler:
        if runs.plan.hooks:
            message = "hooks are functions in this process, so a cluster cannot call them"
            raise EditionError(Diagnostic("H001", message, str(runs.plan.home)))
        from tei_edition.build.cluster import on_cluster

        yield from on_cluster(tasks, starter, runs.scheduler, runs.timeout)
        return
    # A hook may be any function: only a fork of this process has it.
    is_bound = bool(runs.plan.hooks) and not workers.can_fork()
    few = runs.jobs == 1 or not _pays(tasks)
    if is_bound or (runs.timeout is None and few and not may_never_end(settings)):
        work = starter()
        for task in tasks:
            yield work(task)
        return
    timeout = TIMEOUT if runs.timeout is None else runs.timeout
    try:
        jobs = runs.jobs or workers.cores()
        yield from workers.run(
            tasks, starter, jobs=jobs, timeout=timeout, memory=MEMORY, again=_without
        )
    except StartError as error:
        message = (
            f"no document could be built: its process could not be started ({error.failure.detail})"
        )
        raise EditionError(Diagnostic("I033", message, str(runs.plan.home))) from None


def _without(task: Task, failure: Failure) -> Task | None:
    """*task* without the output that its process did not bring to an end; None where the document needs it."""
    found = optional_in(failure.doing)
    if found is None:
        return None
    id, name = found
    key = ("" if len(task.late) >= _MOST_LATE else id, name)
    message = f"{id} has no {name.upper()}"
    message += "" if key[0] else ", nor have the other documents of this source that had none"
    if failure.kind is workers.Kind.TIME:
        code, hint = "I035", _RAISE
        message += f": making it took {failure.detail}"
    else:
        code, hint = "I033", None
        message += f": {failure.detail}"
    said = Diagnostic(code, message, str(task.path), hint=hint)
    return None if key in task.late else replace(task, late={**task.late, key: said})


def may_never_end(settings: Settings) -> bool:
    """Whether what the project wrote runs on each document: its stylesheets and template, which are bounded always."""
    return bool(settings.xslt or settings.print.xslt or settings.print.template)


def _pays(tasks: Sequence[Task]) -> bool:
    """Whether there is so much to do that several processes are done sooner."""
    if len(tasks) > _WORTH_SOURCES:
        return True
    total = 0
    for task in tasks:
        try:
            total += task.path.stat().st_size
        except OSError:
            continue
    return len(tasks) > 1 and total > _WORTH_BYTES


def failed(failure: Failure, name: str) -> Diagnostic:
    """What to tell of the source *name*, which no process could bring to an end."""
    doing = f" ({failure.doing})" if failure.doing else ""
    match failure.kind:
        case workers.Kind.TIME:
            message = f"this document took {failure.detail}{doing}"
            hint = (
                "look for an endless pattern in its schema or endless recursion in a stylesheet, or "
                + _RAISE
            )
            return Diagnostic("I035", message, name, hint=hint)
        case workers.Kind.DEATH:
            return Diagnostic(
                "I033", f"this document could not be built: {failure.detail}{doing}", name
            )
    message = f"a bug in this program, not a mistake in the file: {failure.detail}"
    return Diagnostic("B001", message, name, hint="please report it, with the file")
