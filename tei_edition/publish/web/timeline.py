"""The documents in time: a bar for each year, as high as there are documents of it, and a link to them."""

from __future__ import annotations

from collections.abc import Mapping

from tei_edition.publish.web.elements import Element, element

_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
#: The drawing: its width, that of the time line, the height of its foot and of the highest bar.
_WIDTH, _LENGTH, _FOOT, _HIGHEST = 720, 700, 64, 46


def timeline(years: Mapping[str, tuple[int, str]]) -> Element | None:
    """The drawing of *years*: of each, how many documents it has and the address of their list (or "").

    None where there is no year.
    """
    counts = {int(year): count for year, (count, _) in years.items()}
    if not counts:
        return None
    # A few years more on each side, that a single record has a place in time too.
    first, last = min(counts) - 2, max(counts) + 2
    step = _LENGTH / (last - first + 1)
    width = max(min(step - 1, 24), 2)
    most = max(counts.values())
    label = f"Dated records by year, {min(counts)} to {max(counts)}: {sum(counts.values())}"
    drawn = element("svg", cls="timeline", viewBox="0 0 720 90", role="group", label=label)
    drawn.append(element("line", x1="10", y1="64", x2="710", y2="64"))
    for year, (count, address) in sorted(years.items(), key=lambda one: int(one[0])):
        middle = 10 + (int(year) - first + 0.5) * step
        height = 8 + _HIGHEST * count / most
        bar = _bar(middle - width / 2, _FOOT - height, width, height)
        title = f"{year}: {count}"
        if not address:
            bar.append(element("title", title))
            drawn.append(bar)
            continue
        # Whoever points at a low bar means its whole column.
        room = _bar(10 + (int(year) - first) * step, _FOOT - 54, step, 54)
        room.set("class", "room")
        to = element("a", element("title", title), room, bar, href=address, label=title)
        drawn.append(to)
    drawn.extend(_scale(min(counts), max(counts), first, step))
    return drawn


def _bar(x: float, y: float, width: float, height: float) -> Element:
    sides = {"x": x, "y": y, "width": width, "height": height}
    return element("rect", **{name: _number(value) for name, value in sides.items()})


def _scale(lowest: int, highest: int, first: int, step: float) -> list[Element]:
    """The first and the last year, and round years between them, as many as there is room for."""
    every = next((n for n in _STEPS if n * step >= 60), _STEPS[-1])
    between = (
        year
        for year in range(lowest, highest + 1)
        if year % every == 0 and (year - lowest) * step >= 50 and (highest - year) * step >= 50
    )
    marks = []
    for year in dict.fromkeys((lowest, highest, *between)):
        at = _number(10 + (year - first + 0.5) * step)
        mark = element("text", str(year), x=at, y="84", text_anchor="middle")
        if year in (lowest, highest):
            mark.set("class", "end")
        marks.append(mark)
    return marks


def _number(value: float) -> str:
    return f"{round(value, 1):g}"
