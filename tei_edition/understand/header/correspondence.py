"""Who wrote a letter, cable or memorandum, and to whom: from its own lines, else from its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from tei_edition.conventions.tables import Tables, common_tables
from tei_edition.document.block import Block, Heading, Opener
from tei_edition.document.header import Party
from tei_edition.document.inline import plain
from tei_edition.understand.words.dictionary import is_unknown_word

_LABEL = re.compile(r"[^:]{1,30}:\s*")
#: The lines of a document's head that name one party each.
_PARTIES = {"from": "sent", "to": "received"}
_NUMBER = r"(?:\s*(?:No|Nr|Number|#|№)\.?\s*[\w/.-]*\d[\w/-]*)?"
_DATED = r"(?:,?\s+(?:of|dated)\s+(?:the\s+)?[\w ,.]{0,20}\d{1,4}\b)?"
_WORD = re.compile(r"[\w'’-]+")
#: A word of a name: capitals with their stops, a capital and letters, a particle ("de", "von").
_NAME = re.compile(
    r"(?:[^\W\d_]\.-?){1,3}|(?-i:[A-ZÀ-ÞĀ-Ž])[^\W\d_]+(?:['’-][^\W\d_]+)*|[a-z]{1,3}"
)
_INITIAL = re.compile(r"(?:[^\W\d_]\.[\s-]?){1,3}[^\W\d_]{2}")
#: Adjectives of countries: "Soviet Comrades" are nobody by name.
_NATIONAL = re.compile(r"Soviet|East|West|North|South|United|Great|New|\w+(?:ian|ese|ish)")
_WITH_ARTICLE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_END = re.compile(r"[,:;(\[]|\s[-–—]\s|\s['\"“‘]")


def parties(title: str, blocks: Sequence[Block], tables: Tables | None = None) -> tuple[Party, ...]:
    """The sender and the recipients of a document, in that order; none where nothing names them.

    *tables* know what titles call letters, and the offices that are held "to" a country.
    """
    tables = tables or common_tables()
    title = " ".join(title.split())
    found = tuple(_lines(blocks))
    kinds = [_kind(party.name, tables, personal=False) for party in found]
    if not found:
        found = tuple(_title(title, tables))
        kinds = [_kind_in(title, party.name, tables) for party in found]
    told = [replace(party, kind=kind) for party, kind in zip(found, kinds, strict=True)]
    return tuple(sorted(told, key=lambda party: party.action != "sent"))


# --- what a name is of --------------------------------------------------------------------------


def _kind_in(title: str, name: str, tables: Tables) -> str:
    """The kind of *name*, which the *title* has: what has an article is no name of a person."""
    before = title.partition(name)[0]
    personal = not _WITH_ARTICLE.search(before) and bool(
        _set(tables, "personal").intersection(_folded(before))
    )
    return _kind(name, tables, personal)


def _kind(name: str, tables: Tables, personal: bool) -> str:
    """Whether *name* is "person" or "body", by its offices and forms of address; empty where it does not say.

    A name alone is a person's in a *personal* letter; where it may be a place's, it says nothing.
    """
    bodies = _set(tables, "body")
    persons = _set(tables, "person") | _set(tables, "office") - bodies
    head = list(takewhile(lambda word: word not in _set(tables, "of"), _folded(name)))
    # The last word says what the name is of: "Party Secretary Lind", "General Staff".
    last = next((word for word in reversed(head) if word in persons or word in bodies), None)
    if last is not None:
        return "person" if last in persons else "body"
    return "person" if _is_bare_name(name, tables, personal) else ""


def _is_bare_name(name: str, tables: Tables, personal: bool) -> bool:
    tokens = name.split()
    is_place = any(map(tables.is_place, (name, *tokens)))
    if not 1 <= len(tokens) <= 4 or is_place or not all(map(_NAME.fullmatch, tokens)):
        return False
    if name.isupper() or any(map(_NATIONAL.fullmatch, tokens)):
        return False
    if _INITIAL.match(name):
        return True
    if personal:
        return len(name) > 1
    return len(tokens) > 1 and any(is_unknown_word(token, "en") for token in tokens)


def _folded(name: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(name)]


@lru_cache(maxsize=32)
def _set(tables: Tables, kind: str) -> frozenset[str]:
    return frozenset(tables.letter_words(kind))


def _lines(blocks: Sequence[Block]) -> Iterator[Party]:
    for block in blocks:
        if isinstance(block, Heading) and block.kind:
            return  # another document begins
        if not isinstance(block, Opener):
            continue
        for line in block.lines:
            if action := _PARTIES.get(line.kind):
                name = _clean(_LABEL.sub("", " ".join(plain(line.content).split()), count=1))
                if name:
                    yield Party(action, name)


def _clean(name: str) -> str:
    return re.sub(r"^the\s+", "", name.strip(" .,;'\"“”"), flags=re.IGNORECASE)


# --- titles -------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _kind_pattern(tables: Tables) -> re.Pattern[str]:
    """What a title begins with that says who wrote to whom: the kind of document, its number and day."""
    before, kind = (_any(tables.letter_words(name)) for name in ("before", "kind"))
    # Adjectives of countries stand before a kind too: "Soviet cable".
    return re.compile(
        rf"(?:(?:{before}|(?-i:[A-Z])[\w-]+(?:an|ese|ish|ch|ic|i))\s+)*{kind}{_NUMBER}{_DATED}"
        r"(?P<sign>,|:)?\s+(?P<rest>.+)",
        re.IGNORECASE,
    )


def _any(forms: Iterable[str]) -> str:
    return "(?:" + "|".join(map(re.escape, forms)) + ")"


def _title(title: str, tables: Tables) -> Iterator[Party]:
    """Who the *title* says wrote to whom: "from A to B", "for B from A", "to B", "from A", ", A to B"."""
    found = _kind_pattern(tables).fullmatch(title)
    if not found:
        return
    rest = found["rest"]
    first, _, names = rest.partition(" ")
    if first.lower() == "from":
        sender, receiver = _divided(names, tables)
    elif first.lower() in ("to", "for"):
        receiver, _, sender = _before_subject(names, tables).partition(" from ")
    elif found["sign"]:
        sender, receiver = _divided(rest, tables)
        if not receiver:
            return
    else:
        return
    for action, name in (("sent", sender), ("received", receiver)):
        if name := _clean(_before_subject(name, tables)):
            if not re.match(r"[^\W\d_]", name) or not any(map(str.isupper, name)):
                return
            yield Party(action, name, certain=False)


def _before_subject(names: str, tables: Tables) -> str:
    """*names* up to what the document is about, or another part of the title."""
    subject = re.search(rf"\s{_any(tables.letter_words('subject'))}\s", names)
    end = _END.search(names)
    ends = [found.start() for found in (subject, end) if found]
    return names[: min(ends, default=len(names))]


def _divided(names: str, tables: Tables) -> tuple[str, str]:
    """The sender and the recipient in "A to B"; a "to" that belongs to an office parts nothing."""
    head = _before_subject(re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", names), tables)
    # What a parenthesis holds may stand between the two: "Weber (Ribe) to Holm".
    head = " ".join(head.split())
    places = [found.start() for found in re.finditer(r" to ", head)]
    office = re.compile(rf"(?:^|\s){_any(tables.letter_words('office'))}$", re.IGNORECASE)
    free = [place for place in places if not office.search(head[:place])]
    if free:
        return head[: free[0]], head[free[0] + 4 :]
    if places and _is_body(head[places[-1] + 4 :], tables):
        return head[: places[-1]], head[places[-1] + 4 :]
    return head, ""


def _is_body(name: str, tables: Tables) -> bool:
    """True where *name* is that of an office or body, or of one that is called by an article."""
    words = {word.casefold() for word in re.findall(r"[\w-]+", name)}
    return name.startswith("the ") or bool(words & set(tables.letter_words("body")))
