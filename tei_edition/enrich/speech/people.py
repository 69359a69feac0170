"""The people of a conversation: who is meant by a name, an office, a pronoun or a label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tei_edition.enrich.forms import folded
from tei_edition.enrich.names import Name
from tei_edition.enrich.register import Entry
from tei_edition.enrich.speech.verbs import Verbs

_WORD = re.compile(r"[^\W\d_]+")
_WRITES = re.compile(
    r"\b(?:writes|wrote|author|recorded? by|drafted|first person)\b", re.IGNORECASE
)


@dataclass
class People:
    """Who is there. `principals` are those whom the title names, in its order, `present` all who are said to be
    there; `writer` speaks of himself as I."""

    entries: Sequence[Entry]
    verbs: Verbs
    principals: list[Entry] = field(default_factory=list)
    present: list[Entry] = field(default_factory=list)
    writer: Entry | None = None
    described: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for entry in self.entries:
            words = " ".join((entry.note, entry.office, *entry.forms))
            self.described.setdefault(entry.id, set()).update(map(folded, _WORD.findall(words)))

    def learn(self, text: str, names: Iterable[Name]) -> None:
        """Take what the title or an opening says of people: what stands before and behind their names."""
        people = [name for name in names if name.entry.kind == "person"]
        ends = [0, *(name.end for name in people)]
        starts = [*(name.start for name in people), len(text)]
        for i, name in enumerate(people):
            before = re.split(r"[.;:\n(]|\band\b|\bbetween\b|\bwith\b", text[ends[i] : name.start])[
                -1
            ]
            behind = re.match(r"\s*,\s*([^.;\n]*)", text[name.end : starts[i + 1]])
            words = f"{before} {behind[1] if behind else ''}"
            self.described.setdefault(name.entry.id, set()).update(
                map(folded, _WORD.findall(words))
            )

    def find_writer(self) -> None:
        """Whoever the register says wrote it; else the first whom a title such as "Note by X" names."""
        writers = [entry for entry in self.entries if _WRITES.search(entry.note)]
        if len(writers) == 1:
            self.writer = writers[0]

    def office(self, words: Sequence[str], recent: Sequence[Entry]) -> Entry | None:
        """Whose office *words* (folded) are; of several the one who was named last, *recent* from the last on."""
        head = words[-1]
        if head in self.verbs.words("guests"):
            return self._guest(-1)
        if head in self.verbs.words("hosts"):
            return self._guest(0)
        telling = [
            word
            for word in words
            if word not in ("the", "his", "her") and not word.endswith(("ese", "ian", "ish"))
        ]
        holders = [entry for entry in self.entries if set(telling) <= self.described[entry.id]]
        known = [entry for entry in holders if entry in recent or entry in self.present] or holders
        if len(known) == 1:
            return known[0]
        return next((entry for entry in recent if entry in known), None)

    def _guest(self, place: int) -> Entry | None:
        others = [entry for entry in self.principals if entry is not self.writer]
        if self.writer is not None:
            return others[0] if len(others) == 1 else None
        return others[place] if len(others) > 1 else None

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


def _straight(name: str) -> str:
    last, comma, first = name.partition(",")
    return f"{first} {last}" if comma else name


def _initials(name: str) -> str:
    return "".join(word[0] for word in _WORD.findall(name)).casefold()
