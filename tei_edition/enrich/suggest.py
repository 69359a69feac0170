"""Names that a register may want: what texts call by name, with how often, what it seems to be, and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lxml import etree

from tei_edition.enrich.forms import PARTICLES, folded
from tei_edition.enrich.heading import keywords
from tei_edition.enrich.names import is_adjective
from tei_edition.enrich.running import holders, running, title_of
from tei_edition.enrich.sequences import is_initial, sequence_end
from tei_edition.enrich.speech.verbs import verbs
from tei_edition.enrich.words import word_lists
from tei_edition.tei.names import attribute_name, tag
from tei_edition.understand.words.dictionary import is_unknown_word

#: A word without its 's, or a sign.
_WORD = re.compile(r"[^\W\d_]+(?:(?!['’]s\b)['’‐-][^\W\d_]+)*|[.,;:!?()\[\]\"“”„«»\n—–]")
_INITIAL = re.compile(r"[^\W\d_]$")
_ROMAN = re.compile(r"[IVXLC]+")
_DATED = re.compile(r"\s+\d")
_PASSAGES, _AROUND = 3, 45


@dataclass(slots=True)
class _Found:
    """One sequence of words that may be a name: where it stood, and what spoke for each kind."""

    words: tuple[str, ...]
    count: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, str] = field(default_factory=dict)
    passages: list[str] = field(default_factory=list)
    in_header: bool = False
    inside: int = 0
    titled: bool = False
    #: How often a title stands before it or a verb of saying behind it, and how often it is where something is.
    personal: int = 0
    located: int = 0


@dataclass(slots=True)
class Suggestion:
    """A name that texts have: its kind, its forms, how often they stand, why it is of that kind, passages."""

    kind: str
    name: str
    forms: tuple[str, ...]
    count: int
    reason: str
    passages: tuple[str, ...]
    in_header: bool


class Suggestions:
    """The names of any number of documents, gathered one by one."""

    def __init__(self, places: frozenset[str] = frozenset()) -> None:
        """*places* are names of places that are known beside those of the word lists, folded."""
        self._places = places
        self._found: dict[tuple[str, ...], _Found] = {}
        self._small: Counter[str] = Counter()
        self._capitals: list[_Found] = []

    def add(self, tree: etree._ElementTree) -> None:
        """Look through a TEI document: its text, and whom its header names."""
        root = tree.getroot()
        language = root.get(attribute_name("xml:lang")) or "en"
        text = root.find(tag("text"))
        for element in root.iterfind(f".//{tag('correspAction')}/*"):
            if element.tag in (tag("name"), tag("persName"), tag("orgName")):
                self._read("".join(map(str, element.itertext())), language, header=True)
        for words in (title_of(root), *keywords(root)):
            self._read(words, language, header=True)
        for holder in holders(text) if text is not None else ():
            self._read(running(holder).text, language)

    def rows(self) -> list[Suggestion]:
        """What was found, variants of a name together: whom headers name first, then the most frequent."""
        known = {folded(word) for words in self._found for word in words}
        for found in self._capitals:
            if folded(found.words[-1]) not in known:
                # A second heading says it again.
                self._found.setdefault(found.words, found)
        for found in self._found.values():
            _settle(found)
        groups = _groups([found for found in self._found.values() if self._is_name(found)])
        rows = [self._suggestion(group) for group in groups]
        return sorted(rows, key=lambda row: (not row.in_header, -row.count, row.name))

    # reading

    def _read(self, text: str, language: str, *, header: bool = False) -> None:
        lists = word_lists("names", language)
        tokens = list(_WORD.finditer(text))
        capitals = sum(char.isupper() for char in text) > sum(char.islower() for char in text)
        self._small.update(found[0] for found in tokens if found[0].islower())
        index = 0
        while index < len(tokens):
            end = sequence_end(tokens, index, text, lists)
            if end == index:
                index += 1
                continue
            if not capitals or header:
                self._take(text, tokens, index, end, lists, language, header)
            else:
                self._capitals += self._in_capitals(text, tokens[index:end], lists, language)
            index = end

    def _take(
        self, text: str, tokens: Sequence[re.Match[str]], start: int, end: int, lists: dict[str, frozenset[str]], language: str, header: bool,
    ) -> None:  # fmt: skip
        """One sequence of capitalised words: without what leads to it, with what speaks for its kind."""
        start, titles = self._leading(tokens, start, end, lists, language)
        if end - start > 1 and folded(tokens[end - 1][0]) in lists["days"]:
            end -= bool(_DATED.match(text, tokens[end - 1].end()))  # "from New York May 26th"
        words = tuple(found[0] for found in tokens[start:end] if found[0] not in ".,")
        while words and folded(words[-1]) in PARTICLES:
            words = words[:-1]
        if not words or all(_INITIAL.match(word) for word in words):
            return
        found = self._found.setdefault(words, _Found(words))
        found.count += 1
        found.titled |= any(folded(title) in lists["courtesies"] for title in titles)
        found.inside += not (start == 0 or tokens[start - 1][0] in '.!?\n"“„«(')
        found.in_header = found.in_header or header
        if len(found.passages) < _PASSAGES:
            first, last = tokens[start].start(), tokens[end - 1].end()
            found.passages.append(" ".join(text[max(0, first - _AROUND) : last + _AROUND].split()))
        if len(words) > 1 and tokens[end - 2][0] == "of":
            self._nation(words[-1], lists)
        before = folded(tokens[start - 1][0]) if start and not titles else ""
        after = folded(tokens[end][0]) if end < len(tokens) else ""
        for kind, weight, reason in self._evidence(words, titles, before, after, lists, language):
            found.kinds[kind] += weight
            found.reasons.setdefault(kind, reason)
        says = verbs(language).say.get(after)
        found.personal += bool(titles) or (says is not None and says.tense != "base")
        found.located += (
            before in lists["strong_prepositions"] or folded(" ".join(words)) in lists["countries"]
        )

    def _leading(
        self, tokens: Sequence[re.Match[str]], start: int, end: int, lists: dict[str, frozenset[str]], language: str,
    ) -> tuple[int, list[str]]:  # fmt: skip
        """Where a name begins behind what leads to it, and the titles before it."""
        titles: list[str] = []
        while start < end:
            word = folded(tokens[start][0])
            is_first = start == 0 or tokens[start - 1][0] in '.!?\n:;"“„«—–('
            if word in lists["titles"] or (word in lists["no_names"] and end - start > 1):
                if word not in _ARTICLES:
                    titles.append(tokens[start][0])
            elif tokens[start][0] not in (".", ",") and not (
                is_first
                and not is_initial(tokens, start)
                and self._is_opener(word, end - start, lists, language)
            ):
                break
            start += 1
        return start, titles

    def _nation(self, word: str, lists: dict[str, frozenset[str]]) -> None:
        """Whoever names the "Imperial Bank of Persia" knows a Persia."""
        if folded(word) in lists["countries"]:
            found = self._found.setdefault((word,), _Found((word,)))
            found.count, found.inside = found.count + 1, found.inside + 1
            found.kinds["place"] += 6
            found.reasons.setdefault("place", "a known place")

    def _in_capitals(
        self, text: str, tokens: Sequence[re.Match[str]], lists: dict[str, frozenset[str]], language: str
    ) -> list[_Found]:  # fmt: skip
        """The names of a heading in capitals: places that are known, and what is no word, with initials before it."""
        result = []
        for place, token in enumerate(tokens):
            word = folded(token[0])
            is_place = word in lists["countries"] or word in self._places
            if len(word) < _NO_INITIAL or not (is_place or is_unknown_word(word, language)):
                continue
            first = place
            while first > 0 and (
                tokens[first - 1][0] == "." or _INITIAL.match(tokens[first - 1][0])
            ):
                first -= 1
            words = (*(one[0] for one in tokens[first:place] if one[0] != "."), token[0].title())
            kind = "place" if is_place else "person"
            found = _Found(
                words, 1, Counter({kind: 3}), {kind: "in capitals, in a heading"}, inside=1
            )
            found.passages.append(" ".join(text.split()))
            result.append(found)
        return result

    def _is_opener(
        self, word: str, left: int, lists: dict[str, frozenset[str]], language: str
    ) -> bool:
        """Whether the first word of a sentence, *left* words before the end, is no part of a name behind it."""
        if word in lists["openers"] or word in lists["grammar"] or word in verbs(language).say:
            return True
        return left > 1 and (bool(self._small[word]) or word.endswith(("ly", "ing")))

    def _evidence(
        self, words: tuple[str, ...], titles: list[str], before: str, after: str, lists: dict[str, frozenset[str]], language: str,
    ) -> Iterable[tuple[str, int, str]]:  # fmt: skip
        small = [folded(word) for word in words]
        whole = " ".join(small)
        if whole in lists["countries"] or whole in self._places:
            yield "place", 6, "a known place"
        if any(word in lists["org_words"] for word in small):
            yield "org", 5, "contains a word for an organisation"
        if small[-1] in lists["place_words"] or small[0] in lists["place_words"]:
            yield "place", 4, "contains a word for a place"
        if len(words) > 1 and small[0] in self._places and not is_unknown_word(small[-1], language):
            yield "place", 3, f"begins with the name of a known place, {words[0]}"
        if len(words) > 1 and small[0] in lists["place_adjectives"] and not titles:
            yield "place", 3, f"begins with “{words[0]}”, as places do"
        if (
            len(words) == 1
            and words[0].isupper()
            and 1 < len(words[0]) <= _LONGEST
            and not _ROMAN.fullmatch(words[0])
        ):
            yield "org", 2, "letters that abbreviate a name"
        if titles:
            polite = any(folded(title) in lists["courtesies"] for title in titles)
            yield "person", 8 if polite else 3, f"after “{' '.join(titles[-2:])}”"
        if len(words) > 1 and _INITIAL.match(words[0]):
            yield "person", 4, "initials before it"
        if after in verbs(language).say and verbs(language).say[after].tense != "base":
            yield "person", 2, f"“{after}” after it"
        if before in lists["place_prepositions"]:
            strong = before in lists["strong_prepositions"]
            yield "place", 2 if strong else 1, f"“{before}” before it"
        if len(words) in (2, 3) and not titles:
            yield "person", 1, "two or three words"

    def _is_name(self, found: _Found) -> bool:
        """Whether a sequence is a name, and no word that is written small elsewhere."""
        lists = word_lists("names")
        small = [folded(word) for word in found.words]
        if found.titled:
            return not all(word in lists["degrees"] for word in small)
        if self._is_term(found, small, lists):
            return False
        if all(
            word in lists["no_names"] or word in lists["titles"] or word in lists["days"]
            for word in small
        ):
            return False
        if len(small) == 1:
            word = small[0]
            if word in lists["demonyms"] or word in lists["openers"] or word in lists["grammar"]:
                return False
            if is_adjective(found.words[0]) and not found.kinds:
                return False
            if not found.inside and not is_unknown_word(word, "en") and not found.kinds["place"]:
                return False
            return bool(found.kinds) or not self._small[found.words[0].lower()]
        return not all(word in lists["demonyms"] or word in lists["no_names"] for word in small)

    def _is_term(self, found: _Found, small: list[str], lists: dict[str, frozenset[str]]) -> bool:
        """Whether words with capitals are no name: degrees, "South" alone, "Annual Meeting", words written small."""
        if all(word in lists["degrees"] or _INITIAL.match(word) for word in small):
            return True
        evidence = found.kinds["place"] > 1 or found.kinds["org"]
        if len(small) == 1:
            is_side = small[0] in lists["place_adjectives"]
            return is_side or (small[0] in lists["terms"] and not evidence)
        if _INITIAL.match(found.words[0]) or found.kinds["org"]:
            return False
        written = all(self._small[word.lower()] for word in found.words)
        return small[-1] in lists["terms"] or (written and not evidence)

    def _suggestion(self, group: list[_Found]) -> Suggestion:
        kinds: Counter[str] = Counter()
        for found in group:
            kinds.update(found.kinds)
        kind = kinds.most_common(1)[0][0] if kinds else "person"
        reason = next(
            (found.reasons[kind] for found in group if kind in found.reasons),
            "capitalised",
        )
        forms = sorted((_form(found.words) for found in group), key=lambda form: (-len(form), form))
        passages = [passage for found in group for passage in found.passages][:_PASSAGES]
        return Suggestion(
            kind, _name(group, kind), tuple(dict.fromkeys(forms)), sum(found.count for found in group), reason,
            tuple(passages), any(found.in_header for found in group),
        )  # fmt: skip


_LONGEST = 6
#: Shorter words in capitals are initials, or letters that abbreviate something.
_NO_INITIAL = 4
_ARTICLES = frozenset(("the", "his", "her"))


def _settle(found: _Found) -> None:
    """Let *found* be a person where it has a title or speaks, though a place somewhere has this name, too."""
    if found.personal > found.located and found.kinds["place"] and not found.kinds["org"]:
        del found.kinds["place"]
        found.kinds["person"] += 1
        found.reasons.setdefault("person", "has a title, or is a speaker")


def _groups(found: Sequence[_Found]) -> list[list[_Found]]:
    """The sequences that name the same: equal but for accents and capitals, or a person by the surname."""
    groups: dict[tuple[str, ...], list[_Found]] = {}
    people: dict[str, list[list[_Found]]] = {}
    for one in sorted(found, key=lambda one: (-len(one.words), -one.count, one.words)):
        if _is_person(one):
            fitting = [
                group for group in people.get(folded(one.words[-1]), ()) if _may_be(one, group)
            ]
            if fitting:
                fitting[0].append(one)
            else:
                people.setdefault(folded(one.words[-1]), []).append([one])
        else:
            groups.setdefault(tuple(map(folded, one.words)), []).append(one)
    for key in [key for key in groups if len(key) == 1 and key[0] in people]:
        if not groups[key][0].kinds["place"] and not groups[key][0].kinds["org"]:
            people[key[0]][0] += groups.pop(key)
    return [*groups.values(), *(group for of_name in people.values() for group in of_name)]


def _is_person(found: _Found) -> bool:
    return bool(found.kinds) and found.kinds.most_common(1)[0][0] == "person"


def _may_be(one: _Found, group: list[_Found]) -> bool:
    """Whether the first names of *one* and those of a group go together."""
    for other in group:
        for mine, theirs in zip(one.words[:-1], other.words[:-1], strict=False):
            if folded(mine)[0] != folded(theirs)[0] or (
                len(mine) > 1 and len(theirs) > 1 and folded(mine) != folded(theirs)
            ):
                return False
    return True


def _form(words: tuple[str, ...]) -> str:
    short = word_lists("names")["shortened"]
    return " ".join(
        f"{word}." if (_INITIAL.match(word) and word.isupper()) or folded(word) in short else word
        for word in words
    )


def _name(group: list[_Found], kind: str) -> str:
    longest = max(
        group, key=lambda found: (len(found.words), sum(map(len, found.words)), found.words)
    )
    if kind == "person" and len(longest.words) > 1 and not longest.words[-1].isupper():
        return f"{longest.words[-1]}, {_form(longest.words[:-1])}"
    return _form(longest.words)
