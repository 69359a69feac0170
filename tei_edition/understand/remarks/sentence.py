"""What words in brackets are to the sentence around them: words that it lacks, or words about its words.

Nothing tells the two apart but the sentence. "The [US] bases": an article needs a word behind it, so it
was supplied. "They refused any control [inspection].": nothing is missing, so it may explain. Where
both can be, the reading is a guess and said to be one. The small words that decide are data (the table
`sentence` of the conventions), so that they can be given for translations into other languages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import Literal

from tei_edition.conventions.tables import Tables
from tei_edition.document.model import Inline
from tei_edition.understand.words.dates import completes_year
from tei_edition.understand.words.dictionary import speaks_another_language
from tei_edition.understand.words.lines import is_dateline, is_salutation

#: A word for what somebody is, with the initials of his name behind it.
_PROFESSION = re.compile(r"(?P<rest>.*?)(?P<word>[\w-]+)(?:\s+(?:[A-Z]\.)+)?")
_ONE_INITIAL = re.compile(r"[A-Z]\.")
_INITIAL = re.compile(r"(?<![^\s(“\"])[A-Z]\.$")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a remark stands: the character before and after it, and its share of the paragraph.

    `lead` is the end of what stands before it, `trail` the beginning of what follows: a few words each.
    A remark that follows shows as an opening bracket. `following` is the next paragraph, where the
    remark stands alone in its own.
    """

    before: str
    after: str
    alone: bool
    first: bool
    lead: str = ""
    trail: str = ""
    following: str = ""

    @property
    def attached(self) -> bool:
        return self.before.isalnum() or bool(_INITIAL.search(self.lead))  # "L.[ind]"


#: So many words in small letters complete a sentence beyond doubt, and so many with it.
_FEW, _MANY = 4, 14
#: A title before a name may be long: "[Deputy Head of the Department for …] Lind".
_TITLE_WORDS = 20
#: So many may be a name or title, which begins with a capital.
_NAME_WORDS = 6

_TALK = re.compile(r"[:;!?\"“”\[\]=(]|[.]\s*$")
_SHORTENED = re.compile(r"(?:\w{1,4}\.\s?)+|(?:[^.]*\s)?(?:(?:[A-Z]\.)+|etc\.|Jr\.|Co\.)")
#: Within a name: Lawrence "Lance" Moe.
_NICKNAME = re.compile(r"(?<=\w)\s[\"“][A-Z]\w*[\"”](?!\S)")
#: A title or word in quotation marks, at the very end.
_QUOTED = re.compile(r"\w[\"”’']\s*$")
_LAST_WORD = re.compile(r"[\w'’-]+(?:[.,:]\d+)*(?=\W*$)")
_NEXT_WORD = re.compile(r"\s*(\w[\w'’-]*)")
_NUMBER = re.compile(r"\d[\d.,:/-]*")
#: What numbers a paragraph.
_LABEL = re.compile(r"\d{1,3}[.)]")
#: Between the parts of a name.
_PARTS = re.compile(r"[\s-]+")
#: Shorter words are alike by chance.
_SPELT = 4
#: No month has more days.
_DAYS = 31
#: What is longer and in capitals is rather a word than letters that stand for words.
_LONG_ACRONYM = 6
#: Numbers of more figures are alike where they are of one length.
_LONG_NUMBER = 9
_NAME = re.compile(
    r"(?:^|[.!?:]\s+|(?P<in>[\w,;)]\s+|[\"“(]))(?P<name>[^\W\d_][\w'’.-]*)(?:[(/]\w[)/])?[\"”’]?\s*$"
)
_LONG_NAME = re.compile(r"(?:[A-Z][\w'’]+\s+(?:of\s+)?){2,}[A-Z][\w'’]+(?=\W*$)")
#: How Slavic names from a father's name end: a family name follows.
_PATRONYMIC = re.compile(r"\w{3,}(?:ovich|evich|yevich|ovna|evna|yevna|ichna)")
#: How Slavic and Caucasian family names end: another name behind them says whose pseudonym it is.
_FAMILY = re.compile(r"\w{2,}(?:ov|ev|sky|skii|skiy|enko|shvili|adze|yan)")
#: Family names that stand before the given name are mostly of one syllable: Zhou, Kim, Pham.
_ONE_SYLLABLE = re.compile(r"[^aeiouy\W\d_]*[aeiouy]{1,3}[^aeiouy\W\d_]*", re.IGNORECASE)
#: The word before a name, or before the first of several, and their names: "the cities of Kolding, Vejle and Horsens".
_SERIES = re.compile(
    r"(?P<before>[\w'’-]+)\s+(?:of\s+)?(?:[A-Z][\w'’-]+(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+)){0,6}"
    r"[A-Z][\w'’-]+\s*$"
)
_ARTICLES = ("the", "a", "an")
#: Small words within names.
_OF_NAMES = ("the", "of", "von", "van", "de", "du", "af")
#: How adjectives end that are not known one by one, and adjectives of countries.
_ADJECTIVE = re.compile(r"\w{2,}(?:al|ic|ive|ous|ful|able|ible|ary|less|ish|(?:st|th|od)ern)")
_ENDING = re.compile(r"(?<=\w\w)(?:ive|ous|ful|ble|less|ish|tion)$")
_OF_A_COUNTRY = re.compile(r"[A-Z]\w+(?:an|ish|ese|ic|(?:st|th)ern|al)")
_GENITIVE_ENDING = re.compile(r"['’]s?$")
#: A name of several words, without an article as a board has one.
_NAME_IN_GENITIVE = re.compile(
    r"(?<!\bthe )(?<![\w-])(?!(?:The|A|An)\b)[A-Z][\w-]+ (?:[A-Z][\w.-]* )*[A-Z][\w-]+['’]s?\s*$"
)
_GENITIVE = re.compile(r"\w['’]s?$")
#: A noun in small letters, and up to two words before it.
_NOUN_PHRASE = re.compile(r"(?P<words>(?:[\w'’-]+\s+){1,2})[^\W\d_A-Z][\w'’-]*\s*$")
#: A first name, or its initial, and the name behind it.
_WHOLE_NAME = re.compile(r"(?<![\w-])[A-Z][\w'’-]*\.?\s+[A-Z][\w'’-]+\s*$")

