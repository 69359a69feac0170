"""Weights from labelled sentences: what `make weights` runs.

Each example is a sentence with a remark and what the remark is to it. Its cues are looked up as in any
record, and penalised multinomial regression finds the points that make the labels likely: plain Python,
the same weights each time.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tei_edition.document.verdict import Verdict
from tei_edition.understand.remarks.around import Around
from tei_edition.understand.remarks.evidence import READINGS, Evidence
from tei_edition.understand.remarks.rules import Conventions, load_conventions

#: The header block that the sentences are read under.
_HEADER = """## **March 3, 1955**

### **A letter**

#### **Original Language:**

{language}

#### **Contents:**

Translation - English

"""
#: The weight of another reading that would be as right.
_ALSO = 0.3
#: How strongly large points are held down, in how many rounds they are found, and how often a cue must be seen.
_PENALTY, _ROUNDS, _SEEN = 0.7, 80, 3
#: Steps of the search: the first, the smallest change that turns one round, the largest.
_FIRST, _SHRINK, _GROW, _LARGEST = 0.05, 0.5, 1.2, 1.0

Weights = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Example:
    """A text with a remark in it: the `at`-th that reads so, its reading, and others that are as right."""

    text: str
    remark: str
    reading: str
    also: Sequence[str] = ()
    at: int = 0
    language: str = "Russian"
    conventions: str = "wilson-center"
    weight: float = 1.0
    #: Examples of one group are never split between learning and measuring.
    group: str = ""
    source: str = ""


def read_examples(path: Path) -> list[Example]:
    """The examples of a TOML file, in which the name of each array is the reading of its sentences."""
    known = Example.__dataclass_fields__.keys()
    return [
        Example(**{k: v for k, v in row.items() if k in known}, reading=reading)
        for reading, rows in tomllib.loads(path.read_text("utf-8")).items()
        for row in rows
    ]


@dataclass(frozen=True, eq=False)
class _Looking(Evidence):
    """Evidence that only looks: what it sees of a remark stands in its verdict."""

    def weigh(self, around: Around) -> Verdict:
        return Verdict((("note", 1.0),), {name: {} for name in self.seen(around)})


def _looking(conventions: Conventions) -> Conventions:
    evidence = conventions.evidence
    if evidence is None:
        raise ValueError(f"{conventions.name} does not use cues")
    copy = replace(conventions)
    looking = _Looking(evidence.tables, evidence.cues, {})
    copy.__dict__["evidence"] = looking
    return copy


@dataclass
class Reader:
    """Reads examples for their cues; each tradition is loaded once."""

    _known: dict[str, Conventions] = field(default_factory=dict)

    def cues(self, example: Example) -> list[str]:
        """The cues that are seen in *example*; none where its remark is not found in it."""
        from tei_edition.understand.record import read_record

        name = example.conventions
        if name not in self._known:
            self._known[name] = _looking(load_conventions(name))
        header = _HEADER.format(language=example.language)
        source = header + example.text
        record = read_record(source, name="example.md", conventions=self._known[name])
        start, literal = len(header) - 1, f"[{example.remark}]"
        for _ in range(example.at + 1):
            start = source.find(literal, start + 1)
        for remark in record.remarks:
            if remark.span.start == start and remark.verdict is not None:
                return list(remark.verdict.points)
        return []


@dataclass(frozen=True)
class _Row:
    cues: tuple[int, ...]
    reading: int
    weight: float


def learn(seen: Sequence[tuple[Iterable[str], Example]]) -> Weights:
    """The points of each cue for each reading, from the cues *seen* in examples."""
    counts = Counter(name for cues, _ in seen for name in set(cues))
    names = ["always", *sorted(name for name, count in counts.items() if count >= _SEEN)]
    at = {name: index for index, name in enumerate(names)}
    rows = [row for cues, example in seen for row in _rows(cues, example, at)]
    points = _search(rows, len(names))
    weights: Weights = {}
    for index, name in enumerate(names):
        row = {r: round(points[k][index], 2) for k, r in enumerate(READINGS)}
        if kept := {reading: value for reading, value in row.items() if value}:
            weights[name] = kept
    return weights


def _rows(cues: Iterable[str], example: Example, at: Mapping[str, int]) -> list[_Row]:
    known = (0, *sorted({at[name] for name in cues if name in at}))
    also = [reading for reading in example.also if reading != example.reading]
    first = example.weight * (1 - _ALSO if also else 1)
    rows = [_Row(known, READINGS.index(example.reading), first)]
    return rows + [
        _Row(known, READINGS.index(reading), example.weight * _ALSO / len(also)) for reading in also
    ]


def _search(rows: Sequence[_Row], width: int) -> list[list[float]]:
    """The points that make *rows* likeliest, large ones held down; by steps that grow while they lead on."""
    height = len(READINGS)
    points = [[0.0] * width for _ in range(height)]
    steps = [[_FIRST] * width for _ in range(height)]
    before = [[0.0] * width for _ in range(height)]
    for _ in range(_ROUNDS):
        slopes = _slopes(rows, points)
        for k in range(height):
            for i, slope in enumerate(slopes[k]):
                turn = slope * before[k][i]
                if turn > 0:
                    steps[k][i] = min(steps[k][i] * _GROW, _LARGEST)
                elif turn < 0:
                    steps[k][i] *= _SHRINK
                if slope:
                    points[k][i] -= math.copysign(steps[k][i], slope)
            before[k] = slopes[k]
    return points


def _slopes(rows: Sequence[_Row], points: Sequence[Sequence[float]]) -> list[list[float]]:
    """How much worse the rows and the penalty become where points grow."""
    slopes = [[value * _PENALTY for value in one] for one in points]
    for one in slopes:
        one[0] = 0.0  # how frequent a reading is, is no cue to be held down
    for row in rows:
        sums = [sum(map(one.__getitem__, row.cues)) for one in points]
        most = max(sums)
        powers = [math.exp(value - most) for value in sums]
        total = sum(powers)
        for k, power in enumerate(powers):
            wrong = (power / total - (k == row.reading)) * row.weight
            if abs(wrong) > 1e-6:
                one = slopes[k]
                for i in row.cues:
                    one[i] += wrong
    return slopes


def written(weights: Weights) -> str:
    """*weights* as the text of weights.json: a cue a line, in order."""
    lines = (
        f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(dict(sorted(row.items())))}"
        for name, row in sorted(weights.items())
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> None:
    """Write the weights of English anew from the labelled sentences of the repository."""
    top = Path(__file__).resolve().parents[3]
    examples = read_examples(top / "tests" / "sentences" / "en.toml")
    reader = Reader()
    seen = [(cues, example) for example in examples if (cues := reader.cues(example))]
    folder = top / "tei_edition" / "conventions" / "languages" / "en"
    (folder / "weights.json").write_text(written(learn(seen)), "utf-8", newline="\n")
    print(f"{len(seen)} examples")


if __name__ == "__main__":
    main()
