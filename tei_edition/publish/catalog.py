"""The catalog: one line a document. What is about several documents is made from these lines, never from their trees."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

from lxml import etree

from tei_edition.publish.mentions import (
    Mention,
    Speaker,
    mention_of_json,
    mentions_of,
    speaker_of_json,
    speakers_of,
)
from tei_edition.tei.calendars import date_words
from tei_edition.tei.dates import DATED, is_possible
from tei_edition.tei.header import dates, name_of, names_of, persons
from tei_edition.tei.names import attribute_name, tag

#: How long the beginning of a text may be that a line holds, in characters.
EXCERPT = 240


class Named(NamedTuple):
    """A person or body: the name in words, the address that says who it is (@ref, @key), the role of a contributor, "body" for a correspondent that is one."""

    name: str
    ref: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the catalog: what pages, lists, feed, sitemap and search say of one document.

    It says the same as `c:item` of the stylesheets; what a header lacks is empty. `address` is that of the
    page, below the edition's folder; `source` the name of the file that it is from, below the folder of the
    sources. `date` is ISO 8601 as the header has it ("1962", "1962-11"), and `end` where the date is a range;
    `within` says that it is some time "between" the two, "before" `date` or "after" it;
    `place` is where it was written or sent from, `original` the name of the language it was written in,
    `languages` are tags (BCP 47), that of the text first. `keywords` are the terms but for the `kind`.
    `excerpt` is the beginning of the text without its notes, `words` how many words it has. `mentions` are the
    entries of the register that it names, `speakers` those who speak in it.
    """

    id: str
    address: str
    title: str
    source: str = ""
    date: str = ""
    end: str = ""
    within: str = ""
    date_words: str = ""
    place: str = ""
    archive: str = ""
    shelfmark: str = ""
    location: str = ""
    original: str = ""
    languages: tuple[str, ...] = ()
    kind: str = ""
    keywords: tuple[str, ...] = ()
    authors: tuple[Named, ...] = ()
    contributors: tuple[Named, ...] = ()
    senders: tuple[Named, ...] = ()
    recipients: tuple[Named, ...] = ()
    publisher: str = ""
    url: str = ""
    rights: str = ""
    abstract: str = ""
    excerpt: str = ""
    words: int = 0
    has_pdf: bool = True
    mentions: tuple[Mention, ...] = ()
    speakers: tuple[Speaker, ...] = ()

    def to_json(self) -> str:
        """The line, without its end; what is empty is left out."""
        said = {
            name: value
            for name, default in _DEFAULTS.items()
            if (value := getattr(self, name)) != default
        }
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"))

    def listed(self) -> str:
        """The same of what lists of documents say: where it is as it was, so are they."""
        of_text: dict[str, Any] = {name: _DEFAULTS[name] for name in _OF_TEXT}
        return replace(self, **of_text).to_json()


#: What changes with the words of a text, and stands in no list.
_OF_TEXT = ("abstract", "excerpt", "words", "mentions", "speakers")
#: The fields, and what each is where nothing is said (None: it is always said).
_DEFAULTS: dict[str, Any] = {
    each.name: each.default if each.name not in ("id", "address", "title") else None
    for each in fields(Entry)
}
_NAMED = ("authors", "contributors", "senders", "recipients")


def entry_of_json(line: str | bytes) -> Entry:
    """The entry in a line that to_json() wrote; ValueError, TypeError or KeyError where it is none."""
    return entry_of_fields(json.loads(line))


def entry_of_fields(said: Mapping[str, Any]) -> Entry:
    """The same from the line as JSON's objects."""
    values = dict(said)
    for name in _NAMED:
        if name in values:
            values[name] = tuple(Named(*each) for each in values[name])
    for name in ("languages", "keywords"):
        if name in values:
            values[name] = tuple(values[name])
    values["mentions"] = tuple(map(mention_of_json, values.get("mentions", ())))
    values["speakers"] = tuple(map(speaker_of_json, values.get("speakers", ())))
    return Entry(**values)


def entry_of_tree(
    tree: etree._ElementTree, id: str = "", *, source: str = "", has_pdf: bool = True
) -> Entry:
    """The entry of the TEI document *tree*, which the edition calls *id* (empty: by its xml:id)."""
    root = tree.getroot()
    header = root.find(tag("teiHeader"))
    header = etree.Element(tag("teiHeader")) if header is None else header
    id = id or root.get(attribute_name("xml:id")) or _first(header, _NUMBERS) or "record"
    excerpt, words = _text(root.find(tag("text")))
    return Entry(
        id=id,
        address=f"{id}/index.html",
        source=source,
        excerpt=excerpt,
        words=words,
        has_pdf=has_pdf,
        mentions=mentions_of(tree),
        speakers=speakers_of(tree),
        **_said(root, header),
    )


