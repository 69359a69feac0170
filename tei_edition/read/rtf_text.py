"""RTF written again for pandoc: with signs for changes, comments, pages and pictures, and characters by number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tei_edition.read.pandoc_draft import Passage
from tei_edition.read.rtf_tables import (
    PAGES,
    authors_of,
    code_page_of,
    day_of,
    default_font_of,
    fonts_of,
    info_of,
    picture_of,
)
from tei_edition.read.signs import Mark, Signs

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?(?P<blank> ?)|\\'(?P<byte>[0-9a-fA-F]{2})"
    r"|\\(?P<symbol>[^A-Za-z'])|(?P<brace>[{}])|(?P<line>[\r\n]+)|(?P<text>[^\\{}\r\n]+)|(?P<odd>.)",
    re.DOTALL,
)
#: Groups whose words are not the text's.
_SKIPPED = frozenset(
    ["fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "nonshppict", "filetbl", "listtable",
     "listoverridetable", "revtbl", "rsidtbl", "generator", "xmlnstbl", "themedata", "colorschememapping",
     "latentstyles", "datastore", "mmathPr", "listtext", "pntext", "fldinst", "bkmkstart", "bkmkend", "tc",
     "xe", "template", "atnid", "atnauthor", "atndate", "atnref", "atntime", "atrfstart", "atrfend", "atnicn",
     "shpinst", "do", "background", "userprops", "docvar", "pgdsctbl"]
)  # fmt: skip
_MARGINS = dict.fromkeys(
    ("header", "headerl", "headerr", "headerf"), "running head"
) | dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "running foot")
_ENDS = ("par", "cell", "row", "sect", "nestcell", "nestrow")
_SPOKEN = {"line": " ", "tab": " ", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
           "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " "}  # fmt: skip
_SYMBOLS = {"~": "\xa0", "_": "\u2011", "\\": "\\", "{": "{", "}": "}"}
#: No more groups lie within one another.
_DEEPEST = 500
_NEAR = 400
#: A character has one byte more than this at most.
_MOST_BYTES = 3
_WEB = re.compile(r'HYPERLINK\s+"?(?:https?|mailto):')

Marks = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds in a group: whether its words are text, how they changed, how they are written."""

    place: str = "text"
    inserted: tuple[int, int] | None = None
    deleted: tuple[int, int] | None = None
    fallback: int = 1
    font: int = 0
    begins_note: bool = False
    is_hidden: bool = False

    @property
    def marks(self) -> Marks:
        """The changes that words here are in, from the outside in."""
        made = (("inserted", self.inserted), ("deleted", self.deleted))
        return tuple((kind, *by) for kind, by in made if by is not None)


