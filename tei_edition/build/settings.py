"""What a project says of its edition: the file edition.toml beside the records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tei_edition.build.model import MODEL, PRINT
from tei_edition.diagnostics import Diagnostic, EditionError, shortened
from tei_edition.document.header import Imprint
from tei_edition.files import read_input
from tei_edition.publish.paper.options import PrintOptions
from tei_edition.publish.site import Design, OwnPage, Site
from tei_edition.toml import check_toml, parse_toml, place_of, toml_text

NAME = "edition.toml"


@dataclass(frozen=True, slots=True)
class Naming:
    """What of a register is marked in the texts: its names (`tag`), who says what (`speech`), dates in the text."""

    tag: bool = True
    speech: bool = True
    dates: bool = True


@dataclass(frozen=True, slots=True, order=True)
class Funder:
    """Who paid, under which number (of a grant), and an address that says who it is; each may be empty but for the name."""

    name: str
    award: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a project; all paths are those of existing files.

    `address` is the web address of the edition, with a final slash. `xslt` is a stylesheet that imports the built-in one,
    `style` a style sheet loaded after the built-in one. `colours` gives a light and a dark colour by name. `print` is the
    table [print]. `conventions` is the name of built-in conventions, or a file. `schema` replaces the built-in schema. `register` is
    a file or folder; the table [names] controls what is marked. `calendar` is the calendar of records that name none. `allow` contains codes to hide. `pages` are the additional pages, in the order
    of their links. `imprint` applies to records that do not state their publication (publisher, place, editors, [licence]).
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
    schema: Path | None = None
    register: Path | None = None
    names: Naming = field(default_factory=Naming)
    calendar: str = ""
    allow: tuple[str, ...] = ()
    imprint: Imprint = field(default_factory=Imprint)
    #: What repositories are told: of the edition's publication (ISO 8601), in a few sentences, by e-mail, by number.
    published: str = ""
    description: str = ""
    contact: str = ""
    version: str = ""
    doi: str = ""
    ark: str = ""
    #: DOIs of the version before, and of all versions together.
    replaces: str = ""
    concept: str = ""
    #: The language of title and description (BCP 47), what the edition is about, who paid for it.
    language: str = ""
    keywords: tuple[str, ...] = ()
    funders: tuple[Funder, ...] = ()
    #: The addresses that say who people and bodies are (ORCID, ROR, GND …), by their names.
    identifiers: dict[str, str] = field(default_factory=dict)
    #: What is said to doors, by table: `columns` and `styles`.
    doors: dict[str, Any] = field(default_factory=dict)
    #: Files of profiles of sites (TOML), for pages that are imported.
    profiles: tuple[Path, ...] = ()
    pages: tuple[OwnPage, ...] = ()

    def design(self) -> Design:
        """What the outputs of the edition are told."""
        css = self.css()
        site = Site(
            title=self.title,
            footer=self.footer,
            logo=f"custom/{self.logo.name}" if self.logo else "",
            style="custom/style.css" if css else "",
            address=self.address,
            editors=self.imprint.editors,
            licence=(self.imprint.licence, self.imprint.licence_target),
            identifier=self.doi or self.ark,
            pages=tuple((page.slug, page.title) for page in self.pages),
        )
        return Design(site, self.xslt, self.print, css, self.logo, self.pages)

    def css(self) -> str:
        """The project's own style rules; empty if there are none."""
        rules = [
            f"  --{name}: light-dark({light}, {dark});"
            for name, (light, dark) in sorted(self.colours.items())
        ]
        text = ":root {\n" + "\n".join(rules) + "\n}\n" if rules else ""
        if self.font:
            text += f"body {{ font-family: {self.font}; }}\n"
        if self.style:
            text += self.style.read_text("utf-8-sig")
        return text


def read_settings(path: Path) -> Settings:
    """The settings in the TOML file at *path*.

    Raises EditionError: I001 to I003 where it cannot be read, C001 with line and column where it is
    not TOML in UTF-8, says what nobody knows (MODEL), or names a file that is not there, or not in
    its own folder or below.
    """
    name = str(path)
    text = toml_text(read_input(path, name), name, "C001")
    data = parse_toml(text, name, "C001")
    check_toml(data, MODEL, text, name, "C001")
    return _Reader(path, text).settings(data)


def print_options(given: Mapping[str, Any], base: PrintOptions) -> PrintOptions:
    """*base* with what is *given* by the names of [print]; EditionError (C001) where it is not understood.

    Files may be anywhere: whoever gives options names them.
    """
    name = "<options>"
    check_toml(dict(given), PRINT, "", name, "C001")
    reader = _Reader(Path(name), "", bound=False)
    return replace(base, **reader.print_fields(given))


