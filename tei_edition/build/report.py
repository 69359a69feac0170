"""What a build did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tei_edition.build.findings import Findings
from tei_edition.diagnostics import Diagnostic, Severity
from tei_edition.diagnostics_files import FileReport


@dataclass
class BuildReport:
    """The result of a build: the ids of the records and TEI texts in the edition, and all diagnostics.

    `sources` are the files that were processed, `failed` those of which a document, or an output of one, could not be built;
    `lacking` gives, by the name of the output ("pdf"), those of which a document is without it. `remarks`
    counts remarks by the rule that matched them. `made` is the number of sources that were new or changed and were built without a failure, `unchanged` the
    number of those for which there was nothing to do, and `withdrawn` lists the ids of documents that are no longer in the edition. `homes` gives the source of each document by id.
    `used` gives, by the name of a source, the other files that its documents depend on (relative to the sources, or absolute).
    `repeated` holds diagnostics that apply to a source but were already reported for another; `diagnostics` excludes them.
    """

    out: Path
    sources: list[str] = field(default_factory=list)
    records: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    lacking: dict[str, list[str]] = field(default_factory=dict)
    remarks: Counter[str] = field(default_factory=Counter)
    diagnostics: Findings = field(default_factory=Findings)
    made: int = 0
    unchanged: int = 0
    withdrawn: list[str] = field(default_factory=list)
    homes: dict[str, str] = field(default_factory=dict)
    used: dict[str, list[str]] = field(default_factory=dict)
    repeated: list[Diagnostic] = field(default_factory=list)

    def add(self, id: str, remarks: Mapping[str, int], *, is_tei: bool) -> None:
        """Count the document *id*."""
        (self.texts if is_tei else self.records).append(id)
        self.remarks.update(remarks)

    def lacks(self, output: str, name: str) -> None:
        """Count that a document of the source *name* is without this *output*."""
        self.failed.append(name)
        self.lacking.setdefault(output, []).append(name)

    def unbuilt(self) -> list[str]:
        """The sources of which a whole document could not be built, each once."""
        left = Counter(self.failed)
        left.subtract(name for names in self.lacking.values() for name in names)
        return [name for name, count in left.items() if count > 0]

    def count(self, severity: Severity) -> int:
        """How many diagnostics are of *severity*."""
        return self.diagnostics.count(severity)

    def files(self) -> list[FileReport]:
        """What was found, by file: that of sources first, in their order."""
        found: dict[str, list[Diagnostic]] = {name: [] for name in self.sources}
        for diagnostic in (*self.diagnostics, *self.repeated):
            found.setdefault(diagnostic.source, []).append(diagnostic)
        return [FileReport(name, tuple(findings)) for name, findings in found.items()]
