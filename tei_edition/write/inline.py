"""Inline content of TEI as the text of a record: what Markdown has signs for, and remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from tei_edition.document.block import Aside, Paragraph
from tei_edition.document.header import Header
from tei_edition.document.source import Source
from tei_edition.encode.builder import References
from tei_edition.encode.text import TextWriter, phrases_only
from tei_edition.read.markdown import parse_blocks
from tei_edition.read.pagination import join_remarks
from tei_edition.tei.names import TEI_NS, tag
from tei_edition.understand.remarks.reading import RemarkReader
from tei_edition.understand.remarks.rules import Conventions
from tei_edition.write.hands import hand_words
from tei_edition.write.markdown import escaped
from tei_edition.write.table import WordingTable
from tei_edition.write.wording import Piece, Speaker, content_of, name_of, remarks, serialized

#: Signs that are escaped anyway.
_KNOWN = str.maketrans("", "", "[]<`")
_STYLES = {
    "italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub", "underlined": "u", "small-caps": "sc",
}  # fmt: skip
_TRIES = 60
_LEAD = 70


class InlineWriter:
    """Writes the inline content of one document; `notes` are those that wait for the end of their block.

    *header* is the header block of the record as it is read again, *sample* words that show its language. Each remark is in its canonical wording;
    with *careful*, wordings are read again one by one until one gives the very TEI, which matters where a
    remark is read by what stands around it.
    """

    def __init__(
        self,
        conventions: Conventions,
        header: Header,
        speaker: Speaker,
        *,
        careful: bool = False,
        sample: str = "",
    ) -> None:
        self._conventions, self._careful = conventions, careful
        self._table = WordingTable(conventions)
        self._read, self._sample = header, sample
        self._speaker = speaker
        self.notes: list[str] = []
        #: Contents and their text; holding the elements keeps their identity.
        self._known: dict[tuple[str | int, ...], tuple[list[Piece], str]] = {}
        self._signs = "".join(dict.fromkeys("".join(conventions.brackets))).translate(_KNOWN)

    def inline(self, pieces: Sequence[Piece]) -> str:
        """*pieces* as the inline text of a record."""
        text = ""
        plain_text = ""
        index = 0
        alone = len([p for p in pieces if not isinstance(p, str) or p.strip()]) == 1
        while index < len(pieces):
            piece = pieces[index]
            if isinstance(piece, str):
                text += escaped(piece, self._signs)
                plain_text += piece
                index += 1
                continue
            follow = pieces[index + 1] if index + 1 < len(pieces) else ""
            after = follow if isinstance(follow, str) else ""
            if name_of(piece) == "p" and text:
                text += "\n\n"
            simple = self._simple(piece, text, after)
            if simple is not None:
                text += simple
                plain_text += (
                    "".join(map(str, piece.itertext())) if name_of(piece) != "note" else ""
                )
                index += 1
                continue
            said, count = self.remark(pieces[index:], plain_text, after, alone)
            for taken in pieces[index : index + count]:
                if isinstance(taken, etree._Element) and name_of(taken) != "note":
                    plain_text += "".join(map(str, taken.itertext()))
            text += said
            index += count
        return text

    def _content(self, pieces: Sequence[Piece]) -> str:
        """The same, once for each content: a remark is worded in many ways, its words stay the same."""
        key = tuple(piece if isinstance(piece, str) else id(piece) for piece in pieces)
        if key not in self._known:
            self._known[key] = (list(pieces), self.inline(pieces))
        return self._known[key][1]

    def _simple(self, element: etree._Element, before: str, after: str) -> str | None:
        """What Markdown has a sign for; None for what only remarks say."""
        name = name_of(element)
        if name == "lb":
            return "\\\n"
        if name == "milestone":
            return "\n\n"
        if name == "said" or element.get("type") == "narration":
            return f"{self.speaker(element)}{self.inline(content_of(element))}"
        if name == "seg" and element.get("type") == "no-name":
            return None
        if name in ("seg", "salute", "dateline", "signed", "date", "p"):
            return self.inline(content_of(element))
        if name == "note" and element.get("type") == "footnote":
            return self._footnote(element, after)
        if name == "ref":
            return self._link(element)
        rend = element.get("rend", "")
        if name == "hi" and rend in _STYLES and not element.get("hand"):
            inner = self.inline(content_of(element))
            if rend in ("italic", "bold") and _takes_stars(element, before, after):
                return f"*{inner}*" if rend == "italic" else f"**{inner}**"
            return f"<{_STYLES[rend]}>{inner}</{_STYLES[rend]}>"
        return None

    def speaker(self, element: etree._Element) -> str:
        """The remark before words that says who speaks them, as the attributes of *element* have it."""
        kept = {key: element.get(key, "") for key in ("who", "type", "resp") if element.get(key)}
        name = tag("seg" if element.get("type") == "narration" else "said")
        said = next(self._wordings([etree.Element(name, kept)], ""), None)
        return f"{said[0]} " if said else ""

    def _link(self, element: etree._Element) -> str:
        target = element.get("target", "")
        words = "".join(map(str, element.itertext()))
        return f"<{target}>" if words == target else f"[{escaped(words)}]({target})"

    def _footnote(self, note: etree._Element, after: str) -> str:
        sign = note.get("n", "*")
        paragraphs = [child for child in note if name_of(child) == "p"]
        parts = [self.inline(content_of(part)) for part in paragraphs or [note]]
        content = "\n\n    ".join(parts)  # what is indented goes on with the note
        if note.get("place") == "bottom":
            self._wait(f"{escaped(sign)} {content}")
            return escaped(sign)
        named = after[:1].isalnum() or after[:1] == "_" or not sign.isdecimal()
        mark = f"[^{sign}]" if named else f"[{sign}]"
        self._wait(f"{mark}{':' if named else ''} {content}")
        return mark

    def _wait(self, note: str) -> None:
        """Put *note* at the end of its block, once for all the signs that cite it there."""
        if note not in self.notes:
            self.notes.append(note)

    def remark(
        self, pieces: Sequence[Piece], before: str, after: str, alone: bool
    ) -> tuple[str, int]:
        """The remark that begins *pieces*, and how many of them it takes up."""
        lead = before if len(before) <= _LEAD else before[-_LEAD:].partition(" ")[2]
        if self._careful and (stage := _as_stage(pieces[0])) is not None:
            said, _ = self.remark([stage], before, after, alone)
            if self._reads("", said.strip(), "", [stage], True):
                return said, 1
        first: tuple[str, int] | None = None
        for tried, (text, count, nodes) in enumerate(self._wordings(pieces, lead)):
            first = first or (text, count)
            if not self._careful or tried > _TRIES:
                break
            behind = pieces[count] if count < len(pieces) else ""
            follows = behind[:20] if isinstance(behind, str) else ""
            if self._reads(lead, text, follows, nodes, alone):
                return text, count
        return first or (self._unworded(pieces[0]), 1)

    def _wordings(
        self, pieces: Sequence[Piece], lead: str
    ) -> Iterator[tuple[str, int, list[etree._Element]]]:
        """Wordings of what begins *pieces*, the canonical one first; how many of them each takes up, and which."""
        piece = pieces[0]
        if isinstance(piece, etree._Element) and piece.get("type") == "editorial":
            words = self._unworded(piece)  # what no rule reads is its words
            for text in _spaced(words, lead, [piece]):
                yield text, 1, [piece]
        for words, count in remarks(
            self._conventions, self._table, pieces, self._speaker, self._content
        ):
            nodes = [p for p in pieces[:count] if not isinstance(p, str)]
            for text in _spaced(words, lead, nodes):
                yield text, count, nodes

    def _unworded(self, piece: Piece) -> str:
        """The words of *piece* in brackets, for which no rule has a wording."""
        inner = content_of(piece) if isinstance(piece, etree._Element) else []
        return f"[{self.inline(inner)}]"

    def _reads(
        self, lead: str, text: str, after: str, nodes: Sequence[etree._Element], alone: bool
    ) -> bool:
        """True where *text*, between *lead* and *after*, is read as *nodes*."""
        before = "" if alone else lead
        source = Source(
            "<remark>",
            f"{escaped(before, self._signs)}{text}{'' if alone else escaped(after, self._signs)}",
        )
        blocks = join_remarks(parse_blocks(source)[0])
        if len(blocks) != 1 or not isinstance(blocks[0], Paragraph | Aside):
            return False
        reader = RemarkReader(
            source,
            self._conventions,
            self._speaker.default,
            self._read.original_languages,
            self._read.language.tag,
            self._sample,
        )
        holder = etree.Element(tag("p"), nsmap={None: TEI_NS})  # type: ignore[dict-item]
        references = References(self._read, "x")
        TextWriter(references).inlines(holder, reader.read(blocks[0].content))
        found = "".join(serialized([child]) for child in holder)
        for hand_id, hand in references.hands.values():
            words = hand_words(hand)
            pointer = f"#{hand_id}"
            real = next((p for p, said in self._speaker.hands.items() if said == words), pointer)
            found = found.replace(f'hand="{pointer}"', f'hand="{real}"')
        for step, step_id in references.steps.items():
            pointers = [p for p, day in self._speaker.days.items() if day == step.when]
            wanted = serialized(nodes)
            real = next((p for p in pointers if f'change="{p}"' in wanted), f"#{step_id}")
            found = found.replace(f'change="#{step_id}"', f'change="{real}"')
        same_words = (holder.text or "").lstrip() == before.lstrip()
        return same_words and _squeezed(found).startswith(_squeezed(_without_tail(nodes)))


def _as_stage(piece: Piece) -> etree._Element | None:
    """The stage direction that *piece*, a note where TEI allows none, was before; or None."""
    if isinstance(piece, str) or name_of(piece) != "note" or piece.get("type") != "editorial":
        return None
    parent = piece.getparent()
    if parent is None or not phrases_only(parent):
        return None
    stage = etree.Element(tag("stage"))
    stage.text = piece.text
    return stage if len(piece) == 0 else None


def _spaced(words: str, lead: str, nodes: Sequence[etree._Element]) -> tuple[str, ...]:
    """*words* with and without a blank before them, the likely one first."""
    if not lead or lead[-1].isspace():
        return (words,)
    notes = name_of(nodes[-1]) in ("note", "pb")
    return (f" {words}", words) if notes else (words, f" {words}")


def _squeezed(xml: str) -> str:
    return "".join(xml.split())


def _without_tail(nodes: Sequence[etree._Element]) -> str:
    """*nodes* as XML without what stands behind the last of them."""
    end = etree.tostring(nodes[-1], encoding="unicode", with_tail=False)
    return serialized(nodes[:-1]) + end.replace(f' xmlns="{TEI_NS}"', "")


def _takes_stars(element: etree._Element, before: str, after: str) -> bool:
    """True where stars around the words of *element* are sure to be read as emphasis."""
    words = "".join(map(str, element.itertext()))
    return (
        len(element) == 0
        and bool(re.fullmatch(r"\w(?:[^*_]*\w)?", words))
        and not before[-1:].isalnum()
        and before[-1:] not in ("*", "\\")
        and not after[:1].isalnum()
        and after[:1] != "*"
    )
