"""For people: a line that says it, the source line with a caret, and what was expected."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from tei_edition.diagnostics import Diagnostic, Severity
from tei_edition.diagnostics_files import FileReport, counts, rule_name

#: How often the same is told of one file before it is only counted.
REPEATS = 3

#: How many places of what is only counted are named.
_PLACES = 10

_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.INFO: "36;1"}


def name_of(source: str) -> str:
    """The name of a file as a line may begin with it: no control character, no command of GitHub."""
    name = printable(source)
    return f"./{name}" if name.lstrip().startswith(("::", "##[")) else name


def file_lines(report: FileReport, *, colour: bool = False) -> Iterator[str]:
    """The lines for one file; none where nothing was found."""
    times: Counter[tuple[str, str]] = Counter()
    folded: dict[tuple[str, str], list[Diagnostic]] = {}
    for diagnostic in report.diagnostics:
        key = (rule_name(diagnostic), diagnostic.message)
        times[key] += 1
        if times[key] > REPEATS:
            folded.setdefault(key, []).append(diagnostic)
        else:
            yield from _lines(diagnostic, colour)
    for (name, message), more in folded.items():
        places = ", ".join(printable(d.where) for d in more[:_PLACES] if d.where)
        dots = ", …" if len(more) > _PLACES else ""
        yield (
            f"{name_of(report.source)}: {name}: {len(more)} more times "
            f"({printable(message)}): {places}{dots}"
        )


def _lines(diagnostic: Diagnostic, colour: bool) -> Iterator[str]:
    source = name_of(diagnostic.source)
    place = f"{source}:{diagnostic.position}" if diagnostic.position else source
    place = f"{source}, {printable(diagnostic.place)}" if diagnostic.place else place
    label = f"{diagnostic.severity} {rule_name(diagnostic)}"
    if colour:
        label = f"\x1b[{_COLOURS.get(diagnostic.severity, '1')}m{label}\x1b[0m"
    yield f"{place}: {label}: {printable(diagnostic.message)}"
    if diagnostic.line is not None and diagnostic.position is not None:
        yield caret(
            diagnostic.line,
            diagnostic.position.column,
            length=diagnostic.length,
            label=diagnostic.label,
        )
    if diagnostic.hint:
        yield f"  = to do: {printable(diagnostic.hint)}"
    expected = getattr(diagnostic, "expected", ())
    if expected and not _says(f"{diagnostic.message} {diagnostic.hint}", expected):
        yield f"  = expected: {printable(', '.join(expected))}"
    link = getattr(diagnostic, "link", None)
    if link:
        yield f"  = see: {printable(link)}"


def _says(words: str, expected: Iterable[str]) -> bool:
    """Whether *words* name everything that is *expected*."""
    return all(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", words) for one in expected)


def summary(reports: Iterable[FileReport]) -> str:
    """One line about all files."""
    reports = list(reports)
    found = counts(reports)
    names = (
        (Severity.ERROR, "error"),
        (Severity.WARNING, "warning"),
        (Severity.INFO, "remark"),
    )
    parts = [_plural(found[severity], name) for severity, name in names if found[severity]]
    verdicts = Counter(report.verdict for report in reports)
    named = ((False, "not valid"), (None, "not checked"))
    judged = [f"{verdicts[each]} {words}" for each, words in named if verdicts[each]]
    verdict = ", ".join(judged) or "all valid"
    return f"{_plural(len(reports), 'file')}, {verdict}" + (
        f": {', '.join(parts)}" if parts else ""
    )


def _plural(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def caret(
    line: str, column: int, width: int = 100, *, length: int = 1, label: str | None = None
) -> str:
    """A source line with carets under *length* characters from *column*, and a *label* behind them.

    Of a long line, what is around them is shown.
    """
    begin = max(0, column - 1 - width // 2) if len(line) > width else 0
    shown = printable(line[begin : begin + width].replace("\t", " "))
    before = column - 1 - begin
    signs = "^" * max(1, min(length, width - before))
    said = f" {printable(label)}" if label else ""
    return f"  | {shown}\n  | {' ' * before}{signs}{said}"


def printable(text: str) -> str:
    """*text* with each control character as its visible picture: a file must not steer a terminal."""
    return "".join(
        _picture(char) if ord(char) < 32 or 127 <= ord(char) < 160 else char for char in text
    )


def _picture(char: str) -> str:
    return chr(0x2400 + ord(char)) if ord(char) < 32 else "\N{SYMBOL FOR DELETE}"
