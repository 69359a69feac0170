"""What stands before and after a document: by date, and in its correspondence; put into its page when all are known.

A page is made of its document alone, and has a mark where its neighbours go. So it need not be made again
when another document comes or goes: only what stands at the mark changes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tei_edition.publish.catalog import Entry
from tei_edition.publish.web.elements import Element, element, link, written
from tei_edition.publish.web.groups import (
    Group,
    People,
    by_correspondent,
    by_year,
    in_order,
)
from tei_edition.publish.web.pages import lists_of

_MARK = re.compile(rb"<!--near-->(?:.*?<!--/near-->)?", re.DOTALL)
_PAIR = tuple[Entry | None, Entry | None]


def with_neighbours(page: bytes, near: str) -> bytes:
    """The *page* of a document with what neighbours() says of it at its mark; as it is where it has none.

    What stands there from before is replaced, so that this can be done again to the same page.
    """
    content = f"<!--near-->{near}<!--/near-->".encode()
    return _MARK.sub(lambda _: content, page, count=1)


def neighbours(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """Of each document its id, and the HTML of what stands before and after it; empty where it is the only one."""
    if len(entries) < 2:
        yield from ((entry.id, "") for entry in entries)
        return
    people = People(entries)
    dated = _pairs([entry for entry in in_order(entries) if entry.date])
    partners = {g.name: g for g in by_correspondent(entries, people)}
    years = {entry.id: group for group in by_year(entries) for entry in group.entries}
    exchanges = _exchanges(entries, people)
    lists = lists_of(entries)
    for entry in in_order(entries):
        nav = element("nav", cls="near", label="Other records")
        _add(nav, [element("h2", "By date")], dated.get(entry.id))
        if entry.senders or entry.recipients:
            nav.append(element("h2", "Correspondence: ", *_partners(entry, people, partners)))
            _add(nav, [], exchanges.get(entry.id))
        nav.append(_ways(years[entry.id], lists))
        yield entry.id, written(nav)


def _pairs(entries: Sequence[Entry]) -> dict[str, _PAIR]:
    """What stands before and after each of *entries*."""
    before = {two.id: one for one, two in pairwise(entries)}
    after = {one.id: two for one, two in pairwise(entries)}
    return {e.id: (before.get(e.id), after.get(e.id)) for e in entries}


def _exchanges(entries: Sequence[Entry], people: People) -> dict[str, _PAIR]:
    """What stands before and after a document among those between the same correspondents, whoever wrote."""
    exchanges: dict[frozenset[str], list[Entry]] = defaultdict(list)
    for entry in in_order(entries):
        if entry.senders and entry.recipients:
            exchanges[frozenset(people.correspondents(entry))].append(entry)
    return {
        id: pair
        for exchange in exchanges.values()
        if len(exchange) > 1
        for id, pair in _pairs(exchange).items()
    }


def _partners(entry: Entry, people: People, groups: dict[str, Group]) -> list[Element | str]:
    names: list[Element | str] = []
    for name in people.correspondents(entry):
        names += [", "] if names else []
        names.append(link(f"../browse/{groups[name].page()}", name))
    return names


def _add(nav: Element, heading: Sequence[Element], pair: _PAIR | None) -> None:
    if not pair or pair == (None, None):
        return
    nav.extend(heading)
    beside = element("div", cls="pair")
    for entry, rel, words in zip(pair, ("prev", "next"), ("← {}", "{} →"), strict=True):
        if entry is not None:
            when = element("span", words.format(entry.date_words or "Undated"), cls="when")
            what = element("span", entry.title, cls="what")
            beside.append(link(f"../{entry.address}", when, " ", what, rel=rel))
    nav.append(beside)


def _ways(year: Group, lists: Sequence[str]) -> Element:
    words = f"All of {year.name}" if year.name != "Undated" else "All undated"
    ways = element("p", link(f"../browse/{year.page()}", words))
    for name in lists:
        ways.append(link(f"../browse/{name}.html", name.capitalize()))
    ways.append(link("../search/index.html", "Search"))
    return ways