def _said(root: etree._Element, header: etree._Element) -> dict[str, Any]:
    """What *header*, that of *root*, says of its document, by the fields of an entry."""
    place = next(header.iter(tag("msIdentifier")), None)
    archive, key = "", ""
    if place is not None:
        repositories = place.findall(tag("repository"))
        archive = _string(repositories[0]) if repositories else ""
        key = next((r.get("key", "") for r in repositories if r.get("key") is not None), archive)
    shelfmark = _first(place, ("idno",)) if place is not None else ""
    kind, keywords = _terms(header)
    return {
        "title": _title(root),
        **_date(header),
        "place": _first(header, _PLACES),
        "archive": archive,
        "shelfmark": shelfmark,
        "location": ", ".join(filter(None, (key, shelfmark))),
        "original": _original(header),
        "languages": _languages(root, header),
        "kind": kind,
        "keywords": keywords,
        "authors": tuple(
            named
            for author in header.iterfind(_AUTHORS)
            for person in persons(author)
            if (named := _named(person)).name
        ),
        "contributors": _contributors(header),
        "senders": _correspondents(header, "sent"),
        "recipients": _correspondents(header, "received"),
        "publisher": next(filter(None, map(names_of, _among(header, *_PUBLISHERS))), ""),
        "url": next((n for n in _strings(header, _NUMBERS[0]) if _URL.fullmatch(n)), ""),
        "rights": " ".join(filter(None, _strings(header, _RIGHTS))),
        "abstract": " ".join(
            filter(None, (_spaced("".join(_apart(a))) for a in header.iterfind(_ABSTRACT)))
        ),
    }


def _way(*names: str) -> str:
    return "/".join(map(tag, names))


_TITLES = _way("fileDesc", "titleStmt", "title")
_AUTHORS = _way("fileDesc", "titleStmt", "author")
_EDITORS = _way("fileDesc", "titleStmt", "editor")
_PRINCIPALS = _way("fileDesc", "titleStmt", "principal")
#: What an address may stand on instead of the name in it.
_HOLDERS = frozenset(map(tag, ("author", "editor", "principal")))
_RESPONSIBLE = _way("fileDesc", "titleStmt", "respStmt")
_RIGHTS = _way("fileDesc", "publicationStmt", "availability")
_ABSTRACT = _way("profileDesc", "abstract")
_NUMBERS = (_way("fileDesc", "publicationStmt", "idno"),)
_ACTIONS = _way("profileDesc", "correspDesc", "correspAction")
_SENT = f"{_ACTIONS}[@type='sent']"
_PLACES = (
    *(f"{_SENT}/{tag(name)}" for name in ("placeName", "settlement")),
    _way("profileDesc", "creation", "placeName"),
)
_PUBLISHERS = ("fileDesc/publicationStmt", ("publisher", "authority", "distributor"))
_URL = re.compile(r"https?://\S+")
_WORD = re.compile(r"[^ \t\r\n]+")
_STRING = etree.XPath("string()", smart_strings=False)
#: What does not stand in a line with the words around it in a header.
_PARAGRAPHS = frozenset(
    map(tag, ("p", "ab", "l", "head", "item", "cell", "label", "list", "lg", "lb"))
)


def _spaced(text: str) -> str:
    """*text* with single spaces, as XPath's normalize-space(): a space that does not break is a letter."""
    return " ".join(_WORD.findall(text))


def _string(element: etree._Element) -> str:
    return _spaced(str(_STRING(element)))


def _apart(element: etree._Element) -> Iterator[str]:
    """The texts of *element*: paragraphs and the like are apart, what stands in a line is not (c:paragraphs)."""
    apart = " " if element.tag in _PARAGRAPHS else ""
    yield apart
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _apart(child)
        yield child.tail or ""
    yield apart


def _strings(element: etree._Element, way: str) -> Iterator[str]:
    return map(_string, element.iterfind(way))


def _first(element: etree._Element, ways: Iterable[str]) -> str:
    """The words of the first element on the first of *ways* that leads to any that has words."""
    found = (_string(e) for way in ways for e in element.iterfind(way if "{" in way else tag(way)))
    return next(filter(None, found), "")


def _among(element: etree._Element, way: str, names: Iterable[str]) -> Iterator[etree._Element]:
    """The children with these *names* of what *way* leads to, in the order of the document."""
    for parent in element.iterfind(_way(*way.split("/"))):
        yield from parent.iterchildren(*map(tag, names))


def _title(root: etree._Element) -> str:
    header = next(root.iter(tag("teiHeader")), None)
    own = list(header.iterfind(_TITLES)) if header is not None else []
    document = [t for t in own if t.get("level") not in ("s", "j")]
    ranked = [
        *(t for t in document if t.get("type") == "main"),
        *(t for t in document if t.get("type") is None),
        *document,
        *own,
        *(t for s in root.iter(tag("titleStmt")) for t in s.iterchildren(tag("title"))),
    ]
    return next(filter(None, map(_string, ranked)), "Untitled")


def _date(header: etree._Element) -> dict[str, str]:
    found = next(dates(header), None)
    if found is None:
        return {}
    said = {name: found.get(name) or "" for name in DATED}
    said = {name: value if is_possible(value) else "" for name, value in said.items()}
    date = next(filter(None, said.values()), "")
    end = said["to"] or said["notAfter"]
    return {
        "date": date,
        "end": end if end != date else "",
        "within": _within(said),
        "date_words": date_words(found) or date,
    }


