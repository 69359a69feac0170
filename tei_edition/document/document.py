"""A record, read and understood: what reading hands to encoding.

Everything in the model is frozen and carries its place in the source, so that diagnostics and the
ledger can point at the very characters.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tei_edition.diagnostics import Diagnostic
from tei_edition.document.block import Block
from tei_edition.document.header import Header, Imprint, Person
from tei_edition.document.inline import Inline
from tei_edition.document.source import Source, Span
from tei_edition.document.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Remark:
    """An editorial remark: where it stands, its words, the rule that read it, what it became.

    `kept` are the parts of the source that the rule took for words; all other characters between
    the brackets only say what they are. `verdict` is what evidence says of it, where any was weighed.
    """

    span: Span
    words: str
    rule: str
    became: tuple[Inline, ...]
    kept: tuple[Span, ...] = ()
    #: Where its rule is written, as "file:line"; empty where no rule read it.
    origin: str = ""
    verdict: Verdict | None = None


@dataclass(frozen=True, repr=False)
class Record:
    """An archival record that has been read and interpreted, but not yet encoded.

    `id` is a safe file name and a valid xml:id. `diagnostics` contains repairs and warnings in the
    order of the source.
    """

    id: str
    source: Source
    header: Header
    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=())
    #: Where the text begins, behind the header block.
    text_start: int = 0
    #: The characters that only mark something: Markdown's, signs of notes, the ends of passages.
    markers: tuple[Span, ...] = field(default=())

    def __repr__(self) -> str:
        return (
            f"<Record {self.id}: {len(self.remarks)} remarks, {len(self.diagnostics)} diagnostics>"
        )


def with_imprint(record: Record, imprint: Imprint) -> Record:
    """*record*, for whose publication the project's *imprint* stands in; its editors are the project's."""
    header = record.header
    named = {person.name for person in header.persons if person.role == "editor"}
    editors = (Person(name, "editor", "Edition") for name in imprint.editors if name not in named)
    header = replace(header, imprint=imprint, persons=(*header.persons, *editors))
    return replace(record, header=header)
