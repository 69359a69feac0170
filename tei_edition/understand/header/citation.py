"""The citation of a record: publisher, archive, shelfmark and credits, found in one sentence.

A citation reads: "Title", date, publisher, archive, shelfmark. Credits. Address. Nothing of it is
rewritten; what is found is found beside the whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tei_edition.conventions.tables import Tables, common_tables
from tei_edition.document.model import Archive, Leaves, Person, Shelfmark
from tei_edition.understand.words.dates import find_date


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation says; every part but `text` may be absent."""

    text: str
    publisher: str | None = None
    archive: Archive | None = None
    shelfmark: Shelfmark | None = None
    persons: tuple[Person, ...] = ()
    url: str | None = None
    number: str | None = None


_URL = re.compile(r"<?\bhttps?://[^\s<>]+>?")
_CODED = re.compile(r"(?P<name>\D+?),?\s+(?P<code>\d[\d./-]*[-/][\d./-]*\d)")
_QUOTED = re.compile(r'^\s*(?:"[^"]*"|“[^”]*”|\'[^\']*\')[,.]?\s*')
_NUMBER = re.compile(r"/(\d+)/?(?:[?#].*)?$")
#: The number of a leaf, and letters: "12a", "5об"; a raised figure is no part of it, for TEI counts in names.
_LEAF = r"\d+[\dA-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ]{0,3}"
_LEAVES = re.compile(
    rf"(?P<label>[A-Za-z]+\.?)?\s*(?P<first>{_LEAF})(?:\s*[-–—]\s*(?P<last>{_LEAF}))?"
)
_PART = re.compile(r"(?P<label>[A-Za-z][A-Za-z' ]*?\.?)\s*(?P<value>\S*\d\S*(?:\s\S+)*)")


def parse_citation(text: str, tables: Tables | None = None) -> Citation:
    """Read the citation *text* (plain, white space folded); *tables* know archives and verbs."""
    tables = tables or common_tables()
    url, number = _address(text)
    body = _URL.sub(" ", text).strip()
    after_title = _QUOTED.sub("", body, count=1)
    credit = _credit_pattern(tables).search(after_title)
    reference = after_title[: credit.start()] if credit else after_title
    persons = parse_credits(after_title[credit.start() :], tables) if credit else ()
    reference = reference.strip(" ,")
    if not re.search(r"(?:^|[\W\d])[A-Z]\.$", reference):  # "D.C." keeps its stop
        reference = reference.rstrip(".")
    publisher, reference = _split_publisher(reference)
    archive, shelfmark = _split_archive(reference, tables)
    return Citation(text, publisher, archive, shelfmark, persons, url, number)


def _address(text: str) -> tuple[str | None, str | None]:
    found = _URL.search(text)
    if not found:
        return None, None
    url = found[0].strip("<>").rstrip(".,;)")
    number = _NUMBER.search(url)
    return url, number[1] if number else None


def _split_publisher(reference: str) -> tuple[str | None, str]:
    parts = reference.split(", ")
    for index, part in enumerate(parts):
        if re.search(r"\bDigital (?:Archive|Library|Collections?)\b", part):
            return part.strip(), ", ".join(parts[index + 1 :])
    # Without a publisher the date is what stands before the archive.
    for end in (4, 3, 2, 1):
        if find_date(", ".join(parts[:end])):
            return None, ", ".join(parts[end:])
    return None, reference


def _split_archive(reference: str, tables: Tables) -> tuple[Archive | None, Shelfmark | None]:
    if not reference:
        return None, None
    name, _, rest = reference.partition(", ")
    known = tables.archive(name)
    if known is None and (known := _in_parentheses(name, tables)):
        # It stands as printed, "Archive of the President (APRF)", under the label that it gives itself.
        known = Archive(known.label, name.strip(), known.settlement, known.country)
        name = known.label
    if known is None:
        for label in tables.archive_labels:
            if re.match(rf"{re.escape(label)}\b[ ,:]", reference):
                known, rest = tables.archive(label), reference[len(label) :].lstrip(" ,:")
                name = label
                break
    parts = reference.split(", ")
    for index, part in enumerate(parts if known is None else ()):
        if (
            found := tables.archive(part)
        ) is not None:  # a title without quotation marks stands before it
            known, name, rest = found, part, ", ".join(parts[index + 1 :])
            break
    if known is None and (coded := _CODED.fullmatch(name)):
        # "Foreign Ministry Archives 105-01234-01, 12-15": nothing parts the name from the shelfmark.
        name = coded["name"]
        known, rest = tables.archive(name), ", ".join(filter(None, (coded["code"], rest)))
    archive = known or Archive(name.strip())
    if known and known.label != name:
        archive = Archive(name, known.name, known.settlement, known.country)
    rest = rest.strip(" ,")
    if archive.settlement and rest == archive.settlement:
        rest = ""
    return archive, parse_shelfmark(rest, tables) if rest else None


