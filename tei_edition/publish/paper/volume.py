"""Several TEI documents in, one book out: front matter, records in order of date, indexes, colophon."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from lxml import etree

from tei_edition._version import __version__
from tei_edition.diagnostics import Diagnostic, Position
from tei_edition.publish.paper.names import (
    Named,
    by_words,
    headings_of,
    merged,
    parts_of,
    place_address,
)
from tei_edition.publish.paper.options import PrintOptions
from tei_edition.publish.paper.pdf import (
    ATTACHED,
    AUTHOR,
    CITATION,
    PUBLISHER,
    RIGHTS,
    TITLE,
    Source,
    attachments,
    authors_of,
    dated,
    render_typst,
    set_pages,
    unhandled,
)
from tei_edition.publish.paper.typst import array, date_of, string
from tei_edition.publish.paper.xmp import page_count
from tei_edition.publish.prefixes import written_out
from tei_edition.tei.calendars import date_words
from tei_edition.tei.text import text_of

#: Records compiled at a time: Typst needs some 3 MB a page, and gives them back between compilations.
PART = 4

_TEI = "{http://www.tei-c.org/ns/1.0}"
_CREATED = f"{_TEI}teiHeader/{_TEI}profileDesc/{_TEI}creation/{_TEI}date"


@dataclass
class _Book:
    """What the parts of a book tell its front and back matter."""

    contents: list[tuple[str, str, int]] = field(default_factory=list)
    names: dict[str, dict[str, Named]] = field(default_factory=dict)
    pages: int = 0


def render_volume(
    sources: Sequence[Source],
    *,
    title: str = "",
    options: PrintOptions | None = None,
    diagnostics: list[Diagnostic] | None = None,
    progress: Callable[[Source], None] | None = None,
) -> bytes:
    """The PDF of a book of *sources*: PDF/A-3a and PDF/UA-1, with every TEI file attached.

    Half title, title page, contents, the records in order of their dates (those without one last, in the
    order given), each on a new page; indexes of persons, places and organisations where names are marked
    (persName, placeName, orgName in the text; a @ref to an entry gives the heading), unless the options leave them
    out; the list of sources;
    a colophon. Compiled in parts, so that memory does not grow with the book. Raises as render_pdf does.
    """
    options = options or PrintOptions()
    ordered = _distinct(sorted(sources, key=lambda source: _date(source.tree) or "9999"))
    book = _Book()
    parts = []
    for start in range(0, len(ordered), PART):
        group = ordered[start : start + PART]
        parts.append(_part(group, start, book, options, diagnostics, progress))
    title = title or (ordered[0].texts(TITLE) or ["Records"])[0]
    front = _compile(_front(title, ordered, book), ordered[:1], options, title)[0]
    back = _compile(_back(ordered, book), ordered[:1], options, title)[0]

    from tei_edition.publish.paper.merge import merge

    properties = {
        "publisher": list(dict.fromkeys(p for s in ordered for p in s.texts(PUBLISHER))),
        "rights": list(dict.fromkeys(p for s in ordered for p in s.texts(RIGHTS)))[:1],
        "contributor": list(dict.fromkeys(name for s in ordered for name, _ in _contributors(s))),
    }
    return merge([front, *parts, back], roman_pages=page_count(front), properties=properties)


def _distinct(sources: Sequence[Source]) -> list[Source]:
    """The same documents, each to be attached by a name of its own, though two may have one id."""
    taken: set[str] = set()
    found = []
    for source in sources:
        stem, end = source.file_name().rsplit(".", 1)
        candidates = (
            f"{stem}-{number}.{end}" if number > 1 else f"{stem}.{end}" for number in count(1)
        )
        # A file system may take upper and lower case for the same, and they are to be written there again.
        name = next(name for name in candidates if name.casefold() not in taken)
        taken.add(name.casefold())
        found.append(replace(source, attached_as=name))
    return found


def _date(tree: etree._ElementTree) -> str | None:
    """The date of a document, as it sorts."""
    for date in tree.getroot().iterfind(_CREATED):
        for name in ("when", "from", "notBefore", "to", "notAfter"):
            if value := date.get(name):
                return value
    return None


def _part(
    group: Sequence[Source],
    start: int,
    book: _Book,
    options: PrintOptions,
    diagnostics: list[Diagnostic] | None,
    progress: Callable[[Source], None] | None,
) -> bytes:
    """The PDF of some records; where they and their names stand goes into *book*."""
    bodies = []
    for number, source in enumerate(group, start):
        if progress:
            progress(source)
        headings = headings_of(written_out(source.tree)) if options.index else []
        known = {heading.key: Named(heading) for heading in headings}
        book.names[f"r{number}"] = known
        body = render_typst(source.tree, options, f"r{number}", source.pictures, headings=headings)
        if diagnostics is not None:
            diagnostics += unhandled(body, source.name)
        bodies.append(f"#new-record({number})\n{body}")
    told = "\n#tell-names()" if options.index else ""
    markup = f"#counter(page).update({book.pages + 1})\n" + "\n".join(bodies) + told
    pdf, entries = _compile(markup, group, options, "Records", attach=True, found=diagnostics)
    for entry in entries:
        if entry["kind"] == "record":
            source = group[entry["id"] - start]
            name = (source.texts(TITLE) or ["Untitled"])[0]
            days = source.tree.getroot().iterfind(_CREATED)
            date = next(filter(None, map(date_words, days)), "")
            book.contents.append((date, name, entry["page"]))
        else:
            for record, keys, *place in entry["names"]:
                for key in keys:
                    names = book.names[record]
                    if key not in names:
                        names[key] = by_words(key)
                    names[key].add(*place)
    book.pages += page_count(pdf)
    return pdf


def _compile(
    body: str,
    sources: Sequence[Source],
    options: PrintOptions,
    title: str,
    *,
    attach: bool = False,
    found: list[Diagnostic] | None = None,
) -> tuple[bytes, list[Any]]:
    """The PDF of *body*, and what it tells of itself."""

    def locate(wanted: str) -> tuple[str, Position | None]:
        places = [source.locate(wanted) for source in sources]
        return next((place for place in places if place[1]), places[0])

    authors = dict.fromkeys(p for s in sources if s.texts(AUTHOR) for p in authors_of(s))
    days = [dated(source, options).published for source in sources]
    options = replace(options, published=max(days, default=""))
    date = date_of(options.published, options.standards)
    markup = "\n".join(
        (
            f"#set document(title: {string(title)}, author: {array(authors)}, date: {date})",
            ATTACHED,
            '#show: typography.with("en")',
            body,
        )
    )
    pictures = {name: data for s in sources for name, data in s.pictures.to_print().items()}
    attached = attachments(sources, options.standards) if attach else ""
    return set_pages(markup, options, locate, pictures, found, attached=attached)


def _front(title: str, sources: Sequence[Source], book: _Book) -> str:
    """Half title, title page, contents."""
    editors = dict.fromkeys(
        f"{name} ({role[0].lower()}{role[1:]})" if role else name
        for source in sources
        for name, role in _contributors(source)
    )
    publishers = dict.fromkeys(p for s in sources for p in s.texts(PUBLISHER))
    rows = "".join(
        f"({string(date)}, {string(name)}, {string(str(page))}), "
        for date, name, page in book.contents
    )
    return f"#front-matter({string(title)}, {array(editors)}, {array(publishers)}, ({rows}))\n"


def _contributors(source: Source) -> list[tuple[str, str]]:
    """The people of a document's respStmt elements, each with what they did."""
    statement = f"{_TEI}teiHeader/{_TEI}fileDesc/{_TEI}titleStmt/{_TEI}respStmt"
    found = []
    for element in source.tree.getroot().iterfind(statement):
        role = ", ".join(text_of(resp) for resp in element.iterfind(f"{_TEI}resp"))
        people = element.iterchildren(
            *(f"{_TEI}{name}" for name in ("persName", "orgName", "name"))
        )
        found += [(text_of(person), role) for person in people if person.get("type") != "program"]
    return found


