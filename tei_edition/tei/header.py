"""What strangers' headers say of people and of time: the same as xslt/common/item.xsl takes from them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tei_edition.tei.names import attribute_name, tag

_WORD = re.compile(r"[^ \t\r\n]+")
_NAMES = tuple(map(tag, ("persName", "orgName", "name")))
#: What is said of the bearer of a name in it.
_BESIDE = frozenset(
    map(tag, ("idno", "affiliation", "email", "address", "roleName", "note", "ptr"))
)
_BOOKS = tuple(map(tag, ("bibl", "biblStruct", "biblFull")))
_APART = frozenset(map(tag, ("msDesc", "listWit", "object", "biblStruct", "biblFull")))
_DIGITAL = re.compile("digital|electronic|online|web", re.IGNORECASE)
_SAYS = ("when", "from", "notBefore", "to", "notAfter")


def _spaced(text: str) -> str:
    return " ".join(_WORD.findall(text))


def _text_of(element: etree._Element) -> str:
    return _spaced("".join(_texts(element, frozenset())))


def _texts(element: etree._Element, without: frozenset[str]) -> Iterator[str]:
    """The texts in *element* but for those in elements *without*."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and child.tag not in without:
            yield from _texts(child, without)
        if child.tail:
            yield child.tail


def persons(element: etree._Element) -> list[etree._Element]:
    """The persons or bodies of an author, editor or publisher: those that are named in it, else *element* itself.

    Names of another language or type than the first, or with the same address, are the same person's.
    """
    named = [each for each in element.iterchildren(*_NAMES) if _text_of(each)]
    return [each for each in named if each is named[0] or _is_another(each, named[0])] or [element]


def _is_another(name: etree._Element, first: etree._Element) -> bool:
    lang = attribute_name("xml:lang")
    addresses = [each.get("ref", each.get("key")) for each in (name, first)]
    return (
        name.get(lang, "") == first.get(lang, "")
        and (name.tag == tag("orgName") or name.get("type", "") == first.get("type", ""))
        and (addresses[0] is None or addresses[0] != addresses[1])
    )


def name_of(element: etree._Element) -> str:
    """A name in words: its parts are no one word, and what else is said of its bearer is none of it."""
    texts = list(_texts(element, _BESIDE))
    if not _spaced("".join(texts)):
        texts = list(_texts(element, frozenset()))
    is_mixed = any(_spaced(text) for text in (element.text, *(c.tail for c in element)) if text)
    words = _spaced(("" if is_mixed else " ").join(texts))
    if next(element.iter(tag("nameLink")), None) is not None:
        words = re.sub(r"(['’])\s", r"\1", words)
    return re.sub(r"[\s,;:(]+$", "", words)


def names_of(element: etree._Element) -> str:
    """The names of its persons or bodies, parted by commas."""
    return ", ".join(filter(None, map(name_of, persons(element))))


def dates(header: etree._Element) -> Iterator[etree._Element]:
    """The dates of the document, the first choice first.

    When it was written, sent or made comes before the date of the source that it was printed or recorded in; the
    dates of a digital source and of the publication of the file are none of its own.
    """
    for date in _all_dates(header):
        if _text_of(date) or any(date.get(name) is not None for name in _SAYS):
            yield date


def _all_dates(header: etree._Element) -> Iterator[etree._Element]:
    for name in ("date", "origDate"):
        yield from header.iterfind("/".join(map(tag, ("profileDesc", "creation", name))))
    sent = "/".join(map(tag, ("profileDesc", "correspDesc", "correspAction")))
    yield from header.iterfind(f"{sent}[@type='sent']/{tag('date')}")
    sources = header.findall("/".join(map(tag, ("fileDesc", "sourceDesc"))))
    for source in sources:
        yield from _made(source)
    books = [book for source in sources for book in source.iter(*_BOOKS) if _is_source(book)]
    for book in (each for each in books if each.tag == _BOOKS[0]):
        for date in book.iter(tag("date")):
            if next(date.iterancestors(_BOOKS[0])) in books:
                yield date
    for book in (each for each in books if each.tag != _BOOKS[0]):
        yield from book.iter(tag("date"))


def _made(source: etree._Element) -> Iterator[etree._Element]:
    """When what a source describes was made or recorded, in the order of the file."""
    for date in source.iter(tag("origDate"), tag("date")):
        around = {each.tag for each in date.iterancestors()}
        is_made = (
            date.tag == tag("origDate")
            or {tag("msDesc"), tag("origin")} <= around
            or tag("recordingStmt") in around
        )
        if is_made and tag("listWit") not in around:
            yield date


def _is_source(book: etree._Element) -> bool:
    """Whether *book* is what the document was taken from: no literature, no witness, nothing digital."""
    for around in book.iterancestors():
        if around.tag in _APART:
            return False
        children = list(around.iterchildren(etree.Element)) if around.tag == tag("listBibl") else []
        if len(children) > 1 and children[1].tag != tag("head"):
            return False
    return not _DIGITAL.search(f"{book.get('type', '')} {book.get('subtype', '')}")
