"""Whole processes side by side with what a user would run instead; prints medians and ratios.

Run by `make bench`. pandoc is the reference where it is installed: it turns Markdown into TEI but
encodes no remark.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEED = str(next(Path("seeds").glob("*.md")))
RUNS = 7


def seconds(command: list[str]) -> float:
    """The median of several runs of *command*, after one that is not counted."""
    # As installed: Python keeps what it compiled of our modules.
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=env)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def main() -> None:
    """Print the table."""
    program = str(Path(sys.executable).with_name("tei-edition"))
    with tempfile.TemporaryDirectory() as out:
        commands = {
            "tei-edition --help": [program, "--help"],
            "tei-edition convert": [program, "-q", "convert", SEED, "-o", f"{out}/a.xml"],
            "tei-edition build": [program, "-q", "build", SEED, "--out", f"{out}/dist"],
        }
        if pandoc := shutil.which("pandoc"):
            commands["pandoc markdown -> tei"] = [
                pandoc,
                "-s",
                "-t",
                "tei",
                SEED,
                "-o",
                f"{out}/p.xml",
            ]
        found = {name: seconds(command) for name, command in commands.items()}
    base = found.get("pandoc markdown -> tei") or found["tei-edition --help"]
    for name, value in found.items():
        print(f"{name:26} {value:6.3f} s   ratio {value / base:5.2f}")


if __name__ == "__main__":
    main()
