"""Files of settings and conventions (TOML), whose mistakes are told to people who write no programs."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import Any
from urllib.parse import urlsplit

from tei_edition.diagnostics import Diagnostic, EditionError, Position

_QUOTES = "a string must be in quotation marks, double or single; one or both are missing"
#: What most likely caused a message of Python's parser, which speaks the language of the standard.
_HINTS = {
    "Illegal character": _QUOTES,
    "Unterminated string": _QUOTES,
    "Invalid value": _QUOTES,
    "Expected newline": "nothing may follow a value on its line; "
    "put a string that contains a single quotation mark in double ones",
    "Unclosed array": "a list needs commas between its items, and a ] at its end",
    "Expected '='": "write name = value",
    "Expected ']": "the name of a table must have as many brackets after it as before it",
    "Unescaped '\\'": "write \\\\ for a backslash, or put the string in 'single' quotation marks",
}


def parse_toml(text: str, name: str, code: str) -> dict[str, Any]:
    """The values of the TOML *text* of the file *name*.

    Raises EditionError with the diagnostic *code* at line and column where the text is no TOML 1.0;
    at the last line where the parser only noticed it there.
    """
    _refuse_depth(text, name, code)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told = str(error)
        place = re.search(r"line (\d+), column (\d+)", told)
        last = text.rstrip().count("\n") + 1
        position = Position(int(place[1]), int(place[2])) if place else Position(last, 1)
        message = re.sub(r" \(at .*\)$", "", told)
        if twice := _twice(message, text, position):
            raise EditionError(Diagnostic(code, twice[0], name, twice[1], hint=twice[2])) from None
        hint = next((hint for start, hint in _HINTS.items() if message.startswith(start)), None)
        found = Diagnostic(code, message, name, position, hint=hint)
        raise EditionError(found) from None
    except (
        RecursionError,
        ValueError,
        OverflowError,
    ) as error:  # numbers and depths beyond Python's
        said = (
            "lists or tables are nested too deeply"
            if isinstance(error, RecursionError)
            else str(error)
        )
        raise EditionError(Diagnostic(code, said, name, Position(1, 1))) from None


#: So many parts may a key have, and so many lists and tables stand in one another: Python's parser takes the
#: square of the time for keys with more.
_DEEPEST = 100
#: What a TOML text is made of, as far as its depth is concerned; brackets and dots within texts and remarks do not count.
_SIGNS = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|'
    + r"'''.*?'''"
    + r'|"(?:[^"\\\n]|\\.)*"'
    + r"|'[^'\n]*'|#[^\n]*|[\[\]{}.=,\n]",
    re.DOTALL,
)


def _refuse_depth(text: str, name: str, code: str) -> None:
    """EditionError (*code*) where a key of *text* has too many parts, or its brackets stand in one another too deep."""
    dots = depth = 0
    for sign in _SIGNS.finditer(text):
        match sign[0]:
            case ".":
                dots += 1
            case "[" | "{":
                depth, dots = depth + 1, 0
            case "]" | "}":
                depth = max(0, depth - 1)
            case "=" | "," | "\n":
                dots = 0
        if max(dots, depth) > _DEEPEST:
            line = text.count("\n", 0, sign.start()) + 1
            deep = f"lists or tables are nested more than {_DEEPEST} levels deep"
            message = f"a key has more than {_DEEPEST} parts" if dots > depth else deep
            raise EditionError(Diagnostic(code, message, name, Position(line, 1)))


_NAME = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
#: The beginning of a line that gives a value to a name, or opens a table.
_NAMES = rf"({_NAME}(?:[ \t]*\.[ \t]*{_NAME})*)"
_NAMED = re.compile(rf"[ \t]*(?:{_NAMES}[ \t]*=|\[+[ \t]*{_NAMES}[ \t]*\]+[ \t]*(?:#|$))")
_TWICE = re.compile(r"Cannot (?:overwrite|declare|mutate)|Duplicate inline")


def _twice(message: str, text: str, at: Position) -> tuple[str, Position, str] | None:
    """What to say, where, and what to do, where *message* of Python's parser is that a name is given twice."""
    if not _TWICE.match(message):
        return None
    names = ".".join(re.findall(r"'((?:[^'\\]|\\.)*)'", message))
    if "mutate" in message:
        hint = "write all its content in one place"
        return (
            f"`{names}` is already complete where it first occurs, so nothing can be added to it",
            at,
            hint,
        )
    hint = "keep only one of the two"
    if names:
        if "inline" in message:
            return f"`{names}` is given twice", at, hint
        return f"the table `[{names}]` is given twice, or its name already has a value", at, hint
    # The parser notices it behind the value, which may have several lines.
    keys = [
        (number, found)
        for number, line in enumerate(text.split("\n")[: at.line], 1)
        if (found := _NAMED.match(line))
    ]
    if not keys:
        return "a name is given twice", at, hint
    number, key = keys[-1]
    group = key.lastindex or 1
    return f"`{key[group]}` is given twice", Position(number, key.start(group) + 1), hint


