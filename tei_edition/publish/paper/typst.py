"""Typst markup in, PDF out: the one place that knows Typst."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from tei_edition.diagnostics import Diagnostic, EditionError, Position
from tei_edition.files import source_date
from tei_edition.publish.paper.glyphs import by_script, named, remedy

#: Archival and accessible at once, with the source attached (ISO 19005-3, ISO 14289-1).
STANDARDS = ("a-3a", "ua-1")
#: The standards that Typst knows.
KNOWN_STANDARDS = (
    *("1.4", "1.5", "1.6", "1.7", "2.0", "a-1a", "a-1b", "a-2a", "a-2b", "a-2u"),
    *("a-3a", "a-3b", "a-3u", "a-4", "a-4e", "a-4f", "ua-1"),
)

_GLYPH = re.compile(r"the text `\"(?P<text>.+?)\"` could not be displayed", re.DOTALL)
_PLACE = re.compile(r"main\.typ:(?P<line>\d+):(?P<column>\d+)")
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')

#: Where in the document something stands: a text of it in, the name of its file and the place out.
Locate = Callable[[str], tuple[str, Position | None]]


def string(text: str) -> str:
    """*text* as a string literal of Typst: the way in for whatever is not markup of ours."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def array(texts: Iterable[str]) -> str:
    """Texts as a Typst array."""
    return f"({''.join(f'{string(word)}, ' for word in texts)})"


def dictionary(values: Mapping[str, str]) -> str:
    """Typst expressions by name as a Typst dictionary."""
    return f"({', '.join(f'{name}: {value}' for name, value in values.items())})"


def octets(data: bytes) -> str:
    """*data* as an expression of Typst: text where they are UTF-8, which is compiled sooner, else numbers."""
    try:
        return f"bytes({string(data.decode())})"
    except UnicodeDecodeError:
        return f"bytes(({','.join(map(str, data))},))"


class NoGlyphError(EditionError):
    """Raised where the fonts lack characters: `chars`, in the order of the text."""

    def __init__(self, chars: Iterable[str], locate: Locate) -> None:
        self.chars, self._locate = list(chars), locate
        super().__init__(*self.findings("X005", "the fonts have no glyph for {}"))

    def findings(self, code: str, words: str) -> list[Diagnostic]:
        """A finding for each script, {} in *words* being its characters, at the place of its first one."""
        return [
            Diagnostic(code, words.format(named(s, chars)), *self._locate(chars[0]), remedy(s))
            for s, chars in by_script(self.chars)
        ]


#: Folders that hold the fonts of projects, one a set of fonts: Typst reads folders, and keeps reading them.
_font_folders: list[tempfile.TemporaryDirectory[str]] = []


@lru_cache(maxsize=4)
def fonts(files: tuple[Path, ...] = ()) -> Any:
    """Typst's own fonts (Libertinus Serif among them) and those in *files*; never the machine's."""
    import typst

    folders = []
    if files:
        folder = tempfile.TemporaryDirectory()
        for number, file in enumerate(files):
            shutil.copyfile(file, Path(folder.name) / f"{number}{file.suffix}")
        _font_folders.append(folder)
        folders.append(folder.name)
    # Fonts of the machine would change the bytes.
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


def families(files: tuple[Path, ...]) -> list[str]:
    """The font families that *files* hold, by name."""
    return sorted(set(fonts(files).families()) - set(fonts().families()))


def compile_pdf(
    files: Mapping[str, str | bytes],
    *,
    locate: Locate,
    standards: Sequence[str] = STANDARDS,
    font_files: tuple[Path, ...] = (),
    repair: Callable[[list[Any]], Mapping[str, str]] | None = None,
    day: str = "",
) -> bytes:
    """The PDF of the Typst file main.typ among *files*, names with texts or pictures; the time in it is SOURCE_DATE_EPOCH, else *day*.

    PDF/A wants some date: where there is no day either, it is the beginning of 1970.

    *repair* is handed the values of what the markup labels <found>, once the pages are set; for the files that it
    returns they are set again, until it returns none. What these files do not touch is not set anew.
    Raises EditionError: NoGlyphError (X005, one a script) for characters that no font has a glyph for, P001 for anything else that
    Typst refuses; *locate* finds the place in the document by the text that stands there.
    """
    import typst

    known = source_date()
    timestamp = known if known is not None else (_seconds(day) or 0)
    profiles: Any = list(standards)
    with _compiler(font_files, keep=all(name.endswith(".typ") for name in files)) as (
        folder,
        compiler,
    ):
        changed: Mapping[str, str | bytes] = files
        while changed:
            for name, content in changed.items():
                data = content if isinstance(content, bytes) else content.encode()
                Path(folder, name).write_bytes(data)
            changed = repair(_queried(compiler)) if repair else {}
        try:
            result = compiler.compile(format="pdf", pdf_standards=profiles, timestamp=timestamp)
        except typst.TypstError as error:
            raise EditionError(*_explained(error, str(files["main.typ"]), locate)) from error
    if not isinstance(result, bytes):  # pragma: no cover - one document is one file
        raise TypeError("Typst returned no PDF")
    return result


