"""A large edition: how long it takes to build, to build again, and after one change.

`python benchmarks/edition.py N [--other PROGRAM] [--copies] [--only OPTIONS] [--keep FOLDER]` makes N records of the
sample and of tests/records (1,000 words on average; with --copies N times the sample), and builds them with the
`tei-edition` beside this Python; with --other also by another installation, and prints the ratios. What follows
--only is handed to our builds ("--without pdf --jobs 2"). Seconds are of the clock and of the processors (all processes),
megabytes the most that one process and its largest child had. Errors are counted, and make the exit code 1.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = next((ROOT / "seeds").glob("*.md"))
MEAN = 1000
_HERE = Path(sys.executable).parent
_NUMBER = re.compile(r"(/document/)\d+")
_ERROR = re.compile(r": error [A-Z]\d{3}")
_CONTENTS = re.compile(r"#### \*\*Contents:\*\*\n\n.*\n")


@dataclass(frozen=True)
class Spent:
    """What a build took."""

    clock: float
    processor: float
    megabytes: float
    errors: int = 0

    def __str__(self) -> str:
        line = f"{self.clock:8.1f} s  {self.processor:8.1f} s CPU  {self.megabytes:6.0f} MB"
        return f"{line}  {self.errors} errors" if self.errors else line


def make(folder: Path, number: int, *, copies: bool = False, seed: int = 1962) -> None:
    """Write *number* records into *folder*: the same each time."""
    chance = random.Random(seed)
    texts = [
        p.read_text("utf-8") for p in (SAMPLE, *sorted((ROOT / "tests" / "records").glob("*.md")))
    ]
    heads, paragraphs = [], []
    for text in texts:
        if found := _CONTENTS.search(text):
            heads.append(text[: found.end()])
            paragraphs += re.split(r"\n{2,}", text[found.end() :].strip())
    folder.mkdir(parents=True)
    for i in range(number):
        text = texts[0] if copies else _record(heads[i % len(heads)], paragraphs, chance)
        numbered = _NUMBER.sub(rf"\g<1>{100000 + i}", text)
        (folder / f"{i:06}.md").write_text(numbered, "utf-8")


def _record(head: str, paragraphs: list[str], chance: random.Random) -> str:
    wanted = min(max(chance.expovariate(1 / MEAN), 60), 12 * MEAN) - len(head.split())
    body: list[str] = []
    while wanted > 0 or not body:
        body.append(chance.choice(paragraphs))
        wanted -= len(body[-1].split())
    return head + "\n" + "\n\n".join(body) + "\n"


#: Runs a command, and prints what it took: the peak is that of the process, or of its largest child.
_RUN = """
import os, resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
clock = time.perf_counter() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
sys.exit(code)
"""


def spent(program: str, folder: Path, out: Path, options: list[str]) -> Spent:
    """What it takes to build *folder* into *out*."""
    command = [sys.executable, "-c", _RUN, program, "-q", "build", str(folder), "--out", str(out)]
    # Another installation is to find its own modules.
    env = {
        k: v for k, v in os.environ.items() if k != "PYTHONPATH" or Path(program).parent == _HERE
    }
    done = subprocess.run([*command, *options], capture_output=True, text=True, env=env)
    if done.returncode:  # a document that fails is no reason to stop, and a reason to look
        print(done.stderr[-300:], file=sys.stderr)
    # A build that fails without a word about a document has failed all the same.
    errors = max(len(_ERROR.findall(done.stderr)), int(done.returncode != 0))
    return Spent(*map(float, done.stdout.split()), errors)


def main() -> int:
    """Print the table; 1 where one of our builds had errors: what was not built took no time."""
    parser = argparse.ArgumentParser()
    parser.add_argument("number", type=int)
    parser.add_argument("--other")
    parser.add_argument("--copies", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    ours = str(_HERE / "tei-edition")
    top = given.keep or Path(tempfile.mkdtemp())
    folder, options = top / "in", given.only.split()
    shutil.rmtree(folder, ignore_errors=True)
    make(folder, given.number, copies=given.copies)
    words = sum(len(p.read_text("utf-8").split()) for p in folder.iterdir())
    print(
        f"{given.number} records, {words / given.number:.0f} words on average, {os.cpu_count()} processors"
    )
    first = spent(ours, folder, top / "out", options)
    print(f"from nothing    {first}")
    again = spent(ours, folder, top / "out", options)
    print(f"nothing changed {again}")
    changed = sorted(folder.iterdir())[given.number // 2]
    changed.write_text(changed.read_text("utf-8") + "\nOne more paragraph.\n", "utf-8")
    one = spent(ours, folder, top / "out", options)
    print(f"one changed     {one}")
    if given.other:
        other = spent(given.other, folder, top / "other", [])
        print(f"other program   {other}")
        print(
            f"ratio           {first.clock / other.clock:8.2f}    {first.processor / other.processor:8.2f}"
        )
    if not given.keep:
        shutil.rmtree(top)
    return int(any(build.errors for build in (first, again, one)))


if __name__ == "__main__":
    sys.exit(main())
