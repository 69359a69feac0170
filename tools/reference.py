"""Write the pages that the program knows best: docs/commands.md from the help, docs/findings.md from the codes.

`python tools/reference.py` writes them; a test compares them with the program.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from typer.main import get_command

from tei_edition.cli.app import app
from tei_edition.diagnostics import CODES
from tei_edition.explanations import Explanation, explanations

DOCS = Path(__file__).resolve().parent.parent / "docs"
COMMANDS = """# Commands

<!-- Written by tools/reference.py from the program's own help: change the help there, then run `make docs`. -->

This page reproduces the output of `tei-edition COMMAND --help` for every command. `-` stands for standard input. The exit code is
0 on success, 1 if something failed (the other files are still processed), and 2 for a mistake on the command line.
"""


FINDINGS = """# Message codes

<!-- Written by tools/reference.py from the program's codes: change tei_edition/explanations.toml, then run `make docs`. -->

Every message has a code, and the meaning of a code never changes. For Schematron rules, the code is followed by the name of the rule
(`V008/quantity-has-a-unit`). `tei-edition explain CODE` prints the explanation given here. To hide messages with a certain code, write
`allow = ["R030"]` in `edition.toml`.

An *error* means that a file cannot be processed or is invalid. A *warning* means that an editor should check the result. A *repair*
means that the program had to correct the source in order to read it. Repairs and *info* messages are shown only with `--verbose`.
"""
#: What the first letters of codes are about.
GROUPS = {
    "I": "Files, folders and builds",
    "C": "Settings and conventions",
    "R": "Records",
    "X": "TEI documents, pictures and fonts",
    "V": "Validation",
    "S": "Schemas",
    "N": "Names and registers",
    "D": "Deposits",
    "P": "PDFs",
    "H": "Hooks",
    "B": "Bugs",
}


def pages() -> dict[Path, str]:
    """Each page with its text, in Markdown."""
    commands = [COMMANDS, *_command(get_command(app), "tei-edition")]
    texts = {"commands.md": commands, "findings.md": [FINDINGS, *_findings()]}
    return {DOCS / name: "\n".join(lines).rstrip() + "\n" for name, lines in texts.items()}


def _findings() -> list[str]:
    lines = []
    for letter, title in GROUPS.items():
        lines += [f"## {title}", ""]
        for code, found in sorted(explanations().items()):
            if code.startswith(letter):
                lines += _finding(found)
    return lines


def _finding(found: Explanation) -> list[str]:
    severity, rule = CODES[found.code]
    lines = [f"### {found.code}: {_escaped(rule)}", "", f"Severity: *{severity}*.", ""]
    for part in found.story.strip("\n").split("\n\n"):
        is_code = part.startswith("    ")
        lines += [part if is_code else _escaped(part), ""]
    for heading, text in (("Example", found.example), ("Write instead", found.instead)):
        if text:
            lines += [
                f"{heading}:",
                "",
                *(f"    {line}".rstrip() for line in text.splitlines()),
                "",
            ]
    return lines


def _command(command: Any, name: str) -> list[str]:
    lines = [f"## {name}", ""]
    text = (command.help or "").replace("\\[", "[").strip()
    examples = re.findall(r"Examples?: (.*)", text, re.DOTALL)
    prose = re.split(r"\s*Examples?: ", text)[0]
    lines += [*(_escaped(part.replace("\n", " ")) + "\n" for part in prose.split("\n\n") if part)]
    for example in examples:
        lines += ["```text", *re.split(r";\s+", " ".join(example.split())), "```", ""]
    shown = [p for p in command.params if not getattr(p, "hidden", False) and p.name != "help"]
    arguments = [p for p in shown if p.param_type_name == "argument"]
    options = [p for p in shown if p.param_type_name == "option"]
    if arguments:
        lines += ["| argument | meaning |", "| --- | --- |", *map(_row, arguments), ""]
    if options:
        lines += ["| option | meaning |", "| --- | --- |", *map(_row, options), ""]
    for sub in getattr(command, "commands", None) or ():
        lines += _command(command.get_command(None, sub), f"{name} {sub}")
    return lines


def _row(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        names = f"`{parameter.name.upper()}`"
    else:
        names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
    text = (parameter.help or "").replace("\\[", "[")
    choices = getattr(parameter.type, "choices", None)
    if choices:
        values = ", ".join(f"`{getattr(each, 'value', each)}`" for each in choices)
        text += f" One of {values}."
    return f"| {names} | {_escaped(text)}{_default(parameter)} |"


def _default(parameter: Any) -> str:
    value = parameter.default
    if value is None or callable(value) or value in (False, True, "", [], ()):
        return ""
    return f" Default: `{getattr(value, 'value', value)}`."


def _escaped(text: str) -> str:
    """*text* with what Markdown would read as its own made plain, but for what stands between backticks."""
    parts = re.split("(`[^`]*`)", text)
    return "".join(
        part if part.startswith("`") else re.sub(r"([|<>*\[\]])", r"\\\1", part) for part in parts
    )


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, "utf-8", newline="\n")