def _in_parentheses(name: str, tables: Tables) -> Archive | None:
    found = re.search(r"\(([^)]+)\)", name)
    return tables.archive(found[1]) if found else None


def parse_shelfmark(text: str, tables: Tables | None = None) -> Shelfmark:
    """Take apart a reference such as "f. 52, op. 1, d. 564, ll. 32-48"; *tables* know its labels."""
    tables = tables or common_tables()
    parts: list[tuple[str, str]] = []
    leaves: Leaves | None = None
    pieces = [piece.strip() for piece in re.split(r"[,;]", text) if piece.strip()]
    file_at = max(
        (i for i, piece in enumerate(pieces) if _part_of(piece, "delo", tables) is not None),
        default=-1,
    )
    for index, piece in enumerate(pieces):
        found = _PART.fullmatch(piece)
        label = found["label"] if found else ""
        if index < file_at and re.fullmatch(r"p\.?", label):
            parts.append(("papka", found["value"] if found else ""))
        elif found and (kind := tables.shelfmark_part(label)):
            parts.append((kind, found["value"]))
        elif counted := _leaves(piece, tables, last=index == len(pieces) - 1):
            leaves = leaves or counted
    return Shelfmark(text, tuple(parts), leaves)


def _part_of(piece: str, kind: str, tables: Tables) -> str | None:
    found = _PART.fullmatch(piece)
    return found["value"] if found and tables.shelfmark_part(found["label"]) == kind else None


def _leaves(piece: str, tables: Tables, last: bool) -> Leaves | None:
    found = _LEAVES.fullmatch(piece)
    if not found:
        return None
    unit = tables.leaf_unit(found["label"] or "")
    if unit is None:
        # A bare range at the end ("B 136/59748, 403-410") counts leaves too.
        if found["label"] or not (last and found["last"]):
            return None
        unit = "leaf"
    first, end = found["first"], found["last"] or found["first"]
    countable = first.isdecimal() and end.isdecimal()
    count = int(end) - int(first) + 1 if countable else None
    return Leaves(first, end, count if count is None or count > 0 else None, unit)


@lru_cache(maxsize=8)
def _credit_pattern(tables: Tables) -> re.Pattern[str]:
    verb = "(?:" + "|".join(tables.credit_verbs()) + ")"
    also = r"(?:\s*(?:,\s*and|,|and|/|&)\s*)"
    return re.compile(
        rf"\b(?P<verbs>{verb}(?:{also}{verb})*)\s+(?:for\s+(?:(?!\bby\b)[^.])+\s)?by\s+",
        re.IGNORECASE,
    )


def parse_credits(text: str, tables: Tables | None = None) -> tuple[Person, ...]:
    """The people in "Contributed by A and translated by B and C", in order, each with a role."""
    tables = tables or common_tables()
    found = list(_credit_pattern(tables).finditer(text))
    verbs = tables.credit_verbs()
    persons: list[Person] = []
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        names = _names(text[match.end() : end])
        for verb in re.split(r"[\s,/&]+", match["verbs"].lower()):
            if verb in verbs:
                persons += [Person(name, *verbs[verb]) for name in names]
    return tuple(persons)


def _names(text: str) -> list[str]:
    # The sentence ends at a full stop that is not an initial's ("N. S. Khrushchev").
    sentence = re.split(r"(?<![A-Z])(?<!Jr)(?<!Dr)\.(?:\s|$)", text.strip())[0]
    sentence = re.sub(r",?\s+(?:for|with)\s+.*$", "", sentence)
    names = re.split(r"\s*(?:,\s*and\s|,|;|\band\b|&)\s*", sentence)
    return [name.strip(" ,.;") for name in names if name.strip(" ,.;")]
