"""Which archive a citation names: by its whole name, and by its town among namesakes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tei_edition.conventions.tables import Tables
from tei_edition.document.header import Archive

_CODED = re.compile(r"(?P<name>\D+?),?\s+(?P<code>\d[\d./-]*[-/][\d./-]*\d)")
_PARENTHESES = re.compile(r"(?P<name>.*?)\s*\((?P<within>[^)]+)\)")


def find_archive(reference: str, tables: Tables) -> tuple[Archive, str]:
    """The archive that *reference* names, and what stands behind it.

    A name that no table has, or that several archives have and no town decides, stays as it is printed,
    without place or country; its `name` is None then.
    """
    parts = reference.split(", ")
    if found := _exact(parts, tables):
        return found
    if found := _at_the_start(reference, tables):
        return found
    for index in range(1, len(parts)):  # a title without quotation marks stands before it
        if found := _exact(parts[index:], tables):
            return found
    if coded := _CODED.fullmatch(parts[0]):
        # "Foreign Ministry Archives 105-01234-01, 12-15": nothing parts the name from the shelfmark.
        return _exact([coded["name"], coded["code"], *parts[1:]], tables) or (
            Archive(coded["name"]),
            ", ".join((coded["code"], *parts[1:])),
        )
    town = _town(parts, tables)[0]
    return Archive(parts[0].strip(), None, town or None), ", ".join(parts[2 if town else 1 :])


def _exact(parts: Sequence[str], tables: Tables) -> tuple[Archive, str] | None:
    """The archive that the first of *parts* is the name of, if any is."""
    name = parts[0].strip()
    town, short = _town(parts, tables)
    rest = ", ".join(parts[2 if town else 1 :])
    within = _PARENTHESES.fullmatch(name)
    if not within:
        if short and (known := tables.archives(short)):
            return _abbreviated(name, town, [*known, *tables.archives(name)], tables), rest
        if found := tables.archives(name):
            return _in_town(name, town, found, tables) if town else _chosen(name, found), rest
        return (Archive(name, None, town), rest) if short else None
    inner, outer = tables.archives(within["within"]), tables.archives(within["name"])
    if tables.country_of(within["within"]) and not inner:
        if not outer:
            return None
        archive = _in_town(within["name"], within["within"], outer, tables)
        return replace(archive, label=name, name=archive.name and name), rest
    if not (inner or outer):
        return None
    return _abbreviated(name, town, [*inner, *outer], tables), rest


def _town(parts: Sequence[str], tables: Tables) -> tuple[str, str]:
    """The town that the second of *parts* is, and the abbreviation of the archive behind it: "Berlin (PA AA)".

    Both are empty where it is none.
    """
    following = parts[1].strip() if len(parts) > 1 else ""
    if tables.country_of(following):
        return following, ""
    found = _PARENTHESES.fullmatch(following)
    if not found or re.search(r"\d", following):
        return "", ""
    # A town that no table knows is one where an abbreviation of the name before it follows.
    of_name = "".join(re.findall(r"[A-Z]", parts[0])) in re.sub(r"\W", "", found["within"])
    is_short = found["within"].isupper() and of_name and found["name"].istitle()
    if tables.country_of(found["name"]) or is_short:
        return found["name"], found["within"]
    return "", ""


def _abbreviated(name: str, town: str, known: Sequence[Archive], tables: Tables) -> Archive:
    """The one of *known* that *name* with an abbreviation is, "Archive of the President (APRF)", in *town*.

    It stands as printed, under the label that it gives itself. A town in the citation says more than an
    abbreviation, which many archives may share.
    """
    if not town:
        here, settlement = known[0], known[0].settlement
    else:
        same = [archive for archive in known if _same_town(archive.settlement, town)]
        country = tables.country_of(town)
        near = [archive for archive in known if country and archive.country == country]
        if not same and not near:
            return Archive(name, None, town)
        here, settlement = (same[0], same[0].settlement) if same else (near[0], town)
    return Archive(here.label, name, settlement, here.country)


def _in_town(name: str, town: str, found: Sequence[Archive], tables: Tables) -> Archive:
    here = [archive for archive in found if _same_town(archive.settlement, town)]
    if here:
        return _printed(name, here[0])
    # One of that name in the same country has moved, or has a branch; else it is another archive,
    # and all that is known of it is its town.
    near = [archive for archive in found if archive.country == tables.country_of(town)]
    return replace(_printed(name, near[0]), settlement=town) if near else Archive(name, None, town)


def _same_town(settlement: str | None, town: str) -> bool:
    return (settlement or "").partition(",")[0].casefold() == town.partition(",")[0].casefold()


def _chosen(name: str, found: Sequence[Archive]) -> Archive:
    places = {(archive.settlement, archive.country) for archive in found}
    return _printed(name, found[0]) if len(places) == 1 else Archive(name)


def _printed(name: str, known: Archive) -> Archive:
    """What is known of an archive, under the *name* that the citation gives it."""
    if name == known.label:
        return known
    full = known.name or name
    is_full = full.casefold().removeprefix("the ") == name.casefold().removeprefix("the ")
    return Archive(name, full if is_full else name, known.settlement, known.country)


def _at_the_start(reference: str, tables: Tables) -> tuple[Archive, str] | None:
    """The archive whose name *reference* begins with, where no comma parts it from the shelfmark."""
    for label in tables.archive_labels:
        found = re.match(rf"{re.escape(label)}(?P<sign>[ ,:]+)", reference)
        if not found:
            continue
        rest = reference[found.end() :]
        word = re.match(r"[^\s,]*", rest)
        first = word[0] if word else ""
        known = tables.archives(label)
        if "," in found["sign"] or ":" in found["sign"]:
            return _chosen(label, known), rest
        if country := tables.country_of(first.partition("-")[0]):
            here = [archive for archive in known if archive.country == country]
            if not here:
                return None
            return replace(here[0], settlement=first), rest[len(first) :].lstrip(" ,:")
        is_short = label == known[0].label and label != known[0].name
        goes_on = first.isalpha() and (first.islower() or not is_short)
        if goes_on and not tables.shelfmark_part(first):
            return None
        return _chosen(label, known), rest
    return None
