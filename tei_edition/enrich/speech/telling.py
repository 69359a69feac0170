"""What a sentence tells that nobody says: who does something, and what of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tei_edition.enrich.speech.happenings import is_held, is_next, moves
from tei_edition.enrich.speech.tokens import Token
from tei_edition.enrich.speech.verbs import Verbs

_PASSIVE = re.compile(
    r"(?:(?:on|from|by) (?:our|the|his|her|their|either|both)\b[^,.;:]{0,40},? )?"
    r"it (?:was|has been) (?:\w+ly |also |then |further )?(?:\w+(?:ed|en|id|ought) (?:out )?(?:by|that|on|from|whether)\b"
    r"|(?:resolved|agreed|decided|moved|voted|settled)\b)"
)
#: What a meeting does at the end of an item: "Resolved to sell the pier.", "Carried unanimously.", "Decision: …".
_DECISION = re.compile(
    r"(?:resolved|agreed|decided|carried|adopted)(?: unanimously)?(?: to\b| that\b|[:.,])"
    r"|(?:decisions?|resolutions?|vote):"
    r"|after (?:(?:a|some|the|this|further) )?(?:\w+ )?(?:discussion|debate|deliberation)\b"
)
_PERFECT = frozenset(("had", "has", "have", "would", "could", "can", "will", "must", "might"))
_BACKSHIFT = frozenset(("had", "would", "could", "might"))
_PREPOSITIONS = frozenset(
    {"of", "to", "with", "from", "by", "for", "between", "about", "at", "than", "against", "on"}
)
_OPENS = frozenset('"“„«')
_WAS = frozenset(("was", "were"))
_GOES_ON = frozenset(
    (
        "is",
        "are",
        "has",
        "have",
        "will",
        "shall",
        "can",
        "must",
        "should",
        "may",
        "his",
        "her",
        "him",
        "?",
    )
)
_ARTICLES = frozenset(("the", "a", "an", "this", "his", "her"))
_SUBORDINATES = frozenset(
    ("that", "who", "which", "whom", "what", "because", "if", "whether", "since")
)
_TIME = re.compile(
    r"(?:after|during|over|at|on|before|upon) (?:(?:the|a|an|some|this) )?(?:\w+ )?(\w+)\b"
)
_PARTICIPLE = re.compile(
    r"\w+(?:ed|en|wn|ought|aught)|gone|read|put|set|made|held|done|begun|drunk|sung|told|paid|laid"
)
#: A heading before the sentence ("On Cyprus:") has not more words.
_HEADING = 6
_ON = frozenset(("on", "re", "regarding", "concerning", "as"))
#: "The witness is shown" has not fewer words.
_DIRECTION = 4
#: How far to look for the verb, and for "we".
_REACH, _EARLY = 16, 8
#: "The initial papers were exchanged and examined." has not more words.
_FEW = 10


def behind_bracket(words: list[Token], place: int) -> int:
    """The index behind what stands in brackets at *place*: "Vik (Norway) said"."""
    if place < len(words) and words[place].text == "(":
        return next((i + 1 for i in range(place, len(words)) if words[i].text == ")"), place)
    return place


def _without_manner(words: list[Token]) -> list[Token]:
    """*words* without how somebody speaks before what of: "spoke with some bitterness of", "talked at length about"."""
    for place, token in enumerate(words):
        if token.text not in ("with", "in", "at"):
            continue
        for end in range(place + 2, min(len(words), place + _MANNER)):
            if words[end].text in _OF_WHAT and all(t.kind == "word" for t in words[place:end]):
                return [*words[:place], *words[end:]]
    return words


#: What somebody speaks of stands behind these; how he does has fewer words.
_OF_WHAT = frozenset(("of", "about", "on"))
_MANNER = 5


def _is_plain(words: list[Token], place: int) -> bool:
    """Whether the word at *place* is any verb in the past behind "it" or "they", which tells: "It rained"."""
    before = words[place - 1].text if place else ""
    return before in ("it", "they") and words[place].text.endswith("ed")


def _is_genitive(words: list[Token], place: int) -> bool:
    behind = [token.text for token in words[place + 1 : place + 3]]
    return behind[:1] in (["'"], ["’"])


def _is_time(begins: tuple[str, ...]) -> bool:
    """Whether a sentence begins with a time of the day or a day: "In the afternoon", "The next morning"."""
    if begins[:2] in (("in", "the"), ("towards", "the"), ("late", "in")):
        return begins[-1] in _TIMES or begins[2:3] in (("evening",), ("afternoon",), ("morning",))
    if begins[:1] == ("the",):
        return (
            begins[1:2] in (("next",), ("following",), ("same",))
            and begins[2:3] != ()
            and begins[2] in _TIMES
        )
    if begins[:1] == ("that",):
        return begins[1:2] != () and begins[1] in _TIMES
    return begins[:2] == ("at", "half") or (
        begins[:1] in (("at",), ("towards",)) and bool(_TIMES & set(begins[1:3]))
    )


_TIMES = frozenset(
    (
        "morning",
        "afternoon",
        "evening",
        "night",
        "day",
        "noon",
        "midday",
        "midnight",
        "o'clock",
        "o’clock",
    )
)


@dataclass(frozen=True)
class Telling:
    """How the text tells: in the tense of *tense*, with the words of *verbs*."""

    verbs: Verbs
    tense: str

    def is_opener(self, sentence: str) -> bool:
        small = sentence.lstrip('(“" ').casefold()
        if _PASSIVE.match(small) or _DECISION.match(small) or self._is_pause(small):
            return True
        return any(small.startswith(opener) for opener in self.verbs.words("openers"))

    def acting(self, words: list[Token]) -> int | None:
        """The index of who does something in a sentence: the first person that is no part of another phrase."""
        for place, token in enumerate(words[:24]):
            if token.is_person and (place == 0 or words[place - 1].text not in _PREPOSITIONS):
                if token.kind == "name" and _is_genitive(words, place):
                    continue
                return place
            if token.text == "." and place and words[place - 1].text in self.verbs.titles:
                continue  # "Mr. Kaul"
            if token.text == ":" and place <= _HEADING and words[0].text in _ON:
                continue  # "On Cyprus: the Minister was reserved"
            if token.text in (".", ";", ":"):
                return None
        return None

    def _is_pause(self, small: str) -> bool:
        """Whether a sentence begins with the time of a pause: "After a short break", "At tea", "On resumption"."""
        found = _TIME.match(small)
        return found is not None and found[1] in self.verbs.words("pauses")

    def is_event(self, words: list[Token], *, fresh: bool) -> bool:
        """Whether a sentence tells what happened and names nobody who did it: "The log was then produced".

        *fresh* says that it begins a paragraph: there it may also begin with a time ("In the afternoon").
        """
        if any(token.text in _OPENS for token in words):
            return False
        if is_next(words, self.verbs):
            return True
        if self.tense == "present":
            return False
        if is_held(words, self.verbs) or moves(words, self.verbs):
            return True
        first = words[:_REACH]
        verb = next((i for i, token in enumerate(first) if token.text in ("was", "were")), None)
        subject = words[: verb if verb is not None else 4]
        if any(token.text in _SUBORDINATES or token.text in _PERFECT for token in subject):
            return False
        begins = tuple(token.text for token in words[:4])
        if verb is not None and self._is_done(words, verb, fresh=fresh):
            return True
        if fresh and _is_time(begins):
            return not any(token.text in _PERFECT for token in first)
        return self._is_gathering(words, fresh=fresh)

    def _is_done(self, words: list[Token], verb: int, *, fresh: bool) -> bool:
        """Whether something is done in turn ("was next examined"), or is what is done in a meeting ("was adjourned")."""
        after = verb + 1
        while after < len(words) and words[after].text in self.verbs.words("sequence"):
            after += 1
        participle = words[after].text if after < len(words) else ""
        met = self.verbs.words("pauses") | self.verbs.words("gatherings")
        is_meeting = fresh and bool({token.text for token in words[:3]} & met)
        if (after > verb + 1 or is_meeting) and _PARTICIPLE.fullmatch(participle):
            return True
        matters = {token.text for token in words[: verb if fresh else 4]}
        known = matters & (self.verbs.words("matters") | self.verbs.words("pauses"))
        is_all = fresh and len(words) <= _FEW and words[0].text == "the"
        return (bool(known) or is_all) and participle in self.verbs.words("proceedings")

    def _is_gathering(self, words: list[Token], *, fresh: bool) -> bool:
        """Whether a sentence is about the meeting itself, or what comes up in it: "The hearing ended"."""
        if not words or words[0].text not in ("the", "this"):
            return False
        nouns = self.verbs.words("gatherings")
        known = next((i for i, t in enumerate(words[1:3], 1) if t.text in nouns), None)
        if known is not None:
            following = words[known + 1].text if known + 1 < len(words) else ""
            return following in ("was", "were", "lasted", "took") or self._is_past(following)
        if fresh and {token.text for token in words[1:3]} & self.verbs.words("matters"):
            following = next((t.text for t in words[2:10] if t.text in self.verbs.acts), "")
            return self._is_past(following)
        return False

    def is_direction(self, words: list[Token]) -> bool:
        """Whether a sentence says in the present what is done with who has a part: "The witness is shown a sheet"."""
        if len(words) < _DIRECTION or words[0].text != "the":
            return False
        parts = self.verbs.words("askers") | self.verbs.words("answerers")
        if words[1].text not in parts and (words[1].text,) not in self.verbs.roles:
            return False
        verb = self.verbs.acts.get(words[2].text)
        is_done = words[2].text == "is" and words[3].text in self.verbs.words("proceedings")
        return is_done or (verb is not None and verb.tense == "present")

    def _is_past(self, word: str) -> bool:
        verb = self.verbs.acts.get(word)
        return verb is not None and verb.tense == "past"

    def may_go_on(self, words: list[Token]) -> bool:
        """Whether a sentence that begins a paragraph may be what somebody goes on to say.

        It has the tense of what is reported ("had", "would"), "he" or "I", or it is in the present; else it tells.
        """
        if self.tense != "past" or self.looks_back(words):
            return True
        if any(t.kind in ("pronoun", "writer") or t.text in _GOES_ON for t in words):
            return True
        first = self.verbs.words("first_person")
        if any(t.text in first for t in words):
            return True
        return not any(
            t.text in _WAS or self._is_past(t.text) or _is_plain(words, place)
            for place, t in enumerate(words[:_REACH])
        )

    def is_we(self, words: list[Token]) -> bool:
        """Whether a sentence tells what all of them did: "After some bargaining we agreed on three"."""
        for place, token in enumerate(words[:_EARLY]):
            if token.text == "we":
                did = "did" in (following.text for following in words[place + 1 : place + 3])
                return self.is_act(words, place + 1) and not did
        return False

    def is_assessment(self, sentence: str) -> bool:
        """Whether a sentence is what the writer thinks of it: "Our impression is", "It would be expedient"."""
        small = sentence.lstrip().casefold()
        return any(small.startswith(opener) for opener in self.verbs.words("assessments"))

    def thinks(self, words: list[Token]) -> bool:
        """Whether who does something in a sentence thinks or feels it: "I doubt it"."""
        place = self.acting(words)
        following = words[place + 1 : place + 2] if place is not None else []
        verb = self.verbs.say.get(following[0].text) if following else None
        return verb is not None and verb.base in self.verbs.words("thoughts")

    def is_prelude(self, words: list[Token]) -> bool:
        """Whether what somebody says may follow: "He thanked him", "The Minister was more reserved than in March"."""
        place = self.acting(words)
        if place is None:
            return False
        if [token.text for token in words[place + 1 : place + 2]] == ["was"]:
            tempers = self.verbs.words("tempers")
            return any(token.text in tempers for token in words[place + 2 : place + 6])
        verbs = [self.verbs.acts.get(t.text) or self.verbs.say.get(t.text) for t in words[:_REACH]]
        known = self.verbs.words("courtesies")
        return any(verb and verb.base in known and verb.tense == "past" for verb in verbs)

    def looks_back(self, words: list[Token]) -> bool:
        """Whether a sentence has the tense of what somebody is told to say: "The boats had come", "He would see"."""
        return any(token.text in _BACKSHIFT for token in words[:_REACH])

    def is_about(self, words: list[Token], place: int) -> bool:
        """Whether "he" says what he speaks of, and not what he says: "He informs about the negotiations"."""
        after = behind_bracket(words, place + 1)
        while after < len(words) and words[after].text in self.verbs.words("between"):
            if words[after].text in _PERFECT:
                return False
            after += 1
        verb = self.verbs.say.get(words[after].text) if after < len(words) else None
        return (
            verb is not None and verb.tense == self.tense and verb.base in self.verbs.words("about")
        )

    def is_act(self, words: list[Token], after: int) -> bool:
        """Whether the verb from *after* on is one of doing, in the tense that the text tells in."""
        skipped = []
        after = behind_bracket(words, after)
        if after < len(words) and words[after].text == ",":
            commas = (i + 1 for i in range(after + 1, len(words)) if words[i].text == ",")
            after = next(commas, after)
        while after < len(words) and words[after].text in self.verbs.words("between"):
            skipped.append(words[after].text)
            after += 1
        verb = words[after].text if after < len(words) else ""
        if self.tense == "present":
            return (
                bool({"does", "has"} & set(skipped))
                or verb in ("is", "has", "does")
                or (verb.endswith("s") and not verb.endswith("ss"))
            )
        if {"did", "does"} & set(skipped):
            return verb in self.verbs.acts or verb in self.verbs.say
        known = self.verbs.acts.get(verb)
        return known is not None and known.tense == self.tense and not _PERFECT & set(skipped)

    def is_done_to(self, words: list[Token], after: int) -> bool:
        """Whether something is done to the subject, in the tense that the text tells in: "was promised"."""
        is_past = words[after].text == "was" if after + 1 < len(words) else False
        done = words[after + 1].text if is_past else ""
        known = self.verbs.acts.get(done) or self.verbs.say.get(done)
        return known is not None and known.tense == "past" and self.tense == "past"

    def takes_up(self, words: list[Token], place: int) -> bool:
        """Whether who is named at *place* comes to a matter right there: "the Secretary referred to the reports"."""
        after = behind_bracket(words, place + 1)
        while after < len(words) and words[after].text in self.verbs.words("between"):
            if words[after].text in _PERFECT:
                return False
            after += 1
        for length in range(min(self.verbs.longest, len(words) - after), 0, -1):
            phrase = tuple(token.text for token in words[after : after + length])
            found = self.verbs.topics.get(phrase)
            if found is not None and found.tense == self.tense:
                return True
        return False

    def turns_to(self, words: list[Token]) -> bool:
        """Whether a sentence that tells leads over to what its subject says."""
        if self.tense == "present":
            return True
        place = self.acting(words)
        if place is not None and self.is_about(words, place):
            return True
        words = _without_manner([token for token in words if not token.text.endswith("ly")])
        for index in range(len(words)):
            if index and words[index - 1].text in _ARTICLES:
                continue  # "the list"
            for length in range(min(self.verbs.longest, len(words) - index), 0, -1):
                found = self.verbs.topics.get(
                    tuple(token.text for token in words[index : index + length])
                )
                if found is not None and (found.tense in (self.tense, "base", "ing")):
                    return True
        return False
