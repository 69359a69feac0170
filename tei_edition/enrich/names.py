"""Whom a form of a register's name means where it stands, and whether it means anybody of the register."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tei_edition.enrich.forms import Forms, Mention, folded
from tei_edition.enrich.lifetimes import alive
from tei_edition.enrich.register import Entry
from tei_edition.enrich.words import is_adverb, is_capitals, word_lists
from tei_edition.understand.words.dictionary import is_unknown_word

_BEFORE = re.compile(r"(?P<word>[^\W_][\w'’-]*)(?P<sign>\.?)[^\S\n]{1,2}$")
_ON = re.compile(
    r"[^\S\n](?:on|upon|am|an der)[^\S\n](?:the[^\S\n])?(?P<word>[A-ZÀ-Þ]\w+)(?=[\s.,;)]|$)"
)
_AFTER = re.compile(r"[^\S\n](?P<word>[^\W_][\w'’-]*)")
_OF = re.compile(r"(?P<word>[^\W\d_][\w'’-]*)[^\S\n]of[^\S\n](?:the[^\S\n])?$", re.IGNORECASE)
#: So many characters on each side of a name say whose it is.
_NEAR = 240
#: The first word of an office that ends before a name.
_OFFICE = re.compile(
    r"(?P<word>[^\W\d_]+)\s+(?:of|for)\s+(?:the\s+)?(?:[A-ZÀ-Þ]\w+,?\s+|(?:and|of|the)\s+){1,8}$"
)
#: What a sentence or line begins behind.
_START = re.compile(r"(?:^|[.!?:;\n—–(\[“”\"«„]['’\"”»)\]]*)\s*$")
_ABBREVIATION = re.compile(r"(?:\b[^\W\d_]|\b(?:Mr|Mrs|Dr|St|Prof|Gen|Cde))\.\s*$")


_LETTERS = re.compile(r"(?<![\w.])(?:[A-ZÀ-Þ]\.){2,}\s*$")
_CARE_OF = re.compile(r"\bc/o\s*$", re.IGNORECASE)
#: A number before the first sentence of a paragraph.
_NUMBERED = re.compile(r"(?:^|\n)\s*\(?\w{1,3}[.)]\s*$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: from where to where, whose it is; `cert` is "medium" where the document decided."""

    start: int
    end: int
    entry: Entry
    cert: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A name that the document marks already: whose it is, None where it is nobody's of the register."""

    start: int
    end: int
    entry: Entry | None
    cert: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """A form that is not tagged, and why."""

    start: int
    end: int
    form: str
    why: str


