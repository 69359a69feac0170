"""Text in, Record out: the first room of the house."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from tei_edition.arguments import path_or_data
from tei_edition.conventions.tables import Tables
from tei_edition.diagnostics import Diagnostic, EditionError, Position, printable
from tei_edition.document.block import Block, Heading, List, Paragraph, Quote, Table
from tei_edition.document.document import Record, Remark
from tei_edition.document.header import Header
from tei_edition.document.inline import Inline, Mark, plain
from tei_edition.document.source import Source, Span
from tei_edition.files import read_input
from tei_edition.read.door import Door, record_door
from tei_edition.read.pagination import join_paragraphs, join_remarks
from tei_edition.understand.footnotes import attach_footnotes
from tei_edition.understand.header.correspondence import parties
from tei_edition.understand.header.fields import read_header
from tei_edition.understand.header.own_date import with_hint, with_own_date
from tei_edition.understand.left_out import left_out
from tei_edition.understand.remarks.heading import HeadingReader
from tei_edition.understand.remarks.reading import RemarkReader
from tei_edition.understand.remarks.rules import (
    Conventions,
    default_conventions,
    load_conventions,
)
from tei_edition.understand.shape.shape import shape
from tei_edition.understand.shape.spoken import Speakers
from tei_edition.understand.words.hyphens import LineJoiner

#: Characters that XML 1.0 forbids (section 2.2), without the white space it allows.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
#: A passage in escaped brackets, and a bracket that no backslash stands before.
_ESCAPED = re.compile(r"\\\[[^\[\]\n]{1,400}\\\]")
_BARE = re.compile(r"(?<!\\)\[")
#: So many escaped passages are no accident.
_SEVERAL = 2
_SLUG = re.compile(r"[^a-z0-9]+")
#: Names that no record has, for it becomes a folder: those of an edition's other folders, and Windows' devices.
_OTHERS = frozenset(
    ["assets", "browse", "encoding", "search", "index", "con", "prn", "aux", "nul"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)


def read_record(
    source: Path | str | bytes,
    *,
    name: str | None = None,
    conventions: Conventions | str | Path | None = None,
) -> Record:
    """Read and interpret an archival record.

    *source* is the path of a file (a Path, or a single-line str), or the record itself as Markdown: str,
    or bytes in UTF-8. *name* is used in messages; the default is the path as given, or
    "<record>". *conventions* define how the editors phrase their remarks: Conventions, the name of built-in
    conventions ("frus"), or the path of a file; the default is "wilson-center".

    Returns the Record; repairs and warnings are in its `diagnostics`. Raises EditionError, with
    file, line and column, if the file cannot be read (I001 to I003), is not a record (I007), is not UTF-8 (R001), is
    empty (R002), or has no title (R003) or text (R004); TypeError if an argument has the wrong type.
    """
    data: str | bytes
    source = path_or_data(source, "read_record", "a record")
    if conventions is not None and not isinstance(conventions, Conventions):
        conventions = load_conventions(conventions)
    if isinstance(source, Path):
        name = name or str(source)
        data = read_input(source, name)
    else:
        name = name or "<record>"
        data = source
    name = printable(name)  # it stands in the TEI, too
    door = record_door(data, name)
    text, repairs = _clean(_decode(data, name), name)
    return _understand(door, Source(name, text), conventions or default_conventions(), repairs)


# --- characters -------------------------------------------------------------------------------


def _decode(data: str | bytes, name: str) -> str:
    if isinstance(data, bytes):
        try:
            data = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            # The error counts from behind a byte order mark, as its object does.
            raw = bytes(error.object)
            before = raw[: error.start].decode("utf-8")
            line = before.count("\n") + 1
            column = len(before) - (before.rfind("\n") + 1) + 1
            message = f"byte 0x{raw[error.start]:02x} is not UTF-8"
            hint = "save the record as UTF-8"
            raise EditionError(
                Diagnostic("R001", message, name, Position(line, column), hint)
            ) from None
    text = data.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise EditionError(Diagnostic("R002", "the record is empty", name, Position(1, 1)))
    return text


def _clean(text: str, name: str) -> tuple[str, list[Diagnostic]]:
    """*text* with each character that XML forbids shown by its picture, and what was replaced."""
    source = Source(name, text)
    found = [
        source.diagnostic(
            "R005",
            f"the character U+{ord(match[0]):04X} is forbidden in XML; it was replaced by "
            f"“{_picture(match)}”",
            match.start(),
            "the TEI contains the symbol; write the intended character instead",
            fix=_picture(match),
        )
        for match in _FORBIDDEN.finditer(text)
    ]
    # Form feeds end a page and are white space to every reader of Markdown but the parser's rules.
    return (_FORBIDDEN.sub(_picture, text) if found else text).replace("\x0c", " "), found


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


# --- understanding ----------------------------------------------------------------------------


def _understand(
    door: Door, source: Source, conventions: Conventions, repairs: list[Diagnostic]
) -> Record:
    parsed, markers = door.read(source)
    heading = HeadingReader(source, conventions)
    header, text, in_header = read_header(source, parsed, conventions.tables, heading.field)
    lines = LineJoiner(source, header.language.tag)
    text_start = text[0].span.start
    notes = attach_footnotes(source, join_remarks(_each_inlines(text, lines.read)))
    blocks, in_pages = join_paragraphs(source, notes.blocks)
    languages = header.original_languages, header.language.tag, source.text[text_start:]
    unresolved = frozenset(notes.unresolved)
    reader = RemarkReader(source, conventions, speaker_of(header), *languages, unresolved)
    blocks, speakers = _shaped(blocks, reader)
    header = _completed(header, blocks, conventions.tables)
    found = [
        *repairs,
        *with_hint(in_header, header.date),
        *heading.diagnostics,
        *lines.diagnostics,
        *notes.diagnostics,
        *in_pages,
        *reader.diagnostics,
        *speakers,
        *left_out(source, text_start, notes.blocks, markers),
    ]
    if not reader.remarks:
        found += _all_escaped(source, text_start, {span.start for span in notes.markers})
    found = _once(found)
    each = {remark.span: remark for remark in (*heading.remarks, *reader.remarks)}
    remarks = tuple(sorted(each.values(), key=lambda remark: remark.span.start))
    return Record(
        record_id(header.number, source.name),
        source,
        header,
        blocks,
        remarks,
        tuple(found),
        text_start,
        (*markers, *lines.markers, *notes.markers, *reader.markers),
    )


def _once(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """What was *found*, in the order of the source: a note that is cited twice is read twice, and what it says is said once."""
    each = {(d.code, d.position, d.message): d for d in found}.values()
    return sorted(each, key=lambda diagnostic: diagnostic.position or Position(1, 1))


def _completed(header: Header, blocks: Sequence[Block], tables: Tables) -> Header:
    """*header* with what the text in *blocks* says of the document: who wrote it, to whom, and when."""
    header = replace(header, parties=parties(header.title, blocks, tables))
    return with_own_date(header, blocks)


def _shaped(
    blocks: Sequence[Block], reader: RemarkReader
) -> tuple[tuple[Block, ...], list[Diagnostic]]:
    """*blocks* with their remarks read and in their shape, and what there is to tell of speakers."""
    speakers = Speakers()
    read = speakers.take(_each_inlines(blocks, reader.read))
    shaped = speakers.give(shape(read, reader.conventions.tables))
    nowhere = (
        (speakers.nowhere(), "no paragraph begins here"),
        (speakers.ending, "nothing follows it in its paragraph"),
    )
    told = [_without_words(reader.source, reader.remarks, *marks) for marks in nowhere]
    return shaped, [found for each in told for found in each]


def _without_words(
    source: Source, remarks: Sequence[Remark], marks: Sequence[Mark], why: str
) -> Iterator[Diagnostic]:
    """R026 for each of *remarks* that became one of *marks*, which say who speaks where nobody can; *why* says it in words."""
    wanted = {id(mark) for mark in marks}
    for remark in remarks if wanted else ():
        if any(id(node) in wanted for node in remark.became):
            message = f"this remark names the speaker, but {why}"
            hint = "put it before the words that are spoken"
            yield source.diagnostic(
                "R026", message, remark.span, hint, label="no speech begins here"
            )


def _all_escaped(source: Source, start: int, signs: set[int]) -> list[Diagnostic]:
    """R035, where the text behind *start* has brackets and each of them is escaped, as pandoc does it.

    The *signs* of notes are no remarks.
    """
    found = _ESCAPED.finditer(source.text, start)
    escaped = [one for one in found if one.start() not in signs]
    if len(escaped) < _SEVERAL or _BARE.search(source.text, start):
        return []
    message = f"all {len(escaped)} bracketed passages of this record are escaped, so none was read as a remark"
    hint = "if they contain editors' remarks, replace \\[ with [ and \\] with ]; converters such as pandoc escape them"
    return [source.diagnostic("R035", message, Span(*escaped[0].span()), hint)]


def speaker_of(header: Header) -> str:
    """Whose remarks those are that do not say so: a translation's are its translator's."""
    roles = {person.role for person in header.persons}
    if header.text_kind == "translation" or "translator" in roles:
        return "translator"
    return "editor"


def _each_inlines(
    blocks: Sequence[Block], read: Callable[..., tuple[Inline, ...]]
) -> tuple[Block, ...]:
    """*blocks* with *read* applied to the inline content of each, in the order of the source."""
    result: list[Block] = []
    for block, following in zip_longest(blocks, blocks[1:]):
        match block:
            case Paragraph() if isinstance(following, Paragraph):
                content = read(block.content, plain(following.content))
                result.append(Paragraph(content, block.span))
            case Paragraph() | Heading():
                result.append(replace(block, content=read(block.content)))
            case Quote():
                result.append(replace(block, blocks=_each_inlines(block.blocks, read)))
            case List():
                items = tuple(
                    replace(item, blocks=_each_inlines(item.blocks, read)) for item in block.items
                )
                result.append(replace(block, items=items))
            case Table():
                rows = tuple(tuple(read(cell) for cell in row) for row in block.rows)
                result.append(replace(block, rows=rows))
            case _:
                result.append(block)
    return tuple(result)


def record_id(number: str | None, name: str) -> str:
    """A safe file name and valid xml:id: from the record's *number*, else from its file *name*.

    A name in another script is transliterated, so that two of them do not share one id.
    """
    if number:
        return f"record-{number}"
    stem = re.sub(r"\.(?:md|markdown|txt)$", "", Path(name).name, flags=re.IGNORECASE)
    if not stem.isascii():
        from anyascii import anyascii  # its tables are read where a name asks for them only

        stem = anyascii(stem)
    slug = _SLUG.sub("-", stem.casefold()).strip("-") or "record"
    slug = slug[:80].rstrip("-")
    return slug if slug[0].isalpha() and slug not in _OTHERS else f"record-{slug}"