def _back(sources: Sequence[Source], book: _Book) -> str:
    """Indexes, sources, colophon."""
    parts = [f"#counter(page).update({book.pages + 1})\n"]
    for title, rows in parts_of(merged(book.names.values())).items():
        shown = "".join(f"({string(name)}, {_places(name, named)}), " for name, named in rows)
        parts.append(f"#index-of({string(title)}, ({shown}))\n")
    citations = [(s.texts(CITATION) or s.texts(TITLE) or [s.name])[0] for s in sources]
    rights = dict.fromkeys(p for s in sources for p in s.texts(RIGHTS))
    parts.append(f"#sources-of({array(citations)})\n")
    made = (
        f"Typeset from {len(sources)} TEI {'file' if len(sources) == 1 else 'files'}, which are attached to this PDF, "
        f"by tei_edition {__version__} and Typst."
    )
    parts.append(f"#colophon({string(made)}, {array(rights)})\n")
    return "".join(parts)


def _places(name: str, named: Named) -> str:
    """Where a name is, and what to see instead, as two values of Typst."""
    if name != named.heading.name:
        return f"(), {string(named.heading.name)}"
    places = "".join(
        f"({string(place.words)}, {string(place_address(place.page, place.top))}), "
        for place in named.in_words()
    )
    return f"({places}), none"
