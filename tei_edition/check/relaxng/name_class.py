"""Name classes of RELAX NG (ISO/IEC 19757-2, section 9.2): sets of names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

#: A namespace name ("" for none) and a local name.
Name = tuple[str, str]


class NameClass:
    """A set of names; `name in names` asks whether it holds one."""

    def __contains__(self, name: Name) -> bool:
        raise NotImplementedError

    def listed(self) -> Iterator[Name]:
        """The names it lists, as far as it lists any."""
        yield from ()


@dataclass(frozen=True)
class OneName(NameClass):
    """One name."""

    name: Name

    def __contains__(self, name: Name) -> bool:
        return name == self.name

    def listed(self) -> Iterator[Name]:
        yield self.name


@dataclass(frozen=True)
class AnyName(NameClass):
    """Any name, or any of one namespace, but for the exceptions."""

    namespace: str | None
    exceptions: NameClass | None

    def __contains__(self, name: Name) -> bool:
        return self.namespace in (None, name[0]) and not (
            self.exceptions is not None and name in self.exceptions
        )


@dataclass(frozen=True)
class NameChoice(NameClass):
    """The names of all its parts."""

    parts: tuple[NameClass, ...]

    def __contains__(self, name: Name) -> bool:
        return any(name in part for part in self.parts)

    def listed(self) -> Iterator[Name]:
        for part in self.parts:
            yield from part.listed()
