"""TEI in, record out: the way back, in canonical wording.

What is written is converted again and compared before anybody gets it, so that a record stands for its
TEI byte for byte, or is refused with the first thing that differs (R041).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from tei_edition.conventions.tables import common_tables
from tei_edition.diagnostics import Diagnostic, EditionError, first_difference
from tei_edition.document.block import Aside, Paragraph
from tei_edition.document.header import Header
from tei_edition.document.inline import Agent
from tei_edition.document.source import Source, Span
from tei_edition.encode.builder import References
from tei_edition.encode.encode import encode
from tei_edition.encode.text import TextWriter, phrases_only
from tei_edition.read.markdown import parse_blocks
from tei_edition.read.pagination import cut_certainty, join_remarks
from tei_edition.tei.names import TEI_NS, XML_NS, tag
from tei_edition.tei.serialize import tei_bytes
from tei_edition.understand.record import read_record, speaker_of
from tei_edition.understand.remarks.reading import RemarkReader
from tei_edition.understand.remarks.rules import Conventions, default_conventions
from tei_edition.write.wording import Piece, Speaker, content_of, name_of, remarks, serialized

#: Characters that Markdown would take for more than themselves, where it would.
_SPECIAL = re.compile(r"[\\*\[\]<`]|(?<!\w)_|_(?!\w)|~(?=~)|(?<=~)~|&(?=#?\w+;)|#(?=\s*$)")
#: What would begin a block at the start of a line.
_LINE_START = re.compile(r"(?m)^(?=(?:[+=-]|#{1,6}\s|:?-))|^(?P<number>\d{1,9})(?=[.)](?:\s|$))")
_WHITE = re.compile(r"[^\S \n]")
#: Signs that are escaped anyway.
_KNOWN = str.maketrans("", "", "[]<`")
_HAND = re.compile(
    r"(?:Hand of (?P<scribe>.+?)|Unidentified hand)(?:, told apart as “(?P<other>.+?)”)?(?:, in (?P<medium>[\w ]+))?"
)
_STYLES = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub", "underlined": "u"}
_TRIES = 60
_LEAD = 70


def write_record(
    tree: etree._ElementTree, *, name: str = "<tei>", conventions: Conventions | None = None
) -> str:
    """The record that the TEI *tree* is the encoding of, in canonical wording (Markdown, UTF-8).

    *tree* is TEI as `encode` makes it; *conventions* say how remarks are worded. Converting the record
    gives the same TEI, byte for byte. Raises EditionError (R041), with the place in the TEI, where
    it would not: where the document says something that a record has no words for.
    """
    known = conventions or default_conventions()
    text = _Writer(tree, known).record()
    try:
        again = encode(read_record(text, name=_file_name(tree), conventions=known))
    except EditionError as error:
        message = f"what this document says makes no record: {error.diagnostics[0].message}"
        raise EditionError(Diagnostic("R041", message, name)) from None
    wanted, found = tei_bytes(tree).decode(), tei_bytes(again).decode()
    if wanted != found:
        raise EditionError(_difference(wanted, found, name))
    return text


def _file_name(tree: etree._ElementTree) -> str:
    """A file name from which the record takes the identifier that its TEI has."""
    return f"{tree.getroot().get(f'{{{XML_NS}}}id') or 'record'}.md"


def _difference(wanted: str, found: str, name: str) -> Diagnostic:
    """The first line of the TEI that would not come back."""
    one, other = wanted.splitlines(), found.splitlines()
    at = first_difference(one, other)
    line = one[at] if at < len(one) else ""
    back = other[at] if at < len(other) else ""
    column = first_difference(line, back)
    message = f"no record says this: it would come back as “{back[max(0, column - 20) : column + 80].strip()}”"
    source = Source(name, wanted)
    offset = sum(len(text) + 1 for text in one[:at]) + column
    return source.diagnostic(
        "R041",
        message,
        Span(offset, offset + 1),
        "edit the TEI itself, or change what a record cannot say",
    )


# --- words --------------------------------------------------------------------------------------


def escaped(words: str, signs: str = "") -> str:
    """*words* as Markdown that stands for them, whatever they are; *signs* are brackets of remarks too."""
    text = _SPECIAL.sub(lambda found: f"\\{found[0]}", words)
    for sign in signs:
        text = text.replace(sign, f"\\{sign}" if sign.isascii() else f"&#{ord(sign)};")
    return _WHITE.sub(lambda found: f"&#{ord(found[0])};", text)


def _block_text(text: str) -> str:
    """A paragraph of *text* that begins no list, heading or quotation at the start of a line."""
    lines: list[str] = []
    for line in text.split("\n"):
        body = line.lstrip(" ") if not lines else line
        found = _LINE_START.match(body)
        if found:
            number = found["number"]
            body = f"{number}\\{body[len(number) :]}" if number else f"\\{body}"
        if body.startswith(" "):
            body = f"&#32;{body[1:]}"
        if body.endswith(" "):
            body = f"{body[:-1]}&#32;"
        lines.append(body)
    return "\n".join(lines)


class _Writer:
    """Writes one document."""

    def __init__(self, tree: etree._ElementTree, conventions: Conventions) -> None:
        self._root = tree.getroot()
        self._conventions = conventions
        self._header_text = "".join(self._header())
        stub = read_record(f"{self._header_text}x\n", name="stub.md", conventions=conventions)
        self._read: Header = stub.header
        self._speaker = Speaker(
            speaker_of(stub.header), self._roles(), self._hands(), common_tables().language_name
        )
        self._notes: list[str] = []
        #: Contents and their text; holding the elements keeps their identity.
        self._known: dict[tuple[str | int, ...], tuple[list[Piece], str]] = {}
        # A heading that is set s p a c e d has no sign, and is read as one of the second level.
        sections = self._root.iterfind(
            f".//{tag('div')}[@type='record']/{tag('div')}[@type='section']"
        )
        self._deeper = int(any(len(s) and _is_spaced(s[0]) for s in sections))
        self._signs = "".join(dict.fromkeys("".join(conventions.brackets))).translate(_KNOWN)

    def record(self) -> str:
        """The whole record."""
        body = self._root.find(f"{tag('text')}/{tag('body')}")
        division = body[0] if body is not None and len(body) else None
        blocks = list(self._blocks(division, 0)) if division is not None else []
        return self._header_text + "\n\n".join(blocks) + "\n"

    # --- the header block -----------------------------------------------------------------------

    def _find(self, path: str) -> etree._Element | None:
        steps = "/".join(
            step if step.startswith("@") else re.sub(r"^(\w+)", rf"{{{TEI_NS}}}\1", step)
            for step in path.split("/")
        )
        return self._root.find(f"{tag('teiHeader')}/{steps}")

    def _words(self, path: str) -> str:
        found = self._find(path)
        return " ".join("".join(map(str, found.itertext())).split()) if found is not None else ""

    def _header(self) -> Iterator[str]:
        date = self._words("profileDesc/creation/date")
        title = self._words("fileDesc/titleStmt/title[@type='main']")
        if date:
            yield f"## {_block_text(escaped(date))}\n\n"
        yield f"### {_block_text(escaped(title))}\n\n"
        citation = self._words("fileDesc/sourceDesc/bibl[@type='citation']")
        manuscript = self._find("fileDesc/sourceDesc/msDesc")
        publisher = self._words("fileDesc/publicationStmt/publisher")
        if citation and (citation != title or manuscript is not None or publisher):
            yield self._field("Citation", citation)
        abstract = self._find("profileDesc/abstract")
        if abstract is not None:
            yield self._field(
                "Summary", *(" ".join("".join(map(str, p.itertext())).split()) for p in abstract)
            )
        notes = self._find("fileDesc/notesStmt")
        listed = list(notes) if notes is not None else []
        for note in listed:
            if note.get("type") == "credits":
                yield self._field("Credits", str(note.text or ""))
        rights = self._words("fileDesc/publicationStmt/availability/p")
        if rights:
            yield self._field("Rights", rights)
        kept = {note.get("n") for note in listed}
        language = self._find("fileDesc/sourceDesc/msDesc/msContents/msItem/textLang")
        if (
            language is not None
            and language.get("mainLang") != "und"
            and not kept & {"Original Language"}
        ):
            yield self._field("Original Language", str(language.text or ""))
        elif language is None and not kept & {"Original Language"} and (names := self._languages()):
            yield self._field("Original Language", names)
        for note in listed:
            if note.get("type") == "field":
                label = note.get("n")
                words = str(note.text or "")
                yield (
                    self._field(label, "" if words == label else words)
                    if label
                    else f"### {_block_text(escaped(words))}\n\n"
                )
        yield from self._revisions()
        if contents := self._words("fileDesc/titleStmt/title[@type='sub']"):
            yield self._field("Contents", contents)

    def _languages(self) -> str:
        """The original language of a record that names no archive: the second language that is declared."""
        usage = self._find("profileDesc/langUsage")
        main = self._root.get(f"{{{XML_NS}}}lang")
        texts = {
            e.get(f"{{{XML_NS}}}lang")
            for e in self._root.iterfind(f"{tag('text')}//*[@{{{XML_NS}}}lang]")
        }
        return ", ".join(
            str(language.text)
            for language in (usage if usage is not None else ())
            if language.get("ident") != main and language.get("ident") not in texts
        )

    def _field(self, label: str | None, *paragraphs: str) -> str:
        words = "\n\n".join(_block_text(escaped(p)) for p in paragraphs if p)
        return f"#### **{escaped(str(label))}:**\n\n" + (f"{words}\n\n" if words else "")

    def _revisions(self) -> Iterator[str]:
        desc = self._find("revisionDesc")
        changes = list(desc) if desc is not None else []
        if not changes:
            return
        yield "#### **Revisions:**\n\n"
        for change in changes:
            when = f"{change.get('when')}: " if change.get("when") else ""
            yield _block_text(escaped(f"{when}{change.findtext(tag('p'))}")) + "\n\n"
            listed = change.find(tag("list"))
            for item in listed if listed is not None else ():
                code = f"{item.get('n')}: " if item.get("n") else ""
                yield f"- {_block_text(escaped(f'{code}{item.text}'))}\n"
            if listed is not None:
                yield "\n"

    # --- who says so, and whose hand ------------------------------------------------------------

    def _roles(self) -> dict[str, str]:
        references = References(self._read, "x")
        return {role: references.pointer(Agent(role)) for role in ("translator", "editor")}

    def _hands(self) -> dict[str, str]:
        """The words for each hand that the header describes, by its pointer."""
        words = {}
        for note in self._root.iter(tag("handNote")):
            if said := _hand_words(str(note.text or "")):
                words[f"#{note.get(f'{{{XML_NS}}}id')}"] = said
        return words

    # --- blocks ---------------------------------------------------------------------------------

    def _blocks(self, parent: etree._Element, depth: int) -> Iterator[str]:
        """The blocks of a division or quotation, with the notes at their foot behind each."""
        before = ""
        for text in self._raw_blocks(parent, depth):
            plain_text = text.split("\n\n")[0]
            if (
                before
                and _is_paragraph(text)
                and _is_paragraph(before)
                and cut_certainty(_unmarked(before), _unmarked(plain_text))
            ):
                text = f"[new paragraph] {text}"
            yield text
            before = text
            while self._notes:
                yield self._notes.pop(0)

    def _raw_blocks(self, parent: etree._Element, depth: int, first: int = 0) -> Iterator[str]:
        children = [child for child in parent if isinstance(child.tag, str)]
        index = first
        while index < len(children):
            child = children[index]
            index += 1
            name = name_of(child)
            if name in ("opener", "ab") and self._is_marks(child):
                taken = self._marks(child, children[index:])
                yield taken[0]
                index += taken[1]
            elif name == "div":
                yield from self._division(child, depth)
            else:
                yield from self._block(child, depth)

    def _division(self, division: etree._Element, depth: int) -> Iterator[str]:
        kind = division.get("type")
        head = division[0] if len(division) else None
        if kind == "section":
            yield from self._raw_blocks(division, depth + 1)
            return
        if (
            head is not None
            and name_of(head) == "head"
            and len(head) == 1
            and name_of(head[0]) == "supplied"
        ):
            yield f"[{escaped(' '.join(''.join(map(str, head.itertext())).split()))}]"
            yield from self._raw_blocks(division, 0, first=1)
        else:
            yield from self._raw_blocks(division, 0)

    def _block(self, element: etree._Element, depth: int) -> Iterator[str]:
        match name_of(element):
            case "p":
                yield self._paragraph_or_heading(element)
            case "head":
                marks = "" if _is_spaced(element) else f"{'#' * (max(depth, 1) + self._deeper)} "
                yield f"{marks}{self._heading(element)}".rstrip()
            case "opener":
                yield self._paragraph(element)
            case "closer":
                yield from (self._paragraph(line) for line in element)
            case "postscript":
                yield from self._raw_blocks(element, depth)
            case "sp":
                speaker, first, *rest = list(element)
                yield _block_text(
                    f"{self._inline(content_of(speaker))} {self._inline(content_of(first))}"
                )
                yield from (self._paragraph(p) for p in rest)
            case "list":
                yield from self._list(element)
            case "quote":
                inner_text = "\n\n".join(self._raw_blocks(element, 1))
                yield "\n".join(f"> {line}".rstrip() for line in inner_text.split("\n"))
            case "lg":
                yield "\\\n".join(self._inline(content_of(line)) for line in element)
            case "table":
                yield self._table(element)
            case "milestone":
                yield "***"
            case _:
                yield self._inline([element])

    def _paragraph_or_heading(self, element: etree._Element) -> str:
        """A paragraph; a heading where TEI lets none stand is one that only looks so."""
        only = element[0] if len(element) == 1 and not element.text else None
        if only is not None and only.get("rend") == "heading":
            return f"# {self._heading(only)}"
        return self._paragraph(element)

    def _paragraph(self, element: etree._Element) -> str:
        if name_of(element) in ("note", "pb", "gap", "figure"):
            return self._inline([element])
        return _block_text(self._inline(content_of(element)))

    def _heading(self, element: etree._Element) -> str:
        if _is_spaced(element):
            words = str(element[0].text or "").split()
            return "   ".join(" ".join(word) for word in words)
        return self._inline(content_of(element)).replace("\\\n", "<br>")

    def _is_marks(self, element: etree._Element) -> bool:
        """True for an element of marks alone, as remarks that stand for themselves become."""
        lines = {"seg", "salute", "dateline", "lb"}
        return (
            len(element) > 0
            and not (element.text or "").strip()
            and all(name_of(c) not in lines and not (c.tail or "").strip() for c in element)
        )

    def _marks(
        self, element: etree._Element, following: Sequence[etree._Element]
    ) -> tuple[str, int]:
        """The marks of *element*, and the notes behind it that belong to the same remarks."""
        pieces: list[Piece] = [c for c in content_of(element) if not isinstance(c, str)]
        notes: list[Piece] = []
        for node in following:
            if name_of(node) != "note":
                break
            notes.append(node)
        parts: list[str] = []
        used = 0
        while pieces:
            text, count = self._remark([*pieces, *notes[:1]], "", "", True)
            parts.append(text)
            used = max(0, count - len(pieces))
            pieces = pieces[count:]
        return " ".join(parts), used

    def _list(self, element: etree._Element) -> Iterator[str]:
        items = [child for child in element if name_of(child) == "item"]
        head = element.find(tag("head"))
        labels = [item.get("n") or "" for item in items]
        if head is not None:
            words = self._inline(content_of(head))
            if element.get("rend") == "unmarked":
                lines = [self._inline(content_of(item)) for item in items]
                yield "\\\n".join([words, *lines])
                return
            yield words
        if element.get("rend") == "bulleted" or all(
            re.fullmatch(r"\d{1,9}[.)]", label) for label in labels
        ):
            yield "\n\n".join(
                self._item(item, label) for item, label in zip(items, labels, strict=True)
            )
            return
        for item, label in zip(items, labels, strict=True):
            yield f"{escaped(label)} {self._inline(content_of(item))}"

    def _item(self, item: etree._Element, label: str) -> str:
        marker = f"{label or '-'} "
        blocks = {"p", "list", "quote", "table", "ab", "lg", "sp", "milestone"}
        if any(name_of(child) in blocks for child in item):
            text = "\n\n".join(self._raw_blocks(item, 1))
        else:
            text = _block_text(self._inline(content_of(item)))
        lines = text.split("\n")
        indent = " " * len(marker)
        return "\n".join(
            [f"{marker}{lines[0]}".rstrip(), *(f"{indent}{line}".rstrip() for line in lines[1:])]
        )

    def _table(self, element: etree._Element) -> str:
        rows = [
            [self._inline(content_of(cell)).replace("|", "\\|") for cell in row] for row in element
        ]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])

    # --- inline content -------------------------------------------------------------------------

    def _inline(self, pieces: Sequence[Piece]) -> str:
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
            said, count = self._remark(pieces[index:], plain_text, after, alone)
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
            self._known[key] = (list(pieces), self._inline(pieces))
        return self._known[key][1]

    def _simple(self, element: etree._Element, before: str, after: str) -> str | None:
        """What Markdown has a sign for; None for what only remarks say."""
        name = name_of(element)
        if name == "lb":
            return "\\\n"
        if name == "milestone":
            return "\n\n"
        if name in ("seg", "salute", "dateline", "signed", "date", "p"):
            return self._inline(content_of(element))
        if name == "note" and element.get("type") == "footnote":
            return self._footnote(element, after)
        if name == "ref":
            return self._link(element)
        rend = element.get("rend", "")
        if name == "hi" and rend in _STYLES and not element.get("hand"):
            inner = self._inline(content_of(element))
            if rend in ("italic", "bold") and _takes_stars(element, before, after):
                return f"*{inner}*" if rend == "italic" else f"**{inner}**"
            return f"<{_STYLES[rend]}>{inner}</{_STYLES[rend]}>"
        return None

    def _link(self, element: etree._Element) -> str:
        target = element.get("target", "")
        words = "".join(map(str, element.itertext()))
        return f"<{target}>" if words == target else f"[{escaped(words)}]({target})"

    def _footnote(self, note: etree._Element, after: str) -> str:
        sign = note.get("n", "*")
        content = self._inline(content_of(note))
        if note.get("place") == "bottom":
            self._notes.append(f"{escaped(sign)} {content}")
            return escaped(sign)
        named = after[:1].isalnum() or after[:1] == "_" or not sign.isdecimal()
        mark = f"[^{sign}]" if named else f"[{sign}]"
        self._notes.append(f"{mark}{':' if named else ''} {content}")
        return mark

    # --- remarks --------------------------------------------------------------------------------

    def _remark(
        self, pieces: Sequence[Piece], before: str, after: str, alone: bool
    ) -> tuple[str, int]:
        """The remark that begins *pieces*, and how many of them it takes up."""
        lead = before if len(before) <= _LEAD else before[-_LEAD:].partition(" ")[2]
        first: str | None = None
        if (stage := _as_stage(pieces[0])) is not None:
            said, _ = self._remark([stage], before, after, alone)
            if self._reads("", said.strip(), "", [stage], True):
                return said, 1
        for tried, (words, count) in enumerate(
            remarks(self._conventions, pieces, self._speaker, self._content)
        ):
            nodes = [p for p in pieces[:count] if not isinstance(p, str)]
            behind = pieces[count] if count < len(pieces) else ""
            after = behind if isinstance(behind, str) else ""
            for text in _spaced(words, lead, nodes):
                first = first or text
                if self._reads(lead, text, after[:20], nodes, alone):
                    return text, count
            if tried > _TRIES:
                break
        piece = pieces[0]
        inner = content_of(piece) if isinstance(piece, etree._Element) else []
        unknown = isinstance(piece, etree._Element) and piece.get("type") == "editorial"
        if first is None or unknown:  # a remark that no rule reads is its words
            blank = (
                " "
                if unknown and lead and not lead[-1].isspace() and (not after or after[0].isspace())
                else ""
            )
            return f"{blank}[{self._inline(inner)}]", 1
        return first, 1

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
            source, self._conventions, self._speaker.default, self._read.original_languages
        )
        holder = etree.Element(tag("p"), nsmap={None: TEI_NS})  # type: ignore[dict-item]
        references = References(self._read, "x")
        TextWriter(references).inlines(holder, reader.read(blocks[0].content))
        found = "".join(serialized([child]) for child in holder)
        for hand_id, hand in references.hands.values():
            if not (words := _hand_words(hand.description)):
                continue
            pointer = f"#{hand_id}"
            real = next((p for p, said in self._speaker.hands.items() if said == words), pointer)
            found = found.replace(f'hand="{pointer}"', f'hand="{real}"')
        same_words = (holder.text or "").lstrip() == before.lstrip()
        return same_words and _squeezed(found).startswith(_squeezed(_without_tail(nodes)))


def _hand_words(description: str) -> str:
    """What a remark calls the hand that the header describes; empty for any other description."""
    found = _HAND.fullmatch(description)
    if not found:
        return ""
    scribe, other, medium = found["scribe"], found["other"], found["medium"]
    whose = f"in {scribe}'s hand" if scribe else f"in {other} hand" if other else ""
    return " ".join(filter(None, (whose, f"in {medium}" if medium else ""))) or "by hand"


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


def _is_spaced(head: etree._Element) -> bool:
    return len(head) == 1 and head[0].get("rend") == "spaced"


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


def _is_paragraph(text: str) -> bool:
    """True for a block that pagination may take for half a paragraph."""
    return not re.match(r"#|>|\||\*\*\*|- |\d+[.)] ", text)


def _unmarked(text: str) -> str:
    """The words of a block, without the backslashes of Markdown."""
    return re.sub(r"\\(.)", r"\1", text)