#: A full stop or an ellipsis within a word.
_IN_PIECES = re.compile(r"[^\W\d_][.…]+[^\W\d_]")
#: Letters that stand for words, with full stops: "F.T.U."
_DOTTED = re.compile(r"(?<!\w)(?:[A-Z]\.){2,}$")
_ONE_QUOTED = re.compile(r"(?<!\w)[“\"‘'][\w-]+\s*$")
_WHOLLY_QUOTED = re.compile(r"[“‘\"']\w[^“”\"]*[”’\"']")
#: The end of words in quotation marks or brackets of their own, which a remark behind them may explain.
_CLOSED = re.compile(r"[\w.,!?][\"”’)/]\s*$")
#: Words that say what was done to something: "eaten by mice", "cut off".
_PARTICIPLE = re.compile(
    r"\w{2,}(?:[ae]d|en|wn|rn|ut|nt)\s+(?:by|away|off|out|over|through|with|in)\b", re.IGNORECASE
)
#: A form of a verb that an auxiliary may stand before.
_VERBAL = re.compile(r"\w{2,}(?:ing|[ae]d|en|wn|rn|ut|nt)", re.IGNORECASE)
#: A time that may be the editor's: "about 1911", "after 3 May".
_ABOUT = re.compile(r"(?:about|around|after|before|between|early|late|mid)\b.*\d{4}", re.IGNORECASE)
#: An office with its article, which says who is meant without a name: "our President [Lind]".
_OFFICE = re.compile(
    r"\b(?i:the|our|your|his|her|its|their|my)\s+(?:[A-Z][\w'’-]*\s+){0,4}[A-Z][\w'’-]*\s*$"
)
_ORDINAL = re.compile(r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)\s*$")
_DATE_IN_FIGURES = re.compile(r"\d{1,2}[./]\s?(?:\d{1,2}|[IVX]{1,4})[./]?(?:\d{2,4}\.?)?\s*$")
#: A word without vowels, or one that ends with a full stop.
_ABBREVIATED = re.compile(
    r"(?<![\w.])(?P<short>[A-Z][b-df-hj-np-tv-z]{1,4}|[A-Z][a-z]{1,4}(?=\.)|[A-Z](?=\s))\.?\s*$"
)
#: A date that begins with its year: "1606, Dec.", "1601/2 ?".
_YEAR_FIRST = re.compile(
    r"(?:1\d{3}|20[0-2]\d)(?:/\d{1,2})?[\s,.?]*(?:(?P<month>[^\W\d_]+)[\s.?]*(?:\d{1,2}(?:\s?[-–]\s?\d{1,2})?)?[\s.?]*)?"
)
#: A clause of its own about what it stands behind: "this letter has not come down to us".
_STATES = re.compile(
    r"(?:this|these|it|they|there)\b(?: \w+)? (?:is|was|are|were|has|have|had|did|does|will|would|may|might)\b.* \w+",
    re.IGNORECASE,
)
#: Who wrote to whom, and when: what a letter is cited by.
_LETTER = re.compile(r"[A-Z][\w. ’'-]* to [A-Z][\w. ’'-]*, [\w. ,]*\d{4}")
#: A name with more about it: "Missouri, where she lived".
_WITH_A_CLAUSE = re.compile(r"[A-Z][\w .'’-]*, (?:where|who|whose|whom|which|when)\b")
_POSSESSIVE = ("his", "her", "its", "their")
_OBJECTS = ("me", "him", "us", "them")
_SEVERAL = ("both", "two", "three", "four", "these", "those")
_POINTING = ("this", "that", "these", "those")

Doubt = Literal["gloss", "lack"]


def _last_word(lead: str) -> str:
    """The word at the very end of *lead*; empty where a sign or nothing stands there."""
    return _last_of(lead[-60:])


@lru_cache(maxsize=512)
def _last_of(near: str) -> str:
    """As _last_word(): many questions about a remark begin with it."""
    found = _LAST_WORD.search(near)
    return found[0] if found and near[found.start() :].strip(" ") == found[0] else ""


def _word_before(word: str, place: Place) -> str:
    """As _last_word(), for what stands before *word*, which stands before the brackets."""
    return _last_word(place.lead[: place.lead.rindex(word)])


def _next_word(trail: str) -> str:
    found = _NEXT_WORD.match(trail)
    return found[1] if found else ""


