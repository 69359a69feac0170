"""Records that nobody wrote, for as long as you like: no crash, no hang, no invalid TEI, no lost character.

Three kinds: pieces of remarks and Markdown thrown together, the seed with parts of it moved, doubled and cut,
and random characters. What is found is printed with a record that shows it, made as short as can be.
Run: .venv/bin/python benchmarks/fuzz.py --minutes 10 [--seed 1]
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from conftest import HEADER  # noqa: E402
from test_ledger import BREAKS, PIECES  # noqa: E402

from tei_edition import EditionError, encode, read_record, tei_bytes, validate  # noqa: E402
from tei_edition.check.ledger import keep_ledger  # noqa: E402
from tei_edition.diagnostics import Severity  # noqa: E402
from tei_edition.understand.remarks.rules import CARRIED, load_conventions  # noqa: E402
from tei_edition.write.record import write_record  # noqa: E402

SEED = (ROOT / "seeds" / "1962-11-24-khrushchev-kaul.md").read_text("utf-8")
#: Longer than this for a thousand characters is a hang.
SLOW = 0.5
#: Errors that are an answer: nothing to read.
ANSWERS = {"R001", "R002", "R003", "R004", "R031"}


def pieces(chosen: random.Random) -> str:
    return HEADER + "".join(
        chosen.choice(PIECES) + chosen.choice(BREAKS) for _ in range(chosen.choice([3, 8, 20, 60]))
    )


def mutated(chosen: random.Random) -> str:
    text = SEED
    start = text.index("[handwritten: distributed]")
    for _ in range(chosen.randint(1, 12)):
        a, b = sorted(
            chosen.randint(0 if chosen.random() < 0.1 else start, len(text)) for _ in range(2)
        )
        b = min(b, a + chosen.choice([1, 3, 30, 300]))
        match chosen.randint(0, 3):
            case 0:
                text = text[:a] + text[b:]
            case 1:
                text = text[:a] + text[a:b] + text[a:]
            case 2:
                text = (
                    text[:a]
                    + chosen.choice(["[", "]", "\n\n", "*", "\\", "[sic]", "  \n", "]]", "> "])
                    + text[a:]
                )
            case _:
                text = text[:a] + text[b:] + text[a:b]
    return (
        text
        if chosen.random() < 0.2
        else HEADER + text[start:][: chosen.choice([500, 3000, 30000])]
    )


def characters(chosen: random.Random) -> str:
    signs = "[]()<>*_`~|#>-+=\\&;:.,!?\n\n\n  \t\x00\x0b\x0c\x1f\x85\xa0\u2028\ufeff\ufffe123abcABCéя同⟨⟩`´{}⟦⟧†‡¹²"
    return HEADER + "".join(chosen.choice(signs) for _ in range(chosen.choice([5, 20, 100, 400])))


KINDS = {"pieces": pieces, "mutated": mutated, "characters": characters}


def wrong(text: str, name: str) -> str | None:
    """What is wrong with what comes of *text* by the conventions *name*; None where nothing is."""
    conventions = load_conventions(name)
    start = time.process_time()
    try:
        record = read_record(text, name="r.md", conventions=conventions)
        tree = encode(record)
        if bad := [f for f in validate(tree) if f.severity is Severity.ERROR]:
            return f"invalid: {bad[0]}"
        ledger = keep_ledger(record, tree)
        if not ledger.balances:
            return f"ledger: {ledger.diagnostics()[0]}"
        if len(text) < 3000 and len(text) % 3 == 0:
            try:
                again = write_record(tree, conventions=conventions)
                back = encode(read_record(again, name=f"{record.id}.md", conventions=conventions))
                if tei_bytes(back) != tei_bytes(tree):
                    return "way back: it came back otherwise, and nobody said so"
            except EditionError as error:
                if error.diagnostics[0].code != "R041":
                    raise
    except EditionError as error:
        found = error.diagnostics[0].code
        return None if found in ANSWERS else f"error: {error}"
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        return f"crash: {type(error).__name__}: {error} ({Path(at.filename).name}:{at.lineno})"
    took = time.process_time() - start
    return f"slow: {took:.1f} s" if took > SLOW * (1 + len(text) / 1000) else None


def shortest(text: str, name: str, kind: str) -> str:
    """*text* without what can be left out of it, so that it is still wrong in the same way."""
    for sign in ("(\n\n)", "( )") if kind != "slow" else ():
        parts = re.split(sign, text)
        index = 0
        while index < len(parts):
            tried = "".join(parts[:index] + parts[index + 1 :])
            if (wrong(tried, name) or "").split(":")[0] == kind:
                parts = parts[:index] + parts[index + 1 :]
            else:
                index += 1
        text = "".join(parts)
    return text


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    end = time.monotonic() + options.minutes * 60
    number, seen = 0, set()
    while time.monotonic() < end:
        number += 1
        chosen = random.Random(options.seed * 1_000_000_007 + number)
        name, kind = chosen.choice(CARRIED), chosen.choice(sorted(KINDS))
        text = KINDS[kind](chosen)
        if (said := wrong(text, name)) is None:
            continue
        key = re.sub(r"\d+|“.*”", "", said)[:80]
        if key not in seen:
            seen.add(key)
            print(
                f"{number} {kind} {name}: {said[:300]}\n  {shortest(text, name, said.split(':')[0])[-300:]!r}",
                flush=True,
            )
    print(f"{number} records, {len(seen)} kinds of mistakes")
    raise SystemExit(bool(seen))


if __name__ == "__main__":
    main()
