"""What stands before and after a document: by date, and in its correspondence; put into its page when all are known.

A page is made of its document alone, and has a mark where its neighbours go. So it need not be made again
when another document comes or goes: only what stands at the mark changes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tei_edition.publish.catalog import Entry
from tei_edition.publish.web.elements import Element, element, link, written
from tei_edition.publish.web.groups import People, by_correspondent, by_year, in_order
from tei_edition.publish.web.pages import lists_of

_MARK = re.compile(rb"<!--near-->(?:.*?<!--/near-->)?", re.DOTALL)
_PAIR = tuple[Entry | None, Entry | None]


@dataclass(frozen=True, slots=True)
class Near:
    """What stands before and after a document by date and in its correspondence, and the lists that it is on.

    Correspondents and year are names with the addresses of their pages in `browse/`; `lists` are those of
    the edition, none where the document is alone in it.
    """

    day: _PAIR = (None, None)
    exchange: _PAIR = (None, None)
    correspondents: tuple[tuple[str, str], ...] = ()
    year: tuple[str, str] = ("", "")
    lists: tuple[str, ...] = ()

    def said(self) -> str:
        """All that html() shows, in few words: where it is the same, so is the HTML."""
        pairs = [e and (e.address, e.title, e.date_words) for e in (*self.day, *self.exchange)]
        return repr((pairs, self.correspondents, self.year, self.lists)) if self.lists else ""

    def html(self) -> str:
        """What is put into the page; empty where the document is alone."""
        if not self.lists:
            return ""
        nav = element("nav", cls="near", label="Other records")
        if any(self.day):
            nav.append(element("h2", "By date"))
        _add(nav, self.day)
        if self.correspondents:
            names: list[Element | str] = []
            for name, page in self.correspondents:
                names += [", "] if names else []
                names.append(link(f"../browse/{page}", name))
            nav.append(element("h2", "Correspondence: ", *names))
        _add(nav, self.exchange)
        year, page = self.year
        words = f"All of {year}" if year != "Undated" else "All undated"
        ways = element("p", link(f"../browse/{page}", words))
        for name in self.lists:
            ways.append(link(f"../browse/{name}.html", name.capitalize()))
        ways.append(link("../search/index.html", "Search"))
        nav.append(ways)
        return written(nav)


def with_neighbours(page: bytes, near: str) -> bytes:
    """The *page* of a document with what Near.html() says at its mark; as it is where it has none.

    What stands there from before is replaced, so that this can be done again to the same page.
    """
    content = f"<!--near-->{near}<!--/near-->" if near else "<!--near-->"
    return _MARK.sub(lambda _: content.encode(), page, count=1)


def neighbours_in(page: bytes) -> str:
    """What with_neighbours() put into *page*; empty where it has nothing there."""
    found = _MARK.search(page)
    return found[0].decode()[len("<!--near-->") : -len("<!--/near-->")] if found else ""


def neighbours(entries: Sequence[Entry]) -> dict[str, Near]:
    """What stands before and after each document, by its id."""
    if len(entries) < 2:
        return {entry.id: Near() for entry in entries}
    people = People(entries)
    days = _pairs([entry for entry in in_order(entries) if entry.date])
    pages = {group.name: group.page() for group in by_correspondent(entries, people)}
    years = {e.id: (group.name, group.page()) for group in by_year(entries) for e in group.entries}
    exchanges = _exchanges(entries, people)
    lists = tuple(lists_of(entries))
    alone = (None, None)
    return {
        entry.id: Near(
            days.get(entry.id, alone),
            exchanges.get(entry.id, alone),
            tuple((name, pages[name]) for name in people.correspondents(entry)),
            years[entry.id],
            lists,
        )
        for entry in entries
    }


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


def _add(nav: Element, pair: _PAIR) -> None:
    if not any(pair):
        return
    beside = element("div", cls="pair")
    for entry, rel, words in zip(pair, ("prev", "next"), ("← {}", "{} →"), strict=True):
        if entry is not None:
            when = element("span", words.format(entry.date_words or "Undated"), cls="when")
            what = element("span", entry.title, cls="what")
            beside.append(link(f"../{entry.address}", when, " ", what, rel=rel))
    nav.append(beside)
