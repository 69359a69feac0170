"""The names of the project's register in its documents: marked before anything is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from tei_edition.build.apart import told_apart
from tei_edition.build.settings import Settings
from tei_edition.check.finding import Finding
from tei_edition.check.validate import errors
from tei_edition.diagnostics import Diagnostic, EditionError, Severity
from tei_edition.publish.register.places import pages_of, referred
from tei_edition.tei.document import parse_tei
from tei_edition.tei.serialize import tei_bytes

if TYPE_CHECKING:
    from tei_edition.build.sources import Draft


def register_notes(settings: Settings) -> list[Diagnostic]:
    """What of the register is not read, though somebody meant it to be (I020, N005); EditionError as Namer."""
    if settings.register is None:
        return []
    from tei_edition.enrich.load import load_register

    left_out: list[Diagnostic] = []
    load_register(settings.register, left_out)
    return [each for each in left_out if each.code != "N002"]


class Namer:
    """A register ready to mark its names, and who says what, in the documents of an edition."""

    def __init__(self, settings: Settings) -> None:
        """EditionError where the register of the *settings* cannot be read or used (I001 to I003, N001)."""
        self._schema, self._names = settings.schema, settings.names
        self.register = None
        if settings.register is None:
            return
        from tei_edition.enrich.load import load_register
        from tei_edition.enrich.speech.marks import Listener
        from tei_edition.enrich.tagging import Tagger

        self.register = load_register(settings.register)
        self._tagger = Tagger(self.register)
        self._listener = Listener(self.register, self._tagger.forms)

    def named(self, draft: Draft) -> Draft:
        """*draft* with its names and speech marked: a tree of its own, and the bytes of a file of its own.

        Of a TEI source everything else in the file stays as it is; where that cannot be, it is published
        without marks, with a warning (N004). Raises EditionError (V004) where a project's own schema does not
        allow the marks in a record.
        """
        if self.register is None:
            return draft
        tree = parse_tei(draft.data, draft.name)
        before = list(tree.getroot().iter())
        marked, clashes = self._mark(tree, draft.name, draft.data if draft.is_file else None)
        draft = replace(draft, diagnostics=(*draft.diagnostics, *clashes))
        if not marked:
            return draft
        if draft.is_tei:
            return self._published(draft, tree, before)
        data = tei_bytes(tree)
        if wrong := errors(data, f"{draft.id}.xml", self._schema):
            hint = (
                f"{self._schema.name} must allow names and speech; otherwise set tag = false in [names]"
                if self._schema
                else "this is a bug in tei_edition; please report it with the record"
            )
            raise EditionError(
                *(Diagnostic("V004", each.message, draft.name, None, hint) for each in wrong)
            )
        return replace(draft, tree=tree, data=data)

    def pages(self, tree: etree._ElementTree) -> Mapping[str, str]:
        """The pages of those entries that *tree* refers to: by their ids, from the folder of a document."""
        if self.register is None:
            return {}
        return {id: f"../{page}" for id, page in pages_of(self.register, referred(tree)).items()}

    def _mark(
        self, tree: etree._ElementTree, name: str, data: bytes | None
    ) -> tuple[bool, list[Diagnostic]]:
        """Mark what the settings ask for; whether anything was, and what could not be (N005, N007).

        *data* are the bytes of the source, where they are a file of TEI.
        """
        from tei_edition.enrich.tagging import clashing

        marked, clashes = False, clashing(self.register, tree, name) if self.register else []
        if self._names.tag:
            done = self._tagger.tag(tree, name)
            marked = bool(done.counts) or done.entries
        if self._names.speech:
            marked |= bool(self._listener.mark(tree).words)
        if self._names.dates:
            from tei_edition.enrich.dates import mark_dates

            apart: list[str] = []
            marked |= mark_dates(tree, apart) > 0
            clashes += told_apart(apart, name, data)
        return marked, clashes

    def _published(
        self, draft: Draft, tree: etree._ElementTree, before: list[etree._Element]
    ) -> Draft:
        from tei_edition.enrich.splice import spliced

        try:
            data = spliced(draft.data, tree, before, draft.name)
        except EditionError as error:
            found = tuple(
                Finding(d.code, d.message, d.source, d.position, d.hint, weight=Severity.WARNING)
                for d in error.diagnostics
            )
            return replace(draft, diagnostics=(*draft.diagnostics, *found))
        return replace(draft, tree=tree, data=data, is_file=False)