@dataclass(frozen=True, eq=False)
class Sentence:
    """Tests of words in brackets, by the small words that *tables* list."""

    tables: Tables

    @cached_property
    def _small(self) -> frozenset[str]:
        kinds = ("determiner", "preposition", "conjunction", "auxiliary", "pronoun")
        return frozenset().union(*map(self.tables.sentence_words, kinds))

    def _is(self, kind: str, word: str) -> bool:
        return word.lower().rstrip(".") in self.tables.sentence_words(kind)

    def names_a_document(self, words: str, place: Place) -> bool:
        """True for a word for the document that the sentence lacks: "this [text] is", "the following [text]"."""
        before = _last_word(place.lead)
        awaited = self._is("determiner", before) or self._is("adjective", before)
        return self._is("document", words) and awaited

    def without_profession(self, words: str, place: Place) -> str:
        """*words* without what somebody is whose name follows: "Danish" of "[Danish translator A.] Lind"."""
        found = _PROFESSION.fullmatch(words)
        named = found is not None and _goes_on_with_a_name(place)
        return found["rest"] if found and named and self._is("rank", found["word"]) else words

    def is_of_a_noun(self, words: str, place: Place) -> bool:
        """True for one word that a noun lacks, or that is it: "these [gestures] are", "the [above] group"."""
        one = " " not in words.strip() and words.islower()
        return one and self._is("determiner", _last_word(place.lead)) and place.after == " "

    def is_of_the_original(self, words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
        """True for unmarked words of another language than the translation: "curtly [secamente]"."""
        if place.attached or place.after.isalnum() or _TALK.search(words):
            return False
        if any(token in self._small for token in words.split()):
            return False
        before = _last_word(place.lead)
        if any(self._is(kind, before) for kind in ("determiner", "auxiliary", "conjunction")):
            return False  # "before that date shall [scace] my": there is no word that it could be
        if words[0].isupper() and before[:1].isupper() and _ONE_SYLLABLE.fullmatch(before):
            return False  # the given name behind the family name: "Pak [Seong-cheol]"
        return self._is_foreign(words) and not self._names_who_it_is(words, place)

    def _names_who_it_is(self, words: str, place: Place) -> bool:
        """True for a whole name behind what somebody is: "the Master of the Harbour [Åse Lind]"."""
        tokens = [token for token in words.split() if token not in _OF_NAMES]
        whole = len(tokens) > 1 and all(token[0].isupper() for token in tokens)
        clause = re.split(r"[,.;:!?]\s", place.lead)[-1].split()[-_TITLE_WORDS:]
        return whole and any(self._is("rank", word) for word in clause)

    def _is_foreign(self, words: str) -> bool:
        """True for words of no language of the translation that there is a list of words for."""
        languages = self.tables.sentence_words("dictionary")
        told = [speaks_another_language(words, language) for language in languages]
        return bool(told) and all(told)

    def ends_a_word(self, words: str, place: Place) -> bool:
        """True for the last letter of a word that is none without it: "harbou[r]"; not for "array[i]"."""
        stem = _last_word(place.lead)
        if not place.attached or len(words) != 1 or not words.islower() or not stem[1:].islower():
            return False
        stem = stem.lower()
        if len(stem) <= len("abc"):  # "ar[e]", "the[m]": no list tells short words from none
            return not self._is_small(stem) and self._is_small(stem + words)
        return self._is_foreign(stem) and not self._is_foreign(stem + words)

    def dates_a_document(self, words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
        """True for a date, or a place and a date: "3 May 1962", "Ribe, May 1962"; not for a year alone."""
        return not words.isdecimal() and is_dateline(words)

    def begins_with_a_year(self, words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
        """True for a date from its year on before the text of a letter or entry: "[1606, Dec.] I am sorry"."""
        found = _YEAR_FIRST.fullmatch(words)
        dated = found is not None and (not found["month"] or self._is("month", found["month"]))
        return dated and place.first and not place.alone

    def places_a_letter(self, words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
        """True for a name between nothing and the date or greeting of a letter: "[Skagen]", "Dear Lind"."""
        if not place.alone or not re.fullmatch(r"[A-Z][\w '’,-]*", words):
            return False
        tokens = re.findall(r"[\w'’-]+", words)
        names = [token for token in tokens if not self._is_small(token.lower())]
        if len(tokens) > _NAME_WORDS or not all(token[0].isupper() for token in names):
            return False
        following = " ".join(place.following.split())
        return bool(following) and (is_dateline(following) or is_salutation(following, self.tables))

    # --- words that the sentence lacks --------------------------------------------------------------

    def lacks(self, words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
        """True for a few words that complete a sentence, false for what talks about the document."""
        if not words.strip():
            return False
        words = self._without_stop(words, place)
        tokens = re.findall(r"[\w'’.-]+", words)
        if words == "&":
            return True
        if re.fullmatch(r"[“”\"]", words):
            return True
        if re.fullmatch(r"[,.;:!’'‘]", words):
            return place.attached or place.after.isalnum()
        if _LABEL.fullmatch(words):
            return place.first and not place.alone
        if not tokens or not any(char.isalpha() or len(words) == 4 for char in words):
            figures = bool(re.fullmatch(r"[\d.,/ -]+", words))
            if completes_number(place.lead, words) or self._is_day(words, place):
                return True
            what = _last_word(place.lead.rstrip(" ."))
            if figures and self._is("numbered", what) and not place.attached:
                return True  # "Nº [208]", "vol. [40]"
            return figures and (place.after.isalnum() or completes_year(place.lead, words))
        if speaks_apart(words) or self._stands_apart(words, place):
            return False
        if self._is_place_of_date(words, place):
            return True
        if re.fullmatch(r"\d+", words):
            counted = self._is("before_number", _last_word(place.lead))  # "on [3] May"
            return len(words) == 4 or place.after.isalnum() or counted
        return len(tokens) <= (_FEW if words[0].islower() else _NAME_WORDS) and not self._doubt(
            words, place
        )

    def _is_day(self, words: str, place: Place) -> bool:
        """True for the day behind a month: "Jan [30]"."""
        day = re.fullmatch(r"\d{1,2}", words) and 1 <= int(words) <= _DAYS
        return bool(day) and not place.attached and self._is("month", _last_word(place.lead))

    def lacks_perhaps(self, words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
        """True for words that the sentence lacks if anything, without a sign beside them that it does."""
        return self.lacks(words, nodes, place) and not self._is_missed(words, place)

    def _without_stop(self, words: str, place: Place) -> str:
        """*words* without the full stop that ends the sentence they complete: "getting over [to them.] Then"."""
        of_a_name = " " not in words and _last_word(place.lead)[:1].isupper()  # "Anders [Lind.] He"
        completes = words.endswith(".") and (words[0].islower() or of_a_name)
        completes = completes and not self._begins(place)
        return words[:-1] if completes and not place.trail.lstrip()[:1].islower() else words

    def _is_missed(self, words: str, place: Place) -> bool:
        """True where the words, or those beside them, show that without them the sentence would be none."""
        tokens = words.split()
        before = _last_word(place.lead)
        if place.attached:
            return True  # a part of a word
        if _IN_PIECES.search(words) and not _SHORTENED.fullmatch(words):
            return False  # "the [rece.t] of you": what could be read of a word
        if self._may_describe_the_page(before, words) or self._may_explain(before, words):
            return False
        if self._is_a_reference(before, words):
            return False
        if not before:
            return self._is_missed_at_the_beginning(words, place)
        if words[0].islower():
            return self._is_missed_in_small_letters(before, words, place)
        awaits = self._awaits_more(before) and not self._is("person", before)
        if awaits or self._begins(place):
            return True
        if self._is_small(tokens[0].lower()) and before.islower():
            return True
        if self._is_before_a_name(before):
            return _goes_on_with_a_name(place) or not _OFFICE.search(place.lead)
        titled = any(self._is("rank", token) for token in tokens)
        if _goes_on_with_a_name(place):
            further = _word_before(before, place)
            named = further[:1].isupper() and not self._is_small(further.lower())
            if titled and before[0].isupper() and named:
                return False  # "the Danish Amtmand [Governor] Lind" says what the title means
            return titled or self._qualifies(before)
        return len(tokens) == 1 and self._qualifies(before) and not self._breaks_off(place.trail)

    def _is_a_reference(self, before: str, words: str) -> bool:
        """True for figures with more: "my report of 3 October [A 285 (15)]", "in 1543 [1544 by ours]"."""
        again = words[0].isdecimal() and " " in words and before[:1].isdecimal()
        named = words[0].isupper() and re.search(r"\d", words) and not self._is_date(words)
        return bool(again or named)

    def _may_describe_the_page(self, before: str, words: str) -> bool:
        """True for "the [eaten by mice] harbour", "the [later hand] harbour"; not for "was [added by him]"."""
        tokens = words.split()
        if words[0].isupper() or (len(tokens) == 1 and self._is_small(words)):
            return False
        if self._is("auxiliary", before) and _VERBAL.fullmatch(tokens[0]):
            return False
        told = any(self._is("of_the_page", token) for token in tokens)
        return told or _PARTICIPLE.match(words) is not None

    def _may_explain(self, before: str, words: str) -> bool:
        """True for "Lind [his brother] came", "a meeting [the Ribe Fair]", "in May [about 1911]"."""
        tokens = words.split()
        if len(tokens) == 1 or words[0].isupper():
            return False
        first = tokens[0].lower()
        if self._is("nowadays", first):
            return tokens[1][0].isupper()
        if _ABOUT.match(words):
            return True
        if first == "the" and tokens[1][0].isupper() and not self._awaits_more(before):
            return True
        named = before[:1].isupper() and not self._is_before_a_name(before)
        whose = first in (*_ARTICLES, *_POSSESSIVE, "my", "your", "our")
        noun = not self._is_small(tokens[-1]) and not tokens[-1].endswith(("ing", "ed"))
        return whose and noun and (named or self._is("person", before))

    def _is_missed_in_small_letters(self, before: str, words: str, place: Place) -> bool:
        """As _is_missed(), for *words* in small letters behind *before*."""
        tokens = words.split()
        small = self._is_small(tokens[0]) or self._is_small(tokens[-1].lower())
        if small and self._may_be_a_slip(before, words):
            return False
        if small and self._is_whereabouts(tokens):
            return self._awaits_more(before)  # "in Jutland [in the north of Denmark], where"
        qualifies = self._qualifies(before) or _is_qualifier(tokens[-1])
        follows = qualifies and not self._breaks_off(place.trail)
        return small or follows or (self._awaits_more(before) and not before[0].isdigit())

    def _may_be_a_slip(self, before: str, words: str) -> bool:
        """True for a small word that differs in one letter from the one before it: "me [be]"; not for "it [is]"."""
        if len(before) != len(words) or not self._is_small(before.lower()):
            return False
        subject = self._is("pronoun", before) and self._is("auxiliary", words)
        differing = sum(a != b for a, b in zip(before.lower(), words, strict=True))
        return differing == 1 and (not subject or before.lower() in _OBJECTS)

    def _is_missed_at_the_beginning(self, words: str, place: Place) -> bool:
        """As _is_missed(), where a sentence, clause or whole quotation ends before the brackets.

        "[Danish] pilots" and "[he] thought" stand before a word of some weight, "[plant catalogue] for
        which" does not.
        """
        following = _next_word(place.trail).lower()
        if _CLOSED.search(place.lead):
            return False
        if any(self._is_small(token.lower()) for token in (words.split()[0], words.split()[-1])):
            return following != "" or not place.lead.rstrip().endswith(",")
        small = self._is("preposition", following) or self._is("conjunction", following)
        return following != "" and not small and not re.search(r"\d", words)

    def _is_whereabouts(self, tokens: Sequence[str]) -> bool:
        """True for where something is, without which a sentence is still one: "in the harbour"."""
        whole = len(tokens) > 1 and not self._is_small(tokens[-1].lower())
        return whole and self._is("whereabouts", tokens[0])

    def _qualifies(self, before: str) -> bool:
        """True for a word that mostly stands before a noun or name, and is none itself: "Danish", "old", "sent"."""
        word = before.lower()
        verbal = self._ends_as_a_verb(word) or _is_adverb(word) or self._is_small(word)
        return verbal or self._awaits_more(before) or _is_adjective(before)

    def _ends_as_a_verb(self, word: str) -> bool:
        """True for a word in "-ed" or "-ing" that no list has among the nouns: "burning", not "meeting"."""
        return word.endswith(("ed", "ing")) and not self._is("noun", word)

    def lacks_a_name(self, words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
        """True behind a title that no name follows: "Mrs. [?]"; it is the name that nobody could read."""
        title = _last_word(place.lead.rstrip(". "))
        named = _next_word(place.trail)[:1].isupper() and place.after == " "
        return self._is("rank", title) and title[0].isupper() and not named

    def may_lack(self, words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
        """True for more words than a translator mostly supplies, and for such as might explain as well."""
        words = self._without_stop(words, place)
        count = len(words.split())
        if _WITH_A_CLAUSE.match(words) or self._states_something(words, place):
            return False
        if not words.strip() or speaks_apart(words) or self._stands_apart(words, place):
            return False
        if count <= _FEW:
            return self._doubt(words, place) == "lack"
        if words[0].islower() or words.startswith("I "):
            return count <= _MANY and not self._begins(place)
        before = _last_word(place.lead)
        if before.islower() and not self._awaits_more(before) and self._breaks_off(place.trail):
            return False  # "the partners [Danish and Norwegian pilots of the Board] found"
        named = _goes_on_with_a_name(place) or self._is("rank", _next_word(place.trail))
        most = _TITLE_WORDS if named else _MANY
        return _NAME_WORDS < count <= most and place.trail.lstrip()[:1].isalnum()

    def _states_something(self, words: str, place: Place) -> bool:
        """True for a letter's citation, and for a whole clause behind a word that awaits nothing."""
        if _LETTER.fullmatch(words):
            return True
        before = _last_word(place.lead)
        last = (words.split() or [""])[-1].lower()
        ends = last not in self._small or last in _OBJECTS
        whole = ends and _STATES.fullmatch(words) is not None
        return whole and before != "" and not place.attached and not self._awaits_more(before)

    def is_explained(self, words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
        """True for words that rather explain the word before them than complete the sentence."""
        if _WITH_A_CLAUSE.match(words) and _last_word(place.lead)[:1].isupper():
            return True
        if self._states_something(words, place):
            return True
        return not speaks_apart(words) and self._doubt(words, place) == "gloss"

    def _doubt(self, words: str, place: Place) -> Doubt | None:
        """What a few words rather are that may explain as well as complete; None where there is no doubt."""
        tokens = words.lower().split()
        before = _last_word(place.lead)
        part = place.attached or place.after.isalnum()  # "you [wi]ll" is no word about "you"
        if not 0 < len(tokens) <= _FEW or not before or part:
            return None
        if not words[0].islower():
            return self._doubt_of_a_capital(before, words, place)
        if before.islower() and _of_one_kind(before, words):
            return "gloss"  # "for unpredictable [irresponsible] acts"
        return self._doubt_of_small_letters(before, tokens, place)

    def _doubt_of_small_letters(
        self, before: str, tokens: Sequence[str], place: Place
    ) -> Doubt | None:
        """As _doubt() for *tokens* in small letters."""
        noun = tokens[0] in _ARTICLES and len(tokens) > 1
        if noun and self._lacks_its_subject(place):
            return "lack"
        if (self._is_small(tokens[0]) and not noun) or tokens[-1] in self._small:
            return None
        if self._is("person", before):
            needs_a_noun = not self._breaks_off(place.trail) or before.lower() in ("its", "their")
            if self._is("determiner", before) and needs_a_noun:
                return None  # "at his [own] wish", "claim him as their [citizen]."
            return self._doubt_behind_pronoun(before.lower(), tokens)
        if self._awaits_more(before) or not self._breaks_off(place.trail):
            return None
        if _is_adverb(tokens[-1]) != _is_adverb(before):
            return None
        if tokens[0].endswith("ed") and not before.endswith("ed"):
            return None
        further = _word_before(before, place)
        if before[0].isupper() and further:
            return self._doubt_behind_name(before, further, " ".join(tokens))
        led = further in ("to", "go", "help", "let") or self._is("auxiliary", further)
        verbal = self._ends_as_a_verb(before) or self._is("verb", before) or led
        if verbal and noun:
            return None  # "dismantling [the bases]"
        adjective = _ADJECTIVE.fullmatch(tokens[-1]) and not _ADJECTIVE.fullmatch(before.lower())
        verbal = verbal or tokens[0].endswith("ing") or bool(adjective)
        return "lack" if verbal or _ADJECTIVE.fullmatch(before.lower()) else "gloss"

    def _lacks_its_subject(self, place: Place) -> bool:
        """True where nothing but a place or time stands before the verb: "In both towns […] refused"."""
        tokens = re.split(r"[.!?;:]\s", place.lead)[-1].lower().split()
        if not 1 < len(tokens) <= _NAME_WORDS or not self._is("preposition", tokens[0]):
            return False
        verb = any(self._is("auxiliary", token) or self._is("verb", token) for token in tokens)
        following = _next_word(place.trail)
        told = self._is("auxiliary", following) or self._is("verb", following)
        return not verb and (told or following.endswith("ed"))

    def _doubt_behind_name(self, name: str, further: str, words: str) -> Doubt | None:
        """As _doubt() for *words* in small letters behind *name*, which *further* stands before."""
        short = len(name) > 1 and name.isupper() and _initials(words)[0] != name[0]
        if short and words.split()[0] not in _ARTICLES:
            return "lack"  # "for the CC [matters] he left"; not "of the FSD [the Danish fleet]"
        if _OF_A_COUNTRY.fullmatch(name) or _is_qualifier(name):
            return None  # "the Central United [command],"
        return "lack" if self._is("determiner", further) and " " not in words else "gloss"

    def _doubt_of_a_capital(self, before: str, words: str, place: Place) -> Doubt | None:
        """As _doubt() for words that begin with a capital."""
        further = _word_before(before, place)
        noun = before.islower() and self._breaks_off(place.trail)
        if noun and further.lower() in _POINTING:
            return "gloss"  # "since this region [Jutland] has"
        if noun and self._names_somebody(before, words, place):
            return "gloss"
        if self._names_several(before, words, place) or self._names_a_place(before, words, place):
            return "gloss"
        if words.split()[0] in ("The", "A", "An") and before.islower():
            return "gloss"  # "They have also [The Danes] asked"
        of_a_month = self._is("month", before) and self._is("preposition", further)
        if of_a_month and not re.search(r"\d", words):
            return "gloss"  # "in May [Lind and Holm]"; not "Miss May [Lind]"
        if self._is("adverb", words) and before.istitle():
            return "gloss"  # "editor of Idag [Today]"
        if self._introduces(before, words) or _is_a_code(before, words, place):
            return "gloss"
        shouted = words.isupper() and len(words) > _LONG_ACRONYM and not before.isupper()
        shouted = shouted and not self._awaits_more(before)  # not "the [HSWP CC] Politburo"
        if shouted and further.islower():
            return "gloss"  # "the Sejm [PARLIAMENT] of": said in another voice
        capital = before[0].isupper() and _next_word(place.trail).islower()
        if capital and _is_adjective(before) and _is_adjective(words):
            return "gloss"  # "the English [British] ships"
        if self._may_be_another_name(before, words, place):
            return (
                "gloss" if _next_word(place.trail) == "of" else "lack"
            )  # "the Board [Office] of Ports"
        accented = " " not in words and not words.isascii() and before.islower()
        told = accented and not self._awaits_more(before) and self._breaks_off(place.trail)
        return "gloss" if told else None  # "screamers [Schreihälse]"

    def _names_somebody(self, before: str, words: str, place: Place) -> bool:
        """True for the name of what a noun means: "one of his sisters [Inger] to come", "his old estate [Hammarby]".

        In a name there is a word that no list has.
        """
        tokens = [token for token in words.split() if token not in _OF_NAMES]
        if not all(token.isalpha() and token.istitle() for token in tokens):
            return False
        if self._qualifies(before):
            return False
        found = _NOUN_PHRASE.search(place.lead)
        whose = found is not None and any(
            self._is("determiner", word) or _GENITIVE.search(word)
            for word in found["words"].split()
        )
        if not whose or self._is("rank", before):
            return False
        return any(self._is_foreign(token.lower()) for token in tokens)

    def _names_a_place(self, before: str, words: str, place: Place) -> bool:
        """True for another name of a place: "in Apenrade [Aabenraa],", "Tondern [Toender] District"."""
        named = before[:1].isupper() and words[0].isupper() and re.fullmatch(r"[\w '’-]+", words)
        if not named or self._awaits_more(before) or self._is_before_a_name(before):
            return False
        if all(map(_ONE_SYLLABLE.fullmatch, (before, *words.split()))):
            return False  # "in Ho [Chi Lin] City"
        if self._is("place", _next_word(place.trail)):
            return True
        if not self._breaks_off(place.trail) or len(words.split()) > 2:
            return False
        further = _word_before(before, place)
        if self._is("place", before) and further.istitle():
            return True  # "the Skagen Residence [Denmark],"
        series = _SERIES.search(place.lead)
        return series is not None and (
            self._is("whereabouts", series["before"]) or self._is("place", series["before"])
        )

    def _introduces(self, before: str, words: str) -> bool:
        """True for somebody with title and name behind the word for what he is: "adviser [Gen. A. Lind]"."""
        tokens = words.split()
        titled = self._is("rank", tokens[0]) and len(tokens) > 1
        return titled and before.islower() and not self._qualifies(before)

    def _names_several(self, before: str, words: str, place: Place) -> bool:
        """True for who several are: "both towns [Korsor and Nyborg] have", "our friends [Danish pilots] have"."""
        plural = before.islower() and before.endswith("s")
        if not plural or not self._breaks_off(place.trail):
            return False
        determiner = _word_before(before, place).lower()
        last = words.split()[-1]
        pilots = last.islower() and last.endswith("s") and self._is("determiner", determiner)
        return pilots or (determiner in _SEVERAL and " and " in words)

    def _is_small(self, word: str) -> bool:
        return word in self._small or self._is("adverb", word) or self._is("verb", word)

    def _awaits_more(self, before: str) -> bool:
        """True where something has to follow *before*: "the", "not", "10", "Lind's", "new"."""
        word = before.lower()
        told = word in self._small or self._is("adjective", word) or self._is("before_verb", word)
        return told or before[:1].isdigit() or bool(_GENITIVE.search(before))

    def _may_be_another_name(self, before: str, words: str, place: Place) -> bool:
        """True for a name behind a name, where nothing tells "Holm [Lind]" from "Helmut [Kohl]"."""
        a_name = before[0].isupper() and not before.isupper() and words.isalpha()
        told = (
            self._takes_a_name(before)
            or _OF_A_COUNTRY.fullmatch(before)
            or _goes_on_with_a_name(place)
        )
        return a_name and not told

    def _is_before_a_name(self, before: str) -> bool:
        """True for a word that only a name can stand behind: "Minister", "May", "Petrovich"."""
        told = any(self._is(kind, before) for kind in ("rank", "title", "month"))
        return told or (before[0].isupper() and _PATRONYMIC.fullmatch(before) is not None)

    def _takes_a_name(self, before: str) -> bool:
        """True for a word that a name behind it completes: as _is_before_a_name(), and "Zhou"."""
        found = before[0].isupper() and _ONE_SYLLABLE.fullmatch(before)
        return bool(found) or self._is_before_a_name(before)

    def _doubt_behind_pronoun(self, pronoun: str, tokens: Sequence[str]) -> Doubt | None:
        """As _doubt() for "them [nuclear weapons]", "he [sent] them", "it [possible]"."""
        if tokens[0].endswith("ed") or _is_adverb(tokens[0]):
            return None
        third = pronoun in ("he", "she", "it") and tokens[0].endswith("s")
        if len(tokens) == 1 and (third or _ADJECTIVE.fullmatch(tokens[0])):
            return "lack"
        return "gloss"

    def _breaks_off(self, trail: str) -> bool:
        """True where what follows needs no noun before it: a sign, a small word, a verb, an adverb."""
        following = _next_word(trail).lower()
        return (
            following == ""
            or self._is_small(following)
            or following.endswith(("ing", "ed"))
            or _is_adverb(following)
        )

    def _begins(self, place: Place) -> bool:
        """True where a sentence begins with the brackets."""
        lead = place.lead.rstrip()
        if place.first or not lead or lead[-1] in "!?:":
            return True
        return lead[-1] == "." and not self._is_abbreviated(lead.split()[-1])

    def _stands_apart(self, words: str, place: Place) -> bool:
        """True where a sentence begins with the brackets, and another one behind them, or none."""
        if not self._begins(place) or words.split()[-1].lower() in self._small:
            return False
        trail = place.trail.lstrip()
        following = _next_word(trail)
        if not following:
            return trail[:1] in ("", "…", ".", "!", "?")
        initial = len(following) == 1 and trail[1:2] == "."
        return following[0].isupper() and following.lower() in self._small and not initial

    def _is_abbreviated(self, word: str) -> bool:
        stem = word.rstrip(".")
        return len(stem) <= 2 or "." in stem or self._is("rank", stem)

    # --- words that stand for the word before them --------------------------------------------------

    def is_corrected(self, words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
        """True for a word that corrects the one before it: "made [make]", "principal [principle]"."""
        if self.is_exchanged(words, place):
            return not place.after.isalnum()
        before = _last_word(place.lead)
        if self._is_small(before.lower()) and self._is_small(words.lower()):
            return False  # "and then [they] will"
        if words[0].isupper():
            return before[:1].islower() and self._is_set_in_capitals(before, words, place)
        return _spells_again(words, place) or self._is_misspelt(before, words, place)

    def _is_set_in_capitals(self, before: str, words: str, place: Place) -> bool:
        """True for a name whose first letter was small, and maybe others wrong: "kolding [Kolding]", "farefax [Fairfax]"."""
        alike = _alike(before, words) >= 0.65 and len(words) >= _SPELT
        return alike and before[0] == words[0].lower() and not place.after.isalnum()

    def _is_misspelt(self, before: str, words: str, place: Place) -> bool:
        """True for a word with the consonants of the one before it, which is none: "haulow [hollow]"."""
        if min(len(before), len(words)) < _SPELT or place.after.isalnum() or place.attached:
            return False
        same = before[0] == words[0] and _consonants(before) == _consonants(words)
        return same and self._is_foreign(before) and not self._is_foreign(words)

    def is_exchanged(self, words: str, place: Place) -> bool:
        """True for a small word behind one of its kind: "has [have]", "he [she]"."""
        before = _last_word(place.lead)
        return before != words and any(
            {before.lower(), words.lower()} <= kind for kind in _EXCHANGED
        )

    def is_respelt(self, words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
        """True for a name that is spelt otherwise, whoever is right: "Beiping [Beijing]", "Lindt [Lind]"."""
        return words[0].isupper() and _spells_again(words, place, least=0.65)

    def is_other_number(self, words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
        """True for a number that corrects the one before it: "8 [11] p.m."; not for "10 March [1965]"."""
        before = _last_word(place.lead)
        if not _NUMBER.fullmatch(before) or place.after.isalnum() or place.attached:
            return False
        if before.isdecimal() and words.isdecimal():
            if max(len(before), len(words)) > _LONG_NUMBER:
                return len(before) == len(words)
            return 0.5 <= int(words) / max(int(before), 1) <= 2  # no note, and no year
        return True

    def is_identified(self, words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
        """True for who or what the name before it is: "Filippov [Stalin]", "RPR [Romanian Republic]".

        A name behind a form of address completes it instead, and is supplied: "Comrade [Stalin]"; so is
        what stands within a name: "the Korean [Workers'] Party".
        """
        beside = place.attached or place.after.isalpha()
        if beside or not words.strip() or self._is_place_of_date(words, place):
            return False
        if self._is_given_as_such(words, place):
            return True
        if _GENITIVE.search(words):  # "Minfar’s [the Ministry’s] list", "their [Lind’s] list"
            before = _last_word(place.lead)
            whose = _GENITIVE.search(before) or before.lower() in _POSSESSIVE
            return bool(whose) and words[0].isupper()
        named = words[0].isupper() or (words.startswith(("the ", "a ", "an ")) and " " in words)
        if self._is("person", _last_word(place.lead)) and named and not _TALK.search(words):
            tokens = words.split()
            capitals = sum(token[0].isupper() for token in tokens)
            whole = tokens[0] == "the" and self._breaks_off(place.trail)
            return len(tokens) <= (_MANY if whole or capitals * 2 >= len(tokens) else 5)
        if self._is_another_spelling(words, place) or _is_translated(place):
            return True
        if _is_abbreviation_of(_ABBREVIATED.search(place.lead), words) or _spells_out(words, place):
            return True
        if self._is_of_a_clause(words.split()) or self._is_of_a_country(words, place):
            return False
        described = not self._is_small(words.split()[0]) and self._breaks_off(place.trail)
        several = " " in words or words[0].isupper()
        if _QUOTED.search(place.lead) and several and not speaks_apart(words):
            return (named or described) and not _goes_on_with_a_name(place)
        found = _NAME.search(place.lead[-60:])
        if not found or not found["name"][0].isupper():
            return False
        name = found["name"]
        if name.endswith(".") and not self._is_abbreviated(name):
            return False  # a sentence ends with it
        if self._is("rank", words) and name.endswith("."):
            return True  # "Cde. [Comrade]"
        return self._says_who_is(name, words, place, alone=not found["in"])

    def _is_given_as_such(self, words: str, place: Place) -> bool:
        """True for words in quotation marks, and for a day behind the same day in figures."""
        if _WHOLLY_QUOTED.fullmatch(words):
            return not self._begins(place)  # "AIR LETTER [‘Correo Aereo’]"
        if self._is_translated_title(words, place) or _is_of_a_whole_name(words, place):
            return True
        if _is_the_whole_name(words, place):
            return True
        return self._is_date(words) and self._is_dated(words, place)

    def _is_translated_title(self, words: str, place: Place) -> bool:
        """True for a title in English behind its words: "Dansk udenrigspolitik [Danish Foreign Policy]"."""
        before = _last_word(place.lead)
        if not (words[0].isupper() and before.islower()) or self._is_small(before):
            return False
        return self._is_foreign(before)

    def _is_place_of_date(self, words: str, place: Place) -> bool:
        """True for the place of a date behind a classification: "SECRET [Ribe], June 15, 1961"."""
        if not place.trail.startswith(","):
            return False
        lead = place.lead.rstrip().lower()
        classified = lead.endswith(tuple(self.tables.phrases("classifications")))
        return classified and is_dateline(f"{words}{place.trail}")

    def _is_date(self, words: str) -> bool:
        """True for a day in words: "24 October", "October 24, 1962"."""
        tokens = words.replace(",", " ").split()
        figures = [token for token in tokens if token.isdecimal()]
        others = [token for token in tokens if not token.isdecimal()]
        return 1 <= len(figures) <= 2 and len(others) == 1 and self._is("month", others[0])

    def _is_dated(self, words: str, place: Place) -> bool:
        """True for a day behind the same one: "24.10. [24 October]", "the 3rd [3 May]", "Sunday [3 May]"."""
        weekday = _last_word(place.lead)
        if weekday.lower().endswith("day") and self._is("month", weekday):
            return True
        ordinal = _ORDINAL.search(place.lead)
        if ordinal is not None:
            return ordinal["day"] in re.findall(r"\d+", words)
        return _DATE_IN_FIGURES.search(place.lead) is not None

    def _says_who_is(self, name: str, words: str, place: Place, *, alone: bool) -> bool:
        """As is_identified(), for *words* behind *name*; `alone` where a sentence begins with it."""
        tokens = words.split()
        acronym = len(name) > 1 and name.rstrip(".").isupper()
        if _GENITIVE.search(name) and not self._breaks_off(place.trail):
            return False  # "the Board's [Harbour Day] feast"
        if self._belongs_to(name, words, place, acronym=acronym):
            return False
        if _ONE_INITIAL.fullmatch(name) and words[0] != name[0]:
            return False  # "W. [Hamilton]"
        if len(tokens) > 1 and self._is_first_name(name, words, place):
            return False
        if self._is("rank", name) or self._is("title", name):
            return False
        signed = _FAMILY.fullmatch(name) and not place.trail.lstrip()[:1].isalnum()
        if alone and not (acronym or signed):
            return False
        if tokens[0] in (*_ARTICLES, "of"):
            return len(tokens) > 1 and place.after in ",.;)" and tokens[0] != "of"
        if len(tokens) == 1 and not (acronym or _FAMILY.fullmatch(name) or self._is_long(place)):
            return False
        capitals = sum(token[0].isupper() for token in tokens)
        spelt_out = acronym and words[0] == name[0] and self._breaks_off(place.trail)
        return (spelt_out or capitals * 2 >= len(tokens)) and not _TALK.search(words)

    def _is_first_name(self, name: str, words: str, place: Place) -> bool:
        """True for the one word behind a title, which a family name completes: "Minister Raul [Roa Lind]"."""
        before = _word_before(name, place)
        a_name = name.istitle() and not _FAMILY.fullmatch(name) and name not in words
        return a_name and self._is("rank", before) and not self._is("rank", name)

    def _is_of_a_country(self, words: str, place: Place) -> bool:
        """True for whose the noun behind it is: "the Lind Gorm [South Danish] government"."""
        adjective = words[0].isupper() and _OF_A_COUNTRY.fullmatch(words.split()[-1])
        noun = not self._breaks_off(place.trail) and not _goes_on_with_a_name(place)
        return bool(adjective) and noun

    def _is_of_a_clause(self, tokens: Sequence[str]) -> bool:
        """True for what no name begins or ends with: "[Delivered at] the harbour", "[Lind stated]"."""
        first, last = tokens[0].lower(), tokens[-1].lower()
        if len(tokens) > 2 and tokens[0].istitle() and tokens[-1].istitle():
            return False  # the title of a book: "[In the Face of Life]"
        if tokens[-1].islower() and (last.endswith("ed") or self._is("verb", last)):
            return True
        return last in self._small or (first in self._small and first not in (*_ARTICLES, "of"))

    def _is_another_spelling(self, words: str, place: Place) -> bool:
        """True for the name before it in another spelling: "Heo Dam [Ho Tam]", "Zhou Enlai [Chou En-lai]"."""
        parts = _PARTS.split(words)
        if _QUOTED.search(place.lead):  # “quiries” [equerries]
            return _alike(_last_word(place.lead.rstrip(" \"”’'")), words) >= 0.7
        if not words[0].isupper() or not words[-1].isalpha():
            return False
        if len(parts) == 1:  # "Gaesong [Kaesong]"; with the same first letter it is a correction
            one = _GENITIVE_ENDING.sub("", _last_word(place.lead))
            least = 0.75 if len(one) > _SPELT else 0.85  # "Ili [Yili]"
            return one[:1].isupper() and len(one) > 2 and 1 > _alike(one, words) >= least
        before = place.lead.split()
        if before and len(before[-1]) > 4 and _alike(before[-1], parts[0]) >= 0.75:
            return before[-1].istitle() and parts[0].istitle()  # "General Albion [Albino Moe]"
        titled = bool(before) and all(map(str.istitle, (before[-1], *parts)))
        if titled and before[-1] != parts[-1] and _alike(before[-1], parts[-1]) >= 0.75:
            return True  # "Lindh [Anders Lind]"
        for length in range(max(1, len(parts) - 1), len(parts) + 2):
            name = _GENITIVE_ENDING.sub("", " ".join(before[-length:])).split()
            fits = len(name) == length and all(word[:1].isupper() for word in name)
            if fits and not any(self._is("rank", word) for word in name):
                spelt = _PARTS.split(" ".join(name))
                if len(spelt) > 1 and _alike("".join(spelt), "".join(parts)) >= 0.7:
                    return True
        return False

    def _is_long(self, place: Place) -> bool:
        """True where three words or more make the name, as of a state: "United Arab Republic [Egypt]"."""
        found = _LONG_NAME.search(place.lead)
        if found is None or _ONE_SYLLABLE.fullmatch(found[0].split()[-1]):
            return False
        return not any(self._is("rank", word) for word in found[0].split())

    def _belongs_to(self, name: str, words: str, place: Place, *, acronym: bool) -> bool:
        """True for a part of the name that *name* ends or stands in: "Ho [Chi Minh]"."""
        if self._is("month", name):
            return not re.search(r"\d\s+\S+$", place.lead.rstrip())
        if _PATRONYMIC.fullmatch(name) and " " not in words:
            return True
        if _ONE_SYLLABLE.fullmatch(name) and all(map(_ONE_SYLLABLE.fullmatch, words.split())):
            return True
        if not _goes_on_with_a_name(place):
            return False
        if acronym:
            return not _initials(words).startswith(name[:2].upper())
        count = len(words.split())
        return _alike(" ".join(place.lead.split()[-count:]), words) < 0.5

    def is_shortened(self, words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
        """True for the letters that a name is shortened to: "Central Committee [CC]"."""
        lead = place.lead.rstrip()
        name = re.sub(r"['’]s$", "", lead)
        before = re.search(r"([^\W\d_]{3,})\W{0,2}$", name)
        if before is None or before[1].lower() in self._small or place.after.isalnum():
            return False
        letters = words.replace(".", "")
        capitals = "".join(word[0] for word in lead.split() if word[0].isupper())
        if (_goes_on_with_a_name(place) or name != lead) and not capitals.endswith(letters):
            return False  # "the IX [SED] Party Congress", "comrade [N.V.] Roshchin", "Moe's [SED] friends"
        if "." in words and letters[:1] not in _initials(lead):
            return False  # "Washington [D.C.]"
        if len(letters) > _LONG_ACRONYM and len(lead.split()) == 1:
            return False  # "Memorandum [CANBERRA], 7 January"
        if before[1].islower() and self._qualifies(before[1]) and not self._breaks_off(place.trail):
            return False  # "a serious [US] action"
        return not self._begins(place)


def completes_number(lead: str, words: str) -> bool:
    """True for figures that a number before them lacks: "telegram 4[48]"; not for a note, "in 1962[1]"."""
    before = re.search(r"(?<![\d.,])\d{1,2}$", lead)
    return bool(before and re.fullmatch(r"\d{2,4}", words))


def completes_hour(words: str, nodes: tuple[Inline, ...], place: Place) -> bool:
    """True behind an hour in figures, which words for the time of day complete: "at 6 [p.m.]"."""
    return re.search(r"\d\s*$", place.lead) is not None


def sentence_goes_on(place: Place) -> bool:
    """True where "[I]" or "[A]" is a word and no label: "[I] visited him", "[A] boat came"."""
    following = _next_word(place.trail)
    return not place.attached and (following.islower() or following.endswith("ed"))


def _spells_again(words: str, place: Place, least: float = 0.7) -> bool:
    """True for one word that is the one before it in another spelling."""
    before = _last_word(place.lead)
    if min(len(before), len(words)) < _SPELT or place.after.isalnum():
        return False
    if before.lower() == words.lower() or before[0].isupper() != words[0].isupper():
        return False
    return before[0].lower() == words[0].lower() and _alike(before, words) >= least


def _is_of_a_whole_name(words: str, place: Place) -> bool:
    """True for a name behind one in the genitive: "Niels Holm's [Anders Lind] request"."""
    tokens = words.split()
    whole = len(tokens) > 1 and all(token[0].isupper() for token in tokens)
    return whole and _NAME_IN_GENITIVE.search(place.lead) is not None


def _is_the_whole_name(words: str, place: Place) -> bool:
    """True for the name before it with its first names: "W. J. Lind [William Jakob Lind]"."""
    first, _, last = words.rpartition(" ")
    return bool(first) and last[:1].isupper() and last == _last_word(place.lead)


def _is_translated(place: Place) -> bool:
    """True for what stands behind a word in its quotation marks: "the word “skoro [soon]”"."""
    return bool(_ONE_QUOTED.search(place.lead) and re.match(r"[.,;]?[”\"’']", place.trail))


def _is_abbreviation_of(before: re.Match[str] | None, words: str) -> bool:
    """True for a word that is shortened before it, without vowels or with a full stop: "Wm [William]"."""
    if before is None or not words.isalpha():
        return False
    letters = iter(words.lower())
    short = before["short"].lower()
    in_order = all(letter in letters for letter in short)
    return in_order and short[0] == words[0].lower() and len(words) > len(short) + 1


def _spells_out(words: str, place: Place) -> bool:
    """True for the words that the letters with full stops before them stand for: "F.T.U. [free trade unions]"."""
    dotted = _DOTTED.search(place.lead.rstrip())
    return dotted is not None and _initials(words) == dotted[0].replace(".", "")


def _is_adjective(word: str) -> bool:
    return bool(_OF_A_COUNTRY.fullmatch(word) or _ADJECTIVE.fullmatch(word.lower()))


def _of_one_kind(one: str, other: str) -> bool:
    """True for two words with one ending, the second of which says the first again."""
    endings = [_ENDING.search(word.lower()) for word in (one, other)]
    return all(endings) and len({found[0] for found in endings if found}) == 1


def _is_qualifier(word: str) -> bool:
    """True for a word with the ending of an adjective or participle: "naval", "combined"."""
    return word.endswith(("ed", "ing")) or _ADJECTIVE.fullmatch(word.lower()) is not None


def _is_a_code(before: str, words: str, place: Place) -> bool:
    """True for two letters behind a whole name that say where somebody is from: "A. Lind [Dk], B. Moe [No]"."""
    two = len(words) == 2 and words.isalpha() and words.istitle()
    whole = _WHOLE_NAME.search(place.lead) is not None  # not "Lind, Ho [Ha]"
    return two and whole and before[0].isupper() and not place.trail.lstrip()[:1].isalnum()


def _goes_on_with_a_name(place: Place) -> bool:
    following = _next_word(place.trail)
    return place.after == " " and following[:1].isupper() and following != "I"


def _initials(words: str) -> str:
    return "".join(word[0] for word in words.split()).upper()


def speaks_apart(words: str) -> bool:
    """True for signs that no part of a sentence has in its midst."""
    words = _NICKNAME.sub(" ", words)
    return bool(_TALK.search(words)) and not _SHORTENED.fullmatch(words)


def _consonants(word: str) -> str:
    """The consonants of *word*, each once where it stands twice."""
    return re.sub(r"(\w)\1+", r"\1", re.sub(r"[aeiouyw\W]", "", word.lower()))


def _is_adverb(word: str) -> bool:
    return len(word) > 4 and word.endswith("ly")


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio()


#: Small words of one kind: of two next to each other the second one corrects the first.
_EXCHANGED = [
    frozenset(words.split())
    for words in (
        "is was are were be been being am has have had having will would shall should can could may might must do did does",
        "he she they we it i you him her them us",
        "his her their our its my your",
        "in on at by for from with into of to",
        "one two three four five six seven eight nine ten eleven twelve",
        "a an the",
        "who whom which that",
        "this these that those",
        "january february march april may june july august september october november december",
        "monday tuesday wednesday thursday friday saturday sunday",
    )
]
