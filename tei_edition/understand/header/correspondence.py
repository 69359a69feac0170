"""Who wrote a letter, cable or memorandum, and to whom: from its own lines, else from its title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tei_edition.document.model import Block, Heading, Opener, Party, plain

_TITLE = re.compile(
    r"(?:[\w'’-]+\s+){0,3}?(?:letter|telegram|cable|message|note|memorandum|dispatch|ciphergram|cryptogram)s?\b"
    r"[^,:;]*?\bfrom\s+(?P<sent>[^,:;()\[\]]{2,80}?)\s+to\s+(?P<received>[^,:;()\[\]]{2,80}?)"
    r"(?:\s+(?:on|about|regarding|concerning|of)\s.*|[,:;(\[].*)?",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[^:]{1,30}:\s*")
#: The lines of a document's head that name one party each.
_PARTIES = {"from": "sent", "to": "received"}


def parties(title: str, blocks: Sequence[Block]) -> tuple[Party, ...]:
    """The sender and the recipients of a document, in that order; none where nothing names them."""
    found = tuple(_lines(blocks))
    if not found and (named := _TITLE.fullmatch(" ".join(title.split()))):
        found = tuple(
            Party(action, _clean(named[action]), certain=False) for action in ("sent", "received")
        )
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
