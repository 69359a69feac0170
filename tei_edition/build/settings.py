"""What a project says of its edition: the file edition.toml beside the records."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tei_edition.diagnostics import CODES, Diagnostic, EditionError, Position
from tei_edition.files import read_input
from tei_edition.publish.paper.options import (
    FIGURES,
    LINE_NUMBERS,
    LINE_SCOPES,
    PAPERS,
    TEXTS,
    PrintOptions,
)
from tei_edition.publish.paper.typst import KNOWN_STANDARDS
from tei_edition.publish.site import Design, Site
from tei_edition.toml import parse_toml

NAME = "edition.toml"

#: The colours of the pages that a project may set: what they are called in edition.css.
COLOURS = ("paper", "ink", "quiet", "line", "card", "accent", "hand", "deleted", "supplied")
_COLOUR = re.compile(
    r"#[0-9a-fA-F]{3,8}|[a-z]{3,20}|(?:rgb|hsl|oklch|oklab|lab|lch)\([0-9.%, /a-z]+\)"
)
_FONT = re.compile(r"[\w \"',.-]+")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a project wants its edition; paths are those of files that are there.

    `address` is where the edition will be, with a slash at its end; `xslt` is a stylesheet that imports
    ours, `style` a style sheet that is read after ours; `colours` are a light and a dark one by name; `print` is
    the table [print]; `conventions` names one that the package carries, or a file; `allow` are codes that
    are not told.
    """

    title: str = ""
    address: str = ""
    footer: str = ""
    logo: Path | None = None
    style: Path | None = None
    xslt: Path | None = None
    colours: dict[str, tuple[str, str]] = field(default_factory=dict)
    font: str = ""
    print: PrintOptions = field(default_factory=PrintOptions)
    conventions: str = ""
    allow: tuple[str, ...] = ()

    def design(self) -> Design:
        """What the outputs of the edition are told."""
        css = self.css()
        site = Site(
            title=self.title,
            footer=self.footer,
            logo=f"custom/{self.logo.name}" if self.logo else "",
            style="custom/style.css" if css else "",
            address=self.address,
        )
        return Design(site, self.xslt, self.print, css, self.logo)

    def css(self) -> str:
        """The project's own style sheet; empty where it sets nothing."""
        rules = [
            f"  --{name}: light-dark({light}, {dark});"
            for name, (light, dark) in sorted(self.colours.items())
        ]
        text = ":root {\n" + "\n".join(rules) + "\n}\n" if rules else ""
        if self.font:
            text += f"body {{ font-family: {self.font}; }}\n"
        if self.style:
            text += self.style.read_text("utf-8")
        return text


def read_settings(path: Path) -> Settings:
    """The settings in the TOML file at *path*.

    Raises EditionError: I001 to I003 where it cannot be read, C001 with line and column where it is
    not TOML, says what nobody knows, or names a file that is not there.
    """
    name = str(path)
    text = read_input(path, name).decode("utf-8", "replace")
    data = parse_toml(text, name, "C001")
    return _Reader(path, text).settings(data)


def print_options(given: Mapping[str, Any], base: PrintOptions) -> PrintOptions:
    """*base* with what is *given* by the names of [print]; EditionError (C001) where it is not understood."""
    reader = _Reader(Path("<options>"), "")
    return replace(base, **reader.print_fields(dict(given)))


