"""Output: the full-text index of an edition, all its languages in one, in files that a page asks for as it needs them.

The terms stand in the order of their characters, some hundred in a file; `search/words/index.json` says with
which term each file begins. In a file a term is: how many characters it shares with the one before, the
length of the rest in bytes, the rest in UTF-8, the length of its places in bytes, its places. Lengths and
places are numbers of seven bits a byte, the lowest first. A place says of a document how far its number is
from the one before, and in the two lowest bits how much the term weighs there.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tei_edition.publish.catalog import Entry
from tei_edition.publish.site import Catalog, Design, Made
from tei_edition.publish.web.groups import in_order
from tei_edition.publish.web.terms import terms_of

#: About so many bytes are in a file of the index.
SIZE = 40_000
#: A term stands in the text once, up to three times, more often; or in what is said of the document.
ONCE, FEW, OFTEN, NAMED = range(4)


def make(catalog: Catalog, design: Design) -> Made:
    """The index of the texts in the edition's folder (`<id>/<id>.txt`), and of what their entries say."""
    places: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for number, entry in enumerate(in_order(catalog.entries)):
        for term, weight in _weights(entry, catalog.out).items():
            places[term].append(number << 2 | weight)
    files: dict[str, bytes | str] = {}
    first = []
    for number, (term, data) in enumerate(_files(places)):
        first.append(term)
        files[f"search/words/{number}.bin"] = data
    index = {"documents": len(catalog.entries), "first": first}
    files["search/words/index.json"] = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return Made(files)


def _weights(entry: Entry, folder: Path) -> dict[str, int]:
    """The terms of a document, and what each weighs in it."""
    try:
        text = (folder / entry.id / f"{entry.id}.txt").read_text("utf-8")
    except OSError:  # it has no text, or none was made
        text = ""
    counts = Counter(terms_of(text))
    counts.update(terms_of(f"{entry.abstract} {entry.shelfmark} {entry.kind}"))
    found = {t: ONCE if n == 1 else FEW if n <= 3 else OFTEN for t, n in counts.items()}
    people = (*entry.authors, *entry.contributors, *entry.senders, *entry.recipients)
    said = (entry.title, entry.place, entry.archive, *entry.keywords, *(p.name for p in people))
    for term in terms_of("\n".join(said)):
        found[term] = NAMED
    return found


def _files(places: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, bytes]]:
    """The files of the index, each with its first term."""
    data, first, before = bytearray(), "", ""
    # As the browser compares them: by the units of UTF-16.
    for term in sorted(places, key=lambda term: term.encode("utf-16-be")):
        if not data:
            first, before = term, ""
        shared = _shared(before, term)
        rest = term[shared:].encode()
        packed = _packed(places[term])
        data += _number(shared) + _number(len(rest)) + rest + _number(len(packed)) + packed
        before = term
        if len(data) >= SIZE:
            yield first, bytes(data)
            data.clear()
    if data:
        yield first, bytes(data)


def _shared(one: str, two: str) -> int:
    """How many characters *one* and *two* begin with in common; none that UTF-16 writes in two units."""
    count = 0
    for a, b in zip(one, two, strict=False):
        if a != b or a > "\uffff":
            break
        count += 1
    return count


def _packed(places: Sequence[int]) -> bytes:
    packed = bytearray()
    last = 0
    for place in places:
        number = place >> 2
        value = (number - last) << 2 | place & 3
        last = number
        while value > 127:
            packed.append(value & 127 | 128)
            value >>= 7
        packed.append(value)
    return bytes(packed)


def _number(value: int) -> bytes:
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    found.append(value)
    return bytes(found)