def _within(options: PrintOptions, data: Mapping[str, Any]) -> PrintOptions:
    """*options* for documents of the edition that *data* gives a DOI or an ARK."""
    options = replace(options, published=data.get("published", ""))
    number = data.get("doi") or data.get("ark")
    if not number:
        return options
    address = f"https://doi.org/{number}" if "doi" in data else f"https://n2t.net/{number}"
    return replace(options, edition=", ".join(filter(None, (data.get("title"), address))))


class _Reader:
    """Makes settings of values that the model lets pass: files are looked for."""

    def __init__(self, path: Path, text: str, *, bound: bool = True) -> None:
        self._path, self._text, self._bound = path, text, bound

    def settings(self, data: Mapping[str, Any]) -> Settings:
        found = dict(data)
        for key in ("logo", "xslt", "schema", "register"):
            if key in data:
                found[key] = self._file((key,), data[key], folders=key == "register")
        if "names" in data:
            found["names"] = Naming(**data["names"])
        if "style" in data:
            found["style"] = self._text_file(("style",), data["style"])
        if "address" in data:
            found["address"] = data["address"].rstrip("/") + "/"
        if "conventions" in data:
            found["conventions"] = self._conventions(data["conventions"])
        if "print" in data:
            found["print"] = PrintOptions(**self.print_fields(data["print"]))
        found["print"] = _within(found.get("print", PrintOptions()), data)
        licence = found.pop("licence", {})
        found["imprint"] = Imprint(
            publisher=found.pop("publisher", ""),
            place=found.pop("place", ""),
            editors=tuple(found.pop("editors", ())),
            licence=licence.get("name", ""),
            licence_target=licence.get("target", ""),
        )
        found["doors"] = {key: found.pop(key) for key in ("columns", "styles") if key in found}
        found["profiles"] = tuple(self._file(("profiles",), n) for n in data.get("profiles", ()))
        if "pages" in data:
            found["pages"] = self._pages(data["pages"])
        found["allow"] = tuple(data.get("allow", ()))
        found["keywords"] = tuple(data.get("keywords", ()))
        found["funders"] = tuple(
            Funder(**each, address=data.get("identifiers", {}).get(each["name"], ""))
            for each in data.get("funders", ())
        )
        found["colours"] = {
            name: (given[0], given[1]) if isinstance(given, list) else (given, given)
            for name, given in data.get("colours", {}).items()
        }
        return Settings(**found)

    def print_fields(self, table: Mapping[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, given in table.items():
            place = ("print", name)
            match name:
                case "fonts":
                    found["font_files"] = tuple(self._file(place, file) for file in given)
                case "xslt":
                    found[name] = self._file(place, given)
                case "template":
                    found[name] = self._text_file(place, given)
                case "standards":
                    found[name] = tuple(given)
                case _:
                    found[name.replace("-", "_")] = given
        return found

    def _error(self, where: tuple[str, ...], message: str) -> EditionError:
        """The error for what stands at *where*."""
        place = place_of(self._text, where)
        return EditionError(Diagnostic("C001", message, str(self._path), place))

    def _file(self, where: tuple[str, ...], named: str, *, folders: bool = False) -> Path:
        """The file that is *named*, which is there, and in the folder of the settings or below.

        It may be a folder where *folders* may be named.
        """
        folder = self._path.parent
        path, key = folder / named, where[-1]
        try:
            real = path.resolve()
            is_inside = real.is_relative_to(folder.resolve())
            is_there = path.is_file() or (folders and path.is_dir())
        except (OSError, ValueError, RuntimeError):  # a NUL, a name too long, links in a circle
            is_inside, is_there = True, False
        named = shortened(named)
        if self._bound and not is_inside:
            message = f"{key} names {named}, which is outside the folder that contains {NAME}; it is not read"
            raise self._error(where, message)
        if not is_there:
            message = f"{key} names {named}, but there is no such file next to {NAME}"
            raise self._error(where, message)
        return path

    def _text_file(self, where: tuple[str, ...], named: str) -> Path:
        path = self._file(where, named)
        toml_text(read_input(path, str(path)), str(path), "C001")
        return path

    def _pages(self, names: Iterable[str]) -> tuple[OwnPage, ...]:
        from tei_edition.publish.web.own import own_page, trouble

        pages: list[OwnPage] = []
        for name in names:
            path = self._text_file(("pages",), name)
            page = own_page(name, path, path.read_text("utf-8-sig"))
            if wrong := trouble(page, pages):
                raise self._error(("pages",), f"pages {wrong}")
            pages.append(page)
        return tuple(pages)

    def _conventions(self, named: str) -> str:
        from tei_edition.understand.remarks.rules import CARRIED

        return named if named in CARRIED else str(self._file(("conventions",), named))
