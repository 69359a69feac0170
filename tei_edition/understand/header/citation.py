"""The citation of a record: publisher, archive, shelfmark and credits, found in one sentence.

A citation reads: "Title", date, publisher, archive, shelfmark. Credits. Address. Nothing of it is
rewritten; what is found is found beside the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tei_edition.conventions.tables import Tables, common_tables
from tei_edition.document.header import Archive, Leaves, Person, Shelfmark
from tei_edition.understand.header.archives import find_archive
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
_QUOTED = re.compile(r'^\s*(?:"[^"]*"|“[^”]*”|\'[^\']*\')[,.]?\s*')
_NUMBER = re.compile(r"/(\d+)/?(?:[?#].*)?$")
#: The number of a leaf, its back ("39 ob."), and letters: "12a", "5об"; a raised figure is no part of it,
#: for TEI counts in names.
_NUMBER_OF = r"\d+(?:\s?(?:ob|rev|verso|v|r)\b\.?|[\dA-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ]{0,3})"
_LEAVES = re.compile(
    rf"(?P<label>[A-Za-z]+\.?)?\s*(?P<first>{_NUMBER_OF})(?:\s*[-–—]\s*(?P<last>{_NUMBER_OF}))?"
)
_LEAF = re.compile(_NUMBER_OF)
#: A label ends where its word does: "DFA/5" is no file "FA/5".
_PART = re.compile(
    r"(?P<label>[A-Za-z][A-Za-z' ]*?\.?)(?:(?<=\.)\s*|\s+|(?=\d))(?P<value>\S*\d\S*(?:\s\S+)*)"
)


def parse_citation(text: str, tables: Tables | None = None, title: str = "") -> Citation:
    """Read the citation *text* (plain, white space folded); *tables* know archives and verbs.

    It may begin with the document's *title*, in quotation marks or without.
    """
    tables = tables or common_tables()
    body = _URL.sub(" ", text).strip()
    after_title = _QUOTED.sub("", body, count=1)
    if title and re.match(rf"{re.escape(title)}\s*[,.]\s", after_title, re.IGNORECASE):
        after_title = after_title[len(title) :].lstrip(" ,.")
    credit = _credit_pattern(tables).search(after_title)
    reference = after_title[: credit.start()] if credit else after_title
    persons = parse_credits(after_title[credit.start() :], tables) if credit else ()
    reference = _tail_pattern(tables).sub("", reference).strip(" ,;")
    if not re.search(r"(?:^|[\W\d])[A-Z]\.$", reference):  # "D.C." keeps its stop
        reference = reference.rstrip(".")
    publisher, reference = _split_publisher(reference)
    url, number = _address(text, publisher or "", tables)
    archive, shelfmark = _split_archive(reference, tables)
    return Citation(text, publisher, archive, shelfmark, persons, url, number)


@lru_cache(maxsize=8)
def _tail_pattern(tables: Tables) -> re.Pattern[str]:
    """What a citation says behind the shelfmark of other places where the document is."""
    words = _any(tables.citation_words("tail"))
    return re.compile(rf"[.,;]\s+{words}\b.*$", re.IGNORECASE | re.DOTALL)


def _address(text: str, publisher: str, tables: Tables) -> tuple[str | None, str | None]:
    """The address of the record itself: not one that the citation names as another place."""
    elsewhere = re.compile(rf"\b{_any(tables.citation_words('elsewhere'))}[.:]?\s*$", re.IGNORECASE)
    names = [word.lower() for word in re.findall(r"\w{4,}", publisher)]
    best: tuple[int, str] | None = None
    for found in _URL.finditer(text):
        url = found[0].strip("<>").rstrip(".,;)")
        host = re.sub(r"^https?://([^/]*).*$", r"\1", url).lower()
        weight = sum(name in host for name in names) - 4 * bool(
            elsewhere.search(text[: found.start()])
        )
        if best is None or weight > best[0]:
            best = weight, url
    if best is None:
        return None, None
    number = _NUMBER.search(best[1])
    return best[1], number[1] if number else None


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
    archive, rest = find_archive(reference, tables)
    rest = rest.strip(" ,")
    if archive.settlement and rest == archive.settlement:
        rest = ""
    return archive, parse_shelfmark(rest, tables, archive.settlement) if rest else None


def parse_reference(
    archive: str, shelfmark: str, tables: Tables
) -> tuple[Archive | None, Shelfmark | None]:
    """The archive and shelfmark of fields that hold nothing else; either may be empty."""
    if archive:
        return _split_archive(", ".join(filter(None, (archive, shelfmark))), tables)
    return None, parse_shelfmark(shelfmark, tables) if shelfmark else None


def parse_shelfmark(text: str, tables: Tables | None = None, town: str | None = None) -> Shelfmark:
    """Take apart a reference such as "f. 52, op. 1, d. 564, ll. 32-48"; *tables* know its labels.

    In the archives of a *town* a label means something else.
    """
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
        elif tables.counts_no_leaves(label, town):
            continue
        elif leaves and (more := _LEAF.fullmatch(piece)):
            leaves = Leaves(leaves.first, _squeezed(more[0]), None, leaves.unit)  # "38, 39 ob."
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
    first, end = _squeezed(found["first"]), _squeezed(found["last"] or found["first"])
    countable = first.isdecimal() and end.isdecimal()
    count = int(end) - int(first) + 1 if countable else None
    return Leaves(first, end, count if count is None or count > 0 else None, unit)


def _squeezed(leaf: str) -> str:
    return "".join(leaf.split()).rstrip(".")


def _any(forms: Iterable[str]) -> str:
    longest = sorted(forms, key=lambda form: (-len(form), form))
    return "(?:" + "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in longest) + ")"


@lru_cache(maxsize=8)
def _credit_pattern(tables: Tables) -> re.Pattern[str]:
    """A verb and "by", whatever stands between ("translated from Chinese by"), or a phrase and a name."""
    verb = _any(tables.credit_verbs)
    also = r"(?:\s*(?:,\s*and|,|and|/|&)\s*)"
    linked = [form for form in tables.credit_phrases if form.endswith((" by", " of"))]
    nouns = [form for form in tables.credit_phrases if form not in linked]
    lead = _any(tables.citation_words("lead"))
    return re.compile(
        rf"(?:\b{lead}\s+)*\b(?:(?P<verbs>{verb}(?:{also}{verb})*),?\s+(?P<more>(?:(?!\bby\b)[^.;:])+\s)??by\s+"
        rf"|(?P<phrase>{_any(linked)})\s+|(?P<noun>{_any(nouns)})\.?:\s*)",
        re.IGNORECASE,
    )


def parse_credits(text: str, tables: Tables | None = None) -> tuple[Person, ...]:
    """The people in "Contributed by A and translated by B and C", in order, each with a role."""
    tables = tables or common_tables()
    found = list(_credit_pattern(tables).finditer(text))
    verbs, phrases = tables.credit_verbs, tables.credit_phrases
    persons: list[Person] = []
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        names = _names(text[match.end() : end])
        said = re.split(r"[\s,/&]+", match["verbs"].lower()) if match["verbs"] else []
        roles = [verbs[verb] for verb in said if verb in verbs]
        more = re.findall(r"\w+", (match["more"] or "").lower())
        roles += [verbs[verb] for verb in more if verb in verbs]
        if phrase := match["phrase"] or match["noun"]:
            roles.append(phrases[" ".join(phrase.lower().split())])
        persons += [Person(name, *role) for role in roles for name in names]
    return tuple(persons)


def _names(text: str) -> list[str]:
    # The sentence ends at a full stop that is not an initial's ("N. S. Khrushchev").
    sentence = re.split(r"(?<![A-Z])(?<!Jr)(?<!Dr)\.(?:\s|$)", text.strip())[0]
    sentence = re.sub(r",?\s+(?:for|with)\s+.*$", "", sentence)
    names = re.split(r"\s*(?:,\s*and\s|,|;|\band\b|&)\s*", sentence)
    return [name.strip(" ,.;") for name in names if name.strip(" ,.;")]
