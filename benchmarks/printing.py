"""The print edition beside FOP and WeasyPrint where they are installed, and record after record in one process.

`python benchmarks/printing.py`. The others set plain paragraphs: no line numbers, no apparatus, no tags.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree
from run import seconds

from tei_edition import encode, read_record, render_pdf, tei_bytes

SEED = next(Path("seeds").glob("*.md"))
RECORDS = 200

_FO = """<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format"><fo:layout-master-set><fo:simple-page-master master-name="p"
page-width="210mm" page-height="297mm" margin="30mm"><fo:region-body/></fo:simple-page-master></fo:layout-master-set>
<fo:page-sequence master-reference="p"><fo:flow flow-name="xsl-region-body">{}</fo:flow></fo:page-sequence></fo:root>"""


def whole_processes() -> dict[str, float]:
    """Seconds of whole processes, from a file to a PDF."""
    program = str(Path(sys.executable).with_name("tei-edition"))
    tree = encode(read_record(SEED))
    paragraphs = [" ".join("".join(p.itertext()).split()) for p in tree.getroot().iter("{*}p")]
    with tempfile.TemporaryDirectory() as folder:
        tei, fo, page, pdf = (f"{folder}/a.{end}" for end in ("xml", "fo", "html", "pdf"))
        Path(tei).write_bytes(tei_bytes(tree))
        Path(fo).write_text(
            _FO.format("".join(f"<fo:block>{escape(p)}</fo:block>" for p in paragraphs))
        )
        Path(page).write_text("".join(f"<p>{escape(p)}</p>" for p in paragraphs))
        commands = {"tei-edition": [program, "render", "pdf", tei, "-o", pdf]}
        if fop := shutil.which("fop"):
            commands["FOP, plain paragraphs"] = [fop, fo, pdf]
        if weasyprint := shutil.which("weasyprint"):
            commands["WeasyPrint, plain paragraphs"] = [weasyprint, page, pdf]
        return {name: seconds(command) for name, command in commands.items()}


def in_a_row(paragraphs: int) -> tuple[int, list[float]]:
    """Words of a record, and seconds of each of many such, all different, after the first.

    A record is the seed, cut after so many paragraphs of its text.
    """
    base = encode(read_record(SEED))
    for paragraph in list(base.getroot().iterfind(".//{*}body//{*}p"))[paragraphs:]:
        parent = paragraph.getparent()
        if parent is not None:
            parent.remove(paragraph)
    words = len("".join(map(str, base.getroot().itertext("{*}p"))).split())
    times = []
    for number in range(RECORDS + 1):
        tree = etree.ElementTree(etree.fromstring(tei_bytes(base)))
        for paragraph in tree.getroot().iter("{*}p"):
            paragraph.text = f"{number} {paragraph.text or ''}"
        start = time.perf_counter()
        render_pdf(tree)
        times.append(time.perf_counter() - start)
    return words, times[1:]


def main() -> None:
    """Print both tables."""
    found = whole_processes()
    for name, value in found.items():
        print(f"{name:30} {value:6.3f} s   ratio {value / found['tei-edition']:5.2f}")
    print(f"{RECORDS} records in a row, on one core")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    for paragraphs in (5, 15, 30, 10**6):
        words, times = in_a_row(paragraphs)
        print(
            f"{words:6,} words: median {statistics.median(times) * 1000:4.0f} ms, most {max(times) * 1000:4.0f} ms"
        )


if __name__ == "__main__":
    main()
