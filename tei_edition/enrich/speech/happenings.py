"""What happens between the words of those who talk: another matter comes up, there is a silence, somebody is pleased."""

from __future__ import annotations

from collections.abc import Sequence

from tei_edition.enrich.speech.tokens import Token
from tei_edition.enrich.speech.verbs import Verbs

_WHOM = frozenset(("him", "her", "them", "both"))
_ARTICLES = frozenset(("the", "this", "his", "her"))
#: So many words show what a sentence is about.
_HEADING = 6


def is_next(words: Sequence[Token], verbs: Verbs) -> bool:
    """Whether a sentence opens another matter: "The next item was the light", "The second point concerns"."""
    begins = [token.text for token in words[:_HEADING]]
    if begins[:1] not in (["the"], ["another"]) or not verbs.words("ordinals") & {*begins[:2]}:
        return False
    verb = next((i for i, t in enumerate(begins) if i > 1 and t in verbs.words("matters")), 0)
    following = begins[verb + 1] if 0 < verb < len(begins) - 1 else ""
    return following in verbs.words("pertaining")


def is_held(words: Sequence[Token], verbs: Verbs) -> bool:
    """Whether a sentence says that people talked: "A discussion of the tariff followed", "Some talk then ensued"."""
    talks = verbs.words("gatherings") | verbs.words("silences")
    first = {token.text for token in words[:4]} & talks
    begins = words[0].text if words else ""
    if not first or begins not in verbs.words("some"):
        return False
    ends = [token.text for token in words if token.kind == "word"]
    held = verbs.words("following")
    return bool({*ends[-1:], *ends[2:6]} & held) or ends[-2:] == ["took", "place"]


def moves(words: Sequence[Token], verbs: Verbs) -> bool:
    """Whether a sentence says what was made of what was said: "This pleased him", "His answer did not amuse Moe"."""
    begins = [token.text for token in words[:_HEADING]]
    if begins[:1] in (["both"], ["everybody"], ["everyone"], ["all"]):
        return any(_is_past(verbs, word) for word in begins[1:3])  # "Both men laughed"
    verb = 1 if begins[:1] in (["this"], ["that"], ["it"]) else 0
    if begins[1:2] and begins[0] in _ARTICLES and begins[1] in verbs.words("remarks"):
        verb = 2
    denied = begins[verb : verb + 2] == ["did", "not"]
    verb += 2 * denied
    while verb and begins[verb : verb + 1] and begins[verb].endswith("ly"):
        verb += 1
    if not verb or verb + 1 >= len(begins):
        return False
    is_past = denied or begins[verb].endswith("ed") or _is_past(verbs, begins[verb])
    whom = words[verb + 1]
    return is_past and (whom.text in _WHOM or whom.kind in ("name", "office"))


def _is_past(verbs: Verbs, word: str) -> bool:
    verb = verbs.acts.get(word)
    return verb is not None and verb.tense == "past"
