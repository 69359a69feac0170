"""What is wrong with XML that cannot be parsed, said so that one can mend it.

libxml2 gives the verdict. Its words are those of a parser and its columns lie behind the fault, so the
explanation is taken from a second reading by Expat, which knows the place, and from the tags that are
open there.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from difflib import get_close_matches
from html.entities import html5
from xml.parsers import expat
from xml.parsers.expat import errors

from tei_edition.diagnostics import Position

_NAME = r"[^\s<>/=\"'&;]+"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a document is not XML, where, and what to do about it."""

    message: str
    position: Position
    hint: str | None = None


def fault_of(data: bytes, lines: list[str], *, anew: bool = False) -> Fault | None:
    """The first thing that makes *data* no XML; None where Expat finds nothing.

    *lines* are the lines of the same document as text, which is encoded *anew* where Expat cannot read its encoding.
    """
    anew = anew or data[:2] in (b"\xff\xfe", b"\xfe\xff")
    encoding = "UTF-8" if anew else None
    # Expat counts a byte order mark as a column.
    data = "\n".join(lines).encode() if anew else data.removeprefix(b"\xef\xbb\xbf")
    parser = expat.ParserCreate(encoding, " ")
    opened: list[tuple[str, int]] = []

    def start(name: str, _attributes: object) -> None:
        opened.append((name.rpartition(" ")[2], parser.CurrentLineNumber))

    def end(_name: str) -> None:
        opened.pop()

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        with warnings.catch_warnings():
            # Expat asks Python about each encoding, which warns of some of its own.
            warnings.simplefilter("ignore")
            parser.Parse(data, True)
    except expat.ExpatError as error:
        position = Position(error.lineno, error.offset + 1)
        return _Explainer(error.code, position, lines, opened).fault()
    except LookupError:
        return encoding_fault(lines)
    except ValueError:
        # Python knows encodings that are none of XML's, and Expat none of several bytes.
        return None if anew else fault_of(data, lines, anew=True)
    return None


def encoding_fault(lines: list[str]) -> Fault:
    """What is wrong with a document, of these *lines*, whose encoding is none that XML is read in."""
    named = re.search(r"""\bencoding\s*=\s*["']([^"']{1,40})""", lines[0] if lines else "")
    message = "this file is in an encoding that XML parsers cannot read"
    if named:
        message = f"this file declares an encoding that is not supported: “{named[1]}”"
    hint = "save it as UTF-8, and declare that in the XML declaration"
    return Fault(message, Position(1, 1), hint)


