"""Masters: the TEI that was made of records once, and has been edited since.

A master is `<id>.xml` in a folder of masters. Beside it, in `.masters/` of that folder, is what is needed to find
out later what changed on which side: `<id>.xml`, the TEI as the record gave it (the base of a merge), and
`<id>.json`, which names the record and the digest of its bytes. No clock is asked, and nothing has to be converted
anew by an older version.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from tei_edition.build.keys import digest
from tei_edition.build.notes import KEPT, Note, note_of, read_note, stale
from tei_edition.build.settings import Settings
from tei_edition.build.sources import Draft, Sources
from tei_edition.check.validate import Validator
from tei_edition.diagnostics import Diagnostic, EditionError, Position, Severity
from tei_edition.enrich.merge import Clash, Merged, merged
from tei_edition.enrich.migrate import migrated
from tei_edition.files import read_input
from tei_edition.tei.document import parse_tei
from tei_edition.tei.spans import Spans, path_in, words_of


@dataclass(slots=True)
class Step:
    """What becomes of one document: its id, what is done ("made", "merged", "kept", …), and what there is to tell.

    `before` and `after` are the bytes of its master, `after` is None where it stays as it is; `files` are all that
    is to be written, in an order in which an interruption does no harm, and `gone` what is removed then.
    """

    id: str
    done: str
    master: Path
    before: bytes | None = None
    after: bytes | None = None
    files: list[tuple[Path, bytes]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    gone: list[Path] = field(default_factory=list)


class Masters:
    """The masters in one folder."""

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        *,
        again: bool = False,
        update: bool = False,
        settled: bool = False,
    ) -> None:
        """Records are encoded by the *settings* of the edition.

        *again* makes masters anew, *update* merges into them what changed in their records; where that is
        *settled*, the masters hold in what changed on both sides. Raises EditionError as Sources.
        """
        self._folder = folder
        self._again, self._update, self._settled = again, update, settled
        self._sources = Sources(settings, home=folder)
        self._validator = Validator(schema=[settings.schema] if settings.schema else [])
        self._by_source: dict[str, list[Path]] = {}
        for path in sorted((folder / KEPT).glob("*.json")):
            master = folder / f"{path.stem}.xml"
            if note := read_note(master):
                self._by_source.setdefault(note.source, []).append(master)
        self._taken: dict[str, str] = {}

    def steps(self, path: Path) -> Iterator[Step]:
        """What becomes of each document of the source *path*; nothing is written.

        What is found in the source is told by the first step. Raises EditionError: as read_input and
        Sources.documents; I004 where the master of a document is that of another record; I007 for TEI.
        """
        name = str(path)
        data = read_input(path, name)
        source = Path(os.path.relpath(path.resolve(), self._folder.resolve())).as_posix()
        note = Note(source, digest(data))
        known = self._by_source.get(source, [])
        if known and not self._again and all(self._is_current(m, note) for m in known):
            yield from (Step(m.stem, "kept", m) for m in known)
            return
        findings: list[Diagnostic] = []
        for draft in self._sources.documents(path, data, findings.extend):
            if draft.is_tei:
                message = "this is already TEI: it is a master, or can be used as one"
                raise EditionError(Diagnostic("I007", message, name))
            self._claim(draft, note, name)
            step = self._step(draft, note, path, data)
            step.diagnostics[:0] = [*findings, *draft.diagnostics]
            findings.clear()
            yield step

    def _is_current(self, master: Path, note: Note) -> bool:
        return read_note(master) == note and master.is_file() and _base(master) is not None

    def _claim(self, draft: Draft, note: Note, name: str) -> None:
        """Raise EditionError (I004) where the master of *draft* is another record's."""
        other = self._taken.setdefault(draft.id, note.source)
        before = read_note(self._folder / f"{draft.id}.xml")
        if before and before.source != note.source and (self._folder / before.source).exists():
            other = before.source
        if other != note.source:
            message = f"the identifier {draft.id} already belongs to {self._folder / other}"
            hint = "change the number or the name of one of them"
            raise EditionError(Diagnostic("I004", message, name, hint=hint))

    # --- one document ---------------------------------------------------------------------------

    def _step(self, draft: Draft, note: Note, path: Path, data: bytes) -> Step:
        master = self._folder / f"{draft.id}.xml"
        kept = [
            (self._folder / KEPT / master.name, draft.data),
            (note_of(master), note.written()),
        ]
        if not master.is_file():
            images = list(_pictures(draft, self._folder))
            files = [*images, (master, draft.data), *kept]
            return Step(draft.id, "made", master, b"", draft.data, files)
        before = read_input(master, str(master))
        base = _base(master)
        if before == draft.data or (base == draft.data and not self._again):
            files = [] if base == draft.data and read_note(master) == note else kept
            return Step(draft.id, "kept", master, files=files)
        if self._again:
            files = [(master, draft.data), *kept]
            if before != base:
                edited = self._folder / KEPT / f"{draft.id}.{digest(before)[:8]}.xml"
                files.insert(0, (edited, before))
            return Step(draft.id, "made again", master, before, draft.data, files)
        if base is None:
            message = f"{master} exists, but it is not known which record it was made from, so it was kept"
            hint = "use --again to recreate it and keep the existing file in .masters/"
            found = Diagnostic("I062", message, str(path), hint=hint)
            return Step(draft.id, "kept", master, diagnostics=[found])
        if not self._update:
            return Step(draft.id, "kept", master, diagnostics=[stale(path, master)])
        return self._merged(draft, kept, (base, before), (path, data))

    def _merged(
        self,
        draft: Draft,
        kept: list[tuple[Path, bytes]],
        states: tuple[bytes, bytes],
        record: tuple[Path, bytes],
    ) -> Step:
        """The step that merges into a master; *states* are its base and the master itself."""
        master = self._folder / f"{draft.id}.xml"
        name = str(master)
        partly = master.parent / KEPT / f"{draft.id}.merged.xml"
        taken = partly.read_bytes() if partly.is_file() else states[0]
        kept_base = str(master.parent / KEPT / master.name)
        base = Spans(_present(states[0], kept_base), kept_base)
        was = base if taken == states[0] else Spans(_present(taken, str(partly)), str(partly))
        own = Spans(_present(states[1], name), name)
        new = Spans(draft.data, str(record[0]))
        result = merged(was, own, new)
        if wrong := list(self._new_errors(master, states[1], result.data)):
            return Step(draft.id, "kept", master, diagnostics=wrong)
        unsettled = not self._settled and (result.clashes or partly.is_file())
        found = _clashes((base, was, own, new), result, record) if unsettled else []
        after = result.data if result.data != states[1] else None
        files = [(master, result.data)] if after is not None else []
        # What is not settled is said again by the next update, and what was taken is not taken twice.
        files += [(partly, draft.data)] if found else kept
        done = "merged" if after is not None else "kept"
        gone = [] if found else [partly]
        return Step(draft.id, done, master, states[1], after, files, found, gone)

    def _new_errors(self, master: Path, before: bytes, after: bytes) -> Iterator[Diagnostic]:
        """What is wrong in the master after the merge, and was not before (I063)."""
        has = Counter(self._errors(master, after))
        had = Counter(self._errors(master, before)) if has else has
        for code, message in has - had:
            said = f"the changes in the record were not merged, because they would make this master invalid: {code}, {message}"
            hint = "make the change by hand, then run --update --settled"
            yield Diagnostic("I063", said, str(master), hint=hint)

    def _errors(self, master: Path, data: bytes) -> Iterator[tuple[str, str]]:
        tree = parse_tei(data, str(master))
        for finding in self._validator.findings_of(tree, data, master, str(master)):
            if finding.severity is Severity.ERROR:
                yield finding.code, finding.message


