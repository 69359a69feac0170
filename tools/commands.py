"""Write docs/commands.md: every command with its arguments and options, from their own help.

`python tools/commands.py` writes the page; a test compares it with the program.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from typer.main import get_command

from tei_edition.cli.app import app

PAGE = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
HEAD = """# Commands

<!-- Written by tools/commands.py from the program's own help: change the help there, then run `make docs`. -->

This is what `tei-edition COMMAND --help` prints, for every command. `-` stands for standard input. The exit code is 0 on success, 1 if
something failed (the other files are still processed), and 2 for a mistake on the command line.
"""


def page() -> str:
    """The page, in Markdown."""
    return "\n".join([HEAD, *_command(get_command(app), "tei-edition")]).rstrip() + "\n"


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
        lines += ["| argument | |", "| --- | --- |", *map(_row, arguments), ""]
    if options:
        lines += ["| option | |", "| --- | --- |", *map(_row, options), ""]
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
    """*text* with what Markdown would read as its own made plain."""
    return re.sub(r"([|<>*])", r"\\\1", text)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8", newline="\n")
