"""What the labels, archives and languages of a header block mean: the tables of a conventions file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from tei_edition.conventions import carried
from tei_edition.conventions.fields import add_fields
from tei_edition.document.header import Archive, Language


def _fold(text: str) -> str:
    return " ".join(text.split()).strip(" .:;,").casefold()


def _name(text: str) -> str:
    return _fold(text).removeprefix("the ")


def _forms(table: Mapping[str, list[str]]) -> dict[str, str]:
    """Every printed form in *table*, folded, and the key it stands for."""
    return {_fold(form): key for key, forms in table.items() for form in forms}


@dataclass(frozen=True, eq=False)
class Tables:
    """The tables by name, looked up by what a source prints, whatever its case or punctuation."""

    data: Mapping[str, Mapping[str, Any]]

    def _table(self, name: str) -> Mapping[str, Any]:
        return self.data.get(name, {})

    # --- the header block ---------------------------------------------------------------------

    @cached_property
    def _labels(self) -> dict[str, str]:
        return _forms(self._table("labels"))

    def label_key(self, label: str) -> str | None:
        """The key of a header label ("Original Language:" is original_language), or None."""
        return self._labels.get(_fold(label))

    def place(self, key: str) -> tuple[str, str] | None:
        """Where conventions put the words of the field *key*, and what parts them; None where they do not."""
        found = self._table("fields").get(key)
        return (found["to"], found["separator"]) if found else None

    def date_words(self, kind: str) -> frozenset[str]:
        """What is said before or behind a date ("before", "or later"), or in its place ("undated")."""
        return frozenset(self._table("date_words").get(kind, ()))

    def page_words(self, kind: str) -> frozenset[str]:
        """What an archive's page prints around a record: labels without a field, the line above its "foot"."""
        return frozenset(self._table("page_words").get(kind, ()))

    @cached_property
    def _lines(self) -> dict[str, str]:
        return _forms(self._table("lines"))

    def line_key(self, label: str) -> str | None:
        """What the line of a letter, cable or memorandum that begins with *label* says, or None."""
        return self._lines.get(_fold(label))

    def phrases(self, name: str) -> list[str]:
        """The forms of all keys of the table *name*."""
        return [form for forms in self._table(name).values() for form in forms]

    @cached_property
    def _sentence(self) -> dict[str, frozenset[str]]:
        return {kind: frozenset(words) for kind, words in self._table("sentence").items()}

    def sentence_words(self, kind: str) -> frozenset[str]:
        """The words of one kind ("preposition") that tell what words in brackets are to their sentence."""
        return self._sentence.get(kind, frozenset())

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return _forms(self._table("text_kinds"))

    def text_kind(self, word: str) -> str | None:
        """The kind of text that *word* names ("Transcript" is transcript), or None."""
        return self._kinds.get(_fold(word))

    # --- citations ----------------------------------------------------------------------------

    @cached_property
    def _parts(self) -> dict[str, str]:
        return _forms(self._table("shelfmark_parts"))

    def shelfmark_part(self, word: str) -> str | None:
        """The part of a shelfmark that *word* introduces ("op." is opis), or None."""
        return self._parts.get(_fold(word))

    @cached_property
    def _units(self) -> dict[str, str]:
        return _forms(self._table("leaves"))

    def leaf_unit(self, word: str) -> str | None:
        """The unit that *word* counts leaves in ("ll." is leaf), or None."""
        return self._units.get(_fold(word))

    @cached_property
    def credit_verbs(self) -> dict[str, tuple[str, str]]:
        """What credits say people did: the verb, then the role and the words for TEI's resp."""
        return {verb: (role, resp) for role, (verb, resp) in self._table("credits").items()}

    @cached_property
    def credit_phrases(self) -> dict[str, tuple[str, str]]:
        """What credits say before a name without such a verb ("translation by"), and the same of it."""
        resps = {role: resp for role, (_, resp) in self._table("credits").items()}
        table = self._table("credit_phrases")
        return {
            _fold(form): (role, resps.get(role, role.capitalize()))
            for role, forms in table.items()
            for form in forms
        }

    def citation_words(self, kind: str) -> list[str]:
        """The words of one kind that citations have beside shelfmark and credits, the longest first."""
        return sorted(self._table("citation_words").get(kind, ()), key=lambda w: (-len(w), w))

    def counts_no_leaves(self, label: str, town: str | None) -> bool:
        """True where *label* ("L.") before a figure means no leaf in the archives of *town*."""
        return _fold(label) in self._table("not_leaves").get(town or "", ())

    def letter_words(self, kind: str) -> list[str]:
        """The words of one kind in titles that say who wrote to whom, the longest first."""
        return sorted(self._table("letters").get(kind, ()), key=lambda w: (-len(w), w))

    @cached_property
    def _archives(self) -> dict[str, list[Archive]]:
        found: dict[str, list[Archive]] = {}
        for label, (name, settlement, country, *others) in self._table("archives").items():
            archive = Archive(label, name, settlement or None, country or None)
            for form in dict.fromkeys(_name(form) for form in (label, name, *others)):
                found.setdefault(form, []).append(archive)
        return found

    def archives(self, name: str) -> list[Archive]:
        """The archives that *name* (an abbreviation or a full name) stands for; more than one are namesakes."""
        return self._archives.get(_name(name), [])

    @cached_property
    def _towns(self) -> dict[str, str]:
        rows = self._table("archives").values()
        known = {_fold(row[1].partition(",")[0]): row[2] for row in rows if row[1]}
        return known | {_fold(town): country for town, country in self._table("towns").items()}

    def country_of(self, town: str) -> str | None:
        """The country of *town*, where an archive is; None for all other words."""
        return self._towns.get(_fold(town.partition(",")[0]))

    def is_place(self, name: str) -> bool:
        """True for a country or town that has an archive."""
        return self.country_of(name) is not None or name in self._towns.values()

    @cached_property
    def archive_labels(self) -> list[str]:
        """Every name of an archive, the longest first."""
        table = self._table("archives")
        names = {*table, *(form for row in table.values() for form in (row[0], *row[3:]))}
        return sorted(names, key=lambda n: (-len(n), n))

    # --- languages ----------------------------------------------------------------------------

    @cached_property
    def _languages(self) -> dict[str, str]:
        return {_fold(name): tag for name, tag in self._table("languages").items()}

    def language(self, name: str) -> Language:
        """The language that *name* names in English; its tag is None where it is not known."""
        return Language(" ".join(name.split()), self._languages.get(_fold(name)))

    @cached_property
    def _names(self) -> dict[str, str]:
        return {code: name for name, code in reversed(list(self._table("languages").items()))}

    def language_name(self, tag: str) -> str:
        """The English name of the language with the BCP 47 tag *tag*."""
        base, _, latin = tag.partition("-Latn")
        name = str(self._names.get(base, {"und": "Undetermined"}.get(base, base)))
        return f"{name} in Latin letters" if latin or tag.endswith("-Latn") else name

    def written_in_latin(self, tag: str) -> bool:
        """True where the language *tag* is itself written in Latin letters."""
        return tag not in self._table("scripts").get("not_latin", ())

    @cached_property
    def language_names(self) -> list[str]:
        """The English names of all languages, the longest first."""
        return sorted(self._table("languages"), key=len, reverse=True)


@lru_cache(maxsize=1)
def common_tables() -> Tables:
    """The tables that all conventions share."""
    data = carried("common")
    return Tables(add_fields(data, data["field"], is_base=True))
