"""Who says what, marked in a TEI document: sp/@who, said, and who takes part (TEI 3.3.3, 7.2.2, 15.2.2)."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from lxml import etree

from tei_edition.enrich.forms import Forms
from tei_edition.enrich.insert import put_before
from tei_edition.enrich.lifetimes import year_of
from tei_edition.enrich.marked import marked_in
from tei_edition.enrich.names import Name, Names
from tei_edition.enrich.program import program_of
from tei_edition.enrich.register import Entry, Register
from tei_edition.enrich.running import Running, holders, running, title_of
from tei_edition.enrich.speech.addressees import Addressees
from tei_edition.enrich.speech.comments import Comments
from tei_edition.enrich.speech.decided import decided_in, entry_of_turn, is_listened_to
from tei_edition.enrich.speech.dialogues import is_dialogue
from tei_edition.enrich.speech.labels import Labels
from tei_edition.enrich.speech.passages import Block, Passage
from tei_edition.enrich.speech.people import People
from tei_edition.enrich.speech.reader import Reader
from tei_edition.enrich.speech.verbs import Verbs, verbs
from tei_edition.enrich.speech.writers import HEADS, SHORT, find_writer
from tei_edition.enrich.tagging import ids_of_others, say_entries
from tei_edition.tei.names import attribute_name, tag

_PRESENT = re.compile(
    r"\W*(?:also |were |those )*(?:present|participants?|participating|attend|attended|attending|taking part|took part|interpreter|translator|interpreted)\b"
    r"|.{0,160}\b(?:were|was) (?:also )?present\b|.{0,120}\b(?:was|were) with me\b",
    re.IGNORECASE | re.DOTALL,
)
_SPEAKER, _P, _SP, _ITEM, _HEAD = map(tag, ("speaker", "p", "sp", "item", "head"))
_ID = attribute_name("xml:id")


@dataclass
class Spoken:
    """What was found: the words that each person says, by id, and how many passages."""

    words: dict[str, int] = field(default_factory=dict)
    passages: int = 0


@dataclass
class _Text:
    """The document on its way: its paragraphs with their running text and whose turn they are."""

    blocks: list[Block] = field(default_factory=list)
    texts: list[Running] = field(default_factory=list)
    turns: list[etree._Element | None] = field(default_factory=list)


class Listener:
    """A register ready to say who speaks in any number of documents."""

    def __init__(self, register: Register, forms: Forms | None = None) -> None:
        self.register = register
        self._forms = forms or Forms(register)

    def mark(self, tree: etree._ElementTree) -> Spoken:
        """Mark in *tree* who says what; what is marked already stays as it is.

        The text is the same, character by character. Where nobody of the register speaks, nothing changes.
        """
        root = tree.getroot()
        text = root.find(tag("text"))
        done = Spoken()
        taken = ids_of_others(root)
        persons = [entry for entry in self.register.entries if entry.kind == "person"]
        if text is None or not persons or is_listened_to(text):
            return done
        language = root.get(attribute_name("xml:lang")) or "en"
        words = verbs(language)
        found = [running(holder) for holder in holders(text)]
        texts = [title_of(root), *(one.text for one in found)]
        marked = marked_in(found, self.register)
        names = Names(self._forms, texts, language, title_of(root), marked, year_of(root))
        people = _people(root, found, names, persons, words)
        document = _read(text, Labels(names, people, found, title_of(root)), self.register)
        reader = Reader(people, words)
        passages = [one for one in reader.read(document.blocks) if one.who.id not in taken]
        _mark_turns(document, taken)
        lines = [title_of(root), *_lines(found)]
        addressees = Addressees(people, words, names, lines, passages)
        spoken_to = _mark_passages(root, document, passages, addressees, taken)
        for passage in passages:
            said = document.blocks[passage.block].text[passage.start : passage.end]
            done.words[passage.who.id] = done.words.get(passage.who.id, 0) + len(said.split())
        done.passages = sum(not passage.given for passage in passages)
        if passages:
            speakers = [entry for entry in self.register.entries if entry.id in done.words]
            say_entries(root, [e for e in self.register.entries if e in {*speakers, *spoken_to}])
            people.present = [entry for entry in people.present if entry.id not in taken]
            _say_participants(root, people, speakers, words)
        return done


def _read(text: etree._Element, labels: Labels, register: Register) -> _Text:
    """The paragraphs of *text*, those of a turn with its speaker."""
    document, comments = _Text(), Comments(labels.people.verbs)
    for element in text.iter(_P, _SP, _ITEM, _HEAD):
        if element.tag == _HEAD:
            comments.heading(running(element).text)
            continue
        parent = element.getparent()
        dashed = element.tag == _ITEM and parent is not None and is_dialogue(parent)
        if element.tag == _ITEM and not dashed and not _is_paragraph(element):
            continue
        if element.tag == _SP:
            _turn(element, labels, document, register)
        elif not any(parent.tag in _APART for parent in element.iterancestors()):
            one = running(element)
            block = labels.block(one.text, dashed=dashed)
            block = labels.decided(comments.marked(block), decided_in(one, register))
            document.blocks.append(block)
            document.texts.append(one)
            document.turns.append(None)
    return document


def _turn(sp: etree._Element, labels: Labels, document: _Text, register: Register) -> None:
    speaker = sp.find(_SPEAKER)
    label = running(speaker).text.strip() if speaker is not None else ""
    who = labels.speaker(label)
    given = entry_of_turn(sp, register)
    labels.give(label, given)
    for part in sp.iter(_P):
        one = running(part)
        if labels.is_list(f"{label} {one.text}"):
            who = None  # "Presiding: Dr. Kaul. Witness: Ida Vik."
        names = tuple(labels.names.names(one.text)[0])
        decided = decided_in(one, register)
        document.blocks.append(Block(one.text, names, given or who, turn=True, decided=decided))
        document.texts.append(one)
        document.turns.append(sp)


def _is_paragraph(item: etree._Element) -> bool:
    """Whether an item is a paragraph of its own, as those of a memorandum are: numbered, or whole sentences."""
    parent = item.getparent()
    rend = parent.get("rend") if parent is not None else None
    if item.find(_P) is not None or rend not in ("numbered", "bulleted"):
        return False
    text = running(item).text.strip()
    words = len(text.split())
    return words > 1 if rend == "numbered" else words > _SENTENCE and text.endswith((".", "?", "!"))


#: An item with a bullet that is a sentence has more words.
_SENTENCE = 7


#: What stands in these is nobody's speech.
_APART = frozenset(
    (_SP, tag("note"), tag("postscript"), tag("figure"), tag("quote"), tag("floatingText"))
)


def _people(
    root: etree._Element, found: list[Running], names: Names, persons: list[Entry], words: Verbs
) -> People:
    """Who takes part, by the title, the headings, and the lines that say who is there."""
    people = People(persons, words)
    named = title_of(root)
    people.principals = list(dict.fromkeys(_learned(people, named, names)))
    present = list(people.principals)
    opening = True
    for one in found:
        in_head = one.element.tag in HEADS or any(
            node.tag == tag("opener") for node in (one.element, *one.element.iterancestors())
        )
        short = len(one.text.split()) < SHORT
        opening = opening and (in_head or short)
        if in_head or (opening and _is_line(one)) or _PRESENT.match(one.text):
            present += _learned(people, _about_those_present(one.text), names)
            if in_head and not people.principals:
                people.principals = list(dict.fromkeys(present))
    people.present = list(dict.fromkeys(present))
    for text in _lists(found):
        people.learn_roles(text, names.names(text)[0])
    find_writer(people, found, names, named, words)
    return people


def _about_those_present(text: str) -> str:
    """*text* up to the end of the sentence that says who was there: "(Dr. Vik was present.) The Director said"."""
    found = re.match(r".{0,160}\b(?:were|was) (?:also )?present\b[^.!?]*[.!?]", text, re.DOTALL)
    return found[0] if found else text


def _lists(found: list[Running]) -> Iterator[str]:
    """The texts of *found*; one whose first words were read as a label ("Presiding:") has them again."""
    label = ""
    for one in found:
        if one.element.tag == _SPEAKER:
            label = f"{one.text.strip()} "
            continue
        yield label + one.text
        label = ""


_FEW = 5


def _is_line(one: Running) -> bool:
    """Whether a paragraph is a line before the text, and no sentence."""
    text = one.text.rstrip()
    # "The Marshal received the envoy and asked him:" is a sentence.
    introduces = text.endswith(":") and len(text.split()) > _FEW
    return one.element.tag in (_P, _ITEM) and not introduces and not text.endswith((".", "?", "!"))


def _learned(people: People, text: str, names: Names) -> Iterator[Entry]:
    found: list[Name] = names.names(text)[0]
    people.learn(text, found)
    return (name.entry for name in found if name.entry.kind == "person")


def _mark_turns(document: _Text, taken: Container[str]) -> None:
    for block, sp in zip(document.blocks, document.turns, strict=True):
        who = block.speaker
        if sp is not None and who is not None and who.id not in taken and not sp.get("who"):
            sp.set("who", f"#{who.id}")


def _lines(found: list[Running]) -> Iterator[str]:
    """The headings of a text, and what says who is there."""
    for one in found:
        if one.element.tag in HEADS or _PRESENT.match(one.text):
            yield one.text


def _mark_passages(
    root: etree._Element,
    document: _Text,
    passages: list[Passage],
    addressees: Addressees,
    taken: Container[str],
) -> set[Entry]:
    """Put said around *passages* outside of turns, the last of a paragraph first; to whom they are said."""
    spoken_to: set[Entry] = set()
    for passage in reversed(passages):
        if passage.given or document.turns[passage.block] is not None:
            continue
        attributes = {"who": f"#{passage.who.id}", "direct": "true" if passage.direct else "false"}
        to = addressees.of(passage, document.blocks)
        if to is not None and to.id not in taken:
            attributes["toWhom"] = f"#{to.id}"
            spoken_to.add(to)
        if not passage.sure:
            attributes |= {"cert": "medium", "resp": program_of(root)}
        element = document.texts[passage.block].element
        # Read anew: what was put around later passages has changed its nodes.
        running(element).wrap(
            passage.start, passage.end, partial(etree.Element, tag("said"), attributes)
        )
    return spoken_to


def _say_participants(
    root: etree._Element, people: People, speakers: list[Entry], words: Verbs
) -> None:
    """Say in particDesc who takes part, and what as."""
    profile = root.find(f"{tag('teiHeader')}/{tag('profileDesc')}")
    if profile is None or profile.find(tag("particDesc")) is not None:
        return
    described = etree.Element(tag("particDesc"))
    listed = etree.SubElement(described, tag("listPerson"))
    for entry in _all(speakers, people.present):
        role = "speaker" if entry in speakers else "present"
        if {"interpreter", "translator"} & people.described[entry.id]:
            role = "interpreter"
        person = etree.SubElement(listed, tag("person"), {"sameAs": f"#{entry.id}", "role": role})
        etree.SubElement(person, tag("persName")).text = entry.name
    languages = profile.find(tag("langUsage"))
    if languages is None:
        profile.append(described)
    else:
        put_before(described, languages)
    say_entries(root, people.present)


def _all(*lists: Iterable[Entry]) -> list[Entry]:
    return list(dict.fromkeys(entry for entries in lists for entry in entries))
