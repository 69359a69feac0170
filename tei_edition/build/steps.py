"""The steps of a source: read and encode it, check it, make the outputs of its documents and their lines of the catalog.

What a step makes depends on nothing but what its key is made of, so that it can be made in any process, on
any machine, in any order. Nothing is written here: results travel back as bytes.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tei_edition import workers
from tei_edition.build.hooks import Hooks
from tei_edition.build.images import named_images
from tei_edition.build.keys import Keys, digest, digest_of_picture
from tei_edition.build.settings import Settings
from tei_edition.build.sources import Draft, Sources
from tei_edition.diagnostics import Diagnostic, EditionError, bug
from tei_edition.files import read_input, write_file
from tei_edition.publish import output
from tei_edition.publish.catalog import entry_of_tree
from tei_edition.publish.output import Of, Output
from tei_edition.publish.pictures import Pictures, pictures_of
from tei_edition.publish.site import Design, Document, document_of
from tei_edition.tei.document import parse_tei
from tei_edition.tei.serialize import tei_bytes

#: By these codes a failure is not one of the source: it may go well the next time.
_PASSING = ("B001", "H001", "I001", "I002", "I003")


@dataclass(frozen=True, slots=True)
class Encoded:
    """A document whose TEI is there from a build before: what is known of it beside the TEI, and the TEI."""

    id: str
    is_tei: bool
    is_file: bool
    number: int
    remarks: Mapping[str, int]
    diagnostics: tuple[Diagnostic, ...]
    tei: Path | bytes


@dataclass(frozen=True, slots=True)
class Task:
    """A source to work on: its file, and its name below the folder of the sources.

    `data` are its bytes where the file cannot be reached from there. `encoded` are its documents where none
    need be encoded again (None: encode); `known` are the steps that need not be made again: of each document
    by its id, the key of each output, and whether it failed. `late` are outputs that are left out, by the id
    of their document (empty: all) and their name: what is to be told of them.
    """

    path: Path
    name: str
    data: bytes | None = None
    encoded: tuple[Encoded, ...] | None = None
    known: Mapping[str, Mapping[str, tuple[str, bool]]] = field(default_factory=dict)
    late: Mapping[tuple[str, str], Diagnostic] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """An output of a document: its files below the edition's folder, None where they are there as they are to be."""

    name: str
    key: str
    files: dict[str, bytes] | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    failed: bool = False
    lasts: bool = True
    """Whether the result may be kept: not that of a failure which may be none the next time."""


@dataclass(frozen=True, slots=True)
class Built:
    """A document with what became of it; where there are `errors`, it is not published."""

    draft: Encoded
    tei: str
    steps: tuple[Step, ...] = ()
    base: str = ""
    """The key of all that its outputs are made from: the TEI and its pictures."""
    images: tuple[tuple[str, Path | bytes], ...] = ()
    line: str = ""
    listed: str = ""
    """The key of what lists say of it."""
    errors: tuple[Diagnostic, ...] = ()
    encoded: tuple[Diagnostic, ...] = ()
    """What encoding found, without what was found of pictures."""


@dataclass(slots=True)
class Outcome:
    """What became of a source: its key, its documents, what is to be told of it, why it failed.

    `used` are the files beside it that this depends on; None where they are as they were.
    """

    key: str = ""
    documents: list[Built] = field(default_factory=list)
    findings: list[Diagnostic] | None = field(default_factory=list)
    errors: list[Diagnostic] = field(default_factory=list)
    used: list[Path] | None = field(default_factory=list)

    @property
    def lasts(self) -> bool:
        """Whether it may be kept for the next build: not where an output failed, of which it has no key."""
        if any(document.errors for document in self.documents):
            return False
        return bool(self.key) and not any(error.code in _PASSING for error in self.errors)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the steps of all sources share."""

    settings: Settings
    home: Path
    strict: bool
    keys: Keys
    without: frozenset[str] = frozenset()
    """The outputs that are not made, by name."""
    later: frozenset[str] = frozenset()
    """The outputs that the next build without this makes: meanwhile what there is of them stays as it is."""
    hooks: Hooks = field(default_factory=Hooks)
    sharing: frozenset[Path] = frozenset()
    """The sources whose @xml:id is that of others too."""

    def outputs(self, of: Of) -> list[Output]:
        """The outputs that are made of each document, or of the edition, in their order."""
        return [o for o in output.OUTPUTS if o.of is of and o.name not in self.without]

    def lacks(self) -> list[str]:
        """What every document lacks."""
        return [o.name for o in output.OUTPUTS if o.of is Of.DOCUMENT and o.name in self.without]

    def key(self) -> str:
        """The key of all that is the same for all documents: how they are encoded, and which outputs are made of them how."""
        outputs = (f"{o.name}={self.keys.outputs[o.name]}" for o in self.outputs(Of.DOCUMENT))
        return digest(self.keys.encode, *outputs, *self.lacks())

    def sources(self) -> Sources:
        """What reads sources; EditionError where conventions or schema of the settings cannot be used."""
        return Sources(self.settings, home=self.home, strict=self.strict, sharing=self.sharing)


class Starter:
    """Makes what works on tasks, in whichever process it is called; picklable."""

    def __init__(self, plan: Plan, sources: Sources | None = None) -> None:
        """With *sources*, those are used in this process and in its forks; others make their own."""
        self._plan, self._sources = plan, sources

    def __call__(self) -> Callable[[Task], Outcome]:
        return Steps(self._plan, self._sources or self._plan.sources()).work

    def __reduce__(self) -> tuple[Any, ...]:
        return Starter, (self._plan,)

    def pickled(self) -> bytes:
        """This as bytes that mean it in any process."""
        return pickle.dumps(self)

    @staticmethod
    def unpickled(data: bytes) -> Starter:
        """The starter that pickled() made these bytes of, in a process of the same user's cluster."""
        found: Starter = pickle.loads(data)  # noqa: S301
        return found


