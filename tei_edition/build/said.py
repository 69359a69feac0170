"""What the journal keeps to tell of a source: apart from what decides whether the source has changed, for few builds ask for it.

It is an object of JSON: what was `told` of the source, the `errors` that it failed by, and of each of its
`documents` what was found in it, what encoding alone found where that is not the same, and what each output found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from tei_edition.build.packed import packed, unpacked
from tei_edition.build.steps import Built
from tei_edition.diagnostics import Diagnostic, Severity

_Said = Mapping[str, Any]
#: Of diagnostics, by code and severity, and whether the settings may ask for them not to be told: how many there are.
Counts = list[list[Any]]


def said_of_document(built: Built, name: str, before: _Said) -> dict[str, Any]:
    """What to keep of a document of the source *name*, of which *before* was kept."""
    earlier = before.get("steps", {})
    steps = {
        step.name: earlier.get(step.name, [])
        if step.files is None and earlier
        else packed(step.diagnostics, name)
        for step in built.steps
    }
    found = packed(built.draft.diagnostics, name)
    encoded = packed(built.encoded, name)
    said: dict[str, Any] = {"found": found} if found else {}
    if encoded != found:
        said["encoded"] = encoded
    if any(steps.values()):
        said["steps"] = {step: each for step, each in steps.items() if each}
    return said


def encoded_of(said: _Said, id: str, name: str) -> list[Diagnostic]:
    """What encoding found in the document *id* of the source *name*."""
    document = said.get("documents", {}).get(id, {})
    return unpacked(document.get("encoded", document.get("found", ())), name)


def told_of(said: _Said, name: str) -> list[Diagnostic]:
    """What was told of the source *name* itself."""
    return unpacked(said.get("told", ()), name)


def found_of(
    said: _Said, ids: Iterable[str], name: str, allowed: Collection[str]
) -> list[Diagnostic]:
    """All that is to be told of the documents *ids* of the source *name*, and why it failed, in this order.

    What was found in a document is left out where its code is *allowed*.
    """
    found = []
    for is_choice, diagnostic in _each(said, ids, name):
        if not (is_choice and diagnostic.code in allowed):
            found.append(diagnostic)
    return found


def counts_of(said: _Said, ids: Iterable[str]) -> Counts:
    """How much found_of() would tell."""
    found = Counter((d.code, d.severity, is_choice) for is_choice, d in _each(said, ids, ""))
    return [
        [code, str(severity), int(is_choice), n] for (code, severity, is_choice), n in found.items()
    ]


def counted(counts: Counts, allowed: Collection[str]) -> dict[Severity, int]:
    """How much of each severity found_of() tells."""
    found: dict[Severity, int] = {}
    for code, severity, is_choice, number in counts:
        if not (is_choice and code in allowed):
            each = Severity(severity)
            found[each] = found.get(each, 0) + number
    return found


def _each(said: _Said, ids: Iterable[str], name: str) -> Iterable[tuple[bool, Diagnostic]]:
    documents = said.get("documents", {})
    for id in ids:
        document = documents.get(id, {})
        yield from ((True, each) for each in unpacked(document.get("found", ()), name))
        for step in document.get("steps", {}).values():
            yield from ((False, each) for each in unpacked(step, name))
    yield from ((False, each) for each in unpacked(said.get("errors", ()), name))
