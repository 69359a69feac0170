"""The people of a conversation: who is meant by a name, an office, a pronoun or a label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from tei_edition.enrich.forms import folded
from tei_edition.enrich.names import Name
from tei_edition.enrich.register import Entry
from tei_edition.enrich.speech.verbs import Verbs
from tei_edition.enrich.words import word_lists

_WORD = re.compile(r"[^\W\d_]+")
#: How many words of what stands behind a name and a comma say what somebody is.
_APPOSITION = 8
_WRITES = re.compile(
    r"\b(?:writes|wrote|author|recorded? by|drafted|first person)\b", re.IGNORECASE
)


class _Described(dict[str, set[str]]):
    """The words that say what each of the *entries* is, by id; those of the register are looked up when asked for."""

    def __init__(self, entries: Iterable[Entry], offices: frozenset[str]) -> None:
        super().__init__()
        self._entries = {entry.id: entry for entry in entries}
        self._offices = offices

    def __missing__(self, id: str) -> set[str]:
        found = self._entries.get(id)
        self[id] = words = set(_words_of(found, self._offices)) if found else set()
        return words


@lru_cache(maxsize=1 << 15)
def _words_of(entry: Entry, offices: frozenset[str]) -> frozenset[str]:
    said = [
        _own(words, offices)
        for part in (entry.note, *entry.office.split(";"))
        for words in part.split(",")
    ]
    return frozenset(map(folded, _WORD.findall(" ".join((*said, *entry.forms)))))


def _own(words: str, offices: frozenset[str]) -> str:
    """What of *words* is somebody's own office: the "Assistant to the President" is no president."""
    parts = re.split(r"\b(to|of|for|in)\b", words)
    kin: frozenset[str] = word_lists("names")["kin"]
    kept = parts[0] if not set(map(folded, _WORD.findall(parts[0]))) & kin else ""
    for part in parts[2::2] if kept else ():
        if set(map(folded, _WORD.findall(part))) & offices:
            break
        kept += f" {part}"
    return kept