class Steps:
    """Works on one source after the other."""

    def __init__(self, plan: Plan, sources: Sources) -> None:
        self._plan, self._sources = plan, sources
        self._design: Design = plan.settings.design()

    def work(self, task: Task) -> Outcome:
        """Everything of the source of *task*; what is wrong with it is in the outcome, nothing is raised."""
        name = str(task.path)
        outcome = Outcome()
        try:
            data = read_input(task.path, name) if task.data is None else task.data
            outcome.key = digest(data)
            if task.encoded is None or self._sources.are_imported(task.path, data):
                for draft in self.drafts(task.path, data, outcome):
                    outcome.documents.append(self._document(draft, task))
                    workers.alive()
            else:
                outcome.findings = outcome.used = None
                for encoded in task.encoded:
                    draft = _draft(encoded, task.path)
                    outcome.documents.append(self._document(draft, task))
                    workers.alive()
        except EditionError as error:
            outcome.errors += error.diagnostics
        except Exception as error:  # one document never ends the run
            outcome.errors.append(bug(error, name))
        if outcome.used is not None:
            outcome.used = sorted(self._sources.used)
        return outcome

    def drafts(self, path: Path, data: bytes, outcome: Outcome) -> Iterator[Draft]:
        """The documents in the file *path*, whose bytes are *data*, as the hooks leave them; EditionError as they."""
        findings = outcome.findings if outcome.findings is not None else []
        workers.note("while it was being read and encoded")
        for draft in self._sources.documents(path, data, findings.extend):
            workers.note("while its names were being marked")
            named = self._sources.namer.named(draft)
            yield self._hooked(named, findings) if self._plan.hooks.after_encode else named
            workers.note("while it was being read and encoded")

    def _hooked(self, draft: Draft, findings: list[Diagnostic]) -> Draft:
        """*draft* as the hooks leave it; where that is another document, it is held against its schema anew."""
        before = tei_bytes(draft.tree)
        tree = self._plan.hooks.encoded(draft.tree, draft.id, draft.name)
        data = tei_bytes(tree)
        if data == before:
            return draft
        file = f"{draft.id}.xml"
        changed = replace(draft, tree=parse_tei(data, file), data=data, is_file=False)
        findings += self._sources.findings_after(changed)
        return changed

    def _document(self, draft: Draft, task: Task) -> Built:
        encoded = Encoded(
            draft.id,
            draft.is_tei,
            draft.is_file,
            draft.number,
            dict(draft.remarks),
            draft.diagnostics,
            b"",
        )
        tei = digest(draft.data)
        with _folder_of(draft) as folder:
            pictures, base = self._pictures(draft, folder, tei)
            try:
                steps, has_pdf = self._outputs(draft, base, pictures, task)
            except EditionError as error:
                return Built(encoded, tei, errors=error.diagnostics)
            except Exception as error:
                return Built(encoded, tei, errors=(bug(error, draft.name),))
            files = tuple(pictures.files())
            if draft.images:  # the folder goes
                files = tuple(
                    (name, file if isinstance(file, bytes) else read_input(file, str(file)))
                    for name, file in files
                )
        all_found = (*draft.diagnostics, *pictures.findings)
        encoded = replace(encoded, diagnostics=all_found)
        entry = entry_of_tree(draft.tree, draft.id, source=task.name, has_pdf=has_pdf)
        return Built(
            encoded,
            tei,
            tuple(steps),
            base,
            files,
            entry.to_json(),
            digest(entry.listed()),
            encoded=draft.diagnostics,
        )

    def _pictures(self, draft: Draft, folder: Path | None, tei: str) -> tuple[Pictures, str]:
        """The pictures of *draft*, and the key of all that its outputs are made from, *tei* being that of its TEI."""
        if pages := self._sources.namer.pages(draft.tree):
            tei = digest(tei, *pages.values())
        if not folder:
            return Pictures(), tei
        data = draft.data if draft.is_file else b""
        pictures = pictures_of(draft.tree, folder, name=draft.name, data=data)
        places = [picture.path for picture in pictures.found.values()]
        if draft.images:
            return pictures, digest(tei, pictures.in_edition(), *_contents(draft.images))
        named = [folder / name for name in named_images(draft.tree)]
        self._sources.used.update(places, named)
        if places or pictures.remote:
            tei = digest(tei, pictures.in_edition(), *map(digest_of_picture, places))
        return pictures, tei

    def _outputs(
        self, draft: Draft, base: str, pictures: Pictures, task: Task
    ) -> tuple[list[Step], bool]:
        """Every output of *draft*, and whether there is a PDF among them; pages do not offer those that failed."""
        address = self._plan.settings.address
        document = document_of(draft.id, draft.tree, draft.data, draft.name, address)
        pages = self._sources.namer.pages(draft.tree)
        document = replace(document, pictures=pictures).referring(pages)
        steps: list[Step] = []
        lacks, known = self._plan.lacks(), task.known.get(draft.id, {})
        for name in lacks:
            document = document.without(name)
        for each in self._plan.outputs(Of.DOCUMENT):
            key = self._plan.keys.step(each.name, base, draft.id, lacks)
            before = known.get(each.name)
            if before is not None and before[0] == key:
                step = Step(each.name, key, failed=before[1])
            elif each.name in self._plan.later:
                step = Step(each.name, "", failed=before is not None and before[1])
            elif late := task.late.get((draft.id, each.name)) or task.late.get(("", each.name)):
                step = Step(each.name, "", {}, (late,), failed=True, lasts=False)
            else:
                workers.note(output.doing(each.name, draft.id))
                step = self._output(each, document, draft, key)
            if step.failed:
                document = document.without(each.name)
                lacks.append(each.name)
            steps.append(step)
        return steps, bool(document.addresses.pdf)

    def _output(self, each: Output, document: Document, draft: Draft, key: str) -> Step:
        try:
            made = each.of_document(document, self._design)
        except Exception as error:
            if not each.is_optional:
                raise
            # A record without its PDF still has its page, which then does not offer one.
            known = isinstance(error, EditionError)
            found = (
                error.diagnostics if isinstance(error, EditionError) else (bug(error, draft.name),)
            )
            return Step(each.name, key, {}, _of_source(found, draft), failed=True, lasts=known)
        if each.name == "text" and (hooks := self._plan.hooks).after_page:
            pages = {n: hooks.paged(str(p), draft.id, draft.name) for n, p in made.files.items()}
            made = replace(made, files=dict(pages))
        files = {
            name: data.encode("utf-8", "replace") if isinstance(data, str) else data
            for name, data in made.files.items()
        }
        return Step(each.name, key, files, _of_source(made.diagnostics, draft))