def toml_text(data: bytes, name: str, code: str) -> str:
    """The text of a TOML file, without a byte order mark; EditionError (*code*, with its place) where it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raw = bytes(error.object)  # without the mark, if there was one
        before = raw[: error.start].decode("utf-8")
        position = Position(before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        found = Diagnostic(code, message, name, position, hint="save the file as UTF-8")
        raise EditionError(found) from None


# --- what a file may say ----------------------------------------------------------------------

#: Where something stands among the values of a file: keys of tables, and numbers of what lists hold.
Path = tuple[str | int, ...]
#: What is wrong where.
Fault = tuple[Path, str]


@dataclass(frozen=True)
class Kind:
    """What a value may be. `told` is the sentence for one that is not; {key} is its key."""

    told: str = ""

    def faults(self, value: object, path: Path = ()) -> Iterator[Fault]:
        """What is wrong with *value*, which stands at *path*."""
        if not self._fits(value):
            yield self._fault(path)

    def _fits(self, value: object) -> bool:
        raise NotImplementedError

    def _fault(self, path: Path) -> Fault:
        key = next((part for part in reversed(path) if isinstance(part, str)), "")
        return path, self.told.format(key=key)


@dataclass(frozen=True)
class Words(Kind):
    """A text; one that the regular expression `pattern` matches whole."""

    told: str = "{key} must be a string in quotes"
    pattern: str = r"(?s).*"

    def _fits(self, value: object) -> bool:
        return isinstance(value, str) and re.fullmatch(self.pattern, value) is not None


@dataclass(frozen=True)
class Flag(Kind):
    """True or false."""

    told: str = "{key} must be true or false"

    def _fits(self, value: object) -> bool:
        return isinstance(value, bool)


class Address(Words):
    """The address of a site, whose host and port there can be."""

    def _fits(self, value: object) -> bool:
        if not (isinstance(value, str) and super()._fits(value)):
            return False
        try:
            parts = urlsplit(value)
            host = parts.hostname or ""
            return parts.port != 0 and bool(_HOST.fullmatch(host)) and len(host) <= _LONGEST_HOST
        except ValueError:  # a port beyond 65,535, brackets that hold no address
            return False


#: A name of the net (RFC 1123, in any script), or an address in the brackets that urlsplit takes away.
_HOST = re.compile(
    r"[^\W_](?:[\w-]{0,61}\w)?(?:\.[^\W_](?:[\w-]{0,61}\w)?)*\.?|[0-9a-f:.]*:[0-9a-f:.]*"
)
_LONGEST_HOST = 253


class OneOf(Kind):
    """One of some values."""

    def __init__(self, values: Collection[object], told: str = "") -> None:
        super().__init__(told or "{key} must be one of " + ", ".join(map(str, values)))
        object.__setattr__(self, "values", tuple(values))

    values: tuple[object, ...]

    def _fits(self, value: object) -> bool:
        return any(type(value) is type(known) and value == known for known in self.values)


@dataclass(frozen=True)
class ListOf(Kind):
    """A list of `least` or more values of one kind, or of exactly `length`."""

    told: str = "{key} must be a list of strings"
    kind: Kind = field(default_factory=Words)
    least: int = 0
    length: int | None = None

    def faults(self, value: object, path: Path = ()) -> Iterator[Fault]:
        """What is wrong with the list, or with what it holds."""
        number = len(value) if isinstance(value, list) else -1
        if not isinstance(value, list) or number < self.least or self.length not in (None, number):
            yield self._fault(path)
            return
        for index, inner in enumerate(value):
            for where, told in self.kind.faults(inner, (*path, index)):
                # What a plain value is to be, the sentence on the list says.
                plain = not isinstance(self.kind, Table | ListOf)
                yield (
                    self._fault((*path, index)) if plain and not self.kind_tells else (where, told)
                )

    @property
    def kind_tells(self) -> bool:
        """True where the sentence on what the list holds says more than that on the list."""
        return isinstance(self.kind, Words) and self.kind.pattern != Words.pattern


#: Of a key with more characters nobody asks what was meant.
_LONGEST_KEY = 40


@dataclass(frozen=True)
class Table(Kind):
    """A table of `keys`, of which `needed` may not be missing; of any keys, all of the kind `each`.

    `unknown` is the sentence for a key that is none of them, with {key} and {keys}; `lacks` that for one
    that is missing, with {key}.
    """

    told: str = "{key} must be a table: [{key}]"
    keys: Mapping[str, Kind] = field(default_factory=dict)
    each: Kind | None = None
    needed: tuple[str, ...] = ()
    unknown: str = "{key} is not allowed here; use one of {keys}"
    lacks: str = "{key} is missing"

    def faults(self, value: object, path: Path = ()) -> Iterator[Fault]:
        """What is wrong with the table, or with what it holds."""
        if not isinstance(value, dict):
            yield self._fault(path)
            return
        for key, inner in value.items():
            kind = self.keys.get(key, self.each)
            if kind is None:
                yield (*path, key), self._not_known(key)
            else:
                yield from kind.faults(inner, (*path, key))
        for key in self.needed:
            if key not in value:
                yield path, self.lacks.format(key=key)

    def _not_known(self, key: str) -> str:
        """The sentence for *key*: what was meant comes before all that there is."""
        from difflib import get_close_matches

        told = self.unknown.format(key=key, keys=", ".join(self.keys))
        near = get_close_matches(key.casefold(), self.keys, 1) if len(key) <= _LONGEST_KEY else []
        what, _, rest = told.partition("; ")
        return (
            f"{what}; did you mean {near[0]}? {rest[:1].upper()}{rest[1:]}".rstrip()
            if near
            else told
        )


@dataclass(frozen=True)
class Either(Kind):
    """A value of any of several kinds."""

    kinds: tuple[Kind, ...] = ()

    def _fits(self, value: object) -> bool:
        return any(not list(kind.faults(value)) for kind in self.kinds)


def check_toml(data: object, kind: Kind, text: str, name: str, code: str) -> None:
    """Hold the values *data* of the TOML *text* against *kind*; EditionError (*code*) with what is wrong first.

    Wrong is any text, too, with a character that XML cannot hold: what is said here ends up in TEI and pages.
    """
    for path, message in (*islice(kind.faults(data), 1), *islice(_unheld(data), 1)):
        raise EditionError(Diagnostic(code, message, name, place_of(text, path)))


#: What XML cannot hold, in no way of writing it (XML 1.0, production 2).
_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _unheld(value: object, path: Path = ()) -> Iterator[Fault]:
    """Where the keys and texts of *value*, which stands at *path*, hold a character that XML cannot."""
    if isinstance(value, str) and (found := _NO_CHARACTER.search(value)):
        key = next((part for part in reversed(path) if isinstance(part, str)), "it")
        yield path, f"{key} contains U+{ord(found[0]):04X}, which is not allowed in text"
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _unheld(key, path)
            yield from _unheld(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _unheld(inner, (*path, index))


# --- places -----------------------------------------------------------------------------------

_KEY = r"(?:[\w-]+|\"(?:[^\"\\]|\\.)*\"|'[^']*')"
_KEYS = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_HEAD = re.compile(rf"\s*(\[\[?)\s*({_KEYS})\s*\]\]?\s*(?:#.*)?$")
_PAIR = re.compile(rf"\s*({_KEYS})\s*=")


def place_of(text: str, path: Path) -> Position | None:
    """Where in the TOML *text* the value at *path* stands: its key, or the nearest thing around it; None without text."""
    if not text:
        return None
    best, depth = Position(1, 1), 0
    for where, position in _places(text):
        common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(where, path)))  # noqa: B905
        if common == min(len(where), len(path)) and common > depth:
            best, depth = position, common
    return _within(text, best, path[depth:])


def _places(text: str) -> Iterator[tuple[Path, Position]]:
    """The tables and keys of a TOML text that stand at the beginning of a line."""
    table: Path = ()
    seen: Counter[Path] = Counter()
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        if not fence and (head := _HEAD.match(line)):
            table = _parts(head[2])
            if head[1] == "[[":
                seen[table] += 1
                table = (*table, seen[table] - 1)
            elif seen[table[:1]]:
                table = (table[0], seen[table[:1]] - 1, *table[1:])
            yield table, Position(number, head.start(1) + 1)
        elif not fence and (pair := _PAIR.match(line)):
            yield (*table, *_parts(pair[1])), Position(number, pair.start(1) + 1)
        for sign in re.findall(r'"""|\'\'\'', line):
            fence = "" if sign == fence else fence or sign


def _parts(keys: str) -> Path:
    """The keys of a dotted key."""
    found: Path = ()
    for key in re.findall(_KEY, keys):
        try:
            found += tuple(tomllib.loads(f"{key} = 1"))
        except tomllib.TOMLDecodeError:
            found += (key,)
    return found


def _within(text: str, position: Position, rest: Path) -> Position:
    """The place of the first key of *rest* in the line at *position*, that of an inline table."""
    line = text.split("\n")[position.line - 1]
    for key in rest:
        if isinstance(key, str) and (column := line.find(key, position.column)) >= 0:
            return Position(position.line, column + 1)
    return position
