"""Output: the lists of the documents by year, by archive and by correspondent: pages that need no script."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from tei_edition.publish.catalog import Entry
from tei_edition.publish.site import Catalog, Design, Made
from tei_edition.publish.web.elements import Element, Frame, element, link, written
from tei_edition.publish.web.groups import (
    ROWS,
    Group,
    People,
    by_archive,
    by_correspondent,
    by_year,
    slug,
)
from tei_edition.publish.web.pages import render_page
from tei_edition.publish.web.sections import on_page, sections_of, ways_to
from tei_edition.publish.web.timeline import timeline

#: The lists: the name of the page that lists its groups, its title, and what one group is.
KINDS = {"years": "Years", "archives": "Archives", "correspondents": "Correspondents"}
#: So many groups stand on one page; more are parted by their first letters.
_GROUPS = 200
#: So many pages of a list are all named; of more, the first, the last, and those around the page.
_PAGES = 12
#: Where the lines of a list go. They are the same in all its lists, and so are written once.
_HERE = re.compile(r"<!--rows (\d+) (\d+)-->")
#: So many groups lead a list that is parted by letters.
_LEADING = 40


def make(catalog: Catalog, design: Design) -> Made:
    """The folder `browse/`: a page of years, of archives and of correspondents, and the pages of each of these."""
    people = People(catalog.entries)
    rows = {entry.id: written(_row(entry, people)) for entry in catalog.entries}
    frame = Frame(render_page("shell", design.site, catalog))
    years = by_year(catalog.entries)
    pages: dict[str, str] = {"years.html": frame.page("Years", *_years(years))}
    pages |= _lists(frame, "years", years, rows)
    for name, groups in (
        ("archives", by_archive(catalog.entries)),
        ("correspondents", by_correspondent(catalog.entries, people)),
    ):
        pages |= _contents(frame, name, groups)
        pages |= _lists(frame, name, groups, rows)
    return Made({f"browse/{name}": page for name, page in pages.items()})


def _years(groups: Sequence[Group]) -> Iterable[Element]:
    drawn = timeline({g.name: (len(g.entries), g.page()) for g in groups if g.stem[5:] == g.name})
    if drawn is not None:
        yield drawn
    decades: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        decade = f"{group.name[:-1]}0s" if group.name.lstrip("-").isdigit() else ""
        decades[decade].append(group)
    for decade, years in decades.items():
        if decade:
            yield element("h2", decade)
        yield _counted(years)


def _counted(groups: Iterable[Group]) -> Element:
    """A list of *groups*, each with a link and the number of its documents."""
    listed = element("ul", cls="groups")
    for group in groups:
        count = element("span", f"{len(group.entries):,}", cls="count")
        listed.append(element("li", link(group.page(), group.name), " ", count))
    return listed


def _contents(frame: Frame, name: str, groups: Sequence[Group]) -> dict[str, str]:
    """The page that lists *groups*; by letters, where they are many."""
    title = KINDS[name]
    if not groups:
        nobody = element("p", "None.", cls="quiet")
        return {f"{name}.html": frame.page(title, nobody)}
    letters = by_letter(groups)
    if len(groups) <= _GROUPS:
        parts: list[Element] = []
        for letter, some in letters.items() if len(groups) > ROWS // 10 else {"": groups}.items():
            parts += [element("h2", letter)] if letter else []
            parts.append(_counted(some))
        return {f"{name}.html": frame.page(title, *parts)}
    most = sorted(groups, key=lambda group: -len(group.entries))[:_LEADING]
    main = [_letters(name, letters, ""), element("h2", "Most documents"), _counted(most)]
    pages = {f"{name}.html": frame.page(title, *main)}
    for letter, some in letters.items():
        way = [(f"{name}.html", title)]
        body = [_letters(name, letters, letter), _counted(some)]
        pages[_letter_page(name, letter)] = frame.page(f"{title}: {letter}", *body, way=way)
    return pages


def by_letter(groups: Iterable[Group]) -> dict[str, list[Group]]:
    """*groups* by the Latin letters that they begin with; who has several names, by the last of them too.

    Nobody can tell which name of a person comes first, so that both are tried.
    """
    found: dict[str, list[tuple[str, Group]]] = defaultdict(list)
    for group in groups:
        words = slug(group.name).split("-")
        for word in dict.fromkeys((words[0], words[-1])):
            letter = word[0].upper() if word[0].isalpha() else "0–9"
            found[letter].append((word, group))
    return {
        letter: list({g.stem: g for _, g in sorted(found[letter], key=_place)}.values())
        for letter in sorted(found)
    }


def _place(found: tuple[str, Group]) -> tuple[str, str]:
    return found[0], found[1].stem


def _letter_page(name: str, letter: str) -> str:
    return f"{name}-{slug(letter)}.html"


def _letters(name: str, letters: Iterable[str], here: str) -> Element:
    listed = element("nav", cls="letters", label=f"{KINDS[name]} by letter")
    for letter in letters:
        to = link(_letter_page(name, letter), letter)
        if letter == here:
            to.set("aria-current", "page")
        listed.append(to)
    return listed


def _lists(
    frame: Frame, name: str, groups: Sequence[Group], rows: Mapping[str, str]
) -> dict[str, str]:
    """The pages of each of *groups*, with a way to the group before and after it; *rows* are the lines of documents."""
    pages = {}
    for place, group in enumerate(groups):
        beside = (groups[place - 1] if place else None, (*groups, None)[place + 1])
        for number in range(1, group.pages + 1):
            pages[group.page(number)] = _list(frame, name, group, number, beside, rows)
    return pages


def _list(
    frame: Frame,
    name: str,
    group: Group,
    number: int,
    beside: tuple[Group | None, Group | None],
    rows: Mapping[str, str],
) -> str:
    start = (number - 1) * ROWS
    end = min(start + ROWS, len(group.entries))
    count = f"{len(group.entries):,} {'record' if len(group.entries) == 1 else 'records'}"
    title = group.name
    if group.pages > 1:
        count += f", of which this page lists {start + 1:,} to {end:,}"
        title += f" ({number} of {group.pages})" if number > 1 else ""
    sections = sections_of(name, group)
    listed: list[Element] = []
    for heading, first, last in on_page(sections, start, end):
        listed += [heading, _place_of(first, last)]
    listed = listed or [_place_of(start, end)]
    above, below = (_pager(group, number, place) for place in ("above", "below"))
    parts = [
        element("p", count, cls="quiet"),
        ways_to(sections, group, number) if sections else None,
        above,
        *listed,
        below,
        _beside(name, beside),
    ]
    shown = [part for part in parts if part is not None]
    page = frame.page(title, *shown, way=[(f"{name}.html", KINDS[name])])
    return _HERE.sub(lambda found: _rows(group, found, rows, is_parted=bool(sections)), page)


def _place_of(start: int, end: int) -> Element:
    """The list where the lines from the place *start* to before *end* of a group will stand."""
    return element(
        "ol", etree.Comment(f"rows {start} {end}"), cls="records short", start=str(start + 1)
    )


def _rows(group: Group, place: re.Match[str], rows: Mapping[str, str], *, is_parted: bool) -> str:
    """The lines of *group* that belong to *place*; below the headings of parts, titles are a level lower."""
    found = "".join(rows[entry.id] for entry in group.entries[int(place[1]) : int(place[2])])
    return found.replace("<h2>", "<h3>").replace("</h2>", "</h3>") if is_parted else found


def _row(entry: Entry, people: People) -> Element:
    said = " · ".join(filter(None, (entry.location, ", ".join(people.all(entry)))))
    return element(
        "li",
        element("p", entry.date_words or "Undated", cls="date"),
        element("h2", link(f"../{entry.address}", entry.title)),
        *([element("p", said, cls="shelfmark")] if said else []),
    )


def _pager(group: Group, number: int, place: str) -> Element | None:
    """The ways to the pages of *group*; two on a page are told apart by their *place*."""
    if group.pages == 1:
        return None
    listed = element("nav", cls="pager", label=f"Pages, {place} the list")
    near = {1, *range(number - 2, number + 3), group.pages} if group.pages > _PAGES else set()
    shown = sorted(near & set(range(1, group.pages + 1))) or range(1, group.pages + 1)
    last = 0
    for page in shown:
        if page > last + 1:
            listed.append(element("span", "…"))
        last = page
        to = link(group.page(page), str(page))
        if page == number:
            to.set("aria-current", "page")
        listed.append(to)
    return listed


def _beside(name: str, beside: tuple[Group | None, Group | None]) -> Element | None:
    """The ways to the groups before and after."""
    if beside == (None, None):
        return None
    listed = element("nav", cls="beside-groups", label=f"Other {name}")
    for group, rel, arrow in zip(beside, ("prev", "next"), ("← {}", "{} →"), strict=True):
        if group is not None:
            listed.append(link(group.page(), arrow.format(group.name), rel=rel))
    return listed
