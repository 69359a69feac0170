"""For GitHub Actions: workflow commands that become annotations on the changed lines."""

from __future__ import annotations

from collections.abc import Iterable

from tei_edition.diagnostics_files import FileReport, rule_name, sentence
from tei_edition.report.text import printable

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice", "repair": "notice"}


def github_of(reports: Iterable[FileReport]) -> str:
    """One command a line."""
    lines = []
    for report in reports:
        for diagnostic in report.diagnostics:
            parts = [f"file={_property(diagnostic.source)}"]
            if diagnostic.position:
                parts += [f"line={diagnostic.position.line}", f"col={diagnostic.position.column}"]
                if diagnostic.length > 1:
                    parts.append(f"endColumn={diagnostic.position.column + diagnostic.length}")
            parts.append(f"title={_property(rule_name(diagnostic))}")
            command = _COMMANDS[diagnostic.severity]
            lines.append(f"::{command} {','.join(parts)}::{_data(sentence(diagnostic))}\n")
    return "".join(lines)


def _data(text: str) -> str:
    """*text* so that no line break ends the command and begins another, and nothing steers a terminal."""
    text = "".join(char if char in "\r\n" else printable(char) for char in text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
