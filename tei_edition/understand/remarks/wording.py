"""Wordings: the small pattern language of a conventions file, compiled to regular expressions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tei_edition.document.inline import Inline, cut
from tei_edition.understand.remarks.slots import Slot
from tei_edition.understand.remarks.surface import Place

#: Between two tokens: white space where words would otherwise run together.
_GAP = r"\s*(?<!\w)"
#: Dashes that may touch the word before them, as a hyphen may not: "Havana—ed.".
_DASHES = ("—", "–", "--")
_TOKEN = re.compile(r"\{[^}]*\}[^\s{]*|[^\s{]+|\{")
_PUNCTUATION = ":,;?!"
#: So many members and small words may stand in a bag: without a bound, words that are both could be
#: told apart in endless ways.
_BAG = 10
#: So many patterns of one wording are kept.
_KEPT = 500
#: So many short texts are remembered with the forms that may stand in them.
_REMEMBERED, _SHORT = 4000, 120

_Compiled = tuple[re.Pattern[str], frozenset[str]]


class WordingError(ValueError):
    """Raised where a wording or a vocabulary cannot be understood."""


def fold(words: str) -> str:
    """*words* as those are written that wordings need: in small letters, with straight apostrophes."""
    return words.lower().replace("’", "'")


_RUN = re.compile(r"\w+|[^\w\s]")


def runs(folded: str) -> list[str]:
    """The words of a folded text, and its signs one by one."""
    return _RUN.findall(folded)


def first_run(hint: str) -> str:
    """What a hint begins with, as runs() gives it: where a wording needs the hint, it needs that."""
    found = _RUN.match(hint)
    return found[0] if found else hint


@lru_cache(maxsize=4096)
def compile_words(words: str) -> str:
    """The pattern of plain words: "above|over the? line"."""
    return "".join(_word(token, first=index == 0) for index, token in enumerate(words.split()))


def sample_of_form(form: str, *, plural: bool = False) -> str:
    """*form* with the first of each choice (the second, for a plural), and without what may be missing."""
    words = []
    for token in form.split():
        bare = token.rstrip(_PUNCTUATION) or token
        tail = token[len(bare) :]
        options = bare.split("|")
        chosen = options[1] if plural and len(options) > 1 else options[0]
        words.append(tail[1:] if tail.startswith("?") else chosen + tail)
    return " ".join(word for word in words if word)


def _hints(words: str) -> frozenset[str]:
    """Words of which one stands in all that the pattern of *words* matches, in small letters.

    Of the words that may not be missing the longest tell most: "in the margin" is hinted at by its last.
    """
    choices = []
    for token in words.split():
        bare = token.rstrip(_PUNCTUATION) or token
        if not token[len(bare) :].startswith("?"):
            choices.append([option.lower() for option in bare.split("|")])
    return frozenset(max(choices, key=lambda options: min(map(len, options)), default=()))


def _word(token: str, first: bool) -> str:
    bare = token.rstrip(_PUNCTUATION) or token
    tail = token[len(bare) :]
    optional = tail.startswith("?")
    pattern = "(?:" + "|".join(_literal(option) for option in bare.split("|")) + ")"
    gap = r"\s*" if bare.split("|")[0] in _DASHES else _GAP
    pattern = ("" if first else gap) + pattern
    if optional:
        pattern, tail = f"(?:{pattern})?", tail[1:]
    return pattern + _tail(tail)


def _literal(word: str) -> str:
    if not word:
        raise WordingError("a choice (a|b) has a word missing on one side of |")
    pattern = re.escape(word).replace("'", "['’]")
    return pattern + (r"(?!\w)" if word[-1].isalnum() else "")


def _tail(tail: str) -> str:
    return "".join(rf"\s*{re.escape(char)}" for char in tail)


@dataclass(frozen=True, slots=True)
class Match:
    """What a wording found in a remark: for each slot its words, nodes and vocabulary key.

    `open` are the slots that hold words of their own.
    """

    words: Mapping[str, str]
    nodes: Mapping[str, tuple[Inline, ...]]
    keys: Mapping[str, str]
    open: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """A list of words for each of several keys: {"above": ["above the line", ...], ...}."""

    name: str
    table: Mapping[str, list[str]]

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """All forms, long ones first; WordingError where one of them may be nothing."""
        if not all(hints for _, _, hints in self._forms):
            raise WordingError(f"a form of the vocabulary {self.name} has only optional words")
        return tuple(form for _, form, _ in self._forms)

    @cached_property
    def pattern(self) -> str:
        """The pattern of all forms; WordingError as for `forms`."""
        return _either(self.forms)

    @cached_property
    def _known(self) -> dict[str, tuple[tuple[str, str], ...]]:
        return {}

    def forms_in(self, folded: str) -> tuple[str, ...]:
        """The forms that may stand in the words *folded*, long ones first."""
        return tuple([form for _, form in self._possible(folded)])

    @cached_property
    def hints(self) -> frozenset[str]:
        """Words of which one stands in every form of this vocabulary."""
        return frozenset(h for forms in self.table.values() for f in forms for h in _hints(f))

    @cached_property
    def _forms(self) -> list[tuple[str, str, frozenset[str]]]:
        """Each form with its key, and words of which one stands in whatever it matches; long forms first."""
        forms = [(key, form) for key, forms in self.table.items() for form in forms]
        forms.sort(key=lambda pair: len(pair[1].split()), reverse=True)
        return [(key, form, _hints(form)) for key, form in forms]

    def _possible(self, folded: str) -> tuple[tuple[str, str], ...]:
        """The keys and forms that may stand in *folded*: compiling all takes longer than looking for these."""
        found = self._known.get(folded)
        if found is None:
            found = tuple((key, form) for key, form, hints in self._forms if _holds(folded, hints))
            if len(folded) < _SHORT and len(self._known) < _REMEMBERED:
                self._known[folded] = found
        return found

    def key(self, words: str) -> str:
        """The key that *words*, matched by `pattern`, stand for: the first in the table that knows them."""
        found = {key for key, form in self._possible(fold(words)) if _form(form).fullmatch(words)}
        return next(key for key in self.table if key in found)

    def search(self, text: str) -> re.Match[str] | None:
        """A form of this vocabulary anywhere in *text*, the first; of several there the one in most words."""
        found = [
            match
            for _, form in self._possible(fold(text))
            if (match := _form(form, anywhere=True).search(text))
        ]
        return min(found, key=lambda match: match.start(), default=None)


def _holds(folded: str, hints: frozenset[str]) -> bool:
    for hint in hints:  # a plain loop: this is asked of every form for every remark
        if hint in folded:
            return True
    return not hints


def _either(forms: Sequence[str]) -> str:
    """The pattern of *forms*, of which there may be none: nothing matches that."""
    return f"(?:{'|'.join(map(compile_words, forms))})" if forms else "(?!)"


@lru_cache(maxsize=4096)
def _form(form: str, *, anywhere: bool = False) -> re.Pattern[str]:
    return re.compile(("(?<!\\w)" if anywhere else "") + compile_words(form), re.IGNORECASE)


@dataclass(frozen=True)
class Lexicon:
    """The slots that wordings may name: Python's, and the vocabularies of a conventions file."""

    slots: Mapping[str, Slot]
    vocabularies: Mapping[str, Vocabulary]
    fillers: tuple[str, ...]

    def pattern(self, name: str) -> str:
        """The regular expression for the slot *name*; WordingError where there is none."""
        if name in self.vocabularies:
            return self.vocabularies[name].pattern
        if name in self.slots:
            return f"(?:{self.slots[name].pattern})"
        raise WordingError(f"there is no slot {{{name}}}")

    def hints(self, name: str) -> frozenset[str]:
        """Words of which one stands in whatever fills the slot *name*; empty where none is known."""
        if name in self.vocabularies:
            return self.vocabularies[name].hints
        return self.slots[name].hints if name in self.slots else frozenset()

    @cached_property
    def filler(self) -> str:
        """The pattern of the small words that may stand between the members of a bag."""
        return "(?:" + "|".join(_literal(word) for word in self.fillers) + ")"


