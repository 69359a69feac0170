"""Output: the feed of the documents (Atom), the latest first where they are too many for one file."""

from __future__ import annotations

from dataclasses import replace

from tei_edition.publish.site import Catalog, Design, Made
from tei_edition.publish.web.groups import in_order
from tei_edition.publish.web.pages import render_catalog

#: So many documents are in one file of the feed; each names the one before and after it (RFC 5005).
ITEMS = 500


def make(catalog: Catalog, design: Design) -> Made:
    """The feed: one file, or several that lead from one to the next."""
    entries = in_order(catalog.entries)
    if len(entries) <= ITEMS:
        return Made({"feed.atom": render_catalog(catalog, design.site, "feed")})
    latest = sorted(entries, key=lambda entry: entry.date, reverse=True)
    parts = [latest[start : start + ITEMS] for start in range(0, len(latest), ITEMS)]
    names = ["feed.atom", *(f"feed.p{number}.atom" for number in range(2, len(parts) + 1))]
    files: dict[str, bytes | str] = {}
    for place, (name, part) in enumerate(zip(names, parts, strict=True)):
        ways = {
            "self": name,
            "previous": names[place - 1] if place else "",
            "next": (*names, "")[place + 1],
        }
        some = replace(catalog, entries=tuple(part))
        files[name] = render_catalog(some, design.site, "feed", more=ways)
    return Made(files)
