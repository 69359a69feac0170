"""The remarks of a record and what each became, for programs that look at them one by one."""

from __future__ import annotations

from dataclasses import dataclass

from tei_edition.arguments import kind_of
from tei_edition.document.document import Record
from tei_edition.encode.encode import fragment

_SHOWN = 40


@dataclass(frozen=True, slots=True, repr=False)
class EncodedRemark:
    """An editorial remark in a record, and its TEI.

    `start` and `end` are offsets in the text of the record (`record.source.text`), including the
    brackets; `line` and `column` count from 1. `words` are the words between the brackets, `kind` names the
    interpretation, and `rule` the place of its rule, as "file:line" (empty if no rule matched). `tei` is
    the content of a paragraph, without namespace declarations.
    """

    start: int
    end: int
    line: int
    column: int
    words: str
    kind: str
    rule: str
    tei: str

    def __repr__(self) -> str:
        words = " ".join(self.words.split())
        words = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
        return f"<EncodedRemark {self.line}:{self.column} {self.kind} [{words}]>"


def remarks_of(record: Record) -> list[EncodedRemark]:
    """The remarks in *record*, in the order of its text. Raises TypeError for anything but a Record."""
    if not isinstance(record, Record):
        raise TypeError(
            f"remarks_of() takes a Record, as returned by read_record(), not {kind_of(record)}"
        )
    found = []
    for remark in record.remarks:
        at = record.source.position(remark.span.start)
        tei = fragment(record, remark.became)
        place = (remark.span.start, remark.span.end, at.line, at.column)
        found.append(EncodedRemark(*place, remark.words, remark.rule, remark.origin, tei))
    return found
