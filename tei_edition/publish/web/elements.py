"""Elements of HTML, built and never pasted: whatever a document says stays text."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import TypeAlias

from lxml import etree, html

Element: TypeAlias = etree._Element


def element(
    name: str, *content: Element | str, cls: str = "", label: str = "", **attributes: str
) -> Element:
    """The element *name* with its *content*, its class *cls*, its aria-label and other *attributes*."""
    made = etree.Element(name)
    if cls:
        made.set("class", cls)
    if label:
        made.set("aria-label", label)
    for key, value in attributes.items():
        made.set(key.replace("_", "-"), value)
    for part in content:
        if not isinstance(part, str):
            made.append(part)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + part
        else:
            made.text = (made.text or "") + part
    return made


def link(address: str, *content: Element | str, **attributes: str) -> Element:
    """A link to *address*, which is one of the edition's own."""
    return element("a", *content, href=address, **attributes)


def written(part: Element) -> str:
    """*part* as HTML."""
    return etree.tostring(part, method="html", encoding="unicode", with_tail=False)


class Frame:
    """What all pages of the lists share: head, navigation and foot, with room for a title and a body."""

    def __init__(self, page: str) -> None:
        """*page* is one with an empty `main`."""
        self._page = html.document_fromstring(page)

    def page(self, title: str, *body: Element, way: Sequence[tuple[str, str]] = ()) -> str:
        """The page that has this *title* and *body*; *way* are the addresses and names of those above it."""
        page = deepcopy(self._page)
        head = page.find("head/title")
        main = page.find(".//main")
        if head is None or main is None:  # pragma: no cover (the stylesheet is ours)
            raise ValueError("a frame has a title and a main")
        head.text = f"{title} · {head.text}" if head.text else title
        if way:
            above = [link(address, name) for address, name in way]
            main.append(element("nav", *above, cls="way", label="Above this page"))
        main.append(element("h1", title))
        main.extend(body)
        return f"<!DOCTYPE html>{written(page)}"
