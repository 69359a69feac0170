"""What there is to tell of a build: that of sources which are as they were is read only if somebody looks at it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, overload

from tei_edition.diagnostics import Diagnostic, Severity

#: What is still to be read, and how much of each severity that will be.
_Later = tuple[Mapping[Severity, int], Callable[[], Sequence[Diagnostic]]]


class Findings(Sequence[Diagnostic]):
    """Diagnostics in their order, some of which are read only once they are asked for."""

    def __init__(self, diagnostics: Iterable[Diagnostic] = ()) -> None:
        self._parts: list[list[Diagnostic] | _Later] = [list(diagnostics)]

    def add(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add *diagnostics*."""
        last = self._parts[-1]
        if isinstance(last, list):
            last += diagnostics
        else:
            self._parts.append(list(diagnostics))

    def add_later(
        self, counts: Mapping[Severity, int], read: Callable[[], Sequence[Diagnostic]]
    ) -> None:
        """Add those that *read* returns, of which there are so many of each severity as *counts* says."""
        if any(counts.values()):
            self._parts.append((counts, read))

    def count(self, value: Any) -> int:
        """How many there are of the severity *value*; of a diagnostic, how often it is there."""
        if not isinstance(value, Severity):
            return sum(each == value for each in self)
        found: Counter[Severity] = Counter()
        for part in self._parts:
            found.update((d.severity for d in part) if isinstance(part, list) else part[0])
        return found[value]

    def of(self, severities: Iterable[Severity]) -> Iterator[Diagnostic]:
        """Those of some *severities*; what has none of these is not read."""
        wanted = frozenset(severities)
        for place in range(len(self._parts)):
            part = self._parts[place]
            if isinstance(part, list) or any(part[0].get(each) for each in wanted):
                yield from (each for each in self._read(place) if each.severity in wanted)

    def __iter__(self) -> Iterator[Diagnostic]:
        for place in range(len(self._parts)):
            yield from self._read(place)

    def __len__(self) -> int:
        return sum(
            len(part) if isinstance(part, list) else sum(part[0].values()) for part in self._parts
        )

    @overload
    def __getitem__(self, index: int) -> Diagnostic: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Diagnostic]: ...
    def __getitem__(self, index: int | slice) -> Diagnostic | Sequence[Diagnostic]:
        return list(self)[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(list(self))

    def _read(self, place: int) -> list[Diagnostic]:
        part = self._parts[place]
        if not isinstance(part, list):
            part = self._parts[place] = list(part[1]())
        return part
