"""The header block of a record: date, title and labelled fields, in any order, some missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from tei_edition.conventions.tables import Tables
from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.document.block import Block, List, Paragraph, texts_of
from tei_edition.document.header import (
    Archive,
    Calendar,
    DateRange,
    Field,
    Header,
    Language,
    Placed,
    Revision,
)
from tei_edition.document.inline import plain
from tei_edition.document.source import Source
from tei_edition.understand.header.account import account
from tei_edition.understand.header.block import header_block, kind_and_language
from tei_edition.understand.header.citation import (
    Citation,
    parse_citation,
    parse_credits,
    parse_reference,
)
from tei_edition.understand.header.dates import (
    calendar_of,
    is_ambiguous,
    read_date,
    says_undated,
    two_days,
    with_calendar,
)
from tei_edition.understand.header.entries import entries
from tei_edition.understand.header.lines import lines_apart
from tei_edition.understand.header.plain_text import with_title
from tei_edition.understand.words.calendars import JULIAN, in_julian

#: Fields a reader of an edition looks for; each is named when it is missing.
_EXPECTED = {
    "date": "Date",
    "citation": "Citation",
    "summary": "Summary",
    "original_language": "Original Language",
    "contents": "Contents",
}

#: What a citation says, too: fields of their own that only count without one.
_OF_CITATION = ("archive", "shelfmark", "translator")

_PLACE = (
    "to give it a place in the header, write a [[field]] for it in a conventions file; if it is another "
    "name for a known field, add it to [labels]"
)
_SHOWN = 60
_TITLE = "to confirm this, write a number sign and a space before the title"
_TEACH = "to define it, add it to [{}] in a conventions file"


def read_header(
    source: Source, blocks: Sequence[Block], tables: Tables, named: Callable[[Field], Field]
) -> tuple[Header, tuple[Block, ...], list[Diagnostic]]:
    """Split *blocks* into the header block and the text; *tables* know what its labels mean, *named* reads remarks about names.

    Returns the header, the blocks of the text, and what there is to report. Raises EditionError
    where there is no title (R003) or no text (R004).
    """
    fields, rest, diagnostics = _split(source, blocks, tables)
    fields = list(map(named, fields))
    if any(field.key == "citation" and field.text for field in fields):
        # What the citation says, too, is kept beside it.
        fields = [replace(f, key=None) if f.key in _OF_CITATION else f for f in fields]
    elif not any(field.key == "archive" and field.text for field in fields):
        # A shelfmark of no archive has no place in the TEI header but a note.
        fields = [replace(f, key=None) if f.key == "shelfmark" else f for f in fields]
    found: dict[str, Field] = {}
    unknown: list[Field] = []
    for field in fields:
        if field.key is None:
            message = f"the header field “{field.label}” is unknown; it is kept as a note"
            if not field.label:
                words = " ".join(field.text.split())[:_SHOWN]
                message = f"the header line “{words}” has no label; it is kept as a note"
            diagnostics.append(
                source.diagnostic("R006", message, field.span, _PLACE, label="unknown label")
            )
            unknown.append(field)
        elif field.key in found:
            message = f"the header field “{field.label}” occurs again; this one is kept as a note"
            diagnostics.append(source.diagnostic("R008", message, field.span, label="given before"))
            unknown.append(field)
        else:
            found[field.key] = field
    if not (title := found.get("title")) or not title.text:
        hint = "give it a Markdown heading, as in “### Letter from A to B”"
        raise EditionError(source.diagnostic("R003", "the record has no title", 0, hint))
    if not rest:
        message = "the record has no text after its header block"
        raise EditionError(source.diagnostic("R004", message, len(source.text.rstrip())))
    diagnostics += _missing(source, title, found)
    header = _understand(source, title, found, tuple(fields), tuple(unknown), diagnostics, tables)
    header = replace(header, placed=tuple(_placed(found, tables)))
    header = replace(header, stretches=tuple(account(header)))
    return header, rest, diagnostics


def _split(
    source: Source, blocks: Sequence[Block], tables: Tables
) -> tuple[list[Field], tuple[Block, ...], list[Diagnostic]]:
    """The fields of the header block and the blocks of the text; R013 where nothing marks the title."""
    blocks = entries(blocks, tables)
    fields, rest = _block(blocks, tables)
    if any(field.key == "title" for field in fields):
        return fields, rest, []
    blocks, line = with_title(lines_apart(blocks, tables)[0], tables)
    if line is None:
        return fields, rest, []
    fields, rest = _block(blocks, tables)
    if [field.key for field in fields] == ["title", "date"]:
        # Without any field below it, a date is the text's own, and is taken from there.
        fields, rest = fields[:1], (*fields[1].blocks, *rest)
    message = "no heading is marked; the first line was read as the title"
    return fields, rest, [source.diagnostic("R013", message, line.span, _TITLE, label="title")]


def _block(blocks: Sequence[Block], tables: Tables) -> tuple[list[Field], tuple[Block, ...]]:
    """The fields of the header block and the blocks of the text; a calendar that nobody reckons here is a field of no key."""
    fields, rest = header_block(blocks, tables)
    is_known = [f.key != "calendar" or calendar_of(f.text, tables) for f in fields]
    return [f if k else replace(f, key=None) for f, k in zip(fields, is_known, strict=True)], rest


def _placed(found: dict[str, Field], tables: Tables) -> Iterator[Placed]:
    """The fields that conventions give a place of their own."""
    for key, field in found.items():
        place = tables.place(key)
        if place and field.text:
            to, separator = place
            parts = field.text.split(separator) if separator else _lines(field)
            yield Placed(field, to, tuple(filter(None, map(str.strip, parts))), separator)


def _lines(field: Field) -> list[str]:
    """Each item of a list apart, and the paragraphs as one."""
    whole = [block for block in field.blocks if not isinstance(block, List)]
    items = [item.blocks for b in field.blocks if isinstance(b, List) for item in b.items]
    apart = [tuple(whole), *items] if whole else items
    return [Field(field.label, field.key, blocks, field.span).text for blocks in apart]


# --- what the fields say ----------------------------------------------------------------------


def _understand(
    source: Source,
    title: Field,
    found: dict[str, Field],
    fields: tuple[Field, ...],
    unknown: tuple[Field, ...],
    diagnostics: list[Diagnostic],
    tables: Tables,
) -> Header:
    words = _text(found, "calendar") or ""
    name = calendar_of(words, tables)
    citation = _citation(source, title, found.get("citation"), diagnostics, tables)
    contents = _text(found, "contents")
    kind, language = _contents(contents, tables)
    credit = _text(found, "credits")
    citation = citation or _held(source, found, diagnostics, tables)
    persons = citation.persons if citation else ()
    header = Header(
        title=title.text,
        fields=fields,
        date=_date(source, found.get("date"), diagnostics, tables, name),
        citation=(citation.text or None) if citation else None,
        publisher=citation.publisher if citation else None,
        archive=citation.archive if citation else None,
        shelfmark=citation.shelfmark if citation else None,
        persons=persons or parse_credits(credit or "", tables),
        url=citation.url if citation else None,
        number=citation.number if citation else None,
        summary=tuple(_paragraphs(found.get("summary"))),
        credits=credit,
        funders=_funders(credit or ""),
        rights=_text(found, "rights"),
        original_languages=_languages(source, found.get("original_language"), diagnostics, tables),
        contents=contents,
        text_kind=kind,
        language=language,
        unknown=unknown,
        revisions=tuple(_revisions(found.get("revision"))),
    )
    return with_calendar(header, Calendar(name, words)) if name else header


def _text(found: dict[str, Field], key: str) -> str | None:
    field = found.get(key)
    return (field.text or None) if field else None


def _paragraphs(field: Field | None) -> list[str]:
    if field is None:
        return []
    blocks = [b for b in field.blocks if isinstance(b, Paragraph)]
    return [" ".join(plain(block.content).split()) for block in blocks]


_CODED = re.compile(r"(?P<code>[A-Z]\d{3}): (?P<words>.*)", re.DOTALL)
_WHEN = re.compile(r"(?P<when>\d{4}-\d\d-\d\d): (?P<words>.*)", re.DOTALL)


def _revisions(field: Field | None) -> Iterator[Revision]:
    """What was done to the TEI before it became this record, as `tei-edition record` writes it."""
    blocks = list(field.blocks) if field else []
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        words = " ".join(plain(block.content).split())
        dated = _WHEN.fullmatch(words)
        below = blocks[index + 1] if index + 1 < len(blocks) else None
        items: list[tuple[str, str]] = []
        for item in below.items if isinstance(below, List) else ():
            said = " ".join("".join(text.value for text in texts_of(item.blocks)).split())
            coded = _CODED.fullmatch(said)
            items.append((coded["code"], coded["words"]) if coded else ("", said))
        if dated:
            yield Revision(dated["words"], dated["when"], tuple(items))
        else:
            yield Revision(words, None, tuple(items))


def _missing(source: Source, title: Field, found: Mapping[str, Field]) -> list[Diagnostic]:
    """R007 where the header lacks fields that it should have."""
    missing = [
        label
        for key, label in _EXPECTED.items()
        if key not in found and not (key == "citation" and "archive" in found)
    ]
    message = f"the header has no {', '.join(missing)}"
    hint = None if "date" in found else "to add the date, write “**Date:** …” below the title"
    return [source.diagnostic("R007", message, title.span, hint)] if missing else []


def _citation(
    source: Source,
    title: Field,
    field: Field | None,
    diagnostics: list[Diagnostic],
    tables: Tables,
) -> Citation | None:
    if field is None or not field.text:
        return None
    citation = parse_citation(field.text, tables, title.text)
    _tell_archive(source, citation.archive, field, diagnostics)
    return citation


def _held(
    source: Source, found: dict[str, Field], diagnostics: list[Diagnostic], tables: Tables
) -> Citation | None:
    """What fields of their own say instead of a citation: archive, shelfmark, translator; None without any."""
    held, mark, by = (" ".join((_text(found, key) or "").split()) for key in _OF_CITATION)
    if not (held or mark or by):
        return None
    archive, shelfmark = parse_reference(held.rstrip("."), mark.rstrip("."), tables)
    if field := found.get("archive"):
        _tell_archive(source, archive, field, diagnostics)
    persons = parse_credits(f"Translated by {by}", tables) if by else ()
    return Citation("", archive=archive, shelfmark=shelfmark, persons=persons)


def _tell_archive(
    source: Source, archive: Archive | None, field: Field, diagnostics: list[Diagnostic]
) -> None:
    if archive and archive.name is None:
        message = f"the archive “{archive.label}” is unknown; its name is kept as printed"
        diagnostics.append(
            source.diagnostic("R011", message, field.span, _TEACH.format("archives"))
        )


def _date(
    source: Source,
    field: Field | None,
    diagnostics: list[Diagnostic],
    tables: Tables,
    calendar: str,
) -> DateRange | None:
    if field is None:
        return None
    date = read_date(field.text, tables)
    known = date.start or date.end or (calendar == JULIAN and in_julian(field.text).start)
    if not (known or says_undated(field.text, tables)):
        message = f"the date “{date.text}” could not be interpreted; it is kept as printed"
        if is_ambiguous(field.text):
            message = f"the date “{date.text}” could be either of two days; it is kept as printed"
        elif two := two_days(field.text, tables):
            message = f"the days of “{date.text}” are {two.apart} days apart, but the calendars were {two.gap} days apart; it is kept as printed"
        diagnostics.append(
            source.diagnostic(
                "R009",
                message,
                field.span,
                "write it in a form such as 24 October 1962, Spring 1949 or [1963?]",
            )
        )
    return date


def _contents(text: str | None, tables: Tables) -> tuple[str | None, Language]:
    """Kind and language of the text: "Translation - English", "English Translation"."""
    found = [kind_and_language(line, tables) for line in re.split(r"\n|,", text or "")]
    whole = [(kind, language) for kind, language in found if kind and language]
    if whole:
        return whole[0]
    kinds = [kind for kind, _ in found if kind]
    return (kinds[0] if kinds else None), tables.language("English")


def _languages(
    source: Source, field: Field | None, diagnostics: list[Diagnostic], tables: Tables
) -> tuple[Language, ...]:
    if field is None:
        return ()
    whole = tables.language(field.text)
    names = (
        [field.text]
        if whole.tag
        else re.split(r" ?(?:[,;/&]|\band\b) ?", " ".join(field.text.split()))
    )
    languages = tuple(tables.language(name) for name in names if name)
    for language in languages:
        if language.tag is None:
            message = f"the language “{language.name}” is unknown; it is kept as printed"
            diagnostics.append(
                source.diagnostic("R010", message, field.span, _TEACH.format("languages"))
            )
    return languages


_SUPPORT = re.compile(
    r"\b(?:support|funding|grants?|assistance|generosity)\s+(?:from|by|of)\s+(?:the\s+)?(?P<who>.+)",
    re.IGNORECASE,
)


def _funders(credit: str) -> tuple[str, ...]:
    """X of "... made possible with support from X"."""
    found = _SUPPORT.search(credit)
    if not found:
        return ()
    names = re.split(r"\s*(?:;|,\s+and\s+(?:the\s+)?(?=[A-Z]))\s*", found["who"].strip(" ."))
    return tuple(name for name in names if name)
