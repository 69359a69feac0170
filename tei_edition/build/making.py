"""The edition in the making: what became of each source is written, kept and counted, in the order of the sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tei_edition import cache
from tei_edition.build.keys import digest
from tei_edition.build.known import Known
from tei_edition.build.notes import parted
from tei_edition.build.packed import packed
from tei_edition.build.report import BuildReport
from tei_edition.build.runs import failed
from tei_edition.build.said import Counts, counted, counts_of, found_of, said_of_document, told_of
from tei_edition.build.sources import place_in
from tei_edition.build.steps import Built, Outcome, Plan, Step
from tei_edition.build.store import Store, files_of, intact, is_below, put, remove, sweep
from tei_edition.build.whole import Whole
from tei_edition.build.withdrawn import files_of_stray, strays, withdraw
from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.files import Names, read_input
from tei_edition.publish.web.near import Near, neighbours, neighbours_in, with_neighbours
from tei_edition.workers import Failure


class Making:
    """One edition in the making."""

    def __init__(
        self,
        plan: Plan,
        out: Path,
        store: Store,
        known: Known,
        files: Sequence[Path],
        said: Iterable[Diagnostic] = (),
    ) -> None:
        """An edition of *files*; what is *said* of these is told first."""
        self.report = BuildReport(out)
        self._plan, self._out, self._store, self._known = plan, out, store, known
        self._names = Names(files)
        self._sources = {known.name_of(path) for path in files}
        pages = plan.settings.pages
        self._taken: dict[str, tuple[Path, int]] = {page.slug: (page.path, 0) for page in pages}
        self._said: set[tuple[str, str]] = set()
        self._current: set[str] = set()
        #: Of each document, the source that it is from, and what its page says of its neighbours.
        self._near: dict[str, tuple[str, str]] = {}
        #: Ids that failed sources had: their pages go, but nobody has withdrawn them.
        self._failing: set[str] = set()
        sweep(out)
        self._whole = Whole(plan, out, store, self.report)
        self._tell(said)

    def add(self, path: Path, outcome: Outcome | Failure | None) -> None:
        """Take what became of the source *path*; None where it is as it was."""
        self.report.sources.append(str(path))
        name = self._known.name_of(path)
        if outcome is None:
            self.report.unchanged += 1
            line = self._known.taken(name)
            self._claim_all(path, line)
        else:
            line, said = self._made(path, outcome, self._store.source(name))
            self._store.keep(name, line, said)
            self.report.made += not line["failures"]
        self._count(path, line)

    # --- what was made --------------------------------------------------------------------------

    def _made(
        self, path: Path, outcome: Outcome | Failure, before: dict[str, Any] | None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """The journal's line of the source *path*, and what it says of it, with the files of its documents written."""
        name = str(path)
        if isinstance(outcome, Failure):
            outcome = Outcome(errors=[failed(outcome, name)])
        old = before or {"used": {}, "documents": []}
        said_before = self._store.said(self._known.name_of(path))
        errors = list(outcome.errors)
        failures = 1 if errors else 0
        if errors:
            self._failing.update(document["id"] for document in old["documents"])
        lasts = outcome.lasts
        earlier = {document["id"]: document for document in old["documents"]}
        documents = []
        said: dict[str, dict[str, Any]] = {}
        for built in outcome.documents:
            id = built.draft.id
            try:
                if built.errors:
                    raise EditionError(*built.errors)
                self._claim(id, path, built.draft.number)
                documents.append(self._document(built, name, earlier.get(id)))
                said[id] = said_of_document(
                    built, name, said_before.get("documents", {}).get(id, {})
                )
            except EditionError as error:
                errors += error.diagnostics
                failures += 1
                self._failing.add(id)
                lasts &= bool(built.errors)
        told = (
            said_before.get("told", [])
            if outcome.findings is None
            else packed(outcome.findings, name)
        )
        parts = {"told": told, "errors": packed(errors, name), "documents": said}
        used = old["used"] if outcome.used is None else self._known.used(outcome.used)
        known = self._line(path, outcome.key if lasts else "", used, documents)
        known |= {"told": bool(told), "counts": counts_of(parts, said), "failures": failures}
        return known, {part: value for part, value in parts.items() if value}

    def _line(
        self, path: Path, key: str, used: dict[str, str], documents: list[dict[str, Any]]
    ) -> dict[str, Any]:
        """What is kept to tell whether the source *path* and what was made of it are as they are now."""
        return {
            "key": key,
            "stamp": self._known.stamp(self._known.name_of(path)),
            "plan": self._known.plan_of(documents),
            "encode": self._plan.keys.encode,
            "shares": path in self._plan.sharing,
            "used": used,
            "documents": documents,
        }

    def _document(self, built: Built, name: str, before: dict[str, Any] | None) -> dict[str, Any]:
        """What is kept of a document, with its files written."""
        if before:
            built = self._with_neighbours(built, before)
        files = [file for step in built.steps for file in step.files or ()]
        for file in files:
            self._names.take(self._out / file, name)
        self._store.begins(files)
        earlier = before["steps"] if before else {}
        draft = built.draft
        return {
            "id": draft.id,
            "is_tei": draft.is_tei,
            "is_file": draft.is_file,
            "number": draft.number,
            "remarks": dict(draft.remarks),
            "tei": built.tei,
            "steps": {step.name: self._step(step, earlier.get(step.name)) for step in built.steps},
            "base": built.base,
            "images": self._images(built, name, before),
            "near": before.get("near", "") if before else "",
            "line": built.line,
            "listed": built.listed,
        }

    def _with_neighbours(self, built: Built, before: dict[str, Any]) -> Built:
        """*built*, whose page says of its neighbours what it said *before*: few changes are of these."""
        file = f"{built.draft.id}/index.html"
        known = before["steps"].get("text", {"files": {}})["files"].get(file)
        if not before.get("near") or not known or not intact(self._out, file, known):
            before.pop("near", None)
            return built
        said = neighbours_in(read_input(self._out / file, file))
        steps = [
            replace(step, files=step.files | {file: with_neighbours(step.files[file], said)})
            if step.files and file in step.files
            else step
            for step in built.steps
        ]
        return replace(built, steps=tuple(steps))

    def _step(self, step: Step, before: dict[str, Any] | None) -> dict[str, Any]:
        if step.files is None and before is not None:
            return before
        return {
            "key": step.key if step.lasts else "",
            "failed": step.failed,
            "files": {
                file: put(self._out, file, data) for file, data in (step.files or {}).items()
            },
        }

    def _images(self, built: Built, name: str, before: dict[str, Any] | None) -> dict[str, Any]:
        """The stamps of the pictures of a document, which are written where they have changed."""
        found = {}
        for image, content in built.images:
            file = f"{built.draft.id}/{image}"
            data = content if isinstance(content, bytes) else read_input(content, str(content))
            known = before["images"].get(image) if before else None
            stamp = intact(self._out, file, known) if known and known[2] == digest(data) else None
            if stamp is None:
                self._names.take(self._out / file, name)
                self._store.begins([file])
                stamp = put(self._out, file, data)
            found[image] = stamp
        return found

    # --- ids ------------------------------------------------------------------------------------

    def _claim(self, id: str, path: Path, number: int) -> None:
        """Note that *id* is that of a document in the file *path*; I004 where it is another's."""
        if id in self._taken:
            other, at = self._taken[id]
            place = place_in(other, at)
            named = f"{other}:{place}" if place else str(other)
            message = f"the identifier {id} already belongs to {named}"
            hint = "remove one of the two sources, or give it another @xml:id or number"
            hint = parted(path, other) or parted(other, path) or hint
            position = place_in(path, number)
            raise EditionError(Diagnostic("I004", message, str(path), position, hint))
        self._taken[id] = (path, number)

    def _claim_all(self, path: Path, line: dict[str, Any]) -> None:
        """The same for all documents of a *line*: those whose id is another's by now go from it."""
        documents: list[dict[str, Any]] = []
        errors: list[Diagnostic] = []
        for document in line["documents"]:
            try:
                self._claim(document["id"], path, document["number"])
                documents.append(document)
            except EditionError as error:
                errors += error.diagnostics
        if errors:
            name = self._known.name_of(path)
            said = self._store.said(name)
            said["errors"] = [*said.get("errors", ()), *packed(errors, str(path))]
            line["documents"], line["key"] = documents, ""
            line["counts"] = counts_of(said, [document["id"] for document in documents])
            line["failures"] += len(errors)
            self._store.keep(name, line, said)

    # --- what is told ---------------------------------------------------------------------------

    def _count(self, path: Path, line: dict[str, Any]) -> None:
        """Put into the report what is known of a source."""
        name, report = str(path), self.report
        source = self._known.name_of(path)
        self._current.update(files_of(line))
        if line["told"]:
            self._tell(self._once(told_of(self._store.said(source), name)))
        report.used[source] = list(line["used"])
        ids = []
        for document in line["documents"]:
            ids.append(id := document["id"])
            report.add(id, document["remarks"], is_tei=document["is_tei"])
            report.homes[id] = name
            for output, step in document["steps"].items():
                if step["failed"]:
                    report.lacks(output, name)
            self._whole.add(document)
            self._near[id] = source, document.get("near", "")
        report.failed += [name] * line["failures"]
        if line["counts"]:
            self._tell_later(source, name, ids, line["counts"])

    def _tell_later(self, source: str, name: str, ids: list[str], counts: Counts) -> None:
        """Tell what was found in documents of a source once somebody asks for it."""
        allowed, store = self._plan.settings.allow, self._store
        self.report.diagnostics.add_later(
            counted(counts, allowed), lambda: found_of(store.said(source), ids, name, allowed)
        )

    def _once(self, found: Iterable[Diagnostic]) -> Iterable[Diagnostic]:
        """What is *found*, but what a schema lacks only once; of the others it is in the report by file."""
        for diagnostic in found:
            said = (diagnostic.code, diagnostic.message)
            if diagnostic.code.startswith("S") and said in self._said:
                if diagnostic.code not in self._plan.settings.allow:
                    self.report.repeated.append(diagnostic)
                continue
            self._said.add(said)
            yield diagnostic

    def _tell(self, diagnostics: Iterable[Diagnostic]) -> None:
        allowed = self._plan.settings.allow
        self.report.diagnostics.add(d for d in diagnostics if d.code not in allowed)

    # --- the end --------------------------------------------------------------------------------

    def finish(self) -> BuildReport:
        """Make what is of all documents, and remove what is of none any more."""
        for name in self._store.names():
            if name not in self._sources:
                self._store.forget(name)
        # The full-text index is made of the pages in the folder: those that are gone go first.
        documents = {file for file in self._past() if "/" in file and not self._whole.is_of(file)}
        self._withdraw(documents)
        remove(self._out, documents)
        self._whole.make(self._names)
        self._neighbours()
        self._current |= self._whole.files
        others = self._past() - documents
        remove(self._out, others)
        self._store.finish(removed=bool(documents or others))
        self._tell(cache.trouble())
        return self.report

    def _neighbours(self) -> None:
        """Put into each page what stands before and after its document, where that has changed."""
        if all(near for _, near in self._near.values()) and self._whole.are_listed_as_before():
            return
        changed: dict[str, dict[str, Near]] = {}
        for id, near in neighbours(self._whole.catalog().entries).items():
            source, before = self._near[id]
            if self._near_key(near) != before:
                changed.setdefault(source, {})[id] = near
        for source, pages in changed.items():
            line = self._store.source(source) or {"documents": []}
            for document in line["documents"]:
                id, files = document["id"], document["steps"]["text"]["files"]
                file = f"{id}/index.html"
                if id in pages and file in files:
                    page = read_input(self._out / file, file)
                    files[file] = put(self._out, file, with_neighbours(page, pages[id].html()))
                    document["near"] = self._near_key(pages[id])
            self._store.keep(source, line)
        self._whole.are_listed()

    def _near_key(self, near: Near) -> str:
        """The key of what a page says of its neighbours; empty where that is nothing."""
        said = near.said()
        return digest(self._plan.keys.outputs["text"], said) if said else ""

    def _past(self) -> set[str]:
        """The files that builds have written and this one has not."""
        return {name for name in self._store.files - self._current if is_below(name)}

    def _withdraw(self, past: set[str]) -> None:
        """Put a page at the addresses of documents that are gone; the files to be removed are those of *past*."""
        gone = {name.partition("/")[0] for name in past if name.endswith("/index.html")}
        gone = {id for id in gone if f"{id}/{id}.xml" in past}
        stray = strays(self._out, self._taken.keys())
        for id in stray:
            past.update(files_of_stray(id))
        self.report.withdrawn = sorted((gone | stray) - self._taken.keys() - self._failing)
        site = self._plan.settings.design().site
        for id in self.report.withdrawn:
            withdraw(self._out, id, site)
            past.discard(f"{id}/index.html")
            self._current.add(f"{id}/index.html")