class _Reader:
    def __init__(self, path: Path, text: str) -> None:
        self._path, self._lines = path, text.splitlines()

    def _error(self, key: str, message: str) -> EditionError:
        """The error for what *key* says, at the line where it stands."""
        for number, line in enumerate(self._lines, 1):
            if found := re.match(rf"\s*\[?[\w.]*\b{re.escape(key)}\b", line):
                column = found[0].index(key) + 1
                return EditionError(
                    Diagnostic("C001", message, str(self._path), Position(number, column))
                )
        return EditionError(Diagnostic("C001", message, str(self._path)))

    def settings(self, data: dict[str, Any]) -> Settings:
        known = {
            "title": self._words, "footer": self._words, "address": self._address, "logo": self._file,
            "style": self._file, "xslt": self._file, "colours": self._colours, "font": self._font,
            "print": self._print, "conventions": self._conventions, "allow": self._codes,
        }  # fmt: skip
        found: dict[str, Any] = {}
        for key, value in data.items():
            if key not in known:
                raise self._error(key, f"{key} is no setting; there are {', '.join(known)}")
            found[key] = known[key](key, value)
        return Settings(**found)

    def _words(self, key: str, value: object) -> str:
        if not isinstance(value, str):
            raise self._error(key, f"{key} is to be a text in quotes")
        return value

    def _address(self, key: str, value: object) -> str:
        address = self._words(key, value)
        if not re.fullmatch(r"https?://[^\s<>\"'?#]+", address):
            raise self._error(
                key,
                "address is to be where the edition will be, such as https://example.org/letters/",
            )
        return address.rstrip("/") + "/"

    def _file(self, key: str, value: object) -> Path:
        path = self._path.parent / self._words(key, value)
        if not path.is_file():
            raise self._error(key, f"{key} names {value}, and there is no such file beside {NAME}")
        return path

    def _conventions(self, key: str, value: object) -> str:
        from tei_edition.understand.remarks.rules import CARRIED

        return self._words(key, value) if value in CARRIED else str(self._file(key, value))

    def _codes(self, key: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(code in CODES for code in value):
            raise self._error(key, f'{key} is to be a list of codes, such as ["R030"]')
        return tuple(value)

    def _font(self, key: str, value: object) -> str:
        font = self._words(key, value)
        if not _FONT.fullmatch(font):
            raise self._error(
                key, "font is to be a list of font names, such as Charter, Georgia, serif"
            )
        return font

    def _colours(self, key: str, value: object) -> dict[str, tuple[str, str]]:
        if not isinstance(value, dict):
            raise self._error(key, f"{key} is to be a table: [colours]")
        found = {}
        for name, given in value.items():
            pair = given if isinstance(given, list) else [given, given]
            if name not in COLOURS:
                raise self._error(
                    name, f"{name} is no colour of the pages; there are {', '.join(COLOURS)}"
                )
            if len(pair) != 2 or not all(isinstance(c, str) and _COLOUR.fullmatch(c) for c in pair):
                raise self._error(
                    name, f'{name} is to be a colour such as "#8a2f1b", or two: for light and dark'
                )
            found[name] = (pair[0], pair[1])
        return found

    def _print(self, key: str, value: object) -> PrintOptions:
        if not isinstance(value, dict):
            raise self._error(key, f"{key} is to be a table: [print]")
        return PrintOptions(**self.print_fields(value))

    def print_fields(self, table: dict[str, Any]) -> dict[str, Any]:
        known: dict[str, Callable[[str, object], object]] = {
            "paper": self._one_of(PAPERS), "two-sided": self._yes_or_no, "text": self._one_of(TEXTS),
            "figures": self._one_of(FIGURES), "line-numbers": self._one_of(LINE_NUMBERS),
            "line-scope": self._one_of(LINE_SCOPES), "apparatus": self._yes_or_no, "font": self._font,
            "fonts": self._files, "colour": self._colour, "standards": self._standards,
            "xslt": self._file, "template": self._file,
        }  # fmt: skip
        found: dict[str, Any] = {}
        for name, given in table.items():
            if name not in known:
                raise self._error(
                    name, f"{name} is no setting of [print]; there are {', '.join(known)}"
                )
            field_name = {"fonts": "font_files"}.get(name, name.replace("-", "_"))
            found[field_name] = known[name](name, given)
        return found

    def _one_of(self, values: Sequence[object]) -> Callable[[str, object], object]:
        def checked(key: str, value: object) -> object:
            if value not in values or isinstance(value, bool):
                raise self._error(key, f"{key} is to be one of {', '.join(map(str, values))}")
            return value

        return checked

    def _yes_or_no(self, key: str, value: object) -> bool:
        if not isinstance(value, bool):
            raise self._error(key, f"{key} is to be true or false")
        return value

    def _files(self, key: str, value: object) -> tuple[Path, ...]:
        if not isinstance(value, list):
            raise self._error(key, f"{key} is to be a list of files")
        return tuple(self._file(key, name) for name in value)

    def _colour(self, key: str, value: object) -> str:
        if not isinstance(value, str) or not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
            raise self._error(key, f'{key} is to be a colour such as "#8a2f1b"')
        return value

    def _standards(self, key: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not value or set(value) - set(KNOWN_STANDARDS):
            raise self._error(key, f"{key} is to be a list of {', '.join(KNOWN_STANDARDS)}")
        return tuple(value)
