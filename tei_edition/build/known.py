"""What need not be done again: each source is compared with what the journal says of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tei_edition.build.images import PICTURES
from tei_edition.build.keys import digest_of_file, digest_of_picture
from tei_edition.build.packed import unpacked
from tei_edition.build.steps import Encoded, Plan, Task
from tei_edition.build.store import Store, intact
from tei_edition.publish.output import Of


class Known:
    """Says of sources what is left to do."""

    def __init__(self, plan: Plan, out: Path, store: Store) -> None:
        self._plan, self._out, self._store = plan, out, store
        self._outputs = [each.name for each in plan.outputs(Of.DOCUMENT)]
        self._digests: dict[str, str] = {}
        self._home = os.path.join(plan.home, "")

    def name_of(self, path: Path) -> str:
        """The name of the source *path* in the journal."""
        name = os.fspath(path)
        if name.startswith(self._home):  # of thousands this is asked often
            return name[len(self._home) :].replace(os.sep, "/")
        return path.relative_to(self._plan.home).as_posix()

    def task(self, path: Path) -> Task | None:
        """What is left to do of the source *path*; None where everything is as it is to be."""
        name = self.name_of(path)
        line = self._store.source(name)
        if line is None:
            return Task(path, name)
        is_same = (
            line["encode"] == self._plan.keys.encode
            and line.get("shares", False) == (path in self._plan.sharing)
            and line["key"] == digest_of_file(path) != ""
            and all(self._digest(file) == key for file, key in line["used"].items())
        )
        known: dict[str, dict[str, tuple[str, bool]]] = {}
        is_whole, is_fresh = True, False
        for document in line["documents"]:
            steps, changed = self._steps(document)
            for image, stamp in document["images"].items():
                is_same = is_same and bool(intact(self._out, f"{document['id']}/{image}", stamp))
            is_fresh |= changed
            known[document["id"]] = steps
            is_whole = is_whole and self._is_whole(document, steps)
        if is_fresh:  # the files are the same, and only their times are others
            self._store.keep(name, line)
        if is_whole and is_same:
            return None
        return Task(
            path, name, encoded=self._encoded(line, path, known) if is_same else None, known=known
        )

    def used(self, files: Iterable[Path]) -> dict[str, str]:
        """The keys of *files*, by names that mean the same in the next build."""
        found = {}
        for file in files:
            name = os.path.abspath(file)
            if Path(name).is_relative_to(home := os.path.abspath(self._plan.home)):
                name = os.path.relpath(name, home)
            found[name] = self._digest(name)
        return found

    def _digest(self, name: str) -> str:
        if name not in self._digests:
            path = self._plan.home / name
            look = digest_of_picture if path.suffix.lower() in PICTURES else digest_of_file
            self._digests[name] = look(path)
        return self._digests[name]

    def _steps(self, document: Mapping[str, Any]) -> tuple[dict[str, tuple[str, bool]], bool]:
        """The steps of *document* whose files are as they were; whether one was stamped anew."""
        steps, changed = {}, False
        for name, step in document["steps"].items():
            for file, stamp in step["files"].items():
                fresh = intact(self._out, file, stamp)
                if fresh is None:
                    break
                if fresh is not stamp:
                    step["files"][file], changed = fresh, True
            else:
                steps[name] = (step["key"], step["failed"])
        return steps, changed

    def _is_whole(self, document: Mapping[str, Any], steps: Mapping[str, tuple[str, bool]]) -> bool:
        """Whether every output of *document* is there, and is what would be made."""
        lacks = self._plan.lacks()
        for name in self._outputs:
            if name in self._plan.later:
                lacks += [name] if name in steps and steps[name][1] else []
                continue
            key = self._plan.keys.step(name, document["base"], document["id"], lacks)
            if name not in steps or steps[name][0] != key:
                return False
            if steps[name][1]:
                lacks.append(name)
        return len(document["steps"]) == len(self._outputs)

    def _encoded(
        self, line: Mapping[str, Any], path: Path, known: Mapping[str, Mapping[str, Any]]
    ) -> tuple[Encoded, ...] | None:
        """The documents of *line* as they were encoded; None where the TEI of one is not there."""
        found = []
        for document in line["documents"]:
            id = document["id"]
            file = f"{id}/{id}.xml"
            stamp = document["steps"].get("tei", {"files": {}})["files"].get(file)
            if "tei" not in known[id] or stamp is None or stamp[2] != document["tei"]:
                return None
            found.append(
                Encoded(
                    id,
                    document["is_tei"],
                    document["is_file"],
                    document["number"],
                    document["remarks"],
                    tuple(unpacked(document["encoded"], str(path))),
                    self._out / file,
                )
            )
        # One that failed has no TEI here.
        return tuple(found) if found and not line["errors"] else None
