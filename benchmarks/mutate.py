"""Do the tests notice? Small changes are made to the program, one at a time, and the tests that run the changed line are run.

A change that no test notices survives. Which tests run a line is taken from a measurement of coverage with one
context for each test (`make mutate` makes it). Changed are comparisons, conditions, arithmetic, numbers, truth
values, what is returned and calls for their effect; not the words of messages, annotations, or how a class keeps its data.
Run: make mutate, or .venv/bin/python benchmarks/mutate.py [--number 200] [--seed 29] [--only tei_edition/read]
"""

from __future__ import annotations

import argparse
import ast
import os
import queue
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from coverage import CoverageData
from coverage.numbits import numbits_to_nums

ROOT = Path(__file__).resolve().parent.parent
#: The share of changes that the tests are to notice.
BAR = 0.88
#: Tests that are run first, those that run the fewest lines; most changes end there.
FIRST = 15

#: Numbers from which one more makes no difference.
_MANY = 100

COMPARISONS = {
    "==": "!=", "!=": "==", "<": "<=", "<=": "<", ">": ">=", ">=": ">",
    "not in": "in", "in": "not in", "is not": "is", "is": "is not",
}  # fmt: skip
#: Of a measure that is a real number, the bound itself says nothing: there the sign is turned round.
TURNED = {"<": ">", "<=": ">", ">": "<", ">=": "<"}
ARITHMETIC = {"+": "-", "-": "+", "*": "+", "//": "*", "%": "*", "|": "&", "&": "|"}
SIGNS = re.compile(r"\bnot\s+in\b|\bis\s+not\b|\bin\b|\bis\b|==|!=|<=|>=|<|>")


@dataclass(frozen=True)
class Change:
    """One change: the bytes of *file* from *start* to *end* become *after*."""

    file: str
    line: int
    column: int
    start: int
    end: int
    before: str
    after: str

    def __str__(self) -> str:
        before, after = (" ".join(part.split())[:70] for part in (self.before, self.after))
        return f"{self.file}:{self.line}:{self.column}: {before}  ->  {after}"


class Source:
    """A module, and the changes that can be made to it."""

    def __init__(self, path: Path) -> None:
        self.name = path.relative_to(ROOT).as_posix()
        self.data = path.read_bytes()
        self._starts = [0]
        for line in self.data.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self._tree = ast.parse(self.data)
        self._reals = set(_reals(self._tree))
        #: Lines that are said to be reached by nothing.
        unreached = {n for n, line in enumerate(self.data.decode().splitlines(), 1) if "pragma: no cover" in line}  # fmt: skip
        self._passed = {part for node in ast.walk(self._tree) for part in _not_changed(node)}
        self._passed |= {node for node in ast.walk(self._tree) if isinstance(node, ast.stmt) and node.lineno in unreached}  # fmt: skip

    def changes(self) -> Iterator[Change]:
        todo: list[ast.AST] = [self._tree]
        while todo:
            node = todo.pop()
            if node in self._passed:
                continue
            for start, end, after in self._of(node):
                before = self.data[start:end].decode()
                line = self.data.count(b"\n", 0, start) + 1
                column = start - self._starts[line - 1] + 1
                yield Change(self.name, line, column, start, end, before, after)
            todo.extend(reversed(list(ast.iter_child_nodes(node))))

    def _span(self, node: ast.AST) -> tuple[int, int]:
        start = self._starts[node.lineno - 1] + node.col_offset  # type: ignore[attr-defined]
        return start, self._starts[node.end_lineno - 1] + node.end_col_offset  # type: ignore[attr-defined]

    def _text(self, node: ast.AST) -> str:
        start, end = self._span(node)
        return self.data[start:end].decode()

    def _between(self, left: ast.AST, right: ast.AST, signs: dict[str, str]) -> Iterator[tuple[int, int, str]]:  # fmt: skip
        """The change of the one sign that stands between *left* and *right*."""
        start, end = self._span(left)[1], self._span(right)[0]
        text = self.data[start:end].decode()
        pattern = SIGNS if "==" in signs else re.compile("|".join(map(re.escape, signs)))
        found = list(pattern.finditer(text))
        if len(found) == 1 and text.isascii():
            sign = " ".join(found[0][0].split())
            yield start + found[0].start(), start + found[0].end(), signs[sign]

    def _is_real(self, node: ast.AST) -> bool:
        """Whether *node* is reckoned with a number that is no whole one, written there or named by the module."""
        return any(
            (isinstance(part, ast.Constant) and isinstance(part.value, float))
            or (isinstance(part, ast.Name) and part.id in self._reals)
            for part in ast.walk(node)
        )  # fmt: skip

    def _of(self, node: ast.AST) -> Iterator[tuple[int, int, str]]:
        match node:
            case ast.Compare():
                for left, right in zip([node.left, *node.comparators], node.comparators, strict=False):  # fmt: skip
                    is_real = self._is_real(left) or self._is_real(right)
                    yield from self._between(left, right, COMPARISONS | TURNED if is_real else COMPARISONS)  # fmt: skip
            case ast.BoolOp():
                for left, right in zip(node.values, node.values[1:], strict=False):
                    yield from self._between(left, right, {"and": "or", "or": "and"})
            case ast.BinOp() if not _is_text(node.left) and not _is_text(node.right):
                yield from self._between(node.left, node.right, ARITHMETIC)
            case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
                yield (*self._span(value), "None")
            case _:
                yield from self._of_one(node)

    def _of_one(self, node: ast.AST) -> Iterator[tuple[int, int, str]]:
        match node:
            case ast.UnaryOp(op=ast.Not()):
                yield (*self._span(node), f"({self._text(node.operand)})")
            case ast.Constant(value=bool()):
                yield (*self._span(node), str(not node.value))
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int())):
                # What is not found has place -1, and would have -2: without its sign it is another place.
                self._passed.add(node.operand)
                yield (*self._span(node), self._text(node.operand))
            case ast.Constant(value=int()):
                # Of a bound of hundreds nobody sees whether it is one more.
                changed = node.value + 1 if node.value < _MANY else node.value // _MANY
                yield (*self._span(node), str(changed))
            case ast.If() | ast.While() | ast.IfExp():
                yield (*self._span(node.test), f"(not ({self._text(node.test)}))")
            case ast.comprehension():
                for test in node.ifs:
                    yield (*self._span(test), f"(not ({self._text(test)}))")
            case ast.Expr(value=ast.Call()):
                yield (*self._span(node), "pass")
            case ast.Break():
                yield (*self._span(node), "continue")
            case ast.Continue():
                yield (*self._span(node), "break")


