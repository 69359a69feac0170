"""Profiles of sites: where on a page each part of a record stands, as data (read/profiles/*.toml)."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from tei_edition.diagnostics import Diagnostic, EditionError
from tei_edition.files import read_input
from tei_edition.toml import Either, ListOf, Table, Words, check_toml, parse_toml, toml_text

_WORDS = Words(pattern=r"(?s).+")
_SELECTORS = Either("{key} must be a selector, or a list of them", (_WORDS, ListOf(kind=_WORDS)))
#: What a profile may say.
MODEL = Table(
    keys={
        "name": _WORDS,
        "recognise": Table(
            keys={"address": _WORDS, "has": ListOf("{key} must be a list of selectors", _WORDS)},
            unknown="{key} cannot be used to recognise a page; use one of {keys}",
        ),
        "select": Table(each=_SELECTORS, needed=("text",), lacks="a profile must specify where the text is, with text = …"),
        "pattern": Table(each=_WORDS),
        "leave-out": ListOf("{key} must be a list of selectors", _WORDS),
    },
    needed=("name", "select"),
    unknown="{key} is not part of a profile; the parts are {keys}",
)  # fmt: skip
#: The parts that are no field: what is taken for text, and notes that stand apart from it.
TEXT, NOTES = "text", "notes"
_ATTRIBUTE = re.compile(r"(?P<selector>.*[^\s@])@(?P<name>[\w:-]+)", re.DOTALL)


@dataclass(frozen=True)
class Profile:
    """Where the parts of a record stand on the pages of one site.

    `select` maps a role or label to selectors, of which the first that finds something is taken; words
    behind a "=" are said of every page.
    """

    name: str
    address: str
    has: tuple[str, ...]
    select: Mapping[str, tuple[str, ...]]
    leave_out: tuple[str, ...] = ()
    #: What of the words that a selector finds is meant, as a regular expression.
    pattern: Mapping[str, str] = field(default_factory=dict)

    def recognises(self, addresses: Sequence[str], root: Any) -> bool:
        """Whether the page *root*, which says that it is at *addresses*, is of this site."""
        if self.address and any(re.search(self.address, address) for address in addresses):
            return True
        return bool(self.has) and all(found(root, selector) for selector in self.has)


def found(root: Any, selector: str) -> list[Any]:
    """The elements of *root* that the CSS *selector* means; attributes are those of "selector@name"."""
    from lxml.cssselect import CSSSelector

    elements: Any = CSSSelector(selector, translator="html")(root)
    return list(elements)


def values(
    root: Any, selectors: Sequence[str], signs: Container[Any] = ()
) -> tuple[list[Any], list[str]]:
    """The elements that the first fitting of *selectors* finds in *root*, and their words.

    The *signs* of notes are no words.
    """
    for selector in selectors:
        if selector.startswith("="):
            return [], [selector[1:].strip()]
        attribute = _ATTRIBUTE.fullmatch(selector)
        elements = found(root, attribute["selector"] if attribute else selector)
        if attribute:
            words = [str(e.get(attribute["name"], "")) for e in elements]
        else:
            words = [" ".join("".join(_texts(e, signs)).split()) for e in elements]
        if any(word.strip() for word in words):
            return elements, [word.strip() for word in words if word.strip()]
    return [], []


def _texts(element: Any, signs: Container[Any]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child not in signs:
            yield from _texts(child, signs)
        yield child.tail or ""


def read_profile(text: str, name: str) -> Profile:
    """The profile in the TOML *text* of the file *name*; EditionError (C001) with its line where it is none."""
    data = parse_toml(text, name, "C001")
    check_toml(data, MODEL, text, name, "C001")
    select = {k: (v,) if isinstance(v, str) else tuple(v) for k, v in data["select"].items()}
    recognise = data.get("recognise", {})
    profile = Profile(
        data["name"],
        recognise.get("address", ""),
        tuple(recognise.get("has", ())),
        select,
        tuple(data.get("leave-out", ())),
        data.get("pattern", {}),
    )
    _check(profile, name)
    return profile


def _check(profile: Profile, name: str) -> None:
    from lxml.cssselect import CSSSelector

    for key, pattern in {"address": profile.address, **profile.pattern}.items():
        try:
            re.compile(pattern)
        except re.error as error:
            message = f"{key} is not a regular expression: {error}"
            raise EditionError(Diagnostic("C001", message, name)) from None
    selectors = [s for held in profile.select.values() for s in held if not s.startswith("=")]
    for selector in (*selectors, *profile.has, *profile.leave_out):
        attribute = _ATTRIBUTE.fullmatch(selector)
        try:
            CSSSelector(attribute["selector"] if attribute else selector, translator="html")
        except Exception as error:  # cssselect has several of its own
            message = f"“{selector}” is not a selector: {error}"
            raise EditionError(Diagnostic("C001", message, name)) from None


@lru_cache(maxsize=1)
def carried() -> tuple[Profile, ...]:
    """The profiles that come with the package."""
    folder = files("tei_edition.read") / "profiles"
    listed = sorted(folder.iterdir(), key=lambda path: path.name)
    return tuple(
        read_profile(path.read_text("utf-8"), path.name)
        for path in listed
        if path.name.endswith(".toml")
    )


def profiles(paths: Sequence[Path]) -> Iterator[Profile]:
    """Those of the project in the files *paths*, before those that come with the package."""
    for path in paths:
        name = str(path)
        yield read_profile(toml_text(read_input(path, name), name, "C001"), name)
    yield from carried()
