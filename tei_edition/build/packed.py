"""Diagnostics as the journal keeps them: objects of JSON, without the name of their own source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from tei_edition.check.finding import Finding
from tei_edition.diagnostics import Diagnostic, Fix, Position, Severity

_DEFAULTS: dict[type[Diagnostic], dict[str, Any]] = {
    kind: {each.name: each.default for each in fields(kind)} for kind in (Diagnostic, Finding)
}


def packed(diagnostics: Iterable[Diagnostic], source: str) -> list[dict[str, Any]]:
    """*diagnostics* of the file *source* as objects of JSON."""
    return [_packed(diagnostic, source) for diagnostic in diagnostics]


def _packed(diagnostic: Diagnostic, source: str) -> dict[str, Any]:
    kind = Finding if isinstance(diagnostic, Finding) else Diagnostic
    said: dict[str, Any] = {"is": kind.__name__}
    for name, default in _DEFAULTS[kind].items():
        value = getattr(diagnostic, name)
        if value == default or (name == "source" and value == source):
            continue
        if isinstance(value, Position):
            value = [value.line, value.column]
        elif isinstance(value, Fix):
            value = [value.start, value.end, value.text]
        said[name] = value
    return said


def unpacked(packed: Iterable[dict[str, Any]], source: str) -> list[Diagnostic]:
    """The diagnostics again; those of their own source are of the file that is called *source* now."""
    return [_unpacked(dict(each), source) for each in packed]


def _unpacked(said: dict[str, Any], source: str) -> Diagnostic:
    kind = Finding if said.pop("is") == "Finding" else Diagnostic
    said.setdefault("source", source)
    if said.get("position"):
        said["position"] = Position(*said["position"])
    if said.get("fix"):
        said["fix"] = Fix(*said["fix"])
    if said.get("weight"):
        said["weight"] = Severity(said["weight"])
    if "expected" in said:
        said["expected"] = tuple(said["expected"])
    return kind(**said)