def _reals(tree: ast.Module) -> Iterator[str]:
    """The names that the module *tree* gives to numbers that are no whole ones."""
    for node in tree.body:
        if isinstance(node, ast.Assign):
            names, values = node.targets[0], node.value
            pairs = (
                zip(names.elts, values.elts, strict=False)
                if isinstance(names, ast.Tuple) and isinstance(values, ast.Tuple)
                else [(names, values)]
            )
            for name, value in pairs:
                is_real = isinstance(value, ast.Constant) and isinstance(value.value, float)
                if isinstance(name, ast.Name) and is_real:
                    yield name.id


def _not_changed(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of *node* that are not changed: annotations, what only a type checker or `python -m` reads."""
    match node:
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            yield node
        case ast.If(test=ast.Compare(left=ast.Name(id="__name__"))):
            yield node
        case ast.AnnAssign() | ast.arg():
            if node.annotation:
                yield node.annotation
        case ast.FunctionDef(returns=ast.expr() as returns):
            yield returns
        case ast.ClassDef():
            yield from node.decorator_list
        case ast.Call(func=ast.Name(id="cast" | "TypeVar")):
            yield node


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))  # fmt: skip


class Tests:
    """Which tests run which lines."""

    def __init__(self, path: Path) -> None:
        self._data = CoverageData(basename=str(path))
        self._data.read()
        command = [sys.executable, "-m", "pytest", "--collect-only", "tests"]
        said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        #: Tests that are there: the measurement may be older.
        self.there = {line for line in said.splitlines() if "::" in line}
        #: How many lines each test runs.
        self._lines: Counter[str] = Counter()
        with sqlite3.connect(path) as base:
            arcs = "SELECT context, COUNT(DISTINCT file_id * 100000 + ABS(fromno)) FROM arc JOIN context ON context.id = context_id GROUP BY context_id"  # fmt: skip
            for context, number in base.execute(arcs):
                self._lines[_test(context)] += number
            for context, bits in base.execute("SELECT context, numbits FROM line_bits JOIN context ON context.id = context_id"):  # fmt: skip
                self._lines[_test(context)] += len(numbits_to_nums(bits))

    def of(self, change: Change, most: int) -> list[str]:
        """The tests that run the line of *change*: those that run the fewest others first, at most *most*.

        A line that runs while its module is imported, or in a process of its own, is in no test's context, and what
        a cache keeps in that of the first test that asked for it: then those are taken, too, that run most of the file.
        """
        contexts = self._data.contexts_by_lineno(str(ROOT / change.file))
        if change.line not in contexts:
            return []
        names = {_test(context) for context in contexts[change.line]} & self.there
        tests = sorted(names, key=lambda name: (self._lines[name], name))
        if len(tests) < FIRST:
            of_file = Counter(_test(each) for line in contexts.values() for each in line)
            others = [name for name in of_file if name in self.there - names]
            others.sort(key=lambda name: (-of_file[name], name))
            tests += others[: most if not tests else FIRST]
        if len(tests) <= most:
            return tests
        rest = tests[most // 2 :]
        return tests[: most // 2] + rest[:: -(-len(rest) // (most // 2))]


def _test(context: str) -> str:
    return context.rpartition("|")[0]


def copied(folder: Path) -> Path:
    """A copy of the project in *folder*, to be changed."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True)  # fmt: skip
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def failing(copy: Path, tests: list[str], seconds: float) -> str:
    """The first of *tests* that fails in *copy*, or `time`; "" where all pass."""
    if not tests:
        return ""
    listed = copy / "mutate-tests.txt"
    listed.write_text("\n".join(tests), "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-x", "--tb=no", "-p", "no:cacheprovider", "-p", "no:cov", f"@{listed}"]  # fmt: skip
    own = {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "", "PYTEST_ADDOPTS": ""}
    with subprocess.Popen(
        command, cwd=copy, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, errors="replace", env={**os.environ, **own}, start_new_session=True,
    ) as run:  # fmt: skip
        try:
            said, _ = run.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)
            run.communicate()
            return "time"
    if run.returncode == 0:
        return ""
    found = re.search(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", said, re.MULTILINE)
    return found[1] if found else f"it could not be run: {' '.join(said.split())[-200:]}"


def tried(change: Change, tests: list[str], copies: queue.Queue[Path], seconds: float) -> str:
    """What notices *change*; "" where it survives."""
    copy = copies.get()
    path = copy / change.file
    data = path.read_bytes()
    try:
        _write(path, data[: change.start] + change.after.encode() + data[change.end :])
        return failing(copy, tests[:FIRST], seconds) or failing(copy, tests[FIRST:], seconds)
    finally:
        _write(path, data)
        copies.put(copy)


def _write(path: Path, data: bytes) -> None:
    """Write a module; what was compiled of it goes, since two changes in one second look the same."""
    path.write_bytes(data)
    for compiled in path.parent.glob(f"__pycache__/{path.stem}.*.pyc"):
        compiled.unlink()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--seed", type=int, default=29)
    parser.add_argument("--only", default="tei_edition", help="files whose path begins so")
    parser.add_argument("--most", type=int, default=400, help="tests for one change")
    parser.add_argument("--seconds", type=float, default=200, help="for the tests of one change")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--coverage", type=Path, default=ROOT / "build" / "contexts.coverage")
    chosen = parser.parse_args()
    tests = Tests(chosen.coverage)
    paths = sorted((ROOT / "tei_edition").rglob("*.py"))
    every = [change for path in paths for change in Source(path).changes()]
    every = [change for change in every if change.file.startswith(chosen.only)]
    changes = random.Random(chosen.seed).sample(every, min(chosen.number, len(every)))
    print(f"{len(changes)} of {len(every)} changes, seed {chosen.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="mutate-") as home:
        copies: queue.Queue[Path] = queue.Queue()
        for job in range(chosen.jobs):
            copies.put(copied(Path(home) / str(job)))
        killed = _all_tried(changes, tests, copies, chosen)
        # A test that fails without any change has noticed nothing.
        killers = sorted({test for test in killed if test in tests.there})
        copy = copies.get()
        while killers and (broken := failing(copy, killers, 3600)):
            print(f"fails without a change: {broken}")
            if broken not in killers:
                break
            killers.remove(broken)
            killed = [test for test in killed if test != broken]
    share = len(killed) / len(changes)
    print(f"{len(killed)} of {len(changes)} noticed: {share:.1%} (the bar is {BAR:.0%})")
    return 0 if share >= BAR else 1


def _all_tried(changes: list[Change], tests: Tests, copies: queue.Queue[Path], chosen: argparse.Namespace) -> list[str]:  # fmt: skip
    """What noticed the changes, one line printed for each."""
    killed = []
    covering = [tests.of(change, chosen.most) for change in changes]
    with ThreadPoolExecutor(chosen.jobs) as pool:
        results = pool.map(lambda pair: tried(*pair, copies, chosen.seconds), zip(changes, covering, strict=True))  # fmt: skip
        for change, names, by in zip(changes, covering, results, strict=True):
            if by:
                killed.append(by)
            said = (
                f"killed    {change}  [{by}]" if by else f"SURVIVED  {change}  [{len(names)} tests]"
            )
            print(said, flush=True)
    return killed


if __name__ == "__main__":
    sys.exit(main())
