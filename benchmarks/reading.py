"""How long reading takes: a record as long as the seed beside a bare parse of its TEI, and growth with size.

Prints ratios; nothing is a test. Run: .venv/bin/python benchmarks/reading.py
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from tei_edition import encode, read_record, tei_bytes, validate
from tei_edition.check.ledger import keep_ledger

SEED = Path(__file__).resolve().parent.parent / "seeds" / "1962-11-24-khrushchev-kaul.md"
HEADER = "## 4 May 1955\n\n### A record\n\n#### Contents:\n\nTranslation - English\n\n"
SENTENCE = "The board met [at noon] and spoke of the lamp [illegible], which Lind [sic] had lit. "


def seconds(run: Callable[[], object], times: int) -> float:
    """The best of several runs."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
    return best


def converted(data: bytes | str) -> None:
    """From text to validated TEI."""
    tree = encode(read_record(data, name="record.md"))
    if validate(tree):
        raise SystemExit("the TEI is not valid")


def per_record() -> None:
    """The seed, warm, on one core."""
    data = SEED.read_bytes()
    record = read_record(data, name="seed.md")
    tree = encode(record)
    tei = tei_bytes(tree)
    floor = seconds(lambda: etree.fromstring(tei), 50)
    for name, run in (
        ("lxml parses the same TEI", lambda: etree.fromstring(tei)),
        ("read", lambda: read_record(data, name="seed.md")),
        ("encode", lambda: encode(record)),
        ("validate", lambda: validate(tree)),
        ("ledger", lambda: keep_ledger(record, tree)),
        ("text to validated TEI", lambda: converted(data)),
    ):
        took = seconds(run, 30)
        print(f"{name:28} {took * 1000:8.2f} ms   {took / floor:7.1f} x")


def growth(name: str, text: object, sizes: tuple[int, ...]) -> None:
    """Seconds for a text of each size, and the factor from one to the next beside that of the size."""
    before: tuple[int, float] | None = None
    for size in sizes:
        data = HEADER + text(size)  # type: ignore[operator]
        took = seconds(lambda data=data: converted(data), 1)
        factor = (
            f"   {took / before[1]:5.1f} x for {len(data) / before[0]:5.1f} x" if before else ""
        )
        print(f"{name:28} {len(data) / 1e6:6.2f} MB {took:8.2f} s{factor}")
        before = len(data), took


BIG = "--small" not in __import__("sys").argv

if __name__ == "__main__":
    per_record()
    BIG and growth("paragraphs", lambda n: ((SENTENCE * 8).strip() + "\n\n") * n, (1500, 15000))
    BIG and growth("one paragraph", lambda n: SENTENCE * n, (3500, 35000))
    growth("brackets within each other", lambda n: "a " + "[" * n + "b" + "]" * n, (1000, 10000))
    growth("opening brackets", lambda n: "a [" * n, (10000, 100000))
    growth("closing brackets", lambda n: "a] " * n, (10000, 100000))
    growth("notes without an end", lambda n: "a [Ed.: the following words were typed over words crossed out] " * n, (500, 5000))  # fmt: skip
    growth(
        "footnotes",
        lambda n: "".join(f"Word[{i}] here.\n\n[{i}] Note.\n\n" for i in range(1, n)),
        # A mark of four digits would be a year.
        (99, 990),
    )
    growth(
        "named footnotes",
        lambda n: "".join(f"Word[^{i}] here.\n\n[^{i}]: Note.\n\n" for i in range(1, n)),
        (500, 5000),
    )
    growth("tags that nothing closes", lambda n: "<b>" * n, (10000, 100000))
    growth("stars", lambda n: "*a **b " * n, (5000, 50000))