class _Explainer:
    """One error of Expat, with the text around it."""

    def __init__(
        self, code: int, position: Position, lines: list[str], opened: list[tuple[str, int]]
    ) -> None:
        self._code, self._at, self._opened = code, position, opened
        self._line = lines[position.line - 1] if position.line <= len(lines) else ""
        self._before = self._line[: position.column - 1]
        self._here = self._line[position.column - 1 :]

    def fault(self) -> Fault:
        words = expat.ErrorString(self._code)
        known = {
            errors.XML_ERROR_TAG_MISMATCH: self._mismatch,
            errors.XML_ERROR_NO_ELEMENTS: self._ends_early,
            errors.XML_ERROR_INVALID_TOKEN: self._token,
            errors.XML_ERROR_UNCLOSED_TOKEN: self._unclosed,
            errors.XML_ERROR_UNDEFINED_ENTITY: self._entity,
            errors.XML_ERROR_DUPLICATE_ATTRIBUTE: self._twice,
            errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: self._more,
            errors.XML_ERROR_UNBOUND_PREFIX: self._prefix,
            errors.XML_ERROR_MISPLACED_XML_PI: self._declaration,
            errors.XML_ERROR_BAD_CHAR_REF: self._number,
            errors.XML_ERROR_SYNTAX: self._outside,
        }
        explain = known.get(words)
        return explain() if explain else Fault(f"this is not XML: {words}", self._at)

    def _back_to(self, opening: str) -> Position:
        """Where the *opening* nearest before the fault begins, on the same line."""
        found = self._before.rfind(opening)
        ahead = self._here.startswith(opening)
        return self._at if ahead or found < 0 else Position(self._at.line, found + 1)

    def _mismatch(self) -> Fault:
        at = self._back_to("</")
        found = re.match(rf"</({_NAME})", self._line[at.column - 1 :])
        ended = found[1] if found else ""
        name, line = self._opened[-1] if self._opened else ("", 0)
        message = (
            f"`</{ended}>` is not allowed here: `{name}`, opened on line {line}, is still open"
        )
        names = [open_name for open_name, _ in self._opened]
        if ended.rpartition(":")[2] in names:
            return Fault(message, at, f"write </{name}> before it")
        if get_close_matches(ended, [name], cutoff=0.5):
            return Fault(message, at, f"write </{name}>")
        return Fault(message, at, f"remove it, or write </{name}>; no `{ended}` is open")

    def _ends_early(self) -> Fault:
        if not self._opened:
            return Fault("this file contains no element", Position(1, 1), "is it the right file?")
        name, line = self._opened[-1]
        message = f"the document ends while `{name}`, opened on line {line}, is still open"
        return Fault(message, self._at, f"write </{name}>")

    def _entity(self) -> Fault:
        at = self._back_to("&")
        found = re.match(rf"&({_NAME});?", self._line[at.column - 1 :])
        name = found[1] if found else ""
        char = html5.get(f"{name};")
        message = f"`&{name};` is not defined"
        if char:
            codes = "".join(f"&#x{ord(c):X};" for c in char)
            return Fault(message, at, f"write the character itself, or {codes}")
        return Fault(message, at, "write the character itself, or `&amp;` for a literal `&`")

    def _twice(self) -> Fault:
        found = re.match(_NAME, self._here)
        name = found[0] if found else "an attribute"
        return Fault(f"@{name} occurs twice on the same element", self._at, "remove one of the two")

    def _more(self) -> Fault:
        message = "there is content after the end of the root element"
        return Fault(
            message,
            self._at,
            "a document can have only one root element: remove the rest, or move it inside",
        )

    def _prefix(self) -> Fault:
        found = re.search(rf"({_NAME}):{_NAME}", self._here)
        prefix = found[1] if found else ""
        message = f"the prefix `{prefix}` is not bound to a namespace"
        return Fault(message, self._at, f'declare it: xmlns:{prefix}="…" on the root, or remove it')

    def _declaration(self) -> Fault:
        message = "an XML declaration (`<?xml …?>`) must be the very first thing in a file"
        return Fault(message, self._at, "remove the text before it, or the declaration itself")

    def _number(self) -> Fault:
        found = re.match(r"&#\w*;?", self._here)
        message = f"`{found[0] if found else '&#'}` is not a character that XML allows"
        return Fault(message, self._at, "remove it, or write the character itself")

    def _outside(self) -> Fault:
        message = "text is not allowed outside the root element"
        return Fault(message, self._at, "is it the right file? XML begins with a tag")

    def _unclosed(self) -> Fault:
        if self._here.startswith("<!--"):
            return Fault("this comment is not closed", self._at, "write --> after it")
        found = re.match(rf"</?({_NAME})", self._here)
        what = f"the tag of `{found[1]}`" if found else "this"
        return Fault(f"{what} is not closed", self._at, "write > after it")

    def _token(self) -> Fault:
        in_tag = re.search(r"<[^<>!?]*$", self._before)
        char = self._here[:1]
        if found := re.match(r"&?(?:#\w*)?", self._line[self._back_to("&").column - 1 :]):
            reference = self._token_of_reference(found[0], char)
            if reference:
                return reference
        if char and (ord(char) < 32 or char == "\ufffd") and char not in "\t":
            return self._forbidden(char)
        if in_tag:
            return self._token_in_tag(in_tag[0], in_tag.start())
        quoted = re.search(rf"<({_NAME})\s[^<]*=\s*(?:\"[^\"]*|'[^']*)$", self._before)
        if quoted and char == "<":
            message = f"a value on `{quoted[1]}` contains a `<`, or lacks its closing quote"
            return Fault(message, self._at, "close the quote, or write &lt;")
        if char == "<" or self._before.endswith("<"):
            at = self._back_to("<")
            return Fault("this `<` does not begin a tag", at, "write `&lt;` for a literal `<`")
        if self._before.endswith("--") or self._here.startswith("--"):
            return Fault(
                "a comment must not contain `--`",
                self._back_to("--"),
                "write one dash, or another sign",
            )
        return Fault("this is not allowed here in XML", self._at)

    def _token_of_reference(self, reference: str, char: str) -> Fault | None:
        at = self._back_to("&")
        if self._line[at.column - 1 : at.column] != "&":
            return None
        if reference.startswith("&#"):
            message = f"`{reference}` is not a character"
            return Fault(message, at, "write the character itself, or &#x…; with its number")
        between = self._line[at.column : self._at.column - 1]
        if not re.fullmatch(r"[\w.\-]*", between) or char == ";":
            return None
        return Fault(
            "this `&` does not begin a character reference", at, "write `&amp;` for a literal `&`"
        )

    def _forbidden(self, char: str) -> Fault:
        if char == "\ufffd":
            message = "these bytes are not a character in the encoding of this file"
            return Fault(message, self._at, "save the file as UTF-8, or declare its encoding")
        message = f"the control character U+{ord(char):04X} is forbidden in XML"
        return Fault(message, self._at, "remove it")

    def _token_in_tag(self, tag: str, begin: int) -> Fault:
        found = re.match(rf"</?({_NAME})", tag)
        name = found[1] if found else ""
        if not found:
            return Fault("this `<` does not begin a tag", Position(self._at.line, begin + 1), "write `&lt;` for a literal `<`")  # fmt: skip
        if re.search(r"=\s*$", tag):
            message = f"the value of an attribute of `{name}` has no quotes"
            return Fault(message, self._at, 'write it between " and "')
        if re.search(r"=\s*(\"[^\"]*|'[^']*)$", tag) and self._here.startswith("<"):
            message = f"a value on `{name}` contains a `<`, or lacks its closing quote"
            return Fault(message, self._at, "close the quote, or write &lt;")
        if self._here.startswith("<"):
            message = f"the tag of `{name}` is not closed"
            return Fault(message, Position(self._at.line, begin + 1), "write > after it")
        if lone := re.search(rf"\s({_NAME})\s*$", tag):
            message = f"@{lone[1]} on `{name}` has no value"
            return Fault(message, Position(self._at.line, begin + lone.start(1) + 1), f'write {lone[1]}="…"')  # fmt: skip
        if tag.endswith(('"', "'")):
            message = f"there is no space between the attributes of `{name}`"
            return Fault(message, self._at, "add a space")
        return Fault(f"this is not allowed in the tag of `{name}`", self._at)
