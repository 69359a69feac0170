"""Who asks and who answers under labels such as "Q.:" and "A.:", by what the title and the lines before say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tei_edition.enrich.forms import folded
from tei_edition.enrich.names import Name, Names
from tei_edition.enrich.register import Entry
from tei_edition.enrich.speech.people import People

#: What may stand between "by" and the name: titles, and nothing that begins another phrase.
_TITLES = re.compile(r"(?:[^\W\d_][\w.’'-]*\s+){0,5}")
_BY = re.compile(r"\bby:?\s+")
_MOST = 2


def asking_and_answering(lines: Iterable[str], names: Names, people: People) -> dict[str, Entry]:
    """Who "asks" and who "answers"; *lines* are the title and what stands before the first question.

    Of two it is the one "by" whom the other is questioned, who is called the interrogator or the like,
    or who asks by profession; nothing where the title names more than two, or nobody can be told.
    """
    if len(people.principals) > _MOST:
        return {}
    asks = _only(entry for line in lines for entry in _by_whom(line, names, people))
    asks = asks or _only(_holders(people, "interrogator", "interviewer"))
    asks = asks or _only(_called(people, people.principals, "askers"))
    asks = asks or _only(_called(people, people.present, "askers"))
    if asks is None:
        answers = _only(_called(people, people.principals, "answerers"))
        asks = _only(entry for entry in people.principals if entry is not answers)
        return {"asks": asks, "answers": answers} if asks and answers else {}
    others = [entry for entry in people.principals if entry is not asks]
    answers = _only(others) or _only(
        entry for entry in _called(people, people.present, "answerers") if entry is not asks
    )
    return {"asks": asks, "answers": answers} if answers else {}


def _only(found: Iterable[Entry]) -> Entry | None:
    entries = list(dict.fromkeys(found))
    return entries[0] if len(entries) == 1 else None


def _holders(people: People, *roles: str) -> Iterator[Entry]:
    for role in roles:
        yield from people.roles.get(role, ())


def _called(people: People, among: Iterable[Entry], words: str) -> list[Entry]:
    """Who of *among* is called one of *words*, a list of the language."""
    known = people.verbs.words(words)
    return [entry for entry in among if known & people.described[entry.id]]


def _by_whom(line: str, names: Names, people: People) -> Iterator[Entry]:
    """By whom somebody was questioned: "Interrogation of X by Y", "Conducted by Y"."""
    if not _BY.search(line):
        return
    persons = [name for name in names.names(line)[0] if name.entry.kind == "person"]
    for by in _BY.finditer(line):
        following = next((name for name in persons if name.start >= by.end()), None)
        if (
            following is not None
            and _TITLES.fullmatch(line[by.end() : following.start])
            and _is_questioning(line[: by.start()], persons, people)
        ):
            yield following.entry


def _is_questioning(before: str, persons: Iterable[Name], people: People) -> bool:
    """Whether what stands before "by" says that somebody is questioned, and not "recorded by"."""
    words = [folded(word) for word in re.findall(r"[^\W\d_]+", re.split(r"[.;\n]\s", before)[-1])]
    if words and words[-1] in people.verbs.words("questioned"):
        return True
    bare = before.rstrip(" ,")
    after_name = bare.endswith(")") or any(name.end == len(bare) for name in persons)
    return after_name and bool(people.verbs.words("questionings") & set(words))
