"""A deposit of a large edition: `python benchmarks/depositing.py N [--only OPTIONS] [--keep FOLDER]`.

Makes N records as edition.py does, builds them (with what follows --only, "--jobs 2"), and packs the edition twice, a
process each: seconds beyond the build that finds nothing to do, most memory, and whether both bags are the
same byte for byte. Then one bit of one file is turned, and --verify has to name the file. Records that chance put together in
a way that cannot be read are left out.
"""

from __future__ import annotations

import argparse
import filecmp
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from edition import make

_TEI_EDITION = str(Path(sys.executable).parent / "tei-edition")
_SETTINGS = """title = "Bench"
publisher = "Harbour Archive"
licence = { name = "CC BY 4.0", target = "https://creativecommons.org/licenses/by/4.0/" }
published = "2026-11-27"
"""
_RUN = """
import resource, sys, time
import tei_edition.deposit.deposit as deposits
from pathlib import Path
source, edition, out = map(Path, sys.argv[1:])
build, spent = deposits.build, []
def timed(*args, **kwargs):
    start = time.perf_counter()
    found = build(*args, **kwargs)
    spent.extend((time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
    return found
deposits.build = timed
start = time.perf_counter()
done = deposits.deposit(source, out, edition=edition)
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"{done.documents} documents, {len(done.errors)} errors: {time.perf_counter() - start - spent[0]:.1f} s "
      f"beyond the build, {most:.0f} MB ({spent[1]:.0f} MB after the build)")
"""


def same(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files, byte for byte."""
    names = [{p.relative_to(f) for p in f.rglob("*") if p.is_file()} for f in (one, other)]
    return names[0] == names[1] and not any(
        filecmp.cmpfiles(one, other, map(str, names[0]), shallow=False)[1:]
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("number", type=int)
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    top = given.keep or Path(tempfile.mkdtemp())
    source, edition = top / "in", top / "out"
    if not source.exists():
        make(source, given.number)
        (source / "edition.toml").write_text(_SETTINGS, "utf-8")
    command = [_TEI_EDITION, "-q", "build", source, "--out", edition, *given.only.split()]
    done = subprocess.run(command, capture_output=True, text=True)
    for name in set(re.findall(r"\d{6}\.md(?=:\d+:\d+: error)", done.stdout + done.stderr)):
        (source / name).unlink()
    bags = [top / "bag-1", top / "bag-2"]
    for bag in bags:
        subprocess.run([sys.executable, "-c", _RUN, source, edition, bag], check=True)
    print("the same bytes twice" if same(*bags) else "NOT the same bytes twice")
    victim = sorted((bags[0] / "data" / "tei").iterdir())[given.number // 2]
    data = bytearray(victim.read_bytes())
    data[len(data) // 2] ^= 1
    victim.write_bytes(data)
    told = subprocess.run(
        [_TEI_EDITION, "deposit", "--verify", bags[0]], capture_output=True, text=True
    )
    print(f"the turned bit: {(told.stdout + told.stderr).strip()}")
    if not given.keep:
        shutil.rmtree(top)


if __name__ == "__main__":
    main()
