"""The text of an OpenDocument before pandoc reads it: its words for the ledger, and signs put among them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from lxml import etree

from tei_edition.read.pandoc_draft import Passage
from tei_edition.read.signs import Mark, Signs, cleaned
from tei_edition.read.styled import SETTINGS

_URN = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
OFFICE, TEXT, STYLE = (_URN.format(name) for name in ("office", "text", "style"))
_FO = _URN.format("xsl-fo-compatible")
_DC = "{http://purl.org/dc/elements/1.1/}"
_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_BLANKS = (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break")
#: Where paragraphs stand that are none of the text's own.
_BESIDE = {
    "tracked-changes": "the tracked changes above", "text-box": "a text box after", "note": "a note of",
    "annotation": "a comment of",
}  # fmt: skip
#: What tells of a note or comment and is no word of it.
_TOLD = (f"{TEXT}note-citation", f"{_DC}creator", f"{_DC}date")


def words_of_text(body: Any) -> list[Passage]:
    """The words of each paragraph of the text, where they stand; those of tracked deletions, notes, comments too."""
    found, number = [], 0
    for paragraph in body.iter(*_PARAGRAPHS):
        words = cleaned("".join(_texts(paragraph)))
        if not words.strip():
            continue
        around = [a.tag.rpartition("}")[2] for a in paragraph.iterancestors()]
        beside = next((said for tag, said in _BESIDE.items() if tag in around), "")
        number += not beside
        place = f"paragraph {number}"
        found.append(Passage(f"{beside} {place}" if beside else place, words))
    return found


def text_of(element: Any) -> str:
    """The words of all paragraphs in *element*."""
    return " ".join(" ".join("".join(_texts(p)) for p in element.iter(*_PARAGRAPHS)).split())


def _texts(element: Any) -> Iterator[str]:
    """The texts of *element*, without those of paragraphs within it."""
    yield element.text or ""
    for child in element:
        if child.tag in _BLANKS:
            yield " "
        elif child.tag not in _PARAGRAPHS and child.tag not in _TOLD:
            yield from _texts(child)
        yield child.tail or ""


class Prepared:
    """Puts *signs* into the text of a document whose parts are *content* and *styles* (None without it).

    *said* are the styles that edition.toml maps, by name in small letters.
    """

    def __init__(self, signs: Signs, said: Mapping[str, str], content: Any, styles: Any) -> None:
        self._signs, self._said = signs, said
        self._styles: dict[str, Any] = {}
        self._default = ""
        for root in (styles, content):
            for style in root.iter(f"{STYLE}style") if root is not None else ():
                self._styles[style.get(f"{STYLE}name", "")] = style
            for style in root.iter(f"{STYLE}default-style") if root is not None else ():
                if style.get(f"{STYLE}family") == "paragraph":
                    self._default = _language(style) or self._default

    def prepare(self, body: Any) -> None:
        """Put signs into *body*, in place."""
        self._changes(body)
        self._comments(body)
        self._languages(body)
        for paragraph in list(body.iter(*_PARAGRAPHS)):
            self._paragraph(paragraph)
        for span in list(body.iter(f"{TEXT}span")):
            self._span(span)
        # Pandoc would make what is underlined italic.
        for style in self._styles.values():
            for properties in style.iter(f"{STYLE}text-properties"):
                properties.attrib.pop(f"{STYLE}text-underline-style", "")

    # --- tracked changes and comments -----------------------------------------------------------------

    def _changes(self, body: Any) -> None:
        regions: dict[str, tuple[int, Any]] = {}
        for region in body.iter(f"{TEXT}changed-region"):
            for kind, called in (("insertion", "inserted"), ("deletion", "deleted")):
                if (change := region.find(f"{TEXT}{kind}")) is not None:
                    who, when = _by(change)
                    number = self._signs.number(Mark(called, who=who, when=when))
                    for name in (region.get(f"{TEXT}id"), region.get(f"{_XML}id")):
                        regions[name or ""] = (number, change)
        for tracked in list(body.iter(f"{TEXT}tracked-changes")):
            _replace(tracked, "")
        for name in ("change-start", "change-end", "change"):
            for element in list(body.iter(f"{TEXT}{name}")):
                number, change = regions.get(element.get(f"{TEXT}change-id", ""), (-1, None))
                if number < 0:
                    continue
                if name == "change":
                    self._deleted(element, number, change)
                else:
                    sign = self._signs.beginning if name == "change-start" else self._signs.end
                    _replace(element, sign(number))

    def _deleted(self, element: Any, number: int, change: Any) -> None:
        """Put what was deleted where it stood: its paragraphs are lines of the one around it."""
        span = etree.Element(f"{TEXT}span")
        span.text = self._signs.beginning(number)
        for index, paragraph in enumerate(deepcopy(change).iter(*_PARAGRAPHS)):
            if index:
                etree.SubElement(span, f"{TEXT}line-break")
            held = etree.SubElement(span, f"{TEXT}span")
            held.text = paragraph.text
            held.extend(list(paragraph))
        last = etree.SubElement(span, f"{TEXT}span")
        last.text = self._signs.end(number)
        if element.getparent().tag not in (*_PARAGRAPHS, f"{TEXT}span", f"{TEXT}a"):
            around = etree.Element(f"{TEXT}p")
            around.append(span)
            span = around
        span.tail = element.tail
        element.getparent().replace(element, span)

    def _comments(self, body: Any) -> None:
        """Comments become notes, which say by their first sign that they are none."""
        for comment in list(body.iter(f"{OFFICE}annotation")):
            who, when = _by(comment)
            note = etree.Element(f"{TEXT}note", {f"{TEXT}note-class": "footnote"})
            held = etree.SubElement(note, f"{TEXT}note-body")
            held.extend(c for c in list(comment) if c.tag in (*_PARAGRAPHS, f"{TEXT}list"))
            sign = self._signs.point(Mark("comment", who=who, when=when))
            first = next(held.iter(*_PARAGRAPHS), None)
            if first is None:
                first = etree.SubElement(held, f"{TEXT}p")
            first.text = sign + (first.text or "")
            note.tail = comment.tail
            comment.getparent().replace(comment, note)
        for end in list(body.iter(f"{OFFICE}annotation-end")):
            _replace(end, "")

    # --- settings -------------------------------------------------------------------------------------

    def _languages(self, body: Any) -> None:
        """Words in another language than most of the text."""
        held = [(p, self._language_of(p, self._default)) for p in body.iter(*_PARAGRAPHS)]
        counts: Counter[str] = Counter()
        for paragraph, tag in held:
            counts[tag] += len("".join(_texts(paragraph)))
        usual = counts.most_common(1)[0][0] if counts else ""
        for paragraph, tag in held:
            if tag not in (usual, "") and re.search(r"[^\W\d_]", "".join(_texts(paragraph))):
                self._enclose(paragraph, Mark("language", tag))
            for span in paragraph.iter(f"{TEXT}span"):
                own = self._language_of(span, tag)
                if own not in (tag, "") and re.search(r"[^\W\d_]", "".join(_texts(span))):
                    self._enclose(span, Mark("language", own))

    def _language_of(self, element: Any, otherwise: str) -> str:
        for style in self._line(element.get(f"{TEXT}style-name", "")):
            if tag := _language(style):
                return tag
        return otherwise

    def _line(self, name: str) -> Iterator[Any]:
        """The style *name* and those that it is derived from."""
        for _ in range(20):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = style.get(f"{STYLE}parent-style-name", "")

    def _mapped(self, element: Any) -> str:
        """What edition.toml says of the style of *element*, or of one that it is derived from."""
        for style in self._line(element.get(f"{TEXT}style-name", "")):
            names = (style.get(f"{STYLE}display-name"), style.get(f"{STYLE}name"))
            for name in filter(None, names):
                if said := self._said.get(name.casefold()):
                    return said
        return ""

    def _paragraph(self, paragraph: Any) -> None:
        if said := self._mapped(paragraph):
            paragraph.text = self._signs.point(Mark("style", said)) + (paragraph.text or "")
        own = next(self._line(paragraph.get(f"{TEXT}style-name", "")), None)
        for properties in own.iter(f"{STYLE}paragraph-properties") if own is not None else ():
            if properties.get(f"{_FO}break-before") == "page":
                paragraph.text = self._signs.point(Mark("page")) + (paragraph.text or "")
            if properties.get(f"{_FO}break-after") == "page":
                etree.SubElement(paragraph, f"{TEXT}span").text = self._signs.point(Mark("page"))

    def _span(self, span: Any) -> None:
        own = next(self._line(span.get(f"{TEXT}style-name", "")), None)
        for properties in own.iter(f"{STYLE}text-properties") if own is not None else ():
            if properties.get(f"{STYLE}text-underline-style", "none") != "none":
                self._enclose(span, Mark("setting", "underline"))
            if properties.get(f"{_FO}font-variant") == "small-caps":
                self._enclose(span, Mark("setting", "small-caps"))
        if (said := self._mapped(span)) in SETTINGS:
            self._enclose(span, Mark("setting", said))

    def _enclose(self, element: Any, mark: Mark) -> None:
        """Begin *mark* with the words of *element*, and end it with them."""
        number = self._signs.number(mark)
        element.text = self._signs.beginning(number) + (element.text or "")
        etree.SubElement(element, f"{TEXT}span").text = self._signs.end(number)


_XML = "{http://www.w3.org/XML/1998/namespace}"


def _language(style: Any) -> str:
    for properties in style.iter(f"{STYLE}text-properties"):
        tag = properties.get(f"{_FO}language", "").lower()
        if re.fullmatch(r"[a-z]{2,3}", tag) and tag != "zxx":
            return str(tag)
    return ""


def _by(element: Any) -> tuple[str, str]:
    """Who made a change or comment, and when."""
    who = next((e.text or "" for e in element.iter(f"{_DC}creator")), "")
    return who, next((e.text or "" for e in element.iter(f"{_DC}date")), "")


def _replace(element: Any, text: str) -> None:
    """Put *text* in the place of *element*."""
    parent, before, text = element.getparent(), element.getprevious(), text + (element.tail or "")
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(element)
