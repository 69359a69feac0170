"""Output: the pages of the register: a list of people, of places and of organisations, and a page for each entry."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from copy import deepcopy
from datetime import date

from tei_edition.enrich.register import AUTHORITIES, Entry
from tei_edition.publish.register.data import files_of
from tei_edition.publish.register.known import Known, Line, lived, offices
from tei_edition.publish.register.map import drawn_map, point_of
from tei_edition.publish.register.places import FOLDERS, page_of
from tei_edition.publish.site import Catalog, Design, Made
from tei_edition.publish.web.elements import Element, Frame, element, link
from tei_edition.publish.web.groups import ROWS, slug, sorting
from tei_edition.publish.web.pages import render_page

#: What the lists are called.
TITLES = {"person": "People", "place": "Places", "org": "Organisations"}
_AUTHORITY = {"gnd": "GND", "viaf": "VIAF", "wikidata": "Wikidata", "geonames": "GeoNames"}
#: So many entries stand on one page of a list; more are parted by letters.
_LISTED = 300
#: So many others are said to be named together with an entry.
_TOGETHER = 20


def make(catalog: Catalog, design: Design) -> Made:
    """The folders `people/`, `places/` and `organisations/`; nothing where the project has no register."""
    if not catalog.register:
        return Made()
    known = Known(catalog)
    data = _data([name for name, _ in files_of(known, design)])
    frame = Frame(render_page("shell", design.site, catalog))
    pages: dict[str, bytes | str] = {}
    for kind, folder in FOLDERS.items():
        entries = [entry for entry in known.register.entries if entry.kind == kind]
        if entries:
            entries.sort(key=lambda entry: sorting(entry.name))
            pages |= _lists(frame, known, folder, entries, data)
        for entry in entries:
            pages |= _pages(frame, known, entry)
    return Made(pages)


# --- the lists ----------------------------------------------------------------------------------------


def _data(names: Iterable[str]) -> Element:
    """Where the register is as data."""
    listed = element("p", "The register as data: ", cls="quiet data")
    for place, name in enumerate(names):
        if place:
            listed[-1].tail = " · "
        listed.append(link(f"../register/{name}", name))
    return listed


def _lists(
    frame: Frame, known: Known, folder: str, entries: Sequence[Entry], data: Element
) -> dict[str, str]:
    """The list of *entries*, all of one kind; where they are many, a page for each letter."""
    title = TITLES[entries[0].kind]
    letters: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        first = slug(entry.name)[0].upper()
        letters[first if first.isalpha() else "0–9"].append(entry)
    shown = drawn_map(
        (entry, known.documents_of(entry.id), known.page(entry.id))
        for entry in entries
        if entry.kind == "place"
    )
    body = [] if shown is None else [shown]
    if len(entries) <= _LISTED:
        for letter in sorted(letters):
            body += [element("h2", letter), _listed(known, letters[letter])]
        return {f"{folder}/index.html": frame.page(title, *body, deepcopy(data))}
    most = sorted(entries, key=lambda e: (-known.documents_of(e.id), sorting(e.name)))[:_TOGETHER]
    body += [_letters(letters, ""), element("h2", "Most records"), _listed(known, most)]
    pages = {f"{folder}/index.html": frame.page(title, *body, deepcopy(data))}
    for letter, some in letters.items():
        parts = (_letters(letters, letter), _listed(known, some))
        way = [("index.html", title)]
        pages[f"{folder}/{_letter_page(letter)}"] = frame.page(
            f"{title}: {letter}", *parts, way=way
        )
    return pages


def _letter_page(letter: str) -> str:
    """No entry has this page: ids begin with a letter."""
    return f"0-{slug(letter)}.html"


def _letters(letters: Iterable[str], here: str) -> Element:
    nav = element("nav", cls="letters", label="By letter")
    for letter in sorted(letters):
        to = link(_letter_page(letter), letter)
        if letter == here:
            to.set("aria-current", "page")
        nav.append(to)
    return nav


def _listed(known: Known, entries: Iterable[Entry]) -> Element:
    listed = element("ul", cls="groups register")
    for entry in entries:
        item = element("li", link(known.page(entry.id), entry.name))
        if told := ", ".join(filter(None, (lived(entry), *offices(entry)[:1]))):
            item.append(element("span", f" {told}", cls="about"))
        if count := known.documents_of(entry.id):
            item.append(element("span", f"{count:,}", cls="count"))
        listed.append(item)
    return listed


# --- the page of an entry -----------------------------------------------------------------------------


def _pages(frame: Frame, known: Known, entry: Entry) -> dict[str, str]:
    """The page of *entry*; more, where more documents name it than one page lists."""
    lines = known.lines.get(entry.id, [])
    count = max(1, -(-len(lines) // ROWS))
    way = [("index.html", TITLES[entry.kind])]
    pages = {}
    for number in range(1, count + 1):
        start = (number - 1) * ROWS
        body = _about(known, entry) if number == 1 else []
        if lines or not _takes_part(known, entry):
            body += _mentions(entry, lines[start : start + ROWS], len(lines), (number, count))
        title = entry.name if number == 1 else f"{entry.name} ({number} of {count})"
        pages[_file(entry, number)] = frame.page(title, *body, way=way)
    return pages


def _takes_part(known: Known, entry: Entry) -> bool:
    """Whether *entry* wrote or received anything, or speaks, even where no words name it."""
    return any(entry.id in found for found in (known.letters, known.received, known.spoken))


def _file(entry: Entry, number: int = 1) -> str:
    """The file of a page; no id holds a tilde."""
    return f"{FOLDERS[entry.kind]}/{entry.id}{f'~{number}' if number > 1 else ''}.html"


def _about(known: Known, entry: Entry) -> list[Element]:
    facts = element("dl", cls="entry-facts")
    for name, values in _facts(entry):
        facts.append(element("dt", name))
        facts.extend(element("dd", value) for value in values)
    parts = [facts] if len(facts) else []
    drawn = drawn_map([(entry, known.documents_of(entry.id), "")])
    if entry.kind == "place" and drawn is not None:
        for dot in drawn.findall("a"):  # it leads nowhere else
            drawn.replace(dot, dot[1])
        drawn.set("role", "img")
        drawn.set("aria-label", f"Location of {entry.name}")
        parts.append(drawn)
    parts += _speech(known, entry)
    parts += _others(known, "Wrote to", known.letters.get(entry.id))
    parts += _others(known, "Received from", known.received.get(entry.id))
    parts += _others(known, "Named together with", known.together(entry))
    return parts


def _facts(entry: Entry) -> list[tuple[str, list[Element | str]]]:
    numbers: list[Element | str] = [
        element("a", f"{_AUTHORITY[name]} {number}", href=AUTHORITIES[name].format(number))
        for name, number in entry.authorities()
        if number.replace("-", "").isalnum()
    ]
    forms: list[Element | str] = [form for form in entry.forms if form != entry.name]
    place = f"{entry.latitude}, {entry.longitude}" if point_of(entry) else ""
    found: list[tuple[str, list[Element | str]]] = [
        ("Born", [_day(entry.born)]),
        ("Died", [_day(entry.died)]),
        ("Office", list(offices(entry))),
        ("In the texts", [", ".join(map(str, forms))]),
        ("Coordinates", [place]),
        ("Elsewhere", numbers),
        ("Note", [entry.note]),
    ]
    said = [(name, [value for value in values if value != ""]) for name, values in found]
    return [(name, values) for name, values in said if values]


def _day(said: str) -> str:
    """A date (ISO 8601) in words; anything else as it is said."""
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return said
    return f"{day.day} {day:%B} {day.year}"


def _speech(known: Known, entry: Entry) -> list[Element]:
    spoken = known.spoken.get(entry.id)
    if not spoken:
        return []
    table = element("table")
    head = (element("th", name, scope="col") for name in ("Speaks in", "Words", "Passages"))
    table.append(element("thead", element("tr", *head)))
    body = element("tbody")
    for document, speaker in spoken[:ROWS]:
        body.append(
            element(
                "tr",
                element("td", link(f"../{document.address}", document.title)),
                element("td", f"{speaker.words:,}"),
                element("td", f"{speaker.passages:,}"),
            )
        )
    table.append(body)
    return [element("h2", "Speech"), element("div", table, cls="scroll always")]


def _others(known: Known, title: str, counts: Counter[str] | None) -> list[Element]:
    if not counts:
        return []
    by_id = known.register.by_id
    order = sorted(counts, key=lambda id: (-counts[id], sorting(by_id[id].name)))[:_TOGETHER]
    listed = element("ul", cls="groups")
    for id in order:
        count = element("span", f"{counts[id]:,}", cls="count")
        listed.append(element("li", link(known.page(id), by_id[id].name), " ", count))
    return [element("h2", title), listed]


def _mentions(
    entry: Entry, lines: Sequence[Line], total: int, page: tuple[int, int]
) -> list[Element]:
    if not lines:
        return [element("p", "No record mentions this entry.", cls="quiet")]
    number, pages = page
    rows = element("ol", cls="records short mentions", start=str((number - 1) * ROWS + 1))
    rows.extend(_row(line) for line in lines)
    title = f"Named in {total:,} {'record' if total == 1 else 'records'}"
    pager = None
    if pages > 1:
        pager = element("nav", cls="pager", label="Pages")
        for each in range(1, pages + 1):
            to = link(f"../{_quoted(entry, each)}", str(each))
            if each == number:
                to.set("aria-current", "page")
            pager.append(to)
    shown = [element("h2", title), pager, rows, deepcopy(pager)]
    return [part for part in shown if part is not None]


def _quoted(entry: Entry, number: int) -> str:
    address = page_of(entry.kind, entry.id)
    return address.replace(".html", f"~{number}.html") if number > 1 else address


def _row(line: Line) -> Element:
    document, mention = line
    address = f"../{document.address}"
    often = f"{mention.times} {'time' if mention.times == 1 else 'times'}"
    row = element(
        "li",
        element("p", f"{document.date_words or 'Undated'} · {often}", cls="date"),
        element("h3", link(address, document.title)),
    )
    shown = set()
    for paragraph, before, name, behind in mention.passages:
        shown.add(paragraph)
        quoted = element("p", before, element("mark", name), behind + " ", cls="excerpt")
        if paragraph:
            quoted.append(_to(address, paragraph))
        row.append(quoted)
    if more := [paragraph for paragraph in mention.paragraphs if paragraph not in shown]:
        also = element("p", "Also in ", cls="quiet also")
        for place, paragraph in enumerate(more):
            also.append(_to(address, paragraph))
            also[-1].tail = "" if place == len(more) - 1 else " "
        row.append(also)
    return row


def _to(address: str, paragraph: int) -> Element:
    return link(f"{address}#p{paragraph}", f"¶{paragraph}", aria_label=f"Paragraph {paragraph}")
