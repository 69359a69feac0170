"""Many documents: how several processes share them, and what becomes of the one that none can judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from tei_edition import workers
from tei_edition.check.culprit import culprit
from tei_edition.check.relaxng import limits
from tei_edition.check.validate import Validator
from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.diagnostics_files import FileReport, shown
from tei_edition.files import read_input
from tei_edition.odd.catalog import Catalog
from tei_edition.tei.document import parse_tei

#: Bytes that one process has judged before a second would have begun.
_WORTH_A_PROCESS = 3_000_000
#: How many seconds one file may take.
TIMEOUT = 60.0

#: How many seconds the search takes for the rule that did not end, at most.
_SEARCH = 10.0
_NOT_JUDGED = "this document could not be validated"
#: In how many files of a run it is searched for.
_SEARCHES = 5

_Answer = TypeVar("_Answer")
#: A file by its path, or what came from standard input.
Source = Path | bytes


@dataclass(frozen=True, slots=True)
class Plan:
    """What to hold documents against (see Validator), and how many seconds each may take (0: any)."""

    schemas: tuple[Path, ...] = ()
    catalogs: tuple[Path, ...] = ()
    phase: str | None = None
    timeout: float = TIMEOUT

    def validator(self) -> Validator:
        """The schemas, loaded; EditionError where that cannot be done."""
        return Validator(schema=self.schemas, catalog=Catalog(*self.catalogs), phase=self.phase)

    def judge(self) -> Callable[[Source], FileReport]:
        """What judges one document after the other, in a process of its own."""
        return partial(report_on, self._loaded())

    def reporter(self) -> Callable[[Source], str | FileReport]:
        """The same for the Schematron report, in SVRL; a FileReport where there is none."""
        return partial(_svrl, self._loaded())

    def _loaded(self) -> Validator:
        if self.timeout:
            # So that a pattern is named before all of the document's time is over.
            limits.set_time(min(limits.TIME, self.timeout / 4))
        workers.note(f"while {_listed(self.schemas)} was being read" if self.schemas else "")
        return self.validator()


def validate_files(sources: Sequence[Source], plan: Plan, jobs: int = 0) -> Iterator[FileReport]:
    """The findings for each of *sources*, in their order, by *jobs* processes (0: as many as pay).

    A file that cannot be read or judged is reported as well. Raises EditionError where a schema of the
    *plan* cannot be used.
    """
    if not sources:
        plan.validator()
        return
    answers = _run(sources, plan.judge, plan, jobs)
    searches = 0
    for source, answer in zip(sources, answers, strict=True):
        if isinstance(answer, workers.Failure):
            searches += answer.kind is workers.Kind.TIME
            found = _failed(answer, source, plan, search=searches <= _SEARCHES)
            yield FileReport(_name(source), (found,))
        else:
            yield answer


def svrl_of(source: Source, plan: Plan) -> str:
    """The Schematron report on *source* in SVRL; EditionError where there is none (see Validator.svrl)."""
    (answer,) = _run([source], plan.reporter, plan, 1)
    if isinstance(answer, workers.Failure):
        raise EditionError(_failed(answer, source, plan))
    if isinstance(answer, FileReport):
        raise EditionError(*answer.diagnostics)
    return answer


def _run(
    sources: Sequence[Source],
    make: Callable[[], Callable[[Source], _Answer]],
    plan: Plan,
    jobs: int,
) -> Iterator[_Answer | workers.Failure]:
    """What workers answer; EditionError (S020) where they cannot even read the schemas."""
    try:
        yield from workers.run(sources, make, jobs=jobs or _that_pay(sources), timeout=plan.timeout)
    except workers.StartError as error:
        failure = error.failure
        name = str(plan.schemas[0]) if plan.schemas else "tei-edition"
        message = f"this schema cannot be used: reading it took {failure.detail}"
        if failure.kind is not workers.Kind.TIME:
            message = f"this schema cannot be used: {failure.detail} while it was being read"
        raise EditionError(Diagnostic("S020", message, name)) from None


def report_on(validator: Validator, source: Source, name: str | None = None) -> FileReport:
    """The findings for one document; that it cannot be read or judged is one."""
    name = name or _name(source)
    found = _findings(lambda: validator.findings(source, name), name)
    return FileReport(name, found, validator.by_default)


def _svrl(validator: Validator, source: Source) -> str | FileReport:
    name = _name(source)
    told: list[str] = []

    def report() -> list[Diagnostic]:
        path = source if isinstance(source, Path) else None
        data = read_input(source, name) if isinstance(source, Path) else source
        told.append(validator.svrl(parse_tei(data, name), path, name))
        return []

    found = _findings(report, name)
    return told[0] if told else FileReport(name, found)


def _findings(look: Callable[[], Sequence[Diagnostic]], name: str) -> tuple[Diagnostic, ...]:
    """What *look* finds, and whatever keeps it from looking, as findings of the file *name*."""
    try:
        return tuple(look())
    except EditionError as error:
        return tuple(error.diagnostics)
    except RecursionError:
        message = "this document could not be validated: something in it or in its schema is nested too deeply"
        return (Diagnostic("X020", message, name),)
    except MemoryError:
        message = "this document could not be validated: there is not enough memory for it"
        return (Diagnostic("X020", message, name),)
    except Exception as error:
        return (_bug(workers.bug(error), name),)


def _failed(
    failure: workers.Failure, source: Source, plan: Plan, *, search: bool = True
) -> Diagnostic:
    if search and failure.kind is workers.Kind.TIME:
        found = culprit(plan.validator, source, min(plan.timeout, _SEARCH))
        failure = replace(failure, doing=found or failure.doing)
    return failed(failure, _name(source), _NOT_JUDGED, "rule or pattern")


def failed(failure: workers.Failure, name: str, what: str, endless: str) -> Diagnostic:
    """What to tell of *name*, which no process could bring to an end: *what* could not be done.

    *endless* is what may have no end.
    """
    doing = f" ({failure.doing})" if failure.doing else ""
    match failure.kind:
        case workers.Kind.TIME:
            hint = f"look for an endless {endless}, or raise the limit with --timeout"
            return Diagnostic("X021", f"{what}: it took {failure.detail}{doing}", name, hint=hint)
        case workers.Kind.DEATH:
            return Diagnostic("X020", f"{what}: {failure.detail}{doing}", name)
    return _bug(failure.detail, name, what)


def _bug(words: str, name: str, what: str = _NOT_JUDGED) -> Diagnostic:
    message = f"{what}, because of a bug in tei-edition: {words}"
    return Diagnostic("B001", message, name, hint="please report it, with the document")


def _name(source: Source) -> str:
    return shown(str(source)) if isinstance(source, Path) else "<stdin>"


def _listed(paths: Sequence[Path]) -> str:
    return ", ".join(map(str, paths))


def _that_pay(sources: Sequence[Source]) -> int:
    total = 0
    for source in sources:
        if isinstance(source, bytes):
            total += len(source)
            continue
        try:
            total += source.stat().st_size
        except (OSError, ValueError):
            continue
    return min(workers.cores(), len(sources), 1 + total // _WORTH_A_PROCESS)