@dataclass
class People:
    """Who is there. `principals` are those whom the title names, in its order, `present` all who are said to be
    there; `writer` speaks of himself as I."""

    entries: Sequence[Entry]
    verbs: Verbs
    principals: list[Entry] = field(default_factory=list)
    present: list[Entry] = field(default_factory=list)
    writer: Entry | None = None
    has_writer: bool = False
    #: Whether it is a letter: what its writer tells in the past is his own.
    is_letter: bool = False
    described: dict[str, set[str]] = field(default_factory=dict)
    roles: dict[str, list[Entry]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.described = _Described(self.entries, self.verbs.words("offices"))

    @cached_property
    def kin(self) -> frozenset[str]:
        """Words for relatives."""
        found: frozenset[str] = word_lists("names")["kin"]
        return found

    def is_woman(self, entry: Entry) -> bool:
        """Whether the register calls her Mrs., Miss or the like, or somebody's wife."""
        women = word_lists("names")["women"] | {
            "wife",
            "widow",
            "daughter",
            "sister",
            "mother",
            "actress",
        }
        words = " ".join((entry.name, entry.note, *entry.forms))
        return bool(women & set(map(folded, _WORD.findall(words))))

    def learn(self, text: str, names: Iterable[Name]) -> None:
        """Take what the title or an opening says of people: what stands before and behind their names."""
        people = [name for name in names if name.entry.kind == "person"]
        ends = [0, *(name.end for name in people)]
        starts = [*(name.start for name in people), len(text)]
        for i, name in enumerate(people):
            before = re.split(r"[.;\n()]|\band\b|\bbetween\b|\bwith\b", text[ends[i] : name.start])[
                -1
            ]
            behind = re.match(r"\s*[,(]\s*([^.;\n)]*)", text[name.end : starts[i + 1]])
            after = (
                re.split(r"\b(?:and|with|between|record|conversation|note)\b", behind[1].lower())[0]
                if behind
                else ""
            )
            words = f"{before} {' '.join(after.split()[:_APPOSITION])}"
            self.described[name.entry.id].update(map(folded, _WORD.findall(words)))

    def learn_roles(self, text: str, names: Sequence[Name]) -> None:
        """Take from a list of those present who has which part in it: "Witness: Ida Vik. Accused: P. Moe, T. Dahl."."""
        for role, holders in roles_in(text, names, self.verbs):
            known = self.roles.setdefault(role, [])
            known += [entry for entry in holders if entry not in known]
            self.present += [entry for entry in holders if entry not in self.present]

    def by_role(self, words: Sequence[str]) -> Entry | None:
        """Who has the part that *words* (folded) call him by; None where several may have it."""
        role = self.verbs.roles.get(tuple(words))
        if role is None:
            return None
        if role in self.roles:
            return self.roles[role][0] if len(self.roles[role]) == 1 else None
        called = [set(phrase) for phrase, of in self.verbs.roles.items() if of == role]
        found = [
            entry
            for entry in self.entries
            if any(phrase <= self.described[entry.id] for phrase in called)
        ]
        return found[0] if len(found) == 1 else None

    def find_writer(
        self, signed: Iterable[Entry], named: Entry | None, told: Sequence[Entry] | None
    ) -> None:
        """Who says I: whom the register, the title ("Note by X") or the only signature says to have written.

        *told* are the people of the first sentence where that says I or me, else None: the writer is another.
        """
        writers = [entry for entry in self.entries if _WRITES.search(entry.note)]
        signatures = list(dict.fromkeys(signed))
        # Of two whom the title names neither need say I: what they say is told in their own words.
        between = len(self.principals) > 1 and told is None
        if len(writers) == 1:
            self.writer = writers[0]
        elif named is not None:
            self.writer = named
        elif len(signatures) == 1 and (not between or signatures[0] in self.principals):
            self.writer = signatures[0]
        elif told is not None and self.principals:
            others = [entry for entry in self.principals if entry not in told]
            self.writer = (
                others[0] if len(others) == 1 else self.principals[0] if not told else None
            )
        self.has_writer = self.writer is not None or not between

    def office(self, words: Sequence[str], recent: Sequence[Entry]) -> Entry | None:
        """Whose office *words* (folded) are; of several the one who was named last, *recent* from the last on."""
        head = words[-1]
        if head in self.verbs.words("collectives"):
            return None
        if head in self.verbs.words("guests"):
            return self._guest(-1)
        if head in self.verbs.words("hosts"):
            return self._guest(0)
        telling = [
            word
            for word in re.split(r"['’ -]", " ".join(words))
            if word not in ("the", "his", "her", "my", "of", "for", "and")
            and not word.endswith(("ese", "ian", "ish"))
        ]
        with_part = self.roles.get(self.verbs.roles.get(tuple(telling), ""), [])
        if len(with_part) == 1:
            return with_part[0]
        holders = [entry for entry in self.entries if set(telling) <= self.described[entry.id]]
        holders = [entry for entry in holders if entry is not self.writer] or holders
        there = [entry for entry in holders if entry in self.present]
        plain = [entry for entry in holders if self._is_plainly(entry, telling)]
        if not there and len(plain) == 1:
            return plain[0]  # "the Prime Minister" is not that of another country
        known = [entry for entry in holders if entry in recent or entry in self.present] or holders
        chief = [entry for entry in known if entry in self.principals]
        if len(known) == 1 or len(chief) == 1:
            return (chief or known)[0]
        return next((entry for entry in recent if entry in known), None)

    @staticmethod
    def _is_plainly(entry: Entry, words: Sequence[str]) -> bool:
        """Whether the register says of *entry* that he is just what *words* say, of no other place."""
        offices = (_WORD.findall(office) for office in entry.office.split(";"))
        return any([*map(folded, office)] == list(words) for office in offices)

    def _guest(self, place: int) -> Entry | None:
        others = [entry for entry in self.principals if entry is not self.writer]
        if self.writer is not None:
            return others[0] if len(others) == 1 else None
        return others[place] if len(others) > 1 else None

    def by_initial(self, first: str, last: str) -> list[Entry]:
        """Who has this initial and surname, where it is one."""
        found = [
            entry
            for entry in self.entries
            if (words := _WORD.findall(_straight(entry.name)))
            and folded(words[-1]) == folded(last)
            and folded(words[0])[0] == folded(first)
        ]
        return found if len(found) == 1 else []

    def by_initials(self, letters: str, among: Iterable[Entry]) -> Entry | None:
        """Who of *among* has these initials, first name first or last."""
        wanted = letters.casefold()
        found = {
            entry.id: entry
            for entry in among
            if wanted
            in {_initials(form) for form in (_straight(entry.name), entry.name, *entry.forms)}
        }
        return next(iter(found.values())) if len(found) == 1 else None


_ROLE = re.compile(r"(?:^|[.;\n]\s+)(?P<role>[^\W\d_][^\W\d_ ]*(?: [^\W\d_]+){0,4}):\s")
_LISTED = re.compile(r"\s*(?:[,.;()]|and\b|$)")


def roles_in(text: str, names: Sequence[Name], verbs: Verbs) -> Iterator[tuple[str, list[Entry]]]:
    """The parts that a list of those present gives to people: "Presiding: Dr. X" is no turn, "Presiding: I am." is."""
    found = list(_ROLE.finditer(text))
    for place, one in enumerate(found):
        until = found[place + 1].start() if place + 1 < len(found) else len(text)
        words = tuple(folded(word) for word in one["role"].split())
        role = verbs.roles.get(words) or verbs.roles.get((*words[:-1], _singular(words[-1])))
        people = [n for n in names if n.entry.kind == "person" and one.end() <= n.start < until]
        if not role or not people or set("?!") & set(text[one.end() : until]):
            continue
        before = _WORD.findall(text[one.end() : people[0].start])
        said = set(map(folded, _WORD.findall(text[one.end() : until])))
        if (
            verbs.titles.issuperset(map(folded, before))
            and _LISTED.match(text[people[0].end :])
            and not said & verbs.words("first_person")
        ):
            yield role, [name.entry for name in people]


def _singular(word: str) -> str:
    return word.removesuffix("es") if word.endswith("sses") else word.removesuffix("s")


def _straight(name: str) -> str:
    last, comma, first = name.partition(",")
    return f"{first} {last}" if comma else name


def _initials(name: str) -> str:
    return "".join(word[0] for word in _WORD.findall(name)).casefold()
