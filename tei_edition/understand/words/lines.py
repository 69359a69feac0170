"""What single lines of a document say: headings, dates, addressees, classification, signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tei_edition.conventions.tables import Tables
from tei_edition.document.block import Heading, Line, Paragraph
from tei_edition.document.inline import Inline, LineBreak, Mark, Text, plain, stripped
from tei_edition.document.marks import Kind
from tei_edition.understand.words.calendars import find_day

_LONGEST_HEADING_LINE = 120
_LONGEST_LINE = 90
#: A paragraph of more words is prose.
_PROSE = 25

# --- headings ---------------------------------------------------------------------------------


def is_heading(block: Paragraph, capitals: bool = True) -> bool:
    """True for a paragraph in *capitals* (with a date or a short line below), or in bold alone."""
    lines = [line.strip() for line in plain(block.content).split("\n") if line.strip()]
    if not lines or any(len(line) > _LONGEST_HEADING_LINE for line in lines):
        return False
    if _is_bold(block):
        return lines[-1][-1] not in ".;,"
    first, *others = lines
    return (
        capitals
        and _in_capitals(first)
        and all(_in_capitals(o) or find_day(o) or (len(o) < 60 and o[-1].isalnum()) for o in others)
    )


def _in_capitals(line: str) -> bool:
    letters = [char for char in line if char.isalpha()]
    return len(letters) > 3 and sum(map(str.isupper, letters)) >= 0.9 * len(letters)


def _is_bold(block: Paragraph) -> bool:
    words = [n for n in block.content if isinstance(n, Text) and n.value.strip()]
    others = [n for n in block.content if not isinstance(n, Text | LineBreak)]
    return bool(words) and not others and all("strong" in node.styles for node in words)


_SPACED = re.compile(r"\s*(?:[^\W_][.,:]?\s+){3,}[^\W_][.,:!]?\s*")


def is_spaced(block: Paragraph) -> bool:
    """True for a paragraph that is set s p a c e d."""
    nodes = block.content
    return (
        len({node.styles for node in nodes if isinstance(node, Text)}) == 1
        and all(isinstance(node, Text) for node in nodes)
        and bool(_SPACED.fullmatch(plain(nodes)))
    )


def spaced_heading(block: Paragraph, level: int) -> Heading:
    """A heading of the words of *block*, without the blanks between their letters.

    Where the source tells the blanks between words from those between letters (it sets more of
    them), the words stay apart.
    """
    words = plain(block.content).strip()
    apart = re.split(r"\s{2,}", words)
    joined = (
        " ".join("".join(word.split()) for word in apart)
        if len(apart) > 1
        else "".join(words.split())
    )
    first = next(node for node in block.content if isinstance(node, Text))
    text = Text(joined, block.span, (*first.styles, "spaced"))
    return Heading(level, (text,), block.span)


# --- lines ------------------------------------------------------------------------------------


def is_title(words: str, tables: Tables) -> bool:
    """True for a short line that says what kind of document this is: "Record of conversation"."""
    return (
        len(words.split()) <= _PROSE
        and words[-1:] not in (".", ";", ":", ",")
        and bool(_phrases(tables, "titles", "title").match(words))
    )


def split_lines(content: Sequence[Inline]) -> list[tuple[Inline, ...]]:
    """*content* at its line breaks, each line without the break that ends it."""
    lines: list[list[Inline]] = [[]]
    for node in content:
        if isinstance(node, LineBreak):
            lines.append([])
        else:
            lines[-1].append(node)
    return [tuple(line) for line in lines]


def is_prose(content: Sequence[Inline]) -> bool:
    """True for what is too long to be a line of its own."""
    return len(plain(content).split(maxsplit=_PROSE)) >= _PROSE


_COPY = re.compile(
    r"(?:single|only )?cop(?:y|ies)\s*(?:(?:no|nr|number)\.?|#|№)?\s*[\d_]+(?:\s*(?:of|/)\s*\d+)?(?:\s*cop(?:y|ies))?\.?"
    r"|(?:single|only) copy\.?|ex(?:emplar|\.)?\s*(?:no|nr|№|#)?\.?\s*\d+\.?|\d+ copies\.?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:[^\W\d_]{3,16}\.?\s+){0,3}"
    r"(?:(?:no|nr|nos|number)\.?|#|№)\s*:?\s*[\w./-]*\d[\w./-]*(?:[ ,;].{0,40})?",
    re.IGNORECASE,
)
_TIME_GROUP = re.compile(r"\d{6}Z?\s+[A-Z]{3}\s+\d{2,4}|[A-Z]\s?\d{6}Z?\s+[A-Z]{3}\s+\d{2,4}")
_LABELLED = re.compile(r"\s*(?P<label>[^\W\d_][\w .№/-]{0,28}?)\s?:\s*(?P<rest>.*)", re.DOTALL)
_PLACED = re.compile(
    r"(?P<place>[^\W\d_][\w .'’()-]{1,40}?),?\s+(?:on\s+)?(?P<date>(?:the\s+)?\S.*)"
)
#: What the names of places of several words begin with: a title before a name ("Captain Berg, 3 May") is none.
_PLACE_BEGINS = (
    r"(?:St|Ste|Ft|Mt|Pt)\.?|Saint|Fort|Mount|Port|Cape|Lake|New|San|Santa|São|Los|Las|El|La|Le|Rio|Buenos|Bad|Den|The(?= Hague)"
    r"|North|South|East|West|Upper|Lower|Nizhny|Novy|Nowy|Nova|Veliky|Stary|Hong|Tel|Addis|Kuala|Phnom|Ho|Salt|Frankfurt|Ulan|Alma|Port-au|Sault"
)
_LONG_PLACE = re.compile(
    rf"(?:{_PLACE_BEGINS})(?:[ -](?:St\.|Ste\.|[^\W\d_][\w’'-]+)){{1,3}}(?:, (?:[A-Z]\.\s?){{1,4}}|, [^\W\d_][\w’'-]+\.?)?"
    r"|[^\W\d_][\w’'-]+, (?:[A-Z]\.\s?){1,4}"
)
_PARTED = re.compile(r",?\s+(?:on\s+)?")
#: Words in small letters that stand within such names; any other makes it a phrase.
_WITHIN = frozenset(
    [
        "de",
        "del",
        "do",
        "da",
        "am",
        "an",
        "der",
        "den",
        "of",
        "on",
        "upon",
        "le",
        "la",
        "les",
        "au",
        "aux",
        "dem",
        "sur",
    ]
)


@lru_cache(maxsize=32)
def _phrases(tables: Tables, table: str, key: str) -> re.Pattern[str]:
    forms = sorted(tables.data.get(table, {}).get(key, ()), key=len, reverse=True)
    either = "|".join(re.escape(form) for form in forms) or r"(?!)"
    return re.compile(rf"(?:{either})(?!\w)", re.IGNORECASE)


def line_kind(content: Sequence[Inline], tables: Tables) -> str | None:
    """What a line at the head of a document says: a type of TEI's seg, "dateline", "salute"; or None."""
    words = " ".join(plain(content).split())
    if not words or len(words) > 4 * _LONGEST_LINE:
        return None
    if len(words) <= _LONGEST_LINE:
        for kind in ("classification", "precedence"):
            if _made_of(words, _phrases(tables, "classifications", kind)):
                return kind
        if _COPY.fullmatch(words):
            return "copy"
        if _TIME_GROUP.fullmatch(words):
            return "date"
        if _NUMBERED.fullmatch(words):
            return "number"
    found = _LABELLED.fullmatch(words)
    if found and found["rest"] and (key := tables.line_key(found["label"])):
        return key
    if is_dateline(words):
        return "dateline"
    return "salute" if is_salutation(words, tables) else None


