"""The labels of turns: "Vice Premier Lu (laughs):", "Cde. BM:", "THE CHAIRMAN:", "Q.:"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from tei_edition.enrich.forms import folded
from tei_edition.enrich.names import Name, Names
from tei_edition.enrich.register import Entry
from tei_edition.enrich.running import Running
from tei_edition.enrich.speech.askers import asking_and_answering
from tei_edition.enrich.speech.decided import Decided
from tei_edition.enrich.speech.dialogues import DASH
from tei_edition.enrich.speech.frames import is_thing_behind
from tei_edition.enrich.speech.passages import Block
from tei_edition.enrich.speech.people import People, roles_in

_LABEL = re.compile(r"\s*(?:\(?\d{1,3}[.)]\s+)?(?P<label>[^\W\d_][^:\n]{0,60}?):\s+(?=\S)")
_LABEL_WORDS = 5
_STOPPED = re.compile(
    r"\s*(?P<label>[^\W\d_a-z](?:[^.:\n—–]|(?<=\b[^\W\d_])\.|(?<=\bM[rs])\.|(?<=\bMrs)\.|(?<=\bDr)\.){1,40}?)(?:\.\s*[—–]?|\s+[—–-])\s+(?=[\"“„«‘(\[]?[^\W\d_a-z])"
)
#: So many turns show that a stop behind a name is the sign of a label.
_FEW_TURNS = 2
#: A line that says who asks is not longer.
_LINE_WORDS = 40
#: Another label within a paragraph: it is told who speaks, and nobody has the turn.
_ANOTHER = re.compile(r"[.!?]\s+(?:[^\W\d_]+\.?\s+){0,3}$")
_INITIALS = 3
_INITIALLED = re.compile(
    r"(?:[^\W\d_]+\.? )*(?P<first>[^\W\d_])\.\s?(?:[^\W\d_]\.\s?)*(?P<last>[^\W\d_][\w’'-]+)"
)
_LETTER = re.compile(
    r"(?<![\w.])(?:(?P<title>[^\W\d_]+)\.? )?(?P<letter>[^\W\d_a-z])\.?(?= (?P<next>\w+))"
)


@dataclass
class Labels:
    """Whom the labels of one document name; *found* are its texts, *title* is its title."""

    names: Names
    people: People
    found: Sequence[Running] = field(default_factory=tuple)
    title: str = ""
    #: Whose an editor says that a label is, by its words.
    given: dict[str, Entry] = field(default_factory=dict)

    @cached_property
    def named(self) -> list[Entry]:
        """The people whom the text names."""
        found = (n.entry for one in self.found for n in self.names.names(one.text)[0])
        return list(dict.fromkeys(entry for entry in found if entry.kind == "person"))

    def block(self, text: str, *, dashed: bool = False) -> Block:
        """A paragraph; one that begins with the name of somebody who is there, and a colon, is a turn.

        *dashed* says that a dash stood before it, as one does in some texts before each turn.
        """
        names = tuple(self.names.names(text)[0])
        dash = DASH.match(text)
        if dash or dashed:
            return Block(text, names, start=dash.end() if dash else 0, dash=True)
        found = _LABEL.match(text)
        label = found["label"] if found and _is_label(found["label"]) else ""
        if not label and self._has_stopped and (found := _STOPPED.match(text)):
            joined = any(name.start == found.end() and _is_part(text, name.end) for name in names)
            label = found["label"] if not joined and self._is_named(found["label"]) else ""
        if (
            found is None
            or not label
            or _has_another(text, found.end(), names)
            or self.is_list(text)
        ):
            return Block(text, self._with_letters(text, names))
        who = self.speaker(label)
        there = who in self.people.present or (
            who is not None
            and (
                who is self.people.writer
                or self._is_office(label)
                or self._has_part(label)
                or who in self.given.values()
            )
        )
        if there and self.people.has_writer and self._is_told(text, found.end(), names, who):
            there = False
        nobody = who is None and (_is_sure(label) or self._has_part(label))
        if there or self._role(label) or nobody:
            return Block(text, names, who, turn=True, start=found.end())
        return Block(text, self._with_letters(text, names))

    @cached_property
    def _has_stopped(self) -> bool:
        """Whether turns begin with a name and a stop or a dash: "Lind. The pier is old.", "Moe — I know."."""
        matches = (_STOPPED.match(one.text) for one in self.found)
        labels = [one["label"] for one in matches if one and self._is_named(one["label"])]
        return len(labels) > _FEW_TURNS and len(set(labels)) > 1

    def _is_named(self, label: str) -> bool:
        """Whether a label is but a name, with titles."""
        names = [n for n in self.names.names(label)[0] if n.entry.kind == "person"]
        if len(names) != 1 or not _is_label(label):
            return False
        rest = label[: names[0].start] + label[names[0].end :]
        return self.people.verbs.titles.issuperset(map(folded, re.findall(r"[^\W\d_]+", rest)))

    def is_list(self, text: str) -> bool:
        """Whether a paragraph says who has which part, and nobody speaks in it."""
        names = self.names.names(text)[0]
        return next(roles_in(text, names, self.people.verbs), None) is not None

    def speaker(self, label: str) -> Entry | None:
        """Whom a label names; None where it says nobody, or more than one."""
        words = " ".join(_bare(label).split())
        if words in self.given:
            return self.given[words]
        if words == "I":
            return self.people.writer
        if role := self._role(label):
            return self._asking_and_answering.get(role)
        found = [name.entry for name in self.names.names(words)[0] if name.entry.kind == "person"]
        if not found and (initialled := _INITIALLED.fullmatch(words)):
            found = self.people.by_initial(initialled["first"], initialled["last"])
        if found:
            return found[-1] if len(set(found)) == 1 else None
        letters = words.split()[-1].rstrip(".") if words else ""
        if letters.isupper() and len(letters) <= _INITIALS:
            return self._initials(letters)
        if turned := self._surname_first(words):
            return turned
        office = [folded(word) for word in re.findall(r"[^\W\d_]+", words)]
        if tuple(office) not in self.people.verbs.roles and office[:1] == ["the"]:
            office = office[1:]
        if tuple(office) in self.people.verbs.roles:
            return self.people.by_role(office) or self._by_part(office)
        known = office and office[-1] in self.people.verbs.words("offices")
        return self.people.office(office, ()) if known else None

    def give(self, label: str, who: Entry | None) -> None:
        """Take note that an editor says that *label* is that of *who*: so it is in the turns that follow."""
        words = " ".join(_bare(label).split())
        if words and who is not None:
            self.given[words] = who

    def decided(self, block: Block, decided: tuple[Decided, ...]) -> Block:
        """*block* with what an editor *decided*; where that is said before or right behind its label, whose that is."""
        block = replace(block, decided=decided)
        found = _LABEL.match(block.text) if decided else None
        if found is None or not _is_label(found["label"]) or decided[0].who is None:
            return block
        if decided[0].start not in (found.start("label"), found.end()):
            return block
        self.give(found["label"], decided[0].who)
        return replace(block, speaker=decided[0].who, turn=True, start=found.end())

    def _has_part(self, label: str) -> bool:
        """Whether a label is a part that somebody has, of several whom it may be: "Accused:"."""
        words = tuple(map(folded, _bare(label).split()))
        return {words, words[words[:1] == ("the",) :]} & self.people.verbs.roles.keys() != set()

    def _is_office(self, label: str) -> bool:
        """Whether a label is but an office: "Prime Minister:"."""
        words = [folded(word) for word in re.findall(r"[^\W\d_]+", _bare(label))]
        return bool(words) and all(word in self.people.verbs.titles for word in words)

    def _surname_first(self, label: str) -> Entry | None:
        """Whose names the words are in another order: "Comrade KUN Miklós"."""
        titles = self.people.verbs.titles
        words = {folded(word) for word in re.findall(r"[^\W\d_]+", label)} - titles
        found = [
            entry
            for entry in (self.people.present if len(words) > 1 else ())
            if {folded(word) for word in re.findall(r"[^\W\d_]+", entry.name)} == words
        ]
        return found[0] if len(found) == 1 else None

    def _initials(self, letters: str) -> Entry | None:
        if len(letters) == 1:
            return self._by_letter(letters)
        by_initials = self.people.by_initials
        return by_initials(letters, self.people.present) or by_initials(letters, self.named)

    def _by_letter(self, letter: str) -> Entry | None:
        """Whose surname begins with *letter*, among those who are there."""
        among = self.people.present if len(self.people.present) > 1 else self.named
        found = [entry for entry in among if folded(entry.name)[:1] == folded(letter)]
        return found[0] if len(found) == 1 else None

    def _role(self, label: str) -> str:
        """ "asks" or "answers" for a label such as "Question" or "A."; else nothing."""
        word = folded(_bare(label)).rstrip(".")
        if len(word) == 1 and not self._has_questions:
            return ""
        for role, words in (("asks", "asking"), ("answers", "answering")):
            if word in self.people.verbs.words(words):
                return role
        return ""

    def _is_told(self, text: str, start: int, names: Iterable[Name], speaker: Entry | None) -> bool:
        """Whether behind the words of *speaker* somebody else says something."""
        for name in names:
            following = re.match(r"\s(\w+)", text[name.end :]) if name.start > start else None
            verb = self.people.verbs.say.get(following[1]) if following else None
            if verb is not None and verb.tense == "past" and name.entry is not speaker:
                return True
        return False

    @cached_property
    def _letters(self) -> set[str]:
        """The single letters that are labels of this text."""
        found = (re.match(r"\s*([^\W\d_a-z])\.?:", one.text) for one in self.found)
        return {one[1] for one in found if one}

    @cached_property
    def _has_questions(self) -> bool:
        """Whether there are labels for questions: an A beside them is no name."""
        asking = self.people.verbs.words("asking")
        return any(folded(letter) in asking for letter in self._letters)

    @cached_property
    def _asking_and_answering(self) -> dict[str, Entry]:
        """Who asks and who answers."""
        return asking_and_answering(self._before_questions(), self.names, self.people)

    def _before_questions(self) -> Iterator[str]:
        """The title, and the lines before somebody is asked something."""
        yield self.title
        for one in self.found:
            label = _LABEL.match(f"{one.text} -")
            if label and self._role(label["label"]):
                return
            if len(one.text.split()) <= _LINE_WORDS:
                yield one.text

    def _by_part(self, words: Sequence[str]) -> Entry | None:
        """Who is meant by "Witness" or "Interrogator" where nobody is called so: who answers, or asks."""
        if self.people.verbs.roles.get(tuple(words)) in self.people.roles:
            return None  # it is one of several
        for role, parts in (("asks", "askers"), ("answers", "answerers")):
            if " ".join(words) in self.people.verbs.words(parts):
                return self._asking_and_answering.get(role)
        return None

    def _with_letters(self, text: str, names: tuple[Name, ...]) -> tuple[Name, ...]:
        """*names* with those of which only a letter is said: "Mr. K replied that", "K. replied that"."""
        verbs = self.people.verbs
        more: list[Name] = []
        for found in _LETTER.finditer(text):
            title = folded(found["title"] or "")
            titled = title in verbs.titles
            says = verbs.say.get(folded(found["next"])) or verbs.acts.get(folded(found["next"]))
            if found["letter"] == "I" or not says or says.tense not in ("past", "present"):
                continue
            start = found.start() if titled else found.start("letter")
            taken = any(name.start < found.end() and start < name.end for name in names)
            entry = None if taken else self._by_letter(found["letter"])
            known = titled or text[found.end() - 1] == "." or found["letter"] in self._letters
            if entry is not None and known:
                more.append(Name(start, found.end(), entry, "medium"))
        return tuple(sorted((*names, *more), key=lambda name: name.start)) if more else names


def label_of(text: str) -> str:
    """The words before a colon that begin *text*, where they may be a label."""
    found = _LABEL.match(text)
    return _bare(found["label"]) if found and _is_label(found["label"]) else ""


def _bare(label: str) -> str:
    return re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", label).strip(" .:—–-")


def _is_part(text: str, end: int) -> bool:
    """Whether a name that ends at *end* goes on as "Moe" does in "Lind – Moe talks"."""
    following = re.match(r"\s+(\w+)", text[end:])
    return following is not None and is_thing_behind(following[1])


def _is_label(words: str) -> bool:
    """Whether *words* before a colon are but a name with its titles, and what it does in brackets."""
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", words).split()
    return 0 < len(bare) <= _LABEL_WORDS and all(word[0].isupper() for word in bare)


def _is_sure(label: str) -> bool:
    """Whether a label is one though nobody knows whose: initials, or words in capitals."""
    return _bare(label).isupper()


def _has_another(text: str, start: int, names: Iterable[Name]) -> bool:
    return any(
        name.start > start
        and text[name.end :].lstrip()[:1] in (":", "—", "–")
        and _ANOTHER.search(text[start : name.start])
        for name in names
    )
