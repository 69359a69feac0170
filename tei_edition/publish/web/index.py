"""Output: the first page. It lists the documents where they are few; where they are many, it shows the ways to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlencode

from tei_edition.publish.catalog import Entry
from tei_edition.publish.site import Catalog, Design, Made
from tei_edition.publish.web.elements import Element, element, link
from tei_edition.publish.web.groups import (
    SMALL,
    Group,
    People,
    by_archive,
    by_correspondent,
    by_year,
)
from tei_edition.publish.web.pages import render_catalog
from tei_edition.publish.web.timeline import timeline

#: So many archives, correspondents, languages and kinds are named; the others are on their lists.
_LEADING = 12


def make(catalog: Catalog, design: Design) -> Made:
    """One file, made from the lines of the catalog."""
    entries = catalog.entries
    years = by_year(entries)
    parts = []
    # A single bar leads nowhere that is not on this page already.
    drawn = timeline(
        {
            group.name: (len(group.entries), f"browse/{group.page()}" if len(entries) > 1 else "")
            for group in years
            if group.stem == f"year-{group.name}"
        }
    )
    if drawn is not None:
        parts.append(drawn)
    if len(entries) > SMALL:
        parts.append(_overview(entries, years))
    return Made({"index.html": render_catalog(catalog, design.site, "index", parts=parts)})


def _overview(entries: Sequence[Entry], years: Sequence[Group]) -> Element:
    people = People(entries)
    overview = element("overview", element("h2", link("browse/years.html", "Years")))
    overview.append(_groups(years, "years"))
    lists = (
        ("archives", "Archives", by_archive(entries)),
        ("correspondents", "Correspondents", by_correspondent(entries, people)),
    )
    for name, title, groups in lists:
        if groups:
            most = sorted(groups, key=lambda group: -len(group.entries))[:_LEADING]
            overview.append(element("h2", link(f"browse/{name}.html", title)))
            overview.append(_groups(most, "groups"))
            if len(groups) > len(most):
                words = f"All {len(groups):,} {name}"
                overview.append(element("p", link(f"browse/{name}.html", words)))
    for name, title, values in (
        ("language", "Languages", [entry.original for entry in entries]),
        ("kind", "Kinds", [entry.kind for entry in entries]),
    ):
        overview.extend(_values(name, title, values))
    return overview


def _groups(groups: Sequence[Group], cls: str) -> Element:
    listed = element("ul", cls=cls)
    for group in groups:
        count = element("span", f"{len(group.entries):,}", cls="count")
        listed.append(element("li", link(f"browse/{group.page()}", group.name), " ", count))
    return listed


def _values(name: str, title: str, values: Sequence[str]) -> list[Element]:
    """The values of a facet that has no lists: each leads to the search page."""
    counts = Counter(filter(None, values))
    if not counts:
        return []
    listed = element("ul", cls="groups")
    for value, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:_LEADING]:
        to = link(f"search/index.html?{urlencode({name: value})}", value)
        listed.append(element("li", to, " ", element("span", f"{count:,}", cls="count")))
    return [element("h2", title), listed]
