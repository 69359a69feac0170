"""How the time and memory of a PDF grow with the entries of its apparatus: `python benchmarks/growth.py`.

Each line is a process of its own: paragraphs of 300 words with one gap each, and the same number of gaps ten to
a paragraph. The ratio is that of the seconds of CPU to those of half as many entries; memory is the process's peak.
"""

from __future__ import annotations

import json
import subprocess
import sys

_WORDS = "lamp harbour oil board rope "
_RUN = """
import json, resource, sys, time
from tei_edition import render_pdf
start = time.process_time()
render_pdf(sys.stdin.buffer.read())
print(json.dumps([time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
#: How many gaps a paragraph has, and how many words stand before each.
SHAPES = {"one in 300 words": (1, 300), "ten in 300 words": (10, 30)}
COUNTS = (500, 1000, 2000, 4000)


def document(entries: int, gaps: int, words: int) -> bytes:
    """A TEI document with so many *entries*, *gaps* a paragraph."""
    stretch = _WORDS * (words // 5) + '<gap reason="illegible"/> '
    body = f"<p>{stretch * gaps}</p>" * (entries // gaps)
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
        "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
        f"<text><body>{body}</body></text></TEI>"
    ).encode()


def main() -> None:
    """Print a line for each shape and number of entries."""
    for shape, (gaps, words) in SHAPES.items():
        before = 0.0
        for entries in COUNTS:
            done = subprocess.run(
                [sys.executable, "-c", _RUN],
                input=document(entries, gaps, words),
                capture_output=True,
                check=True,
            )
            seconds, megabytes = json.loads(done.stdout)
            ratio = f"ratio {seconds / before:4.2f}" if before else ""
            print(
                f"{shape:18} {entries:5} entries {seconds:6.1f} s {megabytes:6.0f} MB  {ratio}",
                flush=True,
            )
            before = seconds


if __name__ == "__main__":
    main()