def _within(said: dict[str, str]) -> str:
    if said["when"] or said["from"] or said["to"] or not (said["notBefore"] or said["notAfter"]):
        return ""
    if said["notBefore"] and said["notAfter"]:
        return "between"
    return "after" if said["notBefore"] else "before"


def _original(header: etree._Element) -> str:
    for element in header.iter(tag("textLang")):
        if element.get("mainLang") == "und":
            continue
        texts = (element.text, *(child.tail for child in element))
        said = next((t for t in texts if t and _spaced(t)), element.get("mainLang"))
        if said is not None:
            return _spaced(said)
    return ""


def _languages(root: etree._Element, header: etree._Element) -> tuple[str, ...]:
    found = [root.get(attribute_name("xml:lang"))]
    found += [e.get("ident") for e in header.iterfind(_way("profileDesc", "langUsage", "language"))]
    return tuple(dict.fromkeys(name for name in found if name))


def _terms(header: etree._Element) -> tuple[str, tuple[str, ...]]:
    """The kind of text, and all other terms."""
    terms = [t for c in header.iter(tag("textClass")) for t in c.iter(tag("term"))]
    if not terms:
        return "", ()
    kind = next((t for t in terms if t.get("type") == "text-kind"), terms[0])
    others = (_string(t) for t in terms if t is not kind)
    return _string(kind), tuple(dict.fromkeys(filter(None, others)))


def _named(element: etree._Element, role: str = "") -> Named:
    parent = element.getparent()
    above = [parent] if parent is not None and parent.tag in _HOLDERS else []
    bearers = (element, *element.iterchildren(etree.Element), *above)
    ref = next((r for e in bearers if (r := e.get("ref") or e.get("key"))), "")
    return Named(name_of(element), ref, role)


def _contributors(header: etree._Element) -> tuple[Named, ...]:
    found = []
    for statement in header.iterfind(_RESPONSIBLE):
        said = ", ".join(str(_STRING(r)) for r in statement.iterchildren(tag("resp")))
        role = re.sub(r"\s*:$", "", _spaced(said))
        for person in statement.iterchildren(*map(tag, ("persName", "orgName", "name"))):
            is_program = person.tag == tag("name") and person.get("type") == "program"
            if _string(person) and not is_program:
                found.append(_named(person, role))
    for way, role in ((_EDITORS, "editor"), (_PRINCIPALS, "principal")):
        found += [_named(p, role) for e in header.iterfind(way) for p in persons(e)]
    return tuple(each for each in found if each.name)


def _correspondents(header: etree._Element, what: str) -> tuple[Named, ...]:
    found = []
    for action in header.iterfind(f"{_ACTIONS}[@type='{what}']"):
        for person in action.iterchildren(*map(tag, ("persName", "orgName", "name"))):
            role = "body" if person.tag == tag("orgName") else ""
            if (named := _named(person, role)).name:
                found.append(named)
    return tuple(dict.fromkeys(found))


#: What is no part of a text as it is read: notes, what was struck out, what was put right.
_UNREAD = frozenset(
    map(tag, ("note", "del", "sic", "orig", "am", "rdg", "fw", "figDesc", "teiHeader", "surplus"))
)
#: What stands in a line with the words around it.
_IN_LINE = frozenset(
    map(
        tag,
        ["add", "abbr", "app", "c", "choice", "corr", "date", "ex", "expan", "foreign", "g", "hi", "lem", "mentioned", "milestone", "name", "num", "orgName", "persName", "placeName", "reg", "rs", "said", "seg", "subst", "supplied", "term", "unclear", "w"],
    )
)  # fmt: skip


def _text(text: etree._Element | None) -> tuple[str, int]:
    """The beginning of *text*, and how many words it has, without its notes."""
    if text is None:
        return "", 0
    words = "".join(_read(text)).split()
    excerpt = ""
    for number, word in enumerate(words):
        if len(excerpt) + len(word) >= EXCERPT:
            return (f"{excerpt} …" if excerpt else f"{word[: EXCERPT - 1]}…"), len(words)
        excerpt += f" {word}" if number else word
    return excerpt, len(words)


def _read(text: etree._Element) -> Iterator[str]:
    """The texts of *text* as they are read, apart where an element parts them."""
    walk = etree.iterwalk(text, events=("start", "end", "comment", "pi"))
    unread: etree._Element | None = None
    for event, element in walk:
        if event == "start":
            if element.tag in _UNREAD and unread is None and element is not text:
                unread = element
            if unread is None:
                if element.tag not in _IN_LINE:
                    yield " "
                yield element.text or ""
            continue
        if event == "end" and element is unread:
            unread = None
        if unread is None and element is not text:
            if event == "end" and element.tag not in _IN_LINE | _UNREAD:
                yield " "
            yield element.tail or ""
