"""The places of a register on a map: outlines of the land, a dot for each place, and nothing from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from math import sqrt
from pathlib import Path

from tei_edition.enrich.register import Entry
from tei_edition.publish.web.elements import Element, element

#: Units of the drawing in a degree (those of the outlines), and how wide it is at least, in degrees.
_UNIT, _LEAST = 5, 40
#: The largest dot, and how much room is around the outermost, as parts of the width.
_DOT, _ROOM = 0.009, 0.07


@lru_cache(maxsize=1)
def _land() -> str:
    """The outlines as the data of an SVG path."""
    said = json.loads(Path(__file__).with_name("world.json").read_text("utf-8"))
    return str(said["land"])


def point_of(entry: Entry) -> tuple[float, float] | None:
    """The latitude and longitude of *entry* in degrees; None where it has none, or none that can be."""
    try:
        latitude, longitude = float(entry.latitude), float(entry.longitude)
    except ValueError:
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def drawn_map(places: Iterable[tuple[Entry, int, str]]) -> Element | None:
    """The map of *places*: of each its entry, how many records name it, and its page. None where none has coordinates.

    It shows the part of the world that they lie in (equirectangular).
    """
    found = [
        (entry, count, page, *point) for entry, count, page in places if (point := point_of(entry))
    ]
    if not found:
        return None
    left, top, width, height = _frame([(lat, lon) for *_, lat, lon in found])
    label = f"Map of {len(found)} {'place' if len(found) == 1 else 'places'}; they are listed below"
    drawn = element(
        "svg",
        cls="map",
        viewBox=f"{left:g} {top:g} {width:g} {height:g}",
        role="group",
        label=label,
    )
    drawn.append(element("path", cls="land", d=_land()))
    most = max(count for _, count, *_ in found) or 1
    largest = width * _DOT
    for entry, count, page, latitude, longitude in sorted(found, key=lambda one: -one[1]):
        radius = largest * (0.4 + 0.6 * sqrt(count / most))
        title = f"{entry.name}: {count} {'record' if count == 1 else 'records'}"
        dot = element(
            "circle",
            cx=f"{longitude * _UNIT:g}",
            cy=f"{-latitude * _UNIT:g}",
            r=f"{radius:.1f}",
        )
        drawn.append(element("a", element("title", title), dot, href=page, label=title))
    return drawn


def _frame(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    """The part of the drawing that is shown: left, top, width, height, twice as wide as it is high."""
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    width = max(max(lons) - min(lons), 2 * (max(lats) - min(lats)), _LEAST) * (1 + 2 * _ROOM)
    width = min(width, 360)
    middle = ((max(lons) + min(lons)) / 2, (max(lats) + min(lats)) / 2)
    left = min(max(middle[0] - width / 2, -180), 180 - width)
    top = min(max(-middle[1] - width / 4, -90), 90 - width / 2)
    return tuple(round(side * _UNIT, 1) for side in (left, top, width, width / 2))  # type: ignore[return-value]
