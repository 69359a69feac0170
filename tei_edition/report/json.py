"""For programs: one JSON object, every finding with all its parts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from tei_edition.diagnostics import Diagnostic
from tei_edition.diagnostics_files import WEIGHTS, FileReport, counts, rule_name


def json_of(reports: Iterable[FileReport]) -> str:
    """`files` (name, valid, findings) and `summary` (files, valid, and how much of each severity).

    What nobody judged is neither valid nor not: null.
    """
    reports = list(reports)
    found = counts(reports)
    summary = {
        "files": len(reports),
        "valid": sum(report.verdict is True for report in reports),
        **{str(severity): found[severity] for severity in WEIGHTS if severity != "repair"},
    }
    files = [
        {
            "name": report.source,
            "valid": report.verdict,
            "findings": [_finding(d, report.source) for d in report.diagnostics],
        }
        for report in reports
    ]
    return json.dumps({"files": files, "summary": summary}, ensure_ascii=False, indent=2) + "\n"


def _finding(diagnostic: Diagnostic, name: str) -> dict[str, Any]:
    """The parts of a finding; `file` where it is about another file than *name*, a schema for example."""
    position = diagnostic.position
    parts = {
        "code": diagnostic.code,
        "file": diagnostic.source if diagnostic.source != name else None,
        "rule": rule_name(diagnostic),
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "place": diagnostic.place or None,
        "line": position.line if position else None,
        "column": position.column if position else None,
        "length": diagnostic.length if diagnostic.length > 1 else None,
        "label": diagnostic.label,
        "fix": diagnostic.fix.text if diagnostic.fix else None,
        "path": getattr(diagnostic, "path", "") or None,
        "found": getattr(diagnostic, "found", None),
        "expected": list(getattr(diagnostic, "expected", ())) or None,
        "link": getattr(diagnostic, "link", None),
    }
    return {name: value for name, value in parts.items() if value is not None}
