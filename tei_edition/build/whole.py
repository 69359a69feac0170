"""The outputs of the whole edition: made from the lines of all documents, where one of these has changed."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from tei_edition.build.keys import digest
from tei_edition.build.packed import packed, unpacked
from tei_edition.build.report import BuildReport
from tei_edition.build.steps import Plan
from tei_edition.build.store import Stamp, Store, intact, put
from tei_edition.enrich.load import load_register
from tei_edition.enrich.register import Register
from tei_edition.files import Names
from tei_edition.publish.catalog import entry_of_json
from tei_edition.publish.output import Of, Output, Uses
from tei_edition.publish.site import Catalog, Made
from tei_edition.publish.web.groups import in_order

#: What the journal calls what documents say of their neighbours, among the outputs of the edition.
_NEIGHBOURS = "neighbours"


class Whole:
    """What is made once for all documents."""

    def __init__(self, plan: Plan, out: Path, store: Store, report: BuildReport) -> None:
        self._plan, self._out, self._store, self._report = plan, out, store, report
        self._lines: list[str] = []
        self._catalog: Catalog | None = None
        self._before: set[str] | None = None
        self._texts, self._listed = blake2b(digest_size=16), blake2b(digest_size=16)
        #: The files of all outputs, once they are made.
        self.files: set[str] = set()

    def add(self, document: Mapping[str, Any]) -> None:
        """Take a document, as the journal keeps it, into the catalog."""
        self._lines.append(document["line"])
        self._listed.update(document["listed"].encode())
        for step in document["steps"].values():
            for name, stamp in step["files"].items():
                if name.endswith(".txt"):
                    self._texts.update(f"{name} {stamp[2]}\n".encode())

    def catalog(self) -> Catalog:
        """The lines of all documents that were added."""
        if self._catalog is None:
            entries = tuple(in_order(map(entry_of_json, self._lines)))
            path = self._plan.settings.register
            register = load_register(path) if path else Register()
            has_search = "search" not in self._plan.without
            self._catalog = Catalog(self._out, entries, has_search, register)
        return self._catalog

    def is_of(self, file: str) -> bool:
        """Whether *file* was one of these outputs in the last build."""
        if self._before is None:
            known = map(self._store.output, self._store.outputs())
            self._before = {name for each in known if each for name in each["files"]}
        return file in self._before

    def make(self, names: Names) -> None:
        """Make every output that is not there, or whose key has changed."""
        parts = {
            Uses.CATALOG: digest(*self._lines),
            Uses.LISTED: self._listed.hexdigest(),
            Uses.TEXTS: self._texts.hexdigest(),
        }
        wanted = [_NEIGHBOURS]
        for each in self._plan.outputs(Of.EDITION):
            settings = self._plan.settings
            if (each.needs_address and not settings.address) or (
                each.needs_register and settings.register is None
            ):
                continue
            wanted.append(each.name)
            used = sorted(f"{use}={parts[use]}" for use in each.uses & parts.keys())
            self._one(
                each,
                digest(self._plan.keys.outputs[each.name], *sorted(self._plan.without), *used),
                names,
            )
        for name in self._store.outputs():
            if name not in wanted:
                self._store.forget_output(name)

    def are_listed_as_before(self) -> bool:
        """Whether lists say of all documents what they said when are_listed() was last called."""
        known = self._store.output(_NEIGHBOURS)
        return known is not None and known["key"] == self._near_key()

    def are_listed(self) -> None:
        """Keep what lists say now of all documents: their neighbours are made of that."""
        if not self.are_listed_as_before():
            known = {"key": self._near_key(), "files": {}, "found": []}
            self._store.keep_output(_NEIGHBOURS, known)

    def _near_key(self) -> str:
        return digest(self._plan.keys.outputs["text"], self._listed.hexdigest())

    def _one(self, each: Output, key: str, names: Names) -> None:
        known = self._store.output(each.name)
        is_due = known is None or each.name not in self._plan.later
        if is_due and not self._stands(known, key):
            known = self._made(each, key, names, known["files"] if known else {})
            self._store.keep_output(each.name, known)
        known = known or {"files": (), "found": []}
        self.files.update(known["files"])
        self._report.diagnostics.add(unpacked(known["found"], each.name))

    def _stands(self, known: Mapping[str, Any] | None, key: str) -> bool:
        if known is None or known["key"] != key:
            return False
        files: Mapping[str, Stamp] = known["files"]
        return all(intact(self._out, name, stamp) for name, stamp in files.items())

    def _stands_as(self, name: str, data: bytes, stamp: Stamp | None) -> Stamp | None:
        """The stamp of the file *name*, where *data* stands in it already."""
        is_same = stamp is not None and stamp[2] == digest(data)
        return intact(self._out, name, stamp) if stamp and is_same else None

    def _made(
        self, each: Output, key: str, names: Names, before: Mapping[str, Stamp]
    ) -> dict[str, Any]:
        made: Made = each.of_edition(self.catalog(), self._plan.settings.design())
        for name in made.files:
            names.take(self._out / name, each.name)
        self._store.begins(made.files)
        files = {}
        for name, data in made.files.items():
            content = data.encode("utf-8", "replace") if isinstance(data, str) else data
            files[name] = self._stands_as(name, content, before.get(name)) or put(
                self._out, name, content
            )
        return {"key": key, "files": files, "found": packed(made.diagnostics, each.name)}
