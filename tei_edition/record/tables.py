"""The tables of header.toml, loaded once and looked up by what a source prints."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from tei_edition.record.model import Archive, Language


def _fold(text: str) -> str:
    return " ".join(text.split()).strip(" .:;,").casefold()


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("header.toml").read_text("utf-8"))


@lru_cache(maxsize=8)
def _keys(table: str) -> dict[str, str]:
    """Every printed form in *table*, folded, and the key it stands for."""
    return {_fold(form): key for key, forms in _tables()[table].items() for form in forms}


def label_key(label: str) -> str | None:
    """The key of a header label ("Original Language:" is original_language), or None."""
    return _keys("labels").get(_fold(label))


def shelfmark_part(word: str) -> str | None:
    """The part of a shelfmark that *word* introduces ("op." is opis), or None."""
    return _keys("shelfmark_parts").get(_fold(word))


def leaf_unit(word: str) -> str | None:
    """The unit that *word* counts leaves in ("ll." is leaf), or None."""
    return _keys("leaves").get(_fold(word))


def text_kind(word: str) -> str | None:
    """The kind of text that *word* names ("Transcript" is transcript), or None."""
    return _keys("text_kinds").get(_fold(word))


def credit_verbs() -> dict[str, tuple[str, str]]:
    """What credits say people did: the verb, then the role and the words for TEI's resp."""
    table = _tables()["credits"]
    return {row[0]: (role, row[-1] if row[1:] else row[0]) for role, row in table.items()}


@lru_cache(maxsize=1)
def _archives() -> dict[str, Archive]:
    found = {}
    for label, (name, settlement, country) in _tables()["archives"].items():
        archive = Archive(label, name, settlement, country)
        found[_fold(label)] = archive
        found.setdefault(_fold(name), archive)
    return found


def archive(label: str) -> Archive | None:
    """The archive that *label* (an abbreviation or a full name) stands for, or None."""
    return _archives().get(_fold(label))


def archive_labels() -> list[str]:
    """Every abbreviation of an archive, the longest first."""
    return sorted(_tables()["archives"], key=len, reverse=True)


@lru_cache(maxsize=1)
def _languages() -> dict[str, str]:
    return {_fold(name): tag for name, tag in _tables()["languages"].items()}


def language(name: str) -> Language:
    """The language that *name* names in English; its tag is None where it is not known."""
    return Language(" ".join(name.split()), _languages().get(_fold(name)))


def language_name(tag: str) -> str:
    """The English name of the language with the BCP 47 tag *tag*."""
    base, _, latin = tag.partition("-Latn")
    names = {code: name for name, code in reversed(_tables()["languages"].items())}
    name = str(names.get(base, {"und": "Undetermined"}.get(base, base)))
    return f"{name} in Latin letters" if latin or tag.endswith("-Latn") else name


def written_in_latin(tag: str) -> bool:
    """True where the language *tag* is itself written in Latin letters."""
    return tag not in _tables()["scripts"]["not_latin"]


def language_names() -> list[str]:
    """The English names of all languages, the longest first."""
    return sorted(_tables()["languages"], key=len, reverse=True)