def _made_of(words: str, phrases: re.Pattern[str]) -> bool:
    """True where *words* are *phrases* and signs between them."""
    left = phrases.sub("", words)
    return left != words and not re.search(r"\w", left)


def is_dateline(words: str) -> bool:
    """True for a date, or a place and a date."""
    if len(words) > _LONGEST_LINE:
        return False
    words = words.strip(" .,;()")
    if find_day(words):
        return True
    found = _PLACED.fullmatch(words)
    if found and date_in(found["date"]) and len(found["date"]) > 4:
        return True
    return _is_long_place(words)


def _is_long_place(words: str) -> bool:
    """True for a place of several words and a date: "St. Petersburg, 8 September 1905"."""
    for sign in _PARTED.finditer(words):
        place, said = words[: sign.start()], words[sign.end() :]
        if _LONG_PLACE.fullmatch(place) and len(said) > 4 and date_in(said):
            tokens = re.split(r"[ ,-]+", place)
            return all(token[:1].isupper() or token in _WITHIN for token in tokens)
    return False


def date_in(words: str) -> bool:
    """True where *words* are a date that has a month."""
    date = find_day(words.removeprefix("the "))
    return bool(date and date.start and len(date.start) > 4)


def is_salutation(words: str, tables: Tables) -> bool:
    """True for the line that greets whoever gets a letter."""
    return (
        len(words.split()) <= 14
        and bool(_phrases(tables, "salutations", "salutation").match(words))
        and (
            words[-1] in ",!:;—-"
            or (
                words[-1].isalnum()
                and words.lower().startswith(("dear", "my dear", "esteemed", "respected"))
            )
        )
        and "," not in words[:-1].replace(", ", "", 2)
    )


