"""Work that may never end, in a process of its own that can be ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from tei_edition.diagnostics import Diagnostic, EditionError

Made = TypeVar("Made")


def bounded(make: Callable[[], Made], timeout: float, cause: str) -> Made:
    """What *make* gives, in at most *timeout* seconds (0: in this process, for as long as it takes).

    *cause* is the file that is to blame where it does not end. Raises EditionError as *make* does, X021
    where it took longer, X020 where its process died, B001 for a fault of the program. *make* and what it
    gives must be picklable.
    """
    if not timeout:
        return make()
    from tei_edition import workers

    (answer,) = workers.run([make], _worker, timeout=timeout)
    if isinstance(answer, workers.Failure):
        from tei_edition.check.many import failed

        raise EditionError(failed(answer, cause, "this document could not be rendered", "template"))
    if isinstance(answer, _Raised):
        raise EditionError(*answer.diagnostics)
    return answer


@dataclass(frozen=True, slots=True)
class _Raised:
    """An EditionError on its way between processes."""

    diagnostics: tuple[Diagnostic, ...]


def _worker() -> Callable[[Callable[[], Made]], Made | _Raised]:
    return _caught


def _caught(make: Callable[[], Made]) -> Made | _Raised:
    try:
        return make()
    except EditionError as error:
        return _Raised(tuple(error.diagnostics))
