"""The pages of the documentation, run: their console blocks, Python examples and files.

All pages follow the same rules. The blocks of a page are run in order, in one folder that begins with copies of
`seeds/` and of parts of `docs/`, like a copy of the repository. What a command prints below it is compared; a line
`…` stands for any lines. A command with nothing or only that below must succeed. A comment in front of a block says otherwise:

    <!-- file: house.toml -->      the block is a file of that name
    <!-- not run: REASON -->       the block is not run
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from tei_edition.cli.app import app

ROOT = Path(__file__).resolve().parent.parent
#: The pages that readers see, from the start page on.
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "CONTRIBUTING.md"]
#: What the folder of each page holds at first.
COPIED = ("seeds", "docs/example", "docs/tour")

_BLOCK = re.compile(
    r"(?:<!-- (?P<key>file|not run): (?P<value>[^>]+?) -->\n)?```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.M | re.S
)  # fmt: skip


@dataclass(frozen=True)
class Block:
    """A fenced block: its kind (`console`, `toml` …), the comment in front of it, and its line on the page."""

    kind: str
    body: str
    line: int
    key: str = ""
    value: str = ""


def blocks(page: Path) -> list[Block]:
    text = page.read_text("utf-8")
    return [
        Block(
            found["kind"],
            found["body"],
            text[: found.start("body")].count("\n") + 1,
            found["key"] or "",
            found["value"] or "",
        )
        for found in _BLOCK.finditer(text)
    ]


def prepared(folder: Path) -> Path:
    """*folder* with what every page begins with."""
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name)
    return folder


def run(page: Path) -> list[str]:
    """Run the blocks of *page* in the working directory; what differs, a message each."""
    wrong: list[str] = []
    for block in blocks(page):
        where = f"{page.name}:{block.line}"
        if block.key == "file":
            path = Path(block.value)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.body, "utf-8")
        elif block.key == "not run":
            continue
        elif block.kind == "console":
            wrong += [f"{where}: {message}" for message in _console(block.body)]
        elif block.kind == "python":
            wrong += _python(block, Path(f"{page.stem}_{block.line}.py").absolute(), where)
    return wrong


def _python(block: Block, path: Path, where: str) -> list[str]:
    """Run an example; comments `# prints: …` at the ends of lines are what it prints."""
    path.write_text(block.body, "utf-8")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(block.body, str(path), "exec"), {"__name__": "example"})
    wanted = re.findall(r"# prints: (.*)", block.body)
    if wanted and not _fits(wanted, printed.getvalue().splitlines()):
        return [f"{where}: prints {printed.getvalue()!r}"]
    return []


def _console(body: str) -> list[str]:
    wrong = []
    for part in re.split(r"^\$ ", body, flags=re.M)[1:]:
        command, _, below = part.partition("\n")
        code, output = _line(command)
        wanted = below.rstrip("\n").splitlines()
        shown = [line for line in output.splitlines() if not re.match(r"building \d+/\d+$", line)]
        if code and (not wanted or wanted == ["…"]):
            wrong.append(f"{command}: exit code {code}: {output}")
        elif wanted and not _fits(wanted, shown):
            wrong.append(f"{command}: printed\n{output}")
    return wrong


def _fits(wanted: list[str], shown: list[str]) -> bool:
    """Whether *shown* are the lines *wanted*, of which `…` stands for any number."""
    if not wanted:
        return not shown
    if wanted[0].strip() == "…":
        return any(_fits(wanted[1:], shown[number:]) for number in range(len(shown) + 1))
    return bool(shown) and wanted[0].rstrip() == shown[0].rstrip() and _fits(wanted[1:], shown[1:])


# --- a shell, as small as the examples need -------------------------------------------------------


def _line(line: str) -> tuple[int, str]:
    """Run a line of a console: its exit code and what it prints."""
    code, output = 0, ""
    for command in line.split(" && "):
        first, *filters = command.split(" | ")
        code, shown = _command(shlex.split(first, comments=True))
        for each in filters:
            shown = _filter(shlex.split(each), shown)
        output += shown
        if code:
            break
    return code, output


def _command(words: list[str]) -> tuple[int, str]:
    here = Path.cwd()
    target, sign = "", ""
    for sign in (">>", ">"):
        if sign in words:
            target, words = words[words.index(sign) + 1], words[: words.index(sign)]
            break
    words = [found for word in words for found in _expanded(word)]
    code, shown = 0, ""
    if words[0] == "tei-edition":
        result = CliRunner().invoke(app, words[1:])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        code, shown = result.exit_code, result.output
    elif words[0] == "cd":
        contextlib.chdir(words[1]).__enter__()
    elif words[0] == "cp":
        shutil.copytree(words[-2], words[-1], dirs_exist_ok=True) if words[1] == "-r" else [
            shutil.copy(word, words[-1]) for word in words[1:-1]
        ]
    elif words[0] == "mkdir":
        (here / words[-1]).mkdir(parents=True)
    elif words[0] == "ls":
        shown = "  ".join(sorted(p.name for p in Path(words[1] if words[1:] else ".").iterdir()))
    elif words[0] == "cat":
        shown = "".join(Path(word).read_text("utf-8") for word in words[1:])
    elif words[0] == "echo":
        shown = " ".join(words[1:]) + "\n"
    else:
        raise AssertionError(f"the examples have no command {words[0]}")
    if target:
        with (here / target).open("a" if sign == ">>" else "w", encoding="utf-8") as file:
            file.write(shown)
        shown = ""
    return code, shown


def _expanded(word: str) -> list[str]:
    if "*" not in word or " " in word:
        return [word]
    return sorted(str(path) for path in Path().glob(word)) or [word]


def _filter(words: list[str], text: str) -> str:
    lines = text.splitlines()
    if words[0] == "head":
        lines = lines[: int(words[-1].lstrip("-"))]
    elif words[0] == "tail":
        lines = lines[-int(words[-1].lstrip("-")) :]
    else:
        first, last = map(int, words[-1].split("-"))
        lines = ["\t".join(line.split("\t")[first - 1 : last]) for line in lines]
    return "".join(f"{line}\n" for line in lines)