def is_leave(words: str, tables: Tables) -> bool:
    """True for the line by which a letter takes leave."""
    return len(words.split()) <= 14 and bool(_phrases(tables, "closings", "closing").match(words))


def distribution_label(words: str, tables: Tables) -> bool:
    """True for "Distribution:" and its like."""
    found = _phrases(tables, "closings", "distribution").match(words)
    return bool(found and words[found.end() :].lstrip().startswith(":"))


def list_label(words: str, tables: Tables) -> str | None:
    """What the list below "Agenda:" or "Distribution:" is, or None."""
    if distribution_label(words, tables):
        return "distribution"
    label = words.strip().removesuffix(":").lower()
    if not words.strip().endswith(":"):
        return None
    if label in ("agenda", "on the agenda", "order of the day"):
        return "agenda"
    return "participants" if tables.line_key(label) == "participants" else None


_SMALL = "of the in to for from and de von van der da di al el bin a at on a.i. & – -"
#: Words that stand in names and offices in small letters.
SMALL_WORDS = frozenset(_SMALL.split())
_NAME_END = re.compile(r"[\w)\]’'\"]$|(?:^|\W)(?:Jr|Sr|[A-Z])\.$")


def is_name(words: str) -> bool:
    """True for a short line of capitalised words: a name, with or without an office."""
    tokens = words.strip(" /").replace("/s/", "").split()
    if not 1 < len(tokens) <= 10 and not (
        len(tokens) == 1 and "." in words and words[-1].isalpha()
    ):
        return False
    named = [t for t in tokens if t.lower() not in SMALL_WORDS]
    return (
        bool(named)
        and bool(_NAME_END.search(words))
        and not any(char.isdigit() for char in words)
        and all(t.strip("(\"“'[,").removeprefix("/")[:1].isupper() for t in named)
        and ":" not in words
    )


def has_signature(content: Sequence[Inline]) -> bool:
    """True where a signature stands in *content*."""
    return any(
        isinstance(node, Mark) and node.kind is Kind.GAP and node.attribute("reason") == "signature"
        for node in content
    )


def line_of(kind: str, content: Sequence[Inline]) -> Line:
    """A Line of *content* without the white space at its ends."""
    return Line(kind, stripped(content))