class Names:
    """The names of a register in the texts of one document."""

    def __init__(
        self,
        forms: Forms,
        texts: Iterable[str],
        language: str = "en",
        title: str = "",
        marked: Mapping[str, Sequence[Marked]] | None = None,
        year: int | None = None,
    ) -> None:
        """Look through the *texts* of the document for who is in it beyond doubt; its *title* names whom it is about.

        *marked* are the names that it marks already, by the text that they stand in; *year* is when it was written.
        """
        self._forms, self._language, self._title = forms, language, title
        self._words = word_lists("names", language)
        self._marked, self._year = marked or {}, year
        self._sure = {
            mention.entries[0].id
            for text in texts
            for mention in (alive(found, year) for found in forms.kept(text))
            if len(mention.entries) == 1
            and not self._is_marked(mention, text)
            and not self._why_not(mention, text)
        }
        marks = (mark for found in self._marked.values() for mark in found)
        self._sure |= {mark.entry.id for mark in marks if mark.entry and not mark.cert}

    @cached_property
    def _titled(self) -> frozenset[str]:
        """The people whom the title names beyond doubt."""
        found = self._forms.mentions(self._title)
        return frozenset(
            m.entries[0].id for m in found if len(m.entries) == 1 and m.entries[0].kind == "person"
        )

    def names(self, text: str) -> tuple[list[Name], list[Left]]:
        """The names in *text* and the forms that are left alone, both in the order of the text."""
        marks = self._marked.get(text, ())
        found = [Name(m.start, m.end, m.entry, m.cert) for m in marks if m.entry is not None]
        left: list[Left] = []
        for mention in self._extended(text):
            if self._is_marked(mention, text):
                continue
            mention = alive(mention, self._year)
            if why := self._why_not(mention, text):
                left.append(Left(mention.start, mention.end, mention.form, why))
            elif len(mention.entries) == 1:
                found.append(Name(mention.start, mention.end, mention.entries[0]))
            elif entry := self._meant(mention):
                found.append(Name(mention.start, mention.end, entry, "medium"))
            else:
                ids = " and ".join(entry.id for entry in mention.entries)
                left.append(Left(mention.start, mention.end, mention.form, f"{ids} share it"))
        return sorted(found, key=lambda name: name.start) if marks else found, left

    def _is_marked(self, mention: Mention, text: str) -> bool:
        """Whether the document says already whose name any word of *mention* is part of."""
        marks = self._marked.get(text, ())
        return any(mark.start < mention.end and mention.start < mark.end for mark in marks)

    def _extended(self, text: str) -> list[Mention]:
        """The mentions, each as long as two forms of the same entry make it that overlap."""
        result: list[Mention] = []
        for mention in self._forms.kept(text):
            inner = next(
                (m.start() for m in re.finditer(r"(?<=\W)\w", text[mention.start : mention.end])),
                None,
            )
            while inner is not None:
                start = mention.start + inner
                longer = self._forms.first(text[start : mention.end + 40])
                if (
                    longer
                    and start + longer.end > mention.end
                    and longer.entries == mention.entries
                ):
                    mention = replace(mention, end=start + longer.end)
                following = re.search(r"(?<=\W)\w", text[start + 1 : mention.end])
                inner = start + 1 + following.start() - mention.start if following else None
            if not result or mention.start >= result[-1].end:
                result.append(mention)
        return result

    def _meant(self, mention: Mention) -> Entry | None:
        """Whom a shared form means: the only one of its people who is named in full in the document."""
        if any(entry.kind != "person" for entry in mention.entries):
            return None
        there = [entry for entry in mention.entries if entry.id in self._sure]
        titled = [entry for entry in mention.entries if entry.id in self._titled]
        if len(titled) == 1:
            return titled[0]
        return there[0] if len(there) == 1 else None

    def _why_not(self, mention: Mention, text: str) -> str:
        """Why the words of *mention* mean nobody of the register; "" where they may."""
        if not mention.entries:
            return "the person was born after the document was written"
        # What stands far off decides nothing, and to look through it takes long.
        before = text[max(0, mention.start - _NEAR) : mention.start]
        after = text[mention.end : mention.end + _NEAR]
        words = text[mention.start : mention.end]
        if words.isupper() and len(words) > 1 and is_capitals(before[-30:] + after[:30]):
            return ""
        single = len(words.split()) == 1
        return (
            self._part_of_longer(mention, before, after, single)
            or (
                self._someone_else(mention, before) or self._several(mention, before, after)
                if mention.entries[0].kind == "person"
                else ""
            )
            or (self._a_word(mention, before, after) if single else "")
            or (self._a_month(mention, before, after) if single else "")
            or self._an_office(mention, before)
            or (self._a_kind_of(after) if mention.entries[0].kind == "place" else "")
        )

    def _part_of_longer(self, mention: Mention, before: str, after: str, single: bool) -> str:
        """A name that the register does not have, and of which these words are part."""
        person = mention.entries[0].kind == "person"
        if (
            (found := _AFTER.match(after))
            and single
            and not (mention.form.endswith(".") and folded(found["word"]) in self._words["openers"])
            and self._goes_on(found["word"], after, person)
        ):
            return f"it is part of another name: {mention.form} {found['word']}"
        if not person and (beside := self._beside(after)):
            return f"it is part of another name: {mention.form}{beside}"
        if (found := _OF.search(before)) and self._names_with_of(found["word"]):
            return f"it is part of another name: {found['word']} of {mention.form}"
        found = _BEFORE.search(before)
        if not found or not single or not found["word"][0].isupper():
            return ""
        word = found["word"]
        if self._ends_sentence(before, found) or self._is_opener(word, before[: found.start()]):
            return ""
        if found["sign"] and len(word) > 1 and folded(word) not in self._words["titles"]:
            return ""  # a sentence ends before it
        if folded(word) in self._words["titles"] or (
            word.isupper() and len(word) > 1 and not person
        ):
            return ""
        if not person and folded(word) in self._words["of_names"]:
            return f"it is part of another name: {word} {mention.form}"
        starts = bool(_START.search(before[: found.start()]))
        if folded(word) in self._words["openers"] or (starts and not person):
            return ""
        if person and self._is_office(word, before):
            return ""
        if self._forms.first(word) or is_adjective(word):
            return ""
        return f"it is part of another name: {word} {mention.form}"

    def _names_with_of(self, word: str) -> bool:
        """Whether "of" behind *word* makes a name: "Port of Spain", "the gulf of Riga"; not "the port of Riga"."""
        of_names = self._words["of_names"] if word[0].isupper() else self._words["waters"]
        return folded(word) in of_names

    def _ends_sentence(self, before: str, found: re.Match[str]) -> bool:
        """Whether the letter and stop *found* before a name end an abbreviation that is no initials: "to the U.S.S.R. Lind said"."""
        letters = _LETTERS.search(before) if found["sign"] and len(found["word"]) == 1 else None
        if letters is None:
            return False
        return (
            folded(letters[0].replace(".", "").strip()) in self._words["abbreviated"]
            or self._forms.first(letters[0].strip()) is not None
        )

    def _is_opener(self, word: str, before: str) -> bool:
        """Whether *word* is none of a name behind it: a day, or how a sentence begins after *before*, as in telegrams."""
        small = folded(word)
        if small in self._words["days"] and small.endswith("day"):
            return True
        starts = _START.search(before) is not None or _NUMBERED.search(before) is not None
        return starts and (small in self._words["telegraphic"] or is_adverb(word))

    def _is_office(self, word: str, before: str) -> bool:
        """Whether the *word* before a name ends an office: "Deputy Minister of Foreign Affairs Malik"."""
        if folded(word) not in self._words["departments"]:
            return False
        head = _OFFICE.search(before)
        return head is not None and folded(head["word"]) in self._words["titles"]

    def _beside(self, after: str) -> str:
        """The rest of the name of another place, called after a river or mountain: "Frankfurt on the Oder"."""
        found = _ON.match(after)
        if not found or is_adjective(found["word"]) or folded(found["word"]) in self._words["days"]:
            return ""
        return "" if self._forms.first(found["word"]) else found[0]

    def _goes_on(self, word: str, after: str, person: bool) -> bool:
        """Whether the *word* behind a name is a further part of it."""
        if not word[0].isupper() or folded(word) in self._words["titles"] or word == "I":
            return False
        if len(word) == 1 and not person:
            return False  # the initial of somebody's name
        if self._forms.first(after[1:41]):
            return False
        return person or not is_adjective(word)

    def _someone_else(self, mention: Mention, before: str) -> str:
        """A relative, or an office that is not this one's."""
        found = _BEFORE.search(before)
        if not found:
            return ""
        word = folded(found["word"])
        own = {
            folded(part)
            for entry in mention.entries
            for form in (entry.name, *entry.forms)
            for part in re.findall(r"\w+", form)
        }
        if word in self._words["women"] and word not in own and not self._is_woman(mention):
            return f"{found['word']} {mention.form} is someone else"
        if word in self._words["kin"]:
            return f"{found['word']} {mention.form} is someone else"
        parts = [folded(part) for part in re.findall(r"\w+", mention.form)]
        is_office = all(part in self._words["titles"] for part in parts)
        if is_office and (
            word in self._words["possessives"]
            or (found["word"][0].isupper() and is_adjective(found["word"]))
        ):
            return f"{found['word']} {mention.form} is someone else's office"
        return ""

    def _several(self, mention: Mention, before: str, after: str) -> str:
        """Several of that name, or whose house it is: "the Haugen boys", "c/o Haugen"."""
        if _CARE_OF.search(before):
            return f"{mention.form} is part of an address"
        found = _AFTER.match(after)
        the = _BEFORE.search(before)
        if not found or not the or the["word"].casefold() not in ("the", "both", "these", "those"):
            return ""
        if found["word"] in self._words["families"]:
            return f"the {mention.form} {found['word']} are several people"
        return ""

    def _is_woman(self, mention: Mention) -> bool:
        return any(
            folded(part) in self._words["women"]
            for entry in mention.entries
            for form in (entry.name, *entry.forms)
            for part in re.findall(r"\w+", form)
        )

    def _a_word(self, mention: Mention, before: str, after: str) -> str:
        """A word of the language at the beginning of a sentence: "Long before the end"."""
        if not _START.search(before) or _ABBREVIATION.search(before) or mention.form[0].islower():
            return ""
        word = mention.form.casefold()
        if mention.entries[0].kind != "person" or is_unknown_word(word, self._language):
            return ""
        following = _AFTER.match(after)
        small = following["word"] if following else ""
        is_common = word in self._words["common"]
        return (
            f"{mention.form} may be an ordinary word here"
            if is_common and small in self._words["behind_common"]
            else ""
        )

    def _a_month(self, mention: Mention, before: str, after: str) -> str:
        """A month: "in May", "May 7"."""
        if folded(mention.form) not in self._words["days"] or mention.entries[0].kind != "person":
            return ""
        found = _BEFORE.search(before)
        dated = re.match(r"[^\S\n,]*,?\s?\d", after) or re.search(
            r"\b\d{1,2}(?:st|nd|rd|th)?[^\S\n]$", before
        )
        if dated or (found and folded(found["word"]) in self._words["before_months"]):
            return f"{mention.form} is a month here"
        return ""

    def _an_office(self, mention: Mention, before: str) -> str:
        """Part of an office: "Secretary of State"."""
        found = _OF.search(before)
        if (
            not found
            or mention.entries[0].kind != "org"
            or folded(found["word"]) not in self._words["titles"]
        ):
            return ""
        word = mention.form.casefold()
        return (
            f"it is part of an office: {found['word']} of {mention.form}"
            if word in self._words["offices_of"]
            else ""
        )

    def _a_kind_of(self, after: str) -> str:
        """A thing that is called after a place: "Norway pout"."""
        found = re.match(r"[^\S\n](?P<word>[a-z][a-z-]+)\b(?P<next>.?)", after)
        if (
            not found
            or found["word"] in self._words["place_nouns"]
            or found["word"] in self._words["grammar"]
        ):
            return ""
        word = found["word"]
        if word not in self._words["things"] and not is_unknown_word(word, self._language):
            return ""
        if re.search(r"(?:ed|ing|ly)$", word):
            return ""
        return f"it may be part of the name of a thing: {word}"


def is_adjective(word: str) -> bool:
    """Whether *word* looks like the adjective of a country or a people."""
    return (
        bool(
            re.fullmatch(
                r"[A-ZÀ-Þ]\w*(?:ian|ean|ese|ish|can|man|viet|ench|eek|utch|wiss|aqi|aeli|tani|emi|zech)s?",
                word,
            )
        )
        or "-" in word
    )
