"""Validation in whole processes, beside lxml alone and jing. Run by `make bench`.

1,000 copies of the sample record's TEI (38 kB each) against the project's schema: lxml parses them and asks
libxml2's RELAX NG, and knows neither columns nor rules; we do both, with ids and Schematron. With
../shared/tei/tei_all.rng beside the project, one file against all of the TEI as well.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from jing import jing_command
from run import SEED, seconds

from tei_edition import encode, read_record, tei_bytes
from tei_edition.odd import schemas

FILES = 1000
ALONE = """
import sys
from pathlib import Path
from lxml import etree
schema = etree.RelaxNG(etree.parse(sys.argv[1]))
for path in sorted(Path(sys.argv[2]).glob("*.xml")):
    assert schema.validate(etree.parse(path))
"""


def table(title: str, rows: dict[str, list[str]], base: str) -> None:
    """Print the medians of *rows* and their ratios to *base*."""
    print(title)
    found = {name: seconds(command) for name, command in rows.items()}
    for name, value in found.items():
        print(f"  {name:32} {value:6.3f} s   ratio {value / found[base]:5.2f}")


def main() -> None:
    """Print both tables."""
    program = str(Path(sys.executable).with_name("tei-edition"))
    data = tei_bytes(encode(read_record(Path(SEED))))
    tei_all = Path("../shared/tei/tei_all.rng")
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as one:
        for i in range(FILES):
            Path(folder, f"{i:04}.xml").write_bytes(data)
        Path(one, "a.xml").write_bytes(data)
        rng = str(schemas.relaxng())
        rows = {
            "lxml alone, one process": [sys.executable, "-c", ALONE, rng, folder],
            "tei-edition validate": [program, "-q", "validate", folder],
            "tei-edition validate --jobs 1": [program, "-q", "validate", "--jobs", "1", folder],
        }
        if jing := jing_command():
            rows["jing"] = [*jing, rng, *map(str, sorted(Path(folder).glob("*.xml")))]
        size = len(data) / 1000
        title = f"{FILES} files of {size:.0f} kB against the project's schema"
        table(title, rows, "lxml alone, one process")
        if tei_all.exists():
            rows = {
                "lxml alone": [sys.executable, "-c", ALONE, str(tei_all), one],
                "tei-edition validate --schema": [
                    program,
                    "-q",
                    "validate",
                    "-s",
                    str(tei_all),
                    one,
                ],
            }
            if jing:
                rows["jing"] = [*jing, str(tei_all), f"{one}/a.xml"]
            table("one file against tei_all.rng", rows, "lxml alone")


if __name__ == "__main__":
    main()
