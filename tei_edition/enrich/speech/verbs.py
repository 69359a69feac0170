"""The verbs of saying and doing, in all their forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tei_edition.enrich.words import word_lists


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a verb: its base, and its tense ("past", "present", "base", "ing")."""

    base: str
    tense: str


class Verbs:
    """The word lists of a language about speech, with the forms of their verbs."""

    def __init__(self, language: str) -> None:
        lists = word_lists("speech", language)
        self._lists = lists
        irregular: Mapping[str, list[str]] = lists.get("irregular", {})
        self.say = _forms(lists["say"], irregular)
        self.acts = _forms(lists["acts"], irregular)
        self.light = _forms(lists.get("light", ()), irregular)
        self.titles: frozenset[str] = word_lists("names", language)["titles"]
        self.short: Mapping[str, str] = lists.get("short", {})
        self.asides = frozenset(tuple(aside.split()) for aside in lists["asides"])
        self.roles = {
            tuple(words.split()): role
            for role, all_words in lists.get("roles", {}).items()
            for words in all_words
        }
        self.bare = lists["bare"]
        self.only_in_phrases = lists["only_in_phrases"]
        self.phrases = _phrases(lists["phrases"], irregular)
        self.topics = _phrases(lists["topics"], irregular)
        #: The words that a saying begins with, in any form: none of the others needs a closer look.
        self.beginnings = frozenset(
            (
                *self.say,
                *self.light,
                *(phrase[0] for phrase in (*self.phrases, *self.topics)),
                "is",
                "was",
                "were",
            )
        )
        self.longest = max(len(phrase) for phrase in (*self.phrases, *self.topics))

    def words(self, name: str) -> frozenset[str]:
        """One of the lists."""
        found: frozenset[str] = self._lists[name]
        return found


@lru_cache
def verbs(language: str) -> Verbs:
    """The verbs of *language*, a BCP 47 tag."""
    return Verbs(language)


def _forms(bases: Iterable[str], irregular: Mapping[str, list[str]]) -> dict[str, Verb]:
    """Each form of the verbs *bases*."""
    found: dict[str, Verb] = {}
    for base in sorted(bases):
        for form, tense in _conjugated(base, irregular):
            found.setdefault(form, Verb(base, tense))
    return found


def _phrases(
    phrases: Iterable[str], irregular: Mapping[str, list[str]]
) -> dict[tuple[str, ...], Verb]:
    """Each phrase with its verb in each form, by its words."""
    found: dict[tuple[str, ...], Verb] = {}
    for phrase in sorted(phrases):
        for form, tense in _conjugated(phrase.split()[0], irregular):
            # "put" and "set" are past as well as base: what a text tells is past.
            found.setdefault((form, *phrase.split()[1:]), Verb(phrase, tense))
    return found


def _conjugated(base: str, irregular: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    yield_base = [(base, "base")]
    if base in irregular:
        third, past, ing, *rest = irregular[base]
        return [
            (third, "present"),
            (past, "past"),
            (ing, "ing"),
            *((form, "past") for form in rest),
            *yield_base,
        ]
    if base.endswith("e"):
        return [
            (f"{base}s", "present"),
            (f"{base}d", "past"),
            (f"{base[:-1]}ing", "ing"),
            *yield_base,
        ]
    if base.endswith("y") and base[-2] not in "aeiou":
        return [
            (f"{base[:-1]}ies", "present"),
            (f"{base[:-1]}ied", "past"),
            (f"{base}ing", "ing"),
            *yield_base,
        ]
    third = f"{base}es" if base.endswith(("s", "sh", "ch", "x", "o")) else f"{base}s"
    return [(third, "present"), (f"{base}ed", "past"), (f"{base}ing", "ing"), *yield_base]
