"""For code scanning: SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from tei_edition._version import __version__
from tei_edition.diagnostics import CODES, Diagnostic
from tei_edition.diagnostics_files import FileReport, rule_name, sentence

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note", "repair": "note"}


def sarif_of(reports: Iterable[FileReport]) -> str:
    """One run; columns count characters; a file is named as the user did, as a relative URI."""
    found = [diagnostic for report in reports for diagnostic in report.diagnostics]
    codes = {rule_name(diagnostic): diagnostic for diagnostic in found}
    rules = sorted(codes)
    driver = {
        "name": "tei-edition",
        "version": __version__,
        "rules": [_rule(name, codes[name]) for name in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, rules) for diagnostic in found],
    }
    report = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _rule(name: str, example: Diagnostic) -> dict[str, Any]:
    severity, rule = CODES[example.code]
    described: dict[str, Any] = {
        "id": name,
        "shortDescription": {"text": rule},
        "defaultConfiguration": {"level": _LEVELS[severity]},
    }
    link = getattr(example, "link", None)
    return (
        {**described, "helpUri": link}
        if link and link.startswith(("http:", "https:"))
        else described
    )


def _result(diagnostic: Diagnostic, rules: list[str]) -> dict[str, Any]:
    name = rule_name(diagnostic)
    address = quote(PurePath(diagnostic.source).as_posix(), safe="/-._~!$&'()*+,;=@")
    place: dict[str, Any] = {"artifactLocation": {"uri": address}}
    if diagnostic.position:
        position = diagnostic.position
        place["region"] = {"startLine": position.line, "startColumn": position.column}
        if diagnostic.length > 1:
            place["region"]["endColumn"] = position.column + diagnostic.length
        line = diagnostic.line
        if line is not None:
            place["region"]["snippet"] = {"text": line[max(0, position.column - 101) :][:200]}
    location: dict[str, Any] = {"physicalLocation": place}
    if path := getattr(diagnostic, "path", ""):
        location["logicalLocations"] = [{"fullyQualifiedName": path, "kind": "element"}]
    return {
        "ruleId": name,
        "ruleIndex": rules.index(name),
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": sentence(diagnostic)},
        "locations": [location],
    }