def _base(master: Path) -> bytes | None:
    try:
        return (master.parent / KEPT / master.name).read_bytes()
    except OSError:
        return None


def _present(data: bytes, name: str) -> bytes:
    """*data* in the present encoding, where it is one of ours: what the program changed is no edit."""
    try:
        return migrated(data, name).data
    except EditionError:
        return data


def _clashes(
    states: tuple[Spans, Spans, Spans, Spans], result: Merged, record: tuple[Path, bytes]
) -> list[Diagnostic]:
    """What to tell of all that is not settled, from this merge and those before it.

    *states* are the base, what of the record was merged already, the master, and the record now.
    """
    base, was, _, new = states
    master = Spans(result.data, states[2].name)
    clashes = merged(base, master, new).clashes + merged(was, master, new).clashes
    return list(dict.fromkeys(_finding(clash, master, *record) for clash in clashes))


def _finding(clash: Clash, master: Spans, record: Path, data: bytes) -> Diagnostic:
    """What to tell of a *clash*: the place in the master, and that in the record as far as it has one."""
    words = words_of(clash.new)
    at = _place_of(words, data)
    there = f"{record}:{at}" if at else str(record)
    short = f"“{words[:60]}…”" if len(words) > 60 else f"“{words}”"
    message = (
        f"{path_in(clash.master)} {clash.what}: the master was not changed; {there} has {short}"
    )
    hint = "edit the master as required, then run --update --settled"
    return Diagnostic("I061", message, master.name, master.place(clash.master), hint)


#: So many words find a place in a record; where these stand there in no such form, fewer do.
_ENOUGH = (6, 4, 3, 2)


def _place_of(words: str, data: bytes) -> Position | None:
    """Where in the record *data* the first of *words* stand; None where they do not stand there in this order."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    found = list(re.finditer(r"[^\W_]+(?:_+[^\W_]+)*", text))
    said = [each[0] for each in found]
    for enough in _ENOUGH:
        wanted = re.findall(r"[^\W_]+", words)[:enough]
        for number in range(len(said) - len(wanted) + 1 if wanted else 0):
            if said[number : number + len(wanted)] == wanted:
                start = found[number].start()
                line = text.count("\n", 0, start) + 1
                return Position(line, start - text.rfind("\n", 0, start))
    return None


def _pictures(draft: Draft, folder: Path) -> Iterator[tuple[Path, bytes]]:
    """The pictures that a new master names, to be put beside it; none that is there already."""
    for image, content in draft.images.items():
        if not (folder / image).exists():
            yield folder / image, content
    if draft.beside is None or draft.beside.resolve() == folder.resolve():
        return
    home = draft.beside.resolve()
    elements = list(draft.tree.getroot().iter(etree.Element))
    named = {str(e.get(key)) for e in elements for key in ("url", "facs") if e.get(key)}
    for image in sorted(map(unquote, named)):
        try:
            place = (home / image).resolve()
            inside = place.is_relative_to(home) and ".." not in Path(image).parts
            if inside and place.is_file() and not (folder / image).exists():
                yield folder / image, place.read_bytes()
        except (OSError, ValueError):
            continue
