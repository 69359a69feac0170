"""Whom a name, an office or a pronoun means where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tei_edition.enrich.register import Entry
from tei_edition.enrich.speech.tokens import Token

if TYPE_CHECKING:
    from tei_edition.enrich.speech.reader import Reader


_PAIR = 2


class Meant:
    """Who was spoken of so far in the text that *reader* reads, the last first."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.recent: list[Entry] = []
        self._honoured: dict[tuple[str, ...], Entry | None] = {}

    def named(self, entry: Entry) -> None:
        """Remember that *entry* was spoken of."""
        if entry in self.recent:
            self.recent.remove(entry)
        self.recent.insert(0, entry)

    def who(self, token: Token, *, peek: bool = False) -> Entry | None:
        """Whom a token means; unless it is only peeked at, he or she is the last who was spoken of."""
        match token.kind:
            case "name":
                who = token.entry
            case "writer":
                who = self._reader.people.writer
            case "office" | "owner":
                who = self._office(token.words)
            case _:
                who = self.pronoun(woman=token.text in ("she", "her"))
        if who is not None and not peek:
            self.named(who)
        return who

    def pronoun(self, *, woman: bool) -> Entry | None:
        """Who "he" or "she" is: who speaks, or who did something last; never the writer, who is "I"."""
        # Whoever a writer names talked to him, though nothing else says that he was there.
        named = (
            e
            for e in self.recent
            if self._reader.people.has_writer or e in self._reader.people.present
        )
        meant = [
            entry
            for entry in (self._reader.current, self._reader.subject, *named)
            if entry is not None
            and entry is not self._reader.people.writer
            and (woman or not self._reader.people.is_woman(entry))
        ]
        women = [entry for entry in meant if woman and self._reader.people.is_woman(entry)]
        if not meant and self._reader.people.has_writer:
            meant = [
                one
                for one in self._reader.people.principals
                if one is not self._reader.people.writer
            ]
            meant = meant if len(meant) == 1 else []
        return next(iter(women or meant), None)

    def opposite(self, who: Entry | None) -> Entry | None:
        """The other of the two whom the title names, or who talk to each other where one of them writes."""
        pair = self._reader.people.principals
        if len(pair) != _PAIR:
            pair = list(dict.fromkeys(passage.who for passage in self._reader.passages))
        others = [entry for entry in pair if entry is not who]
        return others[0] if who in pair and len(pair) == _PAIR else None

    def _only_partner(self) -> Entry | None:
        """Whom the writer talks to, where that is mostly one."""
        writer = self._reader.people.writer
        spoke = Counter(one.who for one in self._reader.passages if one.who is not writer)
        (who, count), *_ = (*spoke.most_common(1), (None, 0))
        return who if 2 * count > spoke.total() and self._reader.people.has_writer else None

    def _office(self, words: tuple[str, ...]) -> Entry | None:
        """Whose office *words* are; "his Excellency" stays who it was at first, "the former" is one of two."""
        if words[-1] in ("former", "latter"):
            place = 1 if words[-1] == "former" else 0
            two = [entry for entry in self.recent if entry is not self._reader.people.writer]
            return two[place] if len(two) > place else None
        if words[-1] not in self._reader.verbs.words("honorifics"):
            who = self._reader.people.office(words, self.recent)
            known = self._reader.verbs.words("guests") | self._reader.verbs.words("hosts")
            return self._only_partner() if who is None and words[-1] in known else who
        if words not in self._honoured:
            others = (entry for entry in self.recent if entry is not self._reader.people.writer)
            self._honoured[words] = next(others, None)
        return self._honoured[words]

    def not_told(
        self, words: Sequence[Token], subject: int, told: Token, who: Entry | None
    ) -> Entry | None:
        """*who* "he" is at *subject*; where that is who is *told* something, another: named before him, or spoken of."""
        patient = self.who(told, peek=True)
        if who is None or who is not patient:
            return who
        named = (token.entry for token in words[:subject] if token.kind == "name")
        others = (e for e in (*named, self._reader.subject, *self.recent) if e is not None)
        return next(
            (e for e in others if e is not patient and e is not self._reader.people.writer), None
        )

    def other(self, words: Sequence[Token], patient: int, until: int) -> Entry | None:
        """Who told somebody something: "him" is not the *patient*, but who was named last before, up to *until*."""
        told = self.who(words[patient], peek=True)
        named = [t.entry for t in words[patient + 1 : until] if t.kind == "name"]
        others = (
            e for e in (*reversed(named), self._reader.subject, *self.recent) if e is not None
        )
        return next(
            (e for e in others if e is not told and e is not self._reader.people.writer), None
        )
