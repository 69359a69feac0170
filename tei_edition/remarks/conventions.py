"""Conventions: the rules of a conventions file, loaded, and asked what a remark means."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

from tei_edition.record.model import Inline
from tei_edition.remarks.slots import Place, slots
from tei_edition.remarks.template import Template
from tei_edition.remarks.wording import Lexicon, Match, Vocabulary, Wording

#: Vocabulary that marks a bracket as talk about the document.
_EDITORIAL = "editorial"


@dataclass(frozen=True)
class Rule:
    """One kind of remark: its wordings, where it may stand, and the TEI it becomes."""

    name: str
    wordings: tuple[Wording, ...]
    where: str | None
    mentions: tuple[str, ...]
    tei: str

    @cached_property
    def template(self) -> Template:
        return Template.parse(self.tei)

    def fits(self, place: Place) -> bool:
        """True where a remark at *place* may be one of this kind."""
        match self.where:
            case "alone":
                return place.alone
            case "inline":
                return not place.alone
            case "attached":
                return place.attached
            case _:
                return True


@dataclass(frozen=True)
class Conventions:
    """The rules of one editorial tradition, in the order in which they are tried."""

    rules: tuple[Rule, ...]
    lexicon: Lexicon

    @classmethod
    def parse(cls, text: str) -> Conventions:
        """Load a conventions file from its TOML *text*."""
        data: dict[str, Any] = tomllib.loads(text)
        vocabularies = {
            name: Vocabulary(name, table) for name, table in data.get("vocabulary", {}).items()
        }
        lexicon = Lexicon(slots(), vocabularies, tuple(data.get("fillers", {}).get("words", ())))
        rules = tuple(
            Rule(
                name=entry["name"],
                wordings=tuple(Wording(wording, lexicon) for wording in entry["wordings"]),
                where=entry.get("where"),
                mentions=tuple(entry.get("mentions", ())),
                tei=entry["tei"],
            )
            for entry in data["rule"]
        )
        return cls(rules, lexicon)

    def readings(
        self, words: str, content: tuple[Inline, ...], place: Place
    ) -> list[tuple[Rule, Match]]:
        """The rules that fit a remark, best first (at most two: the rule, and what else it is).

        A second reading matters where the first one needs words beside the remark that may turn
        out not to be there.
        """
        found: list[tuple[Rule, Match]] = []
        for rule in self.rules:
            if rule.fits(place) and (match := self._match(rule, words, content, place)):
                found.append((rule, match))
                if not rule.template.slots & {"before", "after", "stem"}:
                    break
        return found

    def _match(
        self, rule: Rule, words: str, content: tuple[Inline, ...], place: Place
    ) -> Match | None:
        for wording in rule.wordings:
            match = wording.match(words, content, place)
            if match is None or ("words" in match.words and self._is_editorial(words)):
                continue
            if not rule.mentions:
                return match
            if mentioned := self._mentioned(rule, match.words.get("text", "")):
                keys = {**match.keys, **{k: v for k, v in mentioned.items() if k != "hand"}}
                spoken = {**match.words, **mentioned}
                return Match(spoken, match.nodes, keys)
        return None

    def _mentioned(self, rule: Rule, text: str) -> Mapping[str, str] | None:
        """What *text* says of each vocabulary that the rule wants mentioned, or None."""
        text = re.sub(r"\[[^\]]*\]", " ", text)  # what a remark in the note says is its own matter
        found = {}
        for name in rule.mentions:
            if vocabulary := self.lexicon.vocabularies.get(name):
                match = vocabulary.search.search(text)
                if not match:
                    return None
                found[name] = vocabulary.key(match[0])
            else:
                match = re.search(self.lexicon.pattern(name), text, re.IGNORECASE)
                if not match:
                    return None
                found[name] = match[0]
        return found

    def _is_editorial(self, words: str) -> bool:
        vocabulary = self.lexicon.vocabularies.get(_EDITORIAL)
        return bool(vocabulary and vocabulary.search.search(words))


@lru_cache(maxsize=1)
def default_conventions() -> Conventions:
    """The conventions that the package carries."""
    return Conventions.parse(files(__package__).joinpath("conventions.toml").read_text("utf-8"))
