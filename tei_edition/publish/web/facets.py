"""Output: the search page, and the data that its script asks for: values, who has which, and what a result shows.

`search/data/values.json` lists the values of each facet; `columns-N.json` holds for each of some thousand
documents which it has, by their places in that list; `documents-N.json` what a list shows of some.
Documents are known by their place in the order of dates (`groups.in_order`), as in the full-text index.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tei_edition.enrich.register import Register
from tei_edition.publish.catalog import Entry
from tei_edition.publish.site import Catalog, Design, Made
from tei_edition.publish.web.groups import People, in_order, sorting, year_of
from tei_edition.publish.web.pages import render_page

#: So many documents are in one file of what lists show, and in one of the columns.
SHOWN, COLUMN = 25, 4000
#: So many characters of a summary are shown, or of a text that has none.
_LONGEST = 400


def make(catalog: Catalog, design: Design) -> Made:
    """The page `search/index.html` with its data, one file for some documents."""
    entries = in_order(catalog.entries)
    people = People(entries)
    facets = _facets(people) | _named(catalog.register)
    values = {name: _values(entries, of) for name, of in facets.items()}
    said = {"documents": len(entries), "shown": SHOWN, "column": COLUMN, "values": values}
    files = {"search/data/values.json": _json(said)}
    places = {name: {v: i for i, v in enumerate(listed)} for name, listed in values.items()}
    for number, part in _parts(entries, COLUMN):
        columns: dict[str, list[Any]] = {"year": [year_of(entry) for entry in part]}
        for name, of in facets.items():
            columns[name] = [[places[name][value] for value in of(entry)] for entry in part]
        files[f"search/data/columns-{number}.json"] = _json(columns)
    for number, part in _parts(entries, SHOWN):
        lines = [_shown(entry, people) for entry in part]
        files[f"search/data/documents-{number}.json"] = _json(lines)
    page = render_page("search", design.site, catalog)
    return Made({"search/index.html": page, **files})


def _facets(people: People) -> dict[str, Callable[[Entry], Sequence[str]]]:
    return {
        "archive": lambda entry: (entry.archive,) if entry.archive else (),
        "language": lambda entry: (entry.original,) if entry.original else (),
        "kind": lambda entry: (entry.kind,) if entry.kind else (),
        "correspondent": people.correspondents,
        "author": people.authors,
    }


def _named(register: Register) -> dict[str, Callable[[Entry], Sequence[str]]]:
    """The facets of who and what a document names, of the kinds that the register has."""
    names: dict[str, dict[str, str]] = {}
    for known in register.entries:
        names.setdefault(known.kind, {})[known.id] = known.name

    def of(kind: str) -> Callable[[Entry], Sequence[str]]:
        return lambda entry: tuple(
            dict.fromkeys(names[kind][m.id] for m in entry.mentions if m.id in names[kind])
        )

    facets = {"person": "person", "place": "place", "org": "organisation"}
    return {facet: of(kind) for kind, facet in facets.items() if kind in names}


def _values(entries: Sequence[Entry], of: Callable[[Entry], Sequence[str]]) -> list[str]:
    return sorted({value for entry in entries for value in of(entry)}, key=sorting)


def _parts(entries: Sequence[Entry], size: int) -> Iterator[tuple[int, Sequence[Entry]]]:
    for number, start in enumerate(range(0, len(entries), size)):
        yield number, entries[start : start + size]


def _shown(entry: Entry, people: People) -> list[str]:
    """What a result shows: id, title, date, location, people, the beginning of the summary or the text."""
    who, about = ", ".join(people.all(entry)), entry.abstract or entry.excerpt
    return [entry.id, entry.title, entry.date_words, entry.location, who, _beginning(about)]


def _beginning(text: str) -> str:
    """As much of *text* as a result shows, in whole words."""
    if len(text) <= _LONGEST:
        return text
    cut, gap, _ = text[:_LONGEST].rpartition(" ")
    return f"{cut if gap else text[:_LONGEST]} …"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
