"""HTML pages parsed, and their notes: which element is the sign of which note."""

from __future__ import annotations

import re
from typing import Any

from tei_edition.read.original import Original, broken

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
#: What the sign of a note looks like: 1, [2], (a), *, †, ↩ is none.
_SIGN = re.compile(
    r"[\[(]?\s*(?P<sign>\d{1,4}|[a-z]{1,2}|[ivxlc]{1,6}|\*{1,5}|[†‡§]{1,3})\s*[\])]?[.]?"
)
_NOTE_LIKE = re.compile(r"(?:^|[\s_-])(?:foot|end)?note-?(?:ref)?s?(?:[\s_-]|$)|noteref|(?:^|\s)ptr(?:\s|$)|(?:^|[#:_-])f(?:oot)?n(?:ote)?[\d:_-]", re.IGNORECASE)  # fmt: skip
_BACK = re.compile(r"[↩↵⏎↑^]|\bback\b|\breturn\b", re.IGNORECASE)
#: What a note stands in, where its anchor is only its first word.
_HOLDERS = ("li", "dd", "p", "tr", "div", "td", "aside", "section")
_MOST = 20_000


def text_of(original: Original) -> str:
    """The page as text: by its byte order mark, the encoding that it declares, UTF-8 or Windows-1252."""
    data = original.data
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, "replace").lstrip("\ufeff")
    declared = _META.search(data[:4096])
    names = [declared[1].decode("ascii", "replace")] if declared else []
    for name in (*names, "utf-8", "windows-1252"):
        # The web reads Latin-1 as what Windows makes of it.
        name = "windows-1252" if name.lower() in ("iso-8859-1", "latin1", "us-ascii") else name
        try:
            return data.decode(name)
        except (ValueError, LookupError):  # unknown, or known to Python as another kind of code
            continue
    return data.decode("windows-1252", "replace")


def parsed(text: str, name: str = "") -> Any:
    """The root of the HTML *text*; nothing outside it is read. Raises EditionError (I052) where it holds nothing."""
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    clean = _CONTROL.sub(" ", _DECLARED.sub("", text))
    try:
        root = html.document_fromstring(clean, parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise broken(name, "this page contains no readable text") from None
    return root


def notes_of(root: Any) -> dict[Any, Any]:
    """The notes of the page *root* by the elements that are their signs.

    A sign is a link to a place further down, and looks like one ("1", "[a]", "*"), or says so; what it
    leads to is the note.
    """
    order = {element: index for index, element in enumerate(root.iter())}
    targets: dict[str, Any] = {}
    for element in root.iter():
        for key in ("id", "name"):
            if isinstance(element.tag, str) and (name := element.get(key)):
                targets.setdefault(str(name), element)
    notes: dict[Any, Any] = {}
    taken: set[Any] = set()
    for link in list(root.iter("a"))[:_MOST]:
        address = str(link.get("href", ""))
        anchor = targets.get(address.partition("#")[2]) if "#" in address else None
        if anchor is None or not _is_sign(link) or order[anchor] <= order[link]:
            continue
        note = _note_at(anchor)
        is_within = note in link.iterancestors() or taken.intersection(link.iterancestors())
        if is_within or note in taken or _name(note) in ("body", "html"):
            continue
        notes[link] = note
        taken.add(note)
    _without_ways_back(notes)
    return notes


def sign_of(link: Any) -> str:
    """The sign that is printed for a note: "1" of "[1]"."""
    found = _SIGN.fullmatch(" ".join("".join(link.itertext()).split()))
    return found["sign"] if found else ""


def _name(element: Any) -> str:
    return element.tag if isinstance(element.tag, str) else ""


def _is_sign(link: Any) -> bool:
    words = " ".join("".join(link.itertext()).split())
    if not _SIGN.fullmatch(words):
        return False
    said = " ".join(
        str(element.get(key, ""))
        for element in (link, link.getparent())
        if element is not None
        for key in ("class", "rel", "role", "id", "epub:type")
    )
    is_raised = any(_name(e) == "sup" for e in (*link.iterancestors(), *link))
    return is_raised or words.startswith(("[", "(", "*", "†")) or bool(_NOTE_LIKE.search(f"{said} {link.get('href')}"))  # fmt: skip


def _note_at(anchor: Any) -> Any:
    """The note that *anchor* begins: itself where it is a block, else what it stands in."""
    if _name(anchor) in _HOLDERS and "".join(anchor.itertext()).strip():
        return anchor
    return next((e for e in anchor.iterancestors() if _name(e) in _HOLDERS), anchor)


def _without_ways_back(notes: dict[Any, Any]) -> None:
    """Take out of each note the links back to its sign."""
    for sign, note in notes.items():
        names = {str(e.get(k)) for e in (sign, sign.getparent()) if e is not None for k in ("id", "name") if e.get(k)}  # fmt: skip
        for link in list(note.iter("a")):
            words = "".join(link.itertext()).strip()
            leads_back = str(link.get("href", "")).partition("#")[2] in names
            is_back = leads_back or (bool(_BACK.search(words)) and len(words) < 20)
            if is_back and link.get("href", "").find("#") >= 0:
                for child in list(link):
                    link.remove(child)
                link.text = f"{sign_of(sign)} " if _SIGN.fullmatch(words) else None
                del link.attrib["href"]
