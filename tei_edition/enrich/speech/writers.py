"""Who wrote a record in the first person: by its title, its signature, or because he alone is never named in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tei_edition.enrich.names import Names
from tei_edition.enrich.register import Entry
from tei_edition.enrich.running import Running
from tei_edition.enrich.speech.minutes import are_minutes, is_taken_down
from tei_edition.enrich.speech.people import People
from tei_edition.enrich.speech.sentences import sentences
from tei_edition.enrich.speech.verbs import Verbs
from tei_edition.tei.names import tag

_FIRST_PERSON = re.compile(
    r"\bI (?:said|replied|asked|told|answered|then|also)\b|\b(?:received|assured|informed) me\b|\b(?:said|remarked|replied|explained|mentioned) to me\b|\b[Mm]y (?:interlocutor|host|guest|visitor)\b|\b(?:[Tt]o|[Oo]n) my (?:question|remark|reply|request)\b|\bI (?P<verb>[a-z]+)\b"
)
_P, _ITEM = tag("p"), tag("item")
#: Elements of headings.
HEADS = frozenset((tag("head"), tag("titlePart"), tag("docTitle")))
#: Lines before the text have fewer words than this.
SHORT = 30


def find_writer(
    people: People, found: Sequence[Running], names: Names, title: str, words: Verbs
) -> None:
    """Find who says I in the texts *found* and tell *people*; nothing where nobody does outside of his speech."""
    paragraphs = [one for one in found if one.element.tag in (_P, _ITEM)]
    author = _author(found, title, names)
    is_signed = author is not None or any(_signed(found, names))
    is_letter = _LETTER.search(title) is not None and is_signed
    people.is_letter = is_signed and re.search(r"\bletter\b", title, re.IGNORECASE) is not None
    if not any(
        _is_in_first_person(one.text, words) or (is_letter and _SAYS_I.search(_unquoted(one.text)))
        for one in paragraphs
    ):
        return
    if author is not None and author is _sender(title, names):
        # To whom it is sent was not there.
        people.principals = [author]
        people.present = [
            one for one in people.present if one is author or not _is_sent(title, one)
        ]
    heads = [title, *(one.text for one in found if one.element.tag in HEADS)]
    if are_minutes(found) and (author is None or is_taken_down(heads, words)):
        people.find_writer((), None, None)
        people.has_writer = people.writer is not None
        return
    told = _told(paragraphs, names, words)
    if len(people.principals) == _PAIR and _says_i(paragraphs, words):
        # Of two whom the title names, one writes who is "I", and whom the text never names.
        texts = [one for one in paragraphs if len(one.text.split()) >= _TEXT]
        named = {name.entry for one in texts for name in names.names(one.text)[0]}
        others = [entry for entry in people.principals if entry in named]
        told = others if len(others) == 1 else told or []
    people.find_writer(_signed(found, names), author, told)


def _says_i(paragraphs: Sequence[Running], words: Verbs) -> bool:
    """Whether a text tells throughout what its writer said: more than one sentence begins with "I said"."""
    found = (m["verb"] for one in paragraphs for m in _BEGINS.finditer(_unquoted(one.text)))
    known = (words.say.get(verb) or words.acts.get(verb) for verb in found)
    return sum(verb is not None and verb.tense == "past" for verb in known) > 1


_PAIR = 2
_BEGINS = re.compile(
    r"(?:^|[.!?]\s)\s*(?:\(?\d{1,3}[.)]\s+)?(?:[^\W\d_][^\W_]*,? ){0,4}I (?:then |also |again |next |further )?(?P<verb>[a-z]+)"
)


def _is_in_first_person(text: str, words: Verbs) -> bool:
    """Whether somebody tells what he said himself: "I remarked that", "told me"."""
    if text.lstrip().startswith("I:"):
        return True
    for found in _FIRST_PERSON.finditer(_unquoted(text)):
        verb = words.say.get(found["verb"] or "")
        if not found["verb"] or (
            verb is not None
            and verb.tense == "past"
            and verb.base not in words.only_in_phrases | words.words("thoughts")
        ):
            return True
    return False


_BY = re.compile(
    r"\b(?:note|report|dispatch|despatch|memorandum|memo|minute|record|account|letter|telegram|cable)s? (?:(?:for|to) (?:the )?(?:files?|records?) )?(?:made |written |prepared )?(?:by|of|from)\s+|\b(?:diary|journal|notebook) of\s+"
    r"|^\s*from:?\s+",
    re.IGNORECASE,
)
#: Whose writer says I though nobody else is heard; and that he does.
_LETTER = re.compile(
    r"\b(?:letter|telegram|cable|cablegram|dispatch|despatch|diary|journal|notebook|memoirs?|postcard)\b",
    re.IGNORECASE,
)
_SAYS_I = re.compile(r"\bI(?![.\w])|\b(?:me|my)\b")
_SIGNED = frozenset((tag("signed"), tag("closer")))


def _author(found: Sequence[Running], title: str, names: Names) -> Entry | None:
    """Whom the title, a heading or a line says to have written: "Note by X", "From the diary of X"."""
    texts = (i for i, one in enumerate(found) if len(one.text.split()) >= SHORT)
    opening = found[: next(texts, len(found))]
    lines = [
        title,
        *(one.text for one in found if one.element.tag in HEADS),
        *(one.text for one in opening if one.element.tag not in HEADS),
    ]
    if sender := _sender(title, names):
        return sender
    for line in lines:
        for by in _BY.finditer(line):
            people = [
                n for n in names.names(line)[0] if n.entry.kind == "person" and n.start >= by.end()
            ]
            # "Record of a conversation of A with B" was written by neither.
            if (
                people
                and _BEFORE_NAME.fullmatch(line[by.end() : people[0].start])
                and not _TALK.search(line[: people[0].start])
            ):
                return people[0].entry
    return None


def _sender(title: str, names: Names) -> Entry | None:
    """Who sent what is called "Kaul to Vik", "The Minister in Oslo (Kaul) to the Foreign Secretary"."""
    people = [name for name in names.names(title)[0] if name.entry.kind == "person"]
    if not people or _TALK.search(title):
        return None
    first = people[0]
    begins = _BEFORE_NAME.fullmatch(title[: first.start].replace("(", " ").strip() + " ")
    sent = _SENT.match(title[first.end :])
    return first.entry if sent and (begins or not title[: first.start].strip()) else None


_SENT = re.compile(r"\)?(?:,[^;:]{0,80}?,)?\s+to\s+(?:the\s|[^\W\d_a-z])")


def _is_sent(title: str, entry: Entry) -> bool:
    """Whether the title names *entry* behind "to"."""
    return any(re.search(rf"\bto\b.*\b{re.escape(form)}\b", title) for form in entry.forms)


def _told(paragraphs: Sequence[Running], names: Names, words: Verbs) -> list[Entry] | None:
    """The people of the first sentence of the text where it says I or me; None where it does not."""
    for one in paragraphs:
        if len(one.text.split()) < _TEXT:
            continue
        start, end = next(sentences(one.text, words.words("abbreviations")), (0, 0))
        if not re.search(r"\b(?:I(?![.\w])|me|my)\b", one.text[start:end]):
            return None
        return [
            n.entry for n in names.names(one.text)[0] if n.entry.kind == "person" and n.end <= end
        ]
    return None


_TEXT = 12
_BEFORE_NAME = re.compile(r"(?:[^\W\d_][\w.’'-]*[\s,]+){0,8}")
_TALK = re.compile(r"\b(?:conversation|talk|meeting|discussion|interview|between)\b", re.IGNORECASE)


def _signed(found: Sequence[Running], names: Names) -> Iterator[Entry]:
    """Who signed: the people of the closing, and of the short last line of the text."""
    lines = [
        one
        for one in found
        if any(n.tag in _SIGNED for n in (one.element, *one.element.iterancestors()))
    ]
    if not lines:
        last = [one for one in found if one.element.tag in (_P, *HEADS)][-1:]
        lines = [one for one in last if len(one.text.split()) < _SIGNATURE]
    return (
        name.entry
        for one in lines
        for name in names.names(one.text)[0]
        if name.entry.kind == "person"
    )


_SIGNATURE = 8


def _unquoted(text: str) -> str:
    return re.sub(r"[\"“„«][^\"”»]*[\"”»]", "", text)
