"""HTML pages: those of archives by a profile of the site, others by their structured data and their article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tei_edition.document.draft import Draft, DraftBlock, Run
from tei_edition.read.columns import PARTS, ROLES
from tei_edition.read.labels import carries_labels, words_of_block
from tei_edition.read.original import Original
from tei_edition.read.table import citation_of

_HTML = re.compile(
    r"\s*+(?>(?:<\?xml\s[^>]*>|<!--.*?-->)\s*+)*+(?:<!doctype\s+html\b|<html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
#: A page may be saved without the tags around it: then it begins with one of these, and says more in tags than in
#: the signs of Markdown.
_PART = re.compile(
    r"\s*+(?>(?:<\?xml\s[^>]*>|<!--.*?-->)\s*+)*+<(?P<tag>div|p|section|article|main|body|head|meta|title|h[1-6]|table|ul|ol"
    r"|dl|blockquote|header|center|figure|span|font)(?:\s[^<>]*)?>",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN = re.compile(r"^(?:#{1,6} |\*\*[^*\n]{1,60}:\*\*|---\s*$)", re.MULTILINE)
_SHOWN = 80
_YEAR = re.compile(r"\b\d{4}\b")
#: What a label may be; it has fewer words.
_LABELS = frozenset(["h2", "h3", "h4", "h5", "h6", "dt", "th", "label", "b", "strong", "legend"])
_LABEL = 6
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)")
#: Fields whose text may be paragraphs; of others each value is one of a list.
_BLOCKS = ("Summary", "Credits", "Citation", "Rights", "Description")
#: Those whose italics and paragraphs are kept.
_SET = ("Summary", "Credits", "Rights")


def recognises(original: Original) -> bool:
    """Whether it begins as a page of HTML, or a part of one."""
    head = original.text_head
    if _HTML.match(head):
        return True
    part = _PART.match(head)
    if part is None or _MARKDOWN.search(head):
        return False
    is_closed = f"</{part['tag'].lower()}>" in head.lower()
    return is_closed or head.count("</") > 1 or part["tag"].lower() == "meta"


def drafts(original: Original) -> Iterator[Draft]:
    """The draft of the page. Raises EditionError (I052) where there is nothing on it, C001 for a profile that is none."""
    yield _Page(original).draft()


def shown(original: Original) -> list[str]:
    """The profile of the page, and what is found by it and by its structured data, a line each."""
    return _Page(original).found()


class _Page:
    def __init__(self, original: Original) -> None:
        from tei_edition.read.hypernotes import notes_of, parsed, text_of
        from tei_edition.read.profile import profiles

        self._original = original
        text = text_of(original)
        self._root = parsed(text, original.name)
        self._addresses = addresses_of(text, self._root)
        self._profile = next(
            (p for p in profiles(original.profiles) if p.recognises(self._addresses, self._root)),
            None,
        )
        self._notes = notes_of(self._root)
        self._used: set[Any] = set()
        self._images: dict[str, bytes] = {}
        self._missing: list[str] = []
        self._set: dict[str, list[Any]] = {}

    def found(self) -> list[str]:
        """The profile and the parts that were found."""
        name = self._profile.name if self._profile else "none; structured data, and the article"
        said = (f"{use}: {words[:_SHOWN]}" for use, words in self._said()[0].items())
        return [f"profile: {name}", *said]

    def draft(self) -> Draft:
        said, elements = self._said()
        texts, skipped = self._text()
        around = {a for text in texts for a in (text, *text.iterancestors())}
        skipped |= elements - around
        title = said.get("title", "")
        blocks = self._blocks(texts, skipped)
        is_repeated = bool(blocks) and blocks[0].kind == "heading" and words_of_block(blocks[0]) == title  # fmt: skip
        if self._profile is None and carries_labels(blocks):
            # The heading that a converter put above the record; a date is the record's own.
            is_above = is_repeated and not _YEAR.search(title) and carries_labels(blocks[1:])
            blocks = blocks[is_above:]
            title, said, elements = "", {}, set()
        elif is_repeated:
            blocks = blocks[1:]
        fields = [("Date", said.get("date", "")), *citation_of(said)] if said else []
        fields += [(use, words) for use, words in said.items() if use not in (*ROLES, *PARTS)]
        made = tuple((label, self._field(label, words)) for label, words in fields if words.strip())
        self._used |= elements | set(texts)
        number = said.get("id", "")
        name = f"{self._original.stem}-{number}" if number.isdigit() else self._original.stem
        draft = Draft(name, title, made, blocks, self._images)
        left_out = (*self._missing, *self._reader.dropped, *self._left_out())
        return replace(draft, left_out=left_out)

    # --- parts ------------------------------------------------------------------------------------

    def _said(self) -> tuple[dict[str, str], set[Any]]:
        """What the page says by role and label, and the elements that say it: its profile's, and its data."""
        from tei_edition.read.profile import NOTES, TEXT, values
        from tei_edition.read.structured import structured

        said: dict[str, str] = {}
        used: set[Any] = set()
        for use, selectors in self._profile.select.items() if self._profile else ():
            if use in (TEXT, NOTES):
                continue
            elements, words = values(self._root, selectors, self._notes)
            if self._profile and (pattern := self._profile.pattern.get(use)):
                words = [match[0] for word in words if (match := re.search(pattern, word))]
            if use in ("title", "date", "url", "id"):
                elements, words = elements[:1], words[:1]
            used |= set(elements)
            if use in _SET:
                self._set[use] = elements
            if words:
                said[use] = ("\n\n" if use in _BLOCKS else "; ").join(dict.fromkeys(words))
        for use, text in structured(self._root).items():
            said.setdefault(use, text)
        if self._addresses and not said.get("url"):
            said["url"] = self._addresses[0]
        return said, used

    def _field(self, label: str, words: str) -> tuple[DraftBlock, ...]:
        """The blocks of a field: as they are set, where the page has them in elements of their own."""
        from tei_edition.read.hypertext import Hypertext

        reader = Hypertext(self._notes, place="header")
        blocks = tuple(b for element in self._set.get(label, ()) for b in reader.blocks(element))
        return blocks or _paragraphs(words)

    def _text(self) -> tuple[list[Any], frozenset[Any]]:
        """The elements that hold the text, in order, and what within them is none of it."""
        from tei_edition.read.profile import TEXT, found, values
        from tei_edition.read.structured import articles_of

        skipped: set[Any] = set()
        texts: list[Any] = []
        if self._profile:
            texts = values(self._root, self._profile.select[TEXT])[0]
            for selector in self._profile.leave_out:
                skipped |= set(found(self._root, selector))
        inner = {e for text in texts for e in text.iterdescendants()}
        texts = [text for text in texts if text not in inner]
        if not texts:
            texts = articles_of(self._root)
        return texts, frozenset(skipped)

    def _blocks(self, texts: list[Any], skipped: frozenset[Any]) -> tuple[DraftBlock, ...]:
        from tei_edition.read.hypertext import Hypertext

        reader = self._reader = Hypertext(self._notes, picture=self._picture, skip=skipped)
        blocks = tuple(block for text in texts for block in reader.blocks(text))
        within = {e for text in texts for e in text.iter()}
        self._used |= {note for sign, note in self._notes.items() if sign in within}
        if self._profile and (selectors := self._profile.select.get("notes")):
            blocks += self._apart(selectors, reader)
        return blocks

    def _apart(self, selectors: tuple[str, ...], reader: Any) -> tuple[DraftBlock, ...]:
        """What a profile's notes hold beside the notes that the text has signs for."""
        from tei_edition.read.profile import values

        apart = [e for e in values(self._root, selectors)[0] if e not in self._used]
        self._used |= set(apart)
        return tuple(block for element in apart for block in reader.blocks(element))

    def _picture(self, src: str, words: str) -> str:
        from tei_edition.read.saved import image_at

        found = image_at(self._original, src)
        if found is None:
            if src and not src.startswith("data:"):
                described = f" (“{words[:200]}”)" if words else ""
                self._missing.append(
                    f"image {src[:120]}{described}: it was not saved with the page"
                )
            return ""
        path, data = found
        self._images[path] = data
        return path

    # --- the ledger -------------------------------------------------------------------------------

    def _left_out(self) -> Iterator[str]:
        """What of the page is in neither fields nor text, by the outermost elements that hold it."""
        from tei_edition.read.hypertext import UNSEEN, passage

        unseen = UNSEEN - {"textarea"}

        holds = {a for used in self._used for a in used.iterancestors()}
        waiting = [self._root.find("body")]
        while waiting:
            element = waiting.pop()
            if element is None or element in self._used or not isinstance(element.tag, str):
                continue
            if element.tag in unseen or self._is_label(element, holds):
                continue
            if element in holds:
                own = " ".join([element.text or "", *(c.tail or "" for c in element)])
                waiting += reversed(list(element))
            else:
                own = _seen(element, unseen)
            yield from passage(element.tag, own)

    def _is_label(self, element: Any, holds: set[Any]) -> bool:
        """Whether it only says what the element behind it is, which a field was made of."""
        following = element.getnext() if element.tag in _LABELS else None
        is_used = following is not None and (following in self._used or following in holds)
        return is_used and len(" ".join(element.itertext()).split()) < _LABEL


def _seen(element: Any, unseen: frozenset[str]) -> str:
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in unseen:
            parts.append(_seen(child, unseen) if len(parts) < 5000 else "")
        parts.append(child.tail or "")
    return " ".join(parts)


def addresses_of(text: str, root: Any) -> list[str]:
    """Where the page says that it is: its canonical address, and that which it was saved from."""
    found = [str(e.get("href")) for e in root.iterfind(".//link[@rel='canonical']")]
    found += [str(e.get("content")) for e in root.iterfind(".//meta[@property='og:url']")]
    if saved := _SAVED.search(text[:4096]):
        found.append(saved[1])
    return [address for address in found if re.match(r"https?://[^\s<>\"']+$", address)]


def _paragraphs(text: str) -> tuple[DraftBlock, ...]:
    parts = filter(str.strip, text.split("\n\n"))
    return tuple(DraftBlock("paragraph", (Run(part),)) for part in parts)