class Rewriter:
    """Writes *text* (a character for each byte) again, and says what it found in it.

    `passages` are the words of its paragraphs; `images`, `left_out` and `properties` as a draft has them.
    """

    def __init__(self, text: str, signs: Signs) -> None:
        self._text, self._signs = text, signs
        self._authors, self._fonts = authors_of(text), fonts_of(text)
        self._page = code_page_of(text)
        self.properties = info_of(text)
        self.passages: list[Passage] = []
        self.images: dict[str, bytes] = {}
        self.left_out: list[str] = []
        self._out: list[str] = []
        self._stack: list[_Group] = []
        self._default = default_font_of(text)
        self._now = _Group(font=self._default)
        #: Bytes of a character of which more are to come; how many were read in no code page, and in which.
        self._held = b""
        self._unread: list[str] = []
        #: Marks that are open in the text, and in the texts around a note.
        self._open: list[tuple[Marks, list[int]]] = [((), [])]
        self._words: dict[str, list[str]] = {"text": [], "note": []}
        self._is_fresh = self._is_starred = False
        self._passed = self._high = self._unshown = 0
        self._author = ""
        self._hidden: list[str] = []

    def written(self) -> str:
        """The text for pandoc."""
        at, end = 0, len(self._text)
        while at < end:
            found = _TOKEN.match(self._text, at)
            if found is None:  # pragma: no cover - any character matches
                break
            at = self._token(found)
        for place in list(self._words):
            self._paragraph_ends(place)
        # A document that was cut off has groups without an end.
        self._out.append("}" * len(self._stack))
        if words := " ".join("".join(self._hidden).split()):
            self.left_out.append(f"hidden words: “{words[:200]}”")
        if self._unread:
            count = len(self._unread)
            many = "1 character" if count == 1 else f"{count} characters"
            pages = ", ".join(sorted(set(self._unread)))
            self.left_out.append(
                f"{many} that cannot be read in the code page of the font ({pages})"
            )
        return "".join(self._out)

    def _token(self, found: re.Match[str]) -> int:
        """Write what was *found*; where the next token begins."""
        if self._held and found.lastgroup not in ("byte", "text", "line"):
            self._unheld()
        match found.lastgroup:
            case "brace" if found[0] == "{":
                return self._group_begins(found)
            case "brace":
                self._group_ends()
            case "byte":
                self._byte(int(found["byte"], 16))
            case "symbol":
                if found["symbol"] == "*":
                    self._is_starred = True
                    self._out.append(found[0])
                    return found.end()
                self._said(_SYMBOLS.get(found["symbol"], ""), found[0])
            case "text":
                self._plain(found[0])
            case "line" | "odd":
                self._out.append(found[0])
            case _:
                return self._word(found)
        self._is_fresh = self._is_starred = False
        return found.end()

    # --- groups -------------------------------------------------------------------------------------

    def _group_begins(self, found: re.Match[str]) -> int:
        if len(self._stack) > _DEEPEST:
            self._out.append(" ")
        self._stack.append(self._now)
        self._now = replace(self._now, begins_note=False)
        self._is_fresh, self._is_starred = True, False
        self._out.append("{")
        return found.end()

    def _group_ends(self) -> None:
        if self._now.begins_note:
            self._to_marks(())
            self._open.pop()
            self._paragraph_ends("note")
        elif self._stack and self._now.place in _MARGINS and self._stack[-1].place == "text":
            words = " ".join("".join(self._words.pop(self._now.place, [])).split())
            if re.search(r"[^\W\d_]{2,}", words):
                self.left_out.append(f"the {_MARGINS[self._now.place]} “{words[:200]}”")
        if self._stack:
            self._now = self._stack.pop()
            self._out.append("}")

    def _destination(self, name: str, at: int) -> int:
        """A group is for *name*; where its next token begins."""
        if name in ("footnote", "annotation"):
            self._now = _Group(
                "note", fallback=self._now.fallback, font=self._now.font, begins_note=True
            )
            self._out[-1:] = [] if self._out[-1] == "\\*" else self._out[-1:]
            self._out.append("\\footnote ")
            self._open.append(((), []))
            if name == "annotation":
                when = day_of(self._text[at : at + _NEAR])
                mark = Mark("comment", who=self._author, when=when)
                self._sign(self._signs.point(mark))
        elif name in _MARGINS:
            self._now = replace(self._now, place=name)
            self._words[name] = []
            self._out.append(f"\\{name} ")
        elif name == "pict":
            return self._picture(at)
        else:
            if name == "atnauthor":
                found = re.match(r"[^{}\\]*", self._text[at : at + _NEAR])
                self._author = " ".join(found[0].split()) if found else ""
            self._now = replace(self._now, place="")
            self._out.append(f"\\{name} ")
        return at

    def _picture(self, at: int) -> int:
        """A picture: its bytes are taken out, and a sign says where it stood."""
        found = picture_of(self._text, at)
        if self._now.place:
            if found.ending:
                path = f"image{len(self.images) + 1}{found.ending}"
                self.images[path] = found.data
                self._sign(self._signs.point(Mark("picture", path)))
            else:
                self._unshown += 1
                said = f"picture {self._unshown} in a format that browsers do not show"
                self.left_out.append(said)
        return found.end

    # --- words --------------------------------------------------------------------------------------

    def _word(self, found: re.Match[str]) -> int:
        name, at = found["word"], found.end()
        number = int(found["number"]) if found["number"] else None
        fresh, starred = self._is_fresh, self._is_starred
        self._is_fresh = self._is_starred = False
        if fresh and (name in _SKIPPED or name in _MARGINS or name in ("footnote", "annotation")):
            return self._destination(name, at)
        if starred and name not in ("shppict", "cs"):
            return self._destination(name, at)
        if fresh and name == "field" and not _WEB.search(self._text[at : at + _NEAR]):
            # Pandoc would leave out the words of a field that it does not know.
            return at
        if name == "bin":
            return min(at + max(number or 0, 0), len(self._text))
        if name == "u" and number is not None:
            self._numbered(number % 65536)
        elif name == "page" and self._now.place:
            self._sign(self._signs.point(Mark("page")))
        elif not self._is_change(name, number):
            self._setting(name, number, found[0])
        return at

    def _numbered(self, code: int) -> None:
        """A character by its number, which is one half of it beyond the first 65,536."""
        self._passed = 0
        high, self._high = self._high, 0
        if 0xD800 <= code < 0xDC00:
            self._high = code
        else:
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            self._said(chr(code), self._written(chr(code)))
        self._passed = self._now.fallback

    def _written(self, character: str) -> str:
        """*character* for pandoc, which knows the first 65,536; another is put in by a sign."""
        if ord(character) < 0x10000:
            return _spelled(character)
        sign = self._signs.point(Mark("word", character))
        return "".join(part if part.isdigit() else _spelled(part) for part in sign)

    def _setting(self, name: str, number: int | None, written: str) -> None:
        if name == "uc":
            self._now = replace(self._now, fallback=max(number or 0, 0))
        elif name == "f":
            self._now = replace(self._now, font=number or 0)
        elif name == "plain":
            self._now = replace(
                self._now, inserted=None, deleted=None, is_hidden=False, font=self._default
            )
        elif name == "v":
            self._now = replace(self._now, is_hidden=number != 0)
            return
        elif name in _ENDS:
            self._paragraph_ends(self._now.place)
        elif name in _SPOKEN:
            self._said(_SPOKEN[name], written)
            return
        self._out.append(written)

    def _is_change(self, name: str, number: int | None) -> bool:
        """Whether *name* says that words were inserted or deleted, or by whom or when; it is kept in mind."""
        now = self._now
        is_on = number != 0
        match name:
            case "revised":
                self._now = replace(now, inserted=(0, 0) if is_on else None)
            case "deleted":
                self._now = replace(now, deleted=(0, 0) if is_on else None)
            case "revauth":
                self._now = replace(now, inserted=(number or 0, (now.inserted or (0, 0))[1]))
            case "revdttm":
                self._now = replace(now, inserted=((now.inserted or (0, 0))[0], number or 0))
            case "revauthdel":
                self._now = replace(now, deleted=(number or 0, (now.deleted or (0, 0))[1]))
            case "revdttmdel":
                self._now = replace(now, deleted=((now.deleted or (0, 0))[0], number or 0))
            case _:
                return False
        return True

    def _byte(self, code: int) -> None:
        """One byte of a character, which may have more of them: in Chinese, Japanese and Korean code pages."""
        if self._passed:
            self._passed -= 1
            return
        self._held += bytes([code])
        try:
            character = self._held.decode(self._page_now())
        except UnicodeDecodeError as error:
            is_begun = "incomplete" in error.reason or "end of data" in error.reason
            if not is_begun or len(self._held) > _MOST_BYTES:
                self._unheld()
            return
        except LookupError:
            self._unheld()
            return
        self._held = b""
        self._said(character, _spelled(character))

    def _page_now(self) -> str:
        return PAGES.get(self._fonts.get(self._now.font, -1), self._page)

    def _unheld(self) -> None:
        """Bytes that are no character: told, and not guessed."""
        self._held = b""
        if self._now.place:
            self._unread.append(self._page_now())
            self._said("\ufffd", _spelled("\ufffd"))

    def _plain(self, text: str) -> None:
        if self._held and text:
            # The second byte may be written as the letter that it is elsewhere.
            self._byte(ord(text[0]) & 0xFF)
            text = text[1:]
        rest, self._passed = text[self._passed :], max(self._passed - len(text), 0)
        if rest:
            self._said(rest, rest)

    def _said(self, words: str, written: str) -> None:
        """Write characters of the text, within the signs of the changes that they are in."""
        if self._passed and words:
            # It stands for the character before it, in programs that do not know that one.
            self._passed -= 1
            return
        if self._now.is_hidden:
            self._hidden.append(words)
            return
        if self._now.place:
            self._to_marks(self._now.marks if self._now.place in ("text", "note") else ())
            self._words.setdefault(self._now.place, []).append(words)
        self._out.append(written)

    def _to_marks(self, marks: Marks) -> None:
        """Write the signs with which the changes that are open become *marks*."""
        now, numbers = self._open[-1]
        if now == marks:
            return
        shared = next((i for i, (a, b) in enumerate(zip(now, marks, strict=False)) if a != b), min(len(now), len(marks)))  # fmt: skip
        for number in reversed(numbers[shared:]):
            self._sign(self._signs.end(number))
        numbers = numbers[:shared]
        for kind, who, when in marks[shared:]:
            author = self._authors[who] if 0 <= who < len(self._authors) else ""
            mark = Mark(kind, who=author, when=day_of(when))
            numbers.append(self._signs.number(mark))
            self._sign(self._signs.beginning(numbers[-1]))
        self._open[-1] = (marks, numbers)

    def _sign(self, sign: str) -> None:
        self._out.append(re.sub("[^0-9]", lambda found: _spelled(found[0]), sign))

    def _paragraph_ends(self, place: str) -> None:
        if place not in ("text", "note"):
            return
        words = "".join(self._words[place])
        self._words[place] = []
        if words.strip():
            where = f"paragraph {len(self.passages) + 1}" if place == "text" else "a note"
            self.passages.append(Passage(where, words))


def _spelled(character: str) -> str:
    """*character* by its number, with nothing beside it: pandoc would take more for what stands in its place."""
    return f"{{\\uc0\\u{ord(character)} }}"
