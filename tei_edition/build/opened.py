"""An edition that a program has opened: its documents, the hooks that change them, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, overload

from lxml import etree

from tei_edition.arguments import kind_of, path_of
from tei_edition.build.edition import BuildReport, build, plan_of
from tei_edition.build.hooks import Hook, Hooks, hook_of
from tei_edition.build.settings import NAME, Settings, read_settings
from tei_edition.build.shared import sharing
from tei_edition.build.sources import Draft, find_sources, only_documents
from tei_edition.build.steps import Outcome, Steps
from tei_edition.diagnostics import Diagnostic, EditionError, bug
from tei_edition.files import read_input
from tei_edition.publish.catalog import entry_of_tree
from tei_edition.tei.document import parse_tei

if TYPE_CHECKING:
    from tei_edition.publish.catalog import Entry

Function = TypeVar("Function", bound=Callable[..., Any])
#: Where an edition is looked at, but not built: no folder is left out of its sources for it.
_NOWHERE = Path("dist")


@dataclass(frozen=True, slots=True)
class EditionDocument:
    """A document of an edition, as hooks leave it.

    `id` is what the edition calls it, `source` the file it is from, `data` its TEI as bytes; `diagnostics` is
    what was found while it was read. `is_tei` says that its source is TEI already, and no record.
    """

    id: str
    source: Path
    data: bytes = field(repr=False)
    is_tei: bool = False
    diagnostics: tuple[Diagnostic, ...] = field(default=(), repr=False)

    @property
    def entry(self) -> Entry:
        """Its line of the catalog: title, date, people, archive and more."""
        return entry_of_tree(self.tree(), self.id, source=str(self.source))

    @property
    def title(self) -> str:
        """Its title, as lists of the edition have it."""
        return self.entry.title

    def tree(self) -> etree._ElementTree:
        """Its TEI as a tree, a fresh one each time: to change it changes nothing else."""
        return parse_tei(self.data, f"{self.id}.xml")


class Documents:
    """The documents of an edition, in the order of their sources; each is encoded when it is come to, and none is kept.

    What cannot be read or encoded is left out: validate() says why.
    """

    def __init__(self, found: Callable[[], Iterator[tuple[Outcome, Draft | None]]]) -> None:
        self._found = found

    def __iter__(self) -> Iterator[EditionDocument]:
        for _, draft in self._found():
            if draft:
                source, found = Path(draft.name), draft.diagnostics
                yield EditionDocument(draft.id, source, draft.data, draft.is_tei, found)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __getitem__(self, id: str) -> EditionDocument:
        """The document called *id*; KeyError where there is none."""
        for document in self:
            if document.id == id:
                return document
        raise KeyError(id)


class Edition:
    """An edition: a folder of sources with its settings.

        edition = Edition.open("letters")

        @edition.after_encode
        def mark(tree): ...

        edition.build("dist")

    Create it with open(), and add hooks before using its documents.
    """

    def __init__(self, source: Path, settings: Settings, *, strict: bool = False) -> None:
        self.source, self.settings, self.strict = source, settings, strict
        self._hooks = Hooks()

    def __repr__(self) -> str:
        return f"<Edition {str(self.source)!r}>"

    @classmethod
    def open(
        cls, source: Path | str, *, settings: Settings | None = None, strict: bool = False
    ) -> Edition:
        """The edition in the folder *source* (or of a single file), with the settings in its edition.toml, or *settings*.

        With *strict*, validation findings in TEI files are errors. Raises EditionError: I001 if the folder does
        not exist, I005 if it contains no sources, C001 if the settings are not valid.
        """
        path = path_of(source, "Edition.open", "a folder")
        if settings is not None and not isinstance(settings, Settings):
            raise TypeError(f"Edition.open() takes settings as Settings, not {kind_of(settings)}")
        find_sources(path, _NOWHERE)
        if settings is None:
            own = path / NAME
            settings = read_settings(own) if path.is_dir() and own.is_file() else Settings()
        return cls(path, settings, strict=strict)

    # --- hooks ----------------------------------------------------------------------------------

    @overload
    def after_encode(self, function: Function) -> Function: ...
    @overload
    def after_encode(
        self, *, uses: Iterable[Path | str] = ()
    ) -> Callable[[Function], Function]: ...
    def after_encode(self, function: Any = None, *, uses: Iterable[Path | str] = ()) -> Any:
        """Call *function* with the tree of each document after encoding or reading: `@edition.after_encode`.

        The function takes the tree (lxml) and, as an optional second parameter, the id of the document. It modifies the
        tree, or returns another one. The result is validated again. `@edition.after_encode(uses=["people.csv"])`
        names files that the function reads: if one of them changes, the documents are rebuilt.
        """
        return self._added("after_encode", function, uses)

    @overload
    def after_page(self, function: Function) -> Function: ...
    @overload
    def after_page(self, *, uses: Iterable[Path | str] = ()) -> Callable[[Function], Function]: ...
    def after_page(self, function: Any = None, *, uses: Iterable[Path | str] = ()) -> Any:
        """Call *function* with the page of each document, a str of HTML; it returns the page to publish, or None.

        Parameters as for after_encode. The result is published without checks, so escape text that is not HTML.
        """
        return self._added("after_page", function, uses)

    def _added(self, name: str, function: Any, uses: Iterable[Path | str]) -> Any:
        if function is None:
            return lambda given: self._added(name, given, uses)
        hooks: tuple[Hook, ...] = (*getattr(self._hooks, name), hook_of(function, uses))
        others = {other: getattr(self._hooks, other) for other in Hooks.__slots__}
        self._hooks = Hooks(**others | {name: hooks})
        return function

    # --- what can be done -----------------------------------------------------------------------

    @property
    def documents(self) -> Documents:
        """The documents of the edition, in order."""
        return Documents(self._found)

    def validate(self) -> list[Diagnostic]:
        """All findings from reading, encoding, hooks and schemas for the sources; empty if there are none.

        Raises EditionError if the conventions or the schema in the settings cannot be used.
        """
        found: list[Diagnostic] = []
        for outcome, draft in self._found():
            found += draft.diagnostics if draft else (*(outcome.findings or ()), *outcome.errors)
        return [each for each in found if each.code not in self.settings.allow]

    def build(self, out: Path | str, **options: Any) -> BuildReport:
        """Build the edition into the folder *out*; *options* are those of build() (jobs, rebuild, without, overwrite …).

        With one job, the default, hooks are called in this process. With several jobs, they are called in copies of it,
        so changes that a hook makes to your own objects are not visible here. Raises the exceptions of build(); H001 is in the report.
        """
        given: dict[str, Any] = {"settings": self.settings, "strict": self.strict}
        given["hooks"] = self._hooks
        return build(self.source, out, **given | options)

    def _found(self) -> Iterator[tuple[Outcome, Draft | None]]:
        """Each document; and behind those of a source what became of it, with None."""
        plan = plan_of(self.source, self.settings, strict=self.strict, hooks=self._hooks)
        files = only_documents(find_sources(self.source, _NOWHERE), plan.settings)
        plan = replace(plan, sharing=sharing(files))
        steps = Steps(plan, plan.sources())
        for path in files:
            outcome, name = Outcome(), str(path)
            try:
                for draft in steps.drafts(path, read_input(path, name), outcome):
                    yield outcome, draft
            except EditionError as error:
                outcome.errors += error.diagnostics
            except Exception as error:
                outcome.errors.append(bug(error, name))
            yield outcome, None
