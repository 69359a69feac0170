"""Output: the full-text index of an edition, all its languages in one, in files that a page asks for as it needs them.

The terms stand in the order of their characters, some hundred in a file; `search/words/index.json` says with
which term each file begins. In a file a term is: how many characters it shares with the one before, the
length of the rest in bytes, the rest in UTF-8, the length of its places in bytes, its places. Lengths and
places are numbers of seven bits a byte, the lowest first. A place says of a document how far its number is
from the one before, and in the two lowest bits how much the term weighs there. The pages of the project have
the numbers after those of the documents.

For a word that stands nowhere, the page suggests some that are like it. A word with one wrong letter has its
beginning or its end right. Those that begin alike stand together; so that those that end alike do too, the files
`ends-N.bin` have the words again, each from its end, with the number of their places in place of these.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from tei_edition.publish.catalog import Entry
from tei_edition.publish.site import Catalog, Design, Made, OwnPage
from tei_edition.publish.web.groups import in_order
from tei_edition.publish.web.own import words_of
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
    for number, page in enumerate(design.pages, len(catalog.entries)):
        for term, weight in _of_page(page).items():
            places[term].append(number << 2 | weight)
    files: dict[str, bytes | str] = {}
    index: dict[str, object] = {"documents": len(catalog.entries)}
    index["pages"] = [[page.slug, page.title] for page in design.pages]
    ends = {term[::-1]: term for term in places if _is_word(term)}
    for key, name, terms, said in (
        ("first", "{}.bin", places, lambda term: _packed(places[term])),
        ("ends", "ends-{}.bin", ends, lambda end: _number(len(places[ends[end]]))),
    ):
        first = []
        for number, (term, data) in enumerate(_files(terms, said)):
            first.append(term)
            files[f"search/words/{name.format(number)}"] = data
        index[key] = first
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
    people = (*entry.authors, *entry.contributors, *entry.senders, *entry.recipients)
    said = (entry.title, entry.place, entry.archive, *entry.keywords, *(p.name for p in people))
    return _weighed(counts, "\n".join(said))


def _of_page(page: OwnPage) -> dict[str, int]:
    """The same of a page of the project."""
    return _weighed(Counter(terms_of(words_of(page))), page.title)


def _weighed(counts: Mapping[str, int], named: str) -> dict[str, int]:
    found = {t: ONCE if n == 1 else FEW if n <= 3 else OFTEN for t, n in counts.items()}
    return found | dict.fromkeys(terms_of(named), NAMED)


def _is_word(term: str) -> bool:
    """Whether *term* can be a misspelt word: no number, and no two characters of a script without spaces."""
    return len(term) > 2 and not any(map(str.isnumeric, term))


def _files(terms: Iterable[str], said: Callable[[str], bytes]) -> Iterator[tuple[str, bytes]]:
    """The files for *terms* with what is *said* of each; each file with its first term."""
    data, first, before = bytearray(), "", ""
    # As the browser compares them: by the units of UTF-16.
    for term in sorted(terms, key=lambda term: term.encode("utf-16-be")):
        if not data:
            first, before = term, ""
        shared = _shared(before, term)
        rest = term[shared:].encode()
        packed = said(term)
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
