"""What the evidence says of a remark: its readings, each with its share of certainty, and the reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """What one cue adds to one reading, or takes from it."""

    points: float
    reading: str
    cue: str

    def __str__(self) -> str:
        return f"{self.points:+.1f} {self.reading}: {self.cue}"


@dataclass(frozen=True)
class Verdict:
    """The readings with their shares of certainty, the surest first; `points` are those of each cue that holds."""

    readings: tuple[tuple[str, float], ...]
    points: Mapping[str, Mapping[str, float]]

    @property
    def reading(self) -> str:
        """The likeliest reading."""
        return self.readings[0][0]

    @property
    def certainty(self) -> float:
        """The share of the likeliest reading, 0 to 1."""
        return self.readings[0][1]

    def share(self, reading: str) -> float:
        """The share of *reading*."""
        return dict(self.readings).get(reading, 0.0)

    def reasons(self, most: int = 6) -> list[Reason]:
        """What speaks most for and against the two likeliest readings, the weightiest first."""
        likely = [reading for reading, _ in self.readings[:2]]
        found = [
            Reason(row[reading], reading, cue)
            for cue, row in self.points.items()
            for reading in likely
            if row.get(reading)
        ]
        found.sort(key=lambda reason: (-abs(reason.points), reason.reading, reason.cue))
        return found[:most]

    def __str__(self) -> str:
        """The likeliest readings with their shares: "gloss 0.50, supplied 0.46"."""
        return ", ".join(f"{reading} {share:.2f}" for reading, share in self.readings[:2])