def _of_source(found: Iterable[Diagnostic], draft: Draft) -> tuple[Diagnostic, ...]:
    """What is said of the file in the edition is so of the source, where that is the same file."""
    if not draft.is_file:
        return tuple(found)
    made = f"{draft.id}.xml"
    return tuple(replace(d, source=draft.name) if d.source == made else d for d in found)


def _draft(encoded: Encoded, path: Path) -> Draft:
    """The document as it was encoded before."""
    given = encoded.tei
    data = read_input(given, str(given)) if isinstance(given, Path) else given
    return Draft(
        encoded.id,
        parse_tei(data, f"{encoded.id}.xml"),
        data,
        str(path),
        Counter(encoded.remarks),
        encoded.diagnostics,
        path.parent if encoded.is_tei else None,
        encoded.is_file,
        encoded.number,
        beside=None if encoded.is_tei else path.parent,
    )


def _contents(images: Mapping[str, bytes]) -> Iterator[str]:
    """What *images* hold, in the order of their names."""
    return (digest(name, images[name]) for name in sorted(images))


@contextmanager
def _folder_of(draft: Draft) -> Iterator[Path | None]:
    """The folder that pictures of *draft* lie in: that of its source, or a temporary one for those of a source
    that holds them itself."""
    if not draft.images:
        yield draft.folder or draft.beside
        return
    with TemporaryDirectory() as made:
        for name, data in draft.images.items():
            write_file(Path(made) / name, data)
        yield Path(made)