@dataclass(frozen=True)
class Wording:
    """One wording of a rule."""

    text: str
    lexicon: Lexicon

    @cached_property
    def tokens(self) -> list[str]:
        """The words and slots of the wording, in order."""
        return _TOKEN.findall(self.text)

    @cached_property
    def slots(self) -> frozenset[str]:
        """The names of all slots."""
        return frozenset(name for token in self.tokens for name in _names(token))

    @property
    def open_slots(self) -> frozenset[str]:
        """The names of the slots that hold words of the document or the editors, whatever they are."""
        return frozenset(
            name
            for name in self.slots
            if name in self.lexicon.slots and self.lexicon.slots[name].open
        )

    @cached_property
    def needed(self) -> list[frozenset[str]]:
        """Sets of words, one of each of which a remark must hold to be worded so.

        Compiling a pattern costs more than all else in reading a record, and most remarks fit few:
        a pattern is compiled only when a remark passes this test.
        """
        needed = []
        for token in self.tokens:
            if token.startswith("{"):
                inner, _, tail = token[1:].partition("}")
                members = [name for name in inner.split() if not name.endswith("?")]
                needed += [self.lexicon.hints(name) for name in members]
                needed += [frozenset(char) for char in tail]
            else:
                needed.append(_hints(token))
                needed += [frozenset(":")] if token.endswith(":") else []
        return [words for words in needed if words]

    @cached_property
    def _vocabularies(self) -> tuple[str, ...]:
        return tuple(sorted(name for name in self.slots if name in self.lexicon.vocabularies))

    @cached_property
    def _patterns(self) -> dict[tuple[tuple[str, ...], ...], _Compiled]:
        return {}

    def _compiled(self, folded: str) -> _Compiled:
        """The pattern for remarks of the words *folded*: of its vocabularies, with the forms that these may hold.

        A pattern with all places on a page takes ten milliseconds to compile, one with the two that a
        remark may speak of hardly any time; and remarks are much alike.
        """
        forms = tuple(self.lexicon.vocabularies[n].forms_in(folded) for n in self._vocabularies)
        found = self._patterns.get(forms)
        if found is None:
            if len(self._patterns) >= _KEPT:
                self._patterns.clear()
            found = self._compile(dict(zip(self._vocabularies, forms, strict=True)))
            self._patterns[forms] = found
        return found

    def _compile(self, forms: Mapping[str, tuple[str, ...]]) -> _Compiled:
        named = [name for token in self.tokens for name in _names(token)]
        if twice := sorted(name for name in self.slots if named.count(name) > 1):
            raise WordingError(
                f"the slot {{{twice[0]}}} occurs twice in a wording; only once is allowed"
            )
        parts: list[str] = []
        required: set[str] = set()
        for index, token in enumerate(self.tokens):
            if not token.startswith("{"):
                parts.append(_word(token, first=index == 0))
                continue
            inner, _, tail = token[1:].partition("}")
            pattern, needs = self._slot(inner.split(), forms, "" if index == 0 else _GAP)
            parts.append(pattern + _tail(tail))
            required |= needs
        # "The page is missing." says no more with its full stop than without.
        last = self.tokens[-1]
        closed = last[-1].isalnum() or (
            last.endswith("}") and not self.open_slots & {*_names(last)}
        )
        stop = r"\.?" if closed else ""
        compiled = re.compile(rf"\s*{''.join(parts)}{stop}\s*", re.IGNORECASE | re.DOTALL)
        if compiled.fullmatch("") and "index" not in self.slots:
            raise WordingError("a wording needs at least one word or slot that is not optional")
        return compiled, frozenset(required)

    def _slot(
        self, members: list[str], forms: Mapping[str, tuple[str, ...]], gap: str
    ) -> tuple[str, set[str]]:
        names = [member.rstrip("?") for member in members]
        needs = {member for member in members if not member.endswith("?")}
        patterns = {
            name: _either(forms[name]) if name in forms else self.lexicon.pattern(name)
            for name in names
        }
        if len(members) == 1:
            one = f"(?P<{names[0]}>{patterns[names[0]]})"
            # Where a slot may be missing, so may the gap before it: a remark ends with a word.
            return (f"{gap}{one}", needs) if needs else (f"(?:{gap}{one})?", needs)
        options = [f"(?P<{name}>{patterns[name]})" for name in names]
        either = "|".join([*options, self.lexicon.filler])
        return rf"{gap}(?:{_GAP}(?:{either})|\s*,){{1,{_BAG}}}", needs

    def compile(self) -> None:
        """Compile the pattern with all that it knows; WordingError or re.error where it cannot be understood."""
        known = self.lexicon.vocabularies
        self._compile({name: known[name].forms for name in self._vocabularies})

    def may_match(self, folded: str) -> bool:
        """False where a remark lacks a word that this wording needs; *folded* are its words as fold() gives them."""
        for needed in self.needed:  # plain loops: this is asked of every wording for every remark
            for word in needed:
                if word in folded:
                    break
            else:
                return False
        return True

    def match(self, words: str, content: tuple[Inline, ...], place: Place) -> Match | None:
        """Read a remark whose words are *words* and whose nodes are *content*."""
        pattern, required = self._compiled(fold(words))
        found = pattern.fullmatch(words)
        if not found:
            return None
        matched = {name: text for name, text in found.groupdict().items() if text is not None}
        if not required <= matched.keys():
            return None
        nodes = {name: _stripped(content, words, *found.span(name)) for name in matched}
        keys = {}
        for name, text in matched.items():
            if vocabulary := self.lexicon.vocabularies.get(name):
                keys[name] = vocabulary.key(text)
                continue
            test = self.lexicon.slots[name].test
            if test and not test(text, nodes[name], place):
                return None
        return Match(matched, nodes, keys, tuple(n for n in matched if n in self.open_slots))


def _names(token: str) -> list[str]:
    """The names of the slots in *token*; none where it is a plain word."""
    inner = token[1:].partition("}")[0] if token.startswith("{") else ""
    return [name.rstrip("?") for name in inner.split()]


def _stripped(content: tuple[Inline, ...], words: str, start: int, end: int) -> tuple[Inline, ...]:
    """The nodes of characters *start* to *end*, without white space at their ends."""
    text = words[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    if start == 0 and end == len(words):  # what is asked for most: the whole remark
        return content
    return cut(content, start, max(start, end))
