"""What need not be done again: each source is compared with what the journal says of it."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tei_edition.build.images import PICTURES
from tei_edition.build.keys import digest_of_file, digest_of_picture
from tei_edition.build.said import encoded_of
from tei_edition.build.steps import Encoded, Plan, Task
from tei_edition.build.store import Store, intact
from tei_edition.publish.output import Of

#: A file that has not been written for so long (in nanoseconds) has another time once it is.
_SETTLED = 2_000_000_000


class Known:
    """Says of sources what is left to do."""

    def __init__(self, plan: Plan, out: Path, store: Store) -> None:
        self._plan, self._out, self._store = plan, out, store
        self._outputs = [each.name for each in plan.outputs(Of.DOCUMENT)]
        self._digests: dict[str, str] = {}
        self._home = os.path.join(plan.home, "")
        self._key = plan.key()
        #: Of sources that are as they were, their lines; of the others, how their files were found.
        self._lines: dict[str, dict[str, Any]] = {}
        self._stamps: dict[str, list[int]] = {}

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
        stamp = _stamp_of(path)
        if line is None:
            self._stamps[name] = stamp
            return Task(path, name)
        is_same, is_fresh = self._is_same(line, path, stamp)
        known: dict[str, dict[str, tuple[str, bool]]] = {}
        is_whole = True
        for document in line["documents"]:
            steps, changed = self._steps(document)
            for image, of_image in document["images"].items():
                is_same = is_same and bool(intact(self._out, f"{document['id']}/{image}", of_image))
            is_fresh |= changed
            known[document["id"]] = steps
            if line["plan"] != self._key or len(steps) < len(document["steps"]):
                is_whole = is_whole and self._is_whole(document, steps)
        if is_fresh:  # the files are the same, and only their times are others
            self._store.keep(name, line)
        if is_whole and is_same:
            self._lines[name] = line
            return None
        self._stamps[name] = stamp
        return Task(
            path, name, encoded=self._encoded(line, path, known) if is_same else None, known=known
        )

    def _is_same(self, line: dict[str, Any], path: Path, stamp: list[int]) -> tuple[bool, bool]:
        """Whether the source *path*, and all it depends on, is what *line* is about; whether it was stamped anew."""
        is_same = (
            line["encode"] == self._plan.keys.encode
            and line["shares"] == bool(self._plan.sharing and path in self._plan.sharing)
            and line["key"] != ""
            and all(self._digest(file) == key for file, key in line["used"].items())
        )
        if not is_same or (stamp and stamp == line["stamp"]):
            return is_same, False
        if line["key"] != digest_of_file(path):
            return False, False
        is_fresh = line["stamp"] != stamp
        line["stamp"] = stamp
        return True, is_fresh

    def taken(self, name: str) -> dict[str, Any]:
        """What the journal says of the source *name*, which is as it was; this is asked once."""
        return self._lines.pop(name)

    def stamp(self, name: str) -> list[int]:
        """How the file of the source *name* was found before it was read."""
        return self._stamps.pop(name, [])

    def plan_of(self, documents: Iterable[Mapping[str, Any]]) -> str:
        """The key of the plan where nothing of *documents* is other than it asks for; empty where something is."""
        steps = [step for document in documents for step in document["steps"].values()]
        is_whole = all(step["key"] and not step["failed"] for step in steps)
        return self._key if is_whole and not self._plan.later else ""

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
        found, said = [], self._store.said(self.name_of(path))
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
                    tuple(encoded_of(said, id, str(path))),
                    self._out / file,
                )
            )
        # One that failed has no TEI here.
        return tuple(found) if found and not said.get("errors") else None


def _stamp_of(path: Path) -> list[int]:
    """What tells that the file *path* has not been written since: size, times, number; empty where nothing does.

    What has been written a moment ago might be written again within what the clock of a file system counts by. On
    Windows no time tells of each change.
    """
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return []
    is_settled = max(found.st_ctime_ns, found.st_mtime_ns) < time.time_ns() - _SETTLED
    if os.name != "posix" or not stat.S_ISREG(found.st_mode) or not is_settled:
        return []
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