@dataclass(frozen=True, slots=True)
class _Kept:
    """A compiler that has been used, by which process, with which fonts, and the folder that it reads."""

    process: int
    font_files: tuple[Path, ...]
    folder: str
    compiler: Any


#: What each thread has used last.
_kept = threading.local()


@contextmanager
def _compiler(font_files: tuple[Path, ...], *, keep: bool) -> Iterator[tuple[str, Any]]:
    """An empty folder, and a compiler that reads main.typ in it.

    The compiler is that of the document before, where there is one: a file that is the same again, such as our
    template, is not parsed again. With *keep* it serves the next document too; it holds in memory what it has read.
    The folder is made anew each time, under the same name, and removed, so that a process that is killed leaves none.
    """
    last: _Kept | None = getattr(_kept, "last", None)
    _kept.last = None  # a compiler that fails is not used again
    if (
        last is None
        or (last.process, last.font_files) != (os.getpid(), font_files)
        or not _made(last.folder)
    ):
        last = _begun(font_files)
    try:
        yield last.folder, last.compiler
        if keep:
            _forget_main(last)
            _kept.last = last
    finally:
        shutil.rmtree(last.folder, ignore_errors=True)


def _forget_main(used: _Kept) -> None:
    """Have the compiler read an empty main.typ: it parses what differs between two texts of a file, and where both
    have characters of several bytes, Typst 0.15 may end that in a panic. From an empty file it parses all.
    """
    Path(used.folder, "main.typ").write_bytes(b"")
    used.compiler.query("<found>", field="value")


def _made(folder: str) -> bool:
    """Make a folder of that name, for nobody else; False where there is something of the name: it is not ours."""
    try:
        os.mkdir(folder, 0o700)
    except OSError:
        return False
    return True


def _begun(font_files: tuple[Path, ...]) -> _Kept:
    """A fresh compiler, with its folder."""
    import typst

    folder = tempfile.mkdtemp()
    main = Path(folder, "main.typ")
    main.touch()  # Typst looks whether it is there
    # Typst may read what lies below its root: the files of the document, and no others.
    compiler = typst.Compiler(
        str(main),
        root=folder,
        font_paths=fonts(font_files),
        ignore_system_fonts=True,
    )
    return _Kept(os.getpid(), font_files, folder, compiler)


def date_of(day: str, standards: Sequence[str]) -> str:
    """The date of a document as an expression of Typst: none where none is known, unless PDF/A wants one."""
    is_known = source_date() is not None or _seconds(day) is not None
    is_wanted = any(standard.startswith("a-") for standard in standards)
    return "auto" if is_known or is_wanted else "none"


def _seconds(day: str) -> int | None:
    """The beginning of *day* (ISO 8601; of a year or month, of its first day) in seconds since 1970; None for no day after that."""
    try:
        begun = datetime.fromisoformat(f"{day}-01-01"[:10]).replace(tzinfo=UTC)
    except ValueError:
        return None
    return max(int(begun.timestamp()), 0) or None


def _queried(compiler: Any) -> list[Any]:
    """What the markup labels <found>; nothing where it cannot be set, which compiling it explains better."""
    try:
        values: list[Any] = json.loads(compiler.query("<found>", field="value"))
    except RuntimeError:
        return []
    return values


def _explained(error: Any, markup: str, locate: Locate) -> list[Diagnostic]:
    """What Typst said, as diagnostics about the document."""
    text = error.diagnostic or error.message
    missing = dict.fromkeys(
        char for found in _GLYPH.findall(text) for char in _shown(found) if not char.isspace()
    )
    if missing:
        raise NoGlyphError(missing, locate)
    # The innermost place that is about the document is the one named last.
    places = list(_PLACE.finditer(text))
    words = _words_near(markup, places[-1]) if places else ""
    message = f"the PDF could not be made: {error.message}"
    return [Diagnostic("P001", message, *locate(words), "; ".join(error.hints) or None)]


def _shown(text: str) -> str:
    """The characters that Typst shows of a text: those that cannot be seen as \\u{e5d0}."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), text)


def _words_near(markup: str, place: re.Match[str]) -> str:
    """The text that the markup has at a place, or next after it."""
    lines = markup.split("\n")[int(place["line"]) - 1 :]
    start = int(place["column"]) - 1
    for line in lines[:50]:
        for literal in _LITERAL.finditer(line, start):
            words = re.sub(r"\\(.)", r"\1", literal[1]).strip()
            if len(words) > 1:
                return words
        start = 0
    return ""
