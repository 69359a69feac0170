"""Who wrote a letter, cable or memorandum, and to whom: from its own lines, else from its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from tei_edition.conventions.tables import Tables, common_tables
from tei_edition.document.block import Block, Heading, Opener
from tei_edition.document.header import Party
from tei_edition.document.inline import plain

_LABEL = re.compile(r"[^:]{1,30}:\s*")
#: The lines of a document's head that name one party each.
_PARTIES = {"from": "sent", "to": "received"}
_NUMBER = r"(?:\s*(?:No|Nr|Number|#|№)\.?\s*[\w/.-]*\d[\w/-]*)?"
_DATED = r"(?:,?\s+(?:of|dated)\s+(?:the\s+)?[\w ,.]{0,20}\d{1,4}\b)?"
_END = re.compile(r"[,:;(\[]|\s[-–—]\s|\s['\"“‘]")


def parties(title: str, blocks: Sequence[Block], tables: Tables | None = None) -> tuple[Party, ...]:
    """The sender and the recipients of a document, in that order; none where nothing names them.

    *tables* know what titles call letters, and the offices that are held "to" a country.
    """
    found = tuple(_lines(blocks))
    if not found:
        found = tuple(_title(" ".join(title.split()), tables or common_tables()))
    return tuple(sorted(found, key=lambda party: party.action != "sent"))


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
